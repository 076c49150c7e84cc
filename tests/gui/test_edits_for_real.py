"""The dialogs that change products, over the real service, pool and an embedded database."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.product_edit import EditField, EditHow
from ppm_desktop.gui.dialogs.bulk_edit import BulkEditDialog
from ppm_desktop.gui.dialogs.price_file import PriceFileDialog
from ppm_desktop.gui.formatting import NBSP, Wording
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.product_history import ProductHistoryPane
from ppm_desktop.jobs.pool import TaskPool
from tests.fakes.editing import add_products
from tests.fakes.office import Office, open_office

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def office(sqlite_template: Path, tmp_path: Path) -> Iterator[Office]:
    path = tmp_path / "small.db"
    path.write_bytes(sqlite_template.read_bytes())
    with open_office(f"sqlite:///{path}", tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def pool() -> Iterator[TaskPool]:
    made = TaskPool(2)
    yield made
    assert made.drain(5_000)


def test_a_bulk_edit_is_saved_and_its_history_leads_back(
    office: Office, pool: TaskPool, theme: Theme, wording: Wording, qtbot: QtBot
) -> None:
    products = office.parts.products
    ids = add_products(office.parts.database, ["ABC-1", "ABC-2", "XYZ-9"])
    dialog = BulkEditDialog(theme, wording, Language.POLISH, products, pool, ids, ())
    qtbot.addWidget(dialog)
    dialog.price.fill(EditHow.PERCENT, "+50")
    dialog.stock.fill(EditHow.ADD, "-2")
    qtbot.waitUntil(dialog.save_button.isEnabled)
    assert dialog.save_button.text().replace(NBSP, " ") == "Zapisz zmiany (3)"
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert {(str(one.price_net), one.quantity) for one in products.lines(ids)} == {("15.00", 5)}

    pane = ProductHistoryPane(theme, wording, Language.POLISH, products, pool, lambda: datetime.now(UTC))
    qtbot.addWidget(pane)
    pane.show_product(ids[0])
    qtbot.waitUntil(lambda: pane.list.rows.rowCount() == 2)
    words = str(pane.list.rows.index(1).data()).replace(NBSP, " ")
    assert "Edycja w PPM. Cena netto 10,00 → 15,00. Stan 7 → 5" in words
    products.edit(ids[0], EditField.PRICE, "20")
    pane.show_product(ids[0])
    qtbot.waitUntil(lambda: pane.list.rows.rowCount() == 3)
    pane.strip.chosen.emit(1)
    assert [step.value for step in pane.steps_back()] == ["15,00"]


def test_a_file_of_prices_is_saved(
    office: Office, pool: TaskPool, theme: Theme, wording: Wording, qtbot: QtBot, tmp_path: Path
) -> None:
    ids = add_products(office.parts.database, ["ABC-1", "ABC-2", "XYZ-9"])
    file = tmp_path / "cennik.csv"
    file.write_text("SKU;Cena netto;Stan\nabc-1;12,50;7\nXYZ-9;10,00;7\nBRAK;1,00;1\n", encoding="cp1250")
    dialog = PriceFileDialog(theme, wording, Language.POLISH, office.parts.products, pool, file, ())
    qtbot.addWidget(dialog)
    qtbot.waitUntil(dialog.save_button.isEnabled)
    figures = [tile.figure for tile in (dialog.to_change, dialog.unchanged, dialog.big, dialog.refused)]
    assert figures == ["1", "1", "0", "1"]
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.save()
    assert saved.args[0].product_ids == (ids[0],)
    assert [str(one.price_net) for one in office.parts.products.lines(ids)] == ["12.50", "10.00", "10.00"]
