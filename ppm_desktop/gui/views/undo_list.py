"""The list of what an undo brings back: boxes leave products out."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ppm_desktop.gui.delegates.undo_cells import UndoCellDelegate
from ppm_desktop.gui.models.grouped import AnyIndex, GroupedModel
from ppm_desktop.gui.models.undo_tree import UndoTreeModel
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.grouped_list import GroupedList


class UndoListView(GroupedList):
    """Shows an `UndoTreeModel`."""

    widths_px = (52, 132, 220, 0)

    def __init__(self, theme: Theme, model: UndoTreeModel) -> None:
        super().__init__(theme, model)
        self._undo = model
        self._undo_cells = UndoCellDelegate(theme, self)
        self.use(self._undo_cells)
        self.head.name(("", self.tr("Field"), self.tr("Now in the shop"), self.tr("After undo")))
        self.setAccessibleName(self.tr("Products that come back"))

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The head of a product goes across all columns."""
        super().drawRow(painter, options, index)
        if GroupedModel.is_head(index):
            self._undo_cells.paint_head(painter, options.rect, index)
            self.draw_ring(painter, options, index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space leaves a product out or takes it in again."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._undo.toggle(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """So does a click on a product."""
        super().mouseReleaseEvent(event)
        index: QModelIndex = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and GroupedModel.is_head(index):
            self._undo.toggle(index)
