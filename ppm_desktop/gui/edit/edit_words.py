"""Edits in words: what a product has, what it gets, and why something stays or is refused."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtCore import QObject

from ppm_desktop.domain.edit_summary import price_percent
from ppm_desktop.domain.product_edit import BIG_PERCENT, EditRow, FileRow, Refusal
from ppm_desktop.domain.reading import FieldValue
from ppm_desktop.domain.sending import FieldChange
from ppm_desktop.gui.field_words import FieldWords
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.edit_rows import EditCell, EditColumn, EditRowWords

_TENTH = Decimal("0.1")
_BELONGS = {
    Refusal.NO_PRICE: EditColumn.PRICE,
    Refusal.PRICE_NEGATIVE: EditColumn.PRICE,
    Refusal.PRICE_TOO_BIG: EditColumn.PRICE,
    Refusal.NO_STOCK: EditColumn.ACTIVE,
}
"""The column of what keeps a product as it is; everything else is about its stock."""


class EditWords(QObject):
    """Puts rows of previews into words."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording
        self._fields = FieldWords(wording)

    def heading(self, column: EditColumn) -> str:
        """The name of a column."""
        if column is EditColumn.LINE:
            return self.tr("Line")
        return self.tr("Product") if column is EditColumn.PRODUCT else self._fields.name(column.value)

    def percent(self, percent: float) -> str:
        """``+5,1%``; one decimal at most."""
        rounded = Decimal(str(percent)).quantize(_TENTH, ROUND_HALF_UP)
        sign = "−" if rounded < 0 else "+" if rounded else ""
        return f"{sign}{self._wording.plain(abs(rounded))}%"

    def bulk_row(self, row: EditRow) -> EditRowWords:
        """A row of a bulk edit."""
        cells = self._cells(row.changes, row.price_net, row.quantity, row.active)
        if row.skipped:
            column = _BELONGS.get(Refusal(row.skipped), EditColumn.STOCK)
            cells[column] = EditCell("", note=self._stays().get(row.skipped, self.refusal(row.skipped)))
        return EditRowWords(row.sku, row.name, cells=cells)

    def file_row(self, row: FileRow) -> EditRowWords:
        """A row of a file."""
        number = self._wording.number(row.number)
        if row.problem:
            return EditRowWords(row.raw, "", number, problem=self.refusal(row.problem, row.value))
        cells = self._cells(row.changes, row.price_net, row.quantity, None)
        return EditRowWords(row.sku, row.name, number, cells)

    def refusal(self, problem: str, value: str = "") -> str:
        """Why a row, a file or a step is refused."""
        words = self._values() | self._rows() | self._files()
        return words.get(problem, self.tr("This cannot be done.")).format(value=value)

    def _cells(
        self, changes: tuple[FieldChange, ...], price: str | None, quantity: int | None, active: bool | None
    ) -> dict[EditColumn, EditCell]:
        now: dict[EditColumn, FieldValue] = {EditColumn.PRICE: price, EditColumn.STOCK: quantity}
        if active is not None:
            now[EditColumn.ACTIVE] = active
        cells = {column: EditCell(self._fields.value(column.value, value)) for column, value in now.items()}
        return cells | {EditColumn(change.field): self._changed(change) for change in changes}

    def _changed(self, change: FieldChange) -> EditCell:
        before, after = (self._fields.value(change.field, value) for value in (change.before, change.after))
        percent = price_percent(change)
        if percent is None:
            return EditCell(after, before)
        return EditCell(after, before, self.percent(percent), abs(percent) > BIG_PERCENT)

    def _stays(self) -> Mapping[str, str]:
        """In few words, for a cell."""
        return {
            Refusal.NO_PRICE: self.tr("no price, skipped"),
            Refusal.PRICE_NEGATIVE: self.tr("would be below 0"),
            Refusal.PRICE_TOO_BIG: self.tr("too big, skipped"),
            Refusal.NO_STOCK: self.tr("stock 0, stays"),
            Refusal.HAS_VARIANTS: self.tr("has variants"),
            Refusal.RESERVED: self.tr("reserved"),
            Refusal.STOCK_NEGATIVE: self.tr("would be below 0"),
            Refusal.STOCK_TOO_BIG: self.tr("too big, skipped"),
        }

    def _values(self) -> dict[str, str]:
        return {
            Refusal.NAME_EMPTY: self.tr("The name is empty"),
            Refusal.NAME_TOO_LONG: self.tr("The name is too long"),
            Refusal.PRICE_EMPTY: self.tr("The price is empty"),
            Refusal.PRICE_NOT_NUMBER: self.tr("The price “{value}” is not a number"),
            Refusal.PRICE_NEGATIVE: self.tr("The price cannot be negative"),
            Refusal.PRICE_TOO_BIG: self.tr("The price is too big"),
            Refusal.STOCK_EMPTY: self.tr("The stock is empty"),
            Refusal.STOCK_NOT_WHOLE: self.tr("The stock “{value}” is not a whole number"),
            Refusal.STOCK_NEGATIVE: self.tr("The stock cannot be negative"),
            Refusal.STOCK_TOO_BIG: self.tr("The stock is too big"),
            Refusal.ACTIVE_UNCLEAR: self.tr("“{value}” is neither yes nor no"),
            Refusal.VALUE_EMPTY: self.tr("Type by how much the value changes"),
            Refusal.VALUE_NOT_NUMBER: self.tr("This is not a number. Type for example +5 or -2.50"),
            Refusal.STEPS_MISSING: self.tr("Tick at least one field"),
            Refusal.FIELD_TWICE: self.tr("A field can change only once"),
        }

    def _rows(self) -> dict[str, str]:
        return {
            Refusal.HAS_VARIANTS: self.tr("Stock belongs to the variants"),
            Refusal.RESERVED: self.tr("More than that is reserved"),
            Refusal.PRODUCT_GONE: self.tr("The product does not exist any more"),
            Refusal.SKU_MISSING: self.tr("SKU is missing"),
            Refusal.SKU_UNKNOWN: self.tr("There is no product with this SKU"),
            Refusal.SKU_REPEATED: self.tr("SKU is repeated (line {value})"),
        }

    def _files(self) -> dict[str, str]:
        return {
            Refusal.FILE_UNREADABLE: self.tr("The file cannot be read. Check that it is a CSV or XLSX file."),
            Refusal.FILE_TOO_BIG: self.tr("The file is too big. Split it into smaller ones."),
            Refusal.FILE_EMPTY: self.tr("There is nothing in the file."),
            Refusal.ENCODING_WRONG: self.tr("The file has another encoding. Choose a different one."),
            Refusal.SKU_COLUMN_MISSING: self.tr("Choose which column holds the SKU."),
            Refusal.NOTHING_TO_CHANGE: self.tr("Choose at least one column with prices, stock, names or activity."),
            Refusal.COLUMN_TWICE: self.tr("Two columns mean the same. Skip one of them."),
        }
