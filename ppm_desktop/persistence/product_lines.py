"""Rows of the product list, read for the products in view alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, and_, func, select

from ppm_desktop.domain.job import ItemOutcome
from ppm_desktop.domain.product_list import ProductLine, ShopMark, SyncState, sync_state
from ppm_desktop.persistence.catalog_state import load_defaults
from ppm_desktop.persistence.category_tree import CategoryTree
from ppm_desktop.persistence.tables import (
    JobItemRow,
    ProductCategoryRow,
    ProductPriceRow,
    ProductRow,
    ProductShopDataRow,
    ProductStockRow,
    ProductVariantRow,
    ShopRow,
)

_URGENCY = {state: place for place, state in enumerate(SyncState)}


def read_lines(connection: Connection, product_ids: Sequence[int]) -> list[ProductLine]:
    """What the list shows of these products, in their order; one that is gone is left out."""
    group_id, warehouse_id = load_defaults(connection)
    rows = connection.execute(
        select(
            ProductRow.id,
            ProductRow.sku,
            ProductRow.name,
            ProductRow.is_active,
            ProductRow.is_variant_master,
            ProductRow.updated_at,
            ProductPriceRow.price_net,
            ProductPriceRow.updated_at.label("repriced_at"),
            ProductStockRow.quantity,
            ProductStockRow.updated_at.label("restocked_at"),
        )
        .outerjoin(
            ProductPriceRow,
            and_(
                ProductPriceRow.product_id == ProductRow.id,
                ProductPriceRow.product_variant_id.is_(None),
                ProductPriceRow.price_group_id == group_id,
            ),
        )
        .outerjoin(
            ProductStockRow,
            and_(
                ProductStockRow.product_id == ProductRow.id,
                ProductStockRow.product_variant_id.is_(None),
                ProductStockRow.warehouse_id == warehouse_id,
                ProductStockRow.shop_id.is_(None),
            ),
        )
        .where(ProductRow.id.in_(product_ids), ProductRow.deleted_at.is_(None))
    )
    by_id = {row.id: row for row in rows}
    masters = [number for number, row in by_id.items() if row.is_variant_master]
    variants = variant_stock(connection, warehouse_id, masters)
    categories = _categories(connection, list(by_id))
    marks = _marks(connection, list(by_id))
    return [
        ProductLine(
            id=number,
            sku=row.sku,
            name=row.name,
            category=categories.get(number, ""),
            price_net=row.price_net,
            quantity=variants.get(number) if row.is_variant_master else row.quantity,
            active=bool(row.is_active),
            has_variants=bool(row.is_variant_master),
            marks=marks[number],
            changed_at=max((at for at in (row.updated_at, row.repriced_at, row.restocked_at) if at), default=None),
        )
        for number in product_ids
        if (row := by_id.get(number)) is not None
    ]


def variant_stock(connection: Connection, warehouse_id: int, product_ids: Sequence[int]) -> dict[int, int]:
    """The sum over the variants of each of these products; absent where no variant has stock."""
    if not product_ids:
        return {}
    rows = connection.execute(
        select(ProductVariantRow.product_id, func.sum(ProductStockRow.quantity))
        .join(ProductStockRow, ProductStockRow.product_variant_id == ProductVariantRow.id)
        .where(
            ProductVariantRow.product_id.in_(product_ids),
            ProductVariantRow.deleted_at.is_(None),
            ProductStockRow.warehouse_id == warehouse_id,
            ProductStockRow.shop_id.is_(None),
        )
        .group_by(ProductVariantRow.product_id)
    )
    return {number: int(quantity) for number, quantity in rows}


def _categories(connection: Connection, product_ids: Sequence[int]) -> dict[int, str]:
    """The path of each product's default category."""
    first: dict[int, int] = {}
    rows = connection.execute(
        select(ProductCategoryRow.product_id, ProductCategoryRow.category_id)
        .where(ProductCategoryRow.product_id.in_(product_ids), ProductCategoryRow.shop_id.is_(None))
        .order_by(ProductCategoryRow.is_primary.desc(), ProductCategoryRow.sort_order, ProductCategoryRow.id)
    )
    for product_id, category_id in rows:
        first.setdefault(product_id, category_id)
    tree = CategoryTree.load(connection, set(first.values()))
    return {product_id: tree.path(category_id) for product_id, category_id in first.items()}


def _marks(connection: Connection, product_ids: Sequence[int]) -> dict[int, tuple[ShopMark, ...]]:
    """How each product stands in every active shop."""
    shops = connection.execute(
        select(ShopRow.id, ShopRow.name).where(ShopRow.is_active.is_(True)).order_by(ShopRow.name, ShopRow.id)
    ).all()
    rows = connection.execute(
        select(
            ProductShopDataRow.product_id,
            ProductShopDataRow.shop_id,
            ProductShopDataRow.sync_status,
            ProductShopDataRow.prestashop_product_id,
        ).where(ProductShopDataRow.product_id.in_(product_ids))
    )
    states = {
        (product_id, shop_id): sync_state(status, linked=external_id is not None)
        for product_id, shop_id, status, external_id in rows
    }
    reasons = _reasons(connection, {product for (product, _), one in states.items() if one is SyncState.FAILED})
    return {
        number: _by_urgency(
            ShopMark(shop_id, name, state, reasons.get((number, shop_id), "") if state is SyncState.FAILED else "")
            for shop_id, name in shops
            for state in (states.get((number, shop_id), SyncState.NEVER),)
        )
        for number in product_ids
    }


def _by_urgency(marks: Iterable[ShopMark]) -> tuple[ShopMark, ...]:
    return tuple(sorted(marks, key=lambda mark: _URGENCY[mark.state]))


def _reasons(connection: Connection, product_ids: set[int]) -> Mapping[tuple[int, int], str]:
    """The cause of the newest failure of these products, by product and shop."""
    if not product_ids:
        return {}
    newest: dict[tuple[int, int], str] = defaultdict(str)
    rows = connection.execute(
        select(JobItemRow.product_id, JobItemRow.shop_id, JobItemRow.cause)
        .where(JobItemRow.product_id.in_(product_ids), JobItemRow.outcome == ItemOutcome.FAILED.value)
        .order_by(JobItemRow.created_at)
    )
    for product_id, shop_id, cause in rows:
        if product_id is not None:
            newest[product_id, shop_id] = cause or ""
    return newest
