"""A list of very many jobs: what is loaded when it is opened, scrolled and ordered, and while nobody looks."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.job import JobState
from ppm_desktop.domain.listing import JobOrder, StatusFilter
from ppm_desktop.gui.feed import PAGE_ROWS
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.theme import Theme
from tests.fakes.gui import MOMENT, FakeClock, FakeJobs, job
from tests.fakes.sync_center import window as open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ENDED, ACTIVE = 700, 30


@pytest.fixture
def jobs() -> FakeJobs:
    """The higher the number the older, and the fewer failures."""
    jobs = FakeJobs()
    jobs.rows = [job(n, created_at=MOMENT - timedelta(seconds=n)) for n in range(1, ACTIVE + 1)]
    for number in range(ACTIVE + 1, ACTIVE + ENDED + 1):
        made = MOMENT - timedelta(hours=number)
        ended = {"state": JobState.COMPLETED, "started_at": made, "completed_at": made, "total": 9, "processed": 9}
        jobs.rows.append(job(number, created_at=made, failed=1000 - number, **ended))
    return jobs


@pytest.fixture
def window(theme: Theme, clock: FakeClock, jobs: FakeJobs, qtbot: QtBot) -> Iterator[MainWindow]:
    window = open_window(theme, "pl", jobs, clock=clock)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()


def scroll_down(window: MainWindow) -> int:
    """To the end of what is there; returns how many jobs are there then."""
    bar = window.sync_center.view.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    return window.model.rowCount()


def scroll_to_the_end(window: MainWindow, qtbot: QtBot) -> list[int]:
    """Numbers of jobs after each page."""
    counts = [window.model.rowCount()]

    def ends() -> bool:
        counts.append(scroll_down(window))
        return counts[-1] == ENDED + ACTIVE

    qtbot.waitUntil(ends, timeout=20_000)
    return counts


def test_opened_on_all_it_reads_its_active_jobs_and_no_more_than_a_page_at_a_time(
    window: MainWindow, jobs: FakeJobs
) -> None:
    assert window.feed.wanted.status is StatusFilter.ALL
    assert jobs.pages == [PAGE_ROWS, PAGE_ROWS]
    assert window.sync_center.listed.rowCount() == 2 * PAGE_ROWS


def test_scrolled_to_the_end_it_has_read_every_job_once_page_by_page(
    window: MainWindow, jobs: FakeJobs, qtbot: QtBot
) -> None:
    counts = scroll_to_the_end(window, qtbot)
    assert max(after - before for before, after in pairwise(counts)) <= PAGE_ROWS
    assert max(jobs.pages) == PAGE_ROWS
    assert sum(jobs.pages) == ENDED + ACTIVE
    assert {one.id for one in window.model.jobs()} == {one.id for one in jobs.rows}


@pytest.mark.parametrize(("order", "first_ended"), [(JobOrder.OLDEST, ENDED + ACTIVE), (JobOrder.ERRORS, ACTIVE + 1)])
def test_another_order_begins_with_its_first_job_and_reads_no_more(
    window: MainWindow, jobs: FakeJobs, order: JobOrder, first_ended: int
) -> None:
    jobs.pages.clear()
    window.sync_center.view.filters.order_changed.emit(order)
    assert len(jobs.pages) <= 3  # the third where the view follows its current job down
    assert max(jobs.pages) == PAGE_ROWS
    assert window.sync_center.listed.row_at(ACTIVE).job.id == first_ended


def test_hidden_in_the_tray_it_asks_as_when_idle_and_at_once_when_it_is_shown_again(
    window: MainWindow, jobs: FakeJobs
) -> None:
    window.hide()
    window.feed.refresh()
    assert window.feed.connection.interval_s == 10.0
    asked = jobs.asked.count("delta")
    window.show()
    assert jobs.asked.count("delta") == asked + 1
    assert window.feed.connection.interval_s == 2.0
