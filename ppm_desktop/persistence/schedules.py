"""Schedules: kept, planned by the database's clock, and each run begun by exactly one program."""

import logging
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection, and_, delete, func, insert, or_, select, update

from ppm_desktop.domain.audit import AuditAction
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import Computer, JobSnapshot
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.schedule import PlannedRun, RunOutcome, Schedule, ScheduledJob, WhenBusy, lead_time, plan_run
from ppm_desktop.persistence.audit import note_action
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.durations import expected_seconds
from ppm_desktop.persistence.new_jobs import insert_job
from ppm_desktop.persistence.schedule_rows import columns, readable, run_columns
from ppm_desktop.persistence.snapshots import ACTIVE, SnapshotReader, select_snapshots
from ppm_desktop.persistence.tables import JobRow, JobRunRow, ScheduleRow, ShopRow
from ppm_desktop.persistence.types import now, now_plus

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BegunRun:
    """A run that this program has taken.

    Attributes:
        jobs: Pending ones, of this computer unless left to the workers; none when the run was skipped or refused.
    """

    schedule: Schedule
    outcome: RunOutcome
    jobs: tuple[JobSnapshot, ...]


class ScheduleRepository:
    """Safe from any thread; every call blocks and may raise `DatabaseError`."""

    def __init__(self, database: Database, computer: Computer, shared: SharedSettings) -> None:
        self._database = database
        self._computer = computer
        self._shared = shared
        self._reader = SnapshotReader(computer, shared)

    def plan(self, job: ScheduledJob) -> PlannedRun | None:
        """When ``job`` would run first, None when its only day is past."""
        with self._database.read() as connection:
            return self._plan(connection, job)

    def add(self, job: ScheduledJob) -> Schedule:
        """Keep ``job`` and plan its first run.

        Raises:
            InvalidRequest: its only day is past.
        """

        def work(connection: Connection) -> int:
            run = self._plan(connection, job)
            if run is None:
                raise InvalidRequest("schedule_past")
            who = {"person": self._computer.person[:100], "host": self._computer.host[:100]}
            added = connection.execute(insert(ScheduleRow).values(**columns(job), **who, **run_columns(run)))
            assert added.inserted_primary_key is not None
            made = int(added.inserted_primary_key[0])
            self._note(connection, AuditAction.SCHEDULE_ADDED, made, job)
            return made

        number = self._database.retrying(work)
        return next(one for one in self.list() if one.id == number)

    def remove(self, schedule_id: int) -> None:
        """Forget a schedule; a job that it has begun goes on.

        Raises:
            InvalidRequest: there is none of this number (any more).
        """
        with self._database.begin() as connection:
            stored = connection.execute(select(ScheduleRow).where(ScheduleRow.id == schedule_id)).all()
            if not connection.execute(delete(ScheduleRow).where(ScheduleRow.id == schedule_id)).rowcount:
                raise InvalidRequest("schedule_unknown", id=str(schedule_id))
            job = next((one.job for one in readable(stored, {})), None)
            self._note(connection, AuditAction.SCHEDULE_REMOVED, schedule_id, job)

    def due(self, shop_ids: Collection[int] = ()) -> list[Schedule]:
        """What this computer may begin now: its own, and what another one is late for.

        With ``shop_ids`` only what is for these shops and no other.
        """
        mine = and_(ScheduleRow.host == self._computer.host[:100], ScheduleRow.person == self._computer.person[:100])
        late = ScheduleRow.next_run_at <= now_plus(-self._shared.schedule_grace_s)
        wanted = select(ScheduleRow).where(ScheduleRow.next_run_at <= now(), or_(mine, late))
        with self._database.read() as connection:
            due = readable(connection.execute(wanted.order_by(ScheduleRow.next_run_at)).all(), {})
        return [one for one in due if not shop_ids or set(one.job.shop_ids) <= set(shop_ids)]

    def begin(self, schedule: Schedule, target: str = "") -> BegunRun | None:
        """Take the run that is due: its jobs are made with the claim or not at all; None when another was faster.

        However many runs were missed meanwhile, this one stands for all of them. ``target`` is as in
        `JobRepository.create`.
        """
        return self._database.retrying(partial(self._begin, schedule=schedule, target=target))

    def replan(self) -> int:
        """Begin earlier or later what has to be done by a time, as the jobs of late ask for; returns how many moved."""
        wanted = select(ScheduleRow).where(ScheduleRow.finishes.is_(True), ScheduleRow.next_run_at > now())
        with self._database.read() as connection:
            schedules = readable(connection.execute(wanted).all(), {})
        return sum(self._database.retrying(partial(self._replan, schedule=one)) for one in schedules)

    def _note(self, connection: Connection, action: AuditAction, schedule_id: int, job: ScheduledJob | None) -> None:
        """Write down who did it; ``job`` None where this version cannot read what the schedule is for."""
        facts = {"schedule": str(schedule_id)}
        if job is not None:
            facts |= {"type": job.request.type.value, "shops": ", ".join(map(str, job.shop_ids))}
        shop_id = job.shop_ids[0] if job is not None and len(job.shop_ids) == 1 else None
        note_action(connection, self._computer, action, facts, shop_id=shop_id)

    def _plan(self, connection: Connection, job: ScheduledJob, served: datetime | None = None) -> PlannedRun | None:
        moment: datetime = connection.execute(select(now())).scalar_one()
        return plan_run(job.rule, moment, self._lead(connection, job), served)

    def _lead(self, connection: Connection, job: ScheduledJob) -> timedelta:
        if not job.rule.finishes:
            return timedelta()
        each = (expected_seconds(connection, one, job.request) for one in job.shop_ids)
        longest = [max(durations) for durations in each if durations]
        unknown = timedelta(minutes=self._shared.schedule_unknown_minutes)
        # Jobs of several shops run beside each other.
        return lead_time(longest, self._shared.schedule_margin_percent, unknown)

    def _begin(self, connection: Connection, schedule: Schedule, target: str) -> BegunRun | None:
        seen = schedule.next_run
        assert seen is not None
        following = self._plan(connection, schedule.job, served=seen.due)
        claimed = connection.execute(
            update(ScheduleRow)
            .where(ScheduleRow.id == schedule.id, ScheduleRow.next_run_at == seen.start)
            .values(
                **run_columns(following),
                last_run_at=now(),
                claimed_host=self._computer.host[:100],
                claimed_person=self._computer.person[:100],
            )
        )
        if claimed.rowcount != 1:
            return None
        outcome, job_ids = self._make_jobs(connection, schedule, target)
        connection.execute(update(ScheduleRow).where(ScheduleRow.id == schedule.id).values(last_outcome=outcome.value))
        rows = connection.execute(select_snapshots().where(JobRow.id.in_(job_ids)).order_by(JobRow.id))
        return BegunRun(schedule, outcome, tuple(self._reader.read(connection, rows)))

    def _make_jobs(self, connection: Connection, schedule: Schedule, target: str) -> tuple[RunOutcome, list[int]]:
        job, job_ids, skipped = schedule.job, list[int](), False
        batch_id = str(uuid.uuid4()) if len(job.shop_ids) > 1 else None
        for shop_id in job.shop_ids:
            if job.when_busy is WhenBusy.SKIP and self._is_busy(connection, shop_id):
                skipped = True
                logger.info("schedule %d: shop %d is left out, it is busy", schedule.id, shop_id)
                continue
            try:
                job_id = insert_job(
                    connection,
                    self._computer,
                    job.request,
                    shop_id,
                    batch_id,
                    asked_by=schedule.person,
                    schedule_id=schedule.id,
                    target=target,
                )
            except InvalidRequest as error:
                logger.warning("schedule %d: no job at shop %d, %s", schedule.id, shop_id, error.detail)
            else:
                job_ids.append(job_id)
        if job_ids:
            return RunOutcome.STARTED, job_ids
        return RunOutcome.SKIPPED if skipped else RunOutcome.REFUSED, []

    def _is_busy(self, connection: Connection, shop_id: int) -> bool:
        """Whether somebody works at the shop or waits to; what stands, or was left, does not count.

        Such a job would keep every run of the schedule from being begun, until a person finds it.
        """
        run, alive_since = JobRunRow, now_plus(-self._shared.lease_s)
        web = and_(run.job_id.is_(None), JobRow.updated_at > now_plus(-self._shared.foreign_lane_s))
        seen = func.coalesce(run.heartbeat_at, JobRow.created_at) > alive_since
        ours = and_(run.job_id.is_not(None), run.paused_at.is_(None), or_(run.lease_expires_at > now(), seen))
        active = (
            select(func.count())
            .select_from(JobRow)
            .outerjoin(run, run.job_id == JobRow.id)
            .where(JobRow.shop_id == shop_id, JobRow.status.in_(ACTIVE), or_(web, ours))
        )
        return bool(connection.scalar(active))

    def _replan(self, connection: Connection, schedule: Schedule) -> int:
        seen = schedule.next_run
        assert seen is not None
        moment: datetime = connection.execute(select(now())).scalar_one()
        start = max(seen.due - self._lead(connection, schedule.job), moment)
        if start == seen.start:
            return 0
        moved = connection.execute(
            update(ScheduleRow)
            .where(ScheduleRow.id == schedule.id, ScheduleRow.next_run_at == seen.start)
            .values(next_run_at=start)
        )
        return moved.rowcount

    def list(self) -> list[Schedule]:
        """All schedules, the next to run first, those that are over last."""
        wanted = select(ScheduleRow).order_by(ScheduleRow.next_run_at.is_(None), ScheduleRow.next_run_at)
        with self._database.read() as connection:
            names = dict(connection.execute(select(ShopRow.id, ShopRow.name)).all())
            return readable(connection.execute(wanted.order_by(ScheduleRow.id)).all(), names)
