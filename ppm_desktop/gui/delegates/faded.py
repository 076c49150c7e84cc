"""Takes most of the colour out of what is painted: it is as it was when the database last answered."""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

GREY_SHARE = 0.8
"""Brightness stays, and with it the contrast of texts."""


def paint_faded(painter: QPainter, rect: QRect, ratio: float, paint: Callable[[QPainter], None]) -> None:
    """What ``paint`` puts into ``rect``, nearly grey; ``ratio`` is that of the device's pixels."""
    image = QImage(rect.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    inner = QPainter(image)
    inner.setFont(painter.font())
    inner.translate(-rect.topLeft())
    paint(inner)
    inner.end()
    painter.save()
    painter.drawImage(rect.topLeft(), image)
    painter.setOpacity(GREY_SHARE)
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    grey.setDevicePixelRatio(ratio)
    painter.drawImage(rect.topLeft(), grey)
    painter.restore()
