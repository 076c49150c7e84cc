"""Undo previews and conflicts made up for their dialogs, and services that answer with them."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from ppm_desktop.domain.conflict import Conflict, ConflictList, Decided, Decision, Verdict
from ppm_desktop.domain.errors import Cancelled, PpmError
from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.reading import FieldValue
from ppm_desktop.domain.sending import FieldChange
from ppm_desktop.domain.undo import KeptProduct, UndoneProduct, UndoPreview, UndoSkip
from tests.fakes.gui import MOMENT

PPM, SHOP, LEAVE = Decision.PPM, Decision.SHOP, Decision.LEAVE
_PRODUCTS = (
    ("MRF-26-S-0042", "Kombinezon crossowy MRF 26, rozm. S"),
    ("KAY-150-0027", "Gaźnik KAYO TT 150"),
    ("YCF-F125-0088", "Filtr powietrza YCF F125"),
    ("KAY-125-0311", "Cylinder kompletny KAYO TT 125"),
    ("MRF-26-J-0042", "Kombinezon dziecięcy MRF 26, 140 cm"),
    ("MRF-26-XL-0042", "Kombinezon crossowy MRF 26, rozm. XL"),
    ("YCF-BIGY-190", "Pit bike YCF Bigy 190 Factory"),
)


def a_shop() -> ShopSummary:
    """The shop of the pictures."""
    return ShopSummary(1, "KAYO Parts PL", "https://kayo.example")


def conflict(
    number: int, product: int, field: str, ours: FieldValue, theirs: FieldValue, person: str = "", **changes: object
) -> Conflict:
    """A conflict of the product at this place of the list; ``changes`` are fields of `Conflict`."""
    sku, name = _PRODUCTS[product]
    noted_at = MOMENT - timedelta(hours=2)
    made = Conflict(number, product + 1, sku, name, field, ours, theirs, noted_at, 2459)
    if person:
        made = replace(made, changed_by=person, changed_at=MOMENT - timedelta(days=1, hours=number))
    return replace(made, **changes)  # type: ignore[arg-type]  # a test's shorthand


def conflicts(count_ean: int = 5) -> list[Conflict]:
    """Prices, names and codes as in the mock-up, none decided."""
    found = [
        conflict(1, 0, "price_net", "649.00", "629.00", "Marta"),
        conflict(2, 1, "price_net", "199.00", "179.00", "Marta"),
        conflict(3, 2, "price_net", "54.90", "59.90", "Anna"),
        conflict(4, 3, "name", "Cylinder kpl. KAYO TT125", "Cylinder kompletny KAYO TT 125", "Anna"),
        conflict(5, 4, "name", "Kombinezon dziecięcy MRF 26, rozmiar 140 cm", "Kombinezon junior MRF 26 – 140", "Anna"),
        conflict(6, 0, "ean", "5905279834217", "5905279834211", "Marta"),
        conflict(7, 5, "ean", "5905279834248", "5905279834240", "Marta"),
        conflict(8, 6, "ean", "3701154201908", "3701154201915", "Anna"),
    ]
    return found[: 3 + 2 + min(3, count_ean)]


@dataclass
class FakeConflicts:
    """Keeps conflicts in memory; `error` makes every answer fail."""

    rows: list[Conflict] = field(default_factory=conflicts)
    error: PpmError | None = None
    stale: tuple[int, ...] = ()
    refused: tuple[int, ...] = ()
    decided: list[tuple[Verdict, ...]] = field(default_factory=list)

    def list(self, shop_id: int) -> ConflictList:
        if self.error is not None:
            raise self.error
        return ConflictList(shop_id, tuple(self.rows), len(self.rows))

    def decide(self, shop_id: int, verdicts: Sequence[Verdict]) -> Decided:
        if self.error is not None:
            raise self.error
        self.decided.append(tuple(verdicts))
        by_id = {one.conflict_id: one for one in verdicts if one.conflict_id not in (*self.stale, *self.refused)}
        kept = []
        for row in self.rows:
            verdict = by_id.get(row.id)
            if verdict is None:
                kept.append(row)
            elif verdict.decision is not SHOP:
                note = row.note if verdict.note is None else verdict.note
                kept.append(replace(row, decision=verdict.decision or row.decision, note=note))
        to_send = tuple(row.product_id for row in self.rows if row.id in by_id and by_id[row.id].decision is PPM)
        taken = sum(one.decision is SHOP for one in by_id.values())
        self.rows = kept
        return Decided(len(by_id), to_send, taken, self.stale, self.refused)


def undo_preview(moment: datetime = MOMENT) -> UndoPreview:
    """Five products come back, four are left."""
    change = FieldChange
    products = (
        _undone(1, 0, change("price_net", "649.00", "629.00"), change("quantity", 14, 11)),
        _undone(2, 3, change("name", "Cylinder kpl. KAYO TT125", "Cylinder kompletny KAYO TT 125")),
        _undone(3, 1, change("price_net", "199.00", "189.00"), change("is_active", True, False)),
        UndoneProduct(4, "KAY-150-0031", "Króciec gaźnika KAYO TT 150", (change("is_active", True, False),), True),
        _undone(5, 5, change("price_net", "669.00", "649.00")),
    )
    later = [
        KeptProduct(f"YCF-F125-{number:04}", "Filtr", UndoSkip.CHANGED, number, (change("quantity", number, 9),))
        for number in range(88, 96)
    ]
    kept = (
        KeptProduct("MRF-26-M-0042", "Kombinezon", UndoSkip.CHANGED, 9, (change("price_net", "659.00", "649.00"),)),
        *later,
        KeptProduct("KAY-110-0004", "Tłok", UndoSkip.GONE, 4418),
        KeptProduct("KAY-110-0009", "Tłok", UndoSkip.GONE, 4423),
        KeptProduct("KAY-090-0102", "Linka", UndoSkip.UNKNOWN, 4),
    )
    return UndoPreview(2459, products, kept, 3, moment)


def _undone(product_id: int, place: int, *changes: FieldChange) -> UndoneProduct:
    sku, name = _PRODUCTS[place]
    return UndoneProduct(product_id, sku, name, tuple(changes))


@dataclass
class FakeUndoing:
    """Answers with `answer`, or raises `error`; a set ``stop`` breaks it off."""

    answer: UndoPreview = field(default_factory=undo_preview)
    error: PpmError | None = None
    asked: list[int] = field(default_factory=list)
    stops: list[threading.Event | None] = field(default_factory=list)

    def undo_preview(
        self, job: JobSnapshot, stop: threading.Event | None = None, told: Callable[[int, int], None] | None = None
    ) -> UndoPreview:
        self.asked.append(job.id)
        self.stops.append(stop)
        if stop is not None and stop.is_set():
            raise Cancelled
        if self.error is not None:
            raise self.error
        if told is not None:
            told(40, 138)
        return self.answer
