"""What a sync or export needs to know of a shop once: languages, taxes, manufacturers; and how to say things there."""

import logging
import threading
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ppm_desktop.domain.catalog import ShopProduct, Texts
from ppm_desktop.domain.errors import PpmError, ShopError, ShopRefused
from ppm_desktop.domain.reading import FieldValue, ShopFacts
from ppm_desktop.domain.sending import CATEGORIES, FieldChange, Offer
from ppm_desktop.domain.writing import ProductWrite
from ppm_desktop.prestashop.client import PrestaShopClient
from ppm_desktop.prestashop.writer import OF_ONE_OBJECT, ShopWriter

logger = logging.getLogger(__name__)
HOME_CATEGORY_ID = 2
_TEXT_FIELDS = ("name", "short_description", "long_description")
_PLAIN = {"ean": "ean", "weight": "weight", "width": "width", "height": "height", "length": "depth"}


class ShopBook:
    """Puts PPM's values into one shop's terms; used by several threads.

    Attributes:
        speaks: Whether the shop has the language of ``products.name``; else its texts are left alone.
    """

    def __init__(self, client: PrestaShopClient, catalogue_language: str) -> None:
        """Reads from the shop; see `PrestaShopClient` for what is raised."""
        languages = {one.id: one.iso_code for one in client.languages()}
        self.facts = ShopFacts(languages, catalogue_language, client.tax_rates(), client.manufacturers())
        self.speaks = catalogue_language in languages.values()
        self._groups: dict[Decimal, int] = {}
        for group_id, rate in sorted(self.facts.tax_rates.items(), reverse=True):
            self._groups[rate.normalize()] = group_id
        self._manufacturers = {name.casefold(): number for number, name in self.facts.manufacturers.items()}
        self._refused_manufacturers: dict[str, ShopError] = {}
        self._lock = threading.Lock()

    def changed(
        self, offer: Offer, product: ShopProduct, changes: Iterable[FieldChange], writer: ShopWriter
    ) -> ProductWrite | None:
        """The write that makes ``changes`` of ``product``; None where they are all of its stock or special prices.

        Categories of the shop that PPM does not have stay, and one of them stays the default.

        Raises:
            PpmError: a value has no counterpart in the shop (a tax rate).
        """
        values = {change.field: change.after for change in changes}
        fields = self._fields(values, writer)
        for name, field in zip(_TEXT_FIELDS, ("names", "short_descriptions", "descriptions"), strict=True):
            if name in values:
                fields[field] = self._in_all_languages(product.texts, name, str(values[name] or ""))
        if CATEGORIES in values:
            kept = [number for number in product.category_ids if number not in offer.counterparts]
            fields |= _categories(values[CATEGORIES], kept, product.default_category_id)
        if not fields:
            return None
        return ProductWrite(id=product.id, date_upd=product.date_upd, **fields)  # type: ignore[arg-type]  # by name

    def created(self, offer: Offer, texts: Mapping[str, Mapping[str, str]], writer: ShopWriter) -> ProductWrite:
        """The write that creates ``offer``; ``texts`` has what is known in other languages, by ISO code."""
        fields = self._fields(offer.values, writer)
        fields |= _categories(offer.values.get(CATEGORIES), [HOME_CATEGORY_ID])
        main = {name: str(offer.values.get(name) or "") for name in _TEXT_FIELDS}
        for name, field in zip(_TEXT_FIELDS, ("names", "short_descriptions", "descriptions"), strict=True):
            fields[field] = {
                number: main[name]
                if code == self.facts.catalogue_language
                else texts.get(code, {}).get(name) or main[name]
                for number, code in self.facts.languages.items()
            }
        return ProductWrite(reference=offer.reference or offer.sku, **fields)  # type: ignore[arg-type]  # by name

    def _fields(self, values: Mapping[str, FieldValue], writer: ShopWriter) -> dict[str, object]:
        fields: dict[str, object] = {field: str(values[name] or "") for name, field in _PLAIN.items() if name in values}
        for name in ("weight", "width", "height", "depth"):
            if fields.get(name) == "":
                fields[name] = "0"
        if "price_net" in values:
            fields["price"] = str(values["price_net"] or "0")
        if "is_active" in values:
            fields["active"] = bool(values["is_active"])
        if "tax_rate" in values:
            fields["tax_group_id"] = self._tax_group(values["tax_rate"])
        if "manufacturer" in values:
            fields["manufacturer_id"] = self._manufacturer(str(values["manufacturer"] or "").strip(), writer)
        return fields

    def _tax_group(self, rate: FieldValue) -> int:
        wanted = Decimal(str(rate or "0")).normalize()
        group_id = self._groups.get(wanted)
        if group_id is None and wanted:
            raise PpmError(f"no tax rule of {wanted:f} %", cause="tax_missing", value=f"{wanted:f}")
        return group_id or 0

    def _manufacturer(self, name: str, writer: ShopWriter) -> int:
        if not name:
            return 0
        with self._lock:
            number = self._manufacturers.get(name.casefold())
            if number is None:
                number = self._made_manufacturer(name, writer)
                self._manufacturers[name.casefold()] = number
            return number

    def _made_manufacturer(self, name: str, writer: ShopWriter) -> int:
        """The id of a new manufacturer; a name that the shop has refused once is not offered again.

        Raises:
            ShopRefused: the shop does not take ``name``.
        """
        if name not in self._refused_manufacturers:
            try:
                return writer.create_manufacturer(name)
            except OF_ONE_OBJECT as error:
                logger.info("manufacturer refused: %s", error.detail)
                self._refused_manufacturers[name] = error
        said = self._refused_manufacturers[name]
        raise ShopRefused(f"manufacturer: {name}", code=said.code, field="manufacturer", value=name) from said

    def _in_all_languages(self, texts: Mapping[int, Texts], name: str, ours: str) -> dict[int, str]:
        attribute = {"name": "name", "short_description": "short_description", "long_description": "description"}[name]
        theirs = {number: str(getattr(texts.get(number, Texts()), attribute)) for number in self.facts.languages}
        mine = [number for number, code in self.facts.languages.items() if code == self.facts.catalogue_language]
        return theirs | dict.fromkeys(mine, ours)


def _categories(value: FieldValue, kept: Sequence[int], default: int | None = None) -> dict[str, object]:
    ids = [int(one) for one in str(value or "").split(",") if one]
    if default not in kept:
        default = ids[0] if ids else HOME_CATEGORY_ID
    return {"default_category_id": default, "category_ids": tuple(dict.fromkeys((*kept, *ids)))}
