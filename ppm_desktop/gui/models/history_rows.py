"""The touches of a product under the days on which they happened."""

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ppm_desktop.domain.product_list import ProductTouch
from ppm_desktop.gui.history_words import HistoryWords, TouchWords

AnyIndex = QModelIndex | QPersistentModelIndex


class HistoryRole(IntEnum):
    """Roles beyond Qt's own."""

    WORDS = Qt.ItemDataRole.UserRole + 1  # TouchWords, None for a day
    PLACE = Qt.ItemDataRole.UserRole + 2  # int among all touches, None for a day


class HistoryModel(QAbstractListModel):
    """Use from the GUI thread."""

    def __init__(self, words: HistoryWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: list[str | tuple[int, TouchWords]] = []

    def show_touches(self, touches: Sequence[tuple[int, ProductTouch]], now: datetime) -> None:
        """Show these touches, newest first, each with its place among all of them."""
        self.beginResetModel()
        self._rows = []
        day = ""
        for place, touch in touches:
            if (named := self._words.day(touch.at, now)) != day:
                day = named
                self._rows.append(day)
            self._rows.append((place, self._words.touch(touch)))
        self.endResetModel()

    def row_of(self, place: int | None) -> int | None:
        """The row of the touch at ``place``, None when it is not shown."""
        rows = (row for row, one in enumerate(self._rows) if not isinstance(one, str) and one[0] == place)
        return next(rows, None)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """Days and touches."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words that were made when the touches were read."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row if isinstance(row, str) else row[1].spoken
        if isinstance(row, str):
            return None
        return {HistoryRole.PLACE: row[0], HistoryRole.WORDS: row[1]}.get(HistoryRole(role)) if role in _OURS else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Days cannot be chosen."""
        is_day = index.isValid() and isinstance(self._rows[index.row()], str)
        return Qt.ItemFlag.NoItemFlags if is_day else super().flags(index)


_OURS = frozenset(int(role) for role in HistoryRole)
