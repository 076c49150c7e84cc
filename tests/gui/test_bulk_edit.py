"""Editing many products at once: what takes part, what the preview says, what is saved, and the sync afterwards."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import DatabaseUnavailable
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.listing import JobCounts
from ppm_desktop.domain.product_edit import EditField, EditHow, EditResult, EditStep, Rounding
from ppm_desktop.domain.request import JobMode, JobRequest
from ppm_desktop.gui.dialogs.bulk_edit import BulkEditDialog
from ppm_desktop.gui.formatting import NBSP, NO_VALUE, Wording
from ppm_desktop.gui.models.edit_rows import EditColumn
from ppm_desktop.gui.pages import Page
from ppm_desktop.gui.theme import Theme
from tests.fakes.catalogue import catalogue
from tests.fakes.gui import FakeClock, FakeJobs, FakeManager, InstantPool
from tests.fakes.products import SHOPS, EditableProducts, catalogue_values
from tests.fakes.sync_center import window as open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Desk:
    """The dialog for all 46 products, with what it talks to."""

    def __init__(self, theme: Theme, wording: Wording, qtbot: QtBot) -> None:
        self.products = EditableProducts(values=catalogue_values())
        self.pool = InstantPool()
        ids = range(1, 47)
        self.dialog = BulkEditDialog(theme, wording, Language.POLISH, self.products, self.pool, ids, SHOPS)
        qtbot.addWidget(self.dialog)
        with qtbot.waitExposed(self.dialog):
            self.dialog.show()

    def cell(self, row: int, column: EditColumn) -> str:
        rows = self.dialog.table.rows
        return str(rows.index(row, rows.columns.index(column)).data()).replace(NBSP, " ")

    def button(self) -> str:
        return self.dialog.save_button.text().replace(NBSP, " ")


@pytest.fixture
def desk(theme: Theme, wording: Wording, qtbot: QtBot) -> Desk:
    return Desk(theme, wording, qtbot)


def test_nothing_takes_part_until_a_card_is_ticked(desk: Desk) -> None:
    desk.dialog.look_now()
    assert desk.dialog.steps() == ()
    assert not desk.dialog.save_button.isEnabled()
    assert desk.dialog.problem == ""


def test_ticking_a_card_opens_it_and_puts_the_cursor_into_it(desk: Desk, qtbot: QtBot) -> None:
    card = desk.dialog.price
    assert not card.value.isVisible()
    card.box.setFocus()
    QTest.keyClick(card.box, Qt.Key.Key_Space)
    assert card.value.isVisible()
    QTest.keyClicks(card.value, "+5")
    assert desk.dialog.steps() == (EditStep(EditField.PRICE, EditHow.PERCENT, "+5"),)
    QTest.keyClick(card.box, Qt.Key.Key_Space)
    assert desk.dialog.steps() == ()


def test_the_preview_shows_counts_and_examples_that_differ(desk: Desk) -> None:
    desk.dialog.price.fill(EditHow.PERCENT, "+5", Rounding.ENDING_99)
    desk.dialog.active.fill(on=True)
    desk.dialog.look_now()
    assert desk.cell(0, EditColumn.PRICE) == "649,00 → 681,99 +5,1%"
    assert desk.cell(2, EditColumn.ACTIVE) == "nie → tak"
    assert desk.cell(5, EditColumn.ACTIVE) == "stan 0, zostaje"
    assert desk.cell(6, EditColumn.PRICE) == "brak ceny, pominięty"
    assert desk.dialog.switched.figure == "3"
    assert desk.dialog.average.figure.startswith("+5")
    assert desk.button() == "Zapisz zmiany (46)"


def test_switching_off_counts_what_is_switched_off(desk: Desk) -> None:
    desk.dialog.active.fill(on=False)
    desk.dialog.look_now()
    assert desk.dialog.steps() == (EditStep(EditField.ACTIVE, EditHow.SET, "0"),)
    assert desk.dialog.switched_off.isVisible()
    assert desk.dialog.switched_off.figure == "42"
    assert not desk.dialog.active.only_in_stock.isVisible()


def test_typing_asks_once_after_a_pause_and_late_answers_do_not_count(desk: Desk, qtbot: QtBot) -> None:
    desk.dialog.price.box.setChecked(True)
    desk.products.previews.clear()
    QTest.keyClicks(desk.dialog.price.value, "10")
    qtbot.waitUntil(lambda: len(desk.products.previews) == 1)
    assert [step.value for step in desk.products.previews[0]] == ["10"]
    desk.pool.hold()
    desk.dialog.price.fill(EditHow.SET, "1")
    desk.dialog.look_now()
    desk.dialog.price.fill(EditHow.SET, "2")
    desk.dialog.look_now()
    desk.pool.held = list(reversed(desk.pool.held or []))
    desk.pool.release()
    assert desk.cell(0, EditColumn.PRICE).startswith("649,00 → 2,00")


def test_what_is_not_a_number_is_said_and_cannot_be_saved(desk: Desk) -> None:
    desk.dialog.price.fill(EditHow.ADD, "abc")
    desk.dialog.look_now()
    assert desk.dialog.problem.startswith("To nie jest liczba.")
    assert not desk.dialog.save_button.isEnabled()
    assert desk.dialog.changed.figure == NO_VALUE


def test_while_a_new_preview_is_awaited_nothing_can_be_saved(desk: Desk) -> None:
    desk.dialog.price.fill(EditHow.SET, "5")
    desk.dialog.look_now()
    assert desk.dialog.save_button.isEnabled()
    desk.dialog.price.value.setText("50")
    assert not desk.dialog.save_button.isEnabled()
    desk.dialog.save()
    assert desk.products.applied == []


def test_saving_hands_on_the_wished_shops_in_which_products_wait(desk: Desk, qtbot: QtBot) -> None:
    desk.products.waiting = (2, 4)
    desk.dialog.stock.fill(EditHow.ADD, "2")
    desk.dialog.sync.choose((1, 2))
    desk.dialog.look_now()
    with qtbot.waitSignal(desk.dialog.saved) as saved:
        desk.dialog.save_button.click()
    result: EditResult = saved.args[0]
    assert result.changed == 46
    assert saved.args[1] == (2,)
    assert desk.products.applied[0][1] == (EditStep(EditField.STOCK, EditHow.ADD, "2"),)
    assert not desk.dialog.isVisible()


def test_no_shop_is_synced_unless_it_is_wished(desk: Desk) -> None:
    assert desk.dialog.sync.shop_ids() == ()
    desk.dialog.sync.box.setChecked(True)
    assert desk.dialog.sync.shop_ids() == (1, 2, 3)
    assert desk.dialog.sync.button.text() == "3 sklepy"


def test_a_failure_is_told_and_the_dialog_stays(desk: Desk) -> None:
    desk.dialog.price.fill(EditHow.SET, "5")
    desk.dialog.look_now()
    desk.products.fails = DatabaseUnavailable("gone")
    desk.dialog.save()
    assert desk.dialog.problem
    assert desk.dialog.isVisible()
    assert desk.dialog.save_button.isEnabled()


def test_other_examples_come_round_again(desk: Desk) -> None:
    desk.dialog.price.fill(EditHow.PERCENT, "1")
    desk.dialog.look_now()
    first = desk.cell(0, EditColumn.PRODUCT)
    seen = []
    for _ in range(4):
        desk.dialog.more_button.click()
        seen.append(desk.cell(0, EditColumn.PRODUCT))
    assert len(set(seen)) == 4
    assert seen[-1] == first


def test_the_rows_keep_the_rules_of_a_model(desk: Desk) -> None:
    tester = QAbstractItemModelTester(desk.dialog.table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    desk.dialog.price.fill(EditHow.PERCENT, "1")
    desk.dialog.look_now()
    assert tester.model().rowCount() == 8


def test_the_page_opens_it_for_picked_products_and_syncs_after_saving(
    theme: Theme, language: str, clock: FakeClock, qtbot: QtBot, tmp_path: Path
) -> None:
    listed = catalogue(clock.now())
    products = EditableProducts(listed.rows, listed.tree, values=catalogue_values())
    manager = FakeManager()
    jobs = FakeJobs(counts=JobCounts())
    window = open_window(theme, language, jobs, manager=manager, products=products, log_folder=tmp_path, clock=clock)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.open_page(Page.PRODUCTS)
    page = window.products
    assert page is not None
    page.model.pick([2, 3], True)
    QTest.keyClick(page.view.list, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(BulkEditDialog)
    assert isinstance(dialog, BulkEditDialog)
    dialog.price.fill(EditHow.SET, "700")
    dialog.sync.choose((1, 3))
    dialog.look_now()
    searched = len(products.searched)
    dialog.save()
    request = JobRequest(type=JobType.SYNC, mode=JobMode.INDIVIDUAL, product_ids=(2, 3))
    assert manager.started == [(request, (1, 3))]
    assert len(products.searched) == searched + 1


def test_every_field_has_a_name_for_those_who_cannot_see_it(desk: Desk) -> None:
    desk.dialog.price.fill(EditHow.SET, "5")
    for card in (desk.dialog.price, desk.dialog.stock, desk.dialog.active):
        assert card.box.accessibleName()
    assert all(one.accessibleName() for one in desk.dialog.findChildren(QLineEdit))
