"""Simulated desktops that poll one database, from processes of their own, and jobs that are written to meanwhile."""

import multiprocessing
import random
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import text

from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.gui.poll_pace import PollPace
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.services.jobs import DELTA_LIMIT

PROCESSES = 4
SWITCH_S = 0.0005
"""Desktops are computers of their own: none waits long for another's Python."""
TICKS_PER_S = 100.0
NEWEST_ACTIVE = text(
    "SELECT * FROM job_progress WHERE status IN ('pending', 'processing') ORDER BY created_at DESC LIMIT 20"
)
"""What a design without deltas asks."""
NEWEST_EVERY_S = 3.0
WRITES = (
    text(
        "UPDATE ppm_job_runs SET heartbeat_at = NOW(3), updated_at = NOW(3), updated_items = updated_items + 5"
        " WHERE job_id = :id"
    ),
    text("UPDATE job_progress SET processed_items = processed_items + 5 WHERE id = :id"),
)
"""What a runner writes of one job."""


class Design(StrEnum):
    """How a desktop learns what is new."""

    DELTA = "delta"
    NEWEST = "20 newest"


@dataclass(frozen=True, slots=True)
class Load:
    """Who polls what.

    Attributes:
        active: Jobs that are active and written to once a second.
    """

    url: str
    design: Design
    desktops: int
    active: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a load.

    Attributes:
        polls_ms: How long each poll took the one who asked.
        own_ms: How long the desktop's processor was busy with each: the same on a machine that does more besides.
        cpu: Of the server, in cores.
    """

    polls_ms: list[float]
    own_ms: list[float]
    cpu: float


def run_load(load: Load, server_pid: int) -> Outcome:
    """Let ``load`` run; blocks for its seconds and as long as it takes to get ready."""
    with _written_jobs(load), _processes(load) as lines:
        for line in lines:
            line.recv()
        before = _cpu_s(server_pid)
        for line in lines:
            line.send("begin")
        threading.Event().wait(load.seconds)
        cpu = (_cpu_s(server_pid) - before) / load.seconds
        polls = [poll for line in lines for poll in line.recv()]
        return Outcome([took for took, _ in polls], [own for _, own in polls], cpu)


@contextmanager
def _processes(load: Load) -> Iterator[list[Connection]]:
    """Processes with a share of the desktops each: they say when they are ready, wait to begin, and tell."""
    context = multiprocessing.get_context("spawn")
    shares = [load.desktops // PROCESSES] * (PROCESSES if load.desktops else 0)
    lines = [context.Pipe() for _ in shares]
    processes = [
        context.Process(target=_poll_all, args=(load, share, theirs), daemon=True)
        for share, (_, theirs) in zip(shares, lines, strict=True)
    ]
    for process in processes:
        process.start()
    for _, theirs in lines:
        theirs.close()  # so that a process that breaks off ends the line
    yield [ours for ours, _ in lines]
    for process in processes:
        process.join()


def _poll_all(load: Load, share: int, line: Connection) -> None:
    """Runs in a process of its own, each desktop in a thread with a connection of its own."""
    sys.setswitchinterval(SWITCH_S)
    with ThreadPoolExecutor(share) as threads:
        desktops = list(threads.map(lambda _: _Desktop(load), range(share)))
        line.send("ready")
        line.recv()
        line.send([took for mine in threads.map(_Desktop.poll, desktops) for took in mine])


class _Desktop:
    def __init__(self, load: Load) -> None:
        self._load = load
        self._database = Database(load.url)
        self._jobs = JobRepository(self._database, Computer("bench", "bench"), SharedSettings())
        self._pace = PollPace(SharedSettings(), random.random)
        self._pace.active = load.active
        mark = self._jobs.delta(None, DELTA_LIMIT).mark
        self._mark = self._jobs.delta(mark, DELTA_LIMIT).mark  # now its statement is compiled

    def poll(self) -> list[tuple[float, float]]:
        """Poll from a moment within the first pause on; milliseconds that each poll took, and of the processor's."""
        delta = self._load.design is Design.DELTA
        pause_s = self._pace.interval_s() if delta else NEWEST_EVERY_S
        ends_at = time.monotonic() + self._load.seconds
        threading.Event().wait(random.random() * pause_s)
        took_ms = []
        while time.monotonic() < ends_at:
            began, began_own = time.perf_counter(), time.thread_time()
            if delta:
                self._mark = self._jobs.delta(self._mark, DELTA_LIMIT).mark
            else:
                with self._database.read() as connection:
                    connection.execute(NEWEST_ACTIVE).all()
            took_ms.append(((time.perf_counter() - began) * 1000, (time.thread_time() - began_own) * 1000))
            threading.Event().wait(self._pace.spread_ms(pause_s) / 1000)
        self._database.dispose()
        return took_ms


@contextmanager
def _written_jobs(load: Load) -> Iterator[None]:
    """The newest ``load.active`` jobs are active and move on; all others have ended."""
    database = Database(load.url)
    with database.begin() as connection:
        newest = connection.scalars(text(f"SELECT id FROM job_progress ORDER BY id DESC LIMIT {load.active}")).all()
        connection.execute(
            text("UPDATE job_progress SET status = 'completed' WHERE status IN ('pending', 'processing')")
        )
        for job_id in newest:
            connection.execute(
                text("UPDATE job_progress SET status = 'processing', processed_items = 0 WHERE id = :id"),
                {"id": job_id},
            )
    stop = threading.Event()
    writer = threading.Thread(target=_write, args=(database, list(newest), stop))
    writer.start()
    try:
        yield
    finally:
        stop.set()
        writer.join()
        database.dispose()


def _write(database: Database, job_ids: list[int], stop: threading.Event) -> None:
    """What runners write: each job once a second, spread over it."""
    while job_ids:
        for job_id in job_ids:
            with database.begin() as connection:
                for statement in WRITES:
                    connection.execute(statement, {"id": job_id})
            if stop.wait(1.0 / len(job_ids)):
                return


def _cpu_s(pid: int) -> float:
    """Seconds of processor time that a process has used, by Linux's books."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_S
