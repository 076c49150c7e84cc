"""How long the feed waits before it asks the shared table again."""

from collections.abc import Callable

from ppm_desktop.domain.policy import SharedSettings

BACK_OFF_S = (2.0, 4.0, 8.0, 15.0, 30.0)
"""Pauses while the database is away, the last one for good."""


class PollPace:
    """The more happens the shorter it waits; longer while nobody looks, and longer each time nothing answers.

    Attributes:
        active: Everybody's active jobs, as far as they are known.
        hidden: The window is minimised or in the tray.
        refresh_hidden: Whether the table is asked even then.
    """

    def __init__(self, shared: SharedSettings, jitter: Callable[[], float]) -> None:
        """``jitter`` gives numbers from 0.0 to 1.0: so computers that started together do not ask together."""
        self._shared = shared
        self._jitter = jitter
        self._misses = 0
        self.active = 0
        self.hidden = False
        self.refresh_hidden = True

    @property
    def asleep(self) -> bool:
        """Nobody looks, and then nothing is asked."""
        return self.hidden and not self.refresh_hidden

    @property
    def missing(self) -> bool:
        """The last question was not answered."""
        return self._misses > 0

    def interval_s(self) -> float:
        """Pause after an answer."""
        if self.active == 0 or self.hidden:
            return self._shared.poll_idle_s
        return self._shared.poll_busy_s if self.active >= self._shared.busy_from_jobs else self._shared.poll_s

    def miss(self) -> float:
        """Pause after a question that was not answered, in seconds."""
        pause_s = BACK_OFF_S[min(self._misses, len(BACK_OFF_S) - 1)]
        self._misses += 1
        return pause_s

    def answered(self) -> None:
        """The next miss is the first one again."""
        self._misses = 0

    def spread_ms(self, pause_s: float) -> int:
        """``pause_s`` with its share of chance, in milliseconds."""
        return int(pause_s * (1 + self._shared.poll_jitter * (2 * self._jitter() - 1)) * 1000)
