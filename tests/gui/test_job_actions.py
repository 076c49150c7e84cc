"""What row, menu, pane and keys make of a job, and what the engine is asked then."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.job import Counters, JobPhase, JobSnapshot, JobState, JobType, Origin, RowState
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import SendPolicy
from ppm_desktop.domain.retry import RetryScope, RetryWish
from ppm_desktop.gui.dialogs.conflicts import ConflictsDialog
from ppm_desktop.gui.dialogs.new_job import NewJobDialog
from ppm_desktop.gui.dialogs.undo_job import UndoDialog
from ppm_desktop.gui.formatting import NBSP, Wording
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.models.job_actions import JobAction, action_name, may
from ppm_desktop.gui.models.job_notes import Tone
from ppm_desktop.gui.models.job_row import RowWriter
from ppm_desktop.gui.models.job_table import JobTableModel
from ppm_desktop.gui.pages import Page
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.job_story import JobStory
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
        (FAILED | {"retried_as": 913}, JobAction.RETRY, "Ponów", "ponowiono → #913"),
        (STOPPED | {"retried_as": 913}, JobAction.FINISH, "Dokończ (55)", "ponowiono → #913 · Klucz."),
        (STOPPED | {"failed": 3, "resolved": 3, "retried_as": 913}, JobAction.FINISH, "Dokończ (55)", None),
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


def test_while_it_is_done_again_a_job_offers_no_second_retry(model: JobTableModel) -> None:
    model.apply([job(1, **(FAILED | {"retried_as": 913}))])
    retry = job(913, parent_id=1, state=JobState.PROCESSING, total=12, origin=Origin.HERE, version=2)
    model.note_retries([retry])
    assert model.row_at(0).main_action is None
    model.note_retries([replace(retry, state=JobState.FAILED, version=3), retry])
    assert model.row_at(0).main_action is JobAction.RETRY


def test_what_a_retry_left_is_offered_in_row_and_pane_again(window: MainWindow, manager: FakeManager) -> None:
    retry = job(6, parent_id=5, state=JobState.PROCESSING, total=12, origin=Origin.HERE, version=2)
    window.feed.take([retry])
    window.sync_center.view.list.select(5)
    assert not window.sync_center.detail.main_button.isVisible()
    window.feed.take([replace(retry, state=JobState.FAILED, processed=12, failed=4, version=3)])
    pressed(window, 5, "Ponów tylko błędne (12)")
    assert manager.wishes == [(5, RetryWish())]


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


def test_a_job_that_a_person_paused_is_resumed(writer: RowWriter, wording: Wording) -> None:
    stands = job(1, state=JobState.PROCESSING, total=560, processed=38, paused_at=MOMENT)
    assert writer.write(stands, MOMENT, 0.0, 0.0).main_button == "Wznów"
    assert action_name(JobAction.CONTINUE, stands, wording) == "Wznów (522)"
    assert action_name(JobAction.CONTINUE, replace(stands, paused_cause="internal"), wording) == "Kontynuuj (522)"


@pytest.mark.parametrize(
    ("failed", "total", "said"),
    [
        (1, 1, "1 z 1 produktu nie został zaimportowany."),
        (1, 2, "1 z 2 produktów nie został zaimportowany, pozostały 1 zapisano."),
        (2, 150, "2 ze 150 produktów nie zostały zaimportowane, pozostałe 148 zapisano."),
    ],
)
def test_the_summary_of_failures_agrees_with_its_numbers(wording: Wording, failed: int, total: int, said: str) -> None:
    story = JobStory(wording, Language.POLISH, SharedSettings())
    assert story.failed_summary(job(1, total=total, failed=failed)).replace(NBSP, " ") == said


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


@pytest.mark.parametrize("way", ["menu", "pane", "key"])
def test_what_failed_and_what_was_never_reached_are_done_together(
    window: MainWindow, manager: FakeManager, way: str
) -> None:
    window.feed.take([job(8, **(STOPPED | {"failed": 3, "resolved": 1}))])
    window.sync_center.view.list.select(8)
    label = "Ponów błędne i dokończ (57)"
    if way == "menu":
        menu = window.sync_center.make_menu(8)
        assert menu is not None
        next(one for one in menu.actions() if one.text() == label).trigger()
    elif way == "pane":
        pressed(window, 8, label)
    else:
        QTest.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert manager.wishes == [(8, RetryWish(RetryScope.FAILED_AND_UNREACHED))]


@pytest.mark.parametrize("stored", Language)
def test_a_job_that_its_shop_refused_leads_to_the_settings_of_the_shop(window: MainWindow, stored: Language) -> None:
    refused = explain("key_rejected", stored).sentence
    window.feed.take([job(9, **(STOPPED | {"error_message": refused}))])
    wanted = QSignalSpy(window._wishes.shop_wanted)
    menu = window.sync_center.make_menu(9)
    assert menu is not None
    next(one for one in menu.actions() if one.text() == "Otwórz ustawienia sklepu").trigger()
    assert window.pages.page is Page.SHOPS
    window.open_page(Page.SYNC_CENTER)
    pressed(window, 9, "Otwórz ustawienia sklepu")
    assert [wanted.at(place) for place in range(wanted.count())] == [[1], [1]]


def test_other_ends_of_a_job_do_not_lead_to_the_settings_of_its_shop() -> None:
    busy = explain("overloaded", Language.POLISH).sentence
    assert not may(JobAction.OPEN_SHOP, job(1, **STOPPED))
    assert not may(JobAction.OPEN_SHOP, job(1, **(STOPPED | {"error_message": busy})))
    assert not may(JobAction.OPEN_SHOP, job(1, **(STOPPED | {"error_message": None})))


def test_the_pane_of_a_job_that_stands_after_failures_says_why_and_what_to_do(window: MainWindow) -> None:
    stands = {"state": JobState.PROCESSING, "total": 60, "processed": 10, "paused_at": MOMENT, "origin": Origin.HERE}
    window.feed.take([job(10, **stands, failed=10, paused_cause="internal", trial_limit=20)])
    window.sync_center.view.list.select(10)
    texts = [one.text() for one in window.sync_center.detail.findChildren(QLabel) if one.isVisible()]
    (reason,) = [text for text in texts if text.startswith("Wstrzymano po takich samych błędach z rzędu.")]
    assert "Błąd wewnętrzny sklepu." in reason
    assert "Ponów raz." in reason


def test_every_tab_stop_of_the_pane_has_a_name(window: MainWindow) -> None:
    window.sync_center.view.list.select(1)
    stops = [
        one for one in window.sync_center.detail.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    unnamed = [one for one in stops if not (one.accessibleName() or (isinstance(one, QPushButton) and one.text()))]
    assert [one for one in unnamed if one.isVisible()] == []


def test_doing_both_is_offered_only_where_there_are_both() -> None:
    assert not may(JobAction.RETRY_AND_FINISH, job(1, **FAILED))
    assert not may(JobAction.RETRY_AND_FINISH, job(1, **STOPPED))
    assert not may(JobAction.RETRY_AND_FINISH, job(1, **(STOPPED | {"failed": 3, "origin": Origin.WEB})))


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


def test_a_retry_that_was_removed_is_told_and_the_filters_stay(window: MainWindow) -> None:
    window.feed.take([job(7, **(FAILED | {"retried_as": 99, "resolved": 12}))])
    view = window.sync_center.view
    view.filters.search.setText("KAYO")
    want(window, 7, JobAction.OPEN_RETRY)
    assert view.filters.search.text() == "KAYO"
    assert view.trouble.isVisible()
    assert "Nie znaleziono operacji. Mogła zostać usunięta z listy." in view.trouble.accessibleName()


@pytest.mark.parametrize("action", JobAction)
def test_an_active_job_of_the_web_application_offers_only_what_it_can_honour(action: JobAction) -> None:
    foreign: JobSnapshot = job(1, state=JobState.PROCESSING, total=10, processed=3, origin=Origin.WEB)
    assert may(action, foreign) is (action in (JobAction.REPEAT, JobAction.CANCEL))


@pytest.mark.parametrize(
    ("unanswered", "said"),
    [(1, "1 przekroczenie czasu"), (3, "3 przekroczenia czasu"), (5, "5 przekroczeń czasu")],
)
def test_a_shop_that_does_not_answer_is_said_to_with_how_often(writer: RowWriter, unanswered: int, said: str) -> None:
    silent = job(1, state=JobState.PROCESSING, phase=JobPhase.WORKING, total=560, processed=38, unanswered=unanswered)
    assert writer.write(silent, MOMENT, 0.0, 20.0).note == f"sklep nie odpowiada ({said})"
