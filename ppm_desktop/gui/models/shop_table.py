"""The shops of the list: those that match the segment and the search, in the order they were read."""

from collections.abc import Iterable, Sequence
from enum import IntEnum, StrEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ppm_desktop.domain.shop_profile import ConnectionState, ShopProfile
from ppm_desktop.gui.models.shop_row import ShopColumn, ShopRow, ShopWriter

AnyIndex = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)


class ShopRole(IntEnum):
    """Roles beyond Qt's own."""

    ROW = Qt.ItemDataRole.UserRole + 1  # ShopRow


class ShopSegment(StrEnum):
    """Which shops are listed, in the order of the segments."""

    ALL = "all"
    CONNECTED = "connected"
    ATTENTION = "attention"


class ShopTableModel(QAbstractTableModel):
    """Use from the GUI thread."""

    def __init__(self, writer: ShopWriter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = writer
        self._profiles: list[ShopProfile] = []
        self._rows: list[ShopRow] = []
        self._checking: frozenset[int] = frozenset()
        self._segment = ShopSegment.ALL
        self._search = ""

    @property
    def profiles(self) -> Sequence[ShopProfile]:
        """All shops, listed or not."""
        return self._profiles

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """Shops that match."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """One for each `ShopColumn`."""
        return 0 if parent.isValid() else len(ShopColumn)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> object:
        """Picks what was made when the row was written."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ShopRole.ROW:
            return row
        if role == _DISPLAY:
            return row.texts[index.column()]
        return row.accessible if role == _ACCESSIBLE else None

    def row(self, shop_id: int | None) -> ShopRow | None:
        """The shop in words, None when it is not listed."""
        return next((row for row in self._rows if row.id == shop_id), None)

    def row_of(self, shop_id: int | None) -> int | None:
        """Where the shop stands, None when it is not listed."""
        return next((place for place, row in enumerate(self._rows) if row.id == shop_id), None)

    def counts(self) -> tuple[int, ...]:
        """How many shops each segment holds, with the search."""
        found = [one for one in self._profiles if self._found(one)]
        return tuple(sum(_in_segment(one, segment) for one in found) for segment in ShopSegment)

    def set_profiles(self, profiles: Iterable[ShopProfile]) -> None:
        """These are the shops now."""
        self._profiles = list(profiles)
        self._list()

    def set_checking(self, shop_ids: Iterable[int]) -> None:
        """These shops are tested at the moment."""
        self._checking = frozenset(shop_ids)
        self._list()

    def narrow(self, segment: ShopSegment, search: str) -> None:
        """List only what matches."""
        self._segment, self._search = segment, search.strip().casefold()
        self._list()

    def rewrite(self) -> None:
        """Texts that time alone changes are told anew."""
        self._list()

    def _list(self) -> None:
        """Rows keep their place where the same shops are listed: only their texts are new then."""
        wanted = [one for one in self._profiles if self._found(one) and _in_segment(one, self._segment)]
        rows = [self._writer.write(one, checking=one.summary.id in self._checking) for one in wanted]
        if [row.id for row in rows] == [row.id for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(ShopColumn) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _found(self, profile: ShopProfile) -> bool:
        shop = profile.summary
        return self._search in shop.name.casefold() or self._search in shop.url.casefold()


def _in_segment(profile: ShopProfile, segment: ShopSegment) -> bool:
    if segment is ShopSegment.CONNECTED:
        return profile.state is ConnectionState.CONNECTED
    return segment is ShopSegment.ALL or profile.needs_attention
