"""The products of the list: as many rows as match, read in blocks when they come into view."""

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ppm_desktop.domain.product_list import ProductIndex, ProductLine
from ppm_desktop.gui.models.cell_edits import CellEdit, CellEdits
from ppm_desktop.gui.models.product_row import FIELDS, ProductColumn, ProductRow, ProductWriter

AnyIndex = QModelIndex | QPersistentModelIndex

BLOCK_ROWS = 60
KEPT_ROWS = 4_000
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)


class ProductRole(IntEnum):
    """Roles beyond Qt's own."""

    ROW = Qt.ItemDataRole.UserRole + 1  # ProductRow, None while it is read
    ID = Qt.ItemDataRole.UserRole + 2  # int, None for the head of a group
    HEAD = Qt.ItemDataRole.UserRole + 3  # GroupHead, None for a product
    PENDING = Qt.ItemDataRole.UserRole + 4  # str that is being saved, else None
    PICKED = Qt.ItemDataRole.UserRole + 5  # bool
    EXACT = Qt.ItemDataRole.UserRole + 6  # bool: the SKU is what was searched


@dataclass(frozen=True, slots=True)
class GroupHead:
    """A line between products: exact matches, and similar ones below them."""

    exact: bool
    count: int


class ProductTableModel(QAbstractTableModel):
    """Use from the GUI thread.

    Signals:
        lines_wanted: tuple of ids of products to be read.
        edit_wanted: `CellEdit`.
        picked: Other products are picked now.
    """

    lines_wanted = Signal(object)
    edit_wanted = Signal(object)
    picked = Signal()

    def __init__(self, writer: ProductWriter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self._index = ProductIndex(array("q"))
        self._rows: OrderedDict[int, ProductRow] = OrderedDict()
        self._asked: set[int] = set()
        self._picked: set[int] = set()
        self._edits = CellEdits()
        self._view = (0, -1)
        self.read_only = False
        """Set where the account of the database may not change products."""

    @property
    def products(self) -> ProductIndex:
        """The products that match."""
        return self._index

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """Products, and the heads of their groups."""
        return 0 if parent.isValid() else len(self._index.ids) + len(self.heads())

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """One for each `ProductColumn`."""
        return 0 if parent.isValid() else len(ProductColumn)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> object:
        """Picks what was made when the row was read."""
        if not index.isValid():
            return None
        product_id = self.id_at(index.row())
        if role == ProductRole.ID:
            return product_id
        if product_id is None:
            return self.heads().get(index.row()) if role == ProductRole.HEAD else None
        row = self._rows.get(product_id)
        if role == ProductRole.ROW:
            return row
        if role == ProductRole.PICKED:
            return product_id in self._picked
        if role == ProductRole.EXACT:
            return 0 < index.row() <= self._index.exact
        if role == _CHECK and index.column() == ProductColumn.CHECK:
            return Qt.CheckState.Checked if product_id in self._picked else Qt.CheckState.Unchecked
        return None if row is None else self._cell(row, ProductColumn(index.column()), role)

    def _cell(self, row: ProductRow, column: ProductColumn, role: int) -> object:
        field = FIELDS.get(column)
        if role == ProductRole.PENDING and field is not None:
            return self._edits.pending(row.line.id, field)
        if role == _DISPLAY:
            return row.texts[column]
        if role == _EDIT and field is not None:
            refused = self._edits.refused(row.line.id, field)
            return self._writer.typed(row.line, column) if refused is None else refused
        return row.accessible if role == _ACCESSIBLE else None

    def setData(self, index: AnyIndex, value: object, role: int = _EDIT) -> bool:
        """Pick a product, or ask for a cell to be saved."""
        product_id = self.id_at(index.row()) if index.isValid() else None
        if product_id is None:
            return False
        column = ProductColumn(index.column())
        if role == _CHECK and column is ProductColumn.CHECK:
            self.pick([product_id], value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value))
            return True
        row = self._rows.get(product_id)
        field = FIELDS.get(column)
        if role != _EDIT or row is None or field is None or not row.editable(column):
            return False
        text = str(value).strip()
        self._edits.forget_refused(product_id, field)
        if text != self._writer.typed(row.line, column):
            edit = CellEdit(product_id, field, text)
            self._edits.begin(edit)
            self.dataChanged.emit(index, index)
            self.edit_wanted.emit(edit)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Heads can be passed, not chosen."""
        flag = Qt.ItemFlag
        product_id = self.id_at(index.row()) if index.isValid() else None
        if product_id is None:
            return flag.NoItemFlags
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable
        column = ProductColumn(index.column())
        if column is ProductColumn.CHECK:
            return flags | flag.ItemIsUserCheckable
        row = self._rows.get(product_id)
        editable = row is not None and row.editable(column) and not self.read_only
        return flags | flag.ItemIsEditable if editable else flags

    def heads(self) -> dict[int, GroupHead]:
        """Heads of groups by the row they stand in; none unless a SKU was hit exactly."""
        exact = self._index.exact
        if not exact:
            return {}
        heads = {0: GroupHead(exact=True, count=exact)}
        if (similar := len(self._index.ids) - exact) > 0:
            heads[exact + 1] = GroupHead(exact=False, count=similar)
        return heads

    def id_at(self, row: int) -> int | None:
        """The product in ``row``; None for a head."""
        exact = self._index.exact
        if not exact:
            return self._index.ids[row]
        if row in (0, exact + 1):
            return None
        return self._index.ids[row - 1 if row <= exact else row - 2]

    def row_of(self, product_id: int) -> int | None:
        """The row of the product, None when it is not listed."""
        try:
            place = self._index.ids.index(product_id)
        except ValueError:
            return None
        exact = self._index.exact
        return place if not exact else place + 1 if place < exact else place + 2

    def row(self, product_id: int) -> ProductRow | None:
        """The product in words, None while it is not read."""
        return self._rows.get(product_id)

    def set_index(self, index: ProductIndex) -> None:
        """List these products from now on; whatever is known of them stays."""
        if index == self._index:
            self.refresh()
            return
        self.beginResetModel()
        self._index = index
        self._view = (0, -1)
        self.endResetModel()
        self.picked.emit()

    def show_rows(self, first: int, last: int) -> None:
        """Rows ``first`` to ``last`` are in view: read what is missing there."""
        self._view = (max(0, first), min(last, self.rowCount() - 1))
        start = self._view[0] // BLOCK_ROWS * BLOCK_ROWS
        end = min(self.rowCount(), (self._view[1] // BLOCK_ROWS + 1) * BLOCK_ROWS)
        missing = [one for one in self._ids(start, end) if one not in self._rows and one not in self._asked]
        if any(one is not None and one not in self._rows for one in self._visible()):
            self._ask(missing)

    def refresh(self) -> None:
        """Read what is in view anew; the rest is read when it comes into view."""
        visible = self._visible()
        self._rows = OrderedDict((one, self._rows[one]) for one in visible if one in self._rows)
        self._ask(visible)

    def reread(self, product_ids: Iterable[int]) -> None:
        """Read these products anew."""
        self._ask([one for one in product_ids if one in self._rows])

    def take(self, asked: Sequence[int], lines: Iterable[ProductLine]) -> None:
        """What was read of the products that were asked for."""
        self._asked.difference_update(asked)
        for line in lines:
            self._rows[line.id] = self._writer.write(line)
            self._rows.move_to_end(line.id)
            self._edits.take_read(line.id)
        visible = self._visible()
        for one in visible:
            if one in self._rows:
                self._rows.move_to_end(one)
        while len(self._rows) > KEPT_ROWS:
            self._rows.popitem(last=False)
        self.repaint_rows()

    def give_up(self, asked: Iterable[int]) -> None:
        """They could not be read: they may be asked for again."""
        self._asked.difference_update(asked)

    def accept(self, edit: CellEdit) -> None:
        """It was saved: the cell shows what was typed until the product has been read anew."""
        self._edits.save(edit)
        self.reread([edit.product_id])

    def reject(self, edit: CellEdit) -> None:
        """It was not saved: the cell shows what PPM has, its editor what was typed."""
        self._edits.refuse(edit)
        self.repaint_rows()

    def rewrite(self) -> None:
        """Texts that time alone changes are told anew, of the rows in view."""
        for one in self._visible():
            if (row := self._rows.get(one)) is not None:
                self._rows[one] = self._writer.write(row.line)
        self.repaint_rows()

    def repaint_rows(self) -> None:
        """What is in view may look different."""
        first, last = self._view[0], min(self._view[1], self.rowCount() - 1)
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(ProductColumn) - 1))

    def pick(self, product_ids: Iterable[int], picked: bool) -> None:
        """Pick these products, or let them go."""
        if picked:
            self._picked.update(product_ids)
        else:
            self._picked.difference_update(product_ids)
        self.repaint_rows()
        self.picked.emit()

    def pick_all(self) -> None:
        """Pick every product that matches, read or not."""
        self.pick(self._index.ids, True)

    def pick_none(self) -> None:
        """Let all go."""
        self.pick(list(self._picked), False)

    def pick_rows(self, first: int, last: int, picked: bool) -> None:
        """Pick the products from one row to another, or let them go."""
        low, high = sorted((first, last))
        self.pick(self._ids(low, high + 1), picked)

    def is_picked(self, product_id: int) -> bool:
        """Whether the product is picked."""
        return product_id in self._picked

    def picked_count(self) -> int:
        """How many products are picked, listed or not."""
        return len(self._picked)

    def picked_ids(self) -> tuple[int, ...]:
        """The picked products: listed ones in their order, then others."""
        listed = [one for one in self._index.ids if one in self._picked]
        return (*listed, *sorted(self._picked.difference(listed)))

    def check_state(self) -> Qt.CheckState:
        """Whether all, some or none of the listed products are picked."""
        if not self._picked or not self._index.ids:
            return Qt.CheckState.Unchecked
        here = len(self._picked.intersection(self._index.ids))
        if here == len(self._index.ids):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if here else Qt.CheckState.Unchecked

    def _ids(self, start: int, end: int) -> list[int]:
        rows = range(max(0, start), min(end, self.rowCount()))
        return [one for one in map(self.id_at, rows) if one is not None]

    def _visible(self) -> list[int]:
        return self._ids(self._view[0], self._view[1] + 1)

    def _ask(self, product_ids: Sequence[int]) -> None:
        if product_ids:
            self._asked.update(product_ids)
            self.lines_wanted.emit(tuple(product_ids))
