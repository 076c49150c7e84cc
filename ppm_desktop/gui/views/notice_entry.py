"""One entry of the notification centre."""

from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ppm_desktop.domain.notification import NoticeAction, Notification
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.notice_words import NoticeText
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.notice_parts import ButtonRow, breakable
from ppm_desktop.gui.views.widgets import Dot, Glyph, GlyphButton, label

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete)


class NoticeEntry(QFrame):
    """Title, time, words and buttons; a click or Enter opens what it is about, Del removes it.

    Signals:
        acted: `Notification` and `NoticeAction`.
        remove_wanted: `Notification`.
    """

    acted = Signal(object, object)
    remove_wanted = Signal(object)

    def __init__(
        self, theme: Theme, wording: Wording, notification: Notification, text: NoticeText, now: datetime
    ) -> None:
        super().__init__()
        self.setObjectName("noticeEntry")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.notification = notification
        self._theme = theme
        self._wording = wording
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(6), px(12), px(16), px(12))
        row.setSpacing(0)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._make_dot(), 0, top)
        row.addSpacing(px(4))
        row.addWidget(Glyph(theme, text.look.icon, text.look.token), 0, top)
        row.addSpacing(px(12))
        column = QVBoxLayout()
        column.setSpacing(px(2))
        column.addLayout(self._make_head(text, now))
        column.addWidget(label(theme, TextStyle.BODY, "soft", breakable(text.text), wrap=True))
        if text.buttons:
            column.addSpacing(px(6))
            buttons = ButtonRow(theme, text.buttons)
            buttons.acted.connect(self._on_acted)
            column.addWidget(buttons)
        row.addLayout(column, 1)
        self._describe(text, now)
        if self._opens():
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The button that removes it appears."""
        super().enterEvent(event)
        self._offer_removal()

    def leaveEvent(self, event: QEvent) -> None:
        """It goes again."""
        super().leaveEvent(event)
        self._offer_removal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """As under the pointer."""
        super().focusInEvent(event)
        self._offer_removal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """As when the pointer leaves."""
        super().focusOutEvent(event)
        self._offer_removal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Opens what it is about."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._open()

    def event(self, event: QEvent) -> bool:
        """Its keys are its own, though the page behind the drawer has shortcuts with them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Del removes."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open()
            case Qt.Key.Key_Delete:
                self.remove_wanted.emit(self.notification)
            case _:
                super().keyPressEvent(event)

    def _make_dot(self) -> QWidget:
        """Unread: a dot in the height of the title; the words for it are spoken."""
        holder = QWidget()
        holder.setFixedSize(self._theme.px(6), self._theme.px(18))
        dot = Dot(self._theme, "acc2", 6)
        dot.setParent(holder)
        dot.move(0, self._theme.px(6))
        dot.setVisible(self.notification.unread)
        return holder

    def _make_head(self, text: NoticeText, now: datetime) -> QHBoxLayout:
        px = self._theme.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(label(self._theme, TextStyle.PRIMARY, "strong", breakable(text.title), wrap=True), 1)
        top = Qt.AlignmentFlag.AlignTop
        if self.notification.count > 1:
            times = self._times()
            head.addWidget(label(self._theme, TextStyle.CAPTION, "muted", times), 0, top)
        self._time = label(self._theme, TextStyle.TIME, "muted", self._ago(now))
        head.addWidget(self._time, 0, top)
        self.remove_button = GlyphButton(self._theme, "x", self.tr("Remove from the list"), 18)
        self.remove_button.setIconSize(QSize(px(14), px(14)))
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Del does the same for the keyboard
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self.remove_button.hide()
        head.addWidget(self.remove_button, 0, top)
        return head

    def _times(self) -> str:
        count = self.notification.count
        return self.tr("{n} times", "", count).format(n=self._wording.number(count))

    def _ago(self, now: datetime) -> str:
        """How long ago of today, the time of day of yesterday, the day before that."""
        at = self.notification.at
        days = (now.astimezone().date() - at.astimezone().date()).days
        if days == 1:
            return self._wording.clock(at)
        return self._wording.ago(at, now)

    def _describe(self, text: NoticeText, now: datetime) -> None:
        unread = [self.tr("unread")] if self.notification.unread else []
        times = [self._times()] if self.notification.count > 1 else []
        self.setAccessibleName(", ".join([text.title, *unread, *times, self._ago(now)]))
        self.setAccessibleDescription(text.text)

    def _opens(self) -> bool:
        notice = self.notification.notice
        return notice.job_id is not None or notice.shop_id is not None

    def _open(self) -> None:
        if self._opens():
            shop = self.notification.notice.job_id is None
            self._on_acted(NoticeAction.OPEN_SHOP if shop else NoticeAction.OPEN)

    def _offer_removal(self) -> None:
        wanted = self.underMouse() or self.hasFocus()
        self.remove_button.setVisible(wanted)
        self._time.setVisible(not wanted)

    @Slot(object)
    def _on_acted(self, action: NoticeAction) -> None:
        self.acted.emit(self.notification, action)

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.remove_wanted.emit(self.notification)
