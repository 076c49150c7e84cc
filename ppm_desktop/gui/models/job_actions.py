"""What can be done with a job, beyond looking at it: names, icons and keys, for row, menu and pane alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from ppm_desktop.domain.causes import CauseStep, cause_told_by, step_of
from ppm_desktop.domain.job import JobSnapshot, JobState, Origin, RowState
from ppm_desktop.domain.request import SENDING, SendPolicy
from ppm_desktop.gui.formatting import Wording

translate = QCoreApplication.translate


class JobAction(StrEnum):
    """Something a person does with one job."""

    TAKE_OVER = "take_over"
    CONTINUE = "continue"
    PAUSE = "pause"
    RETRY = "retry"
    RETRY_AND_FINISH = "retry_and_finish"
    RETRY_ALL = "retry_all"
    RETRY_BATCH = "retry_batch"
    FINISH = "finish"
    OPEN_RETRY = "open_retry"
    OPEN_SHOP = "open_shop"
    CONFLICTS = "conflicts"
    UNDO = "undo"
    REPORT = "report"
    REPEAT = "repeat"
    REMOVE = "remove"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class ActionLook:
    """Icon and key of an action; the key works on the selected row, and is shown in its menu."""

    icon: str
    keys: str = ""


LOOKS = {
    JobAction.TAKE_OVER: ActionLook("hand"),
    JobAction.CONTINUE: ActionLook("play"),
    JobAction.PAUSE: ActionLook("pause"),
    JobAction.RETRY: ActionLook("rotate-cw", "Ctrl+R"),
    JobAction.RETRY_AND_FINISH: ActionLook("skip-forward", "Ctrl+D"),
    JobAction.RETRY_ALL: ActionLook("refresh-cw", "Ctrl+Shift+R"),
    JobAction.RETRY_BATCH: ActionLook("list-restart"),
    JobAction.FINISH: ActionLook("list-end"),
    JobAction.OPEN_RETRY: ActionLook("arrow-right"),
    JobAction.OPEN_SHOP: ActionLook("store"),
    JobAction.CONFLICTS: ActionLook("git-compare-arrows"),
    JobAction.UNDO: ActionLook("undo-2"),
    JobAction.REPORT: ActionLook("file-down", "Ctrl+E"),
    JobAction.REPEAT: ActionLook("sliders-horizontal"),
    JobAction.REMOVE: ActionLook("trash-2", "Del"),
    JobAction.CANCEL: ActionLook("ban"),
}
_MENU = (
    (
        JobAction.TAKE_OVER,
        JobAction.CONTINUE,
        JobAction.PAUSE,
        JobAction.RETRY,
        JobAction.RETRY_AND_FINISH,
        JobAction.RETRY_ALL,
        JobAction.RETRY_BATCH,
        JobAction.FINISH,
    ),
    (JobAction.OPEN_RETRY, JobAction.OPEN_SHOP, JobAction.CONFLICTS, JobAction.UNDO),
)
"""The first parts of the menu, in its order; what follows them is said by the menu itself."""


def main_action(job: JobSnapshot, state: RowState, *, being_retried: bool = False) -> JobAction | None:
    """The one thing that is offered in the row itself, None when there is nothing to do.

    While another job does a part of this one again there is nothing: what it leaves is offered after its end.
    """
    if state is RowState.PAUSED:
        return JobAction.CONTINUE
    if (state is RowState.STALE or job.handed_back) and job.origin is not Origin.WEB:
        return JobAction.TAKE_OVER
    if state is RowState.FIXED:
        return JobAction.OPEN_RETRY if job.retried_as is not None else None
    if being_retried:
        return None
    if job.may_be_retried and job.state is JobState.FAILED:
        return JobAction.RETRY
    return JobAction.FINISH if job.may_be_finished else None


def stopping_cause(job: JobSnapshot) -> str | None:
    """The key of the cause for which all of ``job`` stands or was stopped, None for no such cause."""
    if job.may_go_on:
        return job.paused_cause or None
    return cause_told_by(job.error_message) if job.state is JobState.FAILED else None


_MAY: Mapping[JobAction, Callable[[JobSnapshot], bool]] = {
    JobAction.TAKE_OVER: lambda job: job.may_be_taken_over,
    JobAction.CONTINUE: lambda job: job.may_go_on,
    JobAction.PAUSE: lambda job: job.may_be_paused,
    JobAction.RETRY: lambda job: job.may_be_retried,
    JobAction.RETRY_AND_FINISH: lambda job: job.may_be_retried and job.may_be_finished and job.unreached > 0,
    JobAction.RETRY_ALL: lambda job: not job.active and job.undo_of is None,
    JobAction.RETRY_BATCH: lambda job: job.batch_id is not None and job.may_be_retried,
    JobAction.FINISH: lambda job: job.may_be_finished,
    JobAction.OPEN_RETRY: lambda job: job.retried_as is not None,
    JobAction.OPEN_SHOP: lambda job: step_of(stopping_cause(job)) is CauseStep.SHOP,
    JobAction.CONFLICTS: lambda job: job.type in SENDING and job.params.get("policy") == SendPolicy.NOTE,
    JobAction.UNDO: lambda job: job.may_be_undone,
    JobAction.REPORT: lambda job: job.processed > 0 and job.origin is not Origin.WEB,
    JobAction.REPEAT: lambda job: job.undo_of is None and job.parent_id is None,
    JobAction.REMOVE: lambda job: not job.active,
    JobAction.CANCEL: lambda job: job.may_be_cancelled,
}


def may(action: JobAction, job: JobSnapshot) -> bool:
    """Whether ``action`` makes sense for ``job`` as it is now."""
    return _MAY[action](job)


def menu_parts(job: JobSnapshot) -> list[list[JobAction]]:
    """What the context menu offers first, in its parts."""
    parts = [[action for action in part if may(action, job)] for part in _MENU]
    return [part for part in parts if part]


def action_name(action: JobAction, job: JobSnapshot, wording: Wording) -> str:
    """The label of a button or menu item, with the number of products that it is about."""
    counts = {
        JobAction.CONTINUE: max(0, (job.total or 0) - job.processed),
        JobAction.RETRY: job.unresolved,
        JobAction.RETRY_AND_FINISH: job.unresolved + job.unreached,
        JobAction.RETRY_ALL: job.total or 0,
        JobAction.FINISH: job.unreached,
        JobAction.OPEN_RETRY: job.retried_as or 0,
    }
    if action is JobAction.FINISH and not job.unreached:
        return translate("JobAction", "Finish")
    if action is JobAction.CONTINUE and not _waits_for_a_look(job):
        return translate("JobAction", "Resume ({n})").format(n=wording.number(counts[action]))
    return _names()[action].format(n=wording.number(counts.get(action, 0)))


def _waits_for_a_look(job: JobSnapshot) -> bool:
    """Whether it stands for what a person is to look at first; else a person has paused it."""
    return bool(job.trial_limit or job.paused_cause)


def _names() -> dict[JobAction, str]:
    return {
        JobAction.TAKE_OVER: translate("JobAction", "Take over"),
        JobAction.CONTINUE: translate("JobAction", "Continue ({n})"),
        JobAction.PAUSE: translate("JobAction", "Pause"),
        JobAction.RETRY: translate("JobAction", "Retry failed only ({n})"),
        JobAction.RETRY_AND_FINISH: translate("JobAction", "Retry failed and finish ({n})"),
        JobAction.RETRY_ALL: translate("JobAction", "Retry all ({n})"),
        JobAction.RETRY_BATCH: translate("JobAction", "Retry failed in the whole batch"),
        JobAction.FINISH: translate("JobAction", "Finish ({n})"),
        JobAction.OPEN_RETRY: translate("JobAction", "Open #{n}"),
        JobAction.OPEN_SHOP: translate("JobAction", "Open shop settings"),
        JobAction.CONFLICTS: translate("JobAction", "Conflicts of the shop…"),
        JobAction.UNDO: translate("JobAction", "Undo…"),
        JobAction.REPORT: translate("JobAction", "Export report…"),
        JobAction.REPEAT: translate("JobAction", "New operation with these settings…"),
        JobAction.REMOVE: translate("JobAction", "Remove from list…"),
        JobAction.CANCEL: translate("JobAction", "Cancel operation…"),
    }


def short_name(action: JobAction, job: JobSnapshot, wording: Wording) -> str:
    """The label where room is scarce."""
    match action:
        case JobAction.CONTINUE if _waits_for_a_look(job):
            return translate("JobAction", "Continue")
        case JobAction.CONTINUE:
            return translate("JobAction", "Resume")
        case JobAction.RETRY:
            return translate("JobAction", "Retry")
        case _:
            return action_name(action, job, wording)


BULK = (
    JobAction.TAKE_OVER,
    JobAction.CONTINUE,
    JobAction.PAUSE,
    JobAction.RETRY,
    JobAction.FINISH,
    JobAction.CANCEL,
    JobAction.REMOVE,
)
"""What can be done with many jobs at once."""


def bulk_name(action: JobAction, count: int, wording: Wording) -> str:
    """The label of a button that does ``action`` with ``count`` jobs."""
    names = {
        JobAction.TAKE_OVER: translate("JobAction", "Take over ({n})", "operations"),
        JobAction.CONTINUE: translate("JobAction", "Resume ({n})", "operations"),
        JobAction.PAUSE: translate("JobAction", "Pause ({n})", "operations"),
        JobAction.RETRY: translate("JobAction", "Retry failed ({n})", "operations"),
        JobAction.FINISH: translate("JobAction", "Finish ({n})", "operations"),
        JobAction.CANCEL: translate("JobAction", "Cancel ({n})…", "operations"),
        JobAction.REMOVE: translate("JobAction", "Remove from list ({n})…", "operations"),
    }
    return names[action].format(n=wording.number(count))
