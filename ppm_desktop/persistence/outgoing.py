"""PPM's products as one shop shall have them: which are meant, which changed, and what each is to be there."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeVar, cast

from sqlalchemy import Connection, Row, Select, and_, func, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, aliased
from sqlalchemy.types import NullType

from ppm_desktop.domain.catalog import ROOT_CATEGORY_IDS, normal_sku
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.reading import FieldValue
from ppm_desktop.domain.request import JobMode, JobRequest
from ppm_desktop.domain.sending import CATEGORIES, PRICE_OF, STOCK_OF, Offer, category_text, digest_of
from ppm_desktop.persistence.catalog_state import CATEGORIES as PPM_CATEGORIES
from ppm_desktop.persistence.catalog_state import VARIANTS, load_role
from ppm_desktop.persistence.category_tree import CategoryTree
from ppm_desktop.persistence.conflicts import held_fields
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.tables import (
    PriceGroupRow,
    ProductCategoryRow,
    ProductLinkRow,
    ProductPriceRow,
    ProductRow,
    ProductShopDataRow,
    ProductStockRow,
    ProductTextRow,
    ProductVariantRow,
    ShopMappingRow,
    ShopPriceMappingRow,
    SpecificPriceRow,
    VariantLinkRow,
)

K = TypeVar("K", int, str)
CHUNK = 1000
"""Products read with one set of statements."""
_CENT, _GRAM = Decimal("0.01"), Decimal("0.001")
_OWN_STOCK = aliased(ProductStockRow, name="own_stock")
_OVERRIDDEN: Mapping[str, tuple[InstrumentedAttribute[object], InstrumentedAttribute[object]]] = {
    "name": (ProductRow.name, ProductShopDataRow.name),
    "short_description": (ProductRow.short_description, ProductShopDataRow.short_description),
    "long_description": (ProductRow.long_description, ProductShopDataRow.long_description),
    "tax_rate": (ProductRow.tax_rate, ProductShopDataRow.tax_rate_override),
    "ean": (ProductRow.ean, ProductShopDataRow.ean),
    "weight": (ProductRow.weight, ProductShopDataRow.weight),
    "width": (ProductRow.width, ProductShopDataRow.width),
    "height": (ProductRow.height, ProductShopDataRow.height),
    "length": (ProductRow.length, ProductShopDataRow.length),
    "is_active": (ProductRow.is_active, ProductShopDataRow.is_active),
    "manufacturer": (ProductRow.manufacturer, ProductShopDataRow.manufacturer),
}
"""A product's own value and what one shop has instead where that is not NULL."""
_NUMBERS: Mapping[str, Decimal] = {
    "price_net": _CENT,
    "tax_rate": _CENT,
    "weight": _GRAM,
    "width": _CENT,
    "height": _CENT,
    "length": _CENT,
}


@dataclass(frozen=True, slots=True)
class _Variant:
    combination_id: int
    sku: str
    quantity: int | None


@dataclass(slots=True)
class _Raw:
    """One product as the tables have it, numbers as the driver gives them."""

    row: Row[*tuple[object, ...]]
    categories: tuple[int, ...] = ()
    variants: tuple[_Variant, ...] = ()
    prices: Mapping[int, object] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Over all that is sent; the columns of `_select_raw` from the first value on."""
        prices = tuple(sorted(self.prices.items()))
        variants = tuple((one.combination_id, one.quantity) for one in self.variants)
        return digest_of((tuple(self.row)[_FIRST_VALUE:], self.categories, variants, prices))


class OutgoingCatalogue:
    """The catalogue as a sync or export of one shop sees it; one per job, used by one thread.

    Every call blocks and may raise `DatabaseError`; none writes.
    """

    def __init__(self, database: Database, shop_id: int, language: str) -> None:
        """``language`` is the ISO code of the language of ``products.name``."""
        self._database = database
        self._language = language
        self._shop_id = shop_id
        with database.read() as connection:
            self._role = load_role(connection, shop_id)
            self.reload_categories(connection)
            self._groups = _mapped_groups(connection, shop_id, self._role.price_group_id)

    def reload_categories(self, connection: Connection | None = None) -> None:
        """Read again which category of the shop each of PPM's is."""
        if connection is None:
            with self._database.read() as fresh:
                self.reload_categories(fresh)
            return
        rows = connection.execute(
            select(ShopMappingRow.ppm_value, ShopMappingRow.prestashop_id).where(
                ShopMappingRow.shop_id == self._shop_id,
                ShopMappingRow.mapping_type == "category",
                ShopMappingRow.is_active.is_(True),
            )
        )
        self._mapped = {int(ppm_id): shop_id for ppm_id, shop_id in rows if ppm_id.isdecimal()}
        self._counterparts = frozenset(self._mapped.values()) - ROOT_CATEGORY_IDS

    def meant(self, request: JobRequest) -> "array[int]":
        """Ids of the products that ``request`` means, ascending."""
        with self._database.read() as connection:
            wanted = self._scope(connection, request)
            if request.mode is not JobMode.INDIVIDUAL:
                return array("Q", connection.scalars(wanted.order_by(ProductRow.id)))
            skus = [normal_sku(sku) for sku in request.skus if sku.strip()]
            parts = [ProductRow.sku.in_(chunk) for chunk in _chunks(skus)]
            parts += [ProductRow.id.in_(chunk) for chunk in _chunks(request.product_ids)]
            return array("Q", sorted({one for part in parts for one in connection.scalars(wanted.where(part))}))

    def unknown_skus(self, skus: Iterable[str]) -> list[str]:
        """Those of ``skus`` that PPM does not have."""
        asked = {normal_sku(sku): sku for sku in skus if sku.strip()}
        there = select(ProductRow.sku).where(ProductRow.deleted_at.is_(None))
        with self._database.read() as connection:
            known = {
                normal_sku(sku)
                for chunk in _chunks(list(asked))
                for sku in connection.scalars(there.where(ProductRow.sku.in_(chunk)))
            }
        return [sku for normal, sku in asked.items() if normal not in known]

    def offers(self, product_ids: Sequence[int], *, changed_only: bool = False) -> Iterator[Offer]:
        """What these products shall be in the shop, in their order; one that is gone is left out.

        With ``changed_only`` those alone in which PPM has changed since it last agreed with the shop. Read in
        pieces: memory stays flat.
        """
        for chunk in _chunks(product_ids):
            with self._database.read() as connection:
                raws = self._raws(connection, chunk)
                if changed_only:
                    raws = {number: raw for number, raw in raws.items() if raw.row.sent_hash != raw.digest}
                bases = self._bases(connection, list(raws)) if raws else {}
                held = self._held(connection, raws) if raws else {}
                made = self._specific_price_ids(connection, list(raws)) if self._groups and raws else {}
            for number, raw in raws.items():
                offer = self._offer(number, raw, bases.get(number), held.get(number, frozenset()))
                yield replace(offer, specific_price_ids=made[number]) if number in made else offer

    def texts(self, product_ids: Sequence[int]) -> dict[int, dict[str, dict[str, str]]]:
        """Texts in every language that any shop has of these products: field by ISO code by product."""
        found: dict[int, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        with self._database.read() as connection:
            rows = connection.execute(
                select(ProductTextRow)
                .where(ProductTextRow.product_id.in_(product_ids))
                .order_by(ProductTextRow.shop_id)
            ).mappings()
            for row in rows:
                text = found[row["product_id"]][row["language"]]
                for name, column in (
                    ("name", "name"),
                    ("short_description", "short_description"),
                    ("long_description", "description"),
                ):
                    text.setdefault(name, row[column] or "")
        return {number: dict(languages) for number, languages in found.items()}

    def _scope(self, connection: Connection, request: JobRequest) -> Select[int]:
        """What ``request`` allows; which products were chosen one by one comes on top."""
        linked = and_(ProductShopDataRow.product_id == ProductRow.id, ProductShopDataRow.shop_id == self._shop_id)
        wanted = (
            select(ProductRow.id)
            .outerjoin(ProductShopDataRow, linked)
            .where(
                ProductRow.deleted_at.is_(None),
                or_(ProductShopDataRow.sync_status.is_(None), ProductShopDataRow.sync_status != "disabled"),
            )
        )
        if request.type is JobType.SYNC and request.mode is not JobMode.INDIVIDUAL:
            wanted = wanted.where(ProductShopDataRow.prestashop_product_id.is_not(None))
        if request.mode is JobMode.CATEGORY:
            assert request.category_id is not None  # JobRequest holds to it
            ids = [request.category_id]
            if request.include_subcategories:
                ids = CategoryTree.load(connection).branch(request.category_id)
            inside = select(ProductCategoryRow.product_id).where(ProductCategoryRow.category_id.in_(ids))
            wanted = wanted.where(ProductRow.id.in_(inside))
        return wanted

    def _raws(self, connection: Connection, product_ids: Sequence[int]) -> dict[int, _Raw]:
        rows = {row.id: _Raw(row) for row in connection.execute(self._select_raw(product_ids))}
        ordered = {number: rows[number] for number in product_ids if number in rows}
        self._add_categories(connection, ordered)
        self._add_variants(connection, ordered)
        if self._groups:
            self._add_group_prices(connection, ordered)
        return ordered

    def _select_raw(self, product_ids: Sequence[int]) -> Select[*tuple[object, ...]]:
        shop_data = and_(ProductShopDataRow.product_id == ProductRow.id, ProductShopDataRow.shop_id == self._shop_id)
        link = and_(ProductLinkRow.product_id == ProductRow.id, ProductLinkRow.shop_id == self._shop_id)
        price = and_(
            ProductPriceRow.product_id == ProductRow.id,
            ProductPriceRow.product_variant_id.is_(None),
            ProductPriceRow.price_group_id == self._role.price_group_id,
        )
        stock = and_(
            ProductStockRow.product_id == ProductRow.id,
            ProductStockRow.product_variant_id.is_(None),
            ProductStockRow.warehouse_id == self._role.warehouse_id,
            ProductStockRow.shop_id.is_(None),
        )
        own_stock = and_(
            _OWN_STOCK.product_id == ProductRow.id,
            _OWN_STOCK.product_variant_id.is_(None),
            _OWN_STOCK.warehouse_id == self._role.warehouse_id,
            _OWN_STOCK.shop_id == self._shop_id,
        )
        values = [
            type_coerce(func.coalesce(override, own), NullType()).label(name)
            for name, (own, override) in _OVERRIDDEN.items()
        ]
        return (
            select(
                ProductRow.id,
                ProductRow.sku,
                ProductRow.is_variant_master,
                ProductLinkRow.external_id,
                ProductShopDataRow.prestashop_product_id,
                ProductLinkRow.reference,
                ProductLinkRow.sent_hash,
                *values,
                type_coerce(ProductPriceRow.price_net, NullType()).label("price_net"),
                func.coalesce(_OWN_STOCK.quantity, ProductStockRow.quantity).label("quantity"),
            )
            .outerjoin(ProductShopDataRow, shop_data)
            .outerjoin(ProductLinkRow, link)
            .outerjoin(ProductPriceRow, price)
            .outerjoin(ProductStockRow, stock)
            .outerjoin(_OWN_STOCK, own_stock)
            .where(ProductRow.id.in_(product_ids), ProductRow.deleted_at.is_(None))
        )

    def _add_categories(self, connection: Connection, raws: Mapping[int, _Raw]) -> None:
        shared: dict[int, list[int]] = defaultdict(list)
        own: dict[int, list[int]] = defaultdict(list)
        rows = connection.execute(
            select(ProductCategoryRow.product_id, ProductCategoryRow.category_id, ProductCategoryRow.shop_id)
            .where(
                ProductCategoryRow.product_id.in_(list(raws)),
                or_(ProductCategoryRow.shop_id.is_(None), ProductCategoryRow.shop_id == self._shop_id),
            )
            .order_by(ProductCategoryRow.is_primary.desc(), ProductCategoryRow.category_id)
        )
        for product_id, category_id, shop_id in rows:
            (shared if shop_id is None else own)[product_id].append(category_id)
        for number, raw in raws.items():
            ids = own.get(number) or shared.get(number, [])
            # Mapped at once: another mapping is a change as well.
            raw.categories = tuple(self._mapped.get(one, -one) for one in ids)

    def _add_variants(self, connection: Connection, raws: Mapping[int, _Raw]) -> None:
        masters = [number for number, raw in raws.items() if raw.row.is_variant_master]
        if not masters:
            return
        rows = connection.execute(
            select(
                ProductVariantRow.product_id,
                ProductVariantRow.sku,
                VariantLinkRow.combination_id,
                func.coalesce(_OWN_STOCK.quantity, ProductStockRow.quantity),
            )
            .join(
                VariantLinkRow,
                and_(VariantLinkRow.variant_id == ProductVariantRow.id, VariantLinkRow.shop_id == self._shop_id),
            )
            .outerjoin(
                ProductStockRow,
                and_(
                    ProductStockRow.product_id == ProductVariantRow.product_id,
                    ProductStockRow.product_variant_id == ProductVariantRow.id,
                    ProductStockRow.warehouse_id == self._role.warehouse_id,
                    ProductStockRow.shop_id.is_(None),
                ),
            )
            .outerjoin(
                _OWN_STOCK,
                and_(
                    _OWN_STOCK.product_id == ProductVariantRow.product_id,
                    _OWN_STOCK.product_variant_id == ProductVariantRow.id,
                    _OWN_STOCK.warehouse_id == self._role.warehouse_id,
                    _OWN_STOCK.shop_id == self._shop_id,
                ),
            )
            .where(ProductVariantRow.product_id.in_(masters), ProductVariantRow.deleted_at.is_(None))
            .order_by(ProductVariantRow.product_id, VariantLinkRow.combination_id)
        )
        found: dict[int, list[_Variant]] = defaultdict(list)
        for product_id, sku, combination_id, quantity in rows:
            found[product_id].append(_Variant(combination_id, sku, quantity))
        for number, variants in found.items():
            raws[number].variants = tuple(variants)

    def _add_group_prices(self, connection: Connection, raws: Mapping[int, _Raw]) -> None:
        rows = connection.execute(
            select(
                ProductPriceRow.product_id,
                ProductPriceRow.price_group_id,
                type_coerce(ProductPriceRow.price_net, NullType()),
            ).where(
                ProductPriceRow.product_id.in_(list(raws)),
                ProductPriceRow.product_variant_id.is_(None),
                ProductPriceRow.price_group_id.in_(list(self._groups.values())),
            )
        )
        by_product: dict[int, dict[int, object]] = defaultdict(dict)
        for product_id, group_id, net in rows:
            for shop_group, ppm_group in self._groups.items():
                if ppm_group == group_id:
                    by_product[product_id][shop_group] = net
        for number, prices in by_product.items():
            raws[number].prices = prices

    def _bases(self, connection: Connection, product_ids: Sequence[int]) -> dict[int, dict[str, FieldValue]]:
        rows = connection.execute(
            select(
                ProductLinkRow.product_id,
                ProductLinkRow.read_values,
                ProductTextRow.short_description,
                ProductTextRow.description,
            )
            .outerjoin(
                ProductTextRow,
                and_(
                    ProductTextRow.product_id == ProductLinkRow.product_id,
                    ProductTextRow.shop_id == ProductLinkRow.shop_id,
                    ProductTextRow.language == self._language,
                ),
            )
            .where(ProductLinkRow.shop_id == self._shop_id, ProductLinkRow.product_id.in_(product_ids))
        )
        bases = {number: self._base(stored, short, long) for number, stored, short, long in rows}
        ours = select(SpecificPriceRow.product_id, SpecificPriceRow.group_id, SpecificPriceRow.price).where(
            SpecificPriceRow.shop_id == self._shop_id, SpecificPriceRow.product_id.in_(product_ids)
        )
        for number, group_id, price in connection.execute(ours):
            bases.setdefault(number, {})[f"{PRICE_OF}{group_id}"] = str(price)
        return bases

    def _held(self, connection: Connection, raws: Mapping[int, _Raw]) -> dict[int, frozenset[str]]:
        sent = {number: raw.row.sent_hash for number, raw in raws.items()}
        return held_fields(connection, self._shop_id, sent)

    def _specific_price_ids(self, connection: Connection, product_ids: Sequence[int]) -> dict[int, dict[int, int]]:
        found: dict[int, dict[int, int]] = defaultdict(dict)
        for product_id, group_id, number in connection.execute(
            select(SpecificPriceRow.product_id, SpecificPriceRow.group_id, SpecificPriceRow.specific_price_id).where(
                SpecificPriceRow.shop_id == self._shop_id, SpecificPriceRow.product_id.in_(product_ids)
            )
        ):
            found[product_id][group_id] = number
        return found

    def _base(self, stored: dict[str, object] | None, short: str | None, long: str | None) -> dict[str, FieldValue]:
        values = dict(stored or {})
        variants = cast("Mapping[str, Sequence[FieldValue]]", values.pop(VARIANTS, {}))
        categories = str(values.pop(PPM_CATEGORIES, None) or "")
        base = cast("dict[str, FieldValue]", values)
        if short is not None or long is not None:
            base |= {"short_description": short, "long_description": long}
        ids = [self._mapped.get(int(one), 0) for one in categories.split(",") if one]
        base[CATEGORIES] = category_text(ids)
        if variants:
            base.pop("quantity", None)
            base |= {f"{STOCK_OF}{number}": values[2] for number, values in variants.items()}
        return base

    def _offer(
        self, number: int, raw: _Raw, base: dict[str, FieldValue] | None, held: frozenset[str] = frozenset()
    ) -> Offer:
        row = raw.row
        values: dict[str, FieldValue] = {name: getattr(row, name) for name in _OVERRIDDEN}
        values["price_net"] = row.price_net
        for name, step in _NUMBERS.items():
            values[name] = _decimal_text(values[name], step)
        values["is_active"] = bool(values["is_active"])
        if raw.variants:
            values |= {
                f"{STOCK_OF}{one.combination_id}": one.quantity for one in raw.variants if one.quantity is not None
            }
        elif not row.is_variant_master and row.quantity is not None:
            values["quantity"] = row.quantity
        categories = category_text(one for one in raw.categories if one > 0)
        if categories is not None:
            values[CATEGORIES] = categories
        if values["price_net"] is None:
            del values["price_net"]
        for group_id in self._groups:
            values[f"{PRICE_OF}{group_id}"] = _decimal_text(raw.prices.get(group_id), _CENT)
            if base is not None:
                base.setdefault(f"{PRICE_OF}{group_id}", None)
        return Offer(
            product_id=number,
            sku=normal_sku(row.sku),
            name=str(values["name"] or ""),
            values=values,
            external_id=row.external_id or row.prestashop_product_id,
            reference=row.reference or "",
            base=base,
            digest=raw.digest,
            sent_digest=row.sent_hash,
            unmapped=tuple(-one for one in raw.categories if one < 0),
            counterparts=self._counterparts,
            has_variants=bool(row.is_variant_master),
            held=held,
        )


_FIRST_VALUE = 7
"""Where the values begin in a row of `OutgoingCatalogue._select_raw`."""


def _mapped_groups(connection: Connection, shop_id: int, base_group_id: int) -> dict[int, int]:
    """PPM's price group by the shop's group of customers, without the one that is the shop's own price."""
    named = {
        text.casefold(): number
        for number, name, code in connection.execute(
            select(PriceGroupRow.id, PriceGroupRow.name, PriceGroupRow.code).order_by(PriceGroupRow.id.desc())
        )
        for text in (code, name)
    }
    rows = connection.execute(
        select(ShopPriceMappingRow.prestashop_price_group_id, ShopPriceMappingRow.ppm_price_group_name).where(
            ShopPriceMappingRow.prestashop_shop_id == shop_id
        )
    )
    found = {group: named[name.casefold()] for group, name in rows if name.casefold() in named}
    return {group: ppm_group for group, ppm_group in found.items() if ppm_group != base_group_id}


def _chunks(ids: Sequence[K]) -> Iterator[list[K]]:
    return (list(ids[start : start + CHUNK]) for start in range(0, len(ids), CHUNK))


def _decimal_text(value: object, step: Decimal) -> str | None:
    return None if value is None else str(Decimal(str(value)).quantize(step))
