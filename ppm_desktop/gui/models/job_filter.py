"""Orders the jobs of the list and hides those that left its status filter."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel

from ppm_desktop.domain.job import JobSnapshot, JobState
from ppm_desktop.domain.listing import JobOrder, StatusFilter
from ppm_desktop.gui.models.job_row import JobRow
from ppm_desktop.gui.models.job_table import JobTableModel

SortKey = tuple[bool, str, float, int]


_STATES: Mapping[StatusFilter, frozenset[JobState]] = {
    StatusFilter.ACTIVE: frozenset({JobState.PENDING, JobState.PROCESSING}),
    StatusFilter.ALL: frozenset(JobState),
    StatusFilter.COMPLETED: frozenset({JobState.COMPLETED}),
    StatusFilter.FAILED: frozenset({JobState.FAILED}),
}


def matches_status(job: JobSnapshot, status: StatusFilter) -> bool:
    """Whether ``job`` belongs into the segment ``status``."""
    return job.state in _STATES[status]


class JobFilterModel(QSortFilterProxyModel):
    """Sorts and filters what `JobTableModel` holds; shop and search were decided by the database."""

    def __init__(self, source: JobTableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = source
        self._status = StatusFilter.ALL
        self._order = JobOrder.NEWEST
        self._held: dict[int, SortKey] | None = None
        self.setSourceModel(source)
        self.setDynamicSortFilter(True)
        self.sort(0)

    @property
    def order(self) -> JobOrder:
        """The order in use."""
        return self._order

    def set_status(self, status: StatusFilter) -> None:
        """Show the segment ``status`` from now on."""
        if status is not self._status:
            self._status = status
            self.hold(False)
            self.invalidate()

    def set_order(self, order: JobOrder) -> None:
        """Order by ``order`` from now on."""
        self._order = order
        self.hold(False)
        self.invalidate()

    def hold(self, held: bool) -> None:
        """While held (the pointer is over the list) no row moves or leaves; new ones still come."""
        if held and self._held is None:
            rows = (self.row_at(place) for place in range(self.rowCount()))
            self._held = {row.job.id: self._key(row.job) for row in rows}
        elif not held and self._held is not None:
            self._held = None
            self.invalidate()

    def row_at(self, place: int) -> JobRow:
        """The row shown at ``place``."""
        return self._jobs.row_at(self.mapToSource(self.index(place, 0)).row())

    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Rows of the segment, and those that were there when the order was held."""
        job = self._jobs.row_at(source_row).job
        if self._held is not None and job.id in self._held:
            return True
        return matches_status(job, self._status)

    def lessThan(self, left: QModelIndex | QPersistentModelIndex, right: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether the row ``left`` stands above ``right``."""
        return self._key_at(left.row()) < self._key_at(right.row())

    def _key_at(self, source_row: int) -> SortKey:
        job = self._jobs.row_at(source_row).job
        if self._held is not None and (held := self._held.get(job.id)) is not None:
            return held
        return self._key(job)

    def _key(self, job: JobSnapshot) -> SortKey:
        created = job.created_at.timestamp()
        match self._order:
            case JobOrder.NEWEST:
                return not job.active, "", -created, -job.id
            case JobOrder.OLDEST:
                return not job.active, "", created, job.id
            case JobOrder.SHOP:
                return not job.active, job.shop_name.casefold(), -created, -job.id
            case JobOrder.ERRORS:
                return not job.active, "", -job.failed, -job.id
