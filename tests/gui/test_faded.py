"""Rows that are shown as they were lose their colour and keep their brightness."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from ppm_desktop.gui.delegates.faded import paint_faded

SIDE = 20


def painted(colour: QColor, *, ratio: float = 1.0) -> QColor:
    """The middle of a square of ``colour`` that was painted faded, beside one that was not painted over."""
    image = QImage(int(2 * SIDE * ratio), int(SIDE * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("navy"))
    painter = QPainter(image)
    square = QRect(SIDE, 0, SIDE, SIDE)
    paint_faded(painter, QSize(2 * SIDE, SIDE), ratio, lambda inner: inner.fillRect(square, colour))
    painter.end()
    assert image.pixelColor(int(SIDE * ratio / 2), int(SIDE * ratio / 2)) == QColor("navy")
    return image.pixelColor(int(1.5 * SIDE * ratio), int(SIDE * ratio / 2))


def test_most_of_the_colour_goes_at_every_scale(qtbot: QtBot) -> None:
    accent = QColor("#e0ac7e")
    for ratio in (1.0, 1.5, 2.0):
        faded = painted(accent, ratio=ratio)
        assert faded.hsvSaturationF() < accent.hsvSaturationF() / 3


def test_white_stays_white(qtbot: QtBot) -> None:
    assert painted(QColor("white")) == QColor("white")


def test_what_is_half_transparent_lets_its_background_through(qtbot: QtBot) -> None:
    half = QColor("white")
    half.setAlphaF(0.5)
    mixed = painted(half)
    assert mixed.blue() > mixed.red() + 30
