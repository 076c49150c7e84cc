"""Sections of the details pane: figures, rate, causes, timeline, parameters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import Dot, ElidedLabel, label, set_flag


def clear(layout: QLayout) -> None:
    """Remove everything from ``layout``."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


class Section(QFrame):
    """A part of the pane with a head and, at its right, a note; `body` takes the rest."""

    def __init__(self, theme: Theme, head: str = "") -> None:
        super().__init__()
        self.setObjectName("section")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(8))
        self._note = label(theme, TextStyle.CAPTION, "sectionNote")
        if head:
            row = QHBoxLayout()
            row.addWidget(label(theme, TextStyle.SECTION, "sectionHead", head), 1)
            row.addWidget(self._note)
            column.addLayout(row)
            self.head_row = row
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(6))
        column.addLayout(self.body)

    def set_note(self, text: str) -> None:
        """The words at the right of the head."""
        self._note.setText(text)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and what it counts."""

    value: str
    name: str
    alarm: bool = False


class Figures(QWidget):
    """Three figures side by side."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(0)
        self._cells: list[tuple[QLabel, QLabel]] = []
        for column, share in enumerate((6, 5, 4)):
            value = label(theme, TextStyle.PANE_TITLE, "figure")
            name = label(theme, TextStyle.CAPTION, "muted")
            grid.addWidget(value, 0, column)
            grid.addWidget(name, 1, column)
            grid.setColumnStretch(column, share)
            self._cells.append((value, name))

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show up to three."""
        for place, (value, name) in enumerate(self._cells):
            figure = figures[place] if place < len(figures) else Figure("", "")
            value.setText(figure.value)
            name.setText(figure.name)
            set_flag(value, "alarm", "true" if figure.alarm else "false")


class ShareBar(QWidget):
    """A thin bar: which share of the failed products failed for one cause."""

    def __init__(self, theme: Theme, share: float) -> None:
        super().__init__()
        self._theme = theme
        self._share = share
        self.setFixedHeight(theme.px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track and filled part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for token, share in (("track", 1.0), ("err", self._share)):
            painter.setBrush(self._theme.colour(token))
            painter.drawRoundedRect(QRectF(0, 0, self.width() * share, self.height()), 2, 2)


class Sparkline(QWidget):
    """The rate over time; its accessible name says the same in a sentence."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._points: tuple[float, ...] = ()
        self.setFixedHeight(theme.px(36))
        theme.changed.connect(self.update)

    def show_points(self, points: tuple[float, ...]) -> None:
        """Show products a minute, oldest first."""
        if points != self._points:
            self._points = points
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line with a wash below it and a dot at now."""
        if len(self._points) < 2:
            return
        highest = max(self._points) or 1.0
        width, height = self.width() - 4.0, self.height() - 4.0
        step = width / (len(self._points) - 1)
        line = QPainterPath()
        for place, value in enumerate(self._points):
            point = QPointF(place * step, 2 + height * (1 - value / highest))
            if place:
                line.lineTo(point)
            else:
                line.moveTo(point)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_wash(painter, line, width)
        accent = self._theme.colour("acc2")
        painter.setPen(QPen(accent, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawEllipse(line.currentPosition(), 2.5, 2.5)

    def _paint_wash(self, painter: QPainter, line: QPainterPath, width: float) -> None:
        top, bottom = QColor(self._theme.colour("acc2")), QColor(self._theme.colour("acc2"))
        top.setAlpha(72)
        bottom.setAlpha(0)
        gradient = QLinearGradient(0, 0, 0, self.height())
        gradient.setColorAt(0, top)
        gradient.setColorAt(1, bottom)
        area = QPainterPath(line)
        area.lineTo(width, self.height())
        area.lineTo(0, self.height())
        area.closeSubpath()
        painter.fillPath(area, gradient)


class _TimelineDot(Dot):
    """A dot with the line that leads to the next event."""

    def __init__(self, theme: Theme, token: str, *, first: bool, last: bool, now: bool) -> None:
        super().__init__(theme, token)
        self._first = first
        self._last = last
        self._now = now
        self.setFixedSize(QSize(theme.px(16), theme.px(24)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line first, the dot above it; what happens now has a ring."""
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(QPen(self._theme.colour("line2"), 1))
        if not self._last:
            painter.drawLine(QPointF(centre.x(), centre.y() + px(7)), QPointF(centre.x(), self.height()))
        if not self._first:
            painter.drawLine(QPointF(centre.x(), 0), QPointF(centre.x(), centre.y() - px(7)))
        painter.setPen(Qt.PenStyle.NoPen)
        if self._now:
            ring = QColor(self._theme.colour(self._token))
            ring.setAlpha(90)
            painter.setBrush(ring)
            painter.drawEllipse(centre, px(6), px(6))
        painter.setBrush(self._theme.colour(self._token))
        painter.drawEllipse(centre, px(4), px(4))


class TimelineLine(QWidget):
    """One event: dot, time, what happened."""

    def __init__(self, theme: Theme, token: str, *, first: bool, last: bool, now: bool = False) -> None:
        """Colour of its dot in ``token``; ``now`` it has not ended."""
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        row.addWidget(_TimelineDot(theme, token, first=first, last=last, now=now))
        self._time = label(theme, TextStyle.TIME, "muted")
        row.addWidget(self._time)
        self._text = ElidedLabel(theme, TextStyle.CAPTION, "strong")
        row.addWidget(self._text, 1)

    def say(self, time: str, text: str) -> Self:
        """When it was, and what."""
        self._time.setText(time)
        self._text.set_text(text)
        return self


def cause_line(theme: Theme, name: str, count: str, share: float) -> QWidget:
    """One cause: its name, how many, and the share as a bar."""
    line = QWidget()
    column = QVBoxLayout(line)
    column.setContentsMargins(0, 0, 0, theme.px(2))
    column.setSpacing(theme.px(4))
    row = QHBoxLayout()
    row.addWidget(ElidedLabel(theme, TextStyle.CAPTION, "strong", name), 1)
    row.addWidget(label(theme, TextStyle.SECTION, "strong", count))
    column.addLayout(row)
    column.addWidget(ShareBar(theme, share))
    return line


def pair_line(theme: Theme, name: str, value: str) -> QWidget:
    """A parameter and its value."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    key = label(theme, TextStyle.CAPTION, "muted", name)
    key.setFixedWidth(theme.px(104))
    row.addWidget(key, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(theme, TextStyle.CAPTION, "strong", value, wrap=True), 1)
    return line
