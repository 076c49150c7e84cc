"""What keeps a sync or export from an unusually big change: PPM's own, and what only a look at the shop shows."""

from dataclasses import replace

import pytest

from ppm_desktop.domain.job import JobSnapshot, JobState, JobType
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.request import JobRequest, SendPolicy
from ppm_desktop.domain.retry import RetryWish
from ppm_desktop.practice.server import PracticeShop
from tests.fakes.editing import add_products, change
from tests.fakes.office import Office

SYNC_ALL = JobRequest(type=JobType.SYNC, changed_only=False)
EXPORT = JobRequest(type=JobType.EXPORT)


@pytest.fixture
def linked(small_office: Office, shop: PracticeShop) -> ShopSummary:
    """The shop, all of whose products PPM has imported."""
    added = small_office.add_shop(shop)
    small_office.import_from(added)
    return added


def send(office: Office, shop: ShopSummary, request: JobRequest) -> JobSnapshot:
    (job,) = office.create(request, [shop])
    return office.run(job)


def simple(shop: PracticeShop, count: int) -> list[int]:
    """Products of the shop without combinations."""
    return [number for number in shop.catalogue.product_ids() if not shop.catalogue.combination_ids(number)][:count]


def values(shop: PracticeShop, numbers: list[int], name: str) -> list[str]:
    return [shop.catalogue.tables["products"].rows[number].values[name] for number in numbers]


def writes(shop: PracticeShop) -> int:
    return sum(line.method not in ("GET", "HEAD") for line in shop.requests)


def test_bringing_everything_in_step_stops_at_prices_that_the_shop_has_changed(
    small_office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    numbers = simple(shop, 5)
    for number in numbers:
        shop.catalogue.set_price(number, "9999")
    found = small_office.parts.sending.preview(SYNC_ALL, linked.id)
    assert (found.alarm, found.repriced, found.written, found.to_confirm) == (True, 5, 5, found.in_scope)
    stopped = send(small_office, linked, SYNC_ALL)
    assert stopped.state is JobState.FAILED
    assert stopped.error_message is not None and f"liczbę produktów: {found.to_confirm}" in stopped.error_message
    assert not writes(shop)
    confirmed = send(small_office, linked, replace(SYNC_ALL, confirmed=found.to_confirm))
    assert (confirmed.state, confirmed.counters.updated) == (JobState.COMPLETED, 5)


def test_bringing_everything_in_step_stops_before_it_switches_off_what_the_shop_has_switched_on(
    small_office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    numbers = shop.catalogue.product_ids()
    for number in numbers:
        shop.catalogue.change_product(number, active="0")
    small_office.import_from(linked)
    for number in numbers:
        shop.catalogue.change_product(number, active="1")
    stopped = send(small_office, linked, SYNC_ALL)
    assert stopped.state is JobState.FAILED
    assert set(values(shop, numbers, "active")) == {"1"}


def test_an_export_that_meets_products_for_the_first_time_stops_at_other_prices(
    small_office: Office, shop: PracticeShop
) -> None:
    added = small_office.add_shop(shop)
    numbers = simple(shop, 5)
    add_products(small_office.parts.database, [shop.catalogue.reference(number) for number in numbers], price="0.01")
    before = values(shop, numbers, "price")
    found = small_office.parts.sending.preview(EXPORT, added.id)
    assert (found.alarm, found.to_confirm) == (True, 5)
    assert send(small_office, added, EXPORT).state is JobState.FAILED
    assert (values(shop, numbers, "price"), writes(shop)) == (before, 0)
    assert send(small_office, added, replace(EXPORT, confirmed=5)).counters.updated == 5


@pytest.mark.parametrize("policy", [SendPolicy.NOTE, SendPolicy.KEEP_SHOP])
def test_what_a_shop_has_of_a_product_met_for_the_first_time_is_its_own_unless_ppm_wins(
    policy: SendPolicy, small_office: Office, shop: PracticeShop
) -> None:
    added = small_office.add_shop(shop)
    numbers = simple(shop, 3)
    add_products(small_office.parts.database, [shop.catalogue.reference(number) for number in numbers])
    before = values(shop, numbers, "price")
    ended = send(small_office, added, replace(EXPORT, send_policy=policy))
    assert (ended.state, ended.counters.skipped, ended.counters.updated) == (JobState.COMPLETED, 3, 0)
    assert (values(shop, numbers, "price"), writes(shop)) == (before, 0)


def test_a_retry_is_held_to_what_was_edited_since(
    small_office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    numbers = simple(shop, 10)
    skus = [shop.catalogue.reference(number) for number in numbers]
    for sku in skus:
        change(small_office.parts.database, sku, name="Zła <nazwa>")
    failed = send(small_office, linked, JobRequest(type=JobType.SYNC))
    assert failed.failed == 10
    before = values(shop, numbers, "price")
    for sku in skus:
        change(small_office.parts.database, sku, name="Dobra nazwa", price_net="0.01")
    again = small_office.parts.retries.make(failed.id, RetryWish())
    assert small_office.run(again.job).state is JobState.FAILED
    assert values(shop, numbers, "price") == before


def test_what_was_edited_while_a_trial_stood_is_held_to_the_guards(
    small_office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    numbers = simple(shop, 10)
    for number in numbers:
        change(small_office.parts.database, shop.catalogue.reference(number), name="Nowa nazwa")
    stood = send(small_office, linked, JobRequest(type=JobType.SYNC, trial_limit=5))
    assert stood.processed == 5
    before = values(shop, numbers, "price")
    for number in numbers:
        change(small_office.parts.database, shop.catalogue.reference(number), price_net="0.01")
    small_office.parts.job_rows.resume(stood.id)
    ended = small_office.run(stood)
    assert (ended.state, ended.processed) == (JobState.FAILED, 5)
    assert values(shop, numbers, "price") == before
