"""A notification centre in memory, a tray that remembers, and the notifications of the design's pictures."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from ppm_desktop.domain.errors import DatabaseUnavailable
from ppm_desktop.domain.job import Computer, JobSnapshot, JobState, JobType
from ppm_desktop.domain.notification import (
    FAILURES,
    Noted,
    Notice,
    NoticeFilter,
    NoticeKind,
    Notification,
    NotificationList,
    end_kind,
    job_notice,
)
from ppm_desktop.gui.notice_words import NoticeText
from ppm_desktop.gui.tray_icon import TrayState
from tests.fakes.gui import MOMENT, job

MARTA = Computer("KOMPUTER-01", "Marta Kowalska")
ANNA = Computer("KOMPUTER-03", "Anna")


@dataclass
class FakeNotifications:
    """Keeps what it is told; ``away`` makes every answer fail.

    Attributes:
        rings: What `Noted.rings` says of the next notices.
        facts: On top of those of a job's end, such as its cause.
    """

    rows: list[Notification] = field(default_factory=list)
    rings: bool = True
    away: bool = False
    facts: dict[str, str] = field(default_factory=dict)
    at: datetime = MOMENT

    @property
    def kinds(self) -> list[NoticeKind]:
        """Kinds of what is kept, the newest first."""
        return [one.notice.kind for one in self.rows]

    def note(self, notice: Notice) -> Noted:
        """Keep it on top; a job counts once."""
        self._answer()
        for known in self.rows:
            if known.notice.fingerprint == notice.fingerprint and known.notice.job_id == notice.job_id is not None:
                return Noted(known, rings=False)
        kept = Notification(len(self.rows) + 1, notice, 1, self.at)
        self.rows.insert(0, kept)
        return Noted(kept, self.rings)

    def note_end(self, job: JobSnapshot) -> Noted:
        """Keep it on top."""
        kind = end_kind(job)
        assert kind is not None
        return self.note(job_notice(kind, job, **self.facts))

    def list(self, wanted: NoticeFilter, limit: int) -> NotificationList:
        """What is kept."""
        self._answer()
        unread = [one for one in self.rows if one.unread]
        errors = [one for one in self.rows if one.notice.kind in FAILURES]
        shown = {NoticeFilter.ALL: self.rows, NoticeFilter.UNREAD: unread, NoticeFilter.ERRORS: errors}[wanted]
        return NotificationList(tuple(shown[:limit]), len(self.rows), len(unread), len(errors))

    def unread(self) -> int:
        """How many are unread."""
        self._answer()
        return sum(one.unread for one in self.rows)

    def mark_read(self, ids: Sequence[int] | None = None) -> None:
        """Mark these, or all."""
        self._answer()
        self.rows = [replace(one, unread=one.unread and ids is not None and one.id not in ids) for one in self.rows]

    def hide(self, notification_id: int) -> None:
        """Forget one."""
        self._answer()
        self.rows = [one for one in self.rows if one.id != notification_id]

    def _answer(self) -> None:
        if self.away:
            raise DatabaseUnavailable("the server does not answer")


class FakeMessages(QObject):
    """A tray that remembers what it was told."""

    window_wanted = Signal()
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[Notification, NoticeText]] = []
        self.shown: list[tuple[TrayState, str]] = []
        self.menu: QMenu | None = None
        self.available = True
        self.left = False

    def set_menu(self, menu: QMenu) -> None:
        """Remember it."""
        self.menu = menu

    def show_state(self, state: TrayState, text: str) -> None:
        """Remember it."""
        self.shown.append((state, text))

    def tell(self, notification: Notification, text: NoticeText) -> None:
        """Remember it."""
        self.told.append((notification, text))

    def leave(self) -> None:
        """Remember that."""
        self.left = True


def drawn(now: datetime) -> list[Notification]:
    """What the pictures of the centre show, newest first."""

    def ended(number: int, shop: str, kind: JobType, state: JobState, done: int, total: int, **more: object) -> Notice:
        seconds = timedelta(minutes=18, seconds=40)
        values: dict[str, object] = {
            "shop_name": shop,
            "type": kind,
            "state": state,
            "processed": done,
            "total": total,
            "starter": MARTA,
            "completed_at": MOMENT - timedelta(minutes=7, seconds=2) + seconds,
        }
        snapshot = job(number, **(values | more))
        found = end_kind(snapshot) or NoticeKind.STARTED
        facts = {"cause": "duplicate_ean", "cause_count": "5"} if found is NoticeKind.PARTIAL else {}
        return job_notice(found, snapshot, **facts)

    imported, synced, exported = JobType.IMPORT, JobType.SYNC, JobType.EXPORT
    refused = {"starter": ANNA, "error_message": "Sklep odrzucił klucz API (401).", "failed": 0}
    test = {"shop": "MRF Racing DE", "cause": "key_rejected"}
    rows = (
        (2, 1, True, ended(2481, "YCF Polska", imported, JobState.PROCESSING, 0, 150)),
        (4, 3, True, ended(2479, "MPP Trade HU", synced, JobState.FAILED, 31, 86, **refused)),
        (41, 1, True, ended(2467, "YCF Polska", imported, JobState.FAILED, 150, 150, failed=12)),
        (62, 1, False, ended(2470, "KAYO Parts PL", synced, JobState.COMPLETED, 1238, 1238)),
        (180, 1, False, ended(2469, "Pitbike Store SK", exported, JobState.CANCELLED, 268, 940)),
        (1500, 1, False, Notice(NoticeKind.SHOP_TEST_FAILED, MARTA, None, 5, test)),
        (1532, 1, False, ended(2460, "MRF Racing DE", exported, JobState.COMPLETED, 2412, 2412)),
        (5000, 1, False, Notice(NoticeKind.DATABASE_BACK, MARTA, facts={"seconds": "184"})),
    )
    return [
        Notification(len(rows) - place, notice, count, now - timedelta(minutes=minutes), unread)
        for place, (minutes, count, unread, notice) in enumerate(rows)
    ]
