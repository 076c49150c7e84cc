"""Bodies of writes: the webservice's XML from what shall be written, and products read whole put back changed."""

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy

from lxml import etree

from ppm_desktop.domain.writing import ProductWrite, SpecificPriceWrite, StockWrite

READ_ONLY = (
    "manufacturer_name",
    "quantity",
    "position_in_category",
    "type",
    "id_default_image",
    "associations/images",
    "associations/stock_availables",
)
"""Of a product read whole: the shop refuses them or works them out itself."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XLINK = "{http://www.w3.org/1999/xlink}href"
_NEW_PRODUCT = {
    "state": "1",
    "minimal_quantity": "1",
    "available_for_order": "1",
    "show_price": "1",
    "product_type": "standard",
    "visibility": "both",
    "condition": "new",
}
"""What the shop would set to nothing: without them a product is a draft that nobody can buy."""


def products_body(writes: Iterable[ProductWrite]) -> bytes:
    """Products to create, or to change field by field."""
    return _document(_product(write) for write in writes)


def stock_body(writes: Iterable[StockWrite]) -> bytes:
    """Rows of stock to change field by field."""
    return _document(_plain("stock_available", {"id": str(one.id), "quantity": str(one.quantity)}) for one in writes)


def specific_prices_body(writes: Iterable[SpecificPriceWrite]) -> bytes:
    """Specific prices to make or to put whole."""
    return _document(_specific_price(write) for write in writes)


def named_body(node: str, fields: Mapping[str, str], names: Mapping[str, Mapping[int, str]]) -> bytes:
    """One new object with plain fields and fields in all languages."""
    element = _plain(node, fields)
    for name, texts in names.items():
        _texts(element, name, texts)
    return _document([element])


def whole_body(nodes: Iterable[etree._Element]) -> bytes:
    """Objects that were read whole and changed."""
    return _document(nodes)


def changed_product(whole: etree._Element, write: ProductWrite) -> etree._Element:
    """A copy of ``whole`` with the fields of ``write``, fit to be PUT; all else stays as the shop told it."""
    product = deepcopy(whole)
    for path in READ_ONLY:
        for node in product.findall(path):
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)
    for change in _product(write):
        if change.tag == "associations":
            _replace_association(product, change[0])
            continue
        old = product.find(change.tag)
        if old is None:
            product.append(change)
        else:
            product.replace(old, change)
    return _without_links(product)


def changed_stock(whole: etree._Element, write: StockWrite) -> etree._Element:
    """A copy of a row of stock with another quantity, fit to be PUT."""
    row = deepcopy(whole)
    quantity = row.find("quantity")
    if quantity is None:
        quantity = etree.SubElement(row, "quantity")
    quantity.text = str(write.quantity)
    return _without_links(row)


def _replace_association(product: etree._Element, fresh: etree._Element) -> None:
    associations = product.find("associations")
    if associations is None:
        associations = etree.SubElement(product, "associations")
    old = associations.find(fresh.tag)
    if old is None:
        associations.append(fresh)
    else:
        associations.replace(old, fresh)


def _without_links(element: etree._Element) -> etree._Element:
    for node in element.iter():
        for name in (_XLINK, "notFilterable"):
            if name in node.attrib:
                del node.attrib[name]
    return element


def _product(write: ProductWrite) -> etree._Element:
    plain = {
        "id": _number(write.id),
        "reference": write.reference,
        "price": write.price,
        "id_tax_rules_group": _number(write.tax_group_id),
        "ean13": write.ean,
        "weight": write.weight,
        "width": write.width,
        "height": write.height,
        "depth": write.depth,
        "active": None if write.active is None else str(int(write.active)),
        "id_manufacturer": _number(write.manufacturer_id),
        "id_category_default": _number(write.default_category_id),
    }
    fields = {name: value for name, value in plain.items() if value is not None}
    element = _plain("product", fields if write.id is not None else fields | _NEW_PRODUCT)
    for name, texts in (
        ("name", write.names),
        ("description_short", write.short_descriptions),
        ("description", write.descriptions),
    ):
        if texts is not None:
            _texts(element, name, texts)
    if write.category_ids is not None:
        categories = etree.SubElement(etree.SubElement(element, "associations"), "categories")
        for number in write.category_ids:
            categories.append(_plain("category", {"id": str(number)}))
    return element


def _specific_price(write: SpecificPriceWrite) -> etree._Element:
    fields = {
        "id_shop": "0",
        "id_cart": "0",
        "id_product": str(write.product_id),
        "id_currency": "0",
        "id_country": "0",
        "id_group": str(write.group_id),
        "id_customer": "0",
        "price": write.price or "",
        "from_quantity": "1",
        "reduction": "0",
        "reduction_tax": "0",
        "reduction_type": "amount",
        "from": "0000-00-00 00:00:00",
        "to": "0000-00-00 00:00:00",
    }
    return _plain("specific_price", fields if write.id is None else {"id": str(write.id)} | fields)


def _plain(node: str, fields: Mapping[str, str]) -> etree._Element:
    element = etree.Element(node)
    for name, value in fields.items():
        etree.SubElement(element, name).text = clean(value)
    return element


def _texts(element: etree._Element, name: str, texts: Mapping[int, str]) -> None:
    field = etree.SubElement(element, name)
    for language, text in sorted(texts.items()):
        etree.SubElement(field, "language", id=str(language)).text = clean(text)


def clean(text: str) -> str:
    """``text`` without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)


def _document(elements: Iterable[etree._Element]) -> bytes:
    root = etree.Element("prestashop")
    root.extend(list(elements))
    # Named so that no character is written as a number: inside CDATA a shop would keep that as text.
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
