"""What people are told of: its kinds, when a cause that repeats is told again, and what the centre keeps."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from ppm_desktop.domain.job import Computer, JobSnapshot, JobState, RowState

SILENCES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(minutes=60))
"""How long a cause is not told again once it was told, for the first, the second and every later time."""
LONGEST_MESSAGE = 500
_CHANGING = re.compile(r"„[^”]*”|\"[^\"]*\"|'[^']*'|\d+")


class NoticeKind(StrEnum):
    """What happened; stored in ``ppm_notifications.kind``. The facts each carries are named behind it."""

    STARTED = "started"  # those of a job; jobs: how many began with it, where one notice tells of all
    FINISHED = "finished"  # those of a job
    PARTIAL = "partial"  # those of a job, cause, cause_count: the most frequent cause
    STOPPED = "stopped"  # those of a job, message
    CANCELLED = "cancelled"  # those of a job
    PAUSED = "paused"  # those of a job, cause
    SHOP_TEST_FAILED = "shop_test_failed"  # shop, cause, and what the cause's sentence needs
    DATABASE_AWAY = "database_away"
    DATABASE_BACK = "database_back"  # seconds


FAILURES = frozenset({NoticeKind.PARTIAL, NoticeKind.STOPPED, NoticeKind.PAUSED, NoticeKind.SHOP_TEST_FAILED})
"""What everybody sees, whoever started it, and what stays in view until a person closes it."""
_OF_THE_SHOP = frozenset({NoticeKind.STOPPED, NoticeKind.PAUSED, NoticeKind.SHOP_TEST_FAILED})
"""One cause in one shop is one notification, however many jobs it stops."""


class NoticeAction(StrEnum):
    """What a notification offers to do."""

    OPEN = "open"
    CANCEL = "cancel"
    CONTINUE = "continue"
    SHOW_ERRORS = "show_errors"
    RETRY = "retry"
    OPEN_SHOP = "open_shop"


class NoticeFilter(StrEnum):
    """Segments of the centre, in their order."""

    ALL = "all"
    UNREAD = "unread"
    ERRORS = "errors"


@dataclass(frozen=True, slots=True)
class AlertChoices:
    """What a person wants to be told on this computer; the centre keeps the rest all the same.

    Attributes:
        muted: Kinds that neither show a toast nor a message of the system.
        native: Whether the system shows messages while the window is not in view.
    """

    muted: frozenset[NoticeKind] = frozenset()
    native: bool = True

    def wants(self, kind: NoticeKind) -> bool:
        """Whether ``kind`` is told at once."""
        return kind not in self.muted


@dataclass(frozen=True, slots=True)
class Silence:
    """A cause was told, and is not told again before ``until``.

    Attributes:
        step: Place in `SILENCES`.
    """

    step: int
    until: datetime

    @classmethod
    def after(cls, before: "Silence | None", now: datetime) -> "Silence | None":
        """The silence that begins when a cause is told at ``now``; None while it must not be told.

        A cause that was quiet for as long as the longest silence begins anew.
        """
        if before is not None and now < before.until:
            return None
        repeats = before is not None and now - before.until < SILENCES[-1]
        step = min(before.step + 1, len(SILENCES) - 1) if before is not None and repeats else 0
        return cls(step, now + SILENCES[step])


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that has happened.

    Attributes:
        who: Whose job it is, or at whose computer it happened.
        facts: By name, see `NoticeKind`; of a job: type, shop, total (empty while unknown), done, failed,
            seconds, undo_of, parent (numbers of jobs, empty for none).
    """

    kind: NoticeKind
    who: Computer
    job_id: int | None = None
    shop_id: int | None = None
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def fingerprint(self) -> str:
        """64 hex digits, equal for what has the same cause: numbers and quoted values do not count."""
        if self.kind in _OF_THE_SHOP:
            cause = self.facts.get("cause") or _CHANGING.sub("", self.facts.get("message", ""))
            parts = (self.kind.value, str(self.shop_id), cause)
        elif self.job_id is not None:
            parts = (self.kind.value, str(self.job_id), self.facts.get("jobs", ""))
        else:
            parts = (self.kind.value, self.who.host, self.who.person)
        return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def subject(self) -> str:
        """What it is about: a newer notice of the same subject takes the place of an older one."""
        if "jobs" in self.facts:
            return f"jobs from {self.job_id}"
        if self.job_id is not None:
            return job_subject(self.job_id)
        return "database" if self.shop_id is None else f"shop {self.shop_id}"

    @property
    def stays(self) -> bool:
        """Whether it stays in view until a person closes it."""
        return self.kind in FAILURES

    def number(self, name: str) -> int:
        """The fact ``name`` as a number, 0 when it is none."""
        text = self.facts.get(name, "")
        return int(text) if text.isdigit() else 0


@dataclass(frozen=True, slots=True)
class Notification:
    """A notice as the centre keeps it.

    Attributes:
        id: 0 when it could not be stored.
        count: How often it happened.
        at: When it happened last (UTC).
    """

    id: int
    notice: Notice
    count: int
    at: datetime
    unread: bool = True


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of a notice; one that does not ring was counted only."""

    notification: Notification
    rings: bool


@dataclass(frozen=True, slots=True)
class NotificationList:
    """The newest notifications of a segment, and how many each segment has."""

    rows: tuple[Notification, ...] = ()
    total: int = 0
    unread: int = 0
    errors: int = 0

    def count(self, segment: NoticeFilter) -> int:
        """How many notifications ``segment`` has."""
        return {
            NoticeFilter.ALL: self.total,
            NoticeFilter.UNREAD: self.unread,
            NoticeFilter.ERRORS: self.errors,
        }[segment]


def job_notice(kind: NoticeKind, job: JobSnapshot, **facts: str) -> Notice:
    """A notice about ``job``; ``facts`` come on top of the job's own."""
    total = job.total if job.total is not None else _named_products(job)
    own = {
        "type": job.type.value,
        "shop": job.shop_name,
        "total": "" if total is None else str(total),
        "done": str(job.processed),
        "failed": str(job.failed),
        "seconds": str(_seconds(job)),
        "undo_of": str(job.undo_of or ""),
        "parent": str(job.parent_id or ""),
    }
    if kind is NoticeKind.STOPPED:
        own["message"] = (job.error_message or "")[:LONGEST_MESSAGE]
    if kind is NoticeKind.PAUSED:
        own["cause"] = job.paused_cause
    return Notice(kind, job.starter or Computer("", ""), job.id, job.shop_id, own | facts)


def job_subject(job_id: int) -> str:
    """The `Notice.subject` of everything about one job."""
    return f"job {job_id}"


def end_kind(job: JobSnapshot) -> NoticeKind | None:
    """What the end of ``job`` is told as, None while it has not ended."""
    if job.active:
        return None
    if job.state is JobState.FAILED:
        partial = job.row_state(float("inf")) in (RowState.PARTIAL, RowState.FIXED)
        return NoticeKind.PARTIAL if partial else NoticeKind.STOPPED
    return NoticeKind.CANCELLED if job.state is JobState.CANCELLED else NoticeKind.FINISHED


def _named_products(job: JobSnapshot) -> int | None:
    """How many products the job was given by name, None when only the shop knows."""
    if job.mode != "individual":
        return None
    lists = [job.params.get(name) for name in ("skus", "product_ids")]
    return sum(len(one) for one in lists if isinstance(one, list | tuple)) or None


def _seconds(job: JobSnapshot) -> int:
    if job.started_at is None or job.completed_at is None:
        return 0
    return max(0, round((job.completed_at - job.started_at).total_seconds()))
