"""The list of conflicts: a click or a key decides, N notes."""

from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolTip

from ppm_desktop.domain.conflict import Decision
from ppm_desktop.gui.delegates.conflict_cells import ConflictCellDelegate
from ppm_desktop.gui.models.conflict_tree import (
    DECIDES,
    ConflictColumn,
    ConflictRole,
    ConflictTreeModel,
    FieldGroup,
)
from ppm_desktop.gui.models.grouped import AnyIndex, GroupedModel
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.grouped_list import GroupedList

_KEYS = {
    Qt.Key.Key_1: Decision.PPM,
    Qt.Key.Key_2: Decision.SHOP,
    Qt.Key.Key_3: Decision.LEAVE,
}


class ConflictListView(GroupedList):
    """Shows a `ConflictTreeModel`."""

    widths_px = (60, 262, 232, 232, 98, 0)

    def __init__(self, theme: Theme, model: ConflictTreeModel) -> None:
        super().__init__(theme, model)
        self._conflicts = model
        self._conflict_cells = ConflictCellDelegate(theme, self)
        self.use(self._conflict_cells)
        self.head.name(
            ("", self.tr("Product"), self.tr("PPM"), self.tr("Shop"), self.tr("Later"), self.tr("Note", "column"))
        )
        self.setAccessibleName(self.tr("Conflicts"))

    def decide(self, decision: Decision) -> None:
        """Decide the current row, or all of a field when its head is current."""
        if self.currentIndex().isValid():
            self._conflicts.decide(self.currentIndex(), decision)

    def write_note(self) -> None:
        """Type a note beside the current row."""
        current = self.currentIndex()
        if current.isValid() and not GroupedModel.is_head(current):
            self.edit(current.siblingAtColumn(ConflictColumn.NOTE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2 and 3 decide, N notes, Space picks, Enter opens and closes a field."""
        current, key = self.currentIndex(), event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not current.isValid() or not plain:
            super().keyPressEvent(event)
        elif key in _KEYS:
            self.decide(_KEYS[Qt.Key(key)])
        elif key == Qt.Key.Key_N:
            self.write_note()
        elif key == Qt.Key.Key_Space:
            self._conflicts.toggle(current)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and GroupedModel.is_head(current):
            self.switch(current)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a value decides for it, on a head's button for all of the field."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        column = ConflictColumn(index.column())
        group: FieldGroup | None = index.data(ConflictRole.GROUP)
        if group is not None:
            self._on_head_clicked(index, column, group, place)
        elif column in DECIDES:
            self._conflicts.decide(index, DECIDES[column])
        elif column is ConflictColumn.CHECK:
            self._conflicts.toggle(index)
        elif column is ConflictColumn.NOTE:
            self.write_note()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What clicks and keys do, as a menu."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
        self.make_menu(index).popup(place)

    def make_menu(self, index: AnyIndex) -> QMenu:
        """The menu of a row or of a field."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ways = {
            Decision.PPM: (self.tr("PPM's value stays"), "1"),
            Decision.SHOP: (self.tr("The shop's value stays"), "2"),
            Decision.LEAVE: (self.tr("Leave for later"), "3"),
        }
        for decision, (text, key) in ways.items():
            self._add(menu, text, key).triggered.connect(partial(self.decide, decision))
        if not GroupedModel.is_head(index):
            self._add(menu, self.tr("Write a note…"), "N").triggered.connect(self.write_note)
        return menu

    def viewportEvent(self, event: QEvent) -> bool:
        """Texts that are cut are shown whole."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            QToolTip.showText(event.globalPos(), self._conflict_cells.tip(index) if index.isValid() else "", self)
            return True
        return super().viewportEvent(event)

    def _on_head_clicked(self, index: AnyIndex, column: ConflictColumn, group: FieldGroup, place: QPoint) -> None:
        if column in DECIDES:
            cell = self.visualRect(index)
            if self._conflict_cells.button(cell, column, group).contains(place):
                self._conflicts.decide(index, DECIDES[column])
        elif column in (ConflictColumn.CHECK, ConflictColumn.PRODUCT):
            self.switch(index)

    @staticmethod
    def _add(menu: QMenu, text: str, key: str) -> QAction:
        action = QAction(text, menu)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
        menu.addAction(action)
        return action
