"""Reads what is shown of one job beyond its row, through the pool."""

import logging
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.job import ItemRecord
from ppm_desktop.domain.listing import JobDetail
from ppm_desktop.gui.ports import JobReads, Pool

logger = logging.getLogger(__name__)

MOST_SKUS = 100_000


@dataclass(frozen=True, slots=True)
class _DetailOf:
    reader: int
    job_id: int


@dataclass(frozen=True, slots=True)
class _FailuresOf:
    reader: int
    job_id: int
    only_skus: bool


@dataclass(frozen=True, slots=True)
class _WrittenOf:
    reader: int
    job_id: int


class JobReader(QObject):
    """Lives in the GUI thread; answers come by its signals.

    Signals:
        detail_read: `JobDetail`.
        failures_read: Job id and list of `ItemRecord`.
        written_read: Job id and list of `WrittenItem`.
        skus_read: All failed SKUs of a job as text, one a line.
        failed: `PpmError`: what a person asked for cannot be read.
    """

    detail_read = Signal(object)
    failures_read = Signal(int, object)
    written_read = Signal(int, object)
    skus_read = Signal(str)
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

    def ask_failures(self, job_id: int, limit: int) -> None:
        """Read the first failed products."""
        key = _FailuresOf(id(self), job_id, only_skus=False)
        self._pool.submit(key, partial(self._jobs.failures, job_id, limit))

    def ask_written(self, job_id: int, limit: int) -> None:
        """Read what the first products of a job became."""
        self._pool.submit(_WrittenOf(id(self), job_id), partial(self._jobs.written, job_id, limit))

    def ask_skus(self, job_id: int) -> None:
        """Read the SKUs of all failed products."""
        key = _FailuresOf(id(self), job_id, only_skus=True)
        self._pool.submit(key, partial(self._jobs.failures, job_id, MOST_SKUS))

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _DetailOf | _FailuresOf | _WrittenOf) or key.reader != id(self):
            return
        if isinstance(key, _DetailOf):
            self._asked = None
        if isinstance(outcome, Exception):
            self._on_failure(key, outcome)
        elif isinstance(outcome, JobDetail):
            self.detail_read.emit(outcome)
        elif isinstance(key, _WrittenOf):
            self.written_read.emit(key.job_id, outcome)
        elif isinstance(key, _FailuresOf) and isinstance(outcome, list):
            self._on_failures(key, [item for item in outcome if isinstance(item, ItemRecord)])

    def _on_failures(self, key: _FailuresOf, items: list[ItemRecord]) -> None:
        if key.only_skus:
            self.skus_read.emit("\n".join(item.sku or f"id:{item.external_id}" for item in items))
        else:
            self.failures_read.emit(key.job_id, items)

    def _on_failure(self, key: _DetailOf | _FailuresOf | _WrittenOf, error: Exception) -> None:
        # Nobody asked for the details by hand: they come with the next answer of the database.
        logger.info("job #%s cannot be read: %s", key.job_id, error)
        if isinstance(key, _FailuresOf):
            self.failed.emit(error if isinstance(error, PpmError) else PpmError(str(error)))
