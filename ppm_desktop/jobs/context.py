"""What an operation sees of its job: it records products here, and the rest of the world learns of it."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NoReturn, TypeVar

from ppm_desktop.domain.causes import PRODUCT_CAUSES
from ppm_desktop.domain.errors import DatabaseBusy, DatabaseError, DatabaseUnavailable, PpmError, StaleLease
from ppm_desktop.domain.job import Counters, ItemOutcome, ItemRecord, JobPhase, JobProgress, JobSnapshot, JobState
from ppm_desktop.domain.listing import EventKind
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.jobs.board import ProgressBoard
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.persistence.claims import Lease
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.journal import Journal
from ppm_desktop.persistence.leases import LeaseRepository, require_held

logger = logging.getLogger(__name__)
T = TypeVar("T")

BUFFERED_ITEMS = 5_000
"""Ledger rows kept in memory while the database is away; then the job waits for it."""
DATABASE_WAITS_S = (2.0, 4.0, 8.0, 15.0, 30.0)
_COUNTER_OF = {
    ItemOutcome.CREATED: "created",
    ItemOutcome.UPDATED: "updated",
    ItemOutcome.UNCHANGED: "unchanged",
    ItemOutcome.SKIPPED: "skipped",
    ItemOutcome.FAILED: "failed",
}


class Paused(Exception):
    """The job stands here until a person lets it go on.

    Attributes:
        cause: Key of the cause after which it stands, empty when a person wanted it. After many equal failures in
            a row their number stands behind a colon.
    """

    def __init__(self, cause: str = "") -> None:
        super().__init__(cause)
        self.cause = cause


class JobContext:
    """Progress of one running job; used by the job's own thread alone.

    Counts in memory, posts a snapshot to the board at every change and writes counters, heartbeat and
    ledger rows in one transaction at most once in ``SharedSettings.flush_s`` seconds.
    """

    def __init__(
        self,
        job: JobSnapshot,
        lease: Lease,
        leases: LeaseRepository,
        board: ProgressBoard,
        shared: SharedSettings,
        control: JobControl,
        monotonic: Callable[[], float] = time.monotonic,
        failed_skus: Sequence[str] = (),
        attended: bool = False,
        journal: Journal | None = None,
    ) -> None:
        """Progress of ``job``.

        Args:
            failed_skus: Those of the time before a pause.
            journal: Where ledger rows are kept while the database is away.
            attended: A person sits in front of it and can be asked.
        """
        self.control = control
        self.shared = shared
        self._attended = attended
        self._journal = journal or Journal(None)
        self._job = job
        self._lease = lease
        self._leases = leases
        self._board = board
        self._monotonic = monotonic
        self._claimed_at = monotonic()
        self._claimed_version = job.version
        self._claimed_updated_at = job.updated_at
        self._pending: list[ItemRecord] = []
        self._failed_skus = list(failed_skus)
        self._failed_skus_written_at = monotonic()
        self._flushed_at = monotonic()
        self._flush_failures = 0
        self._away_since = 0.0
        self._cursor: int | None = None
        self._failing_cause = ""
        self._failing_in_a_row = 0

    @property
    def job(self) -> JobSnapshot:
        """The job as it stands now."""
        return self._job

    def fenced(self, database: Database) -> Database:
        """``database`` for all that the job writes: nothing any more once somebody else has taken it over."""
        return database.guarded(partial(require_held, lease=self._lease))

    def check(self) -> None:
        """Stop here if asked to (see `JobControl.check`)."""
        self.control.check()

    def count_started(self) -> None:
        """The shop is being asked what there is; the total is unknown."""
        self._show(phase=JobPhase.COUNTING, total=None)

    def counted(self, total: int) -> None:
        """The job has ``total`` products to do."""
        logger.info("started: %d products", total)
        self._show(phase=JobPhase.WORKING, total=total)
        self.note(EventKind.STARTED, total=str(total))
        self.flush(due=True)

    def work_on(self) -> None:
        """The products are being worked on, for the first time or after a pause."""
        self._show(phase=JobPhase.WORKING)

    def record(
        self,
        items: Sequence[ItemRecord],
        cursor: int | None = None,
        *,
        again: bool = False,
        put_off: Sequence[ItemRecord] = (),
    ) -> None:
        """Count ``items`` and keep them for the ledger.

        Args:
            cursor: The highest product id of the shop below which all are recorded.
            again: They are tried once more at the end of the run: that says nothing about the shop, however many
                of them fail in a row.
            put_off: Products that failed for the moment, to be tried again. Those after which the job stops are
                failures: it must not meet them once more when it goes on.

        Raises:
            Cancelled, StaleLease: as `check`, after counting.
            Paused: ``stop_after_identical`` equal failures in a row that are not about the products themselves.
            PpmError: the same, where nobody is there to be asked.
        """
        in_order = sorted((*items, *put_off), key=lambda item: item.sequence)
        for item in in_order:
            failed = item.outcome is ItemOutcome.FAILED and not again
            self._watch_repetition(item.cause or "unknown" if failed else "")
        if self._stops:
            last = in_order[-self._failing_in_a_row :]
            items = [*items, *(item for item in put_off if item in last)]
        self._count(items)
        self._cursor = cursor if cursor is not None else self._cursor
        self.flush()
        self.check()
        self._stop_repetition()

    def _count(self, items: Sequence[ItemRecord]) -> None:
        first_failure = next((item for item in items if item.outcome is ItemOutcome.FAILED), None)
        if first_failure is not None and not self._job.failed:
            self.note(EventKind.FIRST_FAILURE, sku=_label(first_failure), cause=first_failure.cause or "unknown")
        counts = {name: getattr(self._job.counters, name) for name in _COUNTER_OF.values()}
        for item in items:
            counts[_COUNTER_OF[item.outcome]] += 1
            if item.outcome is ItemOutcome.FAILED:
                self._failed_skus.append(_label(item))
        self._pending.extend(items)
        counters = Counters(**counts)
        last = items[-1] if items else None
        self._show(
            counters=counters,
            processed=counters.processed,
            failed=counters.failed,
            current_sku=last.sku if last else self._job.current_sku,
            current_name=last.name if last else self._job.current_name,
        )

    def with_database(
        self,
        work: Callable[[], T],
        turn: AbstractContextManager[object] | None = None,
        *,
        although_stopped: bool = False,
    ) -> T:
        """The result of ``work``, begun only while the job is certainly ours; waits while the database is away.

        Args:
            turn: Held while ``work`` runs, not while it is waited for.
            although_stopped: What was done in the shop is saved even after a wish to stop.

        Raises:
            StaleLease: the job is somebody else's now.
            Cancelled: asked to stop.
        """
        waits = iter(DATABASE_WAITS_S)
        wait_s = DATABASE_WAITS_S[0]
        while True:
            self.control.admit()
            self.control.check_held() if although_stopped else self.check()
            try:
                with turn or nullcontext():
                    return work()
            except (DatabaseUnavailable, DatabaseBusy) as error:
                logger.warning("database not reachable: %s", error.detail or error.cause)
                if although_stopped and self.control.stop.is_set() and wait_s == DATABASE_WAITS_S[-1]:
                    raise
            wait_s = next(waits, wait_s)
            self.flush()
            self.control.stop.wait(wait_s)

    def give_up(self, error: PpmError) -> NoReturn:
        """The shop fails on everything: a person is asked, where there is one.

        Raises:
            Paused, PpmError: always one of them.
        """
        if self._attended:
            raise Paused(error.cause) from error
        raise error

    def pulse(self) -> None:
        """Keep the row alive while the operation waits for an answer; shows a wish to cancel at once.

        Raises:
            StaleLease: the lease is gone.
        """
        leaves = self.control.hands_back
        if self.control.stop.is_set() and not leaves and not self._job.cancel_requested:
            self._show(cancel_requested=True)
        if self.control.pause_wanted and not self._job.pause_requested:
            self._show(pause_requested=True)
        self.flush()

    def show_pace(self, slow_connections: int, unanswered: int) -> None:
        """Show how the shop answers.

        Args:
            slow_connections: Connections that are left to a shop that answers slowly; 0 while it answers well.
            unanswered: Requests in a row that it has not answered.
        """
        if (slow_connections, unanswered) == (self._job.slow_connections, self._job.unanswered):
            return
        if slow_connections and not self._job.slow_connections:
            self.note(EventKind.SLOWED, code=str(slow_connections))
        self._show(slow_connections=slow_connections, unanswered=unanswered)

    def pause_if_wanted(self) -> None:
        """Stand here if asked to.

        Raises:
            Paused: a person wants the job to stand.
        """
        if self.control.pause_wanted:
            raise Paused

    def pause(self, cause: str = "") -> JobSnapshot:
        """Write all there is and let the job stand until a person lets it go on; ``cause`` is why, if not a person.

        Raises:
            StaleLease: the job is no longer ours; nothing was written.
            DatabaseError: it could not be written.
        """
        self._leases.pause(self._lease, self._progress(JobPhase.PAUSED), self._pending, self._failed_skus, cause)
        self._pending = []
        self._show(
            phase=JobPhase.PAUSED,
            paused_at=datetime.now(UTC),
            paused_cause=cause,
            pause_requested=False,
            slow_connections=0,
        )
        return self._job

    def hand_back(self) -> None:
        """Write all there is and let another program go on at once.

        Raises:
            StaleLease: the job is no longer ours; nothing was written.
            DatabaseError: it could not be written.
        """
        try:
            self._leases.hand_back(self._lease, self._progress(self._job.phase), self._pending, self._failed_skus)
        except DatabaseError:
            self.control.unsaved.set()
            self._journal.keep(self._lease, self._pending)
            raise
        if self._flush_failures:
            self._journal.forget(self._lease)
        self.control.unsaved.clear()
        self._pending = []

    def shop_away(self, error: PpmError, attempt: int, delay_s: float) -> None:
        """Wait ``delay_s`` seconds before the shop is tried for the ``attempt``-th time, visibly.

        Raises:
            Cancelled, StaleLease, Paused: asked to stop or to stand while waiting.
        """
        logger.warning("shop away (%s), attempt %d in %.1f s", error.code or error.cause, attempt, delay_s)
        self.wait_for_attempt(error.code, attempt, self.shared.shop_attempts, delay_s)

    def wait_for_attempt(self, code: str, attempt: int, attempts: int, delay_s: float, shown: str = "") -> None:
        """Wait ``delay_s`` seconds before something is tried for the ``attempt``-th time, visibly.

        ``shown`` is what the row says instead of ``code``, which stays in the timeline.

        Raises:
            Cancelled, StaleLease, Paused: asked to stop or to stand while waiting.
        """
        until = datetime.now(UTC) + timedelta(seconds=delay_s)
        self._show(phase=JobPhase.WAITING, next_attempt_at=until, attempt=attempt, waiting_code=shown or code)
        self.note(EventKind.WAITING, seconds=f"{delay_s:.0f}", code=code, attempt=str(attempt), attempts=str(attempts))
        self.flush(due=True)
        self.control.wait(delay_s)
        self.check()
        self.pause_if_wanted()
        phase = JobPhase.COUNTING if self._job.total is None else JobPhase.WORKING
        self._show(phase=phase, next_attempt_at=None, attempt=0, waiting_code="")

    def note(self, kind: EventKind, **facts: str) -> None:
        """Add a line to the job's timeline; a database that is away or busy costs the line, not the job."""
        try:
            self._leases.note(self._lease, kind, facts)
        except StaleLease:
            self.control.lose()
        except DatabaseError as error:
            logger.warning("timeline not written: %s", error.detail or error.cause)

    def flush(self, *, due: bool = False) -> None:
        """Write what is pending when a write is due, or at once with ``due``.

        Raises:
            StaleLease: the job is no longer ours; nothing was written.
        """
        now = self._monotonic()
        if not due and now - self._flushed_at < self._flush_pause_s():
            return
        self._flushed_at = now
        while not self._try_flush(now):
            if len(self._pending) < BUFFERED_ITEMS:
                return
            self.control.stop.wait(self._flush_pause_s())
            self.check()

    def finish(self, state: JobState, error_message: str | None) -> JobSnapshot:
        """Write the end of the job: the last counters, ledger rows and, unless somebody was faster, ``state``.

        Raises:
            StaleLease: the job is no longer ours; nothing was written.
            DatabaseUnavailable, DatabaseBusy: so it stayed for as long as the lease held, after a wish to stop;
                without one the end is written whenever the database is back, if the job is still ours.
        """
        give_up_at = self._monotonic() + self.shared.lease_s
        if state is JobState.CANCELLED and self._flush_failures:
            self._journal.keep_cancel(self._lease)
        while (stored := self._try_finish(state, error_message, give_up_at)) is None:
            # The stop event may be set already (a cancelled job): a fresh wait, not the job's own.
            threading.Event().wait(self._flush_pause_s())
        if self._flush_failures:
            self._journal.forget(self._lease)
        return self._ended(stored, error_message)

    def finish_without_rows(self, state: JobState, error_message: str) -> JobSnapshot:
        """Write the end of the job where the database refuses its ledger: the rows wait in the journal.

        Raises:
            StaleLease: the job is no longer ours; nothing was written.
            DatabaseError: the end is refused as well.
        """
        self._journal.keep(self._lease, self._pending)
        progress = self._progress(JobPhase.FINISHED)
        stored = self._leases.finish(
            self._lease, state, progress, [], self._failed_skus, error_message, rows_follow=True
        )
        return self._ended(stored, error_message)

    def _ended(self, stored: JobState, error_message: str | None) -> JobSnapshot:
        self._show(
            state=stored,
            phase=JobPhase.FINISHED,
            error_message=error_message,
            completed_at=datetime.now(UTC),
            next_attempt_at=None,
        )
        return self._job

    def _try_finish(self, state: JobState, error_message: str | None, give_up_at: float) -> JobState | None:
        progress = self._progress(JobPhase.FINISHED)
        try:
            return self._leases.finish(self._lease, state, progress, self._pending, self._failed_skus, error_message)
        except (DatabaseUnavailable, DatabaseBusy) as error:
            self._flush_failures += 1
            self.control.unsaved.set()
            self._journal.keep(self._lease, self._pending)
            if state is JobState.CANCELLED:
                self._journal.keep_cancel(self._lease)
            if self.control.stop.is_set() and self._monotonic() >= give_up_at:
                raise
            logger.warning("end of the job not written yet: %s", error.detail or error.cause)
            return None

    def _try_flush(self, now: float) -> bool:
        write_failed = now - self._failed_skus_written_at >= self.shared.failed_ids_every_s
        try:
            health = self._leases.flush(
                self._lease,
                self._progress(self._job.phase),
                self._pending,
                self._failed_skus if write_failed and self._failed_skus else None,
            )
        except (DatabaseUnavailable, DatabaseBusy) as error:
            if not self._flush_failures:
                logger.warning("progress not written: %s", error.detail or error.cause)
                self._away_since = now
            self._flush_failures += 1
            self.control.unsaved.set()
            self._journal.keep(self._lease, self._pending)
            self._show(saved_locally_s=max(1.0, now - self._away_since))
            return False
        if not health.held:
            self.control.lose()
            raise StaleLease
        if self._flush_failures:
            logger.info("progress written again after %d attempts", self._flush_failures)
            self._journal.forget(self._lease)
            self.control.unsaved.clear()
            self._show(saved_locally_s=0.0)
        self._flush_failures = 0
        self._pending = []
        if write_failed:
            self._failed_skus_written_at = now
        if health.cancel:
            self.control.cancel()
            self._show(cancel_requested=True)
        elif health.pause:
            self.control.pause()
            self._show(pause_requested=True)
        return True

    def _watch_repetition(self, cause: str) -> None:
        """Count equal failures in a row; an empty cause is a success."""
        if not cause or cause in PRODUCT_CAUSES:
            self._failing_cause, self._failing_in_a_row = "", 0
        elif cause == self._failing_cause:
            self._failing_in_a_row += 1
        else:
            self._failing_cause, self._failing_in_a_row = cause, 1

    @property
    def _stops(self) -> bool:
        return self._failing_in_a_row >= self.shared.stop_after_identical

    def _stop_repetition(self) -> None:
        if not self._stops:
            return
        if self._attended:
            raise Paused(f"{self._failing_cause}:{self._failing_in_a_row}")
        raise PpmError(f"{self._failing_in_a_row} identical failures in a row", cause=self._failing_cause)

    def _flush_pause_s(self) -> float:
        if not self._flush_failures:
            return self.shared.flush_s
        return DATABASE_WAITS_S[min(self._flush_failures, len(DATABASE_WAITS_S)) - 1]

    def _progress(self, phase: JobPhase) -> JobProgress:
        waiting = self._job.next_attempt_at
        return JobProgress(
            total=self._job.total,
            counters=self._job.counters,
            phase=phase,
            cursor=self._cursor,
            current_sku=self._job.current_sku,
            current_name=self._job.current_name,
            next_attempt_at_in_s=max(0.0, (waiting - datetime.now(UTC)).total_seconds()) if waiting else None,
            attempt=self._job.attempt,
            waiting_code=self._job.waiting_code,
            slow_connections=self._job.slow_connections,
            unanswered=self._job.unanswered,
        )

    def _show(self, **changes: object) -> None:
        elapsed_ms = int((self._monotonic() - self._claimed_at) * 1000)
        version = max(self._job.version + 1, self._claimed_version + elapsed_ms)
        updated_at = self._claimed_updated_at + timedelta(milliseconds=elapsed_ms)
        self._job = replace(self._job, version=version, updated_at=updated_at, **changes)  # type: ignore[arg-type]
        self._board.post(self._job)


def _label(item: ItemRecord) -> str:
    return item.sku or f"id:{item.external_id}"
