"""Leases kept in memory and a clock that is told the time, for tests of the engine without a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ppm_desktop.domain.errors import DatabaseError, DatabaseUnavailable
from ppm_desktop.domain.job import ItemRecord, JobProgress, JobSnapshot, JobState, JobType, Origin
from ppm_desktop.domain.listing import EventKind
from ppm_desktop.persistence.leases import LeaseHealth

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def a_job(**changes: object) -> JobSnapshot:
    """A claimed import, changed as named."""
    values: dict[str, object] = {
        "id": 7,
        "uuid": "00000000-0000-4000-8000-000000000007",
        "type": JobType.IMPORT,
        "shop_id": 1,
        "shop_name": "KAYO Parts PL",
        "state": JobState.PROCESSING,
        "version": 1_000,
        "created_at": NOW,
        "updated_at": NOW,
        "origin": Origin.HERE,
    }
    return JobSnapshot(**(values | changes))  # type: ignore[arg-type]


@dataclass
class ToldClock:
    """A monotonic clock in seconds that moves only when told."""

    now_s: float = 0.0

    def __call__(self) -> float:
        return self.now_s

    def advance(self, seconds: float) -> None:
        self.now_s += seconds


@dataclass
class MemoryLeases:
    """What the engine writes, as lists.

    Attributes:
        held: Whether the lease is still ours.
        cancel: Whether somebody asked the job to stop.
        away: How many of the next writes find no database, or what ``trouble`` says instead.
    """

    held: bool = True
    cancel: bool = False
    away: int = 0
    trouble: type[DatabaseError] = DatabaseUnavailable
    flushes: list[tuple[JobProgress, list[ItemRecord], list[str] | None]] = field(default_factory=list)
    finished: list[tuple[JobState, JobProgress, list[ItemRecord], str | None]] = field(default_factory=list)
    events: list[tuple[EventKind, dict[str, str]]] = field(default_factory=list)

    def flush(
        self, lease: object, progress: JobProgress, items: Sequence[ItemRecord], failed_skus: Sequence[str] | None
    ) -> LeaseHealth:
        self._meet_outage()
        if self.held:
            self.flushes.append((progress, list(items), list(failed_skus) if failed_skus else None))
        return LeaseHealth(held=self.held, cancel=self.cancel)

    def finish(
        self,
        lease: object,
        state: JobState,
        progress: JobProgress,
        items: Sequence[ItemRecord],
        failed_skus: Sequence[str],
        error_message: str | None,
        *,
        rows_follow: bool = False,
    ) -> JobState:
        self._meet_outage()
        self.finished.append((state, progress, list(items), error_message))
        return state

    def note(self, job: object, kind: EventKind, facts: Mapping[str, str]) -> None:
        self._meet_outage()
        self.events.append((kind, dict(facts)))

    def _meet_outage(self) -> None:
        if self.away:
            self.away -= 1
            raise self.trouble("told to be away")
