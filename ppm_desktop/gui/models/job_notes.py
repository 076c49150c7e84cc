"""The sentence beside the count of a row: why it waits, what it is slow at, how it ended."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.job import JobSnapshot, JobType, Origin, RowState
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.gui.formatting import Wording

translate = QCoreApplication.translate

STILL_FROM_S = 15.0
"""How long nothing may happen before the row says why."""


class Tone(StrEnum):
    """How a note is meant: a plain fact, the reason why it is slow or stands, or why it stopped."""

    PLAIN = "plain"
    REASON = "reason"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence, how it is meant, and the icon before it; empty for none."""

    text: str = ""
    tone: Tone = Tone.PLAIN
    icon: str = ""


NOTHING = Note()


class JobNotes:
    """Writes notes in one language."""

    def __init__(self, wording: Wording, shared: SharedSettings, language: Language) -> None:
        self._wording = wording
        self._shared = shared
        self._language = language

    def of(self, job: JobSnapshot, state: RowState, silent_s: float, still_s: float) -> Note:
        """What is said of ``job``; ``still_s`` seconds ago its last product was finished."""
        if not job.active:
            return self._end(job, state)
        match state:
            case RowState.PAUSED:
                return self._pause(job)
            case RowState.WAITING if job.handed_back:
                return Note(translate("JobRow", "handed back, waits for a computer to go on"))
            case RowState.WAITING:
                return Note(self._queue(job))
            case RowState.STALE if job.origin is not Origin.WEB:
                return Note(self._silence(job, silent_s))
            case RowState.RETRYING:
                return Note(self._retry(job))
            case RowState.PROCESSING | RowState.COUNTING:
                return self._work(job, state, still_s)
            case _:
                return NOTHING

    def _work(self, job: JobSnapshot, state: RowState, still_s: float) -> Note:
        if job.pause_requested:
            return Note(translate("JobRow", "pauses after what is under way"))
        if job.saved_locally_s > 0:
            text = translate("JobRow", "saved locally for {n} min")
            minutes = self._wording.number(max(1, int(job.saved_locally_s // 60)))
            return Note(text.format(n=minutes), Tone.REASON, "hard-drive-download")
        if still_s >= STILL_FROM_S:
            return Note(self._standstill(job, still_s), Tone.REASON, "hourglass")
        if job.slow_connections and state is RowState.PROCESSING:
            return Note(self._wording.slow_shop(job.slow_connections), Tone.REASON, "gauge")
        return NOTHING

    def _standstill(self, job: JobSnapshot, still_s: float) -> str:
        seconds = self._wording.number(int(still_s))
        if job.unanswered:
            return self._wording.silent_shop(job.unanswered)
        if job.current_sku:
            return translate("JobRow", "{sku} has taken {n} s").format(sku=job.current_sku, n=seconds)
        return translate("JobRow", "the shop has been answering for {n} s").format(n=seconds)

    def _silence(self, job: JobSnapshot, silent_s: float) -> str:
        if job.runner is None or silent_s < self._shared.lease_s:
            return translate("JobRow", "the computer may be asleep")
        text = translate("JobRow", "{computer} silent for {n} s")
        return text.format(computer=job.runner.host, n=self._wording.number(int(silent_s)))

    def _pause(self, job: JobSnapshot) -> Note:
        if job.paused_cause:
            sentence = explain(job.paused_cause, self._language).name.rstrip(".")
            in_a_row = job.paused_cause.partition(":")[2]
            if in_a_row.isdecimal():
                text = translate("JobRow", "{n} in a row: {cause}")
                sentence = text.format(n=in_a_row, cause=sentence[:1].lower() + sentence[1:])
            return Note(sentence, Tone.REASON, "circle-alert")
        if job.trial_limit:
            return Note(translate("JobRow", "waits to be looked at"))
        if job.paused_at is None:
            return NOTHING
        return Note(translate("JobRow", "paused {time}").format(time=self._wording.clock(job.paused_at)))

    def _end(self, job: JobSnapshot, state: RowState) -> Note:
        retried = translate("JobRow", "retried → #{n}").format(n=job.retried_as) if job.retried_as is not None else ""
        if state is RowState.FIXED and job.failed:
            text = translate("JobRow", "{errors} fixed").format(errors=self._wording.errors(job.failed))
            return Note(f"{text} · {retried}" if retried else text)
        if retried:
            return Note(retried)
        if state is RowState.CANCELLED and job.origin is Origin.WEB:
            return Note(translate("JobRow", "the web app may go on working"))
        if state is RowState.FAILED:
            return Note(job.error_message or "", Tone.STOPPED)
        if state is RowState.COMPLETED and not job.total and job.type is not JobType.IMPORT:
            return Note(translate("JobRow", "nothing has changed since the last sync"))
        return NOTHING

    def _queue(self, job: JobSnapshot) -> str:
        if not job.queue_place:
            return ""
        place = translate("JobRow", "No. {n} in queue").format(n=job.queue_place)
        if job.shop_busy_with is None:
            return place
        if job.shop_busy_person:
            text = translate("JobRow", "No. {n} in queue, waits for operation #{other} ({person})")
        else:
            text = translate("JobRow", "No. {n} in queue, waits for operation #{other}")
        return text.format(n=job.queue_place, other=job.shop_busy_with, person=job.shop_busy_person)

    def _retry(self, job: JobSnapshot) -> str:
        if again := job.products_again:
            text = translate("JobRow", "Once more: {products} · attempt {a} of {b}")
            return text.format(products=self._wording.products(again), a=job.attempt, b=self._shared.product_attempts)
        protocol, _, status = job.waiting_code.partition(" ")
        if protocol == "HTTP":
            text = translate("JobRow", "Shop returns {code} · attempt {a} of {b}")
        else:
            text = translate("JobRow", "Shop does not answer · attempt {a} of {b}")
        return text.format(code=status, a=job.attempt, b=self._shared.shop_attempts)
