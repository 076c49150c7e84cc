"""The catalogue as an import sees it: what is known already, and saving what was read, a batch at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, delete, insert, select, update

from ppm_desktop.domain.catalog import ShopCategory, normal_sku
from ppm_desktop.domain.change import FieldConflict, merge
from ppm_desktop.domain.job import ItemOutcome
from ppm_desktop.domain.reading import FieldValue, ShopFacts, ShopReading
from ppm_desktop.domain.request import ConflictPolicy
from ppm_desktop.persistence.catalog_rows import PRODUCT_FIELDS, ProductRows, product_columns
from ppm_desktop.persistence.catalog_state import (
    CATEGORIES,
    KnownProduct,
    category_value,
    load_products,
    load_role,
)
from ppm_desktop.persistence.categories import CategoryMapper
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.tables.catalogue import ProductRow, ProductShopDataRow, ProductTypeRow
from ppm_desktop.persistence.tables.links import ProductLinkRow
from ppm_desktop.persistence.types import now
from ppm_desktop.persistence.variants import VariantBatch


@dataclass(frozen=True, slots=True)
class KnownLink:
    """A product of the shop that PPM has imported before; ``warnings`` are those of that time."""

    product_id: int
    content_hash: str
    warnings: str


@dataclass(frozen=True, slots=True)
class SavedProduct:
    """What became of one reading; ``cause`` and ``message`` only when it failed."""

    outcome: ItemOutcome
    product_id: int | None = None
    warnings: tuple[str, ...] = ()
    cause: str | None = None
    message: str = ""


class CatalogueImport:
    """Saves products of one shop; one per job, used by the job's thread alone.

    Every call is one transaction, or two where categories are new.
    """

    def __init__(
        self, database: Database, shop_id: int, facts: ShopFacts, tree: Iterable[ShopCategory], language_id: int
    ) -> None:
        """``tree`` holds the shop's categories, ``language_id`` its number of the catalogue's language."""
        self._database = database
        self._shop_id = shop_id
        self._language = facts.catalogue_language
        self._categories = CategoryMapper(database, shop_id, tree, language_id)
        with database.read() as connection:
            self._role = load_role(connection, shop_id)
            self._product_type_id = connection.scalar(
                select(ProductTypeRow.id)
                .where(ProductTypeRow.deleted_at.is_(None))
                .order_by((ProductTypeRow.slug == "inne").desc(), ProductTypeRow.sort_order, ProductTypeRow.id)
                .limit(1)
            )

    def known_links(self, external_ids: Sequence[int]) -> dict[int, KnownLink]:
        """Those of the shop's products that PPM has imported before, by the shop's id."""
        if not external_ids:
            return {}
        with self._database.read() as connection:
            rows = connection.execute(
                select(
                    ProductLinkRow.external_id,
                    ProductLinkRow.product_id,
                    ProductLinkRow.read_hash,
                    ProductLinkRow.warning,
                ).where(ProductLinkRow.shop_id == self._shop_id, ProductLinkRow.external_id.in_(external_ids))
            )
            return {
                external_id: KnownLink(product_id, read_hash, warnings)
                for external_id, product_id, read_hash, warnings in rows
            }

    def linked_ids(self, skus: Sequence[str]) -> dict[str, int]:
        """Which product of the shop each of these SKUs is linked to now."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(ProductRow.sku, ProductLinkRow.external_id)
                .join(ProductLinkRow, ProductLinkRow.product_id == ProductRow.id)
                .where(ProductLinkRow.shop_id == self._shop_id, ProductRow.sku.in_(skus))
            )
            return {normal_sku(sku): external_id for sku, external_id in rows}

    def save(self, readings: Sequence[ShopReading], policy: ConflictPolicy) -> list[SavedProduct]:
        """Save ``readings`` (each SKU once) in one transaction; returns what became of each, in order.

        Raises:
            DataRejected: the database refused a value of one of them; nothing is saved.
            DatabaseError: the database failed; nothing is saved.
        """
        mapping = self._categories.map({number for one in readings for number in one.category_ids})
        return self._database.retrying(lambda connection: self._save(connection, readings, policy, mapping))

    def _save(
        self,
        connection: Connection,
        readings: Sequence[ShopReading],
        policy: ConflictPolicy,
        mapping: Mapping[int, int],
    ) -> list[SavedProduct]:
        moment = connection.execute(select(now())).scalar_one()
        rows = ProductRows(self._role, moment)
        variants = VariantBatch(rows)
        known = load_products(connection, self._role, [one.sku for one in readings], self._language)
        new_ids = self._insert_new(connection, [one for one in readings if one.sku not in known], rows)
        self._free_links(connection, readings, known, new_ids)
        saved = []
        for reading in readings:
            mine = {number: mapping[number] for number in reading.category_ids if number in mapping}
            warnings = ("category_unmapped",) if len(mine) < len(reading.category_ids) else ()
            product = known.get(reading.sku)
            if product is None:
                product_id = new_ids[reading.sku]
                self._gather_new(product_id, reading, mine, rows, variants, warnings)
                saved.append(SavedProduct(ItemOutcome.CREATED, product_id, warnings))
            elif product.deleted:
                saved.append(SavedProduct(ItemOutcome.SKIPPED, product.id, ("deleted_in_ppm",)))
            else:
                saved.append(self._gather_known(product, reading, mine, policy, rows, variants, warnings))
        variants.write(connection)
        rows.write(connection)
        return saved

    def _insert_new(self, connection: Connection, readings: Sequence[ShopReading], rows: ProductRows) -> dict[str, int]:
        """Insert the products that PPM lacks; returns their ids by SKU."""
        if not readings:
            return {}
        columns = {
            "product_type_id": self._product_type_id,
            "created_at": rows.moment,
            "updated_at": rows.moment,
        }
        connection.execute(
            insert(ProductRow),
            [
                product_columns(one) | columns | {"sku": one.sku, "is_variant_master": bool(one.variants)}
                for one in readings
            ],
        )
        found = connection.execute(
            select(ProductRow.sku, ProductRow.id).where(ProductRow.sku.in_([one.sku for one in readings]))
        )
        return {normal_sku(sku): product_id for sku, product_id in found}

    def _free_links(
        self,
        connection: Connection,
        readings: Sequence[ShopReading],
        known: Mapping[str, KnownProduct],
        new_ids: Mapping[str, int],
    ) -> None:
        """Where a product of the shop has got another SKU, its old product of PPM lets go of it."""
        owner = {one.external_id: known[one.sku].id if one.sku in known else new_ids[one.sku] for one in readings}
        linked = connection.execute(
            select(ProductShopDataRow.product_id, ProductShopDataRow.prestashop_product_id).where(
                ProductShopDataRow.shop_id == self._shop_id,
                ProductShopDataRow.prestashop_product_id.in_(list(owner)),
            )
        )
        former = [
            product_id
            for product_id, external_id in linked
            if external_id is not None and owner[external_id] != product_id
        ]
        if not former:
            return
        connection.execute(
            update(ProductShopDataRow)
            .where(ProductShopDataRow.shop_id == self._shop_id, ProductShopDataRow.product_id.in_(former))
            .values(prestashop_product_id=None, is_published=False, sync_status="pending", updated_at=now())
        )
        connection.execute(
            delete(ProductLinkRow).where(ProductLinkRow.shop_id == self._shop_id, ProductLinkRow.product_id.in_(former))
        )

    def _gather_new(
        self,
        product_id: int,
        reading: ShopReading,
        categories: Mapping[int, int],
        rows: ProductRows,
        variants: VariantBatch,
        warnings: Sequence[str],
    ) -> None:
        ids = list(categories.values())
        rows.add_price(product_id, Decimal(str(reading.values["price_net"])), reading.tax_percent)
        rows.add_categories(product_id, ids, shop_id=None)
        if reading.variants:
            variants.add_new(product_id, reading)
        else:
            rows.add_stock(product_id, reading.quantity, None, None)
        rows.add_shop_data(product_id, reading, categories)
        rows.add_link(product_id, reading, category_value(ids), (*reading.warnings, *warnings))

    def _gather_known(
        self,
        product: KnownProduct,
        reading: ShopReading,
        categories: Mapping[int, int],
        policy: ConflictPolicy,
        rows: ProductRows,
        variants: VariantBatch,
        warnings: tuple[str, ...],
    ) -> SavedProduct:
        ids = list(categories.values())
        theirs: dict[str, FieldValue] = dict(reading.values) | {CATEGORIES: category_value(ids)}
        if reading.variants:
            del theirs["quantity"]
        result = merge(product.values, product.base, theirs, policy)
        changed = variants.add_known(product, reading, policy) if reading.variants or product.variants else False
        if self._role.leads:
            if reading.variants and not product.is_variant_master:
                rows.update(ProductRow, product.id, is_variant_master=True)
                changed = True
            self._take(product, reading, result.taken, ids, rows)
            changed |= bool(result.taken)
            kept, conflicts = result.kept, result.conflicts
        else:
            # A following shop overrides for itself what differs; nothing is taken and nothing waits.
            if "quantity" in theirs and product.values["quantity"] != theirs["quantity"]:
                rows.add_stock(product.id, reading.quantity, None, product.stock_id)
            rows.recategorised.append(product.id)
            rows.add_categories(product.id, ids, shop_id=self._shop_id)
            changed, kept, conflicts = True, (), ()
        if conflicts:
            warnings = (*warnings, "conflict")
            rows.add_conflicts(product.id, conflicts)
        rows.add_shop_data(product.id, reading, categories, kept, _status(product, kept, conflicts))
        rows.add_link(product.id, reading, theirs[CATEGORIES], (*reading.warnings, *warnings))
        linked_now = product.external_id != reading.external_id
        outcome = ItemOutcome.UPDATED if changed or linked_now else ItemOutcome.UNCHANGED
        return SavedProduct(outcome, product.id, warnings)

    def _take(
        self,
        product: KnownProduct,
        reading: ShopReading,
        taken: Mapping[str, FieldValue],
        category_ids: Sequence[int],
        rows: ProductRows,
    ) -> None:
        """Put what the leading shop changed into the product."""
        columns = {name: value for name, value in taken.items() if name in PRODUCT_FIELDS}
        if columns:
            rows.update(ProductRow, product.id, **columns)
        if taken.keys() & {"price_net", "tax_rate"}:
            now_has = {**product.values, **taken}
            net, rate = now_has.get("price_net"), now_has["tax_rate"]
            if net is not None:
                rows.add_price(product.id, Decimal(str(net)), Decimal(str(rate)), product.price_id)
        if "quantity" in taken:
            rows.add_stock(product.id, reading.quantity, None, product.stock_id)
        if CATEGORIES in taken:
            rows.recategorised.append(product.id)
            rows.add_categories(product.id, category_ids, shop_id=None)


def _status(product: KnownProduct, kept: Sequence[str], conflicts: Sequence[FieldConflict]) -> str:
    """How the product stands in the shop; what a person switched off or has to decide stays so."""
    if product.sync_status in ("disabled", "conflict"):
        return product.sync_status
    if conflicts:
        return "conflict"
    return "pending" if kept else "synced"
