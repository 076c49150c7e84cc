"""How late the window's event loop is while four imports run, beside the same window doing nothing."""

import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot

from ppm_desktop.app import OpenWindow, make_application
from ppm_desktop.assembly import Assembly, prepare_process
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.settings import Settings
from tests.bench.shop_process import fetch_all_pages, practice_shop

SHOPS = 4
PRODUCTS = 4_000
ROUNDS = 3
IDLE_S = 10.0
BEAT_MS = 5
LATE_MS = 100.0
P99_BOUND_MS = 16.0
LATE_BOUND = 0.001


@dataclass(frozen=True, slots=True)
class _Beats:
    """Lateness of each beat of a timer, in milliseconds."""

    lateness_ms: Sequence[float]

    @property
    def p99_ms(self) -> float:
        return statistics.quantiles(self.lateness_ms, n=100)[98]

    @property
    def late_share(self) -> float:
        """Share of beats that were more than `LATE_MS` late."""
        return sum(one > LATE_MS for one in self.lateness_ms) / len(self.lateness_ms)


class _Metronome(QObject):
    """Beats every `BEAT_MS` and notes how late each beat is."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)
        self._last = 0.0
        self._lateness_ms: list[float] = []

    def start(self) -> None:
        self._lateness_ms = []
        self._last = time.perf_counter()
        self._timer.start(BEAT_MS)

    def stop(self) -> _Beats:
        self._timer.stop()
        return _Beats(self._lateness_ms)

    @Slot()
    def _on_beat(self) -> None:
        now = time.perf_counter()
        self._lateness_ms.append(max(0.0, (now - self._last) * 1000 - BEAT_MS))
        self._last = now


class _Round(QObject):
    """One idle stretch and one stretch with an import from every shop, in the same window."""

    def __init__(self, opened: OpenWindow, shop_ids: Sequence[int]) -> None:
        super().__init__()
        self._opened = opened
        self._shop_ids = shop_ids
        self._left = len(shop_ids)
        self._loop = QEventLoop()
        self._metronome = _Metronome()
        opened.manager.finished.connect(self._on_finished)

    def idle(self) -> _Beats:
        QTimer.singleShot(int(IDLE_S * 1000), self._loop.quit)
        self._metronome.start()
        self._loop.exec()
        return self._metronome.stop()

    def loaded(self) -> _Beats:
        self._metronome.start()
        self._opened.manager.start(JobRequest(), self._shop_ids)
        self._loop.exec()
        return self._metronome.stop()

    @Slot(object)
    def _on_finished(self, _job: object) -> None:
        self._left -= 1
        if not self._left:
            self._loop.quit()


def run() -> bool:
    """Print every figure beside its bound; whether all hold."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    prepare_process()
    application = None
    idle, loaded = [], []
    with ExitStack() as stack:
        shops = [stack.enter_context(practice_shop(PRODUCTS)) for _ in range(SHOPS)]
        for shop in shops:
            fetch_all_pages(shop)  # a practice shop renders a page once; a real one has a computer of its own
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory() as folder, Assembly(Settings(data_dir=Path(folder))) as assembly:
                application = application or make_application(assembly)
                ids = [assembly.shops.add(f"shop {n}", shop.url, shop.key).id for n, shop in enumerate(shops)]
                opened = OpenWindow(application, assembly)
                turn = _Round(opened, ids)
                idle.append(turn.idle())
                loaded.append(turn.loaded())
                opened.close()
    for name, beats in (("idle", idle), ("four imports", loaded)):
        for one in beats:
            print(
                f"{name:13} {len(one.lateness_ms):6d} beats, p99 {one.p99_ms:6.1f} ms late, "
                f"max {max(one.lateness_ms):6.1f} ms, over {LATE_MS:.0f} ms: {one.late_share:.4%}"
            )
    added = statistics.median(busy.p99_ms - calm.p99_ms for busy, calm in zip(loaded, idle, strict=True))
    more_late = statistics.median(busy.late_share - calm.late_share for busy, calm in zip(loaded, idle, strict=True))
    return all(
        (
            _verdict(f"p99 above idle: {added:.1f} ms", added <= P99_BOUND_MS, f"{P99_BOUND_MS:.0f} ms"),
            _verdict(f"late beats above idle: {more_late:.4%}", more_late <= LATE_BOUND, f"{LATE_BOUND:.1%}"),
        )
    )


def _verdict(figure: str, holds: bool, bound: str) -> bool:
    print(f"{'ok  ' if holds else 'FAIL'}  {figure} (must be <= {bound})")
    return holds
