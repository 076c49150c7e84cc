"""Several jobs at once: what is offered, what it is done with, and what is asked before."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.failure_list import LedgerLine
from ppm_desktop.domain.job import ItemOutcome, ItemRecord, JobState, Origin
from ppm_desktop.domain.retry import RetryWish
from ppm_desktop.gui.dialogs.confirm import ConfirmDialog
from ppm_desktop.gui.dialogs.remove_jobs import RemoveJobsDialog
from ppm_desktop.gui.formatting import NBSP
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.models.job_actions import JobAction
from ppm_desktop.gui.theme import Theme
from tests.fakes.gui import MOMENT, FakeClock, FakeJobs, FakeManager, job
from tests.fakes.sync_center import window as open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

RUNNING = {"state": JobState.PROCESSING, "total": 10, "origin": Origin.HERE, "lease_left_s": 90.0}
FAILED = {"state": JobState.FAILED, "total": 150, "processed": 150, "failed": 12, "origin": Origin.HERE}
DONE = {"state": JobState.COMPLETED, "total": 5, "processed": 5, "origin": Origin.HERE}


@pytest.fixture
def manager() -> FakeManager:
    return FakeManager()


@pytest.fixture
def jobs() -> FakeJobs:
    return FakeJobs([job(1, **RUNNING), job(2, **RUNNING), job(3, **FAILED), job(4, **FAILED), job(5, **DONE)])


@pytest.fixture
def window(theme: Theme, language: str, jobs: FakeJobs, manager: FakeManager, qtbot: QtBot) -> MainWindow:
    opened = open_window(theme, language, jobs, manager=manager, clock=FakeClock())
    qtbot.addWidget(opened)
    with qtbot.waitExposed(opened):
        opened.show()
    qtbot.waitUntil(lambda: opened.sync_center.listed.rowCount() > 0)
    return opened


def pick(window: MainWindow, *numbers: int) -> None:
    """As clicks with Ctrl do."""
    view = window.sync_center.view.list
    model = window.sync_center.listed
    view.select(numbers[0])
    for place in range(model.rowCount()):
        if model.row_at(place).job.id in numbers[1:]:
            view.selectionModel().select(model.index(place, 0), QItemSelectionModel.SelectionFlag.Select)


def said(window: MainWindow) -> list[str]:
    return [one.text().replace(NBSP, " ") for one in window.status_line.findChildren(QLabel)]


def offered(window: MainWindow) -> dict[JobAction, str]:
    bar = window.sync_center.view.bar
    return {
        action: button.text() or button.toolTip() for action, button in bar.buttons.items() if not button.isHidden()
    }


def test_one_job_needs_no_bar(window: MainWindow) -> None:
    pick(window, 1)
    assert window.sync_center.view.bar.isHidden()


def test_only_what_fits_at_least_one_of_them_is_offered_with_how_many(window: MainWindow) -> None:
    pick(window, 1, 2, 3)
    assert offered(window) == {
        JobAction.PAUSE: "Wstrzymaj (2)",
        JobAction.RETRY: "Ponów błędne (1)",
        JobAction.CANCEL: "Anuluj (2)…",
        JobAction.REMOVE: "Usuń z listy (1)…",
    }


@pytest.mark.parametrize("action", [JobAction.PAUSE, JobAction.RETRY])
def test_it_is_done_with_each_that_allows_it(window: MainWindow, manager: FakeManager, action: JobAction) -> None:
    pick(window, 1, 2, 3, 4)
    window.sync_center.view.bar.buttons[action].click()
    if action is JobAction.PAUSE:
        assert sorted(manager.paused) == [1, 2]
    else:
        assert sorted(manager.wishes, key=str) == [(3, RetryWish()), (4, RetryWish())]


def test_the_failed_skus_of_all_selected_jobs_are_copied_and_how_many_is_said(
    window: MainWindow, jobs: FakeJobs
) -> None:
    records = {3: ("A", "B"), 4: ("B", "C")}
    for number, skus in records.items():
        failed = [ItemRecord(place, sku, "", ItemOutcome.FAILED) for place, sku in enumerate(skus, start=1)]
        jobs.lines[number] = [LedgerLine(one, MOMENT) for one in failed]
    pick(window, 1, 3, 4)
    QTest.keyClick(window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert sorted(QGuiApplication.clipboard().text().split()) == ["A", "B", "C"]
    assert "Skopiowano 3 SKU" in said(window)
    window.status_line._told_timer.timeout.emit()
    assert "SKU" not in said(window)


def test_where_nothing_has_failed_the_clipboard_stays_as_it_is(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("mine")
    pick(window, 5)
    QTest.keyClick(window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert QGuiApplication.clipboard().text() == "mine"
    assert "Nie ma błędnych SKU do skopiowania." in said(window)


def test_the_menu_key_leaves_the_others_selected(window: MainWindow) -> None:
    pick(window, 1, 2, 3)
    view = window.sync_center.view.list
    asked: list[int] = []
    view.menu_wanted.disconnect()
    view.menu_wanted.connect(lambda number, _place: asked.append(number))
    place = QPoint(0, 0)
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, view.mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), by_key)
    assert asked == [view.current_id()]
    assert sorted(view.picked_ids()) == [1, 2, 3]


def test_a_retry_of_many_leaves_them_selected(window: MainWindow, manager: FakeManager) -> None:
    pick(window, 3, 4)
    window.sync_center.view.bar.buttons[JobAction.RETRY].click()
    new = [job(number, parent_id=number - 10, state=JobState.PENDING, origin=Origin.HERE) for number in (13, 14)]
    manager.created.emit(new)
    assert sorted(window.sync_center.view.list.picked_ids()) == [3, 4]


def test_cancelling_many_asks_once_and_says_how_many(window: MainWindow, manager: FakeManager) -> None:
    pick(window, 1, 2, 3)
    window.sync_center.view.bar.buttons[JobAction.CANCEL].click()
    (question,) = window.findChildren(ConfirmDialog)
    assert question.accessibleName() == "Anulować 2 operacje?"
    assert not manager.cancelled
    question.action_button.click()
    assert sorted(manager.cancelled) == [1, 2]


def test_removing_many_asks_about_those_that_have_ended(window: MainWindow) -> None:
    pick(window, 1, 3, 5)
    window.sync_center.view.bar.buttons[JobAction.REMOVE].click()
    assert len([one for one in window.findChildren(RemoveJobsDialog) if one.isVisible()]) == 1


def test_all_that_match_are_meant_only_when_it_is_said(
    theme: Theme, language: str, manager: FakeManager, qtbot: QtBot
) -> None:
    many = FakeJobs([job(number, **FAILED) for number in range(1, 31)], page_size=10)
    window = open_window(theme, language, many, manager=manager, clock=FakeClock())
    qtbot.addWidget(window)
    window.resize(1440, 400)
    with qtbot.waitExposed(window):
        window.show()
    center = window.sync_center
    qtbot.waitUntil(lambda: center.listed.rowCount() > 0)
    center.view.list.selectAll()
    listed = len(center.view.list.picked_ids())
    assert listed < 30
    bar = center.view.bar
    assert bar.all_button.text() == "Zaznacz wszystkie pasujące (30)"
    bar.buttons[JobAction.RETRY].click()
    assert len(manager.wishes) == listed
    bar.all_button.click()
    assert bar.accessibleName().replace("\u00a0", " ") == "Zaznaczono 30 operacji"
    manager.wishes.clear()
    bar.buttons[JobAction.RETRY].click()
    assert len(manager.wishes) == 30


def test_the_selection_ends_with_the_cross(window: MainWindow) -> None:
    pick(window, 1, 2)
    window.sync_center.view.bar.clear_wanted.emit()
    assert window.sync_center.view.bar.isHidden()
    assert len(window.sync_center.view.list.picked_ids()) == 1


def test_shift_and_ctrl_pick_several(window: MainWindow) -> None:
    mode = window.sync_center.view.list.selectionMode()
    assert mode is QAbstractItemView.SelectionMode.ExtendedSelection


def test_a_key_means_all_that_are_selected(window: MainWindow, manager: FakeManager, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    pick(window, 3, 4)
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert sorted(manager.wishes, key=str) == [(3, RetryWish()), (4, RetryWish())]


def test_a_batch_is_retried_from_any_of_its_rows(window: MainWindow, jobs: FakeJobs, manager: FakeManager) -> None:
    window.sync_center.action_wanted.emit(job(3, **(FAILED | {"batch_id": "b-1"})), JobAction.RETRY_BATCH)
    assert manager.wishes == [("b-1", RetryWish())]
