"""How big the tables are that grow with every job."""

from sqlalchemy import Connection, func, select, text

from ppm_desktop.domain.housekeeping import TableSize
from ppm_desktop.persistence.tables import (
    ArchivedJobRow,
    AuditRow,
    ItemChangeRow,
    JobEventRow,
    JobItemRow,
    JobPlanRow,
    JobRow,
    NotificationRow,
    ProductEditRow,
    TombstoneRow,
)

_WATCHED = (
    JobRow,
    JobItemRow,
    ItemChangeRow,
    JobEventRow,
    JobPlanRow,
    TombstoneRow,
    NotificationRow,
    ProductEditRow,
    AuditRow,
    ArchivedJobRow,
)
_ESTIMATES = text(
    "SELECT table_name, table_rows, data_length + index_length FROM information_schema.tables"
    " WHERE table_schema = DATABASE()"
)


def table_sizes(connection: Connection, warn_rows: int) -> tuple[TableSize, ...]:
    """The biggest first; a server is asked for its estimates, an embedded database counts."""
    if connection.dialect.name == "sqlite":
        counts = {row.__tablename__: connection.scalar(select(func.count()).select_from(row)) for row in _WATCHED}
        sizes = [TableSize(name, rows or 0, None, (rows or 0) > warn_rows) for name, rows in counts.items()]
    else:
        watched = {row.__tablename__ for row in _WATCHED}
        sizes = [
            TableSize(name, int(rows or 0), int(size or 0), int(rows or 0) > warn_rows)
            for name, rows, size in connection.execute(_ESTIMATES)
            if name in watched
        ]
    return tuple(sorted(sizes, key=lambda one: (-one.rows, one.name)))
