"""Lists of jobs by the plans that were measured: one branch per state, keyset pages, no OFFSET."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    UnaryExpression,
    and_,
    bindparam,
    false,
    or_,
    select,
    true,
    union_all,
)

from ppm_desktop.domain.job import JobState
from ppm_desktop.domain.listing import JobFilter, JobOrder, PageKey, StatusFilter
from ppm_desktop.persistence.snapshots import select_snapshots
from ppm_desktop.persistence.tables import JobItemRow, JobRow, ShopRow

RUNNING: Mapping[StatusFilter, tuple[JobState, ...]] = MappingProxyType(
    dict.fromkeys((StatusFilter.ACTIVE, StatusFilter.ALL), (JobState.PROCESSING, JobState.PENDING))
)
"""States that come before all others, by segment."""
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
Rows = Sequence[Row[*tuple[object, ...]]]


_PLACE: BindParameter[object] = bindparam("place")
_ID: BindParameter[int] = bindparam("id")
_SHOP: BindParameter[int] = bindparam("shop")
_LIMIT = bindparam("most", type_=Integer())


@dataclass(frozen=True, slots=True, eq=False)
class _Sort:
    """By a column that an index holds behind the state, then by number.

    Attributes:
        place: The column's value at which a page ended.
        down: From the greatest to the least.
    """

    column: ColumnElement[datetime] | ColumnElement[int]
    place: Callable[[PageKey], datetime | int]
    down: bool

    def behind(self) -> Sequence[ColumnElement[bool]]:
        """What follows a page, in parts of which each is one stretch of the index.

        MariaDB finds no index for (a, b) < (x, y), and with an OR it reads all rows of one value up to the key.
        """
        column = self.column
        if self.down:
            return [column < _PLACE, and_(column == _PLACE, JobRow.id < _ID)]
        return [column > _PLACE, and_(column == _PLACE, JobRow.id > _ID)]

    def by(
        self, *columns: ColumnElement[datetime] | ColumnElement[int]
    ) -> list[UnaryExpression[datetime] | UnaryExpression[int]]:
        """For ORDER BY."""
        return [column.desc() if self.down else column.asc() for column in columns]


_ROWS = select_snapshots().where(JobRow.id.in_(bindparam("ids", expanding=True)))
"""Made once: to put it together takes longer than to run it."""
_NEWEST = _Sort(JobRow.__table__.c.created_at, lambda key: key.created_at, down=True)
_SORTS: Mapping[JobOrder, _Sort] = MappingProxyType(
    {
        JobOrder.NEWEST: _NEWEST,
        JobOrder.OLDEST: _Sort(JobRow.__table__.c.created_at, lambda key: key.created_at, down=False),
        JobOrder.ERRORS: _Sort(JobRow.__table__.c.failed_items, lambda key: key.failed, down=True),
    }
)


def read_page(connection: Connection, wanted: JobFilter, after: PageKey | None, limit: int) -> tuple[Rows, bool]:
    """At most ``limit`` jobs in the order of ``wanted`` behind ``after``, and whether more follow.

    Running jobs precede waiting ones, those precede the ended.

    With all states in one condition the server reads the whole table when the first rows are others'; a branch
    for each state reads ``limit`` entries of an index. Numbers are found first and rows read by them: texts in a
    sorted union would go by way of the disk.
    """
    ids = list(islice(_ids(connection, wanted, after, limit + 1), limit + 1))
    place = {job_id: number for number, job_id in enumerate(ids[:limit])}
    found = connection.execute(_ROWS, {"ids": list(place)})
    return sorted(found, key=lambda row: place[row.job_id]), len(ids) > limit


def conditions(connection: Connection, wanted: JobFilter) -> Where:
    """The shop and the search of ``wanted`` as conditions on ``job_progress``."""
    in_shop = [] if wanted.shop_id is None else [JobRow.shop_id == wanted.shop_id]
    return [*in_shop, *_found(connection, wanted.search.strip())]


def _found(connection: Connection, search: str) -> Where:
    if not search:
        return ()
    # What the text names is found first, by index. One LIKE over all jobs would read every row of them.
    shops = connection.scalars(select(ShopRow.id).where(ShopRow.name.contains(search, autoescape=True))).all()
    hits = [JobRow.shop_id.in_(shops)] if shops else []
    ids = _jobs_named(connection, search)
    return [or_(false(), *hits, JobRow.id.in_(ids)) if ids else or_(false(), *hits)]


def _ids(connection: Connection, wanted: JobFilter, after: PageKey | None, limit: int) -> Iterator[int]:
    found = tuple(_found(connection, wanted.search.strip()))
    running = RUNNING.get(wanted.status, ())
    if after is not None:
        running = running[running.index(after.state) :] if after.state in running else ()
    for state in running:
        behind = after if after is not None and after.state is state else None
        yield from _ids_in(connection, _Stretch((state,), _NEWEST, found), wanted.shop_id, behind, limit)
    states = FINISHED.get(wanted.status, ())
    behind = after if after is not None and after.state is None else None
    if wanted.order is not JobOrder.SHOP or wanted.shop_id is not None:
        stretch = _Stretch(states, _SORTS.get(wanted.order, _NEWEST), found)
        yield from _ids_in(connection, stretch, wanted.shop_id, behind, limit)
        return
    for shop_id in _shops_from(connection, behind):
        of_shop = behind if behind is not None and behind.shop_id == shop_id else None
        yield from _ids_in(connection, _Stretch(states, _NEWEST, found), shop_id, of_shop, limit)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Jobs in ``states`` of which ``found`` holds, in one order."""

    states: tuple[JobState, ...]
    sort: _Sort
    found: tuple[ColumnElement[bool], ...]


def _ids_in(
    connection: Connection, stretch: _Stretch, shop_id: int | None, after: PageKey | None, limit: int
) -> Sequence[int]:
    """The first ``limit`` jobs of ``stretch``, in one shop or all, those behind ``after``."""
    if not stretch.states:
        return []
    make = _ids_statement.__wrapped__ if stretch.found else _ids_statement
    statement = make(stretch, in_shop=shop_id is not None, goes_on=after is not None)
    values: dict[str, object] = {"most": limit, "shop": shop_id}
    if after is not None:
        values |= {"place": stretch.sort.place(after), "id": after.id}
    return connection.scalars(statement, values).all()


# To put a statement together takes longer than to run it.
@lru_cache(maxsize=100)
def _ids_statement(stretch: _Stretch, *, in_shop: bool, goes_on: bool) -> Select[int]:
    sort = stretch.sort
    branches = [
        select(JobRow.id.label("id"), sort.column.label("by"))
        .where(JobRow.status == state.value, part, JobRow.shop_id == _SHOP if in_shop else true(), *stretch.found)
        .order_by(*sort.by(sort.column, JobRow.__table__.c.id))
        .limit(_LIMIT)
        .subquery()
        for state in stretch.states
        for part in (sort.behind() if goes_on else [true()])
    ]
    union = union_all(*(select(branch) for branch in branches)).subquery()
    return select(union.c.id).order_by(*sort.by(union.c.by, union.c.id)).limit(_LIMIT)


def _shops_from(connection: Connection, after: PageKey | None) -> list[int]:
    """Shops by name, from the one at which ``after`` stands on."""
    rows = connection.execute(select(ShopRow.id, ShopRow.name)).all()
    ids = [shop_id for shop_id, _name in sorted(rows, key=lambda row: (row.name.casefold(), row.id))]
    return ids[ids.index(after.shop_id) :] if after is not None and after.shop_id in ids else ids


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
