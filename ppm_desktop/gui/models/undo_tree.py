"""Products that an undo brings back, and below each its fields; which of them a person leaves out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from ppm_desktop.domain.undo import UndoneProduct
from ppm_desktop.gui.field_words import FieldWords
from ppm_desktop.gui.models.grouped import AnyIndex, GroupedModel

MOST_SHOWN = 500
"""Products listed at once; the search finds the others."""
_DISPLAY = Qt.ItemDataRole.DisplayRole.value
_CHECK = Qt.ItemDataRole.CheckStateRole.value
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole.value


class UndoColumn(IntEnum):
    """Columns of the list, from the left."""

    CHECK = 0
    FIELD = 1
    NOW = 2
    AFTER = 3


class UndoRole(IntEnum):
    """What the delegate asks for beyond texts."""

    PRODUCT = Qt.ItemDataRole.UserRole + 1  # UndoneProduct, of heads alone
    PICKED = Qt.ItemDataRole.UserRole + 2
    LINE = Qt.ItemDataRole.UserRole + 3  # UndoLine, of rows alone


@dataclass(frozen=True, slots=True)
class UndoLine:
    """One field in words."""

    field: str
    now: str
    after: str
    remark: str


class UndoTreeModel(GroupedModel):
    """All products are picked at first.

    Signals:
        changed: Another set of products is picked.
    """

    changed = Signal()

    def __init__(self, fields: FieldWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields = fields
        self._products: tuple[UndoneProduct, ...] = ()
        self._shown: list[UndoneProduct] = []
        self._lines: dict[int, list[UndoLine]] = {}
        self._left_out: set[int] = set()
        self._matching = 0

    def set_products(self, products: Sequence[UndoneProduct]) -> None:
        """Show these."""
        self._products = tuple(products)
        self._left_out.clear()
        self._lines.clear()
        self.show_only("")

    def show_only(self, text: str) -> None:
        """Show products whose SKU or name has ``text``, `MOST_SHOWN` at most."""
        wanted = text.strip().casefold()
        self.beginResetModel()
        found = [one for one in self._products if wanted in one.sku.casefold() or wanted in one.name.casefold()]
        self._matching = len(found)
        self._shown = found[:MOST_SHOWN]
        self.endResetModel()
        self.changed.emit()

    @property
    def shown(self) -> int:
        """Products that are listed."""
        return len(self._shown)

    @property
    def matching(self) -> int:
        """Products that the search finds."""
        return self._matching

    @property
    def left_out(self) -> tuple[int, ...]:
        """PPM's ids of the products that stay as they are."""
        return tuple(sorted(self._left_out))

    @property
    def picked(self) -> int:
        """Products that come back."""
        return len(self._products) - len(self._left_out)

    def toggle(self, index: AnyIndex) -> None:
        """Leave the product of ``index`` out, or take it in again."""
        place = self.group_of(index)
        self._left_out ^= {self._shown[place].product_id}
        head = self.index(place, 0)
        last = len(UndoColumn) - 1
        self.dataChanged.emit(head, self.index(place, last))
        rows = self.child_count(place)
        if rows:
            self.dataChanged.emit(self.index(0, 0, head), self.index(rows - 1, last, head))
        self.changed.emit()

    def group_count(self) -> int:
        """Products that are listed."""
        return len(self._shown)

    def child_count(self, group: int) -> int:
        """Fields of a product."""
        return len(self._shown[group].changes)

    def group_key(self, group: int) -> object:
        """The product."""
        return self._shown[group].product_id

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """One for each `UndoColumn`."""
        return len(UndoColumn)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Boxes of products are checked by a click or by Space."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> object:
        """Words are made when a product is first in view."""
        if not index.isValid():
            return None
        product = self._shown[self.group_of(index)]
        if role == UndoRole.PICKED:
            return product.product_id not in self._left_out
        if self.is_head(index):
            return self._head(product, index, role)
        line = self._line(product, index.row())
        if role == UndoRole.LINE:
            return line
        if role == _ACCESSIBLE:
            return f"{line.field}: {line.now} → {line.after}. {line.remark}".strip()
        texts = {UndoColumn.FIELD: line.field, UndoColumn.NOW: line.now, UndoColumn.AFTER: line.after}
        return texts.get(UndoColumn(index.column())) if role == _DISPLAY else None

    def _head(self, product: UndoneProduct, index: AnyIndex, role: int) -> object:
        if role == UndoRole.PRODUCT:
            return product
        if role == _CHECK and index.column() == UndoColumn.CHECK:
            out = product.product_id in self._left_out
            return Qt.CheckState.Unchecked if out else Qt.CheckState.Checked
        if role == _ACCESSIBLE:
            state = self.tr("stays as it is") if product.product_id in self._left_out else self.tr("comes back")
            return f"{product.sku}, {product.name}, {state}"
        return f"{product.sku} {product.name}" if role == _DISPLAY else None

    def _line(self, product: UndoneProduct, row: int) -> UndoLine:
        lines = self._lines.get(product.product_id)
        if lines is None:
            remark = self.tr("switched off, not deleted") if product.created else ""
            lines = self._lines[product.product_id] = [
                UndoLine(
                    self._fields.name(one.field),
                    self._fields.value(one.field, one.before),
                    self._fields.value(one.field, one.after),
                    remark,
                )
                for one in product.changes
            ]
        return lines[row]
