"""Which ended jobs, and which parts of them, are old enough to go; and how one goes."""

from collections import Counter
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, exists, func, insert, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, aliased

from ppm_desktop.domain.housekeeping import Swept
from ppm_desktop.domain.job import JobState
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import SENDING
from ppm_desktop.persistence.items import count_causes
from ppm_desktop.persistence.snapshots import ACTIVE
from ppm_desktop.persistence.tables import (
    ArchivedJobRow,
    ItemChangeRow,
    JobHistoryRow,
    JobItemRow,
    JobRow,
    JobRunRow,
    TombstoneRow,
)
from ppm_desktop.persistence.types import now_plus
from ppm_desktop.persistence.upsert import upsert

DAY_S = 24 * 60 * 60
_ENDED_AT = func.coalesce(JobRow.completed_at, JobRow.updated_at)
_COUNTS = {
    JobState.COMPLETED: "completed_jobs",
    JobState.FAILED: "failed_jobs",
    JobState.CANCELLED: "cancelled_jobs",
}
_ARCHIVED = (
    "id",
    "job_uuid",
    "job_type",
    "batch_id",
    "shop_id",
    "shop_name",
    "status",
    "total_items",
    "processed_items",
    "failed_items",
    "started_at",
    "completed_at",
    "updated_at",
    "created_at",
    "error_message",
    "failed_item_ids",
    "operation_mode",
    "operation_params",
)


class OldJobs:
    """Conditions over ``job_progress`` joined with ``ppm_job_runs``, by the database's clock."""

    def __init__(self, shared: SharedSettings) -> None:
        self._shared = shared

    def by_state(self) -> dict[Swept, ColumnElement[bool]]:
        """Jobs that may go, by the state they ended in."""
        days = {
            Swept.COMPLETED: (JobState.COMPLETED, self._shared.keep_completed_days),
            Swept.FAILED: (JobState.FAILED, self._shared.keep_failed_days),
            Swept.CANCELLED: (JobState.CANCELLED, self._shared.keep_cancelled_days),
        }
        kept = self._undoable() | _needed()
        return {kind: (JobRow.status == state.value) & _older(age) & ~kept for kind, (state, age) in days.items()}

    def removable(self) -> ColumnElement[bool]:
        """Jobs that may go."""
        return or_(*self.by_state().values())

    def ended(self) -> ColumnElement[bool]:
        """Jobs that nobody waits for."""
        return JobRow.status.in_([state.value for state in _COUNTS]) & ~_needed()

    def changes_done(self) -> ColumnElement[bool]:
        """Jobs that cannot be undone any more."""
        return self.ended() & _older(self._shared.keep_changes_days)

    def successes_done(self) -> ColumnElement[bool]:
        """Jobs whose successes are of no use: neither to undo them nor to know what they never reached."""
        whole = JobRow.processed_items >= JobRow.total_items
        return self.ended() & _older(self._shared.keep_successes_days) & whole & ~self._undoable()

    def failures_done(self) -> ColumnElement[bool]:
        """Jobs whose failures nobody will do again."""
        return self.ended() & _older(self._shared.keep_failures_days)

    @staticmethod
    def has(job_id: InstrumentedAttribute[int], *where: ColumnElement[bool]) -> ColumnElement[bool]:
        """Whether a job has rows in another table."""
        return exists().where(job_id == JobRow.id, *where).correlate(JobRow)

    def remove(self, connection: Connection, *, job_id: int) -> int | None:
        """Remove one job if it still may go, keeping what history and archive want of it.

        Returns how many ledger rows went with it, None when it stays.
        """
        job = connection.execute(
            select(*JobRow.__table__.c, JobRunRow.resolved_items, JobRunRow.starter_person, JobRunRow.starter_host)
            .outerjoin(JobRunRow, JobRunRow.job_id == JobRow.id)
            .where(JobRow.id == job_id, self.removable())
        ).one_or_none()
        if job is None:
            return None
        causes = {one.cause: one.count for one in count_causes(connection, job_id)}
        rest = connection.scalar(select(func.count()).where(JobItemRow.job_id == job_id)) or 0
        # Whoever removes it first counts it: two clean-ups at once must not both do so.
        if not connection.execute(delete(JobRow).where(JobRow.id == job_id)).rowcount:
            return None
        _add_to_history(connection, job, causes)
        if self._shared.archive_jobs:
            kept = {name: job._mapping[name] for name in (*_ARCHIVED, "starter_person", "starter_host")}
            connection.execute(insert(ArchivedJobRow).values(**kept))
        connection.execute(insert(TombstoneRow).values(job_id=job_id))
        return rest

    def _undoable(self) -> ColumnElement[bool]:
        """It wrote to a shop, and what was there before is still kept."""
        wrote = or_(JobRunRow.created_items + JobRunRow.updated_items > 0, self.has(ItemChangeRow.job_id))
        sent = JobRow.job_type.in_([kind.value for kind in SENDING])
        return and_(sent, func.coalesce(wrote, False), ~_older(self._shared.keep_changes_days))


def _older(days: int) -> ColumnElement[bool]:
    return now_plus(-days * DAY_S) > _ENDED_AT


def _needed() -> ColumnElement[bool]:
    """An undo or a retry of it waits or runs."""
    later, run = aliased(JobRow), aliased(JobRunRow)
    return (
        exists()
        .where(later.id == run.job_id, later.status.in_(ACTIVE))
        .where(or_(run.parent_id == JobRow.id, run.undo_of == JobRow.id))
        .correlate(JobRow)
    )


def _add_to_history(connection: Connection, job: Row[*tuple[object, ...]], causes: dict[str, int]) -> None:
    stored = job._mapping
    ended: datetime = stored["completed_at"] or stored["updated_at"]
    key = {"day": ended.date(), "shop_id": stored["shop_id"], "job_type": stored["job_type"]}
    upsert(connection, JobHistoryRow, [key | {"shop_name": stored["shop_name"]}], update=("shop_name",))
    same = [getattr(JobHistoryRow, name) == value for name, value in key.items()]
    before = connection.execute(select(*JobHistoryRow.__table__.c).where(*same).with_for_update()).one()
    state = JobState(stored["status"])
    reached_end = state is JobState.COMPLETED or stored["processed_items"] == stored["total_items"]
    durations = list(before.durations_s or ())
    if reached_end and stored["started_at"] is not None:
        durations.append(max(0, round((ended - stored["started_at"]).total_seconds())))
    counts = {
        _COUNTS[state]: 1,
        "processed_items": stored["processed_items"],
        "failed_items": stored["failed_items"],
        "resolved_items": stored["resolved_items"] or 0,
    }
    values: dict[str, object] = {name: before._mapping[name] + number for name, number in counts.items()}
    values |= {"durations_s": durations, "causes": dict(Counter(before.causes or {}) + Counter(causes))}
    connection.execute(update(JobHistoryRow).where(*same).values(**values))
