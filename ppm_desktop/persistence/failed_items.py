"""Failed products of a job by cause, in pages: opening a list costs the same however many there are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import BindParameter, ColumnElement, Connection, Row, Select, bindparam, func, or_, select

from ppm_desktop.domain.failure_list import NO_DETAILS, FailureGroup, FailureList, FailureQuery, LedgerLine
from ppm_desktop.domain.job import ItemOutcome, ItemRecord
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.ledger import MOST_NAMED, exactly_of, read_item, select_items
from ppm_desktop.persistence.retries import ID_PREFIX
from ppm_desktop.persistence.tables import JobItemRow, JobRow, JobRunRow

FIRST_LINES = 400
"""Read when a list opens, shared by its groups."""
FEWEST_LINES = 10
MOST_GROUPS_READ = 40
"""Groups whose first lines are read at once; those of others come when they are asked for."""
CHUNK = 1000
_FAILED = JobItemRow.outcome == ItemOutcome.FAILED.value


class FailedItems:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def groups(self, job_id: int, search: str = "") -> FailureList:
        """Why products of the job failed, most frequent first, each cause with its first products."""
        with self._database.read() as connection:
            if not _has_ledger(connection, job_id):
                return FailureList(_web_group(connection, job_id, search))
            counts = _counts(connection, job_id, _meant(FailureQuery(search)))
            resolved = self._resolved(connection, job_id, search) if counts else {}
            each = max(FEWEST_LINES, FIRST_LINES // max(1, len(counts)))
            groups = []
            for place, (cause, count) in enumerate(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))):
                query = FailureQuery(search, (cause,))
                lines = _lines(connection, job_id, query, 0, each) if place < MOST_GROUPS_READ else []
                groups.append(FailureGroup(cause, count, resolved.get(cause, 0), tuple(lines)))
        return FailureList(tuple(groups))

    def page(self, job_id: int, query: FailureQuery, after: int, limit: int) -> list[LedgerLine]:
        """Failed products in the order of their sequence, at most ``limit`` of those behind ``after``."""
        with self._database.read() as connection:
            if not _has_ledger(connection, job_id):
                lines = _web_lines(connection, job_id, query)
                return [line for line in lines if line.record.sequence > after][:limit]
            return _lines(connection, job_id, query, after, limit)

    def sequences(self, job_id: int, query: FailureQuery) -> list[int]:
        """Places of the failed products that are meant."""
        wanted = select(JobItemRow.sequence).where(JobItemRow.job_id == job_id, _FAILED, *_meant(query))
        with self._database.read() as connection:
            if not _has_ledger(connection, job_id):
                return [line.record.sequence for line in _web_lines(connection, job_id, query)]
            return list(connection.scalars(wanted.order_by(JobItemRow.sequence)))

    def stream(self, job_id: int, query: FailureQuery) -> Iterator[LedgerLine]:
        """All failed products that are meant, read in pieces: no transaction stays open."""
        after = 0
        chosen = set(query.sequences)
        if len(chosen) > MOST_NAMED:
            query = replace(query, sequences=())
        while piece := self.page(job_id, query, after, CHUNK):
            yield from (line for line in piece if not chosen or line.record.sequence in chosen)
            after = piece[-1].record.sequence

    def ledger(self, job_id: int) -> Iterator[LedgerLine]:
        """Every product of the job, in order; as `stream`."""
        after = 0
        wanted = _select_lines(job_id).limit(CHUNK)
        while True:
            with self._database.read() as connection:
                piece = [_read(row) for row in connection.execute(wanted.where(JobItemRow.sequence > after))]
            yield from piece
            if len(piece) < CHUNK:
                return
            after = piece[-1].record.sequence

    @staticmethod
    def _resolved(connection: Connection, job_id: int, search: str) -> dict[str, int]:
        """By cause; counted only where there are any, since no index helps."""
        if not connection.scalar(select(JobRunRow.resolved_items).where(JobRunRow.job_id == job_id)):
            return {}
        return _counts(connection, job_id, (JobItemRow.resolved_by.is_not(None), *_meant(FailureQuery(search))))


def _counts(connection: Connection, job_id: int, meant: Sequence[ColumnElement[bool]]) -> dict[str, int]:
    rows = connection.execute(
        select(JobItemRow.cause, func.count())
        .where(JobItemRow.job_id == job_id, _FAILED, *meant)
        .group_by(JobItemRow.cause)
    )
    counts: dict[str, int] = {}
    for cause, count in rows:
        counts[cause or "unknown"] = counts.get(cause or "unknown", 0) + count
    return counts


def _meant(query: FailureQuery) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if query.causes:
        where.append(exactly_of(query.causes))
    if query.search:
        text = query.search
        where.append(
            or_(JobItemRow.sku.icontains(text, autoescape=True), JobItemRow.name.icontains(text, autoescape=True))
        )
    if query.sequences:
        # Written into the statement: there may be more of them than a statement may have parameters.
        numbers: BindParameter[int] = bindparam(None, list(query.sequences), expanding=True, literal_execute=True)
        where.append(JobItemRow.sequence.in_(numbers))
    if query.unresolved:
        where.append(JobItemRow.resolved_by.is_(None))
    return where


def _lines(connection: Connection, job_id: int, query: FailureQuery, after: int, limit: int) -> list[LedgerLine]:
    wanted = _select_lines(job_id).where(_FAILED, *_meant(query), JobItemRow.sequence > after).limit(limit)
    return [_read(row) for row in connection.execute(wanted)]


def _select_lines(job_id: int) -> Select[*tuple[object, ...]]:
    return select_items(job_id).add_columns(JobItemRow.created_at, JobItemRow.resolved_by)


def _read(row: Row[*tuple[object, ...]]) -> LedgerLine:
    return LedgerLine(read_item(row), row.created_at, row.resolved_by)


def _has_ledger(connection: Connection, job_id: int) -> bool:
    return connection.scalar(select(JobRunRow.job_id).where(JobRunRow.job_id == job_id)) is not None


def _web_group(connection: Connection, job_id: int, search: str) -> tuple[FailureGroup, ...]:
    lines = _web_lines(connection, job_id, FailureQuery(search))
    return (FailureGroup(NO_DETAILS, len(lines), 0, tuple(lines[:FIRST_LINES])),) if lines else ()


def _web_lines(connection: Connection, job_id: int, query: FailureQuery) -> list[LedgerLine]:
    """Of a job of the web application only labels are known, and their places among each other."""
    row = connection.execute(select(JobRow.failed_item_ids, JobRow.updated_at).where(JobRow.id == job_id)).first()
    if row is None:
        return []
    wanted, places = query.search.casefold(), set(query.sequences)
    labels = enumerate(map(str, row.failed_item_ids or ()), start=1)
    return [
        LedgerLine(_labelled(place, label), row.updated_at)
        for place, label in labels
        if wanted in label.casefold() and (not places or place in places)
    ]


def _labelled(place: int, label: str) -> ItemRecord:
    number = label.removeprefix(ID_PREFIX)
    by_id = label.startswith(ID_PREFIX) and number.isdecimal()
    sku, external_id = ("", int(number)) if by_id else (label, None)
    return ItemRecord(place, sku, "", ItemOutcome.FAILED, external_id, attempts=0)
