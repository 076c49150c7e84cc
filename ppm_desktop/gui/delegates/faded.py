"""Takes most of the colour out of what is painted: it is as it was when the database last answered."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

GREY_SHARE = 0.8
"""Brightness stays, and with it the contrast of texts."""


def paint_faded(painter: QPainter, size: QSize, ratio: float, paint: Callable[[QPainter], None]) -> None:
    """What ``paint`` paints, nearly grey, over what is there; ``ratio`` is that of the device's pixels."""
    coloured = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    coloured.setDevicePixelRatio(ratio)
    coloured.fill(Qt.GlobalColor.transparent)
    inner = QPainter(coloured)
    inner.setFont(painter.font())
    paint(inner)
    inner.end()
    painter.drawImage(0, 0, coloured)
    painter.setOpacity(GREY_SHARE)
    painter.drawImage(0, 0, _grey(coloured))
    painter.setOpacity(1.0)


def _grey(image: QImage) -> QImage:
    """As transparent as ``image`` at every place; the grey of half-transparent ones is that of their full colour."""
    full = image.convertToFormat(QImage.Format.Format_ARGB32)
    grey = full.convertToFormat(QImage.Format.Format_Grayscale8).convertToFormat(
        QImage.Format.Format_ARGB32_Premultiplied
    )
    mask = QPainter(grey)
    mask.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    mask.drawImage(0, 0, image)
    mask.end()
    return grey
