"""UPDATE of many rows, each with values of its own, in one statement."""

from collections.abc import Mapping, Sequence

from sqlalchemy import BindParameter, Connection, Table, bindparam, update
from sqlalchemy.dialects import mysql

from ppm_desktop.persistence.tables import Base

KEY = "id"


def update_rows(
    connection: Connection, row_type: type[Base], rows: Sequence[Mapping[str, object]], changed: Sequence[str]
) -> None:
    """Bring the columns ``changed`` of existing ``rows`` up to date, found by their ``id``.

    MySQL's driver sends an UPDATE row by row, and an INSERT of many rows in one piece: there the rows are written as
    if they were new. So they hold every column that has no default, too; all have the same columns.
    """
    if not rows:
        return
    table = row_type.__table__
    assert isinstance(table, Table)
    if connection.dialect.name == "sqlite":
        values: dict[str, BindParameter[object]] = {name: bindparam(f"to_{name}") for name in changed}
        sets = [{f"to_{name}": row[name] for name in (KEY, *changed)} for row in rows]
        connection.execute(update(table).where(table.c[KEY] == bindparam(f"to_{KEY}")).values(values), sets)
        return
    insert = mysql.insert(table)
    connection.execute(insert.on_duplicate_key_update({name: insert.inserted[name] for name in changed}), rows)
