"""Paints one progress bar with brushes, pens and paths that are made once."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGradient,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTransform,
)

from ppm_desktop.domain.job import RowState
from ppm_desktop.gui.delegates.text_stamps import TextStamps
from ppm_desktop.gui.models.job_row import JobRow
from ppm_desktop.gui.theme import TextStyle, Theme

INSIDE_FROM = 0.15
ERROR_MIN_PX = 4.0
ERROR_GAP_PX = 1.5
TEXT_GAP_PX = 8
TEXT_NEEDS_PX = 56
SHIMMER_S = 1.6
SHIMMER_EVERY_S = 2.4
SHIMMER_WIDTH_PX = 24.0
SWEEP_S = 1.4
SWEEP_SHARE = 0.3
HATCH_PX = 11
HATCH_ALPHA = 41
_MAX_PATHS = 2000
_LIVE = frozenset({RowState.PROCESSING, RowState.RETRYING, RowState.COUNTING, RowState.WAITING, RowState.PAUSED})
_MUTED = frozenset({RowState.COMPLETED, RowState.PARTIAL, RowState.FIXED})


@dataclass(frozen=True, slots=True)
class _Look:
    """How a fill is painted."""

    fill: QBrush
    edge: QPen
    text: QPen


class BarPainter:
    """The bar of a job row; `rebuild` after the theme has changed."""

    def __init__(self, theme: Theme, stamps: TextStamps) -> None:
        self._theme = theme
        self._stamps = stamps
        self._sweep_ease = QEasingCurve(QEasingCurve.Type.InOutSine)
        self.rebuild()

    def rebuild(self) -> None:
        """Make everything that `paint` only picks from."""
        colour = self._theme.colour
        self._track = QBrush(colour("track"))
        self._beside = QPen(colour("tx"))
        self._error = QBrush(colour("errFill"))
        self._mended = QBrush(colour("ok"))
        self._gap = QBrush(colour("canvas"))
        self._on_error = QPen(colour("onErrFill"))
        self._live = self._look("acc", "acc2", "barEdge", "onAcc")
        self._muted = self._look("done1", "done2", "doneEdge", "doneTx")
        self._stopped = self._look("stop1", "stop2", "stopEdge", "doneTx")
        self._grey = self._look("cxFill", "cxFill", "cxFill", "onAcc")
        self._hatch = _hatch_brush(colour("onAcc"))
        self._shimmer = _band_brush(QColor(255, 255, 255, 90), slanted=True)
        self._sweep = _sweep_brush(colour("acc"), colour("acc2"))
        self._paths: dict[tuple[float, float, float, float], QPainterPath] = {}

    def paint(self, painter: QPainter, bar: QRectF, row: JobRow, shown: float, phase_s: float, *, still: bool) -> None:
        """Paint ``row``'s bar into ``bar``.

        Args:
            shown: The fraction to show, eased.
            phase_s: A steady clock for shimmer and sweep.
            still: Reduced motion: no shimmer, a hatch instead of the sweep.
        """
        painter.save()
        painter.translate(bar.topLeft())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width, height = bar.width(), bar.height()
        track = self._piece(0.0, width, width, height)
        painter.fillPath(track, self._track)
        if row.state is RowState.COUNTING:
            self._paint_sweep(painter, track, width, phase_s, still)
        elif shown > 0:
            self._paint_fill(painter, row, shown * width, width, height, phase_s, still)
        painter.restore()

    def _look(self, first: str, last: str, edge: str, text: str) -> _Look:
        gradient = QLinearGradient(0, 0, 1, 0)
        gradient.setCoordinateMode(QGradient.CoordinateMode.ObjectMode)
        gradient.setColorAt(0, self._theme.colour(first))
        gradient.setColorAt(1, self._theme.colour(last))
        fill = QBrush(gradient) if first != last else QBrush(self._theme.colour(first))
        edge_colour = self._theme.colour(edge)
        pen = QPen(edge_colour, 1.0) if edge_colour.alpha() and edge != first else QPen(Qt.PenStyle.NoPen)
        return _Look(fill, pen, QPen(self._theme.colour(text)))

    def _look_of(self, state: RowState) -> _Look:
        if state in _LIVE:
            return self._live
        if state in _MUTED:
            return self._muted
        return self._stopped if state is RowState.FAILED else self._grey

    def _paint_fill(
        self, painter: QPainter, row: JobRow, fill: float, width: float, height: float, phase_s: float, still: bool
    ) -> None:
        look = self._look_of(row.state)
        errors = 0.0
        if row.failed_fraction > 0:
            share = row.failed_fraction / row.fraction if row.fraction else 1.0
            errors = min(fill, max(ERROR_MIN_PX + ERROR_GAP_PX, share * fill))
        good = fill - errors
        if good > 0:
            self._paint_good(painter, look, row, good, fill, height, phase_s, still)
        if errors:
            gap = ERROR_GAP_PX if good > 0 else 0.0
            painter.fillPath(self._piece(good, fill, fill, height), self._gap)
            mended = row.state is RowState.FIXED
            painter.fillPath(self._piece(good + gap, fill, fill, height), self._mended if mended else self._error)
        if row.percent:
            self._paint_percent(painter, look, row.percent, max(0.0, good), fill, width, height)

    def _paint_good(
        self,
        painter: QPainter,
        look: _Look,
        row: JobRow,
        good: float,
        fill: float,
        height: float,
        phase_s: float,
        still: bool,
    ) -> None:
        path = self._piece(0.0, good, fill, height)
        painter.fillPath(path, look.fill)
        if row.state in (RowState.RETRYING, RowState.PAUSED):
            painter.fillPath(path, self._hatch)
        elif row.moving and not still:
            self._paint_shimmer(painter, path, fill, phase_s)
        if look.edge.style() is not Qt.PenStyle.NoPen:
            painter.strokePath(self._piece(0.5, good - 0.5, fill, height, 0.5), look.edge)

    def _paint_shimmer(self, painter: QPainter, path: QPainterPath, fill: float, phase_s: float) -> None:
        passed = phase_s % SHIMMER_EVERY_S / SHIMMER_S
        if passed < 1.0:
            place = -SHIMMER_WIDTH_PX + (fill + 2 * SHIMMER_WIDTH_PX) * passed
            self._shimmer.setTransform(QTransform.fromTranslate(place, 0))
            painter.fillPath(path, self._shimmer)

    def _paint_sweep(self, painter: QPainter, track: QPainterPath, width: float, phase_s: float, still: bool) -> None:
        if still:
            painter.fillPath(track, self._hatch)
            return
        band = width * SWEEP_SHARE
        place = -band + (width + band) * self._sweep_ease.valueForProgress(phase_s % SWEEP_S / SWEEP_S)
        self._sweep.setTransform(QTransform(band, 0, 0, 1, place, 0))
        painter.fillPath(track, self._sweep)

    def _paint_percent(
        self, painter: QPainter, look: _Look, text: str, good: float, fill: float, width: float, height: float
    ) -> None:
        if fill < width * INSIDE_FROM:
            painter.setPen(self._beside)
            self._stamps.draw(painter, QRectF(fill + TEXT_GAP_PX, 0, width, height), text, TextStyle.BAR)
            return
        half = self._stamps.width(text, TextStyle.BAR) / 2
        if good >= fill / 2:
            # Centred on the fill, but never over the error part.
            painter.setPen(look.text)
            centre = min(fill / 2, good - half) if good > 2 * half else good / 2
        elif good >= TEXT_NEEDS_PX:
            painter.setPen(look.text)
            centre = good / 2
        else:
            painter.setPen(self._on_error)
            centre = (good + fill) / 2
        self._stamps.draw_centred(painter, centre, height, text, TextStyle.BAR)

    def _piece(self, left: float, right: float, width: float, height: float, inset: float = 0.0) -> QPainterPath:
        """The part from ``left`` to ``right`` of a bar with round ends, ``inset`` px inside it."""
        # Half pixels are enough for the eye and keep the number of paths small.
        key = round(left * 2) / 2, round(right * 2) / 2, round(width * 2) / 2, height + inset * 1000
        path = self._paths.get(key)
        if path is None:
            if len(self._paths) > _MAX_PATHS:
                self._paths.clear()
            path = self._paths[key] = _piece(key[0], key[1], key[2], height, inset)
        return path


def _piece(left: float, right: float, width: float, height: float, inset: float) -> QPainterPath:
    radius = min(height, max(width, 1.0)) / 2 - inset
    whole = QPainterPath()
    outline = QRectF(inset, inset, max(0.1, width - 2 * inset), height - 2 * inset)
    whole.addRoundedRect(outline, radius, radius)
    if left <= inset and right >= width - inset:
        return whole
    if left > inset or right < radius:
        part = QPainterPath()
        part.addRect(QRectF(left, 0, max(0.1, right - left), height))
        return whole.intersected(part)
    return _left_piece(right, outline, radius)


def _left_piece(right: float, outline: QRectF, radius: float) -> QPainterPath:
    """Round on the left, cut off at ``right``; built by hand because intersecting paths is slow."""
    path = QPainterPath()
    diameter = 2 * radius
    cap = QRectF(outline.left(), outline.top(), diameter, diameter)
    end = QRectF(outline.right() - diameter, outline.top(), diameter, diameter)
    into_end = right - (outline.right() - radius)
    path.arcMoveTo(cap, 270)
    path.arcTo(cap, 270, -180)
    if into_end <= 0:
        path.lineTo(QPointF(right, outline.top()))
        path.lineTo(QPointF(right, outline.bottom()))
    else:
        angle = math.degrees(math.acos(min(1.0, into_end / radius)))
        path.arcTo(end, 90, angle - 90)
        path.arcTo(end, -angle, angle - 90)
    path.closeSubpath()
    return path


def _hatch_brush(colour: QColor) -> QBrush:
    tile = QPixmap(HATCH_PX, HATCH_PX)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    stripe = QColor(colour)
    stripe.setAlpha(HATCH_ALPHA)
    painter.setPen(QPen(stripe, HATCH_PX / math.sqrt(2) / 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    for shift in (-HATCH_PX, 0, HATCH_PX):
        painter.drawLine(QPointF(shift - 2, HATCH_PX + 2), QPointF(shift + HATCH_PX + 2, -2))
    painter.end()
    return QBrush(tile)


def _band_brush(colour: QColor, *, slanted: bool) -> QBrush:
    clear = QColor(colour)
    clear.setAlpha(0)
    gradient = QLinearGradient(0, 0, SHIMMER_WIDTH_PX, SHIMMER_WIDTH_PX / 5 if slanted else 0)
    gradient.setColorAt(0, clear)
    gradient.setColorAt(0.5, colour)
    gradient.setColorAt(1, clear)
    return QBrush(gradient)


def _sweep_brush(first: QColor, last: QColor) -> QBrush:
    gradient = QLinearGradient(0, 0, 1, 0)
    before, after = QColor(first), QColor(last)
    before.setAlpha(0)
    after.setAlpha(0)
    gradient.setColorAt(0, before)
    gradient.setColorAt(0.3, first)
    gradient.setColorAt(0.7, last)
    gradient.setColorAt(1, after)
    return QBrush(gradient)
