"""The list of what touched a product, by day; each line with its values before and after."""

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from ppm_desktop.gui.history_words import ChangeWords, HistoryWords, TouchWords
from ppm_desktop.gui.models.history_rows import AnyIndex, HistoryModel, HistoryRole
from ppm_desktop.gui.theme import TextStyle, Theme

ROW_PX = 46
DAY_PX = 28
EDGE_PX = 20
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _HistoryRows(QStyledItemDelegate):
    """Paints `TouchWords`, and days as heads."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self.chosen: int | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Days are lower than touches."""
        is_day = index.data(HistoryRole.WORDS) is None
        return QSize(self._theme.px(320), self._theme.px(DAY_PX if is_day else ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """One row; the chosen one has a frame."""
        words: TouchWords | None = index.data(HistoryRole.WORDS)
        rect: QRect = option.rect
        px = self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if words is None:
            box = rect.adjusted(px(EDGE_PX), 0, 0, 0)
            self._text(painter, box, str(index.data()), "tx3", TextStyle.SECTION)
        else:
            self._paint_frame(painter, rect, index)
            upper = QRect(rect.left(), rect.top() + px(4), rect.width(), px(20))
            self._paint_head(painter, upper, words)
            self._paint_story(painter, upper.translated(0, px(18)).adjusted(px(104), 0, -px(EDGE_PX), 0), words)
        painter.restore()

    def _paint_frame(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        frame = QRectF(rect).adjusted(self._theme.px(12) + 0.5, 0.5, -self._theme.px(12) - 0.5, -0.5)
        if self.chosen is not None and index.data(HistoryRole.PLACE) == self.chosen:
            painter.setPen(QPen(self._theme.colour("acc2")))
            painter.setBrush(self._theme.colour("accWash"))
            painter.drawRoundedRect(frame, 6, 6)
        if self._view.hasFocus() and index == self._view.currentIndex():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 6, 6)

    def _paint_head(self, painter: QPainter, box: QRect, words: TouchWords) -> None:
        px = self._theme.px
        self._text(painter, box.adjusted(px(EDGE_PX), 0, 0, 0), words.time, "tx3", TextStyle.COUNT)
        self._paint_icon(painter, QRect(box.left() + px(70), box.top(), px(24), px(24)), words)
        who = self._width(words.who, TextStyle.CAPTION)
        right = box.adjusted(0, 0, -px(EDGE_PX), 0)
        self._text(painter, right, words.who, "tx3", TextStyle.CAPTION, _RIGHT)
        left = box.left() + px(104)
        end = right.right() - who - px(8)
        for text, pen, style in (
            (words.title, "tx2", TextStyle.BODY),
            (words.shop, "tx", TextStyle.PRIMARY),
            (words.number, "tx3", TextStyle.BODY),
        ):
            room = QRect(left, box.top(), max(0, end - left), box.height())
            left += self._text(painter, room, text, pen, style) + (px(5) if text else 0)

    def _paint_icon(self, painter: QPainter, box: QRect, words: TouchWords) -> None:
        size = self._theme.px(14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("control"))
        painter.drawRoundedRect(QRectF(box), 6, 6)
        ratio = self._view.devicePixelRatioF()
        glyph = self._theme.icons.pixmap(words.icon, self._theme.colour(words.token), size, ratio)
        painter.drawPixmap(QPointF(box.left() + (box.width() - size) / 2, box.top() + (box.height() - size) / 2), glyph)

    def _paint_story(self, painter: QPainter, box: QRect, words: TouchWords) -> None:
        left = box.left()
        for change in words.changes:
            if left >= box.right():
                return
            left += self._paint_change(painter, QRect(left, box.top(), box.right() - left, box.height()), change)
        room = QRect(left, box.top(), max(0, box.right() - left), box.height())
        left += self._text(painter, room, words.note, words.tone, TextStyle.CAPTION)
        if words.fixed:
            rest = QRect(left, box.top(), max(0, box.right() - left), box.height())
            self._text(painter, rest, f" · {words.fixed}", "cFg", TextStyle.CAPTION)

    def _paint_change(self, painter: QPainter, box: QRect, change: ChangeWords) -> int:
        """``Cena 629,00 → 649,00``; returns its width with the gap behind it."""
        px, left = self._theme.px, box.left()
        struck = QFont(self._theme.font(TextStyle.CAPTION))
        struck.setStrikeOut(True)
        for text, pen, font in (
            (change.name, "tx3", self._theme.font(TextStyle.CAPTION)),
            (change.before, "tx3", struck),
            ("→", "tx3", self._theme.font(TextStyle.CAPTION)),
            (change.after, "tx", self._theme.font(TextStyle.SECTION)),
        ):
            metrics = QFontMetrics(font)
            fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, box.right() - left))
            painter.setFont(font)
            painter.setPen(self._theme.colour(pen))
            painter.drawText(QRect(left, box.top(), max(0, box.right() - left), box.height()), _LEFT, fitting)
            left += metrics.horizontalAdvance(fitting) + px(4)
        return left - box.left() + px(12)

    def _text(self, painter: QPainter, box: QRect, text: str, pen: str, style: TextStyle, flags: int = _LEFT) -> int:
        font = self._theme.font(style)
        metrics = QFontMetrics(font)
        fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        painter.setPen(self._theme.colour(pen))
        painter.drawText(box, flags, fitting)
        return metrics.horizontalAdvance(fitting)

    def _width(self, text: str, style: TextStyle) -> int:
        return QFontMetrics(self._theme.font(style)).horizontalAdvance(text)


class HistoryList(QListView):
    """A click or the arrows choose a moment, Enter or a double click opens the operation.

    Signals:
        chosen: Place of a touch among all of them.
        opened: The same: its operation is wanted.
    """

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, theme: Theme, words: HistoryWords) -> None:
        super().__init__()
        self.setObjectName("historyList")
        self.setAccessibleName(self.tr("What touched this product"))
        self.rows = HistoryModel(words, self)
        self.setModel(self.rows)
        self._cells = _HistoryRows(theme, self)
        self.setItemDelegate(self._cells)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.verticalScrollBar().setSingleStep(theme.px(ROW_PX))
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_opened)
        theme.changed.connect(self.viewport().update)

    def mark(self, place: int | None) -> None:
        """Frame the touch of the moment that is shown, and bring it into view."""
        self._cells.chosen = place
        row = self.rows.row_of(place)
        if row is not None:
            self.scrollTo(self.rows.index(row))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the operation."""
        if event.key() in _ENTER:
            self._on_opened(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """The arrows choose too."""
        super().currentChanged(current, previous)
        if self.hasFocus() and current.isValid():
            self._tell(current)

    @Slot(QModelIndex)
    def _on_clicked(self, index: AnyIndex) -> None:
        self._tell(index)

    def _tell(self, index: AnyIndex) -> None:
        place = index.data(HistoryRole.PLACE)
        if isinstance(place, int):
            self.chosen.emit(place)

    @Slot(QModelIndex)
    def _on_opened(self, index: AnyIndex) -> None:
        place = index.data(HistoryRole.PLACE) if index.isValid() else None
        if isinstance(place, int):
            self.opened.emit(place)
