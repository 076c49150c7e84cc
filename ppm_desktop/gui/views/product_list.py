"""The list of products: what is in view, picking, keyboard, and editing in place."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ppm_desktop.gui.delegates.product_cells import HEAD_PX, ROW_PX, ProductCellDelegate
from ppm_desktop.gui.delegates.shop_chips import Fraction
from ppm_desktop.gui.models.product_row import FIELDS, ProductColumn, ProductRow, ProductWriter
from ppm_desktop.gui.models.product_table import AnyIndex, ProductRole, ProductTableModel
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.edit_bubble import EditBubble
from ppm_desktop.gui.views.product_columns import lay_out
from ppm_desktop.gui.views.product_head import ProductHead

READ_AFTER_MS = 40
"""Pause after scrolling before rows are read: what only flies by is never asked for."""
BOTTOM_PX = 88
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_NO_ROW = -1


class ProductListView(QTableView):
    """Shows a `ProductTableModel`; the current cell belongs to the keyboard, boxes say what is picked.

    Signals:
        opened: Enter on a product: its id.
        menu_wanted: Product id and global position.
        shops_wanted: Product id and global position: how it stands in all shops.
        current_changed: Product id of the current row, or None.
    """

    opened = Signal(int)
    menu_wanted = Signal(int, QPoint)
    shops_wanted = Signal(int, QPoint)
    current_changed = Signal(object)

    def __init__(self, theme: Theme, writer: ProductWriter, model: ProductTableModel, fraction: Fraction) -> None:
        super().__init__()
        self._theme = theme
        self._products = model
        self._anchor = _NO_ROW
        self._hidden: set[ProductColumn] = {ProductColumn.ACTIVE}
        self._low_rows: set[int] = set()
        self._bottom = 0
        self.cells = ProductCellDelegate(theme, writer, fraction, self)
        self.head = ProductHead(theme, self)
        self.bubble = EditBubble(theme, self.viewport())
        self.setModel(model)
        self.setItemDelegate(self.cells)
        self.setHorizontalHeader(self.head)
        self._set_up()
        self._read_timer = QTimer(self)
        self._read_timer.setObjectName("read-visible-products")
        self._read_timer.setSingleShot(True)
        self._read_timer.setInterval(READ_AFTER_MS)
        self._read_timer.timeout.connect(self._on_read_due)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        model.modelReset.connect(self._on_model_reset)
        model.picked.connect(self._on_picked)
        self.head.all_toggled.connect(self._on_all_toggled)

    def current_id(self) -> int | None:
        """The product of the current row."""
        index = self.currentIndex()
        return None if not index.isValid() else index.data(ProductRole.ID)

    def choose(self, product_id: int) -> None:
        """Make the product's row the current one, where it is listed."""
        row = self._products.row_of(product_id)
        if row is not None:
            self.setCurrentIndex(self._products.index(row, ProductColumn.NAME))

    @contextmanager
    def kept_in_place(self) -> Iterator[None]:
        """The list changes, but the person goes on where he is."""
        current, column = self.current_id(), self.currentIndex().column()
        place = self.verticalScrollBar().value()
        yield
        self.verticalScrollBar().setValue(place)
        row = None if current is None else self._products.row_of(current)
        if row is not None and not self.currentIndex().isValid():
            self.setAutoScroll(False)
            self.setCurrentIndex(self._products.index(row, column))
            self.setAutoScroll(True)

    def edit_cell(self, product_id: int, column: ProductColumn) -> None:
        """Open the editor of a cell."""
        row = self._products.row_of(product_id)
        if row is not None:
            index = self._products.index(row, column)
            self.setCurrentIndex(index)
            self.edit(index)

    def show_problem(self, product_id: int, column: ProductColumn, text: str) -> None:
        """Say under the cell why it was not saved, and let the person go on typing."""
        row = self._products.row_of(product_id)
        if row is None:
            return
        index = self._products.index(row, column)
        if index == self.currentIndex() and self.state() is not QAbstractItemView.State.EditingState:
            self.edit(index)
        self.bubble.tell(text, self.visualRect(index))

    def hide_columns(self, columns: set[ProductColumn]) -> None:
        """Leave these columns out."""
        self._hidden = set(columns)
        self._lay_out()

    def set_stacked(self, stacked: bool) -> None:
        """SKU above the name, few columns: something else stands beside the list."""
        self.cells.stacked = stacked
        self._lay_out()

    def mark(self, product_id: int | None) -> None:
        """Mark the product that is shown beside the list."""
        self.cells.marked = product_id
        self.viewport().update()

    def update_chips(self) -> None:
        """Jobs have moved: paint the chips of the shops anew."""
        left, width = self.columnViewportPosition(ProductColumn.SYNC), self.columnWidth(ProductColumn.SYNC)
        self.viewport().update(QRect(left, 0, width, self.viewport().height()))

    def set_bottom(self, pixels: int) -> None:
        """Room below the last row for what floats over the list."""
        if pixels != self._bottom:
            self._bottom = pixels
            self.updateGeometries()

    def updateGeometries(self) -> None:
        """The list ends ``bottom`` px below its last row."""
        super().updateGeometries()
        bar = self.verticalScrollBar()
        if self._bottom and self._products.rowCount():
            bar.setMaximum(bar.maximum() + self._bottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width lays out the columns anew, another height shows other rows."""
        super().resizeEvent(event)
        self._lay_out()
        self._read_timer.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Boxes pick; with Shift or Ctrl the whole row does."""
        self.cells.shows_focus = False
        self.bubble.hide()
        index = self.indexAt(event.position().toPoint())
        product_id = index.data(ProductRole.ID) if index.isValid() else None
        modifiers = event.modifiers()
        chosen = modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if product_id is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        elif chosen or index.column() == ProductColumn.CHECK:
            self.setCurrentIndex(index)
            self._pick(index.row(), product_id, extend=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().mousePressEvent(event)
            self._anchor = index.row()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the number of further shops shows them all."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        row: ProductRow | None = index.data(ProductRole.ROW) if index.isValid() else None
        if row is not None and index.column() == ProductColumn.SYNC:
            cell = self.visualRect(index)
            if self.cells.more_at(cell, row, place):
                self.shops_wanted.emit(row.line.id, self.viewport().mapToGlobal(cell.bottomLeft()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer is tinted."""
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The pointer has left: no row is tinted."""
        if event.type() is QEvent.Type.Leave:
            self._hover(_NO_ROW)
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space picks, Ctrl+A picks all, Enter opens, F2 edits; Shift with the arrows picks on the way."""
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # an editor lets Enter through; it is not meant for the list
            return
        self.cells.shows_focus = True
        self.viewport().update()
        product_id = self.current_id()
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._products.pick_all()
        elif product_id is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self._pick(self.currentIndex().row(), product_id, extend=shift)
        elif key in _ENTER:
            self._on_enter(product_id)
        elif key == Qt.Key.Key_F2:
            self._edit_current()
        else:
            self._move(event, extend=shift and key in (Qt.Key.Key_Up, Qt.Key.Key_Down))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by Tab: the ring shows where the keyboard is."""
        self.cells.shows_focus |= event.reason() in _KEYBOARD
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._products.rowCount():
            first = 1 if self._products.heads() else 0
            self.setCurrentIndex(self._products.index(first, ProductColumn.SKU))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row under the pointer, or by keyboard of the current one."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        product_id = index.data(ProductRole.ID) if index.isValid() else None
        if product_id is not None:
            self.setCurrentIndex(index)
            place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            self.menu_wanted.emit(product_id, place)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell which product is current now."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.bubble.hide()
            self.current_changed.emit(current.data(ProductRole.ID) if current.isValid() else None)

    def _set_up(self) -> None:
        px = self._theme.px
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setAccessibleName(self.tr("Products"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(px(ROW_PX))
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(px(HEAD_PX))
        rows.setDefaultSectionSize(px(ROW_PX))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.head.setSectionResizeMode(ProductColumn.NAME, QHeaderView.ResizeMode.Stretch)
        self._lay_out()

    def _lay_out(self) -> None:
        lay_out(self, self._theme, self._hidden, stacked=self.cells.stacked)

    def _pick(self, row: int, product_id: int, *, extend: bool) -> None:
        if extend and self._anchor != _NO_ROW:
            self._products.pick_rows(self._anchor, row, True)
            return
        self._anchor = row
        self._products.pick([product_id], not self._products.is_picked(product_id))

    def _move(self, event: QKeyEvent, *, extend: bool) -> None:
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        after = self.currentIndex().row()
        if not extend:
            self._anchor = after
        elif after != before:
            self._products.pick_rows(before, after, True)

    def _on_enter(self, product_id: int) -> None:
        index = self.currentIndex()
        if index.column() == ProductColumn.SYNC:
            place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.shops_wanted.emit(product_id, place)
        else:
            self.opened.emit(product_id)

    def _edit_current(self) -> None:
        index = self.currentIndex()
        if index.column() not in FIELDS:
            index = index.siblingAtColumn(ProductColumn.PRICE)
            self.setCurrentIndex(index)
        if index.column() == ProductColumn.ACTIVE:
            self.cells.toggle(self._products, index)
        elif index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def _hover(self, row: int) -> None:
        if row != self.cells.hover_row:
            for one in (self.cells.hover_row, row):
                if one != _NO_ROW:
                    top = self.rowViewportPosition(one)
                    self.viewport().update(QRect(0, top, self.viewport().width(), self.rowHeight(one)))
            self.cells.hover_row = row

    @Slot()
    def _on_scrolled(self) -> None:
        self.bubble.hide()
        self._read_timer.start()

    @Slot()
    def _on_read_due(self) -> None:
        last_row = self._products.rowCount() - 1
        if last_row < 0:
            return
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        self._products.show_rows(first, last if last >= 0 else last_row)

    @Slot()
    def _on_model_reset(self) -> None:
        self._anchor = _NO_ROW
        self.cells.hover_row = _NO_ROW
        self.clearSpans()
        heads = self._products.heads()
        for row in self._low_rows.difference(heads):
            if row < self._products.rowCount():
                self.setRowHeight(row, self._theme.px(ROW_PX))
        for row in heads:
            self.setRowHeight(row, self._theme.px(HEAD_PX))
            self.setSpan(row, 0, 1, len(ProductColumn))
        self._low_rows = set(heads)
        self._on_read_due()

    @Slot()
    def _on_picked(self) -> None:
        self.head.show_state(self._products.check_state())

    @Slot()
    def _on_all_toggled(self) -> None:
        if self._products.check_state() is Qt.CheckState.Checked:
            self._products.pick_none()
        else:
            self._products.pick_all()
