"""What the dialogs ask for, refuse and hand on."""

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.catalog import ShopCategory
from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import InvalidRequest, ShopAuthError
from ppm_desktop.domain.request import ConflictPolicy, JobMode, JobRequest
from ppm_desktop.gui.dialogs.add_shop import AddShopDialog
from ppm_desktop.gui.dialogs.categories import CategoryChoice, category_choices
from ppm_desktop.gui.dialogs.new_job import NewJobDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import Theme
from tests.fakes.gui import FakeShops, InstantPool
from tests.fakes.sync_center import shops

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
KEY = "K" * 32


@pytest.fixture
def new_job(theme: Theme, wording: Wording, qtbot: QtBot) -> NewJobDialog:
    known = shops()
    dialog = NewJobDialog(theme, wording, Language.POLISH, list(known.list()), known, InstantPool())
    qtbot.addWidget(dialog)
    return dialog


@dataclass
class Chosen:
    """What a dialog has handed on."""

    request: JobRequest | None = None
    shop_ids: tuple[int, ...] = ()

    def take(self, request: JobRequest, shop_ids: tuple[int, ...]) -> None:
        self.request, self.shop_ids = request, shop_ids


@pytest.fixture
def chosen(new_job: NewJobDialog) -> Chosen:
    made = Chosen()
    new_job.chosen.connect(made.take)
    return made


def test_everything_of_one_shop_is_the_plain_case(new_job: NewJobDialog, chosen: Chosen) -> None:
    new_job.choose_shop(1)
    new_job.start()
    assert chosen.request == JobRequest(mode=JobMode.ALL, policy=ConflictPolicy.KEEP_PPM)
    assert chosen.shop_ids == (1,)


def test_without_a_shop_nothing_starts(new_job: NewJobDialog, chosen: Chosen) -> None:
    new_job.start()
    assert new_job.problem == "Wybierz co najmniej jeden sklep."
    assert chosen.request is None


def test_selected_products_need_a_sku_and_are_taken_once_each(new_job: NewJobDialog, chosen: Chosen) -> None:
    new_job.choose_shop(1)
    new_job.choose_mode(JobMode.INDIVIDUAL)
    new_job.start()
    assert new_job.problem == "Wklej co najmniej jedno SKU."
    new_job.skus.setPlainText(" A-1 \n\nB-2; A-1, C 3\n")
    new_job.start()
    assert chosen.request is not None
    assert chosen.request.skus == ("A-1", "B-2", "C 3")


def test_a_category_is_chosen_from_the_shops_own_tree(new_job: NewJobDialog, chosen: Chosen) -> None:
    new_job.choose_shop(1)
    new_job.choose_mode(JobMode.CATEGORY)
    new_job.start()
    assert new_job.problem == "Wybierz kategorię."
    box = new_job.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText("Motocykle / Pit Bike"))
    new_job.start()
    assert chosen.request is not None
    assert (chosen.request.category_id, chosen.request.include_subcategories) == (4, True)


def test_a_category_of_several_shops_cannot_be_chosen(new_job: NewJobDialog, chosen: Chosen) -> None:
    new_job.choose_shop(1)
    new_job.choose_mode(JobMode.CATEGORY)
    new_job.choose_shop(3)
    new_job.start()
    assert chosen.request is not None
    assert chosen.request.mode is JobMode.ALL


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
