"""Fields that changed in PPM and in a shop: what a person is shown of them, and what he decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from ppm_desktop.domain.catalog import CENT, parse_price
from ppm_desktop.domain.reading import (
    MAX_EAN,
    MAX_MANUFACTURER,
    MAX_NAME,
    MAX_PRICE,
    MAX_QUANTITY,
    MAX_SHORT_DESCRIPTION_BYTES,
    MAX_SIZE_CM,
    MAX_WEIGHT_KG,
    FieldValue,
    Unreadable,
)
from ppm_desktop.domain.sending import PRICE_OF, STOCK_OF

MOST_CONFLICTS = 10_000
"""Conflicts of one shop that are listed at once, the oldest products first."""
MAX_NOTE = 500
_GRAM = Decimal("0.001")
_MEASURES: Mapping[str, tuple[Decimal, Decimal]] = {
    "weight": (_GRAM, MAX_WEIGHT_KG),
    "width": (CENT, MAX_SIZE_CM),
    "height": (CENT, MAX_SIZE_CM),
    "length": (CENT, MAX_SIZE_CM),
}


class Decision(StrEnum):
    """Which value stays; the values of ``ppm_conflicts.decision``."""

    PPM = "ppm"  # the next sync sends it
    SHOP = "shop"  # taken into PPM at once
    LEAVE = "leave"  # both stay as they are until a person decides again


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of one product in one shop.

    Attributes:
        ours, theirs: As they were when the conflict was noted.
        job_id: Number of the sync or export that noted it, None for an import.
        decision: None while nobody has decided.
        changed_by, changed_at: Who changed PPM's value last, and when; empty where it was no edit of a person.
    """

    id: int
    product_id: int
    sku: str
    name: str
    field: str
    ours: FieldValue
    theirs: FieldValue
    noted_at: datetime
    job_id: int | None = None
    decision: Decision | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    note: str = ""
    changed_by: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ConflictList:
    """Conflicts of one shop, by field and SKU; ``total`` may be more than are listed."""

    shop_id: int
    conflicts: tuple[Conflict, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person says of one conflict, as he saw it.

    Attributes:
        noted_at: Of the conflict that he was shown: one noted again since is not decided unseen.
        decision: None keeps the one before and saves the note alone.
        note: None keeps the one before.
    """

    conflict_id: int
    noted_at: datetime
    decision: Decision | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of some verdicts.

    Attributes:
        saved: Verdicts that were kept.
        to_send: Products that wait to be sent now, by PPM's id.
        taken: Values of the shop that are in PPM now.
        stale: Conflicts that have changed or gone since they were shown; nothing was done about them.
        refused: Conflicts whose value PPM cannot take from the shop; they stay undecided.
    """

    saved: int = 0
    to_send: tuple[int, ...] = ()
    taken: int = 0
    stale: tuple[int, ...] = ()
    refused: tuple[int, ...] = ()

    def __add__(self, other: "Decided") -> "Decided":
        return Decided(
            self.saved + other.saved,
            tuple(sorted({*self.to_send, *other.to_send})),
            self.taken + other.taken,
            self.stale + other.stale,
            self.refused + other.refused,
        )


def taken_value(field: str, value: FieldValue) -> FieldValue:
    """The shop's ``value`` of ``field`` as PPM's column takes it.

    Raises:
        Unreadable: PPM cannot have it.
    """
    text = "" if value is None else str(value)
    if field == "price_net" or field.startswith(PRICE_OF):
        return _price(field, text)
    if field in _MEASURES:
        return _measure(field, text)
    if field == "tax_rate":
        return str(_number(field, text).quantize(CENT))
    if field == "quantity" or field.startswith(STOCK_OF):
        return _quantity(field, text)
    if field == "name" and not text:
        raise Unreadable("refused", field)
    longest = {"name": MAX_NAME, "ean": MAX_EAN, "manufacturer": MAX_MANUFACTURER}.get(field)
    too_long = longest is not None and len(text) > longest
    if field == "short_description":
        too_long = len(text.encode("utf-8", "surrogatepass")) > MAX_SHORT_DESCRIPTION_BYTES
    if too_long:
        raise Unreadable("value_too_long", field, text)
    return value


def _price(field: str, text: str) -> str:
    price = parse_price(text)
    if price is None or price > MAX_PRICE:
        raise Unreadable("invalid_price", field, text)
    return str(price)


def _measure(field: str, text: str) -> str | None:
    step, highest = _MEASURES[field]
    number = _number(field, text or "0")
    if abs(number) > highest:
        raise Unreadable("value_too_long", field, text)
    return str(number.quantize(step)) if number else None


def _quantity(field: str, text: str) -> int:
    number = _number(field, text)
    if abs(number) > MAX_QUANTITY:
        raise Unreadable("value_too_long", field, text)
    return int(number)


def _number(field: str, text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Unreadable("refused", field, text) from None
    if not number.is_finite():
        raise Unreadable("refused", field, text)
    return number
