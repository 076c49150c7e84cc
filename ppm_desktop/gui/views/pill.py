"""A small badge with an icon and a word."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ppm_desktop.domain.job import RowState
from ppm_desktop.gui.delegates.badges import BADGE_LOOKS, badge_colours
from ppm_desktop.gui.theme import TextStyle, Theme

_TONES = {"good": "c", "info": "r", "calm": "x", "amber": "w", "bad": "f", "wait": "p"}


class Pill(QWidget):
    """24 px high; its tone is a key of `_TONES`."""

    def __init__(self, theme: Theme, text: str = "", icon: str = "", tone: str = "calm") -> None:
        super().__init__()
        self._theme = theme
        self._look = text, icon, _TONES[tone]
        self.setAccessibleName(text)
        theme.changed.connect(self.update)

    def tell(self, text: str, icon: str, tone: str) -> None:
        """Another word in other colours."""
        self._show(text, icon, _TONES[tone])

    def show_state(self, state: RowState, text: str) -> None:
        """As a job's badge in the list: ``text`` in the colours of ``state``."""
        prefix, icon = BADGE_LOOKS[state]
        self._show(text, icon, prefix)

    def sizeHint(self) -> QSize:
        """As wide as icon and word."""
        self.setFont(self._theme.font(TextStyle.BADGE))
        px = self._theme.px
        return QSize(px(34) + self.fontMetrics().horizontalAdvance(self._look[0]), px(24))

    def minimumSizeHint(self) -> QSize:
        """It is never squeezed."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled, edged or both, as `badge_colours` says."""
        text, icon, prefix = self._look
        px = self._theme.px
        fill, colour, edge = badge_colours(self._theme, prefix)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if edge is None else QPen(edge))
        painter.setBrush(fill)
        inset = 0.0 if edge is None else 0.5
        box = QRectF(0, (self.height() - px(24)) / 2, self.width(), px(24)).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        glyph = self._theme.icons.pixmap(icon, colour, px(12), self.devicePixelRatioF())
        painter.drawPixmap(px(8), (self.height() - px(12)) // 2, glyph)
        painter.setPen(colour)
        painter.setFont(self._theme.font(TextStyle.BADGE))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(px(24), 0, 0, 0), int(left), text)

    def _show(self, text: str, icon: str, prefix: str) -> None:
        if (text, icon, prefix) != self._look:
            self._look = text, icon, prefix
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()
