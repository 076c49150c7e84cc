"""How one product stands in all its shops: what the chips have no room for."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ppm_desktop.domain.product_list import SyncState
from ppm_desktop.gui.delegates.shop_chips import LOOKS
from ppm_desktop.gui.models.product_row import ProductRow, ProductWriter
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import Glyph, label

HIGHEST_PX = 360
_TOKENS = {SyncState.IN_SYNC: "ok", SyncState.NEVER: "tx3"}


class ShopsPopover(QFrame):
    """Goes with a click elsewhere or Esc."""

    def __init__(self, theme: Theme, writer: ProductWriter, row: ProductRow, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("\n".join(row.tips))
        self._theme = theme
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setObjectName("popoverArea")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("popoverBody")
        grid = QGridLayout(body)
        grid.setContentsMargins(px(12), px(8), px(16), px(8))
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(8))
        for place, mark in enumerate(row.line.marks):
            prefix, icon = LOOKS[mark.state]
            token = _TOKENS.get(mark.state, f"{prefix}Fg")
            grid.addWidget(Glyph(theme, icon, token, 14), place, 0)
            grid.addWidget(label(theme, TextStyle.CONTROL, "strong", mark.shop_name), place, 1)
            grid.addWidget(label(theme, TextStyle.CAPTION, "muted", writer.state(mark)), place, 2)
        grid.setColumnStretch(2, 1)
        area.setWidget(body)
        column.addWidget(area)
        size = body.sizeHint()
        self.resize(size.width() + px(12), min(px(HIGHEST_PX), size.height() + 2))

    def open_at(self, place: QPoint) -> None:
        """Below ``place``, inside the screen."""
        area = self.screen().availableGeometry()
        left = min(place.x(), area.right() - self.width())
        top = place.y() if place.y() + self.height() < area.bottom() else place.y() - self.height() - self._theme.px(48)
        self.move(max(area.left(), left), max(area.top(), top))
        self.show()
        self.setFocus()
