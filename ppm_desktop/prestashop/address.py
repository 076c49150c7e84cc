"""Turns what people type as a shop's address into the base of its webservice."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

import httpx

from ppm_desktop.domain.errors import InvalidRequest

_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_API_TAIL = re.compile(r"(?:/index\.php)?(?:/api(?:/[a-z_]*)?)?/*$", re.IGNORECASE)
_STANDARD_PORTS = {"http": 80, "https": 443}


def normal_address(text: str) -> str:
    """The base address of a shop, without a slash at its end and without ``/api``.

    Without a scheme https is meant; http is kept only where it was written.

    Raises:
        InvalidRequest: this is no address (``address_invalid``), or it holds a key or a password
            (``address_with_key``): those never belong in an address.
    """
    parts = _split(text.strip())
    if parts.username is not None or "ws_key" in parts.query.lower():
        raise InvalidRequest("address_with_key")
    host = _checked_host(parts.hostname or "", "://" in text)
    port = _port(parts)
    shown_host = f"[{host}]" if ":" in host else host
    shown_port = "" if port in (None, _STANDARD_PORTS[parts.scheme]) else f":{port}"
    address = f"{parts.scheme}://{shown_host}{shown_port}{_API_TAIL.sub('', parts.path)}"
    try:
        httpx.URL(address)
    except httpx.InvalidURL as error:
        raise InvalidRequest("address_invalid") from error
    return address


def page_of(address: str, product_id: int | None) -> str:
    """Where people look at a product of the shop at ``address``; empty without the one or the other."""
    if not address or product_id is None:
        return ""
    return f"{address}/index.php?controller=product&id_product={product_id}"


def is_loopback(address: str) -> bool:
    """Whether ``address`` names this computer itself, which no proxy can reach for us."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _split(text: str) -> SplitResult:
    if not text or any(character.isspace() or not character.isprintable() for character in text):
        raise InvalidRequest("address_invalid")
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
    except ValueError as error:
        raise InvalidRequest("address_invalid") from error
    if parts.scheme not in _STANDARD_PORTS:
        raise InvalidRequest("address_invalid")
    return parts


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError as error:
        raise InvalidRequest("address_invalid") from error


def _checked_host(host: str, with_scheme: bool) -> str:
    """``host`` in lower case; a bare word counts as a host only behind a scheme."""
    host = host.rstrip(".").lower()
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    labels = host.split(".")
    if not all(_LABEL.fullmatch(label) for label in labels) or labels[-1].isdigit():
        raise InvalidRequest("address_invalid")
    if len(labels) == 1 and host != "localhost" and not with_scheme:
        raise InvalidRequest("address_invalid")
    return host
