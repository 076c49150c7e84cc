"""The models behind the list: batches, order, filters."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.job import JobSnapshot, JobState, Origin, RowState
from ppm_desktop.domain.listing import JobOrder, StatusFilter
from ppm_desktop.gui.models.job_actions import JobAction
from ppm_desktop.gui.models.job_table import JobRole, JobTableModel
from tests.fakes.gui import MOMENT, FakeClock, job
from tests.gui.conftest import Listed


def made(minutes_ago: float, number: int, **fields: object) -> JobSnapshot:
    return job(number, created_at=MOMENT - timedelta(minutes=minutes_ago), **fields)


def test_models_keep_qts_rules_through_a_life(listed: Listed, clock: FakeClock) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning  # and a warning fails the test
    testers = [QAbstractItemModelTester(model, mode) for model in (listed.source, listed.shown)]
    listed.source.apply([job(1, total=10), job(2, total=20), job(3, state=JobState.COMPLETED, total=5)])
    listed.source.apply([job(1, total=10, processed=4, version=2), job(4)])
    listed.shown.set_status(StatusFilter.ACTIVE)
    listed.source.apply([job(2, state=JobState.COMPLETED, total=20, version=3)])
    listed.shown.set_order(JobOrder.SHOP)
    listed.source.remove([1, 99])
    clock.advance(60)
    listed.source.tick(every_row=True)
    listed.source.replace([job(7), job(8)])
    assert [tester.model() for tester in testers] == [listed.source, listed.shown]
    assert listed.ids() == [8, 7]


def test_a_batch_of_changes_is_one_signal(model: JobTableModel, qtbot: QtBot) -> None:
    model.apply([job(number, total=10) for number in range(1, 6)])
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, *_: told.append((first.row(), last.row())))
    model.apply([job(2, total=10, processed=1, version=2), job(4, total=10, processed=1, version=2)])
    assert told == [(1, 3)]


def test_an_older_version_never_wins(model: JobTableModel) -> None:
    model.apply([job(1, total=10, processed=5, version=7)])
    model.apply([job(1, total=10, processed=4, version=6)])
    assert model.jobs()[0].processed == 5


def test_texts_are_picked_not_made(model: JobTableModel) -> None:
    model.apply([job(1, total=10)])
    index = model.index(0)
    assert index.data(JobRole.ROW) is index.data(JobRole.ROW)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Importowanie, KAYO Parts PL.")


def test_a_job_that_was_handed_back_says_for_what_it_waits(model: JobTableModel) -> None:
    model.apply([job(1, total=10, handed_back=True, silent_s=900.0, origin=Origin.ELSEWHERE)])
    row = model.row_at(0)
    assert (row.state, row.main_action) == (RowState.WAITING, JobAction.TAKE_OVER)
    assert row.note == "oddano, czeka na komputer, który ją przejmie"


def test_active_jobs_come_first_then_the_newest(listed: Listed) -> None:
    ended = {"state": JobState.COMPLETED, "completed_at": MOMENT}
    listed.source.apply([made(5, 1, **ended), made(9, 2), made(1, 3, **ended), made(2, 4)])
    assert listed.ids() == [4, 2, 3, 1]


def test_orders_a_person_can_choose(listed: Listed) -> None:
    listed.source.apply([made(5, 1, shop_name="b", failed=2), made(9, 2, shop_name="C"), made(1, 3, shop_name="a")])
    orders = {}
    for order in JobOrder:
        listed.shown.set_order(order)
        orders[order] = listed.ids()
    assert orders == {
        JobOrder.NEWEST: [3, 1, 2],
        JobOrder.OLDEST: [2, 1, 3],
        JobOrder.SHOP: [3, 1, 2],
        JobOrder.ERRORS: [1, 3, 2],
    }


def test_a_job_leaves_the_active_filter_when_it_ends(listed: Listed) -> None:
    listed.shown.set_status(StatusFilter.ACTIVE)
    listed.source.apply([job(1), job(2)])
    listed.source.apply([job(1, state=JobState.COMPLETED, version=2)])
    assert listed.ids() == [2]


def test_nothing_moves_under_the_pointer_but_new_jobs_still_come(listed: Listed) -> None:
    listed.source.apply([made(2, 1), made(1, 2)])
    listed.shown.hold(True)
    listed.source.apply([made(1, 2, state=JobState.COMPLETED, version=2), made(0, 3)])
    assert listed.ids() == [3, 2, 1]
    listed.shown.hold(False)
    assert listed.ids() == [3, 1, 2]


def test_a_runner_falls_silent_by_the_clock_alone_while_the_table_answers(
    model: JobTableModel, clock: FakeClock
) -> None:
    model.apply([job(1, total=10, origin=Origin.ELSEWHERE, silent_s=4.0)])
    clock.advance(17.0)
    model.note_contact()
    model.tick(every_row=False)
    assert model.row_at(0).state is RowState.STALE


def test_nobody_is_called_silent_while_the_table_does_not_answer(model: JobTableModel, clock: FakeClock) -> None:
    model.apply([job(1, total=10, origin=Origin.ELSEWHERE, silent_s=4.0)])
    clock.advance(300.0)
    model.tick(every_row=True)
    assert model.row_at(0).state is RowState.PROCESSING


def test_a_row_read_again_by_another_filter_is_not_taken_back_in_time(model: JobTableModel) -> None:
    newest = job(1, total=10, processed=9, version=9)
    model.apply([newest])
    model.replace([replace(newest, processed=3, version=3)])
    assert model.jobs() == [newest]
