"""What people were told of, and who has read what."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ppm_desktop.persistence.tables.base import MYSQL_OPTIONS, Base
from ppm_desktop.persistence.types import BigId, Count, Flag, Json, Moment, SmallCount, now


class NotificationRow(Base):
    """One cause; ``job_id`` is the newest job that met it, ``last_at`` when that was.

    Until ``silenced_until`` repeats are counted and not told; ``silence_step`` is how far the pauses have grown.
    """

    __tablename__ = "ppm_notifications"
    __table_args__ = (
        UniqueConstraint("fingerprint"),
        Index("ix_ppm_notifications_last_at", "last_at"),
        Index("ix_ppm_notifications_job_id", "job_id"),
        MYSQL_OPTIONS,
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(24))
    person: Mapped[str] = mapped_column(String(100))
    host: Mapped[str] = mapped_column(String(100))
    job_id: Mapped[int | None] = mapped_column(BigId)
    shop_id: Mapped[int | None] = mapped_column(BigId)
    facts: Mapped[dict[str, str] | None] = mapped_column(Json)
    times: Mapped[int] = mapped_column(Count, server_default="0")
    first_at: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=now())
    last_at: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=now())
    silence_step: Mapped[int] = mapped_column(SmallCount, server_default="0")
    silenced_until: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=now())


class NotificationReadRow(Base):
    """A person has read a notification since it was told last, or has removed it from his list (``hidden``)."""

    __tablename__ = "ppm_notification_reads"
    __table_args__ = (MYSQL_OPTIONS,)

    notification_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("ppm_notifications.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    person: Mapped[str] = mapped_column(String(100), primary_key=True)
    read_at: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=now())
    hidden: Mapped[bool] = mapped_column(Flag, server_default="0")
