"""Takes away what is too old, in small transactions; jobs that wait or run, and what they need, are never touched."""

import logging
from collections.abc import Callable
from functools import partial

from sqlalchemy import ColumnElement, Connection, delete, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from ppm_desktop.domain.housekeeping import CleanUp, Swept
from ppm_desktop.domain.job import ItemOutcome
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.old_jobs import DAY_S, OldJobs
from ppm_desktop.persistence.table_sizes import table_sizes
from ppm_desktop.persistence.tables import (
    ItemChangeRow,
    JobEventRow,
    JobItemRow,
    JobRow,
    JobRunRow,
    NotificationRow,
    ShopLaneRow,
    TombstoneRow,
)
from ppm_desktop.persistence.types import now_plus

logger = logging.getLogger(__name__)

PIECE = 1000
"""Rows that one transaction takes away at most."""
_FAILED = JobItemRow.outcome == ItemOutcome.FAILED.value

GoOn = Callable[[], bool]
"""Asked between two transactions; False breaks the clean-up off."""


class _BrokenOff(Exception):
    """Somebody else tidies up by now, or the program ends."""


class Housekeeping:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(self, database: Database, shared: SharedSettings) -> None:
        self._database = database
        self._shared = shared
        self._old = OldJobs(shared)

    def survey(self) -> CleanUp:
        """What `sweep` would take away now; writes nothing."""
        old = self._old
        with self._database.read() as connection:
            gone = {state: _count(connection, JobRow.id, where) for state, where in old.by_state().items()}
            gone[Swept.ITEMS] = sum(
                _count_of_jobs(connection, JobItemRow.job_id, which)
                for which in (
                    old.removable(),
                    ~old.removable() & old.successes_done() & ~_FAILED,
                    ~old.removable() & old.failures_done() & _FAILED,
                )
            )
            gone[Swept.CHANGES] = _count_of_jobs(connection, ItemChangeRow.job_id, old.removable() | old.changes_done())
            gone[Swept.EVENTS] = _count_of_jobs(
                connection, JobEventRow.job_id, ~old.removable() & old.ended() & self._old_events()
            )
            for kind, (table_id, where) in self._plain().items():
                gone[kind] = _count(connection, table_id, where)
            gone[Swept.LEASES] = sum(_count(connection, key, where) for key, where in self._dead_leases())
            tables = table_sizes(connection, self._shared.warn_table_rows)
        return CleanUp(gone, tables, self._shared.archive_jobs, dry_run=True)

    def sweep(self, go_on: GoOn = lambda: True) -> CleanUp:
        """Take away what is too old."""
        gone = dict.fromkeys(Swept, 0)
        whole = True
        try:
            self._sweep_jobs(gone, go_on)
            self._sweep_ledger(gone, go_on)
            self._sweep_rows(gone, go_on)
        except _BrokenOff:
            whole = False
        with self._database.read() as connection:
            tables = table_sizes(connection, self._shared.warn_table_rows)
        for table in tables:
            if table.large:
                logger.warning("table %s has grown to about %d rows", table.name, table.rows)
        return CleanUp(gone, tables, self._shared.archive_jobs, whole=whole)

    def _sweep_jobs(self, gone: dict[Swept, int], go_on: GoOn) -> None:
        for state, where in self._old.by_state().items():
            for job_id in self._jobs(where):
                gone[Swept.CHANGES] += self._empty(ItemChangeRow, job_id, go_on)
                gone[Swept.ITEMS] += self._empty(JobItemRow, job_id, go_on, ~_FAILED)
                _check(go_on)
                # The failures are counted for the history, so they go with the job itself.
                failed = self._database.retrying(partial(self._old.remove, job_id=job_id))
                if failed is not None:
                    gone[state] += 1
                    gone[Swept.ITEMS] += failed

    def _sweep_ledger(self, gone: dict[Swept, int], go_on: GoOn) -> None:
        old = self._old
        for job_id in self._jobs(old.changes_done() & old.has(ItemChangeRow.job_id)):
            gone[Swept.CHANGES] += self._empty(ItemChangeRow, job_id, go_on)
        for job_id in self._jobs(old.successes_done() & old.has(JobItemRow.job_id, ~_FAILED)):
            gone[Swept.ITEMS] += self._empty(JobItemRow, job_id, go_on, ~_FAILED)
        for job_id in self._jobs(old.failures_done() & old.has(JobItemRow.job_id, _FAILED)):
            gone[Swept.ITEMS] += self._empty(JobItemRow, job_id, go_on, _FAILED)

    def _sweep_rows(self, gone: dict[Swept, int], go_on: GoOn) -> None:
        ended = JobEventRow.job_id.in_(select(JobRow.id).where(self._old.ended()))
        events = (JobEventRow.id, self._old_events() & ended)
        for kind, (table_id, where) in ({Swept.EVENTS: events} | self._plain()).items():
            while _check(go_on) and (took := self._database.retrying(partial(_take, table_id=table_id, where=where))):
                gone[kind] += took
        _check(go_on)
        gone[Swept.LEASES] = self._database.retrying(self._reap)

    def _jobs(self, where: ColumnElement[bool]) -> list[int]:
        with self._database.read() as connection:
            wanted = select(JobRow.id).outerjoin(JobRunRow, JobRunRow.job_id == JobRow.id).where(where)
            return list(connection.scalars(wanted.order_by(JobRow.id)))

    def _empty(
        self,
        table: type[JobItemRow] | type[ItemChangeRow],
        job_id: int,
        go_on: GoOn,
        *where: ColumnElement[bool],
    ) -> int:
        """Take rows of one job away, piece by piece; returns how many."""
        total = 0
        while _check(go_on) and (
            took := self._database.retrying(partial(_take_of_job, table=table, where=(table.job_id == job_id, *where)))
        ):
            total += took
        return total

    def _old_events(self) -> ColumnElement[bool]:
        return JobEventRow.at < now_plus(-self._shared.keep_events_days * DAY_S)

    def _plain(self) -> dict[Swept, tuple[InstrumentedAttribute[int], ColumnElement[bool]]]:
        """Tables whose rows go by their age alone."""
        shared = self._shared
        gravestones = TombstoneRow.deleted_at < now_plus(-shared.keep_tombstones_days * DAY_S)
        told = NotificationRow.last_at < now_plus(-shared.keep_notifications_days * DAY_S)
        return {
            Swept.TOMBSTONES: (TombstoneRow.id, gravestones),
            Swept.NOTIFICATIONS: (NotificationRow.id, told),
        }

    def _dead_leases(self) -> tuple[tuple[InstrumentedAttribute[int], ColumnElement[bool]], ...]:
        long_ago = now_plus(-self._shared.reap_leases_days * DAY_S)
        return (
            (ShopLaneRow.shop_id, ShopLaneRow.lease_token.is_not(None) & (ShopLaneRow.expires_at < long_ago)),
            (JobRunRow.job_id, JobRunRow.lease_token.is_not(None) & (JobRunRow.lease_expires_at < long_ago)),
        )

    def _reap(self, connection: Connection) -> int:
        """Wipe lanes and leases whose end is long ago; when a lease ended stays, so that others may take over."""
        (_, lanes), (_, runs) = self._dead_leases()
        free = {"job_id": None, "lease_token": None, "expires_at": None}
        reaped = connection.execute(update(ShopLaneRow).where(lanes).values(**free)).rowcount
        # Nobody is shown anything new by that: the change is not stamped.
        still = {"lease_token": None, "updated_at": JobRunRow.updated_at}
        return reaped + connection.execute(update(JobRunRow).where(runs).values(**still)).rowcount


def _check(go_on: GoOn) -> bool:
    if not go_on():
        raise _BrokenOff
    return True


def _count(connection: Connection, key: InstrumentedAttribute[int], where: ColumnElement[bool]) -> int:
    counted = select(func.count(key)).where(where)
    if key is JobRow.id:
        counted = counted.outerjoin(JobRunRow, JobRunRow.job_id == JobRow.id)
    return connection.scalar(counted) or 0


def _count_of_jobs(connection: Connection, job_id: InstrumentedAttribute[int], where: ColumnElement[bool]) -> int:
    """Rows whose job is as ``where`` says."""
    counted = (
        select(func.count(job_id))
        .join(JobRow, JobRow.id == job_id)
        .outerjoin(JobRunRow, JobRunRow.job_id == JobRow.id)
        .where(where)
    )
    return connection.scalar(counted) or 0


def _take(connection: Connection, *, table_id: InstrumentedAttribute[int], where: ColumnElement[bool]) -> int:
    ids = list(connection.scalars(select(table_id).where(where).order_by(table_id).limit(PIECE)))
    if not ids:
        return 0
    return connection.execute(delete(table_id.class_).where(table_id.in_(ids))).rowcount


def _take_of_job(
    connection: Connection, *, table: type[JobItemRow] | type[ItemChangeRow], where: tuple[ColumnElement[bool], ...]
) -> int:
    wanted = select(table.sequence).where(*where).order_by(table.sequence).limit(PIECE)
    sequences = sorted(set(connection.scalars(wanted)))
    if not sequences:
        return 0
    return connection.execute(delete(table).where(*where, table.sequence.between(sequences[0], sequences[-1]))).rowcount
