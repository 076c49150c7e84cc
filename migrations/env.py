"""Runs the revisions: for the program over the connection it hands in, for a developer over PPM_DATABASE_URL."""

import os
from contextlib import nullcontext

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.sql.schema import SchemaItem

from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.migrate import VERSION_TABLE
from ppm_desktop.persistence.tables import Base

OURS = Base.metadata.tables


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Only tables that we know: whatever else lives in the database is a neighbour's."""
    return kind != "table" or name in OURS


def include_object(item: SchemaItem, _name: str | None, kind: str, reflected: bool, counterpart: object) -> bool:
    """A column or key that only the database has, in a table shared with others, is theirs."""
    if not reflected or counterpart is not None or kind == "table":
        return True
    table = getattr(item, "table", None)
    return table is None or table.name.startswith("ppm_")


def run(connection: Connection) -> None:
    """Run what was asked for over ``connection``."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        version_table=VERSION_TABLE,
        include_name=include_name,
        include_object=include_object,
        render_as_batch=True,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
with nullcontext(given) if given is not None else Database(os.environ["PPM_DATABASE_URL"]).begin() as used:
    run(used)
