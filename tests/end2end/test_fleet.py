"""A fleet over a real RabbitMQ: every job done once, however messages and members come to harm."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from ppm_desktop.domain.job import JobState, JobType
from ppm_desktop.domain.listing import EventKind
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.roles import Role
from ppm_desktop.persistence.database import Database
from tests.fakes.accounts import account_of
from tests.fakes.mariadb import MariaDbServer
from tests.fakes.rabbitmq import rabbitmq
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
)

pytestmark = [
    pytest.mark.end2end,
    pytest.mark.mariadb,
    pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to one process of another only elsewhere"),
]
UP_WITHIN_S = 40.0


@pytest.fixture
def mariadb_url(request: pytest.FixtureRequest) -> str:
    server = request.getfixturevalue("mariadb_server")
    return str(server.url(server.migrated_database()))


@pytest.fixture(scope="module")
def broker() -> Iterator[str]:
    with rabbitmq() as url:
        yield url


def member(team: Team, broker: str) -> Program:
    """One more program of the fleet."""
    worker = ("worker", "--concurrency", "3", "--without-gossip", "--without-mingle", "--loglevel", "WARNING")
    return team.start("-m", "celery", "-A", "ppm_desktop.fleet", *worker, PPM_BROKER_URL=broker)


def is_up(one: Program) -> bool:
    return "brought" in one.log() or "ready" in one.log() or "claimed" in one.log()


def a_fleet_does_each_job_once(
    url: str, folder: Path, broker: str, *, shops: int, each: int, products: int, most: int
) -> None:
    with open_shops(shops, 10, latency_ms=60) as practice, open_team(url, folder, RESTLESS) as team:
        added = [team.office.add_shop(shop, f"Sklep {number}") for number, shop in enumerate(practice, start=1)]
        jobs = exports(team, added, each, products)
        for _ in range(4):
            member(team, broker)
        team.wait_until(lambda: team.active() < len(jobs) or bool(team.busy_shops()), UP_WITHIN_S, "nobody begins")
        killed = kill_at_random(team, 11, 3.0, lambda: member(team, broker), 900, most)
        taken_over = sum(events(team, EventKind.TAKEN_OVER).values())
        print(f"{len(jobs)} jobs, {killed} members killed, {taken_over} jobs taken over")
        assert killed
        assert_counters_equal_ledgers(team, jobs, products)
        for shop in practice:
            assert_nothing_twice(shop)
            assert len(shop.catalogue.product_ids()) == 10 + each * products


def test_twenty_jobs_on_four_members_that_are_killed_are_done_once_each(
    mariadb_url: str, tmp_path: Path, broker: str
) -> None:
    a_fleet_does_each_job_once(mariadb_url, tmp_path, broker, shops=5, each=4, products=25, most=3)


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_two_hundred_jobs_on_four_members_that_are_killed_are_done_once_each(
    mariadb_url: str, tmp_path: Path, broker: str
) -> None:
    a_fleet_does_each_job_once(mariadb_url, tmp_path, broker, shops=20, each=10, products=25, most=40)


def test_a_job_is_cancelled_through_the_table_and_a_member_hands_back_when_it_ends(
    mariadb_url: str, tmp_path: Path, broker: str
) -> None:
    shared = replace(RESTLESS, lease_s=60.0, heartbeat_s=1.0, import_page_size=10)
    with open_shops(2, 200, latency_ms=300) as practice, open_team(mariadb_url, tmp_path, shared) as team:
        added = [team.office.add_shop(shop, f"Sklep {number}") for number, shop in enumerate(practice, start=1)]
        first = member(team, broker)
        unwanted, wanted = team.leave(JobRequest(type=JobType.IMPORT), added)
        started = (unwanted.id, wanted.id)
        team.wait_until(lambda: all(team.job(one).processed for one in started), UP_WITHIN_S, "nobody begins")
        team.office.parts.jobs.cancel(unwanted.id)
        team.wait_until(lambda: team.job(unwanted.id).state is JobState.CANCELLED, 20, "it goes on")
        assert first.end(20.0) == 0, first.log()
        assert team.job(wanted.id).may_be_taken_over
        member(team, broker)
        team.wait_until(lambda: not team.active(), 60, "nobody goes on")
        assert team.job(wanted.id).state is JobState.COMPLETED


def outcome_of_a_member(database_url: str, folder: Path) -> tuple[int, str]:
    """Exit code and last line of a member that needs no broker, for it never comes to its first message."""
    own = {
        "PPM_BROKER_URL": "memory://",
        "PPM_DATABASE_URL": database_url,
        "PPM_DATA_DIR": str(folder / "data"),
        "PPM_LANGUAGE": "en",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    command = [sys.executable, "-m", "celery", "-A", "ppm_desktop.fleet", "worker", "--without-mingle"]
    environment = {**os.environ, **own}
    ended = subprocess.run(command, check=False, env=environment, capture_output=True, timeout=UP_WITHIN_S)
    return ended.returncode, ended.stderr.decode().strip().splitlines()[-1]


def test_a_member_whose_database_is_away_says_so_and_ends(tmp_path: Path) -> None:
    code, sentence = outcome_of_a_member("mysql+pymysql://ppm:x@127.0.0.1:1/ppm", tmp_path)
    assert (code, "No database connection." in sentence) == (3, True), sentence


def test_a_member_whose_database_is_newer_says_so_and_ends(sqlite_template: Path, tmp_path: Path) -> None:
    (tmp_path / "ppm.db").write_bytes(sqlite_template.read_bytes())
    url = f"sqlite:///{tmp_path / 'ppm.db'}"
    database = Database(url)
    with database.begin() as connection:
        connection.execute(text("UPDATE ppm_alembic_version SET version_num = '9999'"))
    database.dispose()
    code, sentence = outcome_of_a_member(url, tmp_path)
    assert (code, "9999, newer than this program" in sentence) == (3, True), sentence


def test_a_member_with_the_account_of_a_viewer_says_so_and_ends(
    mariadb_server: MariaDbServer, mariadb_url: str, tmp_path: Path
) -> None:
    with account_of(mariadb_server, mariadb_url, Role.VIEWER) as url:
        code, sentence = outcome_of_a_member(url, tmp_path)
    assert (code, "does not allow starting or stopping operations" in sentence) == (3, True), sentence
