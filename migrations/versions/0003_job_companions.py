"""What ``job_progress`` lacks: runs, lanes, plan, ledger, timeline, and traces of removed jobs."""

from datetime import datetime

import sqlalchemy as sa

from ppm_desktop.persistence import types
from ppm_desktop.persistence.revisions import create_missing, drop_ours, id_type

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OUTCOMES = ("created", "updated", "unchanged", "skipped", "failed")


def upgrade() -> None:
    _runs()
    create_missing(
        "ppm_shop_lanes",
        sa.Column(
            "shop_id",
            id_type("prestashop_shops"),
            sa.ForeignKey("prestashop_shops.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("job_id", types.BigId),
        sa.Column("lease_token", sa.String(36)),
        _moment("expires_at"),
    )
    create_missing(
        "ppm_job_plan",
        _job(primary_key=True),
        sa.Column("sequence", types.Count, primary_key=True, autoincrement=False),
        sa.Column("first_id", types.BigId, nullable=False),
        sa.Column("last_id", types.BigId, nullable=False),
    )
    _items()
    create_missing(
        "ppm_job_events",
        sa.Column("id", types.BigId, primary_key=True, autoincrement=True),
        _job(),
        _stamp("at"),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("facts", types.Json),
        sa.Index("ix_ppm_job_events_job_id_id", "job_id", "id"),
    )
    create_missing(
        "ppm_tombstones",
        sa.Column("id", types.BigId, primary_key=True, autoincrement=True),
        sa.Column("job_id", types.BigId, nullable=False),
        _stamp("deleted_at"),
        sa.Index("ix_ppm_tombstones_deleted_at", "deleted_at"),
    )


def downgrade() -> None:
    drop_ours("ppm_tombstones", "ppm_job_events", "ppm_job_items", "ppm_job_plan", "ppm_shop_lanes", "ppm_job_runs")


def _job(*, primary_key: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey("job_progress.id", ondelete="CASCADE")
    return sa.Column(
        "job_id", id_type("job_progress"), key, primary_key=primary_key, autoincrement=False, nullable=False
    )


def _moment(name: str) -> sa.Column[datetime]:
    return sa.Column(name, types.Moment(precise=True))


def _stamp(name: str) -> sa.Column[datetime]:
    return sa.Column(name, types.Moment(precise=True), server_default=types.now(), nullable=False)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, types.Count, server_default="0", nullable=False)


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), server_default=types.EMPTY, nullable=False)


def _runs() -> None:
    create_missing(
        "ppm_job_runs",
        _job(primary_key=True),
        sa.Column("starter_person", sa.String(100), nullable=False),
        sa.Column("starter_host", sa.String(100), nullable=False),
        sa.Column("runner_id", sa.String(64)),
        sa.Column("runner_person", sa.String(100)),
        sa.Column("runner_host", sa.String(100)),
        sa.Column("lease_token", sa.String(36)),
        _moment("lease_expires_at"),
        _moment("heartbeat_at"),
        _moment("last_progress_at"),
        sa.Column("phase", sa.String(20), server_default="queued", nullable=False),
        sa.Column("cursor_id", types.BigId),
        _text("current_sku", 255),
        _text("current_name", 255),
        _count("created_items"),
        _count("updated_items"),
        _count("unchanged_items"),
        _count("skipped_items"),
        _moment("cancel_requested_at"),
        sa.Column("cancel_requested_by", sa.String(100)),
        _moment("next_attempt_at"),
        sa.Column("shop_attempt", types.SmallCount, server_default="0", nullable=False),
        _text("waiting_code", 40),
        _stamp("updated_at"),
        sa.Index("ix_ppm_job_runs_updated_at", "updated_at"),
    )


def _items() -> None:
    create_missing(
        "ppm_job_items",
        _job(primary_key=True),
        sa.Column("sequence", types.Count, primary_key=True, autoincrement=False),
        sa.Column("shop_id", types.BigId, nullable=False),
        sa.Column("sku", types.caseless(255), nullable=False),
        sa.Column("name", sa.String(500), nullable=False),
        sa.Column("external_id", types.BigId),
        sa.Column("product_id", types.BigId),
        sa.Column("outcome", sa.Enum(*OUTCOMES, name="outcome", create_constraint=True), nullable=False),
        sa.Column("cause", sa.String(64)),
        _text("code", 40),
        sa.Column("message", sa.Text()),
        _text("warning", 255),
        sa.Column("attempts", types.SmallCount, server_default="1", nullable=False),
        _count("duration_ms"),
        _stamp("created_at"),
        sa.Index("ix_ppm_job_items_sku_created_at", "sku", "created_at"),
        sa.Index("ix_ppm_job_items_product_id_created_at", "product_id", "created_at"),
        sa.Index("ix_ppm_job_items_job_id_outcome_cause", "job_id", "outcome", "cause"),
    )
