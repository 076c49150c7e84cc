"""The Products page: head, active operations, filters, the list, and what floats over it or stands beside it."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ppm_desktop.gui.delegates.product_cells import ROW_PX
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.remembered import Remembered
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.active_strip import ActiveStrip
from ppm_desktop.gui.views.floating_bar import RoomyStack
from ppm_desktop.gui.views.placeholders import EmptyState
from ppm_desktop.gui.views.product_columns import TIGHT_BELOW_PX
from ppm_desktop.gui.views.product_filters import ProductFilters
from ppm_desktop.gui.views.product_list import BOTTOM_PX, ProductListView
from ppm_desktop.gui.views.products_header import ProductsHeader
from ppm_desktop.gui.views.selection_bar import SelectionBar
from ppm_desktop.gui.views.widgets import Banner

PANE_PX = 688
LIST_BESIDE_PX = 420
SKELETON_AFTER_MS = 300
_SKELETON_ROWS = 12


class _Skeleton(QWidget):
    """Grey shapes of products to come."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(self.tr("Loading products…"))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dozen rows, fading downwards."""
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colour("control" if self._theme.dark else "track")))
        for place in range(_SKELETON_ROWS):
            painter.setOpacity(1.0 - place / (_SKELETON_ROWS + 1))
            top = px(32 + ROW_PX * place + 16)
            for left, width in ((16, 16), (48, 104), (208, 200 + place * 37 % 80)):
                painter.drawRoundedRect(px(left), top, px(width), px(12), 4, 4)
            painter.drawRoundedRect(self.width() - px(200), top, px(160), px(12), 4, 4)


class ProductsView(QWidget):
    """Arranges the parts and switches between list, loading and empty.

    Signals:
        shown: The page has come into view.
        import_wanted: The product that was looked for is to be imported.
    """

    shown = Signal()
    import_wanted = Signal()

    def __init__(
        self, theme: Theme, wording: Wording, remembered: Remembered, strip: ActiveStrip, products: ProductListView
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._theme = theme
        self._loaded = False
        self._pane: QWidget | None = None
        self.header = ProductsHeader(theme, wording, remembered)
        self.away = Banner(theme, "cloud-off", "wait", self.tr("Connect now"))
        self.trouble = Banner(theme, "octagon-x", "stop", self.tr("Close"))
        self.trouble.acted.connect(self.trouble.hide)
        self.strip = strip
        self.filters = ProductFilters(theme, wording)
        self.list = products
        self._stack = self._make_stack()
        self.bar = SelectionBar(theme, wording, self._stack)
        self._stack.resized.connect(self.bar.place)
        self._arrange()
        self._timer = QTimer(self)
        self._timer.setObjectName("show-product-skeleton")
        self._timer.setSingleShot(True)
        self._timer.setInterval(SKELETON_AFTER_MS)
        self._timer.timeout.connect(self._on_slow)
        self._timer.start()

    def regions(self) -> tuple[QWidget, ...]:
        """Where F6 stops."""
        beside = () if self._pane is None else (self._pane.focusProxy() or self._pane,)
        return self.header.new_button, self.filters.search, self.list, *beside

    def show_page(self) -> None:
        """It has come into view."""
        self.strip.refresh()
        self.shown.emit()

    def show_list(self) -> None:
        """There are products to list."""
        self._show(self.list)

    def show_empty(self) -> None:
        """There are no products at all."""
        self._show(self._empty)

    def show_nothing_found(self, sku: str) -> None:
        """Nothing matches; ``sku`` is what was looked for when that alone was asked."""
        if sku:
            self._unknown_sku.say(self.tr("There is no product with SKU {sku}").format(sku=sku))
        self._show(self._unknown_sku if sku else self._nothing_found)

    def show_picked(self, picked: int, matching: int, *, all_of_them: bool) -> None:
        """Show or hide the bar over the list."""
        self.bar.show_count(picked, matching, all_of_them=all_of_them)
        self.list.set_bottom(self._theme.px(BOTTOM_PX) if picked else 0)

    def open_pane(self, pane: QWidget) -> None:
        """Show ``pane`` beside the list, or over it where the window is narrow."""
        if self._pane is not pane:
            self._pane = pane
            pane.setParent(self)
        pane.show()
        self._dock()

    def close_pane(self) -> None:
        """The list has the whole page again."""
        if self._pane is not None:
            self._pane.hide()
            self._dock()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page has shorter fields."""
        super().resizeEvent(event)
        self._dock()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.away, self.trouble):
            column.addWidget(part)
        body = QHBoxLayout()
        body.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.strip)
        left.addWidget(self.filters)
        left.addWidget(self._stack, 1)
        body.addLayout(left, 1)
        self._gap = QWidget()
        self._gap.hide()
        body.addWidget(self._gap)
        column.addLayout(body, 1)

    def _make_stack(self) -> RoomyStack:
        stack = RoomyStack()
        self._blank = QWidget()
        self._skeleton = _Skeleton(self._theme)
        self._empty = EmptyState(
            self._theme,
            "package",
            self.tr("No products yet"),
            self.tr("Import them from a shop: they appear here with their prices, stock and state in every shop."),
            ("plus", self.tr("New operation")),
            "",
            (("Ctrl+N", self.tr("new operation")),),
        )
        self._nothing_found = EmptyState(
            self._theme, "search", self.tr("No products match the criteria"), "", ("", self.tr("Clear filters"))
        )
        self._unknown_sku = EmptyState(
            self._theme,
            "search",
            "",
            self.tr("It may not have been imported yet."),
            ("download", self.tr("Import this product")),
            self.tr("Clear filters"),
        )
        self._empty.first_chosen.connect(self.header.new_wanted)
        self._nothing_found.first_chosen.connect(self.filters.clear)
        self._unknown_sku.first_chosen.connect(self.import_wanted)
        self._unknown_sku.second_chosen.connect(self.filters.clear)
        for page in (self._blank, self._skeleton, self.list, self._empty, self._nothing_found, self._unknown_sku):
            stack.addWidget(page)
        return stack

    def _show(self, page: QWidget) -> None:
        self._loaded = True
        self._timer.stop()
        self._stack.setCurrentWidget(page)
        self.bar.place()

    @Slot()
    def _on_slow(self) -> None:
        if not self._loaded:
            self._stack.setCurrentWidget(self._skeleton)

    def _dock(self) -> None:
        px = self._theme.px
        open_ = self._pane is not None and not self._pane.isHidden()
        beside = open_ and self.width() >= px(PANE_PX + LIST_BESIDE_PX)
        self._gap.setVisible(beside)
        self._gap.setFixedWidth(px(PANE_PX))
        self.strip.set_wanted(not open_)
        self.list.set_stacked(beside)
        room = self.width() - (px(PANE_PX) if beside else 0)
        self.filters.set_tight(room < px(TIGHT_BELOW_PX), beside=beside)
        if open_ and self._pane is not None:
            top = self.header.height()
            width = min(px(PANE_PX), self.width())
            self._pane.setGeometry(self.width() - width, top, width, self.height() - top)
            self._pane.raise_()
        self.bar.place()
