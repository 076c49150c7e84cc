"""What the webservice does with the catalogue: lists, single objects, schemas, writes and deletions."""

import re
from collections.abc import Mapping, Sequence

from ppm_desktop.practice.catalogue import Catalogue
from ppm_desktop.practice.costs import Bill
from ppm_desktop.practice.describing import root_document, schema_document
from ppm_desktop.practice.images import image_document
from ppm_desktop.practice.query import select
from ppm_desktop.practice.refusals import BadRequest, NothingThere, php_warning
from ppm_desktop.practice.rendering import XmlWriter
from ppm_desktop.practice.rendering_json import list_json, object_json, schema_json
from ppm_desktop.practice.schema import Resource
from ppm_desktop.practice.view import View, full_view, parse_view
from ppm_desktop.practice.writing import Writer

_MANY_IDS = re.compile(r"^\[(.*)\]$")


class Service:
    """Answers in the webservice's own words; call it under the catalogue's lock.

    Every method raises `BadRequest`, `NothingThere` or `FatalError` instead of answering.
    """

    def __init__(self, catalogue: Catalogue, api: str, shop_name: str) -> None:
        self._catalogue = catalogue
        self._api = api
        self._shop_name = shop_name
        self._xml = XmlWriter(catalogue, api)
        self._writer = Writer(catalogue)

    def root(self, permissions: Mapping[str, frozenset[str]]) -> str:
        """The resources a key may use."""
        return root_document(self._api, self._shop_name, permissions)

    def images(self, path: Sequence[str], *, as_json: bool) -> str:
        """Kinds and ids of images."""
        return image_document(self._catalogue, self._api, path, as_json=as_json)

    def many(self, resource: Resource, query: Mapping[str, str], bill: Bill, *, as_json: bool) -> str | bytes:
        """A list, or a schema."""
        schema = query.get("schema")
        if schema is not None:
            return self._schema(resource, schema, as_json=as_json)
        view = parse_view(resource, query.get("display"), query.get("language"), one_object=False)
        records = select(self._catalogue.tables[resource.name], query, view)
        _charge(bill, view, len(records))
        if as_json:
            return list_json(self._catalogue, records, view)
        return self._xml.document(records, view)

    def one(
        self, resource: Resource, wanted: str, query: Mapping[str, str], bill: Bill, *, as_json: bool
    ) -> str | bytes:
        """One object."""
        view = parse_view(resource, query.get("display"), query.get("language"), one_object=True)
        record = self._catalogue.tables[resource.name].rows.get(int(wanted)) if wanted.isdecimal() else None
        if record is None:
            raise NothingThere
        _charge(bill, view, 1)
        if as_json:
            return object_json(self._catalogue, record, view)
        return self._xml.objects([record], view)

    def write(self, method: str, resource: Resource, body: bytes, bill: Bill, *, as_json: bool) -> str | bytes:
        """Create or change objects; the answer has each in full."""
        before = self._catalogue.writes[resource.name]
        try:
            written = self._writer.write(method, resource, body)
        finally:
            bill.wrote(resource.name, self._catalogue.writes[resource.name] - before)
        view = full_view(resource)
        if not as_json:
            return self._xml.objects(written, view)
        if len(written) == 1:
            return object_json(self._catalogue, written[0], view, written=method == "POST")
        return list_json(self._catalogue, written, view)

    def delete(self, resource: Resource, one: str | None, many: str | None, bill: Bill) -> None:
        """Delete one object or ``?id=[1,2]``; when one of several is missing nothing is deleted."""
        match = _MANY_IDS.match(many) if many else None
        if match is None and one is None:
            raise BadRequest(404, php_warning("Undefined array key 1", 1485), (87, "Id(s) not exists: 0"))
        wanted = match.group(1).split(",") if match else [one or ""]
        rows = self._catalogue.tables[resource.name].rows
        missing = [text for text in wanted if not text.strip().isdecimal() or int(text) not in rows]
        if missing:
            raise BadRequest(404, (87, f"Id(s) not exists: {', '.join(missing)}"))
        ids = dict.fromkeys(int(text) for text in wanted)
        for record_id in ids:
            self._catalogue.delete(resource.name, record_id)
        self._catalogue.writes[resource.name] += len(ids)
        bill.wrote(resource.name, len(ids))

    def _schema(self, resource: Resource, kind: str, *, as_json: bool) -> str:
        if kind not in {"blank", "synopsis"}:
            message = "Please select a schema of type 'synopsis' to get the whole schema informations or 'blank'"
            raise BadRequest.in_list(28, message)
        return schema_json(resource) if as_json else schema_document(resource, kind, self._api)


def _charge(bill: Bill, view: View, rows: int) -> None:
    if not view.ids_only:
        bill.read(view.resource.name, rows, full=view.full, associations=len(view.associations))
