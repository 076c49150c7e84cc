"""What a shop and its key can do, its guards and its price group."""

import sqlalchemy as sa

from ppm_desktop.persistence import types
from ppm_desktop.persistence.revisions import add_missing, drop_columns

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_missing(
        "ppm_shop_settings",
        sa.Column("can_patch", types.Flag),
        sa.Column("permissions", types.Json),
        sa.Column("languages", types.Json),
        sa.Column("answer_ms", types.Count),
        sa.Column("product_count", types.Count),
        sa.Column("certificate_until", types.Moment()),
        sa.Column("guard_off_percent", types.Exact(5, 2)),
        sa.Column("guard_price_percent", types.Exact(7, 2)),
        sa.Column("price_group_id", types.BigId),
    )


def downgrade() -> None:
    drop_columns(
        "ppm_shop_settings",
        "price_group_id",
        "guard_price_percent",
        "guard_off_percent",
        "certificate_until",
        "product_count",
        "answer_ms",
        "languages",
        "permissions",
        "can_patch",
    )
