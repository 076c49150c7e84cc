"""Tries whether the program can work with a database: address, account, schema, rights; writes nothing."""

import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import text

from ppm_desktop.domain.database_choice import DatabaseChoice, DatabaseReport, DatabaseStep, DatabaseStepResult
from ppm_desktop.domain.errors import Cancelled, DatabaseError, DatabaseUnavailable, SchemaMismatch
from ppm_desktop.domain.shop_profile import StepState
from ppm_desktop.persistence import migrate
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.grants import read_rights

OnStep = Callable[[DatabaseStepResult], None]
Facts = Mapping[str, str]
TIMEOUT_S = 5.0


class DatabaseTest:
    """One test of one server; made anew for each."""

    def __init__(
        self, choice: DatabaseChoice, on_step: OnStep | None = None, stop: threading.Event | None = None
    ) -> None:
        """``on_step`` is told when a step begins and when it ends."""
        self._choice = choice
        self._on_step = on_step or (lambda _: None)
        self._stop = stop or threading.Event()
        self._report = DatabaseReport()

    def run(self) -> DatabaseReport:
        """Take the steps up to the first that fails.

        Raises:
            InvalidRequest: the address cannot be read.
            Cancelled: asked to stop.
        """
        database = Database(self._choice.url, timeout_s=TIMEOUT_S)
        works = (self._address, self._account, self._schema, self._rights)
        try:
            for step, work in zip(DatabaseStep, works, strict=True):
                result = self._taken(step, work, database)
                self._report = replace(self._report, steps=(*self._report.steps, result))
                self._on_step(result)
                if result.state is StepState.FAILED:
                    break
        finally:
            database.dispose()
        return self._report

    def _taken(self, step: DatabaseStep, work: Callable[[Database], Facts], database: Database) -> DatabaseStepResult:
        if self._stop.is_set():
            raise Cancelled
        self._on_step(DatabaseStepResult(step, StepState.RUNNING))
        began = time.monotonic()
        try:
            facts = work(database)
        except DatabaseError as error:
            took_ms = _milliseconds(began)
            return DatabaseStepResult(step, StepState.FAILED, took_ms, error.cause, error.detail, error.facts)
        return DatabaseStepResult(step, StepState.PASSED, _milliseconds(began), facts=facts)

    def _address(self, _database: Database) -> Facts:
        try:
            socket.create_connection((self._choice.host, self._choice.port), TIMEOUT_S).close()
        except OSError as error:
            raise DatabaseUnavailable(str(error)) from error
        return {"host": self._choice.host}

    def _account(self, database: Database) -> Facts:
        with database.read() as connection:
            version = str(connection.scalar(text("SELECT VERSION()")))
            cipher = connection.execute(text("SHOW STATUS LIKE 'Ssl_version'")).one_or_none()
            began = time.monotonic()
            connection.scalar(text("SELECT 1"))
            answer_ms = _milliseconds(began)
        kind = "MariaDB" if "mariadb" in version.lower() else "MySQL"
        server = f"{kind} {version.partition('-')[0]}"
        self._report = replace(self._report, server=server, answer_ms=answer_ms)
        return {"server": server, "tls": "" if cipher is None else str(cipher[1])}

    def _schema(self, database: Database) -> Facts:
        found = migrate.status(database)
        if found.newer:
            raise SchemaMismatch(
                f"the database is at revision {found.current}, this program at {found.head}", cause="schema_newer"
            )
        if found.missing:
            raise SchemaMismatch("missing in the database: " + ", ".join(found.missing))
        if found.is_current:
            return {"schema": "current"}
        return {"schema": "empty" if found.current is None else "older"}

    def _rights(self, database: Database) -> Facts:
        rights = read_rights(database)
        self._report = replace(self._report, rights=rights)
        return {"role": rights.role.value}


def _milliseconds(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
