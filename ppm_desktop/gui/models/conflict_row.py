"""A conflict in words, made once per change and then only picked from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject

from ppm_desktop.domain.catalog import is_valid_ean
from ppm_desktop.domain.conflict import Conflict, ConflictList, Decided, Decision
from ppm_desktop.gui.field_words import FieldWords
from ppm_desktop.gui.formatting import NBSP, Wording


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """What the list paints of one conflict; ``ours_by`` and ``theirs_by`` say who changed it, and when."""

    conflict: Conflict
    field_name: str
    ours: str
    theirs: str
    ours_by: str
    theirs_by: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many conflicts were decided which way."""

    ppm: int = 0
    shop: int = 0
    left: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.ppm + self.shop + self.left + self.open

    @property
    def decided(self) -> int:
        """Those of which one value wins."""
        return self.ppm + self.shop

    @property
    def only(self) -> Decision | None:
        """What all of them were decided as, if they agree."""
        for decision, count in ((Decision.PPM, self.ppm), (Decision.SHOP, self.shop), (Decision.LEAVE, self.left)):
            if count and count == self.total:
                return decision
        return None


def tally(decisions: Sequence[Decision | None]) -> Tally:
    """Count ``decisions``."""
    return Tally(
        decisions.count(Decision.PPM),
        decisions.count(Decision.SHOP),
        decisions.count(Decision.LEAVE),
        decisions.count(None),
    )


class ConflictWords(QObject):
    """A `QObject` because only its ``tr`` is read by the tool that collects the texts."""

    def __init__(self, wording: Wording, fields: FieldWords, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._wording = wording
        self._fields = fields
        self._now = now

    def row(self, conflict: Conflict) -> ConflictRow:
        """``conflict`` in words."""
        return ConflictRow(
            conflict,
            self._fields.name(conflict.field),
            self._fields.value(conflict.field, conflict.ours),
            self._fields.value(conflict.field, conflict.theirs),
            self._ours_by(conflict),
            self._theirs_by(conflict),
        )

    def noted(self, conflicts: Sequence[Conflict]) -> str:
        """When the newest of them was noted, and by which operation."""
        newest = max(conflicts, key=lambda one: one.noted_at)
        text = self.tr("noted {when} · #{n}") if newest.job_id is not None else self.tr("noted {when}")
        return text.format(when=self._wording.day_time(newest.noted_at, self._now()), n=newest.job_id)

    def overview(self, found: ConflictList) -> str:
        """How many values of how many products are in conflict."""
        number = self._wording.number
        products = len({one.product_id for one in found.conflicts})
        values = self.tr("{n} values", "", found.total).format(n=number(found.total))
        inside = self.tr("in {n} products", "", products).format(n=number(products))
        text = self.tr("{values} {in_products} changed on both sides since the last sync. Choose which stays.")
        return text.format(values=values, in_products=inside)

    def saved(self, decided: Decided) -> str:
        """How many decisions were kept."""
        return self.tr("Saved: {n}").format(n=self._wording.number(decided.saved))

    def trouble(self, decided: Decided) -> str:
        """What could not be kept, and why; empty when everything was."""
        parts = []
        if stale := len(decided.stale):
            parts.append(self.tr("{n} conflicts have changed meanwhile; decide them again.", "", stale).format(n=stale))
        if refused := len(decided.refused):
            text = self.tr("{n} values of the shop cannot be taken into PPM.", "", refused)
            parts.append(text.format(n=refused))
        return " ".join(parts)

    def summary(self, counts: Tally) -> str:
        """What was decided about the conflicts of one field."""
        if counts.open == counts.total:
            return self.tr("{n} undecided", "", counts.open).format(n=self._wording.number(counts.open))
        if counts.only is not None:
            return {
                Decision.PPM: self.tr("all from PPM"),
                Decision.SHOP: self.tr("all from the shop"),
                Decision.LEAVE: self.tr("all left"),
            }[counts.only]
        return self._progress("{a_of_b}", self.tr("{a_of_b}, {n} left", "", counts.left), counts)

    def total(self, counts: Tally) -> str:
        """The same of all conflicts, as a sentence."""
        text = self.tr("Decided {a_of_b}, {n} left", "", counts.left)
        return self._progress(self.tr("Decided {a_of_b}"), text, counts)

    def directions(self, counts: Tally) -> str:
        """How many values go which way."""
        if not counts.decided:
            return ""
        text = self.tr("{a} to the shop · {b} to PPM")
        return text.format(a=self._wording.number(counts.ppm), b=self._wording.number(counts.shop))

    def spoken(self, row: ConflictRow, decision: Decision | None, note: str) -> str:
        """A row as it is read out."""
        text = self.tr("{field}, {sku}, {name}. PPM: {ours}, {ours_by}. Shop: {theirs}, {theirs_by}. {decision}.")
        said = text.format(
            field=row.field_name,
            sku=row.conflict.sku,
            name=row.conflict.name,
            ours=row.ours,
            ours_by=row.ours_by,
            theirs=row.theirs,
            theirs_by=row.theirs_by,
            decision=self.decision(decision),
        )
        return f"{said} {note}".strip().replace(NBSP, " ")

    def decision(self, decision: Decision | None) -> str:
        """A decision as a word."""
        if decision is None:
            return self.tr("Undecided")
        return {
            Decision.PPM: self.tr("PPM's value stays"),
            Decision.SHOP: self.tr("The shop's value stays"),
            Decision.LEAVE: self.tr("Left for later"),
        }[decision]

    def _progress(self, plain: str, with_left: str, counts: Tally) -> str:
        text = with_left if counts.left else plain
        done = self._wording.out_of(counts.decided, counts.total)
        return text.format(a_of_b=done, n=self._wording.number(counts.left))

    def _ours_by(self, conflict: Conflict) -> str:
        if conflict.changed_at is None:
            return self.tr("in PPM")
        when = self._wording.day_time(conflict.changed_at, self._now())
        return self.tr("{person}, {when}").format(person=conflict.changed_by, when=when)

    def _theirs_by(self, conflict: Conflict) -> str:
        if conflict.field == "ean" and conflict.theirs and not is_valid_ean(str(conflict.theirs)):
            return self.tr("the check digit is wrong")
        when = self._wording.day_time(conflict.noted_at, self._now())
        return self.tr("in the shop, {when}").format(when=when)
