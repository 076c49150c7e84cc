"""The details pane while the database is away: what happened to the connection, and what a person can do."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ppm_desktop.gui.connection_log import ConnectionLog, ConnectionStep
from ppm_desktop.gui.connection_words import ConnectionWords
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.detail_parts import Section, TimelineLine, clear, pair_line
from ppm_desktop.gui.views.widgets import GlyphButton, IconButton, label

TRIES_SHOWN = 4
_TOKENS = {ConnectionStep.READ: "ok", ConnectionStep.LOST: "err", ConnectionStep.TRY: "warn"}


class ConnectionDetailView(QFrame):
    """Shows a `ConnectionLog`; Escape or its cross give the place back to the job.

    Signals:
        closed: A person has seen enough.
    """

    closed = Signal()

    def __init__(self, theme: Theme, words: ConnectionWords, log: ConnectionLog, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAccessibleName(self.tr("Connection diagnostics"))
        self._theme = theme
        self._words = words
        self._log = log
        self._now = now
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._make_scroll())
        log.changed.connect(self._on_changed)
        theme.changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing is written while nobody looks."""
        super().showEvent(event)
        self._advice.set_note("")
        self._show_log()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _make_scroll(self) -> QScrollArea:
        body = QWidget()
        body.setObjectName("paneBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in (self._make_events(), self._make_advice(), self._make_facts()):
            column.addWidget(section)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        return scroll

    def _make_events(self) -> Section:
        self._events = Section(self._theme, self.tr("Connection diagnostics"))
        self._events.body.setSpacing(0)
        self.close_button = GlyphButton(self._theme, "x", self.tr("Close"), 24)
        self.close_button.clicked.connect(self.closed)
        self._events.head_row.addWidget(self.close_button)
        return self._events

    def _make_advice(self) -> Section:
        self._advice = Section(self._theme, self.tr("What you can do"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(self._theme.px(6))
        self._advice.body.addLayout(self._lines)
        self.copy_button = IconButton(self._theme, "copy", self.tr("Copy report"))
        self.copy_button.clicked.connect(self._on_copy_clicked)
        row = QHBoxLayout()
        row.setContentsMargins(0, self._theme.px(6), 0, 0)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        self._advice.body.addLayout(row)
        return self._advice

    def _make_facts(self) -> Section:
        self._facts = Section(self._theme, self.tr("Connection"))
        self._facts.body.setSpacing(self._theme.px(4))
        return self._facts

    def _show_log(self) -> None:
        self._show_events()
        clear(self._lines)
        for number, text in enumerate(self._words.advice(self._log), start=1):
            self._lines.addWidget(self._numbered(number, text))
        clear(self._facts.body)
        for name, value in self._words.facts(self._log):
            self._facts.body.addWidget(pair_line(self._theme, name, value))

    def _show_events(self) -> None:
        clear(self._events.body)
        next_at = self._log.next_at
        events = self._log.events(TRIES_SHOWN)
        for place, event in enumerate(events):
            time, text = self._words.clock(event.at), self._words.happening(event)
            last = next_at is None and place == len(events) - 1
            line = TimelineLine(self._theme, _TOKENS[event.step], first=not place, last=last)
            self._events.body.addWidget(line.say(time, text))
        if next_at is not None:
            time, text = self._words.clock(next_at), self._words.next_try(self._log)
            line = TimelineLine(self._theme, "acc2", first=not events, last=True, now=True)
            self._events.body.addWidget(line.say(time, text))

    def _numbered(self, number: int, text: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(4))
        place = label(self._theme, TextStyle.BODY, "soft", f"{number}.")
        place.setFixedWidth(self._theme.px(14))
        row.addWidget(place, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(self._theme, TextStyle.BODY, "soft", text, wrap=True), 1)
        return line

    @Slot()
    def _on_changed(self) -> None:
        if self.isVisible():
            self._show_log()

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._words.report(self._log, self._now()))
        self._advice.set_note(self.tr("Copied"))
