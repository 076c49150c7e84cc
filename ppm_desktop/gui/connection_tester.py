"""Runs one connection test in the pool and tells its steps as they begin and end."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ppm_desktop.domain.database_choice import DatabaseReport
from ppm_desktop.domain.errors import Cancelled, PpmError
from ppm_desktop.domain.shop_profile import ConnectionReport
from ppm_desktop.gui.ports import Pool

LOOK_EVERY_MS = 50
OnStep = Callable[[object], None]
Test = Callable[[OnStep, threading.Event], ConnectionReport | DatabaseReport]


@dataclass(frozen=True, slots=True)
class _Ask:
    owner: int
    turn: int


class ConnectionTester(QObject):
    """Lives in the GUI thread; the pool's thread only posts, so a dialog may close at any time.

    Signals:
        stepped: `StepResult` of a step that began or ended; of a database `DatabaseStepResult`.
        ended: `ConnectionReport`, or `DatabaseReport`.
        failed: `PpmError`: there was no test, such as for an address that cannot be right.
        stopped: It was broken off.
    """

    stepped = Signal(object)
    ended = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, pool: Pool, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = pool
        self._turn = 0
        self._stop: threading.Event | None = None
        self._steps: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._timer = QTimer(self)
        self._timer.setObjectName("look-at-connection-steps")
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._on_look)
        pool.finished.connect(self._on_outcome)

    @property
    def running(self) -> bool:
        """Whether a test is under way."""
        return self._stop is not None

    def start(self, test: Test) -> None:
        """Begin a test; one that is under way is broken off."""
        self.stop()
        self._turn += 1
        stop, steps = threading.Event(), queue.SimpleQueue[object]()
        self._stop, self._steps = stop, steps
        self._timer.start()
        self._pool.submit(_Ask(id(self), self._turn), lambda: test(steps.put, stop))

    @Slot()
    def stop(self) -> None:
        """Break the test off; nothing more is told of it but `stopped`."""
        if self._stop is not None:
            self._stop.set()
            self._end()
            self.stopped.emit()

    def _end(self) -> None:
        self._stop = None
        self._timer.stop()

    @Slot()
    def _on_look(self) -> None:
        while not self._steps.empty():
            self.stepped.emit(self._steps.get_nowait())

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _Ask) or key != _Ask(id(self), self._turn) or self._stop is None:
            return
        self._on_look()
        self._end()
        if isinstance(outcome, ConnectionReport | DatabaseReport):
            self.ended.emit(outcome)
        elif isinstance(outcome, Cancelled):
            self.stopped.emit()
        else:
            self.failed.emit(outcome if isinstance(outcome, PpmError) else PpmError(str(outcome)))
