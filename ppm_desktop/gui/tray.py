"""The icon in the system's tray, which tells what happens while the window is not in view."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ppm_desktop.domain.notification import Notification
from ppm_desktop.gui.notice_words import NoticeText
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.tray_icon import TrayState, tray_icon


class Tray(QObject):
    """Where the system has no tray, nothing is shown and nothing is told.

    Signals:
        window_wanted: The icon was clicked.
        opened: `Notification` of the message that was clicked.
    """

    window_wanted = Signal()
    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told: Notification | None = None
        self._left = False
        self._icon = QSystemTrayIcon(tray_icon(theme, TrayState()), self)
        self._icon.setToolTip("PPM Desktop")
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self._on_message_clicked)
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon.show()

    @property
    def available(self) -> bool:
        """Whether the system has a tray now; some begin it later than their programs."""
        if QSystemTrayIcon.isSystemTrayAvailable() and not self._left:
            self._icon.show()
        return self._icon.isVisible()

    def set_menu(self, menu: QMenu) -> None:
        """What a right click opens."""
        self._icon.setContextMenu(menu)

    def show_state(self, state: TrayState, text: str) -> None:
        """Paint the icon anew; ``text`` is shown while the pointer rests on it."""
        self._icon.setIcon(tray_icon(self._theme, state))
        self._icon.setToolTip(text)

    def tell(self, notification: Notification, text: NoticeText) -> None:
        """Let the system show a message; the newest is the one that a click opens."""
        if not (self._icon.isVisible() and QSystemTrayIcon.supportsMessages()):
            return
        self._told = notification
        icons = QSystemTrayIcon.MessageIcon
        icon = icons.Warning if notification.notice.stays else icons.Information
        self._icon.showMessage(text.title, text.text, icon)

    def leave(self) -> None:
        """Take the icon away."""
        self._left = True
        self._icon.hide()

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.window_wanted.emit()

    @Slot()
    def _on_message_clicked(self) -> None:
        if self._told is not None:
            self.opened.emit(self._told)
