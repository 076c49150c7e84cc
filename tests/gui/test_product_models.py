"""The product list's model: what it reads, what it lists, what is picked and edited."""

from array import array
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.product_edit import EditField
from ppm_desktop.domain.product_list import ProductIndex, ProductLine, SyncState
from ppm_desktop.gui.formatting import NBSP, Wording
from ppm_desktop.gui.models.cell_edits import CellEdit
from ppm_desktop.gui.models.product_row import ProductColumn, ProductWriter
from ppm_desktop.gui.models.product_table import KEPT_ROWS, ProductRole, ProductTableModel
from tests.fakes.catalogue import large, products
from tests.fakes.gui import MOMENT, FakeClock, FakeProducts

LARGE = 200_000


class Listed:
    """A model that reads at once from a catalogue in memory."""

    def __init__(self, writer: ProductWriter, catalogue: FakeProducts) -> None:
        self.catalogue = catalogue
        self.model = ProductTableModel(writer)
        self.tester = QAbstractItemModelTester(self.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        self.model.lines_wanted.connect(self._on_lines_wanted)

    def _on_lines_wanted(self, ids: tuple[int, ...]) -> None:
        self.model.take(ids, self.catalogue.lines(ids))

    def text(self, row: int, column: ProductColumn) -> str:
        return str(self.model.index(row, column).data()).replace(NBSP, " ")


@pytest.fixture
def product_writer(wording: Wording, language: str, clock: FakeClock) -> ProductWriter:
    """Writes rows in the language."""
    return ProductWriter(wording, Language(language), clock.now)


@pytest.fixture
def few(product_writer: ProductWriter) -> Listed:
    """The ten products of the picture, all in view."""
    listed = Listed(product_writer, FakeProducts(products(MOMENT)))
    listed.model.set_index(ProductIndex(array("q", range(1, 11))))
    listed.model.show_rows(0, 9)
    return listed


@pytest.fixture
def many(product_writer: ProductWriter) -> Listed:
    """A catalogue of 200 000, nothing in view yet."""
    listed = Listed(product_writer, large(LARGE, MOMENT))
    listed.tester.deleteLater()  # it would ask for every row of them
    listed.model = ProductTableModel(product_writer)
    listed.model.lines_wanted.connect(listed._on_lines_wanted)
    listed.model.set_index(ProductIndex(array("q", range(1, LARGE + 1))))
    return listed


def test_a_row_is_told_in_words(few: Listed) -> None:
    assert few.text(3, ProductColumn.SKU) == "MRF-26-XL-0042"
    assert few.text(3, ProductColumn.PRICE) == "669,00"
    assert few.text(9, ProductColumn.PRICE) == "1249,50"
    assert few.text(3, ProductColumn.CHANGED) == "41 min"
    said = few.model.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith(
        "MRF-26-XL-0042, Kombinezon crossowy MRF 26, rozm. XL. Cena netto 669,00, stan 3. YCF PL: Błąd"
    )
    assert "KAYO PL: Czeka na wysłanie." in said


def test_only_what_comes_into_view_is_read(many: Listed) -> None:
    assert many.model.rowCount() == LARGE
    many.model.show_rows(0, 15)
    many.model.show_rows(LARGE - 16, LARGE - 1)
    read = [one for ids in many.catalogue.asked for one in ids]
    assert len(read) < 200
    assert many.text(LARGE - 1, ProductColumn.SKU) == "PPM-200000"
    assert many.model.index(100_000, ProductColumn.SKU).data(ProductRole.ROW) is None


def test_what_is_known_is_not_read_again(many: Listed) -> None:
    for _turn in range(3):
        many.model.show_rows(0, 15)
    assert len(many.catalogue.asked) == 1


def test_rows_far_away_are_forgotten(many: Listed) -> None:
    for first in range(0, 2 * KEPT_ROWS, 60):
        many.model.show_rows(first, first + 15)
    assert many.model.row(1) is None
    assert many.model.row(2 * KEPT_ROWS) is not None


def test_what_could_not_be_read_may_be_asked_for_again(few: Listed, product_writer: ProductWriter) -> None:
    model = ProductTableModel(product_writer)
    asked = QSignalSpy(model.lines_wanted)
    model.set_index(ProductIndex(array("q", range(1, 11))))
    model.show_rows(0, 5)
    model.show_rows(0, 6)
    assert asked.count() == 1
    model.give_up(asked.at(0)[0])
    model.show_rows(0, 5)
    assert asked.count() == 2


def test_exact_hits_stand_under_a_head_of_their_own(few: Listed) -> None:
    few.model.set_index(ProductIndex(array("q", [4, 1, 2]), exact=1))
    few.model.show_rows(0, 4)
    heads = {row: (head.exact, head.count) for row, head in few.model.heads().items()}
    assert heads == {0: (True, 1), 2: (False, 2)}
    assert [few.model.id_at(row) for row in range(few.model.rowCount())] == [None, 4, None, 1, 2]
    assert [few.model.row_of(one) for one in (4, 1, 2, 9)] == [1, 3, 4, None]
    exact = [bool(few.model.index(row, 1).data(ProductRole.EXACT)) for row in range(5)]
    assert exact == [False, True, False, False, False]


def test_without_an_exact_hit_nothing_is_marked_as_one(few: Listed) -> None:
    assert not few.model.index(0, ProductColumn.SKU).data(ProductRole.EXACT)


def test_everything_that_matches_is_picked_unread(many: Listed) -> None:
    many.model.pick_all()
    assert many.model.picked_count() == LARGE
    assert many.model.check_state() is Qt.CheckState.Checked
    assert many.catalogue.asked == []
    many.model.pick([7], False)
    assert many.model.check_state() is Qt.CheckState.PartiallyChecked
    many.model.pick_none()
    assert many.model.picked_ids() == ()


def test_picked_products_stay_picked_when_something_else_is_listed(few: Listed) -> None:
    few.model.pick([9, 2], True)
    few.model.set_index(ProductIndex(array("q", [3, 2])))
    assert few.model.picked_ids() == (2, 9)


def test_a_range_of_rows_is_picked_without_the_heads_between(few: Listed) -> None:
    few.model.set_index(ProductIndex(array("q", [4, 1, 2]), exact=1))
    few.model.pick_rows(4, 1, True)
    assert few.model.picked_ids() == (4, 1, 2)


def test_a_typed_value_is_shown_until_it_is_saved(few: Listed) -> None:
    wanted = QSignalSpy(few.model.edit_wanted)
    price = few.model.index(1, ProductColumn.PRICE)
    assert price.data(Qt.ItemDataRole.EditRole) == "649,00"
    few.model.setData(price, "655,50")
    edit = CellEdit(2, EditField.PRICE, "655,50")
    assert wanted.at(0) == [edit]
    assert price.data(ProductRole.PENDING) == "655,50"
    few.catalogue.edit(2, EditField.PRICE, "655,50")
    few.model.accept(edit)
    assert price.data(ProductRole.PENDING) is None
    assert price.data() == "655,50"
    row = few.model.row(2)
    assert row is not None
    assert {mark.state for mark in row.line.marks} == {SyncState.WAITING}


def test_reading_rows_meanwhile_does_not_show_the_old_value(few: Listed) -> None:
    price = few.model.index(1, ProductColumn.PRICE)
    few.model.setData(price, "655,50")
    few.model.refresh()
    assert price.data(ProductRole.PENDING) == "655,50"


def test_a_refused_value_comes_back_into_the_editor(few: Listed) -> None:
    price = few.model.index(1, ProductColumn.PRICE)
    few.model.setData(price, "abc")
    few.model.reject(CellEdit(2, EditField.PRICE, "abc"))
    assert price.data(ProductRole.PENDING) is None
    assert price.data() == "649,00"
    assert price.data(Qt.ItemDataRole.EditRole) == "abc"


def test_an_unchanged_value_is_not_saved(few: Listed) -> None:
    wanted = QSignalSpy(few.model.edit_wanted)
    few.model.setData(few.model.index(1, ProductColumn.PRICE), " 649,00 ")
    assert wanted.count() == 0


def test_stock_of_variants_is_not_edited_here(few: Listed, product_writer: ProductWriter) -> None:
    line = ProductLine(1, "A", "A", "", Decimal(1), 3, True, True, (), None)
    few.model.take((), [line])
    assert not few.model.index(0, ProductColumn.STOCK).flags() & Qt.ItemFlag.ItemIsEditable
    assert few.model.index(0, ProductColumn.PRICE).flags() & Qt.ItemFlag.ItemIsEditable


def test_ages_are_told_anew(few: Listed, clock: FakeClock) -> None:
    assert few.text(1, ProductColumn.CHANGED) == "7 min"
    clock.advance(timedelta(minutes=3).total_seconds())
    few.model.rewrite()
    assert few.text(1, ProductColumn.CHANGED) == "10 min"
