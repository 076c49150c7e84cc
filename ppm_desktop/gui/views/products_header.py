"""The head of the Products page: its name, how many products there are, columns, a file of prices, the main button."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout

from ppm_desktop.domain.product_list import CatalogueTotals
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.product_row import ProductColumn
from ppm_desktop.gui.remembered import Remembered
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import ElidedLabel, IconButton, label

_SHOWN = {
    ProductColumn.PRICE: True,
    ProductColumn.STOCK: True,
    ProductColumn.ACTIVE: False,
    ProductColumn.SYNC: True,
    ProductColumn.CHANGED: True,
}
"""Columns that may be left out, and whether they are there at first."""


class ProductsHeader(QFrame):
    """64 px high.

    Signals:
        columns_changed: Other columns are wanted, see `hidden`.
        file_wanted: Prices and stock from a file.
        new_wanted: A new operation.
    """

    columns_changed = Signal()
    file_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, theme: Theme, wording: Wording, remembered: Remembered) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(theme.px(64))
        self._wording = wording
        self._remembered = remembered
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), 0, theme.px(16), 0)
        row.setSpacing(theme.px(12))
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addStretch(1)
        titles.addWidget(label(theme, TextStyle.PAGE_TITLE, "pageTitle", self.tr("Products")))
        self._subtitle = ElidedLabel(theme, TextStyle.BODY, "subtitle")
        titles.addWidget(self._subtitle)
        titles.addStretch(1)
        row.addLayout(titles, 1)
        self.file_button = IconButton(theme, "file-up", self.tr("Prices from a file…"))
        self.file_button.clicked.connect(self.file_wanted)
        self.columns_button = IconButton(theme, "sliders-horizontal", self.tr("Columns"))
        self.columns_button.setMenu(self._make_menu())
        self.new_button = IconButton(theme, "plus", self.tr("New operation"), "primary")
        self.new_button.clicked.connect(self.new_wanted)
        for button in (self.file_button, self.columns_button, self.new_button):
            row.addWidget(button)

    def show_totals(self, totals: CatalogueTotals) -> None:
        """How many products, in how many shops."""
        text = self.tr("{products} in {m} shops", "", totals.shops)
        products = self._wording.products(totals.products)
        self._subtitle.set_text(text.format(products=products, m=self._wording.number(totals.shops)))

    def hidden(self) -> set[ProductColumn]:
        """Columns that are left out."""
        return {column for column, at_first in _SHOWN.items() if not self._is_shown(column, at_first)}

    def _is_shown(self, column: ProductColumn, at_first: bool) -> bool:
        return self._remembered.flag(_name(column), default=at_first)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        names = {
            ProductColumn.PRICE: self.tr("Net price"),
            ProductColumn.STOCK: self.tr("Stock"),
            ProductColumn.ACTIVE: self.tr("Active", "column"),
            ProductColumn.SYNC: self.tr("PrestaShop Sync"),
            ProductColumn.CHANGED: self.tr("Changed"),
        }
        for column, at_first in _SHOWN.items():
            action = QAction(names[column], menu, checkable=True, checked=self._is_shown(column, at_first))
            action.toggled.connect(partial(self._on_toggled, column))
            menu.addAction(action)
        return menu

    def _on_toggled(self, column: ProductColumn, shown: bool) -> None:
        self._remembered.set_flag(_name(column), shown)
        self.columns_changed.emit()


def _name(column: ProductColumn) -> str:
    return f"products/column_{column.name.lower()}"
