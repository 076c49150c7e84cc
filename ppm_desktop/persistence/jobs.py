"""Jobs: made, found, listed, watched and asked to stop."""

import logging
import time
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, exists, func, or_, select, update

from ppm_desktop.domain.audit import AuditAction
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import Computer, ItemOutcome, JobPhase, JobSnapshot, JobState
from ppm_desktop.domain.listing import (
    Delta,
    DeltaMark,
    EventKind,
    JobDetail,
    JobEvent,
    JobFilter,
    JobPage,
    Overview,
    PageKey,
)
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.persistence.audit import note_action, read_actions
from ppm_desktop.persistence.changes import OVERLAP, read_changes
from ppm_desktop.persistence.claims import show_waiting
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.items import count_causes
from ppm_desktop.persistence.new_jobs import insert_job
from ppm_desktop.persistence.overviews import OverviewReader
from ppm_desktop.persistence.pages import read_page
from ppm_desktop.persistence.snapshots import ACTIVE, SnapshotReader, busy_lanes, select_snapshots
from ppm_desktop.persistence.tables import AuditRow, JobEventRow, JobItemRow, JobRow, JobRunRow, ShopLaneRow
from ppm_desktop.persistence.telling import Tell, tell_nobody
from ppm_desktop.persistence.timeline import note_event
from ppm_desktop.persistence.types import now, now_plus

logger = logging.getLogger(__name__)


class _Moved(Exception):
    """Undoes a transaction whose job has another state by now."""


class JobRepository:
    """Jobs of everybody as seen from one computer; safe from any thread, every call blocks.

    Raises `DatabaseError` from every method, as `Database.begin` does.
    """

    def __init__(
        self, database: Database, computer: Computer, shared: SharedSettings, tell: Tell = tell_nobody
    ) -> None:
        """``tell`` is called after each write."""
        self._tell = tell
        self._database = database
        self._computer = computer
        self._shared = shared
        self._reader = SnapshotReader(computer, shared)
        self._overviews = OverviewReader()

    def create(self, request: JobRequest, shop_ids: Sequence[int], batch: bool, target: str = "") -> list[JobSnapshot]:
        """Make one pending job per shop, all or none; with ``batch`` they share a batch id.

        ``target`` is who may begin them: `WORKERS`, or this computer when empty.

        Raises:
            InvalidRequest: there is no such shop, or it is switched off.
        """
        batch_id = str(uuid.uuid4()) if batch else None

        def work(connection: Connection) -> list[JobSnapshot]:
            ids = [
                insert_job(connection, self._computer, request, shop_id, batch_id, target=target)
                for shop_id in shop_ids
            ]
            jobs = {job.id: job for job in self._read(connection, ids)}
            return [jobs[job_id] for job_id in ids]

        made = self._database.retrying(work)
        self._tell([job.id for job in made], True)
        return made

    def get(self, job_id: int) -> JobSnapshot | None:
        """The job as it is now; None when there is none (any more)."""
        with self._database.read() as connection:
            found = self._read(connection, [job_id])
        return found[0] if found else None

    def find(self, key: str) -> JobSnapshot | None:
        """The job of this number (``12``, ``#12``) or UUID; None when there is none."""
        wanted = key.strip().removeprefix("#")
        if wanted.isdecimal():
            return self.get(int(wanted))
        with self._database.read() as connection:
            rows = connection.execute(select_snapshots().where(JobRow.job_uuid == wanted.lower()))
            found = self._reader.read(connection, rows)
        return found[0] if found else None

    def failed_ids(self, job_id: int) -> list[str]:
        """``failed_item_ids`` of the job's row, empty when there are none."""
        with self._database.read() as connection:
            stored = connection.scalar(select(JobRow.failed_item_ids).where(JobRow.id == job_id))
        return [str(one) for one in stored or ()]

    def failed_labels(self, job_id: int) -> list[str]:
        """As `failed_ids`, from the ledger, which is never behind."""
        failed = (
            select(JobItemRow.sku, JobItemRow.external_id)
            .where(JobItemRow.job_id == job_id, JobItemRow.outcome == ItemOutcome.FAILED.value)
            .order_by(JobItemRow.sequence)
        )
        with self._database.read() as connection:
            return [sku or f"id:{number}" for sku, number in connection.execute(failed)]

    def page(self, wanted: JobFilter, after: PageKey | None, limit: int) -> JobPage:
        """At most ``limit`` jobs, the active ones before all others, or those that follow ``after``."""
        with self._database.read() as connection:
            found, more = read_page(connection, wanted, after, limit)
            rows = self._reader.read(connection, found)
        return JobPage(tuple(rows), PageKey.of(rows[-1]) if more and rows else None)

    def overview(self, wanted: JobFilter, midnight: datetime) -> Overview:
        """Jobs by segment under ``wanted``'s shop and search, and the header's figures; see `OverviewReader`."""
        with self._database.read() as connection:
            return self._overviews.read(connection, wanted, midnight)

    def delta(self, mark: DeltaMark | None, limit: int) -> Delta:
        """Everything written since ``mark``, oldest change first; without one only a mark to start from.

        Repeats are expected: the mark stays behind the clock, so that a transaction that took long to commit
        is not missed. Where ``limit`` cuts, the next call goes on.
        """
        began = time.monotonic()
        with self._database.read() as connection:
            if mark is None:
                read_at = connection.execute(select(now())).scalar_one()
                return Delta((), (), DeltaMark(read_at - OVERLAP), (time.monotonic() - began) * 1000)
            changes = read_changes(connection, mark, limit)
            rows = self._reader.read(connection, changes.rows)
            rows += self._web_parents(connection, rows)
        return Delta(tuple(rows), changes.removed, changes.mark, (time.monotonic() - began) * 1000)

    def detail(self, job_id: int) -> JobDetail:
        """The job with its causes of failure, its timeline and what people did to it.

        Raises:
            InvalidRequest: there is no such job.
        """
        with self._database.read() as connection:
            found = self._read(connection, [job_id])
            if not found:
                raise InvalidRequest("job_unknown", key=f"#{job_id}")
            events = connection.execute(
                select(JobEventRow.at, JobEventRow.kind, JobEventRow.facts)
                .where(JobEventRow.job_id == job_id)
                .order_by(JobEventRow.id)
            )
            timeline = tuple(
                JobEvent(at, EventKind(kind), facts or {}) for at, kind, facts in events if kind in set(EventKind)
            )
            actions = tuple(read_actions(connection, AuditRow.job_id == job_id))
            return JobDetail(found[0], tuple(count_causes(connection, job_id)), timeline, actions)

    def request_cancel(self, job_id: int) -> JobSnapshot:
        """Ask a job to stop, and return how it stands then.

        A job that waits, one of the web application, and one whose runner lost its lease are cancelled at
        once; of a job that runs the wish is noted for its runner; one that has ended stays as it is.

        Raises:
            InvalidRequest: there is no such job.
        """

        def work(connection: Connection) -> JobSnapshot:
            held = JobRunRow.lease_expires_at > now()
            row = connection.execute(
                select(JobRow.status, JobRunRow.job_id, held.label("held"), JobRunRow.cancel_requested_at)
                .outerjoin(JobRunRow, JobRunRow.job_id == JobRow.id)
                .where(JobRow.id == job_id)
            ).one_or_none()
            if row is None:
                raise InvalidRequest("job_unknown", key=f"#{job_id}")
            logger.info("asked to cancel #%d, which is %s", job_id, row.status)
            ours = row.job_id is not None
            if row.status == JobState.PROCESSING.value and ours and row.held:
                if row.cancel_requested_at is None:
                    self._note_wish(connection, job_id)
            elif row.status in ACTIVE:
                self._cancel_now(connection, job_id, row.status, ours=ours)
            return self._read(connection, [job_id])[0]

        while True:
            try:
                return self._told(self._database.retrying(work))
            except _Moved:
                continue  # somebody moved it in between: look again; a job moves twice at most

    def resume(self, job_id: int) -> JobSnapshot:
        """Let a paused job go on from this computer, and return how it stands then; another stays as it is.

        A trial is over with that.

        Raises:
            InvalidRequest: there is no such job.
        """

        def work(connection: Connection) -> JobSnapshot:
            resumed = connection.execute(
                update(JobRunRow)
                .where(JobRunRow.job_id == job_id, JobRunRow.paused_at.is_not(None))
                .values(
                    paused_at=None,
                    paused_cause="",
                    pause_requested_at=None,
                    trial_limit=0,
                    phase=JobPhase.RESUMED.value,
                    heartbeat_at=now(),
                    runner_person=self._computer.person,
                    runner_host=self._computer.host,
                )
            )
            found = self._read(connection, [job_id])
            if not found:
                raise InvalidRequest("job_unknown", key=f"#{job_id}")
            if resumed.rowcount == 1:
                note_event(connection, job_id, EventKind.RESUMED, {"person": self._computer.person})
                note_action(connection, self._computer, AuditAction.RESUMED, job_id=job_id)
            return found[0]

        return self._told(self._database.retrying(work))

    def request_pause(self, job_id: int) -> JobSnapshot:
        """Ask a running job to stand, wherever it runs, and return how it is then; another stays as it is.

        Raises:
            InvalidRequest: there is no such job.
        """

        def work(connection: Connection) -> JobSnapshot:
            running = exists().where(JobRow.id == job_id, JobRow.status == JobState.PROCESSING.value)
            asked = connection.execute(
                update(JobRunRow)
                .where(JobRunRow.job_id == job_id, JobRunRow.paused_at.is_(None), running)
                .where(JobRunRow.cancel_requested_at.is_(None), JobRunRow.pause_requested_at.is_(None))
                .values(pause_requested_at=now(), pause_requested_by=self._computer.person[:100])
            )
            found = self._read(connection, [job_id])
            if not found:
                raise InvalidRequest("job_unknown", key=f"#{job_id}")
            if asked.rowcount == 1:
                note_event(connection, job_id, EventKind.PAUSE_ASKED, {"person": self._computer.person})
                note_action(connection, self._computer, AuditAction.PAUSED, job_id=job_id)
            return found[0]

        return self._told(self._database.retrying(work))

    def show_waiting(self, job_ids: Iterable[int]) -> None:
        """Show that somebody waits with these jobs for their shop; those that run or stand stay as they are.

        What nobody shows for ``lease_s`` seconds counts as left.
        """
        waits = JobRunRow.phase.in_([JobPhase.QUEUED.value, JobPhase.RESUMED.value])
        if shown := tuple(job_ids):
            self._database.retrying(lambda connection: show_waiting(connection, shown, self._shared, waits))

    def unfinished_here(self) -> list[JobSnapshot]:
        """Jobs of this computer and person that nobody runs: never begun, told to go on, or left by their runner."""
        run, here = JobRunRow, (self._computer.host, self._computer.person)
        starter = and_(run.runner_host.is_(None), run.starter_host == here[0], run.starter_person == here[1])
        runner = and_(run.runner_host == here[0], run.runner_person == here[1])
        wanted = (
            select_snapshots()
            .where(JobRow.status.in_(ACTIVE), run.paused_at.is_(None), run.target == "", or_(starter, runner))
            .where(or_(run.lease_token.is_(None), run.heartbeat_at < now_plus(-self._shared.stale_after_s)))
            .order_by(JobRow.id)
        )
        with self._database.read() as connection:
            return self._reader.read(connection, connection.execute(wanted))

    def pending_here(self, limit: int) -> list[int]:
        """Jobs that this computer may claim now, longest waiting first: at most one for each free shop."""
        waiting = (
            select(JobRow.shop_id, func.min(JobRow.id))
            .join(JobRunRow, JobRunRow.job_id == JobRow.id)
            .where(
                JobRow.status == JobState.PENDING.value,
                JobRunRow.starter_host == self._computer.host,
                JobRunRow.starter_person == self._computer.person,
            )
            .group_by(JobRow.shop_id)
        )
        with self._database.read() as connection:
            first = dict(connection.execute(waiting).all())
            busy = dict(busy_lanes(connection, self._shared.foreign_lane_s, first))
        return sorted(job_id for shop_id, job_id in first.items() if shop_id not in busy)[:limit]

    def _told(self, job: JobSnapshot) -> JobSnapshot:
        self._tell([job.id], not job.active)
        return job

    def _web_parents(self, connection: Connection, rows: Sequence[JobSnapshot]) -> list[JobSnapshot]:
        """Jobs of the web application that ``rows`` do again: they change with these, and nobody writes to them."""
        parents = {job.parent_id for job in rows if job.parent_id is not None} - {job.id for job in rows}
        if not parents:
            return []
        wanted = select_snapshots().where(JobRow.id.in_(parents), JobRunRow.job_id.is_(None))
        return self._reader.read(connection, connection.execute(wanted))

    def _read(self, connection: Connection, job_ids: Sequence[int]) -> list[JobSnapshot]:
        rows = connection.execute(select_snapshots().where(JobRow.id.in_(job_ids)).order_by(JobRow.id))
        return self._reader.read(connection, rows)

    def _note_wish(self, connection: Connection, job_id: int) -> None:
        connection.execute(
            update(JobRunRow)
            .where(JobRunRow.job_id == job_id, JobRunRow.cancel_requested_at.is_(None))
            .values(cancel_requested_at=now(), cancel_requested_by=self._computer.person[:100])
        )
        note_event(connection, job_id, EventKind.CANCEL_ASKED, {"person": self._computer.person})
        note_action(connection, self._computer, AuditAction.CANCELLED, job_id=job_id)

    def _cancel_now(self, connection: Connection, job_id: int, status: str, *, ours: bool) -> None:
        """Move the job to cancelled if it still is in ``status``; nobody who runs it may write any more."""
        if ours:
            fenced = {
                "lease_token": None,
                "lease_expires_at": None,
                "paused_at": None,
                "phase": JobPhase.FINISHED.value,
            }
            wish = {"cancel_requested_at": now(), "cancel_requested_by": self._computer.person[:100]}
            connection.execute(update(JobRunRow).where(JobRunRow.job_id == job_id).values(**fenced, **wish))
            free = {"job_id": None, "lease_token": None, "expires_at": None}
            connection.execute(update(ShopLaneRow).where(ShopLaneRow.job_id == job_id).values(**free))
        moved = connection.execute(
            update(JobRow)
            .where(JobRow.id == job_id, JobRow.status == status)
            .values(status=JobState.CANCELLED.value, completed_at=now())
        )
        if moved.rowcount != 1:
            raise _Moved
        note_event(connection, job_id, EventKind.CANCELLED, {"person": self._computer.person})
        note_action(connection, self._computer, AuditAction.CANCELLED, job_id=job_id)
