"""Whole syncs and exports to a practice shop: what ends up in the shop, in the ledger and in what both agree on."""

import pytest
from sqlalchemy import func, select

from ppm_desktop.domain.catalog import normal_sku
from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import ItemOutcome, JobSnapshot, JobState, JobType, RowState
from ppm_desktop.domain.listing import JobFilter, ShopSummary
from ppm_desktop.domain.request import JobMode, JobRequest, SendPolicy
from ppm_desktop.domain.writing import ProductWrite
from ppm_desktop.persistence.sent import written_items
from ppm_desktop.persistence.tables import ConflictRow, ProductRow, ProductShopDataRow
from ppm_desktop.practice.server import PracticeShop
from ppm_desktop.prestashop.documents import products_body
from tests.fakes.editing import add_products, change
from tests.fakes.office import Office

SYNC, EXPORT = JobRequest(type=JobType.SYNC), JobRequest(type=JobType.EXPORT)


@pytest.fixture
def linked(office: Office, shop: PracticeShop) -> ShopSummary:
    """The shop, all of whose products PPM has imported."""
    added = office.add_shop(shop)
    office.import_from(added)
    return added


def send(office: Office, shop: ShopSummary, request: JobRequest = SYNC) -> JobSnapshot:
    (job,) = office.create(request, [shop])
    return office.run(job)


def simple(shop: PracticeShop, count: int) -> list[int]:
    """Products of the shop without combinations."""
    return [number for number in shop.catalogue.product_ids() if not shop.catalogue.combination_ids(number)][:count]


def writes(shop: PracticeShop) -> list[str]:
    return [line.method for line in shop.requests if line.method not in ("GET", "HEAD")]


def price(shop: PracticeShop, number: int) -> str:
    return shop.catalogue.tables["products"].rows[number].values["price"]


def test_after_an_import_there_is_nothing_to_send_and_the_shop_is_not_asked(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    send(office, linked)
    before = len(shop.requests)
    ended = send(office, linked)
    assert (ended.state, ended.total, ended.processed) == (JobState.COMPLETED, 0, 0)
    assert len(shop.requests) == before


def test_changed_values_reach_the_shop_and_nothing_else_is_written(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    send(office, linked)
    first, second, third = simple(shop, 3)
    skus = [shop.catalogue.reference(number) for number in (first, second, third)]
    change(office.parts.database, skus[0], price_net="123.45")
    change(office.parts.database, skus[1], quantity=77)
    change(office.parts.database, skus[2], name="Nowa nazwa", is_active=False)
    ended = send(office, linked, JobRequest(type=JobType.SYNC, confirmed=3))
    assert (ended.state, ended.total, ended.counters.updated) == (JobState.COMPLETED, 3, 3)
    assert price(shop, first) == "123.450000"
    assert shop.catalogue.quantity(second) == 77
    row = shop.catalogue.tables["products"].rows[third]
    assert row.values["active"] == "0"
    names = row.texts["name"]
    assert names is not None and names[1] == "Nowa nazwa"
    assert names[0], "the other language is kept"
    assert writes(shop) == ["PATCH"] * len(writes(shop))
    assert send(office, linked).total == 0


def test_an_import_after_a_sync_finds_both_agree(office: Office, shop: PracticeShop, linked: ShopSummary) -> None:
    (number,) = simple(shop, 1)
    change(office.parts.database, shop.catalogue.reference(number), price_net="9.99", weight="3.500")
    send(office, linked, JobRequest(type=JobType.SYNC, confirmed=1))
    ended = office.import_from(linked)
    assert ended.counters.updated == 0


def test_a_product_changed_on_both_sides_is_handled_by_the_policy(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    send(office, linked)
    (number,) = simple(shop, 1)
    sku = shop.catalogue.reference(number)
    change(office.parts.database, sku, name="Z PPM")
    shop.catalogue.rename_product(number, "From shop", "Ze sklepu")
    noted = send(office, linked, JobRequest(type=JobType.SYNC, send_policy=SendPolicy.NOTE))
    assert (noted.counters.skipped, noted.state) == (1, JobState.COMPLETED)
    with office.parts.database.read() as connection:
        conflict = connection.execute(select(ConflictRow.field, ConflictRow.ours, ConflictRow.theirs)).one()
        status = connection.scalar(
            select(ProductShopDataRow.sync_status).where(ProductShopDataRow.sync_status == "conflict")
        )
    assert tuple(conflict) == ("name", "Z PPM", "Ze sklepu")
    assert status == "conflict"
    sent = send(office, linked)
    assert sent.counters.updated == 1
    assert shop.catalogue.tables["products"].rows[number].texts["name"] == ("From shop", "Z PPM")


def test_what_only_the_shop_changed_waits_for_the_import(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    (number,) = simple(shop, 1)
    sku = shop.catalogue.reference(number)
    change(office.parts.database, sku, name="Z PPM")
    shop.catalogue.set_price(number, "55.50")
    send(office, linked)
    assert price(shop, number) == "55.500000"
    assert office.import_from(linked).counters.updated == 1


def test_an_export_creates_what_is_missing_and_links_what_is_there(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    skus = [f"NEW-{number:02d}" for number in range(25)]
    add_products(office.parts.database, skus)
    ended = send(office, linked, EXPORT)
    assert (ended.state, ended.counters.created, ended.failed) == (JobState.COMPLETED, 25, 0)
    with office.parts.door.open(linked.id) as client:
        found = client.find_by_reference(skus)
        products = {one.reference: one for one in client.page([ids[0] for ids in found.values()])}
    assert all(len(ids) == 1 for ids in found.values())
    assert {(one.price, one.quantity, one.active) for one in products.values()} == {("10.000000", 7, True)}
    assert send(office, linked, EXPORT).total == 0


def test_one_hit_links_and_several_are_a_failure(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    first, second, third = shop.catalogue.product_ids()[:3]
    twin = shop.catalogue.reference(second)
    shop.catalogue.change_product(third, reference=twin)
    one = shop.catalogue.reference(first)
    add_products(office.parts.database, [one, twin])
    ended = send(office, added, JobRequest(type=JobType.EXPORT, confirmed=2))
    outcomes = {record.sku: (record.outcome, record.cause) for record in office.parts.jobs.failures(ended.id, 10)}
    assert outcomes == {twin: (ItemOutcome.FAILED, "several_in_shop")}
    assert ended.counters.updated == 1
    assert price(shop, first) == "10.000000"


def test_a_product_whose_reference_has_spaces_around_it_is_linked(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    numbers = simple(shop, 3)
    for number, reference in zip(numbers, (" ABC-1", "ABC-2 ", "abc-3"), strict=True):
        shop.catalogue.change_product(number, reference=reference)
    add_products(office.parts.database, ["ABC-1", "ABC-2", "ABC-3"])
    ended = send(office, added, JobRequest(type=JobType.EXPORT, confirmed=3))
    assert (ended.counters.created, ended.counters.updated) == (0, 3)
    assert {price(shop, number) for number in numbers} == {"10.000000"}


def test_a_product_of_the_shop_that_belongs_to_another_of_ppm_fails_alone(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    (number,) = simple(shop, 1)
    shop.catalogue.change_product(number, reference="RENAMED")
    was = price(shop, number)
    add_products(office.parts.database, ["RENAMED", "NEW-1"])
    ended = send(office, linked, EXPORT)
    assert (ended.counters.created, ended.failed) == (1, 1)
    assert [(one.sku, one.cause) for one in office.failures(ended)] == [("RENAMED", "linked_elsewhere")]
    assert price(shop, number) == was


def test_refused_products_fail_with_their_cause_and_the_others_are_written(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    send(office, linked)
    numbers = simple(shop, 100)
    bad = {numbers[7], numbers[41], numbers[93]}
    for number in numbers:
        name = "Zła <nazwa>" if number in bad else f"Dobra {number}"
        change(office.parts.database, shop.catalogue.reference(number), name=name)
    before = len(shop.requests)
    ended = send(office, linked)
    assert (ended.counters.updated, ended.failed) == (97, 3)
    assert ended.row_state(20) is RowState.PARTIAL
    failures = office.failures(ended)
    assert {one.external_id for one in failures} == bad
    assert {one.cause for one in failures} == {"refused:name"}
    assert len(shop.requests) - before <= 40, [line.method + line.path for line in shop.requests][before:]


@pytest.mark.parametrize("left", [0, 1, 2], ids=["none", "one", "several"])
def test_an_export_looks_up_a_product_that_is_gone_and_creates_it_where_there_is_none(
    office: Office, shop: PracticeShop, linked: ShopSummary, left: int
) -> None:
    send(office, linked)
    (number,) = simple(shop, 1)
    sku = shop.catalogue.reference(number)
    shop.catalogue.delete_product(number)
    with office.parts.door.open(linked.id) as client:
        body = products_body([ProductWrite(reference=sku, names={1: "By hand", 2: "Ręcznie"}, price="1.00")])
        for _ in range(left):
            client.send("POST", "products", body)
    change(office.parts.database, sku, name="Nowa nazwa")
    only = JobRequest(type=JobType.EXPORT, mode=JobMode.INDIVIDUAL, skus=(sku,))
    ended = send(office, linked, only)
    rows = [row for row in shop.catalogue.tables["products"].rows.values() if row.values["reference"] == sku]
    assert len(rows) == max(1, left)
    if left == 2:
        assert [one.cause for one in office.failures(ended)] == ["several_in_shop"]
        return
    assert (ended.counters.created, ended.counters.updated, ended.failed) == ((1, 0, 0), (0, 1, 0))[left]
    names = rows[0].texts["name"]
    assert names is not None and names[1] == "Nowa nazwa"
    change(office.parts.database, sku, price_net="12.34")
    assert send(office, linked, JobRequest(type=JobType.SYNC, confirmed=1)).counters.updated == 1
    assert price(shop, rows[0].id) == "12.340000"


def test_a_sync_tells_that_an_export_makes_a_product_again(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    send(office, linked)
    (number,) = simple(shop, 1)
    sku = shop.catalogue.reference(number)
    shop.catalogue.delete_product(number)
    change(office.parts.database, sku, name="Nowa nazwa")
    ended = send(office, linked)
    assert [one.cause for one in office.failures(ended)] == ["gone"]
    assert "eksportem" in explain("gone", Language.POLISH).advice
    assert "export" in explain("gone", Language.ENGLISH).advice


def test_a_sku_that_a_shop_cannot_store_fails_before_anything_is_sent(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    add_products(office.parts.database, ["C\x01D", "GOOD"])
    ended = send(office, linked, EXPORT)
    assert (ended.counters.created, ended.failed) == (1, 1)
    assert [one.cause for one in office.failures(ended)] == ["unwritable_sku"]
    references = {row.values["reference"] for row in shop.catalogue.tables["products"].rows.values()}
    assert "GOOD" in references and "CD" not in references
    assert not [line.path for line in shop.requests if "%01" in line.path]


def test_a_big_change_stops_before_writing_until_its_number_is_confirmed(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    send(office, linked)
    (number,) = simple(shop, 1)
    change(office.parts.database, shop.catalogue.reference(number), price_net="0.01")
    stopped = send(office, linked)
    assert stopped.state is JobState.FAILED
    assert stopped.error_message is not None and "liczbę produktów: 1" in stopped.error_message
    assert not writes(shop)
    assert send(office, linked, JobRequest(type=JobType.SYNC, confirmed=2)).state is JobState.FAILED
    assert send(office, linked, JobRequest(type=JobType.SYNC, confirmed=1)).state is JobState.COMPLETED


def test_a_trial_pauses_after_five_and_goes_on_with_the_rest(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    send(office, linked)
    for number in simple(shop, 12):
        change(office.parts.database, shop.catalogue.reference(number), name=f"Próba {number}")
    paused = send(office, linked, JobRequest(type=JobType.SYNC, trial_limit=5))
    assert (paused.row_state(20), paused.processed, paused.total) == (RowState.PAUSED, 5, 12)
    assert office.parts.shops.list()[0].busy_with is None, "the shop is free while a person looks"
    office.parts.job_rows.resume(paused.id)
    ended = office.run(paused)
    assert (ended.state, ended.processed, ended.counters.updated) == (JobState.COMPLETED, 12, 12)
    items = written_items(office.parts.database, ended.id)
    assert [record.sequence for record, _ in items] == list(range(1, 13))


def test_values_from_before_are_kept(office: Office, shop: PracticeShop, linked: ShopSummary) -> None:
    (number,) = simple(shop, 1)
    shop.catalogue.set_price(number, "11.123456")
    office.import_from(linked)
    change(office.parts.database, shop.catalogue.reference(number), price_net="12.00", quantity=5)
    ended = send(office, linked)
    ((_, changes),) = written_items(office.parts.database, ended.id)
    assert {(one.field, one.before) for one in changes} >= {("price_net", "11.123456")}


def test_everything_on_request_brings_the_shop_back_in_step(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    (number,) = simple(shop, 1)
    was = price(shop, number)
    shop.catalogue.set_price(number, "55.50")
    ended = send(office, linked, JobRequest(type=JobType.SYNC, changed_only=False, confirmed=150))
    assert (ended.total, ended.counters.updated) == (150, 1)
    assert price(shop, number) == was


def test_chosen_products_that_are_not_linked_are_skipped_and_unknown_ones_fail(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    add_products(office.parts.database, ["NEW-1"])
    ended = send(
        office,
        linked,
        JobRequest(type=JobType.SYNC, mode=JobMode.INDIVIDUAL, skus=("NEW-1", "NIE-MA"), changed_only=False),
    )
    assert (ended.counters.skipped, ended.failed, ended.total) == (1, 1, 2)


def status_of(office: Office, sku: str) -> str | None:
    with office.parts.database.read() as connection:
        return connection.scalar(
            select(ProductShopDataRow.sync_status)
            .join(ProductRow, ProductRow.id == ProductShopDataRow.product_id)
            .where(ProductRow.sku == normal_sku(sku))
        )


def test_more_products_may_be_chosen_than_a_statement_has_parameters(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    chosen = JobRequest(
        type=JobType.SYNC,
        mode=JobMode.INDIVIDUAL,
        changed_only=False,
        product_ids=tuple(range(1, 40_000)),
        skus=tuple(f"NOT-THERE-{number}" for number in range(33_000)),
    )
    found = office.parts.sending.preview(chosen, linked.id, sample=0)
    assert (found.in_scope, found.failed) == (150 + 33_000, 33_000)


def test_a_product_left_out_for_the_shop_s_sake_does_not_look_synced(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    send(office, linked)
    (number,) = simple(shop, 1)
    sku = shop.catalogue.reference(number)
    change(office.parts.database, sku, name="Z PPM")
    shop.catalogue.rename_product(number, "From shop", "Ze sklepu")
    ended = send(office, linked, JobRequest(type=JobType.SYNC, send_policy=SendPolicy.KEEP_SHOP))
    assert ended.counters.skipped == 1
    assert status_of(office, sku) == "pending"


def test_a_product_that_a_sync_skips_is_not_assigned_to_the_shop(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    add_products(office.parts.database, ["NEW-1"])
    send(office, linked, JobRequest(type=JobType.SYNC, mode=JobMode.INDIVIDUAL, skus=("NEW-1",)))
    assert status_of(office, "NEW-1") is None


def test_a_noted_conflict_is_gone_once_both_agree(office: Office, shop: PracticeShop, linked: ShopSummary) -> None:
    send(office, linked)
    (number,) = simple(shop, 1)
    change(office.parts.database, shop.catalogue.reference(number), name="Z PPM")
    shop.catalogue.rename_product(number, "From shop", "Ze sklepu")
    send(office, linked, JobRequest(type=JobType.SYNC, send_policy=SendPolicy.NOTE))
    send(office, linked)
    with office.parts.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(ConflictRow)) == 0


def test_what_failed_before_a_pause_is_still_told_at_the_end(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    send(office, linked)
    numbers = simple(shop, 8)
    for place, number in enumerate(numbers):
        name = "Zła <nazwa>" if place in (0, 7) else f"Dobra {number}"
        change(office.parts.database, shop.catalogue.reference(number), name=name)
    paused = send(office, linked, JobRequest(type=JobType.SYNC, trial_limit=5))
    office.parts.job_rows.resume(paused.id)
    ended = office.run(paused)
    assert ended.failed == 2
    assert len(office.parts.jobs.failed_ids(ended.id)) == 2


def undo(office: Office, shop: ShopSummary, job: JobSnapshot) -> JobSnapshot:
    return send(office, shop, office.parts.sending.undo_request(job))


def test_undo_gives_back_what_was_there_and_leaves_what_was_changed_since(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    first, second, third = simple(shop, 3)
    shop.catalogue.set_price(first, "11.123456")
    office.import_from(linked)
    names = {number: shop.catalogue.tables["products"].rows[number].texts["name"] for number in (first, second, third)}
    for number in (first, second, third):
        change(office.parts.database, shop.catalogue.reference(number), name=f"Nowa {number}", quantity=3)
    change(office.parts.database, shop.catalogue.reference(first), price_net="12.00")
    sent = send(office, linked)
    assert sent.counters.updated == 3
    shop.catalogue.rename_product(second, "Later", "Później")
    shop.catalogue.delete_product(third)
    undone = undo(office, linked, sent)
    assert (undone.state, undone.counters.updated, undone.counters.skipped) == (JobState.COMPLETED, 1, 2)
    assert price(shop, first) == "11.123456"
    assert shop.catalogue.tables["products"].rows[first].texts["name"] == names[first]
    assert shop.catalogue.tables["products"].rows[second].texts["name"] == ("Later", "Później")
    warnings = {record.external_id: record.warning for record, _ in written_items(office.parts.database, undone.id)}
    assert warnings == {first: "", second: "changed_since", third: "gone"}
    assert undone.undo_of == sent.id


def test_what_was_undone_is_not_sent_again_by_the_next_sync(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    send(office, linked)
    (number,) = simple(shop, 1)
    was = price(shop, number)
    change(office.parts.database, shop.catalogue.reference(number), price_net="12.00")
    request = JobRequest(type=JobType.SYNC, confirmed=1)
    undo(office, linked, send(office, linked, request))
    assert send(office, linked, request).total == 0
    assert price(shop, number) == was
    assert status_of(office, shop.catalogue.reference(number)) == "pending"


def test_undo_switches_off_what_an_export_made(office: Office, shop: PracticeShop, linked: ShopSummary) -> None:
    add_products(office.parts.database, ["NEW-1"])
    undone = undo(office, linked, send(office, linked, EXPORT))
    assert undone.counters.updated == 1
    (made,) = [row for row in shop.catalogue.tables["products"].rows.values() if row.values["reference"] == "NEW-1"]
    assert made.values["active"] == "0"


def test_an_import_cannot_be_undone(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    with pytest.raises(InvalidRequest):
        office.parts.sending.undo_request(office.import_from(added))


def test_a_dry_run_counts_and_shows_what_a_sync_then_does_and_writes_nothing(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    send(office, linked)
    first, second, third = simple(shop, 3)
    change(office.parts.database, shop.catalogue.reference(first), price_net="0.50")
    for number in (second, third):
        change(office.parts.database, shop.catalogue.reference(number), name="Z PPM")
    shop.catalogue.rename_product(second, "From shop", "Ze sklepu")
    add_products(office.parts.database, ["NEW-1"])
    jobs = office.parts.jobs.overview(JobFilter()).counts.all
    found = office.parts.sending.preview(EXPORT, linked.id)
    assert (found.create, found.update, found.conflicts, found.unchanged) == (1, 2, 1, 0)
    assert (found.alarm, found.to_confirm, found.written) == (True, 4, 4)
    assert not writes(shop)
    assert office.parts.jobs.overview(JobFilter()).counts.all == jobs
    told = {item.sku: {one.field for one in item.changes} for item in found.items}
    assert told[normal_sku(shop.catalogue.reference(first))] == {"price_net"}
    sampled = office.parts.sending.preview(EXPORT, linked.id, sample=2)
    assert (sampled.looked_at, sampled.in_scope, sampled.complete) == (2, 4, False)
    ended = send(office, linked, JobRequest(type=JobType.EXPORT, confirmed=found.to_confirm))
    assert (ended.counters.created, ended.counters.updated) == (1, 3)
