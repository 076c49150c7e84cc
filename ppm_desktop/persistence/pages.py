"""Lists of jobs by the plans that were measured: one branch per status, keyset pages, no OFFSET."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import ColumnElement, Connection, Row, false, or_, select, union_all

from ppm_desktop.domain.job import JobState
from ppm_desktop.domain.listing import JobFilter, PageKey, StatusFilter
from ppm_desktop.persistence.snapshots import select_snapshots
from ppm_desktop.persistence.tables import JobItemRow, JobRow, ShopRow

FINISHED: Mapping[StatusFilter, tuple[JobState, ...]] = MappingProxyType(
    {
        StatusFilter.ALL: (JobState.COMPLETED, JobState.FAILED, JobState.CANCELLED),
        StatusFilter.COMPLETED: (JobState.COMPLETED,),
        StatusFilter.FAILED: (JobState.FAILED,),
    }
)
"""Ended states by segment."""
MAX_SKU_HITS = 1000
"""Jobs that one SKU is looked for in; a product that is imported daily has been in hundreds."""

MAX_DIGITS = 19
"""A number of more digits is no job's."""

Where = Sequence[ColumnElement[bool]]
Rows = Iterable[Row[*tuple[object, ...]]]


def conditions(connection: Connection, wanted: JobFilter) -> Where:
    """The shop and the search of ``wanted`` as conditions on ``job_progress``."""
    where: list[ColumnElement[bool]] = []
    if wanted.shop_id is not None:
        where.append(JobRow.shop_id == wanted.shop_id)
    search = wanted.search.strip()
    if search:
        # What the text names is found first, by index. One LIKE over all jobs would read every row of them.
        shops = connection.scalars(select(ShopRow.id).where(ShopRow.name.contains(search, autoescape=True))).all()
        hits = [JobRow.shop_id.in_(shops)] if shops else []
        ids = _jobs_named(connection, search)
        where.append(or_(false(), *hits, JobRow.id.in_(ids)) if ids else or_(false(), *hits))
    return where


def read_active(connection: Connection, where: Where) -> Rows:
    """Every running job, then every waiting one, the newest first; never cut off."""
    for state in (JobState.PROCESSING, JobState.PENDING):
        yield from connection.execute(
            select_snapshots()
            .where(JobRow.status == state.value, *where)
            .order_by(JobRow.created_at.desc(), JobRow.id.desc())
        )


def read_finished(
    connection: Connection, states: Sequence[JobState], where: Where, after: PageKey | None, limit: int
) -> Rows:
    """The newest jobs in ``states``, at most ``limit``, those behind ``after``.

    With all states in one condition the server reads the whole table when the newest rows are others';
    a branch for each state reads ``limit`` entries of the index (status, created_at).
    """
    branches = []
    for state in states:
        branch = select(JobRow.id, JobRow.created_at).where(JobRow.status == state.value, *where)
        if after is not None:
            # Not (created_at, id) < (x, y): MariaDB finds no index for that.
            branch = branch.where(
                JobRow.created_at <= after.created_at,
                or_(JobRow.created_at < after.created_at, JobRow.id < after.id),
            )
        newest = branch.order_by(JobRow.created_at.desc(), JobRow.id.desc()).limit(limit).subquery()
        branches.append(select(newest.c.id, newest.c.created_at))
    union = union_all(*branches).subquery()
    newest_of_all = select(union.c.id).order_by(union.c.created_at.desc(), union.c.id.desc()).limit(limit).subquery()
    return connection.execute(
        select_snapshots()
        .join(newest_of_all, newest_of_all.c.id == JobRow.id)
        .order_by(JobRow.created_at.desc(), JobRow.id.desc())
    )


def _jobs_named(connection: Connection, search: str) -> list[int]:
    """Jobs with this number or UUID, and those that met this SKU, newest first."""
    with_sku = (
        select(JobItemRow.job_id)
        .where(JobItemRow.sku == search)
        .order_by(JobItemRow.created_at.desc())
        .limit(MAX_SKU_HITS)
    )
    ids = set(connection.scalars(with_sku))
    ids.update(connection.scalars(select(JobRow.id).where(JobRow.job_uuid == search.lower())))
    number = search.removeprefix("#")
    if number.isdecimal() and len(number) < MAX_DIGITS:
        ids.add(int(number))
    return sorted(ids)
