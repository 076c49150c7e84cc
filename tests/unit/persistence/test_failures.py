"""What drivers report, in the words of the domain."""

import sqlite3

import pymysql
import pytest
from sqlalchemy.exc import (
    DatabaseError,
    DataError,
    DBAPIError,
    IntegrityError,
    InvalidRequestError,
    OperationalError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ppm_desktop.domain import errors
from ppm_desktop.persistence.failures import translated


def wrapped(kind: type[DBAPIError], original: Exception) -> DBAPIError:
    return kind("SELECT 1", {"key": "secret"}, original, hide_parameters=True)


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [
        (OperationalError, 1213, errors.DatabaseBusy),
        (OperationalError, 1205, errors.DatabaseBusy),
        (OperationalError, 1045, errors.DatabaseRefused),
        (OperationalError, 1142, errors.DatabaseRefused),
        (OperationalError, 1049, errors.DatabaseRefused),
        (OperationalError, 1054, errors.SchemaMismatch),
        (ProgrammingError, 1146, errors.SchemaMismatch),
        (OperationalError, 1364, errors.SchemaMismatch),
        (IntegrityError, 1062, errors.DataRejected),
        (IntegrityError, 1452, errors.DataRejected),
        (OperationalError, 4025, errors.DataRejected),
        (DataError, 1406, errors.DataRejected),
        (DataError, 1264, errors.DataRejected),
        (OperationalError, 2003, errors.DatabaseUnavailable),
        (OperationalError, 2013, errors.DatabaseUnavailable),
        (OperationalError, 1040, errors.DatabaseUnavailable),
        (IntegrityError, 9999, errors.DataRejected),
    ],
)
def test_numbers_of_the_server(kind: type[DBAPIError], number: int, expected: type[errors.DatabaseError]) -> None:
    known = translated(wrapped(kind, pymysql.err.MySQLError(number, "in the server's words")))
    assert type(known) is expected
    assert known.code == f"MySQL {number}"
    assert "secret" not in known.detail


@pytest.mark.parametrize(
    ("name", "message", "expected"),
    [
        ("SQLITE_BUSY", "database is locked", errors.DatabaseBusy),
        ("SQLITE_BUSY_SNAPSHOT", "database is locked", errors.DatabaseBusy),
        ("SQLITE_CANTOPEN", "unable to open database file", errors.DatabaseRefused),
        ("SQLITE_READONLY", "attempt to write a readonly database", errors.DatabaseRefused),
        ("SQLITE_CONSTRAINT_UNIQUE", "UNIQUE constraint failed", errors.DataRejected),
        ("SQLITE_FULL", "database or disk is full", errors.DatabaseUnavailable),
        ("SQLITE_ERROR", "no such table: products", errors.SchemaMismatch),
        ("SQLITE_ERROR", "table products has no column named x", errors.SchemaMismatch),
    ],
)
def test_names_of_sqlite(name: str, message: str, expected: type[errors.DatabaseError]) -> None:
    original = sqlite3.OperationalError(message)
    original.sqlite_errorname = name
    assert type(translated(wrapped(OperationalError, original))) is expected


@pytest.mark.parametrize(
    "ours",
    [
        wrapped(ProgrammingError, pymysql.err.ProgrammingError(1064, "You have an error in your SQL syntax")),
        wrapped(DatabaseError, sqlite3.DatabaseError("odd")),
        InvalidRequestError("used wrongly"),
    ],
)
def test_faults_of_ours_are_no_failures_of_the_database(ours: SQLAlchemyError) -> None:
    assert translated(ours) is None


def test_no_free_connection_is_a_database_that_is_away() -> None:
    assert type(translated(PoolTimeout("QueuePool limit"))) is errors.DatabaseUnavailable
