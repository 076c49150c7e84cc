"""How the client asks: which fields, which rows, how many requests."""

from collections.abc import Iterator
from decimal import Decimal

import httpx
import pytest

from ppm_desktop.domain.catalog import Texts
from ppm_desktop.domain.errors import BrokenAnswer, ItemGone, ShopPermissionError
from ppm_desktop.prestashop import client as client_module
from tests.fakes.webservice import FakeWebservice, Opener, Row, wrapped, xml_answer


def product_row(number: int, reference: str | None = None) -> Row:
    return {
        "id": number,
        "reference": reference if reference is not None else f"SKU-{number}",
        "name": {1: f"Mug {number}", 2: f"Kubek {number}"},
        "description": {1: "", 2: "<p>Żółty</p>"},
        "description_short": {1: "", 2: "żółty"},
        "price": "12.500000",
        "ean13": "5901234123457",
        "weight": "0.350000",
        "width": "8.000000",
        "height": "9.500000",
        "depth": "8.000000",
        "active": number % 2,
        "id_manufacturer": 3,
        "id_category_default": 7,
        "id_tax_rules_group": 1,
        "date_upd": "2026-11-23 13:36:02",
        "link_rewrite": {1: "mug", 2: "kubek"},
        "categories": (2, 7),
    }


def stock_row(number: int, product: int, quantity: int, combination: int = 0) -> Row:
    return {"id": number, "id_product": product, "id_product_attribute": combination, "quantity": quantity}


def combination_row(number: int, product: int) -> Row:
    return {
        "id": number,
        "id_product": product,
        "reference": f"SKU-{product}-{number}",
        "ean13": "",
        "price": "2.000000",
        "weight": "0.100000",
        "default_on": "1" if number % 2 else "",
        "product_option_values": (number,),
    }


def shop_of(ids: range | list[int], **more: list[Row]) -> FakeWebservice:
    rows = {
        "products": [product_row(number) for number in ids],
        "stock_availables": [stock_row(1000 + number, number, number * 10) for number in ids],
    }
    return FakeWebservice(**{"combinations": [], **rows, **more})


def test_a_page_brings_products_with_their_stock(opened: Opener) -> None:
    product = opened(shop_of(range(1, 6))).page([3])[0]
    assert (product.id, product.reference, product.quantity, product.active) == (3, "SKU-3", 30, True)
    assert product.texts == {1: Texts("Mug 3"), 2: Texts("Kubek 3", "żółty", "<p>Żółty</p>")}
    assert (product.price, product.weight, product.width, product.height, product.depth) == (
        "12.500000", "0.350000", "8.000000", "9.500000", "8.000000",
    )  # fmt: skip
    assert (product.manufacturer_id, product.default_category_id, product.tax_group_id) == (3, 7, 1)
    assert (product.category_ids, product.link_rewrite) == ((2, 7), {1: "mug", 2: "kubek"})


def test_dense_ids_are_one_range_and_strangers_in_it_are_left_out(opened: Opener) -> None:
    shop = shop_of(range(1, 601))
    ids = [number for number in range(1, 601) if number % 50]
    products = opened(shop).page(ids)
    assert [product.id for product in products] == ids
    (query,) = shop.asked("products")
    assert query["filter[id]"] == "[1,599]"
    assert query["sort"] == "[id_ASC]"
    assert query["limit"] == "599"
    assert len(shop.requests) == 2


def test_sparse_ids_are_named_in_addresses_of_bounded_length(opened: Opener) -> None:
    ids = list(range(1_000_000, 3_000_000, 8000))
    shop = shop_of(ids)
    products = opened(shop, address="https://shop.test").page(ids)
    assert [product.id for product in products] == ids
    assert all(len(str(request.url)) < 2000 for request in shop.requests)
    assert all("|" in query["filter[id]"] for query in shop.asked("products"))


def test_nothing_is_ever_asked_in_full(opened: Opener) -> None:
    shop = shop_of(range(1, 4), combinations=[combination_row(50, 2)])
    opened(shop).page([1, 2, 3])
    assert all("full" not in query["display"] for query in shop.asked("products"))
    (query,) = shop.asked("products")
    assert query["display"].strip("[]").split(",") == [
        "id", "reference", "name", "description", "description_short", "price", "ean13", "weight", "width", "height",
        "depth", "active", "id_manufacturer", "id_category_default", "id_tax_rules_group", "date_upd", "link_rewrite",
        "categories[id",
    ]  # fmt: skip


def test_a_missing_product_is_absent(opened: Opener) -> None:
    assert [product.id for product in opened(shop_of([1, 3])).page([1, 2, 3])] == [1, 3]


def test_no_ids_ask_nothing(opened: Opener) -> None:
    shop = shop_of([1])
    assert opened(shop).page([]) == []
    assert shop.requests == []


def test_combinations_are_read_only_where_stock_shows_them(opened: Opener) -> None:
    stock = [stock_row(1, 1, 4), stock_row(2, 2, 99), stock_row(3, 2, 5, 50), stock_row(4, 2, 6, 51)]
    shop = shop_of(range(1, 4), stock_availables=stock, combinations=[combination_row(50, 2), combination_row(51, 2)])
    one, two, three = opened(shop).page([1, 2, 3])
    assert [query["filter[id_product]"] for query in shop.asked("combinations")] == ["[2]"]
    assert (one.quantity, one.combinations) == (4, ())
    assert three.quantity == 0
    assert [(v.id, v.quantity, v.reference, v.option_value_ids) for v in two.combinations] == [
        (50, 5, "SKU-2-50", (50,)),
        (51, 6, "SKU-2-51", (51,)),
    ]
    assert two.combinations[1].default
    # Row 0 of a product with combinations may be wrong in a shop; their sum is not.
    assert two.quantity == 11


def test_a_page_of_plain_products_takes_two_requests(opened: Opener) -> None:
    shop = shop_of(range(1, 251))
    client = opened(shop)
    client.page(range(1, 251))
    assert client.traffic.requests == len(shop.requests) == 2
    assert client.traffic.retries == 0


def test_thousands_of_combinations_come_in_pages(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "ROWS_PER_REQUEST", 100)
    numbers = range(1, 351)
    shop = shop_of(
        [1],
        stock_availables=[stock_row(number, 1, 1, number) for number in numbers],
        combinations=[combination_row(number, 1) for number in numbers],
    )
    (product,) = opened(shop).page([1])
    assert [variant.id for variant in product.combinations] == list(numbers)
    assert product.quantity == 350


def test_ids_are_listed_in_pages_behind_the_last_one(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "IDS_PER_REQUEST", 4)
    shop = shop_of([2, 3, 5, 8, 13, 21, 34, 55, 89])
    told: list[int] = []
    assert list(opened(shop).product_ids(told.append)) == [2, 3, 5, 8, 13, 21, 34, 55, 89]
    assert told == [4, 8, 9]
    queries = shop.asked("products")
    assert [query.get("filter[id]") for query in queries] == [None, ">[8]", ">[55]"]
    assert all((query["sort"], query["limit"]) == ("[id_ASC]", "4") for query in queries)
    assert all("display" not in query for query in queries)


def test_a_shop_that_repeats_the_same_page_is_not_asked_for_ever(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "IDS_PER_REQUEST", 2)
    same = wrapped('<products><product id="1"/><product id="2"/></products>')
    with pytest.raises(BrokenAnswer):
        opened(lambda _: xml_answer(same)).product_ids()


def test_products_of_a_category_that_is_gone(opened: Opener) -> None:
    shop = FakeWebservice(categories=[{"id": 5, "name": {1: "Tea"}, "products": (9, 4, 4)}])
    assert opened(shop).category_product_ids(5) == [4, 9]
    with pytest.raises(ItemGone):
        opened(shop).category_product_ids(6)


def test_a_category_without_products(opened: Opener) -> None:
    assert opened(FakeWebservice(categories=[{"id": 5, "name": {1: "Tea"}}])).category_product_ids(5) == []


@pytest.mark.parametrize(
    "reference",
    ["ABC-1", "abc-1", " ABC-1 ", "A|B", "A[1]B", "[1]", "[]", "50% off", "ŻÓŁĆ 1", "O'Neill", "A,B", "1,2", "#5 & 6"],
)
def test_a_reference_is_found_whatever_stands_in_it(opened: Opener, reference: str) -> None:
    rows = [product_row(1, "OTHER"), product_row(2, reference.strip()), product_row(3, reference.strip() + "X")]
    found = opened(FakeWebservice(products=rows)).find_by_reference([reference])
    assert found == {reference: [2]}


def test_many_references_take_few_requests_and_repeated_ones_give_every_id(opened: Opener) -> None:
    rows = [product_row(number, f"SKU-{number % 200:04}") for number in range(1, 401)]
    shop = FakeWebservice(products=rows)
    found = opened(shop).find_by_reference([f"sku-{number:04}" for number in range(200)] + ["NOPE", ""])
    assert found["sku-0007"] == [7, 207]
    assert found["NOPE"] == found[""] == []
    assert len(shop.requests) < 5
    assert all(len(str(request.url)) < 2000 for request in shop.requests)


def tax_shop(**more: list[Row]) -> FakeWebservice:
    def rule(number: int, group: int, country: int, tax: int, state: int = 0) -> Row:
        return {
            "id": number, "id_tax_rules_group": group, "id_country": country, "id_state": state,
            "zipcode_from": "0", "id_tax": tax,
        }  # fmt: skip

    return FakeWebservice(
        taxes=[{"id": 1, "rate": "23.000"}, {"id": 2, "rate": "8.000"}, {"id": 3, "rate": "19.000"}],
        tax_rules=[
            rule(1, 1, 17, 3), rule(2, 1, 14, 2, state=5), rule(3, 1, 14, 1), rule(4, 1, 18, 3),
            rule(5, 2, 14, 2), rule(6, 3, 17, 3), rule(7, 4, 14, 0),
        ],
        **more,
    )  # fmt: skip


def test_tax_rates_are_those_of_the_home_country(opened: Opener) -> None:
    countries: list[Row] = [{"id": 14, "iso_code": "PL"}, {"id": 17, "iso_code": "DE"}]
    rates = opened(tax_shop(countries=countries)).tax_rates()
    assert rates == {1: Decimal(23), 2: Decimal(8), 4: Decimal(0)}


def test_without_the_right_to_countries_the_commonest_rate_of_a_group_counts(opened: Opener) -> None:
    assert opened(tax_shop()).tax_rates() == {1: Decimal(19), 2: Decimal(8), 3: Decimal(19), 4: Decimal(0)}


@pytest.mark.parametrize("missing", ["tax_rules", "taxes", "manufacturers", "categories", "stock_availables"])
def test_a_resource_the_key_may_not_read_is_named(opened: Opener, missing: str) -> None:
    rows = {**tax_shop().resources, **shop_of([1]).resources, "manufacturers": [], "categories": []}
    del rows[missing]
    shop = FakeWebservice(**rows)
    client = opened(shop)

    def everything() -> Iterator[object]:
        yield client.manufacturers()
        yield client.categories()
        yield client.tax_rates()
        yield client.page([1])

    with pytest.raises(ShopPermissionError) as caught:
        list(everything())
    assert caught.value.facts == {"action": "GET", "resource": missing}


def test_categories_come_page_by_page(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "CATEGORIES_PER_REQUEST", 3)
    rows: list[Row] = [
        {"id": number, "id_parent": number // 2, "active": 1, "name": {1: f"C{number}"}} for number in range(1, 8)
    ]
    categories = opened(FakeWebservice(categories=rows)).categories()
    assert [(one.id, one.parent_id, dict(one.names)) for one in categories][-1] == (7, 3, {1: "C7"})
    assert len(categories) == 7


def test_requests_carry_the_key_as_user_name_and_nothing_else_of_it(opened: Opener) -> None:
    shop = shop_of([1])
    opened(shop, key="A" * 32).page([1])
    request = shop.requests[0]
    assert httpx.BasicAuth("A" * 32, "")._auth_header == request.headers["authorization"]
    assert "AAAA" not in str(request.url)
    assert request.headers["accept-encoding"] == "gzip"
    assert "cookie" not in request.headers


def test_cookies_of_the_shop_are_not_sent_back(opened: Opener) -> None:
    shop = shop_of([1])
    with_cookie = xml_answer(wrapped("<languages/>"))
    with_cookie.headers["set-cookie"] = "PrestaShop=1; path=/"
    shop.first.append(with_cookie)
    client = opened(shop)
    client.languages()
    client.page([1])
    assert all("cookie" not in request.headers for request in shop.requests)


def test_a_path_in_the_address_stays(opened: Opener) -> None:
    paths: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        paths.append(request.url.path)
        return xml_answer(wrapped("<languages/>"))

    opened(answer, address="https://shop.test/sklep").languages()
    assert paths == ["/sklep/api/languages"]
