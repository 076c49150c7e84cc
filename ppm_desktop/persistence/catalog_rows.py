"""Rows that a batch of an import writes: gathered product by product, written table by table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, update

from ppm_desktop.domain.catalog import gross_price
from ppm_desktop.domain.change import FieldConflict
from ppm_desktop.domain.reading import FIELDS, FieldValue, ShopReading, VariantReading
from ppm_desktop.persistence.catalog_state import CATEGORIES, VARIANTS, KnownProduct, ShopRole
from ppm_desktop.persistence.tables import Base
from ppm_desktop.persistence.tables.catalogue import (
    ProductCategoryRow,
    ProductPriceRow,
    ProductShopDataRow,
    ProductStockRow,
)
from ppm_desktop.persistence.tables.links import ConflictRow, ProductLinkRow, ProductTextRow
from ppm_desktop.persistence.upsert import all_but, upsert

NOT_IN_PRODUCTS = frozenset({"price_net", "quantity"})
PRODUCT_FIELDS = tuple(name for name in FIELDS if name not in NOT_IN_PRODUCTS)
"""The compared fields that are columns of ``products``."""

OVERRIDES = tuple(name for name in PRODUCT_FIELDS if name != "tax_rate")
"""The fields that a following shop keeps for itself, under the same names."""

Values = dict[str, object]


@dataclass(slots=True)
class ProductRows:
    """All that one batch writes, by table; `write` turns it into one statement per table and kind."""

    role: ShopRole
    moment: datetime
    inserts: dict[type[Base], list[Values]] = field(default_factory=dict)
    updates: dict[tuple[type[Base], frozenset[str]], list[Values]] = field(default_factory=dict)
    recategorised: list[int] = field(default_factory=list)
    shop_data: list[Values] = field(default_factory=list)
    links: list[Values] = field(default_factory=list)
    texts: list[Values] = field(default_factory=list)
    conflicts: list[Values] = field(default_factory=list)

    @property
    def stock_shop_id(self) -> int | None:
        """Whose stock rows are written: everybody's by the leading shop, its own by a following one."""
        return None if self.role.leads else self.role.shop_id

    def insert(self, kind: type[Base], **values: object) -> None:
        """Add a row with both of its times."""
        self.inserts.setdefault(kind, []).append(values | {"created_at": self.moment, "updated_at": self.moment})

    def update(self, kind: type[Base], row_id: int, **values: object) -> None:
        """Change columns of the row ``row_id``."""
        changed = values | {"updated_at": self.moment}
        rows = self.updates.setdefault((kind, frozenset(changed)), [])
        rows.append({"row_id": row_id} | {f"to_{name}": value for name, value in changed.items()})

    def add_price(self, product_id: int, net: Decimal, tax_percent: Decimal, price_id: int | None = None) -> None:
        """A net price and its gross, in the shop's price group."""
        prices = {"price_net": str(net), "price_gross": str(gross_price(net, tax_percent))}
        if price_id is None:
            self.insert(ProductPriceRow, product_id=product_id, price_group_id=self.role.price_group_id, **prices)
        else:
            self.update(ProductPriceRow, price_id, **prices)

    def add_stock(self, product_id: int, quantity: int, variant_id: int | None, stock_id: int | None) -> None:
        """Stock of a product or variant in the shop's warehouse."""
        if stock_id is not None:
            self.update(ProductStockRow, stock_id, quantity=quantity)
            return
        self.insert(
            ProductStockRow,
            product_id=product_id,
            product_variant_id=variant_id,
            warehouse_id=self.role.warehouse_id,
            shop_id=self.stock_shop_id,
            quantity=quantity,
        )

    def add_categories(self, product_id: int, category_ids: Sequence[int], shop_id: int | None) -> None:
        """The product's categories, the first of them its default one."""
        for place, category_id in enumerate(dict.fromkeys(category_ids)):
            self.insert(
                ProductCategoryRow,
                product_id=product_id,
                category_id=category_id,
                shop_id=shop_id,
                is_primary=place == 0,
                sort_order=place,
            )

    def add_link(
        self, product_id: int, reading: ShopReading, category_value: FieldValue, warnings: Sequence[str]
    ) -> None:
        """What was read of the product from this shop, for the next comparison."""
        values: Values = {
            name: value
            for name, value in reading.values.items()
            if name not in ("short_description", "long_description")
        }
        values[CATEGORIES] = category_value
        if reading.variants:
            values[VARIANTS] = {str(one.combination_id): variant_base(one) for one in reading.variants}
        self.links.append(
            {
                "product_id": product_id,
                "shop_id": self.role.shop_id,
                "external_id": reading.external_id,
                "reference": reading.reference,
                "read_hash": reading.content_hash,
                "read_values": values,
                "date_upd": reading.date_upd[:19],
                "warning": ",".join(warnings)[:255],
                "read_at": self.moment,
            }
        )
        for language, texts in reading.texts.items():
            self.texts.append(
                {
                    "product_id": product_id,
                    "shop_id": self.role.shop_id,
                    "language": language,
                    "name": texts.name[:500],
                    "short_description": texts.short_description,
                    "description": texts.description,
                }
            )

    def add_shop_data(
        self,
        product_id: int,
        reading: ShopReading,
        mappings: Mapping[int, int],
        kept: Sequence[str] = (),
        status: str = "synced",
    ) -> None:
        """The product in this shop; a following shop keeps its own values here.

        ``kept`` names fields in which PPM differs and which wait to be sent.
        """
        row: Values = {
            "product_id": product_id,
            "shop_id": self.role.shop_id,
            "prestashop_product_id": reading.external_id,
            "category_mappings": self._category_mappings(mappings),
            "sync_status": status,
            "pending_fields": list(kept) or None,
            "sync_direction": "ps_to_ppm",
            "error_message": None,
            "last_sync_at": self.moment,
            "last_pulled_at": self.moment,
            "last_success_sync_at": self.moment,
            "is_published": True,
            "external_reference": reading.link_rewrite[:200] or None,
            "created_at": self.moment,
            "updated_at": self.moment,
        }
        if not self.role.leads:
            row |= {name: reading.values[name] for name in OVERRIDES}
            row["tax_rate_override"] = reading.values["tax_rate"]
        self.shop_data.append(row)

    def add_conflicts(self, product_id: int, conflicts: Sequence[FieldConflict]) -> None:
        """Fields that a person shall decide."""
        for conflict in conflicts:
            self.conflicts.append(
                {
                    "product_id": product_id,
                    "shop_id": self.role.shop_id,
                    "field": conflict.field,
                    "ours": conflict.ours,
                    "theirs": conflict.theirs,
                    "noted_at": self.moment,
                    "decision": None,
                    "decided_by": None,
                    "decided_at": None,
                    "job_id": None,  # whose values are in the shop's terms; ours are in PPM's
                }
            )

    def write(self, connection: Connection) -> None:
        """Write everything in the order that foreign keys ask for."""
        if self.recategorised:
            connection.execute(
                delete(ProductCategoryRow).where(
                    ProductCategoryRow.product_id.in_(self.recategorised),
                    ProductCategoryRow.shop_id == self.stock_shop_id
                    if self.stock_shop_id
                    else ProductCategoryRow.shop_id.is_(None),
                )
            )
        for kind, rows in self.inserts.items():
            connection.execute(insert(kind), rows)
        for (kind, _), rows in self.updates.items():
            columns: dict[str, BindParameter[object]] = {
                name.removeprefix("to_"): bindparam(name) for name in rows[0] if name != "row_id"
            }
            table = kind.__table__
            connection.execute(update(kind).where(table.c.id == bindparam("row_id")).values(columns), rows)
        _bring_up_to_date(connection, ProductShopDataRow, self.shop_data, ("product_id", "shop_id"), "created_at")
        _bring_up_to_date(connection, ProductLinkRow, self.links, ("product_id", "shop_id"))
        _bring_up_to_date(connection, ProductTextRow, self.texts, ("product_id", "shop_id", "language"))
        _bring_up_to_date(connection, ConflictRow, self.conflicts, ("product_id", "shop_id", "field"))

    def _category_mappings(self, mappings: Mapping[int, int]) -> dict[str, object]:
        """The structure that the web application's product form reads."""
        ppm_ids = list(dict.fromkeys(mappings.values()))
        return {
            "ui": {"selected": ppm_ids, "primary": ppm_ids[0] if ppm_ids else None},
            "mappings": {str(ppm_id): shop_id for shop_id, ppm_id in mappings.items()},
            "metadata": {
                "last_updated": self.moment.isoformat(timespec="seconds"),
                "source": "import_build" if ppm_ids else "empty",
            },
        }


def _bring_up_to_date(
    connection: Connection, row_type: type[Base], rows: Sequence[Values], key: tuple[str, ...], *kept: str
) -> None:
    if rows:
        upsert(connection, row_type, rows, update=all_but(rows[0], *key, *kept), key=key)


def product_columns(reading: ShopReading) -> Values:
    """``reading`` as columns of ``products``."""
    return {name: reading.values[name] for name in PRODUCT_FIELDS}


def variant_base(variant: VariantReading) -> list[FieldValue]:
    """A variant as it is remembered: SKU, EAN, quantity."""
    return [variant.sku, variant.ean, variant.quantity]


def is_known_unchanged(known: KnownProduct, variant: VariantReading) -> bool:
    """Whether the shop's variant is as it was at the last import."""
    return list(known.base_variants.get(str(variant.combination_id), ())) == variant_base(variant)
