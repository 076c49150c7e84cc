"""Puts notifier, toasts and notification centre of a window together."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.notification import AlertChoices, NoticeAction, Notification
from ppm_desktop.gui.feed import JobFeed
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.notice_words import NoticeWords
from ppm_desktop.gui.notification_centre import NotificationCentre
from ppm_desktop.gui.notifier import Messages, Notifier
from ppm_desktop.gui.ports import Jobs, Notifications, Pool
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.toasts import ToastStack
from ppm_desktop.gui.views.notification_drawer import NotificationDrawer
from ppm_desktop.settings import Settings


class Alerts(QObject):
    """Lives in the GUI thread.

    Attributes:
        notifier: Where to say that something has happened.
        toasts: What is told in the window.
        centre: What is kept.

    Signals:
        acted: `Notice` and `NoticeAction`: what a person wants done about it.
        unread_changed: How many notifications are unread.
        toggled: Whether the centre is open now.
    """

    acted = Signal(object, object)
    unread_changed = Signal(int)
    toggled = Signal(bool)

    def __init__(
        self,
        window: QWidget,
        host: QWidget,
        below: QWidget,
        theme: Theme,
        wording: Wording,
        language: Language,
        *,
        manager: Jobs,
        feed: JobFeed,
        notifications: Notifications,
        pool: Pool,
        computer: Computer,
        now: Callable[[], datetime],
        choices: AlertChoices,
        messages: Messages | None,
    ) -> None:
        """Everything lies over ``host``, the content of ``window``, and above ``below`` at its lower edge."""
        super().__init__(window)
        self._window = window
        self._messages = messages
        words = NoticeWords(wording, language)
        drawer = NotificationDrawer(theme, wording, words, computer, host, below)
        self.toasts = ToastStack(theme, host, below)
        self.centre = NotificationCentre(drawer, notifications, pool, now, self)
        self.notifier = Notifier(
            window,
            manager,
            feed,
            notifications,
            pool,
            self.toasts,
            words,
            computer,
            now,
            choices,
            messages,
        )
        self.notifier.kept.connect(self.centre.refresh)
        self.toasts.acted.connect(self.centre.act)
        self.centre.acted.connect(self.acted)
        self.centre.unread_changed.connect(self.unread_changed)
        drawer.toggled.connect(self._on_toggled)
        if messages is not None:
            messages.window_wanted.connect(self._on_window_wanted)
            messages.opened.connect(self._on_message_opened)
        QShortcut(QKeySequence("F8"), window).activated.connect(self.toasts.focus_newest)

    def start(self) -> None:
        """Begin to count what is unread."""
        self.centre.start()

    def stop(self) -> None:
        """Ask nothing any more, and take the icon out of the tray."""
        self.centre.stop()
        if self._messages is not None:
            self._messages.leave()

    @Slot(object)
    def take_settings(self, settings: Settings) -> None:
        """What is told at once on this computer was chosen anew."""
        self.notifier.alerts = settings.alerts

    @Slot(bool)
    def _on_toggled(self, is_open: bool) -> None:
        """Toasts keep clear of the drawer."""
        self.toasts.set_inset(self.centre.drawer.width() if is_open else 0)
        self.toggled.emit(is_open)

    @Slot()
    def _on_window_wanted(self) -> None:
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    @Slot(object)
    def _on_message_opened(self, notification: Notification) -> None:
        self._on_window_wanted()
        if notification.notice.job_id is not None:
            self.centre.act(notification, NoticeAction.OPEN)
