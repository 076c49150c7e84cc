"""What other computers tell at once: the feed asks the shared table soon, and never more often than that."""

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.gui.feed import NUDGE_MS, JobFeed, Link
from ppm_desktop.gui.models.job_table import JobTableModel
from ppm_desktop.gui.rates import JobRates
from ppm_desktop.jobs.board import ProgressBoard
from tests.fakes.gui import FakeClock, FakeJobs, InstantPool


def a_feed(model: JobTableModel, clock: FakeClock, jobs: FakeJobs) -> JobFeed:
    return JobFeed(model, JobRates(clock.monotonic_s), jobs, ProgressBoard(), InstantPool(), SharedSettings())


def due_in_ms(feed: JobFeed) -> int:
    timer = feed.findChild(QTimer, "poll-shared-table")
    assert isinstance(timer, QTimer)
    return timer.remainingTime()


def test_news_bring_the_next_question_forward_once(model: JobTableModel, clock: FakeClock, qtbot: QtBot) -> None:
    feed = a_feed(model, clock, FakeJobs())
    feed.start()
    assert feed.connection.link is Link.ONLINE
    assert due_in_ms(feed) > 2 * NUDGE_MS
    for _ in range(50):
        feed.nudge()
    assert 0 <= due_in_ms(feed) < 2 * NUDGE_MS
    feed.stop()


def test_a_database_that_is_away_is_asked_no_sooner(model: JobTableModel, clock: FakeClock, qtbot: QtBot) -> None:
    jobs = FakeJobs()
    jobs.away = True
    feed = a_feed(model, clock, jobs)
    feed.start()
    feed.nudge()
    assert due_in_ms(feed) > 2 * NUDGE_MS
    feed.stop()
