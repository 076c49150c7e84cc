"""What the dialogs of a shop ask for, refuse, test and keep."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import DataRejected, InvalidRequest, ShopTimeout
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.shop_mapping import CategoryMapping, PriceMapping
from ppm_desktop.domain.shop_profile import ConnectionStep, ShopEdit, StepResult, StepState
from ppm_desktop.gui.dialogs.add_shop import AddShopDialog
from ppm_desktop.gui.dialogs.shop_editor import ShopEditorDialog
from ppm_desktop.gui.dialogs.shop_help import ShopHelpDialog
from ppm_desktop.gui.dialogs.shop_mappings import ShopMappingsDialog
from ppm_desktop.gui.formatting import NBSP, Wording
from ppm_desktop.gui.theme import Theme
from tests.fakes.gui import FakeClock, InstantPool
from tests.fakes.shops import FakeDesk, FakeMappings, mapped, report, rights_without, seven

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
KEY = "K" * 32
URL = "https://sklep.example"


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


class TestAddShop:
    """Adding is possible only for what has been tested."""

    @pytest.fixture
    def desk(self) -> FakeDesk:
        return FakeDesk()

    @pytest.fixture
    def pool(self) -> InstantPool:
        return InstantPool()

    @pytest.fixture
    def dialog(self, theme: Theme, wording: Wording, desk: FakeDesk, pool: InstantPool, qtbot: QtBot) -> AddShopDialog:
        made = AddShopDialog(theme, wording, Language.POLISH, desk, pool)
        qtbot.addWidget(made)
        return made

    def notes(self, dialog: AddShopDialog) -> list[str]:
        return [plain(row.note.text()) for row in dialog.panel.steps.rows.values()]

    def test_a_key_of_another_length_is_not_tested(self, dialog: AddShopDialog) -> None:
        dialog.fill("Sklep", URL, "za krótki")
        assert not dialog.panel.button.isEnabled()

    def test_six_steps_are_told_as_they_go(self, dialog: AddShopDialog, pool: InstantPool) -> None:
        dialog.fill("Sklep", URL, KEY)
        pool.hold()
        dialog.test()
        assert self.notes(dialog) == ["Czeka na poprzedni krok"] * 6
        dialog.panel.tester.stepped.emit(report().steps[0])
        dialog.panel.tester.stepped.emit(StepResult(ConnectionStep.WEBSERVICE, StepState.RUNNING))
        assert self.notes(dialog)[:3] == [
            "mpptrade.example odpowiada, TLS ważny do 02.06.2026",
            "Sprawdzanie…",
            "Czeka na poprzedni krok",
        ]
        assert dialog.panel.stop_button.isVisibleTo(dialog)
        assert not dialog.panel.button.isVisibleTo(dialog)

    def test_a_passed_test_lets_the_shop_be_added(self, dialog: AddShopDialog, desk: FakeDesk, qtbot: QtBot) -> None:
        dialog.fill("Sklep", URL, KEY)
        assert not dialog.store_button.isEnabled()
        dialog.test()
        assert self.notes(dialog)[3:] == ["PrestaShop 8.1.7, obsługiwana", "Zasoby: 12 z 12", "Odczytano KAY-150-0027"]
        with qtbot.waitSignal(dialog.added):
            dialog.store_button.click()
        assert desk.added == [("Sklep", URL, KEY)]
        assert desk.profile(1).last_error is None, "what the test found is kept"

    def test_missing_rights_are_told_and_do_not_stop_the_shop(self, dialog: AddShopDialog, desk: FakeDesk) -> None:
        desk.reports[URL] = report(permissions=rights_without("stock_availables", "PUT", "PATCH"))
        dialog.fill("Sklep", URL, KEY)
        dialog.test()
        assert self.notes(dialog)[4] == "Zasoby: 11 z 12. Brakuje PATCH dla „stock_availables”"
        assert dialog.store_button.isEnabled()

    def test_a_shop_whose_trial_read_fails_can_be_added_all_the_same(
        self, dialog: AddShopDialog, desk: FakeDesk
    ) -> None:
        desk.reports[URL] = report(ConnectionStep.READ, "shop_fault")
        dialog.fill("Sklep", URL, KEY)
        dialog.test()
        assert dialog.store_button.isEnabled()

    def test_changing_address_or_key_asks_for_another_test(self, dialog: AddShopDialog) -> None:
        dialog.fill("Sklep", URL, KEY)
        dialog.test()
        dialog.name.setText("Inna nazwa")
        assert dialog.store_button.isEnabled(), "a name has nothing to do with the test"
        dialog.address.setText("https://inny.example")
        assert not dialog.store_button.isEnabled()
        assert self.notes(dialog) == ["Nie sprawdzono"] * 6

    def test_a_refused_key_is_explained_at_its_step(self, dialog: AddShopDialog, desk: FakeDesk) -> None:
        desk.reports[URL] = report(ConnectionStep.KEY, "key_rejected")
        dialog.fill("Sklep", URL, KEY)
        dialog.test()
        assert self.notes(dialog)[2].startswith("Sklep odrzucił klucz API.")
        assert self.notes(dialog)[3:] == ["Nie sprawdzono"] * 3
        assert not dialog.store_button.isEnabled()

    def test_an_address_that_cannot_be_right_is_told(self, dialog: AddShopDialog, desk: FakeDesk) -> None:
        desk.refuses = InvalidRequest("address_invalid")
        dialog.fill("Sklep", "nie adres", KEY)
        dialog.test()
        assert dialog.verdict == "Adres nie może być prawidłowy, sprawdź go."

    def test_a_test_can_be_broken_off_and_begun_again(
        self, dialog: AddShopDialog, desk: FakeDesk, pool: InstantPool
    ) -> None:
        dialog.fill("Sklep", URL, KEY)
        pool.hold()
        dialog.test()
        dialog.panel.stop_button.click()
        pool.release()
        assert self.notes(dialog) == ["Nie sprawdzono"] * 6, "a late answer does not count"
        assert not dialog.store_button.isEnabled()
        dialog.test()
        assert dialog.store_button.isEnabled()

    def test_closing_breaks_the_test_off(self, dialog: AddShopDialog, pool: InstantPool) -> None:
        dialog.fill("Sklep", URL, KEY)
        pool.hold()
        dialog.test()
        dialog.reject()
        assert not dialog.panel.tester.running

    def test_a_shop_that_is_listed_already_is_told(self, dialog: AddShopDialog, desk: FakeDesk) -> None:
        dialog.fill("Sklep", URL, KEY)
        dialog.test()
        desk.refuses = InvalidRequest("shop_exists", name="Sklep")
        dialog.store()
        assert plain(dialog.verdict) == "Sklep o tym adresie lub nazwie już jest na liście."
        assert dialog.store_button.isEnabled()

    def test_the_key_is_hidden_until_the_eye_is_opened(self, dialog: AddShopDialog) -> None:
        assert dialog.key.echoMode() is QLineEdit.EchoMode.Password
        dialog.key.eye.trigger()
        assert dialog.key.echoMode() is QLineEdit.EchoMode.Normal
        assert dialog.key.eye.text() == "Ukryj klucz"


class TestEditor:
    """A shop is changed as a whole."""

    @pytest.fixture
    def desk(self, clock: FakeClock) -> FakeDesk:
        return seven(clock.now())

    def opened(
        self, theme: Theme, wording: Wording, desk: FakeDesk, qtbot: QtBot, number: int = 4, offered: int | None = None
    ) -> ShopEditorDialog:
        profile = replace(desk.profile(number), offered_requests_per_minute=offered)
        shared = SharedSettings()
        made = ShopEditorDialog(theme, wording, Language.POLISH, profile, desk, FakeMappings(), InstantPool(), shared)
        qtbot.addWidget(made)
        return made

    def test_what_is_not_touched_stays(self, theme: Theme, wording: Wording, desk: FakeDesk, qtbot: QtBot) -> None:
        dialog = self.opened(theme, wording, desk, qtbot)
        dialog.save()
        assert desk.edits == [(4, ShopEdit.of(desk.profile(4)))]

    def test_everything_can_be_changed(self, theme: Theme, wording: Wording, desk: FakeDesk, qtbot: QtBot) -> None:
        dialog = self.opened(theme, wording, desk, qtbot)
        form = dialog.form
        form.name.setText("MRF")
        form.address.setText(URL)
        form.key.setText(KEY)
        form.limit.setText("90")
        form.leads.setChecked(True)
        form.guard_off.setText("5")
        form.guard_price.setText("12,5%")
        form.group.setCurrentIndex(1)
        with qtbot.waitSignal(dialog.saved) as saved:
            dialog.save()
        assert desk.edits == [(4, ShopEdit("MRF", URL, KEY, 90, True, 5.0, 12.5, 2))]
        assert saved.args[1] is True, "address and key are different: the shop is to be tested"

    def test_empty_limits_are_those_of_all_shops(
        self, theme: Theme, wording: Wording, desk: FakeDesk, qtbot: QtBot
    ) -> None:
        dialog = self.opened(theme, wording, desk, qtbot)
        assert dialog.form.guard_price.placeholderText() == "20"
        dialog.form.limit.clear()
        dialog.save()
        assert desk.edits[0][1].max_requests_per_minute is None

    @pytest.mark.parametrize("typed", ["dużo", "1,5", "-"])
    def test_what_is_no_number_is_told_and_not_saved(
        self, theme: Theme, wording: Wording, desk: FakeDesk, qtbot: QtBot, typed: str
    ) -> None:
        dialog = self.opened(theme, wording, desk, qtbot)
        dialog.form.limit.setText(typed)
        dialog.save()
        assert plain(dialog.problem) == f"„{typed}” nie jest liczbą, która tu pasuje."
        assert not desk.edits

    def test_a_refused_value_is_told_and_can_be_corrected(
        self, theme: Theme, wording: Wording, desk: FakeDesk, qtbot: QtBot
    ) -> None:
        dialog = self.opened(theme, wording, desk, qtbot)
        desk.refuses = InvalidRequest("limit_range", most="60000")
        dialog.save()
        assert plain(dialog.problem) == "Limit to liczba całkowita od 1 do 60000."
        assert dialog.save_button.isEnabled()

    def test_the_leading_shop_cannot_simply_stop(
        self, theme: Theme, wording: Wording, desk: FakeDesk, qtbot: QtBot
    ) -> None:
        dialog = self.opened(theme, wording, desk, qtbot, number=1)
        assert dialog.form.leads.isChecked()
        assert not dialog.form.leads.isEnabled()

    def test_the_limit_of_the_web_app_is_offered(
        self, theme: Theme, wording: Wording, desk: FakeDesk, qtbot: QtBot
    ) -> None:
        dialog = self.opened(theme, wording, desk, qtbot, offered=45)
        offer = next(one for one in dialog.form.findChildren(QPushButton) if one.text().endswith("45"))
        offer.click()
        assert dialog.form.limit.text() == "45"

    def test_a_changed_address_is_tested_with_the_present_key(
        self, theme: Theme, wording: Wording, desk: FakeDesk, qtbot: QtBot
    ) -> None:
        dialog = self.opened(theme, wording, desk, qtbot)
        dialog.form.address.setText(URL)
        dialog.test()
        assert desk.checked == [(URL, None)]
        assert dialog.panel.isVisibleTo(dialog)
        assert dialog.panel.report is not None
        dialog.form.key.setText("za krótki")
        assert not dialog.panel.button.isEnabled()
        assert not dialog.save_button.isEnabled()


class TestMappings:
    """Every choice is kept at once."""

    @pytest.fixture
    def mappings(self) -> FakeMappings:
        return mapped()

    def opened(self, theme: Theme, wording: Wording, mappings: FakeMappings, qtbot: QtBot) -> ShopMappingsDialog:
        shop = seven(FakeClock().now()).profile(1).summary
        made = ShopMappingsDialog(theme, wording, Language.POLISH, shop, mappings, InstantPool())
        qtbot.addWidget(made)
        made.show()
        return made

    def rows(self, dialog: ShopMappingsDialog) -> list[tuple[str, str]]:
        tree = dialog.categories.tree
        items = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
        return [(one.text(0), one.text(1)) for one in items if one is not None]

    def test_a_namesake_is_offered_and_linked_with_enter(
        self, theme: Theme, wording: Wording, mappings: FakeMappings, qtbot: QtBot
    ) -> None:
        dialog = self.opened(theme, wording, mappings, qtbot)
        dialog.categories.choose(6)
        chosen = dialog.categories.choices.currentItem()
        assert chosen is not None
        assert chosen.text() == "Części / Silnik"
        QTest.keyClick(dialog.categories.choices, Qt.Key.Key_Return)
        assert mappings.kept == [CategoryMapping(6, "Części / Silnik", 104, "Części / Silnik")]
        assert ("Części / Silnik", "Części / Silnik") in self.rows(dialog)

    def test_a_category_of_ppm_leaves_the_one_that_had_it(
        self, theme: Theme, wording: Wording, mappings: FakeMappings, qtbot: QtBot
    ) -> None:
        dialog = self.opened(theme, wording, mappings, qtbot)
        dialog.categories.choose(8)
        dialog.categories.choices.setCurrentRow(0)
        dialog.categories.link_button.click()
        assert ("Wyprzedaż", "Motocykle") in self.rows(dialog)
        assert ("Motocykle", "niepowiązana") in self.rows(dialog)

    def test_a_counterpart_is_cleared(
        self, theme: Theme, wording: Wording, mappings: FakeMappings, qtbot: QtBot
    ) -> None:
        dialog = self.opened(theme, wording, mappings, qtbot)
        dialog.categories.choose(3)
        dialog.categories.clear_button.click()
        assert mappings.kept == [CategoryMapping(3, "Motocykle")]
        assert not dialog.categories.clear_button.isEnabled()

    def test_search_and_the_segment_narrow_the_list(
        self, theme: Theme, wording: Wording, mappings: FakeMappings, qtbot: QtBot
    ) -> None:
        dialog = self.opened(theme, wording, mappings, qtbot)
        dialog.categories.segments.choose(1)
        assert [name for name, _ in self.rows(dialog)] == ["Części / Silnik", "Części / Hamulce", "Wyprzedaż"]
        dialog.categories.search.setText("silnik")
        assert [name for name, _ in self.rows(dialog)] == ["Części / Silnik"]
        dialog.categories.choice_search.setText("quad")
        assert dialog.categories.choices.count() == 1

    def test_a_mapping_that_is_refused_is_told_and_not_shown(
        self, theme: Theme, wording: Wording, mappings: FakeMappings, qtbot: QtBot
    ) -> None:
        dialog = self.opened(theme, wording, mappings, qtbot)
        mappings.refuses = InvalidRequest("category_unknown")
        dialog.categories.choose(6)
        dialog.categories.link_button.click()
        assert dialog.problem == "Tej kategorii już nie ma."
        assert ("Części / Silnik", "niepowiązana") in self.rows(dialog)

    def test_groups_of_customers_get_price_groups(
        self, theme: Theme, wording: Wording, mappings: FakeMappings, qtbot: QtBot
    ) -> None:
        dialog = self.opened(theme, wording, mappings, qtbot)
        dialog.tabs.choose(1)
        box = dialog.prices.boxes[1]
        box.setCurrentIndex(2)
        box.activated.emit(2)
        assert mappings.kept == [PriceMapping(1, "Gość", 2)]
        mappings.refuses = DataRejected("no")
        dialog.prices.boxes[3].setCurrentIndex(0)
        dialog.prices.boxes[3].activated.emit(0)
        assert dialog.prices.boxes[3].currentText() == "B2B", "what was refused is shown as it is kept"

    def test_a_shop_that_does_not_answer_can_be_asked_again(
        self, theme: Theme, wording: Wording, mappings: FakeMappings, qtbot: QtBot
    ) -> None:
        mappings.error = ShopTimeout(s="30")
        dialog = self.opened(theme, wording, mappings, qtbot)
        assert "30" in dialog.problem
        mappings.error = None
        dialog.again_button.click()
        assert dialog.problem == ""
        assert len(self.rows(dialog)) == 6

    def test_groups_that_the_key_may_not_read_are_said(
        self, theme: Theme, wording: Wording, mappings: FakeMappings, qtbot: QtBot
    ) -> None:
        mappings.readable, mappings.groups = False, []
        dialog = self.opened(theme, wording, mappings, qtbot)
        dialog.tabs.choose(1)
        assert not dialog.prices.boxes
        assert "„groups”" in dialog.prices.note


@pytest.mark.parametrize(("number", "said"), [(4, "zaznacz uprawnienia"), (7, "utwórz nowy"), (2, "limit tempa")])
def test_the_help_is_about_what_is_wrong(theme: Theme, clock: FakeClock, qtbot: QtBot, number: int, said: str) -> None:
    dialog = ShopHelpDialog(theme, seven(clock.now()).profile(number))
    qtbot.addWidget(dialog)
    assert said in plain(" ".join(dialog.steps))
