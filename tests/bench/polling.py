"""What many desktops cost one database, and what lists of jobs cost after a million of them."""

import os
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import event, text

from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.listing import JobFilter, JobOrder, JobPage
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.gui.feed import PAGE_ROWS
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.migrate import upgrade
from ppm_desktop.persistence.overviews import ROWS_PER_S
from ppm_desktop.services.jobs import DELTA_LIMIT
from tests.bench.desktops import Design, Load, run_load
from tests.fakes.many_jobs import Crowd, add_crowd
from tests.fakes.mariadb import MariaDbServer

SERVER = ("--max-connections=400", "--innodb-buffer-pool-size=1G", "--innodb-log-file-size=512M")
PATIENT_S = 600.0
DESKTOPS = 200
CONCURRENT = (0, 5, 10, 20)
SHORT = 0.25
"""Share of the time that loads take which are only compared."""
ROUNDS = 60
BOUND_MS = 5.0
HISTORY = Crowd(ended=20_000, active=20)
YEARS = (Crowd(ended=1_000_000, active=200), Crowd(ended=1_000_000, active=200, stuck=5_000))


def run(seconds: float = 60.0, desktops: int = DESKTOPS, years: Sequence[Crowd] = YEARS) -> bool:
    """Print every figure beside its bound; whether all hold."""
    server = MariaDbServer(*SERVER)
    try:
        server.start()
        verdicts = [_fleet(server, seconds, desktops)]
        for crowd in years:
            verdicts += _lists(server, crowd)
    finally:
        server.remove()
    return all(verdicts)


def _fleet(server: MariaDbServer, seconds: float, desktops: int) -> bool:
    url, database = _filled(server, HISTORY)
    database.dispose()
    print(f"{desktops} desktops, one MariaDB, {HISTORY.ended} ended jobs")
    print(f"other work here, in processes that want one of {os.cpu_count()} cores: {os.getloadavg()[0]:.1f}")
    print("active  design       polls   median ms    p95 ms   server cores   ms a poll: desktop's   server's processor")
    median_ms = 0.0
    for active in CONCURRENT:
        idle = run_load(Load(url, Design.DELTA, 0, active, seconds * SHORT), server.pid).cpu
        for design in Design:
            full = active == max(CONCURRENT) and design is Design.DELTA
            load = Load(url, design, desktops, active, seconds if full else seconds * SHORT)
            outcome = run_load(load, server.pid)
            polls = outcome.polls_ms
            cost_ms = (outcome.cpu - idle) * load.seconds * 1000 / len(polls)
            median = statistics.median(polls)
            median_ms = median if full else median_ms
            print(
                f"{active:6}  {design:10} {len(polls):7} {median:11.2f} {_p95(polls):9.2f}"
                f" {outcome.cpu:14.3f} {statistics.median(outcome.own_ms):22.2f} {cost_ms:10.2f}"
                f"   (jobs alone: {idle:.3f} cores)"
            )
    return _verdict(f"median poll, {max(CONCURRENT)} jobs", median_ms)


def _lists(server: MariaDbServer, crowd: Crowd) -> list[bool]:
    """The questions of a window that is opened, and of one that is open, over a long history."""
    _, database = _filled(server, crowd)
    jobs = JobRepository(database, Computer("bench", "bench"), SharedSettings())
    print(f"\n{crowd.ended} ended jobs, {crowd.active} active, {crowd.stuck} active for {crowd.days} days")
    midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    began = time.perf_counter()
    jobs.overview(JobFilter(), midnight)
    counted_ms = (time.perf_counter() - began) * 1000
    print(f"      the first count of all, once in {crowd.ended / ROWS_PER_S:.0f} s: {counted_ms:.1f} ms")
    mark = jobs.delta(None, DELTA_LIMIT).mark
    with database.begin() as connection:
        connection.execute(
            text(
                "UPDATE job_progress SET processed_items = processed_items + 1"
                " WHERE status = 'processing' ORDER BY id DESC LIMIT 20"
            )
        )

    def hot() -> JobPage:
        jobs.overview(JobFilter(), midnight)
        return jobs.page(JobFilter(), None, PAGE_ROWS)

    measured = {
        "hot path, page and figures": hot,
        "delta, 20 jobs changed": lambda: jobs.delta(mark, DELTA_LIMIT),
    }
    _median_ms(lambda: _select_one(database))
    verdicts = []
    for name, ask in measured.items():
        one, took = _median_ms(lambda: _select_one(database)), _median_ms(ask)
        _explain(database, ask)
        verdicts.append(_verdict(f"{name} (SELECT 1: {one:.2f} ms)", took))
    for order in JobOrder:
        key = _first_ended(jobs, JobFilter(order=order))
        took = _median_ms(partial(jobs.page, JobFilter(order=order), key.next, PAGE_ROWS))
        print(f"      a page of ended jobs, {order}: {took:.2f} ms")
    database.dispose()
    return verdicts


def _filled(server: MariaDbServer, crowd: Crowd) -> tuple[str, Database]:
    url = server.url(server.empty_database())
    database = Database(url, timeout_s=PATIENT_S)
    upgrade(database)
    add_crowd(database, crowd)
    return url, database


def _first_ended(jobs: JobRepository, wanted: JobFilter) -> JobPage:
    """The page with which the active jobs are through."""
    page = jobs.page(wanted, None, DELTA_LIMIT)
    while page.next is not None and page.next.state is not None:
        page = jobs.page(wanted, page.next, DELTA_LIMIT)
    return page


def _select_one(database: Database) -> None:
    with database.read() as connection:
        connection.execute(text("SELECT 1")).scalar_one()


@dataclass(frozen=True, slots=True)
class _Statement:
    sql: str
    parameters: Mapping[str, object]


def _explain(database: Database, ask: Callable[[], object]) -> None:
    """Print the plan of everything that ``ask`` asks, and how many entries the server touched for it."""
    with _statements(database) as asked:
        ask()
    for statement in asked:
        with database.read() as connection:
            plan = connection.exec_driver_sql(f"EXPLAIN {statement.sql}", statement.parameters).mappings().all()
            connection.execute(text("FLUSH STATUS"))
            connection.exec_driver_sql(statement.sql, statement.parameters).all()
            shown = connection.execute(text("SHOW SESSION STATUS LIKE 'Handler_read%'")).all()
        print(f"      reads {sum(int(number) for _, number in shown):5}  {' '.join(statement.sql.split())[-60:]}")
        for line in plan:
            if line["table"] and not str(line["table"]).startswith("<"):
                print(
                    f"            {line['table']:15} {line['type']:8} {line['key']}  ~{line['rows']}  {line['Extra']}"
                )


@contextmanager
def _statements(database: Database) -> Iterator[list[_Statement]]:
    asked: list[_Statement] = []

    def note(_connection: object, _cursor: object, sql: str, parameters: Mapping[str, object], *_: object) -> None:
        asked.append(_Statement(sql, parameters))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def _median_ms(ask: Callable[[], object]) -> float:
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        ask()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def _verdict(name: str, figure_ms: float) -> bool:
    holds = figure_ms < BOUND_MS
    print(f"{'ok  ' if holds else 'FAIL'}  {name}: {figure_ms:.2f} ms (must be < {BOUND_MS:.0f})")
    return holds
