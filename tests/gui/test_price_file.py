"""Prices and stock from a file: how it is read, what it changes, what is refused, and the typed number."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.product_edit import FileColumn
from ppm_desktop.gui.dialogs.price_file import PriceFileDialog
from ppm_desktop.gui.edit.file_form import MOST_COLUMNS
from ppm_desktop.gui.formatting import NBSP, Wording
from ppm_desktop.gui.models.edit_rows import EditColumn
from ppm_desktop.gui.theme import Theme
from tests.fakes.gui import InstantPool
from tests.fakes.products import SHOPS, EditableProducts, catalogue_values, price_list

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Desk:
    """The dialog on a file."""

    def __init__(self, theme: Theme, wording: Wording, qtbot: QtBot, path: Path) -> None:
        self.products = EditableProducts(values=catalogue_values())
        self.dialog = PriceFileDialog(theme, wording, Language.POLISH, self.products, InstantPool(), path, SHOPS)
        qtbot.addWidget(self.dialog)
        with qtbot.waitExposed(self.dialog):
            self.dialog.show()

    def cell(self, row: int, column: EditColumn) -> str:
        rows = self.dialog.table.rows
        return str(rows.index(row, rows.columns.index(column)).data()).replace(NBSP, " ")

    def figures(self) -> list[str]:
        dialog = self.dialog
        return [tile.figure for tile in (dialog.to_change, dialog.unchanged, dialog.big, dialog.refused)]

    def map(self, place: int, column: FileColumn | None) -> None:
        choice = self.dialog.form.mapping(place)
        choice.setCurrentIndex(choice.findData("" if column is None else column.value))
        choice.activated.emit(choice.currentIndex())
        self.dialog.look_now()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "cennik.csv"
    file.write_bytes(price_list().encode("cp1250"))
    return file


@pytest.fixture
def desk(theme: Theme, wording: Wording, qtbot: QtBot, path: Path) -> Desk:
    return Desk(theme, wording, qtbot, path)


def test_the_guess_is_shown_and_the_lines_are_counted(desk: Desk) -> None:
    form = desk.dialog.form
    assert form.encoding.currentText() == "Windows-1250"
    assert form.separator.currentData() == ";"
    assert form.numbers.currentText() == "1 234,56"
    assert form.header.currentData() == "first"
    assert [form.mapping(place).currentData() for place in range(5)] == ["sku", "price_net", "quantity", "", ""]
    assert desk.figures() == ["4", "1", "1", "5"]


def test_lines_show_old_and_new_or_why_they_are_refused(desk: Desk) -> None:
    assert desk.cell(2, EditColumn.PRICE) == "199,00 → 89,00 −55,3%"
    assert desk.cell(2, EditColumn.STOCK) == "8 → 20"
    assert desk.cell(5, EditColumn.PRODUCT) == "YCF-F125-0009;54.9o;3;Detaliczna;"
    assert desk.cell(5, EditColumn.PRICE) == "Cena „54.9o” nie jest liczbą"
    assert desk.cell(7, EditColumn.STOCK) == "SKU powtarza się (wiersz 2)"


def test_segments_show_a_part_of_the_lines(desk: Desk) -> None:
    rows = desk.dialog.table.rows
    counts = []
    for place in range(4):
        desk.dialog.segments.choose(place)
        counts.append(rows.rowCount())
    assert counts == [10, 4, 1, 5]


def test_a_big_change_is_saved_only_after_its_number_was_typed(desk: Desk, qtbot: QtBot) -> None:
    dialog = desk.dialog
    assert dialog.guard.isVisible()
    assert not dialog.save_button.isEnabled()
    dialog.guard.field.setText("3")
    assert not dialog.save_button.isEnabled()
    dialog.save()
    assert desk.products.files == []
    dialog.guard.field.setText("4")
    dialog.sync.choose((2,))
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.save_button.click()
    assert saved.args[0].changed == 4
    assert saved.args[1] == (2,)


def test_an_ordinary_file_needs_no_number(theme: Theme, wording: Wording, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "stany.csv"
    file.write_text("SKU;Stan\nMRF-26-S-0042;15\n", encoding="utf-8")
    desk = Desk(theme, wording, qtbot, file)
    assert not desk.dialog.guard.isVisible()
    assert desk.dialog.save_button.isEnabled()


def test_another_separator_makes_other_columns(desk: Desk, qtbot: QtBot) -> None:
    form = desk.dialog.form
    asked = len(desk.products.shapes)
    form.separator.setCurrentIndex(form.separator.findData("|"))
    form.separator.activated.emit(form.separator.currentIndex())
    qtbot.waitUntil(lambda: len(desk.products.shapes) > asked)
    assert desk.dialog.problem == f"Wskaż kolumnę z{NBSP}SKU."
    first = desk.products.shapes[asked]
    assert first is not None
    assert len(first.columns) == MOST_COLUMNS
    last = desk.products.shapes[-1]
    assert last is not None
    assert len(last.columns) == 1
    form.separator.setCurrentIndex(form.separator.findData(";"))
    form.separator.activated.emit(form.separator.currentIndex())
    desk.dialog.look_now()
    assert desk.figures() == ["4", "1", "1", "5"]


def test_numbers_with_a_point_make_other_prices(desk: Desk) -> None:
    form = desk.dialog.form
    form.numbers.setCurrentIndex(form.numbers.findData("point"))
    form.numbers.activated.emit(form.numbers.currentIndex())
    desk.dialog.look_now()
    assert desk.figures() != ["4", "1", "1", "5"]


def test_a_column_that_is_chosen_twice_belongs_to_the_last_choice(desk: Desk) -> None:
    desk.map(3, FileColumn.SKU)
    assert desk.dialog.form.mapping(0).currentData() == ""
    shape = desk.products.shapes[-1]
    assert shape is not None
    assert shape.columns == (None, FileColumn.PRICE, FileColumn.STOCK, FileColumn.SKU, None)


def test_without_a_sku_column_it_says_so(desk: Desk) -> None:
    desk.map(0, None)
    assert desk.dialog.problem == f"Wskaż kolumnę z{NBSP}SKU."
    assert not desk.dialog.save_button.isEnabled()
    assert not desk.dialog.guard.isVisible()


def test_refused_lines_are_written_with_their_reasons(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "odrzucone.csv"
    desk.dialog.save_refused(target)
    text = target.read_bytes().decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Wiersz;Indeks;Cena netto")
    assert text.splitlines()[0].endswith("Powód")
    assert "Nie ma produktu o tym SKU" in text.replace(NBSP, " ")


def test_a_folder_that_cannot_be_written_to_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.dialog.save_refused(tmp_path / "nie-ma" / "odrzucone.csv")
    assert desk.dialog.problem.startswith("Nie można zapisać pliku")


def test_another_file_replaces_the_first(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "nazwy.csv"
    file.write_text("SKU;Nazwa;Aktywny\nMRF-26-S-0042;Nowa nazwa;nie\n", encoding="utf-8")
    desk.dialog.read_file(file)
    columns = desk.dialog.table.rows.columns
    assert EditColumn.NAME in columns
    assert EditColumn.ACTIVE in columns
    assert desk.cell(0, EditColumn.ACTIVE) == "tak → nie"


def test_a_file_that_is_gone_is_told(theme: Theme, wording: Wording, qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(theme, wording, qtbot, tmp_path / "nie-ma.csv")
    assert desk.dialog.problem.startswith("Nie można odczytać pliku")
    assert not desk.dialog.save_button.isEnabled()
