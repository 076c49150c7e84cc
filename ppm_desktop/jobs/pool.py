"""Plain functions run in a thread pool; one signal brings every outcome back to the GUI thread."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

logger = logging.getLogger(__name__)


class _Task(QRunnable):
    def __init__(self, key: object, work: Callable[[], object], emit: Callable[[object, object], None]) -> None:
        super().__init__()
        self._key = key
        self._work = work
        self._emit = emit

    def run(self) -> None:
        try:
            outcome: object = self._work()
        except Exception as error:  # the thread boundary: the receiver decides what an error means
            logger.debug("task %s raised", self._key, exc_info=True)
            outcome = error
        try:
            self._emit(self._key, outcome)
        except RuntimeError:
            # The pool object was deleted while the program shuts down: nobody is left to tell.
            logger.debug("task %s finished after shutdown", self._key)


class TaskPool(QObject):
    """A `QThreadPool` whose tasks are functions.

    Signals:
        finished: ``(key, outcome)`` in the thread of this object; ``outcome`` is what the function
            returned, or the exception that it raised.
    """

    finished = Signal(object, object)

    def __init__(self, threads: int, parent: QObject | None = None) -> None:
        """``threads`` is the highest number of tasks that run at once; the rest wait in order."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._pool.setExpiryTimeout(-1)

    def submit(self, key: object, work: Callable[[], object]) -> None:
        """Run ``work`` in the pool; its outcome arrives by `finished` under ``key``."""
        self._pool.start(_Task(key, work, self.finished.emit))

    def drain(self, timeout_ms: int) -> bool:
        """Drop what has not started and wait for the rest, at most ``timeout_ms`` milliseconds."""
        self._pool.clear()
        return self._pool.waitForDone(timeout_ms)
