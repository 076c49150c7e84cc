"""Does what is wanted of jobs, from wherever in the window: at once, or after a question."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.domain.retry import RetryScope, RetryWish
from ppm_desktop.gui.dialog_opener import DialogOpener
from ppm_desktop.gui.failure_opener import FailureOpener
from ppm_desktop.gui.models.job_actions import JobAction
from ppm_desktop.gui.models.job_row import JobRow
from ppm_desktop.gui.ports import Jobs


class JobWishes(QObject):
    """Lives in the GUI thread.

    Signals:
        job_wanted: Another job is to be shown: its number.
        shop_wanted: The settings of a shop are to be opened: its number.
        left_found: How many jobs of this computer an earlier run of the program has left; 0 once they go on.
    """

    job_wanted = Signal(int)
    shop_wanted = Signal(int)
    left_found = Signal(int)

    def __init__(self, manager: Jobs, dialogs: DialogOpener, failures: FailureOpener, parent: QObject) -> None:
        super().__init__(parent)
        self._manager = manager
        self._dialogs = dialogs
        self._failures = failures
        self._left: list[int] = []
        manager.unfinished.connect(self._on_unfinished)

    @Slot(object, object)
    def do(self, job: JobSnapshot, action: JobAction) -> None:
        """What a person wants of one job."""
        manager, dialogs = self._manager, self._dialogs
        wishes: dict[JobAction, Callable[[], None]] = {
            JobAction.TAKE_OVER: lambda: dialogs.ask_to_take_over(job),
            JobAction.CONTINUE: lambda: manager.resume([job.id]),
            JobAction.PAUSE: lambda: manager.pause([job.id]),
            JobAction.RETRY: lambda: manager.retry(job.id, RetryWish()),
            JobAction.RETRY_AND_FINISH: lambda: manager.retry(job.id, RetryWish(RetryScope.FAILED_AND_UNREACHED)),
            JobAction.RETRY_BATCH: lambda: manager.retry_batch(job.batch_id or "", RetryWish()),
            JobAction.FINISH: lambda: manager.retry(job.id, RetryWish(RetryScope.UNREACHED)),
            JobAction.OPEN_RETRY: lambda: self.job_wanted.emit(job.retried_as or job.id),
            JobAction.OPEN_SHOP: lambda: self.shop_wanted.emit(job.shop_id),
            JobAction.REPEAT: lambda: dialogs.open_repeat(job),
            JobAction.UNDO: lambda: dialogs.open_undo(job),
            JobAction.CONFLICTS: lambda: dialogs.open_conflicts(job.shop_id),
        }
        wishes.get(action, lambda: self._failures.do(job, action))()

    @Slot(object, object)
    def do_all(self, jobs: Sequence[JobSnapshot], action: JobAction) -> None:
        """What a person wants of many jobs; they are asked about once."""
        ids = [job.id for job in jobs]
        match action:
            case JobAction.CANCEL:
                self._dialogs.ask_to_cancel_all(ids)
            case JobAction.REMOVE:
                self._failures.ask_to_remove(jobs)
            case JobAction.TAKE_OVER:
                self._manager.take_over(ids)
            case JobAction.CONTINUE:
                self._manager.resume(ids)
            case JobAction.PAUSE:
                self._manager.pause(ids)
            case JobAction.RETRY:
                self._manager.retry_many(ids, RetryWish())
            case JobAction.FINISH:
                self._manager.retry_many(ids, RetryWish(RetryScope.UNREACHED))

    @Slot(object)
    def cancel(self, row: JobRow) -> None:
        """Ask the person, then the job's runner."""
        self._dialogs.ask_to_cancel(row)

    @Slot()
    def go_on_with_left(self) -> None:
        """Go on with what an earlier run of the program has left."""
        self._manager.take_over(self._left)
        self._left = []
        self.left_found.emit(0)

    @Slot(object)
    def _on_unfinished(self, jobs: Sequence[JobSnapshot]) -> None:
        self._left = [job.id for job in jobs]
        self.left_found.emit(len(self._left))
