"""What PPM and each shop had of a product at a moment, reckoned back from what they have now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from ppm_desktop.domain.job import ItemOutcome, JobType
from ppm_desktop.domain.product_edit import EditField
from ppm_desktop.domain.product_list import ProductHistory, ProductTouch, ShopValues, TouchKind
from ppm_desktop.domain.reading import FieldValue
from ppm_desktop.domain.sending import STOCK_OF, FieldChange

_WRITTEN = frozenset({ItemOutcome.CREATED, ItemOutcome.UPDATED})


@dataclass(frozen=True, slots=True)
class _Effect:
    """What a touch did to one value: changed it, moved it, or something that is not known."""

    change: FieldChange | None = None
    moved: int | None = None


def values_at(history: ProductHistory, place: int | None) -> tuple[ShopValues, ...]:
    """What everybody had right after the touch of this place, newest first; None for now.

    A value is None where it was not there, and where an import changed what only it knows.
    """
    if place is None:
        return history.now
    return tuple(_at(history.touches, place, one) for one in history.now)


def _at(touches: Sequence[ProductTouch], place: int, now: ShopValues) -> ShopValues:
    price = _value(touches, place, now.shop_id, EditField.PRICE, None if now.price_net is None else str(now.price_net))
    quantity = _value(touches, place, now.shop_id, EditField.STOCK, now.quantity)
    active = _value(touches, place, now.shop_id, EditField.ACTIVE, now.active)
    return replace(
        now,
        price_net=_price(price),
        quantity=quantity if isinstance(quantity, int) and not isinstance(quantity, bool) else None,
        active=active if isinstance(active, bool) else None,
    )


def _value(
    touches: Sequence[ProductTouch], place: int, shop_id: int | None, edited: EditField, now: FieldValue
) -> FieldValue:
    """Undo what came later; where that is not known, the last change before says it."""
    value, known = now, True
    for touch in touches[:place]:
        effect = _effect(touch, shop_id, edited)
        if effect is None:
            continue
        if effect.change is not None:
            value, known = effect.change.before, True
        elif effect.moved is not None and isinstance(value, int):
            value -= effect.moved
        else:
            known = False
    if known:
        return value
    effects = (_effect(touch, shop_id, edited) for touch in touches[place:])
    last = next((effect for effect in effects if effect is not None), None)
    return None if last is None or last.change is None else last.change.after


def _effect(touch: ProductTouch, shop_id: int | None, edited: EditField) -> _Effect | None:
    imported = touch.job_type is JobType.IMPORT and touch.outcome in _WRITTEN
    if imported and shop_id in (None, touch.shop_id):
        return _Effect()
    if (shop_id is None) != (touch.kind is TouchKind.EDIT) or touch.shop_id != shop_id:
        return None
    if touch.kind is TouchKind.JOB and touch.outcome not in _WRITTEN:
        return None
    change = next((one for one in touch.changes if one.field == edited), None)
    if change is not None:
        return _Effect(change)
    moves = [_move(one) for one in touch.changes if edited is EditField.STOCK and one.field.startswith(STOCK_OF)]
    return _Effect(moved=sum(moves)) if moves else None


def _move(change: FieldChange) -> int:
    """By how much the stock of one variant moved."""
    before, after = (value if isinstance(value, int) else 0 for value in (change.before, change.after))
    return after - before


def _price(value: FieldValue) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation:
        return None
