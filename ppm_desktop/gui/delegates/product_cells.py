"""Paints the cells of the product list with pens, brushes and texts that are made once."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ppm_desktop.gui.delegates.check_box import paint_check
from ppm_desktop.gui.delegates.shop_chips import ChipPainter, Fraction
from ppm_desktop.gui.delegates.text_stamps import TextStamps
from ppm_desktop.gui.models.product_row import ProductColumn, ProductRow, ProductWriter, active_name
from ppm_desktop.gui.models.product_table import AnyIndex, GroupHead, ProductRole
from ppm_desktop.gui.theme import TextStyle, Theme

ROW_PX = 44
HEAD_PX = 32
PAD_PX = 8
EDGE_PX = 16
LAST_PX = 6
"""The scroll bar makes up the rest of the edge."""
MARK_PX = 3
RIGHT = frozenset({ProductColumn.PRICE, ProductColumn.STOCK, ProductColumn.CHANGED})
_FOCUS = QStyle.StateFlag.State_HasFocus
_MAX_ELIDED = 4000


class ProductCellDelegate(QStyledItemDelegate):
    """Paints `ProductRow` objects by column.

    Attributes:
        shows_focus: Whether the keyboard is in use, so that the focus ring is painted.
        hover_row: The row under the pointer, -1 for none.
        marked: The product whose history is open beside the list.
        stacked: SKU and name stand in one cell, where there is no room for both.
    """

    def __init__(self, theme: Theme, writer: ProductWriter, fraction: Fraction, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.shows_focus = False
        self.hover_row = -1
        self.marked: int | None = None
        self.stacked = False
        self._theme = theme
        self._writer = writer
        self._stamps = TextStamps(theme)
        self._ratio = view.devicePixelRatioF()
        self.chips = ChipPainter(theme, self._stamps, fraction, self._ratio)
        self.rebuild()
        theme.changed.connect(self.rebuild)

    @Slot()
    def rebuild(self) -> None:
        """Make everything that `paint` only picks from."""
        theme = self._theme
        self._stamps.clear()
        self.chips.rebuild()
        self._pens = {name: QPen(theme.colour(name)) for name in ("tx", "tx2", "tx3", "fFg", "accTx", "line")}
        names = ("canvas", "hover", "sel", "side", "accWash", "acc2", "control")
        self._brushes = {name: QBrush(theme.colour(name)) for name in names}
        self._ring = QPen(theme.colour("focus"), 2)
        self._metrics = {style: QFontMetrics(theme.font(style)) for style in TextStyle}
        self._elided: dict[tuple[str, TextStyle, int], str] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """The view gives the rows their height."""
        return QSize(self._theme.px(64), self._theme.px(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell, or the head of a group across all of them."""
        rect: QRect = option.rect
        head: GroupHead | None = index.data(ProductRole.HEAD)
        if head is not None:
            self._paint_head(painter, rect, head)
            return
        self._paint_background(painter, rect, index)
        column = ProductColumn(index.column())
        row: ProductRow | None = index.data(ProductRole.ROW)
        if column is ProductColumn.CHECK:
            state = Qt.CheckState.Checked if index.data(ProductRole.PICKED) else Qt.CheckState.Unchecked
            paint_check(painter, self._theme, self.check_box(rect), state, self._ratio)
        elif row is None:
            self._paint_placeholder(painter, rect, column)
        else:
            exact = bool(index.data(ProductRole.EXACT))
            self._paint_cell(painter, rect, row, column, index.data(ProductRole.PENDING), exact=exact)
        if self.shows_focus and option.state & _FOCUS:
            self._paint_ring(painter, rect)

    def check_box(self, cell: QRect) -> QRect:
        """Where the box of the first column stands."""
        side = self._theme.px(16)
        return QRect(cell.left() + self._theme.px(EDGE_PX), cell.center().y() - side // 2 + 1, side, side)

    def tip(self, cell: QRect, index: AnyIndex, place: QPoint) -> str:
        """What is said of the thing at ``place``; empty for nothing."""
        row: ProductRow | None = index.data(ProductRole.ROW)
        if row is None:
            return ""
        column = ProductColumn(index.column())
        if column is not ProductColumn.SYNC:
            text = row.texts[column]
            style = TextStyle.CODE if column is ProductColumn.SKU else TextStyle.BODY
            fits = self._metrics[style].horizontalAdvance(text) <= cell.width() - 2 * self._theme.px(PAD_PX)
            return "" if fits else text
        inner = self._inner(cell, column)
        layout = self.chips.layout(row, inner.width())
        spot = place - QPoint(inner.left(), inner.center().y() + 1)
        for chip in layout.chips:
            if chip.box.contains(spot):
                return self._chip_tip(row, chip.mark, chip.percent)
        return "\n".join(row.tips) if layout.more_box.contains(spot) else ""

    def more_at(self, cell: QRect, row: ProductRow, place: QPoint) -> bool:
        """Whether the number of further shops is at ``place``."""
        inner = self._inner(cell, ProductColumn.SYNC)
        layout = self.chips.layout(row, inner.width())
        return layout.more_box.contains(place - QPoint(inner.left(), inner.center().y() + 1))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """Tooltips of chips, and of texts that do not fit."""
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self.tip(option.rect, index, event.pos()), view, option.rect)
        return True

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """A double click switches a product on or off."""
        if event.type() is QEvent.Type.MouseButtonDblClick and index.column() == ProductColumn.ACTIVE:
            self.toggle(model, index)
            return True
        return super().editorEvent(event, model, option, index)

    def toggle(self, model: QAbstractItemModel, index: AnyIndex) -> None:
        """Switch the product of ``index`` on or off."""
        row: ProductRow | None = index.data(ProductRole.ROW)
        if row is not None:
            model.setData(index, "0" if row.line.active else "1")

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget | None:  # type: ignore[override]  # Qt takes none for "not here"
        """A line to type in; what can only be on or off has none."""
        if index.column() == ProductColumn.ACTIVE:
            return None
        editor = QLineEdit(parent)
        editor.setObjectName("cellEditor")
        editor.setFont(self._theme.font(TextStyle.BODY))
        if ProductColumn(index.column()) in RIGHT:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """As high as a field, as wide as the cell."""
        height = self._theme.px(32)
        rect: QRect = option.rect
        editor.setGeometry(rect.left(), rect.center().y() - height // 2 + 1, rect.width(), height)

    def _paint_background(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        product_id = index.data(ProductRole.ID)
        marked = product_id == self.marked
        name = "canvas"
        if marked or index.data(ProductRole.PICKED):
            name = "sel"
        elif index.row() == self.hover_row:
            name = "hover"
        painter.fillRect(rect, self._brushes[name])
        if marked and index.column() == ProductColumn.CHECK:
            painter.fillRect(
                QRect(rect.left(), rect.top(), self._theme.px(MARK_PX), rect.height()), self._brushes["acc2"]
            )
        painter.setPen(self._pens["line"])
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_head(self, painter: QPainter, rect: QRect, head: GroupHead) -> None:
        px = self._theme.px
        painter.fillRect(rect, self._brushes["side"])
        painter.setPen(self._pens["line"])
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = self.tr("Exact match") if head.exact else self.tr("Similar SKUs")
        box = rect.adjusted(px(EDGE_PX), 0, 0, 0)
        self._draw(painter, box, text, TextStyle.SECTION, "tx2")
        shift = round(self._stamps.width(text, TextStyle.SECTION)) + px(8)
        self._draw(painter, box.adjusted(shift, 0, 0, 0), str(head.count), TextStyle.CAPTION, "tx3")

    def _paint_placeholder(self, painter: QPainter, rect: QRect, column: ProductColumn) -> None:
        px = self._theme.px
        inner = self._inner(rect, column)
        width = min(inner.width(), px(120 if column in (ProductColumn.SKU, ProductColumn.NAME) else 40))
        left = inner.right() + 1 - width if column in RIGHT else inner.left()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._brushes["control"])
        painter.drawRoundedRect(QRectF(left, rect.center().y() - px(4), width, px(9)), 4, 4)

    def _paint_cell(
        self,
        painter: QPainter,
        rect: QRect,
        row: ProductRow,
        column: ProductColumn,
        pending: str | None,
        *,
        exact: bool,
    ) -> None:
        inner = self._inner(rect, column)
        if column is ProductColumn.SYNC:
            self.chips.paint(painter, inner, row)
        elif column is ProductColumn.NAME:
            self._paint_name(painter, inner, row, pending)
        elif column is ProductColumn.SKU:
            self._paint_sku(painter, inner, row.line.sku, exact=exact)
        else:
            text = self._figure(row, column, pending)
            self._draw_figure(painter, inner, text, column, self._pen(row, column, pending))

    def _figure(self, row: ProductRow, column: ProductColumn, pending: str | None) -> str:
        if pending is None:
            return row.texts[column]
        return active_name(pending == "1") if column is ProductColumn.ACTIVE else pending

    def _pen(self, row: ProductRow, column: ProductColumn, pending: str | None) -> str:
        if column is ProductColumn.CHANGED or pending is not None:
            return "tx3"
        if column is ProductColumn.STOCK and row.line.quantity is not None and row.line.quantity <= 0:
            return "fFg"
        return "tx" if row.line.active else "tx3"

    def _paint_sku(self, painter: QPainter, inner: QRect, sku: str, *, exact: bool) -> None:
        if exact:
            px = self._theme.px
            width = min(inner.width(), self._metrics[TextStyle.CODE].horizontalAdvance(sku)) + px(8)
            wash = QRectF(inner.left() - px(3), inner.center().y() - px(8), width - px(1), px(18))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._brushes["accWash"])
            painter.drawRoundedRect(wash, px(3), px(3))
        self._draw(painter, inner, sku, TextStyle.CODE, "accTx" if exact else "tx")

    def _paint_name(self, painter: QPainter, inner: QRect, row: ProductRow, pending: str | None) -> None:
        px = self._theme.px
        name = row.line.name if pending is None else pending
        pen = "tx3" if pending is not None or not row.line.active else "tx"
        upper = QRect(inner.left(), inner.top() + px(4), inner.width(), px(18))
        lower = QRect(inner.left(), inner.top() + px(22), inner.width(), px(16))
        if self.stacked:
            self._draw(painter, upper, row.line.sku, TextStyle.CODE, "tx")
            self._draw(painter, lower, name, TextStyle.CAPTION, "tx2" if pen == "tx" else pen)
        elif row.category:
            self._draw(painter, upper, name, TextStyle.BODY, pen)
            self._draw(painter, lower, row.category, TextStyle.CAPTION, "tx3")
        else:
            self._draw(painter, inner, name, TextStyle.BODY, pen)

    def _paint_ring(self, painter: QPainter, rect: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._ring)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = self._theme.px(6)
        painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -3), radius, radius)

    def _inner(self, rect: QRect, column: ProductColumn) -> QRect:
        px = self._theme.px
        last = px(LAST_PX if column is ProductColumn.CHANGED else PAD_PX)
        return rect.adjusted(px(PAD_PX), 0, -last, 0)

    def _draw(self, painter: QPainter, box: QRect, text: str, style: TextStyle, pen: str) -> None:
        painter.setPen(self._pens[pen])
        self._stamps.draw(painter, box, self._fitting(text, style, box.width()), style)

    def _draw_figure(self, painter: QPainter, box: QRect, text: str, column: ProductColumn, pen: str) -> None:
        fitting = self._fitting(text, TextStyle.COUNT, box.width())
        shift = box.width() - self._stamps.width(fitting, TextStyle.COUNT) if column in RIGHT else 0.0
        painter.setPen(self._pens[pen])
        self._stamps.draw(painter, QRectF(box).adjusted(shift, 0, 0, 0), fitting, TextStyle.COUNT)

    def _fitting(self, text: str, style: TextStyle, width: int) -> str:
        key = text, style, width
        known = self._elided.get(key)
        if known is None:
            if len(self._elided) > _MAX_ELIDED:
                self._elided.clear()
            known = self._elided[key] = self._metrics[style].elidedText(text, Qt.TextElideMode.ElideRight, width)
        return known

    def _chip_tip(self, row: ProductRow, mark: int, percent: str) -> str:
        if not percent:
            return row.tips[mark]
        text = self.tr("{shop}: sending {p}")
        return text.format(shop=row.line.marks[mark].shop_name, p=percent)
