"""Shops: stored, found and listed; their keys go in and out as ciphertext only."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Select, func, insert, select

from ppm_desktop.domain.errors import DataRejected, InvalidRequest
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.sending import Guards
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.defaults import lead_somewhere
from ppm_desktop.persistence.snapshots import busy_lanes
from ppm_desktop.persistence.tables import ProductShopDataRow, ShopRow, ShopSettingsRow
from ppm_desktop.persistence.types import now


class ShopRepository:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(self, database: Database, shared: SharedSettings | None = None) -> None:
        self._database = database
        self._foreign_lane_s = (shared or SharedSettings()).foreign_lane_s

    def add(self, name: str, url: str, encrypted_key: str) -> ShopSummary:
        """Store a shop; the first one leads.

        Raises:
            InvalidRequest: a shop of this name or address is there already.
        """
        values = {"name": name, "url": url, "api_key": encrypted_key}
        try:
            with self._database.begin() as connection:
                if connection.scalar(select(ShopRow.id).where(is_named(name)).limit(1)) is not None:
                    raise InvalidRequest("shop_exists", name=name)
                added = connection.execute(insert(ShopRow).values(**values, created_at=now(), updated_at=now()))
                (shop_id,) = added.inserted_primary_key or (None,)
                lead_somewhere(connection)
                found = self._summaries(connection, _select_shops().where(ShopRow.id == shop_id))
        except DataRejected as error:
            raise InvalidRequest("shop_exists", name=name) from error
        return found[0]

    def find(self, name_or_id: str) -> ShopSummary | None:
        """The shop of this name (case does not matter), or else of this number; switched off or not."""
        wanted = name_or_id.strip()
        with self._database.read() as connection:
            named = self._summaries(connection, _select_shops().where(is_named(wanted)))
            if not named and wanted.isdecimal():
                named = self._summaries(connection, _select_shops().where(ShopRow.id == int(wanted)))
        return next((shop for shop in named if shop.active), named[0] if named else None)

    def encrypted_key(self, shop_id: int) -> str:
        """The ciphertext of the shop's key.

        Raises:
            InvalidRequest: there is no such shop.
        """
        with self._database.read() as connection:
            key: str | None = connection.scalar(select(ShopRow.api_key).where(ShopRow.id == shop_id))
        if key is None:
            raise InvalidRequest("shop_unknown")
        return key

    def request_limit(self, shop_id: int) -> int | None:
        """Requests a minute that a person allows, None for as many as the shop takes."""
        with self._database.read() as connection:
            limit: int | None = connection.scalar(
                select(ShopSettingsRow.max_requests_per_minute).where(ShopSettingsRow.shop_id == shop_id)
            )
        return limit

    def guards(self, shop_id: int, usual: Guards) -> Guards:
        """The shop's own guards, ``usual`` where it has none."""
        with self._database.read() as connection:
            own = connection.execute(
                select(ShopSettingsRow.guard_off_percent, ShopSettingsRow.guard_price_percent).where(
                    ShopSettingsRow.shop_id == shop_id
                )
            ).one_or_none()
        if own is None:
            return usual
        off, price = own
        return Guards(
            usual.off_percent if off is None else float(off), usual.price_percent if price is None else float(price)
        )

    def _summaries(self, connection: Connection, wanted: Select[*tuple[object, ...]]) -> Sequence[ShopSummary]:
        rows = connection.execute(wanted.order_by(ShopRow.name, ShopRow.id)).all()
        busy = dict(busy_lanes(connection, self._foreign_lane_s, [row.id for row in rows]))
        return [
            ShopSummary(
                id=row.id,
                name=row.name,
                url=row.url,
                active=bool(row.is_active),
                linked_products=row.linked,
                busy_with=busy.get(row.id),
                leads=bool(row.leads),
                version=row.version or row.prestashop_version or "",
            )
            for row in rows
        ]

    def list(self, include_inactive: bool = False) -> list[ShopSummary]:
        """Shops by name, as a rule only those that are switched on."""
        wanted = _select_shops() if include_inactive else _select_shops().where(ShopRow.is_active.is_(True))
        with self._database.read() as connection:
            return list(self._summaries(connection, wanted))


def is_named(name: str) -> ColumnElement[bool]:
    """Whether a shop has this name, whatever its case."""
    return func.lower(ShopRow.name) == name.lower()


def _select_shops() -> Select[*tuple[object, ...]]:
    linked = (
        select(func.count())
        .where(ProductShopDataRow.shop_id == ShopRow.id, ProductShopDataRow.prestashop_product_id.is_not(None))
        .scalar_subquery()
    )
    return select(
        ShopRow.id,
        ShopRow.name,
        ShopRow.url,
        ShopRow.is_active,
        ShopRow.prestashop_version,
        ShopSettingsRow.leads,
        ShopSettingsRow.version,
        linked.label("linked"),
    ).outerjoin(ShopSettingsRow, ShopSettingsRow.shop_id == ShopRow.id)
