"""Remembers what became of the connection to the shared table since its last good read, and who else works with it."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import QObject, Signal, Slot

from ppm_desktop.domain.job import Computer, JobSnapshot, Origin
from ppm_desktop.gui.feed import Connection, JobFeed, Link

TRIES_KEPT = 200
LATELY = timedelta(hours=1)


class ConnectionStep(StrEnum):
    """What became of one question to the shared table."""

    READ = "read"
    LOST = "lost"
    TRY = "try"


@dataclass(frozen=True, slots=True)
class ConnectionEvent:
    """One question and its end.

    Attributes:
        took_ms: How long the answer took.
        number: Which try without an answer it was, from 1; 0 for the question that lost the connection.
        error: Why there was no answer.
    """

    step: ConnectionStep
    at: datetime
    took_ms: float = 0.0
    number: int = 0
    error: Exception | None = None


class ConnectionLog(QObject):
    """Listens to the feed; lives in the GUI thread.

    Attributes:
        interval_s: Pause until the next try, as it was set at the last one.
        next_at: When that is, None while the shared table answers.

    Signals:
        changed: There is more to tell.
    """

    changed = Signal()

    def __init__(self, feed: JobFeed, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        """``now`` is the wall clock, aware."""
        super().__init__(parent)
        self._now = now
        self._read: ConnectionEvent | None = None
        self._lost: ConnectionEvent | None = None
        self._tries: deque[ConnectionEvent] = deque(maxlen=TRIES_KEPT)
        self._number = 0
        self._kept: set[int] = set()
        self._neighbour: JobSnapshot | None = None
        self.interval_s = 0.0
        self.next_at: datetime | None = None
        feed.connection_changed.connect(self._on_connection_changed)
        feed.seen.connect(self._on_seen)
        feed.gone.connect(self._on_gone)

    @property
    def kept_here(self) -> int:
        """How many jobs of this window keep their progress on this computer alone."""
        return len(self._kept)

    @property
    def neighbour(self) -> Computer | None:
        """Another computer that ran a job lately."""
        job = self._neighbour
        return job.runner if job is not None and self._now() - job.updated_at <= LATELY else None

    def events(self, tries: int = TRIES_KEPT) -> list[ConnectionEvent]:
        """The last good read, the loss and the last ``tries`` since, oldest first."""
        first = [event for event in (self._read, self._lost) if event is not None]
        return first + list(self._tries)[-tries:]

    @Slot(object)
    def _on_connection_changed(self, connection: Connection) -> None:
        now = self._now()
        if connection.link is Link.AWAY:
            self._note_miss(connection, now)
        else:
            self._read = ConnectionEvent(ConnectionStep.READ, now, connection.took_ms)
            self._lost = self.next_at = None
            self._tries.clear()
            self._number = 0
        self.changed.emit()

    def _note_miss(self, connection: Connection, now: datetime) -> None:
        self.interval_s = connection.interval_s
        self.next_at = now + timedelta(seconds=connection.interval_s)
        if self._lost is None and self._read is not None:
            self._lost = ConnectionEvent(ConnectionStep.LOST, now, error=connection.error)
            return
        self._number += 1
        self._tries.append(ConnectionEvent(ConnectionStep.TRY, now, number=self._number, error=connection.error))

    @Slot(object)
    def _on_seen(self, jobs: Sequence[JobSnapshot]) -> None:
        before = len(self._kept)
        for job in jobs:
            if job.saved_locally_s > 0:
                self._kept.add(job.id)
            else:
                self._kept.discard(job.id)
            self._meet(job)
        if len(self._kept) != before:
            self.changed.emit()

    def _meet(self, job: JobSnapshot) -> None:
        last = self._neighbour
        if job.active and job.runner is not None and job.origin is Origin.ELSEWHERE:
            self._neighbour = job if last is None or job.updated_at >= last.updated_at else last

    @Slot(object)
    def _on_gone(self, job_ids: Sequence[int]) -> None:
        self._kept.difference_update(job_ids)
