"""Paints the list of what an undo brings back."""

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ppm_desktop.domain.undo import UndoneProduct
from ppm_desktop.gui.delegates.check_box import paint_check
from ppm_desktop.gui.delegates.grouped_cells import GroupedCellDelegate
from ppm_desktop.gui.models.grouped import AnyIndex
from ppm_desktop.gui.models.undo_tree import UndoColumn, UndoLine, UndoRole
from ppm_desktop.gui.theme import TextStyle

EDGE_PX = 24
TEXT_PX = 52
ARROW_PX = 30
_LEFT_OUT_OPACITY = 0.5


class UndoCellDelegate(GroupedCellDelegate):
    """Heads go across all columns: the view has them painted by `paint_head`."""

    head_px = 36
    row_px = 34

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one field's name or one of its values."""
        line: UndoLine | None = index.data(UndoRole.LINE)
        if line is None:
            return
        rect: QRect = option.rect
        self._fill(painter, rect, "surface")
        painter.save()
        if not index.data(UndoRole.PICKED):
            painter.setOpacity(_LEFT_OUT_OPACITY)
        self._paint_line(painter, rect, UndoColumn(index.column()), line)
        painter.restore()

    def paint_head(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        """Paint the head of a product across the whole row."""
        px = self._theme.px
        product: UndoneProduct = index.data(UndoRole.PRODUCT)
        self._fill(painter, rect, "side")
        picked = bool(index.data(UndoRole.PICKED))
        state = Qt.CheckState.Checked if picked else Qt.CheckState.Unchecked
        paint_check(painter, self._theme, self.check_box(rect), state, self._ratio)
        inner = rect.adjusted(px(TEXT_PX), 0, -px(EDGE_PX), 0)
        if product.created:
            inner.setRight(self._paint_mark(painter, inner) - px(12))
        pen = "tx" if picked else "tx3"
        width = self._draw(painter, inner, product.sku, TextStyle.CODE, pen)
        self._draw(painter, inner.adjusted(width + px(12), 0, 0, 0), product.name, TextStyle.BODY, pen)

    def check_box(self, rect: QRect) -> QRect:
        """Where the box of a head stands."""
        side = self._theme.px(16)
        return QRect(rect.left() + self._theme.px(EDGE_PX), rect.center().y() - side // 2 + 1, side, side)

    def _paint_line(self, painter: QPainter, rect: QRect, column: UndoColumn, line: UndoLine) -> None:
        px = self._theme.px
        if column is UndoColumn.FIELD:
            self._draw(painter, rect.adjusted(0, 0, -px(8), 0), line.field, TextStyle.BODY, "tx3")
        elif column is UndoColumn.NOW:
            self._chip(painter, rect.left(), rect, line.now, "x", rect.width() - px(ARROW_PX + 8))
            self._icon(painter, rect.right() - px(ARROW_PX), rect, "arrow-right", "tx3", 14)
        elif column is UndoColumn.AFTER:
            right = self._chip(painter, rect.left(), rect, line.after, "c", rect.width() - px(EDGE_PX))
            rest = QRect(right + px(8), rect.top(), max(0, rect.right() - right - px(16)), rect.height())
            self._draw(painter, rest, line.remark, TextStyle.CAPTION, "tx3")

    def _paint_mark(self, painter: QPainter, inner: QRect) -> int:
        """Say that the job made the product; returns where the mark begins."""
        px = self._theme.px
        text = QCoreApplication.translate("UndoCells", "Made by this operation")
        width = round(self._stamps.width(text, TextStyle.BADGE)) + px(32)
        box = QRect(inner.right() - width, inner.center().y() - px(12) + 1, width, px(24))
        self._rounded(painter, QRectF(box), "xBg", 12)
        self._icon(painter, box.left() + px(9), box, "plus", "xFg", 12)
        self._draw(painter, box.adjusted(px(24), 0, 0, 0), text, TextStyle.BADGE, "xFg")
        return box.left()
