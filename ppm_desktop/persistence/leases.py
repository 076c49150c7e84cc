"""Who may run a job: leases with fencing tokens, shop lanes, and every write that needs them."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, insert, or_, select, update

from ppm_desktop.domain.audit import AuditAction
from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import StaleLease
from ppm_desktop.domain.job import WORKERS, Computer, ItemOutcome, ItemRecord, JobPhase, JobProgress, JobState
from ppm_desktop.domain.listing import EventKind
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.persistence.audit import note_action
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.ledger import write_items
from ppm_desktop.persistence.snapshots import ACTIVE
from ppm_desktop.persistence.tables import JobEventRow, JobItemRow, JobRow, JobRunRow, ShopLaneRow
from ppm_desktop.persistence.telling import Tell, tell_nobody
from ppm_desktop.persistence.text import fit
from ppm_desktop.persistence.types import now, now_plus
from ppm_desktop.persistence.upsert import upsert

T = TypeVar("T")
MOST_UNANSWERED = 60_000
"""More than that need not be told apart."""


class Claim(StrEnum):
    """What a runner may take.

    `OWN`: jobs begun, or let go on, at this computer. `LOST`: besides, any job whose runner has lost its lease.
    `WORKER`: besides, jobs that were left to the workers.
    """

    OWN = "own"
    LOST = "lost"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to run one job and to work on its shop.

    Attributes:
        token: Carried by every write; whoever has an old one writes nothing.
        runner_id: The run of a program that holds it.
    """

    job_id: int
    shop_id: int
    token: str
    runner_id: str


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


@dataclass(frozen=True, slots=True)
class _Lost:
    """A job whose runner has gone: where it ran, how often that happened without progress, and how far it came."""

    host: str
    interruptions: int
    processed: int


class _NotOurs(Exception):
    """Undoes a transaction whose condition did not hold."""


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
        self._language = language

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
                lambda connection: self._claim(connection, job_id, runner_id, token, claim)
            )
        except _NotOurs:
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
        except _NotOurs:
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
        except _NotOurs:
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
    ) -> JobState:
        """Write the end of a job, give its lease and lane back, and return the state that is stored then.

        A job that somebody cancelled meanwhile stays cancelled; its counters and ledger are written still.

        Raises:
            StaleLease: the job is no longer ours; nothing was written.
            DatabaseError: as `Database.begin`.
        """

        def work(connection: Connection) -> JobState:
            ended = {"lease_token": None, "lease_expires_at": None, "next_attempt_at": None}
            self._write_run(connection, lease, progress, moved=bool(items), **ended)
            stored = _end_job(connection, lease.job_id, state, _job_values(progress, failed_skus), error_message)
            write_items(connection, lease.job_id, lease.shop_id, items)
            _free_lane(connection, lease)
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
            _free_lane(connection, lease)
            facts = {"done": str(progress.counters.processed), "total": str(progress.total or 0), "cause": cause}
            note_event(connection, lease.job_id, EventKind.PAUSED, facts)

        self._given_back(lease, work)

    def merge(self, lease: Lease, items: Sequence[ItemRecord]) -> bool:
        """Write ledger rows of a run that ended before it could, and bring the counters in line with the ledger.

        False, and nothing written, when the job is somebody else's by now.

        Raises:
            DatabaseError: as `Database.begin`.
        """

        def work(connection: Connection) -> bool:
            ours = (JobRunRow.job_id == lease.job_id, JobRunRow.lease_token == lease.token)
            if connection.execute(update(JobRunRow).where(*ours).values(last_progress_at=now())).rowcount != 1:
                return False
            write_items(connection, lease.job_id, lease.shop_id, items)
            count_again(connection, lease.job_id)
            return True

        return self._database.retrying(work)

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
            _free_lane(connection, lease)

        self._given_back(lease, work)

    def _given_back(self, lease: Lease, work: Callable[[Connection], T]) -> T:
        """The result of ``work``, which gives the lane of the shop back."""
        try:
            result = self._database.retrying(work)
        except _NotOurs as error:
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

    def _claim(self, connection: Connection, job_id: int, runner_id: str, token: str, claim: Claim) -> int | None:
        """The shop of the job taken; None when the job was ended instead."""
        waits = JobRow.status.in_(ACTIVE)
        shop_id: int | None = connection.scalar(select(JobRow.shop_id).where(JobRow.id == job_id, waits))
        if shop_id is None:
            raise _NotOurs
        self._take_lane(connection, shop_id, job_id, token)
        lost = self._lost_by(connection, job_id) if claim is not Claim.OWN else None
        if lost is not None and lost.interruptions > self._shared.most_interruptions:
            self._end_interrupted(connection, job_id, shop_id, token, lost)
            return None
        taken: dict[str, object] = {}
        if lost is not None:
            taken = {"interruptions": lost.interruptions, "taken_from": lost.host, "items_at_claim": lost.processed}
            facts = {"person": self._computer.person, "host": self._computer.host, "from": lost.host}
            note_event(connection, job_id, EventKind.TAKEN_OVER, facts)
            note_action(connection, self._computer, AuditAction.TAKEN_OVER, {"from": lost.host}, job_id=job_id)
        run = connection.execute(
            update(JobRunRow)
            .where(JobRunRow.job_id == job_id, self._may_take(claim))
            .values(
                runner_id=runner_id,
                runner_host=self._computer.host,
                runner_person=self._computer.person,
                lease_token=token,
                lease_expires_at=now_plus(self._shared.lease_s),
                heartbeat_at=now(),
                last_progress_at=now(),
                phase=JobPhase.COUNTING.value,
                **taken,
            )
        )
        job = connection.execute(
            update(JobRow)
            .where(JobRow.id == job_id, waits)
            .values(status=JobState.PROCESSING.value, started_at=func.coalesce(JobRow.started_at, now()))
        )
        if run.rowcount != 1 or job.rowcount != 1:
            raise _NotOurs
        return shop_id

    def _may_take(self, claim: Claim) -> ColumnElement[bool]:
        """Which runs may be taken; a job never begun belongs to who started it, a resumed one to who let it go on."""
        never_begun = and_(
            JobRunRow.phase == JobPhase.QUEUED.value,
            JobRunRow.target == "",
            JobRunRow.starter_host == self._computer.host,
            JobRunRow.starter_person == self._computer.person,
        )
        resumed = and_(
            JobRunRow.phase == JobPhase.RESUMED.value,
            JobRunRow.runner_host == self._computer.host,
            JobRunRow.runner_person == self._computer.person,
        )
        ways: list[ColumnElement[bool]] = [never_begun, resumed]
        if claim is not Claim.OWN:
            ways.append(lost_runs())
        if claim is Claim.WORKER:
            ways.append(and_(JobRunRow.phase == JobPhase.QUEUED.value, JobRunRow.target == WORKERS))
        untaken = JobRunRow.lease_token.is_(None)
        return or_(*(and_(untaken, way) for way in ways[:2]), *ways[2:])

    def _lost_by(self, connection: Connection, job_id: int) -> "_Lost | None":
        row = connection.execute(
            select(
                JobRunRow.runner_host,
                JobRunRow.interruptions,
                JobRunRow.items_at_claim,
                JobRow.processed_items,
                JobRow.failed_items,
                JobRow.total_items,
            )
            .join(JobRow, JobRow.id == JobRunRow.job_id)
            .where(JobRunRow.job_id == job_id, lost_runs())
        ).one_or_none()
        if row is None:
            return None
        moved = row.processed_items > row.items_at_claim
        return _Lost(row.runner_host or "", 1 if moved else row.interruptions + 1, row.processed_items)

    def _end_interrupted(self, connection: Connection, job_id: int, shop_id: int, token: str, lost: "_Lost") -> None:
        """It was taken over again and again and never got further: somebody has to look at it."""
        facts = {"n": str(lost.interruptions - 1)}
        sentence = explain("interrupted", self._language, facts).sentence
        ended = {"lease_token": None, "lease_expires_at": None, "phase": JobPhase.FINISHED.value}
        connection.execute(update(JobRunRow).where(JobRunRow.job_id == job_id).values(**ended))
        connection.execute(
            update(JobRow)
            .where(JobRow.id == job_id, JobRow.status == JobState.PROCESSING.value)
            .values(status=JobState.FAILED.value, completed_at=now(), error_message=sentence)
        )
        note_event(connection, job_id, EventKind.STOPPED, {"cause": "interrupted"} | facts)
        _free_lane(connection, Lease(job_id, shop_id, token, ""))

    def _take_lane(self, connection: Connection, shop_id: int, job_id: int, token: str) -> None:
        upsert(connection, ShopLaneRow, [{"shop_id": shop_id}], update=())
        held_by: int | None = connection.scalar(select(ShopLaneRow.job_id).where(ShopLaneRow.shop_id == shop_id))
        taken = connection.execute(
            update(ShopLaneRow)
            .where(
                ShopLaneRow.shop_id == shop_id,
                ShopLaneRow.lease_token.is_(None) | (ShopLaneRow.expires_at <= now()),
            )
            .values(job_id=job_id, lease_token=token, expires_at=now_plus(self._shared.lease_s))
        )
        if taken.rowcount != 1 or self._web_job_active(connection, shop_id):
            raise _NotOurs
        if held_by is not None:
            # Its lease has ended. Should its runner wake up, it must not write beside the new one.
            connection.execute(update(JobRunRow).where(JobRunRow.job_id == held_by).values(lease_token=None))

    def _web_job_active(self, connection: Connection, shop_id: int) -> bool:
        web_job = (
            exists()
            .where(
                JobRow.shop_id == shop_id,
                JobRow.status.in_(ACTIVE),
                JobRow.updated_at > now_plus(-self._shared.foreign_lane_s),
                ~exists().where(JobRunRow.job_id == JobRow.id).correlate(JobRow),
            )
            .select()
        )
        return bool(connection.scalar(web_job))

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
            raise _NotOurs
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
            raise _NotOurs

    def _note_end(self, connection: Connection, job_id: int, state: JobState, progress: JobProgress) -> None:
        """The last line of the timeline; a job that stopped has told why already."""
        counters = progress.counters
        if state is JobState.CANCELLED:
            person = connection.scalar(select(JobRunRow.cancel_requested_by).where(JobRunRow.job_id == job_id))
            note_event(connection, job_id, EventKind.CANCELLED, {"person": person or ""})
        elif state is JobState.COMPLETED or counters.processed == (progress.total or 0) > 0:
            note_event(connection, job_id, EventKind.FINISHED, {"failed": str(counters.failed)})


def lost_runs() -> ColumnElement[bool]:
    """Runs that were begun and that nobody holds any more, but for those that stand for a person."""
    begun = JobRunRow.phase.in_([JobPhase.COUNTING.value, JobPhase.WORKING.value, JobPhase.WAITING.value])
    return and_(
        begun,
        JobRunRow.paused_at.is_(None),
        or_(JobRunRow.lease_expires_at.is_(None), JobRunRow.lease_expires_at <= now()),
    )


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


def note_event(connection: Connection, job_id: int, kind: EventKind, facts: Mapping[str, str]) -> None:
    """Add a line to a job's timeline, within a transaction."""
    connection.execute(insert(JobEventRow).values(job_id=job_id, kind=kind.value, facts=dict(facts)))


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
        raise _NotOurs
    return JobState(stored)


def _free_lane(connection: Connection, lease: Lease) -> None:
    connection.execute(
        update(ShopLaneRow)
        .where(ShopLaneRow.shop_id == lease.shop_id, ShopLaneRow.lease_token == lease.token)
        .values(job_id=None, lease_token=None, expires_at=None)
    )


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
