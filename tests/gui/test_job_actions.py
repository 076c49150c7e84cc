"""What row, menu, pane and keys make of a job, and what the engine is asked then."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.job import Counters, JobPhase, JobSnapshot, JobState, JobType, Origin, RowState
from ppm_desktop.domain.request import SendPolicy
from ppm_desktop.domain.retry import RetryScope, RetryWish
from ppm_desktop.gui.dialogs.conflicts import ConflictsDialog
from ppm_desktop.gui.dialogs.new_job import NewJobDialog
from ppm_desktop.gui.dialogs.undo_job import UndoDialog
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.models.job_actions import JobAction, may
from ppm_desktop.gui.models.job_notes import Tone
from ppm_desktop.gui.models.job_row import RowWriter
from ppm_desktop.gui.theme import Theme
from tests.fakes.gui import MOMENT, FakeClock, FakeJobs, FakeManager, job
from tests.fakes.sync_center import window as open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

FAILED = {"state": JobState.FAILED, "total": 150, "processed": 150, "failed": 12, "origin": Origin.HERE}
STOPPED = {"state": JobState.FAILED, "total": 86, "processed": 31, "origin": Origin.HERE, "error_message": "Klucz."}
SENT = {
    "type": JobType.SYNC,
    "state": JobState.COMPLETED,
    "total": 5,
    "processed": 5,
    "origin": Origin.HERE,
    "counters": Counters(updated=5),
    "params": {"policy": SendPolicy.NOTE.value},
}


@pytest.fixture
def manager() -> FakeManager:
    return FakeManager()


@pytest.fixture
def window(theme: Theme, language: str, manager: FakeManager, qtbot: QtBot) -> MainWindow:
    rows = [
        job(1, **FAILED),
        job(2, **STOPPED),
        job(3, **SENT),
        job(4, state=JobState.PROCESSING, total=10, origin=Origin.HERE),
        job(5, **(FAILED | {"retried_as": 1})),
    ]
    opened = open_window(theme, language, FakeJobs(rows), manager=manager, clock=FakeClock())
    qtbot.addWidget(opened)
    with qtbot.waitActive(opened):
        opened.show()
        opened.activateWindow()
    qtbot.waitUntil(lambda: opened.sync_center.listed.rowCount() == len(rows))
    return opened


def want(window: MainWindow, job_id: int, action: JobAction) -> None:
    """As the row's button, the menu and the pane all do."""
    window.sync_center.view.list.action_wanted.emit(job_id, action)


def pressed(window: MainWindow, job_id: int, text: str) -> None:
    window.sync_center.view.list.select(job_id)
    buttons = window.sync_center.detail.findChildren(QPushButton)
    next(one for one in buttons if one.text() == text and one.isVisible()).click()


@pytest.mark.parametrize(
    ("fields", "action", "label", "note"),
    [
        (FAILED, JobAction.RETRY, "Ponów", ""),
        (FAILED | {"retried_as": 913}, None, "", "ponowiono → #913"),
        (FAILED | {"retried_as": 913, "resolved": 12}, JobAction.OPEN_RETRY, "Otwórz #913", None),
        (STOPPED, JobAction.FINISH, "Dokończ (55)", "Klucz."),
        (FAILED | {"state": JobState.CANCELLED, "processed": 40}, JobAction.FINISH, "Dokończ (110)", ""),
        (SENT, None, "", ""),
        (SENT | {"total": 0, "processed": 0}, None, "", "nic się nie zmieniło od ostatniej synchronizacji"),
    ],
)
def test_a_row_offers_the_one_thing_that_helps(
    writer: RowWriter, fields: dict[str, object], action: JobAction | None, label: str, note: str | None
) -> None:
    row = writer.write(job(1, **fields), MOMENT, 0.0, 0.0)
    assert (row.main_action, row.main_button) == (action, label)
    if note is not None:
        assert row.note == note


def test_a_mended_job_keeps_its_errors_in_words(writer: RowWriter) -> None:
    row = writer.write(job(1, **(FAILED | {"retried_as": 913, "resolved": 12})), MOMENT, 0.0, 0.0)
    assert (row.state, row.badge, row.errors) == (RowState.FIXED, "Naprawione", "")
    assert row.note.replace("\u00a0", " ") == "12 błędów naprawiono · ponowiono → #913"


def test_a_cancelled_job_that_was_finished_later_has_no_errors_to_speak_of(writer: RowWriter) -> None:
    redone = job(1, state=JobState.CANCELLED, total=100, processed=40, phase=JobPhase.REDONE, retried_as=913)
    row = writer.write(redone, MOMENT, 0.0, 0.0)
    assert (row.state, row.badge, row.note) == (RowState.FIXED, "Naprawione", "ponowiono → #913")
    assert not redone.may_be_finished


def test_a_job_that_stands_after_failures_says_why(writer: RowWriter) -> None:
    stands = job(1, state=JobState.PROCESSING, total=560, processed=38, paused_at=MOMENT, paused_cause="internal:10")
    row = writer.write(stands, MOMENT, 0.0, 0.0)
    assert row.note.startswith("10 z rzędu: ")
    assert (row.tone, row.main_button) == (Tone.REASON, "Kontynuuj")


def test_only_many_equal_failures_in_a_row_are_called_so(writer: RowWriter) -> None:
    stands = job(1, state=JobState.PROCESSING, total=560, processed=38, paused_at=MOMENT, paused_cause="internal")
    row = writer.write(stands, MOMENT, 0.0, 0.0)
    assert "z rzędu" not in row.note
    assert (row.tone, row.main_button) == (Tone.REASON, "Kontynuuj")


def test_a_job_that_a_person_paused_is_resumed(writer: RowWriter) -> None:
    stands = job(1, state=JobState.PROCESSING, total=560, processed=38, paused_at=MOMENT)
    assert writer.write(stands, MOMENT, 0.0, 0.0).main_button == "Wznów"


@pytest.mark.parametrize(
    ("job_id", "action", "wish"),
    [(1, JobAction.RETRY, RetryWish()), (2, JobAction.FINISH, RetryWish(RetryScope.UNREACHED))],
)
def test_doing_again_is_asked_of_the_engine(
    window: MainWindow, manager: FakeManager, job_id: int, action: JobAction, wish: RetryWish
) -> None:
    want(window, job_id, action)
    assert manager.wishes == [(job_id, wish)]


def test_the_pane_has_the_same_as_real_buttons(window: MainWindow, manager: FakeManager) -> None:
    pressed(window, 1, "Ponów tylko błędne (12)")
    pressed(window, 4, "Wstrzymaj")
    assert manager.wishes == [(1, RetryWish())]
    assert manager.paused == [4]


def test_a_key_retries_the_selected_job(window: MainWindow, manager: FakeManager) -> None:
    window.sync_center.view.list.select(1)
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert manager.wishes == [(1, RetryWish())]


def test_the_key_does_nothing_where_there_is_nothing_to_retry(window: MainWindow, manager: FakeManager) -> None:
    window.sync_center.view.list.select(3)
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert not manager.wishes


@pytest.mark.parametrize(
    ("action", "dialog"),
    [
        (JobAction.UNDO, UndoDialog),
        (JobAction.CONFLICTS, ConflictsDialog),
        (JobAction.REPEAT, NewJobDialog),
    ],
)
def test_bigger_wishes_open_their_dialog(window: MainWindow, action: JobAction, dialog: type[QWidget]) -> None:
    want(window, 3, action)
    assert [one.isVisible() for one in window.findChildren(dialog)] == [True]


def test_repeating_begins_with_the_settings_of_the_job(window: MainWindow) -> None:
    want(window, 3, JobAction.REPEAT)
    (dialog,) = window.findChildren(NewJobDialog)
    request = dialog.choices.request()
    assert (request.type, request.send_policy) == (JobType.SYNC, SendPolicy.NOTE)
    assert dialog.choices.shop_ids() == (1,)


def test_a_finished_retry_is_opened_from_the_job_it_mended(window: MainWindow) -> None:
    want(window, 5, JobAction.OPEN_RETRY)
    assert window.sync_center.view.list.current_id() == 1


@pytest.mark.parametrize("action", JobAction)
def test_an_active_job_of_the_web_application_offers_only_what_it_can_honour(action: JobAction) -> None:
    foreign: JobSnapshot = job(1, state=JobState.PROCESSING, total=10, processed=3, origin=Origin.WEB)
    assert may(action, foreign) is (action in (JobAction.REPEAT, JobAction.CANCEL))
