"""Numbers, times and counted nouns as people of the chosen language write them."""

from datetime import date, datetime
from decimal import Decimal

from PySide6.QtCore import QDate, QLocale, QObject

NBSP = "\u00a0"
NO_VALUE = "—"
_HALF_HOUR_S = 30 * 60
_HOUR_S = 60 * 60
_DAY_S = 24 * _HOUR_S
_YEAR_DAYS = 300
_LARGEST_COUNT = 2**31 - 1


class Wording(QObject):
    """Turns values into words; plural forms come from the translations, digits from the locale.

    Times given are aware; they are shown in this computer's time zone. A `QObject` because only its ``tr``
    is read with plural forms by the tool that collects the texts.
    """

    def __init__(self, locale: QLocale) -> None:
        super().__init__()
        self._locale = locale

    def number(self, value: int) -> str:
        """``value`` with the locale's grouping (Polish groups from five digits on)."""
        return self._locale.toString(value)

    def amount(self, value: Decimal) -> str:
        """``1249,00``; grouped as numbers are."""
        return self._locale.toString(float(value), "f", 2)

    def plain(self, value: Decimal) -> str:
        """``23`` or ``7,5``: no more decimals than needed."""
        return f"{value.normalize():f}".replace(".", self._locale.decimalPoint())

    def typed(self, value: Decimal) -> str:
        """``value`` as a person types it: no grouping, all its decimals but at least two."""
        decimals = max(2, -int(value.normalize().as_tuple().exponent))
        return f"{value:.{decimals}f}".replace(".", self._locale.decimalPoint())

    def percent(self, fraction: float) -> str:
        """``fraction`` (0.0 to 1.0) as a percentage with one decimal, never rounded up to a false 100%."""
        tenths = 1000 if fraction >= 1.0 else min(999, round(fraction * 1000))
        return f"{self._locale.toString(tenths / 10, 'f', 1)}%"

    def progress(self, done: int, total: int) -> str:
        """``412/1250 produktów``; the noun follows the total."""
        text = self.tr("{done}/{total} products", "", _count(total))
        return text.format(done=self.number(done), total=self.number(total))

    def products(self, count: int) -> str:
        """``1238 produktów``."""
        return self.tr("{n} products", "", _count(count)).format(n=self.number(count))

    def of_products(self, count: int) -> str:
        """``86 produktów``, in the genitive."""
        text = self.tr("{n} products", "as in: the links of {n} products go", _count(count))
        return text.format(n=self.number(count))

    def of_operations(self, count: int) -> str:
        """``41 operacji``, in the genitive."""
        text = self.tr("{n} operations", "as in: the history of {n} operations goes", _count(count))
        return text.format(n=self.number(count))

    def running_here(self, count: int) -> str:
        """``Trwają 2 operacje na tym komputerze.``."""
        text = self.tr("{n} operations are running on this computer.", "", _count(count))
        return text.format(n=self.number(count))

    def cancel_all(self, count: int) -> str:
        """``Anulować 3 operacje?``."""
        return self.tr("Cancel {n} operations?", "", _count(count)).format(n=self.number(count))

    def left_here(self, count: int) -> str:
        """``2 operacje tego komputera nie zostały dokończone.``."""
        text = self.tr("{n} operations of this computer were left unfinished.", "", _count(count))
        return text.format(n=self.number(count))

    def errors(self, count: int) -> str:
        """``7 błędów``."""
        return self.tr("{n} errors", "", _count(count)).format(n=self.number(count))

    def slow_shop(self, connections: int) -> str:
        """``Sklep odpowiada wolno – 1 połączenie``."""
        text = self.tr("The shop answers slowly – {n} connections", "", _count(connections))
        return text.format(n=self.number(connections))

    def silent_shop(self, timeouts: int) -> str:
        """``sklep nie odpowiada (3 przekroczenia czasu)``."""
        text = self.tr("the shop does not answer ({n} time-outs)", "", _count(timeouts))
        return text.format(n=self.number(timeouts))

    def out_of(self, done: int, total: int) -> str:
        """``412 z 1250``, with the Polish "ze" where the number asks for it."""
        if _needs_ze(total):
            text = self.tr("{done} of {total}", "before 100 to 199 and 100 000 to 199 999")
        else:
            text = self.tr("{done} of {total}")
        return text.format(done=self.number(done), total=self.number(total))

    def out_of_products(self, done: int, total: int) -> str:
        """``412 z 1250 produktów``."""
        if _needs_ze(total):
            text = self.tr(
                "{done} of {total} products",
                "before 100 to 199 and 100 000 to 199 999",
                _count(total),
            )
        else:
            text = self.tr("{done} of {total} products", "", _count(total))
        return text.format(done=self.number(done), total=self.number(total))

    def ago(self, moment: datetime, now: datetime) -> str:
        """How long ago ``moment`` was, seen from ``now``."""
        seconds = max(0.0, (now - moment).total_seconds())
        if seconds < 45:
            return self.tr("just now")
        if seconds < 90:
            return self.tr("a minute ago")
        if seconds < 60 * 60:
            minutes = min(59, max(2, round(seconds / 60)))
            return self.tr("{n} minutes ago", "", minutes).format(n=minutes)
        if seconds < 90 * 60:
            return self.tr("an hour ago")
        return self._long_ago(moment, now, seconds)

    def _long_ago(self, moment: datetime, now: datetime, seconds: float) -> str:
        local = moment.astimezone()
        days = (now.astimezone().date() - local.date()).days
        if (seconds < _DAY_S and days == 0) or seconds < 12 * _HOUR_S:
            hours = min(23, max(2, round(seconds / _HOUR_S)))
            return self.tr("{n} hours ago", "", hours).format(n=hours)
        if days <= 1:
            return self.tr("yesterday, {time}").format(time=self.clock(moment))
        if days < 7:
            return self.tr("{n} days ago", "", days).format(n=days)
        date = self._locale.toString(QDate(local.year, local.month, local.day), "d MMMM")
        return f"{date}, {self.clock(moment)}"

    def short_ago(self, moment: datetime, now: datetime) -> str:
        """How long ago, for narrow columns: ``7 min``."""
        seconds = max(0.0, (now - moment).total_seconds())
        local, today = moment.astimezone(), now.astimezone().date()
        days = (today - local.date()).days
        if seconds < 45:
            return self.tr("now")
        if seconds < _HOUR_S:
            return self.tr("{n} min").format(n=max(1, min(59, round(seconds / 60))))
        if days == 0 or seconds < 12 * _HOUR_S:
            return self.tr("{n} h").format(n=max(1, round(seconds / _HOUR_S)))
        if days == 1:
            return self.tr("yesterday")
        if days < 7:
            return self.tr("{n} d", "", days).format(n=days)
        return self._locale.toString(QDate(local.year, local.month, local.day), "d MMM yyyy")

    def day_time(self, moment: datetime, now: datetime) -> str:
        """``dziś 11:04``, ``wczoraj 16:10`` or ``19 lis``: when something was done, for narrow places."""
        local = moment.astimezone()
        days = (now.astimezone().date() - local.date()).days
        if days == 0:
            return self.tr("today {time}").format(time=self.clock(moment))
        if days == 1:
            return self.tr("yesterday {time}").format(time=self.clock(moment))
        form = "d MMM" if days < _YEAR_DAYS else "d MMM yyyy"
        return self._locale.toString(QDate(local.year, local.month, local.day), form)

    def date(self, day: date) -> str:
        """``14.03.2026``."""
        form = self.tr("d MMM yyyy", "format of a date: d, dd, MM, MMM and yyyy are filled in")
        return self._locale.toString(QDate(day.year, day.month, day.day), form)

    def clock(self, moment: datetime) -> str:
        """``14:42`` of this computer's day."""
        return f"{moment.astimezone():%H:%M}"

    def clock_seconds(self, moment: datetime) -> str:
        """``14:28:07`` of this computer's day."""
        return f"{moment.astimezone():%H:%M:%S}"

    def remaining(self, seconds: float) -> str:
        """Time left, rounded the coarser the longer it is."""
        if seconds < 60:
            return self.tr("less than a minute")
        step = 1 if seconds < _HALF_HOUR_S else 5 if seconds < _HOUR_S else 10
        minutes = max(1, round(seconds / 60 / step) * step)
        if minutes < 60:
            return self.tr("about {n} min").format(n=minutes)
        return self.tr("about {h} h {m} min").format(h=minutes // 60, m=minutes % 60)

    def duration(self, seconds: float) -> str:
        """``2 min 34 s``."""
        whole = max(0, round(seconds))
        if whole < 60:
            return self.tr("{s} s").format(s=whole)
        if whole < _HOUR_S:
            return self.tr("{m} min {s} s").format(m=whole // 60, s=whole % 60)
        return self.tr("{h} h {m} min").format(h=whole // _HOUR_S, m=whole % _HOUR_S // 60)

    def countdown(self, seconds: float) -> str:
        """``0:42``."""
        whole = max(0, round(seconds))
        return f"{whole // 60}:{whole % 60:02}"


def _needs_ze(number: int) -> bool:
    return 100 <= number < 200 or 100_000 <= number < 200_000


def _count(number: int) -> int:
    return min(number, _LARGEST_COUNT)
