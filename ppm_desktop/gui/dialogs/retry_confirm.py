"""Asks before a whole job is done again: usually what failed is enough."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.gui.dialogs.confirm import ConfirmDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.widgets import IconButton


class RetryConfirmDialog(ConfirmDialog):
    """``confirmed`` means everything; Enter presses what is enough.

    Signals:
        failed_wanted: Only what failed is to be done again: number of the job.
    """

    failed_wanted = Signal(int)

    def __init__(self, theme: Theme, wording: Wording, job: JobSnapshot, parent: QWidget | None = None) -> None:
        failed = job.unresolved if job.may_be_retried else 0
        super().__init__(
            theme,
            "rotate-cw",
            self._question(wording, job),
            self._text(wording, job, failed),
            self._action(wording, job),
            job.id,
            parent,
            action_icon="" if failed else "rotate-cw",
            harmless=not failed,
        )
        self._job_id = job.id
        self.failed_button: IconButton | None = None
        if failed:
            self._add_failed(wording.number(failed))

    def _add_failed(self, failed: str) -> None:
        self.action_button.setProperty("kind", "")
        self.failed_button = IconButton(
            self.theme, "rotate-cw", self.tr("Failed only ({n})").format(n=failed), "primary"
        )
        self.failed_button.clicked.connect(self._on_failed)
        self.add_button(self.failed_button)
        self.failed_button.setDefault(True)
        self.failed_button.setFocus()

    def _question(self, wording: Wording, job: JobSnapshot) -> str:
        if not job.total:
            return self.tr("Retry the whole operation?")
        return self.tr("Retry all {n} products?", "", job.total).format(n=wording.number(job.total))

    def _text(self, wording: Wording, job: JobSnapshot, failed: int) -> str:
        saved = max(0, job.processed - job.failed)
        parts = []
        if saved:
            text = self.tr("{n} of them are already saved and will be checked again.", "", saved)
            parts.append(text.format(n=wording.number(saved)))
        if failed:
            parts.append(self.tr("Usually what failed is enough."))
        return " ".join(parts)

    def _action(self, wording: Wording, job: JobSnapshot) -> str:
        if not job.total:
            return self.tr("Retry all")
        return self.tr("Retry all ({n})").format(n=wording.number(job.total))

    @Slot()
    def _on_failed(self) -> None:
        self.failed_wanted.emit(self._job_id)
        self.accept()
