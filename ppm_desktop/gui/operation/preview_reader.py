"""Asks for the dry run of what is being chosen, a little after the last choice; late answers are dropped."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.preview import SendPreview
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.gui.ports import Pool, Sending

ASK_AFTER_MS = 600


@dataclass(frozen=True, slots=True)
class _Look:
    """Key of one dry run of one reader."""

    reader: int
    number: int


@dataclass(frozen=True, slots=True)
class _Question:
    request: JobRequest
    shop_ids: tuple[int, ...]
    sample: int | None

    def asks_as(self, other: "_Question") -> bool:
        """Whether both ask for the same, of however many products."""
        return (self.request, self.shop_ids) == (other.request, other.shop_ids)


class PreviewReader(QObject):
    """Lives in the GUI thread; at most one dry run of it is under way, an older one is stopped.

    Signals:
        begun: Shops are being asked.
        read: ``tuple[SendPreview, ...]``, one for each shop.
        failed: `PpmError`: a shop or the database did not answer.
    """

    begun = Signal()
    read = Signal(object)
    failed = Signal(object)

    def __init__(self, sending: Sending, pool: Pool, sample: int, parent: QObject) -> None:
        """``sample`` products of each shop are looked at unless all are asked for."""
        super().__init__(parent)
        self._sending = sending
        self._pool = pool
        self._sample = sample
        self._number = 0
        self._wanted: _Question | None = None
        self._answered: _Question | None = None
        self._answer: tuple[SendPreview, ...] = ()
        self._stop = threading.Event()
        self._timer = QTimer(self)
        self._timer.setObjectName("preview-pause")
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        pool.finished.connect(self._on_outcome)

    def want(self, request: JobRequest, shop_ids: Sequence[int]) -> None:
        """Ask soon; `read` follows at once when the last answer holds for just this already."""
        self.stop()
        self._wanted = _Question(request, tuple(shop_ids), self._sample)
        if self._answered is not None and self._answered.asks_as(self._wanted):
            self._wanted = self._answered
            self.read.emit(self._answer)
        else:
            self._timer.start()

    def ask_again(self, *, whole: bool = False) -> None:
        """Ask at once; ``whole`` looks at every product instead of a sample."""
        if self._wanted is not None:
            wanted = self._wanted
            self.stop()
            self._wanted = _Question(wanted.request, wanted.shop_ids, None if whole else wanted.sample)
            self._ask()

    def stop(self) -> None:
        """Ask no more; what is under way is broken off and its answer dropped."""
        self._timer.stop()
        self._stop.set()
        self._number += 1
        self._wanted = None

    @Slot()
    def _ask(self) -> None:
        if self._wanted is None:
            return
        self._answered = None
        self._stop = threading.Event()
        self._number += 1
        self.begun.emit()
        look = partial(_look_at, self._sending, self._wanted, self._stop)
        self._pool.submit(_Look(id(self), self._number), look)

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if key != _Look(id(self), self._number):
            return
        if isinstance(outcome, tuple):
            self._answered, self._answer = self._wanted, outcome
            self.read.emit(outcome)
        elif isinstance(outcome, Exception):
            self.failed.emit(outcome if isinstance(outcome, PpmError) else PpmError(str(outcome)))


def _look_at(sending: Sending, question: _Question, stop: threading.Event) -> tuple[SendPreview, ...]:
    """One shop after the other: the threads of the pool are few, and the list of jobs needs them too."""
    return tuple(sending.preview(question.request, shop_id, question.sample, stop) for shop_id in question.shop_ids)
