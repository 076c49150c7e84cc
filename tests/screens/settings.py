"""The Settings page and its dialogs, and the window of somebody who may do little."""

from collections.abc import Iterator
from contextlib import contextmanager

from ppm_desktop.domain.database_choice import DatabaseChoice, DatabaseStep
from ppm_desktop.domain.roles import EVERYTHING, Right, Rights
from ppm_desktop.gui.dialogs.switch_database import switch_dialog
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.pages import Page
from ppm_desktop.gui.settings_page import SettingsPage
from tests.fakes.gui import MOMENT, FakeJobs
from tests.fakes.settings import OFFICE, FakeSettings
from tests.fakes.sync_center import operations
from tests.screens.studio import Studio


def pictures(studio: Studio) -> None:
    """The page, a test that failed, the window of a viewer, and the dialogs."""
    tested(studio)
    refused(studio)
    viewer(studio)
    script(studio)
    studio.take_dialog(switch_dialog(studio.theme, studio.wording, OFFICE, 2), "19-switch-database")


def tested(studio: Studio) -> None:
    """After a test that passed."""
    with opened_page(studio, FakeSettings(DatabaseChoice())) as (opened, page):
        page.database.fill(OFFICE)
        page.database.test_button.click()
        take(studio, opened, page, "08-settings")


def refused(studio: Studio) -> None:
    """The account was refused."""
    desk = FakeSettings()
    desk.refused = DatabaseStep.ACCOUNT
    with opened_page(studio, desk) as (opened, page):
        page.database.fill(OFFICE)
        page.database.test_button.click()
        take(studio, opened, page, "08-settings-refused")


def viewer(studio: Studio) -> None:
    """Neither jobs nor shared settings may be touched."""
    with opened_page(studio, FakeSettings(), Rights(frozenset())) as (opened, page):
        take(studio, opened, page, "08-settings-viewer")
    with opened_page(studio, FakeSettings(), Rights(frozenset({Right.EDIT}))) as (opened, page):
        opened.open_page(Page.SYNC_CENTER)
        take(studio, opened, page, "01-viewer")


def script(studio: Studio) -> None:
    """Statements for the administrator."""
    with opened_page(studio, FakeSettings()) as (_opened, page):
        page.database.script_button.click()
        assert page.script is not None
        studio.take(page.script, "08-grants")
        page.script.close()


def take(studio: Studio, opened: MainWindow, page: SettingsPage, name: str) -> None:
    """Without a cursor in a field."""
    page.view.setFocus()
    studio.take(opened, name)


@contextmanager
def opened_page(
    studio: Studio, desk: FakeSettings, rights: Rights = EVERYTHING
) -> Iterator[tuple[MainWindow, SettingsPage]]:
    """A window with the Settings page in view."""
    jobs = FakeJobs(operations(MOMENT))
    with studio.opened(studio.window(jobs, settings=desk, rights=rights)) as opened:
        opened.open_page(Page.SETTINGS)
        assert opened.settings is not None
        yield opened, opened.settings
