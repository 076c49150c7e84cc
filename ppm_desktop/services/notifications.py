"""The notification centre for the window: what jobs came to, told once for each cause."""

from collections.abc import Sequence

from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.domain.notification import (
    Noted,
    Notice,
    NoticeFilter,
    NoticeKind,
    NotificationList,
    end_kind,
    job_notice,
)
from ppm_desktop.persistence.items import ItemRepository
from ppm_desktop.persistence.notifications import NotificationRepository


class NotificationService:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(self, notifications: NotificationRepository, items: ItemRepository) -> None:
        self._notifications = notifications
        self._items = items

    def note(self, notice: Notice) -> Noted:
        """Keep ``notice``; `Noted.rings` says whether it is to be told now."""
        return self._notifications.note(notice)

    def note_end(self, job: JobSnapshot) -> Noted:
        """Keep how ``job`` ended, with the most frequent cause of its failures."""
        kind = end_kind(job)
        assert kind is not None, "the job has not ended"
        if kind is not NoticeKind.PARTIAL:
            return self.note(job_notice(kind, job))
        causes = self._items.causes(job.id)
        facts = {"cause": causes[0].cause, "cause_count": str(causes[0].count)} if causes else {}
        return self.note(job_notice(kind, job, **facts))

    def list(self, wanted: NoticeFilter, limit: int) -> NotificationList:
        """The newest notifications of a segment."""
        return self._notifications.list(wanted, limit)

    def unread(self) -> int:
        """How many notifications the person at this computer has not read."""
        return self._notifications.unread()

    def mark_read(self, ids: Sequence[int] | None = None) -> None:
        """These were read, or with None all."""
        self._notifications.mark_read(ids)

    def hide(self, notification_id: int) -> None:
        """Take a notification off the person's list."""
        self._notifications.hide(notification_id)
