"""Opens what a person does with an ended job: its failures, its report, doing it again, taking it from the list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import InvalidRequest, PpmError
from ppm_desktop.domain.failure_list import Removed
from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.domain.listing import JobDetail
from ppm_desktop.domain.retry import RetryScope, RetryWish
from ppm_desktop.gui.backend import Backend
from ppm_desktop.gui.dialogs.failed_skus import FailedSkusDialog
from ppm_desktop.gui.dialogs.job_report import JobReportDialog
from ppm_desktop.gui.dialogs.remove_jobs import RemoveJobsDialog
from ppm_desktop.gui.dialogs.retry_confirm import RetryConfirmDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.job_actions import JobAction
from ppm_desktop.gui.theme import Theme


@dataclass(frozen=True, slots=True)
class _Removal:
    """Key of jobs that are taken from the list."""

    opener: int


@dataclass(frozen=True, slots=True)
class _JobOf:
    """Key of a job whose failures are to be shown."""

    opener: int


class FailureOpener(QObject):
    """Lives in the GUI thread.

    Signals:
        find_wanted: SKU of a product to be found, and where the wish comes from.
        shop_wanted: Number of a shop whose settings are to be opened.
        products_wanted: Number of a shop whose failed products are to be shown.
        removed: Numbers of jobs that are gone.
        failed: `PpmError`: what could not be done.
        seen: list of `JobSnapshot` that came from anywhere: failures that are shown go with their job.
    """

    find_wanted = Signal(str, str)
    shop_wanted = Signal(int)
    products_wanted = Signal(int)
    removed = Signal(object)
    failed = Signal(object)
    seen = Signal(object)

    def __init__(
        self,
        window: QWidget,
        backend: Backend,
        theme: Theme,
        wording: Wording,
        language: Language,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._backend = backend
        self._theme = theme
        self._wording = wording
        self._language = language
        self._now = now
        backend.pool.finished.connect(self._on_outcome)

    def do(self, job: JobSnapshot, action: JobAction) -> None:
        """What a person wants of an ended job."""
        if action is JobAction.RETRY_ALL:
            self.ask_to_retry(job)
        elif action is JobAction.REPORT:
            self.open_report(job)
        elif action is JobAction.REMOVE:
            self.ask_to_remove([job])

    def open_failures(self, job: JobSnapshot) -> None:
        """Show what failed, by cause."""
        jobs, pool = self._backend.jobs, self._backend.pool
        dialog = FailedSkusDialog(self._theme, self._wording, self._language, jobs, pool, job, self._now, self._window)
        dialog.retry_wanted.connect(partial(self._on_retry_wanted, job))
        dialog.find_wanted.connect(self.find_wanted)
        dialog.shop_wanted.connect(self.shop_wanted)
        dialog.products_wanted.connect(self.products_wanted)
        self.seen.connect(dialog.follow)
        self._open(dialog)

    def find_failures(self, job_id: int) -> None:
        """As `open_failures`, of a job that is not listed here."""
        self._backend.pool.submit(_JobOf(id(self)), partial(self._backend.jobs.detail, job_id))

    def open_report(self, job: JobSnapshot) -> None:
        """Ask which report of ``job`` is to be written, and where."""
        jobs, pool = self._backend.jobs, self._backend.pool
        self._open(JobReportDialog(self._theme, self._wording, self._language, jobs, pool, job, self._window))

    def ask_to_retry(self, job: JobSnapshot) -> None:
        """Ask whether all of ``job`` is to be done again."""
        dialog = RetryConfirmDialog(self._theme, self._wording, job, self._window)
        dialog.confirmed.connect(self._on_retry_all)
        dialog.failed_wanted.connect(self._on_retry_failed)
        self._open(dialog)

    def ask_to_remove(self, jobs: Sequence[JobSnapshot]) -> None:
        """Ask whether those of the jobs that have ended are to leave the list."""
        ended = [job for job in jobs if not job.active]
        if ended:
            dialog = RemoveJobsDialog(self._theme, self._wording, ended, self._window)
            dialog.removal_wanted.connect(self._on_removal_wanted)
            self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _on_retry_wanted(self, job: JobSnapshot, _job_id: int, wish: RetryWish) -> None:
        if wish.scope is RetryScope.EVERYTHING:
            self.ask_to_retry(job)
        else:
            self._backend.manager.retry(job.id, wish)

    @Slot(int)
    def _on_retry_all(self, job_id: int) -> None:
        self._backend.manager.retry(job_id, RetryWish(RetryScope.EVERYTHING))

    @Slot(int)
    def _on_retry_failed(self, job_id: int) -> None:
        self._backend.manager.retry(job_id, RetryWish())

    @Slot(object)
    def _on_removal_wanted(self, job_ids: tuple[int, ...]) -> None:
        self._backend.pool.submit(_Removal(id(self)), partial(self._backend.jobs.remove, job_ids))

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _Removal | _JobOf) or key.opener != id(self):
            return
        if isinstance(outcome, JobDetail):
            self.open_failures(outcome.job)
        elif isinstance(outcome, Removed):
            self.removed.emit(outcome.job_ids)
            if outcome.kept:
                self.failed.emit(InvalidRequest("job_in_use", id=str(outcome.kept[0])))
        elif isinstance(outcome, Exception):
            self.failed.emit(outcome if isinstance(outcome, PpmError) else PpmError(str(outcome)))
