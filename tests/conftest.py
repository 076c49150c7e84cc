"""Databases for every test: a fresh one of the newest schema, on SQLite and on a private MariaDB server."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.migrate import upgrade
from tests.fakes.mariadb import SERVER_NAMES, MariaDbServer, find_program

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ENGINES = ["sqlite", pytest.param("mariadb", marks=pytest.mark.mariadb)]

PARAMETERS = 32_766
"""What a statement may have where SQLite is built as its authors do; some systems allow more."""


@event.listens_for(Engine, "connect")
def limit_parameters(connection: object, _record: object) -> None:
    """What is too much for one computer fails on all."""
    if isinstance(connection, sqlite3.Connection):
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, PARAMETERS)


@pytest.fixture(scope="session")
def mariadb_server() -> Iterator[MariaDbServer]:
    """A private MariaDB server; tests that need one are skipped where none is installed."""
    if find_program(SERVER_NAMES) is None:
        reason = "no MariaDB server is installed here (Debian: apt-get install mariadb-server)"
        if os.environ.get("PPM_REQUIRE_MARIADB") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    server = MariaDbServer()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embedded database of the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("template") / "ppm.db"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    database.dispose()
    return path


@pytest.fixture(params=ENGINES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ppm.db'}"
    server: MariaDbServer = request.getfixturevalue("mariadb_server")
    return server.url(server.empty_database())


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a fresh database of the newest schema."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        return f"sqlite:///{shutil.copy(template, tmp_path / 'ppm.db')}"
    server: MariaDbServer = request.getfixturevalue("mariadb_server")
    return server.url(server.migrated_database())


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh database of the newest schema."""
    database = Database(database_url)
    yield database
    database.dispose()
