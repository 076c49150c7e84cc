"""A table of what an edit changes: the old value struck through, an arrow, the new one."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ppm_desktop.gui.models.edit_rows import (
    RIGHT,
    AnyIndex,
    EditCell,
    EditColumn,
    EditRole,
    EditRowWords,
    EditTableModel,
)
from ppm_desktop.gui.theme import TextStyle, Theme

ROW_PX = 46
HEAD_PX = 32
EDGE_PX = 24
GAP_PX = 8
ICON_PX = 14
WIDTHS_PX = {
    EditColumn.LINE: 80,
    EditColumn.NAME: 240,
    EditColumn.PRICE: 168,
    EditColumn.STOCK: 104,
    EditColumn.ACTIVE: 148,
}
WITH_BADGE_PX = 244
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class _EditCells(QStyledItemDelegate):
    """Paints `EditRowWords` by column."""

    def __init__(self, theme: Theme, view: QTableView, *, badges: bool) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._badges = badges
        self._rebuild()
        theme.changed.connect(self._rebuild)

    @Slot()
    def _rebuild(self) -> None:
        theme = self._theme
        names = ("tx", "tx2", "tx3", "fFg", "wFg", "wEdge", "line")
        self._pens = {name: QPen(theme.colour(name)) for name in names}
        self._fills = {name: theme.colour(name) for name in ("hover", "sel", "wBg", "control")}
        self._ring = QPen(theme.colour("focus"), 2)
        self._struck = QFont(theme.font(TextStyle.BODY))
        self._struck.setStrikeOut(True)
        ratio = self._view.devicePixelRatioF()
        size = theme.px(ICON_PX)
        looks = {"arrow-right": "tx3", "skip-forward": "wFg", "circle-x": "fFg"}
        self._glyphs = {
            name: theme.icons.pixmap(name, theme.colour(token), size, ratio) for name, token in looks.items()
        }

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """The view gives the rows their height."""
        return QSize(self._theme.px(64), self._theme.px(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """One cell; the problem of a refused row runs across all its values."""
        words: EditRowWords = index.data(EditRole.WORDS)
        column = EditColumn(index.data(EditRole.COLUMN))
        rect: QRect = option.rect
        painter.save()
        painter.setClipRect(rect)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect, self._fills["sel"])
        painter.setPen(self._pens["line"])
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = self._inner(rect, column)
        if column is EditColumn.LINE:
            self._text(painter, inner, words.number, "tx3", TextStyle.COUNT, _LEFT)
        elif column is EditColumn.PRODUCT:
            self._paint_product(painter, inner, words)
        elif words.problem:
            self._paint_problem(painter, rect, words.problem)
        else:
            self._paint_cell(painter, inner, column, words.cells.get(column, EditCell("")))
        painter.restore()

    def _inner(self, rect: QRect, column: EditColumn) -> QRect:
        edge, gap = self._theme.px(EDGE_PX), self._theme.px(GAP_PX)
        model = self._view.model()
        columns = model.columns if isinstance(model, EditTableModel) else ()
        first = edge if columns and column is columns[0] else gap
        last = edge if columns and column is columns[-1] else gap
        return rect.adjusted(first, 0, -last, 0)

    def _text(self, painter: QPainter, box: QRect, text: str, pen: str, style: TextStyle, flags: int) -> int:
        """Paint as much of ``text`` as fits; returns its width."""
        font = self._theme.font(style)
        metrics = QFontMetrics(font)
        fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        painter.setPen(self._pens[pen])
        painter.drawText(box, flags, fitting)
        return metrics.horizontalAdvance(fitting)

    def _paint_product(self, painter: QPainter, inner: QRect, words: EditRowWords) -> None:
        if not words.name:
            self._text(painter, inner, words.sku, "tx2", TextStyle.CODE, _LEFT)
            return
        half = inner.height() // 2
        upper = inner.adjusted(0, self._theme.px(5), 0, -half)
        lower = inner.adjusted(0, half, 0, -self._theme.px(5))
        self._text(painter, upper, words.sku, "tx", TextStyle.CODE, _LEFT)
        self._text(painter, lower, words.name, "tx3", TextStyle.CAPTION, _LEFT)

    def _paint_problem(self, painter: QPainter, rect: QRect, problem: str) -> None:
        """Every cell paints its part of one text that begins at the first of them."""
        model = self._view.model()
        columns = model.columns if isinstance(model, EditTableModel) else ()
        first = columns.index(EditColumn.PRODUCT) + 1
        left = self._view.columnViewportPosition(first) + self._theme.px(GAP_PX)
        across = QRect(left, rect.top(), self._view.viewport().width() - left - self._theme.px(GAP_PX), rect.height())
        self._glyph(painter, "circle-x", left, rect)
        shift = self._theme.px(ICON_PX + 6)
        self._text(painter, across.adjusted(shift, 0, 0, 0), problem, "fFg", TextStyle.BODY, _LEFT)

    def _paint_cell(self, painter: QPainter, inner: QRect, column: EditColumn, cell: EditCell) -> None:
        right = column in RIGHT
        if cell.note:
            self._paint_note(painter, inner, cell.note, right=right)
        elif not cell.before:
            self._text(painter, inner, cell.text, "tx2", TextStyle.COUNT, _RIGHT if right else _LEFT)
        else:
            self._paint_change(painter, inner, cell, right=right)

    def _paint_note(self, painter: QPainter, inner: QRect, note: str, *, right: bool) -> None:
        icon = self._theme.px(ICON_PX + 6)
        width = QFontMetrics(self._theme.font(TextStyle.BADGE)).horizontalAdvance(note)
        left = max(inner.left(), inner.right() - width - icon) if right else inner.left()
        self._glyph(painter, "skip-forward", left, inner)
        self._text(painter, inner.adjusted(left - inner.left() + icon, 0, 0, 0), note, "wFg", TextStyle.BADGE, _LEFT)

    def _paint_change(self, painter: QPainter, inner: QRect, cell: EditCell, *, right: bool) -> None:
        """Old value, arrow, new value and, where there is room for it, by how much."""
        px, body, strong = self._theme.px, QFontMetrics(self._struck), QFontMetrics(self._theme.font(TextStyle.PRIMARY))
        old, new = body.horizontalAdvance(cell.before), strong.horizontalAdvance(cell.text)
        arrow = px(ICON_PX + 12)
        badge = self._badge_width(cell) if self._badges else 0
        width = old + arrow + new + badge
        left = max(inner.left(), inner.right() + 1 - width) if right else inner.left()
        painter.setFont(self._struck)
        painter.setPen(self._pens["tx3"])
        room = max(px(24), inner.width() - arrow - new - badge)
        fitting = body.elidedText(cell.before, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, inner.top(), room, inner.height()), _LEFT, fitting)
        left += min(old, room)
        self._glyph(painter, "arrow-right", left + px(6), inner)
        box = QRect(left + arrow, inner.top(), inner.right() + px(3) - left - arrow - badge, inner.height())
        self._text(painter, box, cell.text, "tx", TextStyle.PRIMARY, _LEFT)
        if badge:
            self._paint_badge(
                painter, QRect(left + arrow + new + px(6), inner.top(), badge - px(6), inner.height()), cell
            )

    def _badge_width(self, cell: EditCell) -> int:
        if not cell.badge:
            return 0
        return QFontMetrics(self._theme.font(TextStyle.BAR)).horizontalAdvance(cell.badge) + self._theme.px(6 + 10)

    def _paint_badge(self, painter: QPainter, box: QRect, cell: EditCell) -> None:
        high = self._theme.px(18)
        pill = QRect(box.left(), box.center().y() - high // 2, box.width(), high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._pens["wEdge"] if cell.alarm else Qt.PenStyle.NoPen)
        painter.setBrush(self._fills["wBg" if cell.alarm else "control"])
        painter.drawRoundedRect(pill, 4, 4)
        painter.setPen(self._pens["wFg" if cell.alarm else "tx2"])
        painter.setFont(self._theme.font(TextStyle.BAR))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), cell.badge)

    def _glyph(self, painter: QPainter, name: str, left: int, box: QRect) -> None:
        painter.drawPixmap(left, box.center().y() - self._theme.px(ICON_PX) // 2, self._glyphs[name])


class EditTable(QTableView):
    """Shows an `EditTableModel`; Tab leaves it, arrows go through its rows."""

    def __init__(self, theme: Theme, heading: Callable[[EditColumn], str], name: str, *, badges: bool) -> None:
        """``badges`` says by how much a price moves."""
        super().__init__()
        self.setObjectName("editTable")
        self.setAccessibleName(name)
        self._theme = theme
        self._badges = badges
        self.rows = EditTableModel(heading, self)
        self.setModel(self.rows)
        self.setItemDelegate(_EditCells(theme, self, badges=badges))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        side = self.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(theme.px(ROW_PX))
        side.hide()
        head = self.horizontalHeader()
        head.setFixedHeight(theme.px(HEAD_PX))
        head.setFont(theme.font(TextStyle.CAPTION))
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(theme.px(32))
        self.rows.modelReset.connect(self._on_reset)

    @Slot()
    def _on_reset(self) -> None:
        head = self.horizontalHeader()
        for place, column in enumerate(self.rows.columns):
            stretches = column is EditColumn.PRODUCT
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Fixed
            head.setSectionResizeMode(place, mode)
            if not stretches:
                wide = self._badges and column is EditColumn.PRICE
                self.setColumnWidth(place, self._theme.px(WITH_BADGE_PX if wide else WIDTHS_PX[column]))
        self.scrollToTop()
