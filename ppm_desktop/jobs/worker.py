"""Runs jobs that were left to the workers, and goes on with those whose runner has gone: no window, no person."""

import logging
import random
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from ppm_desktop.domain.errors import DatabaseError, PpmError, SchemaMismatch
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.jobs.runner import JobRunner
from ppm_desktop.persistence.claims import Claim
from ppm_desktop.persistence.worker_jobs import Takeable, WorkerJobs

logger = logging.getLogger(__name__)

BACK_OFF_S = (2.0, 4.0, 8.0, 15.0, 30.0)
"""Pauses between looks while the database is away."""


@dataclass(slots=True)
class _Slot:
    """One job that runs here, or is about to."""

    control: JobControl = field(default_factory=JobControl)
    refused: bool = False
    thread: threading.Thread | None = None


class Worker:
    """Claims and runs jobs in threads of its own, at most ``concurrency`` at a time; safe from any thread.

    Attributes:
        shop_ids: The shops that it works for; empty for all.
        outdated: Set once the database has become newer than the program: the worker takes nothing any more.
    """

    def __init__(
        self,
        runner: JobRunner,
        jobs: WorkerJobs,
        has_key: Callable[[int], bool],
        shared: SharedSettings,
        *,
        concurrency: int = 0,
        shop_ids: Sequence[int] = (),
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """A worker that does nothing before `start` or `take`.

        Args:
            has_key: Whether this computer can read the key of a shop; jobs of others are left alone.
            concurrency: Jobs at a time; 0 takes what the shared settings say.
            shop_ids: Only jobs of these; empty for all.
            jitter: Gives numbers from 0.0 to 1.0, so that workers do not look all at once.
        """
        self._runner = runner
        self._jobs = jobs
        self._has_key = has_key
        self._shared = shared
        self._concurrency = concurrency or shared.worker_jobs
        self.shop_ids = tuple(shop_ids)
        self._jitter = jitter
        self._lock = threading.Lock()
        self._running: dict[int, _Slot] = {}
        self._unwritten: dict[int, bool] = {}
        self._keyless: set[int] = set()
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._misses = 0
        self.outdated: SchemaMismatch | None = None

    def start(self) -> None:
        """Begin to look for jobs."""
        threading.Thread(target=self._look_again_and_again, name="worker", daemon=True).start()

    def wake(self) -> None:
        """Look at once: something in the table is different."""
        self._wake.set()

    def wait(self, seconds: float) -> bool:
        """Wait until something in the table is different, at most so long; whether it is."""
        different = self._wake.wait(self._spread(seconds))
        self._wake.clear()
        return different

    def takeable(self) -> list[Takeable]:
        """Jobs that this worker could claim now; see `WorkerJobs.takeable`.

        Raises:
            DatabaseError: as `Database.begin`.
        """
        found = [one for one in self._jobs.takeable(self.shop_ids) if self._may_read(one.shop_id)]
        self._jobs.show_waiting([one.job_id for one in found])
        return found

    def take(self, job_id: int) -> bool:
        """Claim this job and run it in a thread of its own; False when it is not to be had, or all hands are full.

        Returns as soon as its lease is held.
        """
        slot = _Slot()
        with self._lock:
            full = len(self._running) >= self._concurrency
            if self._stop.is_set() or self.outdated is not None or job_id in self._running or full:
                return False
            self._running[job_id] = slot
        # A daemon: a shop that never answers must not hold up the end of the program.
        slot.thread = threading.Thread(target=self._run, args=(job_id, slot), name=f"job-{job_id}", daemon=True)
        slot.thread.start()
        slot.control.claimed.wait()
        return not slot.refused

    def is_full(self) -> bool:
        """Whether it runs as many jobs as it may."""
        with self._lock:
            return len(self._running) >= self._concurrency

    def shutdown(self, within_s: float) -> bool:
        """Take nothing any more and hand back what runs; False when a job could not be handed back by then."""
        self._stop.set()
        self._wake.set()
        with self._lock:
            slots = list(self._running.values())
        for slot in slots:
            slot.control.hand_back()
        end = time.monotonic() + within_s
        for slot in slots:
            if slot.thread is not None:
                slot.thread.join(max(0.0, end - time.monotonic()))
        with self._lock:
            left = self._unwritten | {job_id: slot.control.unsaved.is_set() for job_id, slot in self._running.items()}
        for job_id, unsaved in sorted(left.items()):
            who = "the database has" if unsaved else "its shop or the database has"
            logger.warning("#%d is not handed back: %s not answered, its lease has to end", job_id, who)
        return not left

    def _look_again_and_again(self) -> None:
        logger.info("looking for jobs, %d at a time", self._concurrency)
        while not self._stop.is_set():
            self.wait(self._look())

    def _spread(self, seconds: float) -> float:
        return seconds * (1 + self._shared.poll_jitter * (2 * self._jitter() - 1))

    def _look(self) -> float:
        """Take what can be taken; returns how long to wait before the next look."""
        try:
            for job in self.takeable():
                if self.is_full() or self._stop.is_set():
                    break
                self.take(job.job_id)
        except DatabaseError as error:
            if not self._misses:
                logger.warning("database not reachable: %s", error.detail or error.cause)
            pause_s = BACK_OFF_S[min(self._misses, len(BACK_OFF_S) - 1)]
            self._misses += 1
            return pause_s
        except Exception:  # the thread's edge: a bug in one look must not end the worker
            logger.exception("looking for jobs failed")
        else:
            if self._misses:
                logger.info("database is back")
            self._misses = 0
        return self._shared.poll_s

    def _may_read(self, shop_id: int) -> bool:
        readable = self._has_key(shop_id)
        if readable:
            self._keyless.discard(shop_id)
        elif shop_id not in self._keyless:
            self._keyless.add(shop_id)
            logger.warning("jobs of shop %d are left to others: its key cannot be read here", shop_id)
        return readable

    def _run(self, job_id: int, slot: _Slot) -> None:
        claimed = False
        try:
            self._runner.run(job_id, slot.control, Claim.WORKER)
            claimed = slot.control.claimed.is_set()
        except SchemaMismatch as error:
            self.outdated = error
        except PpmError as error:
            logger.warning("#%d not run: %s", job_id, error.detail or error.cause)
        except Exception:  # the thread's edge: a bug in one job must not end the others
            logger.exception("#%d left with an error", job_id)
        finally:
            slot.refused = not slot.control.claimed.is_set()
            with self._lock, suppress(KeyError):
                if slot.control.hands_back and slot.control.unsaved.is_set():
                    self._unwritten[job_id] = True
                del self._running[job_id]
            slot.control.claimed.set()
            if claimed:
                self._wake.set()  # its shop is free for the next
