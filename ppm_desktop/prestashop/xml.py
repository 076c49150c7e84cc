"""Reads the webservice's XML: finds it behind printed warnings, refuses what is hostile, never guesses."""

import re
from dataclasses import dataclass

from lxml import etree

from ppm_desktop.domain.errors import BrokenAnswer

CODE = "PPM-XML"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_STARTS = (b"<?xml", b"<prestashop")
_END = b"</prestashop>"
_DOCTYPE = re.compile(rb"(?>(?:\s+|<\?.*?\?>|<!--.*?-->)*)<!DOCTYPE", re.DOTALL)
_WEB_PAGE = re.compile(
    rb"\s*(?>(?:<!--.*?-->\s*)*)(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html|<head|<body)", re.IGNORECASE | re.DOTALL
)
_PROLOG_BYTES = 4096
_CDATA = re.compile(rb"<!\[CDATA\[.*?\]\]>", re.DOTALL)
_RETURN_STANDS_FOR = "\ue00d"
"""Of the private use area: stands for a carriage return, which every XML parser takes out."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class NoDocument(Exception):
    """There is no XML of the webservice in the answer."""


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed answer.

    Attributes:
        root: The ``<prestashop>`` element, or whatever stands in its place.
        printed: What PHP printed around the document, empty normally.
        cleaned: Whether characters that XML forbids had to be taken out first.
    """

    root: etree._Element
    printed: bytes
    cleaned: bool = False


def is_web_page(body: bytes) -> bool:
    """Whether ``body`` begins like HTML."""
    return _WEB_PAGE.match(body[:_PROLOG_BYTES].removeprefix(_BYTE_ORDER_MARK)) is not None


def parse_document(body: bytes) -> Document:
    """Parse the one document in ``body``; call from the thread that fetched it.

    Raises:
        NoDocument: nothing in it looks like the webservice's XML, or it is a web page.
        BrokenAnswer: it is cut off or badly formed, or it brings a document type of its own.
    """
    if is_web_page(body):
        raise NoDocument
    start = _start(body)
    end = body.rfind(_END, start)
    end = len(body) if end < 0 else end + len(_END)
    text = body if start == 0 and end == len(body) else body[start:end]
    if _DOCTYPE.match(text):
        raise _hostile()
    printed = body[:start].removeprefix(_BYTE_ORDER_MARK).strip() or body[end:].strip()
    try:
        return Document(_parse(text), printed)
    except etree.XMLSyntaxError as error:
        clean = _without_forbidden(text)
        if clean == text:
            raise _broken(error) from error
    try:
        return Document(_parse(clean), printed, cleaned=True)
    except etree.XMLSyntaxError as error:
        raise _broken(error) from error


def keep_returns(body: bytes) -> bytes:
    """``body`` with the carriage returns of its values in a form that parsing leaves; see `give_returns_back`."""
    return _CDATA.sub(lambda found: found[0].replace(b"\r", _RETURN_STANDS_FOR.encode()), body)


def give_returns_back(root: etree._Element) -> None:
    """Put the carriage returns of `keep_returns` back into the values below ``root``."""
    for node in root.iter():
        if node.text and _RETURN_STANDS_FOR in node.text:
            node.text = node.text.replace(_RETURN_STANDS_FOR, "\r")


def _start(body: bytes) -> int:
    if body.startswith(_STARTS):
        return 0
    places = [place for place in map(body.find, _STARTS) if place >= 0]
    if not places:
        raise NoDocument
    return min(places)


def _parse(text: bytes) -> etree._Element:
    # A parser for each document: threads that share one wait for each other.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(text, parser)
    # Seen again here because a document type can hide from the look at the bytes, in UTF-16.
    if root.getroottree().docinfo.internalDTD is not None:
        raise _hostile()
    return root


def _without_forbidden(text: bytes) -> bytes:
    """``text`` without the characters that XML forbids: shops hand on whatever was pasted into a description."""
    return _FORBIDDEN.sub("", text.decode("utf-8", "replace")).encode()


def _hostile() -> BrokenAnswer:
    error = BrokenAnswer("document type refused", code=CODE)
    error.retryable = False
    return error


def _broken(error: etree.XMLSyntaxError) -> BrokenAnswer:
    return BrokenAnswer(f"XML: {error.msg}", code=CODE)
