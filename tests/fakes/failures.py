"""What failed in jobs, kept in memory, as the job service tells it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ppm_desktop.domain.failure_list import (
    NO_DETAILS,
    FailureGroup,
    FailureList,
    FailureQuery,
    LedgerLine,
    Removed,
    ReportWords,
)
from ppm_desktop.domain.job import ItemRecord
from ppm_desktop.services.reports import write_report


@dataclass(kw_only=True)
class FakeFailures:
    """Lines by job; ``read`` notes every reading, `first` is how many lines a group brings.

    Attributes:
        trouble: Raised by everything that is asked.
        kept: Jobs that cannot be removed.
    """

    lines: dict[int, list[LedgerLine]] = field(default_factory=dict)
    first: int = 100
    read: list[tuple[str, FailureQuery]] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    kept: tuple[int, ...] = ()
    trouble: Exception | None = None

    def failed_groups(self, job_id: int, search: str = "") -> FailureList:
        """The largest first."""
        groups: dict[str, list[LedgerLine]] = {}
        for line in self._meant(job_id, FailureQuery(search), "groups"):
            key = (line.record.cause or "unknown") if line.record.attempts else NO_DETAILS
            groups.setdefault(key, []).append(line)
        return FailureList(
            tuple(
                FailureGroup(cause, len(lines), sum(one.resolved_by is not None for one in lines), self._begin(lines))
                for cause, lines in sorted(groups.items(), key=lambda pair: -len(pair[1]))
            )
        )

    def failed_page(self, job_id: int, query: FailureQuery, after: int, limit: int) -> list[LedgerLine]:
        """Those behind ``after``."""
        return [one for one in self._meant(job_id, query, "page") if one.record.sequence > after][:limit]

    def failed_places(self, job_id: int, query: FailureQuery) -> list[int]:
        """Places of those meant."""
        return [one.record.sequence for one in self._meant(job_id, query, "places")]

    def failed_labels(self, job_id: int, query: FailureQuery) -> list[str]:
        """SKUs of those meant."""
        return [one.label for one in self._meant(job_id, query, "labels")]

    def report_failures(self, job_id: int, query: FailureQuery, path: Path, words: ReportWords) -> int:
        """A real file."""
        return write_report(path, self._meant(job_id, query, "report"), words)

    def report(self, job_id: int, path: Path, words: ReportWords) -> int:
        """A real file of what failed."""
        return write_report(path, self._meant(job_id, FailureQuery(), "report"), words)

    def remove(self, job_ids: Sequence[int]) -> Removed:
        """Note them."""
        if self.trouble is not None:
            raise self.trouble
        gone = [one for one in job_ids if one not in self.kept]
        self.removed.extend(gone)
        return Removed(tuple(gone), tuple(one for one in job_ids if one in self.kept))

    def _begin(self, lines: Sequence[LedgerLine]) -> tuple[LedgerLine, ...]:
        return tuple(lines[: self.first])

    def _meant(self, job_id: int, query: FailureQuery, question: str) -> list[LedgerLine]:
        if self.trouble is not None:
            raise self.trouble
        self.read.append((question, query))
        return [one for one in self.lines.get(job_id, []) if _matches(one, query)]


def _matches(line: LedgerLine, query: FailureQuery) -> bool:
    record: ItemRecord = line.record
    text = query.search.casefold()
    cause = (record.cause or "unknown") if record.attempts else NO_DETAILS
    return (
        (text in record.sku.casefold() or text in record.name.casefold())
        and (not query.causes or cause in query.causes)
        and (not query.sequences or record.sequence in query.sequences)
        and (not query.unresolved or line.resolved_by is None)
    )
