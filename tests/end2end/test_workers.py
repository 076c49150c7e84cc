"""Workers as programs of their own: each job once, whoever is killed, stopped or told to end."""

import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from ppm_desktop.domain.job import JobSnapshot, JobState, JobType
from ppm_desktop.domain.listing import EventKind, ShopSummary
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobMode, JobRequest
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.tables import (
    JobEventRow,
    JobItemRow,
    JobRow,
    JobRunRow,
    ProductRow,
    ProductShopDataRow,
    ShopLaneRow,
)
from ppm_desktop.practice.faults import FaultKind
from ppm_desktop.practice.server import PracticeShop
from tests.fakes.editing import add_products
from tests.fakes.workers import (
    RESTLESS,
    Program,
    Team,
    assert_counters_equal_ledgers,
    assert_nothing_twice,
    events,
    exports,
    kill_at_random,
    open_shops,
    open_team,
    runner_ids,
    slower,
)

pytestmark = [
    pytest.mark.end2end,
    pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to one process of another only elsewhere"),
]
UP_WITHIN_S = 20.0


@contextmanager
def a_company(
    database_url: str,
    folder: Path,
    shops: int,
    products: int,
    shared: SharedSettings = RESTLESS,
    latency_ms: float = 0.0,
) -> Iterator[tuple[Team, list[PracticeShop], list[ShopSummary]]]:
    """Shops with the team that serves them; nobody works yet."""
    with open_shops(shops, products, latency_ms) as practice, open_team(database_url, folder, shared) as team:
        added = [team.office.add_shop(shop, f"Sklep {number}") for number, shop in enumerate(practice, start=1)]
        yield team, practice, added


def hired(team: Team, count: int, *options: str) -> None:
    """Start workers and wait until all of them look for jobs."""
    for _ in range(count):
        team.hire(*options)
    team.wait_until(
        lambda: all("looking for jobs" in one.log() for one in team.programs), UP_WITHIN_S, "workers do not start"
    )


def each_job_runs_once(database_url: str, folder: Path, shops: int, jobs_each: int, products: int) -> None:
    workers = 2 if database_url.startswith("sqlite") else 4
    with a_company(database_url, folder, shops, products) as (team, _, added):
        hired(team, workers, "--concurrency", "3")
        jobs = [job for _ in range(jobs_each) for job in team.leave(JobRequest(), added)]
        crowded: list[int] = []

        def done() -> bool:
            crowded.extend(shop for shop, number in team.busy_shops().items() if number > 1)
            return not team.active()

        team.wait_until(done, 120, "jobs are left")
        assert not crowded
        assert_counters_equal_ledgers(team, jobs, products)
        assert events(team, EventKind.STARTED) == {job.id: 1 for job in jobs}
        assert not events(team, EventKind.TAKEN_OVER)
        assert len(runner_ids(team)) > 1
        assert_one_after_another(team, jobs)


def assert_one_after_another(team: Team, jobs: list[JobSnapshot]) -> None:
    """Of two jobs of one shop the second has not begun before the first had ended."""
    lines = (EventKind.STARTED.value, EventKind.FINISHED.value)
    with team.office.parts.database.read() as connection:
        told = connection.execute(
            select(JobRow.shop_id, JobEventRow.job_id, JobEventRow.kind)
            .join(JobEventRow, JobEventRow.job_id == JobRow.id)
            .where(JobEventRow.kind.in_(lines))
            .order_by(JobEventRow.at, JobEventRow.id)
        ).all()
    for shop in {job.shop_id for job in jobs}:
        of_shop = [(row.job_id, row.kind) for row in told if row.shop_id == shop]
        pairs = list(zip(of_shop[::2], of_shop[1::2], strict=True))
        assert all(first[0] == second[0] and first[1] == lines[0] for first, second in pairs), of_shop


def test_workers_run_each_job_once_and_never_two_of_one_shop(database_url: str, tmp_path: Path) -> None:
    each_job_runs_once(database_url, tmp_path, shops=5, jobs_each=4, products=25)


@pytest.mark.soak
@pytest.mark.mariadb
def test_four_workers_run_forty_jobs_on_ten_shops(database_url: str, tmp_path: Path) -> None:
    each_job_runs_once(database_url, tmp_path, shops=10, jobs_each=4, products=250)


def nothing_is_lost(
    database_url: str, folder: Path, *, shops: int, jobs_each: int, products: int, lease_s: float, every_s: float
) -> None:
    shared = slower(RESTLESS, lease_s)
    with a_company(database_url, folder, shops, 10, shared, latency_ms=150) as (team, practice, added):
        jobs = exports(team, added, jobs_each, products)
        hired(team, 3, "--concurrency", "2")
        killed = kill_at_random(team, 5, every_s, lambda: team.hire("--concurrency", "2"), 900)
        print(f"{killed} workers killed, jobs taken over: {sum(events(team, EventKind.TAKEN_OVER).values())}")
        assert events(team, EventKind.TAKEN_OVER), "nobody was killed at work"
        assert_counters_equal_ledgers(team, jobs, products)
        for shop in practice:
            assert_nothing_twice(shop)
            assert len(shop.catalogue.product_ids()) == 10 + jobs_each * products


def test_killed_workers_lose_no_product_and_create_none_twice(database_url: str, tmp_path: Path) -> None:
    nothing_is_lost(database_url, tmp_path, shops=3, jobs_each=2, products=60, lease_s=2.0, every_s=1.5)


@pytest.mark.soak
@pytest.mark.mariadb
@pytest.mark.timeout(1200)
def test_thirty_jobs_of_five_hundred_products_survive_a_kill_every_three_seconds(
    database_url: str, tmp_path: Path
) -> None:
    nothing_is_lost(database_url, tmp_path, shops=10, jobs_each=3, products=500, lease_s=4.0, every_s=3.0)


def state_of(team: Team) -> list[list[tuple[object, ...]]]:
    """Every row that a job may change."""
    tables = (JobRow, JobRunRow, JobItemRow, JobEventRow, ShopLaneRow, ProductRow, ProductShopDataRow)
    with team.office.parts.database.read() as connection:
        return [sorted(map(tuple, connection.execute(select(table.__table__)).all()), key=repr) for table in tables]


def put_to_sleep(team: Team, sleeper: Program) -> None:
    """Stop a program between two transactions: one that is open holds its locks until the server ends it."""
    for _ in range(12):
        sleeper.send(signal.SIGSTOP)
        if not writes_now(team.office.parts.database):
            return
        sleeper.send(signal.SIGCONT)
        threading.Event().wait(0.02)
    pytest.fail("it is always in the middle of a transaction")


def writes_now(database: Database) -> bool:
    """Whether a transaction that writes is open."""
    if database.is_embedded:
        with closing(sqlite3.connect(str(database.engine.url.database), timeout=0.1, isolation_level=None)) as probe:
            try:
                probe.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            return False
    threading.Event().wait(0.15)  # the server takes a new look at its transactions when nobody asked for 0.1 s
    wanted = text("SELECT count(*) FROM information_schema.innodb_trx WHERE trx_rows_locked + trx_rows_modified > 0")
    with database.read() as connection:
        return bool(connection.scalar(wanted))


@pytest.mark.parametrize("kind", [JobType.IMPORT, JobType.EXPORT])
def test_a_runner_that_slept_through_its_lease_asks_and_writes_nothing_any_more(
    database_url: str, tmp_path: Path, kind: JobType
) -> None:
    shared = replace(RESTLESS, lease_s=1.5, heartbeat_s=0.3)
    with a_company(database_url, tmp_path, 1, 400, shared, latency_ms=100) as (team, (shop,), (added,)):
        ids = tuple(add_products(team.office.parts.database, [f"NEW-{number}" for number in range(400)]))
        request = JobRequest()
        if kind is JobType.EXPORT:
            request = JobRequest(type=kind, mode=JobMode.INDIVIDUAL, product_ids=ids, changed_only=False, confirmed=400)
        hired(team, 1)
        (sleeper,) = team.programs
        (job,) = team.leave(request, [added])
        team.wait_until(lambda: team.job(job.id).processed > 0, 20, "nothing is done")
        # A list of products: a product that is only created after the lease has ended would be there twice.
        shop.faults.clear()
        shop.faults.arm(FaultKind.TIMEOUT, times=1, page=1, seconds=3.0)
        team.wait_until(lambda: bool(shop.faults.struck), 20, "the shop holds no answer")
        put_to_sleep(team, sleeper)
        team.hire()
        team.wait_until(lambda: not team.job(job.id).active, 30, "nobody takes over")
        ended = team.job(job.id)
        assert (ended.state, ended.processed) == (JobState.COMPLETED, ended.total)
        assert events(team, EventKind.TAKEN_OVER)[job.id] == 1
        asked, stored = len(shop.requests), state_of(team)

        sleeper.send(signal.SIGCONT)
        team.wait_until(lambda: "stopped without writing" in sleeper.log(), 20, "the sleeper goes on")
        assert sleeper.end(5.0) == 0
        assert len(shop.requests) == asked
        assert state_of(team) == stored
        assert_nothing_twice(shop)


def test_a_worker_whose_database_becomes_newer_hands_its_job_back_and_says_so(
    database_url: str, tmp_path: Path
) -> None:
    with a_company(database_url, tmp_path, 2, 400) as (team, (shop, _), (first, second)):
        shop.faults.arm(FaultKind.SLOW, seconds=0.3)
        hired(team, 1)
        (worker,) = team.programs
        (begun,) = team.leave(JobRequest(), [first])
        team.wait_until(lambda: team.job(begun.id).processed > 0, 20, "nothing is done")
        with team.office.parts.database.begin() as connection:
            connection.execute(text("UPDATE ppm_alembic_version SET version_num = '9999'"))
        (later,) = team.leave(JobRequest(), [second])
        assert worker.ended(10.0) == 3, worker.log()
        assert "The database is newer than this program." in worker.log()
        assert team.job(later.id).state is JobState.PENDING
        assert team.job(begun.id).handed_back


def test_a_worker_told_to_end_hands_its_job_back_and_another_goes_on_at_once(database_url: str, tmp_path: Path) -> None:
    shared = replace(RESTLESS, lease_s=60.0, heartbeat_s=5.0)
    with a_company(database_url, tmp_path, 1, 400, shared) as (team, (shop,), (added,)):
        shop.faults.arm(FaultKind.SLOW, seconds=0.3)
        hired(team, 1)
        (first,) = team.programs
        (job,) = team.leave(JobRequest(), [added])
        team.wait_until(lambda: team.job(job.id).processed > 0, 20, "nothing is done")
        began = time.monotonic()
        assert first.end(5.0) == 0, first.log()
        assert time.monotonic() - began < 3.0
        handed_back = team.job(job.id)
        assert handed_back.state is JobState.PROCESSING
        assert handed_back.may_be_taken_over
        shop.faults.clear()
        team.hire()
        team.wait_until(lambda: not team.active(), 30, "nobody goes on")
        assert_counters_equal_ledgers(team, [job], 400)


def test_a_write_that_is_not_answered_in_time_is_not_handed_back_and_is_done_once(
    database_url: str, tmp_path: Path
) -> None:
    shared = replace(RESTLESS, lease_s=7.0, heartbeat_s=1.0, shop_timeout_s=6.0)
    with a_company(database_url, tmp_path, 1, 10, shared, latency_ms=100) as (team, (shop,), (added,)):
        (job,) = exports(team, [added], 1, 200)
        hired(team, 1)
        (first,) = team.programs
        team.wait_until(lambda: team.job(job.id).processed > 0, 20, "nothing is done")
        shop.faults.arm(FaultKind.TIMEOUT, times=6, seconds=4.0)
        team.wait_until(lambda: bool(shop.faults.struck), 20, "the shop holds no answer")
        began = time.monotonic()
        assert first.end(5.0) == 3, first.log()
        assert time.monotonic() - began < 3.5
        shop.faults.clear()
        assert not team.job(job.id).may_be_taken_over
        team.hire()
        team.wait_until(lambda: not team.active(), 60, "nobody goes on")
        assert_counters_equal_ledgers(team, [job], 200)
        assert_nothing_twice(shop)
        assert len(shop.catalogue.product_ids()) == 210
