"""Stand-ins for what the window talks to: an engine, services and a pool that run nothing and remember."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ppm_desktop.domain.catalog import ShopCategory
from ppm_desktop.domain.errors import DatabaseUnavailable, InvalidRequest, PpmError
from ppm_desktop.domain.job import JobSnapshot, JobState, JobType
from ppm_desktop.domain.listing import (
    CauseCount,
    Delta,
    DeltaMark,
    EventKind,
    JobCounts,
    JobDetail,
    JobEvent,
    JobFilter,
    JobOrder,
    JobPage,
    Overview,
    PageKey,
    ShopSummary,
    StatusFilter,
    Totals,
    WrittenItem,
)
from ppm_desktop.domain.product_edit import EditField, EditPreview, EditResult, EditStep, FilePreview, FileShape
from ppm_desktop.domain.product_list import (
    CatalogueTotals,
    CategoryLine,
    ProductFilter,
    ProductHistory,
    ProductIndex,
    ProductLine,
    SyncState,
)
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.retry import RetryWish
from ppm_desktop.gui.models.job_filter import matches_status
from tests.fakes.failures import FakeFailures

MOMENT = datetime(2025, 11, 24, 13, 28, 7, tzinfo=UTC)


def job(number: int = 1, **changes: object) -> JobSnapshot:
    """A job; `changes` are fields of `JobSnapshot`."""
    values: dict[str, object] = {
        "id": number,
        "uuid": f"00000000-0000-4000-8000-{number:012}",
        "type": JobType.IMPORT,
        "shop_id": 1,
        "shop_name": "KAYO Parts PL",
        "state": JobState.PROCESSING,
        "version": 1,
        "created_at": MOMENT - timedelta(minutes=7, seconds=10),
        "updated_at": MOMENT,
        "started_at": MOMENT - timedelta(minutes=7, seconds=2),
    }
    return JobSnapshot(**(values | changes))  # type: ignore[arg-type]  # a test's shorthand for a dozen fields


class FakeClock:
    """A wall clock and a steady clock that move only when told."""

    def __init__(self, start: datetime = MOMENT) -> None:
        self._now = start
        self._passed_s = 1000.0

    def now(self) -> datetime:
        """The time of day."""
        return self._now

    def monotonic_s(self) -> float:
        """Seconds since some moment."""
        return self._passed_s

    def advance(self, seconds: float) -> None:
        """Let ``seconds`` pass."""
        self._now += timedelta(seconds=seconds)
        self._passed_s += seconds


class InstantPool(QObject):
    """Runs a task at once, in the caller's thread; `hold` keeps tasks back until `release`."""

    finished = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.held: list[tuple[object, Callable[[], object]]] | None = None

    def hold(self) -> None:
        """Run nothing until `release`."""
        self.held = []

    def release(self) -> None:
        """Run what was held back, and everything at once from now on."""
        waiting, self.held = self.held or [], None
        for key, work in waiting:
            self.submit(key, work)

    def submit(self, key: object, work: Callable[[], object]) -> None:
        """Run ``work`` and tell."""
        if self.held is not None:
            self.held.append((key, work))
            return
        try:
            outcome: object = work()
        except PpmError as error:
            outcome = error
        self.finished.emit(key, outcome)


@dataclass
class FakeJobs(FakeFailures):
    """A list of jobs that answers like the job service; `away` makes every answer fail."""

    rows: list[JobSnapshot] = field(default_factory=list)
    written_items: dict[int, list[WrittenItem]] = field(default_factory=dict)
    events: dict[int, tuple[JobEvent, ...]] = field(default_factory=dict)
    causes: dict[int, tuple[CauseCount, ...]] = field(default_factory=dict)
    counts: JobCounts | None = None
    failed_today: int = 0
    page_size: int = 100
    away: bool = False
    away_code: str = ""
    deltas: list[Delta] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    def page(self, wanted: JobFilter, after: PageKey | None = None, limit: int = 100) -> JobPage:
        """Jobs that match, in the order that is wanted, active ones before; ``pages`` notes how many."""
        self._answer("page")
        rows = [one for one in self.rows if self._matches(one, wanted)]
        oldest = wanted.order is JobOrder.OLDEST
        rows.sort(key=lambda one: (one.created_at, one.id), reverse=not oldest)
        if wanted.order is JobOrder.ERRORS:
            rows.sort(key=lambda one: -one.failed)
        if wanted.order is JobOrder.SHOP:
            rows.sort(key=lambda one: one.shop_name)
        rows.sort(key=lambda one: not one.active)
        begin = 0 if after is None else [one.id for one in rows].index(after.id) + 1
        page, rest = rows[begin : begin + min(limit, self.page_size)], rows[begin + min(limit, self.page_size) :]
        self.pages.append(len(page))
        return JobPage(tuple(page), PageKey.of(page[-1]) if rest else None)

    def matching(self, wanted: JobFilter) -> list[JobSnapshot]:
        """Jobs that match."""
        self._answer("matching")
        return [one for one in self.rows if self._matches(one, wanted)]

    def overview(self, wanted: JobFilter) -> Overview:
        """Counts of what is there, unless they were set."""
        self._answer("overview")
        counts = self.counts or JobCounts(
            *(sum(1 for one in self.rows if matches_status(one, status)) for status in StatusFilter)
        )
        return Overview(counts, Totals(counts.active, self.failed_today))

    def delta(self, mark: DeltaMark | None) -> Delta:
        """The next prepared answer, or nothing new."""
        self._answer("delta")
        if self.deltas:
            return self.deltas.pop(0)
        return Delta((), (), DeltaMark(MOMENT), 4.0)

    def detail(self, job_id: int) -> JobDetail:
        """What was prepared for the job."""
        self._answer("detail")
        found = next((one for one in self.rows if one.id == job_id), None)
        if found is None:
            raise InvalidRequest("job_unknown", key=f"#{job_id}")
        return JobDetail(found, self.causes.get(job_id, ()), self.events.get(job_id, ()))

    def written(self, job_id: int, limit: int) -> list[WrittenItem]:
        """What was prepared for the job."""
        self._answer("written")
        return self.written_items.get(job_id, [])[:limit]

    def _answer(self, question: str) -> None:
        self.asked.append(question)
        if self.away:
            raise DatabaseUnavailable("the server does not answer", code=self.away_code)

    def _matches(self, one: JobSnapshot, wanted: JobFilter) -> bool:
        in_shop = wanted.shop_id in (None, one.shop_id)
        return in_shop and matches_status(one, wanted.status) and wanted.search.casefold() in one.shop_name.casefold()


class FakeManager(QObject):
    """Remembers what it was asked for."""

    created = Signal(object)
    changed = Signal(object)
    finished = Signal(object)
    retried = Signal(object)
    unfinished = Signal(object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.started: list[tuple[JobRequest, tuple[int, ...]]] = []
        self.cancelled: list[int] = []
        self.resumed: list[int] = []
        self.paused: list[int] = []
        self.taken_over: list[int] = []
        self.left: list[JobSnapshot] = []
        self.wishes: list[tuple[int | str, RetryWish]] = []
        self.active = 0

    def active_count(self) -> int:
        """As many as the test says."""
        return self.active

    def start(self, request: JobRequest, shop_ids: Sequence[int]) -> None:
        """Note the request."""
        self.started.append((request, tuple(shop_ids)))

    def cancel(self, job_ids: Iterable[int]) -> None:
        """Note the jobs."""
        self.cancelled.extend(job_ids)

    def pause(self, job_ids: Iterable[int]) -> None:
        """Note the jobs."""
        self.paused.extend(job_ids)

    def look_for_unfinished(self) -> None:
        """Tell what the test has left."""
        if self.left:
            self.unfinished.emit(self.left)

    def take_over(self, job_ids: Iterable[int]) -> None:
        """Note the jobs."""
        self.taken_over.extend(job_ids)

    def retry(self, job_id: int, wish: RetryWish) -> None:
        """Note the wish."""
        self.wishes.append((job_id, wish))

    def retry_many(self, job_ids: Iterable[int], wish: RetryWish) -> None:
        """Note the wish of each."""
        self.wishes.extend((job_id, wish) for job_id in job_ids)

    def retry_batch(self, batch_id: str, wish: RetryWish) -> None:
        """Note the wish."""
        self.wishes.append((batch_id, wish))

    def resume(self, job_ids: Iterable[int]) -> None:
        """Note the jobs."""
        self.resumed.extend(job_ids)


@dataclass
class FakeProducts:
    """A catalogue in memory that answers like the product service; ``asked`` notes every reading of lines.

    Attributes:
        matching: Ids that `find` gives instead of those of ``rows``: a catalogue larger than its rows.
        refuses: Raised by the next edits.
    """

    rows: list[ProductLine] = field(default_factory=list)
    tree: list[CategoryLine] = field(default_factory=list)
    shops: int = 7
    matching: "array[int] | None" = None
    make: Callable[[int], ProductLine] | None = None
    away: bool = False
    refuses: PpmError | None = None
    asked: list[tuple[int, ...]] = field(default_factory=list)
    searched: list[ProductFilter] = field(default_factory=list)
    edits: list[tuple[int, EditField, str]] = field(default_factory=list)

    def totals(self) -> CatalogueTotals:
        """As many as there are."""
        self._answer()
        return CatalogueTotals(len(self.rows) if self.matching is None else len(self.matching), self.shops)

    def categories(self) -> Sequence[CategoryLine]:
        """The tree."""
        self._answer()
        return self.tree

    def find(self, wanted: ProductFilter) -> ProductIndex:
        """Exact hits first, then what holds the text or its beginning."""
        self._answer()
        self.searched.append(wanted)
        if self.matching is not None:
            return ProductIndex(self.matching)
        text = wanted.search.casefold()
        rows = [one for one in self.rows if self._matches(one, wanted)]
        exact = [one.id for one in rows if text and one.sku.casefold() == text]
        others = [one.id for one in rows if one.id not in exact]
        return ProductIndex(array("q", exact + others), len(exact))

    def lines(self, product_ids: Sequence[int]) -> list[ProductLine]:
        """Rows of these products; those that were never made are left out."""
        self._answer()
        self.asked.append(tuple(product_ids))
        if self.make is not None:
            return [self.make(one) for one in product_ids]
        known = {one.id: one for one in self.rows}
        return [known[one] for one in product_ids if one in known]

    def skus(self, product_ids: Sequence[int]) -> list[str]:
        """SKUs of these products."""
        return [one.sku for one in self.lines(product_ids)]

    def edit(self, product_id: int, field: EditField, text: str) -> EditResult:
        """Change the row; every shop that had it waits then."""
        self._answer()
        if self.refuses is not None:
            raise self.refuses
        self.edits.append((product_id, field, text))
        values: dict[EditField, dict[str, object]] = {
            EditField.NAME: {"name": text},
            EditField.PRICE: {"price_net": Decimal(text.replace(",", ".")) if field is EditField.PRICE else None},
            EditField.STOCK: {"quantity": int(text) if field is EditField.STOCK else None},
            EditField.ACTIVE: {"active": text == "1"},
        }
        for place, one in enumerate(self.rows):
            if one.id == product_id:
                marks = tuple(replace(mark, state=SyncState.WAITING, reason="") for mark in one.marks)
                self.rows[place] = replace(one, marks=marks, **values[field])  # type: ignore[arg-type]  # as named above
        return EditResult(1, (1,), (product_id,))

    def preview_bulk(self, product_ids: Sequence[int], steps: Sequence[EditStep], examples: int = 8) -> EditPreview:
        """Nothing would change."""
        return EditPreview(len(product_ids), 0, 0, None, 0, 0, ())

    def apply_bulk(self, product_ids: Sequence[int], steps: Sequence[EditStep]) -> EditResult:
        """Nothing changes."""
        return EditResult(0, ())

    def preview_file(self, path: Path, shape: FileShape | None = None) -> FilePreview:
        """An empty file."""
        return FilePreview(path.name, 0, shape or FileShape("utf-8", ";", True, True, ()), (), (), (), 0, 0, 0, 0)

    def apply_file(self, preview: FilePreview) -> EditResult:
        """Nothing changes."""
        return EditResult(0, ())

    def history(self, product_id: int) -> ProductHistory:
        """Nothing ever touched it."""
        known = {one.id: one for one in self.rows}
        return ProductHistory(product_id, known[product_id].sku, known[product_id].name, (), ())

    def _answer(self) -> None:
        if self.away:
            raise DatabaseUnavailable("the server does not answer")

    def _matches(self, one: ProductLine, wanted: ProductFilter) -> bool:
        text = wanted.search.casefold()
        beginning = text.split("-")[0] if "-" in text else text
        in_state = wanted.state is None or any(mark.state is wanted.state for mark in one.marks)
        return in_state and (beginning in one.sku.casefold() or beginning in one.name.casefold())


@dataclass
class FakeShops:
    """Shops in memory; `error` is raised instead of an answer."""

    rows: list[ShopSummary] = field(default_factory=list)
    tree: list[ShopCategory] = field(default_factory=list)
    error: PpmError | None = None

    def list(self) -> Sequence[ShopSummary]:
        """All shops."""
        return list(self.rows)

    def categories(self, shop_id: int) -> Sequence[ShopCategory]:
        """The tree, whatever the shop."""
        self._fail()
        return self.tree

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error


def event(seconds_ago: float, kind: EventKind, **facts: str) -> JobEvent:
    """An event some seconds before `MOMENT`."""
    return JobEvent(MOMENT - timedelta(seconds=seconds_ago), kind, facts)
