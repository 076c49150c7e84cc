"""The jobs of the list: newest snapshot of each, with its texts."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ppm_desktop.domain.job import JobSnapshot, Origin
from ppm_desktop.gui.models.job_row import MOVING_FOR_S, JobRow, RowWriter

AnyIndex = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_DESCRIPTION = int(Qt.ItemDataRole.AccessibleDescriptionRole)


class JobRole(IntEnum):
    """Roles beyond Qt's own."""

    ROW = Qt.ItemDataRole.UserRole + 1  # JobRow
    ID = Qt.ItemDataRole.UserRole + 2  # int


@dataclass(frozen=True, slots=True)
class _Heard:
    """When (monotonic seconds) a job was last read and when it last moved."""

    at_s: float
    moved_s: float


class JobTableModel(QAbstractListModel):
    """Rows in the order they came; `JobFilterModel` orders them. Use from the GUI thread.

    Signals:
        more_wanted: The view has scrolled to the end and there may be older jobs.
    """

    more_wanted = Signal()

    def __init__(
        self,
        writer: RowWriter,
        now: Callable[[], datetime],
        monotonic_s: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """``now`` is the wall clock (aware), ``monotonic_s`` counts seconds steadily."""
        super().__init__(parent)
        self._writer = writer
        self._now = now
        self._monotonic_s = monotonic_s
        self._rows: list[JobRow] = []
        self._places: dict[int, int] = {}
        self._heard: dict[int, _Heard] = {}
        self._retries: dict[int, JobSnapshot] = {}
        self._being_retried: set[int | None] = set()
        self._contact_s = monotonic_s()
        self._more = False
        self._reachable = True

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        """How many jobs there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> object:
        """Picks what was made when the row changed."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == JobRole.ROW:
            return row
        if role == JobRole.ID:
            return row.job.id
        if role in (_DISPLAY, _ACCESSIBLE):
            return row.accessible
        return row.description if role == _DESCRIPTION else None

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Whether older jobs may follow."""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: AnyIndex) -> None:
        """Ask for the next page once; it arrives by `apply`."""
        if self._more:
            self._more = False
            self.more_wanted.emit()

    def set_more(self, more: bool) -> None:
        """Whether older jobs follow the ones that are here."""
        self._more = more

    def row(self, job_id: int) -> JobRow | None:
        """The row of the job, None when it is not listed."""
        place = self._places.get(job_id)
        return None if place is None else self._rows[place]

    def row_at(self, place: int) -> JobRow:
        """The row at ``place`` of this model."""
        return self._rows[place]

    def place(self, job_id: int) -> int | None:
        """Where in this model the job is."""
        return self._places.get(job_id)

    def jobs(self) -> list[JobSnapshot]:
        """All jobs listed."""
        return [row.job for row in self._rows]

    def apply(self, snapshots: Iterable[JobSnapshot]) -> None:
        """Take newer snapshots: one ``dataChanged`` for those known, one insertion for new ones.

        An older version of a known job is ignored.
        """
        changed: list[int] = []
        fresh: dict[int, JobSnapshot] = {}
        for job in snapshots:
            place = self._places.get(job.id)
            if place is None:
                waiting = fresh.get(job.id)
                if waiting is None or waiting.version <= job.version:
                    fresh[job.id] = job
            elif job.version >= self._rows[place].job.version and job != self._rows[place].job:
                self._hear(job, self._rows[place].job)
                self._rows[place] = self._write(job)
                changed.append(place)
        self._tell(changed)
        self._insert(list(fresh.values()))

    def note_retries(self, snapshots: Iterable[JobSnapshot]) -> None:
        """Jobs that do a part of another one again, listed or not: the row of that one knows whether they run."""
        parents: set[int] = set()
        for job in snapshots:
            known = self._retries.get(job.id)
            if job.parent_id is not None and (known is None or known.version <= job.version):
                self._retries[job.id] = job
                if known is None or known.active is not job.active:
                    parents.add(job.parent_id)
        if parents:
            self._being_retried = {one.parent_id for one in self._retries.values() if one.active}
        self._rewrite(self._places[parent] for parent in sorted(parents & self._places.keys()))

    def replace(self, snapshots: Sequence[JobSnapshot]) -> None:
        """List exactly these jobs, another filter's result; newer versions known already stay."""
        known = {row.job.id: row.job for row in self._rows}
        self.beginResetModel()
        self._rows = []
        for job in snapshots:
            mine = known.get(job.id)
            newest = mine if mine is not None and mine.version > job.version else job
            self._hear(newest, mine)
            self._rows.append(self._write(newest))
        self._index()
        self._heard = {job_id: self._heard[job_id] for job_id in self._places}
        self.endResetModel()

    def remove(self, job_ids: Collection[int]) -> None:
        """Forget jobs that exist no more."""
        for job_id in job_ids:
            self._retries.pop(job_id, None)
        places = sorted((self._places[job_id] for job_id in set(job_ids) if job_id in self._places), reverse=True)
        for place in places:
            self.beginRemoveRows(QModelIndex(), place, place)
            gone = self._rows.pop(place)
            self._heard.pop(gone.job.id, None)
            self._index()
            self.endRemoveRows()

    def note_contact(self) -> None:
        """The database has answered just now: silence of runners is reckoned up to this moment."""
        self._contact_s = self._monotonic_s()

    def set_reachable(self, reachable: bool) -> None:
        """Whether the shared table answers; without it only own jobs can be cancelled."""
        if reachable != self._reachable:
            self._reachable = reachable
            self.tick(every_row=True)

    def tick(self, *, every_row: bool) -> None:
        """Rewrite texts that time alone changes: countdowns, or with ``every_row`` all ages too."""
        self._rewrite(place for place, row in enumerate(self._rows) if every_row or row.job.active)

    def _rewrite(self, places: Iterable[int]) -> None:
        changed: list[int] = []
        for place in places:
            rewritten = self._write(self._rows[place].job)
            if rewritten != self._rows[place]:
                self._rows[place] = rewritten
                changed.append(place)
        self._tell(changed)

    def _write(self, job: JobSnapshot) -> JobRow:
        heard = self._heard[job.id]
        silent_s = 0.0
        if job.active and job.origin is not Origin.HERE:
            silent_s = job.silent_s + max(0.0, self._contact_s - heard.at_s)
        still_s = self._monotonic_s() - heard.moved_s
        age_s = max(0.0, self._contact_s - heard.at_s)
        return self._writer.write(
            job,
            self._now(),
            silent_s,
            still_s,
            age_s=age_s,
            being_retried=job.id in self._being_retried,
            reachable=self._reachable,
        )

    def _hear(self, job: JobSnapshot, before: JobSnapshot | None) -> None:
        now_s = self._monotonic_s()
        known = self._heard.get(job.id)
        moved_s = now_s if known is None else known.moved_s
        if before is not None and job.processed != before.processed:
            moved_s = now_s
        if known is None and job.silent_s > MOVING_FOR_S:
            moved_s = now_s - job.silent_s
        self._heard[job.id] = _Heard(now_s, moved_s)
        self._contact_s = max(self._contact_s, now_s)

    def _insert(self, jobs: list[JobSnapshot]) -> None:
        if not jobs:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(jobs) - 1)
        for job in jobs:
            self._hear(job, None)
            self._rows.append(self._write(job))
            self._places[job.id] = len(self._rows) - 1
        self.endInsertRows()

    def _tell(self, changed: list[int]) -> None:
        if changed:
            self.dataChanged.emit(self.index(min(changed)), self.index(max(changed)))

    def _index(self) -> None:
        self._places = {row.job.id: place for place, row in enumerate(self._rows)}
