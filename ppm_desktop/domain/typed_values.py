"""Names, prices, stock and switches as people type them, or as files hold them."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from ppm_desktop.domain.catalog import CENT
from ppm_desktop.domain.product_edit import Refusal

MAX_NAME = 500
"""Characters of a name; a shop may take fewer, which is the business of a sync."""
MAX_PRICE = Decimal("99999999.99")
MIN_STOCK, MAX_STOCK = -(2**31), 2**31 - 1
_LONGEST_NUMBER = 40
_CURRENCY = re.compile(r"\s*(?:zł|zl|pln)\.?$", re.IGNORECASE)
_NUMBERS = {
    mark: re.compile(rf"([+-]?) ?([0-9]{{1,3}}(?:[ {group}][0-9]{{3}})+|[0-9]*)(?:[{mark}]([0-9]*))?")
    for mark, group in ((",", "."), (".", ","))
}
"""A number by its decimal mark: sign, whole part, decimals."""
_YES = frozenset({"1", "tak", "t", "yes", "y", "true", "on", "prawda", "aktywny", "aktywna", "active", "wlaczony"})
_NO = frozenset({"0", "nie", "n", "no", "false", "off", "falsz", "nieaktywny", "nieaktywna", "inactive", "wylaczony"})


def read_number(text: str, *, decimal_comma: bool | None = None) -> Decimal | None:
    """``text`` as a number, None when it is none.

    Spaces of any kind may group thousands, and so may the mark that is not the decimal one. A person's text, told
    by ``decimal_comma`` None, may have either mark: the last one of two kinds is the decimal one, and so is one
    that stands alone.
    """
    plain = re.sub(r"\s", " ", _CURRENCY.sub("", text.strip())).replace("\u2212", "-").strip()
    mark = _mark_of(plain) if decimal_comma is None else "," if decimal_comma else "."
    match = _NUMBERS[mark].fullmatch(plain)
    if match is None or len(plain) > _LONGEST_NUMBER:
        return None
    sign, whole, decimals = match.groups(default="")
    digits = re.sub(r"[^0-9]", "", whole)
    return Decimal(f"{sign}{digits or 0}.{decimals or 0}") if digits or decimals else None


def read_price(text: str, *, decimal_comma: bool | None = None) -> Decimal | Refusal:
    """A net price, rounded half up to cents."""
    if not text.strip():
        return Refusal.PRICE_EMPTY
    number = read_number(text, decimal_comma=decimal_comma)
    return Refusal.PRICE_NOT_NUMBER if number is None else price_within_bounds(number)


def price_within_bounds(price: Decimal) -> Decimal | Refusal:
    """``price`` rounded half up to cents, if the catalogue can hold it."""
    if price < 0:
        return Refusal.PRICE_NEGATIVE
    if price > MAX_PRICE:
        return Refusal.PRICE_TOO_BIG
    return abs(price).quantize(CENT, ROUND_HALF_UP)  # -0 is 0


def read_stock(text: str, *, decimal_comma: bool | None = None) -> int | Refusal:
    """A quantity; what is owed may be negative."""
    if not text.strip():
        return Refusal.STOCK_EMPTY
    number = read_number(text, decimal_comma=decimal_comma)
    if number is None or number != number.to_integral_value():
        return Refusal.STOCK_NOT_WHOLE
    return stock_within_bounds(int(number))


def stock_within_bounds(quantity: int) -> int | Refusal:
    """``quantity``, if the catalogue can hold it."""
    return quantity if MIN_STOCK <= quantity <= MAX_STOCK else Refusal.STOCK_TOO_BIG


def read_active(text: str) -> bool | Refusal:
    """Yes or no in Polish or English, or as 1 and 0."""
    word = folded(text)
    if word in _YES:
        return True
    return False if word in _NO else Refusal.ACTIVE_UNCLEAR


def read_name(text: str) -> str | Refusal:
    """A name without space around it and on one line."""
    name = " ".join(text.split())
    if not name:
        return Refusal.NAME_EMPTY
    return name if len(name) <= MAX_NAME else Refusal.NAME_TOO_LONG


def folded(text: str) -> str:
    """``text`` without accents and case, for comparing words."""
    decomposed = unicodedata.normalize("NFKD", text.strip().casefold().replace("ł", "l"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _mark_of(number: str) -> str:
    """The decimal mark of a number that a person typed."""
    last = max(",.", key=number.rfind)
    other = "." if last == "," else ","
    # A mark that is repeated groups thousands, whatever its place.
    return other if number.count(last) > 1 else last
