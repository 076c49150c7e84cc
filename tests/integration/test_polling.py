"""Several desktops poll while jobs are written to: nothing is missed, and it costs little."""

import random
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, insert, select, update

from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.tables import JobRow, JobRunRow, TombstoneRow
from tests.bench import polling
from tests.bench.desktops import Design, Load, run_load
from tests.fakes.many_jobs import Crowd, add_crowd
from tests.fakes.mariadb import MariaDbServer

JOBS, DESKTOPS, WRITES = 6, 4, 120
GIVE_UP_S = 30.0
FAST_MS, LITTLE_CORES = 100.0, 0.5
ON_MARIADB = [pytest.param("mariadb", marks=pytest.mark.mariadb)]


class Desktop:
    """What one desktop waits to hear: products done of each job, and that a job is gone."""

    def __init__(self, url: str, wanted: dict[int, int], gone: int) -> None:
        self._database = Database(url)
        self._jobs = JobRepository(self._database, Computer("biuro-2", "ewa"), SharedSettings())
        self._wanted, self._gone = wanted, gone
        self._mark = self._jobs.delta(None, 500).mark

    def listen(self, limit: int) -> bool:
        """Poll until everything has arrived; False when that takes too long."""
        done: dict[int, int] = {}
        removed: set[int] = set()
        pause, gives_up_at = threading.Event(), time.monotonic() + GIVE_UP_S
        while (missing := self._gone not in removed or done != self._wanted) and time.monotonic() < gives_up_at:
            delta = self._jobs.delta(self._mark, limit)
            self._mark = delta.mark
            done |= {job.id: job.processed for job in delta.rows if job.id in self._wanted}
            removed.update(delta.removed)
            pause.wait(0.02)
        self._database.dispose()
        return not missing


def test_desktops_hear_of_every_change_however_it_is_written(database_url: str, database: Database) -> None:
    """Also by pages so small that most of the answers are cut off."""
    add_crowd(database, Crowd(ended=300, active=JOBS + 1))
    chance = random.Random(7)
    with database.read() as connection:
        *ids, gone = connection.scalars(select(JobRow.id).order_by(JobRow.id.desc()).limit(JOBS + 1)).all()
    turns = [chance.choice(ids) for _ in range(WRITES)]
    wanted = {job_id: 1000 + turns.count(job_id) for job_id in ids}
    desktops = [Desktop(database_url, wanted, gone) for _ in range(DESKTOPS)]
    with ThreadPoolExecutor(DESKTOPS) as threads:
        heard = [threads.submit(desktop.listen, 3 + 40 * place) for place, desktop in enumerate(desktops)]
        with database.begin() as connection:
            connection.execute(update(JobRow).where(JobRow.id.in_(ids)).values(processed_items=1000))
        for job_id in turns:
            with database.begin() as connection:
                connection.execute(update(JobRunRow).where(JobRunRow.job_id == job_id).values(current_sku="A-1"))
                connection.execute(
                    update(JobRow).where(JobRow.id == job_id).values(processed_items=JobRow.processed_items + 1)
                )
        with database.begin() as connection:
            connection.execute(insert(TombstoneRow).values(job_id=gone))
            connection.execute(delete(JobRow).where(JobRow.id == gone))
        assert [one.result() for one in heard] == [True] * DESKTOPS


@pytest.mark.parametrize("database_url", ON_MARIADB, indirect=True)
def test_a_few_desktops_cost_the_server_little(
    database_url: str, database: Database, mariadb_server: MariaDbServer
) -> None:
    add_crowd(database, Crowd(ended=2_000, active=5))
    outcome = run_load(Load(database_url, Design.DELTA, 8, 5, 3.0), mariadb_server.pid)
    assert len(outcome.polls_ms) >= 8
    assert statistics.median(outcome.polls_ms) < FAST_MS
    assert outcome.cpu < LITTLE_CORES


@pytest.mark.soak
@pytest.mark.mariadb
@pytest.mark.timeout(1800)
def test_two_hundred_desktops_and_a_million_jobs(mariadb_server: MariaDbServer) -> None:
    """On a server of its own; here the fixture only says whether there is one at all."""
    assert polling.run()
