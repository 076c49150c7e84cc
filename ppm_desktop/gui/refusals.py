"""Why a typed value was not taken, in words that fit under its cell."""

from PySide6.QtCore import QCoreApplication

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import InvalidRequest, PpmError
from ppm_desktop.domain.product_edit import Refusal

translate = QCoreApplication.translate


def edit_problem(error: PpmError, language: Language) -> str:
    """One sentence about why an edit was refused; of other failures the words of their cause."""
    words = _words().get(error.detail) if isinstance(error, InvalidRequest) else None
    return explain(error.cause, language, error.facts).sentence if words is None else words


def _words() -> dict[str, str]:
    return {
        Refusal.NAME_EMPTY: translate("Refusal", "A product needs a name."),
        Refusal.NAME_TOO_LONG: translate("Refusal", "The name is too long."),
        Refusal.PRICE_EMPTY: translate("Refusal", "Type a price, such as 649.00."),
        Refusal.PRICE_NOT_NUMBER: translate("Refusal", "This is no price. Type a number, such as 649.00."),
        Refusal.PRICE_NEGATIVE: translate("Refusal", "A price cannot be negative."),
        Refusal.PRICE_TOO_BIG: translate("Refusal", "The price is too big."),
        Refusal.STOCK_EMPTY: translate("Refusal", "Type a stock, such as 14."),
        Refusal.STOCK_NOT_WHOLE: translate("Refusal", "Stock is a whole number, such as 14."),
        Refusal.STOCK_NEGATIVE: translate("Refusal", "Stock cannot be negative."),
        Refusal.STOCK_TOO_BIG: translate("Refusal", "The stock is too big."),
        Refusal.ACTIVE_UNCLEAR: translate("Refusal", "Choose yes or no."),
        Refusal.HAS_VARIANTS: translate("Refusal", "Stock belongs to the variants of this product."),
        Refusal.RESERVED: translate("Refusal", "More than that is reserved for orders."),
        Refusal.PRODUCT_GONE: translate("Refusal", "The product does not exist any more."),
    }
