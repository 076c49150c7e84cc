"""What the original text of a failure tells, in the window's words: ids, fields and values, answers of the shop."""

import re

from PySide6.QtCore import QObject

from ppm_desktop.domain.fingerprints import facts_of
from ppm_desktop.domain.job import ItemRecord
from ppm_desktop.gui.field_words import FieldWords
from ppm_desktop.gui.formatting import Wording

_IDS = re.compile(r"id:\d+(?:, id:\d+)*")
_STATUS = re.compile(r": HTTP (?P<status>\d{3})\b")
_OWN_NAMES = {
    "price": "price_net",
    "ean13": "ean",
    "description": "long_description",
    "description_short": "short_description",
    "depth": "length",
    "active": "is_active",
}
"""Fields as the shop calls them, by the names that `FieldWords` knows."""
_READING = frozenset({"GET", "HEAD"})


class FailureDetails(QObject):
    """Tells in one language; what it does not know stays as it is."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._fields = FieldWords(wording)

    def text(self, record: ItemRecord) -> str:
        """What happened to a product; empty where the cause says all there is."""
        if record.cause in ("duplicate_sku", "several_in_shop", "no_sku"):
            return self._in_shop(record)
        return self.told(record.cause or "", record.message)

    def field(self, name: str) -> str:
        """What a field is called, by its name in the shop or in PPM."""
        return self._fields.name(_OWN_NAMES.get(name, name))

    def told(self, cause: str, message: str) -> str:
        """``message``, the original text of a failure, in words."""
        if cause == "unknown" or not message:
            return message
        facts = facts_of(cause.partition(":")[0], message)
        if "action" in facts and "field" not in facts:
            return self._answer(facts["action"], facts["resource"], message)
        if "field" not in facts:
            return message
        name = self.field(facts["field"])
        if not facts.get("value"):
            return self.tr("field: {name}").format(name=name)
        return f"{name}: {facts['value']}"

    def _in_shop(self, record: ItemRecord) -> str:
        ids = re.findall(r"\d+", record.message) if _IDS.fullmatch(record.message) else []
        if not ids and record.message:
            return record.message
        named = [f"ID {one}" for one in ids or [record.external_id] if one is not None]
        if not named:
            return ""
        text = self.tr("{ids} in the shop")
        listed = named[-1]
        if len(named) > 1:
            listed = self.tr("{ids} and {last}").format(ids=", ".join(named[:-1]), last=named[-1])
        return text.format(ids=listed)

    def _answer(self, action: str, resource: str, message: str) -> str:
        found = _STATUS.search(message)
        facts = {"resource": self._resources().get(resource, resource), "code": found["status"] if found else ""}
        if action in _READING:
            answered, silent = self.tr("code {code} when reading: {resource}"), self.tr("no answer: {resource}")
        else:
            answered, silent = self.tr("code {code} when writing: {resource}"), self.tr("no answer: {resource}")
        if found:
            return answered.format(**facts)
        return silent.format(**facts) if "Timeout" in message else message

    def _resources(self) -> dict[str, str]:
        return {
            "products": self.tr("products"),
            "combinations": self.tr("combinations"),
            "categories": self.tr("categories"),
            "stock_availables": self.tr("stock"),
            "specific_prices": self.tr("specific prices"),
            "images": self.tr("pictures"),
            "manufacturers": self.tr("manufacturers"),
            "tax_rules": self.tr("tax rules"),
        }
