"""Why something of a shop was not done, in words for its page and its dialogs."""

from PySide6.QtCore import QCoreApplication

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import InvalidRequest, PpmError

translate = QCoreApplication.translate


def shop_problem(error: PpmError, language: Language) -> str:
    """One or two sentences about what was refused; of other failures the words of their cause."""
    words = _words().get(error.detail) if isinstance(error, InvalidRequest) else None
    if words is None:
        return explain(error.cause, language, error.facts).sentence
    return words.format(**error.facts)


def _words() -> dict[str, str]:
    return {
        "name_missing": translate("ShopRefusal", "Give the shop a name."),
        "shop_name_long": translate("ShopRefusal", "The shop's name is too long."),
        "key_length": translate("ShopRefusal", "The key must have 32 letters and digits."),
        "address_invalid": translate("ShopRefusal", "The address cannot be right: check it."),
        "address_with_key": translate("ShopRefusal", "The address holds a key or a password. Give the address alone."),
        "shop_exists": translate("ShopRefusal", "A shop with this address or name is on the list already."),
        "shop_unknown": translate("ShopRefusal", "The shop does not exist any more."),
        "test_failed": translate("ShopRefusal", "The test did not come far enough for the shop to be added."),
        "leader_needed": translate("ShopRefusal", "This shop leads. Let another one lead, then this one follows."),
        "limit_range": translate("ShopRefusal", "The limit is a whole number from 1 to {most}."),
        "guard_range": translate("ShopRefusal", "The threshold is out of range."),
        "price_group_unknown": translate("ShopRefusal", "The price group does not exist any more."),
        "category_unknown": translate("ShopRefusal", "The category does not exist any more."),
        "shop_busy": translate(
            "ShopRefusal", "Operation #{id} of this shop has not ended. Cancel it, or wait until it has."
        ),
        "name_mismatch": translate("ShopRefusal", "This is not the shop's name. Type it exactly: {name}"),
    }
