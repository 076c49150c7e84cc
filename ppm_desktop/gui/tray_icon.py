"""The program's sign in the tray: at rest, at work with a ring that fills, with a red dot where something failed."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap

from ppm_desktop.gui.theme import Theme

SIZES_PX = (16, 22, 32, 48, 64)
_GRID = 16.0
"""The icon is drawn on a square of that many units."""
_RING = QRectF(1.75, 1.75, 12.5, 12.5)
_RING_WIDTH = 2.2
_HEART = 2.4
_DOT = QPointF(13.0, 3.0)
_DOT_RADIUS = 2.5
_DOT_GAP = 1.0
_TOP = 90 * 16
_TURN = 360 * 16


@dataclass(frozen=True, slots=True)
class TrayState:
    """What the icon shows.

    Attributes:
        active: Operations that wait or run.
        percent: How far they are together, 0 to 100.
        attention: Something failed that nobody has looked at yet.
    """

    active: int = 0
    percent: int = 0
    attention: bool = False


def tray_icon(theme: Theme, state: TrayState) -> QIcon:
    """The icon for ``state`` in the sizes that trays ask for."""
    icon = QIcon()
    for size in SIZES_PX:
        icon.addPixmap(tray_pixmap(theme, state, size))
    return icon


def tray_pixmap(theme: Theme, state: TrayState, size: int) -> QPixmap:
    """The icon for ``state``, ``size`` px square."""
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / _GRID, size / _GRID)
    _paint_ring(painter, theme, state)
    if state.attention:
        _paint_dot(painter, theme)
    painter.end()
    return pixmap


def _paint_ring(painter: QPainter, theme: Theme, state: TrayState) -> None:
    works = state.active > 0
    pen = QPen(theme.colour("ctl" if works else "tx3"), _RING_WIDTH)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawEllipse(_RING)
    if works and state.percent:
        pen.setColor(theme.colour("acc2"))
        painter.setPen(pen)
        painter.drawArc(_RING, _TOP, -_TURN * state.percent // 100)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("acc2" if works else "tx3"))
    painter.drawEllipse(QPointF(_GRID / 2, _GRID / 2), _HEART, _HEART)


def _paint_dot(painter: QPainter, theme: Theme) -> None:
    # A gap sets the dot apart from the ring on any taskbar.
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.drawEllipse(_DOT, _DOT_RADIUS + _DOT_GAP, _DOT_RADIUS + _DOT_GAP)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setBrush(theme.colour("errFill"))
    painter.drawEllipse(_DOT, _DOT_RADIUS, _DOT_RADIUS)
