"""Duties that one computer has at a time, by the database's clock."""

import uuid
from dataclasses import dataclass

from sqlalchemy import or_, update

from ppm_desktop.domain.job import Computer
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.tables import ElectionRow
from ppm_desktop.persistence.types import now, now_plus
from ppm_desktop.persistence.upsert import upsert


@dataclass(frozen=True, slots=True)
class Office:
    """The right to do a duty; whoever has an old ``token`` has it no more."""

    duty: str
    token: str


class Elections:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(self, database: Database, computer: Computer, lease_s: float) -> None:
        self._database = database
        self._computer = computer
        self._lease_s = lease_s

    def win(self, duty: str, every_s: float = 0.0) -> Office | None:
        """Take ``duty`` unless another computer has it, or it was done within the last ``every_s`` seconds."""
        token = str(uuid.uuid4())
        with self._database.begin() as connection:
            upsert(connection, ElectionRow, [{"duty": duty}], update=())
            taken = connection.execute(
                update(ElectionRow)
                .where(ElectionRow.duty == duty)
                .where(or_(ElectionRow.token.is_(None), ElectionRow.expires_at <= now()))
                .where(or_(ElectionRow.done_at.is_(None), ElectionRow.done_at <= now_plus(-every_s)))
                .values(
                    token=token,
                    host=self._computer.host[:100],
                    person=self._computer.person[:100],
                    expires_at=now_plus(self._lease_s),
                )
            )
        return Office(duty, token) if taken.rowcount == 1 else None

    def keep(self, office: Office) -> bool:
        """Go on; False when somebody else has the duty by now."""
        return self._write(office, expires_at=now_plus(self._lease_s))

    def lay_down(self, office: Office, *, done: bool) -> None:
        """Give the duty back, as ``done`` or for another to do."""
        self._write(office, token=None, expires_at=None, **({"done_at": now()} if done else {}))

    def _write(self, office: Office, **values: object) -> bool:
        mine = (ElectionRow.duty == office.duty, ElectionRow.token == office.token)
        with self._database.begin() as connection:
            return connection.execute(update(ElectionRow).where(*mine).values(**values)).rowcount == 1
