"""Who tidies up, and what remains of jobs that are gone."""

import sqlalchemy as sa

from ppm_desktop.persistence import types
from ppm_desktop.persistence.revisions import create_missing, drop_ours

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_missing(
        "ppm_leases",
        sa.Column("duty", sa.String(40), primary_key=True),
        sa.Column("token", sa.String(36)),
        sa.Column("host", sa.String(100), server_default=types.EMPTY, nullable=False),
        sa.Column("person", sa.String(100), server_default=types.EMPTY, nullable=False),
        sa.Column("expires_at", types.Moment(precise=True)),
        sa.Column("done_at", types.Moment(precise=True)),
    )
    create_missing(
        "ppm_job_history",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("shop_id", types.BigId, primary_key=True, autoincrement=False),
        sa.Column("job_type", sa.String(100), primary_key=True),
        sa.Column("shop_name", sa.String(255), nullable=False),
        *(
            sa.Column(name, types.Count, server_default="0", nullable=False)
            for name in (
                "completed_jobs",
                "failed_jobs",
                "cancelled_jobs",
                "processed_items",
                "failed_items",
                "resolved_items",
            )
        ),
        sa.Column("durations_s", types.Json),
        sa.Column("causes", types.Json),
    )
    create_missing(
        "job_progress_archive",
        sa.Column("id", types.BigId, primary_key=True, autoincrement=False),
        sa.Column("job_uuid", sa.String(36), nullable=False),
        sa.Column("job_type", sa.String(100), nullable=False),
        sa.Column("batch_id", sa.String(36)),
        sa.Column("shop_id", types.BigId, nullable=False),
        sa.Column("shop_name", sa.String(255), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("total_items", types.Count, server_default="0", nullable=False),
        sa.Column("processed_items", types.Count, server_default="0", nullable=False),
        sa.Column("failed_items", types.Count, server_default="0", nullable=False),
        sa.Column("started_at", types.Moment()),
        sa.Column("completed_at", types.Moment()),
        sa.Column("updated_at", types.Moment(precise=True)),
        sa.Column("created_at", types.Moment(precise=True)),
        sa.Column("error_message", sa.Text),
        sa.Column("failed_item_ids", types.Json),
        sa.Column("operation_mode", sa.String(50)),
        sa.Column("operation_params", types.Json),
        sa.Column("starter_person", sa.String(100)),
        sa.Column("starter_host", sa.String(100)),
        sa.Column("archived_at", types.Moment(precise=True), server_default=types.now(), nullable=False),
        sa.UniqueConstraint("job_uuid"),
        sa.Index("ix_job_progress_archive_completed_at", "completed_at"),
        shared=True,
    )


def downgrade() -> None:
    drop_ours("job_progress_archive", "ppm_job_history", "ppm_leases")
