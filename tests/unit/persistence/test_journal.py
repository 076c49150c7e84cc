"""The journal of a computer whose database is away."""

import json
import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ppm_desktop.domain.job import ItemOutcome, ItemRecord
from ppm_desktop.persistence.claims import Lease
from ppm_desktop.persistence.journal import Journal, Kept

LEASE = Lease(7, 1, "token", "runner")
ITEMS = [ItemRecord(number, f"SKU-{number}", "", ItemOutcome.UPDATED) for number in (1, 2, 3)]


def rows(path: Path, table: str) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(f"SELECT sequence, record FROM {table}").fetchall()


@pytest.mark.parametrize(
    "record",
    [
        "{not json",
        "[]",
        json.dumps({"sequence": 2, "sku": "SKU-2", "name": "", "outcome": "updated", "of_a_later_version": 1}),
        json.dumps({"sequence": 2, "sku": "SKU-2", "name": "", "outcome": "vanished"}),
        json.dumps({"outcome": "updated"}),
        json.dumps({"sequence": "two", "sku": "SKU-2", "name": "", "outcome": "updated"}),
    ],
)
def test_a_row_that_cannot_be_read_is_set_aside_and_keeps_no_other_from_being_read(
    record: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "journal.db"
    journal = Journal(path)
    journal.keep(LEASE, ITEMS)
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE kept SET record = ? WHERE sequence = 2", (record,))
        database.commit()
    with caplog.at_level(logging.WARNING):
        assert journal.kept() == [Kept(LEASE, [ITEMS[0], ITEMS[2]])]
        assert journal.kept() == [Kept(LEASE, [ITEMS[0], ITEMS[2]])]
    assert len(caplog.records) == 1
    assert rows(path, "aside") == [(2, record)]


def test_a_journal_of_an_earlier_version_is_read(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    Journal(path).keep(LEASE, ITEMS)
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TABLE aside")
        database.commit()
    assert Journal(path).kept() == [Kept(LEASE, ITEMS)]


def test_a_file_that_is_no_journal_keeps_nothing_and_harms_nobody(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(b"no database at all" * 100)
    journal = Journal(path)
    journal.keep(LEASE, ITEMS)
    journal.forget(LEASE)
    assert journal.kept() == []


def test_a_wish_to_cancel_is_kept_beside_the_rows_and_forgotten_with_them(tmp_path: Path) -> None:
    journal, other = Journal(tmp_path / "journal.db"), Lease(8, 2, "other", "runner")
    journal.keep(LEASE, ITEMS)
    journal.keep_cancel(LEASE)
    journal.keep_cancel(other)
    assert {one.lease: one for one in journal.kept()} == {
        LEASE: Kept(LEASE, ITEMS, cancel=True),
        other: Kept(other, cancel=True),
    }
    journal.forget(LEASE)
    journal.forget(other)
    assert journal.kept() == []
