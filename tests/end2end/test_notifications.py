"""What a person is told of an import, with window, engine, practice shop and database together."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tools.translations import ensure_translations

from ppm_desktop.app import OpenWindow
from ppm_desktop.domain.notification import NoticeFilter, NoticeKind
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.gui.formatting import NBSP
from ppm_desktop.practice.faults import FaultPlan
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from tests.fakes.office import Office, open_office

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytestmark = [pytest.mark.end2end, pytest.mark.qt_log_ignore("This plugin does not support")]
LONG_MS = 30_000


@pytest.fixture(scope="session", autouse=True)
def _compiled_translations() -> None:
    ensure_translations()


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    """An office over a fresh database, on each engine."""
    with open_office(database_url, tmp_path / "data") as office:
        yield office


@pytest.fixture
def opened(office: Office, qapp: QApplication) -> Iterator[OpenWindow]:
    """The real window over the office."""
    opened = OpenWindow(qapp, office.parts)
    yield opened
    opened.close()


def test_an_import_with_failures_is_told_once_and_kept_with_its_most_frequent_cause(
    office: Office, opened: OpenWindow, qtbot: QtBot
) -> None:
    toasts = opened.window.alerts.toasts
    with PracticeShop(PracticeOptions(products=60, faults=FaultPlan.parse("empty_sku:2,broken_price:1"))) as shop:
        added = office.add_shop(shop)
        opened.manager.start(JobRequest(), [added.id])
        qtbot.waitUntil(lambda: [one.notification.notice.kind for one in toasts.toasts] == [NoticeKind.STARTED])

        def the_end_is_told() -> None:
            (toast,) = toasts.toasts
            assert toast.notification.notice.kind is NoticeKind.PARTIAL
            assert toast.title_label.text() == "3 produkty nie zostały zaimportowane"
            words = toast.text_label.text().replace(NBSP, " ")
            saved, reason = words.removeprefix("KAYO Parts PL: ").split(". ")
            assert saved == "57 z 60 produktów zapisano poprawnie"
            assert reason == "Najczęstsza przyczyna: Produkt nie ma SKU (2)."

        qtbot.waitUntil(the_end_is_told, timeout=LONG_MS)
    item = opened.window.sidebar.notifications
    qtbot.waitUntil(lambda: item.accessibleName() == "Powiadomienia, 1 nieprzeczytane", timeout=LONG_MS)
    kept = office.parts.notifications.list(NoticeFilter.ALL, 10)
    assert [(one.notice.kind, one.count) for one in kept.rows] == [(NoticeKind.PARTIAL, 1)]
    item.click()
    drawer = opened.window.alerts.centre.drawer
    qtbot.waitUntil(lambda: len(drawer.entries) == 1)
    drawer.read_button.click()
    qtbot.waitUntil(lambda: office.parts.notifications.unread() == 0, timeout=LONG_MS)
