"""Ended jobs of the pictures: one with failed products, and an export that can be taken back."""

from dataclasses import replace

from ppm_desktop.domain.job import Computer, JobSnapshot, JobState, JobType, Origin
from tests.fakes.failures import failures_of_pictures
from tests.fakes.gui import MOMENT, FakeJobs, job

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


def sent_job() -> JobSnapshot:
    """The export that is taken back."""
    return job(
        2459,
        type=JobType.EXPORT,
        state=JobState.COMPLETED,
        completed_at=MOMENT,
        starter=Computer("KOMPUTER-03", "Anna"),
    )
