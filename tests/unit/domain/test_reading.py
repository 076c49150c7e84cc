"""What an import takes from a shop's product, and what it refuses."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_desktop.domain.catalog import (
    ShopCombination,
    ShopProduct,
    Texts,
    gross_price,
    is_valid_ean,
    normal_sku,
    parse_price,
)
from ppm_desktop.domain.reading import ShopFacts, Unreadable, content_hash, read_product

FACTS = ShopFacts(
    languages={1: "en", 2: "pl"},
    catalogue_language="pl",
    tax_rates={1: Decimal("23.000"), 2: Decimal("8.000")},
    manufacturers={7: "Norton"},
)
PRODUCT = ShopProduct(
    id=31,
    reference=" kay-125 ",
    texts={1: Texts("Cylinder kit", "short", "long"), 2: Texts("Cylinder kompletny", "krótki", "długi")},
    price="100.004900",
    ean="5901234123457",
    weight="2.650000",
    width="10.000000",
    active=True,
    manufacturer_id=7,
    default_category_id=12,
    tax_group_id=1,
    date_upd="2026-11-20 10:00:00",
    category_ids=(2, 11, 12),
    quantity=5,
)


def test_a_product_is_put_into_the_terms_of_the_catalogue() -> None:
    reading = read_product(PRODUCT, FACTS)
    assert reading.sku == "KAY-125"
    assert reading.reference == " kay-125 "
    assert reading.values["name"] == "Cylinder kompletny"
    assert reading.values["price_net"] == "100.00"
    assert gross_price(Decimal("100.00"), reading.tax_percent) == Decimal("123.00")
    assert reading.values["tax_rate"] == "23.00"
    assert reading.values["weight"] == "2.650"
    assert reading.values["length"] is None
    assert reading.values["manufacturer"] == "Norton"
    assert reading.category_ids == (12, 11)
    assert reading.texts["en"].name == "Cylinder kit"
    assert reading.warnings == ()


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"reference": "  "}, "no_sku"),
        ({"price": "abc"}, "invalid_price"),
        ({"price": "-1.000000"}, "invalid_price"),
        ({"price": ""}, "invalid_price"),
        ({"price": "NaN"}, "invalid_price"),
        ({"price": "1e12"}, "invalid_price"),
        ({"reference": "X" * 101}, "value_too_long"),
        ({"weight": "100000"}, "value_too_long"),
        ({"width": "wide"}, "value_too_long"),
        ({"quantity": 2**31}, "value_too_long"),
        ({"texts": {2: Texts("N" * 501)}}, "value_too_long"),
    ],
)
def test_a_product_that_cannot_be_kept_fails_with_its_cause(change: dict[str, object], cause: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_product(replace(PRODUCT, **change), FACTS)  # type: ignore[arg-type]
    assert caught.value.cause == cause


def test_an_invalid_ean_is_kept_with_a_warning() -> None:
    reading = read_product(replace(PRODUCT, ean="5901234123458"), FACTS)
    assert reading.values["ean"] == "5901234123458"
    assert reading.warnings == ("invalid_ean",)


def test_a_tax_group_without_a_rate_is_a_warning_and_no_tax() -> None:
    reading = read_product(replace(PRODUCT, tax_group_id=9), FACTS)
    assert reading.warnings == ("tax_unknown",)
    assert reading.tax_percent == 0


def test_combinations_without_a_reference_of_their_own_get_one_with_their_number() -> None:
    combinations = (
        ShopCombination(40, 31, "", "", quantity=3),
        ShopCombination(41, 31, "KAY-125-L", "", quantity=4),
        ShopCombination(42, 31, "kay-125-l ", "", quantity=5),
    )
    reading = read_product(replace(PRODUCT, combinations=combinations), FACTS)
    assert [variant.sku for variant in reading.variants] == ["KAY-125-40", "KAY-125-L", "KAY-125-42"]
    assert reading.warnings == ("variant_sku",)


def test_a_product_without_texts_in_the_catalogue_language_takes_what_there_is() -> None:
    assert read_product(replace(PRODUCT, texts={1: Texts("Only English")}), FACTS).name == "Only English"
    assert read_product(replace(PRODUCT, texts={}), FACTS).name == "KAY-125"


def test_the_hash_ignores_when_the_shop_saved_the_product() -> None:
    later = replace(PRODUCT, date_upd="2026-11-21 10:00:00")
    assert content_hash(later, FACTS) == content_hash(PRODUCT, FACTS)


@pytest.mark.parametrize(
    "change",
    [
        {"quantity": 6},
        {"price": "100.004901"},
        {"active": False},
        {"ean": ""},
        {"category_ids": (2, 11)},
        {"texts": {2: Texts("Cylinder")}},
        {"manufacturer_id": 0},
        {"tax_group_id": 2},
        {"combinations": (ShopCombination(40, 31, "A", "", quantity=3),)},
    ],
)
def test_the_hash_sees_every_change_an_import_takes(change: dict[str, object]) -> None:
    changed = replace(PRODUCT, **change)  # type: ignore[arg-type]
    assert content_hash(changed, FACTS) != content_hash(PRODUCT, FACTS)


@given(st.text())
def test_a_normal_sku_is_normal_already(reference: str) -> None:
    assert normal_sku(normal_sku(reference)) == normal_sku(reference)


@given(st.decimals(min_value=0, max_value=99_999_999, places=6))
def test_prices_are_rounded_to_cents(price: Decimal) -> None:
    parsed = parse_price(f"{price:f}")
    assert parsed is not None
    assert abs(parsed - price) <= Decimal("0.005")


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_exactly_one_check_digit_is_right(first_twelve: str) -> None:
    assert sum(is_valid_ean(first_twelve + str(digit)) for digit in range(10)) == 1
