"""Changes of PPM's own products as a person or the web application makes them, for tests of sending."""

from collections.abc import Sequence

from sqlalchemy import insert, select, update

from ppm_desktop.domain.catalog import normal_sku
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.tables import (
    PriceGroupRow,
    ProductPriceRow,
    ProductRow,
    ProductStockRow,
    WarehouseRow,
)
from ppm_desktop.persistence.types import now


def product_id(database: Database, sku: str) -> int:
    """PPM's id of the product ``sku``."""
    with database.read() as connection:
        found = connection.scalar(select(ProductRow.id).where(ProductRow.sku == normal_sku(sku)))
    assert found is not None, sku
    return found


def change(database: Database, sku: str, **values: object) -> None:
    """Set columns of ``products``, and ``price_net`` or ``quantity`` of a product without variants."""
    number = product_id(database, sku)
    price, quantity = values.pop("price_net", None), values.pop("quantity", None)
    with database.begin() as connection:
        if values:
            connection.execute(update(ProductRow).where(ProductRow.id == number).values(**values, updated_at=now()))
        if price is not None:
            connection.execute(
                update(ProductPriceRow)
                .where(ProductPriceRow.product_id == number)
                .values(price_net=price, price_gross=str(float(str(price)) * 1.23))
            )
        if quantity is not None:
            connection.execute(
                update(ProductStockRow).where(ProductStockRow.product_id == number).values(quantity=quantity)
            )


def add_products(database: Database, skus: Sequence[str], price: str = "10.00", quantity: int = 7) -> list[int]:
    """New products of PPM alone; returns their ids."""
    with database.begin() as connection:
        moment = connection.execute(select(now())).scalar_one()
        stamps = {"created_at": moment, "updated_at": moment}
        connection.execute(
            insert(ProductRow), [{"sku": sku, "name": f"Nowy {sku}", "tax_rate": "23.00"} | stamps for sku in skus]
        )
        ids = list(connection.scalars(select(ProductRow.id).where(ProductRow.sku.in_(skus)).order_by(ProductRow.id)))
        group = connection.scalar(select(PriceGroupRow.id).order_by(PriceGroupRow.is_default.desc()).limit(1))
        warehouse = connection.scalar(select(WarehouseRow.id).order_by(WarehouseRow.is_default.desc()).limit(1))
        gross = str(round(float(price) * 1.23, 2))
        connection.execute(
            insert(ProductPriceRow),
            [
                {"product_id": number, "price_group_id": group, "price_net": price, "price_gross": gross} | stamps
                for number in ids
            ],
        )
        connection.execute(
            insert(ProductStockRow),
            [{"product_id": number, "warehouse_id": warehouse, "quantity": quantity} | stamps for number in ids],
        )
    return ids
