"""The Celery application: where a few workers are not enough, a broker brings the numbers of jobs to many.

``celery -A ppm_desktop.fleet worker``. A message holds the number of a job and nothing else, and who has its lease runs
it: a message that comes twice, late or never does no harm. It is acknowledged as soon as the lease is held, for a
broker loses patience with what takes hours. What nobody has taken is brought again.
"""

import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import NoReturn

from celery import Celery
from celery.exceptions import Reject
from celery.signals import celeryd_after_setup, setup_logging, worker_shutdown, worker_shutting_down

from ppm_desktop import logs
from ppm_desktop.assembly import Assembly, start_logs
from ppm_desktop.domain.causes import explain
from ppm_desktop.domain.errors import DatabaseError, PpmError
from ppm_desktop.domain.roles import Right
from ppm_desktop.jobs.clock import Clock
from ppm_desktop.jobs.worker import Worker
from ppm_desktop.persistence.elections import Elections
from ppm_desktop.settings import Settings

logger = logging.getLogger(__name__)

HAND_BACK_S = 2.8
FREE_WITHIN_S = 20.0
"""How long a message waits for a free hand before it is dropped: the job is still in the table and brought again."""
BROUGHT_AGAIN_S = 30.0
DUTY = "fleet"
DUTY_S = 10.0
"""After what time another member brings jobs in the place of one that has died while it did."""
STOPPED = 3

app = Celery("ppm_desktop", broker=Settings.load().broker)
app.conf.update(
    accept_content=["json"],
    broker_connection_retry_on_startup=True,
    task_acks_late=True,
    task_default_queue="ppm-desktop",
    task_ignore_result=True,
    task_reject_on_worker_lost=True,
    task_serializer="json",
    worker_pool="threads",  # runs on Windows too, and a job's heartbeat lives beside it
    worker_prefetch_multiplier=1,
)


class Member:
    """One program of the fleet: runs the jobs that it is brought, and brings jobs to all."""

    def __init__(self, send: Callable[[int, float], None]) -> None:
        """``send`` puts the number of a job into the broker, to be dropped after so many seconds."""
        self._send = send
        self._stop = threading.Event()
        self._sent: dict[int, float] = {}
        self._assembly: Assembly | None = None
        self._worker: Worker | None = None
        self._clock: Clock | None = None
        self._handed_back = True

    def open(self, concurrency: int) -> None:
        """Connect, and begin to bring jobs."""
        settings = Settings.load()
        start_logs(settings)
        logs.echo(sys.stderr)
        self._assembly = assembly = Assembly(settings)
        assembly.rights.require(Right.RUN)
        self._worker = worker = assembly.worker(concurrency=concurrency)
        self._clock = assembly.clock_of(worker)
        assembly.push.listen(lambda news: worker.wake() if news.takeable else None)
        self._clock.start()
        elections = Elections(assembly.database, assembly.computer, DUTY_S)
        bring = threading.Thread(target=self._bring_again_and_again, args=(worker, elections), name="fleet")
        bring.daemon = True
        bring.start()

    def take(self, job_id: int) -> bool:
        """Claim the job and let it run; False when it is somebody else's, or no hand comes free.

        Raises:
            Reject: this member is not open, or its program is too old; the broker gives the message to another one.
        """
        worker = self._worker
        if worker is None or worker.outdated is not None:
            raise Reject("this member takes nothing", requeue=True)
        give_up_at = time.monotonic() + FREE_WITHIN_S
        while worker.is_full() and time.monotonic() < give_up_at:
            if self._stop.wait(0.1):
                return False
        taken = worker.take(job_id)
        if worker.outdated is not None:
            raise Reject("this member takes nothing any more", requeue=True)
        return taken

    def hand_back(self) -> None:
        """Take nothing any more, and let others go on with what runs here."""
        if self._worker is None or self._stop.is_set():
            return
        self._stop.set()
        self._worker.wake()
        if self._clock is not None:
            self._clock.shutdown(0.0)
        self._handed_back = self._worker.shutdown(HAND_BACK_S)

    def close(self) -> None:
        """End; what still waits for its shop is not waited for."""
        self.hand_back()
        if not self._handed_back:
            logging.shutdown()
            os._exit(STOPPED)
        if self._assembly is not None:
            self._assembly.close()

    def _bring_again_and_again(self, worker: Worker, elections: Elections) -> None:
        assert self._assembly is not None
        shared = self._assembly.shared
        again_s = min(BROUGHT_AGAIN_S, shared.lease_s)
        while not self._stop.is_set():
            woken = worker.wait(shared.poll_s)
            if worker.outdated is not None:
                self.hand_back()
                _end(_sentence(worker.outdated))
            try:
                # A job that ended here has freed its shop: the next one is brought without asking who is on duty.
                office = None if woken else elections.win(DUTY, shared.poll_s / 2)
                if woken or office is not None:
                    self._bring(worker, again_s)
                if office is not None:
                    elections.lay_down(office, done=True)
            except DatabaseError as error:
                logger.warning("no jobs are brought: %s", error.detail or error.cause)
            except Exception:  # the thread's edge: a broker that is away must not end it
                logger.exception("no jobs are brought")

    def _bring(self, worker: Worker, again_s: float) -> None:
        """Send what can be taken now, unless it was sent a moment ago."""
        now = time.monotonic()
        self._sent = {job_id: at for job_id, at in self._sent.items() if now - at < again_s}
        for job in worker.takeable():
            if job.job_id not in self._sent:
                self._send(job.job_id, again_s)
                self._sent[job.job_id] = now
                logger.info("brought: #%d", job.job_id)


@app.task(name="ppm_desktop.run_job")  # type: ignore[untyped-decorator]  # the library has no types
def run_job(job_id: int) -> bool:
    """Run the job unless somebody else does; done, and acknowledged, as soon as it is claimed."""
    return member.take(job_id)


def _send(job_id: int, expires_s: float) -> None:
    run_job.apply_async((job_id,), expires=expires_s)


member = Member(_send)


def _on_set_up(instance: object, **_: object) -> None:
    # What is raised in a signal Celery logs, and goes on: such a member would take messages and run none of them.
    try:
        member.open(int(getattr(instance, "concurrency", 0) or 0))
    except PpmError as error:
        _end(_sentence(error))
    except Exception as error:  # the program's edge: whatever it was, this member cannot work
        logger.exception("this member cannot work")
        _end(f"This member cannot work: {error}")


def _sentence(error: PpmError) -> str:
    words = explain(error.cause, Settings.load().language, error.facts).sentence
    return f"{words} ({error.detail})" if error.detail else words


def _end(sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
    logging.shutdown()
    os._exit(STOPPED)


def _on_logging(**_: object) -> None:
    """Ours are the logs: Celery sets up none of its own when somebody listens here."""


def _on_shutting_down(**_: object) -> None:
    member.hand_back()


def _on_shutdown(**_: object) -> None:
    member.close()


celeryd_after_setup.connect(_on_set_up, weak=False)
setup_logging.connect(_on_logging, weak=False)
worker_shutting_down.connect(_on_shutting_down, weak=False)
worker_shutdown.connect(_on_shutdown, weak=False)
