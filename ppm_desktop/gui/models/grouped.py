"""Lists of two levels, heads of groups and their rows, as a tree view takes them."""

from abc import abstractmethod

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex

AnyIndex = QModelIndex | QPersistentModelIndex
NO_GROUP = 0


class GroupedModel(QAbstractItemModel):
    """A row knows its group by the index's internal id: the group's place plus one, 0 for a head itself."""

    @abstractmethod
    def group_count(self) -> int:
        """How many groups are shown."""

    @abstractmethod
    def child_count(self, group: int) -> int:
        """How many rows the group at this place has."""

    @abstractmethod
    def group_key(self, group: int) -> object:
        """What the group at this place is known by when the list is made anew."""

    @staticmethod
    def group_of(index: AnyIndex) -> int:
        """The place of the group that a row or a head belongs to."""
        return index.row() if index.internalId() == NO_GROUP else index.internalId() - 1

    @staticmethod
    def is_head(index: AnyIndex) -> bool:
        """Whether ``index`` is the head of a group."""
        return bool(index.internalId() == NO_GROUP)

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:
        """A head below the root, a row below its head."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else NO_GROUP)

    def parent(self, child: AnyIndex = QModelIndex()) -> QModelIndex | QObject:  # type: ignore[override]  # two of Qt's
        """The head of a row's group."""
        if not child.isValid() or self.is_head(child):
            return QModelIndex()
        return self.createIndex(self.group_of(child), 0, NO_GROUP)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """Heads below the root, rows below the first cell of a head."""
        if not parent.isValid():
            return self.group_count()
        if parent.column() != 0 or not self.is_head(parent):
            return 0
        return self.child_count(parent.row())
