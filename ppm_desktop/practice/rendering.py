"""Objects as the webservice's XML, to the byte as a real shop writes it."""

from collections.abc import Callable, Iterable, Sequence

from ppm_desktop.practice.catalogue import Catalogue
from ppm_desktop.practice.derived import computed, items_of
from ppm_desktop.practice.refusals import Problem
from ppm_desktop.practice.schema import LANGUAGE_IDS, Association, Field, Resource
from ppm_desktop.practice.store import NO_TEXTS, Record
from ppm_desktop.practice.view import View

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<prestashop xmlns:xlink="http://www.w3.org/1999/xlink">\n'
FOOT = "</prestashop>\n"

_Part = Callable[[Record], str]
_REMEMBERED_BYTES = 96 * 1024 * 1024
"""What all views together may remember; a page of 250 products is 0.7 MB."""


def cdata(value: str) -> str:
    """``value`` for use inside CDATA."""
    return value.replace("]]>", "]]]]><![CDATA[>") if "]]>" in value else value


def error_document(problems: Sequence[Problem]) -> str:
    """The document of an answer that refuses; as in a real shop, a message that quotes CDATA breaks it."""
    rows = "".join(
        f"<error>\n<code><![CDATA[{code}]]></code>\n<message><![CDATA[{text}]]></message>\n</error>\n"
        for code, text in problems
    )
    return f"{HEAD}<errors>\n{rows}</errors>\n{FOOT}"


class XmlWriter:
    """Writes objects of a catalogue.

    Not thread-safe; the webservice calls it under the catalogue's lock.

    Attributes:
        api: The webservice's own address with a slash at its end, such as ``http://127.0.0.1:8099/api/``.
    """

    def __init__(self, catalogue: Catalogue, api: str) -> None:
        self._catalogue = catalogue
        self.api = api
        self._renderers: dict[View, _Renderer] = {}

    def document(self, records: Iterable[Record], view: View) -> bytes:
        """A list of objects, in UTF-8."""
        name = view.resource.name
        return f"{HEAD}<{name}>\n".encode() + self._rows(records, view) + f"</{name}>\n{FOOT}".encode()

    def objects(self, records: Iterable[Record], view: View) -> bytes:
        """Objects without a list around them: one that was asked for, or all that were written."""
        return HEAD.encode() + self._rows(records, view) + FOOT.encode()

    def _rows(self, records: Iterable[Record], view: View) -> bytes:
        if view.ids_only:
            node, path = view.resource.node, f"{self.api}{view.resource.name}"
            return "".join([f'<{node} id="{one.id}" xlink:href="{path}/{one.id}"/>\n' for one in records]).encode()
        renderer = self._renderers.pop(view, None) or _Renderer(self._catalogue, self.api, view)
        self._renderers[view] = renderer  # the last used stays longest
        rows = renderer.rows(records)
        while sum(one.remembered_bytes for one in self._renderers.values()) > _REMEMBERED_BYTES:
            del self._renderers[next(iter(self._renderers))]
        return rows


class _Renderer:
    """Writes objects in one view and remembers them until the catalogue changes.

    Attributes:
        remembered_bytes: Size of what it remembers.
    """

    def __init__(self, catalogue: Catalogue, api: str, view: View) -> None:
        self._catalogue = catalogue
        self._api = api
        self._resource: Resource = view.resource
        self._places = view.languages
        self._parts: list[_Part] = [self._field(field) for field in view.fields]
        if view.associations:
            self._parts.append(self._associations(view.associations))
        self._show_id = view.show_id
        self._known: dict[int, tuple[Record, bytes]] = {}
        self._version = -1
        self.remembered_bytes = 0

    def rows(self, records: Iterable[Record]) -> bytes:
        if self._version != self._catalogue.version:
            self._known.clear()
            self.remembered_bytes = 0
            self._version = self._catalogue.version
        known, rows = self._known, []
        for record in records:
            cached = known.get(record.id)
            if cached is None or cached[0] is not record:  # an echo of a write is another record
                cached = known[record.id] = record, self._row(record).encode()
                self.remembered_bytes += len(cached[1])
            rows.append(cached[1])
        return b"".join(rows)

    def _row(self, record: Record) -> str:
        node = self._resource.node
        head = f"<{node}>\n\t<id><![CDATA[{record.id}]]></id>\n" if self._show_id else f"<{node}>\n"
        return f"{head}{''.join([part(record) for part in self._parts])}</{node}>\n"

    def _field(self, field: Field) -> _Part:
        if field.texts:
            return self._text_field(field)
        mark = "" if field.filterable else ' notFilterable="true"'
        name, read = field.name, self._reader(field)
        close = f"]]></{name}>\n"
        plain = f"\t<{name}{mark}><![CDATA["
        if not field.link:
            return lambda record: f"{plain}{cdata(read(record))}{close}"
        path = self._api + field.link

        def linked(record: Record) -> str:
            value = read(record)
            if value in {"", "0"}:
                return f"{plain}{value}{close}"
            where = path.replace("{owner}", str(record.id))
            return f'\t<{name} xlink:href="{where}/{value}"{mark}><![CDATA[{value}{close}'

        return linked

    def _reader(self, field: Field) -> _Part:
        name, stored = field.name, field.stored
        if not field.derived:
            return lambda record: record.values.get(name, stored)
        catalogue, resource = self._catalogue, self._resource.name

        def read(record: Record) -> str:
            given = record.values.get(name)  # the echo of a write brings its own
            return computed(catalogue, resource, record, name) if given is None else given

        return read

    def _text_field(self, field: Field) -> _Part:
        name = field.name
        linked = [
            (place, f'<language id="{LANGUAGE_IDS[place]}" xlink:href="{self._api}languages/{LANGUAGE_IDS[place]}">')
            for place in self._places
        ]
        not_given = "".join(f'<language id="{LANGUAGE_IDS[p]}"><![CDATA[]]></language>' for p in self._places)

        def write(record: Record) -> str:
            texts = record.texts.get(name, NO_TEXTS)
            if texts is None:
                return f"\t<{name}>{not_given}</{name}>\n"
            inner = "".join([f"{head}<![CDATA[{cdata(texts[place])}]]></language>" for place, head in linked])
            return f"\t<{name}>{inner}</{name}>\n"

        return write

    def _associations(self, associations: Sequence[tuple[Association, frozenset[str]]]) -> _Part:
        catalogue, resource = self._catalogue, self._resource.name

        def write(record: Record) -> str:
            lists = []
            for association, shown in associations:
                items = items_of(catalogue, resource, record, association.name)
                head = f'<{association.name} nodeType="{association.node}" api="{association.api}"'
                if not items:
                    lists.append(f"{head}/>\n")
                    continue
                owner = str(record.id if resource == "products" else record.number("id_product"))
                path = f"{self._api}{association.path.replace('{owner}', owner)}"
                rows = "".join([self._item(association, path, shown, item) for item in items])
                lists.append(f"{head}>\n{rows}</{association.name}>\n")
            return f"<associations>\n{''.join(lists)}</associations>\n"

        return write

    def _item(self, association: Association, path: str, shown: frozenset[str], item: Sequence[str]) -> str:
        fields = []
        for (name, link), value in zip(association.fields, item, strict=True):
            if name in shown:
                href = f' xlink:href="{self._api}{link}/{value}"' if link else ""
                fields.append(f"\t<{name}{href}><![CDATA[{value}]]></{name}>\n")
        node = association.node
        return f'\t<{node} xlink:href="{path}/{item[0]}">\n{"".join(fields)}\t</{node}>\n'
