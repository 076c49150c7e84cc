"""Renders the Settings page and its dialogs: ``python -m tests.screens_settings [FOLDER]``."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QApplication, QWidget
from tools.translations import ensure_translations

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.database_choice import DatabaseChoice, DatabaseStep
from ppm_desktop.domain.roles import EVERYTHING, Right, Rights
from ppm_desktop.gui.dialogs.switch_database import switch_dialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.pages import Page
from ppm_desktop.gui.settings_page import SettingsPage
from ppm_desktop.gui.theme import Theme, ThemeChoice
from ppm_desktop.gui.translation import install_translations, locale_of
from tests.fakes.gui import FakeClock, FakeJobs
from tests.fakes.settings import OFFICE, FakeSettings
from tests.fakes.sync_center import operations, window


class Taker(Protocol):
    """What makes pictures of one theme and language."""

    @property
    def language(self) -> str:
        """ISO code."""

    @property
    def theme(self) -> Theme:
        """What the widgets are made with."""

    def take(self, widget: QWidget, name: str) -> None:
        """Render ``widget`` to a file."""


def pictures(studio: Taker) -> None:
    """The page, a test that failed, the window of a viewer, and the dialogs."""
    tested(studio)
    refused(studio)
    viewer(studio)
    script(studio)
    switch(studio)


def tested(studio: Taker) -> None:
    """After a test that passed."""
    shown, page = opened(studio, FakeSettings(DatabaseChoice()))
    page.database.fill(OFFICE)
    page.database.test_button.click()
    finish(studio, page, shown, "08-settings")


def refused(studio: Taker) -> None:
    """The account was refused."""
    desk = FakeSettings()
    desk.refused = DatabaseStep.ACCOUNT
    shown, page = opened(studio, desk)
    page.database.fill(OFFICE)
    page.database.test_button.click()
    finish(studio, page, shown, "08-settings-refused")


def viewer(studio: Taker) -> None:
    """Neither jobs nor shared settings may be touched."""
    shown, page = opened(studio, FakeSettings(), Rights(frozenset()))
    finish(studio, page, shown, "08-settings-viewer")
    shown, page = opened(studio, FakeSettings(), Rights(frozenset({Right.EDIT})))
    shown.open_page(Page.SYNC_CENTER)
    finish(studio, page, shown, "01-viewer")


def script(studio: Taker) -> None:
    """Statements for the administrator."""
    shown, page = opened(studio, FakeSettings())
    page.database.script_button.click()
    assert page.script is not None
    studio.take(page.script, "08-grants")
    page.script.close()
    shown.close()
    shown.deleteLater()


def switch(studio: Taker) -> None:
    """The question before another database, with operations that run."""
    wording = Wording(locale_of(studio.language))
    dialog = switch_dialog(studio.theme, wording, OFFICE, 2)
    dialog.show()
    QApplication.processEvents()
    dialog.adjustSize()
    studio.take(dialog, "19-switch-database")
    dialog.close()
    dialog.deleteLater()


def opened(studio: Taker, desk: FakeSettings, rights: Rights = EVERYTHING) -> tuple[MainWindow, SettingsPage]:
    """A window with the Settings page in view."""
    clock = FakeClock(datetime.now(UTC))
    jobs = FakeJobs(rows=operations(clock.now()))
    shown = window(studio.theme, studio.language, jobs, settings=desk, clock=clock, rights=rights)
    shown.show()
    shown.open_page(Page.SETTINGS)
    assert shown.settings is not None
    return shown, shown.settings


def finish(studio: Taker, page: SettingsPage, shown: MainWindow, name: str) -> None:
    """Take the picture and close the window."""
    page.view.setFocus()
    studio.take(shown, name)
    shown.close()
    shown.deleteLater()


class Studio:
    """A `Taker` of its own, for this module alone."""

    def __init__(self, application: QApplication, theme: Theme, language: str, folder: Path, suffix: str) -> None:
        self.theme = theme
        self.language = language
        self._application = application
        self._folder = folder
        self._suffix = suffix

    def take(self, widget: QWidget, name: str) -> None:
        """Render ``widget`` to a file."""
        for _pass in range(6):
            self._application.processEvents()
        file = self._folder / f"{name}-{self._suffix}.png"
        widget.grab().save(str(file))
        print(file)


def main(arguments: list[str]) -> int:
    """Make all pictures into the folder named first."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(arguments[0]) if arguments else Path("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    ensure_translations()
    application = QApplication([])
    for language in Language:
        translators = install_translations(application, language)
        for choice, scale in ((ThemeChoice.DARK, 100), (ThemeChoice.LIGHT, 100), (ThemeChoice.DARK, 150)):
            theme = Theme(choice, scale_percent=scale, reduce_motion=True)
            theme.apply(application)
            pictures(Studio(application, theme, language.value, folder, f"{language.value}-{choice.value}-{scale}"))
        for translator in translators:
            application.removeTranslator(translator)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
