"""The delta query: what was written to jobs since a moment, in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    Subquery,
    bindparam,
    func,
    literal,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from ppm_desktop.domain.listing import DeltaMark
from ppm_desktop.persistence.snapshots import SNAPSHOT_COLUMNS
from ppm_desktop.persistence.tables import JobRow, JobRunRow, TombstoneRow
from ppm_desktop.persistence.types import Moment, now

OVERLAP = timedelta(seconds=5)
"""A change is stamped when it is made and seen when it is committed; a stamp may be of whole seconds besides."""
_SINCE = bindparam("since", type_=Moment(precise=True))
_LIMIT = bindparam("most", type_=Integer())


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows as `SnapshotReader` reads them, each job once, and the mark to go on from."""

    rows: tuple[Row[*tuple[object, ...]], ...]
    removed: tuple[int, ...]
    mark: DeltaMark


def read_changes(connection: Connection, mark: DeltaMark, limit: int) -> Changes:
    """What has changed at or after ``mark``, oldest first, about ``limit`` changes."""
    found = connection.execute(_STATEMENT, {"since": mark.changed_at, "most": limit}).all()
    changes = _in_order(found)
    read_at: datetime = found[0].read_at
    while _is_cut(changes, limit) and changes[-1].changed_at == mark.changed_at:
        # More changes bear this one stamp than were read: without more of them the mark would stand still.
        limit *= 2
        changes = _in_order(connection.execute(_STATEMENT, {"since": mark.changed_at, "most": limit}).all())
    behind = read_at - OVERLAP
    changed_at = min(changes[-1].changed_at, behind) if _is_cut(changes, limit) else behind
    removed = tuple(row.change_id for row in changes if row.tombstone)
    jobs = tuple(row for row in changes if row.job_id is not None)
    tombstone = max([mark.tombstone, *(row.tombstone for row in changes)])
    return Changes(jobs, removed, DeltaMark(changed_at, tombstone))


def _is_cut(changes: Sequence[Row[*tuple[object, ...]]], limit: int) -> bool:
    """Whether more may have changed than was read."""
    times: int = sum(row.times for row in changes)
    return times >= limit


def _statement() -> Select[*tuple[object, ...]]:
    """One row for each job that changed, however often; a single row with the clock when there is none."""
    branches = [
        _oldest(JobRow.id, JobRow.updated_at, literal(0)),
        _oldest(JobRunRow.job_id, JobRunRow.updated_at, literal(0)),
        _oldest(TombstoneRow.job_id, TombstoneRow.deleted_at, TombstoneRow.id),
    ]
    union = union_all(*(select(branch) for branch in branches)).subquery()
    oldest = select(union).order_by(union.c.changed_at).limit(_LIMIT).subquery()
    change = (
        select(
            oldest.c.change_id,
            func.max(oldest.c.changed_at).label("changed_at"),
            func.max(oldest.c.tombstone).label("tombstone"),
            func.count().label("times"),
        )
        .group_by(oldest.c.change_id)
        .subquery()
    )
    clock = select(now().label("read_at")).subquery()
    return (
        select(
            *SNAPSHOT_COLUMNS,
            clock.c.read_at,
            change.c.change_id,
            change.c.changed_at,
            change.c.tombstone,
            change.c.times,
        )
        .select_from(clock)
        .outerjoin(change, true())
        .outerjoin(JobRow, JobRow.id == change.c.change_id)
        .outerjoin(JobRunRow, JobRunRow.job_id == JobRow.id)
    )


def _oldest(
    job_id: InstrumentedAttribute[int],
    changed_at: InstrumentedAttribute[datetime],
    tombstone: ColumnElement[int] | InstrumentedAttribute[int],
) -> Subquery:
    """The first changes since the mark of one table, read from the index on ``changed_at``."""
    return (
        select(job_id.label("change_id"), changed_at.label("changed_at"), tombstone.label("tombstone"))
        .where(changed_at >= _SINCE)
        .order_by(changed_at)
        .limit(_LIMIT)
        .subquery()
    )


def _in_order(found: Sequence[Row[*tuple[object, ...]]]) -> list[Row[*tuple[object, ...]]]:
    """The changes among ``found``; the server would put rows with texts on its disk to sort them."""
    return sorted((row for row in found if row.changed_at is not None), key=lambda row: row.changed_at)


_STATEMENT = _statement()
"""Made once: to put it together takes longer than to run it."""
