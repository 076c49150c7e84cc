"""The window's door to the engine: what it tells while jobs run."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.errors import InvalidRequest, SchemaMismatch
from ppm_desktop.domain.job import WORKERS, JobSnapshot, JobState, Origin
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.retry import Retried, RetriedBatch, RetryWish
from ppm_desktop.jobs.board import ProgressBoard
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.jobs.manager import JobManager
from ppm_desktop.persistence.claims import Claim
from tests.fakes.engine import a_job

MADE_BEFORE = 9
"""A job whose retry is there already."""


class SlowShop:
    """A runner and its table: the job waits for one answer of its shop until `answer`."""

    def __init__(self) -> None:
        self.job = a_job()
        self.control = JobControl()
        self.asked = threading.Event()
        self.answer = threading.Event()
        self.shown: list[list[int]] = []
        self.run_fails: Exception | None = None

    def run(self, job_id: int, control: JobControl, claim: Claim, *, attended: bool = False) -> JobSnapshot | None:
        self.control = control
        self.asked.set()
        if self.run_fails is not None:
            raise self.run_fails
        self.answer.wait(20)
        return None

    def create(self, request: JobRequest, shop_ids: list[int], batch: bool, target: str = "") -> list[JobSnapshot]:
        self.job = replace(self.job, for_workers=target == WORKERS)
        return [self.job]

    def make_batch(self, batch_id: str, wish: RetryWish) -> RetriedBatch:
        return RetriedBatch((Retried(self.job, new=True),), InvalidRequest("retry_partly", ids="#8"))

    def request_cancel(self, job_id: int) -> JobSnapshot:
        self.job = replace(self.job, cancel_requested=True, version=self.job.version + 1)
        return self.job

    def show_waiting(self, job_ids: list[int]) -> None:
        self.shown.append(job_ids)

    def make(self, job_id: int, wish: RetryWish, target: str = "") -> Retried:
        if job_id == MADE_BEFORE:
            return Retried(self.job, new=False)
        if job_id == 2:
            raise InvalidRequest("nothing_to_retry", id="2")
        made = replace(self.job, id=job_id + 100, parent_id=job_id, for_workers=True)
        return Retried(made, new=True, left_out=1)

    def get(self, job_id: int) -> JobSnapshot:
        return self.job


@pytest.fixture
def shop() -> SlowShop:
    return SlowShop()


@pytest.fixture
def manager(shop: SlowShop, qtbot: QtBot) -> Iterator[JobManager]:
    manager = JobManager(shop, shop, shop, ProgressBoard(), SharedSettings())  # type: ignore[arg-type]  # the calls it makes
    yield manager
    shop.answer.set()
    assert manager.shutdown(20_000)


def test_a_wish_to_cancel_is_shown_at_once_while_the_shop_lets_the_count_wait(
    manager: JobManager, shop: SlowShop, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(manager.created):
        manager.start(JobRequest(), [1])
    assert shop.asked.wait(20)
    with qtbot.waitSignal(manager.changed) as changed:
        manager.cancel([shop.job.id])
    assert changed.args[0].cancel_requested


def test_a_job_that_is_left_to_the_workers_is_shown_and_not_run_here(shop: SlowShop, qtbot: QtBot) -> None:
    manager = JobManager(
        shop,  # type: ignore[arg-type]  # the calls it makes
        shop,  # type: ignore[arg-type]
        shop,  # type: ignore[arg-type]
        ProgressBoard(),
        SharedSettings(),
        for_workers=lambda: True,
    )
    with qtbot.waitSignal(manager.created) as created:
        manager.start(JobRequest(), [1])
    assert created.args[0][0].for_workers
    assert manager.active_count() == 0
    assert not shop.asked.is_set()
    assert manager.shutdown(1_000)


def test_what_could_be_retried_of_a_batch_runs_and_the_rest_is_told(
    manager: JobManager, shop: SlowShop, qtbot: QtBot
) -> None:
    with qtbot.waitSignals([manager.created, manager.failed]):
        manager.retry_batch("batch", RetryWish())
    assert shop.asked.wait(20)


@pytest.mark.parametrize("origin", [Origin.HERE, Origin.ELSEWHERE])
def test_a_retry_whose_making_was_not_confirmed_is_run_by_the_next_press(
    manager: JobManager, shop: SlowShop, qtbot: QtBot, origin: Origin
) -> None:
    shop.job = a_job(state=JobState.PENDING, origin=origin)
    for _press in range(2):
        with qtbot.waitSignal(manager.retried):
            manager.retry(MADE_BEFORE, RetryWish())
    assert manager.active_count() == (origin is Origin.HERE)


def test_retries_of_many_jobs_begin_together_and_are_told_of_once(
    manager: JobManager, shop: SlowShop, qtbot: QtBot
) -> None:
    told: list[Retried] = []
    manager.retried.connect(told.append)
    with qtbot.waitSignal(manager.failed) as refused, qtbot.waitSignal(manager.created) as begun:
        manager.retry_many([1, 2, 3], RetryWish())
    assert [one.id for one in begun.args[0]] == [101, 103]
    assert [one.aloud for one in told] == [False, False]
    assert refused.args[0].detail == "nothing_to_retry"


def test_handed_back_at_the_end_of_the_session_a_job_is_not_cancelled_even_when_its_shop_answers_late(
    manager: JobManager, shop: SlowShop, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(manager.created):
        manager.start(JobRequest(), [1])
    assert shop.asked.wait(20)
    assert not manager.hand_back(10), "its shop has not answered"
    assert shop.control.hands_back
    shop.answer.set()
    assert manager.shutdown(20_000)
    assert shop.control.hands_back
    assert not shop.job.cancel_requested
    assert manager.active_count() == 0


def test_a_job_that_has_not_been_claimed_yet_is_seen_to_wait_here(shop: SlowShop, qtbot: QtBot) -> None:
    manager = JobManager(shop, shop, shop, ProgressBoard(), SharedSettings(poll_busy_s=0.02))  # type: ignore[arg-type]  # the calls it makes
    manager.start(JobRequest(), [1])
    qtbot.waitUntil(lambda: [shop.job.id] in shop.shown)
    shop.control.claimed.set()
    shop.answer.set()
    assert manager.shutdown(20_000)


def test_a_database_that_has_become_newer_is_told_once_for_a_job(shop: SlowShop, qtbot: QtBot) -> None:
    shop.run_fails = SchemaMismatch("9999", cause="schema_newer")
    manager = JobManager(shop, shop, shop, ProgressBoard(), SharedSettings(poll_busy_s=0.02))  # type: ignore[arg-type]  # the calls it makes
    told: list[object] = []
    manager.failed.connect(told.append)
    with qtbot.waitSignal(manager.failed):
        manager.start(JobRequest(), [1])
    assert told == [shop.run_fails]
    assert manager.active_count() == 0
    assert manager.shutdown(20_000)
