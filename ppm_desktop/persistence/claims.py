"""Taking a job: which ones a runner may take, together with the lane of their shop."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select, update

from ppm_desktop.domain.audit import AuditAction
from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.job import WORKERS, Computer, JobPhase, JobState
from ppm_desktop.domain.listing import EventKind
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.persistence.audit import note_action
from ppm_desktop.persistence.snapshots import ACTIVE
from ppm_desktop.persistence.tables import JobRow, JobRunRow, ShopLaneRow
from ppm_desktop.persistence.timeline import note_event
from ppm_desktop.persistence.types import now, now_plus
from ppm_desktop.persistence.upsert import upsert


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
class _Lost:
    """A job whose runner has gone: where it ran, how often that happened without progress, and how far it came."""

    host: str
    interruptions: int
    processed: int


class NotOurs(Exception):
    """Undoes a transaction whose condition did not hold."""


class Claims:
    """What one computer takes, each within a transaction of its caller."""

    def __init__(self, computer: Computer, shared: SharedSettings, language: Language) -> None:
        """``language`` is the one that stored sentences are written in."""
        self._computer = computer
        self._shared = shared
        self._language = language

    def take(self, connection: Connection, job_id: int, runner_id: str, token: str, claim: Claim) -> int | None:
        """The shop of the job taken; None when the job was ended instead, as it was interrupted too often.

        Raises:
            NotOurs: there is nothing to take.
        """
        waits = JobRow.status.in_(ACTIVE)
        shop_id: int | None = connection.scalar(select(JobRow.shop_id).where(JobRow.id == job_id, waits))
        if shop_id is None:
            raise NotOurs
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
            raise NotOurs
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
            ways.append(self._lost())
        if claim is Claim.WORKER:
            ways.append(and_(JobRunRow.phase == JobPhase.QUEUED.value, JobRunRow.target == WORKERS))
        untaken = JobRunRow.lease_token.is_(None)
        return or_(*(and_(untaken, way) for way in ways[:2]), *ways[2:])

    def _lost(self) -> ColumnElement[bool]:
        return lost_runs(self._shared.lease_s)

    def _lost_by(self, connection: Connection, job_id: int) -> _Lost | None:
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
            .where(JobRunRow.job_id == job_id, self._lost())
        ).one_or_none()
        if row is None:
            return None
        moved = row.processed_items > row.items_at_claim
        return _Lost(row.runner_host or "", 1 if moved else row.interruptions + 1, row.processed_items)

    def _end_interrupted(self, connection: Connection, job_id: int, shop_id: int, token: str, lost: _Lost) -> None:
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
        free_lane(connection, Lease(job_id, shop_id, token, ""))

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
            raise NotOurs
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


def lost_runs(lease_s: float) -> ColumnElement[bool]:
    """Runs that were begun and that nobody holds any more, but for those that stand for a person.

    One that was let go on has no lease yet: it is lost once nobody has waited with it for ``lease_s`` seconds.
    """
    begun = JobRunRow.phase.in_([JobPhase.COUNTING.value, JobPhase.WORKING.value, JobPhase.WAITING.value])
    unheld = or_(JobRunRow.lease_expires_at.is_(None), JobRunRow.lease_expires_at <= now())
    left = and_(JobRunRow.phase == JobPhase.RESUMED.value, JobRunRow.heartbeat_at <= now_plus(-lease_s))
    return and_(JobRunRow.paused_at.is_(None), unheld, or_(begun, left))


def show_waiting(
    connection: Connection, job_ids: Collection[int], shared: SharedSettings, waits: ColumnElement[bool]
) -> None:
    """Show that somebody waits with these jobs, as far as they wait; seldom enough to cost nothing."""
    moment = now_plus(-shared.stale_after_s / 2)
    connection.execute(
        update(JobRunRow)
        .where(JobRunRow.job_id.in_(job_ids), waits, JobRunRow.lease_token.is_(None), JobRunRow.paused_at.is_(None))
        .where(or_(JobRunRow.heartbeat_at.is_(None), JobRunRow.heartbeat_at <= moment))
        .values(heartbeat_at=now())
    )


def free_lane(connection: Connection, lease: Lease) -> None:
    """Let other jobs have the shop; nothing where ``lease`` does not hold it."""
    connection.execute(
        update(ShopLaneRow)
        .where(ShopLaneRow.shop_id == lease.shop_id, ShopLaneRow.lease_token == lease.token)
        .values(job_id=None, lease_token=None, expires_at=None)
    )
