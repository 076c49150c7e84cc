"""The window's door to the engine: what it tells while jobs run."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.jobs.board import ProgressBoard
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.persistence.leases import Claim
from ppm_desktop.jobs.manager import JobManager
from tests.fakes.engine import a_job


class SlowShop:
    """A runner and its table: the job waits for one answer of its shop until `answer`."""

    def __init__(self) -> None:
        self.job = a_job()
        self.asked = threading.Event()
        self.answer = threading.Event()

    def run(self, job_id: int, control: JobControl, claim: Claim, *, attended: bool = False) -> JobSnapshot | None:
        self.asked.set()
        self.answer.wait(20)
        return None

    def create(self, request: JobRequest, shop_ids: list[int], batch: bool) -> list[JobSnapshot]:
        return [self.job]

    def request_cancel(self, job_id: int) -> JobSnapshot:
        self.job = replace(self.job, cancel_requested=True, version=self.job.version + 1)
        return self.job

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
