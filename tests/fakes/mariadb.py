"""A MariaDB server of our own: private data folder, free port, gone with the test run."""

import os
import random
import secrets
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

import pymysql
from pymysql.constants.CR import CR_CONN_HOST_ERROR
from pymysql.cursors import Cursor

from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.migrate import upgrade

SERVER_NAMES = ("mariadbd", "mysqld")
SERVER_FOLDERS = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin", "/usr/local/bin")
START_WITHIN_S = 60.0
USER = "ppm"


def find_program(names: Sequence[str]) -> str | None:
    """Where the first of ``names`` is installed; sbin is often not on the path."""
    path = os.pathsep.join([os.environ.get("PATH", ""), *SERVER_FOLDERS])
    return next((found for name in names if (found := shutil.which(name, path=path))), None)


class MariaDbServer:
    """Starts at `start`, ends at `stop`; may be started again on the same data."""

    def __init__(self, *options: str) -> None:
        """``options`` go to the server behind our own and win over them."""
        self._more_options = options
        # Not pytest's folder: the path of a socket may have 107 characters at most.
        self._home = Path(tempfile.mkdtemp(prefix="ppm-mariadb-"))
        self._password = secrets.token_hex(12)
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)
        self._migrated = ""
        self._refill: list[str] = []

    def start(self) -> None:
        """Start the server and wait until it answers.

        Raises:
            RuntimeError: it does not; the message holds its log.
        """
        data = self._home / "data"
        if not data.exists():
            self._install(data)
        attempts = 1 if self.port else 3
        for attempt in range(1, attempts + 1):
            self.port = self.port or free_port()
            if self._try_start(data):
                return
            if attempt < attempts:
                self.port = 0  # somebody may have taken it in between
        raise RuntimeError((self._home / "server.log").read_text(errors="replace")[-3000:])

    def _try_start(self, data: Path) -> bool:
        with (self._home / "server.log").open("ab") as log:
            command = [str(find_program(SERVER_NAMES)), *self._options(data)]
            self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log)
        give_up_at = time.monotonic() + START_WITHIN_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > give_up_at:
                self.stop()
                return False
            threading.Event().wait(0.05)
        return True

    @property
    def pid(self) -> int:
        """The number of the running server's process."""
        assert self._process is not None
        return self._process.pid

    def stop(self) -> None:
        """End the server; its data stays."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(START_WITHIN_S)
            self._process = None

    def remove(self) -> None:
        """End the server and delete its data."""
        self.stop()
        shutil.rmtree(self._home, ignore_errors=True)

    def url(self, database: str = "", *, user: str = USER, password: str | None = None) -> str:
        """The URL of ``database``, as the administrator unless told otherwise."""
        return f"mysql+pymysql://{user}:{password or self._password}@127.0.0.1:{self.port}/{database}"

    def empty_database(self) -> str:
        """Create a database without tables; returns its name."""
        name = f"ppm_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
        return name

    def migrated_database(self) -> str:
        """A database of the newest schema as it is right after the upgrade; returns its name.

        It is the same one every time, emptied: making some thirty tables anew takes a second.
        """
        if not self._migrated:
            self._migrated, self._refill = self._migrate_once()
            return self._migrated
        left = self.run(f"SELECT id FROM information_schema.processlist WHERE db = '{self._migrated}'")
        for (number,) in left:
            with suppress(pymysql.OperationalError):  # it may have gone by itself
                self.run(f"KILL {number}")
        self.run(*self._refill, database=self._migrated)
        return self._migrated

    def run(self, *statements: str, database: str | None = None) -> list[tuple[object, ...]]:
        """Run ``statements`` as administrator; returns the rows of the last."""
        rows: list[tuple[object, ...]] = []
        connection = self._connect(database)
        try:
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
                    rows = list(cursor.fetchall())
            connection.commit()
        finally:
            connection.close()
        return rows

    def _connect(self, database: str | None = None) -> "pymysql.Connection[Cursor]":
        return pymysql.connect(host="127.0.0.1", port=self.port, user=USER, password=self._password, database=database)

    def _answers(self) -> bool:
        try:
            self._connect().close()
        except pymysql.OperationalError as error:
            if error.args[0] != CR_CONN_HOST_ERROR:
                raise
            return False
        return True

    def _install(self, data: Path) -> None:
        (self._home / "init.sql").write_text(
            f"CREATE USER IF NOT EXISTS '{USER}'@'%' IDENTIFIED BY '{self._password}';\n"
            f"GRANT ALL ON *.* TO '{USER}'@'%' WITH GRANT OPTION;\n",
            encoding="utf-8",
        )
        install = find_program(("mariadb-install-db", "mysql_install_db"))
        assert install is not None
        made = subprocess.run(
            [install, "--no-defaults", f"--datadir={data}", "--skip-test-db", *self._account()],
            check=False,
            capture_output=True,
            text=True,
        )
        assert made.returncode == 0, f"no data folder for the server: {made.stdout}\n{made.stderr}"

    def _options(self, data: Path) -> list[str]:
        return [
            "--no-defaults",
            f"--datadir={data}",
            # A server that starts wipes the temporary tables of all others away that share its folder.
            f"--tmpdir={self._home}",
            f"--socket={self._home / 'socket'}",
            f"--pid-file={self._home / 'pid'}",
            f"--port={self.port}",
            f"--init-file={self._home / 'init.sql'}",
            "--bind-address=127.0.0.1",
            "--skip-name-resolve",
            "--skip-log-bin",
            "--innodb-buffer-pool-size=64M",
            "--innodb-log-file-size=16M",
            "--innodb-flush-log-at-trx-commit=2",
            "--innodb-doublewrite=0",
            "--innodb-use-native-aio=0",
            "--innodb-flush-method=nosync",
            "--sync-frm=0",
            "--performance-schema=OFF",
            *self._more_options,
            *self._account(),
        ]

    @staticmethod
    def _account() -> list[str]:
        return ["--user=root"] if hasattr(os, "getuid") and os.getuid() == 0 else []

    def _migrate_once(self) -> tuple[str, list[str]]:
        """Make a database, and the statements that bring it back to what it is now."""
        name, seeds = self.empty_database(), self.empty_database()
        database = Database(self.url(name))
        upgrade(database)
        database.dispose()
        tables = [str(row[0]) for row in self.run("SHOW TABLES", database=name)]
        refill = ["SET foreign_key_checks = 0", *(f"DELETE FROM {table}" for table in tables)]  # our tables
        for table in tables:
            if self.run(f"SELECT 1 FROM {table} LIMIT 1", database=name):
                self.run(f"CREATE TABLE {seeds}.{table} AS SELECT * FROM {table}", database=name)
                refill.append(f"INSERT INTO {table} SELECT * FROM {seeds}.{table}")
        return name, refill


def free_port() -> int:
    """A port nobody listens on, below those that the system gives to outgoing connections by itself."""
    while True:
        port = random.randrange(15_000, 30_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
