"""Variants of products: made from a shop's combinations, and kept in step with them."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, update

from ppm_desktop.domain.change import merge
from ppm_desktop.domain.reading import FieldValue, ShopReading, VariantReading
from ppm_desktop.domain.request import ConflictPolicy
from ppm_desktop.persistence.catalog_rows import ProductRows, Values, is_known_unchanged
from ppm_desktop.persistence.catalog_state import KnownProduct, KnownVariant
from ppm_desktop.persistence.tables.catalogue import ProductVariantRow
from ppm_desktop.persistence.tables.links import VariantLinkRow
from ppm_desktop.persistence.upsert import upsert


class VariantBatch:
    """The variants of one batch; `write` before the batch's other rows, stock refers to them."""

    def __init__(self, rows: ProductRows) -> None:
        self._rows = rows
        self._new: list[tuple[int, VariantReading, str]] = []
        self._links: list[Values] = []
        self._gone: list[int] = []

    def add_new(self, product_id: int, reading: ShopReading) -> None:
        """Variants of a product that PPM did not have."""
        self._new.extend((product_id, variant, reading.name) for variant in reading.variants)

    def add_known(self, known: KnownProduct, reading: ShopReading, policy: ConflictPolicy) -> bool:
        """Bring the variants of ``known`` in step with the shop; returns whether anything changes in PPM."""
        by_combination = {one.combination_id: one for one in known.variants if one.combination_id is not None}
        by_sku = {one.sku: one for one in known.variants}
        changed = False
        for variant in reading.variants:
            mine = by_combination.get(variant.combination_id) or by_sku.get(variant.sku)
            if mine is None:
                self._new.append((known.id, variant, reading.name))
                changed = True
                continue
            if mine.combination_id is None:
                self._links.append(self._link(mine.id, variant))
            if not is_known_unchanged(known, variant):
                changed |= self._bring_in_step(known, mine, variant, policy)
        read = {variant.combination_id for variant in reading.variants}
        gone = [one.id for number, one in by_combination.items() if number not in read]
        self._gone.extend(gone)
        return changed or bool(gone)

    def write(self, connection: Connection) -> None:
        """Write variants and links, and hand the stock of new ones to the batch's rows."""
        if self._new:
            self._insert_new(connection)
        upsert(connection, VariantLinkRow, self._links, update=("combination_id",))
        if self._gone:
            self._drop_gone(connection)

    def _bring_in_step(
        self, known: KnownProduct, mine: KnownVariant, variant: VariantReading, policy: ConflictPolicy
    ) -> bool:
        base = known.base_variants.get(str(variant.combination_id))
        ours: dict[str, FieldValue] = {"sku": mine.sku, "ean": mine.ean, "quantity": mine.quantity}
        theirs: dict[str, FieldValue] = {"sku": variant.sku, "ean": variant.ean, "quantity": variant.quantity}
        result = merge(ours, dict(zip(ours, base, strict=False)) if base else None, theirs, policy)
        columns = {name: value for name, value in result.taken.items() if name != "quantity"}
        if columns and self._rows.role.leads:
            self._rows.update(ProductVariantRow, mine.id, **columns)
        if "quantity" in result.taken:
            self._rows.add_stock(known.id, variant.quantity, mine.id, mine.stock_id)
        return bool(result.taken)

    def _insert_new(self, connection: Connection) -> None:
        moment = self._rows.moment
        inserted = [
            {
                "product_id": product_id,
                "sku": variant.sku,
                "name": name[:255],
                "ean": variant.ean,
                "is_default": variant.default,
                "position": variant.combination_id % 2**31,
                "created_at": moment,
                "updated_at": moment,
            }
            for product_id, variant, name in self._new
        ]
        connection.execute(insert(ProductVariantRow), inserted)
        ids = self._ids_of_new(connection, [product_id for product_id, _, _ in self._new])
        for product_id, variant, _ in self._new:
            variant_id = ids[product_id, variant.sku]
            self._links.append(self._link(variant_id, variant))
            self._rows.add_stock(product_id, variant.quantity, variant_id, None)

    def _ids_of_new(self, connection: Connection, product_ids: Sequence[int]) -> dict[tuple[int, str], int]:
        rows = connection.execute(
            select(ProductVariantRow.id, ProductVariantRow.product_id, ProductVariantRow.sku).where(
                ProductVariantRow.product_id.in_(sorted(set(product_ids)))
            )
        )
        return {(product_id, sku): variant_id for variant_id, product_id, sku in rows}

    def _drop_gone(self, connection: Connection) -> None:
        """Combinations that the shop removed: the leading shop switches the variant off, any shop loses its link."""
        shop_id = self._rows.role.shop_id
        connection.execute(
            delete(VariantLinkRow).where(VariantLinkRow.variant_id.in_(self._gone), VariantLinkRow.shop_id == shop_id)
        )
        if self._rows.role.leads:
            connection.execute(
                update(ProductVariantRow)
                .where(ProductVariantRow.id.in_(self._gone))
                .values(is_active=False, updated_at=self._rows.moment)
            )

    def _link(self, variant_id: int, variant: VariantReading) -> Values:
        return {
            "variant_id": variant_id,
            "shop_id": self._rows.role.shop_id,
            "combination_id": variant.combination_id,
        }
