"""What lists of jobs and shops are made of: filters, pages, counts and details."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ppm_desktop.domain.audit import AuditEntry
from ppm_desktop.domain.job import ItemRecord, JobSnapshot, JobState
from ppm_desktop.domain.sending import FieldChange


class StatusFilter(StrEnum):
    """The segments above the list; `FAILED` holds jobs that stopped and jobs with failed products."""

    ACTIVE = "active"
    ALL = "all"
    COMPLETED = "completed"
    FAILED = "failed"


class JobOrder(StrEnum):
    """How the list is ordered; active jobs come first in all of them, the newest before."""

    NEWEST = "newest"
    OLDEST = "oldest"
    SHOP = "shop"
    ERRORS = "errors"


@dataclass(frozen=True, slots=True)
class JobFilter:
    """Which jobs are listed, and in which order.

    Attributes:
        search: Part of a shop's name, a job's number (with or without ``#``), its UUID, or a SKU of its ledger.
    """

    status: StatusFilter = StatusFilter.ALL
    shop_id: int | None = None
    search: str = ""
    order: JobOrder = JobOrder.NEWEST


@dataclass(frozen=True, slots=True)
class PageKey:
    """The job that a page ended with: the next one holds what follows it (keyset, never OFFSET).

    Attributes:
        state: Of an active job, None of one that has ended.
    """

    created_at: datetime
    id: int
    state: JobState | None = None
    shop_id: int = 0
    failed: int = 0

    @classmethod
    def of(cls, job: JobSnapshot) -> "PageKey":
        """The key to go on behind ``job``."""
        return cls(job.created_at, job.id, job.state if job.active else None, job.shop_id, job.failed)


@dataclass(frozen=True, slots=True)
class JobPage:
    """Jobs in the order of their filter: every active one, on as many pages as that takes, then the ended ones.

    Attributes:
        next: Where to go on, None at the end.
    """

    rows: tuple[JobSnapshot, ...]
    next: PageKey | None


@dataclass(frozen=True, slots=True)
class JobCounts:
    """How many jobs each segment holds, under the shop filter and the search but not the status filter."""

    active: int = 0
    all: int = 0
    completed: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures in the header: everybody's active jobs, and products that failed since ``midnight``."""

    active: int = 0
    failed_today: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts for the filter bar and totals for the header, read together."""

    counts: JobCounts
    totals: Totals


@dataclass(frozen=True, slots=True)
class DeltaMark:
    """Up to where changes have been read, by the database's clock; opaque to callers."""

    changed_at: datetime
    tombstone: int = 0


@dataclass(frozen=True, slots=True)
class Delta:
    """Jobs written since a mark (repeats are expected) and the ids of removed ones.

    Attributes:
        took_ms: How long the database took to answer, in milliseconds.
    """

    rows: tuple[JobSnapshot, ...]
    removed: tuple[int, ...]
    mark: DeltaMark
    took_ms: float


class EventKind(StrEnum):
    """Lines of a job's timeline; the facts each carries are named behind it."""

    QUEUED = "queued"  # person
    STARTED = "started"  # total, person
    SLOWED = "slowed"  # code
    FIRST_FAILURE = "first_failure"  # sku, cause
    WAITING = "waiting"  # seconds, code, attempt, attempts
    PAUSE_ASKED = "pause_asked"  # person
    PAUSED = "paused"  # done, total, cause
    RESUMED = "resumed"  # person
    TAKEN_OVER = "taken_over"  # person, host, from
    RETRIED = "retried"  # person, job, scope
    CANCEL_ASKED = "cancel_asked"  # person
    FINISHED = "finished"  # failed
    STOPPED = "stopped"  # cause
    CANCELLED = "cancelled"  # person


@dataclass(frozen=True, slots=True)
class JobEvent:
    """One line of a job's timeline; ``at`` is UTC."""

    at: datetime
    kind: EventKind
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class CauseCount:
    """How many products of a job failed for one cause."""

    cause: str
    count: int


@dataclass(frozen=True, slots=True)
class JobDetail:
    """What the details pane shows beyond the row itself; events, and what people did, oldest first."""

    job: JobSnapshot
    causes: tuple[CauseCount, ...]
    events: tuple[JobEvent, ...]
    actions: tuple[AuditEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenItem:
    """One product of a job with what it changed in the shop.

    Attributes:
        page: Address of its page in the shop, empty where the shop has none.
    """

    record: ItemRecord
    changes: tuple[FieldChange, ...]
    page: str


@dataclass(frozen=True, slots=True)
class ShopSummary:
    """A shop as lists show it; never holds its key.

    Attributes:
        linked_products: Products of PPM linked to the shop.
        busy_with: Number of the job that holds the shop's lane, None when free.
        leads: Whether its changes go into the products themselves; other shops keep theirs apart.
    """

    id: int
    name: str
    url: str
    active: bool = True
    linked_products: int = 0
    busy_with: int | None = None
    leads: bool = False
    version: str = ""
