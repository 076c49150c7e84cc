"""Sentences that are stored or printed, with Polish and English plurals; the window has Qt's translations instead."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.job import JobType

NBSP = "\u00a0"


class PluralForm(StrEnum):
    """CLDR categories of whole numbers in Polish and English."""

    ONE = "one"
    FEW = "few"
    MANY = "many"


def plural_form(number: int, language: Language) -> PluralForm:
    """The form a noun takes after ``number``; English knows only one and many."""
    if number == 1:
        return PluralForm.ONE
    if language is Language.POLISH and 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14:
        return PluralForm.FEW
    return PluralForm.MANY


_NOUNS: Mapping[tuple[Language, str], tuple[str, str, str]] = MappingProxyType(
    {
        (Language.POLISH, "product"): ("produkt", "produkty", "produktów"),
        (Language.ENGLISH, "product"): ("product", "products", "products"),
        (Language.POLISH, "error"): ("błąd", "błędy", "błędów"),
        (Language.ENGLISH, "error"): ("error", "errors", "errors"),
        (Language.POLISH, "shop"): ("sklep", "sklepy", "sklepów"),
        (Language.ENGLISH, "shop"): ("shop", "shops", "shops"),
        (Language.POLISH, "second"): ("sekunda", "sekundy", "sekund"),
        (Language.ENGLISH, "second"): ("second", "seconds", "seconds"),
    }
)
_NOT_DONE: Mapping[JobType, tuple[tuple[str, str, str], str]] = MappingProxyType(
    {
        JobType.IMPORT: (
            ("nie został zaimportowany", "nie zostały zaimportowane", "nie zostało zaimportowanych"),
            "imported",
        ),
        JobType.SYNC: (
            ("nie został zsynchronizowany", "nie zostały zsynchronizowane", "nie zostało zsynchronizowanych"),
            "synchronized",
        ),
        JobType.EXPORT: (
            ("nie został wyeksportowany", "nie zostały wyeksportowane", "nie zostało wyeksportowanych"),
            "exported",
        ),
    }
)


def counted(number: int, noun: str, language: Language) -> str:
    """``number`` with the right form of ``noun`` ("product", "error", "shop", "second"): "7 błędów"."""
    return f"{grouped(number, language)}{NBSP}{noun_form(number, noun, language)}"


def noun_form(number: int, noun: str, language: Language) -> str:
    """The form of ``noun`` after ``number``, alone."""
    return _pick(_NOUNS[language, noun], number, language)


def grouped(number: int, language: Language) -> str:
    """Thousands set apart: in Polish by a space from five digits on, in English by a comma from four."""
    if language is Language.ENGLISH:
        return f"{number:,}"
    return f"{number:,}".replace(",", NBSP) if number >= 10_000 else str(number)


def out_of(number: int) -> str:
    """The Polish preposition before ``number``: "ze" before 100 to 199 and 100 000 to 199 999, else "z"."""
    return "ze" if 100 <= number < 200 or 100_000 <= number < 200_000 else "z"


def failed_summary(job_type: JobType, failed: int, total: int, language: Language) -> str:
    """How many products of a finished job failed, as one sentence."""
    polish, english = _NOT_DONE[job_type]
    number, saved = grouped(failed, language), total - failed
    if language is Language.ENGLISH:
        rest = f", the other {grouped(saved, language)} {'was' if saved == 1 else 'were'} saved" if saved else ""
        verb = "was" if failed == 1 else "were"
        return f"{number} of {counted(total, 'product', language)} {verb} not {english}{rest}."
    rest = f", {'pozostały' if saved == 1 else 'pozostałe'} {grouped(saved, language)} zapisano" if saved else ""
    products = f"{grouped(total, language)}{NBSP}{'produktu' if total == 1 else 'produktów'}"
    return f"{number} {out_of(total)}{NBSP}{products} {_pick(polish, failed, language)}{rest}."


def _pick(forms: tuple[str, str, str], number: int, language: Language) -> str:
    return forms[list(PluralForm).index(plural_form(number, language))]
