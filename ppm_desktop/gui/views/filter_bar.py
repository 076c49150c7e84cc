"""Filters above the list: segments with counts, shop, search, order, and the switch of the details."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton

from ppm_desktop.domain.listing import JobCounts, JobFilter, JobOrder, ShopSummary, StatusFilter
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.segments import SegmentBar
from ppm_desktop.gui.views.widgets import Glyph, GlyphButton, placeholder_palette

SEARCH_AFTER_MS = 250


class SearchField(QLineEdit):
    """Esc clears it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears what is typed, and leaves an empty field."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class FilterBar(QFrame):
    """48 px high.

    Signals:
        filter_changed: `JobFilter` as chosen now.
        order_changed: `JobOrder`.
        details_toggled: Whether the details pane is wanted.
    """

    filter_changed = Signal(object)
    order_changed = Signal(object)
    details_toggled = Signal(bool)

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__()
        self.setObjectName("filters")
        self.setFixedHeight(theme.px(48))
        self._theme = theme
        self._wording = wording
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._make_segments())
        row.addWidget(self._make_shops())
        row.addStretch(1)
        row.addWidget(self._make_search())
        row.addWidget(self._make_order())
        self.details = GlyphButton(theme, "panel-left", self.tr("Show or hide details"))
        self.details.setCheckable(True)
        self.details.toggled.connect(self.details_toggled)
        row.addWidget(self.details)
        self._search_timer = QTimer(self)
        self._search_timer.setObjectName("search-pause")
        self._search_timer.setSingleShot(True)
        self._search_timer.setInterval(SEARCH_AFTER_MS)
        self._search_timer.timeout.connect(self._on_filter_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def wanted(self) -> JobFilter:
        """The filter as chosen now."""
        status = list(StatusFilter)[self._segments.place]
        shop = self._shops.currentData()
        return JobFilter(status, shop if isinstance(shop, int) else None, self.search.text().strip())

    def choose(self, status: StatusFilter) -> None:
        """Switch to the segment ``status``."""
        self._segments.choose(list(StatusFilter).index(status))

    def clear(self) -> None:
        """Show everything of all shops."""
        self.search.clear()
        self._shops.setCurrentIndex(0)
        self.choose(StatusFilter.ALL)
        self._on_filter_changed()

    def show_counts(self, counts: JobCounts | None) -> None:
        """How many jobs each segment holds; None while unknown."""
        figures = (None,) * 4 if counts is None else (counts.active, counts.all, counts.completed, counts.failed)
        self._segments.show_counts(["" if figure is None else self._wording.number(figure) for figure in figures])

    def show_shops(self, shops: Sequence[ShopSummary]) -> None:
        """Offer these shops."""
        chosen = self._shops.currentData()
        self._shops.blockSignals(True)
        self._shops.clear()
        self._shops.addItem(self.tr("All shops"), None)
        for shop in shops:
            self._shops.addItem(shop.name, shop.id)
        self._shops.setCurrentIndex(max(0, self._shops.findData(chosen)))
        self._shops.blockSignals(False)
        self._on_theme_changed()

    def set_narrow(self, narrow: bool) -> None:
        """A shorter search field where room is scarce."""
        self.search.setFixedWidth(self._theme.px(164 if narrow else 272))
        long = self.tr("Search: shop, SKU, operation no.")
        self.search.setPlaceholderText(self.tr("Search") if narrow else long)

    def _make_segments(self) -> SegmentBar:
        names = (
            self.tr("Active", "filter"),
            self.tr("All", "filter"),
            self.tr("Completed", "filter"),
            self.tr("Errors", "filter"),
        )
        self._segments = SegmentBar(self._theme, names, list(StatusFilter).index(StatusFilter.ALL))
        self._segments.chosen.connect(self._on_filter_changed)
        return self._segments

    def _make_shops(self) -> QComboBox:
        self._shops = QComboBox()
        self._shops.setAccessibleName(self.tr("Shop filter"))
        self._shops.setMinimumWidth(self._theme.px(184))
        self._shops.setMaximumWidth(self._theme.px(240))
        self._shops.addItem(self.tr("All shops"), None)
        self._shops.currentIndexChanged.connect(self._on_filter_changed)
        return self._shops

    def _make_search(self) -> QLineEdit:
        self.search = SearchField()
        self.search.setFixedWidth(self._theme.px(272))
        self.search.setPlaceholderText(self.tr("Search: shop, SKU, operation no."))
        self.search.setAccessibleName(self.tr("Search: shop, SKU, operation no."))
        self.search.textChanged.connect(self._on_search_edited)
        glass = Glyph(self._theme, "search", "tx3")
        glass.setParent(self.search)
        glass.move(self._theme.px(11), self._theme.px(8))
        self.search.setTextMargins(self._theme.px(23), 0, 0, 0)
        return self.search

    def _make_order(self) -> QToolButton:
        names = {
            JobOrder.NEWEST: self.tr("Newest", "order"),
            JobOrder.OLDEST: self.tr("Oldest", "order"),
            JobOrder.SHOP: self.tr("Shop", "order"),
            JobOrder.ERRORS: self.tr("Error count", "order"),
        }
        button = GlyphButton(self._theme, "arrow-up-down", self.tr("Sort: newest, oldest, shop, error count"))
        menu = QMenu(button)
        group = QActionGroup(menu)
        for order, name in names.items():
            action = QAction(name, menu, checkable=True, checked=order is JobOrder.NEWEST)
            action.setData(order)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._on_order_chosen)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    @Slot()
    def _on_search_edited(self) -> None:
        self._search_timer.start()

    @Slot()
    def _on_filter_changed(self) -> None:
        self._search_timer.stop()
        self.filter_changed.emit(self.wanted())

    @Slot(QAction)
    def _on_order_chosen(self, action: QAction) -> None:
        self.order_changed.emit(JobOrder(action.data()))

    @Slot()
    def _on_theme_changed(self) -> None:
        size = self._theme.px(16)
        icons = self._theme.icons
        self._shops.setIconSize(QSize(size, size))
        self._shops.setItemIcon(0, icons.icon("store", self._theme.colour("tx3"), size))
        placeholder_palette(self.search, self._theme)
