"""A trial that stands, in the window: what it tells, and what its buttons do."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.job import ItemOutcome, ItemRecord, JobSnapshot, JobState, JobType, Origin
from ppm_desktop.domain.listing import WrittenItem
from ppm_desktop.domain.sending import FieldChange
from ppm_desktop.gui.delegates.row_layout import RowButton, RowLayouts
from ppm_desktop.gui.formatting import NBSP
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.models.job_actions import JobAction
from ppm_desktop.gui.models.job_row import RowWriter
from ppm_desktop.gui.theme import Theme
from tests.fakes.gui import MOMENT, FakeClock, FakeJobs, FakeManager, job
from tests.fakes.sync_center import window as open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ITEMS = [
    WrittenItem(
        ItemRecord(1, "MRF-26-S-0042", "Kombinezon", ItemOutcome.UPDATED, external_id=42, product_id=7),
        (FieldChange("price_net", "629.00", "649.00"), FieldChange("quantity", 11, 14)),
        "https://kayo.example/index.php?controller=product&id_product=42",
    ),
    WrittenItem(
        ItemRecord(2, "KAY-150-0027", "Gaźnik", ItemOutcome.CREATED, external_id=43, product_id=8),
        (FieldChange("price_net", None, "199.00"),),
        "https://kayo.example/index.php?controller=product&id_product=43",
    ),
    WrittenItem(ItemRecord(3, "KAY-DUP", "Filtr", ItemOutcome.FAILED, cause="several_in_shop"), (), ""),
]


def trial(**changes: object) -> JobSnapshot:
    values: dict[str, object] = {
        "type": JobType.EXPORT,
        "state": JobState.PROCESSING,
        "total": 185,
        "processed": 5,
        "origin": Origin.HERE,
        "trial_limit": 5,
        "paused_at": MOMENT - timedelta(minutes=2),
    }
    return job(2486, **(values | changes))


@pytest.fixture
def manager() -> FakeManager:
    return FakeManager()


@pytest.fixture
def window(theme: Theme, language: str, manager: FakeManager, qtbot: QtBot) -> MainWindow:
    jobs = FakeJobs([trial()], written_items={2486: ITEMS})
    opened = open_window(theme, language, jobs, manager=manager, clock=FakeClock())
    qtbot.addWidget(opened)
    opened.show()
    qtbot.waitUntil(lambda: opened.sync_center.listed.rowCount() == 1)
    return opened


def texts(window: MainWindow) -> str:
    detail = window.sync_center.detail
    shown = [one for one in detail.findChildren(QLabel) if one.isVisibleTo(detail)]
    return "\n".join(one.text() for one in shown).replace(NBSP, " ")


def test_the_row_says_that_it_waits_and_offers_to_go_on(writer: RowWriter) -> None:
    row = writer.write(trial(), MOMENT, 0.0, 0.0)
    assert (row.chip, row.chip_icon, row.note) == ("Próba na 5", "flask-conical", "czeka na sprawdzenie")
    assert (row.main_action, row.main_button, row.cancel_button) == (JobAction.CONTINUE, "Kontynuuj", "Anuluj")
    assert "Kontynuuj" in row.description


def test_a_trial_that_has_gone_on_is_a_job_like_any_other(writer: RowWriter) -> None:
    row = writer.write(trial(trial_limit=0, paused_at=None), MOMENT, 0.0, 0.0)
    assert (row.chip, row.main_action) == ("", None)


def test_the_pane_shows_what_was_written_and_where_to_look_at_it(window: MainWindow) -> None:
    shown = texts(window)
    assert "5 ze 185 przetworzono. Sprawdź je w sklepie, potem kontynuuj lub anuluj." in shown
    assert "Cena netto 629,00 → 649,00" in shown
    assert "1 nowe, 1 zmienione, 1 bez zmian" in shown
    assert "180 produktów" in shown


def test_a_link_opens_the_product_in_the_shop(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    links = [one for one in window.sync_center.detail.findChildren(QPushButton) if one.text() == "Otwórz w sklepie"]
    links[0].click()
    assert [url.toString() for url in opened] == [ITEMS[0].page]


@pytest.mark.parametrize("way", ["row", "menu", "pane"])
def test_going_on_is_asked_of_the_engine(window: MainWindow, manager: FakeManager, way: str) -> None:
    center = window.sync_center
    match way:
        case "row":
            center.view.list.action_wanted.emit(2486, JobAction.CONTINUE)
        case "menu":
            menu = center.make_menu(2486)
            assert menu is not None
            next(one for one in menu.actions() if one.text() == "Kontynuuj (180)").trigger()
        case "pane":
            buttons = center.detail.findChildren(QPushButton)
            next(one for one in buttons if one.text() == "Kontynuuj (180)").click()
    assert manager.resumed == [2486]


def test_a_day_later_the_pane_reminds_and_nothing_goes_on_by_itself(
    window: MainWindow, writer: RowWriter, manager: FakeManager
) -> None:
    old = trial(paused_at=MOMENT - timedelta(days=1, minutes=1))
    window.sync_center.detail.show_row(writer.write(old, MOMENT, 0.0, 0.0))
    assert "ponad dobę" in texts(window)
    assert not manager.resumed


def test_the_accented_button_stands_before_cancel(theme: Theme, writer: RowWriter) -> None:
    boxes = RowLayouts(theme).of(writer.write(trial(), MOMENT, 0.0, 0.0), 900).buttons
    assert [box.button for box in boxes] == [RowButton.CANCEL, RowButton.MAIN]
