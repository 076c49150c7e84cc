"""How fast the active jobs go, from the counts in their snapshots."""

from collections.abc import Callable, Iterable

from ppm_desktop.domain.estimate import ProgressMeter
from ppm_desktop.domain.job import JobSnapshot


class JobRates:
    """One `ProgressMeter` per job seen active; use from the GUI thread."""

    def __init__(self, monotonic_s: Callable[[], float]) -> None:
        self._monotonic_s = monotonic_s
        self._meters: dict[int, ProgressMeter] = {}
        self._active: set[int] = set()

    def observe(self, jobs: Iterable[JobSnapshot]) -> None:
        """Take the counts of ``jobs``."""
        now_s = self._monotonic_s()
        for job in jobs:
            if job.active and job.started_at is not None:
                self._active.add(job.id)
                self._meters.setdefault(job.id, ProgressMeter()).observe(now_s, job.processed, job.total)
            else:
                self._active.discard(job.id)

    def forget(self, job_ids: Iterable[int]) -> None:
        """These jobs are gone."""
        for job_id in job_ids:
            self._meters.pop(job_id, None)
            self._active.discard(job_id)

    def per_minute(self, job_id: int) -> float:
        """Products a minute of one job; 0.0 when unknown."""
        meter = self._meters.get(job_id)
        return meter.per_minute(self._monotonic_s()) if meter is not None and job_id in self._active else 0.0

    def remaining_s(self, job_id: int) -> float | None:
        """Seconds one job still takes, None while nobody can tell."""
        meter = self._meters.get(job_id)
        return meter.remaining_s(self._monotonic_s()) if meter is not None and job_id in self._active else None

    def trace(self, job_id: int) -> tuple[float, ...]:
        """Products a minute over the time this window has watched the job, oldest first."""
        meter = self._meters.get(job_id)
        return meter.trace() if meter is not None else ()

    def total_per_minute(self) -> float:
        """Sum over all active jobs, of every computer."""
        return sum(self.per_minute(job_id) for job_id in self._active)
