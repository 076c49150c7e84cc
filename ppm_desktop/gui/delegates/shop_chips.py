"""Paints how a product stands in its shops: the most urgent ones as chips, the number of the others behind them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap

from ppm_desktop.domain.product_list import ProductLine, ShopMark, SyncState
from ppm_desktop.gui.delegates.text_stamps import TextStamps
from ppm_desktop.gui.models.product_row import ProductRow
from ppm_desktop.gui.theme import TextStyle, Theme

MOST_CHIPS = 3
CHIP_PX = 20
GAP_PX = 4
NAME_PX = 74
ICON_PX = 12
FILL_ALPHA = 0.4
_MAX_LAYOUTS = 2000
_URGENT = frozenset({SyncState.FAILED, SyncState.CONFLICT})
LOOKS: Mapping[SyncState, tuple[str, str]] = {
    SyncState.FAILED: ("f", "triangle-alert"),
    SyncState.CONFLICT: ("w", "git-compare-arrows"),
    SyncState.WAITING: ("p", "clock"),
    SyncState.NEVER: ("", "circle-dashed"),
    SyncState.OFF: ("x", "circle-off"),
    SyncState.IN_SYNC: ("", "check"),
}
"""Prefix of the colours, empty for the neutral ones, and icon."""

Fraction = Callable[[ProductLine, ShopMark], float | None]


@dataclass(frozen=True, slots=True)
class Chip:
    """One chip; ``mark`` is its place among the product's marks, ``fraction`` of a job that is sending it."""

    box: QRect
    name: str
    mark: int
    state: SyncState
    fraction: float | None
    percent: str


@dataclass(frozen=True, slots=True)
class ChipLayout:
    """What fits; ``more`` is empty when nothing is left over."""

    chips: tuple[Chip, ...]
    more: str
    more_box: QRect


@dataclass(frozen=True, slots=True)
class _Look:
    fill: QBrush
    edge: QPen
    text: QPen
    icon: QPixmap


class ChipPainter:
    """Lays out and paints chips; `rebuild` after the theme has changed."""

    def __init__(self, theme: Theme, stamps: TextStamps, fraction: Fraction, ratio: float) -> None:
        """``fraction`` tells how far a job is that is sending a product to a shop."""
        self._theme = theme
        self._stamps = stamps
        self._fraction = fraction
        self._ratio = ratio
        self.rebuild()

    def rebuild(self) -> None:
        """Make everything that `paint` only picks from."""
        self._caption = QFontMetrics(self._theme.font(TextStyle.CAPTION))
        self._badge = QFontMetrics(self._theme.font(TextStyle.BADGE))
        self._looks = {state: self._look(state) for state in SyncState}
        wash = QColor(self._theme.colour("acc2"))
        wash.setAlphaF(FILL_ALPHA)
        self._progress_fill = QBrush(wash)
        self._progress = _Look(
            self._looks[SyncState.IN_SYNC].fill,
            QPen(self._theme.colour("acc2")),
            QPen(self._theme.colour("tx")),
            self._icon("refresh-cw", "tx"),
        )
        self._known: dict[tuple[int, int], tuple[ProductRow, tuple[float | None, ...], ChipLayout]] = {}

    def layout(self, row: ProductRow, width: int) -> ChipLayout:
        """Chips of ``row`` in ``width`` px, relative to the cell's left edge and middle."""
        fractions = tuple(self._fraction(row.line, mark) for mark in row.line.marks)
        key = row.line.id, width
        known = self._known.get(key)
        if known is not None and known[0] is row and known[1] == fractions:
            return known[2]
        if len(self._known) > _MAX_LAYOUTS:
            self._known.clear()
        made = self._make(row, fractions, width)
        self._known[key] = row, fractions, made
        return made

    def paint(self, painter: QPainter, cell: QRect, row: ProductRow) -> None:
        """Paint the chips of ``row`` into ``cell``."""
        layout = self.layout(row, cell.width())
        painter.save()
        painter.translate(cell.left(), cell.center().y() + 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for chip in layout.chips:
            self._paint_chip(painter, chip)
        if layout.more:
            look = self._looks[SyncState.IN_SYNC]
            self._paint_box(painter, layout.more_box, look)
            painter.setPen(look.text)
            px = self._theme.px
            self._stamps.draw(painter, layout.more_box.adjusted(px(5), 0, 0, 0), layout.more, TextStyle.CAPTION)
        painter.restore()

    def _make(self, row: ProductRow, fractions: tuple[float | None, ...], width: int) -> ChipLayout:
        px = self._theme.px
        marks = row.line.marks
        places = sorted(range(len(marks)), key=lambda n: (_rank(marks[n], fractions[n]), n))
        for count in range(min(MOST_CHIPS, len(places)), -1, -1):
            chips, end = [], 0
            for place in places[:count]:
                chip = self._chip(marks[place], place, fractions[place], end)
                chips.append(chip)
                end = chip.box.right() + 1 + px(GAP_PX)
            more = f"+{len(places) - count}" if len(places) > count else ""
            more_width = self._caption.horizontalAdvance(more) + px(10) if more else 0
            if end + more_width <= width or not count:
                box = QRect(end, -px(CHIP_PX) // 2, more_width, px(CHIP_PX)) if more else QRect()
                return ChipLayout(tuple(chips), more, box)
        return ChipLayout((), "", QRect())

    def _chip(self, mark: ShopMark, place: int, fraction: float | None, left: int) -> Chip:
        px = self._theme.px
        name = self._caption.elidedText(mark.shop_name, Qt.TextElideMode.ElideMiddle, px(NAME_PX))
        percent = "" if fraction is None else f"{int(fraction * 100)}%"
        width = px(7 + ICON_PX + 4 + 7) + self._caption.horizontalAdvance(name)
        if percent:
            width += px(4) + self._badge.horizontalAdvance(percent)
        return Chip(QRect(left, -px(CHIP_PX) // 2, width, px(CHIP_PX)), name, place, mark.state, fraction, percent)

    def _paint_chip(self, painter: QPainter, chip: Chip) -> None:
        px = self._theme.px
        look = self._progress if chip.fraction is not None else self._looks[chip.state]
        self._paint_box(painter, chip.box, look)
        if chip.fraction is not None:
            self._paint_progress(painter, chip)
        painter.drawPixmap(chip.box.left() + px(7), chip.box.top() + px(4), look.icon)
        painter.setPen(look.text)
        text = chip.box.adjusted(px(7 + ICON_PX + 4), 0, 0, 0)
        self._stamps.draw(painter, text, chip.name, TextStyle.CAPTION)
        if chip.percent:
            shift = self._caption.horizontalAdvance(chip.name) + px(4)
            self._stamps.draw(painter, text.adjusted(shift, 0, 0, 0), chip.percent, TextStyle.BADGE)

    def _paint_progress(self, painter: QPainter, chip: Chip) -> None:
        inner = QRectF(chip.box).adjusted(1, 1, -1, -1)
        whole = QPainterPath()
        whole.addRoundedRect(inner, 3, 3)
        done = QPainterPath()
        done.addRect(QRectF(inner.left(), inner.top(), inner.width() * (chip.fraction or 0.0), inner.height()))
        painter.fillPath(whole.intersected(done), self._progress_fill)

    def _paint_box(self, painter: QPainter, box: QRect, look: _Look) -> None:
        edged = look.edge.style() is not Qt.PenStyle.NoPen
        painter.setPen(look.edge)
        painter.setBrush(look.fill)
        inset = 0.5 if edged else 0.0
        radius = self._theme.px(4)
        painter.drawRoundedRect(QRectF(box).adjusted(inset, inset, -inset, -inset), radius, radius)

    def _look(self, state: SyncState) -> _Look:
        prefix, icon = LOOKS[state]
        colour = self._theme.colour
        if prefix:
            edge = QPen(colour("wEdge")) if prefix == "w" else QPen(Qt.PenStyle.NoPen)
            return _Look(
                QBrush(colour(f"{prefix}Bg")), edge, QPen(colour(f"{prefix}Fg")), self._icon(icon, f"{prefix}Fg")
            )
        if state is SyncState.NEVER:
            dashed = QPen(colour("ctl"), 1.0, Qt.PenStyle.CustomDashLine)
            dashed.setDashPattern([3, 2])
            return _Look(QBrush(Qt.BrushStyle.NoBrush), dashed, QPen(colour("tx3")), self._icon(icon, "tx3"))
        fill = QBrush(colour("control" if self._theme.dark else "side"))
        return _Look(fill, QPen(colour("line2")), QPen(colour("tx2")), self._icon(icon, "ok"))

    def _icon(self, name: str, token: str) -> QPixmap:
        return self._theme.icons.pixmap(name, self._theme.colour(token), self._theme.px(ICON_PX), self._ratio)


def _rank(mark: ShopMark, fraction: float | None) -> tuple[int, int]:
    """Errors first, then what is being sent, then the order of the states."""
    if fraction is not None:
        return 1, 0
    return (0 if mark.state in _URGENT else 2), list(SyncState).index(mark.state)
