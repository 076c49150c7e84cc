"""One ``filter[field]=…`` of a request, in all the forms PrestaShop knows and with their quirks."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from ppm_desktop.practice.schema import Field
from ppm_desktop.practice.store import NO_TEXTS, Key, Record, Table, as_number, collate, sort_key

_BRACKETED = re.compile(r"^(.*)\[(.*)\](.*)$", re.DOTALL)
_RANGE = re.compile(r"^([\d.:\-\s]+),([\d.:\-\s]+)$")

ID = Field("id", "isUnsignedId")
"""The id of an object, which is no field of its resource but can be filtered and sorted by."""

Test = Callable[[str], bool]


class Filter(NamedTuple):
    """What a filter's value means.

    Attributes:
        equal: Values any of which it may be; empty when it is another kind.
        low, high: A range, both ends included.
        test: Decides about a value that no index can find.
    """

    equal: tuple[Key, ...] = ()
    low: Key | None = None
    high: Key | None = None
    test: Test | None = None


def parse_filter(field: Field, value: str) -> Filter | None:
    """What ``value`` asks of ``field``; None when PrestaShop ignores it.

    A value such as ``[A[1]]`` or ``A[1]`` fits none of its forms and filters nothing: every object is returned.
    """
    match = _BRACKETED.match(value)
    if match is None:
        return Filter(equal=(sort_key(field, value),))
    before, inner, after = match.groups()
    if "%" in {before, after}:
        return Filter(test=_like(before, collate(inner), after))
    if not before and not after:
        return _in_brackets(field, inner)
    if before == ">":
        edge = sort_key(field, inner)
        return Filter(low=edge, test=lambda found: sort_key(field, found) != edge)
    if before == "<":
        edge = sort_key(field, inner)
        return Filter(high=edge, test=lambda found: sort_key(field, found) != edge)
    if before == "!":
        not_these = {sort_key(field, one) for one in inner.split("|")}
        return Filter(test=lambda found: sort_key(field, found) not in not_these)
    return None


def _in_brackets(field: Field, inner: str) -> Filter:
    if "|" in inner[1:]:
        return Filter(equal=tuple(sort_key(field, one) for one in inner.split("|")))
    match = _RANGE.match(inner)
    if match:
        low, high = sorted((sort_key(field, match.group(1)), sort_key(field, match.group(2))), key=_comparable)
        return Filter(low=low, high=high)
    return Filter(equal=(sort_key(field, inner),))


def _comparable(key: Key) -> tuple[float, str]:
    return (key, "") if isinstance(key, float) else (0.0, key)


def _like(before: str, inner: str, after: str) -> Test:
    if before == "%" and after == "%":
        return lambda found: inner in collate(found)
    if before == "%":
        return lambda found: collate(found).endswith(inner)
    return lambda found: collate(found).startswith(inner)


def matching_ids(table: Table, field: Field, wanted: Filter) -> list[int] | None:
    """Ids found through an index, ascending; None when every object must be looked at."""
    if wanted.equal:
        if field is ID:
            asked = {int(as_number(str(key))) for key in wanted.equal}
            return sorted(asked & table.rows.keys())
        return table.where(field.name, wanted.equal) if table.is_indexed(field.name) else None
    if field is ID and not (wanted.low is None and wanted.high is None):
        low = as_number(str(wanted.low)) if wanted.low is not None else float("-inf")
        high = as_number(str(wanted.high)) if wanted.high is not None else float("inf")
        ids = table.between(low, high)
        return [one for one in ids if wanted.test(str(one))] if wanted.test else ids
    if wanted.low is not None and wanted.high is not None and table.is_indexed(field.name):
        return table.where_between(field.name, wanted.low, wanted.high)
    return None


def fits(field: Field, wanted: Filter, values: Iterable[str]) -> bool:
    """Whether any of ``values`` (one, or one per language) is wanted."""
    return any(_fits_one(field, wanted, value) for value in values)


def _fits_one(field: Field, wanted: Filter, value: str) -> bool:
    if wanted.test is not None and not wanted.test(value):
        return False
    key = sort_key(field, value)
    if wanted.equal:
        return key in wanted.equal
    if wanted.low is not None and _comparable(key) < _comparable(wanted.low):
        return False
    return wanted.high is None or _comparable(key) <= _comparable(wanted.high)


def values_of(record: Record, field: Field, places: Iterable[int]) -> tuple[str, ...]:
    """What a filter compares: the value, or the texts in the languages at ``places``."""
    if field is ID:
        return (str(record.id),)
    if field.texts:
        texts = record.texts.get(field.name) or NO_TEXTS
        return tuple(texts[place] for place in places)
    return (record.value(field),)
