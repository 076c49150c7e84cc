"""The list of shops: one row is current, the pane shows it."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ppm_desktop.gui.delegates.shop_cells import RIGHT, ROW_PX, ShopCellDelegate, pads
from ppm_desktop.gui.models.shop_row import ShopColumn
from ppm_desktop.gui.models.shop_table import AnyIndex, ShopRole, ShopTableModel
from ppm_desktop.gui.theme import TextStyle, Theme

HEAD_PX = 32
_WIDTHS = {
    ShopColumn.CONNECTION: 176,
    ShopColumn.VERSION: 84,
    ShopColumn.PRODUCTS: 104,
    ShopColumn.LAST_SYNC: 132,
    ShopColumn.PERMISSIONS: 108,
}
_LEFT_OUT_BELOW_PX = {ShopColumn.VERSION: 760, ShopColumn.PRODUCTS: 760, ShopColumn.LAST_SYNC: 600}
"""Width of the list from which a column has room; version and products stand in the pane too."""
_OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class _ShopHead(QHeaderView):
    """Names of the columns, painted as the design has them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setFixedHeight(theme.px(HEAD_PX))
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.names = {
            ShopColumn.SHOP: self.tr("Shop"),
            ShopColumn.CONNECTION: self.tr("Connection"),
            ShopColumn.VERSION: self.tr("Version"),
            ShopColumn.PRODUCTS: self.tr("Products"),
            ShopColumn.LAST_SYNC: self.tr("Last sync"),
            ShopColumn.PERMISSIONS: self.tr("Permissions"),
        }
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """32 px high."""
        return QSize(super().sizeHint().width(), self._theme.px(HEAD_PX))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """The name of a column over its cells."""
        px, column = self._theme.px, ShopColumn(logicalIndex)
        painter.save()
        painter.fillRect(rect, self._theme.colour("canvas"))
        painter.setPen(self._theme.colour("line2"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        side = Qt.AlignmentFlag.AlignRight if column in RIGHT else Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._theme.font(TextStyle.CAPTION))
        painter.setPen(self._theme.colour("tx3"))
        left, right = pads(column)
        inner = rect.adjusted(px(left), 0, -px(right), 0)
        painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), self.names[column])
        painter.restore()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.viewport().update()


class ShopListView(QTableView):
    """Shows a `ShopTableModel`.

    Signals:
        current_changed: Number of the shop of the current row, or None.
        opened: Enter, F2 or a double click on a shop: its number.
        remove_wanted: Del on a shop: its number.
        menu_wanted: Number of a shop and global position.
    """

    current_changed = Signal(object)
    opened = Signal(int)
    remove_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, theme: Theme, model: ShopTableModel) -> None:
        super().__init__()
        self._theme = theme
        self._shops = model
        self._kept: int | None = None
        self.cells = ShopCellDelegate(theme, self)
        self.setModel(model)
        self.setItemDelegate(self.cells)
        self.setHorizontalHeader(_ShopHead(theme, self))
        self._set_up()
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        model.modelReset.connect(self._on_reset)

    def current_id(self) -> int | None:
        """The shop of the current row."""
        index = self.currentIndex()
        return index.data(ShopRole.ROW).id if index.isValid() else None

    def choose(self, shop_id: int) -> None:
        """Make the shop's row the current one, where it is listed."""
        row = self._shops.row_of(shop_id)
        if row is not None:
            self.setCurrentIndex(self._shops.index(row, ShopColumn.SHOP))

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell which shop is current now."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.row() != previous.row():
            self.current_changed.emit(self.current_id())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width lays out the columns anew."""
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 open, Del asks to remove."""
        self.cells.shows_focus = True
        self.viewport().update()
        current = self.current_id()
        if event.key() in _OPEN and current is not None:
            self.opened.emit(current)
        elif event.key() == Qt.Key.Key_Delete and current is not None:
            self.remove_wanted.emit(current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by Tab: the ring shows where the keyboard is."""
        self.cells.shows_focus |= event.reason() in _KEYBOARD
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The pointer needs no ring."""
        self.cells.shows_focus = False
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens."""
        current = self.current_id()
        if current is not None and self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit(current)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer is tinted."""
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The pointer has left: no row is tinted."""
        if event.type() is QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row under the pointer, or by keyboard of the current one."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            self.menu_wanted.emit(index.data(ShopRole.ROW).id, place)

    def _set_up(self) -> None:
        px = self._theme.px
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setAccessibleName(self.tr("Shops"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.hide()
        rows.setDefaultSectionSize(px(ROW_PX))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(ShopColumn.SHOP, QHeaderView.ResizeMode.Stretch)
        self._lay_out()

    def _lay_out(self) -> None:
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, self._theme.px(width))
            self.setColumnHidden(column, self.width() < self._theme.px(_LEFT_OUT_BELOW_PX.get(column, 0)))

    def _hover(self, row: int) -> None:
        if row != self.cells.hover_row:
            self.cells.hover_row = row
            self.viewport().update()

    @Slot()
    def _on_about_to_be_reset(self) -> None:
        self._kept = self.current_id()

    @Slot()
    def _on_reset(self) -> None:
        """The same shop stays current; where it is not listed any more, the first one is."""
        self.cells.hover_row = -1
        row = self._shops.row_of(self._kept)
        self.setCurrentIndex(self._shops.index(row or 0, ShopColumn.SHOP))
        if not self._shops.rowCount():
            self.current_changed.emit(None)
