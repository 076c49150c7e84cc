"""The dialogs of schedules: what is filled in, what is said, and what is handed on."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import DatabaseUnavailable
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.request import JobMode, JobRequest
from ppm_desktop.domain.roles import EVERYTHING, Rights
from ppm_desktop.domain.schedule import Recurrence, Schedule, ScheduleRule, WhenBusy
from ppm_desktop.gui.dialogs.new_job import NewJobDialog
from ppm_desktop.gui.dialogs.schedule import ScheduleDialog, ScheduleWish
from ppm_desktop.gui.dialogs.schedules import SchedulesDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.theme import Theme
from tests.fakes.gui import FakeJobs, InstantPool
from tests.fakes.schedules import NOW, FakeSchedules, some_schedules
from tests.fakes.sync_center import window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SHOP = ShopSummary(1, "KAYO Parts PL", "https://kayo.example")
REQUEST = JobRequest(type=JobType.SYNC)


@pytest.fixture
def schedules() -> FakeSchedules:
    return FakeSchedules()


@pytest.fixture
def pool() -> InstantPool:
    return InstantPool()


@pytest.fixture
def dialog(theme: Theme, qtbot: QtBot, schedules: FakeSchedules, pool: InstantPool) -> ScheduleDialog:
    wish = ScheduleWish(REQUEST, (SHOP,), "Wszystkie produkty")
    made = ScheduleDialog(theme, Language.POLISH, schedules, pool, wish, None, NOW.date())
    qtbot.addWidget(made)
    return made


Lister = Callable[..., SchedulesDialog]


@pytest.fixture
def listed(theme: Theme, wording: Wording, qtbot: QtBot, pool: InstantPool) -> Lister:
    def open_list(schedules: FakeSchedules, rights: Rights = EVERYTHING) -> SchedulesDialog:
        made = SchedulesDialog(theme, wording, Language.POLISH, schedules, pool, rights)
        qtbot.addWidget(made)
        made.show()
        return made

    return open_list


class TestOne:
    """Of one schedule."""

    def test_the_next_run_and_what_has_to_be_on_are_said_in_words(self, dialog: ScheduleDialog) -> None:
        dialog.choose(Recurrence.WEEKLY)
        assert dialog.note == (
            "Najbliższe uruchomienie: poniedziałek, 24 listopada, 06:30. "
            "Komputer musi być włączony, a PPM Desktop uruchomiony (może działać w zasobniku)."
        )

    def test_a_weekly_schedule_is_made_as_filled_in(
        self, dialog: ScheduleDialog, schedules: FakeSchedules, qtbot: QtBot
    ) -> None:
        dialog.choose(Recurrence.WEEKLY)
        dialog.weekdays.buttons[2].click()
        dialog.time.setText("7:05")
        dialog.skips.setChecked(False)
        with qtbot.waitSignal(dialog.scheduled):
            dialog.start_button.click()
        (made,) = schedules.rows
        rule = ScheduleRule(Recurrence.WEEKLY, time(7, 5), "Europe/Warsaw", weekdays=frozenset({0, 4}))
        assert (made.job.request, made.job.shop_ids, made.job.rule) == (REQUEST, (1,), rule)
        assert made.job.when_busy is WhenBusy.WAIT
        assert dialog.result() == ScheduleDialog.DialogCode.Accepted

    def test_what_has_to_be_done_by_a_time_says_when_it_begins(
        self, dialog: ScheduleDialog, schedules: FakeSchedules
    ) -> None:
        dialog.time.setText("07:00")
        dialog.finishes.setChecked(True)
        assert "poniedziałek, 24 listopada, 05:37" in dialog.note
        assert "07:00" in dialog.note
        dialog.start()
        assert schedules.rows[0].job.rule.finishes

    def test_once_is_for_a_day(self, dialog: ScheduleDialog, schedules: FakeSchedules) -> None:
        dialog.choose(Recurrence.ONCE)
        dialog.day.setCurrentIndex(3)
        dialog.start()
        assert schedules.rows[0].job.rule.day == date(2025, 11, 26)

    @pytest.mark.parametrize(
        ("fill_in", "said"),
        [
            (lambda one: one.time.setText("25:00"), "Wpisz godzinę, na przykład 06:30."),
            (lambda one: (one.choose(Recurrence.ONCE), one.day.setCurrentIndex(0)), "Ten dzień i godzina już minęły."),
        ],
    )
    def test_what_cannot_be_is_said_and_not_made(
        self,
        dialog: ScheduleDialog,
        schedules: FakeSchedules,
        fill_in: Callable[[ScheduleDialog], object],
        said: str,
    ) -> None:
        fill_in(dialog)
        assert dialog.note == said
        assert not dialog.start_button.isEnabled()
        dialog.start()
        assert not schedules.rows

    def test_a_week_without_a_day_is_asked_for_one(self, dialog: ScheduleDialog) -> None:
        dialog.choose(Recurrence.WEEKLY)
        for day in dialog.weekdays.buttons:
            day.setChecked(False)
        assert dialog.note == "Wybierz co najmniej jeden dzień."
        assert not dialog.start_button.isEnabled()

    def test_only_the_newest_answer_counts(self, dialog: ScheduleDialog, pool: InstantPool) -> None:
        pool.hold()
        dialog.time.setText("08:00")
        dialog.time.setText("09:00")
        assert not dialog.start_button.isEnabled()
        assert pool.held is not None
        pool.held.reverse()
        pool.release()
        assert "09:00" in dialog.note
        assert dialog.start_button.isEnabled()

    def test_an_outage_is_said_and_making_it_can_be_tried_again(
        self, dialog: ScheduleDialog, schedules: FakeSchedules
    ) -> None:
        schedules.error = DatabaseUnavailable("the server does not answer")
        dialog.start()
        assert dialog.isVisible() is False
        assert not schedules.rows
        schedules.error = None
        dialog.start()
        assert len(schedules.rows) == 1

    def test_zones_are_offered_in_words_this_computers_first_chosen(self, dialog: ScheduleDialog) -> None:
        assert dialog.zone.currentText() == "Warszawa (UTC+1)"
        dialog.zone.setCurrentIndex(dialog.zone.findData("Europe/Lisbon"))
        assert "poniedziałek, 24 listopada, 06:30" in dialog.note


class TestAll:
    """Of what is scheduled."""

    def test_everybody_s_schedules_are_listed_and_one_can_be_removed(self, listed: Lister) -> None:
        schedules = some_schedules()
        dialog = listed(schedules)
        assert list(dialog.remove_buttons) == [1, 2, 3]
        question = dialog.ask_to_remove(schedules.rows[1])
        question.action_button.click()
        assert list(dialog.remove_buttons) == [1, 3]

    def test_nothing_scheduled_says_how_to(self, listed: Lister) -> None:
        assert listed(FakeSchedules()).sentence.startswith("Nic nie jest zaplanowane.")

    def test_an_outage_is_said(self, listed: Lister) -> None:
        assert listed(FakeSchedules(error=DatabaseUnavailable("away"))).sentence

    def test_a_viewer_removes_nothing(self, listed: Lister) -> None:
        dialog = listed(some_schedules(), rights=Rights(frozenset()))
        assert not any(button.isEnabled() for button in dialog.remove_buttons.values())


class TestFromTheWindow:
    """Where the dialogs are opened."""

    @pytest.fixture
    def opened(self, theme: Theme, language: str, qtbot: QtBot, schedules: FakeSchedules) -> MainWindow:
        made = window(theme, language, FakeJobs(), schedules=schedules)
        qtbot.addWidget(made)
        return made

    def test_a_new_operation_can_be_scheduled_instead_of_started(
        self, opened: MainWindow, schedules: FakeSchedules
    ) -> None:
        opened._dialogs.open_new_job()
        (asked,) = opened.findChildren(NewJobDialog)
        asked.schedule_button.click()
        assert asked.problem == "Wybierz co najmniej jeden sklep."
        asked.choose_shop(1)
        asked.schedule_button.click()
        (dialog,) = asked.findChildren(ScheduleDialog)
        dialog.start()
        (made,) = schedules.rows
        assert isinstance(made, Schedule)
        assert made.job.request.mode is JobMode.ALL
        assert made.next_run is not None
        assert made.next_run.start - NOW < timedelta(days=1)
        assert asked.result() == NewJobDialog.DialogCode.Accepted

    def test_what_is_scheduled_is_in_the_menu(self, opened: MainWindow) -> None:
        opened._dialogs.schedules.open_list()
        assert opened.findChildren(SchedulesDialog)
