"""Paints one job of the list: what it is, how far it is and what can be done."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QPainter, QPen, QPixmap, QRegion
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ppm_desktop.domain.job import JobType, RowState
from ppm_desktop.gui.delegates.animator import ProgressAnimator
from ppm_desktop.gui.delegates.badges import BADGE_LOOKS, badge_colours, text_prefix
from ppm_desktop.gui.delegates.bar import BarPainter
from ppm_desktop.gui.delegates.faded import paint_faded
from ppm_desktop.gui.delegates.row_layout import NOTE_ICON_PX, ROW_HEIGHT, ButtonBox, RowButton, RowLayout, RowLayouts
from ppm_desktop.gui.delegates.text_stamps import TextStamps
from ppm_desktop.gui.models.job_actions import LOOKS, JobAction
from ppm_desktop.gui.models.job_notes import Tone
from ppm_desktop.gui.models.job_row import JobRow
from ppm_desktop.gui.models.job_table import JobRole
from ppm_desktop.gui.theme import TextStyle, Theme

AnyIndex = QModelIndex | QPersistentModelIndex

TURN_S = 1.0
SPINNER_SPAN = 270 * 16
TILE_ALPHA = {JobType.IMPORT: 0.14, JobType.SYNC: 0.12, JobType.EXPORT: 0.14}
TYPE_LOOKS: Mapping[JobType, tuple[str, str]] = {
    JobType.IMPORT: ("imp", "download"),
    JobType.SYNC: ("syn", "refresh-cw"),
    JobType.EXPORT: ("exp", "upload"),
}
_BUTTON_TOKENS = {JobAction.OPEN_RETRY: ("xBg", "xFg")}
_NOTE_COLOURS = {Tone.PLAIN: "tx3", Tone.REASON: "wFg", Tone.STOPPED: "fFg"}
CHIP_ICONS = ("monitor", "globe", "flask-conical", "hand")
SPINNING = frozenset({RowState.COUNTING, RowState.PROCESSING, RowState.CANCELLING})
ANIMATED = frozenset({RowState.COUNTING, RowState.PROCESSING, RowState.CANCELLING})
_SELECTED = QStyle.StateFlag.State_Selected
_HOVER = QStyle.StateFlag.State_MouseOver
_FOCUS = QStyle.StateFlag.State_HasFocus


@dataclass(frozen=True, slots=True)
class _Badge:
    fill: QBrush
    text: QPen
    edge: QPen | None
    icon: QPixmap | None


@dataclass(frozen=True, slots=True)
class _ButtonLook:
    fill: QBrush
    hot: QBrush
    text: QPen
    icon: QPixmap


class JobRowDelegate(QStyledItemDelegate):
    """Paints `JobRow` objects; pens, brushes, fonts and icons are made in `rebuild`.

    Attributes:
        shows_focus: Whether the keyboard is in use, so that the focus ring is painted.
        hot: Job and button under the pointer.
    """

    def __init__(self, theme: Theme, animator: ProgressAnimator, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.shows_focus = False
        self.hot: tuple[int, RowButton] | None = None
        self._theme = theme
        self._animator = animator
        self._ratio = view.devicePixelRatioF()
        self._stamps = TextStamps(theme)
        self._bar = BarPainter(theme, self._stamps)
        self._layouts = RowLayouts(theme)
        self._dirty: QRegion | None = None
        self.rebuild()
        theme.changed.connect(self.rebuild)

    @Slot()
    def rebuild(self) -> None:
        """Make everything that `paint` only picks from."""
        theme = self._theme
        self._stamps.clear()
        self._bar.rebuild()
        self._layouts.clear()
        self._size = QSize(theme.px(320), theme.px(ROW_HEIGHT))
        self._pens = {name: QPen(theme.colour(name)) for name in ("tx", "tx2", "tx3", "fFg", "wFg", "line", "line2")}
        self._backgrounds = {name: QBrush(theme.colour(name)) for name in ("canvas", "hover", "sel", "control")}
        self._mark = QBrush(theme.colour("acc2"))
        self._ring = QPen(theme.colour("focus"), 2)
        self._badges = {state: self._badge(*look) for state, look in BADGE_LOOKS.items()}
        self._spinners = {state: QPen(self._badges[state].text.color(), 1.2) for state in SPINNING}
        for pen in self._spinners.values():
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._tiles = {job_type: self._tile(job_type) for job_type in JobType}
        self._buttons = {
            RowButton.ERRORS: self._button("fBg", "fFg", "triangle-alert"),
            RowButton.CANCEL: self._button("xBg", "xFg", "ban"),
        }
        self._main_buttons = {
            action: self._button(*_BUTTON_TOKENS.get(action, ("acc", "onAcc")), look.icon)
            for action, look in LOOKS.items()
        }
        self._clock = self._icon("clock", "tx3", 12)
        self._chips = {name: self._icon(name, "tx2", 12) for name in CHIP_ICONS}

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All rows are of one height."""
        return self._size

    def layout_at(self, row: JobRow, width: int) -> RowLayout:
        """Where the parts of ``row`` stand, relative to its corner."""
        return self._layouts.of(row, width)

    def button_at(self, row: JobRow, width: int, position: QPoint) -> ButtonBox | None:
        """The painted button under ``position`` (relative to the row's corner)."""
        for box in self.layout_at(row, width).buttons:
            if box.hit().contains(position):
                return box
        return None

    def set_dirty(self, region: QRegion | None) -> None:
        """What the view is about to repaint, in its viewport; only rows' parts inside it are painted."""
        self._dirty = region

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the parts of the row that need it."""
        row: JobRow = index.data(JobRole.ROW)
        rect: QRect = option.rect
        painter.save()
        painter.translate(rect.topLeft())
        self._paint_background(painter, option, rect)
        if row.faded:
            paint_faded(painter, rect.size(), self._ratio, lambda inner: self._paint_parts(inner, rect, row))
        else:
            self._paint_parts(painter, rect, row)
        painter.restore()

    def _paint_parts(self, painter: QPainter, rect: QRect, row: JobRow) -> None:
        layout = self._layouts.of(row, rect.width())
        if self._needs(layout.left, rect):
            self._paint_left(painter, row, layout)
        if self._needs(layout.right, rect):
            if self._needs(layout.buttons_part, rect):
                self._paint_right(painter, row, layout)
            else:  # only the badge turns
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._paint_badge(painter, row, layout)
        if self._needs(layout.bar, rect):
            shown = self._animator.shown(row.job.id, row.fraction)
            phase_s = self._animator.phase_s()
            self._bar.paint(painter, QRectF(layout.bar), row, shown, phase_s, still=self._animator.still)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """Tooltips for what is elided, and for buttons without a label or without effect."""
        row = index.data(JobRole.ROW)
        if not isinstance(row, JobRow):
            return False
        position = event.pos() - option.rect.topLeft()
        text = self._tip(row, self.layout_at(row, option.rect.width()), position)
        QToolTip.showText(event.globalPos(), text, view)
        return True

    def _tip(self, row: JobRow, layout: RowLayout, position: QPoint) -> str:
        for box in layout.buttons:
            if box.hit().contains(position):
                if not box.enabled:
                    return row.why_not
                return _name_of(row, box.button)
        if layout.shop.contains(position) and layout.shop_text != row.job.shop_name:
            return row.job.shop_name
        if layout.note.contains(position) and layout.note_text.endswith("…"):
            return row.note
        return row.time if layout.time.contains(position) and layout.time_text != row.time else ""

    def _needs(self, part: QRect, rect: QRect) -> bool:
        return self._dirty is None or self._dirty.intersects(part.translated(rect.topLeft()))

    def _paint_background(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        width, height = rect.width(), rect.height()
        state = option.state
        selected = bool(state & _SELECTED)
        name = "sel" if selected else "hover" if state & _HOVER else "canvas"
        painter.fillRect(0, 0, width, height, self._backgrounds[name])
        painter.setPen(self._pens["line"])
        painter.drawLine(0, height - 1, width, height - 1)
        if selected:
            painter.fillRect(0, 0, 3, height, self._mark)
        if self.shows_focus and state & _FOCUS:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(3, 3, width - 6, height - 7), 6, 6)

    def _paint_left(self, painter: QPainter, row: JobRow, layout: RowLayout) -> None:
        painter.drawPixmap(layout.tile.topLeft(), self._tiles[row.job.type])
        self._text(painter, layout.verb, row.verb, TextStyle.ROW_VERB, "tx2")
        self._text(painter, layout.shop, layout.shop_text, TextStyle.ROW_SHOP, "tx")
        if row.chip:
            self._paint_chip(painter, row, layout.chip)
        self._text(painter, layout.count, row.count, TextStyle.COUNT, "tx3")
        if row.errors:
            self._text(painter, layout.errors, row.errors, TextStyle.COUNT, "fFg")
        if row.note:
            colour = _NOTE_COLOURS[row.tone]
            if row.note_icon:
                place = layout.note.topLeft() - QPoint(self._theme.px(NOTE_ICON_PX + 4), -self._theme.px(2))
                painter.drawPixmap(place, self._icon(row.note_icon, colour, NOTE_ICON_PX))
            self._text(painter, layout.note, layout.note_text, TextStyle.BODY, colour)

    def _paint_chip(self, painter: QPainter, row: JobRow, chip: QRect) -> None:
        px = self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._pens["line2"])
        painter.setBrush(self._backgrounds["control"])
        painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.drawPixmap(chip.left() + px(6), chip.top() + px(4), self._chips[row.chip_icon])
        text = chip.adjusted(px(22), 0, 0, 0)
        self._text(painter, text, row.chip, TextStyle.CAPTION, "tx2")

    def _paint_right(self, painter: QPainter, row: JobRow, layout: RowLayout) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(layout.clock.topLeft(), self._clock)
        self._text(painter, layout.time, layout.time_text, TextStyle.TIME, "tx3")
        self._paint_badge(painter, row, layout)
        for box in layout.buttons:
            self._paint_button(painter, row, box)

    def _paint_badge(self, painter: QPainter, row: JobRow, layout: RowLayout) -> None:
        px = self._theme.px
        badge = self._badges[row.state]
        painter.setPen(badge.edge or Qt.PenStyle.NoPen)
        painter.setBrush(badge.fill)
        inset = 0.5 if badge.edge is not None else 0.0
        radius = layout.badge.height() / 2
        painter.drawRoundedRect(QRectF(layout.badge).adjusted(inset, inset, -inset, -inset), radius, radius)
        if badge.icon is not None:
            painter.drawPixmap(layout.badge_icon.topLeft(), badge.icon)
        else:
            turn = 0.0 if self._animator.still else self._animator.phase_s() % TURN_S / TURN_S
            painter.setPen(self._spinners[row.state])
            circle = QRectF(layout.badge_icon).adjusted(1, 1, -1, -1)
            painter.drawArc(circle, int(-turn * 360 * 16) + 60 * 16, SPINNER_SPAN)
        painter.setPen(badge.text)
        self._stamps.draw(painter, layout.badge.adjusted(px(24), 0, 0, 0), row.badge, TextStyle.BADGE)

    def _paint_button(self, painter: QPainter, row: JobRow, box: ButtonBox) -> None:
        px = self._theme.px
        hot = self.hot == (row.job.id, box.button)
        main = row.main_action if box.button is RowButton.MAIN else None
        look = self._buttons[box.button] if main is None else self._main_buttons[main]
        if not box.enabled:
            painter.setOpacity(0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.hot if hot and box.enabled else look.fill)
        painter.drawRoundedRect(QRectF(box.box), 4, 4)
        painter.drawPixmap(box.box.left() + px(8), box.box.top() + px(6), look.icon)
        if box.label:
            painter.setPen(look.text)
            self._stamps.draw(painter, box.box.adjusted(px(24), 0, 0, 0), box.label, TextStyle.BADGE)
        if not box.enabled:
            painter.setOpacity(1.0)

    def _text(self, painter: QPainter, rect: QRect, text: str, style: TextStyle, pen: str) -> None:
        painter.setPen(self._pens[pen])
        self._stamps.draw(painter, rect, text, style)

    def _icon(self, name: str, token: str, size: int) -> QPixmap:
        return self._theme.icons.pixmap(name, self._theme.colour(token), self._theme.px(size), self._ratio)

    def _badge(self, prefix: str, icon: str) -> _Badge:
        spins = icon == "loader-circle"
        fill, text, edge = badge_colours(self._theme, prefix)
        return _Badge(
            fill=QBrush(fill),
            text=QPen(text),
            edge=None if edge is None else QPen(edge),
            icon=None if spins else self._icon(icon, f"{text_prefix(prefix)}Fg", 12),
        )

    def _button(self, fill: str, text: str, icon: str) -> _ButtonLook:
        base = self._theme.colour(fill)
        hot = base.lighter(120) if self._theme.dark else base.darker(106)
        return _ButtonLook(QBrush(base), QBrush(hot), QPen(self._theme.colour(text)), self._icon(icon, text, 12))

    def _tile(self, job_type: JobType) -> QPixmap:
        return type_tile(self._theme, job_type, self._ratio, 32, 16)


def _name_of(row: JobRow, button: RowButton) -> str:
    return {
        RowButton.CANCEL: row.cancel_button,
        RowButton.ERRORS: row.errors_button,
        RowButton.MAIN: row.main_button,
    }[button]


def type_tile(theme: Theme, job_type: JobType, ratio: float, size: int, icon_size: int) -> QPixmap:
    """The square with the icon of a job's type, ``size`` design px wide."""
    token, icon = TYPE_LOOKS[job_type]
    side = theme.px(size)
    tile = QPixmap(QSize(side, side) * ratio)
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    wash = QColor(theme.colour(token))
    wash.setAlphaF(TILE_ALPHA[job_type])
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(wash)
    painter.drawRoundedRect(QRectF(0, 0, side, side), 8, 8)
    glyph = theme.icons.pixmap(icon, theme.colour(token), theme.px(icon_size), ratio)
    offset = (side - theme.px(icon_size)) // 2
    painter.drawPixmap(offset, offset, glyph)
    painter.end()
    return tile
