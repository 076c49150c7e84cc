"""The head of the product list: names of the columns, and a box that picks all products."""

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ppm_desktop.gui.delegates.check_box import paint_check
from ppm_desktop.gui.delegates.product_cells import EDGE_PX, LAST_PX, PAD_PX, RIGHT
from ppm_desktop.gui.models.product_row import ProductColumn
from ppm_desktop.gui.theme import TextStyle, Theme

HEIGHT_PX = 32


class ProductHead(QHeaderView):
    """Painted as the design has it, whatever the style.

    Signals:
        all_toggled: The box was clicked.
    """

    all_toggled = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._state = Qt.CheckState.Unchecked
        self.setFixedHeight(theme.px(HEIGHT_PX))
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.px(40))
        self.names = {
            ProductColumn.CHECK: self.tr("Pick all"),
            ProductColumn.SKU: self.tr("SKU"),
            ProductColumn.NAME: self.tr("Product"),
            ProductColumn.PRICE: self.tr("Net price"),
            ProductColumn.STOCK: self.tr("Stock"),
            ProductColumn.ACTIVE: self.tr("Active", "column"),
            ProductColumn.SYNC: self.tr("PrestaShop Sync"),
            ProductColumn.CHANGED: self.tr("Changed"),
        }
        theme.changed.connect(self._on_theme_changed)

    def show_state(self, state: Qt.CheckState) -> None:
        """How many of the products are picked."""
        if state is not self._state:
            self._state = state
            self.viewport().update()

    def sizeHint(self) -> QSize:
        """32 px high."""
        return QSize(super().sizeHint().width(), self._theme.px(HEIGHT_PX))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the box."""
        super().mouseReleaseEvent(event)
        if self.logicalIndexAt(event.position().toPoint()) == ProductColumn.CHECK:
            self.all_toggled.emit()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """The name of a column, or the box."""
        px = self._theme.px
        column = ProductColumn(logicalIndex)
        painter.save()
        painter.fillRect(rect, self._theme.colour("canvas"))
        painter.setPen(self._theme.colour("line2"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if column is ProductColumn.CHECK:
            side = px(16)
            box = QRect(rect.left() + px(EDGE_PX), rect.center().y() - side // 2, side, side)
            paint_check(painter, self._theme, box, self._state, self.devicePixelRatioF())
        else:
            last = px(LAST_PX if column is ProductColumn.CHANGED else PAD_PX)
            side_of = Qt.AlignmentFlag.AlignRight if column in RIGHT else Qt.AlignmentFlag.AlignLeft
            painter.setFont(self._theme.font(TextStyle.CAPTION))
            painter.setPen(self._theme.colour("tx3"))
            inner = rect.adjusted(px(PAD_PX), 0, -last, 0)
            painter.drawText(inner, int(side_of | Qt.AlignmentFlag.AlignVCenter), self.names[column])
        painter.restore()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.viewport().update()
