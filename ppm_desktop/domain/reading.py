"""What a shop tells of a product, checked and put into PPM's terms, with a hash that tells whether it changed."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ppm_desktop.domain.catalog import (
    ROOT_CATEGORY_IDS,
    ShopCombination,
    ShopProduct,
    Texts,
    is_valid_ean,
    normal_sku,
    parse_price,
)

MAX_PRICE = Decimal("99999999.99")
MAX_WEIGHT_KG = Decimal("99999.999")
MAX_SIZE_CM = Decimal("999999.99")
MAX_QUANTITY = 2**31 - 1
MAX_NAME = 500
MAX_SKU = 100
MAX_EAN = 20
MAX_MANUFACTURER = 200
MAX_SHORT_DESCRIPTION_BYTES = 65_535
_GRAM = Decimal("0.001")
_CENTIMETRE_PART = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ShopFacts:
    """What is read once per job and needed to understand every product of a shop.

    Attributes:
        languages: ISO code by the shop's language id.
        catalogue_language: ISO code of the language that goes into ``products``.
        tax_rates: Percent by tax rules group.
        manufacturers: Name by the shop's manufacturer id.
    """

    languages: Mapping[int, str]
    catalogue_language: str
    tax_rates: Mapping[int, Decimal]
    manufacturers: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class VariantReading:
    """One combination in PPM's terms; ``sku`` is unique within its product."""

    combination_id: int
    sku: str
    ean: str | None
    quantity: int
    default: bool


FieldValue = str | bool | int | None
"""What a field of a reading may hold: money and sizes as decimal text of the table's scale."""


@dataclass(frozen=True, slots=True)
class ShopReading:
    """One product of a shop in PPM's terms.

    Attributes:
        sku: Trimmed and upper case; ``reference`` is the shop's own spelling.
        values: The fields that are compared one by one, by the names in `FIELDS`.
        texts: By ISO code of the language.
        category_ids: The shop's ids without its containers, the default one first.
        warnings: Keys of causes that do not fail the product.
        content_hash: 64 hex digits over everything read; the same hash means nothing changed.
    """

    external_id: int
    sku: str
    reference: str
    values: Mapping[str, FieldValue]
    texts: Mapping[str, Texts]
    category_ids: tuple[int, ...]
    variants: tuple[VariantReading, ...]
    date_upd: str
    link_rewrite: str
    content_hash: str
    warnings: tuple[str, ...]

    @property
    def tax_percent(self) -> Decimal:
        """The tax rate in percent."""
        return Decimal(str(self.values["tax_rate"]))

    @property
    def quantity(self) -> int:
        """Stock of the product itself."""
        return int(self.values["quantity"] or 0)

    @property
    def name(self) -> str:
        """The product's name in the catalogue's language."""
        return str(self.values["name"])


FIELDS = (
    "name",
    "short_description",
    "long_description",
    "price_net",
    "tax_rate",
    "ean",
    "weight",
    "width",
    "height",
    "length",
    "is_active",
    "manufacturer",
    "quantity",
)
"""The fields an import compares; named as the columns they end in."""


class Unreadable(Exception):
    """One product cannot be taken.

    Attributes:
        cause: Key of a cause.
        field: The field at fault, empty when the cause says it.
        value: Its value, shortened.
    """

    def __init__(self, cause: str, field: str = "", value: str = "") -> None:
        super().__init__(cause)
        self.cause = cause
        self.field = field
        self.value = value[:80]


def content_hash(product: ShopProduct, facts: ShopFacts) -> str:
    """A hash of everything an import takes from ``product``; ``date_upd`` alone does not change it."""
    parts = (
        product.reference,
        [
            (facts.languages.get(number, ""), texts.name, texts.short_description, texts.description)
            for number, texts in sorted(product.texts.items())
        ],
        product.price,
        str(facts.tax_rates.get(product.tax_group_id)),
        product.ean,
        product.weight,
        product.width,
        product.height,
        product.depth,
        product.active,
        facts.manufacturers.get(product.manufacturer_id),
        product.default_category_id,
        sorted(product.category_ids),
        product.quantity,
        [(c.id, c.reference, c.ean, c.quantity, c.default) for c in product.combinations],
    )
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def read_product(product: ShopProduct, facts: ShopFacts, known_hash: str | None = None) -> ShopReading:
    """Put ``product`` into PPM's terms; ``known_hash`` saves reckoning it again.

    Raises:
        Unreadable: the SKU is missing, the price is broken or a value does not fit its column.
    """
    sku = normal_sku(product.reference)
    if not sku:
        raise Unreadable("no_sku")
    _check_length("reference", sku, MAX_SKU)
    net = parse_price(product.price)
    if net is None or net > MAX_PRICE:
        raise Unreadable("invalid_price", "price", product.price)
    warnings: list[str] = []
    rate = _tax_rate(product, facts, warnings)
    texts = _texts(product, facts)
    main = main_texts(product, facts)
    variants = _variants(sku, product.combinations, warnings)
    ean = product.ean.strip()
    if ean and not is_valid_ean(ean):
        warnings.append("invalid_ean")
    _check_length("ean13", ean, MAX_EAN)
    manufacturer = facts.manufacturers.get(product.manufacturer_id)
    values: dict[str, FieldValue] = {
        "name": _checked_name(main.name or sku),
        "short_description": _checked_short(main.short_description),
        "long_description": main.description,
        "price_net": str(net),
        "tax_rate": str(rate.quantize(_CENTIMETRE_PART)),
        "ean": ean or None,
        "weight": _measure("weight", product.weight, _GRAM, MAX_WEIGHT_KG),
        "width": _measure("width", product.width, _CENTIMETRE_PART, MAX_SIZE_CM),
        "height": _measure("height", product.height, _CENTIMETRE_PART, MAX_SIZE_CM),
        "length": _measure("depth", product.depth, _CENTIMETRE_PART, MAX_SIZE_CM),
        "is_active": product.active,
        "manufacturer": manufacturer[:MAX_MANUFACTURER] if manufacturer else None,
        "quantity": _checked_quantity(product.quantity),
    }
    return ShopReading(
        external_id=product.id,
        sku=sku,
        reference=product.reference,
        values=values,
        texts=texts,
        category_ids=_categories(product),
        variants=variants,
        date_upd=product.date_upd,
        link_rewrite=next(iter(product.link_rewrite.values()), ""),
        content_hash=known_hash or content_hash(product, facts),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def main_texts(product: ShopProduct, facts: ShopFacts) -> Texts:
    """What the product is called in the catalogue's language, else in the first that the shop has."""
    texts = _texts(product, facts)
    return texts.get(facts.catalogue_language) or next(iter(texts.values()), Texts())


def _texts(product: ShopProduct, facts: ShopFacts) -> dict[str, Texts]:
    return {facts.languages[n]: t for n, t in product.texts.items() if n in facts.languages}


def _tax_rate(product: ShopProduct, facts: ShopFacts, warnings: list[str]) -> Decimal:
    if product.tax_group_id == 0:
        return Decimal(0)
    rate = facts.tax_rates.get(product.tax_group_id)
    if rate is None:
        warnings.append("tax_unknown")
        return Decimal(0)
    return rate


def _categories(product: ShopProduct) -> tuple[int, ...]:
    ordered = (product.default_category_id, *product.category_ids)
    return tuple(number for number in dict.fromkeys(ordered) if number and number not in ROOT_CATEGORY_IDS)


def _variants(sku: str, combinations: Sequence[ShopCombination], warnings: list[str]) -> tuple[VariantReading, ...]:
    taken: set[str] = set()
    readings = []
    for combination in sorted(combinations, key=lambda one: one.id):
        own = normal_sku(combination.reference)
        if not own or own in taken:
            own = f"{sku}-{combination.id}"
            warnings.append("variant_sku")
        _check_length("reference", own, MAX_SKU)
        taken.add(own)
        ean = combination.ean.strip()
        if ean and not is_valid_ean(ean):
            warnings.append("invalid_ean")
        _check_length("ean13", ean, MAX_EAN)
        quantity = _checked_quantity(combination.quantity)
        readings.append(VariantReading(combination.id, own, ean or None, quantity, combination.default))
    return tuple(readings)


def _measure(field: str, text: str, step: Decimal, highest: Decimal) -> str | None:
    try:
        number = Decimal(text or "0")
    except InvalidOperation:
        raise Unreadable("value_too_long", field, text) from None
    if not number.is_finite() or abs(number) > highest:
        raise Unreadable("value_too_long", field, text)
    return str(number.quantize(step)) if number else None


def _checked_name(name: str) -> str:
    _check_length("name", name, MAX_NAME)
    return name


def _checked_short(text: str) -> str:
    if len(text.encode("utf-8", "surrogatepass")) > MAX_SHORT_DESCRIPTION_BYTES:
        raise Unreadable("value_too_long", "description_short", text)
    return text


def _checked_quantity(quantity: int) -> int:
    if abs(quantity) > MAX_QUANTITY:
        raise Unreadable("value_too_long", "quantity", str(quantity))
    return quantity


def _check_length(field: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise Unreadable("value_too_long", field, text)
