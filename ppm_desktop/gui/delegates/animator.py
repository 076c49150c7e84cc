"""Moves the bars: eases each shown fraction to its newest value, on one timer for all of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEasingCurve, QObject, QTimer, Signal, Slot

FRAME_EVERY_MS = 33
FILL_S = 0.5


@dataclass(slots=True)
class _Way:
    start: float
    target: float
    since_s: float


class ProgressAnimator(QObject):
    """Knows what fraction each bar shows right now; use from the GUI thread.

    Attributes:
        still: Nothing moves on its own (reduced motion): bars jump.

    Signals:
        frame: Time to repaint the bars that move.
    """

    frame = Signal()

    def __init__(self, monotonic_s: Callable[[], float], *, still: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.still = still
        self._monotonic_s = monotonic_s
        self._ease = QEasingCurve(QEasingCurve.Type.OutCubic)
        self._ways: dict[int, _Way] = {}
        self._timer = QTimer(self)
        self._timer.setObjectName("progress-frames")
        self._timer.setInterval(FRAME_EVERY_MS)
        self._timer.timeout.connect(self._on_frame)

    def phase_s(self) -> float:
        """Seconds of a steady clock, for what moves in circles."""
        return self._monotonic_s()

    def shown(self, job_id: int, fraction: float) -> float:
        """What the bar of ``job_id`` shows now on its way to ``fraction``; never less than it has shown."""
        way = self._ways.get(job_id)
        if way is None:
            self._ways[job_id] = _Way(fraction, fraction, 0.0)
            return fraction
        if fraction > way.target:
            now_s = self._monotonic_s()
            way.start = way.target if self.still else self._value(way, now_s)
            way.target = fraction
            way.since_s = now_s
        if self.still:
            return way.target
        return self._value(way, self._monotonic_s())

    def is_easing(self, job_id: int) -> bool:
        """Whether the bar is still on its way."""
        way = self._ways.get(job_id)
        return way is not None and not self.still and self._monotonic_s() - way.since_s < FILL_S

    def keep_only(self, job_ids: Iterable[int]) -> None:
        """Forget the bars of all other jobs."""
        wanted = set(job_ids)
        self._ways = {job_id: way for job_id, way in self._ways.items() if job_id in wanted}

    def is_running(self) -> bool:
        """Whether frames come."""
        return self._timer.isActive()

    def run(self, running: bool) -> None:
        """Start or stop the frames."""
        if running and not self._timer.isActive():
            self._timer.start()
        elif not running:
            self._timer.stop()

    @Slot()
    def _on_frame(self) -> None:
        self.frame.emit()

    def _value(self, way: _Way, now_s: float) -> float:
        elapsed = (now_s - way.since_s) / FILL_S
        if elapsed >= 1.0:
            return way.target
        return way.start + (way.target - way.start) * self._ease.valueForProgress(max(0.0, elapsed))
