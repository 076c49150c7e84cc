"""Who tidies up, and what remains of jobs that are gone."""

from datetime import date, datetime

from sqlalchemy import Date, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ppm_desktop.persistence.tables.base import MYSQL_OPTIONS, SHARED_OPTIONS, Base
from ppm_desktop.persistence.types import EMPTY, BigId, Count, Json, Moment, now


class ElectionRow(Base):
    """A duty that one computer has at a time: ``token`` is its right to it, until ``expires_at``."""

    __tablename__ = "ppm_leases"
    __table_args__ = (MYSQL_OPTIONS,)

    duty: Mapped[str] = mapped_column(String(40), primary_key=True)
    token: Mapped[str | None] = mapped_column(String(36))
    host: Mapped[str] = mapped_column(String(100), server_default=EMPTY)
    person: Mapped[str] = mapped_column(String(100), server_default=EMPTY)
    expires_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))
    done_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))


class JobHistoryRow(Base):
    """What removed jobs of one day (UTC, of their end), shop and kind add up to.

    ``durations_s`` has the seconds of each, ``causes`` how many products failed for which cause.
    """

    __tablename__ = "ppm_job_history"
    __table_args__ = (MYSQL_OPTIONS,)

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    shop_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    job_type: Mapped[str] = mapped_column(String(100), primary_key=True)
    shop_name: Mapped[str] = mapped_column(String(255))
    completed_jobs: Mapped[int] = mapped_column(Count, server_default="0")
    failed_jobs: Mapped[int] = mapped_column(Count, server_default="0")
    cancelled_jobs: Mapped[int] = mapped_column(Count, server_default="0")
    processed_items: Mapped[int] = mapped_column(Count, server_default="0")
    failed_items: Mapped[int] = mapped_column(Count, server_default="0")
    resolved_items: Mapped[int] = mapped_column(Count, server_default="0")
    durations_s: Mapped[list[int] | None] = mapped_column(Json)
    causes: Mapped[dict[str, int] | None] = mapped_column(Json)


class ArchivedJobRow(Base):
    """A removed job as it ended, without its ledger."""

    __tablename__ = "job_progress_archive"
    __table_args__ = (Index("ix_job_progress_archive_completed_at", "completed_at"), SHARED_OPTIONS)

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    job_uuid: Mapped[str] = mapped_column(String(36), unique=True)
    job_type: Mapped[str] = mapped_column(String(100))
    batch_id: Mapped[str | None] = mapped_column(String(36))
    shop_id: Mapped[int] = mapped_column(BigId)
    shop_name: Mapped[str] = mapped_column(String(255))
    status: Mapped[str] = mapped_column(String(20))
    total_items: Mapped[int] = mapped_column(Count, server_default="0")
    processed_items: Mapped[int] = mapped_column(Count, server_default="0")
    failed_items: Mapped[int] = mapped_column(Count, server_default="0")
    started_at: Mapped[datetime | None] = mapped_column(Moment())
    completed_at: Mapped[datetime | None] = mapped_column(Moment())
    updated_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))
    created_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))
    error_message: Mapped[str | None] = mapped_column(Text)
    failed_item_ids: Mapped[list[str] | None] = mapped_column(Json)
    operation_mode: Mapped[str | None] = mapped_column(String(50))
    operation_params: Mapped[dict[str, object] | None] = mapped_column(Json)
    starter_person: Mapped[str | None] = mapped_column(String(100))
    starter_host: Mapped[str | None] = mapped_column(String(100))
    archived_at: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=now())
