"""What is done with ended jobs from the window: failures, report, retry of everything, removal."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import DatabaseUnavailable
from ppm_desktop.domain.job import JobSnapshot, JobState
from ppm_desktop.domain.retry import RetryScope, RetryWish
from ppm_desktop.gui.dialogs.failed_skus import FailedSkusDialog
from ppm_desktop.gui.dialogs.job_report import JobReportDialog
from ppm_desktop.gui.dialogs.remove_jobs import RemoveJobsDialog
from ppm_desktop.gui.dialogs.retry_confirm import RetryConfirmDialog
from ppm_desktop.gui.formatting import NBSP, Wording
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.models.job_actions import JobAction
from ppm_desktop.gui.pages import Page
from ppm_desktop.gui.report_file import chosen_path
from ppm_desktop.gui.theme import Theme
from tests.fakes.ended_jobs import WITH_ERRORS
from tests.fakes.gui import FakeClock, FakeJobs, FakeManager, InstantPool
from tests.fakes.sync_center import prepared
from tests.fakes.sync_center import window as open_window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Dialog = TypeVar("Dialog", bound=QDialog)


class Desk:
    """A window over the operations of the pictures."""

    def __init__(self, theme: Theme, language: str) -> None:
        clock = FakeClock()
        self.jobs: FakeJobs = prepared(clock.now())
        self.manager = FakeManager()
        self.window: MainWindow = open_window(theme, language, self.jobs, manager=self.manager, clock=clock)
        self.window.show()

    def job(self, number: int) -> JobSnapshot:
        return next(one for one in self.jobs.rows if one.id == number)

    def want(self, number: int, action: JobAction) -> None:
        self.window.sync_center.action_wanted.emit(self.job(number), action)

    def dialog(self, kind: type[Dialog]) -> Dialog:
        return next(found for found in self.window.findChildren(kind) if found.isVisible())


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, language: str) -> Iterator[Desk]:
    made = Desk(theme, language)
    qtbot.addWidget(made.window)
    yield made
    made.window.feed.stop()


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_everything_is_asked_about_and_enter_takes_what_failed(desk: Desk) -> None:
    desk.want(2467, JobAction.RETRY_ALL)
    dialog = desk.dialog(RetryConfirmDialog)
    assert plain(dialog.accessibleName()) == "Ponowić wszystkie 150 produktów?"
    assert plain(dialog.accessibleDescription()) == (
        "138 z nich jest już zapisanych i zostanie sprawdzonych jeszcze raz. Zwykle wystarczą błędne."
    )
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert desk.manager.wishes == [(2467, RetryWish())]
    desk.want(2467, JobAction.RETRY_ALL)
    desk.dialog(RetryConfirmDialog).action_button.click()
    assert desk.manager.wishes[-1] == (2467, RetryWish(RetryScope.EVERYTHING))


def test_a_job_without_failures_is_done_again_as_a_whole(desk: Desk) -> None:
    desk.want(2466, JobAction.RETRY_ALL)
    dialog = desk.dialog(RetryConfirmDialog)
    assert dialog.failed_button is None
    dialog.back_button.click()
    assert desk.manager.wishes == []


def test_failures_are_handed_to_the_manager(desk: Desk) -> None:
    desk.window.open_failures(2467)
    desk.dialog(FailedSkusDialog).all_button.click()
    assert desk.manager.wishes == [(2467, RetryWish())]


def test_where_nothing_is_known_of_failures_everything_is_asked_about(desk: Desk) -> None:
    desk.window.open_failures(2464)
    desk.dialog(FailedSkusDialog).all_button.click()
    assert desk.manager.wishes == []
    assert desk.dialog(RetryConfirmDialog).isVisible()


def test_failures_of_a_job_that_is_not_listed_are_read_first(desk: Desk) -> None:
    hidden = replace(desk.job(2467), id=77)
    desk.jobs.rows.append(hidden)
    desk.jobs.lines[77] = desk.jobs.lines[2467]
    desk.window.open_failures(77)
    assert desk.dialog(FailedSkusDialog).model.group_count() == 4


def test_a_found_product_opens_the_products_page_with_its_origin(desk: Desk) -> None:
    desk.window.open_failures(2467)
    dialog = desk.dialog(FailedSkusDialog)
    dialog.list.find_wanted.emit("YCF-F125-0088")
    products = desk.window.products
    assert products is not None
    assert (desk.window.pages.page, products.view.filters.search.text()) == (Page.PRODUCTS, "YCF-F125-0088")


def test_failed_products_of_a_shop_are_filtered_on_their_page(desk: Desk) -> None:
    desk.window.show_failed_products(1)
    products = desk.window.products
    assert products is not None
    wanted = products.view.filters.wanted()
    assert (wanted.state, wanted.search) == ("failed", "")


def test_removed_jobs_leave_the_list_at_once(desk: Desk) -> None:
    desk.want(2467, JobAction.REMOVE)
    dialog = desk.dialog(RemoveJobsDialog)
    assert plain(dialog.accessibleDescription()) == "Lista 12 błędnych SKU też zniknie. Produktów to nie zmieni."
    dialog.action_button.click()
    assert desk.jobs.removed == [2467]
    assert desk.window.model.row(2467) is None


def test_nothing_is_removed_by_enter(desk: Desk) -> None:
    desk.want(2467, JobAction.REMOVE)
    QTest.keyClick(desk.dialog(RemoveJobsDialog), Qt.Key.Key_Return)
    assert desk.jobs.removed == []


def test_a_job_that_cannot_go_yet_stays_and_is_named(desk: Desk) -> None:
    desk.jobs.kept = (2467,)
    desk.want(2467, JobAction.REMOVE)
    desk.dialog(RemoveJobsDialog).action_button.click()
    assert desk.window.model.row(2467) is not None
    assert desk.window.sync_center.view.trouble.isVisible()


def test_jobs_under_way_are_not_asked_about(desk: Desk) -> None:
    desk.window._failures.ask_to_remove([desk.job(2481)])
    assert not desk.window.findChildren(RemoveJobsDialog)


def test_a_report_holds_everything_or_what_failed_and_says_so(desk: Desk, tmp_path: Path) -> None:
    desk.want(2467, JobAction.REPORT)
    dialog = desk.dialog(JobReportDialog)
    dialog.write_to(tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_text(encoding="utf-8-sig").startswith("SKU;Produkt;Wynik;Przyczyna;")
    dialog.failed.setChecked(True)
    dialog.write_to(tmp_path / "failed.csv")
    assert (tmp_path / "failed.csv").read_text(encoding="utf-8-sig").startswith("SKU;Produkt;Przyczyna;")
    assert plain(dialog.told) == "Zapisano 12 produktów do pliku failed.csv."


def test_a_report_that_fails_can_be_tried_again(
    qtbot: QtBot, theme: Theme, wording: Wording, language: str, tmp_path: Path
) -> None:
    jobs, pool = FakeJobs(trouble=DatabaseUnavailable()), InstantPool()
    dialog = JobReportDialog(theme, wording, Language(language), jobs, pool, WITH_ERRORS)
    qtbot.addWidget(dialog)
    dialog.write_to(tmp_path / "report.csv")
    assert dialog.told.startswith("Brak połączenia z bazą.")
    assert dialog.save_button.isEnabled()


@pytest.mark.parametrize(
    ("typed", "kind", "expected"),
    [
        ("/a/report.csv", "Excel (*.xlsx)", "/a/report.csv"),
        ("/a/report", "Excel (*.xlsx)", "/a/report.xlsx"),
        ("/a/report 25.11", "CSV (*.csv)", "/a/report 25.11.csv"),
    ],
)
def test_a_file_gets_the_ending_that_was_chosen(typed: str, kind: str, expected: str) -> None:
    assert chosen_path(typed, kind) == Path(expected)


def test_failures_that_are_shown_follow_their_job_to_its_end(desk: Desk) -> None:
    ended = desk.job(2467)
    running = replace(ended, state=JobState.PROCESSING, processed=90, completed_at=None)
    desk.window.feed.take([replace(running, version=ended.version + 1)])
    desk.window.open_failures(2467)
    dialog = desk.dialog(FailedSkusDialog)
    assert not dialog.all_button.isEnabled()
    desk.window.feed.take([replace(ended, version=ended.version + 2)])
    assert dialog.all_button.isEnabled()
