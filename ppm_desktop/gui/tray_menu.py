"""The menu of the tray's icon: how the active operations stand, and what can be done without the window."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from ppm_desktop.domain.job import RowState
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.job_row import JobRow
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.compact_row import CompactPainter

SHOWN_JOBS = 3
WIDTH_PX = 360
HEAD_PX = 36
JOB_PX = 40
MORE_PX = 26
EDGE_PX = 14
TEXT_LEFT_PX = 50
BAR_PX = 6
BAR_TOP_PX = 27
ICON_PX = 16


def job_state_text(row: JobRow) -> str:
    """How a job stands in a word: its percentage, or what it waits for."""
    return row.percent if row.state is RowState.PROCESSING and row.percent else row.badge.lower()


class TrayMenu(QMenu):
    """Shows what it was told last; bars where the system lets programs paint, sentences elsewhere.

    Signals:
        window_wanted, new_wanted, queue_wanted, quit_wanted: One of its entries was chosen.
        job_wanted: Number of the job that was clicked.
    """

    window_wanted = Signal()
    new_wanted = Signal()
    queue_wanted = Signal()
    quit_wanted = Signal()
    job_wanted = Signal(int)

    def __init__(self, theme: Theme, wording: Wording, *, plain: bool, may_run: bool) -> None:
        """``plain`` where the system draws menus itself (macOS); ``may_run`` whether the account may start jobs."""
        super().__init__()
        self._theme = theme
        self._wording = wording
        self._paint = CompactPainter(theme, self.devicePixelRatioF())
        self._rows: Sequence[JobRow] = ()
        self.head = self._add_line(None if plain else _Head(theme, self._paint))
        self.jobs = [self._add_line(None if plain else _JobLine(theme, self._paint)) for _ in range(SHOWN_JOBS)]
        for place, action in enumerate(self.jobs):
            action.triggered.connect(partial(self._on_job, place))
        self.more = self._add_line(None if plain else _More(theme, self._paint))
        for action in (self.head, self.more):
            action.setEnabled(False)
        self._parting = self.addSeparator()
        self.open_action = self._add(self.tr("Open PPM Desktop"), self.window_wanted)
        self.new_action = self._add(self.tr("New operation…") + ("" if plain else "\tCtrl+N"), self.new_wanted)
        self.new_action.setEnabled(may_run)
        self.queue_action = self._add(self.tr("Pause queue"), self.queue_wanted)
        self.addSeparator()
        self.quit_action = self._add(self.tr("Quit"), self.quit_wanted)
        self._held = False
        self._paint_icons()
        theme.changed.connect(self._on_theme_changed)
        self.show_jobs((), 0.0)

    def show_jobs(self, rows: Sequence[JobRow], per_minute: float) -> None:
        """Show the active jobs, the most important first, and how fast they go together."""
        self._rows = rows
        self.head.setVisible(bool(rows))
        self.head.setText(self._summary(len(rows), round(per_minute)))
        for place, action in enumerate(self.jobs):
            action.setVisible(place < len(rows))
            if place < len(rows):
                row = rows[place]
                action.setText(self.tr("{shop}, {state}").format(shop=row.job.shop_name, state=job_state_text(row)))
        others = len(rows) - SHOWN_JOBS
        self.more.setVisible(others > 0)
        self.more.setText(self.tr("{n} more operations", "", max(0, others)).format(n=self._wording.number(others)))
        self._parting.setVisible(bool(rows))
        self._fill_lines()

    def show_queue(self, *, held: bool, possible: bool) -> None:
        """Whether the queue of this window is ``held``, and whether its entry does anything now."""
        self._held = held
        self.queue_action.setText(self.tr("Resume queue") if held else self.tr("Pause queue"))
        self.queue_action.setEnabled(possible)
        self._paint_icons()

    def _summary(self, count: int, per_minute: int) -> str:
        text = self.tr("{n} active", "operations", count).format(n=self._wording.number(count))
        if per_minute < 1:
            return text
        rate = self.tr("{n} products/min", "", per_minute).format(n=self._wording.number(per_minute))
        return f"{text}, {rate}"

    def _add(self, text: str, chosen: SignalInstance) -> QAction:
        action = self.addAction(text)
        action.triggered.connect(chosen)
        return action

    def _add_line(self, line: "_Line | None") -> QAction:
        if line is None:
            return self.addAction("")
        action = QWidgetAction(self)
        action.setDefaultWidget(line)
        self.addAction(action)
        return action

    def _fill_lines(self) -> None:
        for place, action in enumerate(self.jobs):
            line = _line_of(action)
            if isinstance(line, _JobLine) and place < len(self._rows):
                line.show_row(self._rows[place])
        for action in (self.head, self.more):
            line = _line_of(action)
            if line is not None:
                line.say(action.text())

    def _on_job(self, place: int) -> None:
        if place < len(self._rows):
            self.job_wanted.emit(self._rows[place].job.id)

    @Slot()
    def _on_theme_changed(self) -> None:
        self._paint.rebuild()
        self._paint_icons()

    def _paint_icons(self) -> None:
        icons = {
            "monitor": self.open_action,
            "plus": self.new_action,
            "play" if self._held else "pause": self.queue_action,
            "power": self.quit_action,
        }
        size, colours = self._theme.px(ICON_PX), (self._theme.colour("tx2"), self._theme.colour("txd"))
        for name, action in icons.items():
            action.setIcon(self._theme.icons.icon(name, colours[0], size, colours[1]))


class _Line(QWidget):
    """A line that only shows something; clicks are the menu's."""

    def __init__(self, theme: Theme, paint: CompactPainter, height: int) -> None:
        super().__init__()
        self._theme = theme
        self._paint = paint
        self._text = ""
        self._size = QSize(theme.px(WIDTH_PX), theme.px(height))

    def sizeHint(self) -> QSize:
        """As in the design, whatever the text."""
        return self._size

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self._size

    def say(self, text: str) -> None:
        """Show ``text``."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def _draw(
        self, painter: QPainter, left: float, height: int, text: str, style: TextStyle = TextStyle.CAPTION
    ) -> float:
        """Draw ``text``; returns where it ends."""
        self._paint.stamps.draw(painter, QRectF(left, 0, 1, height), text, style)
        return left + self._paint.stamps.width(text, style)

    def _draw_at_end(self, painter: QPainter, height: int, text: str) -> float:
        """Draw ``text`` at the right; returns where it begins."""
        left = self.width() - self._theme.px(EDGE_PX) - self._paint.stamps.width(text, TextStyle.TIME)
        painter.setPen(self._paint.pens["tx3"])
        self._draw(painter, left, height, text, TextStyle.TIME)
        return left


class _Head(_Line):
    def __init__(self, theme: Theme, paint: CompactPainter) -> None:
        super().__init__(theme, paint, HEAD_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The program's name, and how much it has to do."""
        painter = QPainter(self)
        painter.setPen(self._paint.pens["tx"])
        self._draw(painter, self._theme.px(EDGE_PX), self.height(), "PPM Desktop", TextStyle.PRIMARY)
        self._draw_at_end(painter, self.height(), self._text)


class _More(_Line):
    def __init__(self, theme: Theme, paint: CompactPainter) -> None:
        super().__init__(theme, paint, MORE_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """How many operations are not shown."""
        painter = QPainter(self)
        painter.setPen(self._paint.pens["tx3"])
        self._draw(painter, self._theme.px(TEXT_LEFT_PX), self.height(), self._text)


class _JobLine(_Line):
    def __init__(self, theme: Theme, paint: CompactPainter) -> None:
        super().__init__(theme, paint, JOB_PX)
        self._row: JobRow | None = None

    def show_row(self, row: JobRow) -> None:
        """Show the job as it stands; the bar is too thin for a text of its own."""
        self._row = replace(row, percent="")
        self.setAccessibleName(row.accessible)
        self.say(job_state_text(row))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What and where, how far; a bar below."""
        row = self._row
        if row is None:
            return
        px, paint = self._theme.px, self._paint
        painter = QPainter(self)
        painter.drawPixmap(px(EDGE_PX), px(8), paint.tiles[row.job.type])
        line = px(BAR_TOP_PX)
        end = self._draw_at_end(painter, line, self._text) - px(8)
        painter.setPen(paint.pens["tx2"])
        left = self._draw(painter, px(TEXT_LEFT_PX), line, row.verb, TextStyle.BODY) + px(6)
        painter.setPen(paint.pens["tx"])
        room = max(0, int(end - left))
        shop = paint.metrics[TextStyle.PRIMARY].elidedText(row.job.shop_name, Qt.TextElideMode.ElideRight, room)
        self._draw(painter, left, line, shop, TextStyle.PRIMARY)
        bar = QRectF(px(TEXT_LEFT_PX), line, self.width() - px(TEXT_LEFT_PX) - px(EDGE_PX), px(BAR_PX))
        paint.bar.paint(painter, bar, row, row.fraction, 0.0, still=True)


def _line_of(action: QAction) -> _Line | None:
    widget = action.defaultWidget() if isinstance(action, QWidgetAction) else None
    return widget if isinstance(widget, _Line) else None
