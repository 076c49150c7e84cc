"""Does the same few duties again and again, beside everything else, and never holds the program's end up."""

import logging
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.executors.base import BaseExecutor, run_job
from apscheduler.job import Job
from apscheduler.schedulers.background import BackgroundScheduler

from ppm_desktop.domain.errors import PpmError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to be done from time to time.

    Attributes:
        work: Blocks; ends early once the event is set.
        first_after_s: How long after the start it is done first.
    """

    name: str
    every_s: float
    work: Callable[[threading.Event], object]
    first_after_s: float = 0.0


class Clock:
    """Does each duty in a thread of its own, never twice at a time; what was missed is done once.

    Which run of which schedule is due is decided in the database: any number of clocks may tick at once.
    """

    def __init__(self, duties: Sequence[Duty]) -> None:
        self._duties = duties
        self._stop = threading.Event()
        self._threads = _DaemonThreads()
        self._failing: set[str] = set()
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": self._threads},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Begin to tick."""
        now = datetime.now(UTC)
        for duty in self._duties:
            self._scheduler.add_job(
                self._do,
                "interval",
                seconds=duty.every_s,
                args=(duty,),
                id=duty.name,
                next_run_time=now + timedelta(seconds=duty.first_after_s),
            )
        self._scheduler.start()

    def shutdown(self, timeout_s: float) -> bool:
        """Tick no more; False when a duty has not ended in time: its thread dies with the program."""
        self._stop.set()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        ended = self._threads.join(timeout_s)
        if not ended:
            logger.warning("a duty goes on behind the end of the clock")
        return ended

    def _do(self, duty: Duty) -> None:
        if self._stop.is_set():
            return
        try:
            duty.work(self._stop)
        except PpmError as error:
            if duty.name not in self._failing:  # one line for an outage, not one for every look
                self._failing.add(duty.name)
                logger.warning("%s failed, and is tried again: %s", duty.name, error.detail or error.cause)
        except Exception:  # the thread's edge: a bug in one duty stops no other
            logger.exception("%s failed", duty.name)
        else:
            if duty.name in self._failing:
                self._failing.remove(duty.name)
                logger.info("%s works again", duty.name)


class _DaemonThreads(BaseExecutor):  # type: ignore[misc]  # the library has no types
    """One thread for each run. Python waits at its end for the threads of a pool, and for these it does not."""

    def __init__(self) -> None:
        super().__init__()
        self._running: set[threading.Thread] = set()

    def join(self, timeout_s: float) -> bool:
        """Wait for what runs; False when it runs on."""
        end = time.monotonic() + timeout_s
        for thread in tuple(self._running):
            thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in tuple(self._running))

    def _do_submit_job(self, job: Job, run_times: list[datetime]) -> None:
        thread = threading.Thread(target=self._run, args=(job, run_times), name=f"clock-{job.id}", daemon=True)
        self._running.add(thread)
        thread.start()

    def _run(self, job: Job, run_times: list[datetime]) -> None:
        try:
            events = run_job(job, job._jobstore_alias, run_times, self._logger.name)  # noqa: SLF001  # as its own do
        except BaseException:  # noqa: BLE001  # as the library's own executors report it
            self._run_job_error(job.id, *sys.exc_info()[1:])
        else:
            self._run_job_success(job.id, events)
        finally:
            self._running.discard(threading.current_thread())
