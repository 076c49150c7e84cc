"""What the world learns of a running job, and when the job must stop."""

from pathlib import Path

import pytest

from ppm_desktop.domain.errors import (
    Cancelled,
    DatabaseBusy,
    DatabaseError,
    DatabaseUnavailable,
    PpmError,
    ShopBusy,
    StaleLease,
)
from ppm_desktop.domain.job import ItemOutcome, ItemRecord, JobPhase, JobState
from ppm_desktop.domain.listing import EventKind
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.jobs.board import ProgressBoard
from ppm_desktop.jobs.context import JobContext
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.jobs.operations.shop_patience import patiently
from ppm_desktop.persistence.claims import Lease
from ppm_desktop.persistence.journal import Journal, Kept
from tests.fakes.engine import MemoryLeases, ToldClock, a_job

LEASE = Lease(7, 1, "token", "runner")
QUICK = SharedSettings(shop_wait_s=0.0, stop_after_identical=3)


class Stage:
    """A context with everything around it in sight."""

    def __init__(self, shared: SharedSettings = QUICK, journal: Journal | None = None) -> None:
        self.leases = MemoryLeases()
        self.board = ProgressBoard()
        self.clock = ToldClock()
        self.control = JobControl()
        self.context = JobContext(
            a_job(),
            LEASE,
            self.leases,  # type: ignore[arg-type]  # the same calls, in memory
            self.board,
            shared,
            self.control,
            self.clock,
            journal=journal,
        )


@pytest.fixture
def stage() -> Stage:
    return Stage()


def item(sequence: int, outcome: ItemOutcome = ItemOutcome.CREATED, cause: str | None = None) -> ItemRecord:
    return ItemRecord(sequence, f"SKU-{sequence}", "Name", outcome, sequence, cause=cause)


def test_every_record_reaches_the_board_but_the_table_only_once_a_second(stage: Stage) -> None:
    stage.context.counted(10)
    written = len(stage.leases.flushes)
    for number in range(1, 6):
        stage.context.record([item(number)])
        (shown,) = stage.board.drain()
        assert shown.processed == number
    assert len(stage.leases.flushes) == written
    stage.clock.advance(1.0)
    stage.context.record([item(6)], cursor=6)
    progress, items, _ = stage.leases.flushes[-1]
    assert [one.sequence for one in items] == [1, 2, 3, 4, 5, 6]
    assert (progress.counters.created, progress.cursor) == (6, 6)


def test_a_newer_snapshot_always_has_a_greater_version(stage: Stage) -> None:
    versions = []
    for number in range(5):
        stage.context.record([item(number)])
        versions.append(stage.board.drain()[0].version)
    assert versions == sorted(set(versions))


def test_failed_skus_are_written_seldom_and_at_the_end(stage: Stage) -> None:
    stage.context.counted(3)
    stage.clock.advance(1.0)
    stage.context.record([item(1, ItemOutcome.FAILED, "no_sku")])
    assert stage.leases.flushes[-1][2] is None
    stage.clock.advance(10.0)
    stage.context.record([item(2, ItemOutcome.FAILED, "no_sku")])
    assert stage.leases.flushes[-1][2] == ["SKU-1", "SKU-2"]


def test_a_failed_product_without_sku_is_named_by_its_number(stage: Stage) -> None:
    stage.clock.advance(10.0)
    stage.context.record([ItemRecord(1, "", "", ItemOutcome.FAILED, 55, cause="no_sku")])
    assert stage.leases.flushes[-1][2] == ["id:55"]


@pytest.mark.parametrize("trouble", [DatabaseUnavailable, DatabaseBusy])
def test_nothing_is_lost_while_the_database_is_away(stage: Stage, trouble: type[DatabaseError]) -> None:
    stage.leases.trouble = trouble
    stage.leases.away = 2
    for number in range(1, 4):
        stage.clock.advance(60.0)
        stage.context.record([item(number)])
    _, items, _ = stage.leases.flushes[-1]
    assert [one.sequence for one in items] == [1, 2, 3]


def test_a_cancel_seen_in_the_table_stops_the_job_after_counting(stage: Stage) -> None:
    stage.leases.cancel = True
    stage.clock.advance(1.0)
    with pytest.raises(Cancelled):
        stage.context.record([item(1)])
    assert stage.context.job.cancel_requested
    assert stage.context.job.processed == 1


def test_a_lost_lease_stops_the_job_without_another_write(stage: Stage) -> None:
    stage.leases.held = False
    stage.clock.advance(1.0)
    with pytest.raises(StaleLease):
        stage.context.record([item(1)])
    with pytest.raises(StaleLease):
        stage.context.check()
    assert stage.leases.flushes == []


def test_equal_failures_in_a_row_that_are_about_the_shop_stop_the_job(stage: Stage) -> None:
    stage.context.record([item(n, ItemOutcome.FAILED, "internal") for n in (1, 2)])
    with pytest.raises(PpmError) as caught:
        stage.context.record([item(3, ItemOutcome.FAILED, "internal")])
    assert caught.value.cause == "internal"


def test_failures_with_successes_between_them_are_not_in_a_row(stage: Stage) -> None:
    faults = [item(n, ItemOutcome.FAILED, "internal") for n in (1, 3, 5)]
    stage.context.record([item(n) for n in (2, 4, 6)], put_off=faults)
    assert (stage.context.job.processed, stage.context.job.failed) == (3, 0)


def test_what_was_put_off_right_before_the_job_stops_is_a_failure(stage: Stage) -> None:
    faults = [item(n, ItemOutcome.FAILED, "internal") for n in (1, 3, 4, 5)]
    with pytest.raises(PpmError):
        stage.context.record([item(2)], put_off=faults)
    assert (stage.context.job.processed, stage.context.job.failed) == (4, 3)


def test_failures_of_the_products_themselves_never_stop_the_job(stage: Stage) -> None:
    stage.context.record([item(n, ItemOutcome.FAILED, "no_sku") for n in range(1, 50)])
    assert stage.context.job.failed == 49


def test_the_first_failure_is_a_line_of_the_timeline(stage: Stage) -> None:
    stage.context.record([item(1), item(2, ItemOutcome.FAILED, "no_sku"), item(3, ItemOutcome.FAILED, "no_sku")])
    stage.context.record([item(4, ItemOutcome.FAILED, "no_sku")])
    assert stage.leases.events == [(EventKind.FIRST_FAILURE, {"sku": "SKU-2", "cause": "no_sku"})]


def test_the_end_carries_what_was_not_written_yet(stage: Stage) -> None:
    stage.context.record([item(1)])
    ended = stage.context.finish(JobState.COMPLETED, None)
    assert ended.state is JobState.COMPLETED
    _, progress, items, _ = stage.leases.finished[0]
    assert [one.sequence for one in items] == [1]
    assert progress.phase is JobPhase.FINISHED


def test_the_end_of_a_job_that_shall_stop_is_given_up_when_the_database_stays_away_as_long_as_the_lease() -> None:
    stage = Stage(SharedSettings(lease_s=0.0))
    stage.leases.away = 1
    stage.context.control.cancel()
    with pytest.raises(DatabaseUnavailable):
        stage.context.finish(JobState.COMPLETED, None)


@pytest.mark.parametrize("state", [JobState.CANCELLED, JobState.COMPLETED])
def test_a_wish_to_cancel_that_cannot_be_written_is_kept_on_this_computer(state: JobState, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    stage = Stage(SharedSettings(lease_s=0.0), journal)
    stage.leases.away = 1
    stage.context.control.cancel()
    with pytest.raises(DatabaseUnavailable):
        stage.context.finish(state, None)
    assert stage.control.unsaved.is_set()
    assert journal.kept() == ([Kept(LEASE, cancel=True)] if state is JobState.CANCELLED else [])


def test_a_shop_that_is_away_is_waited_for_visibly_and_then_given_up(stage: Stage) -> None:
    calls = 0

    def ask() -> None:
        nonlocal calls
        calls += 1
        raise ShopBusy("away", code="HTTP 503", status=503)

    with pytest.raises(ShopBusy):
        patiently(stage.context, ask)
    assert calls == QUICK.shop_attempts
    waits = [facts for kind, facts in stage.leases.events if kind is EventKind.WAITING]
    assert [facts["attempt"] for facts in waits] == ["2", "3", "4", "5"]
    phases = [progress.phase for progress, _, _ in stage.leases.flushes]
    assert JobPhase.WAITING in phases
    assert stage.context.job.next_attempt_at is None


def test_a_cancel_ends_the_wait_for_the_shop() -> None:
    stage = Stage(SharedSettings(shop_wait_s=3600.0))

    def ask() -> None:
        stage.control.cancel()
        raise ShopBusy("away", code="HTTP 503", status=503)

    with pytest.raises(Cancelled):
        patiently(stage.context, ask)


@pytest.mark.parametrize("trouble", [DatabaseUnavailable, DatabaseBusy])
def test_a_timeline_that_cannot_be_written_does_not_stop_the_job(stage: Stage, trouble: type[DatabaseError]) -> None:
    stage.leases.trouble = trouble
    stage.leases.away = 1
    stage.context.note(EventKind.STARTED, total="1")
    assert stage.leases.events == []
