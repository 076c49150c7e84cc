"""Jobs: their states, the one table of allowed moves, and the snapshots that cross threads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class JobType(StrEnum):
    """The values of ``job_progress.job_type``; the web application uses the same words."""

    IMPORT = "BulkImportProducts"
    SYNC = "BulkSyncProducts"
    EXPORT = "BulkExportProducts"


class JobState(StrEnum):
    """The only values ``job_progress.status`` ever holds."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


MOVES: Mapping[JobState, frozenset[JobState]] = MappingProxyType(
    {
        JobState.PENDING: frozenset({JobState.PROCESSING, JobState.FAILED, JobState.CANCELLED}),
        JobState.PROCESSING: frozenset({JobState.COMPLETED, JobState.FAILED, JobState.CANCELLED}),
        JobState.COMPLETED: frozenset(),
        JobState.FAILED: frozenset(),
        JobState.CANCELLED: frozenset(),
    }
)
"""Which state may follow which. Finished is finished: a retry is a new job."""

ACTIVE_STATES = frozenset(state for state, following in MOVES.items() if following)


def may_move(current: JobState, following: JobState) -> bool:
    """Whether a job in ``current`` may become ``following``."""
    return following in MOVES[current]


class JobPhase(StrEnum):
    """What the runner of a job is busy with; stored in ``ppm_job_runs.phase``."""

    QUEUED = "queued"
    COUNTING = "counting"
    WORKING = "working"
    WAITING = "waiting"  # the shop is away: the job tries again at ``next_attempt_at``
    PAUSED = "paused"  # stands until a person lets it go on; lease and lane are given back
    RESUMED = "resumed"  # was told to go on and waits for its shop
    FINISHED = "finished"
    REACHED = "reached"  # ended, and later jobs have come to all that it never came to
    REDONE = "redone"  # the same, and nothing of that is left as failed


_PRODUCTS_AGAIN = "products"


def products_again_code(count: int) -> str:
    """`JobSnapshot.waiting_code` of a job that waits before ``count`` products are tried again."""
    return f"{_PRODUCTS_AGAIN}:{count}"


WORKERS = "workers"
"""Target of a job that any worker may begin; empty for the computer that made it."""


class Origin(StrEnum):
    """Where a job runs, as seen from this computer."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    WEB = "web"


class RowState(StrEnum):
    """What a row of the list shows: the stored state seen together with who runs it and how."""

    WAITING = "waiting"
    COUNTING = "counting"
    PROCESSING = "processing"
    RETRYING = "retrying"
    PAUSED = "paused"
    CANCELLING = "cancelling"
    STALE = "stale"
    COMPLETED = "completed"
    PARTIAL = "partial"
    FIXED = "fixed"  # all that failed has succeeded since
    FAILED = "failed"
    CANCELLED = "cancelled"


class ItemOutcome(StrEnum):
    """What became of one product of a job."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """One row of a job's ledger (``ppm_job_items``).

    Attributes:
        sequence: Place of the product in the job's plan, from 1; together with the job it is the key.
        sku: The reference as the shop spells it; empty when the shop has none.
        external_id: The product's id in the shop, None for a SKU the shop does not have.
        product_id: The product's id in PPM once known.
        cause: Key of `ppm_desktop.domain.causes.CAUSES`, None unless failed.
        code: Short code shown to people and support, such as ``PPM-NOSKU`` or ``HTTP 500``.
        message: The original text of the failure, without secrets; ``first_message`` of the first try, where it was
            another.
        warning: Keys of causes that did not fail the product, comma separated; empty for none.
        attempts: How often the product was tried.
        duration_ms: Time spent on the product itself, in milliseconds.
    """

    sequence: int
    sku: str
    name: str
    outcome: ItemOutcome
    external_id: int | None = None
    product_id: int | None = None
    cause: str | None = None
    code: str = ""
    message: str = ""
    warning: str = ""
    attempts: int = 1
    duration_ms: int = 0
    first_message: str = ""


@dataclass(frozen=True, slots=True)
class Counters:
    """How many products ended how. ``processed`` is their sum."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0

    @property
    def processed(self) -> int:
        """Products with an outcome, failed ones included."""
        return self.created + self.updated + self.unchanged + self.skipped + self.failed


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far a running job is, as its runner writes it.

    Attributes:
        total: None until the shop has been counted.
        cursor: The highest product id of the shop below which all are in the ledger; None before the first.
        next_attempt_at_in_s: Seconds from now until a waiting job tries the shop again, else None.
        attempt: Which try of the shop the wait leads to, from 1; 0 when it does not wait.
        waiting_code: Why it waits, empty otherwise.
        slow_connections: Connections left to a shop that answers slowly; 0 while it answers well.
        unanswered: Requests in a row that the shop has not answered.
    """

    total: int | None = None
    counters: Counters = Counters()
    phase: JobPhase = JobPhase.QUEUED
    cursor: int | None = None
    current_sku: str = ""
    current_name: str = ""
    next_attempt_at_in_s: float | None = None
    attempt: int = 0
    waiting_code: str = ""
    slow_connections: int = 0
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class Computer:
    """A person at a computer, as other people see them in the list."""

    host: str
    person: str


@dataclass(frozen=True, slots=True)
class JobSnapshot:
    """One job as it was at one moment; safe to hand to any thread.

    Attributes:
        total: None until the shop has been counted.
        version: Milliseconds of the database's clock at the write this snapshot shows; an older one never wins.
        processed: Products with an outcome, failed ones included.
        params: ``operation_params`` as stored, flat.
        starter: Who started the job; None for jobs of the web application.
        runner: Who runs it; None until claimed and for jobs of the web application.
        silent_s: Seconds since the runner's last heartbeat, by the database's clock; 0 for own and finished jobs.
        next_attempt_at: When a waiting job tries the shop again (UTC), else None.
        attempt: Which try of the shop the wait leads to, from 1.
        waiting_code: Why it waits (``"HTTP 503"``, ``"timeout"``, see `products_again_code`), empty otherwise.
        queue_place: Place in the line of its shop, from 1; 0 when not queued.
        shop_busy_with: Number of the job that holds the shop's lane, when this one waits for it.
        paused_at: Since when the job stands and waits for a person (UTC), else None.
        trial_limit: Products after which the job pauses for a look at the shop; 0 when it is no trial (any more).
        slow_connections: Connections left to a shop that answers slowly; 0 while it answers well.
        parent_id: Number of the job of which this one does a part again, else None.
        retried_as: Number of the newest job that does a part of this one again, else None.
        resolved: Failed products that succeeded in a later job.
        pause_requested: A person asked it to pause, and it has not done so yet.
        paused_cause: Key of the cause after which it paused by itself, empty when a person asked; of many equal
            failures in a row their number stands behind a colon.
        for_workers: Any worker may begin it, not the computer that made it.
        taken_from: The computer that ran it before it was taken over, empty otherwise.
        shop_busy_person: Who started the job that holds the shop's lane, when this one waits for it.
        unanswered: Requests in a row that the shop has not answered.
        saved_locally_s: For how long progress has been kept on the runner's computer alone; known only there.
        handed_back: Its runner has given it back: whoever takes it over goes on at once.
        lease_left_s: Seconds until its runner's lease ends, by the database's clock, or until one that was let go on
            counts as left; 0.0 when nobody holds it.
    """

    id: int
    uuid: str
    type: JobType
    shop_id: int
    shop_name: str
    state: JobState
    version: int
    created_at: datetime
    updated_at: datetime
    batch_id: str | None = None
    total: int | None = None
    processed: int = 0
    failed: int = 0
    started_at: datetime | None = None
    completed_at: datetime | None = None
    error_message: str | None = None
    mode: str = "all"
    params: Mapping[str, object] = field(default_factory=dict, hash=False)
    origin: Origin = Origin.WEB
    starter: Computer | None = None
    runner: Computer | None = None
    phase: JobPhase = JobPhase.QUEUED
    counters: Counters = Counters()
    current_sku: str = ""
    current_name: str = ""
    cancel_requested: bool = False
    silent_s: float = 0.0
    next_attempt_at: datetime | None = None
    attempt: int = 0
    waiting_code: str = ""
    queue_place: int = 0
    shop_busy_with: int | None = None
    paused_at: datetime | None = None
    trial_limit: int = 0
    slow_connections: int = 0
    parent_id: int | None = None
    retried_as: int | None = None
    resolved: int = 0
    pause_requested: bool = False
    paused_cause: str = ""
    for_workers: bool = False
    taken_from: str = ""
    handed_back: bool = False
    lease_left_s: float = 0.0
    shop_busy_person: str = ""
    unanswered: int = 0
    saved_locally_s: float = 0.0

    @property
    def products_again(self) -> int:
        """How many products are tried again after the wait; 0 when it waits for its shop, or not at all."""
        told, _, count = self.waiting_code.partition(":")
        return int(count) if told == _PRODUCTS_AGAIN and count.isdecimal() else 0

    @property
    def active(self) -> bool:
        """Whether the job is waiting or running."""
        return self.state in ACTIVE_STATES

    @property
    def fraction(self) -> float:
        """Progress from 0.0 to 1.0; a finished job of no products is complete."""
        if not self.total:
            return 1.0 if self.state is JobState.COMPLETED else 0.0
        return min(1.0, self.processed / self.total)

    @property
    def failed_fraction(self) -> float:
        """The failed part of the whole, from 0.0 to 1.0."""
        return min(1.0, self.failed / self.total) if self.total else 0.0

    def row_state(self, stale_after_s: float) -> RowState:
        """What the row shows; a runner silent for longer than ``stale_after_s`` seconds is stale."""
        match self.state:
            case JobState.COMPLETED:
                return RowState.COMPLETED
            case JobState.CANCELLED:
                return RowState.FIXED if self._nothing_is_left else RowState.CANCELLED
            case JobState.FAILED:
                everything_tried = bool(self.failed) and self.processed == self.total
                if self._nothing_is_left or (everything_tried and not self.unresolved):
                    return RowState.FIXED
                return RowState.PARTIAL if everything_tried else RowState.FAILED
            case JobState.PENDING:
                return RowState.WAITING
            case JobState.PROCESSING:
                return self._running_state(stale_after_s)

    @property
    def _nothing_is_left(self) -> bool:
        return self.phase is JobPhase.REDONE and not self.unresolved

    def _running_state(self, stale_after_s: float) -> RowState:
        if self.paused_at is not None:
            return RowState.PAUSED
        if self.handed_back:
            return RowState.WAITING
        if self.silent_s > stale_after_s:
            return RowState.STALE
        if self.phase is JobPhase.RESUMED:
            return RowState.WAITING
        if self.cancel_requested:
            return RowState.CANCELLING
        if self.next_attempt_at is not None:
            return RowState.RETRYING
        return RowState.COUNTING if self.total is None else RowState.PROCESSING

    @property
    def waits(self) -> bool:
        """Whether it waits for a runner: it was never begun, or a person let it go on."""
        return self.state is JobState.PENDING or (self.active and self.phase is JobPhase.RESUMED)

    @property
    def may_be_taken_over(self) -> bool:
        """Whether its runner has gone for good: anybody may go on with it."""
        begun = self.phase in (JobPhase.COUNTING, JobPhase.WORKING, JobPhase.WAITING, JobPhase.RESUMED)
        ours = self.state is JobState.PROCESSING and self.origin is not Origin.WEB
        return ours and begun and self.paused_at is None and self.lease_left_s <= 0

    @property
    def may_go_on(self) -> bool:
        """Whether "Kontynuuj" is offered: the job stands and waits for a person."""
        return self.state is JobState.PROCESSING and self.paused_at is not None

    @property
    def unreached(self) -> int:
        """Products of an ended job that it never came to, as far as it had counted."""
        return 0 if self.active else max(0, (self.total or 0) - self.processed)

    @property
    def unresolved(self) -> int:
        """Failed products that have not succeeded since."""
        return max(0, self.failed - self.resolved)

    @property
    def may_be_retried(self) -> bool:
        """Whether "Ponów" is offered: it has ended with products that failed and have not succeeded since."""
        return not self.active and self.unresolved > 0 and self.undo_of is None

    @property
    def may_be_finished(self) -> bool:
        """Whether "Dokończ" is offered: it ended before it came to all its products, and no later job has."""
        stopped = self.state in (JobState.FAILED, JobState.CANCELLED)
        if self.phase in (JobPhase.REACHED, JobPhase.REDONE):
            return False
        never_counted = self.total is None or (self.total == 0 and not self.processed)
        return self.origin is not Origin.WEB and stopped and (self.unreached > 0 or never_counted)

    @property
    def may_be_paused(self) -> bool:
        """Whether "Wstrzymaj" is offered: it runs, and nobody has asked it to stop or to pause."""
        running = self.state is JobState.PROCESSING and self.origin is not Origin.WEB and self.paused_at is None
        return running and not self.cancel_requested and not self.pause_requested

    @property
    def undo_of(self) -> int | None:
        """Number of the job whose values this one restores, None for any other job."""
        number = self.params.get("undo_of")
        return number if isinstance(number, int) else None

    @property
    def may_be_undone(self) -> bool:
        """Whether "Cofnij…" is offered: a job of ours that wrote to the shop, if only in part, and has ended."""
        written = self.counters.created + self.counters.updated + self.failed
        return not self.active and self.origin is not Origin.WEB and self.type is not JobType.IMPORT and written > 0

    @property
    def may_be_cancelled(self) -> bool:
        """Whether "Anuluj" is offered: the job may still move to cancelled and nobody has asked yet."""
        return may_move(self.state, JobState.CANCELLED) and not self.cancel_requested
