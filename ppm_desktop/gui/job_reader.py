"""Reads what is shown of one job beyond its row, through the pool."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.failure_list import FailureQuery
from ppm_desktop.domain.listing import JobDetail, JobFilter
from ppm_desktop.gui.ports import JobReads, Pool

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _DetailOf:
    reader: int
    job_id: int


@dataclass(frozen=True, slots=True)
class _SearchOf:
    reader: int
    job_id: int
    errors: bool


@dataclass(frozen=True, slots=True)
class _Skus:
    reader: int


@dataclass(frozen=True, slots=True)
class _MatchingOf:
    reader: int


@dataclass(frozen=True, slots=True)
class _WrittenOf:
    reader: int
    job_id: int


_Key = _DetailOf | _SearchOf | _Skus | _WrittenOf | _MatchingOf


class JobReader(QObject):
    """Lives in the GUI thread; answers come by its signals.

    Signals:
        detail_read: `JobDetail`.
        found: Number of a job that was searched, and whether its errors are wanted.
        matching_read: list of `JobSnapshot`: every job that matches a filter.
        written_read: Job id and list of `WrittenItem`.
        skus_read: list of all failed SKUs of jobs, each once.
        failed: `PpmError`: what a person asked for cannot be read.
    """

    detail_read = Signal(object)
    found = Signal(int, bool)
    matching_read = Signal(object)
    written_read = Signal(int, object)
    skus_read = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: JobReads, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pool = pool
        self._asked: int | None = None
        pool.finished.connect(self._on_outcome)

    def ask_detail(self, job_id: int) -> None:
        """Read causes and timeline, unless the same has just been asked."""
        if self._asked != job_id:
            self._asked = job_id
            self._pool.submit(_DetailOf(id(self), job_id), partial(self._jobs.detail, job_id))

    def search(self, job_id: int, *, errors: bool) -> None:
        """Look whether there is still such a job; ``errors`` comes back with it."""
        self._pool.submit(_SearchOf(id(self), job_id, errors), partial(self._jobs.detail, job_id))

    def ask_matching(self, wanted: JobFilter) -> None:
        """Read every job that matches."""
        self._pool.submit(_MatchingOf(id(self)), partial(self._jobs.matching, wanted))

    def ask_written(self, job_id: int, limit: int) -> None:
        """Read what the first products of a job became."""
        self._pool.submit(_WrittenOf(id(self), job_id), partial(self._jobs.written, job_id, limit))

    def ask_skus(self, job_ids: Sequence[int]) -> None:
        """Read the SKUs of all failed products of these jobs."""
        self._pool.submit(_Skus(id(self)), partial(self._read_skus, tuple(job_ids)))

    def _read_skus(self, job_ids: Sequence[int]) -> list[str]:
        labels = (label for job_id in job_ids for label in self._jobs.failed_labels(job_id, FailureQuery()))
        return list(dict.fromkeys(labels))

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _Key) or key.reader != id(self):
            return
        if isinstance(key, _DetailOf):
            self._asked = None
        if isinstance(outcome, Exception):
            self._on_failure(key, outcome)
        elif isinstance(key, _SearchOf):
            self.found.emit(key.job_id, key.errors)
        elif isinstance(outcome, JobDetail):
            self.detail_read.emit(outcome)
        elif isinstance(key, _MatchingOf):
            self.matching_read.emit(outcome)
        elif isinstance(key, _WrittenOf):
            self.written_read.emit(key.job_id, outcome)
        else:
            self.skus_read.emit(outcome)

    def _on_failure(self, key: _Key, error: Exception) -> None:
        # Nobody asked for the details by hand: they come with the next answer of the database.
        logger.info("%s cannot be read: %s", key, error)
        if isinstance(key, _SearchOf | _Skus | _MatchingOf):
            self.failed.emit(error if isinstance(error, PpmError) else PpmError(str(error)))
