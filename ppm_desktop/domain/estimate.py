"""How fast a job goes and how long it still takes, from counts observed over time."""

from collections import deque

WINDOW_S = 60.0
SAMPLE_EVERY_S = 1.0
MIN_PRODUCTS = 20
MIN_OBSERVED_S = 10.0
ENOUGH_OBSERVED_S = 30.0
"""After that even fewer products tell something: a slow shop is answered for too."""
STALLED_AFTER_S = 15.0
LONGEST_S = 24 * 3600.0
KEPT_PER_SECOND = 0.9
WORST_SLOWDOWN = 100.0
NOTICEABLE_CHANGE = 0.1
SHOWN_AT_LEAST_S = 3.0
TRACE_POINTS = 30


class ProgressMeter:
    """Rate and remaining time of one job.

    Times are seconds of one monotonic clock, told by the caller. Not thread-safe. Failed and skipped
    products count as processed.
    """

    def __init__(self) -> None:
        self._samples: deque[tuple[float, int]] = deque()
        self._first: tuple[float, int] | None = None
        self._total: int | None = None
        self._smooth = 0.0
        self._weight = 0.0
        self._best_rate = 0.0
        self._moved_at = 0.0
        self._shown: tuple[float, float] | None = None
        self._trace: list[float] = []
        self._trace_every = 1

    def observe(self, at_s: float, processed: int, total: int | None) -> None:
        """Note that ``processed`` of ``total`` products (None while counting) have an outcome at ``at_s``.

        May be called as often as snapshots come; more than one sample a second is not kept.
        """
        self._total = total
        if self._first is None or processed < self._samples[-1][1]:
            self._restart(at_s, processed)
            return
        last_at, last_processed = self._samples[-1]
        step_s = at_s - last_at
        if step_s < SAMPLE_EVERY_S:
            return
        if processed > last_processed:
            self._moved_at = at_s
        self._smoothen((processed - last_processed) / step_s, step_s)
        self._samples.append((at_s, processed))
        while len(self._samples) > 2 and self._samples[1][0] <= at_s - WINDOW_S:
            self._samples.popleft()
        self._remember(self.per_minute(at_s))

    def per_minute(self, at_s: float) -> float:
        """Products a minute, averaged over the last minute (or since the first count); 0.0 when unknown."""
        if len(self._samples) < 2:
            return 0.0
        start_at, start = self._samples[0]
        elapsed = max(at_s, self._samples[-1][0]) - start_at
        if at_s - self._moved_at > WINDOW_S:
            return 0.0
        return (self._samples[-1][1] - start) / elapsed * 60.0

    def remaining_s(self, at_s: float) -> float | None:
        """Seconds left, None while there is no trustworthy answer.

        The answer counts down steadily and is corrected only where the estimate has moved noticeably,
        so that it does not flicker.
        """
        estimate = self._estimate_s(at_s)
        if estimate is None:
            self._shown = None
            return None
        if self._shown is None:
            self._shown = at_s, estimate
            return estimate
        shown_at, shown = self._shown
        counted_down = max(0.0, shown - (at_s - shown_at))
        moved = abs(estimate - counted_down) > NOTICEABLE_CHANGE * max(counted_down, 1.0)
        if moved and at_s - shown_at >= SHOWN_AT_LEAST_S:
            self._shown = at_s, estimate
            return estimate
        return counted_down

    def trace(self) -> tuple[float, ...]:
        """Products a minute over the time observed, oldest first, at most 30 points."""
        return tuple(self._trace[:: self._trace_every][-TRACE_POINTS:])

    def _restart(self, at_s: float, processed: int) -> None:
        self._samples.clear()
        self._samples.append((at_s, processed))
        self._first = at_s, processed
        self._moved_at = at_s
        self._smooth = self._weight = self._best_rate = 0.0
        self._shown = None
        self._trace.clear()
        self._trace_every = 1

    def _smoothen(self, rate: float, step_s: float) -> None:
        # Dividing by the weight gathered so far is the ramp: the first seconds are not dragged towards zero.
        kept = KEPT_PER_SECOND**step_s
        self._smooth = self._smooth * kept + rate * (1 - kept)
        self._weight = self._weight * kept + (1 - kept)
        self._best_rate = max(self._best_rate, self._smooth / self._weight)

    def _estimate_s(self, at_s: float) -> float | None:
        if self._first is None or self._total is None or not self._weight:
            return None
        first_at, first_processed = self._first
        last_processed = self._samples[-1][1]
        done, observed_s = last_processed - first_processed, at_s - first_at
        usual = done >= MIN_PRODUCTS and observed_s >= MIN_OBSERVED_S
        if not usual and not (done and observed_s >= ENOUGH_OBSERVED_S):
            return None
        rate = self._smooth / self._weight
        if at_s - self._moved_at >= STALLED_AFTER_S or rate * WORST_SLOWDOWN < self._best_rate:
            return None
        left = max(0, self._total - last_processed)
        # The time since the last count has already been spent on what is left.
        remaining = left / rate - (at_s - self._samples[-1][0]) if rate else LONGEST_S + 1
        return max(0.0, remaining) if remaining <= LONGEST_S else None

    def _remember(self, per_minute: float) -> None:
        self._trace.append(per_minute)
        if len(self._trace) > TRACE_POINTS * 2 * self._trace_every:
            self._trace_every *= 2
