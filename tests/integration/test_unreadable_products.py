"""Products that the shop cannot deliver: they fail by name, and the others are imported and sent."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ppm_desktop.domain.catalog import normal_sku
from ppm_desktop.domain.job import JobState, JobType, RowState
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.preview import PreviewKind
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.retry import RetryScope, RetryWish
from ppm_desktop.domain.undo import UndoSkip
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.practice.faults import FaultKind
from ppm_desktop.practice.server import PracticeShop
from tests.fakes.editing import add_products, change
from tests.fakes.office import QUICK, Office, open_office

PAGE = QUICK.import_page_size


@pytest.fixture
def office(sqlite_template: Path, tmp_path: Path) -> Iterator[Office]:
    """What a shop cannot deliver does not depend on the database; requests are tried once, to save time."""
    path = tmp_path / "small.db"
    path.write_bytes(sqlite_template.read_bytes())
    with open_office(f"sqlite:///{path}", tmp_path / "data", replace(QUICK, request_attempts=1)) as office:
        yield office


def break_from(shop: PracticeShop, place: int, count: int) -> set[int]:
    broken = shop.catalogue.product_ids()[place : place + count]
    for number in broken:
        shop.faults.break_product(number)
    return set(broken)


def pages_asked(shop: PracticeShop) -> int:
    return sum("products?display=" in line.path and "description" in line.path for line in shop.requests)


@pytest.mark.parametrize("attended", [False, True])
@pytest.mark.parametrize("count", [2, 3, 6])
@pytest.mark.parametrize("place", [0, 2 * PAGE + PAGE // 2 - 1], ids=["at the start", "in the middle of a page"])
def test_neighbours_that_the_shop_cannot_deliver_fail_alone_when_imported(
    office: Office, shop: PracticeShop, place: int, count: int, attended: bool
) -> None:
    added = office.add_shop(shop)
    broken = break_from(shop, place, count)
    (job,) = office.create(JobRequest(), [added])
    ended = office.parts.runner.run(job.id, JobControl(), attended=attended)
    assert ended is not None
    assert ended.row_state(20) is RowState.PARTIAL
    assert (ended.processed, ended.counters.created) == (150, 150 - count)
    assert {failure.external_id for failure in office.failures(ended)} == broken


def test_a_dozen_of_them_all_over_one_page_are_not_in_a_row(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    for number in shop.catalogue.product_ids()[PAGE : 2 * PAGE : 2] + shop.catalogue.product_ids()[0:4:2]:
        shop.faults.break_product(number)
    ended = office.import_from(added)
    assert (ended.row_state(20), ended.processed, ended.failed) == (RowState.PARTIAL, 150, 12)


def test_an_import_stopped_by_many_in_a_row_gets_past_them_in_the_end(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    broken = break_from(shop, PAGE - 3, 23)
    (job,) = office.create(JobRequest(), [added])
    paused = office.parts.runner.run(job.id, JobControl(), attended=True)
    while paused is not None and paused.active:
        assert paused.paused_cause.startswith("php_warning:")
        office.parts.job_rows.resume(job.id)
        paused = office.parts.runner.run(job.id, JobControl(), attended=True)
    assert paused is not None
    assert (paused.row_state(20), paused.processed) == (RowState.PARTIAL, 150)
    assert {failure.external_id for failure in office.failures(paused)} == broken


@pytest.mark.parametrize("attended", [False, True])
def test_a_shop_that_fails_on_everything_is_the_shop_s_failure(
    office: Office, shop: PracticeShop, attended: bool
) -> None:
    added = office.add_shop(shop)
    shop.faults.arm(FaultKind.HTTP_500, times=10_000, page=4)
    (job,) = office.create(JobRequest(), [added])
    ended = office.parts.runner.run(job.id, JobControl(), attended=attended)
    assert ended is not None
    assert (ended.state, ended.paused_cause) == (
        (JobState.PROCESSING, "php_warning") if attended else (JobState.FAILED, "")
    )
    assert ended.failed == 0, "no product is blamed"


def test_as_long_as_all_is_well_a_page_is_one_request(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    office.import_from(added)
    assert pages_asked(shop) == -(-150 // PAGE)


ALL = JobRequest(type=JobType.SYNC, changed_only=False)


@pytest.fixture
def linked(office: Office, shop: PracticeShop) -> ShopSummary:
    """The shop, all of whose products PPM has imported."""
    added = office.add_shop(shop)
    office.import_from(added)
    return added


@pytest.mark.parametrize("attended", [False, True])
@pytest.mark.parametrize("count", [1, 6])
def test_products_that_the_shop_cannot_deliver_fail_alone_when_sent(
    office: Office, shop: PracticeShop, linked: ShopSummary, count: int, attended: bool
) -> None:
    broken = break_from(shop, 50, count)
    last = shop.catalogue.reference(shop.catalogue.product_ids()[-1])
    change(office.parts.database, last, name="Z PPM")
    (job,) = office.create(ALL, [linked])
    ended = office.parts.runner.run(job.id, JobControl(), attended=attended)
    assert ended is not None
    assert (ended.row_state(20), ended.processed) == (RowState.PARTIAL, 150)
    assert ended.counters.updated == 1
    failures = office.failures(ended)
    assert {failure.external_id for failure in failures} == broken
    assert {(failure.cause, failure.attempts) for failure in failures} == {("php_warning", 3)}


def test_an_export_names_products_that_it_finds_by_sku_and_cannot_read(office: Office, shop: PracticeShop) -> None:
    added = office.add_shop(shop)
    (broken,) = break_from(shop, 10, 1)
    add_products(office.parts.database, [shop.catalogue.reference(broken), "NEW-1"])
    ended = office.import_from(added, JobRequest(type=JobType.EXPORT))
    assert (ended.counters.created, ended.failed) == (1, 1)
    assert [failure.external_id for failure in office.failures(ended)] == [broken]


def test_a_sync_stopped_by_many_in_a_row_names_them_and_gets_past_them(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    broken = break_from(shop, 50, 14)
    first = office.import_from(linked, ALL)
    assert (first.state, first.failed) == (JobState.FAILED, 10)
    rest = office.run(office.parts.retries.make(first.id, RetryWish(RetryScope.UNREACHED)).job)
    assert (rest.row_state(20), rest.unreached) == (RowState.PARTIAL, 0)
    failed = {failure.external_id for job in (first, rest) for failure in office.failures(job)}
    assert failed == broken


def test_a_preview_of_a_sync_names_what_the_shop_cannot_deliver(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    (broken,) = break_from(shop, 3, 1)
    found = office.parts.sending.preview(ALL, linked.id)
    failed = [item for item in found.items if item.kind is PreviewKind.FAILED]
    assert [item.sku for item in failed] == [normal_sku(shop.catalogue.reference(broken))]
    assert found.unchanged == 149


def test_an_undo_says_what_the_shop_cannot_deliver_and_gives_back_the_rest(
    office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    for number in shop.catalogue.product_ids()[:3]:
        change(office.parts.database, shop.catalogue.reference(number), name="Z PPM")
    sent = office.import_from(linked, JobRequest(type=JobType.SYNC))
    (broken,) = break_from(shop, 1, 1)
    preview = office.parts.sending.undo_preview(sent)
    assert [(kept.reason, kept.external_id) for kept in preview.kept] == [(UndoSkip.UNREAD, broken)]
    undone = office.import_from(linked, office.parts.sending.undo_request(sent))
    assert (undone.counters.updated, [failure.external_id for failure in office.failures(undone)]) == (2, [broken])
