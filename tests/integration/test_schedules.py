"""Schedules in the database: planned by its clock, begun once, caught up once, on both engines."""

import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import insert, select, update

from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import WORKERS, Computer, JobProgress, JobState, JobType
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobMode, JobRequest, SendPolicy
from ppm_desktop.domain.schedule import Recurrence, RunOutcome, Schedule, ScheduledJob, ScheduleRule, WhenBusy
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.durations import RUNS_LOOKED_AT
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.leases import LeaseRepository
from ppm_desktop.persistence.schedules import BegunRun, ScheduleRepository
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.persistence.tables import AuditRow, JobEventRow, JobHistoryRow, JobRow, JobRunRow, ScheduleRow, ShopRow
from ppm_desktop.persistence.types import now_plus
from ppm_desktop.persistence.worker_jobs import WorkerJobs

ANNA, MARTA = Computer("KOMPUTER-03", "Anna"), Computer("KOMPUTER-01", "Marta")
SHARED = SharedSettings()
WEEKLY = ScheduleRule(Recurrence.WEEKLY, time(6, 30), "Europe/Warsaw", weekdays=frozenset({0, 2, 4}))
DAILY = ScheduleRule(Recurrence.DAILY, time(6, 30), "Europe/Warsaw")
BY_SEVEN = ScheduleRule(Recurrence.DAILY, time(7), "Europe/Warsaw", finishes=True)


@pytest.fixture
def shop_id(database: Database) -> int:
    return ShopRepository(database).add("KAYO Parts PL", "https://kayo.example", "ciphertext").id


@pytest.fixture
def schedules(database: Database) -> ScheduleRepository:
    return ScheduleRepository(database, ANNA, SHARED)


@pytest.fixture
def martas(database: Database) -> ScheduleRepository:
    return ScheduleRepository(database, MARTA, SHARED)


def nightly(shop_id: int, rule: ScheduleRule = DAILY, when_busy: WhenBusy = WhenBusy.SKIP) -> ScheduledJob:
    return ScheduledJob(JobRequest(), (shop_id,), rule, when_busy)


def make_due(database: Database, schedule: Schedule, seconds_ago: float = 1.0) -> None:
    """As if the run of ``schedule`` had been for so long ago."""
    with database.begin() as connection:
        moment = now_plus(-seconds_ago)
        values = {"next_run_at": moment, "due_at": moment}
        connection.execute(update(ScheduleRow).where(ScheduleRow.id == schedule.id).values(**values))


def begin(repository: ScheduleRepository) -> BegunRun | None:
    """Begin the only run that is due."""
    (due,) = repository.due()
    return repository.begin(due)


def ended_job(
    database: Database,
    shop_id: int,
    minutes: float,
    request: JobRequest | None = None,
    products: int = 0,
    **run: object,
) -> int:
    """A completed job that took so long; returns its number."""
    (job,) = JobRepository(database, ANNA, SHARED).create(request or JobRequest(), [shop_id], batch=False)
    end = datetime.now(UTC)
    values = {"status": "completed", "started_at": end - timedelta(minutes=minutes), "completed_at": end}
    with database.begin() as connection:
        counts = {"total_items": products, "processed_items": products}
        connection.execute(update(JobRow).where(JobRow.id == job.id).values(**values, **counts))
        if run:
            connection.execute(update(JobRunRow).where(JobRunRow.job_id == job.id).values(**run))
    return job.id


def minutes_ahead(schedules: ScheduleRepository, request: JobRequest, shop_id: int) -> float:
    """How long before seven the operation would begin."""
    run = schedules.plan(ScheduledJob(request, (shop_id,), BY_SEVEN))
    assert run is not None
    return round((run.due - run.start).total_seconds() / 60)


def test_what_is_added_is_listed_with_its_next_run(schedules: ScheduleRepository, shop_id: int) -> None:
    request = JobRequest(
        type=JobType.EXPORT, mode=JobMode.CATEGORY, category_id=12, send_policy=SendPolicy.NOTE, create_categories=True
    )
    job = ScheduledJob(request, (shop_id,), WEEKLY, WhenBusy.WAIT)
    added = schedules.add(job)
    (listed,) = schedules.list()
    assert listed == added
    assert (listed.job, listed.person, listed.shop_names) == (job, ANNA, ("KAYO Parts PL",))
    assert listed.next_run is not None
    assert listed.next_run.start == listed.next_run.due == WEEKLY.next_due(datetime.now(UTC))
    assert schedules.plan(job) == listed.next_run
    assert not schedules.due()


def test_a_past_day_is_refused(schedules: ScheduleRepository, shop_id: int) -> None:
    past = ScheduleRule(Recurrence.ONCE, time(6), "Europe/Warsaw", date(2024, 1, 1))
    assert schedules.plan(nightly(shop_id, past)) is None
    with pytest.raises(InvalidRequest, match="schedule_past"):
        schedules.add(nightly(shop_id, past))


def test_a_removed_schedule_is_gone(schedules: ScheduleRepository, shop_id: int) -> None:
    added = schedules.add(nightly(shop_id))
    schedules.remove(added.id)
    assert not schedules.list()
    with pytest.raises(InvalidRequest, match="schedule_unknown"):
        schedules.remove(added.id)


def test_a_due_run_makes_the_job_of_whoever_begins_it(
    database: Database, schedules: ScheduleRepository, martas: ScheduleRepository, shop_id: int
) -> None:
    added = schedules.add(nightly(shop_id))
    make_due(database, added, SHARED.schedule_grace_s + 5)
    begun = begin(martas)
    assert begun is not None
    (job,) = begun.jobs
    assert (begun.outcome, job.state, job.starter) == (RunOutcome.STARTED, JobState.PENDING, MARTA)
    assert LeaseRepository(database, MARTA, SHARED).claim(job.id, "runner") is not None
    (after,) = schedules.list()
    assert after.next_run is not None
    assert after.next_run.start == DAILY.next_due(datetime.now(UTC))
    assert after.last_outcome is RunOutcome.STARTED
    assert after.last_run_at is not None
    with database.read() as connection:
        assert connection.scalar(select(JobRunRow.schedule_id).where(JobRunRow.job_id == job.id)) == added.id
        started = select(AuditRow.person).where(AuditRow.job_id == job.id)
        assert connection.scalars(started).all() == ["Anna"]


def test_the_computer_of_the_schedule_comes_first(
    database: Database, schedules: ScheduleRepository, martas: ScheduleRepository, shop_id: int
) -> None:
    make_due(database, schedules.add(nightly(shop_id)))
    assert not martas.due()
    assert len(schedules.due()) == 1


def test_missed_runs_are_caught_up_once(database: Database, schedules: ScheduleRepository, shop_id: int) -> None:
    make_due(database, schedules.add(nightly(shop_id)), timedelta(days=9).total_seconds())
    assert begin(schedules) is not None
    assert not schedules.due()


def test_what_comes_only_once_is_over_then(database: Database, schedules: ScheduleRepository, shop_id: int) -> None:
    day = datetime.now(UTC).date() + timedelta(days=2)
    added = schedules.add(nightly(shop_id, ScheduleRule(Recurrence.ONCE, time(6), "UTC", day)))
    with database.begin() as connection:  # its only moment itself has come
        connection.execute(update(ScheduleRow).values(next_run_at=now_plus(-1)))
    assert begin(schedules) is not None
    (after,) = schedules.list()
    assert (after.id, after.next_run) == (added.id, None)


@pytest.mark.parametrize(
    ("when_busy", "outcome", "jobs"), [(WhenBusy.SKIP, RunOutcome.SKIPPED, 1), (WhenBusy.WAIT, RunOutcome.STARTED, 2)]
)
def test_a_busy_shop_is_left_out_or_waited_for(
    database: Database,
    schedules: ScheduleRepository,
    shop_id: int,
    when_busy: WhenBusy,
    outcome: RunOutcome,
    jobs: int,
) -> None:
    JobRepository(database, MARTA, SHARED).create(JobRequest(), [shop_id], batch=False)
    make_due(database, schedules.add(nightly(shop_id, when_busy=when_busy)))
    begun = begin(schedules)
    assert begun is not None
    assert begun.outcome is outcome
    with database.read() as connection:
        assert len(connection.scalars(select(JobRow.id)).all()) == jobs


@pytest.mark.parametrize("left", ["paused", "never begun", "left to workers", "lost"])
def test_a_job_that_nobody_works_on_does_not_keep_a_schedule_from_running(
    database: Database, schedules: ScheduleRepository, shop_id: int, left: str
) -> None:
    jobs, leases = JobRepository(database, MARTA, SHARED), LeaseRepository(database, MARTA, SHARED)
    (job,) = jobs.create(JobRequest(), [shop_id], False, WORKERS if left == "left to workers" else "")
    if left in ("paused", "lost"):
        lease = leases.claim(job.id, "window")
        assert lease is not None
        if left == "paused":
            leases.pause(lease, JobProgress(), [], [])
    make_due(database, schedules.add(nightly(shop_id)))
    with database.begin() as connection:  # an evening later
        connection.execute(update(JobRow).values(created_at=now_plus(-3600)))
        past = {"heartbeat_at": now_plus(-3600), "lease_expires_at": now_plus(-3500)}
        connection.execute(update(JobRunRow).where(JobRunRow.heartbeat_at.is_not(None)).values(**past))
    begun = begin(schedules)
    assert begun is not None
    assert begun.outcome is RunOutcome.STARTED


@pytest.mark.parametrize("target", ["", WORKERS])
def test_a_job_that_somebody_waits_with_keeps_its_shop_busy_however_old_it_is(
    database: Database, schedules: ScheduleRepository, shop_id: int, target: str
) -> None:
    jobs = JobRepository(database, MARTA, SHARED)
    (job,) = jobs.create(JobRequest(), [shop_id], False, target)
    with database.begin() as connection:
        connection.execute(update(JobRow).values(created_at=now_plus(-3600)))
    WorkerJobs(database, SHARED).show_waiting([job.id])
    if not target:
        jobs.show_waiting([job.id])
    make_due(database, schedules.add(nightly(shop_id)))
    begun = begin(schedules)
    assert begun is not None
    assert begun.outcome is RunOutcome.SKIPPED


def test_a_shop_that_is_off_or_gone_does_not_keep_the_others_from_running(
    database: Database, schedules: ScheduleRepository, shop_id: int
) -> None:
    other = ShopRepository(database).add("YCF Polska", "https://ycf.example", "ciphertext").id
    job = replace(nightly(shop_id), shop_ids=(shop_id, 4711, other))
    make_due(database, schedules.add(job))
    with database.begin() as connection:
        connection.execute(update(ShopRow).where(ShopRow.id == shop_id).values(is_active=False))
    begun = begin(schedules)
    assert begun is not None
    assert [one.shop_id for one in begun.jobs] == [other]
    make_due(database, schedules.list()[0])
    with database.begin() as connection:
        connection.execute(update(ShopRow).values(is_active=False))
        connection.execute(update(JobRow).values(status="completed"))
    begun = begin(schedules)
    assert begun is not None
    assert (begun.outcome, begun.jobs) == (RunOutcome.REFUSED, ())


def test_done_by_seven_is_planned_from_the_last_jobs_and_planned_anew(
    database: Database, schedules: ScheduleRepository, shop_id: int
) -> None:
    added = schedules.add(nightly(shop_id, BY_SEVEN))
    assert added.next_run is not None
    assert added.next_run.due - added.next_run.start == timedelta(minutes=60)
    ended_job(database, shop_id, minutes=8)
    ended_job(database, shop_id, minutes=16)
    ended_job(database, shop_id, minutes=300, request=JobRequest(type=JobType.EXPORT))
    assert schedules.replan() in (0, 1)  # nothing moves where the run is so near that it begins at once
    (after,) = schedules.list()
    assert after.next_run is not None
    assert after.next_run.due == added.next_run.due
    assert after.next_run.due - after.next_run.start == timedelta(minutes=21)


def test_only_operations_for_the_same_products_tell_how_long_one_takes(
    database: Database, schedules: ScheduleRepository, shop_id: int
) -> None:
    one = JobRequest(mode=JobMode.INDIVIDUAL, skus=("SKU-1",))
    ended_job(database, shop_id, minutes=80)
    for _ in range(RUNS_LOOKED_AT):
        ended_job(database, shop_id, minutes=0.1, request=one)
    assert minutes_ahead(schedules, JobRequest(), shop_id) == 101
    assert minutes_ahead(schedules, replace(one, skus=(" sku-1",)), shop_id) == 1
    ended_job(database, shop_id, minutes=300, parent_id=1)
    ended_job(database, shop_id, minutes=300, undo_of=1)
    ended_job(database, shop_id, minutes=300, trial_limit=5)
    ended_job(database, shop_id, minutes=300, request=JobRequest(trial_limit=5), trial_limit=0)
    assert minutes_ahead(schedules, JobRequest(), shop_id) == 101


def test_the_time_in_which_an_operation_stood_is_no_work(
    database: Database, schedules: ScheduleRepository, shop_id: int
) -> None:
    job_id = ended_job(database, shop_id, minutes=600)
    begun = datetime.now(UTC) - timedelta(minutes=600)
    with database.begin() as connection:
        for kind, minute in (("paused", 10), ("resumed", 310), ("paused", 320), ("resumed", 590)):
            at = begun + timedelta(minutes=minute)
            connection.execute(insert(JobEventRow).values(job_id=job_id, at=at, kind=kind))
    assert minutes_ahead(schedules, JobRequest(), shop_id) == 38


def test_an_operation_that_never_ran_is_reckoned_from_the_pace_of_others_of_its_size(
    database: Database, schedules: ScheduleRepository, shop_id: int
) -> None:
    wanted = JobRequest(mode=JobMode.INDIVIDUAL, skus=tuple(f"SKU-{number}" for number in range(400)))
    ended_job(database, shop_id, minutes=1, request=replace(wanted, skus=("SKU-1",)), products=1)
    assert minutes_ahead(schedules, wanted, shop_id) == SHARED.schedule_unknown_minutes
    history = {"shop_id": shop_id, "job_type": JobType.IMPORT.value, "shop_name": "KAYO", "processed_items": 2000}
    with database.begin() as connection:
        connection.execute(insert(JobHistoryRow).values(day=date(2026, 11, 1), durations_s=[6000, 6000], **history))
    assert minutes_ahead(schedules, wanted, shop_id) == 51, "six seconds a product"
    ended_job(database, shop_id, minutes=20, products=1000)
    assert minutes_ahead(schedules, wanted, shop_id) == 11, "what is still there tells better"


def test_a_run_for_seven_is_not_begun_again_for_the_same_seven(
    database: Database, schedules: ScheduleRepository, shop_id: int
) -> None:
    added = schedules.add(nightly(shop_id, BY_SEVEN))
    assert added.next_run is not None
    with database.begin() as connection:  # it was thought to take long, and took no time
        connection.execute(update(ScheduleRow).values(next_run_at=now_plus(-1)))
    ended_job(database, shop_id, minutes=1)
    assert begin(schedules) is not None
    (after,) = schedules.list()
    assert after.next_run is not None
    assert after.next_run.due > added.next_run.due


def test_several_threads_begin_one_run_once(database: Database, shop_id: int) -> None:
    repository = ScheduleRepository(database, ANNA, SHARED)
    make_due(database, repository.add(nightly(shop_id, when_busy=WhenBusy.WAIT)))
    (due,) = repository.due()
    start = threading.Barrier(4)
    begun: list[BegunRun | None] = []

    def race() -> None:
        start.wait()
        begun.append(ScheduleRepository(database, ANNA, SHARED).begin(due))

    threads = [threading.Thread(target=race) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(one is not None for one in begun) == 1
    with database.read() as connection:
        assert len(connection.scalars(select(JobRow.id)).all()) == 1


RACER = """
import sys
from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.schedules import ScheduleRepository
computer, shared = Computer(sys.argv[2], "Anna"), SharedSettings(schedule_grace_s=0)
repository = ScheduleRepository(Database(sys.argv[1]), computer, shared)
due = repository.due()
print(len(due), flush=True)
sys.stdin.readline()
print(sum(repository.begin(one) is not None for one in due), flush=True)
"""


def test_two_processes_begin_each_run_once(database_url: str, database: Database, shop_id: int) -> None:
    repository = ScheduleRepository(database, ANNA, SHARED)
    count = 20
    for _ in range(count):
        make_due(database, repository.add(nightly(shop_id, when_busy=WhenBusy.WAIT)))
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, database_url, f"KOMPUTER-{number}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(2)
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline().strip() == str(count)
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    won = [int(racer.communicate(timeout=60)[0]) for racer in racers]
    assert sum(won) == count
    with database.read() as connection:
        assert len(connection.scalars(select(JobRow.id)).all()) == count
