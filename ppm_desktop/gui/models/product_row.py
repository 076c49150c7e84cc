"""One row of the product list in words, made once per change and then only picked from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.product_edit import EditField
from ppm_desktop.domain.product_list import ProductLine, ShopMark, SyncState
from ppm_desktop.gui.formatting import NBSP, NO_VALUE, Wording

translate = QCoreApplication.translate


class ProductColumn(IntEnum):
    """Columns of the product list, from the left."""

    CHECK = 0
    SKU = 1
    NAME = 2
    PRICE = 3
    STOCK = 4
    ACTIVE = 5
    SYNC = 6
    CHANGED = 7


FIELDS = {
    ProductColumn.NAME: EditField.NAME,
    ProductColumn.PRICE: EditField.PRICE,
    ProductColumn.STOCK: EditField.STOCK,
    ProductColumn.ACTIVE: EditField.ACTIVE,
}
"""What is edited in which column."""


@dataclass(frozen=True, slots=True)
class ProductRow:
    """What the list paints of one product; every text is ready.

    Attributes:
        texts: What each column shows.
        category: Second line of the name's cell.
        tips: What each shop's mark says when pointed at, in the order of the marks.
        accessible: What a screen reader says of the row.
    """

    line: ProductLine
    texts: tuple[str, ...]
    category: str
    tips: tuple[str, ...]
    accessible: str

    def editable(self, column: ProductColumn) -> bool:
        """Whether the cell can be changed in place: stock of variants belongs to them."""
        return column in FIELDS and not (column is ProductColumn.STOCK and self.line.has_variants)


class ProductWriter:
    """Writes `ProductRow` objects in one language."""

    def __init__(self, wording: Wording, language: Language, now: Callable[[], datetime]) -> None:
        self._wording = wording
        self._language = language
        self._now = now

    def write(self, line: ProductLine) -> ProductRow:
        """``line`` in words."""
        off = "" if line.active else translate("ProductRow", "switched off")
        texts = self._texts(line)
        tips = tuple(self.tip(mark) for mark in line.marks)
        return ProductRow(
            line=line,
            texts=texts,
            category=" · ".join(part for part in (line.category, off) if part),
            tips=tips,
            accessible=self._accessible(line, texts, tips, off),
        )

    def changed(self, line: ProductLine) -> str:
        """How long ago the product changed; empty when it never did."""
        return "" if line.changed_at is None else self._wording.short_ago(line.changed_at, self._now())

    def typed(self, line: ProductLine, column: ProductColumn) -> str:
        """What an editor of the cell starts with."""
        match column:
            case ProductColumn.NAME:
                return line.name
            case ProductColumn.PRICE:
                return "" if line.price_net is None else self._wording.typed(line.price_net)
            case ProductColumn.STOCK:
                return "" if line.quantity is None else str(line.quantity)
            case _:
                return "1" if line.active else "0"

    def tip(self, mark: ShopMark) -> str:
        """How the product stands in one shop, in words."""
        return f"{mark.shop_name}: {self.state(mark)}"

    def state(self, mark: ShopMark) -> str:
        """The state alone; of a failure with its reason."""
        if mark.state is SyncState.FAILED:
            reason = explain(mark.reason or None, self._language).name.rstrip(".")
            return translate("ProductRow", "Error: {reason}").format(reason=reason)
        return state_name(mark.state)

    def _texts(self, line: ProductLine) -> tuple[str, ...]:
        texts = {
            ProductColumn.CHECK: "",
            ProductColumn.SKU: line.sku,
            ProductColumn.NAME: line.name,
            ProductColumn.PRICE: NO_VALUE if line.price_net is None else self._wording.amount(line.price_net),
            ProductColumn.STOCK: NO_VALUE if line.quantity is None else self._wording.number(line.quantity),
            ProductColumn.ACTIVE: active_name(line.active),
            ProductColumn.SYNC: ", ".join(mark.shop_name for mark in line.marks),
            ProductColumn.CHANGED: self.changed(line),
        }
        return tuple(texts[column] for column in ProductColumn)

    def _accessible(self, line: ProductLine, texts: tuple[str, ...], tips: tuple[str, ...], off: str) -> str:
        text = translate("ProductRow", "{sku}, {name}. Net price {price}, stock {stock}.")
        said = [
            text.format(
                sku=line.sku, name=line.name, price=texts[ProductColumn.PRICE], stock=texts[ProductColumn.STOCK]
            )
        ]
        said += [f"{off}."] if off else []
        said += [f"{tip}." for tip in tips]
        return " ".join(said).replace(NBSP, " ")


def state_name(state: SyncState) -> str:
    """How a product stands in a shop."""
    names = {
        SyncState.FAILED: translate("ProductRow", "Error"),
        SyncState.CONFLICT: translate("ProductRow", "Conflict: changed on both sides"),
        SyncState.WAITING: translate("ProductRow", "Waiting to be sent"),
        SyncState.NEVER: translate("ProductRow", "Not sent to this shop"),
        SyncState.OFF: translate("ProductRow", "Switched off for this shop"),
        SyncState.IN_SYNC: translate("ProductRow", "In sync with the shop"),
    }
    return names[state]


def active_name(active: bool) -> str:
    """What the column of active products says."""
    return translate("ProductRow", "yes", "active") if active else translate("ProductRow", "no", "active")
