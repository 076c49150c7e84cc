"""The window as a person meets it: what it shows, what its buttons and keys do."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.errors import InvalidRequest, ShopAuthError
from ppm_desktop.domain.job import JobState
from ppm_desktop.domain.listing import StatusFilter
from ppm_desktop.gui.delegates.job_row import JobRowDelegate
from ppm_desktop.gui.delegates.row_layout import RowButton
from ppm_desktop.gui.dialogs.add_shop import AddShopDialog
from ppm_desktop.gui.dialogs.confirm import ConfirmDialog
from ppm_desktop.gui.dialogs.failed_skus import FailedSkusDialog
from ppm_desktop.gui.dialogs.new_job import NewJobDialog
from ppm_desktop.gui.formatting import NBSP
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.pages import Page
from ppm_desktop.gui.theme import Theme, ThemeChoice
from ppm_desktop.gui.views.placeholders import EmptyState
from ppm_desktop.jobs.board import ProgressBoard
from tests.fakes.gui import FakeClock, FakeJobs, FakeManager, FakeShops, InstantPool, job
from tests.fakes.sync_center import operations, prepared, shops
from tests.fakes.sync_center import window as open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


Dialog = TypeVar("Dialog", bound=QWidget)


@dataclass
class Desk:
    """An open window with everything around it."""

    window: MainWindow
    jobs: FakeJobs
    manager: FakeManager
    shops: FakeShops
    pool: InstantPool
    board: ProgressBoard

    def dialog(self, kind: type[Dialog]) -> Dialog:
        return next(found for found in self.window.findChildren(kind) if found.isVisible())

    def page(self) -> Page:
        return self.window.pages.page

    def texts(self, widget: QWidget) -> str:
        shown = [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
        return "\n".join(shown).replace(NBSP, " ")

    def click(self, job_id: int, button: RowButton) -> None:
        view = self.window.sync_center.view.list
        index = next(
            view.model().index(place, 0)
            for place in range(view.model().rowCount())
            if self.window.sync_center.listed.row_at(place).job.id == job_id
        )
        rect = view.visualRect(index)
        delegate = view.itemDelegate()
        assert isinstance(delegate, JobRowDelegate)
        boxes = delegate.layout_at(self.window.sync_center.listed.row_at(index.row()), rect.width()).buttons
        box = next(one.box for one in boxes if one.button is button)
        place = rect.topLeft() + box.center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


@pytest.fixture
def opened(theme: Theme, language: str, clock: FakeClock, qtbot: QtBot, tmp_path: Path) -> Callable[..., Desk]:
    """Opens a window on prepared jobs; all of them live as long as the test."""
    desks: list[Desk] = []

    def make(jobs: FakeJobs | None = None, known: FakeShops | None = None) -> Desk:
        jobs = jobs if jobs is not None else prepared(clock.now())
        desk = Desk(None, jobs, FakeManager(), known or shops(), InstantPool(), ProgressBoard())  # type: ignore[arg-type]  # follows at once
        desk.window = open_window(
            theme,
            language,
            jobs,
            pool=desk.pool,
            manager=desk.manager,
            known_shops=desk.shops,
            board=desk.board,
            log_folder=tmp_path,
            clock=clock,
        )
        qtbot.addWidget(desk.window)
        with qtbot.waitExposed(desk.window):
            desk.window.show()
        desks.append(desk)
        return desk

    return make


def test_it_lists_everybodys_jobs_with_counts_and_totals(opened: Callable[..., Desk]) -> None:
    desk = opened()
    assert desk.window.sync_center.listed.rowCount() == 10
    texts = desk.texts(desk.window)
    assert "Wspólna baza MySQL · ppm-db.mpptrade.local · 4 ms" in texts
    assert "Odświeżanie co 2 s" in texts
    assert [one.accessibleName() for one in desk.window.sync_center.view.filters.findChildren(QPushButton)] == [
        "Aktywne 5",
        "Wszystkie 24",
        "Ukończone 15",
        "Błędy 3",
    ]


def test_the_newest_active_job_is_shown_in_detail(opened: Callable[..., Desk]) -> None:
    desk = opened()
    texts = desk.texts(desk.window.sync_center.detail)
    for expected in ("KAYO Parts PL", "Zduplikowany kod EAN-13", "MRF-26-S-0042", "zachowaj dane z PPM"):
        assert expected in texts


def test_cancelling_asks_first_and_the_safe_answer_has_the_focus(opened: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = opened()
    desk.click(2481, RowButton.CANCEL)
    dialog = desk.dialog(ConfirmDialog)
    assert dialog.accessibleName() == "Anulować import ze sklepu KAYO Parts PL?"
    assert dialog.focusWidget() is dialog.back_button
    dialog.reject()
    assert desk.manager.cancelled == []
    desk.window.sync_center.ask_to_cancel(2481)
    desk.dialog(ConfirmDialog).action_button.click()
    assert desk.manager.cancelled == [2481]


def test_cancelling_a_web_job_says_that_it_may_go_on(opened: Callable[..., Desk]) -> None:
    desk = opened()
    desk.window.sync_center.ask_to_cancel(2479)
    assert "Aplikacja web może pracować dalej" in desk.dialog(ConfirmDialog).accessibleDescription()


def test_show_errors_opens_what_failed_by_cause(opened: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = opened()
    desk.click(2467, RowButton.ERRORS)
    shown = desk.dialog(FailedSkusDialog)
    assert shown.windowTitle() == "Błędy importu – YCF Polska"
    assert shown.model.group_count() == 4


def test_the_details_of_a_job_with_errors_say_how_many_failed(opened: Callable[..., Desk]) -> None:
    desk = opened()
    desk.window.sync_center.show_details(2467)
    texts = desk.texts(desk.window.sync_center.detail)
    assert "12 ze 150 produktów nie zostało zaimportowanych, pozostałe 138 zapisano." in texts


def test_failed_skus_go_to_the_clipboard_one_a_line(opened: Callable[..., Desk]) -> None:
    desk = opened()
    desk.window.sync_center.copy_skus(2467)
    assert QGuiApplication.clipboard().text().splitlines()[:2] == ["MRF-26-S-0042", "MRF-26-XL-0042"]


def test_the_context_menu_offers_only_what_can_be_done(opened: Callable[..., Desk]) -> None:
    desk = opened()

    def names(job_id: int) -> list[str]:
        menu = desk.window.sync_center.make_menu(job_id)
        assert menu is not None
        return [action.text() for action in menu.actions() if not action.isSeparator()]

    settings, number = "Nowa operacja z tych ustawień…", "Kopiuj nr operacji"
    errors = ["Pokaż błędy…", "Kopiuj SKU (7)", "Eksportuj raport…"]
    assert names(2481) == ["Wstrzymaj", *errors, settings, number, "Anuluj operację…"]
    assert names(2467)[:2] == ["Ponów tylko błędne (12)", "Ponów wszystko (150)"]
    assert names(2466) == ["Ponów wszystko (1238)", "Eksportuj raport…", settings, number, "Usuń z listy…"]
    assert desk.window.sync_center.make_menu(1) is None


def test_a_right_click_selects_the_row_under_the_pointer(opened: Callable[..., Desk], qtbot: QtBot) -> None:
    view = opened().window.sync_center.view.list
    place = view.visualRect(view.model().index(3, 0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    with qtbot.waitSignal(view.menu_wanted):
        QApplication.sendEvent(view.viewport(), event)
    assert view.currentIndex().row() == 3


@pytest.mark.parametrize(
    ("key", "status"), [("1", StatusFilter.ACTIVE), ("3", StatusFilter.COMPLETED), ("4", StatusFilter.FAILED)]
)
def test_alt_and_a_digit_choose_a_segment(
    opened: Callable[..., Desk], qtbot: QtBot, key: str, status: StatusFilter
) -> None:
    desk = opened()
    QTest.keyClick(desk.window, getattr(Qt.Key, f"Key_{key}"), Qt.KeyboardModifier.AltModifier)
    assert desk.window.feed.wanted.status is status


def test_search_is_asked_of_the_database_after_a_pause(opened: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = opened()
    QTest.keyClick(desk.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(desk.window.feed.loaded):
        QTest.keyClicks(desk.window.sync_center.view.filters.search, "YCF")
    assert [one.id for one in desk.window.model.jobs()] == [2467]
    with qtbot.waitSignal(desk.window.feed.loaded):
        QTest.keyClick(desk.window.sync_center.view.filters.search, Qt.Key.Key_Escape)
    assert desk.window.sync_center.listed.rowCount() == 10


def test_nothing_found_offers_to_clear_the_filters(opened: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = opened()
    desk.window.sync_center.view.filters.search.setText("nie ma takiego")
    qtbot.waitUntil(lambda: desk.window.sync_center.listed.rowCount() == 0)
    empty = next(one for one in desk.window.findChildren(EmptyState) if one.isVisible())
    assert "Brak operacji spełniających kryteria" in desk.texts(empty)
    empty.findChildren(QPushButton)[0].click()
    assert desk.window.sync_center.listed.rowCount() == 10


def test_nothing_active_says_what_will_appear_here(opened: Callable[..., Desk]) -> None:
    desk = opened(FakeJobs())
    desk.window.sync_center.view.filters.choose(StatusFilter.ACTIVE)
    empty = next(one for one in desk.window.findChildren(EmptyState) if one.isVisible())
    assert "Brak aktywnych operacji" in desk.texts(empty)


def test_a_new_job_appears_with_the_click_and_moves_by_the_board(opened: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = opened()
    fresh = replace(operations(desk.window.model.jobs()[0].updated_at)[0], id=3000, total=None, processed=0, failed=0)
    desk.jobs.rows.append(fresh)
    desk.manager.created.emit([fresh])
    assert desk.window.sync_center.view.list.current_id() == 3000
    desk.board.post(replace(fresh, total=500, processed=250, version=2))
    with qtbot.waitSignal(desk.window.model.dataChanged):
        pass
    row = desk.window.model.row(3000)
    assert row is not None
    assert row.percent == "50,0%"


def test_a_failure_is_told_above_the_list_in_plain_words(opened: Callable[..., Desk]) -> None:
    desk = opened()
    desk.manager.failed.emit(ShopAuthError())
    assert "Sklep odrzucił klucz API." in desk.texts(desk.window.sync_center.view.trouble)
    desk.window.sync_center.view.trouble.button.click()
    assert not desk.window.sync_center.view.trouble.isVisible()


def test_without_the_database_rows_stay_and_the_status_line_says_so(opened: Callable[..., Desk]) -> None:
    desk = opened()
    desk.jobs.away = True
    desk.window.feed.refresh()
    texts = desk.texts(desk.window)
    assert "Baza niedostępna, ponowna próba za 2 s" in texts
    assert "Pokazujemy stan" in desk.window.sync_center.view.away.accessibleName()
    assert desk.window.sync_center.listed.rowCount() == 10
    row = desk.window.model.row(2480)
    assert row is not None
    assert not row.may_cancel
    desk.jobs.away = False
    desk.window.sync_center.view.away.button.click()
    assert not desk.window.sync_center.view.away.isVisible()


def test_without_any_shop_a_new_operation_begins_with_adding_one(opened: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = opened(known=FakeShops())
    QTest.keyClick(desk.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = desk.dialog(AddShopDialog)
    dialog.fill("Pierwszy", "https://sklep.example", "K" * 32)
    dialog.test()
    dialog.store()
    assert [one.name for one in desk.shops.rows] == ["Pierwszy"]
    assert desk.dialog(NewJobDialog).isVisible()


def test_a_new_operation_reaches_the_manager(opened: Callable[..., Desk]) -> None:
    desk = opened()
    desk.window.sync_center.view.header.new_button.click()
    dialog = desk.dialog(NewJobDialog)
    dialog.choose_shop(1)
    dialog.choose_shop(3)
    dialog.start_button.click()
    assert [shop_ids for _request, shop_ids in desk.manager.started] == [(1, 3)]


def test_a_narrow_window_lays_the_details_over_the_list(opened: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = opened()
    desk.window.resize(1024, 640)
    qtbot.waitUntil(lambda: not desk.window.sync_center.detail.isVisible())
    full = 1024 - desk.window.sidebar.width()
    qtbot.waitUntil(lambda: desk.window.sync_center.view.list.width() == full)
    desk.window.sync_center.view.show_details(True)
    assert desk.window.sync_center.detail.isVisible()
    assert desk.window.sync_center.view.list.width() == full
    desk.window.resize(1440, 900)
    qtbot.waitUntil(lambda: desk.window.sync_center.view.pane.parentWidget() is desk.window.sync_center.view.splitter)
    assert desk.window.sync_center.detail.isVisible()


def test_enter_shows_errors_where_there_are_any_else_details(opened: Callable[..., Desk], qtbot: QtBot) -> None:
    view = opened().window.sync_center.view.list
    with qtbot.waitSignal(view.errors_wanted, check_params_cb=lambda job_id: job_id == 2481):
        QTest.keyClick(view, Qt.Key.Key_Return)
    view.select(2480)
    with qtbot.waitSignal(view.details_wanted, check_params_cb=lambda job_id: job_id == 2480):
        QTest.keyClick(view, Qt.Key.Key_Return)


def test_help_opens_the_folder_of_the_log(
    opened: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    menu = opened().window.sidebar.help_button.menu()
    next(action for action in menu.actions() if action.text() == "Otwórz folder dziennika").trigger()
    assert [Path(one) for one in shown] == [tmp_path]


def test_a_switch_of_the_theme_reaches_every_row(opened: Callable[..., Desk], theme: Theme) -> None:
    desk = opened()
    dark = desk.window.grab().toImage().pixelColor(QPoint(700, 890))
    theme.choose(ThemeChoice.LIGHT)
    light = desk.window.grab().toImage().pixelColor(QPoint(700, 890))
    theme.choose(ThemeChoice.DARK)
    assert dark.lightness() < 60
    assert light.lightness() > 200


def test_every_painted_text_of_a_long_name_is_elided_not_cut(opened: Callable[..., Desk]) -> None:
    long = job(9000, shop_name="Bardzo długa nazwa sklepu " * 8, total=10, state=JobState.PROCESSING)
    window = opened(FakeJobs([long])).window
    delegate = window.sync_center.view.list.itemDelegate()
    assert isinstance(delegate, JobRowDelegate)
    layout = delegate.layout_at(window.sync_center.listed.row_at(0), 700)
    assert layout.shop_text.endswith("…")
    assert layout.shop.right() <= layout.bar.right()


def test_closing_asks_while_operations_run_here_and_ends_only_when_told(opened: Callable[..., Desk]) -> None:
    desk = opened()
    desk.manager.active = 2
    desk.window.close()
    assert desk.window.isVisible()
    question = desk.dialog(ConfirmDialog)
    assert "Trwają 2 operacje na tym komputerze." in desk.texts(question)
    assert question.back_button.isDefault()
    question.back_button.click()
    assert desk.window.isVisible()
    desk.window.close()
    desk.dialog(ConfirmDialog).action_button.click()
    assert not desk.window.isVisible()


def test_closing_with_nothing_running_asks_nothing(opened: Callable[..., Desk]) -> None:
    desk = opened()
    desk.window.close()
    assert not desk.window.isVisible()


def test_ctrl_and_a_digit_open_a_page_and_the_navigation_says_which(opened: Callable[..., Desk]) -> None:
    desk = opened()
    items = desk.window.sidebar.items
    QTest.keyClick(desk.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert desk.page() is Page.PRODUCTS
    assert items[Page.PRODUCTS].isChecked()
    assert not items[Page.SYNC_CENTER].isChecked()
    QTest.keyClick(desk.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert desk.page() is Page.SYNC_CENTER
    assert desk.window.focusWidget() is desk.window.sync_center.view.list


def test_the_navigation_opens_pages_by_pointer_and_by_arrow(opened: Callable[..., Desk]) -> None:
    desk = opened()
    items = desk.window.sidebar.items
    QTest.mouseClick(items[Page.PRODUCTS], Qt.MouseButton.LeftButton)
    assert desk.page() is Page.PRODUCTS
    items[Page.PRODUCTS].setFocus()
    QTest.keyClick(items[Page.PRODUCTS], Qt.Key.Key_Up)
    assert desk.page() is Page.SYNC_CENTER


def test_the_navigation_says_how_many_operations_are_active(opened: Callable[..., Desk]) -> None:
    desk = opened()
    item = desk.window.sidebar.items[Page.SYNC_CENTER]
    assert item.accessibleName() == "Centrum synchronizacji, 5 aktywnych operacji"


def test_keys_of_a_page_do_nothing_while_another_is_in_view(opened: Callable[..., Desk]) -> None:
    desk = opened()
    desk.window.open_page(Page.PRODUCTS)
    details = desk.window.sync_center.view.filters.details.isChecked()
    QTest.keyClick(desk.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(desk.window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.sync_center.view.filters.details.isChecked() is details
    assert desk.window.findChild(ConfirmDialog) is None


def test_nothing_moves_on_a_page_that_is_not_in_view(opened: Callable[..., Desk]) -> None:
    desk = opened()
    desk.window.open_page(Page.PRODUCTS)
    assert desk.window.products is not None
    assert not desk.window.sync_center.animator.is_running()
    desk.window.open_page(Page.SYNC_CENTER)
    assert not desk.window.products.strip.animator.is_running()


@pytest.mark.parametrize("page", Page)
def test_what_could_not_be_done_is_said_on_the_page_in_view(opened: Callable[..., Desk], page: Page) -> None:
    desk = opened()
    view = desk.window.open_page(page)
    desk.manager.failed.emit(InvalidRequest("job_unknown", key="#9"))
    assert "Nie znaleziono operacji. Mogła zostać usunięta z listy." in desk.texts(view)
