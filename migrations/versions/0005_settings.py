"""Settings that all desktops share: of each shop, and in general."""

import sqlalchemy as sa

from ppm_desktop.persistence import types
from ppm_desktop.persistence.revisions import create_missing, drop_ours, id_type

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_missing(
        "ppm_shop_settings",
        sa.Column(
            "shop_id",
            id_type("prestashop_shops"),
            sa.ForeignKey("prestashop_shops.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("leads", types.Flag, server_default="0", nullable=False),
        sa.Column("max_requests_per_minute", types.Count),
        sa.Column("version", sa.String(50), server_default=types.EMPTY, nullable=False),
        sa.Column("last_test_at", types.Moment(precise=True)),
        sa.Column("last_test_error", sa.String(64)),
    )
    create_missing(
        "ppm_settings",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("value", types.Json),
        sa.Column("updated_at", types.Moment(precise=True), server_default=types.now(), nullable=False),
    )


def downgrade() -> None:
    drop_ours("ppm_settings", "ppm_shop_settings")
