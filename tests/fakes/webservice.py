"""A webservice in a function: answers httpx from rows in memory, after whatever a test put in its way."""

import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import parse_qsl, unquote

import httpx

from ppm_desktop.prestashop.client import PrestaShopClient

KEY = "K7QX2M9ZB4W1N8RT5YV3C6JD0FHSGALE"
"""Looks like a webservice key; must never show up in what is logged or raised."""

Opener = Callable[..., PrestaShopClient]
"""The fixture that opens clients over a fake transport."""

Value = str | int | Mapping[int, str] | Sequence[int]
"""Plain, by language id, or the ids of an association."""
Row = Mapping[str, Value]

SINGULAR = {
    "categories": "category",
    "countries": "country",
    "taxes": "tax",
    "stock_availables": "stock_available",
    "product_option_values": "product_option_value",
}


def xml_answer(body: str | bytes, status: int = 200, **headers: str) -> httpx.Response:
    """An answer as PrestaShop sends it."""
    content = body if isinstance(body, bytes) else body.encode()
    told = {"content-type": "text/xml;charset=utf-8", "psws-version": "8.2.1", **headers}
    return httpx.Response(status, content=content, headers=told)


def error_answer(status: int, *codes: int, message: str = "told") -> httpx.Response:
    """An answer with ``<errors>``."""
    errors = "".join(
        f"<error><code><![CDATA[{code}]]></code><message><![CDATA[{message}]]></message></error>" for code in codes
    )
    return xml_answer(wrapped(f"<errors>{errors}</errors>"), status)


def wrapped(inside: str) -> str:
    """``inside`` as a document of the webservice."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<prestashop xmlns:xlink="http://www.w3.org/1999/xlink">\n'
    return f"{head}{inside}\n</prestashop>\n"


def singular(resource: str) -> str:
    """The name of one object of ``resource``."""
    return SINGULAR.get(resource, resource.removesuffix("s"))


def cdata(text: object) -> str:
    """``text`` as character data; one that holds its end mark in two pieces."""
    return "<![CDATA[" + str(text).replace("]]>", "]]]]><![CDATA[>") + "]]>"


def element(resource: str, row: Row, fields: Sequence[str] | None = None) -> str:
    """One object with its fields (all when None), associations at the end, the way PrestaShop writes it."""
    plain, associations = [], []
    for name in fields or row:
        value = row[name.removesuffix("[id]")]
        if isinstance(value, str | int):
            plain.append(f"\t<{name}>{cdata(value)}</{name}>\n")
        elif isinstance(value, Mapping):
            texts = "".join(
                f'<language id="{number}" xlink:href="http://shop.test/api/languages/{number}">{cdata(text)}</language>'
                for number, text in value.items()
            )
            plain.append(f"\t<{name}>{texts}</{name}>\n")
        else:
            associations.append(_association(name.removesuffix("[id]"), value))
    inside = "".join(plain)
    if associations:
        inside += f"<associations>\n{''.join(associations)}</associations>\n"
    return f"<{singular(resource)}>\n{inside}</{singular(resource)}>\n"


def _association(name: str, ids: Sequence[int]) -> str:
    one = singular(name)
    inside = "".join(
        f'\t<{one} xlink:href="http://shop.test/api/{name}/{number}">\n\t<id>{cdata(number)}</id>\n\t</{one}>\n'
        for number in ids
    )
    return f'<{name} nodeType="{one}" api="{name}">\n{inside}</{name}>\n'


class FakeWebservice(httpx.MockTransport):
    """Rows by resource, served with display, filter, sort and limit; the first answers may be replaced.

    Attributes:
        requests: Everything asked so far.
        first: Answers (or what makes them, or errors to raise) given before any row is looked at.
    """

    def __init__(self, **resources: Sequence[Row]) -> None:
        super().__init__(self._answer)
        self.resources = resources
        self.requests: list[httpx.Request] = []
        self.first: deque[httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]] = deque()

    def asked(self, resource: str) -> list[dict[str, str]]:
        """The queries that ``resource`` was asked with, decoded."""
        return [dict(parse_qsl(r.url.query.decode())) for r in self.requests if r.url.path == f"/api/{resource}"]

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if self.first:
            step = self.first.popleft()
            if isinstance(step, Exception):
                raise step
            return step(request) if callable(step) else step
        resource, _, number = request.url.path.removeprefix("/api/").partition("/")
        if resource not in self.resources:
            return error_answer(401, 26)
        if number:
            return self._one(resource, int(number))
        query = dict(parse_qsl(request.url.query.decode()))
        rows = [row for row in self.resources[resource] if _matches(row, query)]
        rows.sort(key=lambda row: int(str(row["id"])))
        rows = rows[: int(query.get("limit", len(rows)))]
        if "display" not in query:
            inside = "".join(f'<{singular(resource)} id="{row["id"]}"/>\n' for row in rows)
        else:
            fields = query["display"].removeprefix("[").removesuffix("]").split(",")
            inside = "".join(element(resource, row, fields) for row in rows)
        return xml_answer(wrapped(f"<{resource}>\n{inside}</{resource}>"))

    def _one(self, resource: str, number: int) -> httpx.Response:
        for row in self.resources[resource]:
            if row["id"] == number:
                return xml_answer(wrapped(element(resource, row)))
        return httpx.Response(404, headers={"psws-version": "8.2.1"})


def _matches(row: Row, query: Mapping[str, str]) -> bool:
    return all(
        _fits(str(row[name[7:-1]]), unquote(value)) for name, value in query.items() if name.startswith("filter[")
    )


def _fits(own: str, wanted: str) -> bool:
    """PrestaShop's own filters, its habit to ignore those with brackets inside included."""
    form = re.fullmatch(r"([%>]?)\[(.*)\](%?)", wanted)
    if form is None:
        return "[" in wanted or own.lower() == wanted.lower()
    before, value, after = form.groups()
    if "[" in value or "]" in value:
        return True
    if before == ">":
        return int(own) > int(value)
    if before == "%" or after == "%":
        return value.lower() in own.lower()
    if re.fullmatch(r"\d+,\d+", value):
        low, high = value.split(",")
        return int(low) <= int(own) <= int(high)
    return own.lower() in value.lower().split("|")
