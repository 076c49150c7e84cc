"""A bar that floats over a list while several of its rows are picked."""

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ppm_desktop.gui.delegates.check_box import paint_check
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.floating import Floating
from ppm_desktop.gui.views.widgets import label

HEIGHT_PX = 56
ABOVE_PX = 16


class _Check(QWidget):
    """A checked box: what is said beside it is picked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(theme.px(16), theme.px(16))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box."""
        box = QRect(0, 0, self.width(), self.height())
        paint_check(QPainter(self), self._theme, box, Qt.CheckState.Checked, self.devicePixelRatioF())


class RoomyStack(QStackedWidget):
    """A stack that tells of its size, so that what floats over it keeps to its lower edge.

    Signals:
        resized: It has another size.
    """

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell."""
        super().resizeEvent(event)
        self.resized.emit()


class FloatingBar(Floating):
    """Says what is picked; subclasses add buttons to `row` and may give up labels in `_fit`.

    Signals:
        seen_changed: It has come, gone or moved: what floats too makes room.
    """

    seen_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("selectionBar")
        self.setFixedHeight(theme.px(HEIGHT_PX))
        self._theme = theme
        px = theme.px
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(px(16), 0, px(12), 0)
        self.row.setSpacing(px(8))
        self.row.addWidget(_Check(theme))
        self._text = label(theme, TextStyle.PRIMARY, "strong")
        self.row.addWidget(self._text)
        self.row.addSpacing(px(12))
        self.hide()

    @Slot()
    def place(self) -> None:
        """In the middle, above the lower edge."""
        parent = self.parentWidget()
        if parent is None or self.isHidden():
            return
        self._fit(parent.width() - 2 * self._theme.px(ABOVE_PX))
        left = (parent.width() - self.width()) // 2
        self.move(left, parent.height() - self.height() - self._theme.px(ABOVE_PX))
        self.lift()
        self.seen_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell."""
        super().showEvent(event)
        self.seen_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell."""
        super().hideEvent(event)
        self.seen_changed.emit()

    def _say(self, text: str) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)

    def _fit(self, room: int) -> None:
        """Take at most ``room`` px, where that can be done."""
        self.adjustSize()
