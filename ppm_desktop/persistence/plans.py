"""What each job set out to do, product by product, so that it can stop anywhere and be gone on with."""

from array import array
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, insert, select

from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.tables import JobItemRow, JobPlanRow

ID_TYPE = "Q"


@dataclass(frozen=True, slots=True)
class Planned:
    """Products in order, each with its place in the job; sixteen bytes a product.

    Attributes:
        ids: The shop's for an import, PPM's for sync and export.
    """

    sequences: "array[int]" = field(default_factory=lambda: array(ID_TYPE))
    ids: "array[int]" = field(default_factory=lambda: array(ID_TYPE))

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, start: int, end: int) -> "Planned":
        """The products from place ``start`` up to ``end``."""
        return Planned(self.sequences[start:end], self.ids[start:end])


def store_plan(database: Database, job_id: int, ids: Sequence[int], page_size: int) -> None:
    """Keep what a job set out to do, in place of an earlier plan of it.

    Raises:
        DatabaseError: it cannot be written.
    """
    with database.begin() as connection:
        connection.execute(delete(JobPlanRow).where(JobPlanRow.job_id == job_id))
        insert_plan(connection, job_id, ids, page_size)


def insert_plan(connection: Connection, job_id: int, ids: Sequence[int], page_size: int) -> None:
    """As `store_plan` for a job without one, within a transaction."""
    rows = []
    for start in range(0, len(ids), page_size):
        page = list(ids[start : start + page_size])
        place = {"job_id": job_id, "sequence": start + 1}
        rows.append(place | {"first_id": min(page), "last_id": max(page), "product_ids": page})
    if rows:
        connection.execute(insert(JobPlanRow), rows)


def left_of_plan(database: Database, job_id: int) -> Planned:
    """Everything that a job set out to do and has no outcome of yet.

    Raises:
        DatabaseError: it cannot be read.
    """
    with database.read() as connection:
        return read_left(connection, job_id)


def read_left(connection: Connection, job_id: int) -> Planned:
    """As `left_of_plan`, within a transaction."""
    done = set(connection.scalars(select(JobItemRow.sequence).where(JobItemRow.job_id == job_id)))
    return _read(connection, job_id, done)


def read_plan(connection: Connection, job_id: int) -> Planned:
    """Everything that a job set out to do, within a transaction."""
    return _read(connection, job_id, frozenset())


def _read(connection: Connection, job_id: int, done: AbstractSet[int]) -> Planned:
    stretches = connection.execute(
        select(JobPlanRow.sequence, JobPlanRow.product_ids)
        .where(JobPlanRow.job_id == job_id)
        .order_by(JobPlanRow.sequence)
    )
    left = Planned()
    for first, ids in stretches:
        for place, number in enumerate(ids or ()):
            if first + place not in done:
                left.sequences.append(first + place)
                left.ids.append(number)
    return left
