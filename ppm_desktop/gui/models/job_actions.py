"""What can be done with a job, beyond looking at it: names, icons and keys, for row, menu and pane alike."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.domain.request import SENDING, SendPolicy
from ppm_desktop.gui.formatting import Wording

translate = QCoreApplication.translate


class JobAction(StrEnum):
    """Something a person does with one job."""

    CONTINUE = "continue"
    UNDO = "undo"
    CONFLICTS = "conflicts"


ICONS = {
    JobAction.CONTINUE: "play",
    JobAction.UNDO: "undo-2",
    JobAction.CONFLICTS: "git-compare-arrows",
}


def main_action(job: JobSnapshot) -> JobAction | None:
    """The one thing that is offered in the row itself, None when there is nothing to do."""
    return JobAction.CONTINUE if job.may_go_on else None


def menu_actions(job: JobSnapshot) -> tuple[JobAction, ...]:
    """What the context menu offers, in its order."""
    actions = []
    if job.may_go_on:
        actions.append(JobAction.CONTINUE)
    if job.type in SENDING and job.params.get("policy") == SendPolicy.NOTE:
        actions.append(JobAction.CONFLICTS)
    if job.may_be_undone:
        actions.append(JobAction.UNDO)
    return tuple(actions)


def action_name(action: JobAction, job: JobSnapshot, wording: Wording) -> str:
    """The label of a button or menu item."""
    match action:
        case JobAction.CONTINUE:
            left = max(0, (job.total or 0) - job.processed)
            return translate("JobAction", "Continue ({n})").format(n=wording.number(left))
        case JobAction.UNDO:
            return translate("JobAction", "Undo…")
        case JobAction.CONFLICTS:
            return translate("JobAction", "Conflicts of the shop…")


def short_name(action: JobAction, job: JobSnapshot, wording: Wording) -> str:
    """The label where room is scarce."""
    if action is JobAction.CONTINUE:
        return translate("JobAction", "Continue")
    return action_name(action, job, wording)
