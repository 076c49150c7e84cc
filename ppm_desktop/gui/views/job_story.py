"""The words of the details pane: events, causes, parameters and summaries of one job."""

from PySide6.QtCore import QCoreApplication

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.job import ItemRecord, JobSnapshot, JobType
from ppm_desktop.domain.listing import EventKind, JobEvent
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import ConflictPolicy, JobMode
from ppm_desktop.gui.formatting import Wording

translate = QCoreApplication.translate

_TOKENS = {
    EventKind.QUEUED: "tx3",
    EventKind.STARTED: "ok",
    EventKind.SLOWED: "warn",
    EventKind.FIRST_FAILURE: "err",
    EventKind.WAITING: "warn",
    EventKind.CANCEL_ASKED: "tx3",
    EventKind.STOPPED: "err",
    EventKind.CANCELLED: "tx3",
}


class JobStory:
    """Tells about jobs in one language."""

    def __init__(self, wording: Wording, language: Language, shared: SharedSettings) -> None:
        self._wording = wording
        self._language = language
        self._shared = shared

    def cause(self, key: str | None) -> str:
        """The name of a cause, without its full stop."""
        return explain(key, self._language).name.rstrip(".")

    def failure(self, item: ItemRecord) -> str:
        """Why one product failed, in a line."""
        name = self.cause(item.cause)
        return f"{item.name} · {name}" if item.name else name

    def sku(self, item: ItemRecord) -> str:
        """How a product is named: its SKU, else its id in the shop."""
        return item.sku or f"id:{item.external_id}"

    def token(self, event: JobEvent) -> str:
        """The colour of an event's dot."""
        if event.kind is EventKind.FINISHED:
            return "amber" if event.facts.get("failed", "0") != "0" else "ok"
        return _TOKENS[event.kind]

    def event(self, event: JobEvent, job: JobSnapshot) -> str:
        """What happened, in a line."""
        facts = event.facts
        person = facts.get("person", "")
        match event.kind:
            case EventKind.QUEUED:
                return translate("JobStory", "Queued, {person}").format(person=person)
            case EventKind.STARTED:
                return self._started(facts.get("total", ""), person)
            case EventKind.SLOWED:
                return translate("JobStory", "Request limit ({code}), slowed down").format(code=facts.get("code", ""))
            case EventKind.FIRST_FAILURE:
                text = translate("JobStory", "First error: {sku}, {cause}")
                return text.format(sku=facts.get("sku", ""), cause=self.cause(facts.get("cause")))
            case EventKind.WAITING:
                return self._waiting(facts.get("seconds", ""), facts.get("code", ""))
            case EventKind.CANCEL_ASKED:
                return translate("JobStory", "Cancelling asked for, {person}").format(person=person)
            case EventKind.FINISHED:
                return self._finished(facts.get("failed", "0"))
            case EventKind.STOPPED:
                return translate("JobStory", "Stopped: {cause}").format(cause=self.cause(facts.get("cause")))
            case EventKind.CANCELLED:
                return translate("JobStory", "Cancelled, {person}").format(person=person)

    def now(self, job: JobSnapshot) -> str:
        """What a running job is at."""
        if job.total is None:
            return translate("JobStory", "Counting products…")
        text = translate("JobStory", "Processing, {progress}")
        return text.format(progress=self._wording.out_of(job.processed, job.total))

    def failed_summary(self, job: JobSnapshot) -> str:
        """How many of the products failed, as a sentence."""
        total = job.total or 0
        n, m, k = (self._wording.number(value) for value in (job.failed, total, total - job.failed))
        match job.type, 100 <= total < 200 or 100_000 <= total < 200_000:
            case JobType.IMPORT, True:
                text = translate(
                    "JobStory",
                    "{n} of {m} products were not imported, the other {k} were saved.",
                    "before 100 to 199 and 100 000 to 199 999",
                    job.failed,
                )
            case JobType.IMPORT, False:
                text = translate(
                    "JobStory", "{n} of {m} products were not imported, the other {k} were saved.", None, job.failed
                )
            case _:
                text = translate("JobStory", "{n} of {m} products failed, the other {k} were saved.", None, job.failed)
        return text.format(n=n, m=m, k=k)

    def parameters(self, job: JobSnapshot) -> list[tuple[str, str]]:
        """What the job was asked to do."""
        lines = [(translate("JobStory", "Mode"), self._mode(job))]
        policy = self._policy(job.params.get("policy"))
        if policy:
            lines.append((translate("JobStory", "Conflicts"), policy))
        attempts = translate("JobStory", "up to {n} per request, growing interval")
        lines.append((translate("JobStory", "Attempts"), attempts.format(n=self._shared.request_attempts)))
        return lines

    def _mode(self, job: JobSnapshot) -> str:
        match job.mode:
            case JobMode.CATEGORY:
                category = str(job.params.get("category_name") or job.params.get("category_id", "?"))
                if job.params.get("include_subcategories"):
                    return translate("JobStory", "Category: {name}, with subcategories").format(name=category)
                return translate("JobStory", "Category: {name}").format(name=category)
            case JobMode.INDIVIDUAL:
                return self._selected(job)
            case _:
                return translate("JobStory", "All products")

    def _selected(self, job: JobSnapshot) -> str:
        count = 0
        for name in ("skus", "product_ids"):
            chosen = job.params.get(name)
            count += len(chosen) if isinstance(chosen, list | tuple) else 0
        return translate("JobStory", "Selected products ({n})").format(n=self._wording.number(count))

    def _policy(self, value: object) -> str:
        names = {
            ConflictPolicy.KEEP_PPM: translate("JobStory", "keep PPM data"),
            ConflictPolicy.SHOP_WINS: translate("JobStory", "use shop data"),
            ConflictPolicy.NOTE: translate("JobStory", "note the conflict"),
        }
        return names[ConflictPolicy(value)] if value in list(ConflictPolicy) else ""

    def _started(self, total: str, person: str) -> str:
        if not total.isdigit():
            return translate("JobStory", "Started, {person}").format(person=person).rstrip(", ")
        text = translate("JobStory", "Started, {products}, {person}")
        return text.format(products=self._wording.products(int(total)), person=person).rstrip(", ")

    def _waiting(self, seconds: str, code: str) -> str:
        duration = self._wording.duration(float(seconds)) if seconds.replace(".", "", 1).isdigit() else seconds
        text = translate("JobStory", "Retry in {time} (shop: {code})")
        return text.format(time=duration, code=code)

    def _finished(self, failed: str) -> str:
        count = int(failed) if failed.isdigit() else 0
        if not count:
            return translate("JobStory", "Finished without errors")
        text = translate("JobStory", "Finished with {n} errors", None, count)
        return text.format(n=self._wording.number(count))
