"""PrestaShop's checks of single values, by the names its schemas give them."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from ppm_desktop.practice.schema import Field

INT_LOW, INT_HIGH = -(2**31), 2**31 - 1

_HTML_EVENT = re.compile(r"<[^>]*\son\w+\s*=", re.IGNORECASE)
_HTML_BANNED = re.compile(r"<\s*/?\s*(script|i?frame|form|input|embed|object)\b|javascript\s*:", re.IGNORECASE)
_LINK = re.compile(r"^[_a-zA-Z0-9\-]+$")


def _pattern(expression: str) -> Callable[[str], bool]:
    compiled = re.compile(expression)
    return lambda value: compiled.fullmatch(value) is not None


def _is_clean_html(value: str) -> bool:
    return not (_HTML_EVENT.search(value) or _HTML_BANNED.search(value))


def _is_unsigned_float(value: str) -> bool:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return False
    return number.is_finite() and number >= 0


def is_link(value: str) -> bool:
    """Whether ``value`` can stand in an address."""
    return _LINK.match(value) is not None


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "isUnsignedId": _pattern(r"\d+"),
    "isUnsignedInt": _pattern(r"\d+"),
    "isPositiveInt": _pattern(r"\d+"),
    "isInt": _pattern(r"-?\d+"),
    "isBool": _pattern(r"[01]"),
    "isPrice": _pattern(r"\d{1,10}(\.\d{1,9})?"),
    "isNegativePrice": _pattern(r"-?\d{1,10}(\.\d{1,9})?"),
    "isUnsignedFloat": _is_unsigned_float,
    "isFloat": _pattern(r"-?\d+(\.\d+)?"),
    "isReference": _pattern(r"[^<>;={}]*"),
    "isCatalogName": _pattern(r"[^<>;=#{}]*"),
    "isGenericName": _pattern(r"[^<>={}]*"),
    "IsGenericName": _pattern(r"[^<>={}]*"),
    "isCleanHtml": _is_clean_html,
    "isLinkRewrite": is_link,
    "isEan13": _pattern(r"\d{0,13}"),
    "isUpc": _pattern(r"\d{0,12}"),
    "isIsbn": _pattern(r"[0-9-]{0,32}"),
    "isMpn": _pattern(r"[^<>;={}]{0,40}"),
    "isDateFormat": _pattern(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?"),
    "isProductVisibility": _pattern(r"both|catalog|search|none"),
    "isReductionType": _pattern(r"amount|percentage"),
    "isLanguageIsoCode": _pattern(r"[a-zA-Z]{2,3}"),
}


def fault_of(model: str, field: Field, value: str) -> str | None:
    """What PrestaShop says is wrong with ``value``; None when nothing is."""
    name = f"{model}-&gt;{field.name}"  # escaped by the shop itself, in JSON too
    if value == "":
        return f"Property {name} is empty" if field.required and not field.texts else None
    if field.size and len(value) > field.size:
        return (
            f"The length of property {name} is currently {len(value)} chars."
            f" It must be between 0 and {field.size} chars."
        )
    if model == "StockAvailable" and field.name == "quantity":
        return _fault_of_quantity(name, value)
    check = _CHECKS.get(field.format)
    return None if check is None or check(value) else f"Property {name} is not valid"


def _fault_of_quantity(name: str, value: str) -> str | None:
    """The range is checked first, on what PHP makes of the text."""
    number = re.match(r"-?\d+(\.\d+)?", value)
    if number is None or not INT_LOW <= Decimal(number.group()) <= INT_HIGH:
        reading = number.group() if number else "0"
        return f"The range of property {name} is currently {reading}. It must be between {INT_LOW} and {INT_HIGH}."
    return None if re.fullmatch(r"-?\d+", value) else f"Property {name} is not valid"


def normal(field: Field, value: str | None) -> str:
    """``value`` as the database keeps it."""
    if value is None or value == "":
        return field.stored
    if field.amount:
        return f"{Decimal(value):.6f}"
    return value
