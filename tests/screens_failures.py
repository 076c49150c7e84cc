"""Pictures of failed products and of what is asked about ended jobs: ``python -m tests.screens_failures [FOLDER]``."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog
from tools.translations import ensure_translations

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.job import JobSnapshot, JobState, Origin
from ppm_desktop.gui.dialogs.failed_skus import FailedSkusDialog
from ppm_desktop.gui.dialogs.job_report import JobReportDialog
from ppm_desktop.gui.dialogs.remove_jobs import RemoveJobsDialog
from ppm_desktop.gui.dialogs.retry_confirm import RetryConfirmDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import Theme, ThemeChoice
from ppm_desktop.gui.translation import install_translations, locale_of
from tests.fakes.failures import failures_of_pictures
from tests.fakes.gui import MOMENT, FakeClock, FakeJobs, InstantPool, job

if TYPE_CHECKING:
    from tests.screenshots import Studio

WITH_ERRORS = job(
    2467,
    shop_name="YCF Polska",
    state=JobState.FAILED,
    total=150,
    processed=150,
    failed=12,
    completed_at=MOMENT,
    origin=Origin.HERE,
)


def jobs_with_failures() -> FakeJobs:
    """The failures of `WITH_ERRORS`, and of a job of the web application."""
    jobs = FakeJobs([WITH_ERRORS])
    jobs.lines[2467] = failures_of_pictures(MOMENT)
    plain = [replace(line.record, name="", message="", attempts=0) for line in jobs.lines[2467]]
    jobs.lines[2479] = [replace(line, record=one) for line, one in zip(jobs.lines[2467], plain, strict=True)]
    return jobs


def open_failures(
    theme: Theme, language: Language, jobs: FakeJobs, shown: JobSnapshot, pool: InstantPool | None = None
) -> FailedSkusDialog:
    """The dialog over ``jobs``."""
    wording = Wording(locale_of(language.value))
    return FailedSkusDialog(theme, wording, language, jobs, pool or InstantPool(), shown, FakeClock().now)


def pictures(studio: "Studio") -> None:
    """Every picture in the studio's theme and language."""
    theme, language = studio._theme, Language(studio.language)
    wording = Wording(locale_of(studio.language))
    jobs = jobs_with_failures()
    jobs.first = 3
    dialog = open_failures(theme, language, jobs, WITH_ERRORS)
    for group, row in ((0, 0), (0, 1), (1, 0)):
        dialog.model.toggle(dialog.model.index(row, 0, dialog.model.index(group, 0)))
    _take(studio, dialog, "03-failed-skus")
    lines = jobs.lines[2467]
    jobs.lines[2467] = [replace(line, resolved_by=2490) if place % 3 else line for place, line in enumerate(lines)]
    _take(studio, open_failures(theme, language, jobs, replace(WITH_ERRORS, resolved=8)), "03b-fixed-in-part")
    web = replace(WITH_ERRORS, id=2479, origin=Origin.WEB, shop_name="Pitbike Store SK")
    _take(studio, open_failures(theme, language, jobs, web), "03c-web-application")
    _take(studio, open_failures(theme, language, FakeJobs(), replace(web, id=1)), "03d-no-details")
    _take(studio, RetryConfirmDialog(theme, wording, WITH_ERRORS), "19c-retry-all")
    _take(studio, RemoveJobsDialog(theme, wording, [WITH_ERRORS]), "19d-remove")
    report = JobReportDialog(theme, wording, language, jobs, InstantPool(), WITH_ERRORS)
    _take(studio, report, "03e-report")


def _take(studio: "Studio", dialog: QDialog, name: str) -> None:
    dialog.show()
    studio.take(dialog, name)
    dialog.close()


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
