"""Operations that begin by themselves, and who has begun them."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ppm_desktop.persistence.tables.base import MYSQL_OPTIONS, Base
from ppm_desktop.persistence.types import EMPTY, BigId, Flag, Json, Moment, SmallCount, now


class ScheduleRow(Base):
    """What is to run and when; ``next_run_at`` is NULL once there is nothing more to run.

    ``weekdays`` has one bit for each day, Monday's the lowest. ``due_at`` is the moment of the rule that the next
    run is for: the run itself, or what it has to be done by.
    """

    __tablename__ = "ppm_schedules"
    __table_args__ = (Index("ix_ppm_schedules_next_run_at", "next_run_at"), MYSQL_OPTIONS)

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    person: Mapped[str] = mapped_column(String(100))
    host: Mapped[str] = mapped_column(String(100))
    job_type: Mapped[str] = mapped_column(String(100))
    operation_mode: Mapped[str] = mapped_column(String(50))
    operation_params: Mapped[dict[str, object] | None] = mapped_column(Json)
    shop_ids: Mapped[list[int] | None] = mapped_column(Json)
    recurrence: Mapped[str] = mapped_column(String(10))
    local_time: Mapped[str] = mapped_column(String(5))
    local_day: Mapped[str] = mapped_column(String(10), server_default=EMPTY)
    weekdays: Mapped[int] = mapped_column(SmallCount, server_default="0")
    zone: Mapped[str] = mapped_column(String(64))
    finishes: Mapped[bool] = mapped_column(Flag, server_default="0")
    when_busy: Mapped[str] = mapped_column(String(10))
    next_run_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))
    due_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))
    last_run_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))
    last_outcome: Mapped[str] = mapped_column(String(20), server_default=EMPTY)
    claimed_host: Mapped[str] = mapped_column(String(100), server_default=EMPTY)
    claimed_person: Mapped[str] = mapped_column(String(100), server_default=EMPTY)
    created_at: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=now())
