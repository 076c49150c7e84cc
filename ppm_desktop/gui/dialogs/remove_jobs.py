"""Asks before ended jobs leave the list with all that is kept of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.gui.dialogs.confirm import ConfirmDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import Theme


class RemoveJobsDialog(ConfirmDialog):
    """Only ended jobs can go.

    Signals:
        removal_wanted: Numbers of the jobs.
    """

    removal_wanted = Signal(object)

    def __init__(
        self, theme: Theme, wording: Wording, jobs: Sequence[JobSnapshot], parent: QWidget | None = None
    ) -> None:
        count = len(jobs)
        question = self.tr("Remove {n} operations from the list?", "", count).format(n=wording.number(count))
        super().__init__(
            theme,
            "trash-2",
            self.tr("Remove the operation from the list?") if count == 1 else question,
            self._text(wording, jobs),
            self.tr("Remove"),
            count,
            parent,
            action_icon="trash-2",
            final=True,
        )
        self._job_ids = tuple(job.id for job in jobs)
        self.confirmed.connect(self._on_confirmed)

    def _text(self, wording: Wording, jobs: Sequence[JobSnapshot]) -> str:
        parts = []
        if failed := sum(job.failed for job in jobs):
            text = self.tr("The list of {n} failed SKUs goes too.", "", failed)
            parts.append(text.format(n=wording.number(failed)))
        if any(job.may_be_undone for job in jobs):
            parts.append(self.tr("What was changed in the shop cannot be undone from here any more."))
        parts.append(self.tr("Products are not changed."))
        return " ".join(parts)

    @Slot()
    def _on_confirmed(self) -> None:
        self.removal_wanted.emit(self._job_ids)
