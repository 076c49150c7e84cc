"""What the dialogs ask for, refuse and hand on."""

import pytest

from ppm_desktop.domain.catalog import ShopCategory
from ppm_desktop.gui.operation.categories import CategoryChoice, category_choices

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
