"""Any product survives its way through XML."""

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st

from ppm_desktop.domain.catalog import ShopCombination, ShopProduct, StockRow, Texts
from ppm_desktop.domain.errors import BrokenAnswer
from ppm_desktop.prestashop import resources, xml
from ppm_desktop.prestashop.queries import PRODUCT_FIELDS, id_filters, rows_matched
from tests.fakes.webservice import Row, element, wrapped

# XML cannot carry these; carriage returns arrive as line feeds.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufffe\uffff", min_codepoint=32))
TEXT = st.builds("".join, st.lists(st.one_of(ANY_TEXT, st.sampled_from(["]]>", "<![CDATA[", "\n", "&lt;", "</id>"]))))
IDS = st.integers(0, 2**31)
BY_LANGUAGE = st.dictionaries(st.integers(1, 9), TEXT, max_size=4)


@st.composite
def products(draw: st.DrawFn) -> ShopProduct:
    languages = draw(st.dictionaries(st.integers(1, 9), st.builds(Texts, TEXT, TEXT, TEXT), max_size=4))
    return ShopProduct(
        id=draw(st.integers(1, 2**31)),
        reference=draw(TEXT),
        texts=languages,
        price=draw(TEXT),
        ean=draw(TEXT),
        weight=draw(TEXT),
        width=draw(TEXT),
        height=draw(TEXT),
        depth=draw(TEXT),
        active=draw(st.booleans()),
        manufacturer_id=draw(IDS),
        default_category_id=draw(IDS),
        tax_group_id=draw(IDS),
        date_upd=draw(TEXT),
        category_ids=tuple(draw(st.lists(IDS))),
        quantity=draw(st.integers(-(2**31), 2**31)),
        link_rewrite=draw(BY_LANGUAGE),
    )


def row_of(product: ShopProduct) -> Row:
    return {
        "id": product.id,
        "reference": product.reference,
        "name": {number: texts.name for number, texts in product.texts.items()},
        "description": {number: texts.description for number, texts in product.texts.items()},
        "description_short": {number: texts.short_description for number, texts in product.texts.items()},
        "price": product.price,
        "ean13": product.ean,
        "weight": product.weight,
        "width": product.width,
        "height": product.height,
        "depth": product.depth,
        "active": int(product.active),
        "id_manufacturer": product.manufacturer_id,
        "id_category_default": product.default_category_id,
        "id_tax_rules_group": product.tax_group_id,
        "date_upd": product.date_upd,
        "link_rewrite": product.link_rewrite,
        "categories": product.category_ids,
    }


@settings(deadline=None, max_examples=50)
@given(st.lists(products(), max_size=3))
def test_products_come_back_from_xml_as_they_were(originals: list[ShopProduct]) -> None:
    inside = "".join(element("products", row_of(product), PRODUCT_FIELDS.split(",")) for product in originals)
    root = xml.parse_document(wrapped(f"<products>\n{inside}</products>").encode()).root
    shelf = resources.ShelfState({product.id: product.quantity for product in originals})
    for node, original in zip(root[0], originals, strict=True):
        read = resources.product(node, shelf)
        assert read.id == original.id
        if [one.id for one in originals].count(original.id) == 1:
            assert read == original


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["id", "price", "active", "id_manufacturer", "date_upd"]), TEXT), TEXT)
def test_fields_of_any_content_or_none_at_all_are_read_without_an_error(fields: dict[str, str], name: str) -> None:
    row: Row = {**fields, "name": {1: name}}
    node = xml.parse_document(wrapped(element("products", row)).encode()).root[0]
    product = resources.product(node, resources.ShelfState())
    assert product.texts == {1: Texts(name)}
    assert product.price == fields.get("price", "")


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_a_document_or_a_known_refusal(body: bytes) -> None:
    for text in (body, b'<?xml version="1.0"?>' + body, wrapped("<a/>").encode() + body):
        with contextlib.suppress(xml.NoDocument, BrokenAnswer):
            xml.parse_document(text)


@settings(deadline=None)
@given(st.sets(st.integers(1, 5000) | st.integers(10**6, 10**9), max_size=600).map(sorted))
def test_id_filters_match_every_id_once_and_few_others(ids: list[int]) -> None:
    matched: list[int] = []
    for value in id_filters(ids):
        inside = value.strip("[]")
        if "," in inside:
            low, high = (int(part) for part in inside.split(","))
            matched.extend(range(low, high + 1))
            assert rows_matched(value) == high - low + 1
        else:
            numbers = [int(part) for part in inside.split("|")]
            matched.extend(numbers)
            assert rows_matched(value) == len(numbers)
    assert len(matched) == len(set(matched))
    assert set(ids) <= set(matched)
    assert len(matched) - len(ids) <= 600


def test_several_stock_rows_for_one_thing_are_never_summed() -> None:
    rows = [StockRow(1, 7, 0, 5), StockRow(2, 7, 0, 9), StockRow(3, 8, 80, 1), StockRow(4, 8, 80, 2)]
    shelf = resources.ShelfState.of(rows, [ShopCombination(80, 8, "X", "")])
    assert shelf.quantities == {7: 5, 8: 1}
