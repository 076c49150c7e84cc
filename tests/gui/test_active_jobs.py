"""Everybody's active jobs, fed by the feed of the Sync Center whatever that lists."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtTest import QSignalSpy

from ppm_desktop.domain.job import JobPhase, JobSnapshot, JobState, JobType
from ppm_desktop.domain.listing import JobFilter
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.product_list import ProductLine, ShopMark, SyncState
from ppm_desktop.gui.active_jobs import ActiveJobs
from ppm_desktop.gui.feed import JobFeed
from ppm_desktop.gui.models.job_row import RowWriter
from ppm_desktop.gui.models.job_table import JobTableModel
from ppm_desktop.gui.rates import JobRates
from ppm_desktop.jobs.board import ProgressBoard
from tests.fakes.gui import FakeClock, FakeJobs, InstantPool, job

SHOP = 3


class Fed:
    """A feed on jobs in memory, with the active jobs beside its model."""

    def __init__(self, model: JobTableModel, writer: RowWriter, clock: FakeClock, jobs: FakeJobs) -> None:
        self.model = model
        self.board = ProgressBoard()
        rates = JobRates(clock.monotonic_s)
        self.feed = JobFeed(model, rates, jobs, self.board, InstantPool(), SharedSettings())
        self.active = ActiveJobs(self.feed, writer, clock.now, clock.monotonic_s)
        self.feed.start()

    def stop(self) -> None:
        self.feed.stop()


def sending(changes: dict[str, object]) -> JobSnapshot:
    """A sync of the shop, forty percent done."""
    values = {"type": JobType.SYNC, "shop_id": SHOP, "phase": JobPhase.WORKING, "total": 10, "processed": 4}
    return job(1, **(values | changes))


def line(state: SyncState, number: int = 7) -> tuple[ProductLine, ShopMark]:
    mark = ShopMark(SHOP, "Sklep", state)
    return ProductLine(number, f"SKU-{number}", "", "", Decimal(1), 1, True, False, (mark,), None), mark


def test_a_filter_of_the_sync_center_hides_no_active_job(
    model: JobTableModel, writer: RowWriter, clock: FakeClock
) -> None:
    fed = Fed(model, writer, clock, FakeJobs([job(1, shop_name="Alfa"), job(2, shop_name="Beta")]))
    fed.feed.set_filter(JobFilter(search="alfa"))
    assert [one.id for one in fed.model.jobs()] == [1]
    assert [row.job.id for row in fed.active.rows()] == [2, 1]
    fed.feed.take([job(5, shop_name="Gamma")])
    assert [row.job.id for row in fed.active.rows()] == [5, 2, 1]
    fed.stop()


def test_a_job_that_ends_is_active_no_more(model: JobTableModel, writer: RowWriter, clock: FakeClock) -> None:
    fed = Fed(model, writer, clock, FakeJobs([job(1)]))
    ended = QSignalSpy(fed.active.ended)
    fed.feed.take([job(1, state=JobState.COMPLETED, version=2)])
    assert fed.active.rows() == []
    assert [one.id for (one,) in (ended.at(0),)] == [1]
    fed.stop()


def test_only_a_finished_product_counts_as_moving(model: JobTableModel, writer: RowWriter, clock: FakeClock) -> None:
    first = job(1, total=10, processed=4)
    fed = Fed(model, writer, clock, FakeJobs([first]))
    moved = QSignalSpy(fed.active.moved)
    fed.feed.take([replace(first, version=2)])
    assert moved.count() == 0
    fed.feed.take([replace(first, version=3, processed=5)])
    assert moved.count() == 1
    fed.stop()


@pytest.mark.parametrize(
    ("changes", "state", "shown"),
    [
        ({}, SyncState.WAITING, 0.4),
        ({}, SyncState.IN_SYNC, None),
        ({}, SyncState.NEVER, None),
        ({"type": JobType.EXPORT}, SyncState.NEVER, 0.4),
        ({"type": JobType.IMPORT}, SyncState.WAITING, None),
        ({"shop_id": 99}, SyncState.WAITING, None),
        ({"phase": JobPhase.WAITING}, SyncState.WAITING, None),
        ({"mode": "individual", "params": {"product_ids": [7]}}, SyncState.FAILED, 0.4),
        ({"mode": "individual", "params": {"product_ids": [8]}}, SyncState.WAITING, None),
        ({"mode": "individual", "params": {"skus": ["SKU-7"]}}, SyncState.WAITING, 0.4),
    ],
)
def test_the_chip_of_a_shop_shows_the_job_that_sends_the_product(
    model: JobTableModel,
    writer: RowWriter,
    clock: FakeClock,
    changes: dict[str, object],
    state: SyncState,
    shown: float | None,
) -> None:
    fed = Fed(model, writer, clock, FakeJobs([sending(changes)]))
    assert fed.active.fraction(*line(state)) == shown
    fed.stop()
