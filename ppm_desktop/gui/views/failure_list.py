"""The list of failed products: causes that open and close, boxes, and a row that brings more."""

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QWidget

from ppm_desktop.domain.failure_list import FailureList
from ppm_desktop.gui.delegates.check_box import paint_check
from ppm_desktop.gui.delegates.failure_cells import EDGE_PX, GAP_PX, FailureCellDelegate
from ppm_desktop.gui.models.failure_tree import FailureColumn, FailureRole, FailureTreeModel
from ppm_desktop.gui.models.grouped import AnyIndex, GroupedModel
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.grouped_list import GroupedHead, GroupedList
from ppm_desktop.gui.views.icon_menu import IconMenu

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEP_KEYS = "Ctrl+Return"


class FailureHeader(GroupedHead):
    """Names of the columns, and a box for all that is listed."""

    all_wanted = Signal()

    def __init__(self, theme: Theme, model: FailureTreeModel, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._failures = model
        self.setHighlightSections(False)
        self.sectionPressed.connect(self._on_pressed)
        model.changed.connect(self.viewport().update)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Attempts stand at the right; the first column has the box."""
        super().paintSection(painter, rect, logicalIndex)
        px = self._theme.px
        if logicalIndex == FailureColumn.CHECK:
            box = QRect(rect.left() + px(EDGE_PX), rect.center().y() - px(8) + 1, px(16), px(16))
            painter.save()
            paint_check(painter, self._theme, box, self._failures.all_state, self.devicePixelRatioF())
            painter.restore()
        elif logicalIndex == FailureColumn.ATTEMPTS:
            painter.save()
            painter.setFont(self._theme.font(TextStyle.BADGE))
            painter.setPen(self._theme.colour("tx3"))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(rect.adjusted(0, 0, -px(GAP_PX), 0), int(right), self.tr("Attempts"))
            painter.restore()

    @Slot(int)
    def _on_pressed(self, section: int) -> None:
        if section == FailureColumn.CHECK:
            self.all_wanted.emit()


class FailureListView(GroupedList):
    """Shows a `FailureTreeModel`.

    Signals:
        find_wanted: The SKU of a product that is to be found.
        step_wanted: The cause whose next step is to be taken.
        details_wanted: `LedgerLine` whose details are to be copied.
    """

    widths_px = (64, 168, 276, 0, 72, 72, 96)
    find_wanted = Signal(str)
    step_wanted = Signal(str)
    details_wanted = Signal(object)

    def __init__(self, theme: Theme, model: FailureTreeModel) -> None:
        super().__init__(theme, model)
        self._failures = model
        self._failure_cells = FailureCellDelegate(theme, self)
        self.use(self._failure_cells)
        self.head = FailureHeader(theme, model, self)
        self.setHeader(self.head)
        self.head.setSectionsClickable(True)  # a view switches that off for a header it is given
        self.head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.head.name(("", self.tr("SKU"), self.tr("Product"), self.tr("Reason"), "", self.tr("Time"), ""))
        self.head.all_wanted.connect(model.toggle_all)
        self.setMouseTracking(True)

    def show_anew(self, found: FailureList, *, searched: bool, stay: bool) -> None:
        """Show what was read; with ``stay`` the person stays at the same place and product."""
        bar, current = self.verticalScrollBar(), self.currentIndex()
        scrolled = bar.value()
        line = self._failures.line(current)
        cause = self._failures.cause(current) if current.isValid() else ""
        self._failures.show_list(found, searched=searched)
        if stay and current.isValid():
            self.setCurrentIndex(self._failures.find(cause, None if line is None else line.record.sequence))
        if stay:
            bar.setValue(scrolled)

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Heads and rows that bring more go across all columns."""
        super().drawRow(painter, options, index)
        row = QRect(0, options.rect.top(), self.viewport().width(), options.rect.height())
        if GroupedModel.is_head(index):
            is_open = self.isExpanded(index.sibling(index.row(), 0))
            self._failure_cells.paint_head(painter, row, index, is_open=is_open)
            self.draw_ring(painter, options, index)
        elif self._failures.line(index) is None:
            self._failure_cells.paint_more(painter, row, index)
            self.draw_ring(painter, options, index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space picks; Enter finds a product, brings more, opens or closes a cause; Ctrl+A picks all.

        Ctrl+Enter takes the next step of the cause.
        """
        current = self.currentIndex()
        key = event.key()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_A:
            self._failures.toggle_all()
        elif current.isValid() and key == Qt.Key.Key_Space:
            self._failures.toggle(current)
        elif event.matches(QKeySequence.StandardKey.Copy):
            if (line := self._failures.line(current)) is not None:
                self.details_wanted.emit(line)
        elif current.isValid() and key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take_step(current)
        elif current.isValid() and key in _ENTER:
            self._enter(current)
        else:
            super().keyPressEvent(event)

    def make_menu(self, index: AnyIndex) -> IconMenu:
        """What can be done with a row; empty where that is nothing."""
        menu = IconMenu(self._theme, self)
        kept = QPersistentModelIndex(index)
        if step := self._failures.step(index):
            menu.offer("arrow-right", step, partial(self._take_step, kept), STEP_KEYS)
        line = self._failures.line(index)
        if line is not None and (line.record.sku or line.record.name):
            menu.offer("search", self.tr("Find"), partial(self._enter, kept), "Return")
        if line is not None:
            menu.offer("copy", self.tr("Copy details"), partial(self.details_wanted.emit, line), "Ctrl+C")
        if index.data(FailureRole.CHECK) is not None:
            menu.offer("check", self.tr("Select or clear"), partial(self._failures.toggle, kept), "Space")
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row under the pointer, or by keyboard of the current one."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        menu = self.make_menu(index)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if menu.isEmpty():
            menu.deleteLater()
            return
        place = self.visualRect(index).center() if by_key else event.pos()
        menu.popup(self.viewport().mapToGlobal(place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click does what stands there."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        if GroupedModel.is_head(index):
            self._click_head(index, event.position().toPoint())
        elif self._failures.line(index) is None:
            self._failures.ask_more(index)
        elif index.column() == FailureColumn.FIND:
            self._enter(index)
        else:
            self._failures.toggle(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What acts at once looks so."""
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        acts = index.isValid() and (
            self._on_step(index, place)
            if GroupedModel.is_head(index)
            else index.column() == FailureColumn.FIND or self._failures.line(index) is None
        )
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if acts else Qt.CursorShape.ArrowCursor)

    def _click_head(self, index: QModelIndex, place: QPoint) -> None:
        if self._on_step(index, place):
            self._take_step(index)
        elif place.x() < self._theme.px(EDGE_PX + 24):
            self._failures.toggle(index)
        else:
            self.switch(index)

    def _on_step(self, index: QModelIndex, place: QPoint) -> bool:
        rect = self.visualRect(index.sibling(index.row(), 0))
        row = QRect(0, rect.top(), self.viewport().width(), rect.height())
        return self._failure_cells.step_box(row, index).contains(place)

    def _take_step(self, index: AnyIndex) -> None:
        if index.isValid() and self._failures.step(index):
            self.step_wanted.emit(self._failures.cause(index))

    def _enter(self, index: AnyIndex) -> None:
        line = self._failures.line(index)
        if line is not None:
            if known := line.record.sku or line.record.name:
                self.find_wanted.emit(known)
        elif GroupedModel.is_head(index):
            self.switch(index)
        else:
            self._failures.ask_more(index)
