"""What the cells of all grouped lists have in common: backgrounds, texts that fit, chips, radios, the focus ring."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from ppm_desktop.gui.delegates.text_stamps import TextStamps
from ppm_desktop.gui.models.grouped import AnyIndex, GroupedModel
from ppm_desktop.gui.theme import TextStyle, Theme

_PENS = ("tx", "tx2", "tx3", "cFg", "xFg", "accTx", "line", "line2", "ctl")
_BRUSHES = ("surface", "side", "canvas", "hover", "sel", "cBg", "xBg", "control", "acc", "acc2", "barEdge", "onAcc")
_MAX_ELIDED = 4000


class GroupedCellDelegate(QStyledItemDelegate):
    """Paints heads and rows with pens, brushes and texts that are made once.

    Attributes:
        shows_focus: Whether the keyboard is in use, so that the focus ring is painted.
    """

    head_px = 40
    row_px = 50

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.shows_focus = False
        self._theme = theme
        self._stamps = TextStamps(theme)
        self._ratio = view.devicePixelRatioF()
        self._rebuild()
        theme.changed.connect(self._rebuild)

    @Slot()
    def _rebuild(self) -> None:
        theme = self._theme
        self._stamps.clear()
        self._pens = {name: QPen(theme.colour(name)) for name in _PENS}
        self._brushes = {name: QBrush(theme.colour(name)) for name in _BRUSHES}
        self._ring = QPen(theme.colour("focus"), 2)
        self._metrics = {style: QFontMetrics(theme.font(style)) for style in TextStyle}
        self._elided: dict[tuple[str, TextStyle, int], str] = {}
        self._head_size = QSize(theme.px(40), theme.px(self.head_px))
        self._row_size = QSize(theme.px(40), theme.px(self.row_px))

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Heads and rows have heights of their own."""
        return self._head_size if GroupedModel.is_head(index) else self._row_size

    def paint_ring(self, painter: QPainter, row: QRect) -> None:
        """Show that the keyboard is at this row."""
        if self.shows_focus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = self._theme.px(6)
            painter.drawRoundedRect(QRectF(row).adjusted(2, 2, -2, -3), radius, radius)

    def _fill(self, painter: QPainter, rect: QRect, brush: str) -> None:
        painter.fillRect(rect, self._brushes[brush])
        painter.setPen(self._pens["line"])
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _draw(self, painter: QPainter, box: QRect, text: str, style: TextStyle, pen: str) -> int:
        """Paint ``text`` at the left of ``box``; returns how wide it is."""
        fitting = self._fitting(text, style, box.width())
        painter.setPen(self._pens[pen])
        self._stamps.draw(painter, box, fitting, style)
        return round(self._stamps.width(fitting, style))

    def _chip(self, painter: QPainter, left: int, rect: QRect, text: str, look: str, room: int) -> int:
        """A value on a rounded ground, ``cBg`` for what wins and ``xBg`` for what goes; returns where it ends."""
        px = self._theme.px
        fitting = self._fitting(text, TextStyle.BODY, room - px(12))
        width = round(self._stamps.width(fitting, TextStyle.BODY)) + px(12)
        box = QRect(left, rect.center().y() - px(10), width, px(20))
        self._rounded(painter, QRectF(box), f"{look}Bg", 4)
        self._draw(painter, box.adjusted(px(6), 0, 0, 0), fitting, TextStyle.BODY, f"{look}Fg")
        return left + width

    def _rounded(self, painter: QPainter, box: QRectF, brush: str, radius: int, pen: str = "") -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._pens[pen] if pen else Qt.PenStyle.NoPen)
        painter.setBrush(self._brushes[brush] if brush else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, self._theme.px(radius), self._theme.px(radius))

    def _radio(self, painter: QPainter, box: QRect, *, chosen: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outer = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        if not chosen:
            painter.setPen(self._pens["ctl"])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(outer)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._brushes["acc2" if self._theme.dark else "barEdge"])
        painter.drawEllipse(QRectF(box))
        inset = self._theme.px(5)
        painter.setBrush(self._brushes["onAcc" if self._theme.dark else "surface"])
        painter.drawEllipse(QRectF(box).adjusted(inset, inset, -inset, -inset))

    def _icon(self, painter: QPainter, left: int, rect: QRect, name: str, token: str, size: int = 16) -> None:
        side = self._theme.px(size)
        pixmap = self._theme.icons.pixmap(name, self._theme.colour(token), side, self._ratio)
        painter.drawPixmap(left, rect.center().y() - side // 2 + 1, pixmap)

    def _fitting(self, text: str, style: TextStyle, width: int) -> str:
        key = text, style, width
        known = self._elided.get(key)
        if known is None:
            if len(self._elided) > _MAX_ELIDED:
                self._elided.clear()
            known = self._elided[key] = self._metrics[style].elidedText(text, Qt.TextElideMode.ElideRight, width)
        return known
