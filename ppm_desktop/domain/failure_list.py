"""What failed in a job, group by group, and the report of what became of its products."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.job import ItemOutcome, ItemRecord

NO_DETAILS = ""
"""Stands for the cause where only SKUs are known: jobs of the web application keep no ledger."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One product of a job with when it was recorded (UTC) and the later job in which it succeeded, if any."""

    record: ItemRecord
    at: datetime
    resolved_by: int | None = None

    @property
    def label(self) -> str:
        """Its SKU, else its id in the shop."""
        return self.record.sku or f"id:{self.record.external_id}"


@dataclass(frozen=True, slots=True)
class FailureQuery:
    """Which failed products of a job are meant.

    Attributes:
        search: Part of SKU or name, empty for all.
        causes: Exactly these, empty for all.
        sequences: Places in the ledger, empty for all.
        unresolved: Without those that have succeeded since.
    """

    search: str = ""
    causes: tuple[str, ...] = ()
    sequences: tuple[int, ...] = ()
    unresolved: bool = False


@dataclass(frozen=True, slots=True)
class FailureGroup:
    """Failed products of one cause.

    Attributes:
        count: All of them, ``resolved`` of which have succeeded since.
        lines: The first of them.
    """

    cause: str
    count: int
    resolved: int = 0
    lines: tuple[LedgerLine, ...] = ()

    @property
    def open(self) -> int:
        """Those that have not succeeded since."""
        return self.count - self.resolved


@dataclass(frozen=True, slots=True)
class FailureList:
    """Groups, the largest first; of a job of the web application one of `NO_DETAILS`."""

    groups: tuple[FailureGroup, ...]

    @property
    def count(self) -> int:
        """All failed products."""
        return sum(group.count for group in self.groups)

    @property
    def open(self) -> int:
        """Those that have not succeeded since."""
        return sum(group.open for group in self.groups)


class ReportColumn(StrEnum):
    """Columns of a report, from the left."""

    SKU = "sku"
    PRODUCT = "product"
    OUTCOME = "outcome"
    CAUSE = "cause"
    CODE = "code"
    DETAILS = "details"
    ATTEMPTS = "attempts"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The words of a report in one language.

    Attributes:
        heads: In this order the columns stand.
        first: Told of a product whose first try failed otherwise, with ``{message}``.
        resolved: Told of a product that succeeded in a later job, with ``{n}``.
    """

    language: Language
    heads: Mapping[ReportColumn, str]
    outcomes: Mapping[ItemOutcome, str]
    first: str
    resolved: str


@dataclass(frozen=True, slots=True)
class Removed:
    """Jobs that are gone from the list, and those that stay because something still needs them."""

    job_ids: tuple[int, ...]
    kept: tuple[int, ...] = ()
