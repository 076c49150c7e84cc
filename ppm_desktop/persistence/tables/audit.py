"""Who did what, from which computer."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ppm_desktop.persistence.tables.base import MYSQL_OPTIONS, Base
from ppm_desktop.persistence.types import BigId, Json, Moment, now


class AuditRow(Base):
    """One action of a person; no foreign keys, for it outlives the job or the shop that it was about."""

    __tablename__ = "ppm_audit_log"
    __table_args__ = (
        Index("ix_ppm_audit_log_job_id", "job_id"),
        Index("ix_ppm_audit_log_at", "at"),
        MYSQL_OPTIONS,
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=now())
    person: Mapped[str] = mapped_column(String(100))
    host: Mapped[str] = mapped_column(String(100))
    action: Mapped[str] = mapped_column(String(24))
    job_id: Mapped[int | None] = mapped_column(BigId)
    shop_id: Mapped[int | None] = mapped_column(BigId)
    facts: Mapped[dict[str, str] | None] = mapped_column(Json)
