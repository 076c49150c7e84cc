"""What was last sent of each product, and what each job changed in a shop."""

import sqlalchemy as sa

from ppm_desktop.persistence import types
from ppm_desktop.persistence.revisions import add_missing, create_missing, drop_columns, drop_ours, id_type

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_missing(
        "ppm_product_links",
        sa.Column("sent_hash", sa.String(64)),
        sa.Column("sent_at", types.Moment(precise=True)),
    )
    create_missing(
        "ppm_item_changes",
        sa.Column(
            "job_id",
            id_type("job_progress"),
            sa.ForeignKey("job_progress.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("sequence", types.Count, primary_key=True, autoincrement=False),
        sa.Column("field", sa.String(64), primary_key=True),
        sa.Column("before", types.Json),
        sa.Column("after", types.Json),
    )
    create_missing(
        "ppm_specific_prices",
        _key("product_id", "products"),
        _key("shop_id", "prestashop_shops"),
        sa.Column("group_id", types.BigId, primary_key=True, autoincrement=False),
        sa.Column("specific_price_id", types.BigId, nullable=False),
        sa.Column("price", types.Exact(20, 6), nullable=False),
    )


def downgrade() -> None:
    drop_ours("ppm_specific_prices", "ppm_item_changes")
    drop_columns("ppm_product_links", "sent_at", "sent_hash")


def _key(column: str, table: str) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(column, id_type(table), key, primary_key=True, autoincrement=False)
