"""What an edit makes of products: steps, rounding, what stays as it is and why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from ppm_desktop.domain.catalog import CENT, gross_price
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.product_edit import (
    EditField,
    EditHow,
    EditRow,
    EditStep,
    ProductValues,
    Refusal,
    Rounding,
)
from ppm_desktop.domain.reading import FieldValue
from ppm_desktop.domain.sending import FieldChange
from ppm_desktop.domain.typed_values import (
    MAX_PRICE,
    price_within_bounds,
    read_active,
    read_name,
    read_number,
    read_price,
    read_stock,
    stock_within_bounds,
)

EditValue = str | Decimal | int | bool
Wanted = Mapping[EditField, EditValue | Refusal]
"""New values by field, or why a field stays."""

_READERS: Mapping[EditField, Callable[[str], EditValue | Refusal]] = {
    EditField.NAME: read_name,
    EditField.PRICE: read_price,
    EditField.STOCK: read_stock,
    EditField.ACTIVE: read_active,
}
_ENDING = Decimal("0.99")


def read_value(edited: EditField, text: str) -> EditValue | Refusal:
    """What a person typed into the field."""
    return _READERS[edited](text)


def edit_row(product: ProductValues, wanted: Wanted) -> EditRow:
    """What becomes of ``product`` when its fields get the values ``wanted``; one that it has already is no change."""
    changes: list[FieldChange] = []
    refused = ""
    for edited, value in wanted.items():
        held = _held_to_rules(product, edited, value)
        if isinstance(held, Refusal):
            refused = refused or held.value
        elif not _same(product, edited, held):
            changes.append(FieldChange(edited.value, product.of(edited), _spelled(held)))
    return EditRow(
        product_id=product.id,
        sku=product.sku,
        name=product.name,
        changes=tuple(changes),
        skipped=refused,
        price_net=None if product.price_net is None else str(product.price_net),
        quantity=product.quantity,
        active=product.active,
    )


def rounded(price: Decimal, rounding: Rounding) -> Decimal:
    """A reckoned price: half up to cents or whole, or its whole part with 99 cents; nothing stays nothing."""
    match rounding:
        case Rounding.CENT:
            return price.quantize(CENT, ROUND_HALF_UP)
        case Rounding.WHOLE:
            return price.quantize(Decimal(1), ROUND_HALF_UP).quantize(CENT)
        case Rounding.ENDING_99:
            return price.quantize(Decimal(1), ROUND_DOWN) + _ENDING if price > 0 else price.quantize(CENT)


@dataclass(frozen=True, slots=True)
class _Step:
    """A step with its value read."""

    step: EditStep
    value: EditValue

    def apply(self, product: ProductValues, quantity: int | None) -> EditValue | Refusal:
        """The new value for ``product``, whose stock is ``quantity`` once the other steps are done."""
        match self.step.field:
            case EditField.PRICE:
                return self._price(product)
            case EditField.STOCK:
                return self._stock(product)
            case EditField.ACTIVE if self.value and self.step.only_in_stock and not (quantity or 0) > 0:
                return product.active or Refusal.NO_STOCK
            case _:
                return self.value

    def _price(self, product: ProductValues) -> EditValue | Refusal:
        if self.step.how is EditHow.SET:
            return self.value
        if product.price_net is None:
            return Refusal.NO_PRICE
        reckoned = _moved(product.price_net, self.step.how, Decimal(self.value))
        if not 0 <= reckoned <= MAX_PRICE:
            return price_within_bounds(reckoned)
        return price_within_bounds(rounded(reckoned, self.step.rounding))

    def _stock(self, product: ProductValues) -> EditValue | Refusal:
        if self.step.how is EditHow.SET:
            return self.value
        reckoned = _moved(Decimal(product.quantity or 0), self.step.how, Decimal(self.value))
        return stock_within_bounds(int(reckoned.to_integral_value(ROUND_HALF_UP)))


class BulkEdit:
    """Steps that are right, to be taken with any number of products."""

    def __init__(self, steps: Sequence[EditStep]) -> None:
        """Read the values of ``steps``.

        Raises:
            InvalidRequest: one of them cannot be right; its detail is a `Refusal`.
        """
        if not steps:
            raise InvalidRequest(Refusal.STEPS_MISSING)
        if len({step.field for step in steps}) < len(steps):
            raise InvalidRequest(Refusal.FIELD_TWICE)
        # Stock first: whether a product may be switched on depends on what it has then.
        self._steps = sorted((_read(step) for step in steps), key=lambda one: one.step.field is not EditField.STOCK)

    def row(self, product: ProductValues) -> EditRow:
        """What the steps make of ``product``."""
        wanted: dict[EditField, EditValue | Refusal] = {}
        quantity = product.quantity
        for one in self._steps:
            value = one.apply(product, quantity)
            wanted[one.step.field] = value
            if one.step.field is EditField.STOCK and not isinstance(value, Refusal) and not product.has_variants:
                quantity = int(value)
        return edit_row(product, {edited: wanted[edited] for edited in EditField if edited in wanted})


def _read(step: EditStep) -> _Step:
    value = read_value(step.field, step.value) if step.how is EditHow.SET else _read_move(step)
    if isinstance(value, Refusal):
        raise InvalidRequest(value, value=step.value)
    return _Step(step, value)


def _read_move(step: EditStep) -> EditValue | Refusal:
    """An amount or a percentage."""
    if step.field not in (EditField.PRICE, EditField.STOCK):
        return Refusal.VALUE_NOT_NUMBER
    text = step.value.strip()
    if step.how is EditHow.PERCENT:
        text = text.removesuffix("%").strip()
    if not text:
        return Refusal.VALUE_EMPTY
    number = read_number(text)
    if number is None:
        return Refusal.VALUE_NOT_NUMBER
    if step.field is EditField.STOCK and step.how is EditHow.ADD and number != number.to_integral_value():
        return Refusal.STOCK_NOT_WHOLE
    return number


def _moved(value: Decimal, how: EditHow, by: Decimal) -> Decimal:
    return value + by if how is EditHow.ADD else value * (100 + by) / 100


def _held_to_rules(product: ProductValues, edited: EditField, value: EditValue | Refusal) -> EditValue | Refusal:
    """``value``, unless the product cannot have it."""
    if isinstance(value, Refusal) or _same(product, edited, value):
        return value
    match edited:
        case EditField.STOCK if product.has_variants:
            return Refusal.HAS_VARIANTS
        case EditField.STOCK if product.reserved > abs(int(value)):
            return Refusal.RESERVED
        case EditField.PRICE if gross_price(Decimal(value), product.tax_rate) > MAX_PRICE:
            return Refusal.PRICE_TOO_BIG
        case _:
            return value


def _same(product: ProductValues, edited: EditField, value: EditValue) -> bool:
    return value == (product.price_net if edited is EditField.PRICE else product.of(edited))


def _spelled(value: EditValue) -> FieldValue:
    return str(value) if isinstance(value, Decimal) else value
