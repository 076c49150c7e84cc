"""Brings a database to this program's schema, one computer at a time, and tells where it stands."""

import hashlib
import logging
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from ppm_desktop.domain.errors import DatabaseBusy, DatabaseRefused, SchemaMismatch
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.defaults import create_defaults
from ppm_desktop.persistence.tables import Base

logger = logging.getLogger(__name__)

VERSION_TABLE = "ppm_alembic_version"
WAIT_S = 120.0
"""How long another computer's upgrade is waited for."""
LOCK_TRY_S = 2


@dataclass(frozen=True, slots=True)
class SchemaStatus:
    """Where a database stands.

    Attributes:
        current: Revision of the database, None before the first upgrade.
        head: Revision this program works with.
        newer: Whether the database is ahead of this program.
        missing: Columns that shared tables of somebody else lack, as ``table.column``.
    """

    current: str | None
    head: str
    newer: bool = False
    missing: tuple[str, ...] = ()

    @property
    def is_current(self) -> bool:
        """Whether the program can work with the database as it is."""
        return self.current == self.head


def upgrade(database: Database) -> None:
    """Bring ``database`` to this program's schema; does nothing where it is.

    Of several programs that start at once one upgrades, the others wait for it. Every check comes before
    the first write.

    Raises:
        SchemaMismatch: the database is newer, a shared table lacks a column, or the account may not change tables.
        DatabaseBusy: another upgrade has not ended in time.
        DatabaseError: as `Database.begin`.
    """
    if _is_done(database):
        return
    try:
        with _alone(database) as connection:
            if _is_done_here(connection):
                return
            _refuse_missing(connection)
            logger.info("upgrading the database to revision %s", _head())
            command.upgrade(_config(connection), "head")
            create_defaults(connection)
    except DatabaseRefused as error:
        raise SchemaMismatch(
            "this account may not create or alter tables; run `ppm-desktop db upgrade` once with an account that may",
            code=error.code,
        ) from error


def downgrade(database: Database, revision: str) -> None:
    """Take ``database`` back to ``revision`` (``"base"``: before the first); tables of others stay."""
    with _alone(database) as connection:
        command.downgrade(_config(connection), revision)


def status(database: Database) -> SchemaStatus:
    """Where ``database`` stands; reads only.

    Raises:
        DatabaseError: as `Database.begin`.
    """
    with database.read() as connection:
        current = _revision(connection)
        newer = current is not None and current not in _known()
        # Up to date nothing is missing, and an account that may not see every column can still ask.
        missing = () if current == _head() else tuple(_missing_columns(connection))
        return SchemaStatus(current, _head(), newer, missing)


def require_current(database: Database) -> None:
    """Make sure the program can still work with ``database``; cheap enough to be asked before every job.

    Raises:
        SchemaMismatch: it is older or newer than the program.
    """
    if not _is_done(database):
        raise SchemaMismatch(f"the database is not at revision {_head()}; run `ppm-desktop db upgrade`")


def migrations_folder() -> Path:
    """Where the revisions are: beside the package, inside it once installed, or in a frozen program's data.

    Raises:
        SchemaMismatch: this installation lacks them.
    """
    package = Path(__file__).resolve().parent.parent
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    homes = [Path(frozen)] if frozen else []
    homes += [package, package.parent]
    for home in homes:
        if (home / "migrations" / "env.py").is_file():
            return home / "migrations"
    raise SchemaMismatch("the folder `migrations` is missing from this installation")


def _is_done(database: Database) -> bool:
    with database.read() as connection:
        return _is_done_here(connection)


def _is_done_here(connection: Connection) -> bool:
    current = _revision(connection)
    if current is not None and current not in _known():
        raise SchemaMismatch(
            f"the database is at revision {current}, newer than this program ({_head()})", cause="schema_newer"
        )
    return current == _head()


def _refuse_missing(connection: Connection) -> None:
    missing = _missing_columns(connection)
    if missing:
        raise SchemaMismatch("missing in the database: " + ", ".join(missing))


def _missing_columns(connection: Connection) -> list[str]:
    """Columns that we use and that existing tables lack; of our own ``ppm_`` tables the revisions take care."""
    found = inspect(connection)
    existing = set(found.get_table_names())
    missing = []
    for table in Base.metadata.sorted_tables:
        if table.name in existing and not table.name.startswith("ppm_"):
            columns = {column["name"].lower() for column in found.get_columns(table.name)}
            missing += [f"{table.name}.{column.name}" for column in table.columns if column.name not in columns]
    return missing


@contextmanager
def _alone(database: Database) -> Iterator[Connection]:
    """A connection that may change the schema while every other program waits."""
    with ExitStack() as stack:
        if database.is_embedded:
            yield _sqlite_alone(database, stack)
        else:
            stack.enter_context(_server_lock(database))
            yield stack.enter_context(database.begin())


def _sqlite_alone(database: Database, stack: ExitStack) -> Connection:
    # The write lock that SQLite takes at BEGIN is the lock file, and all revisions are one transaction.
    # A table rebuilt by a revision is dropped on the way: with foreign keys on, its children would go too.
    give_up_at = time.monotonic() + WAIT_S
    while True:
        try:
            return stack.enter_context(database.begin(foreign_keys=False))
        except DatabaseBusy:
            if time.monotonic() > give_up_at:
                raise


@contextmanager
def _server_lock(database: Database) -> Iterator[None]:
    """Hold a named lock of the server, on a connection of its own: MySQL ends transactions at every CREATE."""
    give_up_at = time.monotonic() + WAIT_S
    with database.begin() as connection:
        schema = str(connection.scalar(text("SELECT DATABASE()")))
        name = "ppm_upgrade_" + hashlib.sha256(schema.encode()).hexdigest()[:16]
        while connection.scalar(text("SELECT GET_LOCK(:name, :s)"), {"name": name, "s": LOCK_TRY_S}) != 1:
            if time.monotonic() > give_up_at:
                raise DatabaseBusy("another program is still upgrading the database")
            threading.Event().wait(0.1)
        try:
            yield
        finally:
            connection.scalar(text("SELECT RELEASE_LOCK(:name)"), {"name": name})


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@cache
def _head() -> str:
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None  # there is always a first revision
    return head


@cache
def _known() -> frozenset[str]:
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())
