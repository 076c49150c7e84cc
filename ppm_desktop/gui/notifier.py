"""Turns what happens to jobs, shops and the database into notifications: kept, and told where a person looks."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from ppm_desktop.domain.errors import DatabaseError, PpmError
from ppm_desktop.domain.job import Computer, JobPhase, JobSnapshot
from ppm_desktop.domain.notification import (
    FAILURES,
    AlertChoices,
    Noted,
    Notice,
    NoticeKind,
    Notification,
    Silence,
    end_kind,
    job_notice,
    job_subject,
)
from ppm_desktop.domain.retry import Retried
from ppm_desktop.domain.shop_profile import ConnectionReport, ShopProfile
from ppm_desktop.gui.feed import Connection, JobFeed, Link
from ppm_desktop.gui.notice_words import NoticeText, NoticeWords
from ppm_desktop.gui.ports import Jobs, Notifications, Pool
from ppm_desktop.gui.toasts import ToastStack

logger = logging.getLogger(__name__)

LOOK_BACK = timedelta(days=1)
"""How old a failure may be to be kept still."""


class Messages(Protocol):
    """Where the system shows messages; see `ppm_desktop.gui.tray.Tray`."""

    @property
    def window_wanted(self) -> SignalInstance:
        """The window shall come back."""

    @property
    def opened(self) -> SignalInstance:
        """Carries the `Notification` whose message was clicked."""

    def tell(self, notification: Notification, text: NoticeText) -> None:
        """Show a message."""

    def leave(self) -> None:
        """Show nothing any more."""


@dataclass(frozen=True, slots=True)
class _Keep:
    """Key of a notice that is being kept; ``aloud`` when it is to be told here as well."""

    owner: int
    notice: Notice
    aloud: bool


class Notifier(QObject):
    """Lives in the GUI thread.

    Jobs of this window are told here; of all others only failures are kept, for the centre.

    Signals:
        kept: The centre may have something new.
    """

    kept = Signal()

    def __init__(
        self,
        window: QWidget,
        manager: Jobs,
        feed: JobFeed,
        notifications: Notifications,
        pool: Pool,
        toasts: ToastStack,
        words: NoticeWords,
        computer: Computer,
        now: Callable[[], datetime],
        alerts: AlertChoices,
        messages: Messages | None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._notifications = notifications
        self._pool = pool
        self._toasts = toasts
        self._words = words
        self._computer = computer
        self._now = now
        self._messages = messages
        self.alerts = alerts
        self._shop_names: dict[int, str] = {}
        self._own: set[int] = set()
        self._uncounted: set[int] = set()
        self._noted: set[int] = set()
        self._away_since: datetime | None = None
        self._away_silence: Silence | None = None
        self._away_told = False
        manager.created.connect(self._on_created)
        manager.changed.connect(self._on_changed)
        manager.finished.connect(self._on_finished)
        manager.retried.connect(self._on_retried)
        feed.seen.connect(self._on_seen)
        feed.gone.connect(self._on_gone)
        feed.connection_changed.connect(self._on_connection_changed)
        pool.finished.connect(self._on_outcome)

    @Slot(object)
    def know_shops(self, shops: Sequence[ShopProfile]) -> None:
        """These are the shops' names now."""
        self._shop_names = {one.summary.id: one.summary.name for one in shops}

    def note_shop_test(self, shop_id: int, outcome: ConnectionReport | PpmError, *, aloud: bool) -> None:
        """A shop was tested; told ``aloud`` where nobody looks at the test itself."""
        found = outcome.failure if isinstance(outcome, ConnectionReport) else outcome
        if found is not None:
            facts = {name: str(value) for name, value in found.facts.items()}
            facts |= {"shop": self._shop_names.get(shop_id, f"#{shop_id}"), "cause": found.cause}
            self._keep(Notice(NoticeKind.SHOP_TEST_FAILED, self._computer, None, shop_id, facts), aloud=aloud)

    def _keep(self, notice: Notice, *, aloud: bool) -> None:
        self._pool.submit(_Keep(id(self), notice, aloud), partial(self._notifications.note, notice))

    def _keep_end(self, job: JobSnapshot, *, aloud: bool) -> None:
        kind = end_kind(job)
        if kind is not None:
            key = _Keep(id(self), job_notice(kind, job), aloud)
            self._pool.submit(key, partial(self._notifications.note_end, job))

    def _tell(self, notification: Notification) -> None:
        notice = notification.notice
        if not self.alerts.wants(notice.kind):
            self._toasts.withdraw(notice.subject)
            return
        text = self._words.toast(notice)
        away = not self._window.isVisible() or self._window.isMinimized()
        if away and self._messages is not None and self.alerts.native:
            self._messages.tell(notification, text)
        if notice.stays or not away:
            self._toasts.tell(notification, text)

    def _local(self, notice: Notice) -> Notification:
        return Notification(0, notice, 1, self._now())

    @Slot(object)
    def _on_created(self, jobs: Sequence[JobSnapshot]) -> None:
        if not jobs:
            return
        together = {"jobs": str(len(jobs))} if len(jobs) > 1 else {}
        self._tell(self._local(job_notice(NoticeKind.STARTED, jobs[0], **together)))
        for job in jobs:
            self._own.add(job.id)
            if job.total is None and not together:
                self._uncounted.add(job.id)
            self._keep(job_notice(NoticeKind.STARTED, job), aloud=False)

    @Slot(object)
    def _on_retried(self, retried: Retried) -> None:
        """What a retry leaves out is said with its start, and that an equal one is under way already.

        The word about the job that it mends has served.
        """
        if retried.job.parent_id is not None:
            self._toasts.withdraw(job_subject(retried.job.parent_id))
        facts = {"left_out": str(retried.left_out)} if retried.left_out else {}
        if not retried.new:
            facts["again"] = "1"
        if facts and retried.aloud:
            notice = job_notice(NoticeKind.STARTED, retried.job)
            self._tell(self._local(replace(notice, facts={**notice.facts, **facts})))

    @Slot(object)
    def _on_seen(self, jobs: Sequence[JobSnapshot]) -> None:
        """Own jobs may have counted their products now; of all others failures are kept, and quietly.

        Also those of the last day, which may have ended while nobody had a window open.
        """
        for job in jobs:
            if job.id in self._own:
                self._say_number(job)
            elif job.id not in self._noted and end_kind(job) in FAILURES and self._is_recent(job):
                self._noted.add(job.id)
                self._keep_end(job, aloud=False)

    @Slot(object)
    def _on_gone(self, job_ids: Sequence[int]) -> None:
        """Nothing can be done any more with jobs that were removed."""
        if job_ids:
            self._toasts.withdraw(*map(job_subject, job_ids))

    def _say_number(self, job: JobSnapshot) -> None:
        if job.id in self._uncounted and job.active and job.total:
            self._uncounted.discard(job.id)
            notice = job_notice(NoticeKind.STARTED, job)
            self._toasts.reword(self._local(notice), self._words.toast(notice))

    def _is_recent(self, job: JobSnapshot) -> bool:
        return job.completed_at is not None and self._now() - job.completed_at < LOOK_BACK

    @Slot(object)
    def _on_changed(self, job: JobSnapshot) -> None:
        if job.phase is JobPhase.RESUMED:
            self._own.add(job.id)
            self._toasts.withdraw(job_subject(job.id))
        if not job.active:
            self._on_finished(job)
        elif job.paused_at is not None and job.paused_cause and job.id in self._own:
            self._keep(job_notice(NoticeKind.PAUSED, job), aloud=True)

    @Slot(object)
    def _on_finished(self, job: JobSnapshot) -> None:
        self._uncounted.discard(job.id)
        if job.id in self._own:
            self._keep_end(job, aloud=True)

    @Slot(object)
    def _on_connection_changed(self, connection: Connection) -> None:
        now = self._now()
        if connection.link is Link.AWAY and self._away_since is None:
            self._away_since = now
            silence = Silence.after(self._away_silence, now)
            self._away_told = silence is not None
            if silence is not None:
                self._away_silence = silence
                self._tell(self._local(Notice(NoticeKind.DATABASE_AWAY, self._computer)))
        elif connection.link is Link.ONLINE and self._away_since is not None:
            seconds = str(round((now - self._away_since).total_seconds()))
            self._away_since = None
            back = Notice(NoticeKind.DATABASE_BACK, self._computer, facts={"seconds": seconds})
            if self._away_told:
                self._tell(self._local(back))
            self._keep(back, aloud=False)

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _Keep) or key.owner != id(self):
            return
        if isinstance(outcome, Noted):
            if key.aloud and outcome.rings:
                self._tell(outcome.notification)
            else:
                self._toasts.adopt(outcome.notification)
            self.kept.emit()
        elif isinstance(outcome, Exception):
            if not isinstance(outcome, DatabaseError):
                logger.error("the notice %s was not kept", key.notice.kind, exc_info=outcome)
            if key.aloud:
                self._tell(self._local(key.notice))
