"""Rounded squares with an icon: the brand's, the empty list's, a dialog's."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPixmap

from ppm_desktop.gui.theme import Theme


def empty_tile(theme: Theme, icon: str, ratio: float) -> QPixmap:
    """The large tile of an empty list."""
    fill = QBrush(theme.colour("control" if theme.dark else "accWash"))
    return _tile(theme, icon, "accTx", fill, 80, 28, 20, ratio)


def dialog_tile(theme: Theme, icon: str, ratio: float, *, loses: bool = False) -> QPixmap:
    """The tile beside a question; red where something is lost for good."""
    fill = QBrush(theme.colour("fBg" if loses else "control" if theme.dark else "side"))
    return _tile(theme, icon, "fFg" if loses else "tx2", fill, 40, 20, 8, ratio)


def brand_tile(theme: Theme, ratio: float, size: int = 32) -> QPixmap:
    """The program's sign."""
    gradient = QLinearGradient(0, 0, theme.px(size), theme.px(size))
    gradient.setColorAt(0, theme.colour("acc"))
    gradient.setColorAt(1, theme.colour("acc2"))
    return _tile(theme, "refresh-cw", "onAcc", QBrush(gradient), size, size // 2, size // 4, ratio)


def _tile(
    theme: Theme, icon: str, token: str, fill: QBrush, size: int, icon_size: int, radius: int, ratio: float
) -> QPixmap:
    side, inner = theme.px(size), theme.px(icon_size)
    pixmap = QPixmap(QSize(side, side) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(0, 0, side, side), theme.px(radius), theme.px(radius))
    offset = (side - inner) // 2
    painter.drawPixmap(offset, offset, theme.icons.pixmap(icon, theme.colour(token), inner, ratio))
    painter.end()
    return pixmap
