"""Running a job that was taken: every write that its lease allows."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, case, func, select, update

from ppm_desktop.domain.audit import AuditAction
from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import StaleLease
from ppm_desktop.domain.job import Computer, ItemOutcome, ItemRecord, JobPhase, JobProgress, JobState
from ppm_desktop.domain.listing import EventKind
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.persistence.audit import note_action
from ppm_desktop.persistence.claims import Claim, Claims, Lease, NotOurs, free_lane
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.ledger import write_items
from ppm_desktop.persistence.tables import JobItemRow, JobRow, JobRunRow, ShopLaneRow
from ppm_desktop.persistence.telling import Tell, tell_nobody
from ppm_desktop.persistence.text import fit
from ppm_desktop.persistence.timeline import note_event
from ppm_desktop.persistence.types import now, now_plus

T = TypeVar("T")
MOST_UNANSWERED = 60_000
"""More than that need not be told apart."""


@dataclass(frozen=True, slots=True)
class LeaseHealth:
    """How a lease stands after a write.

    Attributes:
        held: False when somebody else has the job or its shop now; nothing was written then.
        cancel: Somebody asked the job to stop; ``pause`` to stand.
    """

    held: bool
    cancel: bool = False
    pause: bool = False


class LeaseRepository:
    """Claims, heartbeats, progress and ends of jobs; safe from any thread, every call blocks.

    Locks are taken in one order (lane, run, job, ledger), and what still meets a deadlock is done again.
    """

    def __init__(
        self,
        database: Database,
        computer: Computer,
        shared: SharedSettings,
        language: Language = Language.POLISH,
        tell: Tell = tell_nobody,
    ) -> None:
        """Leases of this computer.

        Args:
            language: The one that stored sentences are written in.
            tell: Called after each write.
        """
        self._tell = tell
        self._database = database
        self._computer = computer
        self._shared = shared
        self._claims = Claims(computer, shared, language)

    def claim(self, job_id: int, runner_id: str, claim: Claim = Claim.OWN) -> Lease | None:
        """Take a job that waits, or one whose runner has gone, together with the lane of its shop.

        None when there is nothing to take: it does not wait (any more) for what ``claim`` allows, or its shop is
        busy: with a job whose lease stands, or with one of the web application that has written within
        ``foreign_lane_s``. A job that was interrupted too often without progress ends as failed instead.

        Raises:
            DatabaseError: as `Database.begin`.
        """
        token = str(uuid.uuid4())
        try:
            shop_id = self._database.retrying(
                lambda connection: self._claims.take(connection, job_id, runner_id, token, claim)
            )
        except NotOurs:
            return None
        self._tell([job_id], shop_id is None)
        return None if shop_id is None else Lease(job_id, shop_id, token, runner_id)

    def renew(self, lease: Lease) -> LeaseHealth:
        """Prolong ``lease`` and show that its runner lives.

        Raises:
            DatabaseError: as `Database.begin`.
        """
        try:
            return self._database.retrying(lambda connection: self._renew(connection, lease))
        except NotOurs:
            return LeaseHealth(held=False)

    def flush(
        self, lease: Lease, progress: JobProgress, items: Sequence[ItemRecord], failed_skus: Sequence[str] | None
    ) -> LeaseHealth:
        """Write counters, heartbeat and ledger rows in one transaction of at most three statements that write.

        ``failed_skus``, all of the job so far, are written where given. Repeating a flush changes nothing.

        Raises:
            DatabaseError: as `Database.begin`.
        """

        def work(connection: Connection) -> LeaseHealth:
            self._write_run(connection, lease, progress, moved=bool(items))
            connection.execute(
                update(JobRow).where(JobRow.id == lease.job_id).values(**_job_values(progress, failed_skus))
            )
            write_items(connection, lease.job_id, lease.shop_id, items)
            return _health(connection, lease.job_id)

        try:
            health = self._database.retrying(work)
        except NotOurs:
            return LeaseHealth(held=False)
        self._tell([lease.job_id])
        return health

    def finish(
        self,
        lease: Lease,
        state: JobState,
        progress: JobProgress,
        items: Sequence[ItemRecord],
        failed_skus: Sequence[str],
        error_message: str | None,
        *,
        rows_follow: bool = False,
    ) -> JobState:
        """Write the end of a job, give its lease and lane back, and return the state that is stored then.

        A job that somebody cancelled meanwhile stays cancelled; its counters and ledger are written still. Where
        ``rows_follow``, as the database refuses ledger and timeline, both are left out, and `merge` may bring the rows.

        Raises:
            StaleLease: the job is no longer ours; nothing was written.
            DatabaseError: as `Database.begin`.
        """

        def work(connection: Connection) -> JobState:
            token = lease.token if rows_follow else None
            ended = {"lease_token": token, "lease_expires_at": None, "next_attempt_at": None}
            self._write_run(connection, lease, progress, moved=bool(items), **ended)
            stored = _end_job(connection, lease.job_id, state, _job_values(progress, failed_skus), error_message)
            free_lane(connection, lease)
            if not rows_follow:
                write_items(connection, lease.job_id, lease.shop_id, items)
                self._note_end(connection, lease.job_id, stored, progress)
            return stored

        return self._given_back(lease, work)

    def pause(
        self,
        lease: Lease,
        progress: JobProgress,
        items: Sequence[ItemRecord],
        failed_skus: Sequence[str],
        cause: str = "",
    ) -> None:
        """Let the job stand until a person lets it go on: lease and lane are given back, nothing is lost.

        ``cause`` is why it stands where nobody asked for it.

        Raises:
            StaleLease: the job is no longer ours; nothing was written.
            DatabaseError: as `Database.begin`.
        """

        def work(connection: Connection) -> None:
            freed = {"lease_token": None, "lease_expires_at": None, "next_attempt_at": None}
            stands = {"paused_at": now(), "paused_cause": cause, "pause_requested_at": None}
            self._write_run(connection, lease, progress, moved=bool(items), **freed, **stands)
            connection.execute(
                update(JobRow).where(JobRow.id == lease.job_id).values(**_job_values(progress, failed_skus))
            )
            write_items(connection, lease.job_id, lease.shop_id, items)
            free_lane(connection, lease)
            facts = {"done": str(progress.counters.processed), "total": str(progress.total or 0), "cause": cause}
            note_event(connection, lease.job_id, EventKind.PAUSED, facts)

        self._given_back(lease, work)

    def merge(self, lease: Lease, items: Sequence[ItemRecord], *, cancel: bool = False) -> bool:
        """Write ledger rows of a run that ended before it could, and bring the counters in line with the ledger.

        With ``cancel`` the job ends, as a person wanted it then. False, and nothing written, when the job is somebody
        else's by now.

        Raises:
            DatabaseError: as `Database.begin`.
        """

        def work(connection: Connection) -> bool:
            ours = (JobRunRow.job_id == lease.job_id, JobRunRow.lease_token == lease.token)
            if connection.execute(update(JobRunRow).where(*ours).values(last_progress_at=now())).rowcount != 1:
                return False
            write_items(connection, lease.job_id, lease.shop_id, items)
            count_again(connection, lease.job_id)
            status = connection.scalar(select(JobRow.status).where(JobRow.id == lease.job_id))
            if status != JobState.PROCESSING.value:  # it ended without these rows
                connection.execute(update(JobRunRow).where(*ours).values(lease_token=None))
            elif cancel:
                self._cancel_left(connection, lease)
            return True

        merged = self._database.retrying(work)
        if merged:
            self._tell([lease.job_id], cancel)
        return merged

    def hand_back(
        self, lease: Lease, progress: JobProgress, items: Sequence[ItemRecord], failed_skus: Sequence[str]
    ) -> None:
        """Let another runner go on at once: as if the lease had ended, which does not count as an interruption.

        Raises:
            StaleLease: the job is no longer ours; nothing was written.
            DatabaseError: as `Database.begin`.
        """

        def work(connection: Connection) -> None:
            fewer = case((JobRunRow.interruptions > 0, JobRunRow.interruptions - 1), else_=0)
            freed = {"lease_token": None, "lease_expires_at": None, "interruptions": fewer}
            self._write_run(connection, lease, progress, moved=bool(items), **freed)
            connection.execute(
                update(JobRow).where(JobRow.id == lease.job_id).values(**_job_values(progress, failed_skus))
            )
            write_items(connection, lease.job_id, lease.shop_id, items)
            free_lane(connection, lease)

        self._given_back(lease, work)

    def _given_back(self, lease: Lease, work: Callable[[Connection], T]) -> T:
        """The result of ``work``, which gives the lane of the shop back."""
        try:
            result = self._database.retrying(work)
        except NotOurs as error:
            raise StaleLease from error
        self._tell([lease.job_id], True)
        return result

    def note(self, job: Lease | int, kind: EventKind, facts: Mapping[str, str]) -> None:
        """Add a line to a job's timeline; with a lease only while it is held.

        Raises:
            StaleLease: it is not; nothing was written.
            DatabaseError: as `Database.begin`.
        """
        job_id = job.job_id if isinstance(job, Lease) else job
        with self._database.begin() as connection:
            if isinstance(job, Lease):
                require_held(connection, job)
            note_event(connection, job_id, kind, facts)

    def _cancel_left(self, connection: Connection, lease: Lease) -> None:
        person = self._computer.person
        wish = {"cancel_requested_at": now(), "cancel_requested_by": person[:100]}
        ended = {"lease_token": None, "lease_expires_at": None, "next_attempt_at": None}
        finished = update(JobRunRow).where(JobRunRow.job_id == lease.job_id)
        connection.execute(finished.values(phase=JobPhase.FINISHED.value, **wish, **ended))
        _end_job(connection, lease.job_id, JobState.CANCELLED, {}, None)
        free_lane(connection, lease)
        note_event(connection, lease.job_id, EventKind.CANCELLED, {"person": person})
        note_action(connection, self._computer, AuditAction.CANCELLED, job_id=lease.job_id)

    def _renew(self, connection: Connection, lease: Lease) -> LeaseHealth:
        expires_at = now_plus(self._shared.lease_s)
        lane = connection.execute(
            update(ShopLaneRow)
            .where(ShopLaneRow.shop_id == lease.shop_id, ShopLaneRow.lease_token == lease.token)
            .values(expires_at=expires_at)
        )
        run = connection.execute(
            update(JobRunRow)
            .where(JobRunRow.job_id == lease.job_id, JobRunRow.lease_token == lease.token)
            .values(lease_expires_at=expires_at, heartbeat_at=now())
        )
        if lane.rowcount != 1 or run.rowcount != 1:
            raise NotOurs
        return _health(connection, lease.job_id)

    @staticmethod
    def _write_run(connection: Connection, lease: Lease, progress: JobProgress, *, moved: bool, **more: object) -> None:
        wait_s = progress.next_attempt_at_in_s
        values: dict[str, object] = {
            "heartbeat_at": now(),
            "phase": progress.phase.value,
            "current_sku": fit(progress.current_sku, 255),
            "current_name": fit(progress.current_name, 255),
            "created_items": progress.counters.created,
            "updated_items": progress.counters.updated,
            "unchanged_items": progress.counters.unchanged,
            "skipped_items": progress.counters.skipped,
            "next_attempt_at": None if wait_s is None else now_plus(wait_s),
            "shop_attempt": progress.attempt,
            "waiting_code": fit(progress.waiting_code, 40),
            "slow_connections": progress.slow_connections,
            "unanswered": min(progress.unanswered, MOST_UNANSWERED),
        }
        if progress.cursor is not None:
            values["cursor"] = progress.cursor
        if moved:
            values["last_progress_at"] = now()
        ours = (JobRunRow.job_id == lease.job_id, JobRunRow.lease_token == lease.token)
        if connection.execute(update(JobRunRow).where(*ours).values(**values | more)).rowcount != 1:
            raise NotOurs

    def _note_end(self, connection: Connection, job_id: int, state: JobState, progress: JobProgress) -> None:
        """The last line of the timeline; a job that stopped has told why already."""
        counters = progress.counters
        if state is JobState.CANCELLED:
            person = connection.scalar(select(JobRunRow.cancel_requested_by).where(JobRunRow.job_id == job_id))
            note_event(connection, job_id, EventKind.CANCELLED, {"person": person or ""})
        elif state is JobState.COMPLETED or counters.processed == (progress.total or 0) > 0:
            note_event(connection, job_id, EventKind.FINISHED, {"failed": str(counters.failed)})


def count_again(connection: Connection, job_id: int) -> None:
    """Bring the counters of a job in line with its ledger, within a transaction."""
    counted = select(JobItemRow.outcome, func.count()).where(JobItemRow.job_id == job_id).group_by(JobItemRow.outcome)
    counts = {ItemOutcome(outcome): number for outcome, number in connection.execute(counted)}
    names = {
        "created_items": ItemOutcome.CREATED,
        "updated_items": ItemOutcome.UPDATED,
        "unchanged_items": ItemOutcome.UNCHANGED,
        "skipped_items": ItemOutcome.SKIPPED,
    }
    values = {name: counts.get(outcome, 0) for name, outcome in names.items()}
    connection.execute(update(JobRunRow).where(JobRunRow.job_id == job_id).values(**values))
    whole = {"processed_items": sum(counts.values()), "failed_items": counts.get(ItemOutcome.FAILED, 0)}
    connection.execute(update(JobRow).where(JobRow.id == job_id).values(**whole))


def require_held(connection: Connection, lease: Lease) -> None:
    """Make sure, until the transaction ends, that nobody else takes the job of ``lease``.

    Raises:
        StaleLease: somebody else has it.
    """
    ours = select(JobRunRow.job_id).where(JobRunRow.job_id == lease.job_id, JobRunRow.lease_token == lease.token)
    if connection.scalar(ours.with_for_update()) is None:
        raise StaleLease


def _end_job(
    connection: Connection, job_id: int, state: JobState, values: dict[str, object], error_message: str | None
) -> JobState:
    """Move a running job to ``state``; where somebody was faster only the counters are written."""
    ended = connection.execute(
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.status == JobState.PROCESSING.value)
        .values(**values, status=state.value, completed_at=now(), error_message=error_message)
    )
    if ended.rowcount == 1:
        return state
    completed_at = func.coalesce(JobRow.completed_at, now())
    connection.execute(update(JobRow).where(JobRow.id == job_id).values(**values, completed_at=completed_at))
    stored: str | None = connection.scalar(select(JobRow.status).where(JobRow.id == job_id))
    if stored is None:
        raise NotOurs
    return JobState(stored)


def _health(connection: Connection, job_id: int) -> LeaseHealth:
    """A lease that is held, with what people asked for; an end that somebody wrote into the row is a wish to stop."""
    status, cancel_at, pause_at = connection.execute(
        select(JobRow.status, JobRunRow.cancel_requested_at, JobRunRow.pause_requested_at)
        .join(JobRunRow, JobRunRow.job_id == JobRow.id)
        .where(JobRow.id == job_id)
    ).one()
    cancel = cancel_at is not None or status != JobState.PROCESSING.value
    return LeaseHealth(held=True, cancel=cancel, pause=pause_at is not None)


def _job_values(progress: JobProgress, failed_skus: Sequence[str] | None) -> dict[str, object]:
    values: dict[str, object] = {
        "total_items": progress.total or 0,
        "processed_items": progress.counters.processed,
        "failed_items": progress.counters.failed,
    }
    if failed_skus is not None:
        values["failed_item_ids"] = list(failed_skus) or None
    return values
