"""Paints the cells of the list of shops."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ppm_desktop.gui.delegates.text_stamps import TextStamps
from ppm_desktop.gui.models.shop_row import ShopColumn, ShopRow
from ppm_desktop.gui.models.shop_table import AnyIndex, ShopRole
from ppm_desktop.gui.theme import TextStyle, Theme

ROW_PX = 56
PAD_PX = 8
EDGE_PX = 16
TILE_PX = 32
MARK_PX = 3
RIGHT = frozenset({ShopColumn.PRODUCTS})
GAP_PX = 28
"""Between figures that end at the right and what begins after them."""
_FOCUS = QStyle.StateFlag.State_HasFocus


def pads(column: ShopColumn) -> tuple[int, int]:
    """Design px that a cell keeps free at the left and at the right."""
    return EDGE_PX if column is ShopColumn.SHOP else PAD_PX, GAP_PX if column in RIGHT else PAD_PX


class ShopCellDelegate(QStyledItemDelegate):
    """Paints `ShopRow` objects by column.

    Attributes:
        shows_focus: Whether the keyboard is in use, so that the focus ring is painted.
        hover_row: The row under the pointer, -1 for none.
    """

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.shows_focus = False
        self.hover_row = -1
        self._view = view
        self._theme = theme
        self._stamps = TextStamps(theme)
        self._ratio = view.devicePixelRatioF()
        self.rebuild()
        theme.changed.connect(self.rebuild)

    @Slot()
    def rebuild(self) -> None:
        """Make everything that `paint` only picks from."""
        theme = self._theme
        self._stamps.clear()
        self._pens = {name: QPen(theme.colour(name)) for name in ("tx", "tx2", "tx3", "pFg", "fFg", "line")}
        names = ("canvas", "hover", "sel", "track", "acc2", "ok", "warn", "err", "infoC", "tx3")
        self._brushes = {name: QBrush(theme.colour(name)) for name in names}
        self._ring = QPen(theme.colour("focus"), 2)
        self._metrics = {style: QFontMetrics(theme.font(style)) for style in TextStyle}

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """The view gives the rows their height."""
        return QSize(self._theme.px(64), self._theme.px(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell; the ring runs around the whole row, cell by cell."""
        rect: QRect = option.rect
        row: ShopRow = index.data(ShopRole.ROW)
        column = ShopColumn(index.column())
        self._paint_background(painter, rect, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not row.profile.summary.active:
            painter.setOpacity(0.6)
        inner = self.inner(rect, column)
        if column is ShopColumn.SHOP:
            self._paint_shop(painter, inner, row)
        elif column is ShopColumn.CONNECTION:
            self._paint_connection(painter, inner, row)
        elif column is ShopColumn.PERMISSIONS:
            self._paint_permissions(painter, inner, row)
        else:
            self._draw(painter, inner, row.texts[column], TextStyle.COUNT, "tx", right=column in RIGHT)
        painter.restore()
        if self.shows_focus and option.state & _FOCUS and self._is_current(index):
            self._paint_ring(painter, index)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """Texts that do not fit."""
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self.tip(option.rect, index), view, option.rect)
        return True

    def tip(self, cell: QRect, index: AnyIndex) -> str:
        """The whole text of a cell that shows only its beginning."""
        row: ShopRow = index.data(ShopRole.ROW)
        column = ShopColumn(index.column())
        if column is ShopColumn.SHOP:
            return f"{row.name}\n{row.profile.summary.url}"
        text, room = row.texts[column], self.inner(cell, column).width()
        room -= self._theme.px(16) if column is ShopColumn.CONNECTION else 0
        return text if self._metrics[TextStyle.COUNT].horizontalAdvance(text) > room else ""

    def inner(self, rect: QRect, column: ShopColumn) -> QRect:
        """Where the content of a cell stands."""
        left, right = pads(column)
        return rect.adjusted(self._theme.px(left), 0, -self._theme.px(right), 0)

    def _is_current(self, index: AnyIndex) -> bool:
        return self._view.currentIndex().row() == index.row()

    def _paint_background(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        current = self._is_current(index)
        name = "sel" if current else "hover" if index.row() == self.hover_row else "canvas"
        painter.fillRect(rect, self._brushes[name])
        if current and index.column() == ShopColumn.SHOP:
            mark = QRect(rect.left(), rect.top(), self._theme.px(MARK_PX), rect.height())
            painter.fillRect(mark, self._brushes["acc2"])
        painter.setPen(self._pens["line"])
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_shop(self, painter: QPainter, inner: QRect, row: ShopRow) -> None:
        px = self._theme.px
        tile = QRectF(inner.left(), inner.center().y() - px(TILE_PX) / 2 + 1, px(TILE_PX), px(TILE_PX))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._brushes["track"])
        painter.drawRoundedRect(tile, px(6), px(6))
        painter.setFont(self._theme.font(TextStyle.BAR))
        painter.setPen(self._pens["tx2"])
        painter.drawText(tile, int(Qt.AlignmentFlag.AlignCenter), row.initials)
        text = inner.adjusted(px(TILE_PX + 12), 0, 0, 0)
        upper = QRect(text.left(), inner.top() + px(10), text.width(), px(20))
        lower = QRect(text.left(), inner.top() + px(30), text.width(), px(16))
        self._draw(painter, upper, row.name, TextStyle.PRIMARY, "tx")
        self._draw(painter, lower, row.host, TextStyle.CAPTION, "tx3")

    def _paint_connection(self, painter: QPainter, inner: QRect, row: ShopRow) -> None:
        px = self._theme.px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._brushes[row.dot])
        painter.drawEllipse(QRectF(inner.left(), inner.center().y() - px(4) + 1, px(8), px(8)))
        self._draw(painter, inner.adjusted(px(16), 0, 0, 0), row.state, TextStyle.BODY, "tx")

    def _paint_permissions(self, painter: QPainter, inner: QRect, row: ShopRow) -> None:
        px = self._theme.px
        icon, token = row.shield
        text = row.texts[ShopColumn.PERMISSIONS]
        if icon:
            glyph = self._theme.icons.pixmap(icon, self._theme.colour(token), px(14), self._ratio)
            painter.drawPixmap(inner.left(), inner.center().y() - px(7) + 1, glyph)
            inner = inner.adjusted(px(21), 0, 0, 0)
        self._draw(painter, inner, text, TextStyle.COUNT, token or "tx3")

    def _paint_ring(self, painter: QPainter, index: AnyIndex) -> None:
        """The ring is painted by the last cell, over the whole row."""
        if index.column() != ShopColumn.PERMISSIONS:
            return
        last = self._view.visualRect(self._view.currentIndex().siblingAtColumn(ShopColumn.PERMISSIONS))
        row = QRectF(0, last.top(), last.right() + 1, last.height())
        painter.save()
        painter.setClipping(False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._ring)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(row.adjusted(2, 2, -2, -3), self._theme.px(6), self._theme.px(6))
        painter.restore()

    def _draw(
        self, painter: QPainter, box: QRect, text: str, style: TextStyle, pen: str, *, right: bool = False
    ) -> None:
        fitting = self._metrics[style].elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        shift = box.width() - self._stamps.width(fitting, style) if right else 0.0
        painter.setPen(self._pens[pen])
        self._stamps.draw(painter, QRectF(box).adjusted(shift, 0, 0, 0), fitting, style)
