"""Jobs as lists, figures and changes, on both engines."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, insert, select, text, update

from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import (
    Computer,
    Counters,
    ItemOutcome,
    ItemRecord,
    JobPhase,
    JobProgress,
    JobState,
    JobType,
    Origin,
    RowState,
)
from ppm_desktop.domain.listing import Delta, DeltaMark, EventKind, JobFilter, JobPage, StatusFilter
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobMode, JobRequest
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.leases import LeaseRepository
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.persistence.tables import JobRow, JobRunRow, TombstoneRow
from ppm_desktop.persistence.types import now, now_plus
from tests.fakes.statements import StatementCounter

ANNA = Computer("biuro-1", "anna")
SHARED = SharedSettings()
ON_MARIADB = [pytest.param("mariadb", marks=pytest.mark.mariadb)]
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def shop_id(database: Database) -> int:
    return ShopRepository(database).add("KAYO Parts PL", "https://kayo.example", "ciphertext").id


@pytest.fixture
def jobs(database: Database) -> JobRepository:
    return JobRepository(database, ANNA, SHARED)


def insert_jobs(database: Database, shop_id: int, *states: str, shop_name: str = "KAYO Parts PL") -> list[int]:
    """Jobs of the web application, one a minute from noon on, in the order of their ids."""
    with database.begin() as connection:
        ids: list[int] = []
        for minute, state in enumerate(states):
            values = {
                "job_uuid": f"{shop_name}-{minute}-{len(ids)}"[:36],
                "job_type": "BulkImportProducts",
                "shop_id": shop_id,
                "shop_name": shop_name,
                "status": state,
                "created_at": NOON + timedelta(minutes=minute),
            }
            (job_id,) = connection.execute(insert(JobRow).values(**values)).inserted_primary_key or (0,)
            ids.append(job_id)
    return ids


def ids_of(page: JobPage | Delta) -> list[int]:
    return [job.id for job in page.rows]


def test_job_row_exists_from_the_click(jobs: JobRepository, shop_id: int) -> None:
    request = JobRequest(mode=JobMode.CATEGORY, category_id=12, include_subcategories=True)
    (job,) = jobs.create(request, [shop_id], batch=False)
    assert (job.state, job.type, job.mode, job.shop_name) == (
        JobState.PENDING,
        JobType.IMPORT,
        "category",
        "KAYO Parts PL",
    )
    assert (job.total, job.batch_id, job.origin, job.starter, job.runner) == (None, None, Origin.HERE, ANNA, None)
    assert JobRequest.from_params(job.type, job.mode, job.params) == request
    assert (job.phase, job.queue_place, job.shop_busy_with) == (JobPhase.QUEUED, 1, None)
    assert job.created_at.tzinfo is UTC
    assert abs(datetime.now(UTC) - job.created_at) < timedelta(minutes=1)
    (event,) = jobs.detail(job.id).events
    assert (event.kind, event.facts) == (EventKind.QUEUED, {"person": "anna"})


def test_batch_is_made_whole_or_not_at_all(jobs: JobRepository, shop_id: int) -> None:
    with pytest.raises(InvalidRequest, match="shop_unknown"):
        jobs.create(JobRequest(), [shop_id, 999], batch=True)
    assert jobs.page(JobFilter(), None, 10).rows == ()


def test_job_is_found_by_number_and_uuid(jobs: JobRepository, shop_id: int) -> None:
    (job,) = jobs.create(JobRequest(), [shop_id], batch=False)
    assert jobs.find(f"#{job.id}") == jobs.find(str(job.id)) == jobs.find(job.uuid.upper()) == job
    assert jobs.find("999") is None
    assert jobs.find("nonsense") is None
    with pytest.raises(InvalidRequest, match="job_unknown"):
        jobs.detail(999)
    with pytest.raises(InvalidRequest, match="job_unknown"):
        jobs.request_cancel(999)


@pytest.mark.parametrize(
    ("status", "places"),
    [
        (StatusFilter.ACTIVE, [0, 4]),
        (StatusFilter.COMPLETED, [5, 1]),
        (StatusFilter.FAILED, [2]),
        (StatusFilter.ALL, [0, 4, 5, 3, 2, 1]),
    ],
)
def test_segments(
    database: Database, jobs: JobRepository, shop_id: int, status: StatusFilter, places: list[int]
) -> None:
    ids = insert_jobs(database, shop_id, "processing", "completed", "failed", "cancelled", "pending", "completed")
    assert ids_of(jobs.page(JobFilter(status), None, 50)) == [ids[place] for place in places]


def test_pages_of_jobs_with_one_stamp_neither_repeat_nor_skip(
    database: Database, jobs: JobRepository, shop_id: int
) -> None:
    ids = insert_jobs(database, shop_id, *["completed", "failed", "cancelled"] * 7)
    with database.begin() as connection:
        connection.execute(update(JobRow).values(created_at=NOON))
    seen: list[int] = []
    page = jobs.page(JobFilter(), None, 4)
    seen += ids_of(page)
    while page.next is not None:
        page = jobs.page(JobFilter(), page.next, 4)
        seen += ids_of(page)
    assert seen == sorted(ids, reverse=True)


def test_search_finds_by_shop_name_number_uuid_and_sku(database: Database, jobs: JobRepository, shop_id: int) -> None:
    other = ShopRepository(database).add("Pit_Bike 100%", "https://pitbike.example", "ciphertext").id
    first, second = jobs.create(JobRequest(), [shop_id, other], batch=True)
    lease = LeaseRepository(database, ANNA, SHARED).claim(second.id, "runner")
    assert lease is not None
    failed = ItemRecord(1, "Filtr-07/ą", "Filtr", ItemOutcome.FAILED, 7, cause="no_sku")
    LeaseRepository(database, ANNA, SHARED).flush(lease, JobProgress(total=1), [failed], None)

    def found(search: str) -> list[int]:
        return sorted(ids_of(jobs.page(JobFilter(search=search), None, 10)))

    assert found("kayo") == [first.id]
    assert found("_bike 100%") == [second.id]
    assert found("%") == [second.id]
    assert found(first.uuid) == [first.id]
    assert found("filtr-07/ą") == [second.id]
    assert found(f"#{first.id}") == [first.id]
    assert found("nowhere") == []
    assert ids_of(jobs.page(JobFilter(shop_id=other), None, 10)) == [second.id]


def test_overview_counts_segments_under_the_filter_and_totals_of_everybody(
    database: Database, jobs: JobRepository, shop_id: int
) -> None:
    other = ShopRepository(database).add("Pit Bike", "https://pitbike.example", "ciphertext").id
    insert_jobs(database, shop_id, "processing", "completed", "failed", "failed", "cancelled")
    insert_jobs(database, other, "pending", "failed", shop_name="Pit Bike")
    midnight = datetime.now(UTC) - timedelta(hours=1)
    with database.begin() as connection:
        connection.execute(update(JobRow).where(JobRow.status == "failed").values(failed_items=7))
        stale = select(JobRow.id).where(JobRow.shop_id == other, JobRow.status == "failed")
        old = connection.scalar(stale)
        connection.execute(update(JobRow).where(JobRow.id == old).values(updated_at=midnight - timedelta(hours=1)))
    overview = jobs.overview(JobFilter(shop_id=shop_id, status=StatusFilter.COMPLETED), midnight)
    counts = overview.counts
    assert (counts.active, counts.all, counts.completed, counts.failed) == (1, 5, 1, 2)
    assert (overview.totals.active, overview.totals.failed_today) == (2, 14)


def test_delta_brings_new_and_changed_jobs_once_each_and_nothing_else(
    database: Database, jobs: JobRepository, shop_id: int
) -> None:
    old = insert_jobs(database, shop_id, "completed")
    with database.begin() as connection:
        connection.execute(update(JobRow).values(updated_at=now_plus(-60)))
    start = jobs.delta(None, 100)
    assert start.rows == ()
    (job,) = jobs.create(JobRequest(), [shop_id], batch=False)
    lease = LeaseRepository(database, ANNA, SHARED).claim(job.id, "runner")
    assert lease is not None
    LeaseRepository(database, ANNA, SHARED).flush(lease, JobProgress(total=3, counters=Counters(created=1)), [], None)
    delta = jobs.delta(start.mark, 100)
    assert ids_of(delta) == [job.id]
    assert (delta.rows[0].total, delta.rows[0].processed) == (3, 1)
    assert delta.mark.changed_at >= start.mark.changed_at
    assert delta.took_ms > 0
    assert old[0] not in ids_of(jobs.delta(delta.mark, 100))


def test_delta_sees_what_only_the_runner_wrote(database: Database, jobs: JobRepository, shop_id: int) -> None:
    (job,) = jobs.create(JobRequest(), [shop_id], batch=False)
    with database.begin() as connection:
        connection.execute(update(JobRow).values(updated_at=now_plus(-60)))
        connection.execute(update(JobRunRow).values(updated_at=now_plus(-60)))
    mark = jobs.delta(None, 10).mark
    assert jobs.delta(mark, 10).rows == ()
    with database.begin() as connection:
        connection.execute(update(JobRunRow).values(heartbeat_at=now()))
    (seen,) = jobs.delta(mark, 10).rows
    assert seen.id == job.id
    assert seen.version > job.version - 1


@pytest.mark.parametrize("database_url", ON_MARIADB, indirect=True)
def test_delta_misses_nothing_when_transactions_commit_out_of_order(
    database: Database, jobs: JobRepository, shop_id: int
) -> None:
    """The slow transaction stamps its row first and commits after another has been read.

    SQLite has one writer at a time: stamps and commits have one order there.
    """
    slow_job, fast_job = insert_jobs(database, shop_id, "processing", "processing")
    with database.begin() as connection:
        connection.execute(update(JobRow).values(updated_at=now_plus(-60)))
    mark = jobs.delta(None, 10).mark
    stamped, release = threading.Event(), threading.Event()

    def slow() -> None:
        with database.begin() as connection:
            connection.execute(update(JobRow).where(JobRow.id == slow_job).values(processed_items=5))
            stamped.set()
            release.wait(30)

    thread = threading.Thread(target=slow)
    thread.start()
    stamped.wait(30)
    threading.Event().wait(0.02)
    with database.begin() as connection:
        connection.execute(update(JobRow).where(JobRow.id == fast_job).values(processed_items=6))
    seen = jobs.delta(mark, 10)
    assert ids_of(seen) == [fast_job]
    release.set()
    thread.join()
    late = jobs.delta(seen.mark, 10)
    assert slow_job in ids_of(late)
    assert {job.id: job.processed for job in late.rows}[slow_job] == 5


def test_delta_cut_by_its_limit_goes_on_where_it_stopped(database: Database, jobs: JobRepository, shop_id: int) -> None:
    ids = insert_jobs(database, shop_id, *["completed"] * 25)
    with database.begin() as connection:
        for place, job_id in enumerate(ids):
            stamp = NOON + timedelta(seconds=place)
            connection.execute(update(JobRow).where(JobRow.id == job_id).values(updated_at=stamp))
    mark = DeltaMark(NOON - timedelta(seconds=1))
    seen: list[int] = []
    for _ in range(8):
        delta = jobs.delta(mark, 5)
        seen += [job_id for job_id in ids_of(delta) if job_id not in seen]
        mark = delta.mark
    assert seen == ids


def test_delta_passes_more_changes_of_one_moment_than_its_limit(
    database: Database, jobs: JobRepository, shop_id: int
) -> None:
    ids = insert_jobs(database, shop_id, *["completed"] * 25)
    with database.begin() as connection:
        connection.execute(update(JobRow).values(updated_at=NOON))
    first = jobs.delta(DeltaMark(NOON - timedelta(seconds=1)), 5)
    second = jobs.delta(first.mark, 5)
    assert sorted({*ids_of(first), *ids_of(second)}) == ids


def test_delta_tells_removed_jobs(database: Database, jobs: JobRepository, shop_id: int) -> None:
    kept, removed = insert_jobs(database, shop_id, "completed", "completed")
    mark = jobs.delta(None, 10).mark
    with database.begin() as connection:
        connection.execute(delete(JobRow).where(JobRow.id == removed))
        connection.execute(insert(TombstoneRow).values(job_id=removed))
    delta = jobs.delta(mark, 10)
    assert delta.removed == (removed,)
    assert removed not in ids_of(delta)
    assert delta.mark.tombstone > 0
    assert kept in ids_of(delta)


def test_delta_is_one_statement_when_nothing_waits(database: Database, jobs: JobRepository, shop_id: int) -> None:
    insert_jobs(database, shop_id, "processing", "completed")
    mark = jobs.delta(None, 10).mark
    with StatementCounter(database) as counter:
        jobs.delta(mark, 10)
    selects = [statement for statement in counter.statements if statement.startswith("SELECT")]
    assert len(selects) == 1
    assert counter.writes == 0


def test_job_of_the_web_application_is_shown_as_such(database: Database, jobs: JobRepository, shop_id: int) -> None:
    with database.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO job_progress (job_uuid, job_type, shop_id, shop_name, status, total_items,"
                " operation_params) VALUES ('w', 'PullProducts', :shop, 'KAYO', 'processing', 0,"
                ' \'{"mode": "individual", "options": {"skus": ["A-1"]}}\')'
            ),
            {"shop": shop_id},
        )
    job = jobs.find("w")
    assert job is not None
    assert (job.origin, job.starter, job.type, job.mode, job.total) == (Origin.WEB, None, JobType.IMPORT, "all", None)
    assert JobRequest.from_params(job.type, "", job.params).skus == ("A-1",)
    with database.begin() as connection:
        connection.execute(update(JobRow).values(updated_at=now_plus(-300)))
    quiet = jobs.find("w")
    assert quiet is not None
    assert quiet.row_state(SHARED.stale_after_s) is RowState.COUNTING
    with database.begin() as connection:
        connection.execute(update(JobRow).values(updated_at=now_plus(-700)))
    silent = jobs.find("w")
    assert silent is not None
    assert silent.row_state(SHARED.stale_after_s) is RowState.STALE


def test_version_is_the_newer_of_both_stamps(database: Database, jobs: JobRepository, shop_id: int) -> None:
    (job,) = jobs.create(JobRequest(), [shop_id], batch=False)
    later = NOON + timedelta(milliseconds=5)
    with database.begin() as connection:
        connection.execute(update(JobRow).values(updated_at=NOON))
        connection.execute(update(JobRunRow).values(updated_at=later))
    stored = jobs.get(job.id)
    assert stored is not None
    assert stored.version == int(later.timestamp() * 1000)
    assert stored.updated_at == NOON


def test_causes_of_a_job_are_counted_most_frequent_first(database: Database, jobs: JobRepository, shop_id: int) -> None:
    (job,) = jobs.create(JobRequest(), [shop_id], batch=False)
    leases = LeaseRepository(database, ANNA, SHARED)
    lease = leases.claim(job.id, "runner")
    assert lease is not None
    causes = ["timeout", "no_sku", "no_sku", None]
    items = [
        ItemRecord(place, f"S{place}", "", ItemOutcome.FAILED, cause=cause) for place, cause in enumerate(causes, 1)
    ]
    leases.flush(lease, JobProgress(total=5), [*items, ItemRecord(9, "S9", "", ItemOutcome.CREATED)], None)
    found = jobs.detail(job.id).causes
    assert (found[0].cause, found[0].count) == ("no_sku", 2)
    assert {(one.cause, one.count) for one in found} == {("no_sku", 2), ("timeout", 1), ("unknown", 1)}
