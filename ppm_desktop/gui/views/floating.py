"""What lies over the window and casts a shadow on it."""

import math

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QMoveEvent, QPainter, QPaintEvent, QPixmap, QPixmapCache, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGraphicsBlurEffect, QGraphicsScene, QWidget

from ppm_desktop.gui.theme import ShadowLayer, Theme

RADIUS_PX = 8


class Floating(QFrame):
    """A child of what it lies over, with rounded corners; its shadow follows it.

    A graphics effect would blur the shadow anew with every repaint of what it belongs to.

    Attributes:
        shadow: What it casts.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self.shadow = Shadow(theme, parent)
        self.destroyed.connect(self.shadow.deleteLater)

    def lift(self) -> None:
        """Lie over every other child of the parent; no shadow falls on what floats too."""
        self.raise_()
        self._lay_shadow()

    def moveEvent(self, event: QMoveEvent) -> None:
        """The shadow comes along."""
        super().moveEvent(event)
        self.shadow.fall_from(self.geometry())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The shadow is as large."""
        super().resizeEvent(event)
        self.shadow.fall_from(self.geometry())

    def showEvent(self, event: QShowEvent) -> None:
        """What is seen casts a shadow."""
        super().showEvent(event)
        self._lay_shadow()
        self.shadow.show()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is not seen casts none."""
        super().hideEvent(event)
        self.shadow.hide()

    def _lay_shadow(self) -> None:
        from_the_lowest = self._ground.children()
        self.shadow.stackUnder(next(one for one in from_the_lowest if isinstance(one, Floating)))


class Shadow(QWidget):
    """Blurred once for all of a size in a theme, and nothing to the pointer."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._box = QSize()
        self._opacity = 1.0
        self.hide()
        theme.changed.connect(self.update)

    def fall_from(self, box: QRect) -> None:
        """Lie around ``box`` of the parent."""
        self._box = box.size()
        reach = self._reach()
        self.setGeometry(box.adjusted(-reach, -reach, reach, reach))

    def set_opacity(self, opacity: float) -> None:
        """Fade with what casts it; 0.0 to 1.0."""
        self._opacity = opacity
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The part that is asked for."""
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        painter.setOpacity(self._opacity)
        painter.drawPixmap(0, 0, self._cast(self.devicePixelRatioF()))

    def _reach(self) -> int:
        """How far it can be seen beyond the box, in pixels."""
        return max(layer.blur_px + layer.below_px for layer in self._theme.shadow)

    def _cast(self, ratio: float) -> QPixmap:
        width, height = self._box.toTuple()
        key = f"shadow {width} {height} {ratio} {self._theme.px(RADIUS_PX)} {self._theme.dark}"
        cast = QPixmap()
        if not QPixmapCache.find(key, cast):
            cast = self._blurred(ratio)
            QPixmapCache.insert(key, cast)
        return cast

    def _blurred(self, ratio: float) -> QPixmap:
        cast = QPixmap(self.size() * ratio)
        cast.fill(Qt.GlobalColor.transparent)
        painter = QPainter(cast)
        for layer in self._theme.shadow:
            self._paint(layer, ratio, painter)
        painter.end()
        cast.setDevicePixelRatio(ratio)
        return cast

    def _paint(self, layer: ShadowLayer, ratio: float, painter: QPainter) -> None:
        box = QRectF(QPointF(), QRectF(QPoint(), self._box * ratio).size())
        shape = QPixmap(math.ceil(box.width()), math.ceil(box.height()))
        shape.fill(Qt.GlobalColor.transparent)
        corner = self._theme.px(RADIUS_PX) * ratio
        with QPainter(shape) as brush:
            brush.setRenderHint(QPainter.RenderHint.Antialiasing)
            brush.setPen(Qt.PenStyle.NoPen)
            brush.setBrush(layer.colour)
            brush.drawRoundedRect(box, corner, corner)
        scene = QGraphicsScene()
        effect = QGraphicsBlurEffect()
        effect.setBlurRadius(layer.blur_px * ratio)
        scene.addPixmap(shape).setGraphicsEffect(effect)
        reach, below = self._reach() * ratio, layer.below_px * ratio
        seen = box.adjusted(-reach, -reach, reach, reach)
        scene.render(painter, seen.translated(reach, reach + below), seen)
