"""Products that the shop cannot deliver: they fail by name, and the others are imported and sent."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ppm_desktop.domain.job import JobState, RowState
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.practice.faults import FaultKind
from ppm_desktop.practice.server import PracticeShop
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
