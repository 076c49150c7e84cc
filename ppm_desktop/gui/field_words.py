"""Fields of a product and their values as people read them; the one place for all screens."""

import re
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QObject

from ppm_desktop.domain.reading import FieldValue
from ppm_desktop.domain.sending import CATEGORIES, PRICE_OF, STOCK_OF
from ppm_desktop.gui.formatting import NO_VALUE, Wording

LONGEST = 80
_TAG = re.compile(r"<[^>]*>")
_LENGTHS = frozenset({"width", "height", "length"})


class FieldWords(QObject):
    """Names are those of `ppm_desktop.domain.sending.Offer.values`."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording

    def name(self, field: str) -> str:
        """What a field is called."""
        if field.startswith(STOCK_OF):
            return self.tr("Stock of variant {id}").format(id=field.removeprefix(STOCK_OF))
        if field.startswith(PRICE_OF):
            return self.tr("Price of group {id}").format(id=field.removeprefix(PRICE_OF))
        return self._names().get(field, field)

    def value(self, field: str, value: FieldValue) -> str:
        """A value in short: one line, units where they are known, a dash for nothing."""
        if value is None or value == "":
            return NO_VALUE
        if isinstance(value, bool):
            return self.tr("yes") if value else self.tr("no")
        if field == "is_active":
            return self.tr("yes") if value not in (0, "0") else self.tr("no")
        if field == CATEGORIES:
            return str(value).replace(",", ", ")
        number = _decimal(value)
        return _short(str(value)) if number is None else self._number(field, number, str(value))

    def _number(self, field: str, number: Decimal, as_it_is: str) -> str:
        if field == "price_net" or field.startswith(PRICE_OF):
            return self._wording.amount(number)
        if field == "tax_rate":
            return f"{self._wording.plain(number)}%"
        if field == "weight":
            return f"{self._wording.amount(number)} kg"
        if field in _LENGTHS:
            return f"{self._wording.amount(number)} cm"
        if field == "quantity" or field.startswith(STOCK_OF):
            return self._wording.number(int(number))
        return _short(as_it_is)

    def _names(self) -> dict[str, str]:
        return {
            "name": self.tr("Name"),
            "short_description": self.tr("Short description"),
            "long_description": self.tr("Description"),
            "price_net": self.tr("Net price"),
            "tax_rate": self.tr("Tax"),
            "ean": self.tr("EAN-13"),
            "weight": self.tr("Weight"),
            "width": self.tr("Width"),
            "height": self.tr("Height"),
            "length": self.tr("Depth"),
            "is_active": self.tr("Active"),
            "manufacturer": self.tr("Manufacturer"),
            "quantity": self.tr("Stock"),
            CATEGORIES: self.tr("Categories"),
        }


def _decimal(value: FieldValue) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _short(text: str) -> str:
    """One line without markup, cut where it is long."""
    line = " ".join(_TAG.sub(" ", text).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
