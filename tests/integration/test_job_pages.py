"""Lists of jobs page by page in every order, what their questions cost, and figures of a long history."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import Connection, select, text, update

from ppm_desktop.domain.job import Computer, JobSnapshot, JobState
from ppm_desktop.domain.listing import JobFilter, JobOrder, PageKey, StatusFilter
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.persistence.changes import read_changes
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.overviews import ROWS_PER_S, OverviewReader
from ppm_desktop.persistence.pages import read_page
from ppm_desktop.persistence.tables import JobRow
from tests.fakes.many_jobs import Crowd, add_crowd

MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)
ON_MARIADB = [pytest.param("mariadb", marks=pytest.mark.mariadb)]
PAGE = 30
FEW_ROWS = 1_000

SORTED: dict[JobOrder, Callable[[JobSnapshot], tuple[object, ...]]] = {
    JobOrder.NEWEST: lambda job: (-job.created_at.timestamp(), -job.id),
    JobOrder.OLDEST: lambda job: (job.created_at.timestamp(), job.id),
    JobOrder.SHOP: lambda job: (job.shop_name.casefold(), -job.created_at.timestamp(), -job.id),
    JobOrder.ERRORS: lambda job: (-job.failed, -job.id),
}


@pytest.fixture
def jobs(database: Database) -> JobRepository:
    return JobRepository(database, Computer("biuro-1", "anna"), SharedSettings())


def walk(jobs: JobRepository, wanted: JobFilter, limit: int) -> list[JobSnapshot]:
    """Every job of the list, page by page; no page is larger than ``limit``."""
    page = jobs.page(wanted, None, limit)
    seen = list(page.rows)
    while page.next is not None:
        assert len(page.rows) == limit
        page = jobs.page(wanted, page.next, limit)
        seen += page.rows
    assert len(page.rows) <= limit
    return seen


@pytest.mark.parametrize("order", JobOrder)
@pytest.mark.parametrize("shop_id", [None, 2])
def test_pages_hold_every_job_once_in_the_order_that_was_asked_for(
    database: Database, jobs: JobRepository, order: JobOrder, shop_id: int | None
) -> None:
    add_crowd(database, Crowd(ended=150, active=20, stuck=15, shops=4))
    with database.begin() as connection:  # many of one moment: only their numbers tell them apart
        moment = connection.scalar(select(JobRow.created_at).where(JobRow.id == 60))
        connection.execute(update(JobRow).where(JobRow.id.between(60, 110)).values(created_at=moment))
        every = connection.scalars(select(JobRow.id).where(JobRow.shop_id == (shop_id or JobRow.shop_id))).all()
    seen = walk(jobs, JobFilter(shop_id=shop_id, order=order), 7)
    assert sorted(job.id for job in seen) == sorted(every)
    newest = SORTED[JobOrder.NEWEST]
    active = [job for job in seen if job.active]
    assert seen[: len(active)] == sorted(active, key=lambda job: (job.state is JobState.PENDING, *newest(job)))
    assert seen[len(active) :] == sorted(seen[len(active) :], key=SORTED[order])


@pytest.mark.parametrize("status", StatusFilter)
def test_segments_are_paged_as_the_whole_list_is(database: Database, jobs: JobRepository, status: StatusFilter) -> None:
    add_crowd(database, Crowd(ended=120, active=10, shops=3))
    whole = walk(jobs, JobFilter(), 50)
    states = {
        StatusFilter.ACTIVE: {"processing", "pending"},
        StatusFilter.ALL: {job.state.value for job in whole},
        StatusFilter.COMPLETED: {"completed"},
        StatusFilter.FAILED: {"failed"},
    }[status]
    listed = [job.id for job in walk(jobs, JobFilter(status), 6)]
    assert listed == [job.id for job in whole if job.state.value in states]


def test_a_job_that_ends_while_its_page_is_open_does_not_break_the_next(
    database: Database, jobs: JobRepository
) -> None:
    add_crowd(database, Crowd(ended=10, active=12))
    page = jobs.page(JobFilter(), None, 5)
    last = page.rows[-1]
    with database.begin() as connection:
        connection.execute(update(JobRow).where(JobRow.id == last.id).values(status="completed"))
    seen = [*page.rows]
    while page.next is not None:
        page = jobs.page(JobFilter(), page.next, 5)
        seen += page.rows
    assert {job.id for job in seen} == set(range(1, 23))


def rows_read(connection: Connection, question: Callable[[], object]) -> tuple[int, int]:
    """Entries that the server touched for it, and temporary tables on its disk."""
    connection.execute(text("FLUSH STATUS"))
    question()
    shown = connection.execute(text("SHOW SESSION STATUS LIKE 'Handler_read%'")).all()
    disk = connection.execute(text("SHOW SESSION STATUS LIKE 'Created_tmp_disk_tables'")).one()
    return sum(int(number) for _, number in shown), int(disk[1])


def questions(connection: Connection, jobs: Sequence[JobSnapshot]) -> dict[str, Callable[[], object]]:
    """The first page and one far down, in every order, for all shops and for one."""
    ended = [job for job in jobs if not job.active]
    asked: dict[str, Callable[[], object]] = {}
    for order in JobOrder:
        for shop_id in (None, 3):
            wanted = JobFilter(order=order, shop_id=shop_id)
            listed = sorted((job for job in ended if shop_id in (None, job.shop_id)), key=SORTED[order])
            middle = PageKey.of(listed[len(listed) // 2])
            for name, after in (("first", None), ("far down", middle)):
                asked[f"{order} {shop_id} {name}"] = partial(read_page, connection, wanted, after, PAGE)
    return asked


@pytest.mark.parametrize("database_url", ON_MARIADB, indirect=True)
def test_pages_read_few_rows_of_a_long_history_and_use_no_disk(database: Database, jobs: JobRepository) -> None:
    """The plain query reads the whole table backwards when thousands of active rows are old."""
    add_crowd(database, Crowd(ended=9_000, active=50, stuck=3_000))
    everything = walk(jobs, JobFilter(), 2_000)
    with database.read() as connection:
        cost = {name: rows_read(connection, ask) for name, ask in questions(connection, everything).items()}
    assert {name: spent for name, spent in cost.items() if spent[0] > FEW_ROWS or spent[1]} == {}


@pytest.mark.parametrize("database_url", ON_MARIADB, indirect=True)
def test_the_delta_reads_only_what_has_changed_and_uses_no_disk(database: Database, jobs: JobRepository) -> None:
    add_crowd(database, Crowd(ended=9_000, active=50, stuck=3_000))
    mark = jobs.delta(None, 500).mark
    with database.begin() as connection:
        newest = select(JobRow.id).order_by(JobRow.id.desc()).limit(20)
        ids = connection.scalars(newest).all()
        connection.execute(update(JobRow).where(JobRow.id.in_(ids)).values(processed_items=JobRow.processed_items + 1))
    with database.read() as connection:
        reads, disk = rows_read(connection, lambda: read_changes(connection, mark, 500))
    assert (reads < 20 * PAGE, disk) == (True, 0)
    assert {job.id for job in jobs.delta(mark, 500).rows} >= set(ids)


def test_a_long_history_is_counted_seldom_and_active_jobs_each_time(database: Database) -> None:
    seconds = [0.0]
    add_crowd(database, Crowd(ended=1_000, active=8))
    reader = OverviewReader(lambda: seconds[0])

    def figures() -> tuple[int, int, int]:
        with database.read() as connection:
            found = reader.read(connection, JobFilter(), MIDNIGHT)
        return found.counts.active, found.totals.active, found.counts.completed

    active, _, completed = figures()
    with database.begin() as connection:
        running = connection.scalars(select(JobRow.id).where(JobRow.status == "processing").limit(3)).all()
        connection.execute(update(JobRow).where(JobRow.id.in_(running)).values(status="completed"))
    assert figures() == (active - 3, active - 3, completed)
    seconds[0] = 1_000 / ROWS_PER_S + 0.01
    assert figures() == (active - 3, active - 3, completed + 3)


def test_thousands_of_old_active_jobs_are_counted_seldom(database: Database) -> None:
    seconds = [0.0]
    add_crowd(database, Crowd(ended=5, active=0, stuck=1_000))
    reader = OverviewReader(lambda: seconds[0])

    def active() -> int:
        with database.read() as connection:
            return reader.read(connection, JobFilter(), MIDNIGHT).counts.active

    assert active() == 1_000
    with database.begin() as connection:
        connection.execute(update(JobRow).values(status="completed"))
    assert active() == 1_000
    seconds[0] = 1_000 / ROWS_PER_S
    assert active() == 0


def test_a_short_history_is_always_counted(database: Database) -> None:
    reader = OverviewReader(lambda: 0.0)
    with database.read() as connection:
        assert reader.read(connection, JobFilter(), MIDNIGHT).counts.all == 0
    add_crowd(database, Crowd(ended=5))
    with database.read() as connection:
        assert reader.read(connection, JobFilter(), MIDNIGHT).counts.all == 5
