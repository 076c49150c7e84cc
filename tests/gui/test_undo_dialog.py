"""The undo dialog: it looks first, shows what comes back and what stays, and hands on what is picked."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import ShopAuthError
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.undo import UndoneProduct, UndoPreview
from ppm_desktop.gui.dialogs.undo_job import UndoDialog
from ppm_desktop.gui.field_words import FieldWords
from ppm_desktop.gui.formatting import NBSP, Wording
from ppm_desktop.gui.models.undo_tree import MOST_SHOWN, UndoColumn, UndoTreeModel
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.widgets import ElidedLabel, IconButton
from tests.fakes.ended_jobs import sent_job
from tests.fakes.gui import MOMENT, FakeClock, InstantPool
from tests.fakes.sending import FakeUndoing, undo_preview


@pytest.fixture
def undoing() -> FakeUndoing:
    return FakeUndoing()


@pytest.fixture
def pool() -> InstantPool:
    return InstantPool()


@pytest.fixture
def dialog(
    qtbot: QtBot, theme: Theme, wording: Wording, language: str, undoing: FakeUndoing, pool: InstantPool
) -> UndoDialog:
    made = UndoDialog(theme, wording, Language(language), undoing, pool, sent_job(), None, FakeClock().now)
    qtbot.addWidget(made)
    return made


def lines_of(dialog: UndoDialog) -> set[str]:
    """What is said of skipped products."""
    return {line.accessibleName() for line in dialog.kept.findChildren(ElidedLabel)}


IN_ENGLISH = pytest.mark.parametrize("language", ["en"], indirect=True)


@IN_ENGLISH
def test_it_counts_what_comes_back_and_what_is_skipped(dialog: UndoDialog) -> None:
    assert [tile.figure for tile in dialog.tiles] == ["5", "7", "1", "12"]
    assert dialog.head.sentence == (
        "Restore the previous values of 5 products? 9 were changed later and will be skipped."
    )
    assert dialog.undo_button.text() == "Undo 5 products"


def test_the_request_takes_back_the_job_in_its_shop(dialog: UndoDialog) -> None:
    spy = QSignalSpy(dialog.chosen)
    dialog.undo_button.click()
    assert spy.at(0) == [JobRequest(type=JobType.SYNC, undo_of=2459), (1,)]


def test_products_are_left_out_by_a_click_on_their_head_or_by_space(dialog: UndoDialog, qtbot: QtBot) -> None:
    dialog.show()
    view, model = dialog.list, dialog.model
    place = view.visualRect(model.index(0, 1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    view.setCurrentIndex(model.index(0, 1, model.index(2, 0)))
    QTest.keyClick(view, Qt.Key.Key_Space)
    spy = QSignalSpy(dialog.chosen)
    dialog.start()
    request: JobRequest = spy.at(0)[0]
    assert request.left_out == (1, 3)


def test_with_nothing_picked_there_is_nothing_to_start(dialog: UndoDialog) -> None:
    for place in range(dialog.model.group_count()):
        dialog.model.toggle(dialog.model.index(place, 0))
    spy = QSignalSpy(dialog.chosen)
    dialog.start()
    assert not dialog.undo_button.isEnabled()
    assert spy.count() == 0


def test_the_search_hides_products_and_leaves_none_out(dialog: UndoDialog) -> None:
    dialog.search.setText("gaźnik")
    assert [str(dialog.model.index(place, 1).data()) for place in range(dialog.model.group_count())] == [
        "KAY-150-0027 Gaźnik KAYO TT 150",
        "KAY-150-0031 Króciec gaźnika KAYO TT 150",
    ]
    assert dialog.model.picked == 5


@IN_ENGLISH
def test_while_the_shop_is_looked_at_it_says_how_far_it_is_and_closing_breaks_that_off(
    qtbot: QtBot, theme: Theme, wording: Wording, language: str, undoing: FakeUndoing, pool: InstantPool
) -> None:
    pool.hold()
    dialog = UndoDialog(theme, wording, Language(language), undoing, pool, sent_job(), None, FakeClock().now)
    qtbot.addWidget(dialog)
    assert dialog.sentence.startswith("Looking at what the shop has now")
    assert not dialog.undo_button.isEnabled()
    dialog.reject()
    pool.release()
    stop = undoing.stops[0]
    assert stop is not None and stop.is_set()


@IN_ENGLISH
def test_a_shop_that_cannot_be_looked_at_is_told_and_asked_again(
    qtbot: QtBot, theme: Theme, wording: Wording, language: str, undoing: FakeUndoing, pool: InstantPool
) -> None:
    undoing.error = ShopAuthError()
    dialog = UndoDialog(theme, wording, Language(language), undoing, pool, sent_job(), None, FakeClock().now)
    qtbot.addWidget(dialog)
    assert "API key" in dialog.sentence
    undoing.error = None
    dialog._page.again_button.click()
    assert dialog.sentence == ""
    assert undoing.asked == [2459, 2459]


def test_a_job_with_nothing_to_take_back_says_so(
    qtbot: QtBot, theme: Theme, wording: Wording, language: str, undoing: FakeUndoing, pool: InstantPool
) -> None:
    undoing.answer = UndoPreview(2459, (), (), 3, MOMENT)
    dialog = UndoDialog(theme, wording, Language(language), undoing, pool, sent_job(), None, FakeClock().now)
    qtbot.addWidget(dialog)
    assert dialog.sentence
    assert not dialog.undo_button.isEnabled()


@IN_ENGLISH
def test_everything_is_written_into_a_file(dialog: UndoDialog, tmp_path: Path) -> None:
    file = tmp_path / "undo.csv"
    dialog.export_to(file)
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "SKU;Product;Field;Now in the shop;After undo;Skipped because"
    assert lines[1] == "MRF-26-S-0042;Kombinezon crossowy MRF 26, rozm. S;Net price;649.00;629.00;"
    assert len(lines) == 1 + 7 + 12
    assert lines[-1].endswith(";The earlier value is not known")


@IN_ENGLISH
def test_skipped_products_are_grouped_by_why_and_opened_on_request(dialog: UndoDialog) -> None:
    more = [button for button in dialog.kept.findChildren(IconButton) if button.text() == "Show 6 more"]
    assert "Net price 659.00" in lines_of(dialog)
    assert "Stock 95" not in lines_of(dialog)
    more[0].click()
    assert "Stock 95" in lines_of(dialog)


def test_a_large_undo_lists_a_part_and_takes_back_all(wording: Wording, language: str) -> None:
    products = [UndoneProduct(number, f"SKU-{number}", "Produkt", ()) for number in range(1, MOST_SHOWN + 101)]
    model = UndoTreeModel(FieldWords(wording))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_products(products)
    assert (model.rowCount(), model.matching, model.picked) == (MOST_SHOWN, MOST_SHOWN + 100, MOST_SHOWN + 100)
    model.show_only(f"SKU-{MOST_SHOWN + 50}")
    assert model.rowCount() == 1


def test_the_model_keeps_to_qt_s_rules_and_says_values_for_people(wording: Wording) -> None:
    model = UndoTreeModel(FieldWords(wording))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_products(undo_preview().products)
    line = model.index(0, UndoColumn.AFTER, model.index(0, 0))
    assert str(line.data()).replace(NBSP, " ") == "629,00"


def test_a_press_beside_the_rows_changes_nothing(dialog: UndoDialog, qtbot: QtBot) -> None:
    dialog.show()
    bottom = QPoint(10, dialog.list.viewport().height() - 2)
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, bottom)
    assert dialog.model.left_out == ()
