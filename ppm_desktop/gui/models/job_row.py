"""One row of the job list in words, made once per change and then only picked from."""

from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.job import JobSnapshot, JobType, Origin, RowState
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.gui.formatting import NBSP, Wording
from ppm_desktop.gui.models.job_actions import JobAction, main_action, short_name
from ppm_desktop.gui.models.job_notes import JobNotes, Note, Tone

translate = QCoreApplication.translate

MOVING_FOR_S = 15.0
"""How long after its last product a bar still shimmers."""


@dataclass(frozen=True, slots=True)
class JobRow:
    """What the list paints of one job; every text is ready.

    Attributes:
        fraction, failed_fraction: Parts of the whole, 0.0 to 1.0.
        moving: A product was finished lately: the bar may shimmer.
        chip: That it is a trial, or where it runs; empty for anything else on this computer. ``chip_icon`` beside it.
        percent: Text of the bar, empty for none.
        main_action: What the accented button of the row does, ``main_button`` its label; None for no such button.
        errors_button, cancel_button: Labels, empty where the button is absent.
        may_cancel: Whether the cancel button works; ``why_not`` says why it does not.
        accessible, description: What a screen reader says of the row.
        faded: The row is as it was when the shared table last answered.
    """

    job: JobSnapshot
    state: RowState
    fraction: float
    failed_fraction: float
    moving: bool
    verb: str
    chip: str
    chip_icon: str
    count: str
    errors: str
    note: str
    note_icon: str
    tone: Tone
    time: str
    badge: str
    percent: str
    main_action: JobAction | None
    main_button: str
    may_main: bool
    errors_button: str
    cancel_button: str
    may_cancel: bool
    why_not: str
    accessible: str
    description: str
    faded: bool = False


def verb(job_type: JobType) -> str:
    """What the job does: "Importowanie"."""
    match job_type:
        case JobType.IMPORT:
            return translate("JobRow", "Importing")
        case JobType.SYNC:
            return translate("JobRow", "Synchronizing")
        case JobType.EXPORT:
            return translate("JobRow", "Exporting")


class RowWriter:
    """Writes `JobRow` objects in one language."""

    def __init__(self, wording: Wording, shared: SharedSettings, language: Language, forbidden: str = "") -> None:
        """``forbidden`` says why the account of the database may not act on jobs; empty where it may."""
        self._forbidden = forbidden
        self._wording = wording
        self._shared = shared
        self._notes = JobNotes(wording, shared, language)

    def write(
        self,
        job: JobSnapshot,
        now: datetime,
        silent_s: float,
        still_s: float,
        *,
        age_s: float = 0.0,
        being_retried: bool = False,
        reachable: bool = True,
    ) -> JobRow:
        """``job`` in words.

        Args:
            silent_s: Seconds since its runner was last heard of.
            still_s: Seconds since its last product was finished.
            age_s: Seconds since the database said all this.
            being_retried: Another job does a part of it again just now.
            reachable: Whether the shared table can be written: wishes for other computers go through it.
        """
        state = _state(job, silent_s, self._shared.stale_after_s)
        time = self._time(job, state, now, silent_s)
        badge = self._badge(job, state, now)
        actions = bool(job.failed) and state is not RowState.FIXED, job.active
        main = main_action(job, state, being_retried=being_retried)
        chip, chip_icon = self._chip(job)
        note = _with_reason(self._notes.of(job, state, silent_s, still_s), job, state)
        lease_left_s = max(0.0, job.lease_left_s - age_s)
        may_act = not self._forbidden
        may_cancel = may_act and job.may_be_cancelled and (reachable or job.origin is Origin.HERE)
        may_main = may_act or main is JobAction.OPEN_RETRY
        return JobRow(
            job=job,
            state=state,
            fraction=job.fraction,
            failed_fraction=job.failed_fraction,
            moving=state is RowState.PROCESSING and still_s < MOVING_FOR_S,
            verb=verb(job.type),
            chip=chip,
            chip_icon=chip_icon,
            count=self._count(job, state),
            errors=f"({self._wording.errors(job.failed)})" if job.failed and state is not RowState.FIXED else "",
            note=note.text,
            note_icon=note.icon,
            tone=note.tone,
            time=time,
            badge=badge,
            percent=self._percent(job, state),
            main_action=main,
            main_button=self._main_button(job, main, lease_left_s),
            may_main=may_main and (main is not JobAction.TAKE_OVER or lease_left_s <= 0),
            errors_button=self._errors_button(job.failed) if actions[0] else "",
            cancel_button=translate("JobRow", "Cancel", "button") if actions[1] else "",
            may_cancel=may_cancel,
            why_not=self._forbidden or _why_not(job, may_cancel),
            accessible=self._accessible(job, badge, time, note.text, now),
            description=_description(job, *actions, self._main_button(job, main, lease_left_s)),
            faded=not reachable and not (job.active and job.origin is Origin.HERE),
        )

    def _main_button(self, job: JobSnapshot, main: JobAction | None, lease_left_s: float) -> str:
        if main is None:
            return ""
        if main is JobAction.TAKE_OVER and lease_left_s > 0:
            return translate("JobRow", "Take over in {time}").format(time=self._wording.countdown(lease_left_s))
        return short_name(main, job, self._wording)

    def _chip(self, job: JobSnapshot) -> tuple[str, str]:
        """Text and icon; a trial says so until it has gone on."""
        if job.trial_limit and job.active:
            text = translate("JobRow", "Trial run on {n}")
            return text.format(n=self._wording.number(job.trial_limit)), "flask-conical"
        if job.taken_from and job.origin is Origin.HERE:
            return translate("JobRow", "taken over from {computer}").format(computer=job.taken_from), "hand"
        return _where(job)

    def _errors_button(self, failed: int) -> str:
        return translate("JobRow", "Show errors ({n})").format(n=self._wording.number(failed))

    def _count(self, job: JobSnapshot, state: RowState) -> str:
        if state is RowState.COUNTING:
            return translate("JobRow", "Counting products…")
        if job.total is None and job.active:
            return translate("JobRow", "Waits to start")
        return self._wording.progress(job.processed, job.total or 0)

    def _percent(self, job: JobSnapshot, state: RowState) -> str:
        if state is RowState.COMPLETED and not job.total:
            return translate("JobRow", "no changes")
        return self._wording.percent(job.fraction) if job.fraction > 0 else ""

    def _time(self, job: JobSnapshot, state: RowState, now: datetime, silent_s: float) -> str:
        if state is RowState.STALE:
            seconds = int(silent_s)
            return translate("JobRow", "no change for {n} s").format(n=self._wording.number(seconds))
        return self._wording.ago(_moment(job), now)

    def _badge(self, job: JobSnapshot, state: RowState, now: datetime) -> str:
        if state is RowState.RETRYING and job.next_attempt_at is not None:
            left = (job.next_attempt_at - now).total_seconds()
            return translate("JobRow", "Retry in {time}").format(time=self._wording.countdown(left))
        return state_name(state)

    def _accessible(self, job: JobSnapshot, badge: str, time: str, note: str, now: datetime) -> str:
        sentences = [translate("JobRow", "{verb}, {shop}.").format(verb=verb(job.type), shop=job.shop_name)]
        if job.total is None:
            sentences.append(f"{badge}.")
        else:
            text = translate("JobRow", "{status}, {p} percent.")
            sentences.append(text.format(status=badge, p=int(job.fraction * 100)))
            products = self._wording.out_of_products(job.processed, job.total)
            errors = f", {self._wording.errors(job.failed)}" if job.failed else ""
            sentences.append(f"{products}{errors}.")
        if note:
            sentences.append(note if note.endswith(".") else f"{note}.")
        when = translate("JobRow", "Started {time}.") if job.active else translate("JobRow", "Finished {time}.")
        sentences.append(when.format(time=time))
        return " ".join(sentences).replace(NBSP, " ")


def state_name(state: RowState) -> str:
    """The word on the badge."""
    names = {
        RowState.WAITING: translate("JobRow", "Waiting"),
        RowState.COUNTING: translate("JobRow", "Processing"),
        RowState.PROCESSING: translate("JobRow", "Processing"),
        RowState.RETRYING: translate("JobRow", "Waiting"),
        RowState.PAUSED: translate("JobRow", "Paused"),
        RowState.CANCELLING: translate("JobRow", "Cancelling…"),
        RowState.STALE: translate("JobRow", "No signal"),
        RowState.COMPLETED: translate("JobRow", "Completed"),
        RowState.PARTIAL: translate("JobRow", "With errors"),
        RowState.FIXED: translate("JobRow", "Fixed"),
        RowState.FAILED: translate("JobRow", "Failed"),
        RowState.CANCELLED: translate("JobRow", "Cancelled"),
    }
    return names[state]


def _state(job: JobSnapshot, silent_s: float, stale_after_s: float) -> RowState:
    # The snapshot knows the silence of the moment it was read; since then more of it may have passed.
    stands = job.paused_at is not None or job.handed_back
    if (
        job.active
        and not stands
        and job.origin is not Origin.HERE
        and silent_s > stale_after_s
        and job.started_at is not None
    ):
        return RowState.STALE
    return job.row_state(stale_after_s)


def _with_reason(note: Note, job: JobSnapshot, state: RowState) -> Note:
    """A job that was stopped says why even when a part of it was done again."""
    if state is not RowState.FAILED or job.retried_as is None or not job.error_message:
        return note
    return replace(note, text=f"{note.text} · {job.error_message}", tone=Tone.STOPPED)


def _moment(job: JobSnapshot) -> datetime:
    return job.completed_at or job.started_at or job.created_at


def _where(job: JobSnapshot) -> tuple[str, str]:
    if job.origin is Origin.WEB:
        return translate("JobRow", "Web app"), "globe"
    who = job.runner or job.starter
    if job.origin is Origin.HERE or who is None:
        return "", ""
    text = translate("JobRow", "on {computer} · {person}")
    if job.taken_from:
        text = translate("JobRow", "now on {computer} · {person}")
    return text.format(computer=who.host, person=who.person), "monitor"


def _why_not(job: JobSnapshot, may_cancel: bool) -> str:
    if may_cancel or not job.active:
        return ""
    if job.cancel_requested:
        return translate("JobRow", "Cancelling has been asked for already.")
    return translate("JobRow", "There is no connection to the database.")


def _description(job: JobSnapshot, has_errors: bool, active: bool, main: str) -> str:
    who = job.runner or job.starter
    if job.origin is Origin.WEB:
        where = translate("JobRow", "In the web app.")
    elif job.origin is Origin.ELSEWHERE and who is not None:
        where = translate("JobRow", "Runs on {computer}, {person}.").format(computer=who.host, person=who.person)
    else:
        where = translate("JobRow", "On this computer.")
    actions = [main] if main else []
    if has_errors:
        actions.append(translate("JobRow", "show errors"))
    if active and job.may_be_cancelled:
        actions.append(translate("JobRow", "cancel"))
    if not actions:
        return where
    return where + " " + translate("JobRow", "Available: {actions}.").format(actions=", ".join(actions))
