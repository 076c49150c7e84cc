"""The history of a product: its list, the moment that is shown, and the way back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import DatabaseUnavailable
from ppm_desktop.domain.listing import JobCounts
from ppm_desktop.domain.product_edit import EditField, EditHow, EditStep
from ppm_desktop.gui.dialogs.bulk_edit import BulkEditDialog
from ppm_desktop.gui.formatting import NBSP, Wording
from ppm_desktop.gui.models.history_rows import HistoryRole
from ppm_desktop.gui.pages import Page
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.product_history import ProductHistoryPane
from tests.fakes.catalogue import catalogue
from tests.fakes.gui import FakeClock, FakeJobs, InstantPool
from tests.fakes.products import EditableProducts, catalogue_values, history
from tests.fakes.sync_center import window as open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Desk:
    """The pane with the history of the picture."""

    def __init__(self, theme: Theme, wording: Wording, clock: FakeClock, qtbot: QtBot) -> None:
        self.products = EditableProducts(past=history(clock.now()))
        self.pool = InstantPool()
        self.pane = ProductHistoryPane(theme, wording, Language.POLISH, self.products, self.pool, clock.now)
        qtbot.addWidget(self.pane)
        self.pane.resize(688, 840)
        self.pane.show_product(1)
        with qtbot.waitExposed(self.pane):
            self.pane.show()

    def lines(self) -> list[str]:
        rows = self.pane.list.rows
        return [str(rows.index(row).data()).replace(NBSP, " ") for row in range(rows.rowCount())]

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.pane.strip, key)


@pytest.fixture
def desk(theme: Theme, wording: Wording, clock: FakeClock, qtbot: QtBot) -> Desk:
    return Desk(theme, wording, clock, qtbot)


def test_touches_stand_under_their_days_newest_first(desk: Desk) -> None:
    lines = desk.lines()
    assert lines[0].startswith("Dziś, ")
    assert "Import KAYO Parts PL #2481. w toku. Marta · KOMPUTER-01" in lines[1]
    assert "Zduplikowany kod EAN-13" in lines[2]
    assert "Cena netto 629,00 → 649,00. Stan 11 → 14" in lines[3]
    web = next(line for line in lines if "#2444" in line)
    assert "SKU na liście błędów operacji, bez szczegółów. naprawiono w #2447. Aplikacja web" in web


def test_segments_and_shops_narrow_the_list(desk: Desk) -> None:
    desk.pane.segments.choose(2)
    assert [line for line in desk.lines() if "#" in line] == [line for line in desk.lines() if "YCF Polska" in line]
    desk.pane.segments.choose(1)
    assert not any("Zduplikowany" in line for line in desk.lines())
    desk.pane.segments.choose(0)
    desk.pane.shops.setCurrentIndex(desk.pane.shops.findText("PPM"))
    assert all("Edycja w PPM" in line for line in desk.lines() if ":" in line)
    desk.pane.shops.setCurrentIndex(desk.pane.shops.findText("YCF Polska"))
    assert sum("YCF Polska" in line for line in desk.lines()) == 3


def test_left_goes_back_in_time_and_the_table_shows_what_was(desk: Desk) -> None:
    assert desk.pane.place is None
    assert desk.pane.standing.texts()[0][1:3] == ["649,00", "14"]
    for _ in range(6):
        desk.press(Qt.Key.Key_Left)
    assert desk.pane.place == 5
    texts = desk.pane.standing.texts()
    assert texts[0] == ["PPM", "629,00", "11", "tak", "źródło"]
    assert texts[1][1] == "629,00"
    assert texts[2][4] == "inna cena"
    desk.press(Qt.Key.Key_Right)
    assert desk.pane.place == 4
    desk.press(Qt.Key.Key_End)
    assert desk.pane.place is None


def test_now_shops_say_how_they_stand(desk: Desk) -> None:
    assert [row[4] for row in desk.pane.standing.texts()] == ["źródło", "zgodny", "błąd", "nie wysłano"]


def test_dragging_goes_to_the_nearest_touch(desk: Desk) -> None:
    strip = desk.pane.strip
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(2, strip.height() // 2))
    assert desk.pane.place == 10
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(strip.width() - 1, strip.height() // 2))
    assert desk.pane.place is None


def test_a_click_in_the_list_shows_that_moment_and_enter_opens_its_operation(desk: Desk, qtbot: QtBot) -> None:
    rows = desk.pane.list.rows
    row = rows.row_of(5)
    assert row is not None
    desk.pane.list.scrollTo(rows.index(row))
    place = desk.pane.list.visualRect(rows.index(row)).center()
    QTest.mouseClick(desk.pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.pane.strip.place == 5
    with qtbot.waitSignal(desk.pane.job_wanted) as wanted:
        QTest.keyClick(desk.pane.list, Qt.Key.Key_Return)
    assert wanted.args == [2438]


def test_only_a_state_that_differs_can_be_restored(desk: Desk, qtbot: QtBot) -> None:
    assert not desk.pane.restore_button.isEnabled()
    for _ in range(6):
        desk.press(Qt.Key.Key_Left)
    with qtbot.waitSignal(desk.pane.restore_wanted) as wanted:
        desk.pane.restore_button.click()
    price = EditStep(EditField.PRICE, EditHow.SET, "629,00")
    assert wanted.args == [1, (price, EditStep(EditField.STOCK, EditHow.SET, "11"))]


def test_a_newer_reading_keeps_the_moment(desk: Desk) -> None:
    for _ in range(6):
        desk.press(Qt.Key.Key_Left)
    past = desk.products.past
    assert past is not None
    desk.products.past = type(past)(past.product_id, past.sku, past.name, past.touches[1:], past.now)
    desk.pane.refresh()
    assert desk.pane.place == 4


def test_only_the_last_product_that_was_asked_for_is_shown(desk: Desk) -> None:
    desk.pool.hold()
    desk.pane.show_product(8)
    desk.pane.show_product(9)
    desk.pool.held = list(reversed(desk.pool.held or []))
    desk.pool.release()
    desk.press(Qt.Key.Key_Home)
    asked: list[int] = []
    desk.pane.restore_wanted.connect(lambda number, _steps: asked.append(number))
    for _ in range(5):
        desk.press(Qt.Key.Key_Right)
    desk.pane.restore_button.click()
    assert asked == [9]


def test_what_is_listed_is_written_to_a_file(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "historia.csv"
    desk.pane.segments.choose(1)
    desk.pane.export(target)
    lines = target.read_bytes().decode("utf-8-sig").splitlines()
    assert lines[0] == "Czas;Operacja;Numer;Sklep;Osoba;Komputer;Wynik;Pole;Przed;Po"
    assert any(line.endswith("Cena netto;629,00;649,00") for line in lines)
    assert len(lines) == 9
    desk.pane.export(tmp_path / "nie-ma" / "historia.csv")
    assert desk.pane.problem.startswith("Nie można zapisać pliku")


def test_a_failure_is_told_above_the_list(desk: Desk) -> None:
    desk.products.fails = DatabaseUnavailable("gone")
    desk.pane.show_product(2)
    assert desk.pane.problem
    assert len(desk.lines()) > 5


def test_escape_closes(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.pane.closed):
        desk.press(Qt.Key.Key_Escape)


def test_the_rows_keep_the_rules_of_a_model(desk: Desk) -> None:
    tester = QAbstractItemModelTester(desk.pane.list.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    desk.pane.segments.choose(1)
    day = tester.model().index(0, 0)
    assert day.data(HistoryRole.PLACE) is None


def test_the_page_opens_it_beside_the_list_and_restores_through_the_edit_dialog(
    theme: Theme, language: str, clock: FakeClock, qtbot: QtBot, tmp_path: Path
) -> None:
    listed = catalogue(clock.now())
    products = EditableProducts(listed.rows, listed.tree, values=catalogue_values(), past=history(clock.now()))
    jobs = FakeJobs(counts=JobCounts())
    window = open_window(theme, language, jobs, products=products, log_folder=tmp_path, clock=clock)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    with qtbot.waitExposed(window):
        window.show()
    window.open_page(Page.PRODUCTS)
    page = window.products
    assert page is not None
    page.view.list.choose(2)
    QTest.keyClick(page.view.list, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    pane = page.history
    assert pane is not None
    assert pane.isVisible()
    for _ in range(6):
        QTest.keyClick(pane.strip, Qt.Key.Key_Left)
    pane.restore_button.click()
    dialog = window.findChild(BulkEditDialog)
    assert isinstance(dialog, BulkEditDialog)
    assert [step.value for step in dialog.steps()] == ["629,00", "11"]
    dialog.reject()
    QTest.keyClick(pane.strip, Qt.Key.Key_Escape)
    assert not pane.isVisible()
