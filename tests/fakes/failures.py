"""What failed in jobs, kept in memory, as the job service tells it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
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
from ppm_desktop.domain.job import ItemOutcome, ItemRecord
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


def failures_of_pictures(at: datetime) -> list[LedgerLine]:
    """The twelve failed products of the design's picture."""
    lines = []
    rows = (
        ("MRF-26-S-0042", "Kombinezon crossowy MRF 26, rozm. S", "duplicate_ean", "5905279834217 ma już MRF-25-S-0042"),
        ("MRF-26-XL-0042", "Kombinezon crossowy MRF 26, rozm. XL", "duplicate_ean", "5905279834248 ma już MRF-25-XL"),
        ("YCF-BIGY-190", "Pit bike YCF Bigy 190 Factory", "duplicate_ean", "3701154201908 ma już YCF-BIGY-150"),
        (
            "YCF-BIGY-191",
            "Pit bike YCF Bigy 190 Factory, czerwony",
            "duplicate_ean",
            "3701154201915 ma już YCF-BIGY-151",
        ),
        ("YCF-BIGY-192", "Pit bike YCF Bigy 190 MX", "duplicate_ean", "3701154201922 ma już YCF-BIGY-152"),
        ("YCF-F125-0088", "Filtr powietrza YCF F125", "duplicate_sku", "ID 214 i ID 871 w sklepie"),
        ("YCF-F125-0091", "Filtr oleju YCF F125", "duplicate_sku", "ID 215 i ID 872 w sklepie"),
        ("YCF-F125-0092", "Filtr oleju YCF F125, długi", "duplicate_sku", "ID 216 i ID 873 w sklepie"),
        ("YCF-F125-0093", "Korek oleju YCF F125", "duplicate_sku", "ID 217 i ID 874 w sklepie"),
        ("YCF-SM150-0007", "Owiewki komplet YCF SM150, czarne", "timeout", "GET combinations: ReadTimeout"),
        ("YCF-SM150-0012", "Owiewki komplet YCF SM150, białe", "timeout", "GET combinations: ReadTimeout"),
        ("YCF-KLO-0001", "Klocki hamulcowe YCF", "invalid_price", "price: -1"),
    )
    codes = {"timeout": "HTTP 504"}
    for place, (sku, name, cause, message) in enumerate(rows, start=1):
        attempts = 3 if cause == "timeout" else 1
        first = "GET combinations: HTTP 503" if attempts > 1 else ""
        record = ItemRecord(
            place,
            sku,
            name,
            ItemOutcome.FAILED,
            place,
            cause=cause,
            code=codes.get(cause, ""),
            message=message,
            attempts=attempts,
            first_message=first,
        )
        lines.append(LedgerLine(record, at))
    return lines
