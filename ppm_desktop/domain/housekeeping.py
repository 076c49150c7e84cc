"""What a clean-up takes away, and how big the tables are that it leaves."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Swept(StrEnum):
    """Kinds of rows that go with time; the first three are jobs by the state they ended in."""

    COMPLETED = "completed_jobs"
    FAILED = "failed_jobs"
    CANCELLED = "cancelled_jobs"
    ITEMS = "ledger_rows"
    CHANGES = "before_values"
    EVENTS = "events"
    TOMBSTONES = "tombstones"
    NOTIFICATIONS = "notifications"
    LEASES = "dead_leases"


@dataclass(frozen=True, slots=True)
class TableSize:
    """How big a table is; a server only estimates its ``rows``.

    Attributes:
        size: With its indexes, in bytes; None where that is not known.
        large: It has more rows than the setting allows without a warning.
    """

    name: str
    rows: int
    size: int | None
    large: bool


@dataclass(frozen=True, slots=True)
class CleanUp:
    """One clean-up, or what one would do.

    Attributes:
        gone: Rows by kind; ledger rows and before-values include those that go with their job.
        archives: Removed jobs are kept in the archive.
        dry_run: Nothing was written.
        whole: False when it was broken off; the rest follows with the next.
    """

    gone: Mapping[Swept, int]
    tables: tuple[TableSize, ...]
    archives: bool
    dry_run: bool = False
    whole: bool = True

    @property
    def jobs(self) -> int:
        """Jobs of all states."""
        return sum(self.gone.get(kind, 0) for kind in (Swept.COMPLETED, Swept.FAILED, Swept.CANCELLED))
