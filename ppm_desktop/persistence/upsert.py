"""Insert rows or, where their key exists, bring them up to date: one statement for many rows on both engines."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import mysql, sqlite
from sqlalchemy.orm import DeclarativeBase


def upsert(
    connection: Connection,
    kind: type[DeclarativeBase],
    rows: Sequence[Mapping[str, object]],
    key: Sequence[str],
    keep: Sequence[str] = (),
) -> None:
    """Write ``rows``, which all have the same columns; an existing row keeps its ``key`` and ``keep`` columns.

    ``key`` must be the columns of a unique index without NULLs in them.
    """
    if not rows:
        return
    table = kind.__table__
    assert isinstance(table, Table)
    changing = [name for name in rows[0] if name not in key and name not in keep]
    if connection.dialect.name == "sqlite":
        lite = sqlite.insert(table)
        written = lite.on_conflict_do_update(key, set_={name: lite.excluded[name] for name in changing})
        connection.execute(written, list(rows))
    else:
        my = mysql.insert(table)
        connection.execute(my.on_duplicate_key_update({name: my.inserted[name] for name in changing}), list(rows))
