"""Shops that are removed for good: what goes with them, and taking it away piece by piece."""

from functools import partial

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.shop_profile import RemovalFacts
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.defaults import lead_somewhere
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.persistence.snapshots import ACTIVE
from ppm_desktop.persistence.tables import (
    JobRow,
    JobRunRow,
    ProductCategoryRow,
    ProductLinkRow,
    ProductShopDataRow,
    ProductTextRow,
    ShopRow,
    TombstoneRow,
    WarehouseRow,
)
from ppm_desktop.persistence.types import now, now_plus

_ByProduct = ProductTextRow | ProductLinkRow | ProductShopDataRow | ProductCategoryRow
_BY_PRODUCT: tuple[type[_ByProduct], ...] = (ProductTextRow, ProductLinkRow, ProductShopDataRow, ProductCategoryRow)
"""What may hold many rows of one shop, besides its jobs."""
PIECE = 1000


class ShopRemoval:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(self, database: Database, shops: ShopRepository, shared: SharedSettings) -> None:
        self._database = database
        self._shops = shops
        self._foreign_lane_s = shared.foreign_lane_s

    def facts(self, shop_id: int) -> RemovalFacts:
        """What goes with the shop.

        Raises:
            InvalidRequest: there is no such shop.
        """
        shop = next((one for one in self._shops.list(include_inactive=True) if one.id == shop_id), None)
        if shop is None:
            raise InvalidRequest("shop_unknown", name=f"#{shop_id}")
        with self._database.read() as connection:
            jobs = connection.scalar(select(func.count()).where(JobRow.shop_id == shop_id)) or 0
            active = self._active_job(connection, shop_id)
        return RemovalFacts(shop.name, shop.linked_products, jobs, active)

    def remove(self, shop_id: int) -> None:
        """Remove the shop with its links and its jobs; where it led, the first of the others does.

        It is switched off first and emptied piece by piece, so that nobody waits long for a lock. Cut short, it
        is simply repeated.

        Raises:
            InvalidRequest: a job of it has not ended.
        """
        self._database.retrying(lambda connection: self._close(connection, shop_id))
        with self._database.read() as connection:
            job_ids = connection.scalars(select(JobRow.id).where(JobRow.shop_id == shop_id)).all()
        for job_id in job_ids:
            self._database.retrying(partial(_remove_job, job_id=job_id))
        for table in _BY_PRODUCT:
            while self._database.retrying(partial(_remove_piece, table=table, shop_id=shop_id)):
                pass
        self._database.retrying(lambda connection: self._remove(connection, shop_id))

    def _close(self, connection: Connection, shop_id: int) -> None:
        # Held until the end: a job that somebody makes meanwhile waits, and then finds the shop off or gone.
        connection.execute(select(ShopRow.id).where(ShopRow.id == shop_id).with_for_update())
        active = self._active_job(connection, shop_id)
        if active is not None:
            raise InvalidRequest("shop_busy", id=str(active))
        connection.execute(update(ShopRow).where(ShopRow.id == shop_id).values(is_active=False, updated_at=now()))

    def _remove(self, connection: Connection, shop_id: int) -> None:
        self._close(connection, shop_id)
        # A warehouse is the company's: it stays with its stock, and would else keep the shop from going.
        connection.execute(update(WarehouseRow).where(WarehouseRow.shop_id == shop_id).values(shop_id=None))
        connection.execute(delete(ShopRow).where(ShopRow.id == shop_id))
        lead_somewhere(connection)

    def _active_job(self, connection: Connection, shop_id: int) -> int | None:
        """A job that has not ended; one of the web application that is silent for long holds nobody up."""
        found: int | None = connection.scalar(
            select(func.min(JobRow.id))
            .outerjoin(JobRunRow, JobRunRow.job_id == JobRow.id)
            .where(
                JobRow.shop_id == shop_id,
                JobRow.status.in_(ACTIVE),
                or_(JobRunRow.job_id.is_not(None), JobRow.updated_at > now_plus(-self._foreign_lane_s)),
            )
        )
        return found


def _remove_job(connection: Connection, *, job_id: int) -> None:
    """Remove a job with its ledger, and leave word of it to other desktops."""
    if connection.execute(delete(JobRow).where(JobRow.id == job_id)).rowcount:
        connection.execute(insert(TombstoneRow).values(job_id=job_id))


def _remove_piece(connection: Connection, *, table: type[_ByProduct], shop_id: int) -> bool:
    """Remove what ``table`` holds of some products of the shop; False when there is nothing left."""
    wanted = select(table.product_id).where(table.shop_id == shop_id).order_by(table.product_id).limit(PIECE)
    ids = set(connection.scalars(wanted))
    connection.execute(delete(table).where(table.shop_id == shop_id, table.product_id.in_(ids)))
    return bool(ids)
