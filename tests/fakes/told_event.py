"""A stop event that is told the time instead of waiting."""

import threading


class ToldEvent(threading.Event):
    """A stop event that never waits, and remembers for how long it was asked to."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []
        self.set_at_wait: int | None = None

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0.0)
        if self.set_at_wait == len(self.waits):
            self.set()
        return self.is_set()
