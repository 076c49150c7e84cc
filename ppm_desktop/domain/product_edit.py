"""Changes of products in PPM: one cell, many products at once, or a file of prices and stock."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ppm_desktop.domain.sending import FieldChange


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
        skipped: Key of the reason why the product stays as it is (``no_price``, ``no_stock``, …), empty otherwise.
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
        problem: Key of what is wrong with the steps themselves, empty when they can be applied.
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
        raw: The row as it stands there.
        price_percent: Change of the price in percent, None without one.
        problem: Key of the reason why the row is refused, with ``value`` the text at fault.
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


@dataclass(frozen=True, slots=True)
class FilePreview:
    """A file as it would be applied; nothing is saved.

    Attributes:
        headings, first_values: Of each column, for a person who maps them.
        to_change, unchanged, big, refused: Rows by what becomes of them; ``big`` are those of ``to_change``
            whose price moves by more than half.
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
    problem: str = ""
