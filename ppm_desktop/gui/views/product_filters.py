"""Filters above the product list: search, where it came from, category, state in the shops, and what was found."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit

from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.product_list import CategoryLine, ProductFilter, ProductIndex, SyncState
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.filter_bar import SEARCH_AFTER_MS, SearchField
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, GlyphButton, label, placeholder_palette

_LONGEST_CATEGORY = 48
_SHORTEST_PX = 80


class OriginChip(QFrame):
    """Says where a search came from.

    Signals:
        removed: By its cross.
    """

    removed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("originChip")
        self.setFixedHeight(theme.px(32))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), 0, theme.px(4), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(Glyph(theme, "triangle-alert", "tx2"))
        self._text = label(theme, TextStyle.BODY, "soft")
        row.addWidget(self._text)
        remove = GlyphButton(theme, "x", self.tr("Remove"), 24)
        remove.clicked.connect(self.removed)
        row.addWidget(remove)
        self.hide()

    def tell(self, text: str) -> None:
        """Show ``text``; empty hides the chip."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class ProductFilters(QFrame):
    """52 px high.

    Signals:
        filter_changed: `ProductFilter` as chosen now.
    """

    filter_changed = Signal(object)

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__()
        self.setObjectName("filters")
        self.setFixedHeight(theme.px(52))
        self._theme = theme
        self._wording = wording
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._make_search())
        self.origin = OriginChip(theme)
        self.origin.removed.connect(self._on_origin_removed)
        row.addWidget(self.origin)
        self._categories = self._make_choice(self.tr("Category"))
        self._states = self._make_choice(self.tr("Sync state"))
        self._shops = self._make_choice(self.tr("All shops"))
        self._widths = {self._categories: (112, 128), self._states: (164, 176), self._shops: (144, 160)}
        self._shops.hide()
        self._fill_states()
        for choice in (self._categories, self._states, self._shops):
            row.addWidget(choice)
        self._summary = ElidedLabel(theme, TextStyle.CAPTION, "sectionNote")
        self._summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(theme.px(8))
        row.addWidget(self._summary, 1)
        self._timer = QTimer(self)
        self._timer.setObjectName("product-search-pause")
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER_MS)
        self._timer.timeout.connect(self._on_filter_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.set_tight(False)

    def wanted(self) -> ProductFilter:
        """The filter as chosen now."""
        category, shop = self._categories.currentData(), self._shops.currentData()
        state = self._states.currentData()
        return ProductFilter(
            search=self.search.text().strip(),
            category_id=category if isinstance(category, int) else None,
            state=SyncState(state) if state else None,
            shop_id=shop if isinstance(shop, int) and state else None,
        )

    def narrowed(self) -> bool:
        """Whether anything is filtered at all."""
        return self.wanted() != ProductFilter()

    def look_for(self, text: str, origin: str) -> None:
        """Search ``text`` alone, at once; ``origin`` says where it came from."""
        self._reset()
        self.search.setText(text)
        self.origin.tell(origin)
        self._on_filter_changed()

    def look_at(self, state: SyncState, shop_id: int) -> None:
        """List the products that stand so in a shop, at once."""
        self._reset()
        for choice, value in ((self._states, state.value), (self._shops, shop_id)):
            choice.blockSignals(True)
            choice.setCurrentIndex(max(0, choice.findData(value)))
            choice.blockSignals(False)
        self._on_filter_changed()

    @Slot()
    def clear(self) -> None:
        """List everything."""
        self._reset()
        self._on_filter_changed()

    def show_categories(self, categories: Sequence[CategoryLine]) -> None:
        """Offer these categories."""
        rows = []
        for one in categories:
            path = one.path if len(one.path) <= _LONGEST_CATEGORY else f"…{one.path[-_LONGEST_CATEGORY:]}"
            rows.append((f"{path} ({self._wording.number(one.products)})", one.id))
        self._offer(self._categories, rows)

    def show_shops(self, shops: Sequence[ShopSummary]) -> None:
        """Offer these shops beside a state."""
        self._offer(self._shops, [(shop.name, shop.id) for shop in shops])

    def show_found(self, found: ProductIndex) -> None:
        """Say how many products there are."""
        if found.exact:
            similar = len(found.ids) - found.exact
            exact = self.tr("{n} exact matches", "", found.exact).format(n=self._wording.number(found.exact))
            others = self.tr("{n} similar", "", similar).format(n=self._wording.number(similar))
            self._summary.set_text(f"{exact}, {others}")
        else:
            self._summary.set_text(self._wording.products(len(found.ids)) if self.narrowed() else "")

    def set_tight(self, tight: bool, *, beside: bool = False) -> None:
        """Shorter fields where room is scarce; ``beside`` a pane they shrink as far as they must."""
        px = self._theme.px
        self.search.setFixedWidth(px(192 if tight else 304))
        for choice, (narrow, wide) in self._widths.items():
            choice.setFixedWidth(px(narrow if tight else wide))
        for field in (self.search, *self._widths) if beside else ():
            field.setMinimumWidth(px(_SHORTEST_PX))

    def _make_search(self) -> QLineEdit:
        self.search = SearchField()
        self.search.setPlaceholderText(self.tr("Search SKU, name, EAN"))
        self.search.setAccessibleName(self.tr("Search SKU, name, EAN"))
        self.search.setFixedWidth(self._theme.px(304))
        glass = Glyph(self._theme, "search", "tx3")
        glass.setParent(self.search)
        glass.move(self._theme.px(11), self._theme.px(8))
        self.search.setTextMargins(self._theme.px(23), 0, 0, 0)
        self._wipe = QAction(self.tr("Clear search"), self.search)
        self._wipe.triggered.connect(self.search.clear)
        self._wipe.setVisible(False)
        self.search.addAction(self._wipe, QLineEdit.ActionPosition.TrailingPosition)
        self.search.textChanged.connect(self._on_search_edited)
        return self.search

    def _make_choice(self, first: str) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(first)
        choice.setMaxVisibleItems(20)
        choice.addItem(first, None)
        choice.currentIndexChanged.connect(self._on_filter_changed)
        return choice

    def _fill_states(self) -> None:
        names = {
            SyncState.FAILED: self.tr("Error", "sync state"),
            SyncState.CONFLICT: self.tr("Conflict", "sync state"),
            SyncState.WAITING: self.tr("Waiting to be sent", "sync state"),
            SyncState.NEVER: self.tr("Not sent", "sync state"),
            SyncState.OFF: self.tr("Switched off", "sync state"),
            SyncState.IN_SYNC: self.tr("In sync", "sync state"),
        }
        self._offer(self._states, [(name, state.value) for state, name in names.items()])

    def _offer(self, choice: QComboBox, rows: Sequence[tuple[str, int | str]]) -> None:
        chosen = choice.currentData()
        choice.blockSignals(True)
        while choice.count() > 1:
            choice.removeItem(1)
        for text, value in rows:
            choice.addItem(text, value)
        choice.setCurrentIndex(max(0, choice.findData(chosen)))
        choice.blockSignals(False)
        widest = max((choice.fontMetrics().horizontalAdvance(text) for text, _value in rows), default=0)
        choice.view().setMinimumWidth(max(choice.width(), widest + self._theme.px(40)))

    def _reset(self) -> None:
        for choice in (self._categories, self._states, self._shops):
            choice.blockSignals(True)
            choice.setCurrentIndex(0)
            choice.blockSignals(False)
        self.search.clear()
        self.origin.tell("")

    @Slot()
    def _on_origin_removed(self) -> None:
        self.clear()
        self.search.setFocus()

    @Slot(str)
    def _on_search_edited(self, text: str) -> None:
        self._wipe.setVisible(bool(text))
        code = any(one.isdigit() for one in text) and " " not in text
        self.search.setFont(self._theme.font(TextStyle.CODE if code else TextStyle.BODY))
        self.origin.tell("")
        self._timer.start()

    @Slot()
    def _on_filter_changed(self) -> None:
        self._timer.stop()
        self._shops.setVisible(self._states.currentIndex() > 0)
        self.filter_changed.emit(self.wanted())

    @Slot()
    def _on_theme_changed(self) -> None:
        size = self._theme.px(16)
        self._wipe.setIcon(self._theme.icons.icon("x", self._theme.colour("tx2"), size))
        self._categories.setIconSize(QSize(size, size))
        placeholder_palette(self.search, self._theme)
