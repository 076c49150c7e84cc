"""The context menu of a job: only what can be done with it now."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.job_actions import LOOKS, JobAction, action_name, may, menu_parts
from ppm_desktop.gui.models.job_row import JobRow
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.icon_menu import IconMenu


class JobMenu(IconMenu):
    """Signals carry the job's number.

    Signals:
        errors_wanted: Show the failed products.
        copy_skus_wanted: Put their SKUs on the clipboard.
        copy_number_wanted: Put the job's number on the clipboard.
        cancel_wanted: Ask whether to cancel.
        action_wanted: Do this `JobAction`.
    """

    errors_wanted = Signal(int)
    copy_skus_wanted = Signal(int)
    copy_number_wanted = Signal(int)
    cancel_wanted = Signal(int)
    action_wanted = Signal(int, object)

    def __init__(self, theme: Theme, wording: Wording, row: JobRow, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._job_id = row.job.id
        self._wording = wording
        for part in menu_parts(row.job):
            for action in part:
                self._add_action(action, row.job)
            self.addSeparator()
        if row.job.failed:
            self.offer("triangle-alert", self.tr("Show errors…"), self._on_errors, "Return")
            text = self.tr("Copy SKUs ({n})").format(n=wording.number(row.job.failed))
            self.offer("copy", text, self._on_copy_skus, "Ctrl+Shift+C")
        if may(JobAction.REPORT, row.job):
            self._add_action(JobAction.REPORT, row.job)
        self.addSeparator()
        if may(JobAction.REPEAT, row.job):
            self._add_action(JobAction.REPEAT, row.job)
        self.offer("hash", self.tr("Copy operation number"), self._on_copy_number)
        self.addSeparator()
        if may(JobAction.REMOVE, row.job):
            self._add_action(JobAction.REMOVE, row.job, colour="err")
        if row.cancel_button:
            cancel = self.offer("ban", self.tr("Cancel operation…"), self._on_cancel, "Ctrl+.", colour="err")
            cancel.setEnabled(row.may_cancel)

    def _add_action(self, action: JobAction, job: JobSnapshot, colour: str = "tx2") -> None:
        look = LOOKS[action]
        name = action_name(action, job, self._wording)
        self.offer(look.icon, name, partial(self._on_action, action), look.keys, colour)

    def _on_action(self, action: JobAction) -> None:
        self.action_wanted.emit(self._job_id, action)

    @Slot()
    def _on_errors(self) -> None:
        self.errors_wanted.emit(self._job_id)

    @Slot()
    def _on_copy_skus(self) -> None:
        self.copy_skus_wanted.emit(self._job_id)

    @Slot()
    def _on_copy_number(self) -> None:
        self.copy_number_wanted.emit(self._job_id)

    @Slot()
    def _on_cancel(self) -> None:
        self.cancel_wanted.emit(self._job_id)
