"""Turns rows of ``job_progress`` and ``ppm_job_runs`` into the snapshots that cross threads."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Row, Select, select

from ppm_desktop.domain.job import (
    ACTIVE_STATES,
    WORKERS,
    Computer,
    Counters,
    JobPhase,
    JobSnapshot,
    JobState,
    JobType,
    Origin,
)
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.persistence.tables import JobRow, JobRunRow, ShopLaneRow
from ppm_desktop.persistence.types import now, now_plus
from ppm_desktop.persistence.web_retries import with_retries

ACTIVE = tuple(sorted(state.value for state in ACTIVE_STATES))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)

SNAPSHOT_COLUMNS = tuple(
    column.label(f"job_{column.key}")
    for column in (
        JobRow.id,
        JobRow.job_uuid,
        JobRow.job_type,
        JobRow.batch_id,
        JobRow.shop_id,
        JobRow.shop_name,
        JobRow.status,
        JobRow.total_items,
        JobRow.processed_items,
        JobRow.failed_items,
        JobRow.started_at,
        JobRow.completed_at,
        JobRow.updated_at,
        JobRow.created_at,
        JobRow.error_message,
        JobRow.operation_mode,
        JobRow.operation_params,
    )
) + tuple(
    column.label(f"run_{column.key}")
    for column in (
        JobRunRow.job_id,
        JobRunRow.starter_person,
        JobRunRow.starter_host,
        JobRunRow.runner_person,
        JobRunRow.runner_host,
        JobRunRow.heartbeat_at,
        JobRunRow.phase,
        JobRunRow.current_sku,
        JobRunRow.current_name,
        JobRunRow.created_items,
        JobRunRow.updated_items,
        JobRunRow.unchanged_items,
        JobRunRow.skipped_items,
        JobRunRow.cancel_requested_at,
        JobRunRow.next_attempt_at,
        JobRunRow.shop_attempt,
        JobRunRow.waiting_code,
        JobRunRow.slow_connections,
        JobRunRow.unanswered,
        JobRunRow.paused_at,
        JobRunRow.trial_limit,
        JobRunRow.parent_id,
        JobRunRow.retried_as,
        JobRunRow.resolved_items,
        JobRunRow.pause_requested_at,
        JobRunRow.paused_cause,
        JobRunRow.lease_expires_at,
        JobRunRow.target,
        JobRunRow.taken_from,
        JobRunRow.updated_at,
    )
)
"""Everything a list shows; ``failed_item_ids`` may be long and is never read here."""


def select_snapshots() -> Select[*tuple[object, ...]]:
    """Jobs of everybody with their runs, and the clock beside each."""
    return (
        select(*SNAPSHOT_COLUMNS, now().label("read_at"))
        .select_from(JobRow)
        .outerjoin(JobRunRow, JobRunRow.job_id == JobRow.id)
    )


@dataclass(slots=True)
class _Line:
    """The place of each job that waits at one shop, and which job holds its lane."""

    waiting: dict[int, int] = field(default_factory=dict)
    busy_with: int | None = None
    busy_person: str = ""


class SnapshotReader:
    """Reads snapshots as seen from one computer."""

    def __init__(self, computer: Computer, shared: SharedSettings) -> None:
        """A job of the web application is silent once it has not written for ``foreign_lane_s`` seconds."""
        self._computer = computer
        self._foreign_lane_s = shared.foreign_lane_s
        self._lease_s = shared.lease_s

    def read(self, connection: Connection, rows: Iterable[Row[*tuple[object, ...]]]) -> list[JobSnapshot]:
        """Snapshots of ``rows`` in their order; those that wait know their place in the line of their shop."""
        snapshots = with_retries(connection, [self._snapshot(_Values(row._asdict())) for row in rows])
        shops = {job.shop_id for job in snapshots if job.state is JobState.PENDING}
        if not shops:
            return snapshots
        lines = self._lines(connection, shops)
        return [_placed(job, lines[job.shop_id]) if job.shop_id in shops else job for job in snapshots]

    def _snapshot(self, values: "_Values") -> JobSnapshot:
        state = JobState(values.text("job_status"))
        ours = values.has("run_job_id")
        total = values.number("job_total_items")
        snapshot = JobSnapshot(
            id=values.number("job_id"),
            uuid=values.text("job_job_uuid"),
            type=job_type(values.text("job_job_type")),
            shop_id=values.number("job_shop_id"),
            shop_name=values.text("job_shop_name"),
            state=state,
            version=_version(values.moment("job_updated_at"), values.moment("run_updated_at")),
            created_at=values.moment("job_created_at") or _EPOCH,
            updated_at=values.moment("job_updated_at") or _EPOCH,
            batch_id=values.maybe_text("job_batch_id"),
            total=None if total == 0 and state in ACTIVE_STATES else total,
            processed=values.number("job_processed_items"),
            failed=values.number("job_failed_items"),
            started_at=values.moment("job_started_at"),
            completed_at=values.moment("job_completed_at"),
            error_message=values.maybe_text("job_error_message"),
            mode=values.text("job_operation_mode") or "all",
            params=values.mapping("job_operation_params"),
            silent_s=self._silent_s(values, state, ours=ours),
        )
        return self._with_run(snapshot, values) if ours else snapshot

    def _with_run(self, job: JobSnapshot, values: "_Values") -> JobSnapshot:
        starter = Computer(values.text("run_starter_host"), values.text("run_starter_person"))
        runner = Computer(values.text("run_runner_host"), values.text("run_runner_person"))
        claimed = bool(runner.host or runner.person)
        here = (runner if claimed else starter) == self._computer
        return replace(
            job,
            origin=Origin.HERE if here else Origin.ELSEWHERE,
            starter=starter,
            runner=runner if claimed else None,
            phase=JobPhase(values.text("run_phase")),
            counters=Counters(
                values.number("run_created_items"),
                values.number("run_updated_items"),
                values.number("run_unchanged_items"),
                values.number("run_skipped_items"),
                job.failed,
            ),
            current_sku=values.text("run_current_sku"),
            current_name=values.text("run_current_name"),
            cancel_requested=job.state is JobState.PROCESSING and values.moment("run_cancel_requested_at") is not None,
            next_attempt_at=values.moment("run_next_attempt_at") if job.active else None,
            attempt=values.number("run_shop_attempt"),
            waiting_code=values.text("run_waiting_code"),
            slow_connections=values.number("run_slow_connections") if job.active else 0,
            unanswered=values.number("run_unanswered") if job.active else 0,
            paused_at=values.moment("run_paused_at") if job.active else None,
            trial_limit=values.number("run_trial_limit"),
            parent_id=values.maybe_number("run_parent_id"),
            retried_as=values.maybe_number("run_retried_as"),
            resolved=values.number("run_resolved_items"),
            pause_requested=job.active and values.moment("run_pause_requested_at") is not None,
            paused_cause=values.text("run_paused_cause") if job.active else "",
            for_workers=values.text("run_target") == WORKERS,
            taken_from=values.text("run_taken_from") if job.active else "",
            handed_back=job.state is JobState.PROCESSING and _is_handed_back(values),
            lease_left_s=self._left_s(values, job.silent_s) if job.active else 0.0,
        )

    def _left_s(self, values: "_Values", silent_s: float) -> float:
        """See `JobSnapshot.lease_left_s`; what was let go on is as good as held while somebody waits with it."""
        ends_at, read_at = values.moment("run_lease_expires_at"), values.moment("read_at")
        if values.text("run_phase") == JobPhase.RESUMED and ends_at is None:
            return max(0.0, self._lease_s - silent_s)
        return max(0.0, (ends_at - read_at).total_seconds()) if ends_at is not None and read_at is not None else 0.0

    def _silent_s(self, values: "_Values", state: JobState, *, ours: bool) -> float:
        """Silence of a running job; the web application writes seldom and is given more time."""
        last = values.moment("run_heartbeat_at" if ours else "job_updated_at")
        read_at = values.moment("read_at")
        if state is not JobState.PROCESSING or last is None or read_at is None:
            return 0.0
        silence = max(0.0, (read_at - last).total_seconds())
        return silence if ours or silence > self._foreign_lane_s else 0.0

    def _lines(self, connection: Connection, shop_ids: set[int]) -> Mapping[int, _Line]:
        lines: dict[int, _Line] = defaultdict(_Line)
        for shop_id, job_id in connection.execute(
            select(JobRow.shop_id, JobRow.id)
            .join(JobRunRow, JobRunRow.job_id == JobRow.id)
            .where(JobRow.status == JobState.PENDING.value, JobRow.shop_id.in_(shop_ids))
            .order_by(JobRow.id)
        ):
            waiting = lines[shop_id].waiting
            waiting[job_id] = len(waiting) + 1
        for shop_id, job_id in busy_lanes(connection, self._foreign_lane_s, shop_ids):
            lines[shop_id].busy_with = job_id
        busy = {line.busy_with: line for line in lines.values() if line.busy_with is not None}
        starters = select(JobRunRow.job_id, JobRunRow.starter_person).where(JobRunRow.job_id.in_(busy))
        for job_id, person in connection.execute(starters) if busy else ():
            busy[job_id].busy_person = person
        return lines


def busy_lanes(connection: Connection, foreign_lane_s: float, shop_ids: Iterable[int]) -> Sequence[tuple[int, int]]:
    """Shops among ``shop_ids`` at which a job works now, with that job: ours by its lease, the web's by its writes."""
    ids = list(shop_ids)
    web = connection.execute(
        select(JobRow.shop_id, JobRow.id)
        .outerjoin(JobRunRow, JobRunRow.job_id == JobRow.id)
        .where(
            JobRow.status.in_(ACTIVE),
            JobRow.shop_id.in_(ids),
            JobRunRow.job_id.is_(None),
            JobRow.updated_at > now_plus(-foreign_lane_s),
        )
    )
    ours = connection.execute(
        select(ShopLaneRow.shop_id, ShopLaneRow.job_id).where(
            ShopLaneRow.shop_id.in_(ids), ShopLaneRow.lease_token.is_not(None), ShopLaneRow.expires_at > now()
        )
    )
    return [(shop_id, job_id) for rows in (web, ours) for shop_id, job_id in rows if job_id is not None]


@dataclass(frozen=True, slots=True)
class _Values:
    """Typed access to a row; NULL reads as nothing."""

    columns: Mapping[str, object]

    def has(self, name: str) -> bool:
        return self.columns[name] is not None

    def text(self, name: str) -> str:
        return self.maybe_text(name) or ""

    def maybe_text(self, name: str) -> str | None:
        value: object = self.columns[name]
        return None if value is None else str(value)

    def number(self, name: str) -> int:
        value: object = self.columns[name]
        return value if isinstance(value, int) else 0

    def maybe_number(self, name: str) -> int | None:
        value: object = self.columns[name]
        return value if isinstance(value, int) else None

    def moment(self, name: str) -> datetime | None:
        value: object = self.columns[name]
        return value if isinstance(value, datetime) else None

    def mapping(self, name: str) -> Mapping[str, object]:
        value: object = self.columns[name]
        return value if isinstance(value, dict) else {}


def _is_handed_back(values: _Values) -> bool:
    begun = values.text("run_phase") in (JobPhase.COUNTING, JobPhase.WORKING, JobPhase.WAITING)
    return begun and values.moment("run_lease_expires_at") is None and values.moment("run_paused_at") is None


def _placed(job: JobSnapshot, line: _Line) -> JobSnapshot:
    if job.state is not JobState.PENDING or job.id not in line.waiting:
        return job
    place = line.waiting[job.id]
    return replace(job, queue_place=place, shop_busy_with=line.busy_with, shop_busy_person=line.busy_person)


def _version(*moments: datetime | None) -> int:
    """Milliseconds since 1970 of the newest of ``moments``."""
    return max((moment - _EPOCH) // _MILLISECOND for moment in moments if moment is not None)


def job_type(stored: str) -> JobType:
    """The web application has kinds of jobs of its own: shown as the kind that their name is nearest to."""
    try:
        return JobType(stored)
    except ValueError:
        name = stored.lower()
        if "import" in name or "pull" in name:
            return JobType.IMPORT
        return JobType.EXPORT if "export" in name else JobType.SYNC
