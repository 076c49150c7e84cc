"""What PPM has now of the products that an import is about to save."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from sqlalchemy import Connection, RowMapping, select

from ppm_desktop.domain.catalog import normal_sku
from ppm_desktop.domain.errors import SchemaMismatch
from ppm_desktop.domain.reading import FieldValue
from ppm_desktop.persistence.tables.catalogue import (
    PriceGroupRow,
    ProductCategoryRow,
    ProductPriceRow,
    ProductRow,
    ProductShopDataRow,
    ProductStockRow,
    ProductVariantRow,
    ShopMappingRow,
    WarehouseRow,
)
from ppm_desktop.persistence.tables.links import (
    ProductLinkRow,
    ProductTextRow,
    ShopSettingsRow,
    VariantLinkRow,
)

VARIANTS = "variants"
"""Where the values last read keep the variants."""
CATEGORIES = "categories"
"""The one compared field that is no column: the default category first, then the others in order."""


@dataclass(frozen=True, slots=True)
class ShopRole:
    """Where values of one shop go.

    Attributes:
        leads: Whether changes go into the products themselves; a following shop keeps its own beside them.
        price_group_id: The group that takes the shop's price.
        warehouse_id: The warehouse that takes its stock.
    """

    shop_id: int
    leads: bool
    price_group_id: int
    warehouse_id: int


@dataclass(frozen=True, slots=True)
class KnownVariant:
    """A variant of PPM and what is stored of its stock; one switched off or deleted still holds its SKU."""

    id: int
    sku: str
    ean: str | None
    active: bool
    combination_id: int | None
    stock_id: int | None
    quantity: int | None


@dataclass(slots=True)
class KnownProduct:
    """A product of PPM as it is, with what was last read of it from the shop.

    Attributes:
        values: PPM's own values by the names of `ppm_desktop.domain.reading.FIELDS`, and `CATEGORIES`.
        base: What the shop had at the last import; None when it was never imported from this shop.
        base_variants: SKU, EAN and quantity by combination, as last read.
    """

    id: int
    deleted: bool
    values: dict[str, FieldValue]
    external_id: int | None = None
    base: dict[str, FieldValue] | None = None
    base_variants: Mapping[str, Sequence[FieldValue]] = field(default_factory=dict)
    price_id: int | None = None
    stock_id: int | None = None
    variants: list[KnownVariant] = field(default_factory=list)
    sync_status: str | None = None
    is_variant_master: bool = False


def load_role(connection: Connection, shop_id: int) -> ShopRole:
    """Read where the values of ``shop_id`` go.

    Raises:
        SchemaMismatch: the database has no price group or no warehouse.
    """
    leads, own_group = connection.execute(
        select(ShopSettingsRow.leads, ShopSettingsRow.price_group_id).where(ShopSettingsRow.shop_id == shop_id)
    ).one_or_none() or (False, None)
    mapped = {
        kind: int(ppm_value)
        for kind, ppm_value in connection.execute(
            select(ShopMappingRow.mapping_type, ShopMappingRow.ppm_value).where(
                ShopMappingRow.shop_id == shop_id,
                ShopMappingRow.mapping_type == "warehouse",
                ShopMappingRow.is_active.is_(True),
            )
        )
    }
    default_group, default_warehouse = load_defaults(connection)
    return ShopRole(shop_id, bool(leads), own_group or default_group, mapped.get("warehouse", default_warehouse))


def load_defaults(connection: Connection) -> tuple[int, int]:
    """The default price group and warehouse.

    Raises:
        SchemaMismatch: the database has none.
    """
    warehouse = connection.scalar(
        select(WarehouseRow.id)
        .where(WarehouseRow.deleted_at.is_(None))
        .order_by(WarehouseRow.is_default.desc(), WarehouseRow.id)
        .limit(1)
    )
    group = connection.scalar(
        select(PriceGroupRow.id)
        .order_by(PriceGroupRow.is_default.desc(), PriceGroupRow.is_active.desc(), PriceGroupRow.id)
        .limit(1)
    )
    if group is None or warehouse is None:
        raise SchemaMismatch("price_groups / warehouses")
    return group, warehouse


def load_products(
    connection: Connection, role: ShopRole, skus: Iterable[str], language: str
) -> dict[str, KnownProduct]:
    """The products of PPM with these SKUs, by SKU, with all that a comparison needs.

    ``language`` is the ISO code of the catalogue's language.
    """
    products = {
        normal_sku(row.sku): _product(row._mapping)
        for row in connection.execute(
            select(
                ProductRow.id,
                ProductRow.sku,
                ProductRow.deleted_at,
                ProductRow.name,
                ProductRow.short_description,
                ProductRow.long_description,
                ProductRow.tax_rate,
                ProductRow.ean,
                ProductRow.weight,
                ProductRow.width,
                ProductRow.height,
                ProductRow.length,
                ProductRow.is_active,
                ProductRow.manufacturer,
                ProductRow.is_variant_master,
            ).where(ProductRow.sku.in_(list(skus)))
        )
    }
    by_id = {product.id: product for product in products.values()}
    if by_id:
        _add_prices(connection, role, by_id)
        _add_stock_and_variants(connection, role, by_id)
        _add_categories(connection, by_id)
        _add_links(connection, role, by_id, language)
    return products


def category_value(ids: Sequence[int]) -> str | None:
    """Categories as one comparable value: the default one first, the others in order."""
    if not ids:
        return None
    return ",".join(map(str, (ids[0], *sorted(set(ids[1:]) - {ids[0]}))))


def _product(columns: RowMapping) -> KnownProduct:
    values: dict[str, FieldValue] = {
        name: columns[name] for name in ("name", "short_description", "long_description", "ean", "manufacturer")
    }
    values["is_active"] = bool(columns["is_active"])
    for name in ("tax_rate", "weight", "width", "height", "length"):
        values[name] = _decimal_text(columns[name])
    return KnownProduct(
        id=columns["id"],
        deleted=columns["deleted_at"] is not None,
        values=values,
        is_variant_master=bool(columns["is_variant_master"]),
    )


def _decimal_text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _add_prices(connection: Connection, role: ShopRole, by_id: Mapping[int, KnownProduct]) -> None:
    rows = connection.execute(
        select(ProductPriceRow.id, ProductPriceRow.product_id, ProductPriceRow.price_net).where(
            ProductPriceRow.product_id.in_(list(by_id)),
            ProductPriceRow.product_variant_id.is_(None),
            ProductPriceRow.price_group_id == role.price_group_id,
        )
    )
    for price_id, product_id, net in rows:
        by_id[product_id].price_id = price_id
        by_id[product_id].values["price_net"] = _decimal_text(net)


def _add_stock_and_variants(connection: Connection, role: ShopRole, by_id: Mapping[int, KnownProduct]) -> None:
    stock = {
        (product_id, variant_id): (stock_id, quantity)
        for stock_id, product_id, variant_id, quantity in connection.execute(
            select(
                ProductStockRow.id,
                ProductStockRow.product_id,
                ProductStockRow.product_variant_id,
                ProductStockRow.quantity,
            ).where(
                ProductStockRow.product_id.in_(list(by_id)),
                ProductStockRow.warehouse_id == role.warehouse_id,
                ProductStockRow.shop_id.is_(None) if role.leads else ProductStockRow.shop_id == role.shop_id,
            )
        )
    }
    for product in by_id.values():
        product.stock_id, product.values["quantity"] = stock.get((product.id, None), (None, None))
    rows = connection.execute(
        select(
            ProductVariantRow.id,
            ProductVariantRow.product_id,
            ProductVariantRow.sku,
            ProductVariantRow.ean,
            ProductVariantRow.is_active,
            VariantLinkRow.combination_id,
        )
        .outerjoin(
            VariantLinkRow,
            (VariantLinkRow.variant_id == ProductVariantRow.id) & (VariantLinkRow.shop_id == role.shop_id),
        )
        .where(ProductVariantRow.product_id.in_(list(by_id)))
    )
    for variant_id, product_id, sku, ean, is_active, combination_id in rows:
        stock_id, quantity = stock.get((product_id, variant_id), (None, None))
        variant = KnownVariant(variant_id, normal_sku(sku), ean, bool(is_active), combination_id, stock_id, quantity)
        by_id[product_id].variants.append(variant)


def _add_categories(connection: Connection, by_id: Mapping[int, KnownProduct]) -> None:
    ids: dict[int, list[int]] = defaultdict(list)
    rows = connection.execute(
        select(ProductCategoryRow.product_id, ProductCategoryRow.category_id)
        .where(ProductCategoryRow.product_id.in_(list(by_id)), ProductCategoryRow.shop_id.is_(None))
        .order_by(ProductCategoryRow.is_primary.desc(), ProductCategoryRow.category_id)
    )
    for product_id, category_id in rows:
        ids[product_id].append(category_id)
    for product in by_id.values():
        product.values[CATEGORIES] = category_value(ids[product.id])


def _add_links(connection: Connection, role: ShopRole, by_id: Mapping[int, KnownProduct], language: str) -> None:
    rows = connection.execute(
        select(
            ProductLinkRow.product_id,
            ProductLinkRow.external_id,
            ProductLinkRow.read_values,
            ProductTextRow.short_description,
            ProductTextRow.description,
        )
        .outerjoin(
            ProductTextRow,
            (ProductTextRow.product_id == ProductLinkRow.product_id)
            & (ProductTextRow.shop_id == ProductLinkRow.shop_id)
            & (ProductTextRow.language == language),
        )
        .where(ProductLinkRow.shop_id == role.shop_id, ProductLinkRow.product_id.in_(list(by_id)))
    )
    for product_id, external_id, stored, short_description, description in rows:
        product = by_id[product_id]
        product.external_id = external_id
        values = cast("dict[str, FieldValue]", dict(stored or {}))
        product.base_variants = cast("Mapping[str, Sequence[FieldValue]]", values.pop(VARIANTS, {}))
        product.base = {**values, "short_description": short_description, "long_description": description}
    statuses = connection.execute(
        select(ProductShopDataRow.product_id, ProductShopDataRow.sync_status).where(
            ProductShopDataRow.shop_id == role.shop_id, ProductShopDataRow.product_id.in_(list(by_id))
        )
    )
    for product_id, status in statuses:
        by_id[product_id].sync_status = status
