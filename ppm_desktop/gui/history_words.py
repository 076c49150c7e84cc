"""The history of a product in words: its touches by day, and how everybody stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import QDate, QLocale, QObject

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.csv_table import write_cells
from ppm_desktop.domain.job import ItemOutcome, JobType
from ppm_desktop.domain.product_list import ProductHistory, ProductTouch, ShopValues, SyncState, TouchKind
from ppm_desktop.gui.delegates.job_row import TYPE_LOOKS
from ppm_desktop.gui.delegates.shop_chips import LOOKS
from ppm_desktop.gui.field_words import FieldWords
from ppm_desktop.gui.formatting import NO_VALUE, Wording

_TONES = {"f": "fFg", "w": "wFg", "p": "pFg", "x": "tx3"}


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """One value of a touch."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TouchWords:
    """One line of the list.

    Attributes:
        icon, token: Its icon, and the colour of that.
        note, tone: What happened where no values changed, and its colour.
        fixed: In which operation a failure was made good.
    """

    time: str
    icon: str
    token: str
    title: str
    shop: str
    number: str
    who: str
    changes: tuple[ChangeWords, ...]
    note: str
    tone: str
    fixed: str

    @property
    def spoken(self) -> str:
        """All of it as one text."""
        changes = (f"{one.name} {one.before} → {one.after}" for one in self.changes)
        head = " ".join(part for part in (self.time, self.title, self.shop, self.number) if part)
        return ". ".join(part for part in (head, *changes, self.note, self.fixed, self.who) if part)


@dataclass(frozen=True, slots=True)
class StandWords:
    """How PPM or a shop stands: icon, its colour, and words."""

    icon: str
    token: str
    text: str


class HistoryWords(QObject):
    """Puts touches, moments and values into words."""

    def __init__(self, wording: Wording, language: Language, locale: QLocale) -> None:
        super().__init__()
        self._wording = wording
        self._language = language
        self._locale = locale
        self._fields = FieldWords(wording)

    def touch(self, touch: ProductTouch) -> TouchWords:
        """A line of the list."""
        failed = touch.outcome is ItemOutcome.FAILED
        note, tone = self._note(touch)
        fixed = "" if touch.resolved_by is None else self.tr("fixed in #{n}").format(n=touch.resolved_by)
        token, icon = ("fFg", "circle-x") if failed else self._look(touch)
        return TouchWords(
            time=self._wording.clock(touch.at),
            icon=icon,
            token=token,
            title=self.title(touch),
            shop=touch.shop_name,
            number="" if touch.job_id is None else f"#{touch.job_id}",
            who=self._who(touch),
            changes=() if failed else self.changes(touch),
            note=note,
            tone=tone,
            fixed=fixed,
        )

    def title(self, touch: ProductTouch) -> str:
        """What kind of operation it was."""
        if touch.kind is TouchKind.EDIT or touch.job_type is None:
            return self.tr("Edit in PPM")
        return {
            JobType.IMPORT: self.tr("Import"),
            JobType.SYNC: self.tr("Sync"),
            JobType.EXPORT: self.tr("Export"),
        }[touch.job_type]

    def changes(self, touch: ProductTouch) -> tuple[ChangeWords, ...]:
        """What changed, by field."""
        return tuple(
            ChangeWords(
                self._fields.name(one.field),
                self._fields.value(one.field, one.before),
                self._fields.value(one.field, one.after),
            )
            for one in touch.changes
        )

    def day(self, moment: datetime, now: datetime) -> str:
        """``Dziś, 21 listopada``; the year only of another one."""
        local, today = moment.astimezone(), now.astimezone()
        pattern = "d MMMM" if local.year == today.year else "d MMMM yyyy"
        date = self._locale.toString(QDate(local.year, local.month, local.day), pattern)
        return self.tr("Today, {date}").format(date=date) if local.date() == today.date() else date

    def moment(self, at: datetime) -> str:
        """``18.11, 13:46``."""
        return f"{self.short_day(at)}, {self._wording.clock(at)}"

    def short_day(self, at: datetime) -> str:
        """``18.11``, ``18 Nov``."""
        local = at.astimezone()
        pattern = "d.MM" if self._language is Language.POLISH else "d MMM"
        return self._locale.toString(QDate(local.year, local.month, local.day), pattern)

    def price(self, value: Decimal | None) -> str:
        """A net price."""
        return NO_VALUE if value is None else self._wording.amount(value)

    def typed(self, value: Decimal) -> str:
        """A price as a person types it."""
        return self._wording.typed(value)

    def number(self, value: int | None) -> str:
        """A stock."""
        return NO_VALUE if value is None else self._wording.number(value)

    def active(self, value: bool | None) -> str:
        """Yes, no, or nothing."""
        return self._fields.value("is_active", value)

    def stand(self, one: ShopValues, ours: ShopValues, *, past: bool) -> StandWords:
        """How one stands beside PPM; of the past only the values are known."""
        if one.shop_id is None:
            return StandWords("check", "tx3", self.tr("source"))
        if not past and one.state not in (None, SyncState.IN_SYNC):
            return self._state(SyncState(one.state))
        if one.price_net is None and one.quantity is None and one.active is None:
            return StandWords("circle-dashed", "tx3", NO_VALUE)
        different = self._different(one, ours)
        return StandWords("git-compare-arrows", "wFg", different) if different else self._state(SyncState.IN_SYNC)

    def summary(self, history: ProductHistory) -> str:
        """The product, and how much of it there is."""
        jobs = {one.job_id for one in history.touches if one.job_id is not None}
        shops = {one.shop_id for one in history.touches if one.shop_id is not None}
        people = {one.person for one in history.touches if one.person}
        number = self._wording.number
        counts = (
            self.tr("{n} operations", "", len(jobs)).format(n=number(len(jobs))),
            self.tr("{n} shops", "", len(shops)).format(n=number(len(shops))),
            self.tr("{n} people", "", len(people)).format(n=number(len(people))),
        )
        return f"{history.name} · {', '.join(counts)}"

    def table(self, touches: Sequence[ProductTouch]) -> bytes:
        """Touches as a CSV file, a line for each value that changed."""
        head = (
            self.tr("Time"),
            self.tr("Operation"),
            self.tr("Number"),
            self.tr("Shop"),
            self.tr("Person"),
            self.tr("Computer"),
            self.tr("Result"),
            self.tr("Field"),
            self.tr("Before"),
            self.tr("After"),
        )
        return write_cells([head, *(line for touch in touches for line in self._lines(touch))])

    def _lines(self, touch: ProductTouch) -> list[tuple[str, ...]]:
        words = self.touch(touch)
        fixed = f"{words.note} · {words.fixed}" if words.fixed else words.note
        at = f"{touch.at.astimezone():%Y-%m-%d %H:%M:%S}"
        start = (at, words.title, words.number, words.shop, touch.person, touch.host, fixed)
        return [(*start, one.name, one.before, one.after) for one in words.changes] or [(*start, "", "", "")]

    def _look(self, touch: ProductTouch) -> tuple[str, str]:
        return ("tx3", "square-pen") if touch.job_type is None else TYPE_LOOKS[touch.job_type]

    def _who(self, touch: ProductTouch) -> str:
        if touch.kind is TouchKind.JOB and not touch.person and not touch.host:
            return self.tr("Web app")
        return " · ".join(part for part in (touch.person, touch.host) if part)

    def _note(self, touch: ProductTouch) -> tuple[str, str]:
        if touch.without_details:
            return self.tr("SKU in the operation's list of errors, without details"), "fFg"
        if touch.outcome is ItemOutcome.FAILED:
            return explain(touch.cause, self._language).name, "fFg"
        if touch.changes:
            return "", "tx3"
        if touch.running:
            return self.tr("in progress"), "tx3"
        if touch.outcome is ItemOutcome.SKIPPED and touch.cause is not None:
            return explain(touch.cause, self._language).name, "wFg"
        words = {
            ItemOutcome.CREATED: self.tr("created"),
            ItemOutcome.UPDATED: self.tr("updated"),
            ItemOutcome.SKIPPED: self.tr("skipped"),
        }
        return words.get(touch.outcome or ItemOutcome.UNCHANGED, self.tr("no changes")), "tx3"

    def _different(self, one: ShopValues, ours: ShopValues) -> str:
        if None not in (one.price_net, ours.price_net) and one.price_net != ours.price_net:
            return self.tr("different price")
        if None not in (one.quantity, ours.quantity) and one.quantity != ours.quantity:
            return self.tr("different stock")
        if None not in (one.active, ours.active) and one.active != ours.active:
            return self.tr("switched on there") if one.active else self.tr("switched off there")
        return ""

    def _state(self, state: SyncState) -> StandWords:
        prefix, icon = LOOKS[state]
        words = {
            SyncState.FAILED: self.tr("error"),
            SyncState.CONFLICT: self.tr("conflict"),
            SyncState.WAITING: self.tr("waiting"),
            SyncState.NEVER: self.tr("not sent"),
            SyncState.OFF: self.tr("switched off"),
            SyncState.IN_SYNC: self.tr("in sync"),
        }
        return StandWords(icon, _TONES.get(prefix, "tx3"), words[state])
