"""The Shops page as a person meets it: listing, testing, and what is said of each shop."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import SecretUnreadable
from ppm_desktop.domain.permissions import permission_matrix
from ppm_desktop.domain.shop_profile import ConnectionStep, RemovalFacts
from ppm_desktop.gui.dialogs.add_shop import AddShopDialog
from ppm_desktop.gui.dialogs.new_job import NewJobDialog
from ppm_desktop.gui.dialogs.remove_shop import RemoveShopDialog, SwitchOffDialog
from ppm_desktop.gui.dialogs.shop_editor import ShopEditorDialog
from ppm_desktop.gui.dialogs.shop_help import ShopHelpDialog
from ppm_desktop.gui.dialogs.shop_mappings import ShopMappingsDialog
from ppm_desktop.gui.formatting import NBSP, Wording
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.models.shop_row import ShopColumn, ShopWriter, initials
from ppm_desktop.gui.models.shop_table import ShopSegment, ShopTableModel
from ppm_desktop.gui.pages import Page
from ppm_desktop.gui.shops_page import ShopsPage
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.shops_menu import ShopWish
from tests.fakes.gui import FakeClock, FakeJobs, InstantPool
from tests.fakes.shops import FakeDesk, mapped, report, rights_without, seven
from tests.fakes.sync_center import window as open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CTRL = Qt.KeyboardModifier.ControlModifier
Kind = TypeVar("Kind", bound=QDialog)


class Counter:
    """A window with its Shops page in view."""

    def __init__(self, window: MainWindow, desk: FakeDesk, pool: InstantPool) -> None:
        self.window = window
        self.desk = desk
        self.pool = pool
        window.open_page(Page.SHOPS)
        assert window.shops is not None
        self.page: ShopsPage = window.shops
        self.view = self.page.view

    def column(self, column: ShopColumn) -> list[str]:
        rows = range(self.page.model.rowCount())
        return [str(self.page.model.index(row, column).data()) for row in rows]

    def dialog(self, kind: type[Kind]) -> Kind:
        return next(one for one in self.window.findChildren(kind) if one.isVisible())

    def subtitle(self) -> str:
        return self.view.header.subtitle.accessibleName().replace(NBSP, " ")


@pytest.fixture
def opened(theme: Theme, language: str, clock: FakeClock, qtbot: QtBot) -> Callable[..., Counter]:
    """Opens a window on shops in memory: the seven of the pictures unless told otherwise."""

    def make(desk: FakeDesk | None = None, pool: InstantPool | None = None) -> Counter:
        known, used = desk or seven(clock.now()), pool or InstantPool()
        made = open_window(theme, language, FakeJobs(), clock=clock, desk=known, mappings=mapped(), pool=used)
        qtbot.addWidget(made)
        with qtbot.waitExposed(made):
            made.show()
        return Counter(made, known, used)

    return make


def test_shops_are_listed_with_their_connection_and_permissions(opened: Callable[..., Counter]) -> None:
    counter = opened()
    assert counter.column(ShopColumn.CONNECTION) == [
        "Połączono",
        "Przeciążony (503)",
        "Połączono",
        "Połączono",
        "Połączono",
        "Połączono",
        "Odrzucono klucz (401)",
    ]
    assert counter.column(ShopColumn.PERMISSIONS) == [*["12/12"] * 3, "11/12", *["12/12"] * 2, "0/12"]
    assert counter.subtitle() == "7 sklepów, 3 wymagają uwagi"


@pytest.mark.parametrize(
    ("shops", "attention", "said"),
    [
        (1, 0, "1 sklep"),
        (1, 1, "1 sklep, 1 wymaga uwagi"),
        (12, 5, "12 sklepów, 5 wymaga uwagi"),
        (22, 2, "22 sklepy, 2 wymagają uwagi"),
    ],
)
def test_the_verb_agrees_with_how_many_need_attention(
    opened: Callable[..., Counter], clock: FakeClock, shops: int, attention: int, said: str
) -> None:
    good = seven(clock.now()).profile(1)
    rows = [
        replace(
            good,
            summary=replace(good.summary, id=n, name=f"Sklep {n}"),
            last_error="timeout" if n <= attention else None,
        )
        for n in range(1, shops + 1)
    ]
    assert opened(FakeDesk(rows)).subtitle() == said


@pytest.mark.parametrize("language", ["en"], indirect=True)
def test_english_counts_agree_too(opened: Callable[..., Counter]) -> None:
    counter = opened()
    assert counter.subtitle() == "7 shops, 3 need attention"
    counter.desk.rows = [counter.desk.profile(7)]
    counter.page.refresh()
    assert counter.subtitle() == "1 shop, 1 needs attention"


def test_segments_and_search_narrow_the_list(opened: Callable[..., Counter]) -> None:
    counter = opened()
    counter.view.filters.segments.choose(list(ShopSegment).index(ShopSegment.ATTENTION))
    assert counter.column(ShopColumn.SHOP) == ["B2B Test DEV", "MRF Racing DE", "MPP Trade HU"]
    counter.view.filters.search.setText("MPP")
    assert counter.column(ShopColumn.SHOP) == ["MPP Trade HU"]
    counter.view.filters.search.setText("nic takiego")
    assert counter.page.model.rowCount() == 0
    assert not counter.view.detail.isVisible()
    counter.view.filters.clear()
    assert counter.page.model.rowCount() == 7


def test_the_sidebar_says_that_shops_need_attention_before_the_page_is_opened(
    theme: Theme, language: str, clock: FakeClock, qtbot: QtBot
) -> None:
    made = open_window(theme, language, FakeJobs(), clock=clock, desk=seven(clock.now()))
    qtbot.addWidget(made)
    made.show()
    assert made.shops is None
    assert made.sidebar.items[Page.SHOPS].accessibleName() == "Sklepy, 3 sklepy wymagają uwagi"


def test_ctrl_4_opens_the_page_with_the_keyboard_in_the_list(opened: Callable[..., Counter]) -> None:
    counter = opened()
    counter.window.open_page(Page.SYNC_CENTER)
    QTest.keyClick(counter.window, Qt.Key.Key_4, CTRL)
    assert counter.window.pages.page is Page.SHOPS
    assert counter.window.focusWidget() is counter.view.list


def test_a_missing_right_is_said_with_what_it_stops(opened: Callable[..., Counter]) -> None:
    counter = opened()
    counter.view.list.choose(4)
    said = counter.view.detail.warning.text
    assert said.startswith("Stany nie są wysyłane. Włącz PATCH dla zasobu „stock_availables”")
    counter.view.detail.help_button.click()
    assert counter.dialog(ShopHelpDialog).steps


def test_several_missing_rights_are_named_up_to_four(opened: Callable[..., Counter], clock: FakeClock) -> None:
    desk = seven(clock.now())
    bare = permission_matrix({"products": frozenset({"GET"})})
    desk.rows[0] = replace(desk.rows[0], permissions={"products": frozenset({"GET"})})
    counter = opened(desk)
    counter.view.list.choose(1)
    more = len(bare.missing) - 4
    assert counter.view.detail.warning.text.endswith(f"i{NBSP}jeszcze {more}.")


def test_a_healthy_shop_has_no_warning_and_no_help(opened: Callable[..., Counter]) -> None:
    counter = opened()
    counter.view.list.choose(1)
    assert not counter.view.detail.warning.isVisible()
    assert not counter.view.detail.help_button.isVisible()
    assert counter.view.detail.check_button.isEnabled()


def test_a_shop_that_was_repaired_is_listed_as_such_after_the_test(opened: Callable[..., Counter]) -> None:
    counter = opened()
    counter.view.list.choose(7)
    counter.view.detail.check_button.click()
    assert counter.desk.tested == [7]
    assert counter.column(ShopColumn.CONNECTION)[6] == "Połączono"
    assert counter.subtitle() == "7 sklepów, 2 wymagają uwagi"
    assert counter.window.sidebar.items[Page.SHOPS].accessibleName() == "Sklepy, 2 sklepy wymagają uwagi"


def test_a_test_that_fails_is_explained_with_its_facts(opened: Callable[..., Counter]) -> None:
    counter = opened()
    url = counter.desk.profile(1).summary.url
    counter.desk.reports[url] = report(ConnectionStep.ADDRESS, "timeout", s="30")
    counter.view.list.choose(1)
    counter.page.do(ShopWish.CHECK, 1)
    assert "Sklep nie odpowiedział w 30 s" in counter.view.detail.warning.text
    assert counter.view.detail._pill.accessibleName() == "Nieosiągalny"


def test_a_failure_read_from_the_database_leaves_out_what_is_not_known_any_more(
    opened: Callable[..., Counter], clock: FakeClock
) -> None:
    desk = seven(clock.now())
    desk.rows[0] = replace(desk.rows[0], last_error="timeout")
    counter = opened(desk)
    counter.view.list.choose(1)
    assert "?" not in counter.view.detail.warning.text


def test_all_shops_are_tested_some_at_a_time_and_can_be_broken_off(opened: Callable[..., Counter]) -> None:
    pool = InstantPool()
    counter = opened(pool=pool)
    pool.hold()
    counter.view.header.check_button.click()
    assert counter.column(ShopColumn.CONNECTION) == ["Sprawdzanie…"] * 7
    assert counter.subtitle() == "7 sklepów, sprawdzanie: 7"
    assert len(pool.held or ()) == 2
    counter.view.header.stop_button.click()
    assert counter.subtitle() == "7 sklepów, sprawdzanie: 2", "two are being broken off"
    pool.release()
    assert len(counter.desk.tested) == 2
    assert counter.view.header.check_button.isVisible()


def test_switched_off_shops_are_not_tested_with_all(opened: Callable[..., Counter]) -> None:
    counter = opened()
    counter.desk.switch(2, active=False)
    counter.page.refresh()
    counter.view.header.check_button.click()
    assert counter.desk.tested == [1, 3, 4, 5, 6, 7]


def test_a_key_that_this_computer_cannot_read_is_said_above_the_list(opened: Callable[..., Counter]) -> None:
    counter = opened()
    counter.desk.refuses = SecretUnreadable()
    counter.page.do(ShopWish.CHECK, 1)
    assert counter.view.trouble.accessibleName().startswith("Tego komputera nie dopuszczono")
    assert "Sprawdzanie…" not in counter.column(ShopColumn.CONNECTION)


def test_without_shops_the_page_says_what_to_do(opened: Callable[..., Counter]) -> None:
    counter = opened(FakeDesk())
    assert not counter.view.filters.isVisible()
    counter.view.header.add_button.click()
    dialog = counter.dialog(AddShopDialog)
    dialog.fill("Pierwszy", "https://sklep.example", "K" * 32)
    dialog.test()
    dialog.store()
    assert counter.column(ShopColumn.SHOP) == ["Pierwszy"]
    assert counter.view.list.current_id() == 1


def test_a_new_operation_begins_with_the_shop(opened: Callable[..., Counter]) -> None:
    counter = opened()
    counter.view.list.choose(3)
    counter.view.detail.new_button.click()
    dialog = counter.dialog(NewJobDialog)
    assert dialog.choices.shop_ids() == (3,)


def test_switching_off_asks_and_says_what_stays(opened: Callable[..., Counter]) -> None:
    counter = opened()
    changed = QSignalSpy(counter.page.shops_changed)
    counter.page.do(ShopWish.SWITCH, 7)
    dialog = counter.dialog(SwitchOffDialog)
    assert dialog.accessibleName() == "Wyłączyć sklep MPP Trade HU?"
    dialog.action_button.click()
    assert counter.column(ShopColumn.CONNECTION)[6] == "Wyłączony"
    assert counter.subtitle() == "7 sklepów, 2 wymagają uwagi"
    counter.page.do(ShopWish.SWITCH, 7)
    assert counter.column(ShopColumn.CONNECTION)[6] == "Odrzucono klucz (401)"
    assert changed.count() == 2


def test_removing_needs_the_name_and_takes_the_shop_off_the_list(opened: Callable[..., Counter]) -> None:
    counter = opened()
    counter.view.list.choose(7)
    counter.view.list.setFocus()
    QTest.keyClick(counter.view.list, Qt.Key.Key_Delete)
    dialog = counter.dialog(RemoveShopDialog)
    assert dialog.accessibleDescription().replace(NBSP, " ") == (
        "Produkty w sklepie pozostaną. Znikną powiązania 86 produktów i historia 41 operacji."
    )
    assert not dialog.action_button.isEnabled()
    dialog.typed.setText("MPP Trade")
    assert not dialog.action_button.isEnabled()
    dialog.typed.setText("MPP Trade HU")
    dialog.action_button.click()
    assert counter.desk.removed == [7]
    assert "MPP Trade HU" not in counter.column(ShopColumn.SHOP)


def test_a_shop_with_a_running_operation_cannot_be_removed(opened: Callable[..., Counter]) -> None:
    counter = opened()
    counter.desk.facts[7] = RemovalFacts("MPP Trade HU", 86, 41, active_job=2481)
    counter.page.do(ShopWish.REMOVE, 7)
    dialog = counter.dialog(RemoveShopDialog)
    dialog.typed.setText("MPP Trade HU")
    assert not dialog.action_button.isEnabled()


def test_enter_edits_and_a_changed_address_is_tested_once_it_is_saved(opened: Callable[..., Counter]) -> None:
    counter = opened()
    counter.view.list.choose(1)
    counter.view.list.setFocus()
    QTest.keyClick(counter.view.list, Qt.Key.Key_Return)
    dialog = counter.dialog(ShopEditorDialog)
    dialog.form.address.setText("https://nowy.example")
    dialog.save()
    assert counter.desk.profile(1).summary.url == "https://nowy.example"
    assert counter.desk.tested == [1]


def test_the_menu_opens_the_mappings_and_offers_only_what_can_be_done(opened: Callable[..., Counter]) -> None:
    counter = opened()
    menu = counter.page.make_menu(1)
    assert menu is not None
    next(one for one in menu.actions() if one.data() == ShopWish.MAPPINGS).trigger()
    assert counter.dialog(ShopMappingsDialog).isVisible()
    counter.desk.switch(1, active=False)
    counter.page.refresh()
    off = counter.page.make_menu(1)
    assert off is not None
    assert ShopWish.CHECK not in [one.data() for one in off.actions()]


def test_the_tip_of_a_shop_has_its_whole_address(opened: Callable[..., Counter]) -> None:
    counter = opened()
    index = counter.page.model.index(1, ShopColumn.SHOP)
    cells = counter.view.list.cells
    assert cells.tip(counter.view.list.visualRect(index), index) == "B2B Test DEV\nhttps://b2b-test.example"


def test_a_database_that_does_not_answer_is_said_and_the_list_stays(opened: Callable[..., Counter]) -> None:
    counter = opened()
    counter.desk.away = True
    counter.page.refresh()
    assert counter.view.trouble.isVisible()
    assert counter.page.model.rowCount() == 7


@pytest.mark.parametrize(
    ("name", "two"),
    [("MPP Trade CZ", "CZ"), ("KAYO Parts", "KP"), ("Allegro", "AL"), ("b2b", "B2"), ("Sklep – Outlet", "SO")],
)
def test_two_letters_stand_for_a_shop(name: str, two: str) -> None:
    assert initials(name) == two


def test_the_model_keeps_qts_rules(wording: Wording, clock: FakeClock) -> None:
    model = ShopTableModel(ShopWriter(wording, Language.POLISH, clock.now))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    desk = seven(clock.now())
    model.set_profiles(desk.profiles())
    model.set_checking([1, 2])
    model.narrow(ShopSegment.CONNECTED, "")
    model.set_profiles([replace(one, permissions=rights_without("products", "GET")) for one in desk.profiles()])
    assert model.counts() == (7, 5, 7)
    assert tester.model() is model
