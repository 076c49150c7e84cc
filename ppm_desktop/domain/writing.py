"""What is written to a shop, in the shop's own terms: ids, spellings and languages are its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ppm_desktop.domain.errors import ShopError


@dataclass(frozen=True, slots=True)
class ProductWrite:
    """One product to change or to create; what is None stays as the shop has it.

    Attributes:
        id: The shop's id, None to create the product.
        names, short_descriptions, descriptions: By the shop's language id, always with all its languages:
            a shop replaces them whole.
        price: Net, decimal text with up to 6 decimals.
        weight, width, height, depth: kg and cm, decimal text.
        category_ids: All categories of the product; the default one is ``default_category_id``.
        date_upd: When the shop last changed it, as read before; never written.
    """

    id: int | None = None
    reference: str | None = None
    names: Mapping[int, str] | None = None
    short_descriptions: Mapping[int, str] | None = None
    descriptions: Mapping[int, str] | None = None
    price: str | None = None
    tax_group_id: int | None = None
    ean: str | None = None
    weight: str | None = None
    width: str | None = None
    height: str | None = None
    depth: str | None = None
    active: bool | None = None
    manufacturer_id: int | None = None
    default_category_id: int | None = None
    category_ids: tuple[int, ...] | None = None
    date_upd: str = ""


@dataclass(frozen=True, slots=True)
class StockWrite:
    """A row of ``stock_availables`` that gets a quantity; never row 0 of a product with combinations."""

    id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class SpecificPriceWrite:
    """A net price for one group of customers.

    Attributes:
        id: Of the specific price that we made before, None to make one; others' are never touched.
        price: Decimal text; None deletes the one we made.
    """

    product_id: int
    group_id: int
    price: str | None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one write.

    Attributes:
        id: The shop's id of what was written, None when it was refused.
        error: Why it was not written, None when it was.
        attempts: How often it was sent.
    """

    id: int | None = None
    error: ShopError | None = None
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a shop and its key can do, found out once and kept.

    Attributes:
        version: PrestaShop's version such as ``8.2.1``, empty when unknown.
        can_patch: Whether fields can be changed one by one; else every product is read and put back whole.
        permissions: Allowed HTTP verbs by resource.
    """

    version: str = ""
    can_patch: bool = False
    permissions: Mapping[str, frozenset[str]] = field(default_factory=dict, hash=False)

    def allows(self, resource: str, verb: str) -> bool:
        """Whether the key may use ``verb`` on ``resource``."""
        return verb in self.permissions.get(resource, frozenset())
