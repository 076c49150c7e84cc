"""How fast jobs of a shop were lately, from the times that their rows keep."""

from sqlalchemy import select

from ppm_desktop.domain.job import JobState, JobType
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.tables import JobRow

FEWEST_PRODUCTS = 20
"""A shorter job says little about the shop."""


def last_rate(database: Database, shop_id: int, job_type: JobType) -> float:
    """Products a minute of the shop's last completed job of this kind, 0.0 without one worth learning from.

    Raises:
        DatabaseError: it cannot be read.
    """
    last = (
        select(JobRow.processed_items, JobRow.started_at, JobRow.completed_at)
        .where(JobRow.shop_id == shop_id, JobRow.job_type == job_type.value)
        .where(JobRow.status == JobState.COMPLETED.value, JobRow.processed_items >= FEWEST_PRODUCTS)
        .where(JobRow.started_at.is_not(None), JobRow.completed_at.is_not(None))
        .order_by(JobRow.id.desc())
        .limit(1)
    )
    with database.read() as connection:
        row = connection.execute(last).first()
    if row is None:
        return 0.0
    seconds = max(1.0, (row.completed_at - row.started_at).total_seconds())
    return float(row.processed_items / seconds * 60)
