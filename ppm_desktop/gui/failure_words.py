"""The words of the list of failed products: titles, causes, details, reports."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject

from ppm_desktop.domain.causes import CauseStep, Language, cause_of, explain, short_name, step_of
from ppm_desktop.domain.failure_list import (
    NO_DETAILS,
    FailureGroup,
    FailureList,
    LedgerLine,
    ReportColumn,
    ReportWords,
)
from ppm_desktop.domain.fingerprints import facts_of
from ppm_desktop.domain.job import ItemOutcome, JobSnapshot, JobType, Origin
from ppm_desktop.domain.request import SENDING
from ppm_desktop.gui.failure_details import FailureDetails
from ppm_desktop.gui.formatting import NO_VALUE, Wording


@dataclass(frozen=True, slots=True)
class FailureHead:
    """One cause in words; ``step`` is the label of its button, empty for none."""

    name: str
    count: str
    sentence: str
    code: str
    step: str


class FailureWords(QObject):
    """Words for one job."""

    def __init__(
        self, wording: Wording, language: Language, job: JobSnapshot, now: Callable[[], datetime] | None = None
    ) -> None:
        super().__init__()
        self._wording = wording
        self._language = language
        self._job = job
        self._now = now
        self._details = FailureDetails(wording)

    def follow(self, job: JobSnapshot) -> None:
        """The job is further, or has ended."""
        self._job = job

    def title(self) -> str:
        """``Błędy importu – YCF Polska``."""
        texts = {
            JobType.IMPORT: self.tr("Import errors – {shop}"),
            JobType.SYNC: self.tr("Sync errors – {shop}"),
            JobType.EXPORT: self.tr("Export errors – {shop}"),
        }
        return texts[self._job.type].format(shop=self._job.shop_name)

    def origin(self) -> str:
        """What the Products page says of where the search comes from."""
        return self.tr("From error list: {shop}, #{n}").format(shop=self._job.shop_name, n=self._job.id)

    def meta(self) -> str:
        """Number and time of the job."""
        moment = self._job.completed_at or self._job.created_at
        number = self.tr("Operation #{n}").format(n=self._job.id)
        if self._now is None:
            return number
        return f"{number} · {self._wording.day_time(moment, self._now())}"

    def summary(self, found: FailureList) -> str:
        """What failed, what was saved, and what has been put right since."""
        job, failed = self._job, found.count
        texts = {
            JobType.IMPORT: self.tr("{a_of_b} were not imported.", "", failed),
            JobType.SYNC: self.tr("{a_of_b} were not synchronized.", "", failed),
            JobType.EXPORT: self.tr("{a_of_b} were not exported.", "", failed),
        }
        parts = [texts[job.type].format(a_of_b=self._wording.out_of_products(failed, max(failed, job.total or 0)))]
        saved = max(0, job.processed - failed)
        if saved and job.processed == job.total:
            rest = self.tr("The other {n} were saved correctly.", "", saved)
            parts.append(rest.format(n=self._wording.number(saved)))
        elif saved:
            parts.append(self.tr("{n} were saved correctly.", "", saved).format(n=self._wording.number(saved)))
        if fixed := found.count - found.open:
            parts.append(self.tr("{n} have succeeded since.", "", fixed).format(n=self._wording.number(fixed)))
        return " ".join(parts)

    def segments(self, groups: Sequence[FailureGroup]) -> list[str]:
        """Each cause in a word or two; those that would be named alike have their code, or a number, besides."""
        names = [self._short(group.cause) for group in groups]
        coded = [
            f"{name} · {self.head(group).code}" if names.count(name) > 1 else name
            for name, group in zip(names, groups, strict=True)
        ]
        return [
            f"{name} ({coded[: place + 1].count(name)})" if coded.count(name) > 1 else name
            for place, name in enumerate(coded)
        ]

    def _short(self, cause: str) -> str:
        return self.tr("No details") if cause == NO_DETAILS else short_name(cause, self._language)

    def head(self, group: FailureGroup) -> FailureHead:
        """What stands above the products of a cause."""
        count = self._wording.number(group.count)
        if group.cause == NO_DETAILS:
            sentence = self.tr("The web app keeps only the SKUs of what failed.")
            return FailureHead(self.tr("No detailed error information"), count, sentence, "", "")
        first = group.lines[0].record if group.lines else None
        facts = dict(facts_of(cause_of(group.cause).key, first.message)) if first is not None else {}
        if group.count > 1:
            facts.pop("value", None)  # each product has its own
        if "field" in facts:
            facts["field"] = self._details.field(facts["field"])
        words = explain(group.cause, self._language, facts)
        sentence = " ".join(part for part in (words.explanation, words.advice) if part)
        code = first.code if first is not None and first.code else cause_of(group.cause).code
        return FailureHead(words.name.rstrip("."), count, sentence, code, self._step(group.cause))

    def spoken_head(self, head: FailureHead) -> str:
        """A cause as it is read out, with the key that takes its step."""
        parts = [f"{head.name}, {head.count}.", head.sentence]
        if head.step:
            parts.append(self.tr("{step}: Ctrl+Enter.").format(step=head.step))
        return " ".join(part for part in parts if part)

    def detail(self, line: LedgerLine) -> str:
        """What happened to this product, and to its first try where that was something else."""
        record = line.record
        parts = [self._details.text(record) or NO_VALUE]
        if record.first_message:
            first = self._details.told("", record.first_message)
            parts.append(self.tr("first try: {message}").format(message=first))
        if line.resolved_by is not None:
            parts = [self.fixed(line.resolved_by)]
        return " · ".join(parts)

    def fixed(self, job_id: int) -> str:
        """``naprawione w #913``."""
        return self.tr("fixed in #{n}").format(n=job_id)

    def attempts(self, line: LedgerLine) -> str:
        """How often it was tried; unknown of jobs of the web application."""
        return self._wording.number(line.record.attempts) if line.record.attempts else NO_VALUE

    def time(self, line: LedgerLine) -> str:
        """When it failed."""
        return self._wording.clock_seconds(line.at) if line.record.attempts else NO_VALUE

    def tip(self, line: LedgerLine) -> str:
        """The whole original text, for what does not fit."""
        record = line.record
        first = self.tr("First try: {message}").format(message=record.first_message) if record.first_message else ""
        return "\n".join(part for part in (record.name, record.message, first) if part)

    def copied(self, line: LedgerLine) -> str:
        """All that is known of a failure, for somebody who is to look into it."""
        record = line.record
        cause = explain(record.cause, self._language).name
        facts = (line.label, f"{cause} {record.code}".strip(), self.tip(line), line.at.isoformat(timespec="seconds"))
        return "\n".join((self.origin(), *(one for one in facts if one)))

    def spoken(self, line: LedgerLine) -> str:
        """A row as it is read out."""
        return ", ".join(part for part in (line.label, line.record.name, self.detail(line)) if part)

    def more(self, count: int) -> str:
        """The row that brings more products."""
        return self.tr("Show {n} more").format(n=self._wording.number(count))

    def report(self, *, outcomes: bool) -> ReportWords:
        """The words of a report; with ``outcomes`` it is about all products, else about those that failed."""
        heads = {
            ReportColumn.SKU: self.tr("SKU"),
            ReportColumn.PRODUCT: self.tr("Product"),
            ReportColumn.OUTCOME: self.tr("Outcome"),
            ReportColumn.CAUSE: self.tr("Reason"),
            ReportColumn.CODE: self.tr("Code"),
            ReportColumn.DETAILS: self.tr("Details"),
            ReportColumn.ATTEMPTS: self.tr("Attempts"),
            ReportColumn.TIME: self.tr("Time"),
        }
        if not outcomes:
            del heads[ReportColumn.OUTCOME]
        names = {
            ItemOutcome.CREATED: self.tr("created", "of one product"),
            ItemOutcome.UPDATED: self.tr("updated", "of one product"),
            ItemOutcome.UNCHANGED: self.tr("unchanged", "of one product"),
            ItemOutcome.SKIPPED: self.tr("skipped", "of one product"),
            ItemOutcome.FAILED: self.tr("failed", "of one product"),
        }
        first = self.tr("first try: {message}")
        return ReportWords(self._language, heads, names, f"({first})", self.tr("fixed in #{n}"))

    def _step(self, cause: str) -> str:
        match step_of(cause):
            case CauseStep.SHOP:
                return self.tr("Open shop settings")
            case CauseStep.PRODUCTS if self._job.type in SENDING and self._job.origin is not Origin.WEB:
                return self.tr("Show products")
            case _:
                return ""
