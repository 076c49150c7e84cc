"""Everybody's active jobs, whatever the Sync Center lists just now; fed by the same answers of the database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from ppm_desktop.domain.job import JobPhase, JobSnapshot, JobType
from ppm_desktop.domain.product_list import ProductLine, ShopMark, SyncState
from ppm_desktop.domain.request import SENDING, JobMode
from ppm_desktop.gui.feed import JobFeed
from ppm_desktop.gui.models.job_row import JobRow, RowWriter
from ppm_desktop.gui.models.job_table import JobTableModel


@dataclass(frozen=True, slots=True)
class _Sending:
    """A job that writes to a shop, and the products it was given by name (none: all, or a category)."""

    job: JobSnapshot
    named: frozenset[object] | None

    def covers(self, line: ProductLine, mark: ShopMark) -> bool:
        """Whether the job may still send the product; which ones a category holds only the job itself knows."""
        if mark.state in (SyncState.IN_SYNC, SyncState.OFF):
            return False
        if self.named is not None:
            return line.id in self.named or line.sku in self.named
        return mark.state is SyncState.WAITING or (mark.state is SyncState.NEVER and self.job.type is JobType.EXPORT)


class ActiveJobs(QObject):
    """Lives in the GUI thread.

    Attributes:
        model: The active jobs alone.

    Signals:
        changed: They are others now, or further.
        moved: One of them has finished a product.
        ended: `JobSnapshot` of one that was active until now.
    """

    changed = Signal()
    moved = Signal()
    ended = Signal(object)

    def __init__(
        self,
        feed: JobFeed,
        writer: RowWriter,
        now: Callable[[], datetime],
        monotonic_s: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = JobTableModel(writer, now, monotonic_s, self)
        self._sending: dict[int, _Sending] = {}
        feed.seen.connect(self._on_seen)
        feed.gone.connect(self._on_gone)

    def rows(self) -> list[JobRow]:
        """The active jobs, those that run before those that wait, newest first."""
        rows = [self.model.row_at(place) for place in range(self.model.rowCount())]
        return sorted(rows, key=lambda row: (row.job.started_at is None, -row.job.id))

    def fraction(self, line: ProductLine, mark: ShopMark) -> float | None:
        """How far the job is that is sending ``line`` to the shop of ``mark``; None when there is none."""
        sending = self._sending.get(mark.shop_id)
        return sending.job.fraction if sending is not None and sending.covers(line, mark) else None

    @Slot(object)
    def _on_seen(self, jobs: Sequence[JobSnapshot]) -> None:
        if not jobs:
            return
        ended = [job for job in jobs if not job.active and self.model.row(job.id) is not None]
        moved = any(self._has_moved(job) for job in jobs)
        self.model.apply([job for job in jobs if job.active])
        self.model.remove([job.id for job in ended])
        self._tell()
        if moved:
            self.moved.emit()
        for job in ended:
            self.ended.emit(job)

    @Slot(object)
    def _on_gone(self, job_ids: Sequence[int]) -> None:
        if job_ids:
            self.model.remove(job_ids)
            self._tell()

    def _has_moved(self, job: JobSnapshot) -> bool:
        row = self.model.row(job.id)
        return row is not None and row.job.processed != job.processed

    def _tell(self) -> None:
        known = {one.job.id: one.named for one in self._sending.values()}
        self._sending = {
            job.shop_id: _Sending(job, known[job.id] if job.id in known else _named(job))
            for job in self.model.jobs()
            if job.type in SENDING and job.phase is JobPhase.WORKING and job.paused_at is None
        }
        self.changed.emit()


def _named(job: JobSnapshot) -> frozenset[object] | None:
    if job.mode != JobMode.INDIVIDUAL:
        return None
    lists = (job.params.get(name) for name in ("product_ids", "skus"))
    return frozenset(one for values in lists if isinstance(values, list | tuple) for one in values)
