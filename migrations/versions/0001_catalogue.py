"""The catalogue: the web application's tables, made only where they are missing."""

from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql.elements import conv

from ppm_desktop.persistence import types
from ppm_desktop.persistence.revisions import create_missing, drop_ours, execute, id_type, is_ours, on_mysql

revision = "0001"
down_revision: str | None = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    for make in (_shops, _warehouses, _products, _variants, _shop_data, _categories, _prices, _stock, _mappings):
        make()


def downgrade() -> None:
    drop_ours(
        "prestashop_shop_price_mappings",
        "shop_mappings",
        "product_stock",
        "product_prices",
        "price_groups",
        "product_categories",
        "categories",
        "product_shop_data",
        "product_variants",
        "products",
        "product_types",
    )
    if on_mysql() and is_ours("prestashop_shops"):
        execute("ALTER TABLE prestashop_shops DROP FOREIGN KEY fk_prestashop_shops_default_warehouse_id")
    drop_ours("warehouses", "prestashop_shops")


def _id() -> sa.Column[int]:
    return sa.Column("id", types.BigId, primary_key=True, autoincrement=True)


def _to(
    column: str, table: str, ondelete: str, *, nullable: bool = False, onupdate: str | None = None
) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.id", ondelete=ondelete, onupdate=onupdate)
    return sa.Column(column, id_type(table), key, nullable=nullable)


def _flag(name: str, default: str) -> sa.Column[bool]:
    return sa.Column(name, types.Flag, server_default=default, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default="0", nullable=False)


def _choice(name: str, *values: str, default: str | None = None) -> sa.Column[str]:
    kind = sa.Enum(*values, name=name, create_constraint=True)
    return sa.Column(name, kind, server_default=default, nullable=False)


def _times(*names: str) -> list[sa.Column[datetime]]:
    return [sa.Column(name, types.Moment()) for name in names]


def _values() -> list[sa.Column[str] | sa.Column[Decimal]]:
    """Fields that ``products`` and ``product_shop_data`` both have."""
    return [
        sa.Column("short_description", sa.Text()),
        sa.Column("long_description", types.LongText),
        sa.Column("manufacturer", sa.String(200)),
        sa.Column("weight", types.Exact(8, 3)),
        sa.Column("height", types.Exact(8, 2)),
        sa.Column("width", types.Exact(8, 2)),
        sa.Column("length", types.Exact(8, 2)),
        sa.Column("ean", sa.String(20)),
    ]


def _shops() -> None:
    # Shops and warehouses point at each other. SQLite takes a key to a table that comes later, MySQL does not.
    key = [] if on_mysql() else [sa.ForeignKey("warehouses.id", ondelete="SET NULL")]
    create_missing(
        "prestashop_shops",
        _id(),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("url", sa.String(500), nullable=False),
        _flag("is_active", "1"),
        sa.Column("api_key", sa.Text(), nullable=False),
        sa.Column("default_warehouse_id", types.BigId, *key),
        sa.Column("price_group_mappings", types.Json),
        sa.Column("prestashop_version", sa.String(50)),
        *_times("created_at", "updated_at"),
        sa.UniqueConstraint("url", name="unique_shop_url"),
        shared=True,
    )


def _warehouses() -> None:
    create_missing(
        "warehouses",
        _id(),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("code", sa.String(50), nullable=False),
        _choice("type", "master", "shop_linked", "custom", default="custom"),
        _to("shop_id", "prestashop_shops", "CASCADE", nullable=True),
        _flag("is_default", "0"),
        _flag("is_active", "1"),
        _number("sort_order"),
        *_times("created_at", "updated_at", "deleted_at"),
        sa.UniqueConstraint("code", name="warehouses_code_unique"),
        shared=True,
    )
    if on_mysql() and is_ours("prestashop_shops") and not _has_warehouse_key():
        execute(
            "ALTER TABLE prestashop_shops ADD CONSTRAINT fk_prestashop_shops_default_warehouse_id"
            " FOREIGN KEY (default_warehouse_id) REFERENCES warehouses (id) ON DELETE SET NULL"
        )


def _has_warehouse_key() -> bool:
    keys = sa.inspect(op.get_bind()).get_foreign_keys("prestashop_shops")
    return any(key["constrained_columns"] == ["default_warehouse_id"] for key in keys)


def _products() -> None:
    create_missing(
        "product_types",
        _id(),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("slug", sa.String(100), nullable=False),
        _flag("is_active", "1"),
        _number("sort_order"),
        *_times("created_at", "updated_at", "deleted_at"),
        sa.UniqueConstraint("slug", name="product_types_slug_unique"),
        shared=True,
    )
    create_missing(
        "products",
        _id(),
        sa.Column("sku", types.caseless(100), nullable=False),
        sa.Column("slug", types.caseless(500)),
        _to("product_type_id", "product_types", "SET NULL", nullable=True),
        sa.Column("name", sa.String(500), nullable=False),
        *_values(),
        sa.Column("tax_rate", types.Exact(5, 2), server_default="23.00", nullable=False),
        _flag("is_active", "1"),
        _flag("is_variant_master", "0"),
        *_times("created_at", "updated_at", "deleted_at"),
        sa.UniqueConstraint("sku", name="products_sku_unique"),
        sa.UniqueConstraint("slug", name="products_slug_unique"),
        shared=True,
    )


def _variants() -> None:
    create_missing(
        "product_variants",
        _id(),
        _to("product_id", "products", "CASCADE"),
        sa.Column("sku", types.caseless(100), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("ean", sa.String(20)),
        _flag("is_active", "1"),
        _flag("is_default", "0"),
        _number("position"),
        *_times("created_at", "updated_at", "deleted_at"),
        sa.UniqueConstraint("product_id", "sku", name="product_variants_product_sku_unique"),
        shared=True,
    )


def _shop_data() -> None:
    create_missing(
        "product_shop_data",
        _id(),
        _to("product_id", "products", "CASCADE"),
        _to("shop_id", "prestashop_shops", "CASCADE"),
        sa.Column("prestashop_product_id", types.BigId),
        sa.Column("name", sa.String(500)),
        sa.Column("slug", sa.String(600)),
        sa.Column("sku", sa.String(100)),
        *_values(),
        sa.Column("tax_rate_override", types.Exact(5, 2)),
        sa.Column("is_active", types.Flag),
        sa.Column("category_mappings", types.Json),
        _choice("sync_status", "pending", "syncing", "synced", "error", "conflict", "disabled", default="pending"),
        sa.Column("pending_fields", types.Json),
        _choice("sync_direction", "ppm_to_ps", "ps_to_ppm", "bidirectional", default="ppm_to_ps"),
        sa.Column("error_message", sa.Text()),
        *_times("last_sync_at", "last_pulled_at", "prestashop_updated_at", "last_success_sync_at"),
        _flag("has_conflicts", "0"),
        *_times("conflicts_detected_at"),
        _flag("is_published", "0"),
        sa.Column("external_reference", sa.String(200)),
        *_times("created_at", "updated_at"),
        sa.UniqueConstraint("shop_id", "prestashop_product_id", name="unique_prestashop_product_per_shop"),
        sa.UniqueConstraint("product_id", "shop_id", name="unique_product_per_shop"),
        shared=True,
    )


def _categories() -> None:
    create_missing(
        "categories",
        _id(),
        _to("parent_id", "categories", "CASCADE", nullable=True, onupdate="CASCADE"),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("slug", sa.String(300)),
        sa.Column("level", types.Level, server_default="0", nullable=False),
        sa.Column("path", sa.String(500)),
        _number("sort_order"),
        _flag("is_active", "1"),
        *_times("created_at", "updated_at", "deleted_at"),
        shared=True,
    )
    create_missing(
        "product_categories",
        _id(),
        _to("product_id", "products", "CASCADE", onupdate="CASCADE"),
        _to("category_id", "categories", "CASCADE", onupdate="CASCADE"),
        _to("shop_id", "prestashop_shops", "CASCADE", nullable=True, onupdate="CASCADE"),
        _flag("is_primary", "0"),
        _number("sort_order"),
        *_times("created_at", "updated_at"),
        sa.UniqueConstraint("product_id", "category_id", "shop_id", name="unique_product_category_per_shop"),
        shared=True,
    )


def _prices() -> None:
    create_missing(
        "price_groups",
        _id(),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("code", sa.String(50), nullable=False),
        _flag("is_default", "0"),
        _flag("is_active", "1"),
        _number("sort_order"),
        *_times("created_at", "updated_at"),
        sa.UniqueConstraint("code", name="price_groups_code_unique"),
        shared=True,
    )
    create_missing(
        "product_prices",
        _id(),
        _to("product_id", "products", "CASCADE"),
        _to("product_variant_id", "product_variants", "CASCADE", nullable=True),
        _to("price_group_id", "price_groups", "RESTRICT"),
        sa.Column("price_net", types.Exact(10, 2), nullable=False),
        sa.Column("price_gross", types.Exact(10, 2), nullable=False),
        sa.Column("currency", sa.String(3), server_default="PLN", nullable=False),
        _flag("is_active", "1"),
        *_times("created_at", "updated_at"),
        sa.UniqueConstraint(
            "product_id", "product_variant_id", "price_group_id", name="uk_product_variant_price_group"
        ),
        sa.CheckConstraint("price_net >= 0 AND price_gross >= 0", name=conv("chk_prices_positive")),
        sa.CheckConstraint("price_gross >= price_net", name=conv("chk_prices_gross_net")),
        shared=True,
    )


def _stock() -> None:
    create_missing(
        "product_stock",
        _id(),
        _to("product_id", "products", "CASCADE"),
        _to("product_variant_id", "product_variants", "CASCADE", nullable=True),
        _to("warehouse_id", "warehouses", "RESTRICT"),
        _to("shop_id", "prestashop_shops", "CASCADE", nullable=True),
        _number("quantity"),
        _number("reserved_quantity"),
        sa.Column("available_quantity", sa.Integer(), sa.Computed("quantity - reserved_quantity", persisted=True)),
        *_times("created_at", "updated_at"),
        sa.UniqueConstraint(
            "product_id", "product_variant_id", "warehouse_id", "shop_id", name="uk_product_variant_warehouse_shop"
        ),
        sa.CheckConstraint(
            "reserved_quantity >= 0 AND reserved_quantity <= ABS(quantity)", name=conv("chk_stock_reserved_logical")
        ),
        shared=True,
    )


def _mappings() -> None:
    create_missing(
        "shop_mappings",
        _id(),
        _to("shop_id", "prestashop_shops", "CASCADE"),
        _choice("mapping_type", "category", "attribute", "feature", "warehouse", "price_group", "tax_rule"),
        sa.Column("ppm_value", sa.String(255), nullable=False),
        sa.Column("prestashop_id", types.BigId, nullable=False),
        sa.Column("prestashop_value", sa.String(255)),
        _flag("is_active", "1"),
        *_times("created_at", "updated_at"),
        sa.UniqueConstraint("shop_id", "mapping_type", "ppm_value", name="unique_shop_mapping"),
        sa.Index("idx_shop_type", "shop_id", "mapping_type"),
        shared=True,
    )
    create_missing(
        "prestashop_shop_price_mappings",
        _id(),
        _to("prestashop_shop_id", "prestashop_shops", "CASCADE"),
        sa.Column("prestashop_price_group_id", types.BigId, nullable=False),
        sa.Column("prestashop_price_group_name", sa.String(255), nullable=False),
        sa.Column("ppm_price_group_name", sa.String(255), nullable=False),
        *_times("created_at", "updated_at"),
        sa.UniqueConstraint("prestashop_shop_id", "prestashop_price_group_id", name="shop_ps_group_unique"),
        shared=True,
    )
