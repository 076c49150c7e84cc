"""When schedules are due: on every day of every zone, through both changes of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.schedule import PlannedRun, Recurrence, ScheduleRule, lead_time, parse_time, plan_run
from ppm_desktop.domain.schedule_words import moment_words, rule_words

WARSAW = "Europe/Warsaw"
ZONES = st.sampled_from([WARSAW, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC"])
TIMES = st.times().map(lambda one: time(one.hour, one.minute))
MOMENTS = st.datetimes(datetime(2011, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
LEADS = st.timedeltas(timedelta(), timedelta(hours=30))
DAILY = st.builds(ScheduleRule, st.just(Recurrence.DAILY), TIMES, ZONES, finishes=st.booleans())
WEEKLY = st.builds(
    ScheduleRule,
    st.just(Recurrence.WEEKLY),
    TIMES,
    ZONES,
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    finishes=st.booleans(),
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def daily(at: str, zone: str = WARSAW, *, finishes: bool = False) -> ScheduleRule:
    return ScheduleRule(Recurrence.DAILY, parse_time(at), zone, finishes=finishes)


@given(st.one_of(DAILY, WEEKLY), MOMENTS)
def test_the_next_one_is_ahead_on_a_right_day_at_the_right_time(rule: ScheduleRule, now: datetime) -> None:
    due = rule.next_due(now)
    assert due is not None
    assert now < due <= now + timedelta(days=9)
    local = due.astimezone(ZoneInfo(rule.zone))
    named = datetime.combine(local.date(), rule.at, ZoneInfo(rule.zone))
    skipped = named.astimezone(UTC).astimezone(ZoneInfo(rule.zone)).replace(tzinfo=None) != named.replace(tzinfo=None)
    assert local.time() == rule.at or skipped or named.date() != local.date()
    if rule.recurrence is Recurrence.WEEKLY and local.time() == rule.at and rule.zone != "Pacific/Apia":
        assert local.weekday() in rule.weekdays


@given(st.one_of(DAILY, WEEKLY), MOMENTS)
def test_none_is_left_out_and_none_comes_twice(rule: ScheduleRule, now: datetime) -> None:
    first = rule.next_due(now)
    assert first is not None
    between = now + (first - now) / 2
    assert rule.next_due(between) == first
    second = rule.next_due(first)
    assert second is not None
    assert second - first >= timedelta(hours=22)


@given(st.one_of(DAILY, WEEKLY), MOMENTS, LEADS)
def test_a_run_begins_early_enough_and_a_served_moment_is_not_served_again(
    rule: ScheduleRule, now: datetime, lead: timedelta
) -> None:
    run = plan_run(rule, now, lead)
    assert run is not None
    assert run.start >= now
    assert run.start == (run.due - lead if rule.finishes else run.due)
    following = plan_run(rule, run.start, lead, served=run.due)
    assert following is not None
    assert following.due > run.due


def test_through_the_changes_of_the_clocks() -> None:
    assert daily("06:30").next_due(utc("2026-03-28 12:00")) == utc("2026-03-29 04:30")
    assert daily("06:30").next_due(utc("2026-03-27 12:00")) == utc("2026-03-28 05:30")
    assert daily("02:30").next_due(utc("2026-03-28 12:00")) == utc("2026-03-29 01:30")  # the clocks show 03:30 then
    assert daily("02:30").next_due(utc("2026-10-24 12:00")) == utc("2026-10-25 00:30")  # shown twice: the first
    assert daily("02:30").next_due(utc("2026-10-25 00:30")) == utc("2026-10-26 01:30")


def test_once_is_over_when_it_is_past() -> None:
    rule = ScheduleRule(Recurrence.ONCE, time(6, 30), WARSAW, date(2026, 12, 1))
    assert rule.next_due(utc("2026-11-25 12:00")) == utc("2026-12-01 05:30")
    assert rule.next_due(utc("2026-12-01 05:30")) is None


def test_done_by_seven_begins_as_early_as_history_says() -> None:
    rule = daily("07:00", finishes=True)
    lead = lead_time([1800, 5400, 600], 25.0, timedelta(hours=1))
    assert lead == timedelta(minutes=113)
    run = plan_run(rule, utc("2026-11-25 03:00"), lead)
    assert run == PlannedRun(utc("2026-11-25 04:07"), utc("2026-11-25 06:00"))
    late = plan_run(rule, utc("2026-11-25 05:00"), lead)
    assert late is not None
    assert late.due == utc("2026-11-26 06:00")
    once = ScheduleRule(Recurrence.ONCE, time(7), WARSAW, date(2026, 11, 25), finishes=True)
    assert plan_run(once, utc("2026-11-25 05:00"), lead) == PlannedRun(utc("2026-11-25 05:00"), utc("2026-11-25 06:00"))


def test_without_history_an_hour_is_taken() -> None:
    assert lead_time([], 25.0, timedelta(hours=1)) == timedelta(hours=1)


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "", "../etc/passwd", "Europe", "/etc/localtime"])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(InvalidRequest):
        daily("06:30", zone)


def test_a_rule_needs_its_day() -> None:
    with pytest.raises(InvalidRequest, match="schedule_day_missing"):
        ScheduleRule(Recurrence.ONCE, time(6), WARSAW)
    with pytest.raises(InvalidRequest, match="schedule_weekday_missing"):
        ScheduleRule(Recurrence.WEEKLY, time(6), WARSAW)


@given(st.text(max_size=6))
def test_a_time_is_read_or_refused(text: str) -> None:
    try:
        read = parse_time(text)
    except InvalidRequest:
        return
    hours, minutes = text.split(":")
    assert (read.hour, read.minute) == (int(hours), int(minutes))


def test_words_of_both_languages() -> None:
    moment = utc("2025-11-24 05:30")
    assert moment_words(moment, WARSAW, Language.POLISH) == "poniedziałek, 24 listopada, 06:30"
    assert moment_words(moment, WARSAW, Language.ENGLISH) == "Monday, 24 November, 06:30"
    weekly = ScheduleRule(Recurrence.WEEKLY, time(6, 30), WARSAW, weekdays=frozenset({4, 0, 2}))
    assert rule_words(weekly, Language.POLISH) == "Co tydzień (Pn, Śr, Pt), 06:30"
    assert rule_words(daily("07:00", finishes=True), Language.ENGLISH) == "Daily, finished by 07:00"
    once = ScheduleRule(Recurrence.ONCE, time(6, 30), WARSAW, date(2026, 12, 1))
    assert rule_words(once, Language.POLISH) == "Jednorazowo, 1 grudnia 2026, 06:30"
