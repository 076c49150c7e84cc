"""Removes ended jobs with all that is kept of them, and leaves word of it to other desktops."""

from collections.abc import Sequence
from functools import partial

from sqlalchemy import ColumnElement, Connection, delete, exists, func, insert, select
from sqlalchemy.orm import aliased

from ppm_desktop.domain.failure_list import Removed
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.snapshots import ACTIVE
from ppm_desktop.persistence.tables import ItemChangeRow, JobItemRow, JobRow, JobRunRow, TombstoneRow

PIECE = 5_000
"""Places of the ledger that one transaction takes away, so that nobody waits long for a lock."""


class JobRemoval:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remove(self, job_ids: Sequence[int]) -> Removed:
        """Remove those of the jobs that have ended and that no job under way takes back; repeated when cut short."""
        removed = [job_id for job_id in job_ids if self._remove(job_id)]
        with self._database.read() as connection:
            there = connection.scalars(select(JobRow.id).where(JobRow.id.in_(job_ids)).order_by(JobRow.id))
            return Removed(tuple(removed), tuple(there))

    def _remove(self, job_id: int) -> bool:
        with self._database.read() as connection:
            if not connection.scalar(select(JobRow.id).where(JobRow.id == job_id, *_removable(job_id))):
                return False
            last = connection.scalar(select(func.max(JobItemRow.sequence)).where(JobItemRow.job_id == job_id)) or 0
        for first in range(0, last + 1, PIECE):
            self._database.retrying(partial(_remove_piece, job_id=job_id, first=first))
        return self._database.retrying(partial(_remove_job, job_id=job_id))


def _removable(job_id: int) -> tuple[ColumnElement[bool], ...]:
    undoing = aliased(JobRow)
    taken_back = exists().where(JobRunRow.undo_of == job_id, undoing.id == JobRunRow.job_id, undoing.status.in_(ACTIVE))
    return JobRow.status.not_in(ACTIVE), ~taken_back


def _remove_piece(connection: Connection, *, job_id: int, first: int) -> None:
    for table in (ItemChangeRow, JobItemRow):
        connection.execute(
            delete(table).where(table.job_id == job_id, table.sequence >= first, table.sequence < first + PIECE)
        )


def _remove_job(connection: Connection, *, job_id: int) -> bool:
    """The row takes its companions with it."""
    if not connection.execute(delete(JobRow).where(JobRow.id == job_id, JobRow.status.not_in(ACTIVE))).rowcount:
        return False
    connection.execute(insert(TombstoneRow).values(job_id=job_id))
    return True
