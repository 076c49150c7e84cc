"""What a person is told of jobs, shops and the database: toasts, the centre and the system's messages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import ShopAuthError
from ppm_desktop.domain.job import JobPhase, JobSnapshot, JobState, JobType, Origin
from ppm_desktop.domain.listing import Delta, DeltaMark
from ppm_desktop.domain.notification import (
    AlertChoices,
    NoticeFilter,
    NoticeKind,
    Notification,
    job_notice,
)
from ppm_desktop.domain.retry import Retried, RetryWish
from ppm_desktop.domain.shop_profile import ConnectionStep
from ppm_desktop.gui.dialogs.confirm import ConfirmDialog
from ppm_desktop.gui.formatting import NBSP, Wording
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.notice_words import NoticeWords
from ppm_desktop.gui.pages import Page
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.tray import Tray
from ppm_desktop.gui.views.notification_drawer import NotificationDrawer
from ppm_desktop.settings import Settings
from tests.fakes.gui import MOMENT, FakeClock, FakeJobs, FakeManager, InstantPool, job
from tests.fakes.notifications import ANNA, MARTA, FakeMessages, FakeNotifications, drawn
from tests.fakes.shops import report
from tests.fakes.sync_center import prepared
from tests.fakes.sync_center import window as open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@dataclass
class Desk:
    """An open window and what its notifications go through."""

    window: MainWindow
    kept: FakeNotifications
    messages: FakeMessages
    manager: FakeManager
    jobs: FakeJobs
    pool: InstantPool
    clock: FakeClock

    @property
    def told(self) -> list[tuple[NoticeKind, int | None]]:
        """Kinds and jobs of the toasts, the newest last."""
        toasts = self.window.alerts.toasts.toasts
        return [(one.notification.notice.kind, one.notification.notice.job_id) for one in toasts]

    @property
    def words(self) -> str:
        """What the newest toast says."""
        return self.window.alerts.toasts.toasts[-1].text_label.text().replace(NBSP, " ")

    @property
    def drawer(self) -> NotificationDrawer:
        return self.window.alerts.centre.drawer

    def start(self, number: int = 500, **fields: object) -> JobSnapshot:
        """A click started a job."""
        values = {"state": JobState.PENDING, "started_at": None, "starter": MARTA, "origin": Origin.HERE} | fields
        started = job(number, **values)
        self.jobs.rows = [one for one in self.jobs.rows if one.id != number] + [started]
        self.manager.created.emit([started])
        return started

    def end(self, started: JobSnapshot, state: JobState, **fields: object) -> JobSnapshot:
        values = {"total": 150, "processed": 150, "completed_at": self.clock.now()} | fields
        ended = replace(started, state=state, **values)  # type: ignore[arg-type]  # as `job` takes them
        self.manager.finished.emit(ended)
        return ended

    def read(self, *rows: JobSnapshot) -> None:
        """The table's next answer brings these."""
        self.jobs.deltas.append(Delta(rows, (), DeltaMark(MOMENT), 4.0))
        self.window.feed.refresh()

    def press(self, action: str) -> None:
        """Click a button of the newest toast."""
        toast = self.window.alerts.toasts.toasts[-1]
        next(one for one in toast.findChildren(QPushButton) if one.text() == action).click()


@pytest.fixture
def desk(theme: Theme, language: str, clock: FakeClock, qtbot: QtBot) -> Iterator[Desk]:
    jobs, kept, messages = prepared(clock.now()), FakeNotifications(), FakeMessages()
    manager, pool = FakeManager(), InstantPool()
    shown = open_window(
        theme,
        language,
        jobs,
        pool=pool,
        manager=manager,
        notifications=kept,
        messages=messages,
        clock=clock,
    )
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    kept.rows.clear()  # failures of the last day were kept at once
    yield Desk(shown, kept, messages, manager, jobs, pool, clock)
    shown.feed.stop()
    shown.alerts.stop()


def test_start_of_a_job_is_told_with_its_number_of_products_once_that_is_known(desk: Desk) -> None:
    started = desk.start()
    assert desk.told == [(NoticeKind.STARTED, 500)]
    without = "Import produktów ze sklepu KAYO Parts PL rozpoczęty w tle. Otrzymasz powiadomienie po zakończeniu."
    assert desk.words == without
    desk.window.feed.take([replace(started, state=JobState.PROCESSING, total=150, version=2)])
    assert desk.words == without.replace("Import produktów", "Import 150 produktów")
    assert desk.told == [(NoticeKind.STARTED, 500)]


def test_jobs_that_begin_together_are_told_of_once_and_each_of_its_end(desk: Desk) -> None:
    values = {"state": JobState.PENDING, "started_at": None, "starter": MARTA, "origin": Origin.HERE}
    begun = [job(number, **values) for number in (500, 501, 502)]
    desk.jobs.rows += begun
    desk.manager.created.emit(begun)
    assert desk.told == [(NoticeKind.STARTED, 500)]
    toast = desk.window.alerts.toasts.toasts[-1]
    assert desk.words == "3 operacje. Otrzymasz powiadomienie po zakończeniu każdej z nich."
    assert [one.text() for one in toast.findChildren(QPushButton) if one.text()] == ["Pokaż postęp"]
    desk.end(begun[0], JobState.COMPLETED)
    assert desk.told[-1] == (NoticeKind.FINISHED, 500)
    assert toast in desk.window.alerts.toasts.toasts


def test_a_retry_says_what_it_leaves_out(desk: Desk) -> None:
    made = desk.start(total=10, parent_id=2467)
    desk.manager.retried.emit(Retried(made, new=True, products=10, left_out=2))
    assert desk.words == "Nowa operacja #500 obejmuje 10 produktów. 2 przetworzono już później, pominięto je."
    assert desk.told == [(NoticeKind.STARTED, 500)]


def test_a_retry_takes_the_word_about_the_job_it_mends_out_of_view(desk: Desk) -> None:
    desk.end(desk.start(2467), JobState.FAILED, failed=12)
    assert [number for _, number in desk.told] == [2467]
    made = desk.start(500, total=12, parent_id=2467)
    desk.manager.retried.emit(Retried(made, new=True, products=12))
    assert desk.told == [(NoticeKind.STARTED, 500)]


def test_a_retry_that_is_under_way_already_is_named(desk: Desk) -> None:
    desk.manager.retried.emit(Retried(job(501, parent_id=2467), new=False))
    toast = desk.window.alerts.toasts.toasts[-1]
    assert (toast.title_label.text(), desk.words) == ("Ponawianie już trwa", "Robi to już operacja #501.")


def test_a_retry_says_which_operation_it_is(desk: Desk) -> None:
    desk.start(total=12, parent_id=2467)
    toast = desk.window.alerts.toasts.toasts[-1]
    assert toast.title_label.text() == "Ponawianie rozpoczęte"
    assert desk.words == "Nowa operacja #500 obejmuje 12 produktów."


@pytest.mark.parametrize(
    ("state", "fields", "kind", "words"),
    [
        (JobState.COMPLETED, {}, NoticeKind.FINISHED, "150 ze 150 produktów bez błędów"),
        (
            JobState.FAILED,
            {"failed": 12},
            NoticeKind.PARTIAL,
            "138 ze 150 produktów zapisano poprawnie. Najczęstsza przyczyna: Zduplikowany kod EAN-13 (5).",
        ),
        (
            JobState.FAILED,
            {"processed": 31, "error_message": "Sklep odrzucił klucz API"},
            NoticeKind.STOPPED,
            "Sklep odrzucił klucz API. Przetworzono 31 ze 150 produktów.",
        ),
        (JobState.CANCELLED, {"processed": 31}, NoticeKind.CANCELLED, "zatrzymano po 31 ze 150 produktów."),
    ],
)
def test_the_end_of_a_job_takes_the_place_of_its_start(
    state: JobState, fields: dict[str, object], kind: NoticeKind, words: str, desk: Desk
) -> None:
    desk.kept.facts = {"cause": "duplicate_ean", "cause_count": "5"}
    desk.end(desk.start(), state, **fields)
    assert desk.told == [(kind, 500)]
    assert words in desk.words
    assert desk.kept.kinds[0] is kind


def test_a_job_cancelled_before_it_began_is_told_too(desk: Desk) -> None:
    desk.manager.changed.emit(replace(desk.start(), state=JobState.CANCELLED))
    assert desk.told == [(NoticeKind.CANCELLED, 500)]


def test_a_pause_after_failures_is_told_and_one_that_a_person_asked_for_is_not(desk: Desk) -> None:
    running = replace(desk.start(), state=JobState.PROCESSING, phase=JobPhase.PAUSED, paused_at=desk.clock.now())
    desk.manager.changed.emit(running)
    assert desk.told == [(NoticeKind.STARTED, 500)]
    desk.manager.changed.emit(replace(running, paused_cause="overloaded"))
    assert desk.told == [(NoticeKind.PAUSED, 500)]


def test_the_toast_of_a_job_that_its_shop_refused_opens_the_settings_of_that_shop(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []
    monkeypatch.setattr(desk.window, "open_shop_settings", opened.append)
    refused = explain("key_rejected", Language.POLISH).sentence
    desk.end(desk.start(shop_id=3), JobState.FAILED, processed=31, failed=2, error_message=refused)
    toast = desk.window.alerts.toasts.toasts[-1]
    labels = [one.text().replace(NBSP, " ") for one in toast.findChildren(QPushButton) if one.text()]
    assert labels == ["Pokaż błędy (2)", "Otwórz ustawienia sklepu"]
    desk.press("Otwórz ustawienia sklepu")
    assert opened == [3]


@pytest.mark.parametrize("state", [JobState.CANCELLED, JobState.FAILED])
def test_of_a_job_that_ended_before_it_began_no_numbers_are_told(desk: Desk, state: JobState) -> None:
    desk.end(desk.start(), state, total=None, processed=0, error_message="Klucz odrzucono.")
    said = "anulowano przed pierwszym produktem." if state is JobState.CANCELLED else "Klucz odrzucono."
    assert desk.words == f"KAYO Parts PL: {said}"


def test_the_word_about_a_job_goes_with_the_job(desk: Desk) -> None:
    desk.end(desk.start(), JobState.FAILED, failed=12)
    desk.end(desk.start(501), JobState.FAILED, failed=12)
    desk.jobs.deltas.append(Delta((), (500,), DeltaMark(MOMENT), 4.0))
    desk.window.feed.refresh()
    assert desk.told == [(NoticeKind.PARTIAL, 501)]


def test_the_start_of_many_retries_is_told_once(desk: Desk) -> None:
    new = [job(number, parent_id=number - 100, origin=Origin.HERE, total=12) for number in (601, 602, 603)]
    desk.manager.created.emit(new)
    for one in new:
        desk.manager.retried.emit(Retried(one, new=True, products=12, left_out=2, aloud=False))
    assert desk.told == [(NoticeKind.STARTED, 601)]
    assert desk.words == "3 operacje. Otrzymasz powiadomienie po zakończeniu każdej z nich."


@pytest.mark.parametrize(
    ("cause", "failed", "labels"),
    [
        ("internal", 0, ["Kontynuuj", "Anuluj"]),
        ("internal", 10, ["Kontynuuj", "Anuluj", "Pokaż błędy (10)"]),
        ("permission", 10, ["Kontynuuj", "Anuluj", "Pokaż błędy (10)", "Otwórz ustawienia sklepu"]),
    ],
)
def test_the_toast_of_a_pause_after_failures_offers_what_can_be_done(
    desk: Desk, cause: str, failed: int, labels: list[str]
) -> None:
    stands = {"state": JobState.PROCESSING, "paused_at": desk.clock.now(), "paused_cause": cause, "failed": failed}
    started = desk.start()
    desk.manager.changed.emit(replace(started, **stands))  # type: ignore[arg-type]  # fields of `JobSnapshot`
    toast = desk.window.alerts.toasts.toasts[-1]
    buttons = [one for one in toast.findChildren(QPushButton) if one.text()]
    assert [one.text().replace(NBSP, " ") for one in buttons] == labels
    assert all(toast.rect().contains(QRect(one.mapTo(toast, QPoint()), one.size())) for one in buttons)
    desk.press("Kontynuuj")
    assert desk.manager.resumed == [500]


def test_the_word_about_a_pause_goes_once_the_job_goes_on(desk: Desk) -> None:
    stands = replace(desk.start(), state=JobState.PROCESSING, paused_at=desk.clock.now(), paused_cause="internal")
    desk.manager.changed.emit(stands)
    desk.manager.changed.emit(replace(stands, paused_at=None, paused_cause="", phase=JobPhase.RESUMED))
    assert desk.told == []


def test_jobs_of_others_make_no_toast_and_only_their_failures_are_kept(desk: Desk) -> None:
    theirs = {"origin": Origin.ELSEWHERE, "starter": ANNA, "total": 10, "processed": 10}
    running = [job(number, state=JobState.PROCESSING, version=1, **theirs) for number in (601, 602)]
    desk.read(*running)
    desk.read(
        replace(running[0], state=JobState.COMPLETED, version=2),
        replace(running[1], state=JobState.FAILED, failed=3, version=2, completed_at=desk.clock.now()),
    )
    assert desk.told == []
    assert [(one.notice.kind, one.notice.job_id) for one in desk.kept.rows] == [(NoticeKind.PARTIAL, 602)]
    assert desk.window.sidebar.notifications.accessibleName() == "Powiadomienia, 1 nieprzeczytane"


def test_failures_of_the_last_day_are_kept_though_nobody_was_there(desk: Desk) -> None:
    failed = {"state": JobState.FAILED, "total": 10, "processed": 10, "failed": 3, "started_at": MOMENT}
    ages = {603: timedelta(hours=9), 604: timedelta(hours=25)}
    desk.read(*(job(number, completed_at=desk.clock.now() - age, **failed) for number, age in ages.items()))
    assert [one.notice.job_id for one in desk.kept.rows] == [603]
    assert desk.told == []


def test_an_own_job_is_kept_once_whether_table_or_manager_says_first_that_it_ended(desk: Desk) -> None:
    started = desk.start()
    desk.window.feed.take([replace(started, state=JobState.PROCESSING, total=150, version=2)])
    failed = replace(started, state=JobState.FAILED, total=150, processed=150, failed=2, version=3)
    desk.read(failed)
    desk.manager.finished.emit(failed)
    assert desk.kept.kinds.count(NoticeKind.PARTIAL) == 1
    assert desk.told == [(NoticeKind.PARTIAL, 500)]


def test_a_silent_repeat_makes_no_toast(desk: Desk) -> None:
    started = desk.start()
    desk.kept.rings = False
    desk.end(started, JobState.FAILED, processed=1)
    assert (NoticeKind.STOPPED, 500) not in desk.told


def test_what_cannot_be_kept_is_told_all_the_same(desk: Desk) -> None:
    started = desk.start()
    desk.kept.away = True
    desk.end(started, JobState.FAILED, failed=12)
    assert desk.told == [(NoticeKind.PARTIAL, 500)]
    assert "138 ze 150 produktów zapisano poprawnie." in desk.words


def test_muted_kinds_are_kept_and_not_told(desk: Desk) -> None:
    desk.window.alerts.notifier.alerts = AlertChoices(frozenset({NoticeKind.STARTED, NoticeKind.FINISHED}))
    started = desk.start()
    assert desk.told == []
    desk.end(started, JobState.COMPLETED)
    assert desk.told == []
    assert NoticeKind.FINISHED in desk.kept.kinds
    desk.end(desk.start(501), JobState.FAILED, failed=1)
    assert desk.told == [(NoticeKind.PARTIAL, 501)]


def test_loss_of_the_database_is_told_and_its_return_replaces_it(desk: Desk) -> None:
    desk.jobs.away = True
    desk.window.feed.refresh()
    desk.clock.advance(184)
    desk.window.feed.refresh()
    assert desk.told == [(NoticeKind.DATABASE_AWAY, None)]
    desk.jobs.away = False
    desk.window.feed.refresh()
    assert desk.told == [(NoticeKind.DATABASE_BACK, None)]
    assert desk.words == "Nie odpowiadała przez 3 min 4 s. Lista pokazuje najnowszy stan."
    assert desk.kept.kinds == [NoticeKind.DATABASE_BACK]


def test_a_database_that_comes_and_goes_is_told_once_a_minute_at_most(desk: Desk) -> None:
    for _time in range(3):
        desk.jobs.away = True
        desk.window.feed.refresh()
        desk.jobs.away = False
        desk.window.feed.refresh()
        desk.clock.advance(15)
        desk.window.alerts.toasts.withdraw("database")
    assert desk.told == []
    desk.clock.advance(60)
    desk.jobs.away = True
    desk.window.feed.refresh()
    assert desk.told == [(NoticeKind.DATABASE_AWAY, None)]


def test_a_failed_test_of_a_shop_is_told_with_its_cause(desk: Desk) -> None:
    notifier = desk.window.alerts.notifier
    notifier.note_shop_test(1, report(), aloud=True)
    assert desk.told == []
    notifier.note_shop_test(1, report(ConnectionStep.KEY), aloud=False)
    assert desk.told == []
    notifier.note_shop_test(1, ShopAuthError(), aloud=True)
    assert desk.told == [(NoticeKind.SHOP_TEST_FAILED, None)]
    assert desk.words.startswith("Sklep odrzucił klucz API.")
    assert desk.kept.kinds == [NoticeKind.SHOP_TEST_FAILED] * 2
    desk.press("Otwórz sklepy")
    assert desk.window.pages.page is Page.SHOPS


def test_buttons_of_toasts_do_what_they_say_and_count_as_read(desk: Desk) -> None:
    desk.end(desk.start(), JobState.FAILED, failed=12)
    desk.press("Ponów tylko błędne")
    assert desk.manager.wishes == [(500, RetryWish())]
    assert desk.kept.rows[0].unread is False
    desk.window.open_page(Page.PRODUCTS)
    desk.window.feed.take([job(2481)])
    desk.end(job(2481), JobState.COMPLETED)
    assert desk.told == [], "the job is not of this window"
    desk.start(2481)
    desk.press("Pokaż postęp")
    assert desk.window.pages.page is Page.SYNC_CENTER
    assert desk.window.sync_center.view.list.current_id() == 2481
    assert desk.kept.rows[0].unread is False
    desk.start(2481)
    desk.press("Anuluj")
    assert any(dialog.isVisible() for dialog in desk.window.findChildren(ConfirmDialog))


def test_a_job_that_is_not_listed_is_searched(desk: Desk) -> None:
    desk.start(77, state=JobState.PENDING)
    desk.window.model.remove([77])
    desk.press("Pokaż postęp")
    assert desk.window.sync_center.view.filters.search.text() == "#77"


def test_hidden_window_lets_the_system_tell_and_a_click_opens_the_job(desk: Desk, qtbot: QtBot) -> None:
    started = desk.start(2481)
    assert desk.messages.told == []
    desk.window.hide()
    desk.end(started, JobState.COMPLETED)
    (notification, text) = desk.messages.told[0]
    assert text.title == "Import ukończony"
    assert NoticeKind.FINISHED not in [kind for kind, _ in desk.told]
    desk.messages.opened.emit(notification)
    qtbot.waitUntil(desk.window.isVisible)
    assert desk.window.sync_center.view.list.current_id() == 2481


def test_failures_wait_as_toasts_until_the_window_is_back(desk: Desk) -> None:
    started = desk.start()
    desk.window.showMinimized()
    desk.end(started, JobState.FAILED, failed=1)
    assert [one.notice.kind for one, _ in desk.messages.told] == [NoticeKind.PARTIAL]
    assert desk.told == [(NoticeKind.PARTIAL, 500)]
    desk.messages.window_wanted.emit()
    assert not desk.window.isMinimized()


def test_choices_of_the_settings_page_hold_at_once(desk: Desk) -> None:
    desk.window.open_page(Page.SETTINGS)
    page = desk.window.settings
    assert page is not None
    page.local_changed.emit(Settings(muted_notifications=frozenset({NoticeKind.STARTED})))
    desk.start()
    assert desk.told == []


def test_messages_of_the_system_can_be_switched_off(desk: Desk) -> None:
    desk.window.alerts.notifier.alerts = AlertChoices(native=False)
    desk.window.hide()
    desk.end(desk.start(), JobState.FAILED, failed=1)
    assert desk.messages.told == []


def test_closing_the_window_takes_the_icon_out_of_the_tray(desk: Desk) -> None:
    desk.window.close()
    assert desk.messages.left


def fill(desk: Desk) -> None:
    desk.kept.rows = drawn(desk.clock.now())
    desk.window.alerts.centre.refresh()


def texts(drawer: NotificationDrawer) -> list[str]:
    return [one.text().replace(NBSP, " ") for one in drawer.findChildren(QLabel) if one.isVisible() and one.text()]


def test_centre_lists_by_day_with_counts_and_who_started_it(desk: Desk) -> None:
    fill(desk)
    assert desk.window.sidebar.notifications.accessibleName() == "Powiadomienia, 3 nieprzeczytane"
    desk.window.sidebar.notifications.click()
    assert desk.drawer.is_open
    assert desk.window.sidebar.notifications.isChecked()
    shown = texts(desk.drawer)
    assert [one for one in shown if one in ("Dzisiaj", "Wczoraj", "Wcześniej")] == ["Dzisiaj", "Wczoraj", "Wcześniej"]
    assert "3 razy" in shown
    assert any(one.endswith("Rozpoczęto: Anna, KOMPUTER-03.") for one in shown)
    assert sum("Rozpoczęto" in one for one in shown) == 1
    assert [one.accessibleName() for one in desk.drawer.segments.findChildren(QPushButton)] == [
        "Wszystkie 8",
        "Nieprzeczytane 3",
        "Błędy 3",
    ]
    assert "nieprzeczytane" in desk.drawer.entries[0].accessibleName()


def test_centre_shows_unread_or_failed_ones_alone(desk: Desk) -> None:
    fill(desk)
    desk.window.alerts.centre.toggle()
    desk.drawer.segments.choose(list(NoticeFilter).index(NoticeFilter.ERRORS))
    kinds = [one.notification.notice.kind for one in desk.drawer.entries]
    assert kinds == [NoticeKind.STOPPED, NoticeKind.PARTIAL, NoticeKind.SHOP_TEST_FAILED]
    desk.drawer.segments.choose(list(NoticeFilter).index(NoticeFilter.UNREAD))
    assert len(desk.drawer.entries) == 3


def test_opening_does_not_mark_as_read_the_button_does(desk: Desk) -> None:
    fill(desk)
    desk.window.alerts.centre.toggle()
    assert desk.kept.unread() == 3
    desk.drawer.read_button.click()
    assert desk.kept.unread() == 0
    assert not desk.drawer.read_button.isEnabled()
    assert desk.window.sidebar.notifications.accessibleName() == "Powiadomienia"


def test_acting_marks_one_as_read_and_closes_the_drawer(desk: Desk) -> None:
    fill(desk)
    desk.window.alerts.centre.toggle()
    partial = desk.drawer.entries[2]
    next(one for one in partial.findChildren(QPushButton) if one.text() == "Ponów tylko błędne").click()
    assert desk.manager.wishes == [(2467, RetryWish())]
    assert desk.kept.unread() == 2
    assert not desk.drawer.is_open


def test_a_click_or_enter_on_an_entry_opens_its_job(desk: Desk) -> None:
    fill(desk)
    desk.window.alerts.centre.toggle()
    QTest.mouseClick(desk.drawer.entries[0], Qt.MouseButton.LeftButton)
    assert desk.window.sync_center.view.list.current_id() == 2481
    assert desk.kept.unread() == 2
    desk.window.alerts.centre.toggle()
    QTest.keyClick(desk.drawer.entries[2], Qt.Key.Key_Return)
    assert desk.window.sync_center.view.list.current_id() == 2467


def test_del_removes_an_entry_and_the_next_one_has_the_keyboard(desk: Desk, qtbot: QtBot) -> None:
    fill(desk)
    with qtbot.waitActive(desk.window):
        desk.window.activateWindow()
    desk.window.alerts.centre.toggle()
    first, second = (entry.notification for entry in desk.drawer.entries[:2])
    desk.drawer.entries[0].setFocus()
    assert desk.drawer.entries[0].remove_button.isVisible()
    QTest.keyClick(desk.drawer.entries[0], Qt.Key.Key_Delete)
    assert first not in desk.kept.rows
    assert desk.drawer.entries[0].notification.id == second.id
    assert desk.drawer.entries[0].hasFocus()
    desk.drawer.entries[0].remove_button.click()
    assert second not in desk.kept.rows


def test_empty_centre_says_so_and_esc_closes_it(desk: Desk) -> None:
    desk.window.alerts.centre.toggle()
    assert "Brak powiadomień." in texts(desk.drawer)
    QTest.keyClick(desk.drawer, Qt.Key.Key_Escape)
    assert not desk.drawer.is_open
    assert not desk.drawer.isVisible()
    assert not desk.window.sidebar.notifications.isChecked()


def test_closing_gives_the_keyboard_back(desk: Desk) -> None:
    desk.window.sync_center.view.filters.search.setFocus()
    desk.window.alerts.centre.toggle()
    assert desk.window.focusWidget() is desk.drawer.close_button
    desk.drawer.close_button.click()
    assert desk.window.focusWidget() is desk.window.sync_center.view.filters.search


def test_older_ones_come_when_wanted(desk: Desk) -> None:
    notice = job_notice(NoticeKind.FINISHED, job(1))
    desk.kept.rows = [
        Notification(number, notice, 1, desk.clock.now() - timedelta(minutes=number)) for number in range(1, 71)
    ]
    desk.window.alerts.centre.toggle()
    assert (len(desk.drawer.entries), desk.drawer.more_button.isVisible()) == (50, True)
    desk.drawer.more_button.click()
    assert (len(desk.drawer.entries), desk.drawer.more_button.isVisible()) == (70, False)


def test_a_new_one_is_listed_while_the_drawer_is_open_and_its_toast_keeps_clear(desk: Desk) -> None:
    desk.window.alerts.centre.toggle()
    desk.start(501)
    assert [one.notification.notice.job_id for one in desk.drawer.entries] == [501]
    toast = desk.window.alerts.toasts.toasts[-1]
    assert toast.geometry().right() < desk.drawer.geometry().left()


def test_drawer_fills_the_right_edge_above_the_status_bar(desk: Desk) -> None:
    desk.window.alerts.centre.toggle()
    desk.window.resize(1100, 700)
    host = desk.drawer.parentWidget()
    assert host is not None
    assert desk.drawer.geometry().getRect() == (host.width() - 448, 0, 448, host.height() - 28)


def test_while_the_database_is_away_the_last_list_stays(desk: Desk) -> None:
    fill(desk)
    desk.window.alerts.centre.toggle()
    desk.kept.away = True
    desk.window.alerts.centre.refresh()
    assert len(desk.drawer.entries) == 8


@pytest.mark.parametrize("language", ["pl", "en"], indirect=True)
def test_every_kind_of_every_operation_has_its_words(language: str, wording: Wording) -> None:
    words = NoticeWords(wording, Language(language))
    said: set[str] = set()
    for kind in NoticeKind:
        for type_, undo_of in ((JobType.IMPORT, None), (JobType.SYNC, None), (JobType.EXPORT, None), (JobType.SYNC, 1)):
            done = job(5, type=type_, params={"undo_of": undo_of}, total=150, processed=150, failed=5)
            notice = job_notice(kind, done)
            for text in (words.toast(notice), words.entry(notice, own=True)):
                assert text.title
                assert text.text
                assert "{" not in text.title + text.text
            said.add(words.title(notice))
    assert len(said) == 6 * 4 + 3, "a title for each kind and operation; shops and databases have one"


def test_tray_tells_nothing_where_the_system_has_none(theme: Theme) -> None:
    tray = Tray(theme)
    icon = tray.findChild(QSystemTrayIcon)
    assert isinstance(icon, QSystemTrayIcon)
    assert icon.isVisible() is QSystemTrayIcon.isSystemTrayAvailable()
    tray.leave()
    assert not icon.isVisible()


def test_tray_shows_the_words_and_a_click_gives_back_the_newest(
    theme: Theme, wording: Wording, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(QSystemTrayIcon, "isVisible", lambda _icon: True)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _icon, title, text, _kind: shown.append((title, text)))
    tray, words = Tray(theme), NoticeWords(wording, Language.POLISH)
    notices = [job_notice(NoticeKind.STOPPED, job(number, error_message="Brak odpowiedzi")) for number in (1, 2)]
    told = [Notification(place, notice, 1, MOMENT) for place, notice in enumerate(notices)]
    for one in told:
        tray.tell(one, words.toast(one.notice))
    assert shown == [(words.title(one), words.text(one)) for one in notices]
    icon = tray.findChild(QSystemTrayIcon)
    assert isinstance(icon, QSystemTrayIcon)
    with qtbot.waitSignal(tray.opened) as opened:
        icon.messageClicked.emit()
    assert opened.args == [told[1]]
    with qtbot.waitSignal(tray.window_wanted):
        icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
