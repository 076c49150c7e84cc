"""The window's door to the engine: starts and cancels jobs in the pool and tells how they end."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ppm_desktop.domain.errors import DatabaseError, PpmError, SchemaMismatch
from ppm_desktop.domain.job import WORKERS, JobSnapshot, JobState, Origin
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.retry import Retried, RetriedBatch, RetryWish
from ppm_desktop.jobs.board import ProgressBoard
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.jobs.pool import TaskPool
from ppm_desktop.jobs.runner import JobRunner
from ppm_desktop.persistence.claims import Claim
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.retries import RetryRepository

logger = logging.getLogger(__name__)
_UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class _Look:
    """Key of the errand that asks which of these jobs still wait."""

    job_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Resume:
    """Key of the errand that lets a paused job go on."""

    job_id: int


class JobManager(QObject):
    """Lives in the GUI thread; the jobs run in its own pool, the database is asked there too.

    Signals:
        created: list of `JobSnapshot`: rows that exist now, from one click.
        changed: `JobSnapshot`: a row changed by a wish of this window, a cancelled pending job say.
        finished: `JobSnapshot`: a job of this window as it ended.
        unfinished: list of `JobSnapshot`: jobs of this computer that an earlier run of the program has left.
        retried: `Retried`: what came of a wish to do a part of a job again; `created` went before if the job is new.
        failed: `PpmError`: something asked for could not be done.
        handed_over: Used by `hand_over` itself.
    """

    created = Signal(object)
    changed = Signal(object)
    finished = Signal(object)
    retried = Signal(object)
    unfinished = Signal(object)
    failed = Signal(object)
    handed_over = Signal(object)

    def __init__(
        self,
        runner: JobRunner,
        jobs: JobRepository,
        retries: RetryRepository,
        board: ProgressBoard,
        shared: SharedSettings,
        parent: QObject | None = None,
        for_workers: Callable[[], bool] = lambda: False,
    ) -> None:
        """``for_workers`` tells whether jobs that are made now are left to the workers."""
        super().__init__(parent)
        self._for_workers = for_workers
        self.board = board
        self._runner = runner
        self._jobs = jobs
        self._retries = retries
        self._shared = shared
        self._running: dict[int, JobControl] = {}
        self._started: set[int] = set()
        self._lost: set[int] = set()
        self._unattended: set[int] = set()
        self.handed_over.connect(self._on_handed_over)
        self._workers = TaskPool(shared.worker_jobs, self)
        self._workers.finished.connect(self._on_job_left)
        self._errands = TaskPool(2, self)
        self._errands.finished.connect(self._on_errand_done)
        self._look = QTimer(self)
        self._look.setObjectName("look-for-free-lanes")
        self._look.setInterval(int(shared.poll_busy_s * 1000))
        self._look.timeout.connect(self._look_for_work)

    def start(self, request: JobRequest, shop_ids: Sequence[int]) -> None:
        """Make one job per shop (a batch when there are several); `created` or `failed` follows."""
        create = partial(self._jobs.create, request, list(shop_ids), len(shop_ids) > 1)
        self._errands.submit("create", partial(create, **self._target()))

    def hand_over(self, jobs: Sequence[JobSnapshot]) -> None:
        """Run pending jobs that began by themselves, or show those that workers will; may be called from any thread."""
        self.handed_over.emit(list(jobs))

    def cancel(self, job_ids: Iterable[int]) -> None:
        """Ask jobs to stop, wherever they run; `changed` or `failed` follows for each."""
        for job_id in job_ids:
            if (control := self._running.get(job_id)) is not None:
                control.cancel()
            self._errands.submit("cancel", partial(self._jobs.request_cancel, job_id))

    def pause(self, job_ids: Iterable[int]) -> None:
        """Ask running jobs to stand, wherever they run; `changed` or `failed` follows for each."""
        for job_id in job_ids:
            if (control := self._running.get(job_id)) is not None:
                control.pause()
            self._errands.submit("pause", partial(self._jobs.request_pause, job_id))

    def retry(self, job_id: int, wish: RetryWish) -> None:
        """Do a part of an ended job again; `retried` or `failed` follows."""
        self._errands.submit("retry", partial(self._retries.make, job_id, wish, **self._target()))

    def retry_many(self, job_ids: Iterable[int], wish: RetryWish) -> None:
        """As `retry` for each of these jobs; what came of them is told together."""
        each = [partial(self._retries.make, job_id, wish, **self._target()) for job_id in job_ids]
        self._errands.submit("retry", partial(_make_all, each))

    def retry_batch(self, batch_id: str, wish: RetryWish) -> None:
        """As `retry` for each job of a batch of which something is left to do."""
        self._errands.submit("retry", partial(self._retries.make_batch, batch_id, wish, **self._target()))

    def resume(self, job_ids: Iterable[int]) -> None:
        """Let paused jobs go on, in this window; `changed` or `failed` follows for each."""
        for job_id in job_ids:
            self._unattended.discard(job_id)
            self._errands.submit(_Resume(job_id), partial(self._jobs.resume, job_id))

    def look_for_unfinished(self) -> None:
        """Look for jobs of this computer that nobody runs; `unfinished` follows where there are any."""
        self._errands.submit(_UNFINISHED, self._jobs.unfinished_here)

    def take_over(self, job_ids: Iterable[int]) -> None:
        """Go on, here, with jobs whose runner has gone, as soon as its lease has ended."""
        for job_id in job_ids:
            self._lost.add(job_id)
            self._take_up(job_id)

    def active_count(self) -> int:
        """How many jobs of this window wait or run."""
        return len(self._running.keys() | self._started)

    def running_ids(self) -> frozenset[int]:
        """Jobs that run in this window now."""
        return frozenset(self._running)

    def shutdown(self, timeout_ms: int) -> bool:
        """Cancel what runs here and wait for it, at most ``timeout_ms`` milliseconds."""
        self._look.stop()
        for control in self._running.values():
            control.cancel()
        drained = self._workers.drain(timeout_ms)
        for job_id in sorted(self._started):
            self._give_up(job_id)
        return self._errands.drain(timeout_ms) and drained

    def hand_back(self, timeout_ms: int) -> bool:
        """Let other programs go on at once with what runs here; what waits stays, to be offered at the next start.

        False when a job was still waiting for its shop after ``timeout_ms`` milliseconds: it is handed back with the
        answer, unless the program has ended by then.
        """
        self._look.stop()
        for control in self._running.values():
            control.hand_back()
        self._running.clear()
        self._started.clear()
        return self._workers.drain(timeout_ms)

    def _give_up(self, job_id: int) -> None:
        """Cancel a job that nobody would run any more; one that has ended stays as it is."""
        try:
            self._jobs.request_cancel(job_id)
        except PpmError as error:
            logger.warning("#%d stays waiting: %s", job_id, error.detail or error.cause)

    @Slot(object, object)
    def _on_errand_done(self, key: object, outcome: object) -> None:
        if isinstance(outcome, Exception):
            self._on_errand_failed(key, outcome)
        elif key == "create" and isinstance(outcome, list):
            self._adopt(outcome)
        elif key == _UNFINISHED and isinstance(outcome, list):
            self._on_unfinished(outcome)
        elif isinstance(outcome, Retried | RetriedBatch):
            self._on_retried(RetriedBatch((outcome,)) if isinstance(outcome, Retried) else outcome)
        elif isinstance(key, _Look) and isinstance(outcome, list):
            self._started -= key.job_ids - set(outcome) - self._running.keys()
            for job_id in outcome:
                self._launch(job_id)
        elif isinstance(key, _Resume) and isinstance(outcome, JobSnapshot):
            self.changed.emit(outcome)
            self._take_up(outcome.id)
        elif isinstance(outcome, JobSnapshot):
            self._on_cancelled(outcome)

    def _on_errand_failed(self, key: object, error: Exception) -> None:
        if isinstance(error, DatabaseError) and (isinstance(key, _Look) or key == _UNFINISHED):
            return  # the feed shows that the database is away; the next look comes by itself
        if not isinstance(error, PpmError):
            logger.error("errand %s failed", key, exc_info=error)
        self.failed.emit(error if isinstance(error, PpmError) else PpmError(str(error)))

    def _on_unfinished(self, jobs: Sequence[JobSnapshot]) -> None:
        left = [job for job in jobs if job.id not in self._started]
        if left:
            self.unfinished.emit(left)

    def _on_retried(self, result: RetriedBatch) -> None:
        new = [one.job for one in result.made if one.new]
        if new:
            self._adopt(new)
        for place, one in enumerate(result.made):
            if not one.new and self._is_left_over(one.job):
                self._take_up(one.job.id)
            alone = len(result.made) == 1 or (not new and place == 0)
            self.retried.emit(one if alone else replace(one, aloud=False))
        if result.error is not None:
            self.failed.emit(result.error)

    def _is_left_over(self, job: JobSnapshot) -> bool:
        """Whether ``job`` was made here although the answer to that was lost: nobody runs it."""
        ours = job.origin is Origin.HERE and not job.for_workers
        return ours and job.state is JobState.PENDING and job.id not in self._started

    @Slot(object)
    def _on_handed_over(self, jobs: Sequence[JobSnapshot]) -> None:
        for job in jobs:
            self.changed.emit(job)
            if not job.for_workers:
                self._unattended.add(job.id)
                self._take_up(job.id)

    def _take_up(self, job_id: int) -> None:
        self._started.add(job_id)
        self._launch(job_id)
        self._look.start()

    def _adopt(self, jobs: list[JobSnapshot]) -> None:
        self.created.emit(jobs)
        for job in jobs:
            if not job.for_workers:
                self._take_up(job.id)

    def _target(self) -> dict[str, str]:
        """Who may begin new jobs of this window, where it is not this computer."""
        return {"target": WORKERS} if self._for_workers() else {}

    def _launch(self, job_id: int) -> None:
        if job_id in self._running or job_id not in self._started:
            return
        control = JobControl()
        self._running[job_id] = control
        attended = job_id not in self._unattended
        claim = Claim.LOST if job_id in self._lost else Claim.OWN
        self._workers.submit(job_id, partial(self._runner.run, job_id, control, claim, attended=attended))

    @Slot()
    def _look_for_work(self) -> None:
        """Jobs of this window that wait for their shop's lane are tried again."""
        waiting = self._started - self._running.keys()
        unclaimed = self._started - {job_id for job_id, one in self._running.items() if one.claimed.is_set()}
        if unclaimed:
            look = partial(self._pending_among, sorted(waiting), sorted(unclaimed))
            self._errands.submit(_Look(frozenset(waiting)), look)
        elif not self._running:
            self._look.stop()

    def _pending_among(self, job_ids: list[int], unclaimed: list[int]) -> list[int]:
        self._jobs.show_waiting(unclaimed)
        jobs = (self._jobs.get(job_id) for job_id in job_ids)
        return [job.id for job in jobs if job is not None and (job.waits or self._waits_for_lease(job))]

    def _waits_for_lease(self, job: JobSnapshot) -> bool:
        return job.id in self._lost and job.state is JobState.PROCESSING and job.paused_at is None

    @Slot(object, object)
    def _on_job_left(self, job_id: int, outcome: object) -> None:
        self._running.pop(job_id, None)
        if isinstance(outcome, JobSnapshot):
            self._started.discard(job_id)
            (self.changed if outcome.active else self.finished).emit(outcome)
            self._look_for_work()
        elif isinstance(outcome, PpmError):
            if isinstance(outcome, SchemaMismatch):  # said once; the next start of a newer program offers the job
                self._started.discard(job_id)
            self.failed.emit(outcome)
        elif isinstance(outcome, Exception):
            logger.error("job %s left with an error", job_id, exc_info=outcome)

    def _on_cancelled(self, job: JobSnapshot) -> None:
        if not job.active:
            self._started.discard(job.id)
        # Of a job that counts already the board is ahead of the table, and its own thread shows the wish in time;
        # before that it may wait long for one answer of its shop, or for a free thread.
        if job.id not in self._running or job.total is None:
            self.changed.emit(job)


def _make_all(each: Sequence[Callable[[], Retried]]) -> RetriedBatch:
    """One that cannot be made does not stop the others, unless the database is away."""
    made: list[Retried] = []
    first_error: PpmError | None = None
    for make in each:
        try:
            made.append(make())
        except PpmError as error:
            first_error = first_error or error
            if isinstance(error, DatabaseError):
                break
    return RetriedBatch(tuple(made), first_error)
