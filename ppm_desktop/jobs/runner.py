"""Runs one job from claim to end: lease, heartbeat, operation, verdict. No Qt: workers use it as well."""

import logging
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import Cancelled, DatabaseError, PpmError, StaleLease
from ppm_desktop.domain.job import JobSnapshot, JobState, JobType
from ppm_desktop.domain.listing import EventKind
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.wording import failed_summary
from ppm_desktop.jobs.board import ProgressBoard
from ppm_desktop.jobs.context import JobContext, Paused
from ppm_desktop.jobs.control import JobControl, Moment
from ppm_desktop.logs import job_in_logs
from ppm_desktop.persistence.claims import Claim, Lease
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.journal import Journal
from ppm_desktop.persistence.leases import LeaseRepository
from ppm_desktop.persistence.retries import RetryRepository

logger = logging.getLogger(__name__)

Operation = Callable[[JobContext], None]
"""Does a job's work in the calling thread; returns when every product is recorded."""


class JobRunner:
    """Claims jobs and runs their operations; one runner serves any number of threads.

    Attributes:
        runner_id: Names this run of the program in the leases that it holds.
    """

    def __init__(
        self,
        jobs: JobRepository,
        retries: RetryRepository,
        leases: LeaseRepository,
        operations: Mapping[JobType, Operation],
        board: ProgressBoard,
        shared: SharedSettings,
        language: Language,
        journal: Journal | None = None,
        awake: Callable[[], AbstractContextManager[object]] = nullcontext,
        require_current: Callable[[], None] = lambda: None,
    ) -> None:
        """Nothing runs before `run`.

        Args:
            language: The one that stored sentences are written in.
            require_current: Raises `SchemaMismatch` once the database is of another version.
        """
        self.runner_id = str(uuid.uuid4())
        self._journal = journal or Journal(None)
        self._awake = awake
        self._require_current = require_current
        self._merging = threading.Lock()
        self._merged = False
        self._jobs = jobs
        self._retries = retries
        self._leases = leases
        self._operations = operations
        self._board = board
        self._shared = shared
        self._language = language

    def run(
        self, job_id: int, control: JobControl, claim: Claim = Claim.OWN, *, attended: bool = False
    ) -> JobSnapshot | None:
        """Run the job ``job_id`` to its end in this thread; ``attended`` where a person can be asked what to do.

        Returns the job as it ended or was paused, or None when it could not be claimed (its shop is busy, or it
        does not wait any more), was taken away or handed back.

        Raises:
            SchemaMismatch: a newer program has upgraded the database meanwhile; nothing was claimed.
            DatabaseError: as `Database.begin`.
        """
        self._require_current()
        self._merge_once()
        asked_at = Moment.now()
        lease = self._leases.claim(job_id, self.runner_id, claim)
        if lease is None:
            return None
        control.confirm(asked_at, self._shared.lease_s)
        with job_in_logs(job_id):
            job = self._jobs.get(job_id)
            if job is None:
                return None
            logger.info("claimed: %s, %s", job.type, job.shop_name)
            before = self._jobs.failed_labels(job_id) if job.failed else ()
            context = JobContext(
                job,
                lease,
                self._leases,
                self._board,
                self._shared,
                control,
                failed_skus=before,
                attended=attended,
                journal=self._journal,
            )
            with self._awake(), self._heartbeat(lease, control):
                return self._run_claimed(context)

    def _merge_once(self) -> None:
        """Before the first claim: write what jobs of an earlier run could not, where their lease still stands."""
        with self._merging:
            if self._merged:
                return
            try:
                self._merge_journal()
            except DatabaseError as error:
                logger.warning("the journal waits: %s", error.detail or error.cause)
                return
            except Exception:  # whatever is wrong with it, the journal is no reason for a job to fail
                logger.exception("the journal is left alone until the next start")
            self._merged = True

    def _merge_journal(self) -> None:
        for one in self._journal.kept():
            merged = self._leases.merge(one.lease, one.items, cancel=one.cancel)
            what = f"{len(one.items)} rows" + (" and the wish to cancel it" if one.cancel else "")
            logger.info("journal of #%d: %s %s", one.lease.job_id, what, "merged" if merged else "dropped")
            self._journal.forget(one.lease)

    def _run_claimed(self, context: JobContext) -> JobSnapshot | None:
        try:
            state, message = self._outcome_of_operation(context)
        except Paused as pause:
            return self._stands(context, pause.cause)
        if state is None:
            return None
        if state is JobState.CANCELLED and context.control.hands_back:
            self._hand_back(context)
            return None
        try:
            ended = self._finish(context, state, message)
        except StaleLease:
            logger.warning("ended by somebody else, nothing written")
            return None
        except DatabaseError as error:
            logger.error("the end of the job is not written: %s", error.detail or error.cause)
            return None
        logger.info("ended: %s, %d of %s, %d failed", ended.state, ended.processed, ended.total, ended.failed)
        self._resolve(ended)
        return self._as_stored(ended)

    def _finish(self, context: JobContext, state: JobState, message: str | None) -> JobSnapshot:
        """Write the job's end; where the database refuses its ledger the job says so instead of being taken up again.

        Raises:
            StaleLease, DatabaseError: as `JobContext.finish`.
        """
        try:
            return context.finish(state, message)
        except DatabaseError as error:
            if error.retryable:
                raise
            logger.error("the ledger is not written: %s", error.detail or error.cause)
            refused = JobState.CANCELLED if state is JobState.CANCELLED else JobState.FAILED
            return context.finish_without_rows(refused, explain(error.cause, self._language, error.facts).sentence)

    def _resolve(self, ended: JobSnapshot) -> None:
        """Tell older jobs which of their failed products have succeeded now."""
        try:
            self._retries.resolve(ended.id)
        except DatabaseError as error:
            logger.warning("older failures are not marked as resolved: %s", error.detail or error.cause)

    def _stands(self, context: JobContext, cause: str) -> JobSnapshot | None:
        """Give the job's lease and lane back; it waits for a person."""
        try:
            paused = context.pause(cause)
        except (StaleLease, DatabaseError) as error:
            logger.error("the pause is not written: %s", error.detail or error.cause)
            return None
        logger.info("paused after %d of %s products", paused.processed, paused.total)
        return self._as_stored(paused)

    def _hand_back(self, context: JobContext) -> None:
        """Give the job's lease and lane back for another program to go on at once."""
        try:
            context.hand_back()
        except (StaleLease, DatabaseError) as error:
            logger.error("not handed back, its lease has to end: %s", error.detail or error.cause)
        else:
            logger.info("handed back after %d of %s products", context.job.processed, context.job.total)

    def _as_stored(self, ended: JobSnapshot) -> JobSnapshot:
        """The job with the database's own times; as the runner knows it where it cannot be read now."""
        try:
            stored = self._jobs.get(ended.id)
        except DatabaseError:
            return ended
        if stored is None:
            return ended
        stored = replace(stored, version=max(stored.version, ended.version + 1))
        self._board.post(stored)
        return stored

    def _outcome_of_operation(self, context: JobContext) -> tuple[JobState | None, str | None]:
        """Run the operation and put its end into a state and a sentence; no state when the lease is gone."""
        try:
            context.check()
            self._operations[context.job.type](context)
        except Cancelled:
            if not context.control.hands_back:
                logger.info("cancelled after %d products", context.job.processed)
            return JobState.CANCELLED, None
        except StaleLease:
            logger.warning("taken over or ended by somebody else, stopped without writing")
            return None, None
        except PpmError as error:
            logger.error("stopped: %s %s %s", error.cause, error.code, error.detail)
            context.note(EventKind.STOPPED, cause=error.cause)
            return JobState.FAILED, explain(error.cause, self._language, error.facts).sentence
        except Paused:
            raise
        except Exception:  # the job's thread boundary: a bug ends this job with a sentence, not the program
            logger.exception("stopped by an unexpected error")
            context.note(EventKind.STOPPED, cause="unknown")
            return JobState.FAILED, explain("unknown", self._language).sentence
        job = context.job
        if job.failed:
            return JobState.FAILED, failed_summary(job.type, job.failed, job.total or 0, self._language)
        return JobState.COMPLETED, None

    @contextmanager
    def _heartbeat(self, lease: Lease, control: JobControl) -> Iterator[None]:
        """Renew ``lease`` from a thread of its own, so that a slow shop is not taken for a dead runner."""
        done = threading.Event()

        def beat() -> None:
            with job_in_logs(lease.job_id):
                while not done.wait(self._shared.heartbeat_s):
                    asked_at = Moment.now()
                    try:
                        health = self._leases.renew(lease)
                    except DatabaseError as error:
                        logger.warning("heartbeat not written: %s", error.detail or error.cause)
                        continue
                    if not health.held:
                        control.lose()
                        return
                    control.confirm(asked_at, self._shared.lease_s)
                    if health.cancel:
                        control.cancel()
                    if health.pause:
                        control.pause()

        thread = threading.Thread(target=beat, name=f"heartbeat-{lease.job_id}", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()
