"""Jobs that a worker may begin or go on with now."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, select

from ppm_desktop.domain.job import WORKERS, JobPhase, JobState
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.persistence.claims import lost_runs, show_waiting
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.snapshots import busy_lanes
from ppm_desktop.persistence.tables import JobRow, JobRunRow


@dataclass(frozen=True, slots=True)
class Takeable:
    """A job that nobody holds, at a shop where nobody works."""

    job_id: int
    shop_id: int


class WorkerJobs:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(self, database: Database, shared: SharedSettings) -> None:
        self._database = database
        self._shared = shared

    def takeable(self, shop_ids: Collection[int] = ()) -> list[Takeable]:
        """At most one job for each free shop, of ``shop_ids`` where there are any.

        What was begun and lost its runner comes first, then what has waited longest.
        """
        lost = JobRow.status == JobState.PROCESSING.value, lost_runs(self._shared.lease_s)
        waiting = (
            JobRow.status == JobState.PENDING.value,
            JobRunRow.phase == JobPhase.QUEUED.value,
            JobRunRow.target == WORKERS,
        )
        with self._database.read() as connection:
            begun = _first_of_each_shop(connection, shop_ids, *lost)
            first = _first_of_each_shop(connection, shop_ids, *waiting) | begun
            busy = dict(busy_lanes(connection, self._shared.foreign_lane_s, first)) if first else {}
        free = (Takeable(job_id, shop_id) for shop_id, job_id in first.items() if shop_id not in busy)
        return sorted(free, key=lambda one: (one.shop_id not in begun, one.job_id))

    def show_waiting(self, job_ids: Collection[int]) -> None:
        """Show that some worker will come for these: others see that they are not left for good."""
        left = and_(JobRunRow.phase == JobPhase.QUEUED.value, JobRunRow.target == WORKERS)
        if job_ids:
            self._database.retrying(lambda connection: show_waiting(connection, job_ids, self._shared, left))


def _first_of_each_shop(
    connection: Connection, shop_ids: Collection[int], *conditions: ColumnElement[bool]
) -> dict[int, int]:
    """The lowest number of a job at each shop."""
    wanted = (
        select(JobRow.shop_id, func.min(JobRow.id))
        .join(JobRunRow, JobRunRow.job_id == JobRow.id)
        .where(*conditions)
        .group_by(JobRow.shop_id)
    )
    if shop_ids:
        wanted = wanted.where(JobRow.shop_id.in_(list(shop_ids)))
    return dict(connection.execute(wanted).all())
