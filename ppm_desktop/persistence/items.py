"""Reads the ledger: what became of each product of a job."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from ppm_desktop.domain.job import ItemOutcome, ItemRecord
from ppm_desktop.domain.listing import CauseCount
from ppm_desktop.domain.sending import FieldChange
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.ledger import read_item, select_items
from ppm_desktop.persistence.sent import written_items
from ppm_desktop.persistence.tables import JobItemRow

CHUNK = 1000
"""Rows of one read of `ItemRepository.outcomes`."""


class ItemRepository:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def failures(self, job_id: int, limit: int, after: int = 0) -> list[ItemRecord]:
        """Failed products in the order of their sequence, at most ``limit`` of those behind ``after``."""
        wanted = (
            select_items(job_id)
            .where(JobItemRow.outcome == ItemOutcome.FAILED.value, JobItemRow.sequence > after)
            .limit(limit)
        )
        with self._database.read() as connection:
            return [read_item(row) for row in connection.execute(wanted)]

    def written(self, job_id: int, limit: int) -> list[tuple[ItemRecord, tuple[FieldChange, ...]]]:
        """The first ``limit`` products with what the job changed of them in the shop."""
        return written_items(self._database, job_id, limit)

    def outcomes(self, job_id: int) -> Iterator[ItemRecord]:
        """The whole ledger in order, read in pieces: memory stays flat and no transaction stays open."""
        after = 0
        while True:
            piece = select_items(job_id).where(JobItemRow.sequence > after).limit(CHUNK)
            with self._database.read() as connection:
                records = [read_item(row) for row in connection.execute(piece)]
            yield from records
            if len(records) < CHUNK:
                return
            after = records[-1].sequence

    def causes(self, job_id: int) -> list[CauseCount]:
        """Why products of the job failed, most frequent first."""
        with self._database.read() as connection:
            return count_causes(connection, job_id)


def count_causes(connection: Connection, job_id: int) -> list[CauseCount]:
    """As `ItemRepository.causes`, within a transaction."""
    number = func.count().label("number")
    rows = connection.execute(
        select(JobItemRow.cause, number)
        .where(JobItemRow.job_id == job_id, JobItemRow.outcome == ItemOutcome.FAILED.value)
        .group_by(JobItemRow.cause)
        .order_by(number.desc(), JobItemRow.cause)
    )
    return [CauseCount(cause or "unknown", count) for cause, count in rows]
