"""Lucide icons in the colours of the theme, rendered once per colour, size and pixel ratio."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ppm_desktop.gui.resources import resource

_SMALL_UP_TO_PX = 14
_LARGE_FROM_PX = 28


class IconSet:
    """Renders and keeps icons; use from the GUI thread.

    Names are those of the files in ``resources/icons``.
    """

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}

    def pixmap(self, name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
        """The icon ``name`` in ``colour``, ``size`` logical px square, for a screen of that pixel ratio."""
        key = name, colour.rgba(), size, ratio
        known = self._pixmaps.get(key)
        if known is None:
            known = self._pixmaps[key] = self._render(name, colour, size, ratio)
        return known

    def icon(self, name: str, colour: QColor, size: int, disabled: QColor | None = None, gap: int = 0) -> QIcon:
        """An icon for buttons and menus, sharp at pixel ratios 1 and 2.

        Args:
            disabled: The colour of that state.
            gap: Empty px at the right: the style's own distance to a text is too small.
        """
        icon = QIcon()
        for ratio in (1.0, 2.0):
            icon.addPixmap(_padded(self.pixmap(name, colour, size, ratio), gap))
            if disabled is not None:
                icon.addPixmap(_padded(self.pixmap(name, disabled, size, ratio), gap), QIcon.Mode.Disabled)
        return icon

    def _render(self, name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
        svg = self._source(name).replace("currentColor", colour.name())
        svg = svg.replace('stroke-width="2"', f'stroke-width="{_stroke(size)}"')
        renderer = QSvgRenderer(QByteArray(svg.encode()))
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setOpacity(colour.alphaF())
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap

    def _source(self, name: str) -> str:
        if name not in self._sources:
            self._sources[name] = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        return self._sources[name]


def _padded(pixmap: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return pixmap
    ratio = pixmap.devicePixelRatio()
    wider = QPixmap(pixmap.size() + QSize(round(gap * ratio), 0))
    wider.setDevicePixelRatio(ratio)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return wider


def _stroke(size: int) -> float:
    """Thin icons get a stronger stroke, large ones a finer one."""
    if size <= _SMALL_UP_TO_PX:
        return 2.25
    return 1.5 if size >= _LARGE_FROM_PX else 2.0
