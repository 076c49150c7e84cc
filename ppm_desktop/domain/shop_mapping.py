"""What things of a shop are in PPM: its categories, and its groups of customers as price groups."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PpmCategory:
    """A category of PPM to choose; ``path`` has all its names from the top."""

    id: int
    path: str


@dataclass(frozen=True, slots=True)
class CategoryMapping:
    """A category of the shop with its counterpart; ``ppm_category_id`` None while it has none.

    Attributes:
        path: Names from the top, in the language of the catalogue; what was stored of one that is gone there.
    """

    shop_category_id: int
    path: str
    ppm_category_id: int | None = None
    ppm_path: str = ""


@dataclass(frozen=True, slots=True)
class CategoryMappings:
    """The shop's categories in the order of its tree, and those of PPM to choose from, in the order of theirs."""

    mappings: tuple[CategoryMapping, ...]
    choices: tuple[PpmCategory, ...]


@dataclass(frozen=True, slots=True)
class PriceGroup:
    """A price group of PPM."""

    id: int
    name: str
    default: bool = False


@dataclass(frozen=True, slots=True)
class PriceMapping:
    """A group of customers of the shop; ``price_group_id`` None where it has no prices of its own."""

    shop_group_id: int
    name: str
    price_group_id: int | None = None


@dataclass(frozen=True, slots=True)
class PriceMappings:
    """The shop's groups of customers, and the price groups of PPM to choose from.

    Attributes:
        readable: Whether the key may read the groups; else only those mapped already are here.
        base_price_group_id: The price group that the shop's own price is (changed by `ShopEdit`).
    """

    mappings: tuple[PriceMapping, ...]
    choices: tuple[PriceGroup, ...]
    base_price_group_id: int
    readable: bool = True
