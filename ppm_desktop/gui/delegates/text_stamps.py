"""Texts laid out once and then only stamped: laying out again in every paint is what costs most."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QStaticText, QTransform

from ppm_desktop.gui.theme import TextStyle, Theme

_MAX_STAMPS = 4000


class TextStamps:
    """Keeps `QStaticText` objects per text and style; `clear` after the theme has changed."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.clear()

    def clear(self) -> None:
        """Fonts are different now."""
        self._fonts = {style: self._theme.font(style) for style in TextStyle}
        self._heights = {style: QFontMetricsF(font).height() for style, font in self._fonts.items()}
        self._stamps: dict[tuple[str, TextStyle], tuple[QStaticText, float]] = {}

    def draw(self, painter: QPainter, box: QRect | QRectF, text: str, style: TextStyle) -> None:
        """Paint ``text`` at the left of ``box``, vertically centred, in the painter's pen."""
        stamp, _width = self._stamp(text, style)
        painter.setFont(self._fonts[style])
        painter.drawStaticText(QPointF(box.x(), box.y() + (box.height() - self._heights[style]) / 2), stamp)

    def draw_centred(self, painter: QPainter, centre: float, height: float, text: str, style: TextStyle) -> None:
        """Paint ``text`` around the x of ``centre`` in a strip from 0 to ``height``."""
        stamp, width = self._stamp(text, style)
        painter.setFont(self._fonts[style])
        painter.drawStaticText(QPointF(centre - width / 2, (height - self._heights[style]) / 2), stamp)

    def width(self, text: str, style: TextStyle) -> float:
        """How wide ``text`` is, in px."""
        return self._stamp(text, style)[1]

    def _stamp(self, text: str, style: TextStyle) -> tuple[QStaticText, float]:
        known = self._stamps.get((text, style))
        if known is not None:
            return known
        if len(self._stamps) > _MAX_STAMPS:
            self._stamps.clear()
        stamp = QStaticText(text)
        stamp.setTextFormat(Qt.TextFormat.PlainText)
        stamp.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        stamp.prepare(QTransform(), self._fonts[style])
        made = self._stamps[text, style] = stamp, stamp.size().width()
        return made
