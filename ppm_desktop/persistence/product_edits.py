"""Edits of PPM's own products: read, decided, written and noted, all in one transaction."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from uuid import uuid4

from sqlalchemy import Connection, Row, Select, select

from ppm_desktop.domain.catalog import normal_sku
from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.product_edit import EditResult, EditRow, EditSource, ProductValues
from ppm_desktop.persistence.catalog_state import load_defaults
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.edit_rows import EditContext, EditRows, OwnStock, StoredProduct, load_receivers
from ppm_desktop.persistence.product_lines import variant_stock
from ppm_desktop.persistence.tables import ProductPriceRow, ProductRow, ProductStockRow
from ppm_desktop.persistence.types import now

CHUNK = 1000
"""Products read and written with one set of statements."""
Decide = Callable[[ProductValues], EditRow]
Rows = dict[int, list[Row[*tuple[object, ...]]]]


class ProductEdits:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(self, database: Database, computer: Computer) -> None:
        self._database = database
        self._computer = computer

    def read(self, product_ids: Sequence[int]) -> Iterator[ProductValues]:
        """What these products have, in their order; one that is gone is left out."""
        for start in range(0, len(product_ids), CHUNK):
            chunk = list(product_ids[start : start + CHUNK])
            with self._database.read() as connection:
                known = _load(connection, _products().where(ProductRow.id.in_(chunk)))
            yield from (known[number].values for number in chunk if number in known)

    def read_skus(self, skus: Sequence[str]) -> dict[str, ProductValues]:
        """What the products of these normal SKUs have, by normal SKU."""
        found: dict[str, ProductValues] = {}
        for start in range(0, len(skus), CHUNK):
            with self._database.read() as connection:
                known = _load(connection, _products().where(ProductRow.sku.in_(skus[start : start + CHUNK])))
            found |= {normal_sku(one.values.sku): one.values for one in known.values()}
        return found

    def apply(self, product_ids: Sequence[int], decide: Decide, source: EditSource) -> EditResult:
        """Save what ``decide`` makes of each of these products; of all of them or, when anything is raised, of none.

        ``decide`` is asked with the values as they are then, and again when the transaction has to be repeated.
        """
        edit_id = str(uuid4())
        ids = sorted(set(product_ids))  # everybody locks in this order
        return self._database.retrying(partial(self._apply, ids=ids, decide=decide, source=source, edit_id=edit_id))

    def _apply(
        self, connection: Connection, ids: Sequence[int], decide: Decide, source: EditSource, edit_id: str
    ) -> EditResult:
        group_id, warehouse_id = load_defaults(connection)
        receivers = load_receivers(connection, group_id, warehouse_id)
        moment = connection.execute(select(now())).scalar_one()
        context = EditContext(edit_id, self._computer, source, group_id, warehouse_id, receivers, moment)
        changed_ids: list[int] = []
        shop_ids: set[int] = set()
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            known = _load(connection, _products().where(ProductRow.id.in_(chunk)).with_for_update())
            rows = EditRows(context)
            for stored in known.values():
                changes = decide(stored.values).changes
                if changes:
                    rows.add(stored, changes)
            if rows.edited:
                shop_ids |= rows.write(connection)
                changed_ids += rows.edited
        return EditResult(len(changed_ids), tuple(sorted(shop_ids)), tuple(changed_ids))


def _products() -> Select[*tuple[object, ...]]:
    return select(
        ProductRow.id,
        ProductRow.sku,
        ProductRow.name,
        ProductRow.is_active,
        ProductRow.is_variant_master,
        ProductRow.tax_rate,
    ).where(ProductRow.deleted_at.is_(None))


def _load(connection: Connection, wanted: Select[*tuple[object, ...]]) -> dict[int, StoredProduct]:
    """The wanted products with the rows of their price and stock, by id."""
    group_id, warehouse_id = load_defaults(connection)
    products = {row.id: row for row in connection.execute(wanted)}
    ids = list(products)
    prices = _by_product(
        connection,
        select(ProductPriceRow.id, ProductPriceRow.product_id, ProductPriceRow.price_net)
        .where(
            ProductPriceRow.product_id.in_(ids),
            ProductPriceRow.product_variant_id.is_(None),
            ProductPriceRow.price_group_id == group_id,
        )
        .order_by(ProductPriceRow.id),
    )
    stock = _by_product(
        connection,
        select(
            ProductStockRow.id,
            ProductStockRow.product_id,
            ProductStockRow.shop_id,
            ProductStockRow.quantity,
            ProductStockRow.reserved_quantity,
        )
        .where(
            ProductStockRow.product_id.in_(ids),
            ProductStockRow.product_variant_id.is_(None),
            ProductStockRow.warehouse_id == warehouse_id,
        )
        .order_by(ProductStockRow.id),
    )
    variants = variant_stock(connection, warehouse_id, [one for one, row in products.items() if row.is_variant_master])
    return {number: _stored(row, prices, stock, variants.get(number)) for number, row in products.items()}


def _by_product(connection: Connection, wanted: Select[*tuple[object, ...]]) -> Rows:
    found: Rows = defaultdict(list)
    for row in connection.execute(wanted):
        found[row.product_id].append(row)
    return found


def _stored(product: Row[*tuple[object, ...]], prices: Rows, stock: Rows, of_variants: int | None) -> StoredProduct:
    priced = prices[product.id]
    shared = [row for row in stock[product.id] if row.shop_id is None]
    own = tuple(
        OwnStock(row.id, row.shop_id, row.quantity, row.reserved_quantity)
        for row in stock[product.id]
        if row.shop_id is not None
    )
    quantity = shared[-1].quantity if shared else None
    reserved = [row.reserved_quantity for row in shared] + [one.reserved for one in own if one.quantity == quantity]
    values = ProductValues(
        id=product.id,
        sku=product.sku,
        name=product.name,
        price_net=priced[-1].price_net if priced else None,
        quantity=of_variants if product.is_variant_master else quantity,
        active=bool(product.is_active),
        tax_rate=product.tax_rate,
        reserved=max(reserved, default=0),
        has_variants=bool(product.is_variant_master),
    )
    return StoredProduct(values, tuple(row.id for row in priced), tuple(row.id for row in shared), own)
