"""Where running jobs leave their newest state and the window picks it up."""

import threading

from ppm_desktop.domain.job import JobSnapshot


class ProgressBoard:
    """Newest snapshot per job; posting is cheap and safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._fresh: dict[int, JobSnapshot] = {}

    def post(self, snapshot: JobSnapshot) -> None:
        """Leave ``snapshot`` for the next `drain`, in place of an older one of the same job."""
        with self._lock:
            waiting = self._fresh.get(snapshot.id)
            if waiting is None or waiting.version <= snapshot.version:
                self._fresh[snapshot.id] = snapshot

    def drain(self) -> list[JobSnapshot]:
        """Take everything posted since the last call, one snapshot per job."""
        with self._lock:
            fresh, self._fresh = self._fresh, {}
        return list(fresh.values())
