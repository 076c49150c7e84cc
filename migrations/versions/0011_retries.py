"""Jobs that repeat another, products that succeeded later, and jobs that are asked to pause."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import inspect

from ppm_desktop.persistence import types
from ppm_desktop.persistence.revisions import add_missing, drop_columns

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INDEX = "ux_ppm_job_runs_retry"


def upgrade() -> None:
    add_missing(
        "ppm_job_runs",
        sa.Column("parent_id", types.BigId),
        sa.Column("retry_scope", sa.String(24), server_default=types.EMPTY, nullable=False),
        sa.Column("retry_key", sa.String(64)),
        sa.Column("retry_number", types.SmallCount, server_default="0", nullable=False),
        sa.Column("retried_as", types.BigId),
        sa.Column("resolved_items", types.Count, server_default="0", nullable=False),
        sa.Column("pause_requested_at", types.Moment(precise=True)),
        sa.Column("pause_requested_by", sa.String(100)),
        sa.Column("paused_cause", sa.String(64), server_default=types.EMPTY, nullable=False),
    )
    add_missing(
        "ppm_job_items",
        sa.Column("first_message", sa.Text),
        sa.Column("resolved_by", types.BigId),
    )
    if INDEX not in _indexes():
        op.create_index(INDEX, "ppm_job_runs", ["parent_id", "retry_key", "retry_number"], unique=True)


def downgrade() -> None:
    if INDEX in _indexes():
        op.drop_index(INDEX, "ppm_job_runs")
    drop_columns("ppm_job_items", "resolved_by", "first_message")
    drop_columns(
        "ppm_job_runs",
        "paused_cause",
        "pause_requested_by",
        "pause_requested_at",
        "resolved_items",
        "retried_as",
        "retry_number",
        "retry_key",
        "retry_scope",
        "parent_id",
    )


def _indexes() -> set[str | None]:
    return {index["name"] for index in inspect(op.get_bind()).get_indexes("ppm_job_runs")}
