"""Schedules in memory, by a clock that is told the time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from ppm_desktop.domain.errors import InvalidRequest, PpmError
from ppm_desktop.domain.job import Computer, JobType
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.schedule import (
    PlannedRun,
    Recurrence,
    RunOutcome,
    Schedule,
    ScheduledJob,
    ScheduleRule,
    plan_run,
)

NOW = datetime(2025, 11, 23, 13, 28, tzinfo=UTC)
ANNA = Computer("KOMPUTER-03", "Anna")


@dataclass
class FakeSchedules:
    """Answers like the schedule service; ``error`` is raised instead of an answer.

    Attributes:
        lead: How long operations take that have to be done by a time.
    """

    rows: list[Schedule] = field(default_factory=list)
    lead: timedelta = timedelta(minutes=83)
    error: PpmError | None = None

    def plan(self, job: ScheduledJob) -> PlannedRun | None:
        """By the clock."""
        self._answer()
        return plan_run(job.rule, NOW, self.lead)

    def add(self, job: ScheduledJob) -> Schedule:
        """Keep it."""
        run = self.plan(job)
        if run is None:
            raise InvalidRequest("schedule_past")
        added = Schedule(len(self.rows) + 1, job, ANNA, run, shop_names=("KAYO Parts PL",))
        self.rows.append(added)
        return added

    def remove(self, schedule_id: int) -> None:
        """Drop it."""
        self._answer()
        self.rows = [one for one in self.rows if one.id != schedule_id]

    def local_zone(self) -> str:
        """Poland."""
        return "Europe/Warsaw"

    def list(self) -> Sequence[Schedule]:
        """All."""
        self._answer()
        return tuple(self.rows)

    def _answer(self) -> None:
        if self.error is not None:
            raise self.error


def some_schedules() -> FakeSchedules:
    """A weekly import, a nightly sync to be done by seven, and one that is over."""
    weekly = ScheduleRule(Recurrence.WEEKLY, time(6, 30), "Europe/Warsaw", weekdays=frozenset({0, 2, 4}))
    nightly = ScheduleRule(Recurrence.DAILY, time(7), "Europe/Warsaw", finishes=True)
    once = ScheduleRule(Recurrence.ONCE, time(22), "Europe/Warsaw", NOW.date() - timedelta(days=2))
    sync = JobRequest(type=JobType.SYNC)
    known = FakeSchedules()
    rules = ((weekly, JobRequest(), ("KAYO Parts PL",)), (nightly, sync, ("KAYO Parts PL", "YCF Polska")))
    for number, (rule, request, names) in enumerate(rules, start=1):
        job = ScheduledJob(request, tuple(range(1, len(names) + 1)), rule)
        run, before = plan_run(rule, NOW, known.lead), NOW - timedelta(days=1)
        outcome = RunOutcome.STARTED if number == 1 else RunOutcome.SKIPPED
        known.rows.append(Schedule(number, job, ANNA, run, before, outcome, names))
    over = ScheduledJob(JobRequest(type=JobType.EXPORT), (3,), once)
    known.rows.append(Schedule(3, over, ANNA, None, NOW - timedelta(days=2), RunOutcome.STARTED, ("MPP Trade CZ",)))
    return known
