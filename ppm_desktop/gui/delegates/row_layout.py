"""Where everything of a job row stands, worked out once per row and width."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from ppm_desktop.gui.models.job_row import JobRow
from ppm_desktop.gui.theme import TextStyle, Theme

ROW_HEIGHT = 84
NOTE_ICON_PX = 12
_MAX_LAYOUTS = 4000


class RowButton(StrEnum):
    """The buttons painted in a row."""

    ERRORS = "errors"
    MAIN = "main"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class ButtonBox:
    """A painted button; ``label`` is empty where only its icon fits."""

    button: RowButton
    box: QRect
    label: str
    enabled: bool

    def hit(self) -> QRect:
        """Where a click counts: at least 28 px high."""
        return self.box.adjusted(-2, -2, 2, 2)


@dataclass(frozen=True, slots=True)
class RowLayout:
    """Rectangles relative to the row's corner, and texts elided to fit them."""

    tile: QRect
    verb: QRect
    shop: QRect
    shop_text: str
    chip: QRect
    count: QRect
    errors: QRect
    note: QRect
    note_text: str
    bar: QRect
    clock: QRect
    time: QRect
    time_text: str
    badge: QRect
    badge_icon: QRect
    buttons: tuple[ButtonBox, ...]
    left: QRect
    right: QRect
    buttons_part: QRect


class RowLayouts:
    """Makes and keeps layouts; `clear` after the theme has changed."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.clear()

    def clear(self) -> None:
        """Sizes or fonts are different now."""
        self._known: dict[tuple[int, int], tuple[JobRow, RowLayout]] = {}
        font = self._theme.font
        self._verb = QFontMetrics(font(TextStyle.ROW_VERB))
        self._shop = QFontMetrics(font(TextStyle.ROW_SHOP))
        self._body = QFontMetrics(font(TextStyle.BODY))
        self._count = QFontMetrics(font(TextStyle.COUNT))
        self._time = QFontMetrics(font(TextStyle.TIME))
        self._caption = QFontMetrics(font(TextStyle.CAPTION))
        self._badge = QFontMetrics(font(TextStyle.BADGE))

    def of(self, row: JobRow, width: int) -> RowLayout:
        """The layout of ``row`` in a list ``width`` px wide."""
        key = row.job.id, width
        known = self._known.get(key)
        if known is not None and known[0] is row:
            return known[1]
        if len(self._known) > _MAX_LAYOUTS:
            self._known.clear()
        layout = self._make(row, width)
        self._known[key] = row, layout
        return layout

    def _make(self, row: JobRow, width: int) -> RowLayout:
        px = self._theme.px
        edge = px(16)
        right_width = px(240)
        right_end = width - px(6)
        left = edge + px(32) + px(12)
        left_end = max(left + px(120), right_end - right_width - px(12))
        verb, shop, shop_text, chip = self._title(row, left, left_end)
        count, errors, note, note_text = self._counts(row, left, left_end)
        badge, badge_icon, clock, time, time_text = self._state(row, right_end, right_end - right_width)
        return RowLayout(
            tile=QRect(edge, px(12), px(32), px(32)),
            verb=verb,
            shop=shop,
            shop_text=shop_text,
            chip=chip,
            count=count,
            errors=errors,
            note=note,
            note_text=note_text,
            bar=QRect(left, px(56), left_end - left, px(16)),
            clock=clock,
            time=time,
            time_text=time_text,
            badge=badge,
            badge_icon=badge_icon,
            buttons=self._buttons(row, right_end, right_width),
            left=QRect(0, 0, left_end, px(54)),
            right=QRect(left_end + px(4), 0, width - left_end - px(4), px(ROW_HEIGHT)),
            buttons_part=QRect(left_end + px(4), badge.bottom() + 1, width - left_end - px(4), px(40)),
        )

    def _title(self, row: JobRow, left: int, left_end: int) -> tuple[QRect, QRect, str, QRect]:
        px = self._theme.px
        top, height = px(12), px(20)
        verb = QRect(left, top, self._verb.horizontalAdvance(row.verb), height)
        chip_width = 0
        if row.chip:
            chip_width = px(6 + 12 + 4 + 6) + self._caption.horizontalAdvance(row.chip)
        start = verb.right() + 1 + px(8)
        space = left_end - start - (chip_width + px(8) if chip_width else 0)
        text = self._shop.elidedText(row.job.shop_name, Qt.TextElideMode.ElideRight, max(space, px(60)))
        shop = QRect(start, top, self._shop.horizontalAdvance(text), height)
        chip = QRect(shop.right() + 1 + px(8), top, chip_width, height) if chip_width else QRect()
        return verb, shop, text, chip

    def _counts(self, row: JobRow, left: int, left_end: int) -> tuple[QRect, QRect, QRect, str]:
        px = self._theme.px
        top, height = px(32), px(16)
        count = QRect(left, top, self._count.horizontalAdvance(row.count), height)
        errors = QRect()
        end = count.right() + 1
        if row.errors:
            errors = QRect(end + px(8), top, self._count.horizontalAdvance(row.errors), height)
            end = errors.right() + 1
        if not row.note:
            return count, errors, QRect(), ""
        start = end + px(8)
        if row.note_icon:
            start += px(NOTE_ICON_PX + 4)
        note = row.note if row.note_icon else f"·  {row.note}"
        text = self._body.elidedText(note, Qt.TextElideMode.ElideRight, left_end - start)
        return count, errors, QRect(start, top, left_end - start, height), text

    def _state(self, row: JobRow, end: int, start: int) -> tuple[QRect, QRect, QRect, QRect, str]:
        px = self._theme.px
        badge_width = px(8 + 12 + 4 + 10) + self._badge.horizontalAdvance(row.badge)
        badge = QRect(end - badge_width, px(10), badge_width, px(24))
        icon = QRect(badge.left() + px(8), badge.top() + px(6), px(12), px(12))
        space = badge.left() - px(12) - start - px(16)
        text = self._time.elidedText(row.time, Qt.TextElideMode.ElideRight, space)
        text_width = self._time.horizontalAdvance(text)
        time = QRect(badge.left() - px(12) - text_width, px(14), text_width, px(16))
        clock = QRect(time.left() - px(16), px(16), px(12), px(12))
        return badge, icon, clock, time, text

    def _buttons(self, row: JobRow, end: int, space: int) -> tuple[ButtonBox, ...]:
        """From right to left: cancel is always last; labels give way where they do not fit."""
        wanted = [(RowButton.CANCEL, row.cancel_button, row.may_cancel)] if row.cancel_button else []
        if row.main_action is not None:
            wanted.append((RowButton.MAIN, row.main_button, row.may_main))
        if row.errors_button:
            wanted.append((RowButton.ERRORS, row.errors_button, True))
        short = {RowButton.CANCEL: "", RowButton.MAIN: row.main_button, RowButton.ERRORS: str(row.job.failed)}
        boxes = self._place(wanted, end)
        for shortened in ((RowButton.ERRORS,), (RowButton.ERRORS, RowButton.CANCEL)):
            if not boxes or end - boxes[-1].box.left() <= space:
                return boxes
            labels = [(button, short[button] if button in shortened else label, on) for button, label, on in wanted]
            boxes = self._place(labels, end)
        return boxes

    def _place(self, wanted: list[tuple[RowButton, str, bool]], end: int) -> tuple[ButtonBox, ...]:
        px = self._theme.px
        boxes = []
        for button, label, enabled in wanted:
            label_width = px(4) + self._badge.horizontalAdvance(label) if label else 0
            width = px(8 + 12 + 8) + label_width
            boxes.append(ButtonBox(button, QRect(end - width, px(52), width, px(24)), label, enabled))
            end -= width + px(8)
        return tuple(boxes)
