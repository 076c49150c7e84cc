"""What categories and groups of customers of a shop are in PPM, as stored for both programs."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, or_, select

from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.shop_mapping import CategoryMapping, PpmCategory, PriceGroup, PriceMapping
from ppm_desktop.persistence.catalog_state import load_defaults
from ppm_desktop.persistence.categories import CATEGORY
from ppm_desktop.persistence.category_tree import CategoryTree, require_category
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.defaults import ensure_defaults
from ppm_desktop.persistence.tables import (
    PriceGroupRow,
    ShopMappingRow,
    ShopPriceMappingRow,
    ShopSettingsRow,
)
from ppm_desktop.persistence.types import now


class ShopMappingRepository:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ppm_categories(self) -> list[PpmCategory]:
        """PPM's categories in the order they are shown, without containers."""
        with self._database.read() as connection:
            tree = CategoryTree.load(connection)
        return [PpmCategory(number, tree.path(number)) for number in tree.in_order()]

    def categories(self, shop_id: int) -> Mapping[int, tuple[int, str]]:
        """By the shop's category: that of PPM, and the stored label of the shop's; without those switched off."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(ShopMappingRow.prestashop_id, ShopMappingRow.ppm_value, ShopMappingRow.prestashop_value)
                .where(
                    ShopMappingRow.shop_id == shop_id,
                    ShopMappingRow.mapping_type == CATEGORY,
                    ShopMappingRow.is_active.is_(True),
                )
                .order_by(ShopMappingRow.id)
            )
            return {number: (int(ppm), label or "") for number, ppm, label in rows if ppm.isdecimal()}

    def map_category(self, shop_id: int, mapping: CategoryMapping, label: str) -> None:
        """Store ``mapping`` in place of whatever either side had; without a category of PPM it is only cleared.

        Raises:
            InvalidRequest: there is no such category of PPM.
        """

        def work(connection: Connection) -> None:
            # As an import does that maps categories: one after another.
            connection.execute(select(ShopSettingsRow.shop_id).order_by(ShopSettingsRow.shop_id).with_for_update())
            ppm_id = mapping.ppm_category_id
            if ppm_id is not None:
                require_category(connection, ppm_id)
            connection.execute(
                delete(ShopMappingRow).where(
                    ShopMappingRow.shop_id == shop_id,
                    ShopMappingRow.mapping_type == CATEGORY,
                    or_(
                        ShopMappingRow.prestashop_id == mapping.shop_category_id,
                        ShopMappingRow.ppm_value == str(ppm_id),
                    ),
                )
            )
            if ppm_id is not None:
                row = {"ppm_value": str(ppm_id), "prestashop_id": mapping.shop_category_id}
                kept = {"shop_id": shop_id, "mapping_type": CATEGORY, "prestashop_value": label[:255]}
                connection.execute(
                    insert(ShopMappingRow).values(**row, **kept, is_active=True, created_at=now(), updated_at=now())
                )

        self._database.retrying(work)

    def price_groups(self) -> list[PriceGroup]:
        """PPM's price groups, the default one first."""
        ensure_defaults(self._database)
        with self._database.read() as connection:
            default_id, _ = load_defaults(connection)
            rows = connection.execute(
                select(PriceGroupRow.id, PriceGroupRow.name)
                .where(or_(PriceGroupRow.is_active.is_(True), PriceGroupRow.id == default_id))
                .order_by(PriceGroupRow.id != default_id, PriceGroupRow.sort_order, PriceGroupRow.name)
            )
            return [PriceGroup(number, name, number == default_id) for number, name in rows]

    def prices(self, shop_id: int) -> list[PriceMapping]:
        """The groups of customers that have a price group, by id."""
        with self._database.read() as connection:
            named = _groups_by_name(connection)
            rows = connection.execute(
                select(
                    ShopPriceMappingRow.prestashop_price_group_id,
                    ShopPriceMappingRow.prestashop_price_group_name,
                    ShopPriceMappingRow.ppm_price_group_name,
                )
                .where(ShopPriceMappingRow.prestashop_shop_id == shop_id)
                .order_by(ShopPriceMappingRow.prestashop_price_group_id)
            )
            return [PriceMapping(number, name, named.get(ours.casefold())) for number, name, ours in rows]

    def map_price_group(self, shop_id: int, mapping: PriceMapping) -> None:
        """Store ``mapping`` in place of what the group of customers had.

        Raises:
            InvalidRequest: there is no such price group.
        """

        def work(connection: Connection) -> None:
            wanted = select(PriceGroupRow.name).where(PriceGroupRow.id == mapping.price_group_id)
            name = None if mapping.price_group_id is None else connection.scalar(wanted)
            if name is None and mapping.price_group_id is not None:
                raise InvalidRequest("price_group_unknown")
            connection.execute(
                delete(ShopPriceMappingRow).where(
                    ShopPriceMappingRow.prestashop_shop_id == shop_id,
                    ShopPriceMappingRow.prestashop_price_group_id == mapping.shop_group_id,
                )
            )
            if name is not None:
                connection.execute(
                    insert(ShopPriceMappingRow).values(
                        prestashop_shop_id=shop_id,
                        prestashop_price_group_id=mapping.shop_group_id,
                        prestashop_price_group_name=mapping.name[:255],
                        ppm_price_group_name=name,
                        created_at=now(),
                        updated_at=now(),
                    )
                )

        self._database.retrying(work)

    def base_price_group(self, shop_id: int) -> int:
        """The price group that the shop's own price is."""
        with self._database.read() as connection:
            own: int | None = connection.scalar(
                select(ShopSettingsRow.price_group_id).where(ShopSettingsRow.shop_id == shop_id)
            )
            return own or load_defaults(connection)[0]


def _groups_by_name(connection: Connection) -> dict[str, int]:
    """Price groups by name, then by code, as both programs look them up."""
    rows = connection.execute(
        select(PriceGroupRow.id, PriceGroupRow.name, PriceGroupRow.code).order_by(PriceGroupRow.id.desc())
    ).all()
    by_code = {code.casefold(): number for number, _, code in rows}
    return by_code | {name.casefold(): number for number, name, _ in rows}
