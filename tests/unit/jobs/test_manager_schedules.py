"""Jobs that began by themselves, in the window."""

import threading

from pytestqt.qtbot import QtBot

from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.jobs.board import ProgressBoard
from ppm_desktop.jobs.manager import JobManager
from tests.fakes.engine import a_job


class Engine:
    """Ends every job at once, and notes whether a person was said to be there."""

    def __init__(self) -> None:
        self.attended: list[bool] = []

    def run(self, job_id: int, *_rest: object, attended: bool = False) -> JobSnapshot:
        self.attended.append(attended)
        return a_job(id=job_id)

    def resume(self, job_id: int) -> JobSnapshot:
        return a_job(id=job_id)


def test_they_run_with_nobody_there_from_whatever_thread_until_a_person_takes_them_up(qtbot: QtBot) -> None:
    engine = Engine()
    manager = JobManager(engine, engine, engine, ProgressBoard(), SharedSettings())  # type: ignore[arg-type]  # the calls it makes
    shown: list[int] = []
    manager.changed.connect(lambda job: shown.append(job.id))
    clock = threading.Thread(target=manager.hand_over, args=([a_job(id=7), a_job(id=8)],))
    clock.start()
    clock.join()
    qtbot.waitUntil(lambda: engine.attended == [False, False])
    assert shown[:2] == [7, 8]
    qtbot.waitUntil(lambda: manager.running_ids() == frozenset())
    manager.resume([7])
    qtbot.waitUntil(lambda: engine.attended == [False, False, True])
    assert manager.shutdown(20_000)


def test_those_that_are_left_to_the_workers_are_shown_and_not_run_here(qtbot: QtBot) -> None:
    engine = Engine()
    manager = JobManager(engine, engine, engine, ProgressBoard(), SharedSettings())  # type: ignore[arg-type]  # the calls it makes
    with qtbot.waitSignal(manager.changed):
        manager.hand_over([a_job(id=7, for_workers=True)])
    assert manager.active_count() == 0
    assert manager.shutdown(20_000)
    assert engine.attended == []
