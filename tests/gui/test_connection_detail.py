"""What a person learns of a lost connection: its story, what to do, and a report without the password."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.database_choice import DatabaseChoice
from ppm_desktop.domain.errors import DatabaseRefused
from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.gui.connection_log import ConnectionEvent, ConnectionLog, ConnectionStep
from ppm_desktop.gui.connection_words import ConnectionWords
from ppm_desktop.gui.dialogs.new_job import NewJobDialog
from ppm_desktop.gui.feed import Connection, Link
from ppm_desktop.gui.formatting import NBSP, Wording
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.connection_detail import TRIES_SHOWN, ConnectionDetailView
from ppm_desktop.gui.views.sync_center import SyncCenterView
from ppm_desktop.jobs.board import ProgressBoard
from tests.fakes.gui import MOMENT, FakeClock, FakeJobs
from tests.fakes.settings import OFFICE, FakeSettings
from tests.fakes.sync_center import HERE, prepared
from tests.fakes.sync_center import window as open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

EMBEDDED = DatabaseChoice()
ASK = "Zapytaj, czy baza działa na innym komputerze: Anna (KOMPUTER-03)."


@dataclass
class Outage:
    """A window whose database can be taken away, and a clock that is told the time."""

    window: MainWindow
    jobs: FakeJobs
    board: ProgressBoard
    clock: FakeClock

    @property
    def view(self) -> SyncCenterView:
        return self.window.sync_center.view

    @property
    def pane(self) -> ConnectionDetailView:
        return self.view.connection

    def miss(self, code: str = "MySQL 2002", after_s: float = 2.0) -> None:
        self.clock.advance(after_s)
        self.jobs.away, self.jobs.away_code = True, code
        self.window.feed.refresh()

    def look(self) -> None:
        self.view.away.more_button.click()

    def come_back(self) -> None:
        self.jobs.away = False
        self.view.away.button.click()

    def texts(self) -> list[str]:
        QCoreApplication.processEvents()  # new lines are shown by their layout, a moment later
        shown = [one for one in self.pane.findChildren(QLabel) if one.isVisibleTo(self.pane)]
        return [(one.accessibleName() or one.text()).replace(NBSP, " ") for one in shown]

    def story(self) -> list[str]:
        beginnings = ("Ostatni", "Utracono", "Próba", "Następna")
        return [text for text in self.texts() if text.startswith(beginnings)]

    def times(self) -> list[str]:
        return [text for text in self.texts() if text.count(":") == 2]

    def report(self) -> str:
        self.pane.copy_button.click()
        return QGuiApplication.clipboard().text().replace(NBSP, " ")

    def run_here(self, job_id: int, saved_locally_s: float, qtbot: QtBot) -> None:
        row = self.window.model.row(job_id)
        assert row is not None
        job = row.job
        self.board.post(replace(job, saved_locally_s=saved_locally_s, version=job.version + 1))
        with qtbot.waitSignal(self.window.feed.changed):
            pass


Opened = Callable[..., Outage]


@pytest.fixture
def opened(theme: Theme, language: str, clock: FakeClock, qtbot: QtBot) -> Opened:
    """Opens a window on prepared jobs."""

    def make(choice: DatabaseChoice = OFFICE, change: Callable[[JobSnapshot], JobSnapshot] | None = None) -> Outage:
        jobs, board = prepared(clock.now()), ProgressBoard()
        if change is not None:
            jobs.rows = [change(job) for job in jobs.rows]
        window = open_window(theme, language, jobs, board=board, clock=clock, settings=FakeSettings(choice))
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        return Outage(window, jobs, board, clock)

    return make


@pytest.fixture
def outage(opened: Opened) -> Outage:
    """The connection is lost, and a person looks into it."""
    made = opened()
    made.miss("MySQL 2013")
    made.look()
    return made


def test_the_pane_tells_the_last_good_read_the_loss_each_try_and_the_next_one(outage: Outage) -> None:
    outage.miss()
    outage.miss(after_s=4)
    assert outage.story() == [
        "Ostatni poprawny odczyt, 4 ms",
        "Utracono połączenie (MySQL 2013)",
        "Próba 1: serwer nie odpowiada (2002)",
        "Próba 2: serwer nie odpowiada (2002)",
        "Następna próba za 2 s",
    ]
    clock = [f"{(MOMENT + timedelta(seconds=s)).astimezone():%H:%M:%S}" for s in (0, 2, 4, 8, 10)]
    assert outage.times() == clock


def test_of_many_tries_the_pane_shows_the_last_and_the_report_all(outage: Outage) -> None:
    for _ in range(TRIES_SHOWN + 3):
        outage.miss()
    shown = [text.partition(":")[0] for text in outage.story() if text.startswith("Próba")]
    assert shown == ["Próba 4", "Próba 5", "Próba 6", "Próba 7"]
    assert all(f"Próba {number}:" in outage.report() for number in range(1, 8))


def test_it_goes_away_with_the_outage_and_the_next_one_begins_anew(outage: Outage) -> None:
    outage.miss()
    outage.come_back()
    assert not outage.view.diagnosing
    assert outage.view.detail.isVisible()
    outage.clock.advance(60)
    outage.miss("MySQL 2006")
    outage.look()
    assert [text.partition(" (")[0] for text in outage.story()] == [
        "Ostatni poprawny odczyt, 4 ms",
        "Utracono połączenie",
        "Następna próba za 2 s",
    ]


def test_what_to_do_names_another_computer_that_ran_a_job_lately(outage: Outage) -> None:
    texts = outage.texts()
    assert [text for text in texts if text in ("1.", "2.", "3.")] == ["1.", "2.", "3."]
    assert ASK in texts


def test_nobody_is_named_where_no_other_computer_ran_anything_lately(opened: Opened, clock: FakeClock) -> None:
    long_ago = clock.now() - timedelta(hours=2)
    outage = opened(change=lambda job: replace(job, updated_at=long_ago))
    outage.miss()
    outage.look()
    texts = outage.texts()
    assert ASK not in texts
    assert "3." not in texts


def test_the_embedded_database_is_not_looked_for_in_the_network(opened: Opened) -> None:
    outage = opened(EMBEDDED)
    outage.miss()
    outage.look()
    texts = outage.texts()
    assert "baza wbudowana" in texts
    assert not [text for text in texts if "VPN" in text or text in (ASK, "Użytkownik")]


def test_jobs_that_keep_their_progress_here_are_counted(outage: Outage, qtbot: QtBot) -> None:
    assert "pusty" in outage.texts()
    outage.run_here(2481, 12.0, qtbot)
    outage.run_here(2478, 12.0, qtbot)
    assert "postęp 2 operacji, bezpieczny" in outage.texts()
    outage.run_here(2478, 0.0, qtbot)
    assert "postęp 1 operacji, bezpieczny" in outage.texts()


def test_the_report_tells_times_cause_server_and_version(outage: Outage) -> None:
    report = outage.report()
    for expected in (
        "PPM Desktop 1.4.0",
        "KOMPUTER-01 (Marta Kowalska)",
        "ppm-db.mpptrade.local:3306",
        "ppm_desktop",
        f"{(MOMENT + timedelta(seconds=2)).astimezone():%Y-%m-%d %H:%M:%S %z}  Utracono połączenie (MySQL 2013)",
        "the server does not answer",
    ):
        assert expected in report
    assert "Skopiowano" in outage.texts()


def test_the_password_is_nowhere(opened: Opened) -> None:
    secret = "tajne-haslo"  # what must not be told
    outage = opened(replace(OFFICE, password=secret))
    outage.miss()
    outage.look()
    assert secret not in outage.report()
    assert secret not in "".join(outage.texts())


def test_another_cause_than_silence_is_named(wording: Wording) -> None:
    words = ConnectionWords(wording, Language.POLISH, OFFICE, HERE, "1.4.0")
    refused = DatabaseRefused(code="MySQL 1045")
    lost = ConnectionEvent(ConnectionStep.LOST, MOMENT, error=refused)
    assert words.happening(lost) == "Utracono połączenie: Serwer odrzucił hasło lub dostęp (MySQL 1045)"
    again = ConnectionEvent(ConnectionStep.TRY, MOMENT, number=3, error=RuntimeError("ours"))
    assert words.happening(again).endswith("(RuntimeError)")


def test_a_connection_that_never_stood_has_not_been_lost(opened: Opened, clock: FakeClock) -> None:
    outage = opened()
    log = ConnectionLog(outage.window.feed, clock.now)
    outage.window.feed.connection_changed.emit(Connection(Link.AWAY, 2.0))
    assert [event.step for event in log.events()] == [ConnectionStep.TRY]


def test_escape_and_another_job_give_the_pane_back(outage: Outage) -> None:
    assert outage.pane.copy_button.hasFocus()
    QTest.keyClick(outage.pane.copy_button, Qt.Key.Key_Escape)
    assert outage.view.detail.isVisible()
    assert outage.view.list.hasFocus()
    outage.look()
    QTest.keyClick(outage.view.list, Qt.Key.Key_Down)
    assert not outage.view.diagnosing
    outage.look()
    outage.pane.close_button.click()
    assert not outage.view.diagnosing


def test_a_pane_that_was_closed_is_closed_again(opened: Opened) -> None:
    outage = opened()
    outage.view.show_details(False)
    outage.miss()
    outage.look()
    assert outage.pane.isVisible()
    outage.come_back()
    assert not outage.view.pane.isVisible()


def test_nothing_new_is_begun_while_the_database_is_away(outage: Outage) -> None:
    button = outage.view.header.new_button
    assert not button.isEnabled()
    assert button.toolTip().replace(NBSP, " ") == "Bez bazy danych nie można rozpocząć operacji."
    QTest.keyClick(outage.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert not outage.window.findChildren(NewJobDialog)
    outage.come_back()
    assert button.isEnabled()
    assert not button.toolTip()


def test_the_keyboard_goes_round_into_the_pane_and_past_what_is_disabled(outage: Outage) -> None:
    outage.view.filters.search.setFocus()
    stops = []
    for _ in range(4):
        QTest.keyClick(outage.window, Qt.Key.Key_F6)
        stops.append(outage.window.focusWidget())
    assert stops[:2] == [outage.view.list, outage.pane.copy_button]
    assert stops[3] is outage.view.filters.search


def test_the_first_sentence_of_the_band_stands_out(outage: Outage) -> None:
    label = next(one for one in outage.view.away.findChildren(QLabel) if one.objectName() == "bannerText")
    assert ">Brak połączenia z bazą. </span>" in label.text().replace(NBSP, " ")
    assert "<" not in outage.view.away.accessibleName()
