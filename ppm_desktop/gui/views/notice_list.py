"""The entries of the notification centre, by day."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.notification import Notification
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.notice_words import NoticeWords
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.detail_parts import clear
from ppm_desktop.gui.views.notice_entry import NoticeEntry
from ppm_desktop.gui.views.widgets import label


class _Day(StrEnum):
    TODAY = "today"
    YESTERDAY = "yesterday"
    EARLIER = "earlier"


class NoticeList(QScrollArea):
    """Newest first.

    Attributes:
        entries: From the top.
        lost_keyboard: The entry that had the keyboard is gone.

    Signals:
        acted: `Notification` and `NoticeAction`.
        remove_wanted: `Notification`.
    """

    acted = Signal(object, object)
    remove_wanted = Signal(object)

    def __init__(self, theme: Theme, wording: Wording, words: NoticeWords, computer: Computer) -> None:
        super().__init__()
        self.setObjectName("noticeArea")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self._wording = wording
        self._words = words
        self._computer = computer
        self.entries: list[NoticeEntry] = []
        self.lost_keyboard = False
        body = QWidget()
        body.setObjectName("noticeBody")
        self._list = QVBoxLayout(body)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self.setWidget(body)

    def show_rows(self, rows: Sequence[Notification], now: datetime) -> None:
        """List ``rows``; after an entry has gone, the next one has the keyboard."""
        scrolled = self.verticalScrollBar().value()
        focused = next((place for place, one in enumerate(self.entries) if one.hasFocus()), None)
        clear(self._list)
        self.entries = []
        day: _Day | None = None
        for notification in rows:
            if (following := _day(notification.at, now)) is not day:
                day = following
                self._add(self._make_day(day))
            self._add(self._make_entry(notification, now))
        self._list.addStretch(1)
        self.verticalScrollBar().setValue(scrolled)
        self.lost_keyboard = focused is not None
        if focused is not None and self.entries:
            self.entries[min(focused, len(self.entries) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_day(self, day: _Day) -> QWidget:
        names = {
            _Day.TODAY: self.tr("Today"),
            _Day.YESTERDAY: self.tr("Yesterday"),
            _Day.EARLIER: self.tr("Earlier"),
        }
        head = label(self._theme, TextStyle.SECTION, "sectionHead", names[day])
        px = self._theme.px
        head.setContentsMargins(px(16), px(8), px(16), px(8))
        return head

    def _make_entry(self, notification: Notification, now: datetime) -> NoticeEntry:
        own = notification.notice.who.person == self._computer.person
        text = self._words.entry(notification.notice, own=own)
        entry = NoticeEntry(self._theme, self._wording, notification, text, now)
        entry.acted.connect(self.acted)
        entry.remove_wanted.connect(self.remove_wanted)
        self.entries.append(entry)
        return entry

    def _add(self, widget: QWidget) -> None:
        """Shown at once and not by the layout later: it may be about to get the keyboard."""
        self._list.addWidget(widget)
        widget.show()


def _day(moment: datetime, now: datetime) -> _Day:
    days = (now.astimezone().date() - moment.astimezone().date()).days
    if days <= 0:
        return _Day.TODAY
    return _Day.YESTERDAY if days == 1 else _Day.EARLIER
