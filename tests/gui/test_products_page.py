"""The Products page as a person meets it: finding, listing, picking, editing, sending."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import JobState, JobType
from ppm_desktop.domain.listing import JobCounts
from ppm_desktop.domain.product_edit import EditField, Refusal
from ppm_desktop.domain.product_list import ProductFilter, SyncState
from ppm_desktop.gui.dialogs.confirm import ConfirmDialog
from ppm_desktop.gui.dialogs.failed_skus import FailedSkusDialog
from ppm_desktop.gui.formatting import NBSP
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.models.product_row import ProductColumn
from ppm_desktop.gui.pages import Page
from ppm_desktop.gui.products_page import ProductsPage
from ppm_desktop.gui.theme import Theme, ThemeChoice
from ppm_desktop.gui.views.placeholders import EmptyState
from ppm_desktop.gui.views.shops_popover import ShopsPopover
from tests.fakes.catalogue import catalogue, large
from tests.fakes.gui import FakeClock, FakeJobs, FakeManager, FakeProducts, InstantPool
from tests.fakes.sync_center import prepared
from tests.fakes.sync_center import window as open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


class Desk:
    """A window with its Products page in view."""

    def __init__(self, window: MainWindow, products: FakeProducts, pool: InstantPool, manager: FakeManager) -> None:
        self.window = window
        self.products = products
        self.pool = pool
        self.manager = manager
        window.open_page(Page.PRODUCTS)
        assert window.products is not None
        self.page: ProductsPage = window.products
        self.list = self.page.view.list

    def skus(self) -> list[str]:
        rows = range(self.page.model.rowCount())
        return [str(self.page.model.index(row, ProductColumn.SKU).data()) for row in rows]

    def texts(self, widget: QWidget) -> str:
        shown = [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
        return "\n".join(shown).replace(NBSP, " ")

    def place(self, row: int, column: ProductColumn) -> QPoint:
        return self.list.visualRect(self.page.model.index(row, column)).center()

    def click(self, row: int, column: ProductColumn, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseClick(self.list.viewport(), Qt.MouseButton.LeftButton, keys, self.place(row, column))

    def type_into(self, qtbot: QtBot, row: int, column: ProductColumn, text: str) -> None:
        self.list.setFocus()
        self.list.setCurrentIndex(self.page.model.index(row, column))
        QTest.keyClick(self.list, Qt.Key.Key_F2)
        editor = self.list.viewport().findChild(QLineEdit)
        assert editor is not None
        editor.setText(text)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: self.list.state() is not QAbstractItemView.State.EditingState)


@pytest.fixture
def opened(theme: Theme, language: str, clock: FakeClock, qtbot: QtBot, tmp_path: Path) -> Callable[..., Desk]:
    """Opens a window on products in memory."""

    def make(products: FakeProducts | None = None, jobs: FakeJobs | None = None, *, width: int = 1440) -> Desk:
        known = products if products is not None else catalogue(clock.now())
        pool, manager = InstantPool(), FakeManager()
        window = open_window(
            theme,
            language,
            jobs if jobs is not None else FakeJobs(counts=JobCounts()),
            pool=pool,
            manager=manager,
            products=known,
            log_folder=tmp_path,
            clock=clock,
        )
        qtbot.addWidget(window)
        window.resize(width, 900)
        with qtbot.waitExposed(window):
            window.show()
        return Desk(window, known, pool, manager)

    return make


def test_the_page_says_how_many_products_there_are_and_lists_them(opened: Callable[..., Desk]) -> None:
    desk = opened()
    assert "10 produktów w 7 sklepach" in desk.texts(desk.page.view.header)
    assert desk.skus()[:2] == ["MRF-26-S-0042", "MRF-26-M-0042"]


def test_a_page_that_is_not_opened_asks_nothing(
    theme: Theme, language: str, clock: FakeClock, qtbot: QtBot, tmp_path: Path
) -> None:
    products = catalogue(clock.now())
    window = open_window(theme, language, FakeJobs(), products=products, log_folder=tmp_path, clock=clock)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert window.products is None
    assert products.searched == []
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.products is not None
    assert products.searched == [ProductFilter()]


def test_of_200_000_products_only_those_in_view_are_read(
    opened: Callable[..., Desk], clock: FakeClock, qtbot: QtBot
) -> None:
    desk = opened(large(200_000, clock.now()))
    assert "200 000 produktów" in desk.texts(desk.page.view.header)
    desk.list.scrollToBottom()
    qtbot.waitUntil(lambda: desk.page.model.row(200_000) is not None)
    read = {one for ids in desk.products.asked for one in ids}
    assert len(read) < 300
    assert desk.page.model.row(100_000) is None


def test_what_flies_by_while_scrolling_is_never_read(
    opened: Callable[..., Desk], clock: FakeClock, qtbot: QtBot
) -> None:
    desk = opened(large(200_000, clock.now()))
    before = len(desk.products.asked)
    bar = desk.list.verticalScrollBar()
    for step in range(1, 50):
        bar.setValue(step * bar.maximum() // 50)
    with qtbot.waitSignal(desk.page.model.lines_wanted):
        pass
    assert len(desk.products.asked) == before + 1


def test_find_opens_the_page_with_the_sku_and_where_it_came_from(opened: Callable[..., Desk]) -> None:
    desk = opened()
    desk.window.open_page(Page.SYNC_CENTER)
    desk.window.find_sku("MRF-26-S-0042", "Z listy błędów: YCF Polska, #2467")
    assert desk.window.pages.page is Page.PRODUCTS
    filters = desk.page.view.filters
    assert filters.search.text() == "MRF-26-S-0042"
    assert desk.window.focusWidget() is filters.search
    assert filters.origin.isVisible()
    assert "1 dokładne dopasowanie, 9 podobnych" in desk.texts(filters)
    assert desk.page.model.heads()[0].exact
    QTest.keyClick(filters.search, Qt.Key.Key_Escape)
    assert not filters.origin.isVisible()


def test_removing_the_origin_lists_everything_again(opened: Callable[..., Desk]) -> None:
    desk = opened()
    desk.page.find_sku("MRF-26-S-0042", "Z listy błędów")
    desk.page.view.filters.origin.removed.emit()
    assert desk.page.view.filters.search.text() == ""
    assert desk.products.searched[-1] == ProductFilter()


def test_search_waits_for_a_pause_and_only_its_last_answer_counts(opened: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = opened()
    QTest.keyClick(desk.window, Qt.Key.Key_F, CTRL)
    before = len(desk.products.searched)
    QTest.keyClicks(desk.page.view.filters.search, "buzer")
    qtbot.waitUntil(lambda: len(desk.products.searched) > before)
    assert desk.products.searched[before:] == [ProductFilter("buzer")]
    desk.pool.hold()
    desk.page.view.filters.look_for("kombinezon", "")
    desk.page.view.filters.look_for("MRF-25-S-0042", "")
    held = desk.pool.held or []
    desk.pool.held = list(reversed(held))
    desk.pool.release()
    assert "MRF-25-S-0042" in desk.skus()
    assert desk.page.model.heads()[0].count == 1


def test_a_state_is_asked_for_and_then_a_shop_can_be_chosen(opened: Callable[..., Desk]) -> None:
    desk = opened()
    filters = desk.page.view.filters
    assert not filters._shops.isVisible()
    filters._states.setCurrentIndex(filters._states.findData(SyncState.FAILED.value))
    assert desk.products.searched[-1] == ProductFilter(state=SyncState.FAILED)
    assert desk.skus() == ["MRF-26-S-0042", "MRF-26-XL-0042"]
    assert filters._shops.isVisible()
    filters._shops.setCurrentIndex(filters._shops.findData(3))
    assert desk.products.searched[-1] == ProductFilter(state=SyncState.FAILED, shop_id=3)


def test_an_unknown_sku_can_be_imported(opened: Callable[..., Desk]) -> None:
    desk = opened()
    wanted = QSignalSpy(desk.page.import_wanted)
    desk.page.find_sku("KAY-999")
    empty = next(one for one in desk.page.view.findChildren(EmptyState) if one.isVisible())
    assert "Nie ma produktu o SKU KAY-999" in desk.texts(empty)
    empty.findChildren(QPushButton)[0].click()
    assert wanted.at(0) == ["KAY-999"]


def test_an_empty_catalogue_says_how_it_fills(opened: Callable[..., Desk]) -> None:
    desk = opened(FakeProducts())
    empty = next(one for one in desk.page.view.findChildren(EmptyState) if one.isVisible())
    assert "Nie ma jeszcze produktów" in desk.texts(empty)


def test_boxes_pick_shift_picks_up_to_here_and_ctrl_one_more(opened: Callable[..., Desk]) -> None:
    desk = opened()
    desk.click(1, ProductColumn.CHECK)
    desk.click(3, ProductColumn.NAME, SHIFT)
    desk.click(5, ProductColumn.PRICE, CTRL)
    assert desk.page.model.picked_ids() == (2, 3, 4, 6)
    desk.click(1, ProductColumn.CHECK)
    assert desk.page.model.picked_ids() == (3, 4, 6)
    desk.click(8, ProductColumn.NAME)
    assert desk.page.model.picked_ids() == (3, 4, 6)


def test_the_keyboard_picks_too(opened: Callable[..., Desk]) -> None:
    desk = opened()
    desk.list.setFocus()
    desk.list.choose(1)
    QTest.keyClick(desk.list, Qt.Key.Key_Space)
    QTest.keyClick(desk.list, Qt.Key.Key_Down, SHIFT)
    assert desk.page.model.picked_ids() == (1, 2)
    QTest.keyClick(desk.list, Qt.Key.Key_A, CTRL)
    assert desk.page.model.picked_count() == 10


def test_the_bar_says_how_many_are_picked_and_picks_all_unread(opened: Callable[..., Desk], clock: FakeClock) -> None:
    desk = opened(large(200_000, clock.now()))
    bar = desk.page.view.bar
    assert not bar.isVisible()
    desk.page.model.pick([5], True)
    assert "Zaznaczono 1 produkt" in desk.texts(bar)
    desk.page.model.pick([6, 7], True)
    assert "Zaznaczono 3 produkty" in desk.texts(bar)
    assert bar.all_button.text().replace(NBSP, " ") == "Zaznacz wszystkie (200 000)"
    asked = len(desk.products.asked)
    bar.all_button.click()
    assert "Zaznaczono 200 000 produktów" in desk.texts(bar)
    assert not bar.all_button.isVisible()
    assert len(desk.products.asked) == asked
    bar.clear_button.click()
    assert not bar.isVisible()


def test_the_bar_says_what_is_to_be_done(opened: Callable[..., Desk]) -> None:
    desk = opened()
    desk.page.model.pick([2, 3], True)
    send, edit = QSignalSpy(desk.page.send_wanted), QSignalSpy(desk.page.edit_wanted)
    bar = desk.page.view.bar
    bar.sync_button.click()
    bar.export_button.click()
    assert [send.at(0), send.at(1)] == [[JobType.SYNC, (2, 3)], [JobType.EXPORT, (2, 3)]]
    bar.more_button.menu().actions()[0].trigger()
    assert edit.at(0) == [(2, 3)]
    bar.copy_button.click()
    assert QGuiApplication.clipboard().text() == "MRF-26-M-0042\nMRF-26-L-0042"


def test_a_price_is_edited_in_its_cell_and_the_shops_wait(opened: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = opened()
    desk.type_into(qtbot, 1, ProductColumn.PRICE, "655,50")
    assert desk.products.edits == [(2, EditField.PRICE, "655,50")]
    assert desk.page.model.index(1, ProductColumn.PRICE).data() == "655,50"
    row = desk.page.model.row(2)
    assert row is not None
    assert {mark.state for mark in row.line.marks} == {SyncState.WAITING}


def test_a_refused_price_is_told_under_its_cell_and_can_be_typed_on(opened: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = opened()
    desk.products.refuses = InvalidRequest(Refusal.PRICE_NOT_NUMBER, value="abc")
    desk.pool.hold()
    desk.type_into(qtbot, 1, ProductColumn.PRICE, "abc")
    desk.pool.release()
    assert desk.list.bubble.isVisible()
    assert desk.list.bubble.text() == "To nie jest cena. Wpisz liczbę, na przykład 649,00."
    editor = desk.list.viewport().findChild(QLineEdit)
    assert editor is not None
    assert desk.page.model.index(1, ProductColumn.PRICE).data() == "649,00"
    assert desk.page.model.index(1, ProductColumn.PRICE).data(Qt.ItemDataRole.EditRole) == "abc"


def test_the_menu_is_for_all_picked_products_or_for_the_one_under_the_pointer(opened: Callable[..., Desk]) -> None:
    desk = opened()
    desk.page.model.pick([2, 3], True)

    def names(product_id: int) -> list[str]:
        actions: list[QAction] = desk.page.make_menu(product_id).actions()
        return [action.text().replace(NBSP, " ") for action in actions if not action.isSeparator()]

    assert names(2)[:4] == ["Synchronizuj (2)…", "Eksportuj (2)…", "Edytuj (2)…", "Kopiuj SKU (2)"]
    assert names(5)[:4] == ["Synchronizuj…", "Eksportuj…", "Edytuj…", "Wyłącz w PPM"]
    next(one for one in desk.page.make_menu(5).actions() if one.text() == f"Wyłącz w{NBSP}PPM").trigger()
    assert desk.products.edits == [(5, EditField.ACTIVE, "0")]


def test_the_number_of_further_shops_opens_all_of_them(opened: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = opened()
    desk.list.setFocus()
    desk.list.setCurrentIndex(desk.page.model.index(0, ProductColumn.SYNC))
    QTest.keyClick(desk.list, Qt.Key.Key_Return)
    popover = desk.page.view.findChild(ShopsPopover)
    assert isinstance(popover, ShopsPopover)
    assert "Błąd: Zduplikowany kod EAN-13" in desk.texts(popover)
    assert "MPP Trade HU" in desk.texts(popover)
    popover.close()


def test_chips_say_their_state_when_pointed_at(opened: Callable[..., Desk]) -> None:
    desk = opened()
    index = desk.page.model.index(0, ProductColumn.SYNC)
    cell = desk.list.visualRect(index)
    middle = cell.center().y()
    tips = {desk.list.cells.tip(cell, index, QPoint(x, middle)) for x in range(cell.left(), cell.right(), 4)}
    assert "YCF PL: Błąd: Zduplikowany kod EAN-13" in tips
    assert "KAYO PL: Czeka na wysłanie" in tips


def test_a_working_job_fills_the_chip_of_its_shop(opened: Callable[..., Desk], clock: FakeClock) -> None:
    jobs = prepared(clock.now())
    desk = opened(jobs=jobs)
    working = replace(jobs.rows[1], shop_id=2, shop_name="KAYO PL", total=10, processed=6, version=9)
    desk.window.feed.take([working])
    row = desk.page.model.row(2)
    assert row is not None
    chip = desk.list.cells.chips.layout(row, 400).chips[0]
    assert (chip.name, chip.fraction, chip.percent) == ("KAYO PL", 0.6, "60%")
    index = desk.page.model.index(1, ProductColumn.SYNC)
    cell = desk.list.visualRect(index)
    place = QPoint(cell.left() + 20, cell.center().y())
    assert desk.list.cells.tip(cell, index, place) == "KAYO PL: wysyłanie 60%"


def test_the_strip_shows_three_jobs_and_a_sentence_about_the_others(
    opened: Callable[..., Desk], clock: FakeClock
) -> None:
    desk = opened(jobs=prepared(clock.now()))
    strip = desk.page.strip
    assert [row.isVisible() for row in strip.rows] == [True, True, True]
    texts = desk.texts(strip)
    assert "5 operacji" in texts
    assert "Jeszcze 2 operacje: Synchronizacja B2B Test DEV 45,3%, Importowanie MRF Racing DE oczekuje" in texts
    strip.toggle()
    assert not any(row.isVisible() for row in strip.rows)
    assert strip.isVisible()


def test_the_strip_goes_with_the_last_active_job(opened: Callable[..., Desk], clock: FakeClock) -> None:
    jobs = prepared(clock.now())
    desk = opened(jobs=FakeJobs([jobs.rows[0]]))
    assert desk.page.strip.isVisible()
    desk.window.feed.take([replace(jobs.rows[0], state=JobState.COMPLETED, version=5)])
    assert not desk.page.strip.isVisible()


def test_the_strip_shows_what_failed(opened: Callable[..., Desk], clock: FakeClock) -> None:
    desk = opened(jobs=prepared(clock.now()))
    desk.page.strip.rows[0].errors.click()
    shown = desk.window.findChild(FailedSkusDialog)
    assert shown is not None and shown.isVisible()


def test_the_strip_leads_to_the_sync_center(opened: Callable[..., Desk], clock: FakeClock) -> None:
    desk = opened(jobs=prepared(clock.now()))
    desk.page.strip.opened.emit(2481)
    assert desk.window.pages.page is Page.SYNC_CENTER
    assert desk.window.sync_center.view.list.current_id() == 2481
    desk.window.open_page(Page.PRODUCTS)
    desk.page.strip.rows[1].cancel.click()
    assert desk.window.findChild(ConfirmDialog) is not None
    desk.page.strip.all_button.click()
    assert desk.window.pages.page is Page.SYNC_CENTER


def test_a_job_that_ends_brings_its_products_into_the_list(opened: Callable[..., Desk], clock: FakeClock) -> None:
    jobs = prepared(clock.now())
    desk = opened(jobs=FakeJobs([jobs.rows[0]]))
    desk.products.rows.append(replace(desk.products.rows[0], id=11, sku="NOWY-1"))
    desk.window.feed.take([replace(jobs.rows[0], state=JobState.COMPLETED, version=5)])
    assert "NOWY-1" in desk.skus()


def test_without_the_database_rows_stay_and_come_back_fresh(opened: Callable[..., Desk], clock: FakeClock) -> None:
    jobs = FakeJobs()
    desk = opened(jobs=jobs)
    jobs.away = desk.products.away = True
    desk.window.feed.refresh()
    assert "Brak połączenia z bazą" in desk.texts(desk.page.view.away)
    assert len(desk.skus()) == 10
    searched = len(desk.products.searched)
    jobs.away = desk.products.away = False
    desk.page.view.away.button.click()
    assert not desk.page.view.away.isVisible()
    assert len(desk.products.searched) == searched + 1


def test_chosen_columns_are_left_out(opened: Callable[..., Desk]) -> None:
    desk = opened()
    assert desk.list.isColumnHidden(ProductColumn.ACTIVE)
    menu = desk.page.view.header.columns_button.menu()
    {one.text(): one for one in menu.actions()}["Aktywny"].trigger()
    assert not desk.list.isColumnHidden(ProductColumn.ACTIVE)
    {one.text(): one for one in menu.actions()}["Stan"].trigger()
    assert desk.list.isColumnHidden(ProductColumn.STOCK)


def test_a_narrow_window_keeps_every_column_in_view(opened: Callable[..., Desk]) -> None:
    desk = opened(width=1024)
    widths = sum(desk.list.columnWidth(one) for one in ProductColumn if not desk.list.isColumnHidden(one))
    assert widths <= desk.list.viewport().width()
    assert desk.list.columnWidth(ProductColumn.NAME) >= 150


def test_both_themes_paint_the_page(opened: Callable[..., Desk], theme: Theme, clock: FakeClock) -> None:
    desk = opened(jobs=prepared(clock.now()))
    desk.page.model.pick([2], True)
    dark = desk.window.grab().toImage().pixelColor(QPoint(700, 880))
    theme.choose(ThemeChoice.LIGHT)
    light = desk.window.grab().toImage().pixelColor(QPoint(700, 880))
    theme.choose(ThemeChoice.DARK)
    assert dark.lightness() < 60
    assert light.lightness() > 200


def test_f6_goes_round_the_regions_of_the_page_in_view(opened: Callable[..., Desk]) -> None:
    desk = opened()
    view = desk.page.view
    view.list.setFocus()
    stops = []
    for _turn in range(4):
        QTest.keyClick(desk.window, Qt.Key.Key_F6)
        stops.append(desk.window.focusWidget())
    assert stops == [desk.window.sidebar.items[Page.PRODUCTS], view.header.new_button, view.filters.search, view.list]


def test_on_and_off_is_switched_in_its_column(opened: Callable[..., Desk]) -> None:
    desk = opened()
    desk.list.hide_columns(set())
    place = desk.place(2, ProductColumn.ACTIVE)
    desk.click(2, ProductColumn.ACTIVE)
    QTest.mouseDClick(desk.list.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    desk.list.setCurrentIndex(desk.page.model.index(3, ProductColumn.ACTIVE))
    QTest.keyClick(desk.list, Qt.Key.Key_F2)
    assert desk.products.edits == [(3, EditField.ACTIVE, "0"), (4, EditField.ACTIVE, "0")]
    assert desk.page.model.index(2, ProductColumn.ACTIVE).data() == "nie"


def test_the_list_stays_in_place_when_products_come_meanwhile(opened: Callable[..., Desk], clock: FakeClock) -> None:
    products = catalogue(clock.now())
    products.rows = [replace(products.rows[0], id=number, sku=f"A-{number:03}") for number in range(1, 101)]
    desk = opened(products)
    desk.list.choose(60)
    desk.list.verticalScrollBar().setValue(2000)
    products.rows.insert(0, replace(products.rows[0], id=500, sku="A-000"))
    desk.page.refresh()
    assert desk.page.model.rowCount() == 101
    assert desk.list.verticalScrollBar().value() == 2000
    assert desk.list.current_id() == 60
