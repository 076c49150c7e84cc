"""Schedules from the clock to the end of their job, with a practice shop; and what nobody is there to decide."""

import threading
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from ppm_desktop.domain.job import JobSnapshot, JobState, JobType
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.schedule import Recurrence, RunOutcome, ScheduledJob, ScheduleRule, WhenBusy
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.persistence.settings import save_shared
from ppm_desktop.persistence.tables import JobRow, ScheduleRow, ShopRow
from ppm_desktop.persistence.types import now_plus
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from ppm_desktop.settings import RunsOn
from tests.fakes.editing import change
from tests.fakes.office import Office, open_office

RULE = ScheduleRule(Recurrence.DAILY, time(6, 30), "Europe/Warsaw")
WAIT_S = 30.0


def make_due(office: Office) -> None:
    with office.parts.database.begin() as connection:
        connection.execute(update(ScheduleRow).values(next_run_at=now_plus(-1), due_at=now_plus(-1)))


def run_due(office: Office) -> JobSnapshot:
    """Begin the one run that is due and do its job, with nobody there."""
    jobs: list[JobSnapshot] = []
    office.parts.schedules.begin_due(jobs.extend)
    (job,) = jobs
    return office.run(job)


def test_the_clock_begins_what_is_due_and_its_job_runs(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    office.parts.schedules.add(ScheduledJob(JobRequest(), (added.id,), RULE))
    make_due(office)
    ended: list[JobSnapshot | None] = []
    done = threading.Event()

    def take(jobs: Sequence[JobSnapshot]) -> None:
        ended.extend(office.parts.runner.run(job.id, JobControl()) for job in jobs)
        done.set()

    clock = office.parts.clock(take)
    clock.start()
    assert done.wait(WAIT_S)
    assert clock.shutdown(WAIT_S)
    (job,) = ended
    assert job is not None
    assert (job.state, job.processed) == (JobState.COMPLETED, 150)
    (schedule,) = office.parts.schedules.list()
    assert schedule.last_outcome is RunOutcome.STARTED


def test_two_clocks_on_one_database_begin_each_run_once(database_url: str, tmp_path: Path) -> None:
    taken: list[JobSnapshot] = []
    with open_office(database_url, tmp_path / "one") as first, open_office(database_url, tmp_path / "two") as second:
        with PracticeShop(PracticeOptions(products=1)) as shop:
            number = first.add_shop(shop).id
        with first.parts.database.begin() as connection:  # a key that both can read
            connection.execute(update(ShopRow).values(api_key=second.parts.vault.encrypt("K" * 32)))
        for _ in range(10):
            job = ScheduledJob(JobRequest(), (number,), RULE, WhenBusy.WAIT)
            first.parts.schedules.add(job)
        make_due(first)
        start = threading.Barrier(2)

        def look(office: Office) -> None:
            start.wait()
            office.parts.schedules.begin_due(taken.extend)

        threads = [threading.Thread(target=look, args=(office,)) for office in (first, second)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with first.parts.database.read() as connection:
            made = list(connection.scalars(select(JobRow.id)))
    assert len(made) == 10
    assert sorted(job.id for job in taken) == sorted(made)


def test_a_guard_that_would_ask_a_person_fails_the_job_with_its_sentence(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    office.import_from(added)
    sku = shop.catalogue.reference(shop.catalogue.product_ids()[0])
    change(office.parts.database, sku, price_net="0.01")
    office.parts.schedules.add(ScheduledJob(JobRequest(type=JobType.SYNC, confirmed=1), (added.id,), RULE))
    make_due(office)
    ended = run_due(office)
    assert ended.state is JobState.FAILED
    assert ended.error_message
    assert ended.paused_at is None


def test_a_computer_without_the_key_leaves_the_run_to_others(
    office: Office, shop: PracticeShop, caplog: pytest.LogCaptureFixture
) -> None:
    added = office.add_shop(shop)
    office.parts.schedules.add(ScheduledJob(JobRequest(), (added.id,), RULE))
    make_due(office)
    with office.parts.database.begin() as connection:
        connection.execute(update(ShopRow).values(api_key="of another key"))
    jobs: list[JobSnapshot] = []
    for _ in range(2):
        office.parts.schedules.begin_due(jobs.extend)
    assert not jobs
    assert office.parts.schedules.list()[0].last_outcome is None
    assert len([one for one in caplog.records if "left to another computer" in one.getMessage()]) == 1


def test_a_worker_of_one_shop_begins_no_run_that_is_for_another(office: Office, shop: PracticeShop) -> None:
    own = office.add_shop(shop)
    with PracticeShop(PracticeOptions(products=1)) as another:
        other = office.add_shop(another, "YCF Polska")
    for shop_ids in ((own.id,), (other.id,), (own.id, other.id)):
        office.parts.schedules.add(ScheduledJob(JobRequest(), shop_ids, RULE, WhenBusy.WAIT))
    make_due(office)
    worker = office.parts.worker(shop_ids=[own.id])
    clock = office.parts.clock_of(worker)
    clock.start()
    assert worker.wait(WAIT_S), "the clock wakes it for what it has begun"
    assert clock.shutdown(WAIT_S)
    with office.parts.database.read() as connection:
        assert list(connection.scalars(select(JobRow.shop_id))) == [own.id]
    assert len(office.parts.schedules.list()) == 3


def test_where_workers_run_the_operations_of_a_computer_its_schedules_are_for_them_too(
    small_office: Office, shop: PracticeShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PPM_DATA_DIR", str(tmp_path))  # where the settings file is
    added = small_office.add_shop(shop)
    small_office.parts.preferences.change_local("run_jobs_on", RunsOn.WORKERS)
    small_office.parts.schedules.add(ScheduledJob(JobRequest(), (added.id,), RULE))
    make_due(small_office)
    begun: list[JobSnapshot] = []
    done = threading.Event()

    def take(jobs: Sequence[JobSnapshot]) -> None:
        begun.extend(jobs)
        done.set()

    clock = small_office.parts.clock(take)
    clock.start()
    assert done.wait(WAIT_S)
    assert clock.shutdown(WAIT_S)
    assert [job.for_workers for job in begun] == [True]


def test_tidying_up_is_done_once_a_day_by_one_computer(office: Office) -> None:
    stop = threading.Event()
    assert office.parts.housekeeping.run_if_due(stop) is not None
    assert office.parts.housekeeping.run_if_due(stop) is None
    assert office.parts.housekeeping.run_now() is not None


def test_what_everybody_decided_to_keep_while_this_program_ran_stays(office: Office, shop: PracticeShop) -> None:
    job = office.import_from(office.add_shop(shop))
    with office.parts.database.begin() as connection:
        connection.execute(update(JobRow).values(completed_at=datetime.now(UTC) - timedelta(days=8)))
    save_shared(office.parts.database, keep_completed_days=90)
    assert office.parts.housekeeping.run_now() is not None
    assert office.parts.job_rows.get(job.id) is not None


def test_tidying_up_that_was_broken_off_is_not_done_for_the_day(office: Office) -> None:
    stop = threading.Event()
    stop.set()
    broken_off = office.parts.housekeeping.run_if_due(stop)
    assert broken_off is not None
    assert not broken_off.whole
    assert office.parts.housekeeping.run_if_due(threading.Event()) is not None
