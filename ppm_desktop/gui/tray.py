"""The icon in the system's tray, which tells what happens while the window is not in view."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from ppm_desktop.domain.notification import Notification
from ppm_desktop.gui.notice_words import NoticeText
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.tiles import brand_tile

_ICON_PX = 64


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
        self._icon = QSystemTrayIcon(QIcon(brand_tile(theme, 2.0, _ICON_PX)), self)
        self._icon.setToolTip("PPM Desktop")
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self._on_message_clicked)
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon.show()

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
        self._icon.hide()

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.window_wanted.emit()

    @Slot()
    def _on_message_clicked(self) -> None:
        if self._told is not None:
            self.opened.emit(self._told)
