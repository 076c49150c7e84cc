"""The notification centre: each cause once, repeats counted, and who has read what."""

from collections.abc import Sequence
from functools import partial
from typing import TypeVarTuple

from sqlalchemy import Connection, Row, Select, and_, case, delete, func, or_, select, update

from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.notification import (
    FAILURES,
    Noted,
    Notice,
    NoticeFilter,
    NoticeKind,
    Notification,
    NotificationList,
    Silence,
)
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.tables import NotificationReadRow, NotificationRow
from ppm_desktop.persistence.types import now, now_plus
from ppm_desktop.persistence.upsert import upsert

_DAY_S = 24 * 60 * 60
_KINDS = [kind.value for kind in NoticeKind]
_FAILED = NotificationRow.kind.in_([kind.value for kind in FAILURES])
_UNREAD = NotificationReadRow.notification_id.is_(None)
Columns = TypeVarTuple("Columns")


class NotificationRepository:
    """What one person is told; every call blocks and may raise `DatabaseError`.

    A person sees what is his own, and everybody's failures.
    """

    def __init__(self, database: Database, computer: Computer, keep_days: int) -> None:
        self._database = database
        self._person = computer.person
        self._keep_days = keep_days

    def note(self, notice: Notice) -> Noted:
        """Keep ``notice``, or count it with the earlier ones of its cause.

        A job counts once, from however many computers it is reported. What is kept of its start goes with its end.
        """
        return self._database.retrying(partial(self._note, notice=notice))

    def list(self, wanted: NoticeFilter, limit: int) -> NotificationList:
        """The newest notifications of a segment, with the counts of all segments."""
        rows = self._mine(select(NotificationRow, _UNREAD.label("unread")))
        if wanted is NoticeFilter.UNREAD:
            rows = rows.where(_UNREAD)
        elif wanted is NoticeFilter.ERRORS:
            rows = rows.where(_FAILED)
        counts = self._mine(
            select(func.count(), func.sum(case((_UNREAD, 1), else_=0)), func.sum(case((_FAILED, 1), else_=0)))
        )
        with self._database.read() as connection:
            newest = rows.order_by(NotificationRow.last_at.desc(), NotificationRow.id.desc()).limit(limit)
            found = tuple(_notification(row) for row in connection.execute(newest))
            total, unread, errors = connection.execute(counts).one()
        return NotificationList(found, int(total), int(unread or 0), int(errors or 0))

    def unread(self) -> int:
        """How many notifications the person has not read."""
        with self._database.read() as connection:
            return connection.execute(self._mine(select(func.count())).where(_UNREAD)).scalar_one()

    def mark_read(self, ids: Sequence[int] | None = None) -> None:
        """The person has read these, or with None all."""
        with self._database.begin() as connection:
            wanted = self._mine(select(NotificationRow.id)).where(_UNREAD)
            if ids is not None:
                wanted = wanted.where(NotificationRow.id.in_(list(ids)))
            self._mark(connection, connection.execute(wanted).scalars().all(), hidden=False)

    def hide(self, notification_id: int) -> None:
        """Take a notification off the person's list; others keep it, and it returns when it is told again."""
        with self._database.begin() as connection:
            known = select(NotificationRow.id).where(NotificationRow.id == notification_id)
            self._mark(connection, connection.execute(known).scalars().all(), hidden=True)

    def _mark(self, connection: Connection, ids: Sequence[int], *, hidden: bool) -> None:
        rows = [{"notification_id": one, "person": self._person, "hidden": hidden} for one in ids]
        upsert(connection, NotificationReadRow, rows, update=("hidden",) if hidden else ())

    def _mine(self, statement: Select[*Columns]) -> Select[*Columns]:
        """Only what the person sees and has not removed, joined with what he has read."""
        read = and_(
            NotificationReadRow.notification_id == NotificationRow.id, NotificationReadRow.person == self._person
        )
        return (
            statement.select_from(NotificationRow)
            .outerjoin(NotificationReadRow, read)
            .where(or_(_FAILED, NotificationRow.person == self._person), NotificationRow.kind.in_(_KINDS))
            .where(or_(_UNREAD, NotificationReadRow.hidden.is_(False)))
        )

    def _note(self, connection: Connection, notice: Notice) -> Noted:
        self._tidy(connection, notice)
        # Whoever comes first makes the row, still uncounted; all others wait here for the first one's end.
        fresh = {"fingerprint": notice.fingerprint} | _columns(notice)
        upsert(connection, NotificationRow, [fresh], update=(), key=("fingerprint",))
        row = connection.execute(
            select(NotificationRow, now().label("moment"))
            .where(NotificationRow.fingerprint == notice.fingerprint)
            .with_for_update()
        ).one()
        if row.times and _is_known(notice, row.job_id):
            return Noted(_notification(row), rings=False)
        before = Silence(row.silence_step, row.silenced_until) if row.times else None
        silence = Silence.after(before, row.moment)
        values: dict[str, object] = _columns(notice) | {"times": row.times + 1, "last_at": row.moment}
        if silence is not None:
            values |= {"silence_step": silence.step, "silenced_until": silence.until}
            connection.execute(delete(NotificationReadRow).where(NotificationReadRow.notification_id == row.id))
        connection.execute(update(NotificationRow).where(NotificationRow.id == row.id).values(values))
        return Noted(Notification(row.id, notice, row.times + 1, row.moment), rings=silence is not None)

    def _tidy(self, connection: Connection, notice: Notice) -> None:
        """Drop what is older than people want to keep it, and the start of a job that has ended."""
        connection.execute(delete(NotificationRow).where(NotificationRow.last_at < now_plus(-self._keep_days * _DAY_S)))
        if notice.job_id is not None and notice.kind is not NoticeKind.STARTED:
            started = NotificationRow.kind == NoticeKind.STARTED.value
            connection.execute(delete(NotificationRow).where(NotificationRow.job_id == notice.job_id, started))


def _is_known(notice: Notice, counted_job: int | None) -> bool:
    """Whether the job was counted already; only a pause may come again in the life of one job."""
    if notice.kind is NoticeKind.PAUSED or notice.job_id is None or counted_job is None:
        return False
    return notice.job_id <= counted_job


def _columns(notice: Notice) -> dict[str, object]:
    return {
        "kind": notice.kind.value,
        "person": notice.who.person,
        "host": notice.who.host,
        "job_id": notice.job_id,
        "shop_id": notice.shop_id,
        "facts": dict(notice.facts),
    }


def _notification(row: Row[*tuple[object, ...]]) -> Notification:
    found = row._mapping
    notice = Notice(
        NoticeKind(found["kind"]),
        Computer(found["host"], found["person"]),
        found["job_id"],
        found["shop_id"],
        dict(found["facts"] or {}),
    )
    unread = bool(found["unread"]) if "unread" in found else True
    return Notification(found["id"], notice, found["times"], found["last_at"], unread)
