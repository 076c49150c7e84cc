"""Single values of a shop taken into PPM because a person says so; written as an import would, noted as an edit."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import uuid4

from sqlalchemy import BindParameter, ColumnElement, Connection, and_, bindparam, delete, insert, or_, select, update

from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.product_edit import EditSource
from ppm_desktop.domain.reading import FieldValue
from ppm_desktop.domain.sending import CATEGORIES, STOCK_OF
from ppm_desktop.persistence.catalog_rows import PRODUCT_FIELDS, ProductRows, Values
from ppm_desktop.persistence.catalog_state import KnownProduct, ShopRole, load_products
from ppm_desktop.persistence.tables import (
    ProductCategoryRow,
    ProductEditRow,
    ProductRow,
    ProductShopDataRow,
    ProductStockRow,
)

_OVERRIDES = {name: "tax_rate_override" if name == "tax_rate" else name for name in PRODUCT_FIELDS}
_NOTHING: Mapping[str, str] = {"weight": "0", "width": "0", "height": "0", "length": "0"}
"""What stands for "none" where NULL means that a shop has the product's own value."""


@dataclass(frozen=True, slots=True)
class TakenValue:
    """One value that PPM takes; ``before`` is what it had, both in PPM's terms."""

    product_id: int
    field: str
    before: FieldValue
    after: FieldValue


@dataclass(slots=True)
class TakenValues:
    """Takes values of one shop, all within one transaction.

    Those of the leading shop go into the products; a following shop keeps its own beside them, but for prices,
    which have no such place.
    """

    connection: Connection
    role: ShopRole
    computer: Computer
    language: str
    moment: datetime
    rows: ProductRows = field(init=False)

    def __post_init__(self) -> None:
        self.rows = ProductRows(self.role, self.moment)

    def take(self, values: Sequence[TakenValue]) -> None:
        """Write ``values`` and note them in the history; other shops that get them too wait from now on."""
        if not values:
            return
        by_product: dict[int, dict[str, FieldValue]] = defaultdict(dict)
        for one in values:
            by_product[one.product_id][one.field] = one.after
        skus = self.connection.scalars(select(ProductRow.sku).where(ProductRow.id.in_(list(by_product))))
        known = load_products(self.connection, self.role, list(skus), self.language)
        own_rows = self._own_rows(list(by_product))
        for product in known.values():
            self._add(product, by_product[product.id], own_rows.get(product.id))
        self._free_own(values, known)
        self.rows.write(self.connection)
        self._note(values)
        shared = {one.product_id for one in values if self.role.leads or one.field == "price_net"}
        self._let_others_wait(shared)

    def _own_rows(self, product_ids: Sequence[int]) -> dict[int, int]:
        """The row of each product in this shop."""
        rows = self.connection.execute(
            select(ProductShopDataRow.product_id, ProductShopDataRow.id).where(
                ProductShopDataRow.shop_id == self.role.shop_id, ProductShopDataRow.product_id.in_(product_ids)
            )
        )
        return dict(rows.all())

    def _add(self, product: KnownProduct, taken: Mapping[str, FieldValue], own_row: int | None) -> None:
        columns = {name: value for name, value in taken.items() if name in _OVERRIDES}
        if columns and self.role.leads:
            self.rows.update(ProductRow, product.id, **columns)
        if columns and own_row is not None:
            own = {_OVERRIDES[name]: None if self.role.leads else _own(name, value) for name, value in columns.items()}
            self.rows.update(ProductShopDataRow, own_row, **own)
        changes_gross = "price_net" in taken or ("tax_rate" in taken and self.role.leads)
        net = taken.get("price_net", product.values.get("price_net"))
        if changes_gross and net is not None:
            rate = taken.get("tax_rate", product.values["tax_rate"])
            self.rows.add_price(product.id, Decimal(str(net)), Decimal(str(rate)), product.price_id)
        self._add_stock(product, taken)
        if CATEGORIES in taken:
            ids = [int(one) for one in str(taken[CATEGORIES] or "").split(",") if one]
            self.rows.recategorised.append(product.id)
            self.rows.add_categories(product.id, ids, self.rows.stock_shop_id)

    def _add_stock(self, product: KnownProduct, taken: Mapping[str, FieldValue]) -> None:
        if "quantity" in taken:
            self.rows.add_stock(product.id, int(taken["quantity"] or 0), None, product.stock_id)
        for variant in product.variants:
            name = f"{STOCK_OF}{variant.combination_id}"
            if name in taken:
                self.rows.add_stock(product.id, int(taken[name] or 0), variant.id, variant.stock_id)

    def _free_own(self, values: Sequence[TakenValue], known: Mapping[str, KnownProduct]) -> None:
        """What the leading shop keeps beside the products gives way to what they have now."""
        if not self.role.leads:
            return
        own_shop = ProductCategoryRow.shop_id == self.role.shop_id
        self.connection.execute(
            delete(ProductCategoryRow).where(ProductCategoryRow.product_id.in_(self.rows.recategorised), own_shop)
        )
        variants = {
            (product.id, f"{STOCK_OF}{one.combination_id}"): one.id
            for product in known.values()
            for one in product.variants
        }
        stock = [
            {
                "number": one.product_id,
                "variant": variants.get((one.product_id, one.field)),
                "after": int(one.after or 0),
            }
            for one in values
            if one.field == "quantity" or one.field.startswith(STOCK_OF)
        ]
        if stock:
            self.connection.execute(
                update(ProductStockRow)
                .where(
                    ProductStockRow.__table__.c.product_id == bindparam("number"),
                    _same(ProductStockRow.__table__.c.product_variant_id, "variant"),
                    ProductStockRow.__table__.c.warehouse_id == self.role.warehouse_id,
                    ProductStockRow.__table__.c.shop_id == self.role.shop_id,
                )
                .values(quantity=bindparam("after"), updated_at=self.moment),
                stock,
            )

    def _note(self, values: Sequence[TakenValue]) -> None:
        edit_id = str(uuid4())
        notes: list[Values] = [
            {
                "edit_id": edit_id,
                "product_id": one.product_id,
                "at": self.moment,
                "person": self.computer.person[:100],
                "host": self.computer.host[:100],
                "source": EditSource.CONFLICT.value,
                "field": one.field,
                "before": one.before,
                "after": one.after,
            }
            for one in values
        ]
        self.connection.execute(insert(ProductEditRow), notes)

    def _let_others_wait(self, product_ids: set[int]) -> None:
        """Whether they really differ is for their next sync to say."""
        if product_ids:
            self.connection.execute(
                update(ProductShopDataRow)
                .where(
                    ProductShopDataRow.product_id.in_(product_ids),
                    ProductShopDataRow.shop_id != self.role.shop_id,
                    ProductShopDataRow.prestashop_product_id.is_not(None),
                    ProductShopDataRow.sync_status == "synced",
                )
                .values(sync_status="pending", updated_at=self.moment)
            )


def _own(name: str, value: FieldValue) -> FieldValue:
    return _NOTHING.get(name, "") if value is None else value


def _same(column: ColumnElement[int | None], parameter: str) -> ColumnElement[bool]:
    """``column`` is the parameter, both NULL included."""
    asked: BindParameter[int | None] = bindparam(parameter)
    return or_(column == asked, and_(column.is_(None), asked.is_(None)))
