"""Asks for the shops and has them tested; late answers and broken-off tests are dropped."""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from ppm_desktop.domain.errors import Cancelled, PpmError
from ppm_desktop.domain.shop_profile import ConnectionReport, RemovalFacts, ShopEdit, ShopProfile
from ppm_desktop.gui.ports import Pool, ShopDesk

TESTS_AT_ONCE = 2
"""The pool has a handful of threads, and a shop that hangs keeps one for half a minute: the lists need some too."""


class _Kind(StrEnum):
    READ = "read"
    TEST = "test"
    CHANGE = "change"
    REMOVAL = "removal"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class _Ask:
    owner: int
    kind: _Kind
    shop_id: int = 0


class ShopReader(QObject):
    """Lives in the GUI thread.

    Signals:
        read: list of `ShopProfile`: all shops as they are now.
        failed: `PpmError`: the shops could not be read, or one was not changed.
        testing: Other shops are tested now than before, see `tested_ids`.
        tested: Number of a shop and its `ConnectionReport`, or the `PpmError` that prevented the test.
        changed: A shop was changed, switched or removed; its number.
        removal_read: Number of a shop and `RemovalFacts`.
    """

    read = Signal(object)
    failed = Signal(object)
    testing = Signal()
    tested = Signal(int, object)
    changed = Signal(int)
    removal_read = Signal(int, object)

    def __init__(self, desk: ShopDesk, pool: Pool, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pool = pool
        self._waiting: deque[int] = deque()
        self._running: set[int] = set()
        self._stop = threading.Event()
        pool.finished.connect(self._on_outcome)

    @property
    def tested_ids(self) -> frozenset[int]:
        """Shops that are tested or wait to be."""
        return frozenset(self._running) | frozenset(self._waiting)

    @Slot()
    def refresh(self) -> None:
        """Read all shops; `read` follows."""
        self._ask(_Kind.READ, 0, self._desk.profiles)

    def test(self, shop_ids: Iterable[int]) -> None:
        """Test these shops, some at a time; `tested` follows for each."""
        self._waiting.extend(one for one in shop_ids if one not in self.tested_ids)
        self._test_next()

    def stop_tests(self) -> None:
        """Break off every test; nothing of them is kept."""
        self._waiting.clear()
        self._stop.set()
        self._stop = threading.Event()
        self.testing.emit()

    def edit(self, shop_id: int, edit: ShopEdit) -> None:
        """Change a shop; `changed` or `failed` follows."""
        self._ask(_Kind.CHANGE, shop_id, partial(self._desk.edit, shop_id, edit))

    def switch(self, shop_id: int, *, active: bool) -> None:
        """Switch a shop off or on; `changed` or `failed` follows."""
        self._ask(_Kind.CHANGE, shop_id, partial(self._desk.switch, shop_id, active=active))

    def ask_removal(self, shop_id: int) -> None:
        """Ask what goes with a shop; `removal_read` follows."""
        self._ask(_Kind.REMOVAL, shop_id, partial(self._desk.removal, shop_id))

    def remove(self, shop_id: int, typed_name: str) -> None:
        """Remove a shop; `changed` or `failed` follows."""
        self._ask(_Kind.REMOVE, shop_id, partial(self._desk.remove, shop_id, typed_name))

    def _ask(self, kind: _Kind, shop_id: int, work: Callable[[], object]) -> None:
        self._pool.submit(_Ask(id(self), kind, shop_id), work)

    def _test_next(self) -> None:
        while self._waiting and len(self._running) < TESTS_AT_ONCE:
            shop_id = self._waiting.popleft()
            self._running.add(shop_id)
            self._ask(_Kind.TEST, shop_id, partial(self._desk.test, shop_id, None, self._stop))
        self.testing.emit()

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _Ask) or key.owner != id(self):
            return
        if isinstance(outcome, Exception) and not isinstance(outcome, PpmError):
            outcome = PpmError(str(outcome))
        if key.kind is _Kind.TEST:
            self._on_tested(key.shop_id, outcome)
        elif isinstance(outcome, PpmError):
            self.failed.emit(outcome)
        elif isinstance(outcome, Sequence):
            self.read.emit([one for one in outcome if isinstance(one, ShopProfile)])
        elif isinstance(outcome, RemovalFacts):
            self.removal_read.emit(key.shop_id, outcome)
        else:
            self.changed.emit(key.shop_id)

    def _on_tested(self, shop_id: int, outcome: object) -> None:
        self._running.discard(shop_id)
        if isinstance(outcome, ConnectionReport | PpmError) and not isinstance(outcome, Cancelled):
            self.tested.emit(shop_id, outcome)
        self._test_next()
