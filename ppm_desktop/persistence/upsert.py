"""INSERT that becomes an UPDATE where the key exists already, on both engines."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import mysql, sqlite

from ppm_desktop.persistence.tables import Base


def upsert(
    connection: Connection,
    row_type: type[Base],
    rows: Sequence[Mapping[str, object]],
    *,
    update: Sequence[str],
    key: Sequence[str] = (),
    fresh: Mapping[str, object] | None = None,
) -> None:
    """Write ``rows``, all with the same columns, in one statement of many rows.

    Where the key is taken the columns in ``update`` get the new values; with none of them the row stays as it
    is. ``key`` names the columns of a unique index without NULLs, the primary key when left out. ``fresh``
    holds SQL expressions, such as the clock, for an existing row; a new one has the column's own default.
    """
    if not rows:
        return
    table = row_type.__table__
    assert isinstance(table, Table)
    keys = list(key) or [column.name for column in table.primary_key]
    # No expression may stand among the inserted values: the MySQL driver then sends row by row.
    if connection.dialect.name == "sqlite":
        insert = sqlite.insert(table)
        changes = {name: insert.excluded[name] for name in update} | dict(fresh or {})
        statement = insert.on_conflict_do_update(keys, set_=changes) if changes else insert.on_conflict_do_nothing(keys)
        connection.execute(statement, rows)
        return
    mysql_insert = mysql.insert(table)
    changes = {name: mysql_insert.inserted[name] for name in update or keys[:1]} | dict(fresh or {})
    connection.execute(mysql_insert.on_duplicate_key_update(changes), rows)


def all_but(row: Mapping[str, object], *names: str) -> list[str]:
    """The columns of ``row`` without ``names``: what an upsert brings up to date."""
    return [name for name in row if name not in names]
