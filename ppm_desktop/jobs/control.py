"""How other threads ask a running job to stop."""

import threading

from ppm_desktop.domain.errors import Cancelled, StaleLease


class JobControl:
    """One job's brake; every method is safe from any thread.

    Attributes:
        stop: Set once the job shall start nothing more; used as the wait wherever the job waits.
    """

    def __init__(self) -> None:
        self.stop = threading.Event()
        self._lost = False

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
