"""How other threads ask a running job to stop."""

import threading
import time

from ppm_desktop.domain.errors import Cancelled, StaleLease

LOOK_EVERY_S = 0.2
"""How soon a waiting job notices that it shall pause."""


class JobControl:
    """One job's brake; every method is safe from any thread.

    Attributes:
        stop: Set once the job shall start nothing more; used as the wait wherever the job waits.
    """

    def __init__(self) -> None:
        self.stop = threading.Event()
        self._lost = False
        self._pause = threading.Event()

    @property
    def pause_wanted(self) -> bool:
        """Whether the job shall stand at the next product."""
        return self._pause.is_set()

    def pause(self) -> None:
        """A person asked it to stand: what is in flight is answered, and it can be gone on with."""
        self._pause.set()

    def wait(self, seconds: float) -> None:
        """Wait, unless asked to stop or to pause."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not self.stop.is_set() and not self.pause_wanted:
            self.stop.wait(min(left, LOOK_EVERY_S))

    def cancel(self) -> None:
        """A person asked to stop: nothing new is started, what is in flight is answered."""
        self.stop.set()

    def lose(self) -> None:
        """The lease is gone: somebody else runs or ended the job, and nothing may be written."""
        self._lost = True
        self.stop.set()

    def check(self) -> None:
        """Go on or stop.

        Raises:
            StaleLease: the lease is gone.
            Cancelled: a person asked to stop.
        """
        if self._lost:
            raise StaleLease
        if self.stop.is_set():
            raise Cancelled
