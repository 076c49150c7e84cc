"""Saving imported products: new ones, changes on either side, categories, variants, stock and links."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import func, insert, select, update

from ppm_desktop.domain.catalog import ShopCategory, ShopCombination, ShopProduct, Texts
from ppm_desktop.domain.errors import DataRejected
from ppm_desktop.domain.job import ItemOutcome
from ppm_desktop.domain.reading import ShopFacts, content_hash, read_product
from ppm_desktop.domain.request import ConflictPolicy
from ppm_desktop.persistence.catalog import CatalogueImport, SavedProduct
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.tables import (
    Base,
    CategoryRow,
    ConflictRow,
    ProductCategoryRow,
    ProductLinkRow,
    ProductPriceRow,
    ProductRow,
    ProductShopDataRow,
    ProductStockRow,
    ProductTextRow,
    ProductVariantRow,
    ShopMappingRow,
    ShopRow,
    ShopSettingsRow,
    VariantLinkRow,
)
from tests.fakes.statements import StatementCounter

FACTS = ShopFacts({1: "en", 2: "pl"}, "pl", {1: Decimal(23), 2: Decimal(8)}, {7: "Norton"})
TREE = (
    ShopCategory(1, 0, {2: "Root"}),
    ShopCategory(2, 1, {2: "Główna"}),
    ShopCategory(10, 2, {1: "Motorcycles", 2: "Motocykle"}),
    ShopCategory(11, 10, {2: "Silnik"}),
    ShopCategory(12, 2, {2: "Części"}),
    ShopCategory(13, 12, {2: "Silnik"}),
)
PRODUCT = ShopProduct(
    id=100,
    reference="kay-100",
    texts={1: Texts("Cylinder", "short", "long"), 2: Texts("Cylinder PL", "krótki", "długi opis")},
    price="100.000000",
    ean="5901234123457",
    weight="2.500000",
    manufacturer_id=7,
    default_category_id=11,
    tax_group_id=1,
    date_upd="2026-11-20 10:00:00",
    category_ids=(2, 11),
    quantity=5,
)
COMBINED = replace(
    PRODUCT,
    id=101,
    reference="KAY-101",
    quantity=7,
    combinations=(
        ShopCombination(40, 101, "KAY-101-S", "5901234123457", quantity=3, default=True),
        ShopCombination(41, 101, "KAY-101-L", "", quantity=4),
    ),
)


@pytest.fixture
def shop_id(database: Database) -> int:
    """A shop that leads."""
    return add_shop(database, "Leader", leads=True)


def add_shop(database: Database, name: str, *, leads: bool) -> int:
    with database.begin() as connection:
        url = f"https://{name.lower()}.example"
        key = connection.execute(insert(ShopRow).values(name=name, url=url, api_key="?")).inserted_primary_key
        assert key is not None
        connection.execute(insert(ShopSettingsRow).values(shop_id=key[0], leads=leads))
        return int(key[0])


def save(
    database: Database,
    shop_id: int,
    *products: ShopProduct,
    policy: ConflictPolicy = ConflictPolicy.KEEP_PPM,
    facts: ShopFacts = FACTS,
) -> list[SavedProduct]:
    catalogue = CatalogueImport(database, shop_id, facts, TREE, 2)
    return catalogue.save([read_product(one, facts) for one in products], policy)


def rows(database: Database, kind: type[Base]) -> Sequence[dict[str, object]]:
    with database.read() as connection:
        return [dict(row) for row in connection.execute(select(kind.__table__)).mappings()]


def only(database: Database, kind: type[Base]) -> dict[str, object]:
    (row,) = rows(database, kind)
    return row


def change_in_ppm(database: Database, **columns: object) -> None:
    with database.begin() as connection:
        connection.execute(update(ProductRow).values(**columns))


def test_a_new_product_is_written_whole(database: Database, shop_id: int) -> None:
    (saved,) = save(database, shop_id, PRODUCT)
    assert saved.outcome is ItemOutcome.CREATED
    product = only(database, ProductRow)
    assert product["sku"] == "KAY-100"
    assert product["name"] == "Cylinder PL"
    assert product["long_description"] == "długi opis"
    assert product["weight"] == Decimal("2.500")
    assert product["tax_rate"] == Decimal("23.00")
    assert product["manufacturer"] == "Norton"
    assert product["product_type_id"] is not None
    price = only(database, ProductPriceRow)
    assert (price["price_net"], price["price_gross"]) == (Decimal("100.00"), Decimal("123.00"))
    stock = only(database, ProductStockRow)
    assert (stock["quantity"], stock["shop_id"], stock["available_quantity"]) == (5, None, 5)
    link = only(database, ProductLinkRow)
    assert link["external_id"] == 100
    assert link["read_hash"] == content_hash(PRODUCT, FACTS)
    assert link["reference"] == "kay-100"
    data = only(database, ProductShopDataRow)
    assert (data["prestashop_product_id"], data["sync_status"], data["name"]) == (100, "synced", None)
    assert data["last_sync_at"] is not None
    assert {row["language"]: row["name"] for row in rows(database, ProductTextRow)} == {
        "en": "Cylinder",
        "pl": "Cylinder PL",
    }


def test_categories_are_made_with_their_tree_and_mapped_once(database: Database, shop_id: int) -> None:
    save(database, shop_id, PRODUCT)
    save(database, shop_id, replace(PRODUCT, id=102, reference="B", default_category_id=13, category_ids=(13, 11)))
    categories = {row["id"]: row for row in rows(database, CategoryRow)}
    path = {row["id"]: (row["name"], row["level"]) for row in categories.values()}
    assert sorted(path.values()) == [("Części", 0), ("Motocykle", 0), ("Silnik", 1), ("Silnik", 1)]
    mapped = {row["prestashop_id"]: int(str(row["ppm_value"])) for row in rows(database, ShopMappingRow)}
    assert set(mapped) == {10, 11, 12, 13}
    assert categories[mapped[11]]["parent_id"] == mapped[10]
    assert categories[mapped[13]]["parent_id"] == mapped[12]
    with database.read() as connection:
        primary = connection.execute(
            select(ProductCategoryRow.category_id)
            .join(ProductRow, ProductRow.id == ProductCategoryRow.product_id)
            .where(ProductRow.sku == "B", ProductCategoryRow.is_primary.is_(True))
        ).scalar_one()
    assert primary == mapped[13]


def test_a_category_that_the_tree_lacks_is_a_warning(database: Database, shop_id: int) -> None:
    (saved,) = save(database, shop_id, replace(PRODUCT, category_ids=(11, 999)))
    assert saved.outcome is ItemOutcome.CREATED
    assert saved.warnings == ("category_unmapped",)
    assert only(database, ProductLinkRow)["warning"] == "category_unmapped"


def test_combinations_become_variants_with_their_own_stock(database: Database, shop_id: int) -> None:
    save(database, shop_id, COMBINED)
    variants = {row["sku"]: row for row in rows(database, ProductVariantRow)}
    assert set(variants) == {"KAY-101-S", "KAY-101-L"}
    assert variants["KAY-101-S"]["ean"] == "5901234123457"
    stock = {row["product_variant_id"]: row["quantity"] for row in rows(database, ProductStockRow)}
    assert stock == {variants["KAY-101-S"]["id"]: 3, variants["KAY-101-L"]["id"]: 4}
    assert {row["combination_id"] for row in rows(database, VariantLinkRow)} == {40, 41}
    assert only(database, ProductRow)["is_variant_master"]


def test_stock_of_a_combination_follows_the_shop_and_a_removed_one_is_switched_off(
    database: Database, shop_id: int
) -> None:
    save(database, shop_id, COMBINED)
    sold = replace(COMBINED, quantity=1, combinations=(replace(COMBINED.combinations[0], quantity=1),))
    (saved,) = save(database, shop_id, sold)
    assert saved.outcome is ItemOutcome.UPDATED
    variants = {row["sku"]: row for row in rows(database, ProductVariantRow)}
    assert variants["KAY-101-S"]["is_active"]
    assert not variants["KAY-101-L"]["is_active"]
    assert only(database, VariantLinkRow)["combination_id"] == 40
    stock = {row["product_variant_id"]: row["quantity"] for row in rows(database, ProductStockRow)}
    assert stock[variants["KAY-101-S"]["id"]] == 1


def test_importing_the_same_again_changes_nothing(database: Database, shop_id: int) -> None:
    save(database, shop_id, PRODUCT, COMBINED)
    before = {kind: rows(database, kind) for kind in (ProductRow, ProductPriceRow, ProductStockRow, ProductVariantRow)}
    outcomes = [one.outcome for one in save(database, shop_id, PRODUCT, COMBINED)]
    assert outcomes == [ItemOutcome.UNCHANGED, ItemOutcome.UNCHANGED]
    assert {kind: rows(database, kind) for kind in before} == before


def test_a_change_in_the_leading_shop_is_taken(database: Database, shop_id: int) -> None:
    save(database, shop_id, PRODUCT)
    changed = replace(
        PRODUCT, price="200.000000", tax_group_id=2, quantity=9, category_ids=(12,), default_category_id=12
    )
    (saved,) = save(database, shop_id, changed)
    assert saved.outcome is ItemOutcome.UPDATED
    price = only(database, ProductPriceRow)
    assert (price["price_net"], price["price_gross"]) == (Decimal("200.00"), Decimal("216.00"))
    assert only(database, ProductStockRow)["quantity"] == 9
    with database.read() as connection:
        names = connection.scalars(
            select(CategoryRow.name).join(ProductCategoryRow, ProductCategoryRow.category_id == CategoryRow.id)
        ).all()
    assert names == ["Części"]


def test_a_tax_change_alone_moves_the_gross_price(database: Database, shop_id: int) -> None:
    save(database, shop_id, PRODUCT)
    save(database, shop_id, replace(PRODUCT, tax_group_id=2))
    assert only(database, ProductPriceRow)["price_gross"] == Decimal("108.00")


def test_a_change_in_ppm_alone_is_kept_and_waits_to_be_sent(database: Database, shop_id: int) -> None:
    save(database, shop_id, PRODUCT)
    change_in_ppm(database, name="Nasza nazwa")
    save(database, shop_id, replace(PRODUCT, quantity=6))
    assert only(database, ProductRow)["name"] == "Nasza nazwa"
    data = only(database, ProductShopDataRow)
    assert (data["sync_status"], data["pending_fields"]) == ("pending", ["name"])
    assert only(database, ProductStockRow)["quantity"] == 6


@pytest.mark.parametrize(
    ("policy", "name", "noted"),
    [
        (ConflictPolicy.KEEP_PPM, "Nasza", 0),
        (ConflictPolicy.SHOP_WINS, "Sklepowa", 0),
        (ConflictPolicy.NOTE, "Nasza", 1),
    ],
)
def test_a_change_on_both_sides_follows_the_policy(
    database: Database, shop_id: int, policy: ConflictPolicy, name: str, noted: int
) -> None:
    save(database, shop_id, PRODUCT)
    change_in_ppm(database, name="Nasza")
    texts = {**PRODUCT.texts, 2: Texts("Sklepowa", "krótki", "długi opis")}
    save(database, shop_id, replace(PRODUCT, texts=texts), policy=policy)
    assert only(database, ProductRow)["name"] == name
    conflicts = rows(database, ConflictRow)
    assert [(row["field"], row["ours"], row["theirs"]) for row in conflicts] == [("name", "Nasza", "Sklepowa")] * noted


def test_a_product_known_by_its_sku_is_linked_and_fills_only_what_ppm_lacks(database: Database, shop_id: int) -> None:
    with database.begin() as connection:
        connection.execute(insert(ProductRow).values(sku="KAY-100", name="Stara nazwa"))
    (saved,) = save(database, shop_id, PRODUCT)
    assert saved.outcome is ItemOutcome.UPDATED
    product = only(database, ProductRow)
    assert (product["name"], product["ean"]) == ("Stara nazwa", "5901234123457")
    assert only(database, ProductLinkRow)["product_id"] == product["id"]


def test_a_following_shop_keeps_its_values_beside_the_product(database: Database, shop_id: int) -> None:
    save(database, shop_id, PRODUCT)
    follower = add_shop(database, "Follower", leads=False)
    other = replace(PRODUCT, id=900, texts={2: Texts("Inna nazwa")}, price="50.000000", quantity=77)
    (saved,) = save(database, follower, other)
    assert saved.outcome is ItemOutcome.UPDATED
    assert only(database, ProductRow)["name"] == "Cylinder PL"
    assert only(database, ProductPriceRow)["price_net"] == Decimal("100.00")
    with database.read() as connection:
        own = connection.execute(
            select(ProductShopDataRow.name, ProductShopDataRow.prestashop_product_id).where(
                ProductShopDataRow.shop_id == follower
            )
        ).one()
    assert tuple(own) == ("Inna nazwa", 900)
    assert {row["shop_id"]: row["quantity"] for row in rows(database, ProductStockRow)} == {None: 5, follower: 77}


def test_a_product_whose_reference_changed_moves_its_link(database: Database, shop_id: int) -> None:
    save(database, shop_id, PRODUCT)
    (saved,) = save(database, shop_id, replace(PRODUCT, reference="NEW-1"))
    assert saved.outcome is ItemOutcome.CREATED
    link = only(database, ProductLinkRow)
    assert link["product_id"] == saved.product_id
    linked = {row["product_id"]: row["prestashop_product_id"] for row in rows(database, ProductShopDataRow)}
    assert linked[saved.product_id] == 100
    assert sorted(linked.values(), key=str) == [100, None]


def test_a_product_deleted_in_ppm_is_skipped_and_said(database: Database, shop_id: int) -> None:
    save(database, shop_id, PRODUCT)
    with database.begin() as connection:
        connection.execute(update(ProductRow).values(deleted_at=func.now()))
    (saved,) = save(database, shop_id, replace(PRODUCT, quantity=1))
    assert (saved.outcome, saved.warnings) == (ItemOutcome.SKIPPED, ("deleted_in_ppm",))


def test_what_a_person_switched_off_stays_so(database: Database, shop_id: int) -> None:
    save(database, shop_id, PRODUCT)
    with database.begin() as connection:
        connection.execute(update(ProductShopDataRow).values(sync_status="disabled"))
    save(database, shop_id, replace(PRODUCT, quantity=1))
    assert only(database, ProductShopDataRow)["sync_status"] == "disabled"


def test_a_refused_value_saves_nothing_of_the_batch(database: Database, shop_id: int) -> None:
    save(database, shop_id, PRODUCT)
    with database.begin() as connection:
        # A web shop's order reserves two; PPM's stock may not fall below that.
        connection.execute(update(ProductStockRow).values(reserved_quantity=2))
    with pytest.raises(DataRejected):
        save(database, shop_id, replace(PRODUCT, quantity=1), COMBINED)
    assert only(database, ProductRow)["sku"] == "KAY-100"


def test_a_batch_of_new_products_costs_a_statement_a_table_not_a_product(database: Database, shop_id: int) -> None:
    products = [replace(PRODUCT, id=n, reference=f"P-{n}") for n in range(200, 300)]
    save(database, shop_id, replace(PRODUCT, id=1, reference="first"))
    with StatementCounter(database) as counter:
        save(database, shop_id, *products)
    assert counter.writes <= 10
    with database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(ProductRow)) == 101


def variants_by_sku(database: Database) -> dict[object, tuple[object, object]]:
    """Whether each variant is on, and its combination."""
    linked = {row["variant_id"]: row["combination_id"] for row in rows(database, VariantLinkRow)}
    return {row["sku"]: (row["is_active"], linked.get(row["id"])) for row in rows(database, ProductVariantRow)}


def test_combinations_made_anew_under_their_old_references_stay_the_same_variants(
    database: Database, shop_id: int
) -> None:
    save(database, shop_id, COMBINED)
    anew = tuple(replace(one, id=one.id + 100, quantity=50) for one in COMBINED.combinations)
    save(database, shop_id, replace(COMBINED, combinations=anew))
    assert [row["quantity"] for row in rows(database, ProductStockRow)] == [50, 50]
    assert variants_by_sku(database) == {"KAY-101-S": (True, 140), "KAY-101-L": (True, 141)}


def test_a_combination_that_comes_back_is_switched_on_again(database: Database, shop_id: int) -> None:
    save(database, shop_id, COMBINED)
    save(database, shop_id, replace(COMBINED, combinations=COMBINED.combinations[:1]))
    back = tuple(replace(one, quantity=60) for one in COMBINED.combinations)
    (saved,) = save(database, shop_id, replace(COMBINED, combinations=back))
    assert saved.outcome is ItemOutcome.UPDATED
    assert [row["quantity"] for row in rows(database, ProductStockRow)] == [60, 60]
    assert variants_by_sku(database) == {"KAY-101-S": (True, 40), "KAY-101-L": (True, 41)}


def test_combinations_that_swap_their_references_swap_their_skus(database: Database, shop_id: int) -> None:
    save(database, shop_id, COMBINED)
    small, large = COMBINED.combinations
    swapped = (replace(small, reference=large.reference), replace(large, reference=small.reference))
    save(database, shop_id, replace(COMBINED, combinations=swapped))
    assert variants_by_sku(database) == {"KAY-101-L": (True, 40), "KAY-101-S": (True, 41)}


def test_a_variant_deleted_in_ppm_does_not_fail_its_product(database: Database, shop_id: int) -> None:
    save(database, shop_id, COMBINED)
    with database.begin() as connection:
        connection.execute(update(ProductVariantRow).values(deleted_at=func.now()))
    (saved,) = save(database, shop_id, replace(COMBINED, quantity=6))
    assert saved.outcome is not ItemOutcome.FAILED


def test_a_product_that_gets_combinations_becomes_a_master_of_variants(database: Database, shop_id: int) -> None:
    save(database, shop_id, replace(COMBINED, combinations=()))
    save(database, shop_id, COMBINED)
    assert only(database, ProductRow)["is_variant_master"]
    assert len(rows(database, ProductVariantRow)) == 2


def test_categories_that_hang_below_each_other_do_not_hang_the_import(database: Database, shop_id: int) -> None:
    tree = (ShopCategory(11, 12, {2: "Silnik"}), ShopCategory(12, 11, {2: "Części"}))
    catalogue = CatalogueImport(database, shop_id, FACTS, tree, 2)
    (saved,) = catalogue.save([read_product(PRODUCT, FACTS)], ConflictPolicy.KEEP_PPM)
    assert saved.warnings == ()
    assert len(rows(database, CategoryRow)) == 2
