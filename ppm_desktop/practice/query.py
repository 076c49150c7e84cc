"""Which objects a list request means: its filters, sort and limit, applied to a table."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

from ppm_desktop.practice.filters import ID, Filter, fits, matching_ids, parse_filter, values_of
from ppm_desktop.practice.refusals import BadRequest, FatalError, php_warning
from ppm_desktop.practice.schema import Field, Resource
from ppm_desktop.practice.store import NO_TEXTS, Key, Record, Table, sort_key
from ppm_desktop.practice.view import View

_FILTER = re.compile(r"^filter\[([^\]]*)\]$")
_SORT = re.compile(r"^(.+)_(asc|desc)$", re.IGNORECASE)
_Row = TypeVar("_Row")
_COUNT = re.compile(r"^\s*([+-]?\d+)")


def select(table: Table, query: Mapping[str, str], view: View) -> list[Record]:
    """The objects of a list request in the order of the answer.

    Raises:
        BadRequest: an unknown field, a bad form of sort or limit.
        FatalError: a limit that the shop's database stumbles over.
    """
    asked = _asked_filters(query)
    ids, by_id = _filtered(table, asked, view, dates="date" in query)
    order = _order(table.resource, query.get("sort"), dates="date" in query)
    limit = _limit(query.get("limit"))
    if not order and not by_id and table.resource.name == "products":
        # Without sort a real shop's order is not by id; nobody should get used to it here.
        ids = [*ids[::2], *ids[1::2]]
    if order in ([], [(ID, False)]):
        return table.records(_cut(ids, limit))
    return _cut(_sorted(table.records(ids), order), limit)


def _asked_filters(query: Mapping[str, str]) -> list[tuple[str, str]]:
    if "filter" in query:
        raise BadRequest(500, php_warning("foreach() argument must be of type array|object, string given", 1184))
    found = ((_FILTER.match(name), value) for name, value in query.items())
    return [(match.group(1), value) for match, value in found if match]


def _filtered(table: Table, asked: Sequence[tuple[str, str]], view: View, *, dates: bool) -> tuple[Sequence[int], bool]:
    ids: Sequence[int] = table.ids
    by_id = False
    looked_at: list[tuple[Field, Filter]] = []
    for name, value in asked:
        field = _filter_field(table.resource, name, dates=dates)
        wanted = parse_filter(field, value)
        if wanted is None:
            continue
        by_id = by_id or field is ID
        found = matching_ids(table, field, wanted)
        if found is None:
            looked_at.append((field, wanted))
        elif ids is table.ids:
            ids = found
        else:
            kept = set(found)
            ids = [one for one in ids if one in kept]
    # What no index finds is looked at last, among the few that are left.
    rows = table.rows
    for field, wanted in looked_at:
        ids = [one for one in ids if fits(field, wanted, values_of(rows[one], field, view.languages))]
    return ids, by_id


def _filter_field(resource: Resource, name: str, *, dates: bool) -> Field:
    if name == "id":
        return ID
    field = resource.field_map.get(name)
    if field is not None and not field.filterable:
        raise BadRequest.in_list(
            34, f'The field "{name}" is dynamic. It is not possible to filter GET query with this field.'
        )
    if field is None or (field.date and not dates):
        names = ["id", *(one.name for one in resource.plain_fields if not one.date)]
        near = get_close_matches(name, names, 1, 0.0)[0]
        listed = ", ".join(f'"{one}"' for one in names)
        raise BadRequest.in_list(32, f'This filter does not exist. Did you mean: "{near}"? The full list is: {listed}')
    return field


def _order(resource: Resource, sort: str | None, *, dates: bool) -> list[tuple[Field, bool]]:
    if not sort:
        return []
    return [_order_part(resource, part.strip(), dates=dates) for part in sort.strip("[]").split(",")]


def _order_part(resource: Resource, part: str, *, dates: bool) -> tuple[Field, bool]:
    match = _SORT.match(part)
    if match is None:
        raise BadRequest.in_list(
            37,
            'The "sort" value has to be formed as this example: "field_ASC" or'
            " '[field_1_DESC,field_2_ASC,field_3_ASC,...]' (\"field\" has to be an available field)",
        )
    name, descending = match.group(1), match.group(2).lower() == "desc"
    field = ID if name == "id" else resource.field_map.get(name)
    if field is None or field.derived or (field.date and not dates):
        names = ", ".join(["id", *(one.name for one in resource.plain_fields if not one.date)])
        texts = ", ".join(one.name for one in resource.text_fields)
        raise BadRequest.in_list(
            38,
            f"Unable to filter by this field. However, these are available: {names}, for i18n fields:{texts}",
        )
    return field, descending


def _sorted(records: list[Record], order: Sequence[tuple[Field, bool]]) -> list[Record]:
    for field, descending in reversed(order):
        records.sort(key=lambda record, by=field: _key(record, by), reverse=descending)  # type: ignore[misc]
    return records


def _key(record: Record, field: Field) -> tuple[float, str]:
    key: Key
    if field is ID:
        key = float(record.id)
    elif field.texts:
        key = sort_key(field, (record.texts.get(field.name) or NO_TEXTS)[0])
    else:
        key = sort_key(field, record.value(field))
    return (key, "") if isinstance(key, float) else (0.0, key)


def _limit(limit: str | None) -> tuple[int, int | None]:
    """Offset and count; a word counts as 0, as PHP reads it."""
    if limit is None:
        return 0, None
    parts = limit.split(",")
    if len(parts) > 2:
        raise BadRequest.in_list(39, 'The "limit" value has to be formed as this example: "5,25" or "10"')
    numbers = [_php_int(part) for part in parts]
    if min(numbers) < 0:
        raise FatalError
    return (0, numbers[0]) if len(numbers) == 1 else (numbers[0], numbers[1])


def _php_int(text: str) -> int:
    match = _COUNT.match(text)
    return int(match.group(1)) if match else 0


def _cut(rows: Sequence[_Row], limit: tuple[int, int | None]) -> list[_Row]:
    offset, count = limit
    return list(rows[offset:] if count is None else rows[offset : offset + count])
