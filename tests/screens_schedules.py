"""Pictures of the dialogs of schedules: ``python -m tests.screens_schedules [FOLDER]``."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication
from tools.translations import ensure_translations

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.schedule import Recurrence
from ppm_desktop.gui.dialogs.schedule import ScheduleDialog, ScheduleWish
from ppm_desktop.gui.dialogs.schedules import SchedulesDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import Theme, ThemeChoice
from ppm_desktop.gui.translation import install_translations, locale_of
from tests.fakes.gui import InstantPool
from tests.fakes.schedules import NOW, FakeSchedules, some_schedules

if TYPE_CHECKING:
    from tests.screenshots import Studio

SHOP = ShopSummary(1, "KAYO Parts PL", "https://kayo.example", linked_products=1238)


def pictures(studio: "Studio") -> None:
    """Every picture in the studio's theme and language."""
    for recurrence in Recurrence:
        plan(studio, recurrence)
    listed(studio, some_schedules(), "04e-schedules")
    listed(studio, FakeSchedules(), "04f-schedules-none")


def plan(studio: "Studio", recurrence: Recurrence) -> None:
    """A schedule that is filled in; the daily one has to be done by a time."""
    wish = ScheduleWish(JobRequest(), (SHOP,), "Motocykle / Pit Bike")
    language = Language(studio.language)
    dialog = ScheduleDialog(studio._theme, language, FakeSchedules(), InstantPool(), wish, None, today())
    dialog.choose(recurrence)
    dialog.finishes.setChecked(recurrence is Recurrence.DAILY)
    dialog.show()
    name = "04b-schedule" if recurrence is Recurrence.WEEKLY else f"04b-schedule-{recurrence}"
    studio.take(dialog, name)
    dialog.close()


def listed(studio: "Studio", schedules: FakeSchedules, name: str) -> None:
    """What begins by itself."""
    language, wording = Language(studio.language), Wording(locale_of(studio.language))
    dialog = SchedulesDialog(studio._theme, wording, language, schedules, InstantPool())
    dialog.show()
    studio.take(dialog, name)
    dialog.close()


def today() -> date:
    """The day of the pictures."""
    return NOW.date()


def main(arguments: list[str]) -> int:
    """Make the pictures into the folder named first, ``screenshots`` by default."""
    from tests.screenshots import Studio  # it imports this module

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(arguments[0]) if arguments else Path("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    ensure_translations()
    application = QApplication([])
    for language in Language:
        translators = install_translations(application, language)
        for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
            theme = Theme(choice, reduce_motion=True)
            theme.apply(application)
            pictures(Studio(application, theme, language.value, folder, f"{language.value}-{choice.value}"))
        for translator in translators:
            application.removeTranslator(translator)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
