"""What many failures cost: opening their dialog, and the write that happens each second while a job runs."""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication
from sqlalchemy import event

from ppm_desktop.app import make_application
from ppm_desktop.assembly import Assembly
from ppm_desktop.domain.job import ItemOutcome, ItemRecord, JobProgress, JobSnapshot, JobState
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.gui.dialogs.failed_skus import FailedSkusDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.translation import locale_of
from ppm_desktop.jobs.board import ProgressBoard
from ppm_desktop.jobs.context import JobContext
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.persistence.claims import Lease
from ppm_desktop.persistence.leases import LeaseRepository
from ppm_desktop.settings import Settings
from tests.fakes.gui import FakeClock, InstantPool

FEW, MANY = 1_000, 100_000
OPENING_BOUND = 2.0
CAUSES = ("duplicate_ean", "duplicate_sku", "timeout", "invalid_price")
ROUNDS = 9
FEW_SO_FAR, MANY_SO_FAR = 50, 5_000
FLUSHES = 40
FLUSH_BOUND = 1.5
GROWTH_BOUND = 0.01
"""Bytes: larger counters have more digits, and nothing else may grow."""
_CHUNK = 2_000


def run() -> bool:
    """Print every figure beside its bound; whether all hold."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder, Assembly(Settings(data_dir=Path(folder))) as assembly:
        shop_id = assembly.shops.add("KAYO Parts PL", "http://127.0.0.1:9", "K" * 32).id
        application = make_application(assembly)
        return all([_opening(application, assembly, shop_id), _flushing(assembly, shop_id)])


def _opening(application: QApplication, assembly: Assembly, shop_id: int) -> bool:
    few, many = (_failed_job(assembly, shop_id, number) for number in (FEW, MANY))
    theme = Theme(reduce_motion=True)
    theme.apply(application)
    took: dict[int, list[float]] = {few.id: [], many.id: []}
    for _ in range(ROUNDS + 1):
        for job in (few, many):
            took[job.id].append(_open(application, assembly, theme, job))
    # The first of each warms up fonts, icons and the database's cache.
    few_ms, many_ms = (statistics.median(took[job.id][1:]) * 1000 for job in (few, many))
    print(f"opening with {FEW} failures: {few_ms:.0f} ms, with {MANY}: {many_ms:.0f} ms")
    ratio = many_ms / few_ms
    return _verdict(f"opening, {MANY} against {FEW} failures: {ratio:.2f} times", ratio <= OPENING_BOUND, "2 times")


def _open(application: QApplication, assembly: Assembly, theme: Theme, job: JobSnapshot) -> float:
    """Seconds until the dialog is painted with its products."""
    language = assembly.language
    wording = Wording(locale_of(language.value))
    began = time.perf_counter()
    dialog = FailedSkusDialog(theme, wording, language, assembly.jobs, InstantPool(), job, FakeClock().now)
    dialog.show()
    application.processEvents()
    dialog.grab()
    took = time.perf_counter() - began
    assert dialog.model.group_count() == len(CAUSES)
    dialog.close()
    dialog.deleteLater()
    application.processEvents()
    return took


def _failed_job(assembly: Assembly, shop_id: int, failures: int) -> JobSnapshot:
    job, lease, leases = _claimed(assembly, shop_id)
    progress = JobProgress(total=failures)
    for first in range(1, failures + 1, _CHUNK):
        items = [_failure(number) for number in range(first, min(first + _CHUNK, failures + 1))]
        leases.flush(lease, progress, items, None)
    leases.finish(lease, JobState.FAILED, progress, [], [], None)
    ended = assembly.jobs.find(f"{job.id}")
    assert ended is not None
    return ended


def _flushing(assembly: Assembly, shop_id: int) -> bool:
    job, lease, leases = _claimed(assembly, shop_id)
    context = JobContext(job, lease, leases, ProgressBoard(), assembly.shared, JobControl())
    context.counted(10_000)
    few_ms, few_bytes = _flush_after(assembly, context, FEW_SO_FAR)
    many_ms, many_bytes = _flush_after(assembly, context, MANY_SO_FAR)
    print(f"flush after {FEW_SO_FAR} failures: {few_ms:.2f} ms, after {MANY_SO_FAR}: {many_ms:.2f} ms")
    grown, ratio = (many_bytes - few_bytes) / (MANY_SO_FAR - FEW_SO_FAR), many_ms / few_ms
    more = f"bytes more for job_progress with each failure: {grown:.3f}"
    slower = f"flush, {MANY_SO_FAR} against {FEW_SO_FAR} failures: {ratio:.2f} times"
    return all(
        (
            _verdict(more, grown <= GROWTH_BOUND, f"{GROWTH_BOUND}"),
            _verdict(slower, ratio <= FLUSH_BOUND, f"{FLUSH_BOUND} times"),
        )
    )


def _flush_after(assembly: Assembly, context: JobContext, failures: int) -> tuple[float, int]:
    """Milliseconds of one flush, and the bytes that it gives the job's row, once so many products have failed."""
    start = context.job.failed + 1
    context.record([_failure(number, "invalid_price") for number in range(start, failures + 1)])
    context.flush(due=True)
    took: list[float] = []
    sizes: list[int] = []
    for number in range(failures + 1, failures + 1 + FLUSHES):
        context.record([_failure(number, "invalid_price")])
        with _watched(assembly, sizes):
            began = time.perf_counter()
            context.flush(due=True)
            took.append(time.perf_counter() - began)
    return statistics.median(took) * 1000, int(statistics.median(sizes))


@contextmanager
def _watched(assembly: Assembly, sizes: list[int]) -> Iterator[None]:
    """Note how many bytes of values go to ``job_progress``."""

    def note(_c: object, _cursor: object, statement: str, parameters: object, _context: object, _many: bool) -> None:
        if statement.lstrip().upper().startswith("UPDATE JOB_PROGRESS"):
            sizes.append(len(repr(parameters)))

    event.listen(assembly.database.engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(assembly.database.engine, "before_cursor_execute", note)


def _claimed(assembly: Assembly, shop_id: int) -> tuple[JobSnapshot, Lease, LeaseRepository]:
    (job,) = assembly.job_rows.create(JobRequest(), [shop_id], batch=False)
    leases = LeaseRepository(assembly.database, assembly.computer, assembly.shared)
    lease = leases.claim(job.id, "bench")
    assert lease is not None
    return job, lease, leases


def _failure(number: int, cause: str = "") -> ItemRecord:
    return ItemRecord(
        number,
        f"MRF-26-{number:06}",
        "Kombinezon crossowy MRF 26",
        ItemOutcome.FAILED,
        number,
        cause=cause or CAUSES[number % len(CAUSES)],
        code="PPM-EAN",
        message=f"59052798{number:05} belongs to MRF-25-{number:06}",
    )


def _verdict(figure: str, holds: bool, bound: str) -> bool:
    print(f"{'ok  ' if holds else 'FAIL'}  {figure} (must be <= {bound})")
    return holds
