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

_TABLE = """
CREATE TABLE IF NOT EXISTS kept (
    token TEXT NOT NULL, job_id INTEGER NOT NULL, shop_id INTEGER NOT NULL, runner_id TEXT NOT NULL,
    sequence INTEGER NOT NULL, record TEXT NOT NULL, PRIMARY KEY (token, sequence)
)
"""


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
                database.execute(_TABLE)
                rows = database.execute(
                    "SELECT token, job_id, shop_id, runner_id, record FROM kept ORDER BY token, sequence"
                ).fetchall()
        except sqlite3.Error as error:
            logger.warning("the journal cannot be read: %s", error)
            return []
        found: dict[str, tuple[Lease, list[ItemRecord]]] = {}
        for token, job_id, shop_id, runner_id, record in rows:
            _, items = found.setdefault(token, (Lease(job_id, shop_id, token, runner_id), []))
            values = json.loads(record)
            items.append(ItemRecord(**(values | {"outcome": ItemOutcome(values["outcome"])})))
        return list(found.values())

    def _run(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._lock, closing(sqlite3.connect(self._path)) as database:
                database.execute(_TABLE)
                database.executemany(statement, rows)
                database.commit()
        except (OSError, sqlite3.Error) as error:
            logger.warning("the journal cannot be written: %s", error)
