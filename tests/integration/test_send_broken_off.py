"""Syncs and exports that end in the middle of a page: what is in the shop by then is known, and can be taken back."""

import pytest
from sqlalchemy import update

from ppm_desktop.domain.causes import base_key
from ppm_desktop.domain.job import ItemOutcome, JobSnapshot, JobState, JobType
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.persistence.claims import Claim
from ppm_desktop.persistence.sent import written_items
from ppm_desktop.persistence.tables import JobRunRow, ShopLaneRow
from ppm_desktop.persistence.types import now_plus
from ppm_desktop.practice.server import PracticeShop
from tests.fakes.editing import add_products, change
from tests.fakes.meddling import Answer, MeddlingTransport, TellingTransport, page, refusal, through
from tests.fakes.office import Office

SYNC, EXPORT = JobRequest(type=JobType.SYNC), JobRequest(type=JobType.EXPORT)
NO_RIGHT = refusal("Resource of type stock_availables is not allowed with this authentication key", 26, 401)
"""What a shop says where the key lacks a right."""


@pytest.fixture
def linked(small_office: Office, shop: PracticeShop) -> ShopSummary:
    added = small_office.add_shop(shop)
    small_office.import_from(added)
    run(small_office, added, SYNC)
    return added


def run(
    office: Office, shop: ShopSummary, request: JobRequest = EXPORT, control: JobControl | None = None
) -> JobSnapshot:
    (job,) = office.create(request, [shop])
    return office.run(job, control)


def simple(shop: PracticeShop, count: int) -> list[int]:
    """Products of the shop without combinations."""
    return [number for number in shop.catalogue.product_ids() if not shop.catalogue.combination_ids(number)][:count]


def value(shop: PracticeShop, number: int, name: str) -> str:
    return shop.catalogue.tables["products"].rows[number].values[name]


def made(shop: PracticeShop, reference: str) -> dict[str, str]:
    """The one product of the shop with ``reference``."""
    rows = shop.catalogue.tables["products"].rows.values()
    (values,) = [dict(row.values) for row in rows if row.values["reference"] == reference]
    return values


def outcomes(office: Office, job: JobSnapshot) -> dict[str, tuple[ItemOutcome, str]]:
    items = written_items(office.parts.database, job.id)
    return {record.sku: (record.outcome, base_key(record.cause) if record.cause else "") for record, _ in items}


def undo(office: Office, shop: ShopSummary, job: JobSnapshot) -> JobSnapshot:
    return run(office, shop, office.parts.sending.undo_request(job))


def offered(office: Office, shop: PracticeShop) -> tuple[int, int]:
    """A product of which only a name changed, one of which name and stock did, and a new one in PPM."""
    named, both = simple(shop, 2)
    change(office.parts.database, shop.catalogue.reference(named), name="Nowa nazwa")
    change(office.parts.database, shop.catalogue.reference(both), name="Inna nazwa", quantity=5)
    add_products(office.parts.database, ["NEW-1"])
    return named, both


@pytest.mark.parametrize(
    ("answer", "cause"), [(NO_RIGHT, "permission"), (page(503), "overloaded")], ids=["no right", "away for good"]
)
def test_what_was_written_before_the_stock_failed_is_recorded_and_can_be_undone(
    small_office: Office,
    shop: PracticeShop,
    linked: ShopSummary,
    answer: Answer,
    cause: str,
) -> None:
    named, both = offered(small_office, shop)
    before = {number: shop.catalogue.tables["products"].rows[number].texts["name"] for number in (named, both)}
    with through(MeddlingTransport("PATCH", "stock_availables", answer)):
        ended = run(small_office, linked)
    assert (ended.state, ended.counters.updated, ended.failed) == (JobState.FAILED, 1, 2)
    assert outcomes(small_office, ended) == {
        shop.catalogue.reference(named): (ItemOutcome.UPDATED, ""),
        shop.catalogue.reference(both): (ItemOutcome.FAILED, cause),
        "NEW-1": (ItemOutcome.FAILED, cause),
    }
    undone = undo(small_office, linked, ended)
    assert (undone.state, undone.counters.updated) == (JobState.COMPLETED, 3)
    rows = shop.catalogue.tables["products"].rows
    assert {number: rows[number].texts["name"] for number in (named, both)} == before
    assert made(shop, "NEW-1")["active"] == "0"


def test_products_that_were_not_reached_are_left_for_later(
    small_office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    (number,) = simple(shop, 1)
    change(small_office.parts.database, shop.catalogue.reference(number), name="Nowa nazwa")
    add_products(small_office.parts.database, ["NEW-1"])
    with through(MeddlingTransport("POST", "products", refusal("not allowed", 25, 405))):
        ended = run(small_office, linked)
    assert outcomes(small_office, ended) == {shop.catalogue.reference(number): (ItemOutcome.UPDATED, "")}
    assert (ended.state, ended.unreached, ended.may_be_undone) == (JobState.FAILED, 1, True)


def test_what_one_job_began_to_make_the_next_one_only_changes(
    small_office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    add_products(small_office.parts.database, ["NEW-1"])
    with through(MeddlingTransport("PATCH", "stock_availables", NO_RIGHT)):
        broken = run(small_office, linked)
    again = run(small_office, linked)
    assert outcomes(small_office, again) == {"NEW-1": (ItemOutcome.UPDATED, "")}
    undo(small_office, linked, broken)
    assert made(shop, "NEW-1")["active"] == "0"


def test_a_job_cancelled_between_product_and_stock_tells_what_it_left(
    small_office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    add_products(small_office.parts.database, ["NEW-1"])
    control = JobControl()
    with through(TellingTransport("POST", control.cancel)):
        ended = run(small_office, linked, control=control)
    assert ended.state is JobState.CANCELLED
    assert outcomes(small_office, ended) == {"NEW-1": (ItemOutcome.FAILED, "broken_off")}
    undo(small_office, linked, ended)
    assert made(shop, "NEW-1")["active"] == "0"


def test_what_a_killed_program_made_counts_as_created_after_a_take_over(
    small_office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    (number,) = simple(shop, 1)
    was = shop.catalogue.tables["products"].rows[number].texts["name"]
    change(small_office.parts.database, shop.catalogue.reference(number), name="Nowa nazwa")
    add_products(small_office.parts.database, ["NEW-1"])
    (job,) = small_office.create(EXPORT, [linked])
    control = JobControl()
    with through(TellingTransport("POST", control.lose)):
        assert small_office.parts.runner.run(job.id, control) is None
    assert not outcomes(small_office, job), "nothing is written without the lease"
    end_leases(small_office)
    ended = small_office.parts.runner.run(job.id, JobControl(), Claim.LOST)
    assert ended is not None
    assert (ended.counters.created, ended.counters.updated, ended.failed) == (1, 1, 0)
    undo(small_office, linked, ended)
    assert made(shop, "NEW-1")["active"] == "0"
    assert shop.catalogue.tables["products"].rows[number].texts["name"] == was


def end_leases(office: Office) -> None:
    with office.parts.database.begin() as connection:
        connection.execute(update(JobRunRow).values(lease_expires_at=now_plus(-1)))
        connection.execute(update(ShopLaneRow).values(expires_at=now_plus(-1)))


def test_people_are_not_shown_the_mark_of_a_creation(
    small_office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    (number,) = add_products(small_office.parts.database, ["NEW-1"])
    ended = run(small_office, linked)
    (item,) = small_office.parts.jobs.written(ended.id, 5)
    assert (item.record.outcome, item.changes) == (ItemOutcome.CREATED, ())
    past = small_office.parts.products.history(number)
    assert [touch.changes for touch in past.touches if touch.job_id == ended.id] == [()]
    found = small_office.parts.sending.undo_preview(ended)
    assert {change.field for one in found.products for change in one.changes} == {"is_active"}


def test_the_preview_of_an_undo_tells_of_products_written_in_part(
    small_office: Office, shop: PracticeShop, linked: ShopSummary
) -> None:
    named, both = offered(small_office, shop)
    with through(MeddlingTransport("PATCH", "stock_availables", refusal("Property StockAvailable->quantity"))):
        ended = run(small_office, linked)
    found = small_office.parts.sending.undo_preview(ended)
    assert {one.sku: {change.field for change in one.changes} for one in found.products} == {
        shop.catalogue.reference(named): {"name"},
        shop.catalogue.reference(both): {"name"},
        "NEW-1": {"is_active"},
    }
    assert undo(small_office, linked, ended).counters.updated == 3
    assert not small_office.parts.sending.undo_preview(ended).products
