"""How wide the columns of the product list are, and which of them are left out."""

from collections.abc import Set as AbstractSet

from PySide6.QtWidgets import QTableView

from ppm_desktop.gui.models.product_row import ProductColumn
from ppm_desktop.gui.theme import Theme

TIGHT_BELOW_PX = 1000
_WIDTHS = {
    ProductColumn.CHECK: 40,
    ProductColumn.SKU: 160,
    ProductColumn.PRICE: 112,
    ProductColumn.STOCK: 64,
    ProductColumn.ACTIVE: 72,
    ProductColumn.SYNC: 352,
    ProductColumn.CHANGED: 86,
}
_TIGHT = {ProductColumn.SKU: 144, ProductColumn.PRICE: 96, ProductColumn.SYNC: 250}
_STACKED = frozenset({ProductColumn.CHECK, ProductColumn.NAME, ProductColumn.PRICE, ProductColumn.STOCK})


def lay_out(view: QTableView, theme: Theme, hidden: AbstractSet[ProductColumn], *, stacked: bool) -> None:
    """Fit the columns into ``view``; the name takes what the others leave."""
    tight = view.width() < theme.px(TIGHT_BELOW_PX)
    widths = _WIDTHS | (_TIGHT if tight else {})
    for column in ProductColumn:
        view.setColumnHidden(column, column not in _STACKED if stacked else column in hidden)
        if column in widths:
            view.setColumnWidth(column, theme.px(widths[column]))
