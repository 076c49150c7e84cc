"""Bodies of writes: what is put in is what a shop reads, and a product put back whole loses nothing."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ppm_desktop.domain.writing import ProductWrite
from ppm_desktop.prestashop.documents import READ_ONLY, changed_product, clean, products_body

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)


@given(TEXT, TEXT)
def test_texts_arrive_as_they_were_in_every_language(one: str, other: str) -> None:
    body = products_body([ProductWrite(id=7, names={1: one, 2: other})])
    assert b"&#" not in body.replace(b"&#13;", b"")
    names = etree.fromstring(body).findall("product/name/language")
    assert [name.text or "" for name in names] == [clean(one), clean(other)]


def test_only_what_is_named_is_written() -> None:
    root = etree.fromstring(products_body([ProductWrite(id=7, price="1.50")]))
    assert [child.tag for child in root[0]] == ["id", "price"]


def test_a_product_put_back_whole_keeps_all_but_what_the_shop_refuses() -> None:
    whole = etree.fromstring(
        "<product><id>7</id><price>1.0</price><quantity>3</quantity><location>A1</location>"
        "<associations><product_features><product_feature><id>3</id></product_feature></product_features>"
        "</associations></product>"
    )
    changed = changed_product(whole, ProductWrite(id=7, price="2.50"))
    assert changed.findtext("price") == "2.50"
    assert changed.findtext("location") == "A1"
    assert changed.find("associations/product_features/product_feature") is not None
    assert not [path for path in READ_ONLY if changed.find(path) is not None]
    assert whole.findtext("price") == "1.0", "what was read stays as it was"
