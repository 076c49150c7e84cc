"""What was last read of each product from each shop: links, texts, variants, conflicts."""

from datetime import datetime

import sqlalchemy as sa

from ppm_desktop.persistence import types
from ppm_desktop.persistence.revisions import create_missing, drop_ours, id_type

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_missing(
        "ppm_product_links",
        _key("product_id", "products"),
        _key("shop_id", "prestashop_shops"),
        sa.Column("external_id", types.BigId, nullable=False),
        sa.Column("reference", sa.String(255), nullable=False),
        sa.Column("read_hash", sa.String(64), nullable=False),
        sa.Column("read_values", types.Json),
        sa.Column("date_upd", sa.String(19), server_default=types.EMPTY, nullable=False),
        sa.Column("warning", sa.String(255), server_default=types.EMPTY, nullable=False),
        _stamp("read_at"),
        sa.Index("ix_ppm_product_links_shop_id_external_id", "shop_id", "external_id"),
    )
    create_missing(
        "ppm_product_texts",
        _key("product_id", "products"),
        _key("shop_id", "prestashop_shops"),
        sa.Column("language", sa.String(10), primary_key=True),
        sa.Column("name", sa.String(500), server_default=types.EMPTY, nullable=False),
        sa.Column("short_description", sa.Text()),
        sa.Column("description", types.LongText),
    )
    create_missing(
        "ppm_variant_links",
        _key("variant_id", "product_variants"),
        _key("shop_id", "prestashop_shops"),
        sa.Column("combination_id", types.BigId, nullable=False),
        sa.Index("ix_ppm_variant_links_shop_id_combination_id", "shop_id", "combination_id"),
    )
    create_missing(
        "ppm_conflicts",
        sa.Column("id", types.BigId, primary_key=True, autoincrement=True),
        _key("product_id", "products", primary_key=False),
        _key("shop_id", "prestashop_shops", primary_key=False),
        sa.Column("field", sa.String(64), nullable=False),
        sa.Column("ours", types.Json),
        sa.Column("theirs", types.Json),
        _stamp("noted_at"),
        sa.Column("decision", sa.String(20)),
        sa.Column("decided_by", sa.String(100)),
        sa.Column("decided_at", types.Moment(precise=True)),
        sa.UniqueConstraint("product_id", "shop_id", "field"),
    )


def downgrade() -> None:
    drop_ours("ppm_conflicts", "ppm_variant_links", "ppm_product_texts", "ppm_product_links")


def _key(column: str, table: str, *, primary_key: bool = True) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(column, id_type(table), key, primary_key=primary_key, autoincrement=False, nullable=False)


def _stamp(name: str) -> sa.Column[datetime]:
    return sa.Column(name, types.Moment(precise=True), server_default=types.now(), nullable=False)
