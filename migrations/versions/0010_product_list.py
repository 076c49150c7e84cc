"""What the product list reads stands in two indexes, so that no product's long texts are read for it."""

from alembic import op
from sqlalchemy import inspect

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_products_list": ("products", ["sku", "name", "ean", "deleted_at"]),
    "ix_product_shop_data_state": (
        "product_shop_data",
        ["shop_id", "sync_status", "prestashop_product_id", "product_id"],
    ),
}


def upgrade() -> None:
    for name, (table, columns) in INDEXES.items():
        if name not in _indexes(table):
            op.create_index(name, table, columns)


def downgrade() -> None:
    for name, (table, _) in INDEXES.items():
        if name in _indexes(table):
            op.drop_index(name, table)


def _indexes(table: str) -> set[str | None]:
    return {index["name"] for index in inspect(op.get_bind()).get_indexes(table)}
