"""``job_progress``: the contract with the web application."""

import sqlalchemy as sa

from ppm_desktop.persistence import types
from ppm_desktop.persistence.revisions import create_missing, drop_ours, execute, id_type, on_mysql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

PERCENTAGE = (
    "CASE WHEN total_items = 0 THEN 0 WHEN processed_items >= total_items THEN 100"
    " ELSE ROUND(processed_items * 100.0 / total_items, 2) END"
)
STATES = ("pending", "processing", "completed", "failed", "cancelled")
# What ON UPDATE does elsewhere, for everybody who writes, with whatever statement.
TOUCH = """
CREATE TRIGGER IF NOT EXISTS job_progress_touch AFTER UPDATE ON job_progress FOR EACH ROW
WHEN NEW.updated_at IS OLD.updated_at
BEGIN
    UPDATE job_progress SET updated_at = STRFTIME('%Y-%m-%d %H:%M:%f', 'now') WHERE id = NEW.id;
END
"""


def upgrade() -> None:
    create_missing(
        "job_progress",
        sa.Column("id", types.BigId, primary_key=True, autoincrement=True),
        sa.Column("job_uuid", sa.String(36), nullable=False, unique=True),
        sa.Column("job_type", sa.String(100), nullable=False),
        sa.Column("batch_id", sa.String(36)),
        sa.Column(
            "shop_id",
            id_type("prestashop_shops"),
            sa.ForeignKey("prestashop_shops.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("shop_name", sa.String(255), nullable=False),
        sa.Column(
            "status",
            sa.Enum(*STATES, name="status", create_constraint=True),
            server_default="pending",
            nullable=False,
        ),
        sa.Column("total_items", types.Count, server_default="0", nullable=False),
        sa.Column("processed_items", types.Count, server_default="0", nullable=False),
        sa.Column("failed_items", types.Count, server_default="0", nullable=False),
        sa.Column("progress_percentage", types.Exact(5, 2), sa.Computed(PERCENTAGE, persisted=True)),
        sa.Column("started_at", types.Moment()),
        sa.Column("completed_at", types.Moment()),
        sa.Column("updated_at", types.Moment(precise=True), server_default=types.touched_now(), nullable=False),
        sa.Column("created_at", types.Moment(precise=True), server_default=types.now(), nullable=False),
        sa.Column("error_message", sa.Text()),
        sa.Column("failed_item_ids", types.Json),
        sa.Column("operation_mode", sa.String(50)),
        sa.Column("operation_params", types.Json),
        sa.Index("ix_job_progress_shop_id", "shop_id"),
        sa.Index("ix_job_progress_status", "status"),
        sa.Index("ix_job_progress_batch_id", "batch_id"),
        sa.Index("ix_job_progress_created_at", "created_at"),
        sa.Index("ix_job_progress_status_created_at", "status", "created_at"),
        sa.Index("ix_job_progress_updated_at", "updated_at"),
        shared=True,
        counts_up=True,
    )
    if not on_mysql():
        execute(TOUCH)


def downgrade() -> None:
    drop_ours("job_progress")
