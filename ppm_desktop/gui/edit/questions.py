"""Asks for the preview of an edit a little after the last change, and saves it; late answers are dropped."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.product_edit import EditResult
from ppm_desktop.gui.ports import Pool

ASK_AFTER_MS = 300


@dataclass(frozen=True, slots=True)
class _Ask:
    """Key of one question of one dialog; saving is never out of date."""

    owner: int
    turn: int
    saves: bool = False


class EditQuestions(QObject):
    """Lives in the GUI thread.

    Signals:
        read: Outcome of the newest question.
        saved: `EditResult`.
        failed: `PpmError`: the newest question has no answer, or nothing was saved.
    """

    read = Signal(object)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, pool: Pool, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = pool
        self._turn = 0
        self._work: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setObjectName("edit-preview-pause")
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_AFTER_MS)
        self._timer.timeout.connect(self.ask_now)
        pool.finished.connect(self._on_outcome)

    def want(self, work: Callable[[], object]) -> None:
        """Ask soon; an answer that is under way does not count any more."""
        self.forget()
        self._work = work
        self._timer.start()

    def forget(self) -> None:
        """Ask nothing, wait for nothing."""
        self._timer.stop()
        self._turn += 1
        self._work = None

    @Slot()
    def ask_now(self) -> None:
        """Ask what is wanted without waiting any longer."""
        if self._work is not None:
            self._timer.stop()
            work, self._work = self._work, None
            self._pool.submit(_Ask(id(self), self._turn), work)

    def save(self, work: Callable[[], EditResult]) -> None:
        """Save; `saved` or `failed` follows."""
        self._pool.submit(_Ask(id(self), self._turn, saves=True), work)

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _Ask) or key.owner != id(self) or (key.turn != self._turn and not key.saves):
            return
        if isinstance(outcome, Exception):
            self.failed.emit(outcome if isinstance(outcome, PpmError) else PpmError(str(outcome)))
        elif isinstance(outcome, EditResult):
            self.saved.emit(outcome)
        else:
            self.read.emit(outcome)
