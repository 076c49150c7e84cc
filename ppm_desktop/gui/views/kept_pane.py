"""The right side of the undo dialog: what stays as it is, grouped by why."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ppm_desktop.domain.undo import KeptProduct, UndoSkip
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.undo_words import UndoWords
from ppm_desktop.gui.views.detail_parts import clear
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, IconButton, label

WIDTH_PX = 376
FEW = 3
MOST = 200
"""Products of one reason that are listed; the CSV file has them all."""
_ICONS = {
    UndoSkip.CHANGED: "pencil",
    UndoSkip.GONE: "unlink",
    UndoSkip.UNREAD: "circle-alert",
    UndoSkip.UNKNOWN: "circle-alert",
}


class KeptPane(QFrame):
    """One section for each reason that there is."""

    def __init__(self, theme: Theme, wording: Wording, words: UndoWords) -> None:
        super().__init__()
        self.setObjectName("keptPane")
        self.setFixedWidth(theme.px(WIDTH_PX))
        self._theme = theme
        self._wording = wording
        self._words = words
        self._kept: tuple[KeptProduct, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        content = QWidget()
        content.setObjectName("cards")
        self._sections = QVBoxLayout(content)
        self._sections.setContentsMargins(0, 0, 0, 0)
        self._sections.setSpacing(0)
        scroll = QScrollArea()
        scroll.setObjectName("cardArea")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.tr("Products that stay as they are"))
        scroll.setWidget(content)
        column.addWidget(scroll, 1)

    def show_kept(self, kept: Sequence[KeptProduct], opened: UndoSkip | None = None) -> None:
        """Show these; of the reason ``opened`` all, of the others a few."""
        self._kept = tuple(kept)
        self._count.setText(self._wording.number(len(kept)))
        clear(self._sections)
        for reason in UndoSkip:
            found = [one for one in kept if one.reason is reason]
            if found:
                self._sections.addWidget(self._make_section(reason, found, MOST if reason is opened else FEW))
        if not kept:
            nothing = label(self._theme, TextStyle.BODY, "muted", self.tr("No product is skipped."))
            nothing.setContentsMargins(*(self._theme.px(16),) * 4)
            self._sections.addWidget(nothing)
        self._sections.addStretch(1)

    def _make_head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("dialogHead")
        head.setFixedHeight(self._theme.px(48))
        row = QHBoxLayout(head)
        row.setContentsMargins(self._theme.px(16), 0, self._theme.px(16), 0)
        row.addWidget(label(self._theme, TextStyle.PRIMARY, "strong", self.tr("Skipped")), 1)
        self._count = label(self._theme, TextStyle.CAPTION, "muted")
        row.addWidget(self._count)
        return head

    def _make_section(self, reason: UndoSkip, found: Sequence[KeptProduct], most: int) -> QFrame:
        px = self._theme.px
        section = QFrame()
        section.setObjectName("keptGroup")
        row = QHBoxLayout(section)
        row.setContentsMargins(px(16), px(12), px(16), px(14))
        row.setSpacing(px(12))
        row.addWidget(Glyph(self._theme, _ICONS[reason], "amber"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(px(3))
        title = QHBoxLayout()
        title.setSpacing(px(8))
        title.addWidget(label(self._theme, TextStyle.PRIMARY, "strong", self._words.reason(reason)))
        title.addWidget(label(self._theme, TextStyle.BODY, "muted", self._wording.number(len(found))), 1)
        column.addLayout(title)
        column.addWidget(label(self._theme, TextStyle.CAPTION, "soft", self._words.why(reason), wrap=True))
        column.addLayout(self._make_lines(found[:most]))
        rest = len(found) - most
        if rest > 0 and most == FEW:
            more = IconButton(self._theme, "", self.tr("Show {n} more").format(n=self._wording.number(rest)), "link")
            more.clicked.connect(partial(self.show_kept, self._kept, reason))
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        elif rest > 0:
            text = self.tr("and {n} more in the CSV file").format(n=self._wording.number(rest))
            column.addWidget(label(self._theme, TextStyle.CAPTION, "muted", text))
        row.addLayout(column, 1)
        return section

    def _make_lines(self, found: Sequence[KeptProduct]) -> QGridLayout:
        px = self._theme.px
        grid = QGridLayout()
        grid.setContentsMargins(0, px(6), 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        grid.setColumnMinimumWidth(0, px(112))
        grid.setColumnStretch(1, 1)
        for place, product in enumerate(found):
            sku = label(self._theme, TextStyle.CODE, "strong", product.sku)
            sku.setToolTip(product.name)
            grid.addWidget(sku, place, 0)
            grid.addWidget(ElidedLabel(self._theme, TextStyle.CAPTION, "muted", self._words.detail(product)), place, 1)
        return grid
