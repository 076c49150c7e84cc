"""The audit log: who did what from which computer, written once and never changed."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, insert, select

from ppm_desktop.domain.audit import AuditAction, AuditEntry
from ppm_desktop.domain.job import Computer
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.tables import AuditRow


class AuditLog:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(self, database: Database, computer: Computer) -> None:
        self._database = database
        self._computer = computer

    def note(
        self,
        action: AuditAction,
        facts: Mapping[str, str] | None = None,
        *,
        job_id: int | None = None,
        shop_id: int | None = None,
    ) -> None:
        """Write down what the person at this computer has just done; ``facts`` without secrets."""
        with self._database.begin() as connection:
            note_action(connection, self._computer, action, facts, job_id=job_id, shop_id=shop_id)

    def of_job(self, job_id: int) -> list[AuditEntry]:
        """What people did to a job, oldest first."""
        with self._database.read() as connection:
            return read_actions(connection, AuditRow.job_id == job_id)

    def latest(self, limit: int) -> list[AuditEntry]:
        """The newest actions of everybody, newest first."""
        with self._database.read() as connection:
            return read_actions(connection, newest=limit)


def note_action(
    connection: Connection,
    who: Computer,
    action: AuditAction,
    facts: Mapping[str, str] | None = None,
    *,
    job_id: int | None = None,
    shop_id: int | None = None,
) -> None:
    """Add a line to the log within the transaction of the action itself."""
    connection.execute(
        insert(AuditRow).values(
            person=who.person[:100],
            host=who.host[:100],
            action=action.value,
            job_id=job_id,
            shop_id=shop_id,
            facts=dict(facts or {}) or None,
        )
    )


def read_actions(
    connection: Connection, where: ColumnElement[bool] | None = None, newest: int | None = None
) -> list[AuditEntry]:
    """Lines that match, oldest first, or the ``newest`` ones; actions of a later version are left out."""
    wanted = select(AuditRow.at, AuditRow.person, AuditRow.host, AuditRow.action, *_ABOUT)
    if where is not None:
        wanted = wanted.where(where)
    wanted = wanted.order_by(AuditRow.id) if newest is None else wanted.order_by(AuditRow.id.desc()).limit(newest)
    known: Sequence[str] = list(AuditAction)
    return [
        AuditEntry(at, Computer(host, person), AuditAction(action), job_id, shop_id, facts or {})
        for at, person, host, action, job_id, shop_id, facts in connection.execute(wanted)
        if action in known
    ]


_ABOUT = (AuditRow.job_id, AuditRow.shop_id, AuditRow.facts)
