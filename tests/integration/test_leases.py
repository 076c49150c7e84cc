"""Claims, heartbeats, progress and ends of jobs, on both engines."""

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text, update

from ppm_desktop.domain.errors import StaleLease
from ppm_desktop.domain.job import (
    Computer,
    Counters,
    ItemOutcome,
    ItemRecord,
    JobPhase,
    JobProgress,
    JobSnapshot,
    JobState,
    Origin,
)
from ppm_desktop.domain.listing import EventKind
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.persistence.claims import Lease
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.items import ItemRepository
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.leases import LeaseRepository
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.persistence.tables import JobRow, JobRunRow, ShopLaneRow
from ppm_desktop.persistence.types import now_plus
from tests.fakes.statements import StatementCounter

ANNA = Computer("biuro-1", "anna")
PIOTR = Computer("biuro-2", "piotr")
SHARED = SharedSettings()


@pytest.fixture
def shop_id(database: Database) -> int:
    return ShopRepository(database).add("KAYO Parts PL", "https://kayo.example", "ciphertext").id


@pytest.fixture
def jobs(database: Database) -> JobRepository:
    return JobRepository(database, ANNA, SHARED)


@pytest.fixture
def leases(database: Database) -> LeaseRepository:
    return LeaseRepository(database, ANNA, SHARED)


def created(jobs: JobRepository, shop_id: int) -> JobSnapshot:
    return jobs.create(JobRequest(), [shop_id], batch=False)[0]


def claimed(jobs: JobRepository, leases: LeaseRepository, shop_id: int) -> Lease:
    lease = leases.claim(created(jobs, shop_id).id, "runner")
    assert lease is not None
    return lease


def current(jobs: JobRepository, job_id: int) -> JobSnapshot:
    job = jobs.get(job_id)
    assert job is not None
    return job


def item(sequence: int, outcome: ItemOutcome = ItemOutcome.CREATED, **more: object) -> ItemRecord:
    record = ItemRecord(sequence, f"SKU-{sequence}", f"Filtr {sequence}", outcome, 100 + sequence)
    return replace(record, **more)  # type: ignore[arg-type]


def insert_web_job(database: Database, shop_id: int, status: str = "processing") -> int:
    with database.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO job_progress (job_uuid, job_type, shop_id, shop_name, status)"
                " VALUES ('web-1', 'BulkSyncProducts', :shop, 'KAYO', :status)"
            ),
            {"shop": shop_id, "status": status},
        )
        job_id = connection.scalar(select(JobRow.id).where(JobRow.job_uuid == "web-1"))
    assert job_id is not None
    return job_id


def write_status(database: Database, job_id: int, status: str) -> None:
    """As another program would, past everything of ours."""
    with database.begin() as connection:
        connection.execute(
            text("UPDATE job_progress SET status = :status WHERE id = :id"), {"status": status, "id": job_id}
        )


def end_lease(database: Database, lease: Lease) -> None:
    with database.begin() as connection:
        connection.execute(
            update(JobRunRow).where(JobRunRow.job_id == lease.job_id).values(lease_expires_at=now_plus(-1))
        )
        connection.execute(
            update(ShopLaneRow).where(ShopLaneRow.shop_id == lease.shop_id).values(expires_at=now_plus(-1))
        )


def test_claimed_job_is_processing_here_with_its_runner(
    jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    job = current(jobs, claimed(jobs, leases, shop_id).job_id)
    assert (job.state, job.origin, job.runner) == (JobState.PROCESSING, Origin.HERE, ANNA)
    assert job.started_at is not None
    assert job.total is None


def test_two_threads_race_for_one_claim_and_exactly_one_wins(
    jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    for _ in range(5):
        job = created(jobs, shop_id)
        start = threading.Barrier(4)
        won: list[Lease] = []

        def race(job_id: int = job.id, start: threading.Barrier = start, won: list[Lease] = won) -> None:
            start.wait()
            if (lease := leases.claim(job_id, threading.current_thread().name)) is not None:
                won.append(lease)

        threads = [threading.Thread(target=race) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(won) == 1
        leases.finish(won[0], JobState.COMPLETED, JobProgress(total=0), [], [], None)


def test_two_jobs_of_one_shop_race_for_its_lane_and_exactly_one_wins(
    jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    ids = [created(jobs, shop_id).id for _ in range(4)]
    start = threading.Barrier(4)
    won: list[Lease | None] = []

    def race(job_id: int) -> None:
        start.wait()
        won.append(leases.claim(job_id, "runner"))

    threads = [threading.Thread(target=race, args=(job_id,)) for job_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(lease is not None for lease in won) == 1
    assert sum(current(jobs, job_id).state is JobState.PENDING for job_id in ids) == 3


def test_waiting_job_knows_its_place_and_what_it_waits_for(
    jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    running = claimed(jobs, leases, shop_id)
    second, third = created(jobs, shop_id), created(jobs, shop_id)
    assert (second.queue_place, second.shop_busy_with) == (1, running.job_id)
    assert (third.queue_place, third.shop_busy_with) == (2, running.job_id)
    assert leases.claim(second.id, "runner") is None


def test_several_shops_run_at_once(
    database: Database, jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    other = ShopRepository(database).add("Pit Bike", "https://pitbike.example", "ciphertext").id
    first, second = jobs.create(JobRequest(), [shop_id, other], batch=True)
    assert first.batch_id == second.batch_id is not None
    assert jobs.pending_here(10) == [first.id, second.id]
    assert leases.claim(first.id, "runner")
    assert jobs.pending_here(10) == [second.id]
    assert leases.claim(second.id, "runner")
    assert jobs.pending_here(10) == []


def test_pending_job_belongs_to_the_computer_that_made_it(
    database: Database, jobs: JobRepository, shop_id: int
) -> None:
    job = created(jobs, shop_id)
    assert LeaseRepository(database, PIOTR, SHARED).claim(job.id, "runner") is None
    elsewhere = JobRepository(database, PIOTR, SHARED)
    assert elsewhere.pending_here(10) == []
    assert current(elsewhere, job.id).origin is Origin.ELSEWHERE


@pytest.mark.parametrize("status", ["processing", "pending"])
def test_job_of_the_web_application_holds_its_shops_lane_until_it_is_silent(
    database: Database, jobs: JobRepository, leases: LeaseRepository, shop_id: int, status: str
) -> None:
    web_job = insert_web_job(database, shop_id, status)
    job = created(jobs, shop_id)
    assert job.shop_busy_with == web_job
    assert leases.claim(job.id, "runner") is None
    with database.begin() as connection:
        connection.execute(update(JobRow).where(JobRow.id == web_job).values(updated_at=now_plus(-601)))
    assert leases.claim(job.id, "runner") is not None


def test_lane_of_an_ended_lease_is_taken_and_the_old_runner_writes_nothing_more(
    database: Database, jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    old = claimed(jobs, leases, shop_id)
    end_lease(database, old)
    new = claimed(jobs, leases, shop_id)
    assert not leases.renew(old).held
    assert not leases.flush(old, JobProgress(total=5, counters=Counters(created=1)), [item(1)], None).held
    with pytest.raises(StaleLease):
        leases.finish(old, JobState.COMPLETED, JobProgress(total=5), [item(1)], [], None)
    assert current(jobs, old.job_id).processed == 0
    assert list(ItemRepository(database).outcomes(old.job_id)) == []
    assert leases.renew(new).held


def test_flush_writes_counters_heartbeat_and_ledger(
    database: Database, jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    lease = claimed(jobs, leases, shop_id)
    progress = JobProgress(
        total=10,
        counters=Counters(created=1, updated=1, unchanged=1, skipped=1, failed=1),
        phase=JobPhase.WORKING,
        cursor=105,
        current_sku="SKU-5",
        current_name="Filtr 5",
    )
    items = [item(number) for number in range(1, 5)]
    items.append(item(5, ItemOutcome.FAILED, cause="no_sku", code="PPM-NOSKU", message="brak", sku=""))
    assert leases.flush(lease, progress, items, ["id:105"]).held
    job = current(jobs, lease.job_id)
    assert (job.total, job.processed, job.failed, job.counters) == (10, 5, 1, progress.counters)
    assert (job.phase, job.current_sku, job.current_name) == (JobPhase.WORKING, "SKU-5", "Filtr 5")
    assert job.silent_s < SHARED.stale_after_s
    assert list(ItemRepository(database).outcomes(lease.job_id)) == items
    with database.read() as connection:
        stored = connection.execute(select(JobRow.progress_percentage, JobRow.failed_item_ids)).one()
    assert (str(stored.progress_percentage), stored.failed_item_ids) == ("50.00", ["id:105"])


def test_flush_of_many_items_takes_three_writing_statements(
    database: Database, jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    lease = claimed(jobs, leases, shop_id)
    items = [item(number) for number in range(1, 501)]
    with StatementCounter(database) as counter:
        leases.flush(lease, JobProgress(total=1000, counters=Counters(created=500)), items, None)
    assert counter.writes == 3
    assert counter.rows["INSERT"] == 500


@pytest.mark.mariadb
@pytest.mark.parametrize("database_url", ["mariadb"], indirect=True)
def test_many_items_reach_the_server_as_one_insert(
    database: Database, jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    lease = claimed(jobs, leases, shop_id)

    def inserts() -> int:
        with database.read() as connection:
            return int(connection.execute(text("SHOW GLOBAL STATUS LIKE 'Com_insert'")).one()[1])

    before = inserts()
    items = [item(number) for number in range(1, 251)]
    leases.flush(lease, JobProgress(total=500, counters=Counters(created=250)), items, None)
    assert inserts() - before == 1


def test_flush_repeated_or_corrected_keeps_one_row_with_the_newer_outcome(
    database: Database, jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    lease = claimed(jobs, leases, shop_id)
    progress = JobProgress(total=2, counters=Counters(created=1, failed=1))
    leases.flush(lease, progress, [item(1), item(2, ItemOutcome.FAILED, cause="timeout")], None)
    leases.flush(lease, progress, [item(2, ItemOutcome.UPDATED, attempts=2)], None)
    outcomes = list(ItemRepository(database).outcomes(lease.job_id))
    assert [(one.sequence, one.outcome, one.cause) for one in outcomes] == [
        (1, ItemOutcome.CREATED, None),
        (2, ItemOutcome.UPDATED, None),
    ]


def test_texts_longer_than_their_columns_are_cut(
    database: Database, jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    lease = claimed(jobs, leases, shop_id)
    long = item(
        1, ItemOutcome.FAILED, sku="ż" * 300, name="x" * 900, message="m" * 9000, code="c" * 99, warning="w" * 300
    )
    progress = JobProgress(total=1, counters=Counters(failed=1), current_sku="ż" * 300, current_name="\ud800" * 300)
    assert leases.flush(lease, progress, [long], None).held
    stored = next(ItemRepository(database).outcomes(lease.job_id))
    assert (len(stored.sku), len(stored.name), len(stored.message)) == (255, 500, 2000)


def test_waiting_for_a_shop_that_is_away_is_told_and_taken_back(
    jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    lease = claimed(jobs, leases, shop_id)
    waiting = JobProgress(phase=JobPhase.WAITING, next_attempt_at_in_s=42.5, attempt=2, waiting_code="HTTP 503")
    leases.flush(lease, waiting, [], None)
    job = current(jobs, lease.job_id)
    assert job.next_attempt_at is not None
    assert 35 < (job.next_attempt_at - datetime.now(UTC)).total_seconds() < 50
    assert (job.attempt, job.waiting_code) == (2, "HTTP 503")
    leases.flush(lease, JobProgress(phase=JobPhase.COUNTING), [], None)
    assert current(jobs, lease.job_id).next_attempt_at is None


def test_finished_job_gives_the_lane_back(jobs: JobRepository, leases: LeaseRepository, shop_id: int) -> None:
    lease = claimed(jobs, leases, shop_id)
    waiting = created(jobs, shop_id)
    progress = JobProgress(total=1, counters=Counters(created=1), phase=JobPhase.FINISHED)
    assert leases.finish(lease, JobState.COMPLETED, progress, [item(1)], [], None) is JobState.COMPLETED
    job = current(jobs, lease.job_id)
    assert (job.state, job.fraction, job.phase) == (JobState.COMPLETED, 1.0, JobPhase.FINISHED)
    assert job.completed_at is not None
    assert leases.claim(waiting.id, "runner") is not None
    with pytest.raises(StaleLease):
        leases.finish(lease, JobState.FAILED, progress, [], [], "again")


def test_finished_job_of_no_products_is_complete(jobs: JobRepository, leases: LeaseRepository, shop_id: int) -> None:
    lease = claimed(jobs, leases, shop_id)
    leases.finish(lease, JobState.COMPLETED, JobProgress(total=0), [], [], None)
    job = current(jobs, lease.job_id)
    assert (job.total, job.fraction) == (0, 1.0)


def test_job_that_somebody_cancelled_never_becomes_completed_and_keeps_what_it_did(
    database: Database, jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    lease = claimed(jobs, leases, shop_id)
    write_status(database, lease.job_id, "cancelled")
    progress = JobProgress(total=2, counters=Counters(created=1))
    health = leases.flush(lease, progress, [item(1)], None)
    assert (health.held, health.cancel) == (True, True)
    progress = replace(progress, counters=Counters(created=1, failed=1))
    stored = leases.finish(lease, JobState.COMPLETED, progress, [item(2, ItemOutcome.FAILED)], ["SKU-2"], None)
    assert stored is JobState.CANCELLED
    job = current(jobs, lease.job_id)
    assert (job.state, job.processed, job.failed) == (JobState.CANCELLED, 2, 1)
    assert job.completed_at is not None
    assert len(list(ItemRepository(database).outcomes(lease.job_id))) == 2
    assert leases.claim(created(jobs, shop_id).id, "runner") is not None


def test_cancelling_a_waiting_job_ends_it_at_once(jobs: JobRepository, leases: LeaseRepository, shop_id: int) -> None:
    job = created(jobs, shop_id)
    assert jobs.request_cancel(job.id).state is JobState.CANCELLED
    assert leases.claim(job.id, "runner") is None
    kinds = [event.kind for event in jobs.detail(job.id).events]
    assert kinds == [EventKind.QUEUED, EventKind.CANCELLED]


def test_cancelling_a_running_job_is_noted_for_its_runner(
    database: Database, jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    lease = claimed(jobs, leases, shop_id)
    elsewhere = JobRepository(database, PIOTR, SHARED)
    asked = elsewhere.request_cancel(lease.job_id)
    assert (asked.state, asked.cancel_requested, asked.may_be_cancelled) == (JobState.PROCESSING, True, False)
    assert leases.renew(lease).cancel
    assert leases.flush(lease, JobProgress(), [], None).cancel
    elsewhere.request_cancel(lease.job_id)
    leases.finish(lease, JobState.CANCELLED, JobProgress(total=5), [], [], None)
    events = jobs.detail(lease.job_id).events
    assert [event.kind for event in events] == [EventKind.QUEUED, EventKind.CANCEL_ASKED, EventKind.CANCELLED]
    assert events[-1].facts == {"person": "piotr"}


def test_cancelling_a_job_whose_runner_is_gone_ends_it_and_fences_the_runner(
    database: Database, jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    lease = claimed(jobs, leases, shop_id)
    end_lease(database, lease)
    assert jobs.request_cancel(lease.job_id).state is JobState.CANCELLED
    assert not leases.renew(lease).held
    with pytest.raises(StaleLease):
        leases.finish(lease, JobState.COMPLETED, JobProgress(total=1), [], [], None)
    assert leases.claim(created(jobs, shop_id).id, "runner") is not None


def test_cancelling_a_job_of_the_web_application_writes_its_status_only(
    database: Database, jobs: JobRepository, shop_id: int
) -> None:
    web_job = insert_web_job(database, shop_id)
    cancelled = jobs.request_cancel(web_job)
    assert (cancelled.state, cancelled.origin) == (JobState.CANCELLED, Origin.WEB)


def test_cancelling_a_job_that_has_ended_changes_nothing(
    jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    lease = claimed(jobs, leases, shop_id)
    leases.finish(lease, JobState.COMPLETED, JobProgress(total=0), [], [], None)
    before = current(jobs, lease.job_id)
    assert jobs.request_cancel(lease.job_id) == before


def test_claim_and_cancel_race_and_the_job_ends_in_one_of_both(
    jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    for _ in range(8):
        job = created(jobs, shop_id)
        start = threading.Barrier(2)
        won: list[Lease | None] = []

        def claim(job_id: int = job.id, start: threading.Barrier = start, won: list[Lease | None] = won) -> None:
            start.wait()
            won.append(leases.claim(job_id, "runner"))

        thread = threading.Thread(target=claim)
        thread.start()
        start.wait()
        jobs.request_cancel(job.id)
        thread.join()
        (lease,) = won
        after = current(jobs, job.id)
        if lease is None:
            assert after.state is JobState.CANCELLED
        else:
            assert after.cancel_requested
            assert leases.finish(lease, JobState.CANCELLED, JobProgress(), [], [], None) is JobState.CANCELLED


def test_silent_runner_is_measured_by_the_databases_clock(
    database: Database, jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    lease = claimed(jobs, leases, shop_id)
    with database.begin() as connection:
        connection.execute(update(JobRunRow).values(heartbeat_at=now_plus(-33)))
    assert 33 <= current(jobs, lease.job_id).silent_s < 60
    assert leases.renew(lease).held
    assert current(jobs, lease.job_id).silent_s < SHARED.stale_after_s


def test_more_processed_than_announced_does_not_fail_the_write(
    database: Database, jobs: JobRepository, leases: LeaseRepository, shop_id: int
) -> None:
    lease = claimed(jobs, leases, shop_id)
    assert leases.flush(lease, JobProgress(total=20, counters=Counters(created=300)), [], None).held
    with database.read() as connection:
        assert str(connection.scalar(select(JobRow.progress_percentage))) == "100.00"
