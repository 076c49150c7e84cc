"""Paints the list of failed products."""

import math

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ppm_desktop.domain.failure_list import LedgerLine
from ppm_desktop.gui.delegates.check_box import paint_check
from ppm_desktop.gui.delegates.grouped_cells import GroupedCellDelegate
from ppm_desktop.gui.failure_words import FailureHead
from ppm_desktop.gui.models.failure_tree import FailureColumn, FailureRole
from ppm_desktop.gui.models.grouped import AnyIndex
from ppm_desktop.gui.theme import TextStyle

EDGE_PX = 24
CHEVRON_PX = 52
NAME_PX = 76
GAP_PX = 16
_RESOLVED_OPACITY = 0.55
_STYLES = {
    FailureColumn.SKU: (TextStyle.CODE, "tx"),
    FailureColumn.PRODUCT: (TextStyle.BODY, "tx"),
    FailureColumn.DETAIL: (TextStyle.BODY, "tx2"),
    FailureColumn.ATTEMPTS: (TextStyle.COUNT, "tx"),
    FailureColumn.TIME: (TextStyle.TIME, "tx3"),
}


class FailureCellDelegate(GroupedCellDelegate):
    """Heads, and rows that bring more, go across all columns: the view has them painted."""

    head_px = 56
    row_px = 36

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell of a product."""
        line: LedgerLine | None = index.data(FailureRole.LINE)
        if line is None:
            return
        rect: QRect = option.rect
        state: Qt.CheckState | None = index.data(FailureRole.CHECK)
        self._fill(painter, rect, "sel" if state is Qt.CheckState.Checked and not self._theme.dark else "surface")
        column = FailureColumn(index.column())
        painter.save()
        if line.resolved_by is not None and column is not FailureColumn.DETAIL:
            painter.setOpacity(_RESOLVED_OPACITY)
        if column is FailureColumn.CHECK:
            self._paint_mark(painter, rect, state)
        elif column is FailureColumn.FIND:
            self._paint_find(painter, rect)
        else:
            self._paint_text(painter, rect, column, str(index.data()), fixed=line.resolved_by is not None)
        painter.restore()

    def paint_head(self, painter: QPainter, rect: QRect, index: AnyIndex, *, is_open: bool) -> None:
        """Paint a cause across the whole row."""
        px = self._theme.px
        head: FailureHead = index.data(FailureRole.HEAD)
        self._fill(painter, rect, "side")
        state = index.data(FailureRole.CHECK)
        if state is not None:
            paint_check(painter, self._theme, self.check_box(rect), state, self._ratio)
        chevron = "chevron-down" if is_open else "chevron-right"
        self._icon(painter, rect.left() + px(CHEVRON_PX), rect, chevron, "tx3")
        right = rect.right() - px(EDGE_PX)
        code = self._wide(head.code, TextStyle.CODE)
        self._draw(painter, self._line(rect, right - code, code), head.code, TextStyle.CODE, "tx3")
        step = self.step_box(rect, index)
        self._draw(painter, step, head.step, TextStyle.BADGE, "accTx")
        room = step.left() - px(GAP_PX) - rect.left() - px(NAME_PX)
        upper = QRect(rect.left() + px(NAME_PX), rect.top() + px(10), room, px(18))
        width = self._draw(painter, upper, head.name, TextStyle.PRIMARY, "tx")
        self._draw(painter, upper.adjusted(width + px(8), 0, px(60), 0), head.count, TextStyle.BODY, "tx3")
        lower = QRect(upper.left(), rect.top() + px(29), room, px(16))
        self._draw(painter, lower, head.sentence, TextStyle.CAPTION, "tx2")

    def paint_more(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        """Paint the row that brings more."""
        self._fill(painter, rect, "surface")
        text = index.data(FailureRole.MORE)
        self._draw(painter, rect.adjusted(self._theme.px(64), 0, 0, 0), text, TextStyle.BADGE, "accTx")

    def check_box(self, rect: QRect) -> QRect:
        """Where the box of a row stands."""
        side = self._theme.px(16)
        return QRect(rect.left() + self._theme.px(EDGE_PX), rect.center().y() - side // 2 + 1, side, side)

    def step_box(self, rect: QRect, index: AnyIndex) -> QRect:
        """Where the button of a head stands, left of its code; empty where there is none."""
        head: FailureHead = index.data(FailureRole.HEAD)
        code, width = self._wide(head.code, TextStyle.CODE), self._wide(head.step, TextStyle.BADGE)
        right = rect.right() - self._theme.px(EDGE_PX) - code - (self._theme.px(GAP_PX) if code else 0)
        return self._line(rect, right - width, width)

    def _wide(self, text: str, style: TextStyle) -> int:
        """Room for all of ``text``, however widths are rounded."""
        return math.ceil(self._stamps.width(text, style)) + 2 if text else 0

    @staticmethod
    def _line(rect: QRect, left: int, width: int) -> QRect:
        return QRect(left, rect.top(), width, rect.height())

    def _paint_mark(self, painter: QPainter, rect: QRect, state: Qt.CheckState | None) -> None:
        box = self.check_box(rect)
        if state is None:
            self._icon(painter, box.left(), rect, "check-check", "ok")
        else:
            paint_check(painter, self._theme, box, state, self._ratio)

    def _paint_text(self, painter: QPainter, rect: QRect, column: FailureColumn, text: str, *, fixed: bool) -> None:
        style, pen = _STYLES[column]
        if fixed and column is FailureColumn.DETAIL:
            pen = "cFg"
        room = rect.adjusted(0, 0, -self._theme.px(GAP_PX), 0)
        if column is FailureColumn.ATTEMPTS:
            width = self._wide(text, style)
            room.setLeft(max(room.left(), room.right() - width))
        self._draw(painter, room, text, style, pen)

    def _paint_find(self, painter: QPainter, rect: QRect) -> None:
        px = self._theme.px
        text = QCoreApplication.translate("FailureCells", "Find")
        width = self._wide(text, TextStyle.CONTROL)
        left = rect.right() - px(EDGE_PX) - width
        self._icon(painter, left - px(18), rect, "search", "accTx", 14)
        self._draw(painter, QRect(left, rect.top(), width, rect.height()), text, TextStyle.CONTROL, "accTx")
