"""The words of the details pane: events, causes, parameters and summaries of one job."""

from PySide6.QtCore import QObject

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.job import ItemRecord, JobSnapshot, JobType
from ppm_desktop.domain.listing import EventKind, JobEvent
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import ConflictPolicy, JobMode
from ppm_desktop.gui.formatting import Wording

_TOKENS = {
    EventKind.QUEUED: "tx3",
    EventKind.STARTED: "ok",
    EventKind.SLOWED: "warn",
    EventKind.FIRST_FAILURE: "err",
    EventKind.WAITING: "warn",
    EventKind.PAUSE_ASKED: "tx3",
    EventKind.PAUSED: "tx3",
    EventKind.RESUMED: "ok",
    EventKind.TAKEN_OVER: "warn",
    EventKind.RETRIED: "acc2",
    EventKind.CANCEL_ASKED: "tx3",
    EventKind.STOPPED: "err",
    EventKind.CANCELLED: "tx3",
}


class JobStory(QObject):
    """Tells about jobs in one language."""

    def __init__(self, wording: Wording, language: Language, shared: SharedSettings) -> None:
        super().__init__()
        self._wording = wording
        self._language = language
        self._shared = shared

    def cause(self, key: str | None) -> str:
        """The name of a cause, without its full stop."""
        return explain(key, self._language).name.rstrip(".")

    def sku(self, item: ItemRecord) -> str:
        """How a product is named: its SKU, else its id in the shop."""
        return item.sku or f"id:{item.external_id}"

    def token(self, event: JobEvent) -> str:
        """The colour of an event's dot."""
        if event.kind is EventKind.FINISHED:
            return "amber" if event.facts.get("failed", "0") != "0" else "ok"
        return _TOKENS[event.kind]

    def event_text(self, event: JobEvent) -> str:
        """What happened, in a line."""
        facts = event.facts
        match event.kind:
            case EventKind.STARTED:
                return self._started(facts.get("total", ""), facts.get("person", ""))
            case EventKind.WAITING:
                return self._waiting(facts.get("seconds", ""), facts.get("code", ""))
            case EventKind.FINISHED:
                return self._finished(facts.get("failed", "0"))
            case EventKind.STOPPED:
                return self.tr("Stopped: {cause}").format(cause=self.cause(facts.get("cause")))
        pattern = {
            EventKind.QUEUED: self.tr("Queued, {person}"),
            EventKind.SLOWED: self.tr("Request limit ({code}), slowed down"),
            EventKind.FIRST_FAILURE: self.tr("First error: {sku}"),
            EventKind.PAUSE_ASKED: self.tr("Pausing asked for, {person}"),
            EventKind.PAUSED: self.tr("Paused after {done}"),
            EventKind.RETRIED: self.tr("Retried as #{job}, {person}"),
            EventKind.TAKEN_OVER: self.tr("Taken over from {from}: {host}, {person}"),
            EventKind.RESUMED: self.tr("Goes on, {person}"),
            EventKind.CANCEL_ASKED: self.tr("Cancelling asked for, {person}"),
            EventKind.CANCELLED: self.tr("Cancelled, {person}"),
        }[event.kind]
        return pattern.format(**{"person": "", "code": "", "sku": "", "done": ""} | dict(facts)).rstrip(", ")

    def now(self, job: JobSnapshot) -> str:
        """What a running job is at."""
        if job.total is None:
            return self.tr("Counting products…")
        text = self.tr("Processing, {progress}")
        return text.format(progress=self._wording.out_of(job.processed, job.total))

    def pause_reason(self, job: JobSnapshot) -> str:
        """Why the job paused by itself and what to do about it; empty where a person asked for the pause."""
        if not job.may_go_on or not job.paused_cause:
            return ""
        text = self.tr("Paused after the same failure again and again. {cause}")
        return text.format(cause=explain(job.paused_cause, self._language).sentence)

    def failed_summary(self, job: JobSnapshot) -> str:
        """How many of the products failed, as a sentence."""
        total = max(job.failed, job.total or 0)
        saved = total - job.failed
        a_of_b = self._wording.out_of_products(job.failed, total)
        rest = self.tr("the other {k} were saved", "", saved).format(k=self._wording.number(saved))
        match job.type, saved > 0:
            case JobType.IMPORT, True:
                text = self.tr("{a_of_b} were not imported, {rest}.", "", job.failed)
            case JobType.IMPORT, False:
                text = self.tr("{a_of_b} were not imported.", "", job.failed)
            case _, True:
                text = self.tr("{a_of_b} were not processed, {rest}.", "", job.failed)
            case _:
                text = self.tr("{a_of_b} were not processed.", "", job.failed)
        return text.format(a_of_b=a_of_b, rest=rest)

    def parameters(self, job: JobSnapshot) -> list[tuple[str, str]]:
        """What the job was asked to do."""
        lines = [(self.tr("Mode"), self._mode(job))]
        policy = self._policy(job.params.get("policy"))
        if policy:
            lines.append((self.tr("Conflicts"), policy))
        attempts = self.tr("up to {n} per request, growing interval")
        lines.append((self.tr("Attempts"), attempts.format(n=self._shared.request_attempts)))
        return lines

    def _mode(self, job: JobSnapshot) -> str:
        if job.undo_of is not None:
            return self.tr("Undoes operation #{n}").format(n=job.undo_of)
        if job.parent_id is not None:
            return self.tr("Does a part of operation #{n} again").format(n=job.parent_id)
        match job.mode:
            case JobMode.CATEGORY:
                category = str(job.params.get("category_name") or job.params.get("category_id", "?"))
                if job.params.get("include_subcategories"):
                    return self.tr("Category: {name}, with subcategories").format(name=category)
                return self.tr("Category: {name}").format(name=category)
            case JobMode.INDIVIDUAL:
                return self._selected(job)
            case _:
                return self.tr("All products")

    def _selected(self, job: JobSnapshot) -> str:
        count = 0
        for name in ("skus", "product_ids"):
            chosen = job.params.get(name)
            count += len(chosen) if isinstance(chosen, list | tuple) else 0
        return self.tr("Selected products ({n})").format(n=self._wording.number(count))

    def _policy(self, value: object) -> str:
        names = {
            ConflictPolicy.KEEP_PPM: self.tr("keep PPM data"),
            ConflictPolicy.SHOP_WINS: self.tr("use shop data"),
            ConflictPolicy.NOTE: self.tr("note the conflict"),
        }
        return next((name for policy, name in names.items() if policy == value), "")

    def _started(self, total: str, person: str) -> str:
        if not total.isdigit():
            return self.tr("Started, {person}").format(person=person).rstrip(", ")
        text = self.tr("Started, {products}, {person}")
        return text.format(products=self._wording.products(int(total)), person=person).rstrip(", ")

    def _waiting(self, seconds: str, code: str) -> str:
        duration = self._wording.duration(float(seconds)) if seconds.replace(".", "", 1).isdigit() else seconds
        text = self.tr("Retry in {time} (shop: {code})")
        return text.format(time=duration, code=code)

    def _finished(self, failed: str) -> str:
        count = int(failed) if failed.isdigit() else 0
        if not count:
            return self.tr("Finished without errors")
        text = self.tr("Finished with {n} errors", "", count)
        return text.format(n=self._wording.number(count))
