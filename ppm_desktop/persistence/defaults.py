"""The few rows that an import needs in an empty catalogue: a price group, a warehouse, a product type."""

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.orm import InstrumentedAttribute

from ppm_desktop.domain.errors import DataRejected
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.tables import Base, PriceGroupRow, ProductTypeRow, ShopRow, ShopSettingsRow, WarehouseRow
from ppm_desktop.persistence.types import now
from ppm_desktop.persistence.upsert import upsert

_ROWS: tuple[tuple[type[Base], InstrumentedAttribute[int], dict[str, object]], ...] = (
    (PriceGroupRow, PriceGroupRow.id, {"code": "retail", "name": "Detaliczna", "is_default": True}),
    (WarehouseRow, WarehouseRow.id, {"code": "main", "name": "Magazyn główny", "type": "master", "is_default": True}),
    (ProductTypeRow, ProductTypeRow.id, {"slug": "inne", "name": "Inne"}),
)


def ensure_defaults(database: Database) -> None:
    """Make what is missing; harmless to repeat, and when another program does the same at once.

    Raises:
        DatabaseError: as `Database.begin`.
    """
    try:
        database.retrying(create_defaults)
    except DataRejected:
        # Their codes are unique: another program was faster by a moment. What is left is done now.
        database.retrying(create_defaults)


def create_defaults(connection: Connection) -> None:
    """Make one row in each of these tables that is empty, and let the first shop lead where none does."""
    for table, key, values in _ROWS:
        if connection.scalar(select(key).limit(1)) is None:
            connection.execute(insert(table).values(**values, created_at=now(), updated_at=now()))
    lead_somewhere(connection)


def lead_somewhere(connection: Connection) -> None:
    """Where no shop leads, the one that was added first does."""
    if connection.scalar(select(ShopSettingsRow.shop_id).where(ShopSettingsRow.leads.is_(True)).limit(1)) is not None:
        return
    first = connection.scalar(select(func.min(ShopRow.id)))
    if first is not None:
        upsert(connection, ShopSettingsRow, [{"shop_id": first, "leads": True}], update=("leads",))
