"""The shops of an operation: a list with a box for each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import Dot, label

ROW_PX = 32
MOST_ROWS = 3


class ShopChoice(QFrame):
    """Any number of shops.

    Signals:
        changed: A box was ticked or cleared.
    """

    changed = Signal()

    def __init__(self, theme: Theme, wording: Wording, shops: Sequence[ShopSummary]) -> None:
        super().__init__()
        self.setObjectName("shopList")
        self._theme = theme
        self._wording = wording
        self._shops = tuple(shops)
        self._boxes: dict[int, QCheckBox] = {}
        content = QWidget()
        content.setObjectName("paneBody")
        rows = QVBoxLayout(content)
        rows.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4))
        rows.setSpacing(0)
        for shop in shops:
            rows.addWidget(self._make_row(shop))
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(content)
        around = QVBoxLayout(self)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(scroll)
        self.setFixedHeight(theme.px(ROW_PX * max(1, min(MOST_ROWS, len(shops))) + 10))
        if len(shops) == 1:
            self.choose(shops[0].id)

    @property
    def count(self) -> int:
        """How many shops there are."""
        return len(self._shops)

    def choose(self, shop_id: int) -> None:
        """Tick a shop."""
        self._boxes[shop_id].setChecked(True)

    def chosen(self) -> tuple[ShopSummary, ...]:
        """The shops that are ticked, in the order of the list."""
        return tuple(shop for shop in self._shops if self._boxes[shop.id].isChecked())

    def _make_row(self, shop: ShopSummary) -> QWidget:
        line = QWidget()
        line.setFixedHeight(self._theme.px(ROW_PX))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(12))
        box = QCheckBox(shop.name)
        box.toggled.connect(self.changed)
        self._boxes[shop.id] = box
        row.addWidget(box, 1)
        note = self._wording.products(shop.linked_products)
        if shop.busy_with is not None:
            note = self.tr("{products} · busy").format(products=note)
            box.setToolTip(
                self.tr("Operation #{n} works on this shop. The new one waits for it.").format(n=shop.busy_with)
            )
        row.addWidget(label(self._theme, TextStyle.CAPTION, "muted", note))
        row.addWidget(Dot(self._theme, "ok" if shop.busy_with is None else "warn"))
        return line
