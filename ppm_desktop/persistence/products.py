"""The catalogue as a list: which products match, as bare ids, and the categories to filter by."""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from ppm_desktop.domain.catalog import normal_sku
from ppm_desktop.domain.product_list import (
    CatalogueTotals,
    CategoryLine,
    ProductFilter,
    ProductIndex,
    ProductLine,
    SyncState,
)
from ppm_desktop.persistence.category_tree import CategoryTree
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.product_lines import read_lines
from ppm_desktop.persistence.tables import ProductCategoryRow, ProductRow, ProductShopDataRow, ShopRow

CHUNK = 1000
"""Products read with one statement."""
_STATUS, _LINKED = ProductShopDataRow.sync_status, ProductShopDataRow.prestashop_product_id.is_not(None)
_STATES: Mapping[SyncState, ColumnElement[bool]] = {
    SyncState.FAILED: _STATUS == "error",
    SyncState.CONFLICT: _STATUS == "conflict",
    SyncState.OFF: _STATUS == "disabled",
    SyncState.WAITING: and_(_STATUS.in_(("pending", "syncing")), _LINKED),
    SyncState.IN_SYNC: and_(_STATUS == "synced", _LINKED),
}
"""`ppm_desktop.domain.product_list.sync_state` as conditions; what meets none of them was never sent."""
_SEARCHED = (ProductRow.sku, ProductRow.name, ProductRow.ean)


class ProductRepository:
    """Every call blocks and may raise `DatabaseError`; deleted products are nowhere."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def totals(self) -> CatalogueTotals:
        """Products and active shops."""
        with self._database.read() as connection:
            products = connection.scalar(select(func.count()).where(ProductRow.deleted_at.is_(None)))
            return CatalogueTotals(products or 0, len(_active_shops(connection)))

    def categories(self) -> list[CategoryLine]:
        """Every category as a flat tree in the order it is shown, without containers."""
        with self._database.read() as connection:
            tree = CategoryTree.load(connection)
            rows = connection.execute(
                select(ProductCategoryRow.category_id, ProductCategoryRow.product_id)
                .join(ProductRow, ProductRow.id == ProductCategoryRow.product_id)
                .where(ProductRow.deleted_at.is_(None))
            ).all()
        inside: dict[int, set[int]] = defaultdict(set)
        for category_id, product_id in rows:
            inside[category_id].add(product_id)
        ordered = tree.in_order()
        below = Counter(above for number in ordered for above in list(tree.line(number))[1:])
        for number in reversed(ordered):  # each before those above it
            for above in list(tree.line(number))[1:2]:
                inside[above] |= inside[number]
        return [CategoryLine(number, tree.path(number), below[number], len(inside[number])) for number in ordered]

    def find(self, wanted: ProductFilter) -> ProductIndex:
        """Ids of the products that match: the one whose SKU is exactly the search, then the others by SKU."""
        search = wanted.search.strip()
        with self._database.read() as connection:
            matching = self._matching(connection, wanted)
            if search:
                ids = _searched(connection, matching, search)
            else:
                ids = array("Q", connection.scalars(matching.with_only_columns(ProductRow.id)))
            named = connection.scalar(select(ProductRow.id).where(ProductRow.sku == normal_sku(search)))
        if not search or named is None or named not in ids:
            return ProductIndex(ids)
        ids.remove(named)
        ids.insert(0, named)
        return ProductIndex(ids, exact=1)

    def lines(self, product_ids: Sequence[int]) -> list[ProductLine]:
        """What the list shows of these products, in their order; one that is gone is left out."""
        if not product_ids:
            return []
        with self._database.read() as connection:
            return read_lines(connection, product_ids)

    def skus(self, product_ids: Sequence[int]) -> list[str]:
        """SKUs of these products, in their order; one that is gone is left out."""
        found: dict[int, str] = {}
        with self._database.read() as connection:
            for start in range(0, len(product_ids), CHUNK):
                chunk = list(product_ids[start : start + CHUNK])
                rows = connection.execute(
                    select(ProductRow.id, ProductRow.sku).where(
                        ProductRow.id.in_(chunk), ProductRow.deleted_at.is_(None)
                    )
                )
                found |= {number: sku for number, sku in rows}  # noqa: C416 - rows are no pairs to a type checker
        return [found[number] for number in product_ids if number in found]

    def id_of(self, sku: str) -> int | None:
        """The product of this SKU, in any spelling."""
        with self._database.read() as connection:
            found: int | None = connection.scalar(
                select(ProductRow.id).where(ProductRow.sku == normal_sku(sku), ProductRow.deleted_at.is_(None))
            )
        return found

    def _matching(self, connection: Connection, wanted: ProductFilter) -> Select[*tuple[object, ...]]:
        """Products under the category and the state of ``wanted``, by SKU."""
        matching = (
            select(ProductRow.id, ProductRow.sku, ProductRow.name, ProductRow.ean)
            .where(ProductRow.deleted_at.is_(None))
            .order_by(ProductRow.sku)
        )
        if wanted.category_id is not None:
            ids = CategoryTree.load(connection).branch(wanted.category_id)
            inside = select(ProductCategoryRow.product_id).where(ProductCategoryRow.category_id.in_(ids))
            matching = matching.where(ProductRow.id.in_(inside))
        if wanted.state is not None:
            shop_ids = _active_shops(connection) if wanted.shop_id is None else [wanted.shop_id]
            matching = matching.where(_stands(wanted.state, shop_ids))
        return matching


def _active_shops(connection: Connection) -> list[int]:
    return list(connection.scalars(select(ShopRow.id).where(ShopRow.is_active.is_(True))))


def _stands(state: SyncState, shop_ids: Sequence[int]) -> ColumnElement[bool]:
    """Whether a product stands so in one of these shops."""
    rows = select(ProductShopDataRow.product_id).where(ProductShopDataRow.shop_id.in_(shop_ids))
    if state is SyncState.NEVER:
        sent = rows.where(or_(*_STATES.values())).group_by(ProductShopDataRow.product_id)
        return ProductRow.id.not_in(sent.having(func.count() == len(shop_ids)))
    found = rows.where(_STATES[state])
    if len(shop_ids) == 1:
        # Says nothing new, but makes MariaDB read the index once instead of looking each product up: a quarter
        # of the time. Over several shops it does so by itself, and grouping would cost.
        found = found.group_by(ProductShopDataRow.product_id).having(func.count() > 0)
    return ProductRow.id.in_(found)


def _searched(connection: Connection, matching: Select[*tuple[object, ...]], search: str) -> "array[int]":
    """Those of ``matching`` that hold ``search``, whatever its case.

    SQLite knows the case of ASCII letters only: others stand for any letter there, and are compared here.
    """
    escaped = re.sub(r"([/%_])", r"/\1", search)
    if connection.dialect.name != "sqlite" or search.isascii():
        held = or_(*(column.like(f"%{escaped}%", escape="/") for column in _SEARCHED))
        return array("Q", connection.scalars(matching.where(held).with_only_columns(ProductRow.id)))
    pattern = re.sub(r"[^\x00-\x7f]", "_", escaped)
    held = or_(*(column.like(f"%{pattern}%", escape="/") for column in _SEARCHED))
    folded = search.casefold()
    ids = array("Q")
    for row in connection.execute(matching.where(held)):
        if any(folded in text.casefold() for text in (row.sku, row.name, row.ean or "")):
            ids.append(row.id)
    return ids
