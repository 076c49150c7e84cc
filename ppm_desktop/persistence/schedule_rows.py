"""Schedules as rows of ``ppm_schedules``."""

import logging
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Row

from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import Computer, JobType
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.schedule import (
    PlannedRun,
    Recurrence,
    RunOutcome,
    Schedule,
    ScheduledJob,
    ScheduleRule,
    WhenBusy,
    parse_time,
)

logger = logging.getLogger(__name__)


def readable(rows: Sequence[Row[*tuple[object, ...]]], names: Mapping[int, str]) -> list[Schedule]:
    """Schedules of ``rows`` with the names of their shops; what this version cannot read is left out."""
    found = []
    for row in rows:
        try:
            found.append(_schedule(row, names))
        except (InvalidRequest, ValueError) as error:
            logger.warning("schedule %s cannot be read: %s", row._mapping["id"], error)
    return found


def _schedule(row: Row[*tuple[object, ...]], names: Mapping[int, str]) -> Schedule:
    stored = row._mapping
    request = JobRequest.from_params(
        JobType(stored["job_type"]), stored["operation_mode"], stored["operation_params"] or {}
    )
    rule = ScheduleRule(
        recurrence=Recurrence(stored["recurrence"]),
        at=parse_time(stored["local_time"]),
        zone=stored["zone"],
        day=date.fromisoformat(stored["local_day"]) if stored["local_day"] else None,
        weekdays=frozenset(day for day in range(7) if stored["weekdays"] >> day & 1),
        finishes=bool(stored["finishes"]),
    )
    shop_ids = tuple(stored["shop_ids"] or ())
    start, due = stored["next_run_at"], stored["due_at"]
    return Schedule(
        id=stored["id"],
        job=ScheduledJob(request, shop_ids, rule, WhenBusy(stored["when_busy"])),
        person=Computer(stored["host"], stored["person"]),
        next_run=None if start is None else PlannedRun(start, due or start),
        last_run_at=stored["last_run_at"],
        last_outcome=RunOutcome(stored["last_outcome"]) if stored["last_outcome"] else None,
        shop_names=tuple(names[one] for one in shop_ids if one in names),
    )


def columns(job: ScheduledJob) -> dict[str, object]:
    """What a person wants, as it is stored."""
    rule = job.rule
    return {
        "job_type": job.request.type.value,
        "operation_mode": job.request.mode.value,
        "operation_params": job.request.to_params(),
        "shop_ids": list(job.shop_ids),
        "recurrence": rule.recurrence.value,
        "local_time": f"{rule.at:%H:%M}",
        "local_day": rule.day.isoformat() if rule.day else "",
        "weekdays": sum(1 << day for day in rule.weekdays),
        "zone": rule.zone,
        "finishes": rule.finishes,
        "when_busy": job.when_busy.value,
    }


def run_columns(run: PlannedRun | None) -> dict[str, object]:
    """The next run, as it is stored."""
    return {"next_run_at": run.start if run else None, "due_at": run.due if run else None}
