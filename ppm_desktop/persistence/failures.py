"""Turns what SQLAlchemy and the drivers raise into the database errors of the domain."""

import sqlite3

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ppm_desktop.domain.errors import (
    DatabaseBusy,
    DatabaseError,
    DatabaseRefused,
    DatabaseUnavailable,
    DataRejected,
    SchemaMismatch,
)

_MYSQL_CODES: dict[type[DatabaseError], frozenset[int]] = {
    # deadlock, lock wait timed out, a row changed under a snapshot
    DatabaseBusy: frozenset({1205, 1213, 1020}),
    # wrong account or password, no right to a database, table, column or statement, no such database
    DatabaseRefused: frozenset({1044, 1045, 1049, 1142, 1143, 1227, 1698}),
    # no such column or table, a column without default that we do not know
    SchemaMismatch: frozenset({1054, 1146, 1364}),
    # NULL, duplicate key, out of range, truncated, wrong value, too long, foreign keys, CHECK
    DataRejected: frozenset({1048, 1062, 1264, 1265, 1292, 1366, 1406, 1451, 1452, 1690, 3819, 4025}),
}
_RIGHT_MISSING = frozenset({1142, 1143})
"""The account is right, but not allowed to use this table or column like that."""
_SQLITE_NAMES: dict[type[DatabaseError], tuple[str, ...]] = {
    DatabaseBusy: ("SQLITE_BUSY", "SQLITE_LOCKED"),
    DatabaseRefused: ("SQLITE_PERM", "SQLITE_AUTH", "SQLITE_READONLY", "SQLITE_CANTOPEN"),
    DataRejected: ("SQLITE_CONSTRAINT", "SQLITE_TOOBIG", "SQLITE_MISMATCH"),
    DatabaseUnavailable: ("SQLITE_IOERR", "SQLITE_FULL", "SQLITE_CORRUPT", "SQLITE_NOTADB"),
}


def translated(error: SQLAlchemyError) -> DatabaseError | None:
    """The domain's error for ``error``; None when it is a fault of ours, such as wrong SQL."""
    if isinstance(error, PoolTimeout):
        return DatabaseUnavailable("no free connection")
    if not isinstance(error, DBAPIError) or error.orig is None:
        return None
    kind = _kind(error)
    if kind is None:
        return None
    cause = "right_missing" if _number(error) in _RIGHT_MISSING else None
    return kind(str(error.orig), cause=cause, code=_code(error))


def _kind(error: DBAPIError) -> type[DatabaseError] | None:
    found = _sqlite_kind(error.orig) if isinstance(error.orig, sqlite3.Error) else _mysql_kind(error)
    if found:
        return found
    if isinstance(error, IntegrityError):
        return DataRejected
    if getattr(error.orig, "sqlite_errorname", "") == "SQLITE_ERROR":
        return None
    return DatabaseUnavailable if error.connection_invalidated or isinstance(error, OperationalError) else None


def _mysql_kind(error: DBAPIError) -> type[DatabaseError] | None:
    number = _number(error)
    return next((kind for kind, numbers in _MYSQL_CODES.items() if number in numbers), None)


def _sqlite_kind(error: sqlite3.Error) -> type[DatabaseError] | None:
    if str(error).startswith(("no such table", "no such column")) or "has no column named" in str(error):
        return SchemaMismatch
    name: str = getattr(error, "sqlite_errorname", "")
    return next((kind for kind, names in _SQLITE_NAMES.items() if name.startswith(names)), None)


def _number(error: DBAPIError) -> int | None:
    first: object = error.orig.args[0] if error.orig and error.orig.args else None
    return first if isinstance(first, int) else None


def _code(error: DBAPIError) -> str:
    if isinstance(error.orig, sqlite3.Error):
        return str(getattr(error.orig, "sqlite_errorname", "SQLite"))
    number = _number(error)
    return f"MySQL {number}" if number else "MySQL"
