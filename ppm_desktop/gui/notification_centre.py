"""Reads the notification centre for its drawer, and does what is wanted there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ppm_desktop.domain.notification import NoticeAction, NoticeFilter, Notification, NotificationList
from ppm_desktop.gui.ports import Notifications, Pool
from ppm_desktop.gui.views.notification_drawer import NotificationDrawer

PAGE = 50
COUNT_EVERY_MS = 30_000
"""How often it is asked whether others' jobs have failed."""


class _Ask(StrEnum):
    LIST = "list"
    UNREAD = "unread"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class _Key:
    """Key of a question; only the answer to the newest one of its kind counts."""

    owner: int
    ask: _Ask
    turn: int


class NotificationCentre(QObject):
    """Lives in the GUI thread; while the database is away it shows what it last knew.

    Signals:
        unread_changed: How many are unread.
        acted: `Notice` and `NoticeAction`: what is to be done outside of the centre.
    """

    unread_changed = Signal(int)
    acted = Signal(object, object)

    def __init__(
        self,
        drawer: NotificationDrawer,
        notifications: Notifications,
        pool: Pool,
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.drawer = drawer
        self._notifications = notifications
        self._pool = pool
        self._now = now
        self._limit = PAGE
        self._turn = 0
        self._timer = QTimer(self)
        self._timer.setObjectName("count-unread")
        self._timer.setInterval(COUNT_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        drawer.segment_chosen.connect(self._on_segment_chosen)
        drawer.more_wanted.connect(self._on_more_wanted)
        drawer.read_all_wanted.connect(self._on_read_all_wanted)
        drawer.acted.connect(self.act)
        drawer.remove_wanted.connect(self._on_remove_wanted)
        pool.finished.connect(self._on_outcome)

    def start(self) -> None:
        """Count what is unread, now and from time to time."""
        self._timer.start()
        self.refresh()

    def stop(self) -> None:
        """Ask nothing any more."""
        self._timer.stop()

    @Slot()
    def toggle(self) -> None:
        """Open the drawer, or close it."""
        if self.drawer.is_open:
            self.drawer.shut()
            return
        self._limit = PAGE
        self.drawer.open()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the list while it is open, else only count."""
        if self.drawer.is_open:
            segment: NoticeFilter = self.drawer.segment
            self._ask(_Ask.LIST, partial(self._notifications.list, segment, self._limit))
        else:
            self._ask(_Ask.UNREAD, self._notifications.unread)

    @Slot(object, object)
    def act(self, notification: Notification, action: NoticeAction) -> None:
        """Do what a toast or an entry offers: it counts as read then."""
        if notification.id and notification.unread:
            self._ask(_Ask.CHANGE, partial(self._notifications.mark_read, (notification.id,)))
        self.drawer.shut()
        self.acted.emit(notification.notice, action)

    def _ask(self, ask: _Ask, work: Callable[[], object]) -> None:
        self._turn += 1
        self._pool.submit(_Key(id(self), ask, self._turn), work)

    @Slot(object)
    def _on_segment_chosen(self, _segment: NoticeFilter) -> None:
        self._limit = PAGE
        self.refresh()

    @Slot()
    def _on_more_wanted(self) -> None:
        self._limit += PAGE
        self.refresh()

    @Slot()
    def _on_read_all_wanted(self) -> None:
        self._ask(_Ask.CHANGE, self._notifications.mark_read)

    @Slot(object)
    def _on_remove_wanted(self, notification: Notification) -> None:
        self._ask(_Ask.CHANGE, partial(self._notifications.hide, notification.id))

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _Key) or key.owner != id(self):
            return
        if key.ask is _Ask.CHANGE:
            self.refresh()
        elif key.turn != self._turn or isinstance(outcome, Exception):
            return  # the feed says that the database is away
        elif isinstance(outcome, NotificationList):
            self.drawer.show_list(outcome, self._now())
            self.unread_changed.emit(outcome.unread)
        elif isinstance(outcome, int):
            self.unread_changed.emit(outcome)
