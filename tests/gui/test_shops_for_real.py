"""The Shops page over the real service, pool, an embedded database and a practice shop."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.gui.dialogs.add_shop import AddShopDialog
from ppm_desktop.gui.dialogs.remove_shop import RemoveShopDialog
from ppm_desktop.gui.dialogs.shop_editor import ShopEditorDialog
from ppm_desktop.gui.dialogs.shop_mappings import ShopMappingsDialog
from ppm_desktop.gui.formatting import NBSP, Wording
from ppm_desktop.gui.models.shop_row import ShopColumn
from ppm_desktop.gui.shop_reader import ShopReader
from ppm_desktop.gui.shops_page import ShopsPage
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.shops_menu import ShopWish
from ppm_desktop.jobs.pool import TaskPool
from ppm_desktop.practice.access import Access, all_permissions
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from tests.fakes.office import Office, open_office
from tests.fakes.raw_server import RawServer

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SHORT_KEY = "S" * 32
LONG_MS = 20_000
Kind = TypeVar("Kind", bound=QDialog)


@pytest.fixture
def office(sqlite_template: Path, tmp_path: Path) -> Iterator[Office]:
    path = tmp_path / "small.db"
    path.write_bytes(sqlite_template.read_bytes())
    with open_office(f"sqlite:///{path}", tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def shop() -> Iterator[PracticeShop]:
    """A shop with a second key that may not change stock."""
    permissions = all_permissions() | {"stock_availables": frozenset({"GET"})}
    options = PracticeOptions(products=30, more_keys={SHORT_KEY: Access(permissions=permissions)})
    with PracticeShop(options) as made:
        yield made


@pytest.fixture
def pool(qtbot: QtBot) -> Iterator[TaskPool]:
    made = TaskPool(3)
    yield made
    assert made.drain(LONG_MS)


@pytest.fixture
def page(office: Office, pool: TaskPool, theme: Theme, wording: Wording, qtbot: QtBot) -> ShopsPage:
    window = QWidget()
    qtbot.addWidget(window)
    desk = office.parts.shops
    made = ShopsPage(
        window,
        theme,
        wording,
        Language.POLISH,
        desk=desk,
        mappings=office.parts.shop_mappings,
        reader=ShopReader(desk, pool, window),
        pool=pool,
        shared=SharedSettings(),
        now=lambda: datetime.now(UTC),
    )
    made.view.setParent(window)
    window.show()
    made.view.show_page()
    return made


def dialog(page: ShopsPage, kind: type[Kind]) -> Kind:
    found = page.view.window().findChild(kind)
    assert found is not None
    return found


def cells(page: ShopsPage) -> tuple[str, ...]:
    row = page.model.index(0, 0)
    return tuple(str(row.siblingAtColumn(column).data()) for column in ShopColumn)


def test_a_shop_is_added_repaired_mapped_and_removed(
    office: Office, shop: PracticeShop, page: ShopsPage, qtbot: QtBot
) -> None:
    page.add_shop()
    add = dialog(page, AddShopDialog)
    add.fill("Sklep ćwiczebny", shop.address, SHORT_KEY)
    add.test()
    qtbot.waitUntil(add.store_button.isEnabled, timeout=LONG_MS)
    assert add.panel.steps.passed == 6
    with qtbot.waitSignal(page.shops_changed):
        add.store()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert cells(page)[1:4] == ("Połączono", "8.2.1", "30")
    assert cells(page)[ShopColumn.PERMISSIONS] == "11/12"
    assert page.attention == 1
    assert "Stany nie są wysyłane." in page.view.detail.warning.text

    (known,) = office.parts.shops.list()
    page.do(ShopWish.EDIT, known.id)
    editor = dialog(page, ShopEditorDialog)
    editor.form.key.setText(shop.key)
    editor.form.limit.setText("600")
    with qtbot.waitSignal(editor.saved):
        editor.save()
    qtbot.waitUntil(lambda: cells(page)[ShopColumn.PERMISSIONS] == "12/12", timeout=LONG_MS)
    assert office.parts.shops.profile(known.id).max_requests_per_minute == 600
    assert page.attention == 0

    office.import_from(known)
    page.do(ShopWish.MAPPINGS, known.id)
    mappings = dialog(page, ShopMappingsDialog)
    tree = mappings.categories.tree
    qtbot.waitUntil(lambda: tree.topLevelItemCount() > 0, timeout=LONG_MS)
    current = mappings.categories.current
    assert current is not None
    assert current.ppm_category_id is not None, "the import has linked it"
    mappings.categories.clear_button.click()
    qtbot.waitUntil(lambda: not mappings.categories.clear_button.isEnabled())
    kept = {one.shop_category_id: one for one in office.parts.shop_mappings.categories(known.id).mappings}
    assert kept[current.shop_category_id].ppm_category_id is None
    mappings.close()

    page.do(ShopWish.REMOVE, known.id)
    qtbot.waitUntil(lambda: page.view.window().findChild(RemoveShopDialog) is not None)
    remove = dialog(page, RemoveShopDialog)
    assert f"30{NBSP}produktów" in remove.accessibleDescription().replace(" ", NBSP)
    remove.typed.setText("Sklep ćwiczebny")
    remove.action_button.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert not office.parts.shops.profiles()


def test_a_test_of_a_silent_shop_is_broken_off_at_once(page: ShopsPage, pool: TaskPool, qtbot: QtBot) -> None:
    def silent(connection: socket.socket, server: RawServer) -> None:
        server.leaving.wait(10)
        connection.close()

    with RawServer(silent) as server:
        page.add_shop()
        add = dialog(page, AddShopDialog)
        add.fill("Głuchy", f"http://127.0.0.1:{server.port}", "K" * 32)
        with qtbot.waitSignal(add.panel.tester.stepped):
            add.test()
        add.panel.stop_button.click()
        assert not add.panel.tester.running
        assert pool.drain(2_000), "the thread is free again long before the shop would answer"
        add.close()
