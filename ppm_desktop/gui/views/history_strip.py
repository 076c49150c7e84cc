"""Thirty days of a product on a line: a dot for each touch, and a handle that says which moment is shown."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ppm_desktop.domain.job import ItemOutcome
from ppm_desktop.domain.product_list import ProductTouch
from ppm_desktop.gui.delegates.job_row import TYPE_LOOKS
from ppm_desktop.gui.history_words import HistoryWords
from ppm_desktop.gui.theme import TextStyle, Theme

DAYS = 30
WEEK = timedelta(days=7)
HEIGHT_PX = 68
EDGE_PX = 8
LINE_PX = 34
DOT_PX = 4
HANDLE_PX = 7
FADED = 0.45


class HistoryStrip(QWidget):
    """Drag the handle, or go from touch to touch with Left and Right; the right end is now.

    Signals:
        chosen: Place of a touch among all of them, newest first; None for now.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, words: HistoryWords, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._clock = now
        self._now = now()
        self._touches: list[tuple[int, ProductTouch]] = []
        self._place: int | None = None
        self.setFixedHeight(theme.px(HEIGHT_PX))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Moment shown"))
        theme.changed.connect(self.update)

    @property
    def place(self) -> int | None:
        """The touch that is shown, None for now."""
        return self._place

    def show_touches(self, touches: Sequence[ProductTouch]) -> None:
        """Show those of the last thirty days."""
        self._now = self._clock()
        start = self._now - timedelta(days=DAYS)
        self._touches = [(place, touch) for place, touch in enumerate(touches) if touch.at >= start]
        self.show_place(None)

    def show_place(self, place: int | None) -> None:
        """Move the handle without telling."""
        self._place = place
        self.setAccessibleDescription(self._label())
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(self._theme.px(400), self._theme.px(HEIGHT_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left is earlier, Right is later, End is now."""
        places = [None, *(place for place, _ in self._touches)]
        at = places.index(self._place) if self._place in places else len(places) - 1
        steps = {
            Qt.Key.Key_Left.value: at + 1,
            Qt.Key.Key_Right.value: at - 1,
            Qt.Key.Key_Home.value: len(places) - 1,
            Qt.Key.Key_End.value: 0,
        }
        if event.key() not in steps:
            super().keyPressEvent(event)
            return
        self._choose(places[max(0, min(len(places) - 1, steps[event.key()]))])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The touch nearest to the pointer."""
        self._choose_near(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging goes from touch to touch."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose_near(event.position().x())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Paint the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And take it away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line up to the moment, fainter behind it; dots, days, the handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, handle = self._theme.px(LINE_PX), self._handle_x()
        left, right = self._x(self._now - timedelta(days=DAYS)), self._x(self._now)
        painter.setPen(QPen(self._theme.colour("acc2"), 2))
        painter.drawLine(QPointF(left, line), QPointF(handle, line))
        painter.setPen(QPen(self._theme.colour("track"), 2))
        painter.drawLine(QPointF(handle, line), QPointF(right, line))
        self._paint_days(painter)
        for place, touch in self._touches:
            later = self._place is not None and place < self._place
            self._paint_dot(painter, touch, faded=later)
        painter.setOpacity(1.0)
        self._paint_handle(painter, handle, line)

    def _paint_days(self, painter: QPainter) -> None:
        """A date each week, today at the right."""
        painter.setPen(self._theme.colour("tx3"))
        painter.setFont(self._theme.font(TextStyle.CAPTION))
        metrics = painter.fontMetrics()
        bottom = self.height() - self._theme.px(6)
        today = self.tr("today")
        end = self._x(self._now)
        painter.drawText(QPointF(end - metrics.horizontalAdvance(today), bottom), today)
        first = self._now - timedelta(days=DAYS)
        for week in range(4):
            text = self._words.short_day(first + week * WEEK)
            painter.drawText(QPointF(self._x(first + week * WEEK), bottom), text)

    def _paint_dot(self, painter: QPainter, touch: ProductTouch, *, faded: bool) -> None:
        radius = self._theme.px(DOT_PX)
        failed = touch.outcome is ItemOutcome.FAILED
        token = "err" if failed else "tx3" if touch.job_type is None else TYPE_LOOKS[touch.job_type][0]
        painter.setOpacity(FADED if faded else 1.0)
        painter.setPen(QPen(self._theme.colour("pane"), 1.5))
        painter.setBrush(self._theme.colour(token))
        painter.drawEllipse(QPointF(self._x(touch.at), self._theme.px(LINE_PX)), radius + 0.75, radius + 0.75)

    def _paint_handle(self, painter: QPainter, x: float, line: int) -> None:
        radius = self._theme.px(HANDLE_PX)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x, line), radius + 3, radius + 3)
        painter.setPen(QPen(self._theme.colour("acc2"), 2))
        painter.drawLine(QPointF(x, line - radius * 2), QPointF(x, line + radius * 2))
        painter.setPen(QPen(self._theme.colour("barEdge"), 1))
        painter.setBrush(self._theme.colour("acc"))
        painter.drawEllipse(QPointF(x, line), radius, radius)
        font = self._theme.font(TextStyle.BAR)
        painter.setFont(font)
        painter.setPen(self._theme.colour("accTx"))
        text = self._label()
        width = QFontMetrics(font).horizontalAdvance(text)
        at = min(max(0.0, x - width / 2), float(self.width() - width))
        painter.drawText(QRectF(at, 0, width + 1, self._theme.px(16)), int(Qt.AlignmentFlag.AlignVCenter), text)

    def _label(self) -> str:
        touch = self._touch()
        return self.tr("now") if touch is None else self._words.moment(touch.at)

    def _touch(self) -> ProductTouch | None:
        return next((touch for place, touch in self._touches if place == self._place), None)

    def _handle_x(self) -> float:
        """An older touch than the line reaches stands at its beginning."""
        touch = self._touch()
        if self._place is not None and touch is None:
            return self._x(self._now - timedelta(days=DAYS))
        return self._x(self._now if touch is None else touch.at)

    def _x(self, at: datetime) -> float:
        edge = self._theme.px(EDGE_PX)
        share = 1 - (self._now - at) / timedelta(days=DAYS)
        return edge + max(0.0, min(1.0, share)) * (self.width() - 2 * edge)

    def _choose_near(self, x: float) -> None:
        places: list[tuple[float, int | None]] = [(abs(self._x(self._now) - x), None)]
        places += [(abs(self._x(touch.at) - x), place) for place, touch in self._touches]
        self._choose(min(places, key=lambda one: one[0])[1])

    def _choose(self, place: int | None) -> None:
        if place != self._place:
            self.show_place(place)
            self.chosen.emit(place)
