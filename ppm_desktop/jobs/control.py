"""How other threads ask a running job to stop, and how it knows that it is still its own."""

import threading
import time
from dataclasses import dataclass

from ppm_desktop.domain.errors import Cancelled, StaleLease

LOOK_EVERY_S = 0.2
"""How soon a waiting job notices that it shall pause, or that its lease stands again."""


@dataclass(frozen=True, slots=True)
class _Confirmed:
    """A lease as it was confirmed last, by both clocks of this computer: one of them may stand while it sleeps."""

    steady_s: float
    wall_s: float
    lease_s: float

    def is_over(self) -> bool:
        return time.monotonic() - self.steady_s > self.lease_s or time.time() - self.wall_s > self.lease_s


class JobControl:
    """One job's brake; every method is safe from any thread.

    Attributes:
        stop: Set once the job shall start nothing more; used as the wait wherever the job waits.
        claimed: Set once its runner holds the lease.
        unsaved: Set while the database does not take what the job has done.
    """

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.claimed = threading.Event()
        self.unsaved = threading.Event()
        self._cancelled = False
        self._leaving = False
        self._lost = False
        self._pause = threading.Event()
        self._confirmed: _Confirmed | None = None

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
        self._cancelled = True
        self.stop.set()

    def hand_back(self) -> None:
        """This program is about to end: as `cancel`, but another one shall go on with the job at once."""
        self._leaving = True
        self.stop.set()

    @property
    def hands_back(self) -> bool:
        """Whether it stops for another to go on, and nobody wants it cancelled."""
        return self._leaving and not self._cancelled

    def lose(self) -> None:
        """The lease is gone: somebody else runs or ended the job, and nothing may be written."""
        self._lost = True
        self.stop.set()

    def confirm(self, asked_at: "Moment", lease_s: float) -> None:
        """The database has prolonged the lease to ``lease_s`` seconds after it was asked at ``asked_at``."""
        self._confirmed = _Confirmed(asked_at.steady_s, asked_at.wall_s, lease_s)
        self.claimed.set()

    def admit(self) -> None:
        """Wait here while it is not certain that the job is still ours; call before every request and every write.

        Returns once the lease is confirmed again, or once the job shall stop: callers look at `stop` next.
        """
        while not self.stop.is_set() and self._confirmed is not None and self._confirmed.is_over():
            self.stop.wait(LOOK_EVERY_S)

    def check_held(self) -> None:
        """Go on as long as the job is ours, even after a wish to stop.

        Raises:
            StaleLease: the lease is gone.
        """
        if self._lost:
            raise StaleLease

    def check(self) -> None:
        """Go on or stop.

        Raises:
            StaleLease: the lease is gone.
            Cancelled: a person asked to stop.
        """
        self.check_held()
        if self.stop.is_set():
            raise Cancelled


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment by both clocks of this computer."""

    steady_s: float
    wall_s: float

    @classmethod
    def now(cls) -> "Moment":
        """This moment."""
        return cls(time.monotonic(), time.time())
