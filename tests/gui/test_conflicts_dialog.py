"""The conflicts dialog: decided by mouse, by keys and by field, saved, applied, and asked about before it is lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.conflict import Decision
from ppm_desktop.domain.errors import DatabaseUnavailable
from ppm_desktop.gui.dialogs.confirm import ConfirmDialog
from ppm_desktop.gui.dialogs.conflicts import ConflictsDialog
from ppm_desktop.gui.field_words import FieldWords
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.conflict_row import ConflictWords
from ppm_desktop.gui.models.conflict_tree import ConflictColumn, ConflictRole, ConflictTreeModel, FieldGroup
from ppm_desktop.gui.theme import Theme
from tests.fakes.gui import FakeClock, InstantPool
from tests.fakes.sending import FakeConflicts, a_shop, conflicts

IN_ENGLISH = pytest.mark.parametrize("language", ["en"], indirect=True)


@pytest.fixture
def service() -> FakeConflicts:
    return FakeConflicts()


@pytest.fixture
def pool() -> InstantPool:
    return InstantPool()


@pytest.fixture
def dialog(
    qtbot: QtBot, theme: Theme, wording: Wording, language: str, service: FakeConflicts, pool: InstantPool
) -> Iterator[ConflictsDialog]:
    made = ConflictsDialog(theme, wording, Language(language), service, pool, a_shop(), None, FakeClock().now)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.model.forget_changes()


def head(dialog: ConflictsDialog, field: str) -> QModelIndex:
    model = dialog.model
    return next(model.index(place, 1) for place in range(model.group_count()) if model.group_key(place) == field)


def row(dialog: ConflictsDialog, field: str, place: int, column: int = ConflictColumn.PRODUCT) -> QModelIndex:
    parent = head(dialog, field)
    return dialog.model.index(place, column, parent.sibling(parent.row(), 0))


def click(dialog: ConflictsDialog, qtbot: QtBot, index: QModelIndex) -> None:
    place = dialog.list.visualRect(index).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def decided(dialog: ConflictsDialog) -> dict[int, Decision | None]:
    return {one.conflict_id: one.decision for one in dialog.model.verdicts()}


@IN_ENGLISH
def test_it_says_how_many_values_of_how_many_products_are_in_conflict(dialog: ConflictsDialog) -> None:
    assert dialog.head.sentence == (
        "8 values in 7 products changed on both sides since the last sync. Choose which stays."
    )
    assert dialog.told == "Decided 0 of 8"


def test_a_click_on_a_value_decides_for_it(dialog: ConflictsDialog, qtbot: QtBot) -> None:
    click(dialog, qtbot, row(dialog, "price_net", 0, ConflictColumn.PPM))
    click(dialog, qtbot, row(dialog, "price_net", 1, ConflictColumn.SHOP))
    click(dialog, qtbot, row(dialog, "price_net", 2, ConflictColumn.LATER))
    assert decided(dialog) == {1: Decision.PPM, 2: Decision.SHOP, 3: Decision.LEAVE}


@pytest.mark.parametrize(
    ("key", "decision"),
    [(Qt.Key.Key_1, Decision.PPM), (Qt.Key.Key_2, Decision.SHOP), (Qt.Key.Key_3, Decision.LEAVE)],
)
def test_keys_decide_the_current_row_or_the_whole_field(
    dialog: ConflictsDialog, qtbot: QtBot, key: Qt.Key, decision: Decision
) -> None:
    dialog.list.setCurrentIndex(row(dialog, "price_net", 1))
    QTest.keyClick(dialog.list, key)
    assert decided(dialog) == {2: decision}
    dialog.list.setCurrentIndex(head(dialog, "name"))
    QTest.keyClick(dialog.list, key)
    assert decided(dialog) == {2: decision, 4: decision, 5: decision}


def test_picked_rows_are_decided_together(dialog: ConflictsDialog, qtbot: QtBot) -> None:
    for place in (0, 2):
        dialog.list.setCurrentIndex(row(dialog, "price_net", place))
        QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    QTest.keyClick(dialog.list, Qt.Key.Key_2)
    assert decided(dialog) == {1: Decision.SHOP, 3: Decision.SHOP}


def test_the_button_of_a_field_decides_all_that_is_shown_of_it(dialog: ConflictsDialog, qtbot: QtBot) -> None:
    dialog.search.setText("mrf")
    cell = head(dialog, "ean").sibling(head(dialog, "ean").row(), ConflictColumn.SHOP)
    group: FieldGroup = cell.data(ConflictRole.GROUP)
    button = dialog.list._conflict_cells.button(dialog.list.visualRect(cell), ConflictColumn.SHOP, group)
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, button.center())
    assert decided(dialog) == {6: Decision.SHOP, 7: Decision.SHOP}


@IN_ENGLISH
def test_heads_and_foot_say_what_was_decided(dialog: ConflictsDialog) -> None:
    model = dialog.model
    model.decide(row(dialog, "price_net", 0), Decision.PPM)
    model.decide(row(dialog, "price_net", 1), Decision.SHOP)
    model.decide(row(dialog, "price_net", 2), Decision.LEAVE)
    model.decide(head(dialog, "name"), Decision.PPM)
    summaries = [model.index(place, 1).data(ConflictRole.GROUP).summary for place in range(3)]
    assert summaries == ["2 of 3, 1 left", "3 undecided", "all from PPM"]
    assert dialog.told == "Decided 4 of 8, 1 left"
    assert dialog.apply_button.text() == "Save and apply (4)"


def test_n_writes_a_note_beside_the_row(dialog: ConflictsDialog, qtbot: QtBot) -> None:
    dialog.list.setCurrentIndex(row(dialog, "price_net", 0))
    QTest.keyClick(dialog.list, Qt.Key.Key_N)
    editor = dialog.list.findChild(QLineEdit, "cellEditor")
    assert editor is not None
    QTest.keyClicks(editor, "nowy cennik")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.unsaved)
    (verdict,) = dialog.model.verdicts()
    assert (verdict.note, verdict.decision) == ("nowy cennik", None)


def test_save_keeps_decisions_and_starts_nothing(dialog: ConflictsDialog, service: FakeConflicts) -> None:
    spy = QSignalSpy(dialog.to_send)
    dialog.model.decide(row(dialog, "price_net", 0), Decision.PPM)
    dialog.model.decide(row(dialog, "price_net", 1), Decision.SHOP)
    dialog.save_button.click()
    assert [one.conflict_id for one in service.decided[0]] == [1, 2]
    assert spy.count() == 0
    assert not dialog.unsaved
    assert dialog.isVisible()
    assert dialog.model.tally().ppm == 1, "what waits for a sync stays in view"


def test_apply_sends_all_products_that_ppm_won_and_closes(dialog: ConflictsDialog, service: FakeConflicts) -> None:
    dialog.model.decide(row(dialog, "price_net", 0), Decision.PPM)
    dialog.save_button.click()
    spy = QSignalSpy(dialog.to_send)
    dialog.model.decide(head(dialog, "name"), Decision.PPM)
    dialog.apply_button.click()
    assert spy.at(0) == [1, (1, 4, 5)]
    assert len(service.decided) == 2
    assert not dialog.isVisible()


def test_with_the_shop_as_winner_alone_nothing_is_sent(dialog: ConflictsDialog) -> None:
    spy = QSignalSpy(dialog.to_send)
    dialog.model.decide(row(dialog, "price_net", 0), Decision.SHOP)
    dialog.apply_button.click()
    assert spy.count() == 0
    assert not dialog.isVisible()


@IN_ENGLISH
def test_conflicts_that_changed_meanwhile_are_told_and_shown_anew(
    dialog: ConflictsDialog, service: FakeConflicts
) -> None:
    service.stale = (1,)
    dialog.model.decide(row(dialog, "price_net", 0), Decision.PPM)
    dialog.apply_button.click()
    assert dialog.isVisible()
    assert dialog.remark == "1 conflict has changed meanwhile; decide it again."


@IN_ENGLISH
def test_when_saving_fails_the_decisions_stay(dialog: ConflictsDialog, service: FakeConflicts) -> None:
    dialog.model.decide(row(dialog, "price_net", 0), Decision.PPM)
    service.error = DatabaseUnavailable()
    dialog.save_button.click()
    assert "database" in dialog.remark
    assert dialog.unsaved
    assert dialog.save_button.isEnabled()


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform of tests says so of fixed widths
def test_closing_asks_only_when_something_is_unsaved(dialog: ConflictsDialog) -> None:
    dialog.model.decide(row(dialog, "price_net", 0), Decision.PPM)
    dialog.close()
    assert dialog.isVisible()
    question = dialog.findChild(ConfirmDialog)
    assert question is not None
    question.action_button.click()
    assert not dialog.isVisible()
    assert not dialog.unsaved


def test_closing_without_changes_does_not_ask(dialog: ConflictsDialog) -> None:
    dialog.close()
    assert not dialog.isVisible()


def test_filters_by_field_by_text_and_by_what_is_open(dialog: ConflictsDialog) -> None:
    dialog.segments.choose(1)
    assert [dialog.model.group_key(place) for place in range(dialog.model.group_count())] == ["price_net"]
    dialog.model.decide(row(dialog, "price_net", 0), Decision.PPM)
    assert dialog.model.child_count(0) == 3, "what is decided stays in view"
    dialog.undecided_only.setChecked(True)
    assert dialog.model.child_count(0) == 2
    dialog.search.setText("filtr")
    assert dialog.model.child_count(0) == 1
    assert decided(dialog) == {1: Decision.PPM}


@IN_ENGLISH
def test_a_list_that_cannot_be_read_says_why_and_is_read_again(
    qtbot: QtBot, theme: Theme, wording: Wording, language: str, service: FakeConflicts, pool: InstantPool
) -> None:
    service.error = DatabaseUnavailable()
    dialog = ConflictsDialog(theme, wording, Language(language), service, pool, a_shop(), None, FakeClock().now)
    qtbot.addWidget(dialog)
    assert "database" in dialog.sentence
    service.error = None
    dialog._page.again_button.click()
    assert dialog.model.group_count() == 3


def test_fields_close_and_open_by_keys_and_stay_closed(dialog: ConflictsDialog, qtbot: QtBot) -> None:
    dialog.list.setCurrentIndex(row(dialog, "price_net", 1))
    QTest.keyClick(dialog.list, Qt.Key.Key_Left)
    assert dialog.list.currentIndex() == head(dialog, "price_net")
    QTest.keyClick(dialog.list, Qt.Key.Key_Left)
    dialog.search.setText("MRF")
    prices = head(dialog, "price_net")
    assert not dialog.list.isExpanded(prices.sibling(prices.row(), 0))
    dialog.list.setCurrentIndex(prices)
    QTest.keyClick(dialog.list, Qt.Key.Key_Right)
    assert dialog.list.isExpanded(prices.sibling(prices.row(), 0))


def test_the_model_keeps_to_qt_s_rules(wording: Wording) -> None:
    model = ConflictTreeModel(ConflictWords(wording, FieldWords(wording), FakeClock().now))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_conflicts(conflicts())
    model.show_only("kay", "", undecided=False)
    model.decide(model.index(0, 0), Decision.PPM)


def test_a_menu_offers_what_keys_do(dialog: ConflictsDialog) -> None:
    index = row(dialog, "price_net", 0)
    dialog.list.setCurrentIndex(index)
    menu = dialog.list.make_menu(index)
    menu.actions()[1].trigger()
    assert decided(dialog) == {1: Decision.SHOP}
    assert [action.shortcut().toString() for action in menu.actions()] == ["1", "2", "3", "N"]
    menu.deleteLater()
