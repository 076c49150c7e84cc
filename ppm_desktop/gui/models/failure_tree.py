"""Failed products below their causes, read page by page; which of them are picked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from ppm_desktop.domain.failure_list import FailureGroup, FailureList, LedgerLine
from ppm_desktop.gui.failure_words import FailureHead, FailureWords
from ppm_desktop.gui.models.failure_picks import FailurePicks
from ppm_desktop.gui.models.grouped import AnyIndex, GroupedModel

PAGE_LINES = 200
"""Read at a time when a person asks for more."""
_DISPLAY = Qt.ItemDataRole.DisplayRole.value
_CHECK = Qt.ItemDataRole.CheckStateRole.value
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole.value
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole.value


class FailureColumn(IntEnum):
    """Columns of the list, from the left."""

    CHECK = 0
    SKU = 1
    PRODUCT = 2
    DETAIL = 3
    ATTEMPTS = 4
    TIME = 5
    FIND = 6


class FailureRole(IntEnum):
    """What the delegate asks for beyond texts."""

    HEAD = Qt.ItemDataRole.UserRole + 1  # FailureHead, of heads alone
    CHECK = Qt.ItemDataRole.UserRole + 2  # Qt.CheckState, None where nothing can be picked
    LINE = Qt.ItemDataRole.UserRole + 3  # LedgerLine, None for the row that brings more
    MORE = Qt.ItemDataRole.UserRole + 4  # the text of that row


@dataclass(slots=True)
class _Group:
    cause: str
    count: int
    open: int
    head: FailureHead
    lines: list[LedgerLine]
    has_more: bool
    asked: bool = False

    @property
    def next_page(self) -> int:
        """How many products the row for more brings."""
        return max(1, min(self.count - len(self.lines), PAGE_LINES))

    def keep_pages(self, older: "_Group") -> None:
        """Keep what was read of the same products before."""
        begin = len(self.lines)
        same = older.lines[:begin] == self.lines and older.count - older.open == self.count - self.open
        if same and begin < len(older.lines) <= self.count:
            self.lines = older.lines
            self.has_more = self.count > len(self.lines)


class FailureTreeModel(GroupedModel):
    """Nothing is picked at first; products that have succeeded since cannot be.

    Signals:
        changed: Other products are picked or listed.
        more_wanted: The cause of which more products are asked for, and the place behind which they stand.
        places_wanted: Under a search all matches of a cause are to be picked or let go: cause, and whether picked.
    """

    changed = Signal()
    more_wanted = Signal(str, int)
    places_wanted = Signal(str, bool)

    def __init__(self, words: FailureWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._groups: list[_Group] = []
        self._shown: list[_Group] = []
        self._only: frozenset[str] | None = None
        self._searched = False
        self._open: dict[str, int] = {}
        self.picks = FailurePicks()

    def show_list(self, found: FailureList, *, searched: bool) -> None:
        """Show what was read; a list that was ``searched`` for changes nothing of what is picked.

        Pages that a person asked for stay where the first page is the same as before.
        """
        before = {one.cause: one for one in self._groups}
        self.beginResetModel()
        self._searched = searched
        if not searched:
            self._open = {group.cause: group.open for group in found.groups}
        self._groups = [self._group(one) for one in found.groups]
        for group in self._groups:
            if (older := before.get(group.cause)) is not None:
                group.keep_pages(older)
        self._choose()
        self.endResetModel()
        self.changed.emit()

    def show_only(self, causes: Iterable[str] | None) -> None:
        """Show these causes, all of them with None."""
        self.beginResetModel()
        self._only = None if causes is None else frozenset(causes)
        self._choose()
        self.endResetModel()
        self.changed.emit()

    @property
    def open_by_cause(self) -> dict[str, int]:
        """Products of the whole job that could be done again."""
        return self._open

    @property
    def picked(self) -> int:
        """Products that are picked, listed or not."""
        return sum(self.picks.count(cause, there) for cause, there in self._open.items())

    @property
    def all_state(self) -> Qt.CheckState:
        """Whether all that is listed is picked."""
        states = {self._state(group) for group in self._shown if group.open}
        if states <= {Qt.CheckState.Unchecked}:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if states == {Qt.CheckState.Checked} else Qt.CheckState.PartiallyChecked

    def toggle_all(self) -> None:
        """Pick all that is listed, or let it go."""
        picked = self.all_state is not Qt.CheckState.Checked
        for group in self._shown:
            self._put_group(group, picked=picked)
        self._tell_all()

    def toggle(self, index: AnyIndex) -> None:
        """Pick a product or the products of a head, or let them go."""
        group = self._shown[self.group_of(index)]
        if self.is_head(index):
            self._put_group(group, picked=self._state(group) is not Qt.CheckState.Checked)
        elif (line := self.line(index)) is not None and line.resolved_by is None:
            self.picks.toggle(group.cause, line.record.sequence)
        self._tell_all()

    def put(self, cause: str, sequences: Sequence[int], picked: bool) -> None:
        """The places that `places_wanted` asked for."""
        self.picks.put(cause, sequences, picked=picked)
        self._tell_all()

    def ask_more(self, index: AnyIndex) -> None:
        """Ask for more products of a row's group."""
        group = self._shown[self.group_of(index)]
        if group.has_more and not group.asked:
            group.asked = True
            self.more_wanted.emit(group.cause, group.lines[-1].record.sequence if group.lines else 0)

    def add(self, cause: str, lines: Sequence[LedgerLine]) -> None:
        """More products of a cause, as `more_wanted` asked for."""
        group = next((one for one in self._groups if one.cause == cause), None)
        if group is None:
            return
        group.asked = False
        place = next((place for place, one in enumerate(self._shown) if one is group), None)
        head = QModelIndex() if place is None else self.index(place, 0)
        there = len(group.lines)
        if lines:
            if head.isValid():
                self.beginInsertRows(head, there, there + len(lines) - 1)
            group.lines.extend(lines)
            if head.isValid():
                self.endInsertRows()
        if group.has_more and (len(lines) < PAGE_LINES or len(group.lines) >= group.count):
            self._end_group(group, head)
        self.changed.emit()

    def line(self, index: AnyIndex) -> LedgerLine | None:
        """The product of a row; None for a head and for the row that brings more."""
        if not index.isValid() or self.is_head(index):
            return None
        lines = self._shown[self.group_of(index)].lines
        return lines[index.row()] if index.row() < len(lines) else None

    def step(self, index: AnyIndex) -> str:
        """The label of the next step of a row's group, empty for none."""
        return self._shown[self.group_of(index)].head.step

    def cause(self, index: AnyIndex) -> str:
        """The cause of a row's group."""
        return self._shown[self.group_of(index)].cause

    def find(self, cause: str, sequence: int | None) -> QModelIndex:
        """The row of a product that was read, or with None the head of its cause; invalid where there is none."""
        for place, group in enumerate(self._shown):
            if group.cause == cause:
                head = self.index(place, 0)
                rows = (row for row, line in enumerate(group.lines) if line.record.sequence == sequence)
                return head if sequence is None else self.index(next(rows, -1), 0, head)
        return QModelIndex()

    def group_count(self) -> int:
        """Causes that are listed."""
        return len(self._shown)

    def child_count(self, group: int) -> int:
        """Products that were read, and a row that brings more."""
        one = self._shown[group]
        return len(one.lines) + one.has_more

    def group_key(self, group: int) -> object:
        """The cause."""
        return self._shown[group].cause

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """One for each `FailureColumn`."""
        return len(FailureColumn)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Boxes are checked by a click or by Space."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> object:
        """Rows are few: only pages that were read have any."""
        if not index.isValid():
            return None
        group = self._shown[self.group_of(index)]
        if self.is_head(index):
            return self._head(group, index, role)
        line = self.line(index)
        if line is None:
            text = self._words.more(group.next_page)
            return text if role in (_DISPLAY, _ACCESSIBLE, FailureRole.MORE) else None
        return self._line(group, line, index, role)

    def _head(self, group: _Group, index: AnyIndex, role: int) -> object:
        if role == FailureRole.HEAD:
            return group.head
        if role == FailureRole.CHECK or (role == _CHECK and index.column() == FailureColumn.CHECK):
            return self._state(group) if group.open else None
        if role in (_ACCESSIBLE, _TOOL_TIP):
            return self._words.spoken_head(group.head)
        return group.head.name if role == _DISPLAY else None

    def _line(self, group: _Group, line: LedgerLine, index: AnyIndex, role: int) -> object:
        if role == FailureRole.LINE:
            return line
        if role == FailureRole.CHECK or (role == _CHECK and index.column() == FailureColumn.CHECK):
            return self._line_state(group, line)
        if role == _ACCESSIBLE:
            return self._words.spoken(line)
        if role == _TOOL_TIP:
            return self._words.tip(line)
        return self._text(line, FailureColumn(index.column())) if role == _DISPLAY else None

    def _text(self, line: LedgerLine, column: FailureColumn) -> str:
        match column:
            case FailureColumn.SKU:
                return line.label
            case FailureColumn.PRODUCT:
                return line.record.name
            case FailureColumn.DETAIL:
                return self._words.detail(line)
            case FailureColumn.ATTEMPTS:
                return self._words.attempts(line)
            case FailureColumn.TIME:
                return self._words.time(line)
            case _:
                return ""

    def _line_state(self, group: _Group, line: LedgerLine) -> Qt.CheckState | None:
        if line.resolved_by is not None:
            return None
        picked = self.picks.has(group.cause, line.record.sequence)
        return Qt.CheckState.Checked if picked else Qt.CheckState.Unchecked

    def _state(self, group: _Group) -> Qt.CheckState:
        """How much of a group is picked; under a search, of its matches as far as they were read."""
        if self._searched:
            read = {self._line_state(group, line) for line in group.lines} - {None}
            everything = read == {Qt.CheckState.Checked} and self._count(group) >= group.open
            nothing = read == {Qt.CheckState.Unchecked} or not self._count(group)
        else:
            everything = self._count(group) >= group.open
            nothing = not self._count(group)
        if nothing:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if everything else Qt.CheckState.PartiallyChecked

    def _count(self, group: _Group) -> int:
        return self.picks.count(group.cause, self._open.get(group.cause, group.open))

    def _put_group(self, group: _Group, *, picked: bool) -> None:
        if not group.open:
            return
        if self._searched:
            self.places_wanted.emit(group.cause, picked)
        elif picked:
            self.picks.take_all(group.cause)
        else:
            self.picks.drop_all(group.cause)

    def _group(self, found: FailureGroup) -> _Group:
        head = self._words.head(found)
        return _Group(found.cause, found.count, found.open, head, list(found.lines), found.count > len(found.lines))

    def _choose(self) -> None:
        self._shown = [one for one in self._groups if self._only is None or one.cause in self._only]

    def _end_group(self, group: _Group, head: QModelIndex) -> None:
        """Everything was read: the row that brings more goes."""
        if head.isValid():
            self.beginRemoveRows(head, len(group.lines), len(group.lines))
        group.has_more = False
        if head.isValid():
            self.endRemoveRows()

    def _tell_all(self) -> None:
        """Boxes of heads and rows depend on each other."""
        for place in range(self.group_count()):
            head = self.index(place, 0)
            self.dataChanged.emit(head, head, [_CHECK])
            rows = self.child_count(place)
            if rows:
                self.dataChanged.emit(self.index(0, 0, head), self.index(rows - 1, 0, head), [_CHECK])
        self.changed.emit()
