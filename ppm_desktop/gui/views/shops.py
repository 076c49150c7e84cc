"""The Shops page: head, filters, the list, and the details of the current shop."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.placeholders import EmptyState
from ppm_desktop.gui.views.shops_detail import ShopDetailView
from ppm_desktop.gui.views.shops_header import ShopFilters, ShopsHeader
from ppm_desktop.gui.views.shops_list import ShopListView
from ppm_desktop.gui.views.widgets import Banner

PANE_PX = (344, 392, 560)
NARROW_BELOW_PX = 1040


class ShopsView(QWidget):
    """Arranges the parts and switches between list and empty; the pane stays beside the list at any width.

    Signals:
        shown: The page has come into view.
    """

    shown = Signal()

    def __init__(self, theme: Theme, wording: Wording, shops: ShopListView, detail: ShopDetailView) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._theme = theme
        self.header = ShopsHeader(theme, wording)
        self.trouble = Banner(theme, "octagon-x", "stop", self.tr("Close"))
        self.trouble.acted.connect(self.trouble.hide)
        self.filters = ShopFilters(theme, wording)
        self.list = shops
        self.detail = detail
        self._narrow: bool | None = None
        self._stack = self._make_stack()
        self._splitter = self._make_splitter()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.trouble, self.filters):
            column.addWidget(part)
        column.addWidget(self._splitter, 1)

    def regions(self) -> tuple[QWidget, ...]:
        """Where F6 stops."""
        return self.header.add_button, self.filters.search, self.list

    def show_page(self) -> None:
        """It has come into view; the keyboard goes on in the list as soon as there is one."""
        self.setFocus()
        self.shown.emit()

    def show_listed(self, listed: int, known: int) -> None:
        """Show the list, or what stands in its place when nothing is listed."""
        page: QWidget = self.list
        if not listed:
            page = self._nothing_found if known else self._empty
        self._stack.setCurrentWidget(page)
        self.detail.setVisible(page is self.list)
        if page is self.list and self.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filters.setVisible(known > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page gives the list what the pane can do without."""
        super().resizeEvent(event)
        least, usual, _most = PANE_PX
        narrow = self.width() < self._theme.px(NARROW_BELOW_PX)
        if narrow is not self._narrow:
            self._narrow = narrow
            self._splitter.setSizes([10_000, self._theme.px(least if narrow else usual)])

    def _make_stack(self) -> QStackedWidget:
        stack = QStackedWidget()
        self._blank = QWidget()
        self._empty = EmptyState(
            self._theme,
            "store",
            self.tr("No shops yet"),
            self.tr(
                "Add a PrestaShop shop to import its products, and to send prices, stock and descriptions to it. "
                "You need its address and an API key."
            ),
            ("plus", self.tr("Add shop")),
        )
        self._empty.first_chosen.connect(self.header.add_wanted)
        self._nothing_found = EmptyState(
            self._theme, "search", self.tr("No shops match the criteria"), "", ("", self.tr("Clear filters"))
        )
        self._nothing_found.first_chosen.connect(self._on_clear)
        for page in (self._blank, self.list, self._empty, self._nothing_found):
            stack.addWidget(page)
        return stack

    def _make_splitter(self) -> QSplitter:
        splitter = QSplitter()
        splitter.setHandleWidth(1)
        splitter.addWidget(self._stack)
        splitter.addWidget(self.detail)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setCollapsible(0, False)
        splitter.setCollapsible(1, False)
        least, _usual, most = (self._theme.px(width) for width in PANE_PX)
        self.detail.setMinimumWidth(least)
        self.detail.setMaximumWidth(most)
        self.detail.hide()
        return splitter

    @Slot()
    def _on_clear(self) -> None:
        self.filters.clear()
