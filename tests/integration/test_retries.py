"""Parts of a job done again: which products, how often, and when the first job counts as mended."""

import multiprocessing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, insert, select

from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import ItemOutcome, JobSnapshot, JobState, JobType, RowState
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.request import JobMode, JobRequest
from ppm_desktop.domain.retry import RetryScope, RetryWish
from ppm_desktop.jobs.context import JobContext
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.persistence.items import ItemRepository
from ppm_desktop.persistence.tables import JobItemRow, JobRow, JobRunRow
from ppm_desktop.practice.faults import FaultPlan
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from tests.fakes.editing import add_products
from tests.fakes.office import Office, open_office

SPOILED = FaultPlan.parse("empty_sku:22,duplicate_sku:15,broken_price:15")


def outcomes(office: Office, job: JobSnapshot) -> dict[int | None, ItemOutcome]:
    """What became of each product of the shop."""
    return {record.external_id: record.outcome for record in ItemRepository(office.parts.database).outcomes(job.id)}


def retry(office: Office, job: JobSnapshot, wish: RetryWish | None = None) -> JobSnapshot:
    made = office.parts.retries.make(job.id, wish or RetryWish())
    return office.run(made.job)


def row_state(office: Office, job_id: int) -> RowState:
    stored = office.parts.job_rows.get(job_id)
    assert stored is not None
    return stored.row_state(20.0)


def mend(shop: PracticeShop) -> None:
    """Give every product of the shop a SKU of its own, a price and no EAN."""
    for number in shop.catalogue.product_ids():
        shop.catalogue.change_product(number, reference=f"OK-{number}", price="10.000000", ean13="")


def test_sixty_failures_in_four_causes_are_retried_by_cause_and_mended(office: Office) -> None:
    with PracticeShop(PracticeOptions(products=1000, faults=SPOILED)) as shop:
        added = office.add_shop(shop)
        for number in shop.catalogue.product_ids()[3::125]:
            shop.faults.break_product(number)
        first = office.import_from(added)
        causes = {one.cause: one.count for one in office.parts.jobs.detail(first.id).causes}
        assert (first.failed, sum(causes.values()), len(causes)) == (60, 60, 4)
        cause, count = next(iter(causes.items()))
        wanted = {one.external_id for one in office.failures(first) if one.cause == cause}
        again = retry(office, first, RetryWish(RetryScope.CAUSE, causes=(cause,)))
        assert (again.total, again.failed) == (count, count)
        assert set(outcomes(office, again)) == wanted
        mend(shop)
        shop.faults.clear()
        mended = retry(office, first)
    assert (mended.state, mended.total) == (JobState.COMPLETED, 60)
    assert row_state(office, first.id) is RowState.FIXED
    assert row_state(office, again.id) is RowState.FIXED


def test_what_has_succeeded_meanwhile_is_left_out_and_counted(office: Office) -> None:
    with PracticeShop(PracticeOptions(products=40, faults=FaultPlan.parse("empty_sku:4"))) as shop:
        added = office.add_shop(shop)
        first = office.import_from(added)
        mended = next(one.external_id for one in office.failures(first))
        assert mended is not None
        shop.catalogue.change_product(mended, reference="MENDED")
        office.import_from(added, JobRequest(mode=JobMode.INDIVIDUAL, product_ids=(mended,)))
        made = office.parts.retries.make(first.id, RetryWish())
    assert (made.products, made.left_out) == (3, 1)
    assert row_state(office, first.id) is RowState.PARTIAL


def test_a_selection_is_exactly_what_is_retried(office: Office) -> None:
    with PracticeShop(PracticeOptions(products=40, faults=FaultPlan.parse("empty_sku:4"))) as shop:
        first = office.import_from(office.add_shop(shop))
        picked = office.failures(first)[1:3]
        wish = RetryWish(RetryScope.SELECTION, sequences=tuple(one.sequence for one in picked))
        again = retry(office, first, wish)
    assert set(outcomes(office, again)) == {one.external_id for one in picked}


def test_a_sync_retries_the_products_of_ppm(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    add_products(office.parts.database, ["NEW-1", "NEW-2", "NEW-3"])
    twin = shop.catalogue.product_ids()[:2]
    for number in twin:
        shop.catalogue.change_product(number, reference="NEW-2", price="10.000000")
    (job,) = office.create(JobRequest(type=JobType.EXPORT), [added])
    first = office.run(job)
    assert [one.cause for one in office.failures(first)] == ["several_in_shop"]
    shop.catalogue.change_product(twin[1], reference="SOMETHING-ELSE")
    again = retry(office, first)
    assert (again.state, again.total, again.counters.updated) == (JobState.COMPLETED, 1, 1)
    assert row_state(office, first.id) is RowState.FIXED


def test_nothing_to_retry_is_said(office: Office, shop: PracticeShop) -> None:
    first = office.import_from(office.add_shop(shop))
    with pytest.raises(InvalidRequest) as refused:
        office.parts.retries.make(first.id, RetryWish())
    assert refused.value.detail == "nothing_to_retry"


def test_an_active_job_is_not_retried(office: Office, shop: PracticeShop) -> None:
    (job,) = office.create(JobRequest(), [office.add_shop(shop)])
    with pytest.raises(InvalidRequest) as refused:
        office.parts.retries.make(job.id, RetryWish())
    assert refused.value.detail == "job_active"


class _Brake(JobControl):
    """Asks for something once so many products are recorded."""

    def __init__(self, after: int, what: str) -> None:
        super().__init__()
        self._after = after
        self._what = what

    def watch(self, context: JobContext) -> None:
        if context.job.processed >= self._after:
            getattr(self, self._what)()


def run_until(office: Office, shop: ShopSummary, after: int, what: str, monkeypatch: pytest.MonkeyPatch) -> JobSnapshot:
    """An import that is asked to stop or to stand once ``after`` products are recorded."""
    brake = _Brake(after, what)
    record = JobContext.record

    def recorded(self: JobContext, *arguments: object, **options: object) -> None:
        record(self, *arguments, **options)  # type: ignore[arg-type]  # handed on as it came
        brake.watch(self)

    monkeypatch.setattr(JobContext, "record", recorded)
    (job,) = office.create(JobRequest(), [shop])
    ended = office.run(job, brake)
    monkeypatch.setattr(JobContext, "record", record)
    return ended


def test_a_cancelled_job_is_finished_by_a_new_one_with_what_it_never_came_to(
    office: Office, shop: PracticeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = office.add_shop(shop)
    stopped = run_until(office, added, 60, "cancel", monkeypatch)
    assert stopped.state is JobState.CANCELLED
    assert stopped.may_be_finished
    rest = retry(office, stopped, RetryWish(RetryScope.UNREACHED))
    assert (rest.state, rest.total) == (JobState.COMPLETED, 150 - stopped.processed)
    assert not set(outcomes(office, rest)) & set(outcomes(office, stopped))


def test_a_stopped_job_of_which_nothing_is_left_is_fixed_and_not_finished_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with PracticeShop(PracticeOptions(products=150, faults=FaultPlan.parse("empty_sku:30"))) as shop:
        stopped = run_until(office, office.add_shop(shop), 60, "cancel", monkeypatch)
        assert stopped.failed
        rest = retry(office, stopped, RetryWish(RetryScope.UNREACHED))
        parent = office.parts.job_rows.get(stopped.id)
        assert parent is not None
        assert rest.failed
        assert (parent.row_state(20.0), parent.may_be_finished) == (RowState.CANCELLED, False)
        mend(shop)
        retry(office, stopped)
        assert row_state(office, stopped.id) is RowState.CANCELLED, "what it never came to failed later"
        retry(office, rest)
    assert row_state(office, rest.id) is RowState.FIXED
    assert row_state(office, stopped.id) is RowState.FIXED


def test_a_job_that_was_finished_in_two_steps_is_fixed(
    office: Office, shop: PracticeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run_until(office, office.add_shop(shop), 60, "cancel", monkeypatch)
    control = JobControl()
    control.cancel()
    second = office.run(office.parts.retries.make(first.id, RetryWish(RetryScope.UNREACHED)).job, control)
    assert (second.state, second.may_be_finished) == (JobState.CANCELLED, True)
    retry(office, second, RetryWish(RetryScope.UNREACHED))
    assert {row_state(office, first.id), row_state(office, second.id)} == {RowState.FIXED}
    stored = office.parts.job_rows.get(first.id)
    assert stored is not None
    assert not stored.may_be_finished


def test_a_paused_import_gives_its_shop_back_and_goes_on_where_it_stood(
    office: Office, shop: PracticeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = office.add_shop(shop)
    paused = run_until(office, added, 60, "pause", monkeypatch)
    assert (paused.state, paused.paused_at is not None) == (JobState.PROCESSING, True)
    assert 60 <= paused.processed < 150
    assert office.import_from(added).state is JobState.COMPLETED, "another job may work on the shop meanwhile"
    office.parts.job_rows.resume(paused.id)
    ended = office.run(paused)
    assert (ended.state, ended.processed, ended.total) == (JobState.COMPLETED, 150, 150)
    assert len(outcomes(office, ended)) == 150


def test_a_pause_asked_for_through_the_table_is_honoured_by_the_runner(
    office: Office, shop: PracticeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = office.add_shop(shop)
    (job,) = office.create(JobRequest(), [added])
    record = JobContext.record

    def asked_meanwhile(self: JobContext, *arguments: object, **options: object) -> None:
        office.parts.job_rows.request_pause(job.id)
        self.flush(due=True)
        record(self, *arguments, **options)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(JobContext, "record", asked_meanwhile)
    paused = office.run(job)
    assert paused.paused_at is not None
    assert not paused.pause_requested
    assert paused.processed < 150


def test_ten_equal_faults_in_a_row_stand_where_a_person_is_there(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    for number in shop.catalogue.product_ids()[40:55]:
        shop.faults.break_product(number)
    (job,) = office.create(JobRequest(), [added])
    paused = office.parts.runner.run(job.id, JobControl(), attended=True)
    assert paused is not None
    assert (paused.paused_at is not None, paused.paused_cause) == (True, "php_warning:10")
    assert (paused.processed, paused.failed) == (50, 10)
    shop.faults.clear()
    office.parts.job_rows.resume(job.id)
    ended = office.run(paused)
    assert (ended.processed, ended.failed, ended.counters.created) == (150, 10, 140)


def test_ten_equal_faults_in_a_row_stop_a_job_that_nobody_watches(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    for number in shop.catalogue.product_ids()[40:55]:
        shop.faults.break_product(number)
    assert office.import_from(added).state is JobState.FAILED


def test_a_product_that_fails_for_the_moment_is_tried_again_at_the_end(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    broken = shop.catalogue.product_ids()[10]
    shop.faults.break_product(broken)
    ended = office.import_from(added)
    (failure,) = office.failures(ended)
    assert (failure.external_id, failure.attempts, ended.processed) == (broken, 3, 150)


def test_pressing_retry_twenty_times_in_two_processes_makes_one_job(
    office: Office, database_url: str, tmp_path: Path
) -> None:
    with PracticeShop(PracticeOptions(products=40, faults=FaultPlan.parse("empty_sku:4"))) as shop:
        first = office.import_from(office.add_shop(shop))
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        presses = [pool.apply_async(press, (database_url, str(tmp_path / f"{n}"), first.id)) for n in range(2)]
        made = [number for press_ in presses for number in press_.get(120)]
    assert len(made) == 20
    assert len(set(made)) == 1
    with office.parts.database.read() as connection:
        children = select(func.count()).select_from(JobRunRow).where(JobRunRow.parent_id == first.id)
        assert connection.scalar(children) == 1


def press(database_url: str, folder: str, job_id: int) -> list[int]:
    """Ten clicks of one desktop."""
    with open_office(database_url, Path(folder)) as office:
        return [office.parts.retries.make(job_id, RetryWish()).job.id for _ in range(10)]


def test_a_job_is_retried_again_after_its_first_retry_was_removed(office: Office) -> None:
    with PracticeShop(PracticeOptions(products=20, faults=FaultPlan.parse("empty_sku:2"))) as shop:
        first = office.import_from(office.add_shop(shop))
        earlier, later = retry(office, first), retry(office, first)
        office.parts.jobs.remove([earlier.id])
        newest = retry(office, first)
    assert (newest.parent_id, newest.total) == (first.id, 2)
    assert newest.id > later.id


def web_job(office: Office, shop: ShopSummary, failed: list[str] | None, kind: JobType = JobType.IMPORT) -> JobSnapshot:
    """A job as the web application writes it, with three products that failed."""
    uuid = str(uuid4())
    with office.parts.database.begin() as connection:
        connection.execute(
            insert(JobRow).values(
                job_uuid=uuid,
                job_type=kind.value,
                shop_id=shop.id,
                shop_name=shop.name,
                status="failed",
                total_items=10,
                processed_items=10,
                failed_items=3,
                failed_item_ids=failed,
                operation_params={"mode": "individual", "options": {}},
                updated_at=datetime.now(UTC) - timedelta(hours=1),
            )
        )
    found = office.parts.jobs.find(uuid)
    assert found is not None
    return found


def test_a_job_of_the_web_application_is_retried_from_its_list_of_skus(office: Office, shop: PracticeShop) -> None:
    skus = [shop.catalogue.reference(number) for number in shop.catalogue.product_ids()[:3]]
    web = web_job(office, office.add_shop(shop), skus)
    mark = office.parts.job_rows.delta(None, 100).mark
    again = retry(office, web)
    assert (again.state, again.total) == (JobState.COMPLETED, 3)
    (seen,) = [job for job in office.parts.job_rows.delta(mark, 100).rows if job.id == web.id]
    assert (seen.retried_as, seen.resolved, seen.row_state(20.0)) == (again.id, 3, RowState.FIXED)


def test_what_has_succeeded_of_a_job_of_the_web_application_is_left_out(office: Office, shop: PracticeShop) -> None:
    first, second, third = shop.catalogue.product_ids()[:3]
    shop.faults.break_product(second)
    web = web_job(office, office.add_shop(shop), [f"id:{first}", f"id:{second}", shop.catalogue.reference(third)])
    again = retry(office, web)
    assert (again.total, again.failed) == (3, 1)
    assert row_state(office, web.id) is RowState.PARTIAL
    shop.faults.clear()
    made = office.parts.retries.make(web.id, RetryWish())
    assert (made.products, made.left_out) == (1, 2)
    office.run(made.job)
    assert row_state(office, web.id) is RowState.FIXED
    with pytest.raises(InvalidRequest) as caught:
        office.parts.retries.make(web.id, RetryWish())
    assert caught.value.detail == "nothing_to_retry"


@pytest.mark.parametrize(("failed", "kind"), [(None, JobType.IMPORT), (["id:1", "id:2", "id:3"], JobType.SYNC)])
def test_failed_products_that_nobody_knows_are_not_said_to_be_done(
    office: Office, shop: PracticeShop, failed: list[str] | None, kind: JobType
) -> None:
    web = web_job(office, office.add_shop(shop), failed, kind)
    with pytest.raises(InvalidRequest) as caught:
        office.parts.retries.make(web.id, RetryWish())
    assert caught.value.detail == "failed_unknown"


def test_a_batch_is_retried_as_a_whole(office: Office) -> None:
    spoiled = PracticeOptions(products=20, faults=FaultPlan.parse("empty_sku:2"))
    with (
        PracticeShop(spoiled) as one,
        PracticeShop(PracticeOptions(products=20)) as sound,
        PracticeShop(spoiled) as two,
    ):
        shops = [office.add_shop(shop, f"Sklep {n}") for n, shop in enumerate((one, sound, two))]
        jobs = [office.run(job) for job in office.create(JobRequest(), shops)]
        batch = jobs[0].batch_id
        assert batch is not None
        made = office.parts.retries.make_batch(batch, RetryWish()).made
    assert [one.job.parent_id for one in made] == [jobs[0].id, jobs[2].id]
    assert len({one.job.batch_id for one in made}) == 1


def test_one_job_of_a_batch_that_cannot_be_retried_keeps_none_of_the_others(office: Office) -> None:
    spoiled = PracticeOptions(products=20, faults=FaultPlan.parse("empty_sku:2"))
    with PracticeShop(spoiled) as one, PracticeShop(spoiled) as two, PracticeShop(spoiled) as three:
        shops = [office.add_shop(shop, f"Sklep {n}") for n, shop in enumerate((one, two, three))]
        jobs = [office.run(job) for job in office.create(JobRequest(), shops)]
        with office.parts.database.begin() as connection:
            connection.exec_driver_sql(f"UPDATE prestashop_shops SET is_active = 0 WHERE id = {shops[1].id}")
        result = office.parts.retries.make_batch(jobs[0].batch_id or "", RetryWish())
    assert [one.job.parent_id for one in result.made] == [jobs[0].id, jobs[2].id]
    assert isinstance(result.error, InvalidRequest)
    assert (result.error.detail, result.error.facts) == ("retry_partly", {"ids": f"#{jobs[1].id}"})


def test_the_ledger_of_a_retry_is_its_own(office: Office) -> None:
    with PracticeShop(PracticeOptions(products=20, faults=FaultPlan.parse("empty_sku:2"))) as shop:
        first = office.import_from(office.add_shop(shop))
        again = retry(office, first)
    with office.parts.database.read() as connection:
        rows = select(func.count()).select_from(JobItemRow).where(JobItemRow.job_id == again.id)
        assert connection.scalar(rows) == again.processed == 2
