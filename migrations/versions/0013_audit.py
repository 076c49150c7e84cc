"""Who did what, from which computer."""

import sqlalchemy as sa

from ppm_desktop.persistence import types
from ppm_desktop.persistence.revisions import create_missing, drop_ours

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_missing(
        "ppm_audit_log",
        sa.Column("id", types.BigId, primary_key=True, autoincrement=True),
        sa.Column("at", types.Moment(precise=True), server_default=types.now(), nullable=False),
        sa.Column("person", sa.String(100), nullable=False),
        sa.Column("host", sa.String(100), nullable=False),
        sa.Column("action", sa.String(24), nullable=False),
        sa.Column("job_id", types.BigId),
        sa.Column("shop_id", types.BigId),
        sa.Column("facts", types.Json),
        sa.Index("ix_ppm_audit_log_job_id", "job_id"),
        sa.Index("ix_ppm_audit_log_at", "at"),
    )


def downgrade() -> None:
    drop_ours("ppm_audit_log")
