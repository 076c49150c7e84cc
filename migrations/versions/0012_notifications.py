"""What people were told of, and who has read what."""

import sqlalchemy as sa

from ppm_desktop.persistence import types
from ppm_desktop.persistence.revisions import create_missing, drop_ours

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_missing(
        "ppm_notifications",
        sa.Column("id", types.BigId, primary_key=True, autoincrement=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("person", sa.String(100), nullable=False),
        sa.Column("host", sa.String(100), nullable=False),
        sa.Column("job_id", types.BigId),
        sa.Column("shop_id", types.BigId),
        sa.Column("facts", types.Json),
        sa.Column("times", types.Count, server_default="0", nullable=False),
        sa.Column("first_at", types.Moment(precise=True), server_default=types.now(), nullable=False),
        sa.Column("last_at", types.Moment(precise=True), server_default=types.now(), nullable=False),
        sa.Column("silence_step", types.SmallCount, server_default="0", nullable=False),
        sa.Column("silenced_until", types.Moment(precise=True), server_default=types.now(), nullable=False),
        sa.UniqueConstraint("fingerprint"),
        sa.Index("ix_ppm_notifications_last_at", "last_at"),
        sa.Index("ix_ppm_notifications_job_id", "job_id"),
    )
    create_missing(
        "ppm_notification_reads",
        sa.Column(
            "notification_id",
            types.BigId,
            sa.ForeignKey("ppm_notifications.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("person", sa.String(100), primary_key=True),
        sa.Column("read_at", types.Moment(precise=True), server_default=types.now(), nullable=False),
        sa.Column("hidden", types.Flag, server_default="0", nullable=False),
    )


def downgrade() -> None:
    drop_ours("ppm_notification_reads", "ppm_notifications")
