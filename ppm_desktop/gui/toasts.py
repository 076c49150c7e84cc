"""Keeps the toasts of a window: at most four above each other in its lower right corner, the newest lowest."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from ppm_desktop.domain.notification import NoticeAction, Notification
from ppm_desktop.gui.notice_words import NoticeText
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.floating_bar import FloatingBar
from ppm_desktop.gui.views.toast import Toast

MOST = 4
EDGE_PX = 16
GAP_PX = 12


class ToastStack(QObject):
    """Lives in the GUI thread; what leaves it is still in the notification centre.

    Signals:
        acted: `Notification` and `NoticeAction`: a button of a toast.
    """

    acted = Signal(object, object)

    def __init__(self, theme: Theme, host: QWidget, below: QWidget) -> None:
        """Toasts lie over ``host``, and never over ``below`` at its lower edge."""
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._below = below
        self._inset_px = 0
        self._bars: list[FloatingBar] = []
        self._toasts: list[Toast] = []
        host.installEventFilter(self)

    @property
    def toasts(self) -> tuple[Toast, ...]:
        """What is shown, the newest last."""
        return tuple(one for one in self._toasts if not one.leaving)

    def tell(self, notification: Notification, text: NoticeText) -> None:
        """Show a toast; one about the same subject makes room for it."""
        subject = notification.notice.subject
        toast = Toast(self._theme, notification, text, self._host)
        toast.acted.connect(self._on_acted)
        toast.dismissed.connect(self._on_done)
        toast.expired.connect(self._on_done)
        toast.gone.connect(self._on_gone)
        for older in self.toasts:
            if older.notification.notice.subject == subject:
                older.leave()
        self._toasts.append(toast)
        self._thin_out()
        toast.appear()
        self.arrange()
        _announce(toast, f"{text.title}. {text.text}")

    def reword(self, notification: Notification, text: NoticeText) -> None:
        """Better words for a toast that is shown already; nothing when it is gone."""
        for toast in self.toasts:
            if toast.notification.notice.fingerprint == notification.notice.fingerprint:
                toast.say(text)
                self.arrange()

    def adopt(self, notification: Notification) -> None:
        """What was told at once is kept now: a button of its toast marks it as read."""
        for toast in self.toasts:
            if toast.notification.notice.fingerprint == notification.notice.fingerprint:
                toast.notification = notification

    def withdraw(self, *subjects: str) -> None:
        """Take away what is said of these subjects."""
        for toast in self.toasts:
            if toast.notification.notice.subject in subjects:
                toast.leave()
        self.arrange()

    def stay_above(self, bar: FloatingBar) -> None:
        """Leave ``bar`` in reach while it is seen."""
        self._bars.append(bar)
        bar.seen_changed.connect(self.arrange)

    def set_inset(self, inset_px: int) -> None:
        """Keep so many pixels of the right edge free."""
        self._inset_px = inset_px
        self.arrange()

    @Slot()
    def focus_newest(self) -> None:
        """Give the newest toast the keyboard."""
        if self.toasts:
            self.toasts[-1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def arrange(self) -> None:
        """Put every toast into its place."""
        px = self._theme.px
        bottom = self._host.height() - self._below.height() - px(EDGE_PX)
        bottom -= max((bar.height() + px(EDGE_PX) for bar in self._bars if bar.isVisible()), default=0)
        for toast in reversed(self.toasts):
            right = self._host.width() - px(EDGE_PX) - self._inset_px
            toast.place(QPoint(max(0, right - toast.width()), bottom - toast.height()))
            toast.lift()
            bottom -= toast.height() + px(GAP_PX)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Toasts follow the corner of the window."""
        if watched is self._host and event.type() is QEvent.Type.Resize:
            self.arrange()
        return super().eventFilter(watched, event)

    def _thin_out(self) -> None:
        """No more than fit: those that would go by themselves make room first, then the oldest."""
        px = self._theme.px
        room = self._host.height() - self._below.height() - px(EDGE_PX)
        while len(shown := self.toasts) > 1:
            needed = sum(one.height() + px(GAP_PX) for one in shown)
            if len(shown) <= MOST and needed <= room:
                return
            older = shown[:-1]
            next((one for one in older if not one.stays), older[0]).leave()

    @Slot(object)
    def _on_acted(self, action: NoticeAction) -> None:
        toast = self.sender()
        if isinstance(toast, Toast):
            toast.leave()
            self.arrange()
            self.acted.emit(toast.notification, action)

    @Slot()
    def _on_done(self) -> None:
        toast = self.sender()
        if isinstance(toast, Toast):
            toast.leave()
            self.arrange()

    @Slot()
    def _on_gone(self) -> None:
        toast = self.sender()
        if isinstance(toast, Toast):
            self._toasts.remove(toast)
            toast.deleteLater()


def _announce(toast: Toast, words: str) -> None:
    """Let a screen reader say it once; what stays may interrupt."""
    event = QAccessibleAnnouncementEvent(toast, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if toast.stays else politeness.Polite)
    QAccessible.updateAccessibility(event)
