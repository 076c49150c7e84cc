"""Conflicts of one shop by field: what is shown of them, what was decided and noted, and what is not saved yet."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from ppm_desktop.domain.conflict import MAX_NOTE, Conflict, Decision, Verdict
from ppm_desktop.gui.models.conflict_row import ConflictRow, ConflictWords, Tally, tally
from ppm_desktop.gui.models.grouped import AnyIndex, GroupedModel

T = TypeVar("T")
_DISPLAY = Qt.ItemDataRole.DisplayRole.value
_EDIT = Qt.ItemDataRole.EditRole.value
_CHECK = Qt.ItemDataRole.CheckStateRole.value
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole.value


class ConflictColumn(IntEnum):
    """Columns of the list, from the left."""

    CHECK = 0
    PRODUCT = 1
    PPM = 2
    SHOP = 3
    LATER = 4
    NOTE = 5


DECIDES = {
    ConflictColumn.PPM: Decision.PPM,
    ConflictColumn.SHOP: Decision.SHOP,
    ConflictColumn.LATER: Decision.LEAVE,
}
"""What a click into a column decides."""


class ConflictRole(IntEnum):
    """What the delegate asks for beyond texts."""

    ROW = Qt.ItemDataRole.UserRole + 1  # ConflictRow
    DECISION = Qt.ItemDataRole.UserRole + 2
    NOTE = Qt.ItemDataRole.UserRole + 3
    PICKED = Qt.ItemDataRole.UserRole + 4
    GROUP = Qt.ItemDataRole.UserRole + 5  # FieldGroup


@dataclass(slots=True)
class FieldGroup:
    """The conflicts of one field that are shown; ``summary`` says what was decided about them."""

    name: str
    rows: list[ConflictRow]
    tally: Tally
    summary: str


class ConflictTreeModel(GroupedModel):
    """Heads of fields, and below them their conflicts.

    Signals:
        changed: Something was decided, noted or read anew.
    """

    changed = Signal()

    def __init__(self, words: ConflictWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._all: list[ConflictRow] = []
        self._groups: list[FieldGroup] = []
        self._decisions: dict[int, Decision | None] = {}
        self._notes: dict[int, str] = {}
        self._picked: set[int] = set()
        self._filter: tuple[str, str, bool] = ("", "", False)

    def set_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """Show these; what was decided and not saved is forgotten."""
        self._all = [self._words.row(one) for one in conflicts]
        self._decisions = {one.id: one.decision for one in conflicts}
        self._notes = {one.id: one.note for one in conflicts}
        self._picked.clear()
        self._list_anew()

    def conflicts(self) -> list[Conflict]:
        """All of them, as they are stored."""
        return [row.conflict for row in self._all]

    def forget_changes(self) -> None:
        """Back to what is stored."""
        self.set_conflicts(self.conflicts())

    def show_only(self, text: str, field: str, *, undecided: bool) -> None:
        """Show conflicts whose SKU or name has ``text``, of one field (all when empty), or only undecided ones.

        What is decided afterwards stays in view until the next call.
        """
        wanted = (text.strip().casefold(), field, undecided)
        if wanted != self._filter:
            self._filter = wanted
            self._list_anew()

    def fields(self) -> list[tuple[str, str, int]]:
        """Every field with its name and how often it is in conflict, the most frequent first."""
        counts = Counter(row.conflict.field for row in self._all)
        names = {row.conflict.field: row.field_name for row in self._all}
        return [(field, names[field], count) for field, count in counts.most_common()]

    def tally(self) -> Tally:
        """What was decided about all conflicts, shown or not."""
        return tally(list(self._decisions.values()))

    def verdicts(self) -> list[Verdict]:
        """What differs from what is stored."""
        found = []
        for row in self._all:
            one = row.conflict
            decision, note = self._decisions[one.id], self._notes[one.id]
            if decision is not one.decision or note != one.note:
                fresh = decision if decision is not one.decision else None
                found.append(Verdict(one.id, one.noted_at, fresh, note if note != one.note else None))
        return found

    def waiting_for_shop(self) -> tuple[int, ...]:
        """Products of which PPM's value was chosen, saved or not."""
        return tuple(
            sorted({row.conflict.product_id for row in self._all if self._decisions[row.conflict.id] is Decision.PPM})
        )

    def decide(self, index: AnyIndex, decision: Decision) -> None:
        """Decide the conflict of ``index``, all picked ones when it is one of them, or all shown of a field."""
        self._change(self._meant(index), self._decisions, decision)

    def note(self, index: AnyIndex, text: str) -> None:
        """Note ``text`` beside the same."""
        self._change(self._meant(index), self._notes, text.strip()[:MAX_NOTE])

    def toggle(self, index: AnyIndex) -> None:
        """Pick the conflict of ``index`` or let it go; of a field all that are shown."""
        ids = {row.conflict.id for row in self._rows(index)}
        self._picked ^= ids if not self.is_head(index) else ids - self._picked or ids
        self._tell(ids)

    def group_count(self) -> int:
        """Fields with conflicts that are shown."""
        return len(self._groups)

    def child_count(self, group: int) -> int:
        """Conflicts of a field that are shown."""
        return len(self._groups[group].rows)

    def group_key(self, group: int) -> object:
        """The field."""
        return self._groups[group].rows[0].conflict.field

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """One for each `ConflictColumn`."""
        return len(ConflictColumn)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Notes are typed in place."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == ConflictColumn.NOTE and not self.is_head(index):
            return base | Qt.ItemFlag.ItemIsEditable
        return base | Qt.ItemFlag.ItemIsUserCheckable if index.column() == ConflictColumn.CHECK else base

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> object:
        """Picks what was made when the conflicts were read."""
        if not index.isValid():
            return None
        if self.is_head(index):
            return self._head(self._groups[index.row()], index, role)
        row = self._groups[self.group_of(index)].rows[index.row()]
        number = row.conflict.id
        match role:
            case ConflictRole.ROW:
                return row
            case ConflictRole.DECISION:
                return self._decisions[number]
            case ConflictRole.NOTE:
                return self._notes[number]
            case ConflictRole.PICKED:
                return number in self._picked
            case _:
                return self._text(row, ConflictColumn(index.column()), role)

    def setData(self, index: AnyIndex, value: object, role: int = _EDIT) -> bool:
        """A note as it was typed."""
        if role != _EDIT or index.column() != ConflictColumn.NOTE:
            return False
        self.note(index, str(value))
        return True

    def _head(self, group: FieldGroup, index: AnyIndex, role: int) -> object:
        if role == ConflictRole.GROUP:
            return group
        if role in (_DISPLAY, _ACCESSIBLE) and index.column() <= ConflictColumn.PRODUCT:
            return f"{group.name}, {group.summary}"
        return None

    def _text(self, row: ConflictRow, column: ConflictColumn, role: int) -> object:
        decision, note = self._decisions[row.conflict.id], self._notes[row.conflict.id]
        if role == _ACCESSIBLE:
            return self._words.spoken(row, decision, note)
        if role == _CHECK and column is ConflictColumn.CHECK:
            return Qt.CheckState.Checked if row.conflict.id in self._picked else Qt.CheckState.Unchecked
        if role not in (_DISPLAY, _EDIT):
            return None
        return {
            ConflictColumn.PRODUCT: row.conflict.sku,
            ConflictColumn.PPM: row.ours,
            ConflictColumn.SHOP: row.theirs,
            ConflictColumn.LATER: self._words.decision(decision),
            ConflictColumn.NOTE: note,
        }.get(column)

    def _list_anew(self) -> None:
        text, field, undecided = self._filter
        self.beginResetModel()
        by_field: dict[str, list[ConflictRow]] = {}
        for row in self._all:
            one = row.conflict
            wanted = not field or one.field == field
            found = text in one.sku.casefold() or text in one.name.casefold()
            if wanted and found and not (undecided and self._decisions[one.id] is not None):
                by_field.setdefault(one.field, []).append(row)
        order = [name for name, _, _ in self.fields()]
        self._groups = [self._group(by_field[name]) for name in order if name in by_field]
        self.endResetModel()
        self.changed.emit()

    def _group(self, rows: list[ConflictRow]) -> FieldGroup:
        counts = tally([self._decisions[row.conflict.id] for row in rows])
        return FieldGroup(rows[0].field_name, rows, counts, self._words.summary(counts))

    def _rows(self, index: AnyIndex) -> list[ConflictRow]:
        group = self._groups[self.group_of(index)]
        return group.rows if self.is_head(index) else [group.rows[index.row()]]

    def _meant(self, index: AnyIndex) -> set[int]:
        ids = {row.conflict.id for row in self._rows(index)}
        if self.is_head(index) or not ids & self._picked:
            return ids
        return self._picked & {row.conflict.id for group in self._groups for row in group.rows}

    def _change(self, ids: Iterable[int], values: dict[int, T], value: T) -> None:
        for number in ids:
            values[number] = value
        self._tell(set(ids))
        self.changed.emit()

    def _tell(self, ids: set[int]) -> None:
        """The rows of ``ids`` and the heads above them look different now."""
        last = len(ConflictColumn) - 1
        for place, group in enumerate(self._groups):
            rows = [number for number, row in enumerate(group.rows) if row.conflict.id in ids]
            if not rows:
                continue
            self._groups[place] = self._group(group.rows)
            head = self.index(place, 0)
            self.dataChanged.emit(head, self.index(place, last))
            self.dataChanged.emit(self.index(rows[0], 0, head), self.index(rows[-1], last, head))
