"""Cancelled at fifty and more moments: nothing begins afterwards, nothing is lost, and the rest can be finished."""

import random
import time

import pytest
from sqlalchemy import func, select

from ppm_desktop.domain.job import ItemOutcome, JobSnapshot, JobState, JobType
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.retry import RetryScope, RetryWish
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.persistence.items import ItemRepository
from ppm_desktop.persistence.tables import JobItemRow, ProductRow
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from tests.fakes.editing import change
from tests.fakes.office import Office

PRODUCTS = 60
MOMENTS = 30
SEED = 20251125


class Brake(JobControl):
    """Cancels right before a certain request, by the button or through the table as another computer does."""

    def __init__(self, before: int) -> None:
        super().__init__()
        self._before = before
        self.admitted = 0
        self.cancelled_at = 0.0

    def admit(self) -> None:
        """Every request and every write of the job passes here."""
        super().admit()
        self.admitted += 1
        if self.admitted == self._before:
            self.cancelled_at = time.monotonic()
            self.cancel()


@pytest.fixture
def office(small_office: Office) -> Office:
    """Where the job is kept does not matter for when it is stopped."""
    return small_office


def ledger(office: Office, job: JobSnapshot) -> dict[int, ItemOutcome]:
    return {record.sequence: record.outcome for record in ItemRepository(office.parts.database).outcomes(job.id)}


def stop_somewhere(
    office: Office, shop: PracticeShop, added: ShopSummary, request: JobRequest, before: int
) -> tuple[JobSnapshot, float]:
    """Run a job that is cancelled at a moment; returns it with the seconds until it had ended."""
    (job,) = office.create(request, [added])
    brake = Brake(before)
    ended = office.run(job, brake)
    waited_s = time.monotonic() - brake.cancelled_at if brake.cancelled_at else 0.0
    sent = len(shop.requests)
    if brake.cancelled_at:
        assert ended.state is JobState.CANCELLED, "a cancelled job never becomes completed"
    else:
        assert ended.state is JobState.COMPLETED
    assert ended.processed == len(ledger(office, ended))
    with office.parts.database.read() as connection:
        stored = select(func.count()).select_from(JobItemRow).where(JobItemRow.job_id == job.id)
        assert connection.scalar(stored) == ended.counters.processed
    assert len(shop.requests) == sent, "nothing begins after the end"
    return ended, waited_s


def told(kind: str, waits: list[float]) -> None:
    late = sorted(wait for wait in waits if wait)
    assert len(late) >= 25, "most jobs were still at work when they were cancelled"
    print(f"{kind}: {len(late)} cancelled, median {late[len(late) // 2] * 1000:.0f} ms, most {late[-1] * 1000:.0f} ms")


def test_imports_cancelled_at_many_moments_keep_what_they_have_and_can_be_finished(office: Office) -> None:
    moments = random.Random(SEED)
    waits = []
    for _ in range(MOMENTS):
        with PracticeShop(PracticeOptions(products=PRODUCTS)) as shop:
            added = office.add_shop(shop, f"Sklep {moments.random()}")
            ended, waited_s = stop_somewhere(office, shop, added, JobRequest(), moments.randint(1, 24))
            waits.append(waited_s)
            if ended.state is JobState.CANCELLED and ended.may_be_finished:
                rest = office.run(office.parts.retries.make(ended.id, RetryWish(RetryScope.UNREACHED)).job)
                assert rest.state is JobState.COMPLETED
                assert ended.processed + rest.processed == PRODUCTS
    with office.parts.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(ProductRow)) == PRODUCTS
    told("imports", waits)


def test_syncs_cancelled_at_many_moments_leave_shop_and_ledger_in_step(office: Office) -> None:
    moments = random.Random(SEED)
    waits = []
    with PracticeShop(PracticeOptions(products=PRODUCTS)) as shop:
        added = office.add_shop(shop)
        office.import_from(added)
        skus = [shop.catalogue.reference(number) for number in shop.catalogue.product_ids()]
        for place in range(MOMENTS):
            price = f"{100 + place}.00"
            for sku in skus:
                change(office.parts.database, sku, price_net=price)
            request = JobRequest(type=JobType.SYNC, confirmed=PRODUCTS)
            ended, waited_s = stop_somewhere(office, shop, added, request, moments.randint(2, 30))
            waits.append(waited_s)
            written = sum(outcome is ItemOutcome.UPDATED for outcome in ledger(office, ended).values())
            assert prices(shop).count(f"{price}0000") == written, "what was written is recorded, and only that"
            (rest,) = office.create(request, [added])
            assert office.run(rest).state is JobState.COMPLETED
            assert prices(shop).count(f"{price}0000") == PRODUCTS
    told("syncs", waits)


def prices(shop: PracticeShop) -> list[str]:
    return [record.values["price"] for record in shop.catalogue.tables["products"].rows.values()]
