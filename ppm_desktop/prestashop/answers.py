"""Judges an answer: the webservice's document, or the reason why it is none."""

from dataclasses import replace

from lxml import etree

from ppm_desktop.domain.errors import BrokenAnswer
from ppm_desktop.prestashop import failures, xml
from ppm_desktop.prestashop.failures import Answer


def whole_document_of(answer: Answer) -> xml.Document:
    """As `document_of`, with the carriage returns of all values, so that they can be given back as they were."""
    document = document_of(replace(answer, body=xml.keep_returns(answer.body)))
    xml.give_returns_back(document.root)
    return document


def document_of(answer: Answer) -> xml.Document:
    """The document of a good answer.

    The HTTP status alone says little: errors are looked for in every document, and a document in every status.

    Raises:
        ShopError: it is anything else.
    """
    if 300 <= answer.status < 400:
        raise failures.error_of_redirect(answer)
    try:
        document = xml.parse_document(answer.body)
    except xml.NoDocument:
        raise failures.error_of_status(answer) from None
    except BrokenAnswer as error:
        if answer.status >= 400:
            raise failures.error_of_status(answer) from error
        error.status = answer.status
        raise
    root = document.root
    if root.tag != "prestashop":
        raise failures.error_of_foreign_document(answer, str(root.tag))
    told = root.find("errors")
    if told is not None and (errors := _errors(told)):
        raise failures.error_told(answer, errors)
    if answer.status >= 400:
        raise failures.error_of_status(answer)
    return document


def _errors(told: etree._Element) -> list[tuple[int, str]]:
    """Codes and messages; 0 for a code that is no number."""
    found = []
    for error in told.iter("error"):
        code = (error.findtext("code") or "").strip()
        number = int(code) if code.isascii() and code.isdigit() else 0
        found.append((number, (error.findtext("message") or "").strip()))
    return found
