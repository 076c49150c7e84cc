"""What jobs do and what people want of them while the shared database is away, kept on this computer.

A crash, or a person who ends the program, loses none of it.
"""

import json
import logging
import sqlite3
import threading
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ppm_desktop.domain.job import ItemOutcome, ItemRecord
from ppm_desktop.persistence.claims import Lease

logger = logging.getLogger(__name__)

_LEASE = "token TEXT NOT NULL, job_id INTEGER NOT NULL, shop_id INTEGER NOT NULL, runner_id TEXT NOT NULL"
_ROW = f"{_LEASE}, sequence INTEGER NOT NULL, record TEXT NOT NULL, PRIMARY KEY (token, sequence)"
_TABLES = f"""
CREATE TABLE IF NOT EXISTS kept ({_ROW});
CREATE TABLE IF NOT EXISTS aside ({_ROW});
CREATE TABLE IF NOT EXISTS cancelled ({_LEASE}, PRIMARY KEY (token));
"""
"""``aside`` holds rows that this version cannot read: nobody asks for them again, but they are not lost."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a job has left here.

    Attributes:
        cancel: A person asked it to stop.
    """

    lease: Lease
    items: list[ItemRecord] = field(default_factory=list)
    cancel: bool = False


class Journal:
    """One small SQLite file; safe from any thread, and never the reason why a job fails."""

    def __init__(self, path: Path | None) -> None:
        """``path`` None keeps nothing."""
        self._path = path
        self._lock = threading.Lock()

    def keep(self, lease: Lease, items: Sequence[ItemRecord]) -> None:
        """Keep what a job has not been able to write."""
        rows = [
            (lease.token, lease.job_id, lease.shop_id, lease.runner_id, item.sequence, json.dumps(asdict(item)))
            for item in items
        ]
        if rows:
            self._run("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?)", rows)

    def keep_cancel(self, lease: Lease) -> None:
        """Keep that a person wants the job cancelled."""
        row = (lease.token, lease.job_id, lease.shop_id, lease.runner_id)
        self._run("INSERT OR REPLACE INTO cancelled VALUES (?, ?, ?, ?)", [row])

    def forget(self, lease: Lease) -> None:
        """The database has it all, or does not want it."""
        self._run("DELETE FROM kept WHERE token = ?", [(lease.token,)])
        self._run("DELETE FROM cancelled WHERE token = ?", [(lease.token,)])

    def kept(self) -> list[Kept]:
        """What jobs of earlier runs of the program have left here, by the lease they held."""
        if self._path is None or not self._path.exists():
            return []
        try:
            with self._lock, closing(sqlite3.connect(self._path)) as database:
                database.executescript(_TABLES)
                rows = database.execute("SELECT * FROM kept ORDER BY token, sequence").fetchall()
                cancelled = database.execute("SELECT token, job_id, shop_id, runner_id FROM cancelled").fetchall()
        except sqlite3.Error as error:
            logger.warning("the journal cannot be read: %s", error)
            return []
        leases = [Lease(job_id, shop_id, token, runner_id) for token, job_id, shop_id, runner_id in cancelled]
        found = {lease.token: Kept(lease, cancel=True) for lease in leases}
        unreadable: list[tuple[object, ...]] = []
        for token, job_id, shop_id, runner_id, sequence, record in rows:
            one = found.setdefault(token, Kept(Lease(job_id, shop_id, token, runner_id)))
            try:
                one.items.append(_read(record))
            except (TypeError, ValueError, KeyError) as error:
                logger.warning("a row of #%s in the journal cannot be read and is set aside: %s", job_id, error)
                unreadable.append((token, sequence))
        if unreadable:
            self._run("INSERT OR REPLACE INTO aside SELECT * FROM kept WHERE token = ? AND sequence = ?", unreadable)
            self._run("DELETE FROM kept WHERE token = ? AND sequence = ?", unreadable)
        return list(found.values())

    def _run(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._lock, closing(sqlite3.connect(self._path)) as database:
                database.executescript(_TABLES)
                database.executemany(statement, rows)
                database.commit()
        except (OSError, sqlite3.Error) as error:
            logger.warning("the journal cannot be written: %s", error)


def _read(record: str) -> ItemRecord:
    """What `Journal.keep` has written; raises what Python raises where it was another version."""
    values = json.loads(record)
    item = ItemRecord(**(values | {"outcome": ItemOutcome(values["outcome"])}))
    if not isinstance(item.sequence, int) or not isinstance(item.sku, str):
        raise TypeError(f"no row of a ledger: {record[:80]}")
    return item
