"""Operations that begin by themselves: when each is due, and when it has to begin to be done in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.request import JobRequest

_DAYS_LOOKED_AT = 10
"""A rule comes round within a week; a day more at each side for zones far from UTC."""


class Recurrence(StrEnum):
    """How often."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"


class WhenBusy(StrEnum):
    """What becomes of a run whose shop has an operation already."""

    WAIT = "wait"
    SKIP = "skip"


class RunOutcome(StrEnum):
    """What became of the last run: `REFUSED` where no shop of it can be worked on any more."""

    STARTED = "started"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ScheduleRule:
    """When an operation is due.

    A time that the clocks skip in spring counts as that much later; one that they show twice in autumn counts once.

    Attributes:
        at: The time of day that a wall clock in ``zone`` shows; whole minutes.
        zone: Name of a time zone, such as ``Europe/Warsaw``.
        day: Of `Recurrence.ONCE`.
        weekdays: Of `Recurrence.WEEKLY`; Monday is 0.
        finishes: The operation has to be done by then, instead of to begin.

    Raises:
        InvalidRequest: a day is missing, or nobody knows the zone.
    """

    recurrence: Recurrence
    at: time
    zone: str
    day: date | None = None
    weekdays: frozenset[int] = frozenset()
    finishes: bool = False

    def __post_init__(self) -> None:
        if self.recurrence is Recurrence.ONCE and self.day is None:
            raise InvalidRequest("schedule_day_missing")
        if self.recurrence is Recurrence.WEEKLY and not self.weekdays & set(range(7)):
            raise InvalidRequest("schedule_weekday_missing")
        zone_of(self.zone)

    def next_due(self, after: datetime) -> datetime | None:
        """The first moment behind ``after``, UTC; None once there is no more."""
        if self.recurrence is Recurrence.ONCE:
            assert self.day is not None
            moment = self._moment(self.day)
            return moment if moment > after else None
        today = after.astimezone(zone_of(self.zone)).date()
        days = (today + timedelta(days=number) for number in range(-1, _DAYS_LOOKED_AT))
        return min(moment for day in days if self._falls_on(day) and (moment := self._moment(day)) > after)

    def _falls_on(self, day: date) -> bool:
        return self.recurrence is Recurrence.DAILY or day.weekday() in self.weekdays

    def _moment(self, day: date) -> datetime:
        return datetime.combine(day, self.at, zone_of(self.zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """A run to come, in UTC.

    Attributes:
        due: The moment of the rule that it is for; ``start`` itself unless it has to be done by then.
    """

    start: datetime
    due: datetime


def plan_run(rule: ScheduleRule, now: datetime, lead: timedelta, served: datetime | None = None) -> PlannedRun | None:
    """The next run of ``rule``; None once there is no more.

    One that has to be done by a time begins ``lead`` before it. The first that can begin in time is taken; of one
    that comes only once, too late is better than never.

    Args:
        served: What has had its run already: the next is for a later moment.
    """
    ahead = lead if rule.finishes else timedelta()
    earliest = now if rule.recurrence is Recurrence.ONCE else now + ahead
    due = rule.next_due(earliest if served is None else max(earliest, served))
    return None if due is None else PlannedRun(max(due - ahead, now), due)


def lead_time(durations_s: Sequence[float], margin_percent: float, unknown: timedelta) -> timedelta:
    """How long before its end an operation has to begin: its longest of late and a margin, whole minutes.

    ``unknown`` where there was none.
    """
    if not durations_s:
        return unknown
    minutes = max(durations_s) * (1 + margin_percent / 100) / 60
    return timedelta(minutes=int(minutes) + 1)


@dataclass(frozen=True, slots=True)
class ScheduledJob:
    """What a person wants to run by itself."""

    request: JobRequest
    shop_ids: tuple[int, ...]
    rule: ScheduleRule
    when_busy: WhenBusy = WhenBusy.SKIP


@dataclass(frozen=True, slots=True)
class Schedule:
    """A stored one.

    Attributes:
        person: Who made it, and at which computer; another one runs it when that one does not.
        next_run: None once there is nothing more to run.
        last_outcome: None before the first run.
        shop_names: Of the shops that are still there, in the order of their numbers.
    """

    id: int
    job: ScheduledJob
    person: Computer
    next_run: PlannedRun | None
    last_run_at: datetime | None = None
    last_outcome: RunOutcome | None = None
    shop_names: tuple[str, ...] = ()


def zone_of(name: str) -> ZoneInfo:
    """The time zone of this name.

    Raises:
        InvalidRequest: there is none.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # a missing file, a path, a folder
        raise InvalidRequest("zone_unknown", zone=name) from error


def parse_time(text: str) -> time:
    """``6:30`` or ``06:30``.

    Raises:
        InvalidRequest: that is no time of day.
    """
    hours, _, minutes = text.strip().partition(":")
    if hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2 and int(hours) < 24 and int(minutes) < 60:
        return time(int(hours), int(minutes))
    raise InvalidRequest("schedule_time_wrong", value=text)
