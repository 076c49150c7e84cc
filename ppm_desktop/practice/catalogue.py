"""The practice shop's data and the rules that keep its tables together."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from ppm_desktop.practice.resources import RESOURCES
from ppm_desktop.practice.store import Item, Record, Table, changed

ROOT, HOME = 1, 2
"""The containers every shop has."""

_SHOP_ZONE = timezone(timedelta(hours=1))
_STAMP = "%Y-%m-%d %H:%M:%S"
_INDEXED = {
    "products": ("reference",),
    "combinations": ("id_product",),
    "stock_availables": ("id_product",),
    "categories": ("id_parent",),
    "specific_prices": ("id_product",),
    "product_option_values": ("id_attribute_group",),
}


class Catalogue:
    """Everything the shop holds.

    All methods may be called from any thread; those that write take ``lock`` themselves.

    Attributes:
        lock: Held while a request is answered or the data is changed.
        version: Grows with every change.
        writes: How many objects were written through the webservice, by resource.
    """

    def __init__(self, clock: Callable[[], datetime] | None = None) -> None:
        self.tables = {name: Table(resource, _INDEXED.get(name, ())) for name, resource in RESOURCES.items()}
        self.lock = threading.RLock()
        self.version = 0
        self.writes: Counter[str] = Counter()
        self._members: dict[int, list[int]] = {}
        self._clock = clock or (lambda: datetime.now(_SHOP_ZONE))
        self._below: dict[int, int] = {}
        self._below_version = -1

    # What tests and the demo do to the shop

    def product_ids(self) -> list[int]:
        """Ids of all products, ascending."""
        with self.lock:
            return list(self.tables["products"].ids)

    def reference(self, product_id: int) -> str:
        """The reference of a product."""
        return self.tables["products"].rows[product_id].values.get("reference", "")

    def change_product(self, product_id: int, **values: str) -> None:
        """Change plain fields of a product as an employee of the shop would; ``date_upd`` moves."""
        with self.lock:
            record = self.tables["products"].rows[product_id]
            stamp = self.stamp(record.values.get("date_upd", ""))
            self._store("products", changed(record, {**values, "date_upd": stamp}))

    def set_price(self, product_id: int, price: Decimal | str) -> None:
        """Change the net price of a product."""
        self.change_product(product_id, price=f"{Decimal(price):.6f}")

    def rename_product(self, product_id: int, english: str, polish: str) -> None:
        """Change the name of a product in both languages."""
        with self.lock:
            record = self.tables["products"].rows[product_id]
            renamed = replace(record, texts={**record.texts, "name": (english, polish)})
            self._store("products", renamed)
            self.change_product(product_id)

    def set_stock(self, product_id: int, quantity: int, combination_id: int = 0) -> None:
        """Change a quantity; as in a real shop ``date_upd`` of the product stays."""
        with self.lock:
            row = self.tables["stock_availables"].rows[self.stock_row_id(product_id, combination_id)]
            self._store("stock_availables", changed(row, {"quantity": str(quantity)}))
            self._sum_stock(product_id, combination_id)

    def quantity(self, product_id: int, combination_id: int = 0) -> int:
        """The quantity of a product or of one of its combinations."""
        return self.tables["stock_availables"].rows[self.stock_row_id(product_id, combination_id)].number("quantity")

    def delete_product(self, product_id: int) -> None:
        """Remove a product with its combinations and stock."""
        self.delete("products", product_id)

    # What the webservice asks

    def stamp(self, before: str = "") -> str:
        """The shop's time now, never the same second as ``before``."""
        now = self._clock().strftime(_STAMP)
        if before and now <= before:
            moment = datetime.strptime(before, _STAMP).replace(tzinfo=_SHOP_ZONE)
            return (moment + timedelta(seconds=1)).strftime(_STAMP)
        return now

    def stock_row_id(self, product_id: int, combination_id: int = 0) -> int:
        """Id of a row of ``stock_availables``."""
        table = self.tables["stock_availables"]
        for row_id in table.where("id_product", [float(product_id)]):
            if table.rows[row_id].number("id_product_attribute") == combination_id:
                return row_id
        raise KeyError((product_id, combination_id))

    def combination_ids(self, product_id: int) -> list[int]:
        """Ids of a product's combinations, ascending."""
        return self.tables["combinations"].where("id_product", [float(product_id)])

    def members(self, category_id: int) -> Sequence[int]:
        """Ids of the products of a category, in their positions."""
        return self._members.get(category_id, ())

    def insert(self, resource: str, record: Record, *, quantity: int = 0) -> None:
        """Store a new object with what the shop makes of it (stock row, positions, default combination).

        ``quantity`` goes into the stock row of a product or combination.
        """
        with self.lock:
            self.tables[resource].insert(record)
            self.version += 1
            if resource == "products":
                self._join(record.id, record.items.get("categories", ()))
                self._add_stock(record.id, 0, quantity)
            elif resource == "combinations":
                product_id = record.number("id_product")
                self._add_stock(product_id, record.id, quantity)
                self._keep_default(product_id)
                if quantity:
                    self._sum_stock(product_id, record.id)

    def update(self, resource: str, record: Record) -> None:
        """Store another version of an object."""
        with self.lock:
            old = self.tables[resource].rows[record.id]
            self._store(resource, record)
            if resource == "products" and old.items.get("categories") != record.items.get("categories"):
                self._leave(record.id, old.items.get("categories", ()))
                self._join(record.id, record.items.get("categories", ()))
            elif resource == "stock_availables":
                self._sum_stock(record.number("id_product"), record.number("id_product_attribute"))

    def delete(self, resource: str, record_id: int) -> None:
        """Remove an object and what hangs on it."""
        with self.lock:
            record = self.tables[resource].remove(record_id)
            self.version += 1
            if resource == "products":
                self._leave(record_id, record.items.get("categories", ()))
                for combination_id in self.combination_ids(record_id):
                    self.tables["combinations"].remove(combination_id)
                stock = self.tables["stock_availables"]
                for row_id in stock.where("id_product", [float(record_id)]):
                    stock.remove(row_id)
            elif resource == "combinations":
                product_id = record.number("id_product")
                self.tables["stock_availables"].remove(self.stock_row_id(product_id, record_id))
                self._keep_default(product_id)

    def place(self, product_id: int, category_id: int, position: int) -> None:
        """Move a product to a position (from 1) of its category."""
        with self.lock:
            members = self._members[category_id]
            members.remove(product_id)
            members.insert(position - 1, product_id)
            self.version += 1

    def _store(self, resource: str, record: Record) -> None:
        self.tables[resource].replace(record)
        self.version += 1

    def _join(self, product_id: int, categories: Sequence[Item]) -> None:
        for category_id, *_ in categories:
            self._members.setdefault(int(category_id), []).append(product_id)

    def _leave(self, product_id: int, categories: Sequence[Item]) -> None:
        for category_id, *_ in categories:
            self._members[int(category_id)].remove(product_id)

    def _add_stock(self, product_id: int, combination_id: int, quantity: int) -> None:
        table = self.tables["stock_availables"]
        table.insert(
            Record(
                table.next_id,
                {
                    "id_product": str(product_id),
                    "id_product_attribute": str(combination_id),
                    "quantity": str(quantity),
                    "out_of_stock": "2",
                },
            )
        )

    def _sum_stock(self, product_id: int, combination_id: int) -> None:
        """A combination's quantity counts into row 0; row 0 itself is taken as written."""
        if combination_id == 0:
            return
        table = self.tables["stock_availables"]
        rows = table.records(table.where("id_product", [float(product_id)]))
        total = sum(row.number("quantity") for row in rows if row.number("id_product_attribute"))
        for row in rows:
            if row.number("id_product_attribute") == 0:
                self._store("stock_availables", changed(row, {"quantity": str(total)}))

    def _keep_default(self, product_id: int) -> None:
        """A product with combinations always has a default one."""
        product = self.tables["products"].rows.get(product_id)
        if product is None:
            return
        ids = self.combination_ids(product_id)
        if product.number("cache_default_attribute") not in ids:
            self._store("products", changed(product, {"cache_default_attribute": str(ids[0]) if ids else "0"}))

    def products_below(self, category_id: int) -> int:
        """How many products a category and all below it hold."""
        if self._below_version != self.version:
            self._below.clear()
            self._below_version = self.version
        if category_id not in self._below:
            self._below[category_id] = len(self._collect(category_id))
        return self._below[category_id]

    def _collect(self, category_id: int) -> set[int]:
        products = set(self.members(category_id))
        for child in self.tables["categories"].where("id_parent", [float(category_id)]):
            if child != category_id:
                products |= self._collect(child)
        return products
