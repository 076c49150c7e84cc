"""Jobs that other computers and workers take over, or begin."""

import sqlalchemy as sa

from ppm_desktop.persistence import types
from ppm_desktop.persistence.revisions import add_missing, drop_columns

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_missing(
        "ppm_job_runs",
        sa.Column("target", sa.String(16), server_default=types.EMPTY, nullable=False),
        sa.Column("interruptions", types.SmallCount, server_default="0", nullable=False),
        sa.Column("items_at_claim", types.Count, server_default="0", nullable=False),
        sa.Column("taken_from", sa.String(100), server_default=types.EMPTY, nullable=False),
    )


def downgrade() -> None:
    drop_columns("ppm_job_runs", "taken_from", "items_at_claim", "interruptions", "target")
