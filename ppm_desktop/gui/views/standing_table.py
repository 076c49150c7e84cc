"""What PPM and each shop had of a product at the moment that is shown."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ppm_desktop.domain.product_list import ShopValues
from ppm_desktop.gui.history_words import HistoryWords
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.detail_parts import clear
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, label

ROW_PX = 27
MOST_ROWS = 6
_COLUMNS = 5
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class StandingTable(QScrollArea):
    """A line for PPM, which is the source, and one for each shop."""

    def __init__(self, theme: Theme, words: HistoryWords) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Values in PPM and in the shops"))
        body = QWidget()
        body.setObjectName("paneBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(24))
        self._grid.setVerticalSpacing(0)
        for place, share in enumerate((5, 3, 2, 2, 4)):
            self._grid.setColumnStretch(place, share)
        column.addLayout(self._grid)
        column.addStretch(1)
        self.setWidget(body)

    def show_values(self, values: Sequence[ShopValues], *, past: bool) -> None:
        """Show what everybody had; ``past`` when it is not what they have now."""
        clear(self._grid)
        heads = (
            self.tr("Where"),
            self.tr("Net price"),
            self.tr("Stock"),
            self.tr("Active"),
            self.tr("Sync"),
        )
        for place, head in enumerate(heads):
            named = label(self._theme, TextStyle.CAPTION, "muted", head)
            named.setFixedHeight(self._theme.px(ROW_PX))
            if place in (1, 2):
                named.setAlignment(_RIGHT)
            self._grid.addWidget(named, 0, place)
        for row, one in enumerate(values, start=1):
            self._add(row, one, values[0], past=past)
        shown = min(MOST_ROWS, len(values)) + 1
        self.setFixedHeight(self._theme.px(ROW_PX * shown + 8))

    def texts(self) -> list[list[str]]:
        """What stands in the rows."""
        return [list(row) for row in self._texts]

    def _add(self, row: int, one: ShopValues, ours: ShopValues, *, past: bool) -> None:
        if row == 1:
            self._texts: list[tuple[str, ...]] = []
        words, stand = self._words, self._words.stand(one, ours, past=past)
        name = one.shop_name or "PPM"
        texts = (name, words.price(one.price_net), words.number(one.quantity), words.active(one.active))
        for place, text in enumerate(texts):
            strong = one.shop_id is None and place == 0
            style = TextStyle.PRIMARY if strong else TextStyle.COUNT
            cell = ElidedLabel(self._theme, style, "strong", text)
            cell.setFixedHeight(self._theme.px(ROW_PX))
            if place in (1, 2):
                cell.setAlignment(_RIGHT)
            self._grid.addWidget(cell, row, place)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._theme.px(6))
        line.addWidget(Glyph(self._theme, stand.icon, stand.token, 12))
        name_of_tone = {"wFg": "amberText", "fFg": "problem"}.get(stand.token, "soft")
        line.addWidget(ElidedLabel(self._theme, TextStyle.BODY, name_of_tone, stand.text), 1)
        self._grid.addWidget(holder, row, _COLUMNS - 1)
        self._texts.append((*texts, stand.text))
