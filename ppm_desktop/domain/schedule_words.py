"""When an operation runs, in words of both languages."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.schedule import Recurrence, ScheduleRule, zone_of

_DAYS: Mapping[Language, tuple[str, ...]] = MappingProxyType(
    {
        Language.POLISH: ("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"),
        Language.ENGLISH: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    }
)
_SHORT_DAYS: Mapping[Language, tuple[str, ...]] = MappingProxyType(
    {
        Language.POLISH: ("Pn", "Wt", "Śr", "Cz", "Pt", "So", "Nd"),
        Language.ENGLISH: ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
    }
)
_MONTHS: Mapping[Language, tuple[str, ...]] = MappingProxyType(
    {
        Language.POLISH: (
            "stycznia",
            "lutego",
            "marca",
            "kwietnia",
            "maja",
            "czerwca",
            "lipca",
            "sierpnia",
            "września",
            "października",
            "listopada",
            "grudnia",
        ),
        Language.ENGLISH: (
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
    }
)
_RULES: Mapping[Language, Mapping[Recurrence, tuple[str, str]]] = MappingProxyType(
    {
        Language.POLISH: {
            Recurrence.ONCE: ("Jednorazowo, {day}, {time}", "Jednorazowo, gotowe na {day}, {time}"),
            Recurrence.DAILY: ("Codziennie, {time}", "Codziennie, gotowe na {time}"),
            Recurrence.WEEKLY: ("Co tydzień ({days}), {time}", "Co tydzień ({days}), gotowe na {time}"),
        },
        Language.ENGLISH: {
            Recurrence.ONCE: ("Once, {day}, {time}", "Once, finished by {day}, {time}"),
            Recurrence.DAILY: ("Daily, {time}", "Daily, finished by {time}"),
            Recurrence.WEEKLY: ("Weekly ({days}), {time}", "Weekly ({days}), finished by {time}"),
        },
    }
)
"""Each as it begins, and as it has to be done by then."""


def moment_words(moment: datetime, zone: str, language: Language) -> str:
    """``poniedziałek, 24 listopada, 06:30``: the day, the date and the time that clocks of ``zone`` show."""
    local = moment.astimezone(zone_of(zone))
    return f"{day_words(local.date(), language)}, {local:%H:%M}"


def day_words(day: date, language: Language) -> str:
    """``poniedziałek, 24 listopada``."""
    return f"{_DAYS[language][day.weekday()]}, {day.day} {_MONTHS[language][day.month - 1]}"


def rule_words(rule: ScheduleRule, language: Language) -> str:
    """``Co tydzień (Pn, Śr, Pt), 06:30``."""
    days = ", ".join(_SHORT_DAYS[language][day] for day in sorted(rule.weekdays))
    day = "" if rule.day is None else f"{rule.day.day} {_MONTHS[language][rule.day.month - 1]} {rule.day.year}"
    pattern = _RULES[language][rule.recurrence][rule.finishes]
    return pattern.format(days=days, day=day, time=f"{rule.at:%H:%M}")


def weekdays(language: Language) -> tuple[tuple[str, str], ...]:
    """``Pn``, ``poniedziałek`` and so on: short and whole, Monday first."""
    return tuple(zip(_SHORT_DAYS[language], _DAYS[language], strict=True))


def parse_weekdays(text: str) -> frozenset[int]:
    """Days named with commas, in either language and at any length: ``mon,Wed`` or ``pn,środa``; Monday is 0.

    Raises:
        InvalidRequest: a word is no day.
    """
    return frozenset(_weekday(word) for word in text.split(",") if word.strip())


def _weekday(word: str) -> int:
    wanted = word.strip().casefold().replace("sr", "śr")
    for language in Language:
        for day, (short, whole) in enumerate(weekdays(language)):
            if wanted == short.casefold() or (len(wanted) > 1 and whole.casefold().startswith(wanted)):
                return day
    raise InvalidRequest("weekday_unknown", value=word.strip())
