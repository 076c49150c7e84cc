"""The notification centre as a drawer at the right edge of the window."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.notification import NoticeFilter, NotificationList
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.notice_words import NoticeWords
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.notice_entry import NoticeEntry
from ppm_desktop.gui.views.notice_list import NoticeList
from ppm_desktop.gui.views.segments import SegmentBar
from ppm_desktop.gui.views.tiles import empty_tile
from ppm_desktop.gui.views.widgets import GlyphButton, IconButton, label

WIDTH_PX = 448
SLIDE_MS = 160


class NotificationDrawer(QFrame):
    """448 px wide, over the right part of its host and above ``below``; Esc closes it.

    Signals:
        segment_chosen: `NoticeFilter`.
        more_wanted: Older ones shall be listed too.
        read_all_wanted: All shall count as read.
        acted: `Notification` and `NoticeAction`.
        remove_wanted: `Notification`.
        toggled: Whether it is open now.
    """

    segment_chosen = Signal(object)
    more_wanted = Signal()
    read_all_wanted = Signal()
    acted = Signal(object, object)
    remove_wanted = Signal(object)
    toggled = Signal(bool)

    def __init__(
        self, theme: Theme, wording: Wording, words: NoticeWords, computer: Computer, host: QWidget, below: QWidget
    ) -> None:
        super().__init__(host)
        self.setObjectName("drawer")
        self.setAccessibleName(self.tr("Notifications"))
        self.setFixedWidth(theme.px(WIDTH_PX))
        self._theme = theme
        self._wording = wording
        self._words = words
        self._computer = computer
        self._host = host
        self._below = below
        self._open = False
        self._before: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(self._make_segments())
        column.addWidget(self._make_list(), 1)
        self._slide = QVariantAnimation(self, duration=SLIDE_MS, startValue=0.0, endValue=1.0)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._on_slid)
        self._slide.finished.connect(self._on_slid_in)
        host.installEventFilter(self)
        theme.changed.connect(self._paint_tile)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it is open, or on its way."""
        return self._open

    @property
    def segment(self) -> NoticeFilter:
        """The segment that is chosen."""
        return list(NoticeFilter)[self.segments.place]

    @property
    def entries(self) -> Sequence[NoticeEntry]:
        """What is listed, from the top."""
        return self.list.entries

    def open(self) -> None:
        """Slide in from the right and take the keyboard."""
        if self._open:
            return
        self._open = True
        self._before = self.window().focusWidget()
        self._fit()
        self.show()
        self.raise_()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._move(0.0, 1.0)
        self.toggled.emit(True)

    @Slot()
    def shut(self) -> None:
        """Slide out."""
        if self._open:
            self._open = False
            self._give_back_keyboard()
            self._move(1.0, 0.0)
            self.toggled.emit(False)

    def show_list(self, found: NotificationList, now: datetime) -> None:
        """List ``found``, by day."""
        self.segments.show_counts([self._figure(found.count(one)) for one in NoticeFilter])
        self.read_button.setEnabled(found.unread > 0)
        self.list.show_rows(found.rows, now)
        self._empty.setVisible(not found.rows)
        self.list.setVisible(bool(found.rows))
        more = len(found.rows) < found.count(self.segment)
        self.more_button.setVisible(more)
        if self.list.lost_keyboard and not self.list.entries:
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It follows the edge of the window."""
        if watched is self._host and event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _make_head(self) -> QWidget:
        px = self._theme.px
        head = QFrame()
        head.setObjectName("drawerHead")
        head.setFixedHeight(px(64))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(16), 0, px(12), 0)
        row.setSpacing(px(4))
        row.addWidget(label(self._theme, TextStyle.DIALOG_TITLE, "strong", self.tr("Notifications")), 1)
        self.read_button = IconButton(self._theme, "", self.tr("Mark as read"), "quiet")
        self.read_button.clicked.connect(self.read_all_wanted)
        row.addWidget(self.read_button)
        self.close_button = GlyphButton(self._theme, "x", self.tr("Close"))
        self.close_button.clicked.connect(self.shut)
        row.addWidget(self.close_button)
        return head

    def _make_segments(self) -> QWidget:
        px = self._theme.px
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(px(16), px(12), px(16), px(8))
        names = (self.tr("All", "notifications"), self.tr("Unread"), self.tr("Errors", "notifications"))
        self.segments = SegmentBar(self._theme, names)
        self.segments.chosen.connect(self._on_segment_chosen)
        row.addWidget(self.segments)
        row.addStretch(1)
        return holder

    def _make_list(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.list = NoticeList(self._theme, self._wording, self._words, self._computer)
        self.list.acted.connect(self.acted)
        self.list.remove_wanted.connect(self.remove_wanted)
        column.addWidget(self.list, 1)
        self.more_button = IconButton(self._theme, "", self.tr("Show older"), "quiet")
        self.more_button.clicked.connect(self.more_wanted)
        self.more_button.hide()
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._make_empty(), 1)
        return holder

    def _make_empty(self) -> QWidget:
        self._empty = QWidget()
        column = QVBoxLayout(self._empty)
        column.setSpacing(self._theme.px(16))
        column.addStretch(1)
        self._tile = QLabel()
        column.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignHCenter)
        nothing = label(self._theme, TextStyle.PANE_TITLE, "strong", self.tr("No notifications."))
        column.addWidget(nothing, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self._paint_tile()
        return self._empty

    def _give_back_keyboard(self) -> None:
        """To where it was before the drawer opened."""
        focused, before = self.window().focusWidget(), self._before
        self._before = None
        if before is not None and focused is not None and self.isAncestorOf(focused) and isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _figure(self, count: int) -> str:
        return self._wording.number(count) if count else ""

    def _move(self, start: float, end: float) -> None:
        self._slide.stop()
        if self._theme.reduce_motion:
            self._on_slid(end)
            self._on_slid_in()
            return
        self._slide.setStartValue(start)
        self._slide.setEndValue(end)
        self._slide.start()

    def _fit(self) -> None:
        self.setFixedHeight(max(0, self._host.height() - self._below.height()))
        self._on_slid(1.0 if self._open else 0.0)

    @Slot(object)
    def _on_slid(self, shown: float) -> None:
        self.move(QPoint(self._host.width() - round(self.width() * shown), 0))

    @Slot()
    def _on_slid_in(self) -> None:
        if not self._open:
            self.hide()

    @Slot(int)
    def _on_segment_chosen(self, _place: int) -> None:
        self.segment_chosen.emit(self.segment)

    @Slot()
    def _paint_tile(self) -> None:
        self._tile.setPixmap(empty_tile(self._theme, "bell", self.devicePixelRatioF()))
