"""Which columns a table has, as far as the account may see them."""

from sqlalchemy import Connection, inspect, text

_ON_SERVERS = text(
    "SELECT LOWER(column_name) FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = :name"
)


def column_names(connection: Connection, table: str) -> frozenset[str]:
    """Names in small letters; empty where there is no such table.

    A server is not asked to SHOW the table: that takes a right to all of its columns.
    """
    if connection.dialect.name == "sqlite":
        found = inspect(connection)
        columns = found.get_columns(table) if found.has_table(table) else []
        return frozenset(column["name"].lower() for column in columns)
    return frozenset(connection.scalars(_ON_SERVERS, {"name": table}))
