"""What a sync or export sends of one product: PPM's values against what the shop had and what it has now."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from ppm_desktop.domain.catalog import CENT, ROOT_CATEGORY_IDS, ShopProduct, Texts, normal_sku, parse_price
from ppm_desktop.domain.change import FieldConflict, same
from ppm_desktop.domain.reading import FieldValue, ShopFacts
from ppm_desktop.domain.request import SendPolicy

CATEGORIES = "categories"
"""The shop's category ids as one value: the default one first, the others in order, comma separated."""
STOCK_OF = "quantity:"
"""Begins the name of the field that holds the stock of one combination; its id follows."""
PRICE_OF = "price:"
"""Begins the name of the field that holds the price for one group of customers; the shop's group id follows."""
CREATED = "created"
"""Names the change that is the product itself: kept before a job makes it, and never a value of a product."""

GRAM = Decimal("0.001")
_STEPS = {"weight": GRAM, "width": CENT, "height": CENT, "length": CENT, "tax_rate": CENT}
"""How exactly PPM keeps a number; a shop may have more decimals."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One product as PPM wants it in one shop.

    Attributes:
        external_id: The shop's id, None while the product is not linked to it.
        reference: The shop's own spelling of the SKU where it is known.
        values: By the names of `ppm_desktop.domain.reading.FIELDS`, with `CATEGORIES` in the shop's ids, and
            one `STOCK_OF` field for each combination in place of ``quantity``.
        base: What the shop had when both last agreed; None when they never did.
        digest: 64 hex digits over ``values``; equal to ``sent_digest`` when nothing changed in PPM.
        unmapped: Categories of PPM (their ids) that have no counterpart in the shop.
        counterparts: Categories of the shop that are ones of PPM; a product's others are the shop's own.
        specific_price_ids: Ids of the specific prices that we made, by the shop's group of customers.
        has_variants: Whether stock belongs to variants, whatever the shop knows of them.
        held: Fields in conflict of which a person said that both sides stay as they are, for now.
    """

    product_id: int
    sku: str
    name: str
    values: Mapping[str, FieldValue]
    external_id: int | None = None
    reference: str = ""
    base: Mapping[str, FieldValue] | None = None
    digest: str = ""
    sent_digest: str | None = None
    unmapped: tuple[int, ...] = ()
    counterparts: frozenset[int] = frozenset()
    has_variants: bool = False
    held: frozenset[str] = frozenset()
    specific_price_ids: Mapping[int, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that is written: what the shop has now and what it gets, in the terms of `Offer.values`."""

    field: str
    before: FieldValue
    after: FieldValue


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a sync does with one product.

    Attributes:
        changes: Fields to write; empty when the shop has it all or when the product is left out.
        conflicts: Fields that both sides changed, whatever the policy made of them.
        left_out: Whether the policy leaves the product as the shop has it.
    """

    changes: tuple[FieldChange, ...]
    conflicts: tuple[FieldConflict, ...] = ()
    left_out: bool = False


def compare(offer: Offer, theirs: Mapping[str, FieldValue], policy: SendPolicy, *, changed_only: bool) -> Comparison:
    """Compare ``offer`` with what the shop has now.

    A field that only the shop changed is left alone with ``changed_only``: the next import takes it. Without it
    the shop is to be brought in step, so that such a field counts as changed on both sides. Where both never
    agreed, an empty value of ours sends nothing, and what the shop has is its own: unless PPM wins, it is a conflict.
    """
    changes: list[FieldChange] = []
    conflicts: list[FieldConflict] = []
    base = offer.base
    for name, theirs_now in theirs.items():
        if name not in offer.values or name in offer.held:
            continue
        ours = offer.values[name]
        if same_in_shop(name, ours, theirs_now) or _stands_in(name, ours, theirs_now, offer.sku):
            continue
        if base is None or name not in base:
            if ours in (None, ""):
                continue
            changes.append(FieldChange(name, theirs_now, ours))
            if base is None and policy is not SendPolicy.PPM_WINS and theirs_now not in (None, ""):
                conflicts.append(FieldConflict(name, ours, theirs_now))
            continue
        ours_changed = not same_in_shop(name, ours, base[name])
        shop_changed = not same_in_shop(name, theirs_now, base[name])
        if shop_changed and (ours_changed or not changed_only):
            conflicts.append(FieldConflict(name, ours, theirs_now))
        if ours_changed or not changed_only:
            changes.append(FieldChange(name, theirs_now, ours))
    if conflicts and policy is not SendPolicy.PPM_WINS:
        return Comparison((), tuple(conflicts), left_out=True)
    return Comparison(tuple(changes), tuple(conflicts))


def changed_in_ppm(offer: Offer) -> tuple[FieldChange, ...]:
    """What PPM changed since both last agreed; everything it has where they never did."""
    base = offer.base or {}
    return tuple(
        FieldChange(name, base.get(name), ours)
        for name, ours in offer.values.items()
        if name not in offer.held
        and (name in base or ours not in (None, ""))
        and not same_in_shop(name, ours, base.get(name))
    )


def _stands_in(name: str, ours: FieldValue, theirs: FieldValue, sku: str) -> bool:
    """Whether PPM calls a product by its SKU because the shop has no name for it."""
    return name == "name" and not theirs and normal_sku(str(ours)) == sku


def same_in_shop(name: str, one: FieldValue, other: FieldValue) -> bool:
    """Whether two values of the field ``name`` mean the same: those that are one number in PPM do."""
    if same(one, other):
        return True
    if name == "price_net" or name.startswith(PRICE_OF):
        return _rounded(one, CENT) == _rounded(other, CENT) is not None
    if name in _STEPS:
        return _rounded(one or 0, _STEPS[name]) == _rounded(other or 0, _STEPS[name]) is not None
    return False


def digest_of(values: tuple[object, ...]) -> str:
    """64 hex digits over ``values``; the same digest means that nothing changed."""
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Guards:
    """Shares from which a change is too big to be made without asking.

    Attributes:
        off_percent: Of the products looked at, those that are switched off.
        price_percent: Change of one price, up or down.
    """

    off_percent: float
    price_percent: float


@dataclass(slots=True)
class Alarm:
    """Counts what a person is asked about before anything is written.

    Attributes:
        looked_at: Products compared so far; ``written`` those of them that would be changed or created.
        switched_off, repriced, emptied: Products that would be switched off, get another price by more than
            the guard allows, or lose their name.
    """

    guards: Guards
    looked_at: int = 0
    written: int = 0
    switched_off: int = 0
    repriced: int = 0
    emptied: int = 0

    def watch(self, changes: Iterable[FieldChange]) -> None:
        """Count one product with what would be written of it."""
        self.looked_at += 1
        by_field = {change.field: change for change in changes}
        if not by_field:
            return
        self.written += 1
        active = by_field.get("is_active")
        self.switched_off += active is not None and active.before is True and active.after is False
        prices = [one for one in by_field.values() if one.field == "price_net" or one.field.startswith(PRICE_OF)]
        self.repriced += any(_moved_percent(price) > self.guards.price_percent for price in prices)
        name = by_field.get("name")
        self.emptied += name is not None and not name.after

    @property
    def rings(self) -> bool:
        """Whether a person has to agree."""
        too_many_off = self.switched_off * 100 > self.guards.off_percent * self.looked_at
        return too_many_off or self.repriced > 0 or self.emptied > 0


def values_in_shop(product: ShopProduct, facts: ShopFacts) -> dict[str, FieldValue]:
    """What the shop has of ``product`` by the names of `Offer.values`; what cannot be read stays as it is spelt.

    A broken price is no reason not to send a good one. Categories are the shop's own, without its containers.
    """
    main = texts_of(product, facts.languages).get(facts.catalogue_language, Texts())
    price = parse_price(product.price)
    values: dict[str, FieldValue] = {
        "name": main.name,
        "short_description": main.short_description,
        "long_description": main.description,
        "price_net": product.price if price is None else str(price),
        "tax_rate": _tax_rate(product, facts),
        "ean": product.ean.strip() or None,
        "weight": product.weight,
        "width": product.width,
        "height": product.height,
        "length": product.depth,
        "is_active": product.active,
        "manufacturer": facts.manufacturers.get(product.manufacturer_id),
        CATEGORIES: category_text((product.default_category_id, *product.category_ids)),
    }
    if product.combinations:
        values |= {f"{STOCK_OF}{one.id}": one.quantity for one in product.combinations}
    else:
        values["quantity"] = product.quantity
    return values


def texts_of(product: ShopProduct, languages: Mapping[int, str]) -> dict[str, Texts]:
    """Texts of a product by ISO code; where a shop has two languages of one code the first counts."""
    found: dict[str, Texts] = {}
    for number, texts in sorted(product.texts.items()):
        if number in languages:
            found.setdefault(languages[number], texts)
    return found


def category_text(shop_ids: Iterable[int]) -> str | None:
    """The shop's categories as one comparable value: the default one first, the others in order."""
    ids = [number for number in dict.fromkeys(shop_ids) if number and number not in ROOT_CATEGORY_IDS]
    return ",".join(map(str, (ids[0], *sorted(ids[1:])))) if ids else None


def _tax_rate(product: ShopProduct, facts: ShopFacts) -> str | None:
    if product.tax_group_id == 0:
        return "0.00"
    rate = facts.tax_rates.get(product.tax_group_id)
    return None if rate is None else str(rate.quantize(CENT))


def _moved_percent(change: FieldChange) -> float:
    if change.before in (None, "") or change.after in (None, ""):
        return 0.0  # a first price moves nothing, and without a price of its own a group has the usual one
    before, after = _number(change.before), _number(change.after)
    if before is None or after is None or before == after:
        return 0.0
    if not before:
        return float("inf")
    return float(abs(after - before) / before * 100)


def _number(value: FieldValue) -> Decimal | None:
    """``value`` as a number, none and empty text as zero; None when it is something else."""
    try:
        return Decimal(str(value)) if value not in (None, "") else Decimal(0)
    except InvalidOperation:
        return None


def _rounded(value: FieldValue, step: Decimal) -> Decimal | None:
    number = _number(value)
    try:
        return None if number is None or value in (None, "") else number.quantize(step)
    except InvalidOperation:
        return None
