"""Whole imports from a practice shop: what ends up in the catalogue, the ledger and the job's row."""

import json
import threading

import pytest
from sqlalchemy import func, select, text

from ppm_desktop.domain.errors import DatabaseUnavailable, DataRejected
from ppm_desktop.domain.job import ItemOutcome, JobSnapshot, JobState, RowState
from ppm_desktop.domain.listing import EventKind
from ppm_desktop.domain.request import JobMode, JobRequest
from ppm_desktop.jobs.context import JobContext
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.persistence.catalog import CatalogueImport
from ppm_desktop.persistence.items import ItemRepository
from ppm_desktop.persistence.tables import (
    CategoryRow,
    JobItemRow,
    JobPlanRow,
    ProductLinkRow,
    ProductRow,
    ProductStockRow,
    ProductVariantRow,
    ShopLaneRow,
)
from ppm_desktop.practice.faults import FaultPlan
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from tests.fakes.office import Office
from tests.fakes.statements import StatementCounter


def count(office: Office, kind: type) -> int:
    with office.parts.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(kind)) or 0


def test_a_whole_shop_ends_up_in_the_catalogue(office: Office, shop: PracticeShop) -> None:
    ended = office.import_from(office.add_shop(shop))
    assert ended.state is JobState.COMPLETED
    assert (ended.total, ended.processed, ended.failed) == (150, 150, 0)
    assert ended.counters.created == 150
    assert count(office, ProductRow) == 150
    assert count(office, ProductLinkRow) == 150
    assert count(office, ProductVariantRow) > 0
    assert count(office, JobPlanRow) == 8
    assert count(office, JobItemRow) == 150


def test_stock_is_what_the_shop_has(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    office.import_from(added)
    with office.parts.door.open(added.id) as client:
        told = {product.id: product for product in client.page(client.product_ids())}
    with office.parts.database.read() as connection:
        stored = {
            external_id: int(quantity)
            for external_id, quantity in connection.execute(
                select(ProductLinkRow.external_id, func.sum(ProductStockRow.quantity))
                .join(ProductStockRow, ProductStockRow.product_id == ProductLinkRow.product_id)
                .group_by(ProductLinkRow.external_id)
            )
        }
    assert stored == {
        number: sum(one.quantity for one in product.combinations) if product.combinations else product.quantity
        for number, product in told.items()
    }


def test_the_second_time_nothing_changes_and_hardly_anything_is_written(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    office.import_from(added)
    with StatementCounter(office.parts.database) as counter:
        ended = office.import_from(added)
    assert ended.counters.unchanged == 150
    touched = [one for one in counter.statements if one.startswith(("INSERT", "UPDATE", "DELETE"))]
    of_the_job = ("PPM_JOB", "JOB_PROGRESS", "LANES", "AUDIT")
    assert not [one for one in touched if not any(name in one for name in of_the_job)]


def test_only_what_changed_in_the_shop_is_updated(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    office.import_from(added)
    with office.parts.door.open(added.id) as client:
        ids = client.product_ids()
    simple = [number for number in ids if not shop.catalogue.combination_ids(number)]
    combined = next(number for number in ids if shop.catalogue.combination_ids(number))
    shop.catalogue.set_price(simple[0], "777.000000")
    shop.catalogue.set_stock(simple[1], 4321)
    shop.catalogue.set_stock(combined, 17, shop.catalogue.combination_ids(combined)[0])
    ended = office.import_from(added)
    assert (ended.counters.updated, ended.counters.unchanged) == (3, 147)


def test_faulty_products_fail_with_their_causes_and_the_rest_goes_on(office: Office) -> None:
    plan = FaultPlan.parse("empty_sku:3,duplicate_sku:2,broken_price:2,invalid_ean:4,unknown_category:2")
    with PracticeShop(PracticeOptions(products=150, faults=plan)) as shop:
        ended = office.import_from(office.add_shop(shop))
    assert ended.state is JobState.FAILED
    assert ended.row_state(20) is RowState.PARTIAL
    assert ended.processed == ended.total == 150
    failures = office.failures(ended)
    causes = sorted(item.cause or "" for item in failures)
    assert causes == ["duplicate_sku"] * 2 + ["invalid_price"] * 2 + ["no_sku"] * 3
    assert ended.error_message is not None
    assert "7" in ended.error_message and "143" in ended.error_message
    warnings = [one.warning for one in ItemRepository(office.parts.database).outcomes(ended.id) if one.warning]
    assert sorted(warnings) == ["category_unmapped"] * 2 + ["invalid_ean"] * 4
    with office.parts.database.read() as connection:
        stored = connection.scalar(text(f"SELECT failed_item_ids FROM job_progress WHERE id = {ended.id}"))
    ids = stored if isinstance(stored, list) else json.loads(stored)
    assert len(ids) == 7
    assert sum(one.startswith("id:") for one in ids) == 3


def test_one_product_with_a_broken_price_fails_alone(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    with office.parts.door.open(added.id) as client:
        broken = client.product_ids()[30]
    shop.catalogue.change_product(broken, price="abc")
    ended = office.import_from(added)
    assert [(item.external_id, item.cause) for item in office.failures(ended)] == [(broken, "invalid_price")]


def test_a_category_with_its_branch_is_imported(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    categories = office.parts.shops.categories(added.id)
    parents = {one.parent_id for one in categories}
    branch = next(one for one in categories if one.id in parents and one.id > 2)
    with office.parts.door.open(added.id) as client:
        whole = {branch.id}
        for one in sorted(categories, key=lambda each: each.id):
            if one.parent_id in whole:
                whole.add(one.id)
        expected = {number for category in whole for number in client.category_product_ids(category)}
    request = JobRequest(mode=JobMode.CATEGORY, category_id=branch.id, include_subcategories=True)
    ended = office.import_from(added, request)
    assert ended.counters.created == len(expected) > 0
    assert dict(ended.params)["category_id"] == branch.id


def test_chosen_skus_are_imported_and_unknown_ones_named(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    with office.parts.door.open(added.id) as client:
        known = client.page(client.product_ids()[:2])
    skus = (known[0].reference.lower(), known[1].reference, "NIE-MA-TAKIEGO")
    ended = office.import_from(added, JobRequest(mode=JobMode.INDIVIDUAL, skus=skus))
    assert (ended.total, ended.counters.created, ended.failed) == (3, 2, 1)
    (missing,) = office.failures(ended)
    assert (missing.sku, missing.cause) == ("NIE-MA-TAKIEGO", "not_in_shop")


def test_a_failed_product_is_called_as_the_catalogue_would_call_it(office: Office) -> None:
    with PracticeShop(PracticeOptions(products=2, faults=FaultPlan.parse("empty_sku:1"))) as shop:
        added = office.add_shop(shop)
        with office.parts.door.open(added.id) as client:
            polish = next(one.id for one in client.languages() if one.iso_code == "pl")
            names = {product.id: product.texts[polish].name for product in client.page(client.product_ids())}
        (failed,) = office.failures(office.import_from(added))
    assert failed.external_id is not None
    assert failed.name == names[failed.external_id]


def test_a_product_removed_after_counting_is_that_products_failure(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    ended = office.import_from(added, JobRequest(mode=JobMode.INDIVIDUAL, product_ids=(999_999,)))
    assert [(item.external_id, item.cause) for item in office.failures(ended)] == [(999_999, "gone")]


def test_an_empty_shop_is_a_complete_import(office: Office) -> None:
    with PracticeShop(PracticeOptions(products=0)) as shop:
        ended = office.import_from(office.add_shop(shop))
    assert (ended.state, ended.total, ended.fraction) == (JobState.COMPLETED, 0, 1.0)


def test_the_timeline_tells_start_first_failure_and_end(office: Office) -> None:
    with PracticeShop(PracticeOptions(products=40, faults=FaultPlan.parse("empty_sku:1"))) as shop:
        ended = office.import_from(office.add_shop(shop))
    kinds = [event.kind for event in office.parts.jobs.detail(ended.id).events]
    assert kinds == [EventKind.QUEUED, EventKind.STARTED, EventKind.FIRST_FAILURE, EventKind.FINISHED]


def test_two_shops_make_a_batch_of_two_jobs(office: Office, shop: PracticeShop) -> None:
    with PracticeShop(PracticeOptions(products=30, seed=2)) as other:
        shops = [office.add_shop(shop), office.add_shop(other, "MRF Racing DE")]
        jobs = office.create(JobRequest(), shops)
        ended = [office.run(job) for job in jobs]
    assert len({job.batch_id for job in ended}) == 1
    assert ended[0].batch_id is not None
    assert [job.state for job in ended] == [JobState.COMPLETED, JobState.COMPLETED]


def test_a_second_job_of_the_shop_waits_for_the_first(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    first, second = office.create(JobRequest(), [added])[0], office.create(JobRequest(), [added])[0]
    control = JobControl()
    entered, leave = threading.Event(), threading.Event()
    shop_is_asked = office.parts.door.open

    def slow_open(shop_id: int, *rest: object) -> object:
        entered.set()
        assert leave.wait(20)
        return shop_is_asked(shop_id, *rest)  # type: ignore[arg-type]  # handed on as it came

    office.parts.door.open = slow_open  # type: ignore[method-assign, assignment]  # holds the first job at its door
    running = threading.Thread(target=office.run, args=(first, control))
    running.start()
    assert entered.wait(20)
    assert office.parts.runner.run(second.id, JobControl()) is None
    waiting = office.parts.job_rows.get(second.id)
    assert waiting is not None
    assert (waiting.state, waiting.shop_busy_with) == (JobState.PENDING, first.id)
    leave.set()
    running.join(30)
    assert office.run(second).state is JobState.COMPLETED


@pytest.mark.parametrize("who", ["button", "table", "other program"])
def test_a_cancelled_import_keeps_what_it_has_and_never_becomes_completed(
    office: Office, shop: PracticeShop, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = office.add_shop(shop)
    (job,) = office.create(JobRequest(), [added])
    control = JobControl()
    record = JobContext.record

    def record_and_cancel(self: JobContext, *arguments: object, **options: object) -> None:
        record(self, *arguments, **options)  # type: ignore[arg-type]  # handed on as it came
        if self.job.processed != 60:
            return
        if who == "button":
            control.cancel()
        elif who == "other program":
            office.parts.job_rows.request_cancel(job.id)
        else:
            with office.parts.database.begin() as connection:
                connection.execute(text(f"UPDATE job_progress SET status = 'cancelled' WHERE id = {job.id}"))
        threading.Event().wait(0.3)  # longer than a heartbeat: the wish is seen in the table

    monkeypatch.setattr(JobContext, "record", record_and_cancel)
    ended = office.run(job, control)
    assert ended.state is JobState.CANCELLED
    assert 0 < ended.processed < 150
    assert count(office, JobItemRow) == ended.processed
    assert ended.counters.processed == ended.processed
    with office.parts.database.read() as connection:
        assert connection.scalar(select(ShopLaneRow.lease_token)) is None


def test_a_pending_job_is_cancelled_at_once(office: Office, shop: PracticeShop) -> None:
    (job,) = office.create(JobRequest(), [office.add_shop(shop)])
    cancelled = office.parts.jobs.cancel(job.id)
    assert cancelled.state is JobState.CANCELLED
    assert office.parts.runner.run(job.id, JobControl()) is None


def test_the_outcome_of_every_product_is_in_the_ledger_in_order(office: Office, shop: PracticeShop) -> None:
    ended = office.import_from(office.add_shop(shop))
    ledger = list(ItemRepository(office.parts.database).outcomes(ended.id))
    assert [item.sequence for item in ledger] == list(range(1, 151))
    assert {item.outcome for item in ledger} == {ItemOutcome.CREATED}
    assert [item.external_id for item in ledger] == sorted(item.external_id or 0 for item in ledger)


def failed_ids(office: Office, job: JobSnapshot) -> list[tuple[int | None, str | None]]:
    return [(item.external_id, item.cause) for item in office.failures(job)]


def test_of_two_products_with_one_sku_the_one_that_ppm_has_already_keeps_it(office: Office, shop: PracticeShop) -> None:
    """Also when the other comes first in the shop."""
    added = office.add_shop(shop)
    ids = shop.catalogue.product_ids()
    for other, known in ((3, 8), (5, 60)):  # on one page, and on two
        shop.catalogue.change_product(ids[other], reference=shop.catalogue.reference(ids[known]))
    known_ids = (ids[8], ids[60])
    office.import_from(added, JobRequest(mode=JobMode.INDIVIDUAL, product_ids=known_ids))
    shop.catalogue.set_stock(ids[8], 321)
    for _ in range(2):
        ended = office.import_from(added)
        assert failed_ids(office, ended) == [(ids[3], "duplicate_sku"), (ids[5], "duplicate_sku")]


def test_products_that_swap_their_skus_in_the_shop_swap_them_in_ppm(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    office.import_from(added)
    ids = shop.catalogue.product_ids()
    for one, other in ((3, 8), (5, 60)):  # on one page, and on two
        first, second = shop.catalogue.reference(ids[one]), shop.catalogue.reference(ids[other])
        shop.catalogue.change_product(ids[one], reference=second)
        shop.catalogue.change_product(ids[other], reference=first)
    ended = office.import_from(added)
    assert (ended.state, ended.counters.unchanged) == (JobState.COMPLETED, 146)
    with office.parts.database.read() as connection:
        linked = connection.execute(
            select(ProductLinkRow.external_id, ProductRow.sku).join(
                ProductRow, ProductRow.id == ProductLinkRow.product_id
            )
        )
        references = {(number, shop.catalogue.reference(number).strip().upper()) for number in ids}
        assert {tuple(row) for row in linked} == references
    assert office.import_from(added).counters.unchanged == 150


def test_a_price_of_more_digits_than_money_has_fails_its_product_alone(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    number = shop.catalogue.product_ids()[3]
    shop.catalogue.change_product(number, price="9" * 40)
    assert failed_ids(office, office.import_from(added)) == [(number, "invalid_price")]


def test_a_product_refused_only_once_is_saved(
    small_office: Office, shop: PracticeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when another shop's import makes the same product at the same moment."""
    save = CatalogueImport.save
    refusals = iter([DataRejected("Duplicate entry")])

    def save_or_refuse(self: CatalogueImport, *arguments: object) -> object:
        for refusal in refusals:
            raise refusal
        return save(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(CatalogueImport, "save", save_or_refuse)
    request = JobRequest(mode=JobMode.INDIVIDUAL, product_ids=(shop.catalogue.product_ids()[0],))
    assert small_office.import_from(small_office.add_shop(shop), request).state is JobState.COMPLETED


def test_a_job_is_cancelled_at_once_while_another_waits_for_the_database(
    small_office: Office, shop: PracticeShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = threading.Semaphore(0)

    def away(self: CatalogueImport, external_ids: object) -> object:
        asked.release()
        raise DatabaseUnavailable("told to be away")

    monkeypatch.setattr(CatalogueImport, "known_links", away)
    with PracticeShop(PracticeOptions(products=20)) as other:
        shops = [small_office.add_shop(shop), small_office.add_shop(other, "Inny")]
        controls = [JobControl(), JobControl()]
        threads = [
            threading.Thread(target=small_office.run, args=pair)
            for pair in zip(small_office.create(JobRequest(), shops), controls, strict=True)
        ]
        for thread in threads:
            thread.start()
        both_wait = asked.acquire(timeout=20) and asked.acquire(timeout=20)
        controls[1].cancel()
        threads[1].join(10)
        ended = not threads[1].is_alive()
        controls[0].cancel()
        for thread in threads:
            thread.join(30)
    assert both_wait
    assert ended


def test_shops_imported_at_once_share_their_categories(office: Office, shop: PracticeShop) -> None:
    """Both meet the same new tree: it is made once."""
    with PracticeShop(PracticeOptions(products=150)) as twin:
        shops = [office.add_shop(shop), office.add_shop(twin, "Bliźniak")]
        jobs = office.create(JobRequest(), shops)
        threads = [threading.Thread(target=office.run, args=(job,)) for job in jobs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    with office.parts.database.read() as connection:
        places = connection.execute(select(CategoryRow.parent_id, CategoryRow.name)).all()
    assert len(places) == len(set(places)) > 0
    assert [office.failures(job) for job in jobs] == [[], []]


def test_a_shop_called_like_another_ones_number_is_not_taken_for_it(small_office: Office, shop: PracticeShop) -> None:
    with PracticeShop(PracticeOptions(products=10)) as other:
        small_office.add_shop(other, "2")
        second = small_office.add_shop(shop)
        assert second.id == 2
        assert small_office.import_from(second).total == 150
        assert not other.requests


def test_a_trial_pauses_after_five_and_goes_on_with_the_rest(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    (job,) = office.create(JobRequest(trial_limit=5), [added])
    paused = office.run(job)
    assert (paused.processed, paused.total, paused.paused_at is not None) == (5, 150, True)
    items = office.parts.jobs.written(job.id, 5)
    assert [item.record.outcome for item in items] == [ItemOutcome.CREATED] * 5
    assert items[0].page.startswith(shop.address)
    office.parts.job_rows.resume(job.id)
    ended = office.run(paused)
    assert (ended.state, ended.processed) == (JobState.COMPLETED, 150)
