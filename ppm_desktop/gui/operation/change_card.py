"""One product of a dry run: its SKU and name, and below each field what the shop has beside what it gets."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from ppm_desktop.domain.preview import PreviewKind
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.pill import Pill
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, label

FIELD_PX = 108
KIND_LOOKS = {
    PreviewKind.CREATE: ("plus", "ok"),
    PreviewKind.UPDATE: ("pencil", "infoC"),
    PreviewKind.UNCHANGED: ("minus", "cxFill"),
    PreviewKind.CONFLICT: ("git-compare-arrows", "amber"),
    PreviewKind.UNLINKED: ("unlink", "ctl"),
    PreviewKind.FAILED: ("circle-alert", "err"),
}
"""Icon and colour of each kind, wherever it is counted."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CardWords:
    """A card in words.

    Attributes:
        badge: The kind's name.
        left, right: Heads of the two columns of values.
        stays_left: Whether it is the left value that wins.
        remark: Said instead of fields.
    """

    kind: PreviewKind
    sku: str
    name: str
    badge: str
    left: str
    right: str
    stays_left: bool
    lines: Sequence[ChangeLine] = ()
    remark: str = ""


class ChangeCard(QFrame):
    """Made anew for each product that is shown."""

    def __init__(self, theme: Theme, words: CardWords, field_head: str) -> None:
        super().__init__()
        self.setObjectName("changeCard")
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._make_head(words))
        if words.lines:
            column.addLayout(self._make_lines(words, field_head))
        if words.remark:
            remark = label(theme, TextStyle.BODY, "soft", words.remark, wrap=True)
            remark.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
            column.addWidget(remark)
        spoken = [f"{words.sku}, {words.name}. {words.badge}.", words.remark]
        spoken += [f"{line.field}: {line.before} → {line.after}." for line in words.lines]
        self.setAccessibleName(" ".join(part for part in spoken if part))

    def _make_head(self, words: CardWords) -> QFrame:
        px = self._theme.px
        head = QFrame()
        head.setObjectName("cardHead")
        head.setFixedHeight(px(40))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(12), 0, px(8), 0)
        row.setSpacing(px(12))
        row.addWidget(label(self._theme, TextStyle.CODE, "strong", words.sku))
        row.addWidget(ElidedLabel(self._theme, TextStyle.BODY, "soft", words.name), 1)
        row.addWidget(Pill(self._theme, words.badge, KIND_LOOKS[words.kind][0], _PILL[words.kind]))
        return head

    def _make_lines(self, words: CardWords, field_head: str) -> QGridLayout:
        px = self._theme.px
        grid = QGridLayout()
        grid.setContentsMargins(px(12), px(4), px(12), px(6))
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        grid.setColumnMinimumWidth(0, px(FIELD_PX))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        for column, text in ((0, field_head), (1, words.left), (3, words.right)):
            grid.addWidget(label(self._theme, TextStyle.BADGE, "muted", text), 0, column)
        for place, line in enumerate(words.lines, start=1):
            grid.setRowMinimumHeight(place, px(26))
            grid.addWidget(ElidedLabel(self._theme, TextStyle.BODY, "muted", line.field), place, 0)
            grid.addWidget(self._value(line.before, wins=words.stays_left), place, 1, Qt.AlignmentFlag.AlignLeft)
            if not words.stays_left:
                grid.addWidget(Glyph(self._theme, "arrow-right", "tx3", 14), place, 2)
            grid.addWidget(self._value(line.after, wins=not words.stays_left), place, 3, Qt.AlignmentFlag.AlignLeft)
        return grid

    def _value(self, text: str, *, wins: bool) -> QLabel:
        value = label(self._theme, TextStyle.BODY, "winningValue" if wins else "otherValue", text)
        value.setToolTip(text)
        return value


_PILL = {
    PreviewKind.CREATE: "good",
    PreviewKind.UPDATE: "info",
    PreviewKind.UNCHANGED: "calm",
    PreviewKind.CONFLICT: "amber",
    PreviewKind.UNLINKED: "calm",
    PreviewKind.FAILED: "bad",
}
