"""The dialog of failed products: causes with their next step, picked and handed on, found, copied and exported."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import DatabaseUnavailable
from ppm_desktop.domain.failure_list import LedgerLine
from ppm_desktop.domain.job import ItemOutcome, ItemRecord, JobSnapshot, JobState, JobType, Origin
from ppm_desktop.domain.retry import RetryScope, RetryWish
from ppm_desktop.gui.dialogs.failed_skus import FailedSkusDialog
from ppm_desktop.gui.formatting import NBSP, Wording
from ppm_desktop.gui.models.failure_tree import FailureColumn
from ppm_desktop.gui.theme import Theme, ThemeChoice
from ppm_desktop.gui.views.segments import Segment
from tests.fakes.ended_jobs import WITH_ERRORS, jobs_with_failures
from tests.fakes.gui import MOMENT, FakeClock, FakeJobs, InstantPool

Opened = Callable[..., FailedSkusDialog]
IN_ENGLISH = pytest.mark.parametrize("language", ["en"], indirect=True)


@pytest.fixture
def jobs() -> FakeJobs:
    return jobs_with_failures()


@pytest.fixture
def pool() -> InstantPool:
    return InstantPool()


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, wording: Wording, language: str, jobs: FakeJobs, pool: InstantPool) -> Opened:
    kept = []  # qtbot keeps none: a dialog without a parent could be collected while it is painted

    def make(shown: JobSnapshot = WITH_ERRORS) -> FailedSkusDialog:
        dialog = FailedSkusDialog(theme, wording, Language(language), jobs, pool, shown, FakeClock().now)
        qtbot.addWidget(dialog)
        dialog.show()
        kept.append(dialog)
        return dialog

    return make


def row(dialog: FailedSkusDialog, group: int, place: int, column: int = 0) -> QModelIndex:
    return dialog.model.index(place, column, dialog.model.index(group, 0))


def press(dialog: FailedSkusDialog, index: QModelIndex, x: int | None = None) -> None:
    rect = dialog.list.visualRect(index)
    place = rect.center() if x is None else QPoint(x, rect.center().y())
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_it_says_what_failed_and_shows_it_by_cause(opened: Opened) -> None:
    dialog = opened()
    assert dialog.windowTitle() == "Błędy importu – YCF Polska"
    assert plain(dialog.head.sentence) == (
        "12 ze 150 produktów nie zostało zaimportowanych. Pozostałe 138 zapisano poprawnie."
    )
    heads = [dialog.model.index(place, 0) for place in range(dialog.model.group_count())]
    assert [(str(head.data()), dialog.model.rowCount(head)) for head in heads] == [
        ("Zduplikowany kod EAN-13", 5),
        ("To SKU występuje w sklepie więcej niż raz", 4),
        ("Przekroczono czas odpowiedzi", 2),
        ("Nieprawidłowa cena", 1),
    ]
    assert str(row(dialog, 2, 0, FailureColumn.ATTEMPTS).data()) == "3"
    detail = row(dialog, 2, 0, FailureColumn.DETAIL)
    assert str(detail.data()) == "brak odpowiedzi: kombinacje · pierwsza próba: kod 503 przy odczycie: kombinacje"
    assert "Pierwsza próba: GET combinations: HTTP 503" in str(detail.data(Qt.ItemDataRole.ToolTipRole))


@pytest.mark.parametrize(
    ("cause", "message", "told"),
    [
        ("duplicate_sku", "id:214, id:871", "ID 214 i ID 871 w sklepie"),
        ("duplicate_sku", "", "ID 12 w sklepie"),
        ("several_in_shop", "id:1, id:2, id:3", "ID 1, ID 2 i ID 3 w sklepie"),
        ("no_sku", "", "ID 12 w sklepie"),
        ("invalid_price", "price: abc", "Cena netto: abc"),
        ("refused:name", "name", "pole: Nazwa"),
        ("internal", "GET products: HTTP 500 [PHP Warning #2]", "kod 500 przy odczycie: produkty"),
        ("internal", "PUT stock_availables: HTTP 502", "kod 502 przy zapisie: stany"),
        ("refused:ean13", "PATCH products: HTTP 400 Property Product->ean13 is not valid", "pole: Kod EAN-13"),
        ("unknown", "KeyError: 'x'", "KeyError: 'x'"),
        ("gone", "", "—"),
    ],
)
def test_details_say_what_can_be_told_and_the_tooltip_keeps_the_original(
    opened: Opened, jobs: FakeJobs, cause: str, message: str, told: str
) -> None:
    record = ItemRecord(1, "A", "", ItemOutcome.FAILED, 12, cause=cause, message=message)
    jobs.lines[2467] = [LedgerLine(record, MOMENT)]
    detail = row(opened(), 0, 0, FailureColumn.DETAIL)
    assert str(detail.data()) == told
    assert message in str(detail.data(Qt.ItemDataRole.ToolTipRole))


def test_picked_rows_are_handed_on_and_the_dialog_closes(opened: Opened) -> None:
    dialog = opened()
    assert not dialog.picked_button.isEnabled()
    press(dialog, row(dialog, 0, 1))
    press(dialog, row(dialog, 1, 0))
    assert plain(dialog.picked_button.text()) == "Ponów zaznaczone (2)"
    assert plain(dialog.told) == "Zaznaczono 2 z 12"
    spy = QSignalSpy(dialog.retry_wanted)
    dialog.picked_button.click()
    assert spy.at(0) == [2467, RetryWish(RetryScope.SELECTION, sequences=(2, 6))]
    assert not dialog.isVisible()


def test_a_cause_is_picked_by_its_box_and_opened_or_closed_beside_it(opened: Opened) -> None:
    dialog = opened()
    head = dialog.model.index(1, 0)
    press(dialog, head, 400)
    assert not dialog.list.isExpanded(head)
    press(dialog, head, 30)
    spy = QSignalSpy(dialog.retry_wanted)
    dialog.retry_picked()
    assert spy.at(0) == [2467, RetryWish(RetryScope.CAUSE, causes=("duplicate_sku",))]


def test_all_but_one_of_a_cause_are_read_before_they_are_handed_on(opened: Opened, jobs: FakeJobs) -> None:
    dialog = opened()
    dialog.model.toggle(dialog.model.index(1, 0))
    dialog.model.toggle(row(dialog, 1, 2))
    spy = QSignalSpy(dialog.retry_wanted)
    dialog.retry_picked()
    assert spy.at(0)[1] == RetryWish(RetryScope.SELECTION, sequences=(6, 7, 9))
    assert jobs.read[-1][0] == "places"


def test_everything_that_failed_is_handed_on(opened: Opened) -> None:
    dialog = opened()
    assert plain(dialog.all_button.text()) == "Ponów wszystkie błędne (12)"
    spy = QSignalSpy(dialog.retry_wanted)
    dialog.all_button.click()
    assert spy.at(0) == [2467, RetryWish()]


def test_all_are_picked_by_the_box_of_the_columns_and_by_ctrl_a(opened: Opened) -> None:
    dialog = opened()
    header = dialog.list.head.viewport()
    QTest.mouseClick(header, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(30, 16))
    assert dialog.model.picked == 12
    QTest.keyClick(dialog.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert dialog.model.picked == 0


def test_keys_pick_and_find(opened: Opened) -> None:
    dialog = opened()
    dialog.list.setCurrentIndex(row(dialog, 0, 2))
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.model.picks.has("duplicate_ean", 3)
    spy = QSignalSpy(dialog.find_wanted)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert spy.at(0) == ["YCF-BIGY-190", "Z listy błędów: YCF Polska, #2467"]
    assert not dialog.isVisible()


def test_a_product_is_found_from_its_row(opened: Opened) -> None:
    dialog = opened()
    spy = QSignalSpy(dialog.find_wanted)
    press(dialog, row(dialog, 1, 0, FailureColumn.FIND))
    assert spy.at(0)[0] == "YCF-F125-0088"


def test_the_step_of_a_cause_leads_to_where_it_is_done(opened: Opened, jobs: FakeJobs) -> None:
    record = ItemRecord(1, "A", "", ItemOutcome.FAILED, cause="permission:products", message="x", code="PS 26")
    jobs.lines[2467] = [LedgerLine(record, MOMENT)]
    dialog = opened()
    head = dialog.model.index(0, 0)
    rect = dialog.list.visualRect(head)
    row_rect = rect.adjusted(0, 0, dialog.list.viewport().width() - rect.width(), 0)
    step = dialog.list.itemDelegate().step_box(row_rect, head)  # type: ignore[attr-defined]
    spy = QSignalSpy(dialog.shop_wanted)
    press(dialog, head, step.center().x())
    assert spy.at(0) == [1]


@pytest.mark.parametrize("way", ["key on the cause", "key on a product", "menu"])
def test_the_step_of_a_cause_is_taken_without_a_mouse(opened: Opened, jobs: FakeJobs, way: str) -> None:
    record = ItemRecord(1, "A", "", ItemOutcome.FAILED, cause="permission:products", message="x", code="PS 26")
    jobs.lines[2467] = [LedgerLine(record, MOMENT)]
    dialog = opened()
    head = dialog.model.index(0, 0)
    assert str(head.data(Qt.ItemDataRole.AccessibleTextRole)).endswith("Otwórz ustawienia sklepu: Ctrl+Enter.")
    spy = QSignalSpy(dialog.shop_wanted)
    if way == "menu":
        menu = dialog.list.make_menu(head)
        next(one for one in menu.actions() if one.text() == "Otwórz ustawienia sklepu").trigger()
    else:
        dialog.list.setCurrentIndex(head if way == "key on the cause" else row(dialog, 0, 0))
        QTest.keyClick(dialog.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert spy.at(0) == [1]
    assert not dialog.isVisible()


def test_a_cause_without_a_step_offers_none(opened: Opened) -> None:
    dialog = opened()
    head = dialog.model.index(1, 0)
    assert "Ctrl" not in str(head.data(Qt.ItemDataRole.AccessibleTextRole))
    dialog.list.setCurrentIndex(head)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    menu = dialog.list.make_menu(row(dialog, 1, 0))
    assert [one.text() for one in menu.actions()] == ["Znajdź", "Kopiuj szczegóły", "Zaznacz lub odznacz"]


@pytest.mark.parametrize("way", ["menu", "key"])
def test_details_of_a_failure_are_copied_for_whoever_looks_into_it(opened: Opened, way: str) -> None:
    dialog = opened()
    timed_out = row(dialog, 2, 0)
    if way == "menu":
        next(one for one in dialog.list.make_menu(timed_out).actions() if one.text() == "Kopiuj szczegóły").trigger()
    else:
        dialog.list.setCurrentIndex(timed_out)
        QTest.keyClick(dialog.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    for fact in ("#2467", "YCF-SM150-0007", "HTTP 504", "GET combinations: ReadTimeout"):
        assert fact in copied
    assert dialog.told == "Skopiowano szczegóły"


def test_the_search_shows_matches_and_keeps_what_is_picked(opened: Opened, jobs: FakeJobs) -> None:
    dialog = opened()
    dialog.model.toggle(row(dialog, 0, 0))
    dialog.tools.search.setText("filtr")
    dialog.tools.search_now()
    assert [str(dialog.model.group_key(place)) for place in range(dialog.model.group_count())] == ["duplicate_sku"]
    dialog.model.toggle(dialog.model.index(0, 0))
    assert dialog.model.picked == 4
    dialog.tools.search.setText("nic takiego")
    dialog.tools.search_now()
    assert dialog.sentence == "Żaden błąd nie pasuje do filtra"
    spy = QSignalSpy(dialog.retry_wanted)
    dialog.retry_picked()
    assert spy.at(0)[1].sequences == (1, 6, 7, 8)


def test_the_causes_of_the_job_are_segments_and_the_rest_is_one_more(opened: Opened, jobs: FakeJobs) -> None:
    causes = ("timeout", "internal", "no_sku", "gone", "conflict", "invalid_ean", "tax_unknown")
    jobs.lines[2467] = [
        LedgerLine(ItemRecord(place, f"S-{place}", "", ItemOutcome.FAILED, cause=cause), MOMENT)
        for place, cause in enumerate((*causes, *causes[:5]), start=1)
    ]
    dialog = opened()
    segments = dialog.tools.segments
    assert segments is not None
    segments.choose(6)
    assert {dialog.model.group_key(place) for place in range(dialog.model.group_count())} == set(causes[5:])
    segments.choose(1)
    assert [dialog.model.group_key(0), dialog.model.group_count()] == ["timeout", 1]


def test_segments_have_names_of_their_own(opened: Opened, jobs: FakeJobs) -> None:
    causes = ("unsafe", "connection_lost", "unknown:1a", "unknown:2b", "unknown:3c")
    codes = ("", "", "HTTP 418", "HTTP 418", "HTTP 420")
    jobs.lines[2467] = [
        LedgerLine(ItemRecord(place, f"S-{place}", "", ItemOutcome.FAILED, cause=cause, code=code), MOMENT)
        for place, (cause, code) in enumerate(zip(causes, codes, strict=True), start=1)
    ]
    segments = opened().tools.segments
    assert segments is not None
    assert [one.accessibleName() for one in segments.findChildren(Segment)] == [
        "Wszystkie 5",
        "Adres i TLS 1",
        "Połączenie 1",
        "Nieznany · HTTP 418 (1) 1",
        "Nieznany · HTTP 418 (2) 1",
        "Nieznany · HTTP 420 1",
    ]


@pytest.mark.parametrize("width", [960, 1120])
def test_causes_that_do_not_fit_beside_the_search_stand_below_it_with_their_counts(
    opened: Opened, jobs: FakeJobs, width: int
) -> None:
    causes = ("deleted_in_ppm", "category_gone", "webservice_off", "several_in_shop", "category_unmapped", "timeout")
    jobs.lines[2467] = [
        LedgerLine(ItemRecord(place, f"S-{place}", "", ItemOutcome.FAILED, cause=causes[place % 6]), MOMENT)
        for place in range(1, 1201)
    ]
    dialog = opened()
    dialog.resize(width, 700)
    QApplication.processEvents()
    segments = dialog.tools.segments
    assert segments is not None
    assert segments.geometry().top() > dialog.tools.search.geometry().bottom()
    assert segments.geometry().right() <= dialog.tools.width()
    for one in segments.findChildren(Segment):
        assert one.width() >= one.minimumSizeHint().width()
        assert bool(one.toolTip()) is (one.width() < one.sizeHint().width())


def test_more_of_a_cause_comes_by_a_click(opened: Opened, jobs: FakeJobs) -> None:
    jobs.first = 3
    dialog = opened()
    more = row(dialog, 0, 3)
    assert str(more.data()) == "Pokaż jeszcze 2"
    press(dialog, more)
    assert dialog.model.rowCount(dialog.model.index(0, 0)) == 5


def test_skus_go_to_the_clipboard_the_picked_ones_or_all_that_are_listed(opened: Opened) -> None:
    dialog = opened()
    dialog.model.toggle(row(dialog, 3, 0))
    dialog.tools.copy_button.click()
    assert QGuiApplication.clipboard().text() == "YCF-KLO-0001"
    dialog.model.toggle(row(dialog, 3, 0))
    dialog.tools.search.setText("korek")
    dialog.tools.search_now()
    dialog.copy_skus()
    assert QGuiApplication.clipboard().text() == "YCF-F125-0093"
    assert plain(dialog.told) == "Skopiowano 1 SKU"


def test_what_is_listed_is_written_into_a_file(opened: Opened, tmp_path: Path) -> None:
    dialog = opened()
    segments = dialog.tools.segments
    assert segments is not None
    segments.choose(3)
    dialog.export_to(tmp_path / "errors.csv")
    written = (tmp_path / "errors.csv").read_text(encoding="utf-8-sig").splitlines()
    assert written[0] == "SKU;Produkt;Przyczyna;Kod;Szczegóły;Próby;Czas"
    assert [line.split(";")[0] for line in written[1:]] == ["YCF-SM150-0007", "YCF-SM150-0012"]
    assert plain(dialog.told) == "Zapisano 2 produkty do pliku errors.csv."


def test_products_that_succeeded_since_are_shown_so_and_left_out(opened: Opened, jobs: FakeJobs) -> None:
    jobs.lines[2467] = [
        replace(line, resolved_by=913) if line.record.sequence <= 5 else line for line in jobs.lines[2467]
    ]
    dialog = opened(replace(WITH_ERRORS, resolved=5))
    assert str(row(dialog, 0, 0, FailureColumn.DETAIL).data()) == "naprawione w #913"
    assert plain(dialog.all_button.text()) == "Ponów wszystkie błędne (7)"
    assert "5 naprawiono później." in plain(dialog.head.sentence)


def test_of_the_web_application_products_are_handed_on_by_sku(opened: Opened) -> None:
    dialog = opened(replace(WITH_ERRORS, id=2479, origin=Origin.WEB))
    assert str(dialog.model.index(0, 0).data()) == "Brak szczegółowych informacji o błędach"
    dialog.model.toggle(row(dialog, 0, 2))
    spy = QSignalSpy(dialog.retry_wanted)
    dialog.retry_picked()
    assert spy.at(0) == [2479, RetryWish(RetryScope.SELECTION, skus=("YCF-BIGY-190",))]


def test_where_nothing_is_known_the_whole_job_is_offered(opened: Opened) -> None:
    dialog = opened(replace(WITH_ERRORS, id=1, type=JobType.SYNC))
    assert dialog.sentence == "Brak szczegółowych informacji o błędach"
    assert dialog.all_button.text() == "Ponów synchronizację"
    spy = QSignalSpy(dialog.retry_wanted)
    dialog.all_button.click()
    assert spy.at(0) == [1, RetryWish(RetryScope.EVERYTHING)]


def test_a_job_that_still_runs_is_not_done_again(opened: Opened) -> None:
    dialog = opened(replace(WITH_ERRORS, state=JobState.PROCESSING, completed_at=None))
    dialog.model.toggle_all()
    assert not dialog.all_button.isEnabled()
    assert not dialog.picked_button.isEnabled()
    assert dialog.all_button.toolTip() == "Operacja jeszcze trwa."


def test_an_undo_is_not_done_again_from_its_failures(opened: Opened) -> None:
    dialog = opened(replace(WITH_ERRORS, params={"undo_of": 2400}))
    assert not dialog.all_button.isVisible()
    assert not dialog.picked_button.isVisible()


def test_products_that_are_known_by_number_alone_are_not_searched(opened: Opened, jobs: FakeJobs) -> None:
    record = ItemRecord(1, "", "", ItemOutcome.FAILED, 12, cause="no_sku")
    jobs.lines[2467] = [LedgerLine(record, MOMENT)]
    dialog = opened()
    spy = QSignalSpy(dialog.find_wanted)
    press(dialog, row(dialog, 0, 0, FailureColumn.FIND))
    assert spy.count() == 0


@IN_ENGLISH
def test_a_database_that_is_away_is_told_and_asked_again(opened: Opened, jobs: FakeJobs) -> None:
    jobs.trouble = DatabaseUnavailable()
    dialog = opened()
    assert dialog.sentence.startswith("No database connection.")
    jobs.trouble = None
    dialog.again_button.click()
    assert dialog.model.group_count() == 4


def test_an_answer_to_an_older_search_is_ignored(opened: Opened, pool: InstantPool) -> None:
    dialog = opened()
    pool.hold()
    for text in ("korek", "owiewki"):
        dialog.tools.search.setText(text)
        dialog.tools.search_now()
    assert pool.held is not None
    pool.held.reverse()
    pool.release()
    assert dialog.model.group_key(0) == "timeout"


def test_a_file_that_cannot_be_written_is_told(opened: Opened, jobs: FakeJobs) -> None:
    dialog = opened()
    dialog._reader.failed.emit(PermissionError(13, "Permission denied"), False)
    assert dialog.told == "Nie można zapisać pliku: Permission denied"


@pytest.mark.parametrize("choice", [ThemeChoice.DARK, ThemeChoice.LIGHT])
def test_the_list_is_painted_in_both_themes(opened: Opened, theme: Theme, choice: ThemeChoice) -> None:
    dialog = opened()
    theme.choose(choice)
    dialog.model.toggle(row(dialog, 0, 0))
    picture = dialog.list.grab().toImage()
    assert picture.pixelColor(300, 80) == theme.colour("side")


def test_a_job_that_ends_while_its_failures_are_shown_can_be_done_again_at_once(opened: Opened, jobs: FakeJobs) -> None:
    lines = jobs.lines[2467]
    jobs.lines[2467] = lines[:5]
    running = replace(WITH_ERRORS, state=JobState.PROCESSING, processed=60, failed=5, completed_at=None)
    dialog = opened(running)
    assert not dialog.all_button.isEnabled()
    jobs.lines[2467] = lines
    dialog.follow([replace(WITH_ERRORS, version=running.version + 1)])
    assert dialog.all_button.isEnabled()
    assert dialog.all_button.toolTip() == ""
    assert plain(dialog.all_button.text()) == "Ponów wszystkie błędne (12)"
    assert plain(dialog.head.sentence).startswith("12 ze 150 produktów")


def test_failures_of_a_running_job_are_read_again_at_a_calm_pace_and_the_person_stays_where_she_is(
    opened: Opened, jobs: FakeJobs
) -> None:
    lines = jobs.lines[2467]
    jobs.lines[2467] = lines[:9]
    running = replace(WITH_ERRORS, state=JobState.PROCESSING, processed=60, failed=9, completed_at=None)
    dialog = opened(running)
    dialog.model.toggle(row(dialog, 1, 1))
    dialog.tools.search.setFocus()
    assert dialog.tools.segments is not None
    dialog.tools.segments.choose(2)
    dialog.list.setCurrentIndex(row(dialog, 0, 1))
    asked = len(jobs.read)
    jobs.lines[2467] = lines
    for more in (1, 2, 3):
        dialog.follow([replace(running, failed=9 + more, version=running.version + more)])
    assert len(jobs.read) == asked
    timer = dialog._read_timer
    assert timer.isActive()
    timer.timeout.emit()
    assert len(jobs.read) == asked + 1
    assert dialog.model.picked == 1
    assert dialog.model.group_key(0) == "duplicate_sku"
    assert dialog.model.line(dialog.list.currentIndex()) == lines[6]
    dialog.tools.segments.choose(0)
    assert dialog.model.group_count() == 4


def test_an_older_snapshot_or_one_of_another_job_changes_nothing(opened: Opened) -> None:
    dialog = opened()
    dialog.follow([replace(WITH_ERRORS, version=WITH_ERRORS.version - 1, state=JobState.PROCESSING, completed_at=None)])
    dialog.follow([replace(WITH_ERRORS, id=1, version=9, state=JobState.PROCESSING, completed_at=None)])
    assert dialog.all_button.isEnabled()
