"""Answers of a real PrestaShop 8.2.1, replayed."""

from array import array
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from ppm_desktop.domain.catalog import ShopLanguage, StockRow, Texts
from ppm_desktop.domain.errors import (
    BrokenAnswer,
    ItemGone,
    NotAWebservice,
    ShopAuthError,
    ShopError,
    ShopFault,
    ShopPermissionError,
    ShopRefused,
    ShopSwitchedOff,
)
from ppm_desktop.prestashop import resources, xml
from ppm_desktop.prestashop.client import PrestaShopClient
from tests.fakes.webservice import Opener

Read = Callable[[str], Any]


@pytest.fixture
def replaying(recording: Read, opened: Opener) -> Callable[..., PrestaShopClient]:
    """A client whose every request is answered by one recording."""

    def client(number: str) -> PrestaShopClient:
        response: httpx.Response = recording(number).response
        return opened(
            lambda _: httpx.Response(response.status_code, headers=response.headers, content=response.content),
            attempts=1,
        )

    return client


def test_root_tells_version_name_and_permissions(replaying: Callable[..., PrestaShopClient]) -> None:
    identity = replaying("001").identity()
    assert (identity.version, identity.name) == ("8.2.1", "Lab Shop One")
    assert identity.allows("products", "PATCH")
    assert identity.permissions["stock_availables"] >= {"GET", "PUT"}
    assert not identity.allows("no_such_resource")


@pytest.mark.parametrize(
    ("number", "kind", "cause", "code", "ps_codes"),
    [
        ("004", ShopAuthError, "key_rejected", "HTTP 401", ()),
        ("005", ShopAuthError, "key_rejected", "PS 20", (20, 21)),
        ("006", ShopAuthError, "key_rejected", "PS 18", (18,)),
        ("007", ShopAuthError, "key_rejected", "PS 17", (17,)),
        ("008", ShopAuthError, "key_rejected", "PS 20", (20, 21)),
        ("013", ShopPermissionError, "permission", "PS 26", (26,)),
        ("014", ShopPermissionError, "permission", "PS 25", (25,)),
        ("016", ShopRefused, "refused", "PS 27", (27,)),
        ("019", ShopRefused, "refused", "PS 23", (23,)),
        ("020", ShopSwitchedOff, "webservice_off", "PS 22", (22,)),
        ("025", ShopAuthError, "key_rejected", "PS 21", (21,)),
        ("026", NotAWebservice, "not_webservice", "PPM-HTML", ()),
        ("056", ShopRefused, "refused", "PS 32", (32, 3, 3, 3, 3)),
        ("059", ShopFault, "php_warning", "PS 3", (3,)),
        ("061", ShopRefused, "refused", "PS 36", (36, 3, 3, 3, 3)),
        ("088", ItemGone, "gone", "HTTP 404", ()),
        ("221", ShopRefused, "refused", "PS 127", (3, 3, 3, 127)),
        ("355", ItemGone, "gone", "PS 92", (92,)),
        ("365", ShopFault, "internal", "HTTP 500", ()),
    ],
)
def test_a_recorded_failure_becomes_its_error(
    replaying: Callable[..., PrestaShopClient],
    number: str,
    kind: type[ShopError],
    cause: str,
    code: str,
    ps_codes: tuple[int, ...],
) -> None:
    with pytest.raises(ShopError) as caught:
        replaying(number).languages()
    error = caught.value
    assert type(error) is kind
    assert (error.cause, error.code, error.ps_codes) == (cause, code, ps_codes)
    assert len(error.detail) <= 350
    assert error.detail.startswith("GET languages: HTTP ")


def test_a_refused_permission_names_action_and_resource(replaying: Callable[..., PrestaShopClient]) -> None:
    with pytest.raises(ShopPermissionError) as caught:
        replaying("013").categories()
    assert caught.value.facts == {"action": "GET", "resource": "categories"}


def test_a_refused_category_names_its_resource_without_the_id(replaying: Callable[..., PrestaShopClient]) -> None:
    with pytest.raises(ShopPermissionError) as caught:
        replaying("013").category_product_ids(5)
    assert caught.value.facts["resource"] == "categories"


def test_a_redirect_is_not_followed_and_tells_where_it_leads(replaying: Callable[..., PrestaShopClient]) -> None:
    with pytest.raises(NotAWebservice) as caught:
        replaying("026").product_ids()
    assert "http://127.0.0.1:8180/?url=products&limit=1" in caught.value.detail


@pytest.mark.parametrize(("number", "field"), [("160", "reference"), ("161", "name")])
def test_a_refused_field_is_named(replaying: Callable[..., PrestaShopClient], number: str, field: str) -> None:
    with pytest.raises(ShopRefused) as caught:
        replaying(number).languages()
    assert caught.value.facts["field"] == field
    assert "Product->" in caught.value.detail


def test_ids_are_listed(replaying: Callable[..., PrestaShopClient]) -> None:
    told: list[int] = []
    ids = replaying("028").product_ids(told.append)
    assert isinstance(ids, array)
    assert told == [len(ids)]
    assert ids[0] == 1


@pytest.mark.parametrize("number", ["043", "366"])
def test_an_empty_list_is_no_error(replaying: Callable[..., PrestaShopClient], number: str) -> None:
    assert len(replaying(number).product_ids()) == 0


def test_languages(replaying: Callable[..., PrestaShopClient]) -> None:
    assert replaying("123").languages() == [ShopLanguage(1, "en"), ShopLanguage(2, "pl")]


def test_manufacturers(replaying: Callable[..., PrestaShopClient]) -> None:
    assert replaying("122").manufacturers()[1] == "Pracownia Łąkowa"


def test_categories_come_with_parent_and_names(replaying: Callable[..., PrestaShopClient]) -> None:
    categories = replaying("119").categories()
    assert [(one.id, one.parent_id, one.active) for one in categories][:2] == [(1, 0, True), (2, 1, True)]
    assert dict(categories[0].names) == {1: "Root", 2: "Root"}


def test_products_of_a_category(replaying: Callable[..., PrestaShopClient]) -> None:
    assert replaying("138").category_product_ids(2) == [1, 2, 3, 4]


def test_a_product_is_mapped_whatever_else_stands_in_it(recording: Read) -> None:
    root = xml.parse_document(recording("081").response.content).root
    product = resources.product(root[0], resources.ShelfState())
    assert (product.id, product.reference, product.ean) == (24, "S1-SKU-00005", "5901000000050")
    assert (product.weight, product.width) == ("5.236000", "0.000000")
    assert (product.manufacturer_id, product.default_category_id, product.tax_group_id) == (4, 17, 1)
    assert product.category_ids == (2, 17)
    assert set(product.texts) == {1, 2}
    assert product.texts[2].name


def test_some_fields_in_two_languages(recording: Read) -> None:
    root = xml.parse_document(recording("030").response.content).root
    first = resources.product(root[0][0], resources.ShelfState())
    assert first.texts == {1: Texts("Kubek ceramiczny 330 ml"), 2: Texts("Kubek ceramiczny 330 ml")}
    assert first.date_upd == "2026-11-23 13:36:02"


def test_stock_and_combinations_of_a_product(recording: Read) -> None:
    stock = xml.parse_document(recording("234").response.content).root[0]
    rows = [resources.stock_row(node) for node in stock]
    assert rows[:2] == [StockRow(70, 31, 0, 82), StockRow(71, 31, 40, 7)]
    nodes = xml.parse_document(recording("379").response.content).root[0]
    shelf = resources.ShelfState.of(rows, [resources.combination(node) for node in nodes])
    variants = {one.id: one for one in shelf.combinations[31]}
    assert variants[41].reference == "S1-SKU-00012-1"
    assert (variants[41].price_impact, variants[41].option_value_ids) == ("2.000000", (3,))
    assert (variants[40].default, variants[41].default) == (True, False)
    assert variants[40].quantity == 7
    assert shelf.quantities[31] == sum(one.quantity for one in shelf.combinations[31])


@pytest.mark.parametrize(
    ("number", "sku", "ids"),
    [
        ("042", "s1-sku-00001", True),
        ("316", "REC,1", True),
        ("326", "REC%1", True),
        ("332", "rec 1", True),
        ("344", "REC-ŻÓŁĆ", True),
        ("322", "REC[1]", True),
        ("322", "REC[9]", False),
    ],
)
def test_found_references_are_checked(
    replaying: Callable[..., PrestaShopClient], number: str, sku: str, ids: bool
) -> None:
    assert bool(replaying(number).find_by_reference([sku])[sku]) is ids


def test_an_object_where_a_list_was_asked_for_is_a_broken_answer(replaying: Callable[..., PrestaShopClient]) -> None:
    with pytest.raises(BrokenAnswer):
        replaying("138").languages()
