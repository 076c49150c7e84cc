"""POST, PUT and PATCH: one object after the other, stopping at the first error without undoing the earlier ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from ppm_desktop.practice.body import entities, text_of
from ppm_desktop.practice.catalogue import Catalogue
from ppm_desktop.practice.refusals import BadRequest, php_warning
from ppm_desktop.practice.schema import LANGUAGE_IDS, Resource
from ppm_desktop.practice.store import NO_TEXTS, Item, Record, Texts
from ppm_desktop.practice.validation import fault_of, is_link, normal
from ppm_desktop.practice.words import slug

_FILLED_BY_THE_CLASS = frozenset({"id_shop_default", "condition", "visibility"})
"""Fields whose defaults PrestaShop's classes set, so that even the echo of a write shows them."""

_POSITION_TOO_BIG = (
    "You cannot set a position greater than the total number of products in the category, starting at 1."
)


@dataclass
class _Draft:
    """An object on its way into the catalogue; None was not given."""

    id: int
    values: dict[str, str | None] = field(default_factory=dict)
    texts: dict[str, Texts | None] = field(default_factory=dict)
    items: dict[str, tuple[Item, ...]] = field(default_factory=dict)
    position: int | None = None


class Writer:
    """Writes what a body holds into the catalogue; call it under the catalogue's lock."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def write(self, method: str, resource: Resource, body: bytes) -> list[Record]:
        """Write every object of ``body`` and return them as the answer echoes them.

        Raises:
            BadRequest: the first error; the objects before it stay written.
        """
        elements = entities(body)
        _check_ids(method, elements)
        return [self._write_one(method, resource, element) for element in elements]

    def _write_one(self, method: str, resource: Resource, element: etree._Element) -> Record:
        draft = self._start(method, resource, element)
        self._assign(method, resource, element, draft)
        if method == "POST" and resource.name == "products":
            _repair_links(draft)
        _validate(resource, draft)
        stored = self._save(method, resource, draft)
        stored = self._associate(resource, element, stored)
        if draft.position is not None:
            self._catalogue.place(stored.id, stored.number("id_category_default"), draft.position)
        self._catalogue.writes[resource.name] += 1
        return _echo(method, resource, draft, stored)

    def _start(self, method: str, resource: Resource, element: etree._Element) -> _Draft:
        table = self._catalogue.tables[resource.name]
        if method == "POST":
            return _Draft(table.next_id)
        record = table.rows.get(_id_of(element) or 0)
        if record is None:
            raise BadRequest(404, (92, "Invalid ID"))
        values = {one.name: record.value(one) for one in resource.plain_fields if not one.derived}
        texts = {one.name: record.texts.get(one.name) or NO_TEXTS for one in resource.text_fields}
        return _Draft(record.id, {**values}, {**texts}, dict(record.items))

    def _assign(self, method: str, resource: Resource, element: etree._Element, draft: _Draft) -> None:
        for one in resource.fields:
            given = element.find(one.name)
            if one.texts:
                if given is not None:
                    draft.texts[one.name] = _texts(given)
                elif method != "PATCH":
                    draft.texts[one.name] = None
            elif given is not None:
                if not one.writable:
                    raise BadRequest(
                        400, (93, f'parameter "{one.name}" not writable. Please remove this attribute of this XML')
                    )
                if one.derived:
                    self._assign_derived(one.name, text_of(given), draft)
                else:
                    draft.values[one.name] = text_of(given)
            elif one.required and method != "PATCH":
                raise BadRequest(400, (41, f'parameter "{one.name}" required'))
            elif method != "PATCH" and not one.derived and one.writable:
                draft.values[one.name] = None

    def _assign_derived(self, name: str, value: str, draft: _Draft) -> None:
        if name == "id_default_combination" and value not in {"", "0"}:
            draft.values["cache_default_attribute"] = value
        if name == "position_in_category":
            position = int(value) if value.isdecimal() else 0
            category = int(draft.values.get("id_category_default") or 0)
            if position < 1:
                raise BadRequest(500, (134, "You cannot set 0 or a negative position, the minimum is 1."))
            if position > len(self._catalogue.members(category)):
                raise BadRequest(500, (135, _POSITION_TOO_BIG))
            draft.position = position if draft.id in self._catalogue.members(category) else None

    def _save(self, method: str, resource: Resource, draft: _Draft) -> Record:
        catalogue = self._catalogue
        self._stamp(method, resource, draft)
        values = {one.name: normal(one, draft.values.get(one.name)) for one in resource.plain_fields if not one.derived}
        texts = {name: given or NO_TEXTS for name, given in draft.texts.items()}
        if resource.name == "categories":
            parent = catalogue.tables["categories"].rows.get(int(values["id_parent"] or 0))
            values["level_depth"] = str(parent.number("level_depth") + 1 if parent else 0)
            draft.values["level_depth"] = values["level_depth"]
        record = Record(draft.id, values, {**texts}, draft.items)
        if method == "POST":
            catalogue.insert(resource.name, record)
        else:
            catalogue.update(resource.name, record)
        return catalogue.tables[resource.name].rows[record.id]

    def _stamp(self, method: str, resource: Resource, draft: _Draft) -> None:
        if "date_upd" not in resource.field_map:
            return
        old = self._catalogue.tables[resource.name].rows.get(draft.id)
        now = self._catalogue.stamp(old.values.get("date_upd", "") if old else "")
        draft.values["date_upd"] = now
        if method == "POST" or not draft.values.get("date_add"):
            draft.values["date_add"] = old.values.get("date_add", now) if old else now

    def _associate(self, resource: Resource, element: etree._Element, record: Record) -> Record:
        container = element.find("associations")
        for child in container if container is not None else ():
            name = str(child.tag)
            association = resource.association_map.get(name)
            if association is None:
                raise BadRequest(400, (86, f'The association "{name}" does not exists'))
            if not association.writable:
                continue
            items = tuple(
                tuple(text_of(item.find(part)) for part, _ in association.fields) for item in child if len(item)
            )
            if resource.name == "products" and name == "combinations":
                self._keep_combinations(record.id, items)
                continue
            record = self._catalogue.tables[resource.name].rows[record.id]
            record = replace(record, items={**record.items, name: tuple(dict.fromkeys(items))})
            self._catalogue.update(resource.name, record)
        return self._catalogue.tables[resource.name].rows[record.id]

    def _keep_combinations(self, product_id: int, items: Sequence[Item]) -> None:
        kept = {item[0] for item in items}
        for combination_id in self._catalogue.combination_ids(product_id):
            if str(combination_id) not in kept:
                self._catalogue.delete("combinations", combination_id)


def _check_ids(method: str, elements: Sequence[etree._Element]) -> None:
    ids = [found for found in map(_id_of, elements) if found is not None]
    if method == "POST":
        if ids:
            raise BadRequest(400, (91, "id is forbidden when adding a new resource"))
        return
    if len(set(ids)) != len(ids):
        raise BadRequest(400, (89, "id is duplicate in request"))
    if len(ids) != len(elements):
        raise BadRequest(400, (90, "id is required when modifying a resource"))


def _id_of(element: etree._Element) -> int | None:
    text = text_of(element.find("id")).strip()
    if not text:
        return None
    return int(text) if text.isdecimal() else 0


def _texts(given: etree._Element) -> Texts | None:
    """The languages of a field, those not given emptied; None when it holds no language at all."""
    languages = given.findall("language")
    if not languages:
        return None
    by_id = {one.get("id", ""): text_of(one) for one in languages}
    return tuple(by_id.get(str(language), "") for language in LANGUAGE_IDS)


def _repair_links(draft: _Draft) -> None:
    """A new product's addresses: made from the name where missing, mended where bad."""
    names = draft.texts.get("name")
    if names is None:
        complaint = "foreach() argument must be of type array|object, string given"
        raise BadRequest(500, php_warning(complaint, 8101, "/var/www/html/classes/Product.php"))
    links = draft.texts.get("link_rewrite") or NO_TEXTS
    draft.texts["link_rewrite"] = tuple(
        link if link and is_link(link) else slug(link or name) for link, name in zip(links, names, strict=True)
    )


def _validate(resource: Resource, draft: _Draft) -> None:
    for one in resource.text_fields:
        for text in draft.texts.get(one.name) or ():
            fault = fault_of(resource.model, one, text)
            if fault:
                raise BadRequest(400, (84, f'Validation error: "{fault}"'))
    for one in resource.plain_fields:
        value = draft.values.get(one.name)
        if value is None:
            continue
        fault = fault_of(resource.model, one, value)
        if fault:
            raise BadRequest(400, (85, f'Validation error: "{fault}"'))


def _echo(method: str, resource: Resource, draft: _Draft, stored: Record) -> Record:
    """The object as PHP still has it in its hands: what was not given is empty, not yet the database's default."""
    values = {}
    for one in resource.plain_fields:
        if not one.derived:
            given = draft.values.get(one.name)
            kept = one.stored if one.name in _FILLED_BY_THE_CLASS else ""
            values[one.name] = kept if given is None else given
    if method != "PATCH" and resource.name == "products":
        values["quantity"] = ""
    return Record(stored.id, values, dict(draft.texts), stored.items)
