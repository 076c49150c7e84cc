"""Rows that an edit writes: of the products themselves, of shops that kept the old value, and of its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, RowMapping, delete, insert, select

from ppm_desktop.domain.catalog import gross_price
from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.product_edit import EditField, EditSource, ProductValues
from ppm_desktop.domain.sending import FieldChange
from ppm_desktop.persistence.bulk_update import update_rows
from ppm_desktop.persistence.tables import (
    ProductEditRow,
    ProductPriceRow,
    ProductRow,
    ProductShopDataRow,
    ProductStockRow,
    ShopMappingRow,
    ShopPriceMappingRow,
    ShopRow,
    ShopSettingsRow,
)

Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class OwnStock:
    """Stock that one shop keeps for itself."""

    id: int
    shop_id: int
    quantity: int
    reserved: int


@dataclass(frozen=True, slots=True)
class StoredProduct:
    """A product with the rows that hold its values; nothing forbids several rows of one price or stock."""

    values: ProductValues
    price_ids: tuple[int, ...] = ()
    stock_ids: tuple[int, ...] = ()
    own_stock: tuple[OwnStock, ...] = ()


@dataclass(frozen=True, slots=True)
class Receiver:
    """Which of the edited values a shop sends on: another price group or warehouse may be its own."""

    active: bool
    takes_price: bool
    takes_stock: bool


@dataclass(frozen=True, slots=True)
class EditContext:
    """What all rows of one edit share."""

    edit_id: str
    computer: Computer
    source: EditSource
    price_group_id: int
    warehouse_id: int
    receivers: Mapping[int, Receiver]
    moment: datetime


def load_receivers(connection: Connection, price_group_id: int, warehouse_id: int) -> dict[int, Receiver]:
    """Every shop, by id."""
    warehouses = dict(
        connection.execute(
            select(ShopMappingRow.shop_id, ShopMappingRow.ppm_value).where(
                ShopMappingRow.mapping_type == "warehouse", ShopMappingRow.is_active.is_(True)
            )
        ).all()
    )
    mapped = set(connection.scalars(select(ShopPriceMappingRow.prestashop_shop_id).distinct()))
    shops = connection.execute(
        select(ShopRow.id, ShopRow.is_active, ShopSettingsRow.price_group_id).outerjoin(
            ShopSettingsRow, ShopSettingsRow.shop_id == ShopRow.id
        )
    )
    return {
        shop_id: Receiver(
            active=bool(is_active),
            takes_price=group_id in (None, price_group_id) or shop_id in mapped,
            takes_stock=warehouses.get(shop_id, str(warehouse_id)) == str(warehouse_id),
        )
        for shop_id, is_active, group_id in shops
    }


@dataclass(slots=True)
class EditRows:
    """All that one batch of an edit writes, by table."""

    context: EditContext
    edited: dict[int, tuple[StoredProduct, Sequence[FieldChange]]] = field(default_factory=dict)
    products: list[Values] = field(default_factory=list)
    prices: list[Values] = field(default_factory=list)
    new_prices: list[Values] = field(default_factory=list)
    stock: list[Values] = field(default_factory=list)
    new_stock: list[Values] = field(default_factory=list)
    inherited_stock: list[int] = field(default_factory=list)
    notes: list[Values] = field(default_factory=list)

    def add(self, stored: StoredProduct, changes: Sequence[FieldChange]) -> None:
        """Take in what changes of one product."""
        self.edited[stored.values.id] = (stored, changes)
        by_field = {change.field: change for change in changes}
        self._add_product(stored.values, by_field)
        if (price := by_field.get(EditField.PRICE)) is not None:
            self._add_price(stored, Decimal(str(price.after)))
        if (stock := by_field.get(EditField.STOCK)) is not None:
            self._add_stock(stored, int(stock.after or 0))
        self.notes += [self._note(stored.values.id, change) for change in changes]

    def write(self, connection: Connection) -> set[int]:
        """Write everything; returns the active shops in which a product waits now."""
        shops = self._shop_rows(connection)
        update_rows(connection, ProductRow, self.products, ("name", "is_active", "updated_at"))
        update_rows(connection, ProductPriceRow, self.prices, ("price_net", "price_gross", "updated_at"))
        update_rows(connection, ProductStockRow, self.stock, ("quantity", "updated_at"))
        changed = ("name", "is_active", "sync_status", "pending_fields", "updated_at")
        update_rows(connection, ProductShopDataRow, shops, changed)
        if self.inherited_stock:
            connection.execute(delete(ProductStockRow).where(ProductStockRow.id.in_(self.inherited_stock)))
        for kind, rows in (
            (ProductPriceRow, self.new_prices),
            (ProductStockRow, self.new_stock),
            (ProductEditRow, self.notes),
        ):
            if rows:
                connection.execute(insert(kind), rows)
        waiting = {int(str(row["shop_id"])) for row in shops if row["sync_status"] == "pending"}
        return {shop_id for shop_id in waiting if self.context.receivers[shop_id].active}

    def _add_product(self, values: ProductValues, by_field: Mapping[str, FieldChange]) -> None:
        name, active = by_field.get(EditField.NAME), by_field.get(EditField.ACTIVE)
        if name is None and active is None:
            return
        self.products.append(
            {
                "id": values.id,
                "sku": values.sku,
                "name": values.name if name is None else name.after,
                "is_active": values.active if active is None else active.after,
                "updated_at": self.context.moment,
            }
        )

    def _add_price(self, stored: StoredProduct, net: Decimal) -> None:
        row: Values = {
            "product_id": stored.values.id,
            "price_group_id": self.context.price_group_id,
            "price_net": str(net),
            "price_gross": str(gross_price(net, stored.values.tax_rate)),
            "updated_at": self.context.moment,
        }
        self.prices += [row | {"id": number} for number in stored.price_ids]
        if not stored.price_ids:
            self.new_prices.append(row | {"created_at": self.context.moment})

    def _add_stock(self, stored: StoredProduct, quantity: int) -> None:
        row: Values = {
            "product_id": stored.values.id,
            "warehouse_id": self.context.warehouse_id,
            "quantity": quantity,
            "updated_at": self.context.moment,
        }
        following = [own for own in stored.own_stock if own.quantity == stored.values.quantity]
        self.inherited_stock += [own.id for own in following if not own.reserved]
        # What a shop has promised to its orders stands in its row: that one stays and takes the new value.
        kept = [own.id for own in following if own.reserved]
        self.stock += [row | {"id": number} for number in (*stored.stock_ids, *kept)]
        if not stored.stock_ids:
            self.new_stock.append(row | {"created_at": self.context.moment})

    def _note(self, product_id: int, change: FieldChange) -> Values:
        context = self.context
        return {
            "edit_id": context.edit_id,
            "product_id": product_id,
            "at": context.moment,
            "person": context.computer.person[:100],
            "host": context.computer.host[:100],
            "source": context.source.value,
            "field": change.field,
            "before": change.before,
            "after": change.after,
        }

    def _shop_rows(self, connection: Connection) -> list[Values]:
        """Rows of ``product_shop_data`` that change: overrides equal to the old value go, linked shops wait."""
        rows = connection.execute(
            select(
                ProductShopDataRow.id,
                ProductShopDataRow.product_id,
                ProductShopDataRow.shop_id,
                ProductShopDataRow.prestashop_product_id,
                ProductShopDataRow.name,
                ProductShopDataRow.is_active,
                ProductShopDataRow.sync_status,
                ProductShopDataRow.pending_fields,
            ).where(ProductShopDataRow.product_id.in_(list(self.edited)))
        ).mappings()
        return [changed for row in rows if (changed := self._shop_row(row)) is not None]

    def _shop_row(self, row: RowMapping) -> Values | None:
        stored, changes = self.edited[row["product_id"]]
        own: Values = {"name": row["name"], "is_active": row["is_active"]}
        inherited = {one.field: None for one in changes if one.field in own and own[one.field] == one.before}
        kept = {name for name, value in (own | inherited).items() if value is not None}
        fields = [
            one.field
            for one in changes
            if one.field not in kept and self._receives(row["shop_id"], stored, EditField(one.field))
        ]
        status, pending = row["sync_status"], row["pending_fields"]
        if row["prestashop_product_id"] is not None and fields and status != "disabled":
            pending = list(dict.fromkeys([*(pending or ()), *fields]))
            status = status if status == "conflict" else "pending"
        result = own | inherited | {"sync_status": status, "pending_fields": pending}
        if all(row[name] == value for name, value in result.items()):
            return None
        key = {name: row[name] for name in ("id", "product_id", "shop_id")}
        return key | result | {"updated_at": self.context.moment}

    def _receives(self, shop_id: int, stored: StoredProduct, edited: EditField) -> bool:
        """Whether the shop's value of the field follows the product's."""
        receiver = self.context.receivers[shop_id]
        match edited:
            case EditField.PRICE:
                return receiver.takes_price
            case EditField.STOCK:
                differs = any(
                    own.shop_id == shop_id and own.quantity != stored.values.quantity for own in stored.own_stock
                )
                return receiver.takes_stock and not differs
            case _:
                return True
