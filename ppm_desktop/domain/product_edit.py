"""Changes of products in PPM: one cell, many products at once, or a file of prices and stock."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ppm_desktop.domain.reading import FieldValue
from ppm_desktop.domain.sending import FieldChange

MANY_PRICES = 100
"""Prices that a file changes without asking a person."""
BIG_PERCENT = 50.0
"""Change of one price up to which a file is not asked about."""


class EditField(StrEnum):
    """What can be edited; named as the fields that are sent."""

    NAME = "name"
    PRICE = "price_net"
    STOCK = "quantity"
    ACTIVE = "is_active"


class EditHow(StrEnum):
    """How a number changes."""

    SET = "set"
    ADD = "add"
    PERCENT = "percent"


class Rounding(StrEnum):
    """What a reckoned price is rounded to."""

    CENT = "cent"
    ENDING_99 = "ending_99"
    WHOLE = "whole"


class EditSource(StrEnum):
    """How an edit came about; kept with it."""

    CELL = "cell"
    BULK = "bulk"
    FILE = "file"
    COMMAND = "command"
    CONFLICT = "conflict"


class Refusal(StrEnum):
    """Why a value is not taken, a product stays as it is, or a file cannot be read."""

    NAME_EMPTY = "name_empty"
    NAME_TOO_LONG = "name_too_long"
    PRICE_EMPTY = "price_empty"
    PRICE_NOT_NUMBER = "price_not_number"
    PRICE_NEGATIVE = "price_negative"
    PRICE_TOO_BIG = "price_too_big"
    STOCK_EMPTY = "stock_empty"
    STOCK_NOT_WHOLE = "stock_not_whole"
    STOCK_NEGATIVE = "stock_negative"
    STOCK_TOO_BIG = "stock_too_big"
    ACTIVE_UNCLEAR = "active_unclear"
    # of a product
    NO_PRICE = "no_price"  # nothing to add to or to take a percentage of
    NO_STOCK = "no_stock"  # is switched on only with stock
    HAS_VARIANTS = "has_variants"  # stock belongs to its variants
    RESERVED = "reserved"  # more is reserved than would be left
    PRODUCT_GONE = "product_gone"
    # of the steps of a bulk edit
    STEPS_MISSING = "steps_missing"
    FIELD_TWICE = "field_twice"
    VALUE_EMPTY = "value_empty"  # an amount or a percentage
    VALUE_NOT_NUMBER = "value_not_number"
    # of a row
    SKU_MISSING = "sku_missing"
    SKU_UNKNOWN = "sku_unknown"
    SKU_REPEATED = "sku_repeated"
    # of a file
    FILE_UNREADABLE = "file_unreadable"
    FILE_TOO_BIG = "file_too_big"
    FILE_EMPTY = "file_empty"
    ENCODING_WRONG = "encoding_wrong"
    SKU_COLUMN_MISSING = "sku_column_missing"
    NOTHING_TO_CHANGE = "nothing_to_change"  # no column but the SKU
    COLUMN_TWICE = "column_twice"


@dataclass(frozen=True, slots=True)
class ProductValues:
    """What PPM has now of one product in the fields that can be edited.

    Attributes:
        price_net: In the default price group, None without a price.
        quantity: In the default warehouse, None without a row there; of variants their sum.
        reserved: How much of it is promised to orders.
    """

    id: int
    sku: str
    name: str
    price_net: Decimal | None
    quantity: int | None
    active: bool
    tax_rate: Decimal = Decimal(0)
    reserved: int = 0
    has_variants: bool = False

    def of(self, field: EditField) -> FieldValue:
        """The value of ``field`` as a `FieldChange` spells it."""
        match field:
            case EditField.NAME:
                return self.name
            case EditField.PRICE:
                return None if self.price_net is None else str(self.price_net)
            case EditField.STOCK:
                return self.quantity
            case EditField.ACTIVE:
                return self.active


@dataclass(frozen=True, slots=True)
class EditStep:
    """One field of a bulk edit.

    Attributes:
        value: The new value, the amount or the percentage, as a person typed it; ``1``/``0`` for active.
        only_in_stock: Switch on only what has stock.
    """

    field: EditField
    how: EditHow
    value: str
    rounding: Rounding = Rounding.CENT
    only_in_stock: bool = False


@dataclass(frozen=True, slots=True)
class EditRow:
    """What an edit makes of one product.

    Attributes:
        price_net, quantity, active: As they are now, as text people read after formatting; None where there is none.
        skipped: `Refusal` that keeps the product, or with ``changes`` one of its fields, as it is; empty otherwise.
    """

    product_id: int
    sku: str
    name: str
    changes: tuple[FieldChange, ...]
    skipped: str = ""
    price_net: str | None = None
    quantity: int | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class EditPreview:
    """A bulk edit as it would come out; nothing is saved.

    Attributes:
        changed, skipped: Products that change, and that stay for a reason.
        average_percent: Mean change of the prices that change, None when none does.
        switched_on, switched_off: Products that change their state.
        examples: Rows worth a look: extremes, skipped ones, those without stock.
        problem: `Refusal` of the steps themselves, empty when they can be applied.
    """

    total: int
    changed: int
    skipped: int
    average_percent: float | None
    switched_on: int
    switched_off: int
    examples: tuple[EditRow, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class EditResult:
    """What was saved: products that changed, and the shops in which they wait to be sent now."""

    changed: int
    shop_ids: tuple[int, ...]
    product_ids: tuple[int, ...] = ()


class FileColumn(StrEnum):
    """What a column of a file holds."""

    SKU = "sku"
    NAME = "name"
    PRICE = "price_net"
    STOCK = "quantity"
    ACTIVE = "is_active"


@dataclass(frozen=True, slots=True)
class FileShape:
    """How a file is read; guessed first, then as a person corrected it.

    Attributes:
        encoding: Such as ``utf-8`` or ``cp1250``; empty for XLSX.
        separator: One character; empty for XLSX.
        decimal_comma: Whether numbers are written ``1 234,56``.
        header: Whether the first row names the columns.
        columns: What each column holds, None for one that is left out.
    """

    encoding: str
    separator: str
    decimal_comma: bool
    header: bool
    columns: tuple[FileColumn | None, ...]


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of a file beside the product that it changes.

    Attributes:
        number: Place in the file, from 1.
        raw: The row as it stands there, ``cells`` one by one.
        price_percent: Change of the price in percent, None without one or where there was no price.
        problem: `Refusal` of the row, with ``value`` the text at fault, or the number of the row that has its SKU.
    """

    number: int
    raw: str
    sku: str = ""
    name: str = ""
    product_id: int | None = None
    changes: tuple[FieldChange, ...] = ()
    price_percent: float | None = None
    problem: str = ""
    value: str = ""
    price_net: str | None = None
    quantity: int | None = None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilePreview:
    """A file as it would be applied; nothing is saved.

    Attributes:
        headings, first_values: Of each column, for a person who maps them.
        to_change, unchanged, big, refused: Rows by what becomes of them; ``big`` are those of ``to_change``
            whose price moves by more than half.
        repriced: Rows that change a price.
        problem: `Refusal` of the whole file, which then has no rows; empty otherwise.
    """

    file_name: str
    size_bytes: int
    shape: FileShape
    headings: tuple[str, ...]
    first_values: tuple[str, ...]
    rows: Sequence[FileRow]
    to_change: int
    unchanged: int
    big: int
    refused: int
    repriced: int = 0
    problem: str = ""

    @property
    def needs_confirmation(self) -> bool:
        """Whether a person has to type the number of rows that change before they are saved."""
        return self.big > 0 or self.repriced > MANY_PRICES
