"""Jobs that pause for a look at the shop, that undo another, and what exactly a job set out to do."""

import sqlalchemy as sa

from ppm_desktop.persistence import types
from ppm_desktop.persistence.revisions import add_missing, drop_columns

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_missing(
        "ppm_job_runs",
        sa.Column("slow_connections", types.SmallCount, server_default="0", nullable=False),
        sa.Column("paused_at", types.Moment(precise=True)),
        sa.Column("trial_limit", types.Count, server_default="0", nullable=False),
        sa.Column("undo_of", types.BigId),
    )
    add_missing("ppm_job_plan", sa.Column("product_ids", types.Json))


def downgrade() -> None:
    drop_columns("ppm_job_plan", "product_ids")
    drop_columns("ppm_job_runs", "undo_of", "trial_limit", "paused_at", "slow_connections")
