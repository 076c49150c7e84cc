"""Variants of products: made from a shop's combinations, and kept in step with them."""

from collections.abc import Sequence

from sqlalchemy import Connection, String, cast, delete, insert, literal, select, update

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
        self._renamed: list[int] = []

    def add_new(self, product_id: int, reading: ShopReading) -> None:
        """Variants of a product that PPM did not have."""
        self._new.extend((product_id, variant, reading.name) for variant in reading.variants)

    def add_known(self, known: KnownProduct, reading: ShopReading, policy: ConflictPolicy) -> bool:
        """Bring the variants of ``known`` in step with the shop; returns whether anything changes in PPM."""
        by_combination = {one.combination_id: one for one in known.variants if one.combination_id is not None}
        read = {variant.combination_id for variant in reading.variants}
        # A combination made anew has another number and the old reference: it is the variant of that SKU.
        by_sku = {one.sku: one for one in known.variants if one.combination_id not in read}
        changed = False
        for variant in reading.variants:
            mine = by_combination.pop(variant.combination_id, None) or by_sku.pop(variant.sku, None)
            if mine is None:
                self._new.append((known.id, variant, reading.name))
                changed = True
                continue
            changed |= self._connect(mine, variant)
            by_combination.pop(mine.combination_id or 0, None)
            if not is_known_unchanged(known, variant):
                changed |= self._bring_in_step(known, mine, variant, policy)
        gone = [one.id for one in by_combination.values()]
        self._gone.extend(gone)
        return changed or bool(gone)

    def write(self, connection: Connection) -> None:
        """Write variants and links, and hand the stock of new ones to the batch's rows."""
        if self._renamed:
            # Their new SKUs may still be each other's: all let go of the old ones first.
            aside = literal("~") + cast(ProductVariantRow.id, String(20))
            connection.execute(
                update(ProductVariantRow).where(ProductVariantRow.id.in_(self._renamed)).values(sku=aside)
            )
        if self._new:
            self._insert_new(connection)
        upsert(connection, VariantLinkRow, self._links, update=("combination_id",))
        if self._gone:
            self._drop_gone(connection)

    def _connect(self, mine: KnownVariant, variant: VariantReading) -> bool:
        """Link ``mine`` to the combination, and switch it on again; returns whether it was off."""
        if mine.combination_id == variant.combination_id:
            return False
        self._links.append(self._link(mine.id, variant))
        if mine.active or not self._rows.role.leads:
            return False
        self._rows.update(ProductVariantRow, mine.id, is_active=True)
        return True

    def _bring_in_step(
        self, known: KnownProduct, mine: KnownVariant, variant: VariantReading, policy: ConflictPolicy
    ) -> bool:
        bases = known.base_variants
        base = bases.get(str(variant.combination_id)) or bases.get(str(mine.combination_id))
        ours: dict[str, FieldValue] = {"sku": mine.sku, "ean": mine.ean, "quantity": mine.quantity}
        theirs: dict[str, FieldValue] = {"sku": variant.sku, "ean": variant.ean, "quantity": variant.quantity}
        if base is None and not mine.active:
            base = list(ours.values())  # it was off: what it has is old, not a person's change
        result = merge(ours, dict(zip(ours, base, strict=False)) if base else None, theirs, policy)
        columns = {name: value for name, value in result.taken.items() if name != "quantity"}
        if columns and self._rows.role.leads:
            self._rows.update(ProductVariantRow, mine.id, **columns)
            if "sku" in columns:
                self._renamed.append(mine.id)
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
