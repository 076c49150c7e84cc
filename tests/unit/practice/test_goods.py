"""The invented catalogue is the same every time, varied, and faulty exactly where it was ordered."""

from ppm_desktop.domain.catalog import is_valid_ean, parse_price
from ppm_desktop.practice.catalogue import Catalogue
from ppm_desktop.practice.faults import FaultKind
from ppm_desktop.practice.goods import build_catalogue


def rows(catalogue: Catalogue, resource: str = "products") -> list[dict[str, str]]:
    table = catalogue.tables[resource]
    return [record.values for record in table.records(table.ids)]


def test_same_seed_makes_the_same_shop() -> None:
    assert rows(build_catalogue(50, seed=3)) == rows(build_catalogue(50, seed=3))
    assert rows(build_catalogue(50, seed=3)) != rows(build_catalogue(50, seed=4))


def test_whole_goods_are_whole() -> None:
    catalogue = build_catalogue(300)
    references = [row["reference"] for row in rows(catalogue)]
    assert len(set(references)) == 300
    assert all(is_valid_ean(row["ean13"]) and parse_price(row["price"]) for row in rows(catalogue))
    assert all(is_valid_ean(row["ean13"]) for row in rows(catalogue, "combinations"))
    assert {row["id_tax_rules_group"] for row in rows(catalogue)} == {"1", "2", "3", "4"}
    assert len(catalogue.tables["manufacturers"]) == 20
    assert {row["level_depth"] for row in rows(catalogue, "categories")} == {"0", "1", "2", "3", "4"}
    varied = [number for number in catalogue.product_ids() if catalogue.combination_ids(number)]
    assert 0.08 < len(varied) / 300 < 0.22


def test_stock_of_combinations_adds_up() -> None:
    catalogue = build_catalogue(100)
    for number in catalogue.product_ids():
        parts = [catalogue.quantity(number, one) for one in catalogue.combination_ids(number)]
        assert not parts or catalogue.quantity(number) == sum(parts)


def test_ordered_faults_are_in_the_data_and_no_others() -> None:
    ordered = {
        FaultKind.EMPTY_SKU: 3,
        FaultKind.DUPLICATE_SKU: 2,
        FaultKind.BROKEN_PRICE: 3,
        FaultKind.INVALID_EAN: 2,
        FaultKind.UNKNOWN_CATEGORY: 1,
    }
    catalogue = build_catalogue(60, spoiled=ordered)
    found = rows(catalogue)
    references = [row["reference"] for row in found]
    assert references.count("") == 3
    assert references.count(references[0]) == 3
    assert [row["price"] for row in found if parse_price(row["price"]) is None] == ["abc", "-1.000000", ""]
    assert sum(not is_valid_ean(row["ean13"]) for row in found) == 2
    assert sum(int(row["id_category_default"]) not in catalogue.tables["categories"].rows for row in found) == 1


def test_small_shop_is_spoiled_as_far_as_it_goes() -> None:
    catalogue = build_catalogue(3, spoiled={FaultKind.EMPTY_SKU: 9})
    assert [bool(row["reference"]) for row in rows(catalogue)] == [True, False, False]
    assert build_catalogue(0, spoiled={FaultKind.EMPTY_SKU: 1}).product_ids() == []
