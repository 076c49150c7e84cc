"""What a bulk edit comes to: counts, and a few products that are worth a look."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from ppm_desktop.domain.product_edit import EditField, EditPreview, EditRow
from ppm_desktop.domain.sending import FieldChange


@dataclass(slots=True)
class EditSummary:
    """Counts rows of a bulk edit and keeps a few that are worth a look."""

    examples: int
    total: int = 0
    changed: int = 0
    skipped: int = 0
    switched_on: int = 0
    switched_off: int = 0
    _percents: float = 0.0
    _repriced: int = 0
    _first: list[tuple[int, EditRow]] = field(default_factory=list)
    _kept: list[tuple[int, EditRow]] = field(default_factory=list)
    _empty: list[tuple[int, EditRow]] = field(default_factory=list)
    _steepest: tuple[float, int, EditRow] | None = None
    _flattest: tuple[float, int, EditRow] | None = None

    def add(self, rows: Iterable[EditRow]) -> None:
        """Count ``rows``."""
        for row in rows:
            self.total += 1
            self.changed += bool(row.changes)
            self.skipped += bool(row.skipped) and not row.changes
            for change in row.changes:
                self._watch(change, row)
            self._keep(row)

    def preview(self) -> EditPreview:
        """The counts, and as examples extremes and what stays before the first of the others."""
        extremes = [one[1:] for one in (self._steepest, self._flattest) if one is not None]
        share = max(1, self.examples // 4)
        wanted = [*extremes, *self._kept[:share], *self._empty[:share], *self._first]
        chosen: dict[int, EditRow] = {}
        for place, row in wanted:
            if len(chosen) < self.examples:
                chosen.setdefault(place, row)
        return EditPreview(
            total=self.total,
            changed=self.changed,
            skipped=self.skipped,
            average_percent=self._percents / self._repriced if self._repriced else None,
            switched_on=self.switched_on,
            switched_off=self.switched_off,
            examples=tuple(chosen[place] for place in sorted(chosen)),
        )

    def _watch(self, change: FieldChange, row: EditRow) -> None:
        if change.field == EditField.ACTIVE:
            self.switched_on += change.after is True
            self.switched_off += change.after is False
        percent = price_percent(change)
        if percent is None:
            return
        self._repriced += 1
        self._percents += percent
        if self._steepest is None or percent > self._steepest[0]:
            self._steepest = (percent, self.total, row)
        if self._flattest is None or percent < self._flattest[0]:
            self._flattest = (percent, self.total, row)

    def _keep(self, row: EditRow) -> None:
        kept = self._kept if row.skipped else self._first if row.quantity else self._empty
        if len(kept) < self.examples:
            kept.append((self.total, row))


def price_percent(change: FieldChange) -> float | None:
    """By how much a price moves, in percent; None where there was none, and for other fields."""
    if change.field != EditField.PRICE or change.before is None or not Decimal(str(change.before)):
        return None
    before = Decimal(str(change.before))
    return float((Decimal(str(change.after)) - before) / before * 100)
