"""How jobs reach the list: the board, the delta query, pages, and a database that goes away."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.job import JobSnapshot, JobState, Origin
from ppm_desktop.domain.listing import Delta, DeltaMark, JobFilter, JobOrder, StatusFilter
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.gui.feed import PAGE_ROWS, Connection, JobFeed, Link
from ppm_desktop.gui.models.job_table import JobTableModel
from ppm_desktop.gui.poll_pace import PollPace
from ppm_desktop.gui.rates import JobRates
from ppm_desktop.jobs.board import ProgressBoard
from tests.fakes.gui import MOMENT, FakeClock, FakeJobs, InstantPool, job


@dataclass
class Fed:
    """A feed with everything around it."""

    feed: JobFeed
    model: JobTableModel
    jobs: FakeJobs
    board: ProgressBoard
    pool: InstantPool
    connections: list[Connection]

    def timer(self, name: str) -> QTimer:
        found = self.feed.findChild(QTimer, name)
        assert isinstance(found, QTimer)
        return found

    def due(self, name: str) -> None:
        """Let a timer's moment come."""
        self.timer(name).timeout.emit()

    def ids(self) -> set[int]:
        return {one.id for one in self.model.jobs()}

    def pause_s(self) -> float:
        return self.timer("poll-shared-table").interval() / 1000


@pytest.fixture
def fed(model: JobTableModel, clock: FakeClock, qtbot: QtBot) -> Fed:
    jobs, board, pool = FakeJobs(), ProgressBoard(), InstantPool()
    rates = JobRates(clock.monotonic_s)
    feed = JobFeed(model, rates, jobs, board, pool, SharedSettings(), jitter=lambda: 0.5)
    connections: list[Connection] = []
    feed.connection_changed.connect(connections.append)
    return Fed(feed, model, jobs, board, pool, connections)


def delta(*rows: JobSnapshot, removed: tuple[int, ...] = ()) -> Delta:
    return Delta(rows, removed, DeltaMark(MOMENT), 4.0)


def test_the_first_page_is_listed_and_announced(fed: Fed, qtbot: QtBot) -> None:
    fed.jobs.rows = [job(1), job(2, state=JobState.COMPLETED)]
    with qtbot.waitSignals([fed.feed.loaded, fed.feed.overview_changed]):
        fed.feed.start()
    assert fed.ids() == {1, 2}


def test_own_progress_comes_from_the_board_in_one_batch(fed: Fed, qtbot: QtBot) -> None:
    fed.feed.start()
    for done in range(1, 50):
        fed.board.post(job(5, total=100, processed=done, version=done))
    fed.due("drain-board")
    assert [one.processed for one in fed.model.jobs()] == [49]


def test_an_own_running_job_is_never_overwritten_by_the_table(fed: Fed) -> None:
    fed.feed.start()
    fed.board.post(job(5, total=100, processed=60, version=1))
    fed.due("drain-board")
    fed.jobs.deltas = [delta(job(5, total=100, processed=40, version=99))]
    fed.feed.refresh()
    assert fed.model.jobs()[0].processed == 60


def test_when_an_own_job_has_ended_the_table_speaks_again(fed: Fed) -> None:
    fed.feed.start()
    fed.board.post(job(5, total=100, processed=100, version=5, state=JobState.COMPLETED))
    fed.due("drain-board")
    fed.jobs.deltas = [delta(job(5, total=100, processed=100, version=9, state=JobState.CANCELLED))]
    fed.feed.refresh()
    assert fed.model.jobs()[0].state is JobState.CANCELLED


def test_jobs_of_others_come_and_go_by_the_delta(fed: Fed) -> None:
    fed.jobs.rows = [job(1)]
    fed.feed.start()
    fed.jobs.deltas = [delta(job(2, origin=Origin.ELSEWHERE), removed=(1,))]
    fed.feed.refresh()
    assert fed.ids() == {2}


def test_a_foreign_job_outside_the_filter_is_not_listed(fed: Fed) -> None:
    fed.feed.start()
    fed.feed.set_filter(JobFilter(StatusFilter.FAILED, shop_id=1))
    fed.jobs.deltas = [delta(job(2), job(3, shop_id=2, state=JobState.FAILED), job(4, state=JobState.FAILED))]
    fed.feed.refresh()
    assert fed.ids() == {4}


@pytest.mark.parametrize(("active", "pause_s"), [(0, 10.0), (1, 3.0), (4, 3.0), (5, 2.0)])
def test_the_more_happens_the_more_often_the_table_is_asked(fed: Fed, active: int, pause_s: float) -> None:
    fed.jobs.rows = [job(number) for number in range(1, active + 1)]
    fed.feed.start()
    assert fed.pause_s() == pause_s
    assert fed.connections[-1].interval_s == pause_s


def test_a_minimised_window_asks_as_seldom_as_an_idle_one(fed: Fed) -> None:
    fed.jobs.rows = [job(number) for number in range(1, 9)]
    fed.feed.start()
    fed.feed.set_background(True)
    fed.due("poll-shared-table")
    assert fed.pause_s() == 10.0


def test_everybodys_active_jobs_count_whatever_is_listed(fed: Fed) -> None:
    fed.jobs.rows = [job(number) for number in range(1, 9)]
    fed.feed.set_filter(JobFilter(StatusFilter.COMPLETED))
    fed.feed.start()
    assert fed.ids() == set()
    assert fed.pause_s() == 2.0


def test_a_hidden_window_asks_nothing_where_that_was_chosen_and_at_once_when_it_is_seen_again(fed: Fed) -> None:
    fed.jobs.rows = [job(1)]
    fed.feed.start()
    fed.pool.hold()
    fed.due("poll-shared-table")
    fed.feed.set_refresh_hidden(False)
    fed.feed.set_background(True)
    fed.pool.release()  # an answer on its way does not wake it
    assert not fed.timer("poll-shared-table").isActive()
    before = fed.jobs.asked.count("delta")
    fed.feed.set_background(False)
    assert fed.jobs.asked.count("delta") == before + 1
    assert fed.pause_s() == 3.0


def test_a_hidden_window_asks_again_once_that_is_chosen(fed: Fed) -> None:
    fed.feed.start()
    fed.feed.set_refresh_hidden(False)
    fed.feed.set_background(True)
    fed.feed.set_refresh_hidden(True)
    assert fed.timer("poll-shared-table").isActive()
    assert fed.pause_s() == 10.0


@pytest.mark.parametrize(("chance", "pause_ms"), [(0.0, 2700), (0.5, 3000), (1.0, 3300)])
def test_pauses_vary_by_a_tenth_so_that_computers_do_not_ask_together(chance: float, pause_ms: int) -> None:
    pace = PollPace(SharedSettings(), lambda: chance)
    pace.active = 1
    assert pace.spread_ms(pace.interval_s()) == pause_ms


def test_pauses_are_those_of_the_shared_settings() -> None:
    pace = PollPace(SharedSettings(poll_s=7, poll_busy_s=5, poll_idle_s=60, busy_from_jobs=2), lambda: 0.5)
    pauses = []
    for active in (0, 1, 2):
        pace.active = active
        pauses.append(pace.interval_s())
    assert pauses == [60, 7, 5]


def test_after_an_outage_figures_are_asked_anew_and_the_next_one_begins_with_a_short_pause(fed: Fed) -> None:
    fed.feed.start()
    fed.jobs.away = True
    for _attempt in range(4):
        fed.due("poll-shared-table")
    fed.jobs.away = False
    before = fed.jobs.asked.count("overview")
    fed.due("poll-shared-table")
    assert fed.jobs.asked.count("overview") == before + 1
    fed.jobs.away = True
    fed.due("poll-shared-table")
    assert fed.connections[-1].interval_s == 2.0


def test_a_database_that_is_away_is_asked_less_and_less_often_and_rows_stay(fed: Fed) -> None:
    fed.jobs.rows = [job(1)]
    fed.feed.start()
    fed.jobs.away = True
    pauses = []
    for _attempt in range(6):
        fed.due("poll-shared-table")
        pauses.append(fed.connections[-1].interval_s)
    assert pauses == [2.0, 4.0, 8.0, 15.0, 30.0, 30.0]
    assert fed.connections[-1].link is Link.AWAY
    assert fed.ids() == {1}


def test_a_database_that_was_away_from_the_start_is_listed_once_it_answers(fed: Fed, qtbot: QtBot) -> None:
    fed.jobs.rows = [job(1)]
    fed.jobs.away = True
    fed.feed.start()
    fed.jobs.away = False
    with qtbot.waitSignal(fed.feed.loaded):
        fed.due("poll-shared-table")
    assert fed.ids() == {1}
    assert fed.feed.connection.link is Link.ONLINE


def test_older_jobs_are_read_page_by_page_as_the_list_is_scrolled(fed: Fed) -> None:
    fed.jobs.page_size = 2
    ended = {"state": JobState.COMPLETED}
    fed.jobs.rows = [job(n, created_at=MOMENT - timedelta(hours=n), **ended) for n in range(1, 6)]
    fed.feed.start()
    assert fed.ids() == {1, 2}
    root = fed.model.index(-1)
    assert fed.model.canFetchMore(root)
    fed.model.fetchMore(root)
    assert fed.ids() == {1, 2, 3, 4}
    fed.model.fetchMore(root)
    assert not fed.model.canFetchMore(root)
    assert len(fed.ids()) == 5


def test_another_order_is_read_from_the_database_page_by_page(fed: Fed) -> None:
    fed.jobs.page_size = 2
    ended = {"state": JobState.COMPLETED}
    fed.jobs.rows = [job(n, created_at=MOMENT - timedelta(hours=n), failed=n, **ended) for n in range(1, 8)]
    fed.feed.start()
    fed.feed.set_order(JobOrder.OLDEST)
    assert fed.ids() == {7, 6}
    fed.model.fetchMore(fed.model.index(-1))
    assert fed.ids() == {7, 6, 5, 4}
    fed.feed.set_filter(JobFilter(StatusFilter.COMPLETED))
    assert fed.ids() == {7, 6}
    fed.feed.set_order(JobOrder.NEWEST)
    assert fed.ids() == {1, 2}


def test_every_active_job_is_listed_without_scrolling_though_each_page_is_small(fed: Fed) -> None:
    fed.jobs.rows = [job(n) for n in range(1, 3 * PAGE_ROWS)]
    fed.jobs.rows += [job(n, state=JobState.COMPLETED) for n in range(1000, 1500)]
    fed.feed.start()
    assert fed.jobs.pages == [PAGE_ROWS] * 3
    assert fed.ids() >= set(range(1, 3 * PAGE_ROWS))


def test_a_page_that_failed_is_read_when_the_database_is_back(fed: Fed) -> None:
    fed.jobs.rows = [job(n, state=JobState.COMPLETED) for n in range(2 * PAGE_ROWS)]
    fed.feed.start()
    fed.jobs.away = True
    fed.model.fetchMore(fed.model.index(-1))
    fed.due("poll-shared-table")
    assert len(fed.ids()) == PAGE_ROWS
    fed.jobs.away = False
    fed.due("poll-shared-table")
    assert len(fed.ids()) == 2 * PAGE_ROWS


def test_an_answer_to_a_filter_that_was_changed_meanwhile_is_ignored(fed: Fed) -> None:
    fed.jobs.rows = [job(1), job(2, shop_id=2)]
    fed.feed.start()
    fed.pool.hold()
    fed.feed.set_filter(JobFilter(shop_id=1))
    fed.feed.set_filter(JobFilter(shop_id=2))
    fed.pool.release()
    assert fed.ids() == {2}


def test_counts_are_asked_again_only_when_they_may_have_changed(fed: Fed) -> None:
    fed.jobs.rows = [job(1, total=9)]
    fed.feed.start()
    before = fed.jobs.asked.count("overview")
    fed.jobs.deltas = [delta(job(1, total=9, processed=3, version=2))]
    fed.due("poll-shared-table")
    assert fed.jobs.asked.count("overview") == before
    fed.jobs.deltas = [delta(job(1, total=9, processed=4, failed=1, version=3))]
    fed.due("poll-shared-table")
    assert fed.jobs.asked.count("overview") == before + 1


def test_products_a_minute_add_up_over_all_computers(fed: Fed, clock: FakeClock) -> None:
    rates = JobRates(clock.monotonic_s)
    mine, foreign = job(1, total=900), job(2, total=900, origin=Origin.ELSEWHERE)
    for second in range(61):
        rates.observe([replace(mine, processed=second), replace(foreign, processed=2 * second)])
        clock.advance(1.0)
    assert rates.total_per_minute() == pytest.approx(180.0, rel=0.05)
    rates.observe([replace(foreign, state=JobState.COMPLETED)])
    assert rates.total_per_minute() == pytest.approx(60.0, rel=0.05)
