"""What of an object is shown: a request's ``display`` and ``language`` turned into fields and associations."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ppm_desktop.practice.refusals import BadRequest
from ppm_desktop.practice.schema import LANGUAGE_IDS, Association, Field, Resource

_PART = re.compile(r"([^\[\],]+)(?:\[([^\]]*)\])?")


@dataclass(frozen=True)
class View:
    """What of each object is shown.

    Attributes:
        ids_only: Only ids, as attributes of the elements.
        full: Everything was asked for.
        associations: Each with the names of the item's fields to show.
        languages: Places in `LANGUAGE_IDS`.
        one_language: A single language was asked for by the request.
    """

    resource: Resource
    ids_only: bool = False
    full: bool = False
    show_id: bool = True
    fields: tuple[Field, ...] = ()
    associations: tuple[tuple[Association, frozenset[str]], ...] = ()
    languages: tuple[int, ...] = tuple(range(len(LANGUAGE_IDS)))
    one_language: bool = False


def full_view(resource: Resource, languages: Sequence[int] | None = None) -> View:
    """All fields and associations."""
    associations = tuple((one, frozenset(name for name, _ in one.fields)) for one in resource.associations)
    return View(
        resource,
        full=True,
        fields=resource.fields,
        associations=associations,
        languages=tuple(languages if languages is not None else range(len(LANGUAGE_IDS))),
        one_language=languages is not None,
    )


def parse_view(resource: Resource, display: str | None, language: str | None, *, one_object: bool) -> View:
    """What ``display`` and ``language`` of a request ask for.

    Raises:
        BadRequest: with the webservice's own code.
    """
    languages = _languages(language)
    if display is None or display == "minimum":
        return full_view(resource, languages) if one_object else View(resource, ids_only=True)
    if display == "full":
        return full_view(resource, languages)
    if not (display.startswith("[") and display.endswith("]")):
        names = ", ".join(("id", *resource.field_map))
        raise BadRequest.in_list(
            36,
            "The 'display' syntax is wrong. You can set 'full' or '[field_1,field_2,field_3,...]'."
            f" These are available: {names}",
        )
    shown, associations = _named(resource, display[1:-1])
    return View(
        resource,
        show_id="id" in shown,
        fields=tuple(field for field in resource.fields if field.name in shown),
        associations=tuple(
            (one, associations[one.name] | {"id"}) for one in resource.associations if one.name in associations
        ),
        languages=tuple(languages if languages is not None else range(len(LANGUAGE_IDS))),
        one_language=languages is not None,
    )


def _named(resource: Resource, text: str) -> tuple[set[str], dict[str, frozenset[str]]]:
    shown: set[str] = set()
    associations: dict[str, frozenset[str]] = {}
    for match in _PART.finditer(text):
        name, inner = match.group(1).strip(), match.group(2)
        if inner is None and (name == "id" or name in resource.field_map):
            shown.add(name)
            continue
        association = resource.association_map.get(name)
        wanted = frozenset(part.strip() for part in (inner or "").split(","))
        if inner is None or association is None or not wanted <= {field for field, _ in association.fields}:
            names = ", ".join(("id", *resource.field_map))
            raise BadRequest.in_list(
                35, f'Unable to display this field "{name}". However, these are available: {names}'
            )
        associations[name] = associations.get(name, frozenset()) | wanted
    return shown, associations


def _languages(language: str | None) -> list[int] | None:
    if language is None:
        return None
    wanted = language.strip("[]").replace("|", ",").split(",")
    try:
        return [LANGUAGE_IDS.index(int(one)) for one in wanted]
    except ValueError:
        raise BadRequest(400, (81, "language is not available")) from None
