"""PUT, PATCH, POST and DELETE mean in the practice shop what they mean in a real one."""

import httpx
import pytest
from lxml import etree

from ppm_desktop.practice.server import PracticeShop

NAMES = '<name><language id="1">New part</language><language id="2">Nowa część</language></name>'


def xml(*objects: str) -> bytes:
    return f"<prestashop>{''.join(objects)}</prestashop>".encode()


def read(client: httpx.Client, path: str) -> etree._Element:
    response = client.get(path)
    assert response.status_code == 200, response.text
    return etree.fromstring(response.content)[0]


def texts(element: etree._Element, field: str) -> list[str]:
    return [language.text or "" for language in element.findall(f"{field}/language")]


def codes(response: httpx.Response) -> list[str]:
    return [code.text or "" for code in etree.fromstring(response.content).iter("code")]


def test_put_empties_what_is_missing(client: httpx.Client) -> None:
    assert read(client, "products/5").findtext("reference")
    response = client.put("products/5", content=xml(f"<product><id>5</id><price>45</price>{NAMES}</product>"))
    assert response.status_code == 200
    after = read(client, "products/5")
    assert after.findtext("reference") == ""
    assert after.findtext("active") == "0"
    assert after.findtext("weight") == "0.000000"
    assert after.findtext("price") == "45.000000"
    assert texts(after, "description") == ["", ""]
    assert len(after.findall("associations/categories/category")) == 4


def test_patch_changes_only_the_fields_present(client: httpx.Client) -> None:
    before = read(client, "products/5")
    assert client.patch("products/5", content=xml("<product><id>5</id><price>45.5</price></product>")).is_success
    after = read(client, "products/5")
    assert after.findtext("price") == "45.500000"
    assert after.findtext("reference") == before.findtext("reference")
    assert texts(after, "name") == texts(before, "name")
    assert str(after.findtext("date_upd")) > str(before.findtext("date_upd"))


def test_patch_replaces_the_languages_of_a_field_as_a_whole(client: httpx.Client) -> None:
    body = xml('<product><id>5</id><name><language id="2">Tylko po polsku</language></name></product>')
    assert client.patch("products", content=body).is_success
    after = read(client, "products/5")
    assert texts(after, "name") == ["", "Tylko po polsku"]
    assert all(texts(after, "description"))


def test_batch_stops_at_the_first_error_and_keeps_what_came_before(shop: PracticeShop, client: httpx.Client) -> None:
    bodies = [
        f"<product><id>{number}</id><price>{price}</price></product>"
        for number, price in ((1, "7.5"), (2, "abc"), (3, "9"))
    ]
    before = read(client, "products/3").findtext("price")
    response = client.patch("products", content=xml(*bodies))
    assert (response.status_code, codes(response)) == (400, ["85"])
    assert read(client, "products/1").findtext("price") == "7.500000"
    assert read(client, "products/3").findtext("price") == before
    assert shop.catalogue.writes["products"] == 1


def test_refused_association_comes_after_the_product_was_made(shop: PracticeShop, client: httpx.Client) -> None:
    body = xml(f"<product><price>5</price>{NAMES}<associations><nosuch/></associations></product>")
    response = client.post("products", content=body)
    assert (response.status_code, codes(response)) == (400, ["86"])
    assert len(shop.catalogue.product_ids()) == 41


def test_new_product_is_a_draft_unless_told_otherwise(client: httpx.Client) -> None:
    response = client.post("products", content=xml(f"<product><price>5</price>{NAMES}</product>"))
    assert response.status_code == 201
    made = read(client, "products/41")
    assert (made.findtext("state"), made.findtext("active"), made.findtext("minimal_quantity")) == ("0", "0", "0")
    assert texts(made, "link_rewrite") == ["new-part", "nowa-czesc"]
    assert len(made.findall("associations/stock_availables/stock_available")) == 1


def test_unknown_elements_are_taken_without_a_word(client: httpx.Client) -> None:
    body = xml("<product><id>5</id><nonsense>1</nonsense></product>")
    assert client.patch("products", content=body).status_code == 200


@pytest.mark.parametrize(
    ("product", "code"),
    [
        ("<price>abc</price>", "85"),
        ("<price>12,50</price>", "85"),
        ("<price></price>", "85"),
        ("<price>-1</price>", "85"),
        ("<price>5</price><reference>A&lt;B</reference>", "85"),
        ("<price>5</price><ean13>59012341234567</ean13>", "85"),
        ("<price>5</price><quantity>3</quantity>", "93"),
        ("<reference>A</reference>", "41"),
        ("<id>5</id><price>5</price>", "91"),
    ],
)
def test_bad_product_is_refused(client: httpx.Client, product: str, code: str) -> None:
    response = client.post("products", content=xml(f"<product>{product}{NAMES}</product>"))
    assert (response.status_code, codes(response)) == (400, [code])


def test_combination_quantities_add_up_in_the_products_own_row(shop: PracticeShop, client: httpx.Client) -> None:
    body = "<combination><id_product>5</id_product><minimal_quantity>1</minimal_quantity></combination>"
    assert client.post("combinations", content=xml(body, body)).status_code == 201
    first, second = shop.catalogue.combination_ids(5)[-2:]
    for combination_id, quantity in ((first, 3), (second, 4)):
        row = shop.catalogue.stock_row_id(5, combination_id)
        stock = f"<stock_available><id>{row}</id><quantity>{quantity}</quantity></stock_available>"
        assert client.patch("stock_availables", content=xml(stock)).is_success
    others = sum(shop.catalogue.quantity(5, one) for one in shop.catalogue.combination_ids(5)[:-2])
    assert shop.catalogue.quantity(5) == 7 + others


def test_stock_does_not_move_the_products_date(client: httpx.Client, shop: PracticeShop) -> None:
    before = read(client, "products/5").findtext("date_upd")
    row = shop.catalogue.stock_row_id(5)
    body = xml(f"<stock_available><id>{row}</id><quantity>77</quantity></stock_available>")
    assert client.patch("stock_availables", content=body).is_success
    assert read(client, "products/5").findtext("date_upd") == before


def test_deleting_several_with_one_missing_deletes_nothing(client: httpx.Client, shop: PracticeShop) -> None:
    response = client.delete("products/", params={"id": "[1,2,999]"})
    assert (response.status_code, codes(response)) == (404, ["87"])
    assert len(shop.catalogue.product_ids()) == 40


def test_deleting_several_takes_their_stock_along(client: httpx.Client, shop: PracticeShop) -> None:
    assert client.delete("products/", params={"id": "[1,2]"}).status_code == 200
    assert shop.catalogue.product_ids()[0] == 3
    rows = client.get("stock_availables", params={"filter[id_product]": "[1|2]", "output_format": "JSON"})
    assert rows.text == "[]"


def test_product_moves_to_the_position_it_is_given(client: httpx.Client, shop: PracticeShop) -> None:
    body = xml(
        "<product><id>5</id><id_category_default>2</id_category_default><position_in_category>1</position_in_category></product>"
    )
    assert client.patch("products", content=body).is_success
    assert shop.catalogue.members(2)[0] == 5
