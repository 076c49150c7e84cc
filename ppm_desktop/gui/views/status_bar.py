"""The line at the bottom: which database, how often it is asked, when it last answered."""

from datetime import datetime

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ppm_desktop.gui.feed import Connection, Link
from ppm_desktop.gui.formatting import NO_VALUE, Wording
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import Dot, label

TOLD_MS = 5000
"""How long it says what was done before it names the database again."""


class StatusLine(QFrame):
    """28 px high; the dot's colour is said in words beside it."""

    def __init__(self, theme: Theme, wording: Wording, database_label: str, embedded: bool, version: str) -> None:
        super().__init__()
        self.setObjectName("statusBar")
        self.setFixedHeight(theme.px(28))
        self._wording = wording
        self._database = database_label
        self._embedded = embedded
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(8))
        self._dot = Dot(theme, "infoC")
        self._text = label(theme, TextStyle.CAPTION, "statusText")
        self._interval = label(theme, TextStyle.TIME, "statusInterval")
        self._updated = label(theme, TextStyle.TIME, "statusUpdated")
        self._version = label(theme, TextStyle.CAPTION, "statusVersion", version)
        row.addWidget(self._dot)
        row.addWidget(self._text, 1)
        for part in (self._interval, self._updated, self._version):
            row.addWidget(part)
            row.addSpacing(theme.px(16 if part is not self._version else 0))
        self._connection = Connection()
        self._told_timer = QTimer(self)
        self._told_timer.setObjectName("told-in-status-line")
        self._told_timer.setSingleShot(True)
        self._told_timer.setInterval(TOLD_MS)
        self._told_timer.timeout.connect(self._on_told)
        self.show_connection(self._connection, None)

    def set_narrow(self, narrow: bool) -> None:
        """Without the version where room is scarce."""
        self._version.setVisible(not narrow)

    @Slot(str)
    def tell(self, text: str) -> None:
        """Say ``text`` for a moment in place of the database; a screen reader says it too."""
        self._text.setText(text)
        self._told_timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    @Slot()
    def _on_told(self) -> None:
        self._text.setText(self._describe(self._connection))

    def show_connection(self, connection: Connection, updated: datetime | None) -> None:
        """How the database is reached; ``updated`` is when it last answered."""
        self._connection = connection
        tokens = {Link.CONNECTING: "infoC", Link.ONLINE: "ok", Link.AWAY: "warn"}
        self._dot.set_token(tokens[connection.link])
        if not self._told_timer.isActive():
            self._on_told()
        seconds = self._wording.number(max(1, round(connection.interval_s)))
        if connection.link is Link.ONLINE:
            self._interval.setText(self.tr("Refreshing every {n} s").format(n=seconds))
        else:
            self._interval.setText(self.tr("Refresh paused") if connection.link is Link.AWAY else "")
        time = NO_VALUE if updated is None else self._wording.clock_seconds(updated)
        self._updated.setText(self.tr("Last update {time}").format(time=time))

    def _describe(self, connection: Connection) -> str:
        if connection.link is Link.AWAY:
            seconds = self._wording.number(max(1, round(connection.interval_s)))
            return self.tr("Database unavailable, next attempt in {n} s").format(n=seconds)
        if connection.link is Link.CONNECTING:
            if self._embedded:
                return self.tr("Opening the embedded database…")
            return self.tr("Connecting to the shared MySQL database…")
        if self._embedded:
            return self.tr("Embedded database")
        text = self.tr("Shared MySQL database · {host} · {ms} ms")
        return text.format(host=self._database, ms=self._wording.number(max(1, round(connection.took_ms))))
