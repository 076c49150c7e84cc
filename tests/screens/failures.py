"""The failed products of a job, and the report of them."""

from dataclasses import replace

from ppm_desktop.domain.job import JobSnapshot, Origin
from ppm_desktop.gui.dialogs.failed_skus import FailedSkusDialog
from ppm_desktop.gui.dialogs.job_report import JobReportDialog
from tests.fakes.ended_jobs import WITH_ERRORS, jobs_with_failures
from tests.fakes.gui import FakeClock, FakeJobs, InstantPool
from tests.screens.studio import Studio


def pictures(studio: Studio) -> None:
    """All failed, some mended since, those of the web application, and a job that kept no details."""
    jobs = jobs_with_failures()
    jobs.first = 3
    dialog = failures(studio, jobs, WITH_ERRORS)
    for group, row in ((0, 0), (0, 1), (1, 0)):
        dialog.model.toggle(dialog.model.index(row, 0, dialog.model.index(group, 0)))
    studio.take_dialog(dialog, "03-failed-skus")
    lines = jobs.lines[2467]
    jobs.lines[2467] = [replace(line, resolved_by=2490) if place % 3 else line for place, line in enumerate(lines)]
    studio.take_dialog(failures(studio, jobs, replace(WITH_ERRORS, resolved=8)), "03b-fixed-in-part")
    web = replace(WITH_ERRORS, id=2479, origin=Origin.WEB, shop_name="Pitbike Store SK")
    studio.take_dialog(failures(studio, jobs, web), "03c-web-application")
    studio.take_dialog(failures(studio, FakeJobs(), replace(web, id=1)), "03d-no-details")
    report = JobReportDialog(studio.theme, studio.wording, studio.language, jobs, InstantPool(), WITH_ERRORS)
    studio.take_dialog(report, "03e-report")


def failures(studio: Studio, jobs: FakeJobs, shown: JobSnapshot) -> FailedSkusDialog:
    """The dialog over ``jobs``."""
    pool, now = InstantPool(), FakeClock().now
    return FailedSkusDialog(studio.theme, studio.wording, studio.language, jobs, pool, shown, now)
