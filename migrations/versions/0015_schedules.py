"""Operations that begin by themselves."""

import sqlalchemy as sa

from ppm_desktop.persistence import types
from ppm_desktop.persistence.revisions import add_missing, create_missing, drop_columns, drop_ours

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_missing(
        "ppm_schedules",
        sa.Column("id", types.BigId, primary_key=True, autoincrement=True),
        sa.Column("person", sa.String(100), nullable=False),
        sa.Column("host", sa.String(100), nullable=False),
        sa.Column("job_type", sa.String(100), nullable=False),
        sa.Column("operation_mode", sa.String(50), nullable=False),
        sa.Column("operation_params", types.Json),
        sa.Column("shop_ids", types.Json),
        sa.Column("recurrence", sa.String(10), nullable=False),
        sa.Column("local_time", sa.String(5), nullable=False),
        sa.Column("local_day", sa.String(10), server_default=types.EMPTY, nullable=False),
        sa.Column("weekdays", types.SmallCount, server_default="0", nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("finishes", types.Flag, server_default="0", nullable=False),
        sa.Column("when_busy", sa.String(10), nullable=False),
        sa.Column("next_run_at", types.Moment(precise=True)),
        sa.Column("due_at", types.Moment(precise=True)),
        sa.Column("last_run_at", types.Moment(precise=True)),
        sa.Column("last_outcome", sa.String(20), server_default=types.EMPTY, nullable=False),
        sa.Column("claimed_host", sa.String(100), server_default=types.EMPTY, nullable=False),
        sa.Column("claimed_person", sa.String(100), server_default=types.EMPTY, nullable=False),
        sa.Column("created_at", types.Moment(precise=True), server_default=types.now(), nullable=False),
        sa.Index("ix_ppm_schedules_next_run_at", "next_run_at"),
    )
    add_missing("ppm_job_runs", sa.Column("schedule_id", types.BigId))


def downgrade() -> None:
    drop_columns("ppm_job_runs", "schedule_id")
    drop_ours("ppm_schedules")
