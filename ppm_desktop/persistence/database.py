"""One database, MySQL/MariaDB or SQLite: connections, short transactions and their failures."""

import logging
import random
import sqlite3
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from ppm_desktop.domain.database_choice import is_this_computer
from ppm_desktop.domain.errors import DatabaseBusy, DatabaseRefused, InvalidRequest
from ppm_desktop.persistence.failures import translated

logger = logging.getLogger(__name__)
T = TypeVar("T")

ATTEMPTS = 5
"""How often `Database.retrying` tries a transaction that met a deadlock or a lock."""
RETRY_WAIT_S = 0.05
JOURNAL_ATTEMPTS = 100
LOCK_WAIT_S = 5
"""How long a statement waits for another's row locks on MySQL/MariaDB."""
IDLE_LOCKS_S = 30
"""When MariaDB gives free what a computer locked that fell asleep in the middle of a transaction."""
READS_ONLY = "ppm_reads_only"


class Database:
    """Hands out transactions; safe to use from any thread.

    Attributes:
        label: Host of the server for people, empty for the embedded database.
        schema: Name of the database on its server, or path of the embedded one.
    """

    def __init__(self, url: str, *, timeout_s: float = 10.0) -> None:
        """``url`` in SQLAlchemy's form; ``timeout_s`` bounds connecting and each answer. Connects nowhere yet.

        A server that is not this computer is spoken to encrypted unless the URL ends in ``?tls=off``; its
        certificate is checked where ``?ssl_ca=…`` names the authority that signed it.

        Raises:
            InvalidRequest: the URL cannot be read or names another kind of database.
            DatabaseRefused: the folder of an embedded database cannot be made.
        """
        self._url = _read_url(url)
        self.dialect_name = self._url.get_backend_name()
        self.is_embedded = self.dialect_name == "sqlite"
        self.schema = self._url.database or ""
        self.label = "" if self.is_embedded else (self._url.host or "localhost")
        self._engine = _open_sqlite(self._url, timeout_s) if self.is_embedded else _open_mysql(self._url, timeout_s)
        self._check: Callable[[Connection], None] = lambda _connection: None

    @property
    def engine(self) -> Engine:
        """For migrations and for counting statements in tests; everybody else uses transactions."""
        return self._engine

    def guarded(self, check: Callable[[Connection], None]) -> Self:
        """The same database: ``check`` is the last step of each transaction that writes, and undoes it by raising."""
        twin = copy(self)
        twin._check = check  # noqa: SLF001 - its own kind
        return twin

    @contextmanager
    def begin(self, *, foreign_keys: bool = True) -> Iterator[Connection]:
        """A transaction that writes: committed at the end, undone when anything is raised.

        SQLite takes its write lock at the start, so that two writers queue instead of failing half-way; it
        rebuilds tables without ``foreign_keys`` only.

        Raises:
            DatabaseError: one of its kinds, for whatever the driver reports.
        """
        with _translating(), self._engine.connect() as connection:
            lenient = self.is_embedded and not foreign_keys
            if lenient:
                _switch_foreign_keys(connection, on=False)
            try:
                with connection.begin():
                    yield connection
                    self._check(connection)
            finally:
                if lenient:
                    _switch_foreign_keys(connection, on=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads; on SQLite it neither waits for a writer nor holds one up.

        Raises:
            DatabaseError: as `begin`.
        """
        with _translating(), self._engine.connect() as connection:
            yield connection.execution_options(**{READS_ONLY: True})

    def retrying(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` in a transaction, again from its start when it meets a deadlock or a lock.

        ``work`` must come to the same result however often it is begun.

        Raises:
            DatabaseBusy: still blocked after several attempts.
            DatabaseError: as `begin`.
        """
        for attempt in range(1, ATTEMPTS):
            try:
                with self.begin() as connection:
                    return work(connection)
            except DatabaseBusy as error:
                logger.info("transaction blocked, attempt %d: %s", attempt, error.code)
                threading.Event().wait(RETRY_WAIT_S * 2**attempt * random.uniform(0.5, 1.0))
        with self.begin() as connection:
            return work(connection)

    def dispose(self) -> None:
        """Close the connections that are not in use."""
        self._engine.dispose()


@contextmanager
def _translating() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        known = translated(error)
        if known is None:
            raise
        raise known from error


def _read_url(text: str) -> URL:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:  # a port that is no number is a ValueError
        raise InvalidRequest("database_url") from error
    match url.get_backend_name():
        case "sqlite":
            return url
        case "mysql" | "mariadb":
            return url.set(drivername="mysql+pymysql")
    raise InvalidRequest("database_url")


def _open_mysql(url: URL, timeout_s: float) -> Engine:
    session = (
        "SET time_zone = '+00:00',"
        f" innodb_lock_wait_timeout = {LOCK_WAIT_S},"
        " sql_mode = CONCAT(@@sql_mode, ',STRICT_TRANS_TABLES')"
        f" /*M!100302 , idle_write_transaction_timeout = {IDLE_LOCKS_S} */"
    )
    seconds = max(1, round(timeout_s))
    return create_engine(
        url.difference_update_query(["tls"]),
        # Nothing here relies on gap locks, and without them writers of neighbouring rows do not deadlock.
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        pool_recycle=1800,
        pool_timeout=timeout_s,
        max_overflow=20,
        hide_parameters=True,
        connect_args={
            "charset": "utf8mb4",
            "connect_timeout": seconds,
            "read_timeout": seconds,
            "write_timeout": seconds,
            "init_command": session,
            **_encryption(url),
        },
    )


def _encryption(url: URL) -> dict[str, object]:
    said = url.query.get("tls")
    wanted = said == "on" if said else not is_this_computer(url.host or "")
    if any(name.startswith("ssl_") for name in url.query):
        return {}
    if not wanted:
        return {"ssl_disabled": True}  # the driver would take what the server offers
    # Servers sign their certificates themselves as a rule: against listeners that helps all the same.
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return {"ssl": context}


def _open_sqlite(url: URL, timeout_s: float) -> Engine:
    if url.database and url.database != ":memory:":
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseRefused(str(error)) from error
    engine = create_engine(
        url,
        pool_timeout=timeout_s,
        max_overflow=20,
        hide_parameters=True,
        connect_args={"timeout": timeout_s, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    _keep_journal(connection)
    for pragma in ("synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _keep_journal(connection: sqlite3.Connection) -> None:
    """Switch a new file to WAL; SQLite does not wait for another program that does the same at this moment."""
    for _ in range(JOURNAL_ATTEMPTS):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:  # the low byte: it has kinds
                raise
            threading.Event().wait(RETRY_WAIT_S)
        else:
            return
    connection.execute("PRAGMA journal_mode=WAL")


def _switch_foreign_keys(connection: Connection, *, on: bool) -> None:
    # SQLite ignores this inside a transaction, so it goes past SQLAlchemy, which would begin one.
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def _begin_sqlite(connection: Connection) -> None:
    # The driver is in autocommit mode: without this there would be no transaction at all.
    reads_only = connection.get_execution_options().get(READS_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
