"""A small filled badge with an icon and a word."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ppm_desktop.gui.theme import TextStyle, Theme

_TONES = {"good": "c", "info": "r", "calm": "x", "amber": "w", "bad": "f", "wait": "p"}


class Pill(QWidget):
    """24 px high; its tone is a key of `_TONES`."""

    def __init__(self, theme: Theme, text: str, icon: str, tone: str) -> None:
        super().__init__()
        self._theme = theme
        self._look = text, icon, tone
        self.setAccessibleName(text)
        theme.changed.connect(self.update)

    def tell(self, text: str, icon: str, tone: str) -> None:
        """Another word in other colours."""
        if (text, icon, tone) != self._look:
            self._look = text, icon, tone
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as icon and word."""
        self.setFont(self._theme.font(TextStyle.BADGE))
        px = self._theme.px
        return QSize(px(34) + self.fontMetrics().horizontalAdvance(self._look[0]), px(24))

    def minimumSizeHint(self) -> QSize:
        """It is never squeezed."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A filled pill; amber ones have an edge, as they have in the list."""
        text, icon, tone = self._look
        px, prefix = self._theme.px, _TONES[tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edged = prefix == "w"
        painter.setPen(QPen(self._theme.colour("wEdge")) if edged else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(f"{prefix}Bg"))
        inset = 0.5 if edged else 0.0
        box = QRectF(0, (self.height() - px(24)) / 2, self.width(), px(24)).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        colour = self._theme.colour(f"{prefix}Fg")
        glyph = self._theme.icons.pixmap(icon, colour, px(12), self.devicePixelRatioF())
        painter.drawPixmap(px(9), (self.height() - px(12)) // 2, glyph)
        painter.setPen(colour)
        painter.setFont(self._theme.font(TextStyle.BADGE))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(px(25), 0, 0, 0), int(left), text)
