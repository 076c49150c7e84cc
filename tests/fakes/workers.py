"""Workers as programs of their own over one database, and what must hold of the jobs they did."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import func, select

from ppm_desktop.app_key import AppKey
from ppm_desktop.domain.job import ACTIVE_STATES, WORKERS, JobSnapshot, JobState, JobType
from ppm_desktop.domain.listing import EventKind, ShopSummary
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobMode, JobRequest
from ppm_desktop.persistence.tables import JobEventRow, JobItemRow, JobRow, JobRunRow
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from tests.fakes.editing import add_products
from tests.fakes.office import Office, open_office

RESTLESS = SharedSettings(
    import_page_size=25,
    send_page_size=25,
    shop_timeout_s=10.0,
    shop_wait_s=0.2,
    product_wait_s=0.2,
    flush_s=0.2,
    heartbeat_s=0.5,
    lease_s=2.0,
    most_interruptions=20,
    poll_s=0.5,
    poll_busy_s=0.5,
    poll_idle_s=0.5,
)
"""Leases of two seconds and small pages: what takes minutes in an office takes seconds."""


class Program:
    """A program of ours that runs until it is told to end, or killed.

    Attributes:
        started_at: By the monotonic clock.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self._log = log
        self.started_at = time.monotonic()
        with log.open("ab") as file:
            self._process = subprocess.Popen(
                command, env=dict(environment), stdout=subprocess.DEVNULL, stderr=file, start_new_session=True
            )

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def send(self, number: int) -> None:
        os.kill(self._process.pid, number)

    def kill(self) -> None:
        """End it, with what it has started, as a power failure would."""
        if self.runs:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def end(self, within_s: float) -> int:
        """End it politely; returns its exit code."""
        self.send(signal.SIGTERM)
        return self.ended(within_s)

    def ended(self, within_s: float) -> int:
        """The exit code of a program that ends by itself."""
        return self._process.wait(within_s)


class Team:
    """Programs that serve one office."""

    def __init__(self, office: Office, folder: Path, environment: Mapping[str, str]) -> None:
        self.office = office
        self._folder = folder
        self._environment = environment
        self.programs: list[Program] = []

    def hire(self, *options: str) -> Program:
        """Start one more worker."""
        return self.start("-m", "ppm_desktop", "worker", *options)

    def start(self, *arguments: str, **variables: str) -> Program:
        """Start a Python program in the office's environment."""
        log = self._folder / f"program-{len(self.programs) + 1}.log"
        program = Program([sys.executable, *arguments], {**self._environment, **variables}, log)
        self.programs.append(program)
        return program

    def leave(self, request: JobRequest, shops: Sequence[ShopSummary]) -> list[JobSnapshot]:
        """One job for each shop, for whichever worker is free."""
        rows = self.office.parts.job_rows
        return rows.create(request, [shop.id for shop in shops], len(shops) > 1, WORKERS)

    def job(self, job_id: int) -> JobSnapshot:
        found = self.office.parts.job_rows.get(job_id)
        assert found is not None
        return found

    def active(self) -> int:
        """How many jobs have not ended."""
        with self.office.parts.database.read() as connection:
            states = [state.value for state in ACTIVE_STATES]
            return int(connection.scalar(select(func.count()).where(JobRow.status.in_(states))) or 0)

    def busy_shops(self) -> Counter[int]:
        """How many jobs run at each shop at this moment."""
        with self.office.parts.database.read() as connection:
            running = select(JobRow.shop_id).where(JobRow.status == JobState.PROCESSING.value)
            return Counter(connection.scalars(running))

    def logs(self) -> str:
        return "\n".join(f"--- {number}\n{one.log()}" for number, one in enumerate(self.programs, start=1))

    def wait_until(self, true: Callable[[], bool], within_s: float, what: str) -> None:
        wait_until(true, within_s, lambda: f"{what}\n{self.logs()[-6000:]}")


@contextmanager
def open_team(database_url: str, folder: Path, shared: SharedSettings = RESTLESS) -> Iterator[Team]:
    """An office whose workers can read its keys; they are gone at the end."""
    key = folder / "app.key"
    key.write_text(AppKey.generate().export(), encoding="ascii")
    own = {
        "PPM_APP_KEY_FILE": str(key),
        "PPM_DATABASE_URL": database_url,
        "PPM_DATA_DIR": str(folder / "data"),
        "PPM_LANGUAGE": "en",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    with open_office(database_url, folder / "data", shared, app_key_file=key) as office:
        team = Team(office, folder, {**os.environ, **own})
        try:
            yield team
        finally:
            for program in team.programs:
                program.kill()


@contextmanager
def open_shops(count: int, products: int, latency_ms: float = 0.0) -> Iterator[list[PracticeShop]]:
    """Practice shops of this process; none has ever heard of another."""
    numbers = range(1, count + 1)
    shops = [PracticeShop(PracticeOptions(products=products, seed=one, latency_ms=latency_ms)) for one in numbers]
    try:
        for shop in shops:
            shop.start()
        yield shops
    finally:
        for shop in shops:
            shop.stop()


def exports(team: Team, shops: Sequence[ShopSummary], jobs_each: int, products: int) -> list[JobSnapshot]:
    """Jobs that create ``products`` products each; no product is in two jobs of one shop."""
    made: list[JobSnapshot] = []
    for number in range(jobs_each):
        skus = [f"EXP-{number}-{place:04d}" for place in range(products)]
        ids = add_products(team.office.parts.database, skus)
        request = JobRequest(
            type=JobType.EXPORT, mode=JobMode.INDIVIDUAL, product_ids=tuple(ids), changed_only=False, confirmed=products
        )
        made += team.leave(request, shops)
    return made


def kill_at_random(
    team: Team, seed: int, every_s: float, again: Callable[[], Program], within_s: float, most: int = 10_000
) -> int:
    """Kill a worker now and then, and start another, until all jobs have ended; returns how many were killed."""
    dice, killed, pause = random.Random(seed), 0, threading.Event()
    give_up_at = time.monotonic() + within_s
    while team.active():
        assert time.monotonic() < give_up_at, f"{team.active()} jobs are stuck\n{team.logs()[-6000:]}"
        until = time.monotonic() + every_s
        while time.monotonic() < until and team.active():
            pause.wait(0.1)
        victims = [one for one in team.programs if one.runs]
        if team.active() and victims and killed < most:
            dice.choice(victims).kill()
            killed += 1
            again()
    return killed


def assert_counters_equal_ledgers(team: Team, jobs: Sequence[JobSnapshot], products: int) -> None:
    """Every product of every job has exactly one row in the ledger, and the counters say the same."""
    with team.office.parts.database.read() as connection:
        counted = select(JobItemRow.job_id, JobItemRow.outcome, func.count()).group_by(
            JobItemRow.job_id, JobItemRow.outcome
        )
        ledger = {(job_id, outcome): number for job_id, outcome, number in connection.execute(counted)}
    for job in jobs:
        stored = team.job(job.id)
        assert stored.state is JobState.COMPLETED, (stored.state, stored.error_message)
        assert (stored.total, stored.processed) == (products, products), stored.id
        counters = stored.counters
        for outcome, number in {
            "created": counters.created,
            "updated": counters.updated,
            "unchanged": counters.unchanged,
            "skipped": counters.skipped,
            "failed": counters.failed,
        }.items():
            assert ledger.get((job.id, outcome), 0) == number, (job.id, outcome)


def assert_nothing_twice(shop: PracticeShop) -> None:
    """No two products of a shop have one reference."""
    references = Counter(shop.catalogue.reference(number) for number in shop.catalogue.product_ids())
    twice = {reference: number for reference, number in references.items() if reference and number > 1}
    assert not twice, twice


def events(team: Team, kind: EventKind) -> Counter[int]:
    """How often each job's timeline has a line of this kind."""
    with team.office.parts.database.read() as connection:
        return Counter(connection.scalars(select(JobEventRow.job_id).where(JobEventRow.kind == kind.value)))


def wait_until(true: Callable[[], bool], within_s: float, what: Callable[[], str]) -> None:
    pause, give_up_at = threading.Event(), time.monotonic() + within_s
    while not true():
        assert time.monotonic() < give_up_at, what()
        pause.wait(0.05)


def runner_ids(team: Team) -> set[str]:
    """Which programs have run jobs."""
    with team.office.parts.database.read() as connection:
        return {str(one) for one in connection.scalars(select(JobRunRow.runner_id)) if one}


def slower(shared: SharedSettings, lease_s: float) -> SharedSettings:
    return replace(shared, lease_s=lease_s, heartbeat_s=lease_s / 4)
