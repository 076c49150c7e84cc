"""Brings jobs into the list: this process's from the board, everybody else's from the shared table."""

import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ppm_desktop.domain.errors import DatabaseError
from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.domain.listing import Delta, DeltaMark, JobFilter, JobOrder, JobPage, Overview, PageKey
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.gui.models.job_filter import matches_status
from ppm_desktop.gui.models.job_table import JobTableModel
from ppm_desktop.gui.poll_pace import PollPace
from ppm_desktop.gui.ports import Board, JobReads, Pool
from ppm_desktop.gui.rates import JobRates

logger = logging.getLogger(__name__)

BOARD_EVERY_MS = 100
TICK_EVERY_MS = 1000
AGES_EVERY_TICKS = 10
OVERVIEW_EVERY_POLLS = 10
NUDGE_MS = 200
PAGE_ROWS = 25
"""More than a window full; what is read at once takes the database and this thread a few milliseconds."""


class Link(StrEnum):
    """How the shared table is reached."""

    CONNECTING = "connecting"
    ONLINE = "online"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Connection:
    """What the status bar says of the database.

    Attributes:
        interval_s: Pause until the next question.
        took_ms: How long the last answer took.
        error: Why it is away.
    """

    link: Link = Link.CONNECTING
    interval_s: float = 0.0
    took_ms: float = 0.0
    error: Exception | None = None


class _Ask(StrEnum):
    PAGE = "page"
    DELTA = "delta"
    OVERVIEW = "overview"


@dataclass(frozen=True, slots=True)
class _Key:
    """Tells this feed's outcomes from those of others, and answers to an older filter from current ones."""

    owner: int
    ask: _Ask
    turn: int
    first: bool = True


class JobFeed(QObject):
    """Keeps a `JobTableModel` current; lives in the GUI thread and never blocks it.

    Signals:
        loaded: The first page of the current filter is in the model.
        overview_changed: `Overview` for the current filter.
        connection_changed: `Connection`.
        changed: Rows may be different now (also once a second for what time changes).
        seen: list of `JobSnapshot` that came from anywhere, whether they match the filter or not.
        gone: Numbers of jobs that exist no more.
    """

    loaded = Signal()
    overview_changed = Signal(object)
    connection_changed = Signal(object)
    changed = Signal()
    seen = Signal(object)
    gone = Signal(object)

    def __init__(
        self,
        model: JobTableModel,
        rates: JobRates,
        jobs: JobReads,
        board: Board,
        pool: Pool,
        shared: SharedSettings,
        jitter: Callable[[], float] = random.random,
        parent: QObject | None = None,
    ) -> None:
        """``jitter`` gives numbers from 0.0 to 1.0."""
        super().__init__(parent)
        self._model = model
        self._rates = rates
        self._jobs = jobs
        self._board = board
        self._pool = pool
        self._pace = PollPace(shared, jitter)
        self._wanted = JobFilter()
        self._connection = Connection()
        self._own: set[int] = set()
        self._mark: DeltaMark | None = None
        self._next_page: PageKey | None = None
        self._turn = 0
        self._asking: set[_Ask] = set()
        self._polls = 0
        self._nudged = False
        self._ticks = 0
        self._everybodys_active = 0
        self._page_missing = False
        self._more_missing = False
        self._board_timer = self._timer("drain-board", BOARD_EVERY_MS, self._on_board_due)
        self._tick_timer = self._timer("rewrite-ages", TICK_EVERY_MS, self._on_tick)
        self._poll_timer = self._timer("poll-shared-table", 0, self._on_poll_due, single_shot=True)
        model.more_wanted.connect(self._on_more_wanted)
        pool.finished.connect(self._on_outcome)

    def start(self) -> None:
        """Begin to listen to the board and to ask the shared table."""
        self._board_timer.start()
        self._tick_timer.start()
        self._on_poll_due()
        self._load()

    def stop(self) -> None:
        """Ask nothing any more."""
        for timer in (self._board_timer, self._tick_timer, self._poll_timer):
            timer.stop()

    @property
    def wanted(self) -> JobFilter:
        """The filter in use."""
        return self._wanted

    @property
    def connection(self) -> Connection:
        """How the shared table is reached now."""
        return self._connection

    def is_own(self, job_id: int) -> bool:
        """Whether the job runs in this process."""
        return job_id in self._own

    def set_filter(self, wanted: JobFilter) -> None:
        """List the jobs that match ``wanted``, in the order in use; `loaded` follows."""
        self._list(replace(wanted, order=self._wanted.order))

    def set_order(self, order: JobOrder) -> None:
        """List in ``order`` from now on, read from the database page by page; `loaded` follows."""
        self._list(replace(self._wanted, order=order))

    def _list(self, wanted: JobFilter) -> None:
        if wanted != self._wanted:
            self._wanted = wanted
            self._load()

    def set_background(self, background: bool) -> None:
        """Ask as seldom as when idle while nobody looks, or not at all."""
        self._set_pace(hidden=background, refresh_hidden=self._pace.refresh_hidden)

    def set_refresh_hidden(self, refresh: bool) -> None:
        """Whether the shared table is asked at all while nobody looks."""
        self._set_pace(hidden=self._pace.hidden, refresh_hidden=refresh)

    def _set_pace(self, *, hidden: bool, refresh_hidden: bool) -> None:
        before = self._pace.hidden, self._pace.refresh_hidden
        self._pace.hidden, self._pace.refresh_hidden = hidden, refresh_hidden
        if before == (hidden, refresh_hidden) or not self._board_timer.isActive():
            return
        if self._pace.asleep:
            self._poll_timer.stop()
        elif not hidden or not self._poll_timer.isActive():
            self.refresh()

    def take(self, jobs: Sequence[JobSnapshot]) -> None:
        """Show rows made or changed by this window at once."""
        self._apply([job for job in jobs if job.id not in self._own or not job.active])
        self._ask_overview()

    @Slot(object)
    def forget(self, job_ids: Sequence[int]) -> None:
        """Take away rows of jobs that this window removed, at once."""
        self._drop(job_ids)
        self._ask_overview()

    @Slot()
    def refresh(self) -> None:
        """Ask the shared table now."""
        self._pace.answered()
        self._poll_timer.stop()
        self._on_poll_due()
        self._ask_overview()

    @Slot()
    def nudge(self) -> None:
        """Others have changed something: ask the shared table soon; while it is away that asks no sooner."""
        if self._connection.link is not Link.ONLINE or not self._board_timer.isActive():
            return
        if _Ask.DELTA in self._asking:
            self._nudged = True
        elif self._poll_timer.remainingTime() > 2 * NUDGE_MS:  # a coarse timer may take some more
            self._poll_timer.start(NUDGE_MS)

    def _timer(self, name: str, every_ms: int, slot: Callable[[], None], *, single_shot: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setObjectName(name)
        timer.setInterval(every_ms)
        timer.setSingleShot(single_shot)
        timer.timeout.connect(slot)
        return timer

    @Slot()
    def _on_board_due(self) -> None:
        posted = self._board.drain()
        if not posted:
            return
        for job in posted:
            if job.active:
                self._own.add(job.id)
            else:
                self._own.discard(job.id)
        ended = any(not job.active for job in posted)
        self._apply(posted)
        if ended:
            self._ask_overview()

    @Slot()
    def _on_tick(self) -> None:
        self._ticks += 1
        if self._connection.link is Link.ONLINE:
            self._model.note_contact()
        self._model.tick(every_row=self._ticks % AGES_EVERY_TICKS == 0)
        self.changed.emit()

    @Slot()
    def _on_poll_due(self) -> None:
        self._submit(_Ask.DELTA, partial(self._jobs.delta, self._mark))

    @Slot()
    def _on_more_wanted(self) -> None:
        if self._next_page is not None and _Ask.PAGE not in self._asking:
            self._submit(_Ask.PAGE, partial(self._page, self._wanted, self._next_page), first=False)

    def _load(self) -> None:
        self._turn += 1
        self._next_page = None
        self._asking.discard(_Ask.PAGE)
        self._asking.discard(_Ask.OVERVIEW)
        self._submit(_Ask.PAGE, partial(self._page, self._wanted))
        self._ask_overview()

    def _page(self, wanted: JobFilter, after: PageKey | None = None) -> JobPage:
        return self._jobs.page(wanted, after, PAGE_ROWS)

    def _ask_overview(self) -> None:
        self._submit(_Ask.OVERVIEW, partial(self._jobs.overview, self._wanted))

    def _submit(self, ask: _Ask, work: Callable[[], object], *, first: bool = True) -> None:
        if ask in self._asking:
            return
        self._asking.add(ask)
        self._pool.submit(_Key(id(self), ask, self._turn, first), work)

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _Key) or key.owner != id(self):
            return
        if key.ask is not _Ask.DELTA and key.turn != self._turn:
            return
        self._asking.discard(key.ask)
        if isinstance(outcome, Exception):
            self._on_failure(outcome, key)
        elif isinstance(outcome, Delta):
            self._on_delta(outcome)
        elif isinstance(outcome, JobPage):
            self._on_page(outcome, first=key.first)
        elif isinstance(outcome, Overview):
            self._everybodys_active = outcome.totals.active
            self._hasten()
            self.overview_changed.emit(outcome)

    def _on_page(self, page: JobPage, *, first: bool) -> None:
        self._next_page = page.next
        rows = [self._newest(job) for job in page.rows]
        self._rates.observe(rows)
        self.seen.emit(rows)
        self._model.note_retries(rows)
        if first:
            self._model.replace(rows)
        else:
            self._model.apply(rows)
        self._model.set_more(page.next is not None)
        if first:
            self._hasten()
            self.loaded.emit()
        self.changed.emit()
        if page.next is not None and page.next.state is not None:
            self._on_more_wanted()  # no active job is left to be scrolled to

    def _hasten(self) -> None:
        """The first answer came before the list: now it is known how often to ask."""
        interval_s = self._interval_s()
        if self._connection.link is Link.ONLINE and interval_s < self._connection.interval_s:
            self._schedule(Link.ONLINE, interval_s, self._connection.took_ms)

    def _newest(self, job: JobSnapshot) -> JobSnapshot:
        """Of an own running job the row on the screen is always newer than the table's."""
        shown = self._model.row(job.id)
        return shown.job if shown is not None and job.id in self._own else job

    def _drop(self, job_ids: Sequence[int]) -> None:
        self._model.remove(job_ids)
        self._rates.forget(job_ids)
        self.gone.emit(job_ids)

    def _on_delta(self, delta: Delta) -> None:
        self._mark = delta.mark
        returned = self._pace.missing
        self._pace.answered()
        self._polls += 1
        foreign = [job for job in delta.rows if not (job.id in self._own and job.active)]
        moved = self._count_moves(foreign) or bool(delta.removed)
        self._model.note_contact()
        self._apply(foreign)
        self._drop(delta.removed)
        if moved or returned or self._polls % OVERVIEW_EVERY_POLLS == 0:
            self._ask_overview()
        self._schedule(Link.ONLINE, self._interval_s(), delta.took_ms)

    def _count_moves(self, jobs: Sequence[JobSnapshot]) -> bool:
        """Whether a job came, changed its state or failed a product: then the counts are different."""
        for job in jobs:
            shown = self._model.row(job.id)
            if shown is None or shown.job.state is not job.state or shown.job.failed != job.failed:
                return True
        return False

    def _on_failure(self, error: Exception, key: _Key) -> None:
        if not isinstance(error, DatabaseError):
            logger.error("asking for %s failed", key.ask, exc_info=error)
        if key.ask is _Ask.DELTA:
            self._schedule(Link.AWAY, self._pace.miss(), 0.0, error)
        elif key.ask is _Ask.PAGE:
            # It comes with the next answer of the table, see `_catch_up`.
            self._page_missing |= key.first
            self._more_missing |= not key.first

    def _schedule(self, link: Link, pause_s: float, took_ms: float, error: Exception | None = None) -> None:
        if not self._pace.asleep:
            nudged, self._nudged = self._nudged and link is Link.ONLINE, False
            self._poll_timer.start(NUDGE_MS if nudged else self._pace.spread_ms(pause_s))
        if link is Link.ONLINE:
            self._catch_up()
        self._connection = Connection(link, pause_s, took_ms, error)
        self.connection_changed.emit(self._connection)

    def _catch_up(self) -> None:
        """Read the pages that failed while the database was away."""
        more, self._more_missing = self._more_missing, False
        if self._page_missing:
            self._page_missing = False
            self._load()
        elif more:
            self._on_more_wanted()

    def _interval_s(self) -> float:
        listed = sum(1 for job in self._model.jobs() if job.active)
        self._pace.active = max(listed, self._everybodys_active)
        return self._pace.interval_s()

    def _apply(self, jobs: Sequence[JobSnapshot]) -> None:
        self._rates.observe(jobs)
        self.seen.emit(jobs)
        self._model.note_retries(jobs)
        self._model.apply([job for job in jobs if self._model.row(job.id) is not None or self._matches(job)])
        self.changed.emit()

    def _matches(self, job: JobSnapshot) -> bool:
        """Whether a job that is not listed yet belongs into the list.

        Only the database can find a SKU in a job's ledger: such jobs come with the next page.
        """
        wanted = self._wanted
        if wanted.shop_id not in (None, job.shop_id) or not matches_status(job, wanted.status):
            return False
        text = wanted.search.strip().casefold()
        if not text:
            return True
        return text in job.shop_name.casefold() or text.lstrip("#") == str(job.id) or text == job.uuid.casefold()
