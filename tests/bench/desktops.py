"""Simulated desktops that poll one database, from processes of their own, and jobs that are written to meanwhile."""

import multiprocessing
import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import text

from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.gui.poll_pace import PollPace
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.services.jobs import DELTA_LIMIT

PROCESSES = 4
READY_WITHIN_S = 15.0
TICKS_PER_S = 100.0
NEWEST_ACTIVE = "SELECT * FROM job_progress WHERE status IN ('pending', 'processing') ORDER BY created_at DESC LIMIT 20"
"""What a design without deltas asks."""
NEWEST_EVERY_S = 3.0
WRITES = (
    "UPDATE ppm_job_runs SET heartbeat_at = NOW(3), updated_at = NOW(3), updated_items = updated_items + 5"
    " WHERE job_id = :id",
    "UPDATE job_progress SET processed_items = processed_items + 5 WHERE id = :id",
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
        cpu: Of the server, in cores.
    """

    polls_ms: list[float]
    cpu: float


def run_load(load: Load, server_pid: int) -> Outcome:
    """Let ``load`` run; blocks for its seconds and some to get ready."""
    begin_at = time.time() + READY_WITHIN_S
    shares = [load.desktops // PROCESSES] * (PROCESSES if load.desktops else 0)
    context = multiprocessing.get_context("spawn")
    with _written_jobs(load), ProcessPoolExecutor(max(1, len(shares)), mp_context=context) as processes:
        asked = [processes.submit(_poll_all, load, share, begin_at) for share in shares]
        _wait_until(begin_at)
        before = _cpu_s(server_pid)
        _wait_until(begin_at + load.seconds)
        cpu = (_cpu_s(server_pid) - before) / load.seconds
        return Outcome([took for answer in asked for took in answer.result()], cpu)


def _poll_all(load: Load, desktops: int, begin_at: float) -> list[float]:
    """Runs in a process of its own, each desktop in a thread with a connection of its own."""
    with ThreadPoolExecutor(desktops) as threads:
        return [took for mine in threads.map(lambda _: _poll(load, begin_at), range(desktops)) for took in mine]


def _poll(load: Load, begin_at: float) -> list[float]:
    took_ms: list[float] = []
    database = Database(load.url)
    jobs = JobRepository(database, Computer("bench", "bench"), SharedSettings())
    pace = PollPace(SharedSettings(), random.random)
    pace.active = load.active
    pause_s = pace.interval_s() if load.design is Design.DELTA else NEWEST_EVERY_S
    mark = jobs.delta(jobs.delta(None, DELTA_LIMIT).mark, DELTA_LIMIT).mark  # statements are compiled once
    if time.time() > begin_at:
        raise RuntimeError("this machine is too slow to get so many desktops ready")
    _wait_until(begin_at + random.random() * pause_s)
    while time.time() < begin_at + load.seconds:
        began = time.perf_counter()
        if load.design is Design.DELTA:
            mark = jobs.delta(mark, DELTA_LIMIT).mark
        else:
            with database.read() as connection:
                connection.execute(text(NEWEST_ACTIVE)).all()
        took_ms.append((time.perf_counter() - began) * 1000)
        threading.Event().wait(pace.spread_ms(pause_s) / 1000)
    database.dispose()
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
                    connection.execute(text(statement), {"id": job_id})
            if stop.wait(1.0 / len(job_ids)):
                return


def _cpu_s(pid: int) -> float:
    """Seconds of processor time that a process has used, by Linux's books."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_S


def _wait_until(moment: float) -> None:
    threading.Event().wait(max(0.0, moment - time.time()))
