"""Tells failures apart by what has to be done about them, whatever product they are of."""

import hashlib
import re
from collections.abc import Mapping

from ppm_desktop.domain.causes import TOLD_BY_KEY

MAX_LENGTH = 64
"""Of a fingerprint, as the ledger keeps it."""
_ASKED = re.compile(r"^(?P<action>GET|HEAD|POST|PUT|PATCH|DELETE) (?P<resource>[a-z_]+)")
_SHOP_FIELD = re.compile(r'(?:[Pp]roperty \w+->|parameter ")(?P<field>\w+)')
_OWN_FIELD = re.compile(r"^(?P<field>[a-z][a-z0-9_]{0,40})(?:: (?P<value>.*))?$", re.DOTALL)
_QUOTED = re.compile(r""""[^"]*"|'[^']*'|„[^”]*”|«[^»]*»""")
_IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[+-]?\w*\d[\w.,:-]*", re.IGNORECASE)
_HASH_DIGITS = 8


def fingerprint(cause: str, code: str, message: str) -> str:
    """The key of a failure's cause with what else tells it apart: ``refused:ean13``, ``permission:products``.

    Unexpected failures are told apart by code and text without its numbers, ids and quoted values.
    """
    if cause == "unknown":
        same = normalised(message)
        return f"{cause}:{_digest(f'{code} {same}')}" if same else cause
    told = facts_of(cause, message).get(TOLD_BY_KEY.get(cause, ""), "")
    return f"{cause}:{told}"[:MAX_LENGTH] if told else cause


def facts_of(cause: str, message: str) -> Mapping[str, str]:
    """What the original text of a failure tells besides its cause: field, value, action, resource."""
    facts: dict[str, str] = {}
    if cause == "other_sku":
        return {"value": message}
    if (asked := _ASKED.match(message)) is not None:
        facts = asked.groupdict()
        field = _SHOP_FIELD.search(message)
    else:
        field = _SHOP_FIELD.search(message) or _OWN_FIELD.match(message)
    if field is not None:
        facts |= {name: value for name, value in field.groupdict().items() if value}
    return facts


def normalised(message: str) -> str:
    """``message`` as it is for every product: without quoted values, and without words that have digits."""
    return " ".join(_IDS.sub("#", _QUOTED.sub("#", message)).split()).casefold()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_DIGITS]
