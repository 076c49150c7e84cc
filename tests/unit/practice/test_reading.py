"""Lists, filters and formats beyond what the recordings hold."""

import httpx
import pytest
from lxml import etree

from ppm_desktop.practice.filters import ID, fits, parse_filter
from ppm_desktop.practice.resources import RESOURCES
from ppm_desktop.practice.schema import Field
from ppm_desktop.practice.server import PracticeOptions, PracticeShop

REFERENCE = RESOURCES["products"].field_map["reference"]
PRICE = RESOURCES["products"].field_map["price"]


@pytest.mark.parametrize(
    ("field", "asked", "value", "found"),
    [
        (REFERENCE, "[ab-1]", "AB-1", True),
        (REFERENCE, "ab-1", "AB-1 ", True),
        (REFERENCE, "[a|b]", "B", True),
        (REFERENCE, "a|b", "A|B", True),
        (REFERENCE, "[a]%", "abc", True),
        (REFERENCE, "%[c]", "abc", True),
        (REFERENCE, "%[B]%", "abc", True),
        (REFERENCE, "[zolc]", "ŻÓŁĆ", False),
        (REFERENCE, "[żółć]", "ŻÓŁĆ", True),
        (REFERENCE, "[oc]", "óć", True),
        (REFERENCE, "![a|b]", "b", False),
        (REFERENCE, "![a|b]", "c", True),
        (PRICE, "[10,2]", "5.000000", True),
        (PRICE, "[2,10]", "10.5", False),
        (PRICE, ">[5]", "5.000000", False),
        (PRICE, ">[5]", "5.01", True),
        (PRICE, "<[5]", "4.99", True),
        (PRICE, "[5]", "5.000000", True),
        (ID, ">[9]", "10", True),
    ],
)
def test_filter_forms(field: Field, asked: str, value: str, found: bool) -> None:
    wanted = parse_filter(field, asked)
    assert wanted is not None
    assert fits(field, wanted, [value]) is found


@pytest.mark.parametrize("asked", ["[A[1]]", "A[1]"])
def test_brackets_in_a_value_make_the_filter_vanish(asked: str) -> None:
    assert parse_filter(REFERENCE, asked) is None


def test_page_shows_named_fields_and_associations_only(client: httpx.Client) -> None:
    response = client.get("products?display=[id,price,categories[id]]&filter[id]=[3,5]&sort=[id_ASC]")
    rows = etree.fromstring(response.content)[0]
    assert [row.findtext("id") for row in rows] == ["3", "4", "5"]
    assert [child.tag for child in rows[0]] == ["id", "price", "associations"]
    assert [child.tag for child in rows[0].findall("associations/*")] == ["categories"]


def test_list_without_sort_is_not_in_the_order_of_ids(client: httpx.Client) -> None:
    ids = [row["id"] for row in client.get("products?output_format=JSON").json()["products"]]
    assert ids != sorted(ids)
    assert sorted(ids) == list(range(1, 41))


def test_index_follows_what_is_written(shop: PracticeShop, client: httpx.Client) -> None:
    shop.catalogue.change_product(7, reference="Nowy-7")
    found = client.get("products", params={"filter[reference]": "[NOWY-7]", "output_format": "JSON"}).json()
    assert found == {"products": [{"id": 7}]}


def test_pages_show_what_was_changed_since_the_last_one(shop: PracticeShop, client: httpx.Client) -> None:
    path = "products?display=[id,price]&filter[id]=[7]"
    client.get(path)
    shop.catalogue.set_price(7, "12.34")
    assert etree.fromstring(client.get(path).content).findtext("products/product/price") == "12.340000"


def test_json_of_one_object_leaves_out_what_php_calls_false(shop: PracticeShop, client: httpx.Client) -> None:
    shop.catalogue.set_stock(7, 0)
    row = shop.catalogue.stock_row_id(7)
    assert "quantity" not in client.get(f"stock_availables/{row}?output_format=JSON").json()["stock_available"]


def test_head_has_headers_and_no_body(client: httpx.Client) -> None:
    response = client.head("products/1")
    assert response.status_code == 200
    assert response.headers["psws-version"] == "8.2.1"
    assert response.content == b""


def test_texts_that_would_end_their_cdata_survive(shop: PracticeShop, client: httpx.Client) -> None:
    shop.catalogue.rename_product(7, "a]]>b", "c")
    document = etree.fromstring(client.get("products/7").content)
    assert document.findtext("product/name/language") == "a]]>b"


def test_tax_rates_and_languages_are_the_polish_ones(client: httpx.Client) -> None:
    taxes = client.get("taxes?display=full&output_format=JSON").json()["taxes"]
    assert [tax["rate"] for tax in taxes][:4] == ["23.000", "8.000", "5.000", "0.000"]
    languages = client.get("languages?display=[id,iso_code]&output_format=JSON").json()["languages"]
    assert languages == [{"id": 1, "iso_code": "en"}, {"id": 2, "iso_code": "pl"}]


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_every_resource_can_be_read_in_full(client: httpx.Client, name: str) -> None:
    response = client.get(f"{name}?display=full")
    assert response.status_code == 200
    assert len(etree.fromstring(response.content)[0]) > 0


def test_other_key_gets_its_own_rights_and_stays_out_of_the_log() -> None:
    with PracticeShop(PracticeOptions(products=1)) as shop:
        response = httpx.get(f"{shop.address}/api/products?ws_key={shop.key}&limit=1")
        assert response.status_code == 200
        assert shop.key not in str(shop.requests)
