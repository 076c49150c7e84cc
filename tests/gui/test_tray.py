"""What happens when the window is closed while operations run, and what can be done from the tray."""

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.job import JobPhase, JobSnapshot, JobState, Origin
from ppm_desktop.domain.listing import Delta, DeltaMark
from ppm_desktop.domain.roles import EVERYTHING, Rights
from ppm_desktop.gui.dialogs.new_job import NewJobDialog
from ppm_desktop.gui.dialogs.quit import QuitDialog
from ppm_desktop.gui.formatting import NBSP, Wording
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.session_end import SessionEnd
from ppm_desktop.gui.theme import Theme, ThemeChoice
from ppm_desktop.gui.tray import Tray
from ppm_desktop.gui.tray_icon import TrayState, tray_pixmap
from ppm_desktop.gui.tray_keeper import REST, TrayKeeper
from ppm_desktop.gui.tray_menu import TrayMenu
from tests.fakes.gui import MOMENT, FakeClock, FakeJobs, FakeManager, job
from tests.fakes.notifications import FakeMessages
from tests.fakes.sync_center import window as open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def running(number: int, done: int, total: int = 200, **fields: object) -> JobSnapshot:
    """A job of this window at work."""
    values = {"state": JobState.PROCESSING, "phase": JobPhase.WORKING, "origin": Origin.HERE, "started_at": MOMENT}
    return job(number, **(values | {"processed": done, "total": total, "shop_name": f"Shop {number}"} | fields))


@dataclass
class Desk:
    """An open window with a tray that remembers."""

    window: MainWindow
    tray: FakeMessages
    manager: FakeManager
    jobs: FakeJobs
    closed: list[bool]

    @property
    def keeper(self) -> TrayKeeper:
        assert self.window.tray is not None
        return self.window.tray

    @property
    def menu(self) -> TrayMenu:
        """The menu as it opens now."""
        self.keeper.menu.aboutToShow.emit()
        return self.keeper.menu

    @property
    def state(self) -> TrayState:
        return self.tray.shown[-1][0]

    @property
    def asked(self) -> QuitDialog | None:
        dialogs = [one for one in self.window.findChildren(QuitDialog) if one.isVisible()]
        return dialogs[0] if dialogs else None

    def see(self, *rows: JobSnapshot) -> None:
        """The table tells of these."""
        self.jobs.deltas.append(Delta(rows, (), DeltaMark(MOMENT), 4.0))
        self.window.feed.refresh()

    def press(self, name: str) -> None:
        """Click a button of the question."""
        assert self.asked is not None
        next(one for one in self.asked.findChildren(QPushButton) if one.text() == name).click()


@pytest.fixture
def rights() -> Rights:
    return EVERYTHING


@pytest.fixture
def desk(theme: Theme, language: str, clock: FakeClock, rights: Rights, qtbot: QtBot) -> Iterator[Desk]:
    tray, manager = FakeMessages(), FakeManager()
    jobs = FakeJobs([running(1, 50), running(2, 50), running(3, 50, origin=Origin.ELSEWHERE)])
    shown = open_window(theme, language, jobs, manager=manager, messages=tray, rights=rights, clock=clock)
    qtbot.addWidget(shown)
    manager.active = 2
    desk = Desk(shown, tray, manager, jobs, [])
    shown.closed.connect(lambda: desk.closed.append(True))
    shown.show()
    yield desk
    manager.active = 0


def shown_texts(menu: QMenu) -> list[str]:
    return [one.text().replace(NBSP, " ") for one in menu.actions() if one.isVisible() and not one.isSeparator()]


def choose(desk: Desk, action: QAction) -> None:
    assert action in desk.menu.actions()
    assert action.isEnabled()
    action.trigger()


def test_closing_with_running_operations_offers_the_tray_and_there_they_go_on(desk: Desk) -> None:
    desk.window.close()
    assert desk.window.isVisible()
    desk.press("Pracuj w zasobniku")
    assert not desk.window.isVisible()
    assert (desk.closed, desk.window.was_closed, desk.manager.cancelled, desk.tray.left) == ([], False, [], False)
    desk.tray.window_wanted.emit()
    assert desk.window.isVisible()


def test_the_question_lists_what_runs_here_and_how_far_it_is(desk: Desk) -> None:
    desk.window.close()
    assert desk.asked is not None
    texts = [one.text().replace(NBSP, " ") for one in desk.asked.findChildren(QLabel)]
    assert "Trwają 2 operacje na tym komputerze." in texts
    assert [text for text in texts if text.startswith("Importowanie")] == ["Importowanie Shop 2", "Importowanie Shop 1"]
    assert texts.count("25,0%") == 2


def test_hidden_in_the_tray_the_table_is_asked_as_seldom_as_when_idle(desk: Desk) -> None:
    desk.window.close()
    desk.press("Pracuj w zasobniku")
    desk.see()
    assert desk.window.feed.connection.interval_s == 10.0


def test_back_leaves_everything_as_it_is(desk: Desk) -> None:
    desk.window.close()
    desk.press("Wróć")
    assert desk.window.isVisible()
    assert desk.closed == []


@pytest.mark.parametrize("tray", [True, False])
def test_only_a_chosen_end_cancels_and_closes(desk: Desk, tray: bool) -> None:
    desk.tray.available = tray
    desk.window.close()
    desk.press("Anuluj operacje i zakończ")
    assert desk.closed == [True]
    assert desk.window.was_closed
    assert desk.tray.left


def test_without_a_tray_it_is_not_offered_and_the_safe_answer_is_back(desk: Desk) -> None:
    desk.tray.available = False
    desk.window.close()
    assert desk.asked is not None
    assert desk.asked.back_button.isDefault()
    assert "Pracuj w zasobniku" not in [one.text() for one in desk.asked.findChildren(QPushButton)]


def test_with_nothing_running_closing_ends_the_program(desk: Desk) -> None:
    desk.manager.active = 0
    desk.window.close()
    assert (desk.asked, desk.closed) == (None, [True])


def test_asked_again_it_does_not_ask_twice(desk: Desk) -> None:
    desk.window.close()
    choose(desk, desk.menu.quit_action)
    assert len([one for one in desk.window.findChildren(QuitDialog) if one.isVisible()]) == 1


def test_quit_in_the_tray_brings_the_window_back_to_ask(desk: Desk) -> None:
    desk.window.hide()
    choose(desk, desk.menu.quit_action)
    assert desk.window.isVisible()
    assert desk.asked is not None


def test_quit_in_the_tray_ends_at_once_when_nothing_runs(desk: Desk) -> None:
    desk.window.hide()
    desk.manager.active = 0
    choose(desk, desk.menu.quit_action)
    assert not desk.window.isVisible()
    assert desk.closed == [True]


def test_menu_shows_three_operations_and_how_many_more(desk: Desk) -> None:
    desk.see(running(4, 150), running(5, 0, state=JobState.PENDING, started_at=None))
    texts = shown_texts(desk.menu)
    assert texts == [
        "5 aktywnych",
        "Shop 4, 75,0%",
        "Shop 3, 25,0%",
        "Shop 2, 25,0%",
        "Jeszcze 2 operacje",
        "Otwórz PPM Desktop",
        "Nowa operacja…\tCtrl+N",
        "Wstrzymaj kolejkę",
        "Zakończ",
    ]


def test_menu_without_operations_has_only_what_can_be_done(theme: Theme, wording: Wording) -> None:
    menu = TrayMenu(theme, wording, plain=True, may_run=True)
    assert shown_texts(menu) == ["Otwórz PPM Desktop", "Nowa operacja…", "Wstrzymaj kolejkę", "Zakończ"]
    menu.deleteLater()


def test_menu_that_is_painted_shows_bars(desk: Desk) -> None:
    menu = desk.menu
    before = menu.grab().toImage()
    desk.see(running(3, 190, origin=Origin.ELSEWHERE))
    assert desk.menu.grab().toImage() != before


def test_clicking_an_operation_of_the_menu_shows_it_in_the_window(desk: Desk) -> None:
    desk.window.hide()
    choose(desk, desk.menu.jobs[1])
    assert desk.window.isVisible()
    assert desk.window.sync_center.view.list.current_id() == 2


def test_new_operation_of_the_menu_opens_the_dialog_over_the_window(desk: Desk) -> None:
    desk.window.hide()
    choose(desk, desk.menu.new_action)
    assert desk.window.isVisible()
    assert [one.isVisible() for one in desk.window.findChildren(NewJobDialog)] == [True]


def test_ring_moves_on_after_a_rest_and_then_to_where_it_stands(desk: Desk, qtbot: QtBot) -> None:
    desk.see(running(1, 20))
    desk.tray.shown.clear()
    for done in (51, 52, 53, 54, 55, 56):
        desk.see(running(1, done))
    assert desk.tray.shown == []
    rest = desk.keeper.findChild(QTimer, REST)
    assert isinstance(rest, QTimer)
    rest.setInterval(0)
    qtbot.waitUntil(lambda: bool(desk.tray.shown))
    assert [state.percent for state, _ in desk.tray.shown] == [26]
    assert desk.tray.shown[-1][1].replace(NBSP, " ") == "PPM Desktop, 3 aktywne operacje, 26%"


def test_icon_rests_when_nothing_is_active(desk: Desk) -> None:
    desk.see(*(replace(one, state=JobState.COMPLETED, processed=200, completed_at=MOMENT) for one in desk.jobs.rows))
    assert desk.tray.shown[-1] == (TrayState(), "PPM Desktop")


def test_what_failed_while_nobody_looked_is_marked_until_the_window_is_seen(desk: Desk) -> None:
    desk.window.hide()
    desk.see(running(1, 60, failed=1))
    assert desk.state.attention
    desk.see(running(1, 200, failed=1, state=JobState.FAILED, completed_at=MOMENT))
    assert desk.state.attention
    desk.tray.window_wanted.emit()
    assert not desk.state.attention


def test_failures_of_others_are_not_marked(desk: Desk) -> None:
    desk.window.hide()
    ended = running(3, 200, failed=1, state=JobState.FAILED, completed_at=MOMENT, origin=Origin.ELSEWHERE)
    desk.see(ended)
    assert not desk.state.attention


def test_pausing_the_queue_stands_what_runs_here_and_resuming_lets_just_that_go_on(desk: Desk) -> None:
    desk.see(running(4, 10, paused_at=MOMENT, phase=JobPhase.PAUSED))
    choose(desk, desk.menu.queue_action)
    assert sorted(desk.manager.paused) == [1, 2]
    desk.see(*(running(number, 60, paused_at=MOMENT, phase=JobPhase.PAUSED) for number in (1, 2)))
    assert "Wznów kolejkę" in shown_texts(desk.menu)
    choose(desk, desk.menu.queue_action)
    assert sorted(desk.manager.resumed) == [1, 2]
    assert "Wstrzymaj kolejkę" in shown_texts(desk.menu)


def test_while_the_queue_stands_what_waited_stands_as_soon_as_it_runs_but_only_once(desk: Desk) -> None:
    desk.see(running(4, 0, state=JobState.PENDING, started_at=None, phase=JobPhase.QUEUED))
    choose(desk, desk.menu.queue_action)
    assert 4 not in desk.manager.paused
    desk.see(running(4, 1))
    desk.see(running(4, 2))
    assert desk.manager.paused.count(4) == 1


@pytest.mark.parametrize("rights", [Rights(frozenset())])
def test_a_viewer_starts_and_pauses_nothing_from_the_tray(desk: Desk) -> None:
    menu = desk.menu
    assert not menu.new_action.isEnabled()
    assert not menu.queue_action.isEnabled()
    assert menu.open_action.isEnabled()


@pytest.mark.parametrize("choice", [ThemeChoice.DARK, ThemeChoice.LIGHT])
def test_ring_fills_clockwise_from_the_top(qapp: QApplication, choice: ThemeChoice) -> None:
    theme = Theme(choice, reduce_motion=True)
    theme.apply(qapp)
    image = tray_pixmap(theme, TrayState(2, 50), 64).toImage()
    right, left = image.pixelColor(57, 32), image.pixelColor(7, 32)
    assert right == theme.colour("acc2")
    assert left == theme.colour("ctl")
    dot = tray_pixmap(theme, TrayState(2, 50, attention=True), 64).toImage().pixelColor(52, 12)
    assert dot == theme.colour("errFill")


def test_icon_follows_the_theme(desk: Desk, theme: Theme) -> None:
    desk.tray.shown.clear()
    theme.changed.emit()
    assert len(desk.tray.shown) == 1


def test_the_real_icon_carries_menu_and_words(theme: Theme, wording: Wording) -> None:
    tray, menu = Tray(theme), TrayMenu(theme, wording, plain=False, may_run=True)
    tray.set_menu(menu)
    before = tray.findChild(QSystemTrayIcon).icon().cacheKey()  # type: ignore[union-attr]  # it has one
    tray.show_state(TrayState(1, 40), "PPM Desktop, 40%")
    icon = tray.findChild(QSystemTrayIcon)
    assert isinstance(icon, QSystemTrayIcon)
    assert (icon.contextMenu(), icon.toolTip()) == (menu, "PPM Desktop, 40%")
    assert icon.icon().cacheKey() != before
    assert tray.available is QSystemTrayIcon.isSystemTrayAvailable()
    menu.deleteLater()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_polite_end_by_the_system_is_told_in_the_window_and_signals_are_left_as_found(
    qapp: QApplication, qtbot: QtBot
) -> None:
    before = signal.getsignal(signal.SIGTERM)
    end = SessionEnd(qapp)
    with qtbot.waitSignals([end.coming, end.told_to_end], order="strict"):
        os.kill(os.getpid(), signal.SIGTERM)
    end.stop()
    assert signal.getsignal(signal.SIGTERM) is before
    end.deleteLater()
