"""Jobs: ``job_progress``, the contract with the web application, and our companions of it."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Computed, Enum, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ppm_desktop.domain.job import ItemOutcome, JobState
from ppm_desktop.persistence.tables.base import MYSQL_OPTIONS, SHARED_OPTIONS, Base
from ppm_desktop.persistence.types import (
    EMPTY,
    BigId,
    Count,
    Exact,
    Json,
    Moment,
    SmallCount,
    caseless,
    now,
    touched_now,
)

PERCENTAGE = (
    "CASE WHEN total_items = 0 THEN 0 WHEN processed_items >= total_items THEN 100"
    " ELSE ROUND(processed_items * 100.0 / total_items, 2) END"
)
"""Clamped: a row that counts more than its total must not make the UPDATE fail."""


class JobRow(Base):
    """One job of anybody; exactly the columns agreed with the web application."""

    __tablename__ = "job_progress"
    __table_args__ = (
        Index("ix_job_progress_shop_id", "shop_id"),
        Index("ix_job_progress_status", "status"),
        Index("ix_job_progress_batch_id", "batch_id"),
        Index("ix_job_progress_created_at", "created_at"),
        Index("ix_job_progress_status_created_at", "status", "created_at"),
        Index("ix_job_progress_shop_id_status_created_at", "shop_id", "status", "created_at"),
        Index("ix_job_progress_status_failed_items", "status", "failed_items"),
        Index("ix_job_progress_updated_at", "updated_at"),
        SHARED_OPTIONS | {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    job_uuid: Mapped[str] = mapped_column(String(36), unique=True)
    job_type: Mapped[str] = mapped_column(String(100))
    batch_id: Mapped[str | None] = mapped_column(String(36))
    shop_id: Mapped[int] = mapped_column(BigId, ForeignKey("prestashop_shops.id", ondelete="CASCADE"))
    shop_name: Mapped[str] = mapped_column(String(255))
    status: Mapped[str] = mapped_column(
        Enum(*(state.value for state in JobState), name="status", create_constraint=True),
        server_default=JobState.PENDING.value,
    )
    total_items: Mapped[int] = mapped_column(Count, server_default="0")
    processed_items: Mapped[int] = mapped_column(Count, server_default="0")
    failed_items: Mapped[int] = mapped_column(Count, server_default="0")
    # Nullable because MariaDB refuses NOT NULL on a generated column.
    progress_percentage: Mapped[Decimal | None] = mapped_column(Exact(5, 2), Computed(PERCENTAGE, persisted=True))
    started_at: Mapped[datetime | None] = mapped_column(Moment())
    completed_at: Mapped[datetime | None] = mapped_column(Moment())
    updated_at: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=touched_now())
    created_at: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=now())
    error_message: Mapped[str | None] = mapped_column(Text)
    failed_item_ids: Mapped[list[str] | None] = mapped_column(Json)
    operation_mode: Mapped[str | None] = mapped_column(String(50))
    operation_params: Mapped[dict[str, object] | None] = mapped_column(Json)


class JobRunRow(Base):
    """Who runs a job of ours and how it stands; a job without such a row is the web application's."""

    __tablename__ = "ppm_job_runs"
    __table_args__ = (
        Index("ix_ppm_job_runs_updated_at", "updated_at"),
        Index("ux_ppm_job_runs_retry", "parent_id", "retry_key", "retry_number", unique=True),
        MYSQL_OPTIONS,
    )

    job_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("job_progress.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    starter_person: Mapped[str] = mapped_column(String(100))
    starter_host: Mapped[str] = mapped_column(String(100))
    runner_id: Mapped[str | None] = mapped_column(String(64))
    runner_person: Mapped[str | None] = mapped_column(String(100))
    runner_host: Mapped[str | None] = mapped_column(String(100))
    lease_token: Mapped[str | None] = mapped_column(String(36))
    lease_expires_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))
    heartbeat_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))
    last_progress_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))
    phase: Mapped[str] = mapped_column(String(20), server_default="queued")
    cursor: Mapped[int | None] = mapped_column("cursor_id", BigId)
    current_sku: Mapped[str] = mapped_column(String(255), server_default=EMPTY)
    current_name: Mapped[str] = mapped_column(String(255), server_default=EMPTY)
    created_items: Mapped[int] = mapped_column(Count, server_default="0")
    updated_items: Mapped[int] = mapped_column(Count, server_default="0")
    unchanged_items: Mapped[int] = mapped_column(Count, server_default="0")
    skipped_items: Mapped[int] = mapped_column(Count, server_default="0")
    cancel_requested_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))
    cancel_requested_by: Mapped[str | None] = mapped_column(String(100))
    next_attempt_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))
    shop_attempt: Mapped[int] = mapped_column(SmallCount, server_default="0")
    waiting_code: Mapped[str] = mapped_column(String(40), server_default=EMPTY)
    slow_connections: Mapped[int] = mapped_column(SmallCount, server_default="0")
    unanswered: Mapped[int] = mapped_column(SmallCount, server_default="0")
    paused_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))
    trial_limit: Mapped[int] = mapped_column(Count, server_default="0")
    undo_of: Mapped[int | None] = mapped_column(BigId)
    parent_id: Mapped[int | None] = mapped_column(BigId)
    retry_scope: Mapped[str] = mapped_column(String(24), server_default=EMPTY)
    retry_key: Mapped[str | None] = mapped_column(String(64))
    retry_number: Mapped[int] = mapped_column(SmallCount, server_default="0")
    retried_as: Mapped[int | None] = mapped_column(BigId)
    resolved_items: Mapped[int] = mapped_column(Count, server_default="0")
    pause_requested_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))
    pause_requested_by: Mapped[str | None] = mapped_column(String(100))
    paused_cause: Mapped[str] = mapped_column(String(64), server_default=EMPTY)
    target: Mapped[str] = mapped_column(String(16), server_default=EMPTY)
    interruptions: Mapped[int] = mapped_column(SmallCount, server_default="0")
    items_at_claim: Mapped[int] = mapped_column(Count, server_default="0")
    taken_from: Mapped[str] = mapped_column(String(100), server_default=EMPTY)
    schedule_id: Mapped[int | None] = mapped_column(BigId)
    updated_at: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=now(), onupdate=now())


class ShopLaneRow(Base):
    """One row per shop: two jobs never work on one shop at the same time."""

    __tablename__ = "ppm_shop_lanes"
    __table_args__ = (MYSQL_OPTIONS,)

    shop_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("prestashop_shops.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    job_id: Mapped[int | None] = mapped_column(BigId)
    lease_token: Mapped[str | None] = mapped_column(String(36))
    expires_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))


class JobItemRow(Base):
    """The ledger: what became of each product of a job."""

    __tablename__ = "ppm_job_items"
    __table_args__ = (
        Index("ix_ppm_job_items_sku_created_at", "sku", "created_at"),
        Index("ix_ppm_job_items_product_id_created_at", "product_id", "created_at"),
        Index("ix_ppm_job_items_job_id_outcome_cause_sequence", "job_id", "outcome", "cause", "sequence"),
        MYSQL_OPTIONS,
    )

    job_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("job_progress.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    sequence: Mapped[int] = mapped_column(Count, primary_key=True, autoincrement=False)
    shop_id: Mapped[int] = mapped_column(BigId)
    sku: Mapped[str] = mapped_column(caseless(255))
    name: Mapped[str] = mapped_column(String(500))
    external_id: Mapped[int | None] = mapped_column(BigId)
    product_id: Mapped[int | None] = mapped_column(BigId)
    outcome: Mapped[str] = mapped_column(
        Enum(*(outcome.value for outcome in ItemOutcome), name="outcome", create_constraint=True)
    )
    cause: Mapped[str | None] = mapped_column(String(64))
    code: Mapped[str] = mapped_column(String(40), server_default=EMPTY)
    message: Mapped[str | None] = mapped_column(Text)
    warning: Mapped[str] = mapped_column(String(255), server_default=EMPTY)
    attempts: Mapped[int] = mapped_column(SmallCount, server_default="1")
    duration_ms: Mapped[int] = mapped_column(Count, server_default="0")
    first_message: Mapped[str | None] = mapped_column(Text)
    resolved_by: Mapped[int | None] = mapped_column(BigId)
    created_at: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=now())


class ItemChangeRow(Base):
    """What a job changed in the shop of one product of its ledger, as the shop had it before and after."""

    __tablename__ = "ppm_item_changes"
    __table_args__ = (MYSQL_OPTIONS,)

    job_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("job_progress.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    sequence: Mapped[int] = mapped_column(Count, primary_key=True, autoincrement=False)
    field: Mapped[str] = mapped_column(String(64), primary_key=True)
    before: Mapped[object | None] = mapped_column(Json)
    after: Mapped[object | None] = mapped_column(Json)


class JobEventRow(Base):
    """One line of a job's timeline."""

    __tablename__ = "ppm_job_events"
    __table_args__ = (Index("ix_ppm_job_events_job_id_id", "job_id", "id"), MYSQL_OPTIONS)

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    job_id: Mapped[int] = mapped_column(BigId, ForeignKey("job_progress.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=now())
    kind: Mapped[str] = mapped_column(String(40))
    facts: Mapped[dict[str, str] | None] = mapped_column(Json)


class JobPlanRow(Base):
    """A stretch of the products a job set out to do: the ids from ``first_id`` to ``last_id``.

    They are the shop's for an import and PPM's for sync and export, where ``product_ids`` names each of them.
    ``sequence`` is the place of the first of them in the job.
    """

    __tablename__ = "ppm_job_plan"
    __table_args__ = (MYSQL_OPTIONS,)

    job_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("job_progress.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    sequence: Mapped[int] = mapped_column(Count, primary_key=True, autoincrement=False)
    first_id: Mapped[int] = mapped_column(BigId)
    last_id: Mapped[int] = mapped_column(BigId)
    product_ids: Mapped[list[int] | None] = mapped_column(Json)


class TombstoneRow(Base):
    """A job that was removed, so that other desktops can take its row away."""

    __tablename__ = "ppm_tombstones"
    __table_args__ = (Index("ix_ppm_tombstones_deleted_at", "deleted_at"), MYSQL_OPTIONS)

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    job_id: Mapped[int] = mapped_column(BigId)
    deleted_at: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=now())
