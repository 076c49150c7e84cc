"""The ground of a toast: surface, coloured strip, what is left of its time."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.floating import RADIUS_PX, Floating

STRIP_PX = 4
BAR_PX = 3
BAR_STEP_PX = 4


class ToastCard(Floating):
    """Painted as a whole: a style sheet cannot clip the strip to the rounded corners."""

    def __init__(self, theme: Theme, token: str, parent: QWidget) -> None:
        """``token`` colours strip and bar."""
        super().__init__(theme, parent)
        self.setObjectName("toast")
        self._theme = theme
        self._token = token
        self._bar_px = 0

    def show_left(self, fraction: float) -> None:
        """How much of its time is left, 0.0 to 1.0; small steps are not worth a repaint."""
        left = round(self.width() * fraction)
        if abs(left - self._bar_px) >= BAR_STEP_PX:
            self._bar_px = left
            bar_px = self._theme.px(BAR_PX)
            self.update(0, self.height() - bar_px, self.width(), bar_px)

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
