"""Rows of an edit as it would come out: what each product has, and what it gets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

AnyIndex = QModelIndex | QPersistentModelIndex
KEPT_WORDS = 2_000
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)


class EditRole(IntEnum):
    """Roles beyond Qt's own."""

    WORDS = Qt.ItemDataRole.UserRole + 1  # EditWordsRow
    COLUMN = Qt.ItemDataRole.UserRole + 2  # EditColumn


class EditColumn(StrEnum):
    """In the order they are shown; those after the product are named as fields are."""

    LINE = "line"
    PRODUCT = "product"
    NAME = "name"
    PRICE = "price_net"
    STOCK = "quantity"
    ACTIVE = "is_active"


RIGHT = frozenset({EditColumn.PRICE, EditColumn.STOCK})
VALUES = frozenset(EditColumn) - {EditColumn.LINE, EditColumn.PRODUCT}


@dataclass(frozen=True, slots=True)
class EditCell:
    """One value.

    Attributes:
        text: The value that stays or, with ``before``, the new one.
        badge: By how much it moves, in percent; ``alarm`` when that is unusually much.
        note: Why it stays as it is, in place of the value.
    """

    text: str
    before: str = ""
    badge: str = ""
    alarm: bool = False
    note: str = ""

    @property
    def spoken(self) -> str:
        """The cell as one text."""
        change = f"{self.before} → {self.text}" if self.before else self.text
        return self.note or f"{change} {self.badge}".strip()


@dataclass(frozen=True, slots=True)
class EditRowWords:
    """One row in words; one with a ``problem`` shows it instead of values."""

    sku: str
    name: str
    number: str = ""
    cells: dict[EditColumn, EditCell] = field(default_factory=dict, hash=False)
    problem: str = ""

    def text(self, column: EditColumn) -> str:
        """What a cell says."""
        if column is EditColumn.LINE:
            return self.number
        if column is EditColumn.PRODUCT:
            return f"{self.sku} {self.name}".strip()
        return self.problem or self.cells.get(column, EditCell("")).spoken


class EditTableModel(QAbstractTableModel):
    """Any number of rows, put into words when they come into view; use from the GUI thread."""

    def __init__(self, heading: Callable[[EditColumn], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heading = heading
        self._words_at: Callable[[int], EditRowWords] | None = None
        self._count = 0
        self._columns: tuple[EditColumn, ...] = ()
        self._words: dict[int, EditRowWords] = {}

    @property
    def columns(self) -> tuple[EditColumn, ...]:
        """What is shown, from the left."""
        return self._columns

    def show_rows(self, count: int, words_at: Callable[[int], EditRowWords], columns: Sequence[EditColumn]) -> None:
        """Show ``count`` other rows; ``words_at`` puts the row of a place into words."""
        self.beginResetModel()
        self._count, self._words_at, self._columns = count, words_at, tuple(columns)
        self._words.clear()
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """One for each row of the edit."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """As many as are shown."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> object:
        """Words of the row, made once."""
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == EditRole.COLUMN:
            return column
        if role not in (EditRole.WORDS, _DISPLAY, _ACCESSIBLE):
            return None
        words = self._words_of(index.row())
        return words if role == EditRole.WORDS else words.text(column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Names of the columns, over their figures."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        column = self._columns[section]
        if role == _DISPLAY:
            return self._heading(column)
        side = Qt.AlignmentFlag.AlignRight if column in RIGHT else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter) if role == _ALIGNMENT else None

    def _words_of(self, row: int) -> EditRowWords:
        known = self._words.get(row)
        if known is None:
            if len(self._words) >= KEPT_WORDS:
                self._words.clear()
            made = EditRowWords("", "") if self._words_at is None else self._words_at(row)
            known = self._words[row] = made
        return known
