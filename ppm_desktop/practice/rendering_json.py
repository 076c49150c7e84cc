"""Objects as the webservice's JSON, with what a real shop leaves out."""

import json
from collections.abc import Mapping, Sequence

from ppm_desktop.practice.catalogue import Catalogue
from ppm_desktop.practice.derived import computed, items_of
from ppm_desktop.practice.refusals import Problem
from ppm_desktop.practice.schema import LANGUAGE_IDS, Field, Resource
from ppm_desktop.practice.store import NO_TEXTS, Record
from ppm_desktop.practice.view import View

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]

_COUNTED = frozenset({"id_default_combination"})
_FALSY_IN_PHP = ("", "0", 0, None, False)


def dump(document: Json) -> str:
    """``document`` as PHP writes JSON: no blanks, slashes escaped."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).replace("/", "\\/")


def error_json(problems: Sequence[Problem]) -> str:
    """The document of an answer that refuses."""
    return dump({"errors": [{"code": code, "message": text} for code, text in problems]})


def list_json(catalogue: Catalogue, records: Sequence[Record], view: View) -> str:
    """A list of objects; an empty one is ``[]``, not an object with an empty list."""
    if not records:
        return "[]"
    return dump({view.resource.name: [_entry(catalogue, record, view) for record in records]})


def object_json(catalogue: Catalogue, record: Record, view: View, *, written: bool = False) -> str:
    """One object, without its falsy fields; the id of one just created is a string."""
    entry = _entry(catalogue, record, view)
    kept: dict[str, Json] = {name: value for name, value in entry.items() if value not in _FALSY_IN_PHP}
    if written:
        kept["id"] = str(record.id)
    return dump({view.resource.node: kept})


def schema_json(resource: Resource) -> str:
    """The blank schema: fields are falsy and left out, associations stay."""
    associations: dict[str, Json] = {
        one.name: [{name: None for name, _ in one.fields}] for one in resource.associations
    }
    return dump({resource.node: {"associations": associations}})


def _entry(catalogue: Catalogue, record: Record, view: View) -> dict[str, Json]:
    if view.ids_only:
        return {"id": record.id}
    entry: dict[str, Json] = {"id": record.id} if view.show_id else {}
    for field in view.fields:
        entry[field.name] = _texts(record, field, view) if field.texts else _value(catalogue, record, field, view)
    associations: Mapping[str, Json] = {
        one.name: [
            {name: value for (name, _), value in zip(one.fields, item, strict=True) if name in shown} for item in items
        ]
        for one, shown in view.associations
        if (items := items_of(catalogue, view.resource.name, record, one.name))
    }
    if associations:
        entry["associations"] = dict(associations)
    return entry


def _texts(record: Record, field: Field, view: View) -> Json:
    texts = record.texts.get(field.name) or NO_TEXTS
    if view.one_language and len(view.languages) == 1:
        return texts[view.languages[0]]
    return [{"id": str(LANGUAGE_IDS[place]), "value": texts[place]} for place in view.languages]


def _value(catalogue: Catalogue, record: Record, field: Field, view: View) -> Json:
    if field.name == "new" and "new" not in record.values:
        return None
    if not field.derived:
        return record.values.get(field.name, field.stored)
    value = record.values.get(field.name)
    if value is None:
        value = computed(catalogue, view.resource.name, record, field.name)
    if field.name in _COUNTED:
        return int(value or 0)
    return value or (False if field.name == "manufacturer_name" else "")
