"""The structure of an answer without its texts: what a recording keeps and what the practice shop is held to."""

import json
import re
from collections.abc import Iterator
from itertools import zip_longest

from lxml import etree

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

_HREF = "{http://www.w3.org/1999/xlink}href"
_ID = re.compile(r"\d+")
_CODE = re.compile(rb"<code><!\[CDATA\[(\d+)\]\]></code>")
_EMPTY = {"", "0"}

UNKNOWN = "?"
"""Stands for an address that cannot be judged: an element without a value has none."""


def shape_of(body: bytes, content_type: str | None) -> Json:
    """The structure of ``body``; None when it has none or is a list of errors, which `codes_of` tells."""
    if not body or content_type is None or codes_of(body, content_type):
        return None
    if content_type.startswith("application/json"):
        return _json_shape(json.loads(body))
    if content_type.startswith("text/xml"):
        return _element_shape(etree.fromstring(body))
    return None


def codes_of(body: bytes, content_type: str | None) -> list[int]:
    """The webservice's own error codes in an answer, in order."""
    if not body or content_type is None:
        return []
    if content_type.startswith("application/json"):
        found = json.loads(body)
        return [error["code"] for error in found["errors"]] if isinstance(found, dict) and "errors" in found else []
    if content_type.startswith("text/xml"):
        # Not parsed: a message that quotes CDATA makes a real shop's own answer malformed.
        return [int(code) for code in _CODE.findall(body)]
    return []


def _element_shape(element: etree._Element) -> Json:
    """Tag, attributes (ids in addresses as N), address, children with those of one name merged."""
    attributes: dict[str, Json] = {
        str(name): "N" if name == "id" and element.tag != "language" else str(value)
        for name, value in sorted(element.attrib.items())
        if name not in {_HREF, "shopName"}
    }
    children: dict[str, Json] = {}
    for child in element:
        tag = str(child.tag)
        shape = _element_shape(child)
        children[tag] = _merged(children[tag], shape) if tag in children else shape
    return [attributes, _address(element), {**children}]


def _address(element: etree._Element) -> str | None:
    href = element.get(_HREF)
    if href is None:
        valueless = not len(element) and (element.text or "").strip() in _EMPTY
        return UNKNOWN if valueless and element.tag != "language" else None
    path = href.split("/api", 1)[-1]
    return path if element.tag == "language" or "schema=" in path else _ID.sub("N", path)


def _merged(one: Json, other: Json) -> Json:
    assert isinstance(one, list)
    assert isinstance(other, list)
    (attributes, address, children), (_, other_address, other_children) = one, other
    assert isinstance(children, dict)
    assert isinstance(other_children, dict)
    merged = dict(children)
    for tag, shape in other_children.items():
        merged[tag] = _merged(merged[tag], shape) if tag in merged else shape
    return [attributes, other_address if address == UNKNOWN else address, merged]


def _json_shape(value: Json) -> Json:
    if isinstance(value, dict):
        return {name: _json_shape(inner) for name, inner in value.items()}
    if isinstance(value, list):
        merged: Json = None
        for inner in value:
            shape = _json_shape(inner)
            merged = {**merged, **shape} if isinstance(merged, dict) and isinstance(shape, dict) else shape
        return [merged]
    return type(value).__name__


def differences(recorded: Json, found: Json, path: str = "") -> Iterator[str]:
    """Where two structures of XML differ; lists that are empty on one side are not compared inside."""
    if isinstance(recorded, dict) and isinstance(found, dict):
        yield from _json_differences(recorded, found, path)
        return
    if not (isinstance(recorded, list) and isinstance(found, list) and len(recorded) == len(found) == 3):
        if recorded != found:
            yield f"{path or '/'}: {recorded} became {found}"
        return
    if recorded[0] != found[0]:
        yield f"{path}: attributes {recorded[0]} became {found[0]}"
    if recorded[1] != found[1] and UNKNOWN not in {str(recorded[1]), str(found[1])}:
        yield f"{path}: address {recorded[1]} became {found[1]}"
    left, right = recorded[2], found[2]
    assert isinstance(left, dict)
    assert isinstance(right, dict)
    if not left or not right:
        return
    for one, other in zip_longest(left, right):
        if one != other:
            yield f"{path}: element {one} became {other}"
            return
        yield from differences(left[one], right[one], f"{path}/{one}")


def _json_differences(recorded: dict[str, Json], found: dict[str, Json], path: str) -> Iterator[str]:
    if list(recorded) != list(found):
        yield f"{path}: keys {sorted(recorded.keys() ^ found.keys())} or their order"
    for name in recorded.keys() & found.keys():
        one, other = recorded[name], found[name]
        if isinstance(one, list) and isinstance(other, list) and len(one) == len(other) == 1:
            one, other = one[0], other[0]
        yield from differences(one, other, f"{path}/{name}")
