"""Failed products by cause, reports and removal, on both engines."""

from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.failure_list import NO_DETAILS, FailureQuery, ReportColumn, ReportWords
from ppm_desktop.domain.job import Computer, ItemOutcome, ItemRecord, JobProgress, JobState
from ppm_desktop.domain.listing import DeltaMark
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.retry import RetryScope, RetryWish
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.failed_items import FEWEST_LINES, FIRST_LINES, FailedItems
from ppm_desktop.persistence.job_removal import JobRemoval
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.leases import LeaseRepository
from ppm_desktop.persistence.ledger import MOST_NAMED
from ppm_desktop.persistence.retries import RetryRepository
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.persistence.tables import (
    ItemChangeRow,
    JobEventRow,
    JobItemRow,
    JobPlanRow,
    JobRow,
    JobRunRow,
    TombstoneRow,
)
from ppm_desktop.services.reports import write_report

ANNA = Computer("biuro-1", "anna")
SHARED = SharedSettings()
COLUMNS = (ReportColumn.SKU, ReportColumn.OUTCOME, ReportColumn.CAUSE)
WORDS = ReportWords(
    Language.ENGLISH, {one: one.value for one in COLUMNS}, {one: one.value for one in ItemOutcome}, "{message}", "#{n}"
)


@pytest.fixture
def shop_id(database: Database) -> int:
    return ShopRepository(database).add("KAYO Parts PL", "https://kayo.example", "ciphertext").id


@pytest.fixture
def jobs(database: Database) -> JobRepository:
    return JobRepository(database, ANNA, SHARED)


@pytest.fixture
def failed(database: Database) -> FailedItems:
    return FailedItems(database)


def failure(number: int, cause: str, message: str = "", name: str = "Filtr") -> ItemRecord:
    return ItemRecord(number, f"S-{number}", name, ItemOutcome.FAILED, number, cause=cause, code="X", message=message)


def ended(database: Database, jobs: JobRepository, shop_id: int, items: list[ItemRecord]) -> int:
    (job,) = jobs.create(JobRequest(), [shop_id], batch=False)
    leases = LeaseRepository(database, ANNA, SHARED)
    lease = leases.claim(job.id, "runner")
    assert lease is not None
    leases.finish(lease, JobState.FAILED, JobProgress(total=len(items)), items, [], None)
    return job.id


def web_job(database: Database, shop_id: int, labels: list[str]) -> int:
    values = {"job_uuid": "web", "job_type": "BulkImportProducts", "shop_id": shop_id, "shop_name": "KAYO"}
    with database.begin() as connection:
        made = connection.execute(insert(JobRow).values(**values, status="failed", failed_item_ids=labels))
        (job_id,) = made.inserted_primary_key or (0,)
    return int(job_id)


def resolve(database: Database, job_id: int, by: int, *sequences: int) -> None:
    with database.begin() as connection:
        meant = (JobItemRow.job_id == job_id, JobItemRow.sequence.in_(sequences))
        connection.execute(update(JobItemRow).where(*meant).values(resolved_by=by))
        connection.execute(update(JobRunRow).where(JobRunRow.job_id == job_id).values(resolved_items=len(sequences)))


def places(lines: object) -> list[int]:
    return [line.record.sequence for line in lines]  # type: ignore[attr-defined]


def test_failures_are_grouped_by_what_has_to_be_done_about_them(
    database: Database, jobs: JobRepository, failed: FailedItems, shop_id: int
) -> None:
    items = [failure(n, "duplicate_ean") for n in (1, 5, 9)]
    items += [failure(2, "refused", "name"), failure(3, "refused", "ean13: 1"), failure(4, "refused", "name")]
    items += [ItemRecord(6, "S-6", "Filtr", ItemOutcome.CREATED, 6)]
    found = failed.groups(ended(database, jobs, shop_id, items))
    assert [(group.cause, group.count, places(group.lines)) for group in found.groups] == [
        ("duplicate_ean", 3, [1, 5, 9]),
        ("refused:name", 2, [2, 4]),
        ("refused:ean13", 1, [3]),
    ]
    assert (found.count, found.open) == (6, 6)


def test_a_group_brings_its_first_products_and_the_others_in_pages(
    database: Database, jobs: JobRepository, failed: FailedItems, shop_id: int
) -> None:
    job_id = ended(database, jobs, shop_id, [failure(n, "internal") for n in range(1, FIRST_LINES + 21)])
    (group,) = failed.groups(job_id).groups
    assert (group.count, len(group.lines)) == (FIRST_LINES + 20, FIRST_LINES)
    query = FailureQuery(causes=("internal",))
    assert places(failed.page(job_id, query, FIRST_LINES, 15)) == list(range(FIRST_LINES + 1, FIRST_LINES + 16))
    assert len(list(failed.stream(job_id, query))) == FIRST_LINES + 20


def test_many_causes_bring_few_products_each(
    database: Database, jobs: JobRepository, failed: FailedItems, shop_id: int
) -> None:
    items = [failure(n, f"of_tomorrow_{n % 50}") for n in range(1, 1001)]
    found = failed.groups(ended(database, jobs, shop_id, items))
    assert len(found.groups) == 50
    assert max(len(group.lines) for group in found.groups) == FEWEST_LINES


def test_the_search_finds_sku_and_name_and_takes_signs_as_they_are(
    database: Database, jobs: JobRepository, failed: FailedItems, shop_id: int
) -> None:
    items = [failure(1, "internal"), failure(2, "timeout", name="Olej 50% taniej"), failure(13, "internal")]
    job_id = ended(database, jobs, shop_id, items)
    assert [group.count for group in failed.groups(job_id, "s-1").groups] == [2]
    assert failed.sequences(job_id, FailureQuery("50%")) == [2]
    assert failed.groups(job_id, "S_1").groups == ()


def test_products_that_succeeded_since_are_counted_and_can_be_left_out(
    database: Database, jobs: JobRepository, failed: FailedItems, shop_id: int
) -> None:
    job_id = ended(database, jobs, shop_id, [failure(n, "internal") for n in range(1, 5)] + [failure(5, "timeout")])
    resolve(database, job_id, 913, 2, 3)
    found = failed.groups(job_id)
    assert [(group.count, group.resolved) for group in found.groups] == [(4, 2), (1, 0)]
    assert [line.resolved_by for line in found.groups[0].lines] == [None, 913, 913, None]
    assert failed.sequences(job_id, FailureQuery(unresolved=True)) == [1, 4, 5]
    assert failed.sequences(job_id, FailureQuery(sequences=tuple(range(4, 40_000)))) == [4, 5]


def test_of_a_job_of_the_web_application_only_labels_are_known(
    database: Database, failed: FailedItems, shop_id: int
) -> None:
    job_id = web_job(database, shop_id, ["A-1", "id:12", "A-2"])
    (group,) = failed.groups(job_id).groups
    assert (group.cause, group.count, [line.label for line in group.lines]) == (NO_DETAILS, 3, ["A-1", "id:12", "A-2"])
    assert [line.label for line in failed.stream(job_id, FailureQuery("a-"))] == ["A-1", "A-2"]
    assert failed.sequences(job_id, FailureQuery(sequences=(3,))) == [3]
    assert failed.groups(999).groups == ()


def test_a_retry_of_one_cause_takes_all_its_kinds(database: Database, jobs: JobRepository, shop_id: int) -> None:
    items = [failure(1, "refused", "name"), failure(2, "refused", "ean13"), failure(3, "timeout")]
    job_id = ended(database, jobs, shop_id, items)
    retries = RetryRepository(database, ANNA, SHARED)
    assert retries.make(job_id, RetryWish(RetryScope.CAUSE, causes=("refused",))).products == 2
    assert retries.make(job_id, RetryWish(RetryScope.CAUSE, causes=("refused:name",))).products == 1


def test_the_report_names_every_product_in_order(
    database: Database, jobs: JobRepository, failed: FailedItems, shop_id: int, tmp_path: Path
) -> None:
    items = [ItemRecord(1, "S-1", "x", ItemOutcome.CREATED, 1, warning="conflict"), failure(2, "timeout")]
    job_id = ended(database, jobs, shop_id, items)
    resolve(database, job_id, 913, 2)
    path = tmp_path / "report.csv"
    assert write_report(path, failed.ledger(job_id), WORDS) == 2
    assert path.read_text(encoding="utf-8-sig").splitlines() == [
        "sku;outcome;cause",
        "S-1;created;The product was changed on both sides",
        "S-2;failed, #913;The shop took too long",
    ]


def test_removed_jobs_leave_nothing_but_word_of_it(database: Database, jobs: JobRepository, shop_id: int) -> None:
    job_id = ended(database, jobs, shop_id, [failure(1, "internal")])
    with database.begin() as connection:
        connection.execute(insert(ItemChangeRow).values(job_id=job_id, sequence=1, field="name", before="a", after="b"))
        connection.execute(insert(JobPlanRow).values(job_id=job_id, sequence=1, first_id=1, last_id=5))
    mark = jobs.delta(None, 10).mark
    assert JobRemoval(database).remove([job_id, 999]).job_ids == (job_id,)
    with database.read() as connection:
        for table in (JobRunRow, JobItemRow, ItemChangeRow, JobEventRow, JobPlanRow):
            assert connection.scalar(select(func.count()).where(table.job_id == job_id)) == 0, table
        assert connection.scalar(select(func.count()).where(TombstoneRow.job_id == job_id)) == 1
    assert jobs.get(job_id) is None
    assert jobs.delta(DeltaMark(mark.changed_at, mark.tombstone), 10).removed == (job_id,)


def test_jobs_under_way_and_jobs_that_one_takes_back_are_kept(
    database: Database, jobs: JobRepository, shop_id: int
) -> None:
    (waiting,) = jobs.create(JobRequest(), [shop_id], batch=False)
    assert JobRemoval(database).remove([waiting.id]).kept == (waiting.id,)
    jobs.request_cancel(waiting.id)
    taken_back = ended(database, jobs, shop_id, [failure(1, "internal")])
    (undo,) = jobs.create(JobRequest(), [shop_id], batch=False)
    with database.begin() as connection:
        connection.execute(update(JobRunRow).where(JobRunRow.job_id == undo.id).values(undo_of=taken_back))
    removed = JobRemoval(database).remove([taken_back, undo.id])
    assert (removed.job_ids, removed.kept) == ((), (taken_back, undo.id))
    jobs.request_cancel(undo.id)
    assert JobRemoval(database).remove([taken_back, undo.id]).job_ids == (taken_back, undo.id)


def test_a_selection_larger_than_one_statement_takes_exactly_what_was_picked(
    database: Database, jobs: JobRepository, failed: FailedItems, shop_id: int
) -> None:
    last = MOST_NAMED + 300
    job_id = ended(database, jobs, shop_id, [failure(n, "internal") for n in range(1, last + 1)])
    picked = tuple(number for number in range(1, last + 1) if number not in (2, 77))
    assert len(list(failed.stream(job_id, FailureQuery(sequences=picked)))) == last - 2
    wish = RetryWish(RetryScope.SELECTION, sequences=picked)
    assert RetryRepository(database, ANNA, SHARED).make(job_id, wish).products == last - 2
