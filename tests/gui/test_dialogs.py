"""What the dialogs ask for, refuse and hand on."""

import pytest
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.catalog import ShopCategory
from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import InvalidRequest, ShopAuthError
from ppm_desktop.gui.dialogs.add_shop import AddShopDialog
from ppm_desktop.gui.operation.categories import CategoryChoice, category_choices
from ppm_desktop.gui.theme import Theme
from tests.fakes.gui import FakeShops, InstantPool

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
KEY = "K" * 32


def test_categories_are_paths_without_the_shops_containers() -> None:
    tree = [
        ShopCategory(1, 0, {1: "Root"}),
        ShopCategory(2, 1, {1: "Home"}),
        ShopCategory(4, 3, {1: "Pit Bike"}),
        ShopCategory(3, 2, {1: "Motocykle"}),
    ]
    assert category_choices(tree) == [
        CategoryChoice(3, "Motocykle", 1),
        CategoryChoice(4, "Motocykle / Pit Bike", 0),
    ]


def test_a_tree_that_bites_its_own_tail_is_survived() -> None:
    circle = [ShopCategory(5, 6, {1: "a"}), ShopCategory(6, 5, {1: "b"})]
    assert {one.id for one in category_choices(circle)} == {5, 6}


class TestAddShop:
    """Adding is possible only for what has been tested."""

    @pytest.fixture
    def service(self) -> FakeShops:
        return FakeShops()

    @pytest.fixture
    def dialog(self, theme: Theme, service: FakeShops, qtbot: QtBot) -> AddShopDialog:
        made = AddShopDialog(theme, Language.POLISH, service, InstantPool())
        qtbot.addWidget(made)
        return made

    def test_a_key_of_another_length_is_not_tested(self, dialog: AddShopDialog) -> None:
        dialog.fill("Sklep", "https://sklep.example", "za krótki")
        assert not dialog.test_button.isEnabled()

    def test_a_passed_test_lets_the_shop_be_added(self, dialog: AddShopDialog, qtbot: QtBot) -> None:
        dialog.fill("Sklep", "https://sklep.example", KEY)
        assert not dialog.store_button.isEnabled()
        dialog.test()
        assert dialog.verdict == "Zaakceptowany. PrestaShop 8.1.7"
        with qtbot.waitSignal(dialog.added):
            dialog.store_button.click()

    def test_changing_anything_after_the_test_asks_for_another_one(self, dialog: AddShopDialog) -> None:
        dialog.fill("Sklep", "https://sklep.example", KEY)
        dialog.test()
        dialog.address.setText("https://inny.example")
        assert not dialog.store_button.isEnabled()

    def test_a_refused_key_is_explained(self, dialog: AddShopDialog, service: FakeShops) -> None:
        service.error = ShopAuthError()
        dialog.fill("Sklep", "https://sklep.example", KEY)
        dialog.test()
        assert dialog.verdict.startswith("Sklep odrzucił klucz API.")
        assert not dialog.store_button.isEnabled()

    def test_an_address_that_cannot_be_right_is_told(self, dialog: AddShopDialog, service: FakeShops) -> None:
        service.error = InvalidRequest("address")
        dialog.fill("Sklep", "nie adres", KEY)
        dialog.test()
        assert dialog.verdict == "Adres nie może być prawidłowy, sprawdź go."
