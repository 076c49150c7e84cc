"""A row of segments, one of them chosen, each with a count."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton

from ppm_desktop.gui.theme import TextStyle, Theme

LEAST_LETTERS = 4
"""What is left of a name that gives way."""


class Segment(QPushButton):
    """A name and, fainter, how many; both are its accessible name."""

    def __init__(self, theme: Theme, name: str, *, elides: bool = False) -> None:
        """With ``elides`` the name gives way where there is no room, and stands in the tooltip then."""
        super().__init__()
        self._theme = theme
        self._elides = elides
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
        return QSize(self.fontMetrics().horizontalAdvance(self._name) + self._beside(), self._theme.px(26))

    def minimumSizeHint(self) -> QSize:
        """It is never squeezed, unless its name may give way; the count stays."""
        if not self._elides:
            return self.sizeHint()
        least = self.fontMetrics().horizontalAdvance(self._name[:LEAST_LETTERS] + "…")
        return QSize(min(self.sizeHint().width(), least + self._beside()), self._theme.px(26))

    def _beside(self) -> int:
        """Paddings and count."""
        px = self._theme.px
        return px(20) + (px(6) + self.fontMetrics().horizontalAdvance(self._count) if self._count else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What does not fit stands in the tooltip."""
        super().resizeEvent(event)
        self.setToolTip("" if self._shown_name() == self._name else self._name)

    def _shown_name(self) -> str:
        metrics = self.fontMetrics()
        room = self.width() - self._beside()
        if metrics.horizontalAdvance(self._name) <= room:
            return self._name
        return metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style paints the button, we its two texts."""
        super().paintEvent(event)
        px = self._theme.px
        painter = QPainter(self)
        painter.setPen(self._theme.colour("tx" if self.isChecked() else "tx2"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        box = self.rect().adjusted(px(10), 0, 0, 0)
        name = self._shown_name()
        painter.drawText(box, int(left), name)
        painter.setFont(self._theme.font(TextStyle.CAPTION))
        painter.setPen(self._theme.colour("tx2" if self.isChecked() else "tx3"))
        shift = self.fontMetrics().horizontalAdvance(name) + px(6)
        painter.drawText(box.adjusted(shift, 0, 0, 0), int(left), self._count)


class SegmentBar(QFrame):
    """32 px high; one segment is chosen at any time.

    Signals:
        chosen: A person chose the segment of this place.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, names: Sequence[str], checked: int = 0, *, elides: bool = False) -> None:
        """With ``elides`` the names give way where there is no room."""
        super().__init__()
        self.setObjectName("segments")
        self.setFixedHeight(theme.px(32))
        self._names = tuple(names)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._segments = [Segment(theme, name, elides=elides) for name in names]
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
