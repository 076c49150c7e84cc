"""What is left to the workers: who may take it, how it is handed back, and what an old lease may still write."""

import json
import logging
from pathlib import Path

import pytest
from sqlalchemy import text, update
from typer.testing import CliRunner

from ppm_desktop import logs
from ppm_desktop.cli import cli
from ppm_desktop.domain.errors import DatabaseUnavailable, SchemaMismatch, StaleLease
from ppm_desktop.domain.job import (
    WORKERS,
    Computer,
    Counters,
    ItemOutcome,
    ItemRecord,
    JobPhase,
    JobProgress,
    JobSnapshot,
    JobState,
    RowState,
)
from ppm_desktop.domain.listing import EventKind
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.jobs.keep_awake import kept_awake
from ppm_desktop.jobs.worker import Worker
from ppm_desktop.persistence.claims import Claim, Lease
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.leases import LeaseRepository, require_held
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.persistence.tables import JobRunRow, ShopLaneRow, ShopRow
from ppm_desktop.persistence.types import now_plus
from ppm_desktop.persistence.worker_jobs import WorkerJobs
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from tests.fakes.office import Office

ANNA, SERVER = Computer("biuro-1", "anna"), Computer("serwer", "ppm")
SHARED = SharedSettings()


@pytest.fixture
def shop_ids(database: Database) -> list[int]:
    shops = ShopRepository(database)
    return [shops.add(f"Sklep {number}", f"https://{number}.example", "ciphertext").id for number in (1, 2, 3)]


@pytest.fixture
def jobs(database: Database) -> JobRepository:
    return JobRepository(database, ANNA, SHARED)


@pytest.fixture
def server(database: Database) -> LeaseRepository:
    return LeaseRepository(database, SERVER, SHARED)


@pytest.fixture
def waiting(database: Database) -> WorkerJobs:
    return WorkerJobs(database, SHARED)


def left(jobs: JobRepository, shop_id: int) -> JobSnapshot:
    return jobs.create(JobRequest(), [shop_id], False, WORKERS)[0]


def claimed(leases: LeaseRepository, job: JobSnapshot) -> Lease:
    lease = leases.claim(job.id, "runner", Claim.WORKER)
    assert lease is not None
    return lease


def end_lease(database: Database, lease: Lease) -> None:
    with database.begin() as connection:
        connection.execute(
            update(JobRunRow).where(JobRunRow.job_id == lease.job_id).values(lease_expires_at=now_plus(-1))
        )
        connection.execute(
            update(ShopLaneRow).where(ShopLaneRow.shop_id == lease.shop_id).values(expires_at=now_plus(-1))
        )


def ids(waiting: WorkerJobs, *shop_ids: int) -> list[int]:
    return [one.job_id for one in waiting.takeable(shop_ids)]


def test_workers_see_the_first_job_of_each_free_shop_that_was_left_to_them(
    jobs: JobRepository, server: LeaseRepository, waiting: WorkerJobs, shop_ids: list[int]
) -> None:
    one, two, three = shop_ids
    busy, first, second = left(jobs, one), left(jobs, two), left(jobs, two)
    jobs.create(JobRequest(), [three], False)
    claimed(server, busy)
    left(jobs, one)
    assert ids(waiting) == [first.id]
    assert ids(waiting, one, three) == []
    claimed(server, first)
    assert ids(waiting) == []
    assert second.for_workers


def test_a_job_that_lost_its_runner_comes_before_those_that_wait(
    database: Database, jobs: JobRepository, server: LeaseRepository, waiting: WorkerJobs, shop_ids: list[int]
) -> None:
    waits, lost = left(jobs, shop_ids[0]), left(jobs, shop_ids[1])
    end_lease(database, claimed(server, lost))
    assert ids(waiting) == [lost.id, waits.id]


def test_a_job_handed_back_is_had_at_once_with_all_that_was_done_and_is_no_interruption(
    jobs: JobRepository, server: LeaseRepository, waiting: WorkerJobs, shop_ids: list[int]
) -> None:
    job = left(jobs, shop_ids[0])
    done = JobProgress(total=9, counters=Counters(created=1), phase=JobPhase.WORKING, cursor=4)
    item = ItemRecord(1, "SKU-1", "Filtr", ItemOutcome.CREATED, 101)
    for turn in range(SHARED.most_interruptions + 3):
        assert ids(waiting) == [job.id]
        lease = claimed(server, job)
        server.hand_back(lease, done, [item] if turn == 0 else [], [])
        with pytest.raises(StaleLease):
            server.hand_back(lease, done, [], [])
    stored = jobs.get(job.id)
    assert stored is not None
    assert (stored.state, stored.processed, stored.total) == (JobState.PROCESSING, 1, 9)
    assert (stored.may_be_taken_over, stored.handed_back) == (True, True)
    assert stored.row_state(0.0) is RowState.WAITING, "nobody is silent: it waits"
    claimed(server, job)
    again = jobs.get(job.id)
    assert again is not None
    assert not again.handed_back


def test_a_job_that_was_let_go_on_is_had_once_nobody_waits_with_it_any_more(
    database: Database, jobs: JobRepository, server: LeaseRepository, waiting: WorkerJobs, shop_ids: list[int]
) -> None:
    (job,) = jobs.create(JobRequest(), [shop_ids[0]], False)
    lease = LeaseRepository(database, ANNA, SHARED).claim(job.id, "window")
    assert lease is not None
    LeaseRepository(database, ANNA, SHARED).pause(lease, JobProgress(phase=JobPhase.PAUSED), [], [])
    silent = update(JobRunRow).values(heartbeat_at=now_plus(-SHARED.lease_s - 1))
    with database.begin() as connection:
        connection.execute(silent)
    assert ids(waiting) == [], "it stands for a person"
    resumed = jobs.resume(job.id)
    assert (resumed.row_state(SHARED.stale_after_s), resumed.may_be_taken_over) == (RowState.WAITING, False)
    assert ids(waiting) == []
    with database.begin() as connection:
        connection.execute(silent)
    left = jobs.get(job.id)
    assert left is not None
    assert (left.row_state(SHARED.stale_after_s), left.may_be_taken_over) == (RowState.STALE, True)
    jobs.show_waiting([job.id])
    assert ids(waiting) == [], "somebody waits with it for its shop"
    with database.begin() as connection:
        connection.execute(silent)
    assert ids(waiting) == [job.id]
    claimed(server, job)


def test_with_an_old_lease_neither_the_catalogue_nor_the_timeline_is_written(
    database: Database, jobs: JobRepository, server: LeaseRepository, shop_ids: list[int]
) -> None:
    old = claimed(server, left(jobs, shop_ids[0]))
    fenced = database.guarded(lambda connection: require_held(connection, old))
    rename = update(ShopRow).where(ShopRow.id == shop_ids[0])
    with fenced.begin() as connection:
        connection.execute(rename.values(name="held"))
    end_lease(database, old)
    assert server.claim(old.job_id, "another", Claim.WORKER) is not None
    with pytest.raises(StaleLease), fenced.begin() as connection:
        connection.execute(rename.values(name="stale"))
    with pytest.raises(StaleLease):
        server.note(old, EventKind.STARTED, {})
    assert [shop.name for shop in ShopRepository(database).list() if shop.id == shop_ids[0]] == ["held"]


def test_a_worker_leaves_jobs_alone_whose_shop_s_key_it_cannot_read_and_says_so_once(
    small_office: Office, shop: PracticeShop, caplog: pytest.LogCaptureFixture
) -> None:
    parts = small_office.parts
    added = small_office.add_shop(shop)
    (job,) = parts.job_rows.create(JobRequest(), [added.id], False, WORKERS)
    waiting = WorkerJobs(parts.database, parts.shared)
    keyless = Worker(parts.runner, waiting, lambda _shop: False, parts.shared)
    with caplog.at_level(logging.WARNING):
        assert keyless.takeable() == []
        assert keyless.takeable() == []
    assert len(caplog.records) == 1
    able = Worker(parts.runner, waiting, parts.door.has_key, parts.shared, concurrency=1)
    assert able.take(job.id)
    assert not able.take(job.id)
    assert able.shutdown(20.0)


def test_nothing_is_claimed_from_a_database_that_has_become_newer(small_office: Office, shop: PracticeShop) -> None:
    parts = small_office.parts
    (job,) = parts.job_rows.create(JobRequest(), [small_office.add_shop(shop).id], False, WORKERS)
    with parts.database.begin() as connection:
        connection.execute(text("UPDATE ppm_alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaMismatch) as refused:
        parts.runner.run(job.id, JobControl(), Claim.WORKER)
    assert refused.value.cause == "schema_newer"
    worker = parts.worker()
    assert not worker.take(job.id)
    assert worker.outdated is not None
    stored = parts.job_rows.get(job.id)
    assert stored is not None
    assert stored.state is JobState.PENDING


def test_a_job_whose_database_is_away_is_not_called_handed_back(
    small_office: Office, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise DatabaseUnavailable("away")

    parts = small_office.parts
    monkeypatch.setattr(LeaseRepository, "hand_back", away)
    with PracticeShop(PracticeOptions(products=200, latency_ms=100)) as shop:
        (job,) = parts.job_rows.create(JobRequest(), [small_office.add_shop(shop).id], False, WORKERS)
        worker = parts.worker()
        assert worker.take(job.id)
        with caplog.at_level(logging.WARNING):
            assert not worker.shutdown(20.0)
    (said,) = [one.getMessage() for one in caplog.records if one.name == "ppm_desktop.jobs.worker"]
    assert said.startswith(f"#{job.id} is not handed back: the database has not answered")


def test_a_queued_import_waits_for_the_workers_and_its_number_is_printed(
    sqlite_template: Path, tmp_path: Path, shop: PracticeShop
) -> None:
    (tmp_path / "ppm.sqlite3").write_bytes(sqlite_template.read_bytes())
    environment = {
        "PPM_DATA_DIR": str(tmp_path),
        "PPM_LANGUAGE": "en",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }

    def run(*words: str, typed: str = "") -> str:
        result = CliRunner().invoke(cli, words, input=typed, env=environment)
        assert result.exit_code == 0, result.output
        return result.stdout

    run("shop", "add", "KAYO", shop.address, "--key-stdin", typed=shop.key)
    asked = len(shop.requests)
    assert "Operation #1 (KAYO) waits for a worker." in run("import", "KAYO", "--queue")
    assert json.loads(run("export", "KAYO", "--queue", "--json"))["status"] == "pending"
    assert len(shop.requests) == asked
    logs.stop()


@pytest.mark.parametrize("wanted", [True, False])
def test_the_computer_is_kept_awake_only_where_that_is_wanted(wanted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    from wakepy import global_modes

    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "yes")
    with kept_awake(wanted):
        assert [mode.active for mode in global_modes()] == ([True] if wanted else [])
    assert not global_modes()


def test_a_worker_of_an_unknown_shop_or_without_a_database_ends_with_a_sentence(
    sqlite_template: Path, tmp_path: Path
) -> None:
    (tmp_path / "ppm.sqlite3").write_bytes(sqlite_template.read_bytes())
    own = {
        "PPM_DATA_DIR": str(tmp_path),
        "PPM_LANGUAGE": "en",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    unknown = CliRunner().invoke(cli, ["worker", "--shops", "Nobody"], env=own)
    assert (unknown.exit_code, "Nobody" in unknown.stderr) == (2, True)
    away = CliRunner().invoke(cli, ["worker", "--database", "mysql+pymysql://ppm:x@127.0.0.1:1/ppm"], env=own)
    assert away.exit_code == 3
    assert away.stderr
    logs.stop()
