"""The shop's groups of customers, each with the price group of PPM that its prices are."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ppm_desktop.domain.shop_mapping import PriceMapping, PriceMappings
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.detail_parts import clear
from ppm_desktop.gui.views.widgets import ElidedLabel, label

ROW_PX = 48


class PriceMapper(QWidget):
    """Every choice is told at once.

    Attributes:
        boxes: By number of the group of customers.

    Signals:
        mapping_wanted: `PriceMapping` as it is to be.
    """

    mapping_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.boxes: dict[int, QComboBox] = {}
        self._rows: dict[int, PriceMapping] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self._note = label(theme, TextStyle.BODY, "soft", wrap=True)
        column.addWidget(self._note)
        body = QWidget()
        body.setObjectName("paneBody")
        self._lines = QVBoxLayout(body)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        area = QScrollArea()
        area.setObjectName("dialogArea")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(body)
        column.addWidget(area, 1)

    @property
    def note(self) -> str:
        """What is said above the groups."""
        return self._note.text()

    def show_mappings(self, mappings: PriceMappings) -> None:
        """Show these."""
        clear(self._lines)
        self.boxes.clear()
        self._rows = {one.shop_group_id: one for one in mappings.mappings}
        self._note.setText(self._said(mappings))
        for one in mappings.mappings:
            self._lines.addWidget(self._line(one, mappings))
        self._lines.addStretch(1)

    def take(self, kept: PriceMapping) -> None:
        """It is kept."""
        self._rows[kept.shop_group_id] = kept

    def put_back(self, refused: PriceMapping) -> None:
        """It was not kept: the box says again what is."""
        box, row = self.boxes.get(refused.shop_group_id), self._rows.get(refused.shop_group_id)
        if box is not None and row is not None:
            box.setCurrentIndex(max(0, box.findData(row.price_group_id)))

    def _said(self, mappings: PriceMappings) -> str:
        if not mappings.readable and not mappings.mappings:
            return self.tr('The API key may not read the shop\'s groups. Enable GET for "groups" in its back office.')
        base = next((one.name for one in mappings.choices if one.id == mappings.base_price_group_id), "")
        text = self.tr(
            "The shop's own price is the price group {base}. "
            "Groups of customers with a price group here get prices of their own."
        )
        return text.format(base=base)

    def _line(self, mapping: PriceMapping, mappings: PriceMappings) -> QFrame:
        frame = QFrame()
        frame.setObjectName("matrixRow")
        frame.setFixedHeight(self._theme.px(ROW_PX))
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(ElidedLabel(self._theme, TextStyle.BODY, "strong", mapping.name), 1)
        box = self.boxes[mapping.shop_group_id] = QComboBox()
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.setMinimumWidth(self._theme.px(280))
        box.setAccessibleName(self.tr("Price group of {name}").format(name=mapping.name))
        box.addItem(self.tr("no prices of its own"), None)
        for one in mappings.choices:
            box.addItem(one.name, one.id)
        box.setCurrentIndex(max(0, box.findData(mapping.price_group_id)))
        box.activated.connect(partial(self._on_activated, mapping.shop_group_id))
        row.addWidget(box)
        return frame

    def _on_activated(self, shop_group_id: int, _place: int) -> None:
        chosen = self.boxes[shop_group_id].currentData()
        mapping = replace(self._rows[shop_group_id], price_group_id=chosen)
        if mapping != self._rows[shop_group_id]:
            self.mapping_wanted.emit(mapping)
