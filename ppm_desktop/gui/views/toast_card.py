"""The ground of a toast: surface, coloured strip, what is left of its time, shadow."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QWidget

from ppm_desktop.gui.theme import Theme

STRIP_PX = 4
RADIUS_PX = 8
BAR_PX = 3
BAR_STEP_PX = 4


class ToastCard(QFrame):
    """Painted as a whole: a style sheet cannot clip the strip to the rounded corners."""

    def __init__(self, theme: Theme, token: str, parent: QWidget) -> None:
        """``token`` colours strip and bar."""
        super().__init__(parent)
        self.setObjectName("toast")
        self._theme = theme
        self._token = token
        self._bar_px = 0

    def show_left(self, fraction: float) -> None:
        """How much of its time is left, 0.0 to 1.0; small steps are not worth a repaint."""
        left = round(self.width() * fraction)
        if abs(left - self._bar_px) >= BAR_STEP_PX:
            self._bar_px = left
            self.update()

    def cast_shadow(self) -> None:
        """Only at rest: a widget has one effect, and while it moves that is its opacity."""
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(self._theme.px(32))
        shadow.setOffset(0, self._theme.px(12))
        shadow.setColor(QColor(0, 0, 0, 115) if self._theme.dark else QColor(17, 24, 39, 41))
        self.setGraphicsEffect(shadow)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, strip, what is left of its time, edge."""
        px = self._theme.px
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(box, px(RADIUS_PX), px(RADIUS_PX))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(path, self._theme.colour("surface"))
        painter.setClipPath(path)
        colour = self._theme.colour(self._token)
        painter.fillRect(0, 0, px(STRIP_PX), self.height(), colour)
        painter.fillRect(0, self.height() - px(BAR_PX), self._bar_px, px(BAR_PX), colour)
        painter.setClipping(False)
        focused = self.hasFocus()
        painter.setPen(QPen(self._theme.colour("focus" if focused else "line2"), 2 if focused else 1))
        painter.drawPath(path)
