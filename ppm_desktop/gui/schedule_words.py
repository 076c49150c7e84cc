"""Words around schedules: what is wrong with one, and time zones to choose from."""

from datetime import datetime
from zoneinfo import available_timezones

from PySide6.QtCore import QCoreApplication

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import InvalidRequest, PpmError
from ppm_desktop.domain.schedule import zone_of

translate = QCoreApplication.translate

_OFFERED = ("Europe/", "UTC")
_HOME = "Europe/Warsaw"


def schedule_problem(error: Exception, language: Language) -> str:
    """One sentence about what was refused; of other failures the words of their cause."""
    words = _words().get(error.detail) if isinstance(error, InvalidRequest) else None
    if words is not None:
        return words
    known = error if isinstance(error, PpmError) else PpmError(str(error))
    return explain(known.cause, language, known.facts).sentence


def zone_choices(local: str, moment: datetime) -> list[tuple[str, str]]:
    """Names and words of zones: this computer's and those of Europe, by the words; how far from UTC at ``moment``."""
    names = {name for name in available_timezones() if name.startswith(_OFFERED)} | {local, _HOME, "UTC"}
    return sorted(((name, _zone_words(name, moment)) for name in names), key=lambda one: one[1])


def _zone_words(name: str, moment: datetime) -> str:
    place = translate("TimeZone", "Warsaw") if name == _HOME else name.rpartition("/")[2].replace("_", " ")
    offset = moment.astimezone(zone_of(name)).utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset is not None else 0
    sign, hours, rest = "-" if minutes < 0 else "+", abs(minutes) // 60, abs(minutes) % 60
    shown = f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}" if hours else "UTC"
    return place if place == shown else f"{place} ({shown})"


def _words() -> dict[str, str]:
    return {
        "schedule_time_wrong": translate("ScheduleProblem", "Type a time, such as 06:30."),
        "schedule_weekday_missing": translate("ScheduleProblem", "Choose at least one day."),
        "schedule_past": translate("ScheduleProblem", "This day and time are past."),
        "schedule_unknown": translate("ScheduleProblem", "The schedule was removed meanwhile."),
    }
