"""Reads the failed products of one job through the pool, page by page."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from ppm_desktop.domain.failure_list import FailureQuery, ReportWords
from ppm_desktop.domain.job import JobSnapshot, Origin
from ppm_desktop.domain.retry import RetryScope, RetryWish
from ppm_desktop.gui.models.failure_picks import FailurePicks
from ppm_desktop.gui.models.failure_tree import PAGE_LINES
from ppm_desktop.gui.ports import Failures, Pool


@dataclass(frozen=True, slots=True)
class _List:
    """Key of one reading of the list; what belongs to an older one counts no more."""

    reader: int
    number: int


@dataclass(frozen=True, slots=True)
class _Page:
    reader: int
    number: int
    cause: str


@dataclass(frozen=True, slots=True)
class _Places:
    reader: int
    number: int
    cause: str
    picked: bool


@dataclass(frozen=True, slots=True)
class _Labels:
    reader: int


@dataclass(frozen=True, slots=True)
class _Wish:
    reader: int


@dataclass(frozen=True, slots=True)
class _File:
    reader: int
    name: str


_Key = _List | _Page | _Places | _Labels | _Wish | _File


class FailureReader(QObject):
    """Lives in the GUI thread; answers come by its signals.

    Signals:
        listed: `FailureList` of the newest search.
        page_read: A cause and more of its lines.
        places_read: A cause, places of the ledger, and whether they are to be picked.
        labels_read: SKUs that were asked for.
        wish_read: `RetryWish` that stands for what is picked.
        written: How many products stand in a file, and its name.
        failed: The error, and whether it was the list that could not be read.
    """

    listed = Signal(object)
    page_read = Signal(str, object)
    places_read = Signal(str, object, bool)
    labels_read = Signal(object)
    wish_read = Signal(object)
    written = Signal(int, str)
    failed = Signal(object, bool)

    def __init__(self, jobs: Failures, pool: Pool, job: JobSnapshot, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pool = pool
        self._job = job
        self._number = 0
        self._search = ""
        pool.finished.connect(self._on_outcome)

    @property
    def search(self) -> str:
        """What was searched last."""
        return self._search

    def ask_list(self, search: str) -> None:
        """Read the causes and the first products of each."""
        self._number += 1
        self._search = search
        self._pool.submit(_List(id(self), self._number), partial(self._jobs.failed_groups, self._job.id, search))

    def ask_page(self, cause: str, after: int) -> None:
        """Read the products of a cause that follow."""
        query = FailureQuery(self._search, (cause,))
        work = partial(self._jobs.failed_page, self._job.id, query, after, PAGE_LINES)
        self._pool.submit(_Page(id(self), self._number, cause), work)

    def ask_places(self, cause: str, picked: bool) -> None:
        """Read where all products of a cause stand that the search finds."""
        query = FailureQuery(self._search, (cause,), unresolved=True)
        work = partial(self._jobs.failed_places, self._job.id, query)
        self._pool.submit(_Places(id(self), self._number, cause, picked), work)

    def ask_labels(self, picks: FailurePicks | None, there: dict[str, int], query: FailureQuery) -> None:
        """Read the SKUs of what is picked, or of what ``query`` means where nothing is."""
        picked = None if picks is None else picks.copied()
        self._pool.submit(_Labels(id(self)), partial(self._read_labels, picked, dict(there), query))

    def ask_wish(self, picks: FailurePicks, there: dict[str, int]) -> None:
        """Put what is picked as a wish, reading what is lacking for it."""
        wish = picks.wish(there)
        if wish is not None and (self._job.origin is not Origin.WEB or wish.scope is RetryScope.FAILED):
            self.wish_read.emit(wish)
            return
        self._pool.submit(_Wish(id(self)), partial(self._read_wish, picks.copied()))

    def write(self, query: FailureQuery, path: Path, words: ReportWords) -> None:
        """Write what is meant into a file."""
        work = partial(self._jobs.report_failures, self._job.id, query, path, words)
        self._pool.submit(_File(id(self), path.name), work)

    def _read_wish(self, picks: FailurePicks) -> RetryWish:
        """In the pool: jobs of the web application have no ledger, their products are named instead."""
        wish = picks.wish_of(self._read_missing(picks))
        if self._job.origin is not Origin.WEB:
            return wish
        labels = self._jobs.failed_labels(self._job.id, FailureQuery(sequences=wish.sequences))
        return RetryWish(RetryScope.SELECTION, skus=tuple(labels))

    def _read_labels(self, picks: FailurePicks | None, there: dict[str, int], query: FailureQuery) -> list[str]:
        if picks is not None:
            wish = picks.wish(there) or picks.wish_of(self._read_missing(picks))
            query = FailureQuery(causes=wish.causes, sequences=wish.sequences, unresolved=True)
        return self._jobs.failed_labels(self._job.id, query)

    def _read_missing(self, picks: FailurePicks) -> dict[str, list[int]]:
        return {
            cause: self._jobs.failed_places(self._job.id, FailureQuery(causes=(cause,), unresolved=True))
            for cause in picks.missing()
        }

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _Key) or key.reader != id(self):
            return
        if isinstance(key, _List | _Page | _Places) and key.number != self._number:
            return
        if isinstance(outcome, Exception):
            self.failed.emit(outcome, isinstance(key, _List))
        else:
            self._tell(key, outcome)

    def _tell(self, key: _Key, outcome: object) -> None:
        match key:
            case _List():
                self.listed.emit(outcome)
            case _Page():
                self.page_read.emit(key.cause, outcome)
            case _Places():
                self.places_read.emit(key.cause, outcome, key.picked)
            case _Labels():
                self.labels_read.emit(outcome)
            case _Wish():
                self.wish_read.emit(outcome)
            case _File() if isinstance(outcome, int):
                self.written.emit(outcome, key.name)
