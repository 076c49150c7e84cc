"""How fast a shop is asked: a gate for every request that opens slowly and halves when the shop has trouble."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ppm_desktop.domain.errors import Cancelled
from ppm_desktop.prestashop.failures import Asked

TROUBLE = frozenset({429, 502, 503, 504})
GOOD_ANSWERS_TO_GROW = 8
SLOW_FACTOR = 3.0
MINUTE_S = 60.0
SETTLED_AFTER = 4
"""Answers of one kind before their time counts as usual."""


@dataclass(slots=True)
class _Kind:
    """Times of the answers to one kind of request: the usual one follows slowly, and only downwards at once."""

    usual_s: float = 0.0
    seen: int = 0

    def is_slow(self, took_s: float) -> bool:
        self.seen += 1
        if self.seen <= SETTLED_AFTER:
            self.usual_s = max(self.usual_s, took_s)
            return False
        slow = took_s > SLOW_FACTOR * self.usual_s
        if not slow:
            self.usual_s += (took_s - self.usual_s) * 0.1
        return slow


@dataclass(slots=True)
class Slot:
    """One request under way, ``beside`` so many with itself; whoever makes it tells how it was answered."""

    beside: int = 1
    status: int | None = None
    took_s: float = 0.0
    size: int = 0

    def answered(self, status: int, took_s: float, size: int) -> None:
        """The shop answered with ``status`` and ``size`` bytes after ``took_s`` seconds."""
        self.status = status
        self.took_s = took_s
        self.size = size


class RequestWindow:
    """The requests to one shop that began within the last minute; shared by all clients of that shop, in any thread."""

    def __init__(self) -> None:
        self._begun: deque[float] = deque()
        self._lock = threading.Lock()

    def wait_s(self, now: float, per_minute: int | None) -> float:
        """Seconds until another request may begin at ``per_minute``; counts it when that is now.

        ``now`` is the monotonic clock's. None lets any number begin, and counts them for those who are held.
        """
        with self._lock:
            while self._begun and now - self._begun[0] >= MINUTE_S:
                self._begun.popleft()
            if per_minute is None or len(self._begun) < per_minute:
                self._begun.append(now)
                return 0.0
            return self._begun[-per_minute] + MINUTE_S - now


class Pace:
    """The gate of one shop, shared by all threads that ask it.

    Attributes:
        max_connections: Requests under way at most.
    """

    def __init__(
        self,
        max_connections: int,
        max_requests_per_minute: int | None = None,
        stop: threading.Event | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        admit: Callable[[], None] = lambda: None,
        window: RequestWindow | None = None,
    ) -> None:
        """The gate of one client.

        Args:
            max_requests_per_minute: The shop's own limit, at least 1; None for none.
            window: What all clients of the shop have asked; by default this one alone.
            stop: Ends every wait.
            admit: Called right before each request begins; may wait.
        """
        self.max_connections = max(1, max_connections)
        self._stop = stop or threading.Event()
        self._monotonic = monotonic
        self._admit = admit
        self._per_minute = max_requests_per_minute
        self._window = window or RequestWindow()
        self._changed = threading.Condition()
        self._allowed = self.max_connections
        self._under_way = 0
        self._good = 0
        self._share = 1.0
        self._unanswered = 0
        self._kinds: dict[tuple[str, str, int], _Kind] = {}

    @property
    def connections(self) -> int:
        """Requests that may be under way at once now."""
        return self._allowed

    @property
    def slow_connections(self) -> int:
        """What is left of the connections to a shop that has trouble; 0 while all is well."""
        return self._allowed if self._allowed < self.max_connections else 0

    @property
    def unanswered(self) -> int:
        """Requests in a row that were not answered."""
        return self._unanswered

    def batch_size(self, full: int) -> int:
        """How many objects one request shall carry, of ``full`` at the best."""
        return max(1, round(full * self._share))

    @contextmanager
    def request(self, asked: Asked) -> Iterator[Slot]:
        """Wait until a request may begin, and learn from how it goes.

        Raises:
            Cancelled: asked to stop while waiting.
        """
        slot = Slot(self._enter())
        try:
            self.admit()
            yield slot
        finally:
            self._leave(asked, slot)

    def admit(self) -> None:
        """The last look before a request goes out: a connection may have taken its time.

        Raises:
            Cancelled: it may not begin any more.
        """
        self._admit()
        if self._stop.is_set():
            raise Cancelled

    def _enter(self) -> int:
        """Wait for a place; returns how many requests are under way then."""
        with self._changed:
            while True:
                if self._under_way < self._allowed:
                    wait_s = self._window.wait_s(self._monotonic(), self._per_minute)
                    if wait_s <= 0:
                        self._under_way += 1
                        return self._under_way
                else:
                    wait_s = MINUTE_S
                if self._stop.is_set():
                    raise Cancelled
                # Woken by every answer; looks at the stop event now and then besides.
                self._changed.wait(min(wait_s, 0.2))

    def _leave(self, asked: Asked, slot: Slot) -> None:
        with self._changed:
            self._under_way -= 1
            if slot.status is not None:
                self._unanswered = 0
            # A page of many products takes longer than one: only answers of about one size are compared.
            kind = self._kinds.setdefault((asked.verb, asked.resource, slot.size.bit_length()), _Kind())
            if slot.status is None:
                if not self._stop.is_set():
                    self._unanswered += 1
                    self._halve(batches=True)
            elif slot.status in TROUBLE:
                self._halve(batches=True)
            # Requests wait for one another in a small shop: only what one takes of it by itself is compared.
            elif kind.is_slow(slot.took_s / slot.beside):
                self._halve(batches=False)
            else:
                self._grow()
            self._changed.notify_all()

    def _halve(self, *, batches: bool) -> None:
        """Fewer connections; smaller ``batches`` too where the shop did not manage one."""
        self._good = 0
        self._allowed = max(1, self._allowed // 2)
        if batches:
            self._share = max(0.05, self._share / 2)

    def _grow(self) -> None:
        self._good += 1
        if self._good >= GOOD_ANSWERS_TO_GROW:
            self._good = 0
            self._allowed = min(self.max_connections, self._allowed + 1)
            self._share = min(1.0, self._share * 1.5)
