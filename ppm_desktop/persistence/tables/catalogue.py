"""The web application's catalogue tables: the columns that we use, with its types, uniques and foreign keys.

They are made only where they are missing. The web application's own have more columns; those that are
NOT NULL there have defaults. Its timestamps have no defaults: whoever writes a row sets both.
"""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Computed, Enum, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.elements import conv

from ppm_desktop.persistence.tables.base import SHARED_OPTIONS, Base
from ppm_desktop.persistence.types import BigId, Exact, Flag, Json, Level, LongText, Moment, caseless

MAPPING_TYPES = ("category", "attribute", "feature", "warehouse", "price_group", "tax_rule")
SYNC_STATUSES = ("pending", "syncing", "synced", "error", "conflict", "disabled")
SYNC_DIRECTIONS = ("ppm_to_ps", "ps_to_ppm", "bidirectional")
WAREHOUSE_TYPES = ("master", "shop_linked", "custom")


def _id() -> Mapped[int]:
    return mapped_column(BigId, primary_key=True, autoincrement=True)


def _to(target: str, ondelete: str, onupdate: str | None = None) -> Mapped[int]:
    return mapped_column(BigId, ForeignKey(target, ondelete=ondelete, onupdate=onupdate))


def _maybe_to(target: str, ondelete: str, onupdate: str | None = None) -> Mapped[int | None]:
    return mapped_column(BigId, ForeignKey(target, ondelete=ondelete, onupdate=onupdate), nullable=True)


def _time() -> Mapped[datetime | None]:
    return mapped_column(Moment(), nullable=True)


def _choice(name: str, values: tuple[str, ...], default: str | None = None) -> Mapped[str]:
    return mapped_column(Enum(*values, name=name, create_constraint=True), server_default=default)


class ShopRow(Base):
    """A PrestaShop shop; ``api_key`` is ciphertext in Laravel's format and is selected by name only."""

    __tablename__ = "prestashop_shops"
    __table_args__ = (UniqueConstraint("url", name="unique_shop_url"), SHARED_OPTIONS)

    id: Mapped[int] = _id()
    name: Mapped[str] = mapped_column(String(200))
    url: Mapped[str] = mapped_column(String(500))
    is_active: Mapped[bool] = mapped_column(Flag, server_default="1")
    api_key: Mapped[str] = mapped_column(Text)
    # Shops and warehouses point at each other: this side is added once both exist.
    default_warehouse_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("warehouses.id", ondelete="SET NULL", use_alter=True)
    )
    price_group_mappings: Mapped[dict[str, object] | None] = mapped_column(Json)
    prestashop_version: Mapped[str | None] = mapped_column(String(50))
    created_at: Mapped[datetime | None] = _time()
    updated_at: Mapped[datetime | None] = _time()


class ProductTypeRow(Base):
    """A type of products, such as spare parts."""

    __tablename__ = "product_types"
    __table_args__ = (UniqueConstraint("slug", name="product_types_slug_unique"), SHARED_OPTIONS)

    id: Mapped[int] = _id()
    name: Mapped[str] = mapped_column(String(100))
    slug: Mapped[str] = mapped_column(String(100))
    is_active: Mapped[bool] = mapped_column(Flag, server_default="1")
    sort_order: Mapped[int] = mapped_column(Integer, server_default="0")
    created_at: Mapped[datetime | None] = _time()
    updated_at: Mapped[datetime | None] = _time()
    deleted_at: Mapped[datetime | None] = _time()


class ProductRow(Base):
    """A product of PPM; ``sku`` is upper case and trimmed. A deleted row still holds its SKU and slug."""

    __tablename__ = "products"
    __table_args__ = (
        UniqueConstraint("sku", name="products_sku_unique"),
        UniqueConstraint("slug", name="products_slug_unique"),
        Index("ix_products_list", "sku", "name", "ean", "deleted_at"),
        SHARED_OPTIONS,
    )

    id: Mapped[int] = _id()
    sku: Mapped[str] = mapped_column(caseless(100))
    slug: Mapped[str | None] = mapped_column(caseless(500))
    product_type_id: Mapped[int | None] = _maybe_to("product_types.id", "SET NULL")
    name: Mapped[str] = mapped_column(String(500))
    short_description: Mapped[str | None] = mapped_column(Text)
    long_description: Mapped[str | None] = mapped_column(LongText)
    manufacturer: Mapped[str | None] = mapped_column(String(200))
    weight: Mapped[Decimal | None] = mapped_column(Exact(8, 3))
    height: Mapped[Decimal | None] = mapped_column(Exact(8, 2))
    width: Mapped[Decimal | None] = mapped_column(Exact(8, 2))
    length: Mapped[Decimal | None] = mapped_column(Exact(8, 2))
    ean: Mapped[str | None] = mapped_column(String(20))
    tax_rate: Mapped[Decimal] = mapped_column(Exact(5, 2), server_default="23.00")
    is_active: Mapped[bool] = mapped_column(Flag, server_default="1")
    is_variant_master: Mapped[bool] = mapped_column(Flag, server_default="0")
    created_at: Mapped[datetime | None] = _time()
    updated_at: Mapped[datetime | None] = _time()
    deleted_at: Mapped[datetime | None] = _time()


class ProductVariantRow(Base):
    """A variant of a product (a combination, in the shop's words)."""

    __tablename__ = "product_variants"
    __table_args__ = (UniqueConstraint("product_id", "sku", name="product_variants_product_sku_unique"), SHARED_OPTIONS)

    id: Mapped[int] = _id()
    product_id: Mapped[int] = _to("products.id", "CASCADE")
    sku: Mapped[str] = mapped_column(caseless(100))
    name: Mapped[str] = mapped_column(String(255))
    ean: Mapped[str | None] = mapped_column(String(20))
    is_active: Mapped[bool] = mapped_column(Flag, server_default="1")
    is_default: Mapped[bool] = mapped_column(Flag, server_default="0")
    position: Mapped[int] = mapped_column(Integer, server_default="0")
    created_at: Mapped[datetime | None] = _time()
    updated_at: Mapped[datetime | None] = _time()
    deleted_at: Mapped[datetime | None] = _time()


class ProductShopDataRow(Base):
    """A product in one shop: its id there, how it stands, and values that differ there (NULL: as in ``products``)."""

    __tablename__ = "product_shop_data"
    __table_args__ = (
        UniqueConstraint("shop_id", "prestashop_product_id", name="unique_prestashop_product_per_shop"),
        UniqueConstraint("product_id", "shop_id", name="unique_product_per_shop"),
        Index("ix_product_shop_data_state", "shop_id", "sync_status", "prestashop_product_id", "product_id"),
        SHARED_OPTIONS,
    )

    id: Mapped[int] = _id()
    product_id: Mapped[int] = _to("products.id", "CASCADE")
    shop_id: Mapped[int] = _to("prestashop_shops.id", "CASCADE")
    prestashop_product_id: Mapped[int | None] = mapped_column(BigId)
    name: Mapped[str | None] = mapped_column(String(500))
    slug: Mapped[str | None] = mapped_column(String(600))
    sku: Mapped[str | None] = mapped_column(String(100))
    short_description: Mapped[str | None] = mapped_column(Text)
    long_description: Mapped[str | None] = mapped_column(LongText)
    manufacturer: Mapped[str | None] = mapped_column(String(200))
    weight: Mapped[Decimal | None] = mapped_column(Exact(8, 3))
    height: Mapped[Decimal | None] = mapped_column(Exact(8, 2))
    width: Mapped[Decimal | None] = mapped_column(Exact(8, 2))
    length: Mapped[Decimal | None] = mapped_column(Exact(8, 2))
    ean: Mapped[str | None] = mapped_column(String(20))
    tax_rate_override: Mapped[Decimal | None] = mapped_column(Exact(5, 2))
    is_active: Mapped[bool | None] = mapped_column(Flag)
    category_mappings: Mapped[dict[str, object] | None] = mapped_column(Json)
    sync_status: Mapped[str] = _choice("sync_status", SYNC_STATUSES, "pending")
    pending_fields: Mapped[list[str] | None] = mapped_column(Json)
    sync_direction: Mapped[str] = _choice("sync_direction", SYNC_DIRECTIONS, "ppm_to_ps")
    error_message: Mapped[str | None] = mapped_column(Text)
    last_sync_at: Mapped[datetime | None] = _time()
    last_pulled_at: Mapped[datetime | None] = _time()
    prestashop_updated_at: Mapped[datetime | None] = _time()
    last_success_sync_at: Mapped[datetime | None] = _time()
    has_conflicts: Mapped[bool] = mapped_column(Flag, server_default="0")
    conflicts_detected_at: Mapped[datetime | None] = _time()
    is_published: Mapped[bool] = mapped_column(Flag, server_default="0")
    external_reference: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime | None] = _time()
    updated_at: Mapped[datetime | None] = _time()


class CategoryRow(Base):
    """A category of PPM; ``path`` and ``level`` repeat where it hangs in the tree."""

    __tablename__ = "categories"
    __table_args__ = (SHARED_OPTIONS,)

    id: Mapped[int] = _id()
    parent_id: Mapped[int | None] = _maybe_to("categories.id", "CASCADE", "CASCADE")
    name: Mapped[str] = mapped_column(String(300))
    slug: Mapped[str | None] = mapped_column(String(300))
    level: Mapped[int] = mapped_column(Level, server_default="0")
    path: Mapped[str | None] = mapped_column(String(500))
    sort_order: Mapped[int] = mapped_column(Integer, server_default="0")
    is_active: Mapped[bool] = mapped_column(Flag, server_default="1")
    created_at: Mapped[datetime | None] = _time()
    updated_at: Mapped[datetime | None] = _time()
    deleted_at: Mapped[datetime | None] = _time()


class ProductCategoryRow(Base):
    """A product in a category; ``shop_id`` NULL means in every shop. Rows with NULL there do not collide."""

    __tablename__ = "product_categories"
    __table_args__ = (
        UniqueConstraint("product_id", "category_id", "shop_id", name="unique_product_category_per_shop"),
        SHARED_OPTIONS,
    )

    id: Mapped[int] = _id()
    product_id: Mapped[int] = _to("products.id", "CASCADE", "CASCADE")
    category_id: Mapped[int] = _to("categories.id", "CASCADE", "CASCADE")
    shop_id: Mapped[int | None] = _maybe_to("prestashop_shops.id", "CASCADE", "CASCADE")
    is_primary: Mapped[bool] = mapped_column(Flag, server_default="0")
    sort_order: Mapped[int] = mapped_column(Integer, server_default="0")
    created_at: Mapped[datetime | None] = _time()
    updated_at: Mapped[datetime | None] = _time()


class PriceGroupRow(Base):
    """A group of customers with prices of its own; one is the default."""

    __tablename__ = "price_groups"
    __table_args__ = (UniqueConstraint("code", name="price_groups_code_unique"), SHARED_OPTIONS)

    id: Mapped[int] = _id()
    name: Mapped[str] = mapped_column(String(100))
    code: Mapped[str] = mapped_column(String(50))
    is_default: Mapped[bool] = mapped_column(Flag, server_default="0")
    is_active: Mapped[bool] = mapped_column(Flag, server_default="1")
    sort_order: Mapped[int] = mapped_column(Integer, server_default="0")
    created_at: Mapped[datetime | None] = _time()
    updated_at: Mapped[datetime | None] = _time()


class ProductPriceRow(Base):
    """A price; ``product_variant_id`` NULL is the product itself. Rows with NULL there do not collide."""

    __tablename__ = "product_prices"
    __table_args__ = (
        UniqueConstraint("product_id", "product_variant_id", "price_group_id", name="uk_product_variant_price_group"),
        CheckConstraint("price_net >= 0 AND price_gross >= 0", name=conv("chk_prices_positive")),
        CheckConstraint("price_gross >= price_net", name=conv("chk_prices_gross_net")),
        SHARED_OPTIONS,
    )

    id: Mapped[int] = _id()
    product_id: Mapped[int] = _to("products.id", "CASCADE")
    product_variant_id: Mapped[int | None] = _maybe_to("product_variants.id", "CASCADE")
    price_group_id: Mapped[int] = _to("price_groups.id", "RESTRICT")
    price_net: Mapped[Decimal] = mapped_column(Exact(10, 2))
    price_gross: Mapped[Decimal] = mapped_column(Exact(10, 2))
    currency: Mapped[str] = mapped_column(String(3), server_default="PLN")
    is_active: Mapped[bool] = mapped_column(Flag, server_default="1")
    created_at: Mapped[datetime | None] = _time()
    updated_at: Mapped[datetime | None] = _time()


class WarehouseRow(Base):
    """A place that holds stock; one is the default."""

    __tablename__ = "warehouses"
    __table_args__ = (UniqueConstraint("code", name="warehouses_code_unique"), SHARED_OPTIONS)

    id: Mapped[int] = _id()
    name: Mapped[str] = mapped_column(String(100))
    code: Mapped[str] = mapped_column(String(50))
    type: Mapped[str] = _choice("type", WAREHOUSE_TYPES, "custom")
    shop_id: Mapped[int | None] = _maybe_to("prestashop_shops.id", "CASCADE")
    is_default: Mapped[bool] = mapped_column(Flag, server_default="0")
    is_active: Mapped[bool] = mapped_column(Flag, server_default="1")
    sort_order: Mapped[int] = mapped_column(Integer, server_default="0")
    created_at: Mapped[datetime | None] = _time()
    updated_at: Mapped[datetime | None] = _time()
    deleted_at: Mapped[datetime | None] = _time()


class ProductStockRow(Base):
    """Stock of a product or variant in a warehouse; rows with NULL in the key do not collide."""

    __tablename__ = "product_stock"
    __table_args__ = (
        UniqueConstraint(
            "product_id", "product_variant_id", "warehouse_id", "shop_id", name="uk_product_variant_warehouse_shop"
        ),
        CheckConstraint(
            "reserved_quantity >= 0 AND reserved_quantity <= ABS(quantity)", name=conv("chk_stock_reserved_logical")
        ),
        SHARED_OPTIONS,
    )

    id: Mapped[int] = _id()
    product_id: Mapped[int] = _to("products.id", "CASCADE")
    product_variant_id: Mapped[int | None] = _maybe_to("product_variants.id", "CASCADE")
    warehouse_id: Mapped[int] = _to("warehouses.id", "RESTRICT")
    shop_id: Mapped[int | None] = _maybe_to("prestashop_shops.id", "CASCADE")
    quantity: Mapped[int] = mapped_column(Integer, server_default="0")
    reserved_quantity: Mapped[int] = mapped_column(Integer, server_default="0")
    available_quantity: Mapped[int | None] = mapped_column(
        Integer, Computed("quantity - reserved_quantity", persisted=True)
    )
    created_at: Mapped[datetime | None] = _time()
    updated_at: Mapped[datetime | None] = _time()


class ShopMappingRow(Base):
    """What something of PPM is in a shop; ``ppm_value`` is our id as text."""

    __tablename__ = "shop_mappings"
    __table_args__ = (
        UniqueConstraint("shop_id", "mapping_type", "ppm_value", name="unique_shop_mapping"),
        Index("idx_shop_type", "shop_id", "mapping_type"),
        SHARED_OPTIONS,
    )

    id: Mapped[int] = _id()
    shop_id: Mapped[int] = _to("prestashop_shops.id", "CASCADE")
    mapping_type: Mapped[str] = _choice("mapping_type", MAPPING_TYPES)
    ppm_value: Mapped[str] = mapped_column(String(255))
    prestashop_id: Mapped[int] = mapped_column(BigId)
    prestashop_value: Mapped[str | None] = mapped_column(String(255))
    is_active: Mapped[bool] = mapped_column(Flag, server_default="1")
    created_at: Mapped[datetime | None] = _time()
    updated_at: Mapped[datetime | None] = _time()


class ShopPriceMappingRow(Base):
    """Which price group of PPM a price group of a shop is; matched by name, then by code."""

    __tablename__ = "prestashop_shop_price_mappings"
    __table_args__ = (
        UniqueConstraint("prestashop_shop_id", "prestashop_price_group_id", name="shop_ps_group_unique"),
        SHARED_OPTIONS,
    )

    id: Mapped[int] = _id()
    prestashop_shop_id: Mapped[int] = _to("prestashop_shops.id", "CASCADE")
    prestashop_price_group_id: Mapped[int] = mapped_column(BigId)
    prestashop_price_group_name: Mapped[str] = mapped_column(String(255))
    ppm_price_group_name: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime | None] = _time()
    updated_at: Mapped[datetime | None] = _time()
