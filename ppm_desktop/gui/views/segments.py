"""A row of segments, one of them chosen, each with a count."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton

from ppm_desktop.gui.theme import TextStyle, Theme


class Segment(QPushButton):
    """A name and, fainter, how many; both are its accessible name."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._count = ""
        self.setCheckable(True)
        self.setFont(theme.font(TextStyle.CONTROL))
        self.setAccessibleName(name)

    def show_count(self, name: str, count: str) -> None:
        """Show ``count`` behind ``name``; empty for none."""
        if (name, count) != (self._name, self._count):
            self._name, self._count = name, count
            self.setAccessibleName(f"{name} {count}".strip())
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as both and the paddings."""
        px = self._theme.px
        width = self.fontMetrics().horizontalAdvance(self._name) + px(20)
        if self._count:
            width += px(6) + self.fontMetrics().horizontalAdvance(self._count)
        return QSize(width, px(26))

    def minimumSizeHint(self) -> QSize:
        """It is never squeezed."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style paints the button, we its two texts."""
        super().paintEvent(event)
        px = self._theme.px
        painter = QPainter(self)
        painter.setPen(self._theme.colour("tx" if self.isChecked() else "tx2"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        box = self.rect().adjusted(px(10), 0, 0, 0)
        painter.drawText(box, int(left), self._name)
        painter.setFont(self._theme.font(TextStyle.CAPTION))
        painter.setPen(self._theme.colour("tx2" if self.isChecked() else "tx3"))
        shift = self.fontMetrics().horizontalAdvance(self._name) + px(6)
        painter.drawText(box.adjusted(shift, 0, 0, 0), int(left), self._count)


class SegmentBar(QFrame):
    """32 px high; one segment is chosen at any time.

    Signals:
        chosen: A person chose the segment of this place.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, names: Sequence[str], checked: int = 0) -> None:
        super().__init__()
        self.setObjectName("segments")
        self.setFixedHeight(theme.px(32))
        self._names = tuple(names)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._segments = [Segment(theme, name) for name in names]
        for place, segment in enumerate(self._segments):
            segment.setChecked(place == checked)
            self._group.addButton(segment, place)
            row.addWidget(segment)
        self._group.idClicked.connect(self.chosen)

    @property
    def place(self) -> int:
        """Which segment is chosen."""
        return max(0, self._group.checkedId())

    def show_place(self, place: int) -> None:
        """Choose a segment without telling anybody."""
        self._segments[place].setChecked(True)

    def choose(self, place: int) -> None:
        """Choose a segment as a person would."""
        self._segments[place].click()

    def show_counts(self, counts: Sequence[str]) -> None:
        """What stands behind the names, in their order; empty for nothing."""
        for name, segment, count in zip(self._names, self._segments, counts, strict=True):
            segment.show_count(name, count)

    def offer(self, place: int, offered: bool) -> None:
        """Show or hide a segment; when the chosen one goes, the first that is shown is chosen."""
        self._segments[place].setVisible(offered)
        if not offered and self.place == place:
            first = next((one for one in self._segments if not one.isHidden()), None)
            if first is not None:
                first.setChecked(True)
