"""Ledger rows kept on this computer while the shared database is away, so that a crash loses none of them."""

import json
import logging
import sqlite3
import threading
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from ppm_desktop.domain.job import ItemOutcome, ItemRecord
from ppm_desktop.persistence.claims import Lease

logger = logging.getLogger(__name__)

_TABLES = "\n".join(
    f"""
CREATE TABLE IF NOT EXISTS {name} (
    token TEXT NOT NULL, job_id INTEGER NOT NULL, shop_id INTEGER NOT NULL, runner_id TEXT NOT NULL,
    sequence INTEGER NOT NULL, record TEXT NOT NULL, PRIMARY KEY (token, sequence)
);"""
    for name in ("kept", "aside")
)
"""``aside`` holds rows that this version cannot read: nobody asks for them again, but they are not lost."""


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

    def forget(self, lease: Lease) -> None:
        """The database has it all, or does not want it."""
        self._run("DELETE FROM kept WHERE token = ?", [(lease.token,)])

    def kept(self) -> list[tuple[Lease, list[ItemRecord]]]:
        """What jobs of earlier runs of the program have left here, by the lease they held."""
        if self._path is None or not self._path.exists():
            return []
        try:
            with self._lock, closing(sqlite3.connect(self._path)) as database:
                database.executescript(_TABLES)
                rows = database.execute("SELECT * FROM kept ORDER BY token, sequence").fetchall()
        except sqlite3.Error as error:
            logger.warning("the journal cannot be read: %s", error)
            return []
        found: dict[str, tuple[Lease, list[ItemRecord]]] = {}
        unreadable: list[tuple[object, ...]] = []
        for token, job_id, shop_id, runner_id, sequence, record in rows:
            _, items = found.setdefault(token, (Lease(job_id, shop_id, token, runner_id), []))
            try:
                items.append(_read(record))
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
