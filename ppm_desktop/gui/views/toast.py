"""One toast: what happened, what can be done about it, and how long it stays."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ppm_desktop.domain.notification import Notification
from ppm_desktop.gui.notice_words import NoticeText
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.notice_parts import ButtonRow, breakable
from ppm_desktop.gui.views.toast_card import ToastCard
from ppm_desktop.gui.views.widgets import Glyph, GlyphButton, label

WIDTH_PX = 448
LOWEST_PX = 72
SHOWN_MS = 8_000
COUNT_DOWN = "toast-count-down"
RISE_PX = 16
IN_MS, OUT_MS, FADE_MS = 200, 160, 80


class Toast(ToastCard):
    """448 px wide and as high as its words need; a child of what it lies over, placed by its owner.

    Attributes:
        title_label, text_label: Where the words stand.

    Signals:
        acted: `NoticeAction` of the button.
        dismissed: The close button or Esc.
        expired: It was shown for long enough.
        gone: It has faded away.
    """

    acted = Signal(object)
    dismissed = Signal()
    expired = Signal()
    gone = Signal()

    def __init__(self, theme: Theme, notification: Notification, text: NoticeText, parent: QWidget) -> None:
        super().__init__(theme, text.look.token, parent)
        self.setFixedWidth(theme.px(WIDTH_PX))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.notification = notification
        self._place = QPoint()
        self._leaving = False
        self._opacity = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._opacity)
        self._arrange(text)
        self._count_down = self._animation(SHOWN_MS, QEasingCurve.Type.Linear, self._on_counted)
        self._count_down.setObjectName(COUNT_DOWN)
        self._count_down.finished.connect(self.expired)
        still = theme.reduce_motion
        self._motion = self._animation(FADE_MS if still else IN_MS, QEasingCurve.Type.OutCubic, self._on_moved)
        self._motion.finished.connect(self._on_rest)
        self.say(text)
        theme.changed.connect(self._on_theme_changed)

    @property
    def stays(self) -> bool:
        """Whether it stays until a person closes it."""
        return self.notification.notice.stays

    @property
    def leaving(self) -> bool:
        """Whether it is fading away."""
        return self._leaving

    def say(self, text: NoticeText) -> None:
        """Other words in the same toast; its height follows."""
        self.title_label.setText(breakable(text.title))
        self.text_label.setText(breakable(text.text))
        self.setAccessibleName(text.title)
        self.setAccessibleDescription(text.text)
        self._fit()

    def appear(self) -> None:
        """Rise and fade in, and begin to count down unless it stays."""
        self._fade_to(0.0)
        self.show()
        self._motion.start()
        if not self.stays:
            self._count_down.start()

    def leave(self) -> None:
        """Fade away; `gone` follows."""
        if self._leaving:
            return
        self._leaving = True
        self._count_down.stop()
        self._motion.stop()
        if not self._theme.reduce_motion:
            self._motion.setDuration(OUT_MS)
            self._motion.setEasingCurve(QEasingCurve.Type.InCubic)
        self._motion.setStartValue(1.0)
        self._motion.setEndValue(0.0)
        self._motion.start()

    def place(self, place: QPoint) -> None:
        """Where its upper left corner rests."""
        self._place = place
        self._on_moved(self._motion.currentValue() if self._moves() else 1.0)

    def remaining_ms(self) -> int:
        """How long it is still shown; 0 for one that stays."""
        return 0 if self.stays else SHOWN_MS - self._count_down.currentTime()

    def hold(self, held: bool) -> None:
        """Stop counting down, or go on."""
        running = self._count_down.state()
        if held and running is QVariantAnimation.State.Running:
            self._count_down.pause()
        elif not held and running is QVariantAnimation.State.Paused:
            self._count_down.resume()

    def showEvent(self, event: QShowEvent) -> None:
        """Fonts of the style sheet are known only now."""
        super().showEvent(event)
        self._fit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """While the pointer is over it, it stays."""
        super().enterEvent(event)
        self.hold(True)

    def leaveEvent(self, event: QEvent) -> None:
        """It counts on, unless it has the focus."""
        super().leaveEvent(event)
        self.hold(self._has_focus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """While it has the focus, it stays."""
        super().focusInEvent(event)
        self.hold(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It counts on, unless the focus went to one of its buttons or the pointer is over it."""
        super().focusOutEvent(event)
        self.hold(self.underMouse() or self._has_focus())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The focus of its buttons is its own."""
        if event.type() is QEvent.Type.FocusIn:
            self.hold(True)
        elif event.type() is QEvent.Type.FocusOut:
            self.hold(self.underMouse())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
            return
        super().keyPressEvent(event)

    def _arrange(self, text: NoticeText) -> None:
        px = self._theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(12), px(12), px(14))
        row.setSpacing(px(12))
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(Glyph(self._theme, text.look.icon, text.look.token, 20), 0, top)
        column = QVBoxLayout()
        column.setSpacing(px(2))
        self.title_label = label(self._theme, TextStyle.PRIMARY, "strong", wrap=True)
        self.text_label = label(self._theme, TextStyle.BODY, "soft", wrap=True)
        column.addWidget(self.title_label)
        column.addWidget(self.text_label)
        if text.buttons:
            column.addSpacing(px(6))
            column.addWidget(self._make_buttons(text))
        column.addStretch(1)
        row.addLayout(column, 1)
        self.close_button = GlyphButton(self._theme, "x", self.tr("Close"), 24)
        self.close_button.clicked.connect(self.dismissed)
        self.close_button.installEventFilter(self)
        row.addWidget(self.close_button, 0, top)

    def _make_buttons(self, text: NoticeText) -> ButtonRow:
        row = ButtonRow(self._theme, text.buttons)
        row.acted.connect(self.acted)
        for button in row.buttons:
            button.installEventFilter(self)
        return row

    def _fit(self) -> None:
        """As high as the words need at this width: nothing is ever cut off."""
        for words in (self.title_label, self.text_label):
            words.ensurePolished()
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        needed = layout.totalHeightForWidth(self.width())
        self.setFixedHeight(max(self._theme.px(LOWEST_PX), needed))
        layout.activate()

    def _animation(
        self, duration_ms: int, curve: QEasingCurve.Type, moved: Callable[[float], None]
    ) -> QVariantAnimation:
        animation = QVariantAnimation(self, duration=duration_ms, startValue=0.0, endValue=1.0)
        animation.setEasingCurve(curve)
        animation.valueChanged.connect(moved)
        return animation

    def _fade_to(self, shown: float) -> None:
        self.shadow.set_opacity(shown)
        self._opacity.setOpacity(shown)
        # One that is enabled paints the whole toast for every step of the count-down.
        self._opacity.setEnabled(shown < 1.0)

    def _moves(self) -> bool:
        return self._motion.state() is QVariantAnimation.State.Running

    def _has_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.isActiveWindow() and (focused is self or self.isAncestorOf(focused))

    @Slot(object)
    def _on_counted(self, passed: float) -> None:
        if self._theme.reduce_motion:
            return
        self.show_left(1.0 - passed)

    @Slot(object)
    def _on_moved(self, shown: float) -> None:
        rise = 0 if self._theme.reduce_motion else round(self._theme.px(RISE_PX) * (1.0 - shown))
        self.move(self._place + QPoint(0, rise))
        self._fade_to(shown)

    @Slot()
    def _on_rest(self) -> None:
        if self._leaving:
            self.hide()
            self.gone.emit()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._fit()
        self.update()
