"""What revisions share: making tables and columns only where they are missing, and undoing that."""

from collections.abc import Iterable

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, MetaData, Table, inspect, text
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

from ppm_desktop.persistence.tables.base import MYSQL_OPTIONS, NAMING, OWNED
from ppm_desktop.persistence.types import BigId


def create_missing(name: str, *parts: SchemaItem, shared: bool = False, counts_up: bool = False) -> None:
    """Make the table ``name`` with its indexes, or what of them an earlier attempt left undone.

    MySQL commits every statement by itself, so a revision cut short is simply run again. A table that the
    web application made is left as it is, indexes too. ``shared`` marks tables both sides know;
    in one that ``counts_up`` SQLite never gives an id out twice.
    """
    bind = op.get_bind()
    exists = inspect(bind).has_table(name)
    if exists and shared and not is_ours(name):
        return
    table = Table(
        name,
        _metadata_with_targets(name, parts),
        *parts,
        comment=OWNED if shared else None,
        sqlite_autoincrement=counts_up,
        mysql_engine=MYSQL_OPTIONS["mysql_engine"],
        mysql_default_charset=MYSQL_OPTIONS["mysql_default_charset"],
        mysql_collate=MYSQL_OPTIONS["mysql_collate"],
    )
    if not exists:
        table.create(bind)
        return
    for index in table.indexes:
        index.create(bind, checkfirst=True)


def add_missing(table: str, *columns: Column[object]) -> None:
    """Add ``columns`` to a table of ours, those that an earlier attempt has not added already."""
    existing = _column_names(table)
    missing = [column for column in columns if column.name not in existing]
    if missing:
        with op.batch_alter_table(table) as batch:
            for column in missing:
                batch.add_column(column)


def drop_columns(table: str, *names: str) -> None:
    """Drop columns of a table of ours, those that are still there."""
    existing = _column_names(table)
    there = [name for name in names if name in existing]
    if there:
        with op.batch_alter_table(table) as batch:
            for name in there:
                batch.drop_column(name)


def _column_names(table: str) -> set[str]:
    return {column["name"] for column in inspect(op.get_bind()).get_columns(table)}


def drop_ours(*names: str) -> None:
    """Drop tables that we made, in this order; those of the web application stay."""
    existing = set(inspect(op.get_bind()).get_table_names())
    for name in names:
        if name in existing and is_ours(name):
            op.drop_table(name)


def is_ours(name: str) -> bool:
    """Whether our migrations made the table ``name``; an embedded database is never anybody else's."""
    if name.startswith("ppm_") or op.get_bind().dialect.name == "sqlite":
        return True
    return inspect(op.get_bind()).get_table_comment(name)["text"] == OWNED


def id_type(table: str) -> TypeEngine[int]:
    """The type that a foreign key to ``table.id`` must have: whatever an existing table uses."""
    bind = op.get_bind()
    if bind.dialect.name == "sqlite" or not inspect(bind).has_table(table):
        return BigId
    columns = {column["name"]: column["type"] for column in inspect(bind).get_columns(table)}
    return columns["id"]


def on_mysql() -> bool:
    """Whether the revision runs on MySQL or MariaDB."""
    return op.get_bind().dialect.name != "sqlite"


def execute(statement: str) -> None:
    """Run one SQL statement as it stands."""
    op.get_bind().execute(text(statement))


def _metadata_with_targets(name: str, parts: Iterable[object]) -> MetaData:
    """Names of constraints, and stand-ins for the tables that foreign keys point to."""
    metadata = MetaData(naming_convention=NAMING)
    for part in parts:
        keys = part.elements if isinstance(part, ForeignKeyConstraint) else getattr(part, "foreign_keys", ())
        for key in keys:
            target = key.target_fullname.split(".")[0]
            if target != name and target not in metadata.tables:
                Table(target, metadata, Column("id", BigInteger, primary_key=True))
    return metadata
