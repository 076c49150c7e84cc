"""Writes the webservice's queries: which fields, which rows, in which order."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

PRODUCT_FIELDS = (
    "id,reference,name,description,description_short,price,ean13,weight,width,height,depth,active,"
    "id_manufacturer,id_category_default,id_tax_rules_group,date_upd,link_rewrite,categories[id]"
)
STOCK_FIELDS = "id,id_product,id_product_attribute,quantity"
COMBINATION_FIELDS = "id,id_product,reference,ean13,price,weight,default_on,product_option_values[id]"

FILTER_ROOM = 1200
"""Characters, as encoded, that one filter's value may take: addresses stay under 2000 in all."""
EXTRA_ROWS_PER_REQUEST = 100
"""Reading that many rows in vain costs a shop about as much as answering one more pair of requests."""

_PLAIN_REFERENCE = re.compile(r"[\w ./-]+")
_UNFINDABLE = re.compile(r"[][|%]+")


def display(fields: str) -> tuple[str, str]:
    """The parameter that names the fields of an answer."""
    return "display", f"[{fields}]"


def only(field: str, value: str) -> tuple[str, str]:
    """The parameter that filters rows by ``field``."""
    return f"filter[{field}]", value


def id_filters(ids: Sequence[int]) -> list[str]:
    """Filter values that together match ``ids`` (ascending, no repeats), each short enough for an address.

    Where the ids lie dense it is one range, which may match other ids in between as well.
    """
    chunks = _chunked([str(number) for number in ids])
    if not chunks:
        return []
    in_between = ids[-1] - ids[0] + 1 - len(ids)
    if len(ids) > 1 and in_between <= EXTRA_ROWS_PER_REQUEST * (len(chunks) - 1):
        return [f"[{ids[0]},{ids[-1]}]"]
    return [f"[{'|'.join(chunk)}]" for chunk in chunks]


def rows_matched(id_filter: str) -> int:
    """The highest number of objects that a value of `id_filters` on their own id can match."""
    inside = id_filter.strip("[]")
    if "," in inside:
        first, last = inside.split(",")
        return int(last) - int(first) + 1
    return inside.count("|") + 1


def reference_filters(references: Iterable[str]) -> list[str]:
    """Filter values that together match every product with one of ``references``, and maybe others.

    Plain ones go many in one filter. ``|`` is found only without brackets; brackets in a reference make the
    shop ignore the filter, so that the longest piece without them is looked for. An empty value stands
    for no filter at all.
    """
    plain: list[str] = []
    single: list[str] = []
    for reference in dict.fromkeys(references):
        if _PLAIN_REFERENCE.fullmatch(reference):
            plain.append(reference)
        elif "[" in reference or "]" in reference:
            piece = max(_UNFINDABLE.split(reference), key=len)
            single.append(f"%[{piece}]%" if piece else "")
        else:
            single.append(reference)
    return [f"[{'|'.join(chunk)}]" for chunk in _chunked(plain)] + list(dict.fromkeys(single))


def _chunked(values: Iterable[str]) -> list[list[str]]:
    """``values`` in order, in lists that fit a filter; a value too long for that stands alone."""
    chunks: list[list[str]] = []
    room = 0
    for value in values:
        needed = len(quote(value, safe="")) + len("%7C")
        if not chunks or needed > room:
            chunks.append([])
            room = FILTER_ROOM
        chunks[-1].append(value)
        room -= needed
    return chunks
