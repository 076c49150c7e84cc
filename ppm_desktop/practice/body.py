"""The body of a write: XML read as PHP reads it, with its complaints."""

from collections.abc import Iterable
from typing import Protocol, cast

from lxml import etree

from ppm_desktop.practice.refusals import BadRequest, Problem, php_warning

_FORM_PREFIX = b"xml="
_PARSER_LINE = 1544


class _Complaint(Protocol):
    """An entry of lxml's log of errors."""

    line: int
    column: int
    message: str


def entities(body: bytes) -> list[etree._Element]:
    """The objects in ``body``: the children of its root, whatever the root is called.

    Raises:
        BadRequest: 500, code 127 after PHP's own warnings, when it is not XML.
    """
    body = body.removeprefix(_FORM_PREFIX)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    if not body.strip():
        raise BadRequest(500, _not_xml(body))
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise BadRequest(500, *_complaints(error, body), _not_xml(body)) from error
    return [child for child in root if isinstance(child.tag, str)]


def _not_xml(body: bytes) -> Problem:
    original = body.decode("utf-8", "replace")
    return 127, f"XML error : String could not be parsed as XML\nXML length : {len(body)}\nOriginal XML : {original}"


def _complaints(error: etree.XMLSyntaxError, body: bytes) -> list[Problem]:
    """Three warnings an error: what it is, the line, and a mark under the place."""
    lines = body.decode("utf-8", "replace").splitlines()
    problems = []
    for entry in cast("Iterable[_Complaint]", error.error_log):
        line = lines[entry.line - 1] if 0 < entry.line <= len(lines) else ""
        texts = (
            f"Entity: line {entry.line}: parser error : {entry.message}",
            line,
            " " * max(entry.column - 1, 0) + "^",
        )
        problems += [php_warning(f"SimpleXMLElement::__construct(): {one}", _PARSER_LINE) for one in texts]
    return problems


def text_of(element: etree._Element | None) -> str:
    """The text of an element, CDATA included; empty when there is none."""
    return "" if element is None else "".join(str(part) for part in element.itertext())
