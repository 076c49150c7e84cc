"""The shared database goes away in the middle of jobs: nothing is lost, nothing is done twice, all of them end."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from ppm_desktop.domain.audit import AuditAction
from ppm_desktop.domain.job import ItemOutcome, ItemRecord, JobSnapshot, JobState, JobType
from ppm_desktop.domain.listing import EventKind
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.jobs.context import JobContext
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.persistence.claims import Claim, Lease
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.journal import Journal
from ppm_desktop.persistence.migrate import upgrade
from ppm_desktop.persistence.tables import JobItemRow, JobRow, ProductRow
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from tests.fakes.editing import add_products
from tests.fakes.mariadb import SERVER_NAMES, MariaDbServer, find_program
from tests.fakes.office import QUICK, Office, open_office
from tests.fakes.wire import Wire

pytestmark = pytest.mark.mariadb
LEASE_S = 3.0
SHARED = replace(QUICK, lease_s=LEASE_S, heartbeat_s=0.3, flush_s=0.05)
PRODUCTS = 200


@pytest.fixture
def server() -> Iterator[MariaDbServer]:
    """A server of its own: it is stopped in the middle."""
    if find_program(SERVER_NAMES) is None:
        pytest.skip("no MariaDB server is installed here (Debian: apt-get install mariadb-server)")
    made = MariaDbServer()
    made.start()
    yield made
    made.remove()


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is looked for more often than a person would want it."""
    monkeypatch.setattr("ppm_desktop.jobs.context.DATABASE_WAITS_S", (0.1, 0.2, 0.4))


def prepared(server: MariaDbServer) -> str:
    name = server.empty_database()
    database = Database(server.url(name))
    upgrade(database)
    database.dispose()
    return name


def is_whole(office: Office, job: JobSnapshot) -> None:
    """The job ended with all its products in the ledger, and its counters say the same."""
    stored = office.parts.job_rows.get(job.id)
    assert stored is not None
    assert (stored.state, stored.processed) == (JobState.COMPLETED, stored.total)
    with office.parts.database.read() as connection:
        rows = select(func.count()).select_from(JobItemRow).where(JobItemRow.job_id == job.id)
        assert connection.scalar(rows) == stored.processed


def wait_for_progress(office: Office, jobs: list[JobSnapshot]) -> None:
    give_up_at = time.monotonic() + 20
    while any((office.parts.job_rows.get(job.id) or job).processed == 0 for job in jobs):
        assert time.monotonic() < give_up_at
        threading.Event().wait(0.02)


@pytest.mark.parametrize("away_s", [0.7, LEASE_S + 1.5], ids=["shorter than the lease", "longer than the lease"])
def test_three_jobs_outlive_a_server_that_is_stopped(server: MariaDbServer, tmp_path: Path, away_s: float) -> None:
    name = prepared(server)
    options = PracticeOptions(products=PRODUCTS, latency_ms=60)
    with ExitStack() as stack:
        office = stack.enter_context(open_office(server.url(name), tmp_path / "data", SHARED))
        shops = [stack.enter_context(PracticeShop(options)) for _ in range(3)]
        added = [office.add_shop(shop, f"Sklep {place}") for place, shop in enumerate(shops)]
        skus = [f"NEW-{number:04d}" for number in range(PRODUCTS)]
        add_products(office.parts.database, skus)
        import_job, other_import = (office.create(JobRequest(), [shop])[0] for shop in added[:2])
        (export,) = office.create(JobRequest(type=JobType.EXPORT), [added[2]])
        jobs = [import_job, other_import, export]
        with ThreadPoolExecutor(3) as pool:
            runs = [pool.submit(office.parts.runner.run, job.id, JobControl()) for job in jobs]
            wait_for_progress(office, jobs)
            server.stop()
            threading.Event().wait(away_s)
            server.start()
            ended = [run.result(60) for run in runs]
        assert [one.state for one in ended if one is not None] == [JobState.COMPLETED] * 3
        for job in jobs:
            is_whole(office, job)
        with office.parts.door.open(added[2].id) as client:
            hits = client.find_by_reference(skus)
    assert {len(ids) for ids in hits.values()} == {1}, "no product was created twice, none is missing"


def test_a_computer_cut_off_for_longer_than_its_lease_writes_nothing_more(
    server: MariaDbServer, tmp_path: Path
) -> None:
    name = prepared(server)
    with ExitStack() as stack:
        wire = stack.enter_context(Wire(server.port))
        cut_off_url = server.url(name).replace(f":{server.port}/", f":{wire.port}/")
        shop = stack.enter_context(PracticeShop(PracticeOptions(products=PRODUCTS, latency_ms=60)))
        there = stack.enter_context(open_office(server.url(name), tmp_path / "there", SHARED))
        there.add_shop(shop)
        cut_off = stack.enter_context(open_office(cut_off_url, tmp_path / "cut_off", SHARED))
        cut_off.parts.door._vault = there.parts.vault  # both have the company's key
        (job,) = cut_off.create(JobRequest(), list(there.parts.shops.list()))
        with ThreadPoolExecutor(1) as pool:
            run = pool.submit(cut_off.parts.runner.run, job.id, JobControl())
            wait_for_progress(there, [job])
            wire.cut()
            ended = take_over(there, job)
            wire.mend()
            assert run.result(60) is None, "the first one stopped without a word"
        kinds = [event.kind for event in there.parts.jobs.detail(ended.id).events]
        assert EventKind.TAKEN_OVER in kinds
        is_whole(there, job)
        with there.parts.database.read() as connection:
            assert connection.scalar(select(func.count()).select_from(ProductRow)) == PRODUCTS


def take_over(office: Office, job: JobSnapshot) -> JobSnapshot:
    """Try until the lease of the first runner has ended, as a window or a worker does."""
    give_up_at = time.monotonic() + 30
    while (ended := office.parts.runner.run(job.id, JobControl(), Claim.LOST)) is None:
        assert time.monotonic() < give_up_at
        threading.Event().wait(0.2)
    return ended


def test_what_was_kept_on_the_computer_is_merged_at_the_next_start(
    office: Office, shop: PracticeShop, tmp_path: Path
) -> None:
    (job,) = office.create(JobRequest(), [office.add_shop(shop)])
    leases = office.parts.runner._leases
    lease = leases.claim(job.id, "a run that was killed")
    assert lease is not None
    journal = Journal(office.parts.settings.data_dir / "journal.db")
    journal.keep(lease, [ItemRecord(n, f"SKU-{n}", "", ItemOutcome.UPDATED, external_id=n) for n in (1, 2, 3)])
    journal.keep(lease, [ItemRecord(2, "SKU-2", "", ItemOutcome.FAILED, external_id=2, cause="refused")])
    office.parts.runner.run(job.id, JobControl())
    stored = office.parts.job_rows.get(job.id)
    assert stored is not None
    assert (stored.processed, stored.failed, stored.counters.updated) == (3, 1, 2)
    assert not journal.kept()


def test_what_was_kept_is_dropped_where_somebody_else_has_the_job_by_now(office: Office, shop: PracticeShop) -> None:
    (job,) = office.create(JobRequest(), [office.add_shop(shop)])
    lease = office.parts.runner._leases.claim(job.id, "a run that was killed")
    assert lease is not None
    journal = Journal(office.parts.settings.data_dir / "journal.db")
    journal.keep(replace(lease, token="an older one"), [ItemRecord(1, "A", "", ItemOutcome.UPDATED)])
    office.parts.runner.run(job.id, JobControl())
    with office.parts.database.read() as connection:
        assert connection.scalar(select(JobRow.processed_items).where(JobRow.id == job.id)) == 0
    assert not journal.kept()


def test_a_wish_to_cancel_that_was_kept_is_fulfilled_at_the_next_start(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    (job,) = office.create(JobRequest(), [added])
    lease = office.parts.runner._leases.claim(job.id, "a run that was ended")
    assert lease is not None
    journal = Journal(office.parts.settings.data_dir / "journal.db")
    journal.keep(lease, [ItemRecord(1, "SKU-1", "", ItemOutcome.UPDATED, external_id=1)])
    journal.keep_cancel(lease)
    assert office.import_from(added).state is JobState.COMPLETED, "its shop is free again"
    detail = office.parts.jobs.detail(job.id)
    assert (detail.job.state, detail.job.processed) == (JobState.CANCELLED, 1)
    assert [action.action for action in detail.actions][-1] is AuditAction.CANCELLED
    assert not journal.kept()


def test_a_wish_to_cancel_comes_too_late_where_somebody_else_has_the_job(office: Office, shop: PracticeShop) -> None:
    (job,) = office.create(JobRequest(), [office.add_shop(shop)])
    lease = office.parts.runner._leases.claim(job.id, "another computer")
    assert lease is not None
    journal = Journal(office.parts.settings.data_dir / "journal.db")
    journal.keep_cancel(replace(lease, token="an older one"))
    office.parts.runner.run(job.id, JobControl())
    stored = office.parts.job_rows.get(job.id)
    assert stored is not None
    assert (stored.state, stored.cancel_requested) == (JobState.PROCESSING, False)
    assert not journal.kept()


def test_a_row_that_cannot_be_read_is_no_reason_for_a_job_to_fail(small_office: Office, shop: PracticeShop) -> None:
    path = small_office.parts.settings.data_dir / "journal.db"
    Journal(path).keep(Lease(99, 1, "an older one", "runner"), [ItemRecord(1, "A", "", ItemOutcome.UPDATED)])
    with closing(sqlite3.connect(path)) as journal:
        journal.execute("UPDATE kept SET record = 'torn'")
        journal.commit()
    assert small_office.import_from(small_office.add_shop(shop)).state is JobState.COMPLETED


def test_the_row_says_for_how_long_progress_is_kept_here_alone(
    server: MariaDbServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = prepared(server)
    seen: list[float] = []
    show = JobContext._show

    def watched(self: JobContext, **changes: object) -> None:
        show(self, **changes)
        seen.append(self.job.saved_locally_s)

    monkeypatch.setattr(JobContext, "_show", watched)
    with ExitStack() as stack:
        office = stack.enter_context(open_office(server.url(name), tmp_path / "data", SHARED))
        shop = stack.enter_context(PracticeShop(PracticeOptions(products=PRODUCTS, latency_ms=60)))
        (job,) = office.create(JobRequest(), [office.add_shop(shop)])
        with ThreadPoolExecutor(1) as pool:
            run = pool.submit(office.parts.runner.run, job.id, JobControl())
            wait_for_progress(office, [job])
            server.stop()
            while max(seen) == 0:
                threading.Event().wait(0.05)
            server.start()
            assert run.result(60) is not None
    assert seen[-1] == 0
