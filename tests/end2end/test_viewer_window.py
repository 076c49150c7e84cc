"""The real window with a viewer's account on MariaDB: all is shown, nothing is written, every wish is refused."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tools.translations import ensure_translations

from ppm_desktop.app import OpenWindow
from ppm_desktop.assembly import Assembly
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.roles import Role
from ppm_desktop.gui.pages import Page
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from tests.fakes.accounts import account_of
from tests.fakes.mariadb import MariaDbServer
from tests.fakes.office import Office, open_office

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytestmark = [
    pytest.mark.end2end,
    pytest.mark.mariadb,
    pytest.mark.qt_log_ignore("This plugin does not support"),
]
LONG_MS = 20_000


@pytest.fixture(scope="session", autouse=True)
def _compiled_translations() -> None:
    ensure_translations()


@pytest.fixture
def owner(mariadb_server: MariaDbServer, tmp_path: Path) -> Iterator[Office]:
    """An office with one import that is done."""
    url = mariadb_server.url(mariadb_server.migrated_database())
    with PracticeShop(PracticeOptions(products=40)) as shop, open_office(url, tmp_path / "owner") as office:
        office.import_from(office.add_shop(shop), JobRequest())
        yield office


@pytest.fixture
def viewer(mariadb_server: MariaDbServer, owner: Office, qapp: QApplication, tmp_path: Path) -> Iterator[OpenWindow]:
    """The window of a viewer over the same database."""
    settings = owner.parts.settings
    with account_of(mariadb_server, settings.effective_database_url, Role.VIEWER) as url:
        own = settings.model_copy(update={"database_url": SecretStr(url), "data_dir": tmp_path / "viewer"})
        with Assembly(own) as parts:
            opened = OpenWindow(qapp, parts)
            yield opened
            opened.close()


def test_viewer_sees_everything_and_his_window_writes_nothing(
    viewer: OpenWindow, owner: Office, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    window = viewer.window
    with caplog.at_level(logging.WARNING):
        qtbot.waitUntil(lambda: window.model.rowCount() == 1, timeout=LONG_MS)
        before = window.feed.refresh
        for page in Page:
            window.open_page(page)
            qtbot.wait(50)
        assert window.products is not None
        products = window.products
        qtbot.waitUntil(lambda: products.model.rowCount() >= 40, timeout=LONG_MS)
        window.open_page(Page.SYNC_CENTER)
        before()
        # Another computer's job comes in by polling alone.
        (shop,) = owner.parts.shops.list()
        (job,) = owner.create(JobRequest(), [shop])
        qtbot.waitUntil(lambda: window.model.row(job.id) is not None, timeout=LONG_MS)
    refused = [record.getMessage() for record in caplog.records if "denied" in record.getMessage()]
    assert refused == []


def test_wish_of_a_viewer_is_refused_with_a_sentence_and_changes_nothing(
    viewer: OpenWindow, owner: Office, qtbot: QtBot
) -> None:
    window = viewer.window
    (shop,) = owner.parts.shops.list()
    qtbot.waitUntil(lambda: window.model.rowCount() == 1, timeout=LONG_MS)
    viewer.manager.start(JobRequest(), [shop.id])
    qtbot.waitUntil(window.sync_center.view.trouble.isVisible, timeout=LONG_MS)
    assert window.model.rowCount() == 1
