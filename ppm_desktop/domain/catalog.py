"""Products as a shop tells them, and the rules that PPM holds them to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

CENT = Decimal("0.01")
ROOT_CATEGORY_IDS = frozenset({1, 2})
"""PrestaShop's own "Root" and "Home": containers, not categories of products."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a product in one language."""

    name: str = ""
    short_description: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class ShopLanguage:
    """A language of a shop; ``id`` is the shop's own number, ``iso_code`` such as ``pl``."""

    id: int
    iso_code: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class ShopIdentity:
    """Who answers at a shop's address and what its key may do.

    Attributes:
        version: PrestaShop's version such as ``8.2.1``, empty when it does not tell.
        permissions: Allowed HTTP verbs in upper case by resource; a resource not allowed at all is absent.
    """

    version: str
    name: str
    permissions: Mapping[str, frozenset[str]]

    def allows(self, resource: str, verb: str = "GET") -> bool:
        """Whether the key may use ``verb`` on ``resource``."""
        return verb in self.permissions.get(resource, frozenset())


@dataclass(frozen=True, slots=True)
class ShopCategory:
    """A category of a shop with its names by the shop's language id; ``parent_id`` 0 is the top."""

    id: int
    parent_id: int
    names: Mapping[int, str]
    active: bool = True


@dataclass(frozen=True, slots=True)
class ShopCombination:
    """A variant of a product: its own reference, EAN and stock.

    Attributes:
        price_impact: Net amount added to the product's price, as the shop writes it (6 decimals).
    """

    id: int
    product_id: int
    reference: str
    ean: str
    price_impact: str = "0"
    weight_impact: str = "0"
    default: bool = False
    option_value_ids: tuple[int, ...] = ()
    quantity: int = 0


@dataclass(frozen=True, slots=True)
class StockRow:
    """One row of ``stock_availables``; ``combination_id`` 0 is the product itself."""

    id: int
    product_id: int
    combination_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class ShopProduct:
    """A product as one shop tells it, numbers still in the shop's own spelling.

    Attributes:
        reference: The shop's own spelling of the SKU; may be empty.
        texts: By the shop's language id.
        price: Net, normally with 6 decimals; not checked yet.
        weight, width, height, depth: kg and cm, as decimal text.
        tax_group_id: ``id_tax_rules_group``, 0 for no tax.
        date_upd: ``YYYY-MM-DD HH:MM:SS`` in the shop's time zone; does not move with stock or combinations.
        category_ids: The shop's ids, the containers Root and Home included.
        quantity: Of the product itself; the sum over the combinations where there are any.
    """

    id: int
    reference: str
    texts: Mapping[int, Texts]
    price: str
    ean: str = ""
    weight: str = "0"
    width: str = "0"
    height: str = "0"
    depth: str = "0"
    active: bool = True
    manufacturer_id: int = 0
    default_category_id: int = 0
    tax_group_id: int = 0
    date_upd: str = ""
    category_ids: tuple[int, ...] = ()
    quantity: int = 0
    combinations: tuple[ShopCombination, ...] = ()
    link_rewrite: Mapping[int, str] = field(default_factory=dict)


def normal_sku(reference: str) -> str:
    """The SKU as PPM keeps it: trimmed and upper case; empty when there is none."""
    return reference.strip().upper()


def parse_price(text: str) -> Decimal | None:
    """A net price rounded to cents; None when it is empty, negative or badly written."""
    try:
        price = Decimal(text)
        if not price.is_finite() or price < 0:
            return None
        return price.quantize(CENT, ROUND_HALF_UP)
    except InvalidOperation:  # no number, or one of more digits than decimals hold
        return None


def gross_price(net: Decimal, tax_percent: Decimal) -> Decimal:
    """``net`` with tax, rounded to cents."""
    return (net * (100 + tax_percent) / 100).quantize(CENT, ROUND_HALF_UP)


def is_valid_ean(ean: str) -> bool:
    """Whether ``ean`` is an EAN-13, EAN-8 or UPC-A with a right check digit."""
    if not (ean.isascii() and ean.isdigit()) or len(ean) not in (8, 12, 13):
        return False
    digits = [int(character) for character in reversed(ean)]
    total = sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return total % 10 == 0
