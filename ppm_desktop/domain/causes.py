"""Every cause of a failure in plain words: its name, what happened and what to do next.

Sentences may hold ``{placeholders}``, filled from the facts of an error. What stands in ``[brackets]`` is said only
where its facts are known; elsewhere a missing fact reads as "?".

The key of a cause may tell a fact of its own behind a colon, such as the field in ``refused:ean13``: failures that
ask for different steps are causes of their own (see `ppm_desktop.domain.fingerprints`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from types import MappingProxyType


class Language(StrEnum):
    """The languages the program speaks, by ISO code; Polish is the first."""

    POLISH = "pl"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Explanation:
    """One cause in one language."""

    name: str
    explanation: str
    advice: str

    @property
    def sentence(self) -> str:
        """All three parts as one text."""
        return " ".join(part for part in (self.name, self.explanation, self.advice) if part)


class CauseStep(StrEnum):
    """Where the next step is done; a button leads there."""

    SHOP = "shop"
    PRODUCTS = "products"


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause with its short code and its words in every language."""

    key: str
    code: str
    words: Mapping[Language, Explanation]


PRODUCT_CAUSES = frozenset(
    {
        "gone",
        "refused",
        "no_sku",
        "unwritable_sku",
        "duplicate_sku",
        "invalid_ean",
        "duplicate_ean",
        "invalid_price",
        "category_unmapped",
        "not_in_shop",
        "value_too_long",
        "data_rejected",
        "conflict",
        "several_in_shop",
        "other_sku",
        "linked_elsewhere",
        "not_in_ppm",
        "tax_unknown",
        "tax_missing",
    }
)
"""Causes that lie in one product's data: many of them in a row say nothing about the shop."""


TOLD_BY_KEY: Mapping[str, str] = MappingProxyType(
    {"refused": "field", "value_too_long": "field", "permission": "resource"}
)
"""Which fact stands behind the colon in the key of a cause."""

_STEPS: Mapping[CauseStep, frozenset[str]] = MappingProxyType(
    {
        CauseStep.SHOP: frozenset(
            {
                "key_rejected",
                "permission",
                "too_many_requests",
                "webservice_off",
                "unsafe",
                "not_webservice",
                "connection_lost",
                "category_unmapped",
                "version_old",
            }
        ),
        CauseStep.PRODUCTS: frozenset(
            {
                "gone",
                "refused",
                "unwritable_sku",
                "invalid_ean",
                "duplicate_ean",
                "invalid_price",
                "conflict",
                "other_sku",
                "tax_missing",
            }
        ),
    }
)
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_PLACEHOLDER = re.compile(r"{(\w+)}")


def cause_of(key: str | None) -> Cause:
    """The cause that ``key`` belongs to; one unknown to this version is an unexpected error."""
    return CAUSES.get(base_key(key), CAUSES["unknown"])


def keys_of(text: str) -> tuple[str, ...]:
    """Keys of the causes that a person means by ``text``: a key, or a short code in any case; none for neither."""
    if base_key(text) in CAUSES:
        return (text,)
    return tuple(cause.key for cause in CAUSES.values() if cause.code.casefold() == text.strip().casefold())


def base_key(key: str | None) -> str:
    """``key`` without what it tells of its own."""
    return (key or "unknown").partition(":")[0]


def step_of(key: str | None) -> CauseStep | None:
    """Where what this cause asks for is done, None when there is nothing to open."""
    return next((step for step, keys in _STEPS.items() if base_key(key) in keys), None)


def cause_told_by(sentence: str | None) -> str | None:
    """The key of the cause that a stored ``sentence`` begins with, in whatever language; None where none does."""
    names = ((key, words.name) for key, cause in CAUSES.items() for words in cause.words.values())
    return next((key for key, name in names if sentence and sentence.startswith(name)), None)


def short_name(key: str | None, language: Language) -> str:
    """The cause in a word or two, for narrow places."""
    known = _SHORT.get(cause_of(key).key)
    if known is None:
        return explain(key, language).name.rstrip(".")
    told = (key or "").partition(":")[2]
    name = known[0] if language is Language.POLISH else known[1]
    return f"{name}: {told}" if told and base_key(key) in TOLD_BY_KEY else name


def explain(key: str | None, language: Language, facts: Mapping[str, str] | None = None) -> Explanation:
    """The words of the cause ``key``; a key unknown to this version reads as an unexpected error."""
    words = cause_of(key).words[language]
    told = (key or "").partition(":")[2]
    own = {TOLD_BY_KEY[base_key(key)]: told} if told and base_key(key) in TOLD_BY_KEY else {}
    filled = _Filled(own | {name: fact for name, fact in (facts or {}).items() if fact})
    formatter = Formatter()
    parts = (_chosen(part, filled) for part in (words.name, words.explanation, words.advice))
    return Explanation(*(formatter.vformat(part, (), filled) for part in parts))


def _chosen(text: str, facts: Mapping[str, str]) -> str:
    """``text`` without the brackets, and without what stands in those that lack a fact; the innermost first."""
    while (found := _OPTIONAL.search(text)) is not None:
        told = found[1] if all(name in facts for name in _PLACEHOLDER.findall(found[1])) else ""
        text = text[: found.start()] + told + text[found.end() :]
    return text.strip()


class _Filled(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def _cause(key: str, code: str, pl: tuple[str, str, str], en: tuple[str, str, str]) -> tuple[str, Cause]:
    words = MappingProxyType({Language.POLISH: Explanation(*pl), Language.ENGLISH: Explanation(*en)})
    return key, Cause(key, code, words)


CAUSES: Mapping[str, Cause] = MappingProxyType(
    dict(
        (
            _cause(
                "key_rejected",
                "HTTP 401",
                (
                    "Sklep odrzucił klucz API.",
                    "Klucz jest nieprawidłowy, wyłączony albo usunięty.",
                    "Sprawdź klucz w panelu sklepu (Parametry zaawansowane, API) i wklej go ponownie w Sklepach.",
                ),
                (
                    "The shop rejected the API key.",
                    "It is wrong, disabled or deleted.",
                    "Check it in the back office (Advanced Parameters, Webservice) and paste it again in Shops.",
                ),
            ),
            _cause(
                "permission",
                "PS 26",
                (
                    "Brak uprawnień klucza API.",
                    "[Klucz nie pozwala na[ „{action}” dla] „{resource}”.]",
                    "Zaznacz to uprawnienie przy kluczu w panelu sklepu, potem ponów.",
                ),
                (
                    "The API key lacks permission.",
                    '[It does not allow[ "{action}" on] "{resource}".]',
                    "Enable it for the key in the back office, then retry.",
                ),
            ),
            _cause(
                "interrupted",
                "PPM-STOP",
                (
                    "Wielokrotnie przerwane.",
                    "Operacja została przerwana {n} razy bez postępu.",
                    "Sprawdź komputer i sklep, potem ją dokończ.",
                ),
                (
                    "Interrupted repeatedly.",
                    "The operation was interrupted {n} times without progress.",
                    "Check the computer and the shop, then finish it.",
                ),
            ),
            _cause(
                "gone",
                "HTTP 404",
                (
                    "Produktu nie ma już w sklepie.",
                    "Ktoś go usunął albo adres sklepu się zmienił.",
                    "Wyślij go eksportem: powstanie w sklepie na nowo.",
                ),
                (
                    "The product is no longer in the shop.",
                    "It was deleted or the shop address changed.",
                    "Send it with an export: the shop gets it again.",
                ),
            ),
            _cause(
                "refused",
                "HTTP 400",
                (
                    "Sklep nie przyjął danych produktu.",
                    "[Pole „{field}” ma nieprawidłową wartość[ „{value}”].]",
                    "Popraw pole w karcie produktu, potem ponów ten produkt.",
                ),
                (
                    "The shop did not accept the product data.",
                    '[Field "{field}" has an invalid value[ "{value}"].]',
                    "Correct it in the product and retry that product.",
                ),
            ),
            _cause(
                "too_many_requests",
                "HTTP 429",
                (
                    "Za dużo zapytań naraz.",
                    "Sklep prosi o zwolnienie. PPM zwalnia i ponawia sam.",
                    "Jeśli powtarza się codziennie, zmniejsz limit tempa w Sklepach.",
                ),
                (
                    "Too many requests.",
                    "The shop asks to slow down. PPM slows down and retries by itself.",
                    "If it happens daily, lower the rate limit in Shops.",
                ),
            ),
            _cause(
                "too_large",
                "HTTP 413",
                (
                    "Za dużo danych naraz.",
                    "Serwer sklepu nie przyjmuje żądań tej wielkości, nawet z jednym produktem.",
                    "Skróć opis produktu albo poproś opiekuna sklepu o większy limit żądania.",
                ),
                (
                    "Too much data at once.",
                    "The shop's server takes no requests of this size, not even with one product.",
                    "Shorten the product's description, or ask the shop's maintainer for a higher limit of requests.",
                ),
            ),
            _cause(
                "filtered",
                "HTTP 403",
                (
                    "Zapora sklepu odrzuciła zapis.",
                    "Serwer przed sklepem nie przepuścił treści tego produktu.",
                    "Sprawdź opis produktu, a jeśli odrzucane są wszystkie, poproś opiekuna sklepu o wyjątek dla API.",
                ),
                (
                    "The shop's firewall refused to save.",
                    "The server before the shop did not let the product's content pass.",
                    "Check the description; if all are refused, ask the shop's maintainer to exempt the webservice.",
                ),
            ),
            _cause(
                "internal",
                "HTTP 500",
                (
                    "Błąd wewnętrzny sklepu.",
                    "Sklep zgłosił awarię przy tym produkcie.",
                    "Ponów raz. Jeśli błąd wraca, wyślij raport CSV opiekunowi sklepu.",
                ),
                (
                    "Internal shop error.",
                    "The shop failed on this product.",
                    "Retry once. If it returns, send the CSV report to the shop's maintainer.",
                ),
            ),
            _cause(
                "overloaded",
                "HTTP 503",
                (
                    "Sklep jest przeciążony lub w trybie konserwacji.",
                    "PPM ponowi sam do 5 razy.",
                    "Jeśli to konserwacja, ponów po jej zakończeniu.",
                ),
                (
                    "The shop is overloaded or in maintenance.",
                    "PPM retries up to 5 times.",
                    "If it is maintenance, retry when it ends.",
                ),
            ),
            _cause(
                "webservice_off",
                "PS 22",
                (
                    "Usługa API sklepu jest wyłączona.",
                    "To nie przeciążenie, ponawianie nie pomoże.",
                    "Włącz ją w panelu sklepu (Parametry zaawansowane, API), potem ponów.",
                ),
                (
                    "The shop's webservice is switched off.",
                    "It is not overload, retrying will not help.",
                    "Enable it in the back office (Advanced Parameters, Webservice), then retry.",
                ),
            ),
            _cause(
                "timeout",
                "HTTP 504",
                (
                    "Przekroczono czas odpowiedzi.",
                    "Sklep nie odpowiedział[ w {s} s], zwykle przy wielu kombinacjach.",
                    "Zwykle wystarczy ponowić za kilka minut.",
                ),
                (
                    "The shop took too long.",
                    "No answer[ in {s} s], usually with many combinations.",
                    "Retrying in a few minutes is usually enough.",
                ),
            ),
            _cause(
                "unsafe",
                "DNS/TLS",
                (
                    "Nie można bezpiecznie połączyć się ze sklepem.",
                    "Adres nie istnieje albo certyfikat wygasł lub nie pasuje do adresu.",
                    "Sprawdź adres w Sklepach. Certyfikat odnawia firma hostingowa.",
                ),
                (
                    "Cannot connect to the shop safely.",
                    "The address does not exist or the certificate has expired or does not match the address.",
                    "Check the address in Shops. The hosting company renews certificates.",
                ),
            ),
            _cause(
                "not_webservice",
                "PPM-HTML",
                (
                    "Pod tym adresem nie odpowiada API sklepu.",
                    "Przyszła strona WWW zamiast danych.",
                    "Sprawdź adres sklepu (z https i właściwą domeną), potem ponów.",
                ),
                (
                    "The shop's webservice does not answer at this address.",
                    "A web page came instead of data.",
                    "Check the shop address (https, the right domain), then retry.",
                ),
            ),
            _cause(
                "broken_answer",
                "PPM-XML",
                (
                    "Odpowiedź sklepu jest uszkodzona.",
                    "Zwykle to chwilowe.",
                    "Ponów; jeśli wraca, wyślij raport opiekunowi sklepu.",
                ),
                (
                    "The shop's answer is broken.",
                    "Usually temporary.",
                    "Retry; if it returns, send the report to the shop's maintainer.",
                ),
            ),
            _cause(
                "connection_lost",
                "PPM-NET",
                (
                    "Połączenie ze sklepem zostało zerwane.",
                    "PPM próbował kilka razy.",
                    "Sprawdź adres sklepu i sieć, potem ponów.",
                ),
                (
                    "The connection to the shop was lost.",
                    "PPM tried several times.",
                    "Check the shop address and the network, then retry.",
                ),
            ),
            _cause(
                "php_warning",
                "PS 3",
                (
                    "Sklep zgłosił ostrzeżenie programu.",
                    "Produkt mógł zostać zapisany; PPM sprawdzi go przy ponowieniu.",
                    "",
                ),
                (
                    "The shop reported a program warning.",
                    "The product may have been saved; PPM checks it on retry.",
                    "",
                ),
            ),
            _cause(
                "no_sku",
                "PPM-NOSKU",
                (
                    "Produkt nie ma SKU.",
                    "W sklepie pole „Indeks” jest puste.",
                    "Uzupełnij je w sklepie, potem ponów.",
                ),
                (
                    "The product has no SKU.",
                    "Its reference is empty in the shop.",
                    "Fill it in there, then retry.",
                ),
            ),
            _cause(
                "duplicate_sku",
                "PPM-DUPSKU",
                (
                    "To SKU występuje w sklepie więcej niż raz.",
                    "",
                    "Zostaw jeden produkt z tym SKU, potem ponów.",
                ),
                ("This SKU exists more than once in the shop.", "", "Keep one product with it, then retry."),
            ),
            _cause(
                "invalid_ean",
                "PPM-EANBAD",
                ("Nieprawidłowy kod EAN-13.", "Cyfra kontrolna się nie zgadza.", "Popraw kod."),
                ("Invalid EAN-13.", "The check digit is wrong.", "Correct it."),
            ),
            _cause(
                "duplicate_ean",
                "PPM-EAN",
                (
                    "Zduplikowany kod EAN-13.",
                    "Inny produkt w PPM ma już ten kod.",
                    "Popraw kod w sklepie albo połącz produkty w PPM, potem ponów.",
                ),
                (
                    "Duplicate EAN-13.",
                    "Another product in PPM already has this code.",
                    "Correct it in the shop or merge the products in PPM, then retry.",
                ),
            ),
            _cause(
                "invalid_price",
                "PPM-PRICE",
                ("Nieprawidłowa cena.", "Cena jest pusta, ujemna lub ma zły zapis.", "Popraw cenę, potem ponów."),
                ("Invalid price.", "The price is empty, negative or badly written.", "Correct it, then retry."),
            ),
            _cause(
                "category_unmapped",
                "PPM-CAT",
                (
                    "Kategoria bez odpowiednika.",
                    "Kategoria nie jest powiązana z kategorią po drugiej stronie.",
                    "Powiąż ją w ustawieniach sklepu, potem ponów.",
                ),
                (
                    "Category not mapped in PPM.",
                    "The shop category is not linked to a PPM category.",
                    "Link it in the shop settings, then retry.",
                ),
            ),
            _cause(
                "category_gone",
                "HTTP 404",
                (
                    "Tej kategorii nie ma w sklepie.",
                    "Ktoś ją usunął albo ma inny numer.",
                    "Wybierz kategorię jeszcze raz i rozpocznij nową operację.",
                ),
                (
                    "The shop has no such category.",
                    "It was deleted or has another number.",
                    "Choose the category again and start a new operation.",
                ),
            ),
            _cause(
                "not_in_shop",
                "PPM-NOTFOUND",
                (
                    "Nie ma w sklepie produktu o tym SKU.",
                    "",
                    "Sprawdź SKU w panelu sklepu, potem ponów.",
                ),
                ("The shop has no product with this SKU.", "", "Check the SKU in the back office, then retry."),
            ),
            _cause(
                "value_too_long",
                "PPM-LENGTH",
                (
                    "Wartość nie mieści się w bazie.",
                    "[Pole „{field}” jest za długie lub za duże.]",
                    "Skróć ją w sklepie, potem ponów.",
                ),
                (
                    "A value does not fit the database.",
                    '[Field "{field}" is too long or too large.]',
                    "Shorten it in the shop, then retry.",
                ),
            ),
            _cause(
                "data_rejected",
                "PPM-DATA",
                (
                    "Baza nie przyjęła danych produktu.",
                    "Wartość nie pasuje do tabeli albo należy już do innego produktu.",
                    "Skopiuj szczegóły i wyślij je administratorowi, potem ponów.",
                ),
                (
                    "The database did not accept the product's data.",
                    "A value does not fit its table or belongs to another product already.",
                    "Copy the details, send them to your administrator, then retry.",
                ),
            ),
            _cause(
                "tax_unknown",
                "PPM-TAX",
                (
                    "Nieznana stawka podatku.",
                    "Grupa podatkowa produktu nie ma stawki dla kraju firmy; cenę brutto policzono bez podatku.",
                    "Sprawdź reguły podatku w sklepie.",
                ),
                (
                    "Unknown tax rate.",
                    "The product's tax group has no rate for the company's country; gross was reckoned without tax.",
                    "Check the tax rules in the shop.",
                ),
            ),
            _cause(
                "tax_missing",
                "PPM-NOTAX",
                (
                    "Sklep nie ma takiej stawki podatku.",
                    "W sklepie brakuje reguły podatku[ {value}%] dla kraju firmy, produktu nie zapisano.",
                    "Dodaj regułę podatku w sklepie albo zmień stawkę produktu w PPM, potem ponów.",
                ),
                (
                    "The shop has no such tax rate.",
                    "The shop lacks a tax rule[ of {value}%] for the company's country, the product was not saved.",
                    "Add the tax rule in the shop, or change the product's rate in PPM, then retry.",
                ),
            ),
            _cause(
                "variant_sku",
                "PPM-VARSKU",
                (
                    "Kombinacja nie ma własnego SKU.",
                    "Indeks kombinacji jest pusty albo powtórzony; PPM nadał jej SKU z numerem kombinacji.",
                    "Uzupełnij indeks kombinacji w sklepie.",
                ),
                (
                    "A combination has no SKU of its own.",
                    "Its reference is empty or repeated; PPM gave it an SKU with the combination's number.",
                    "Fill in the combination's reference in the shop.",
                ),
            ),
            _cause(
                "deleted_in_ppm",
                "PPM-DELETED",
                ("Produkt usunięto w PPM.", "Import go nie przywraca.", "Przywróć produkt w PPM, potem ponów."),
                (
                    "The product was deleted in PPM.",
                    "The import does not restore it.",
                    "Restore it in PPM, then retry.",
                ),
            ),
            _cause(
                "conflict",
                "PPM-CONFLICT",
                ("Produkt zmieniono po obu stronach.", "", "Wybierz, która wartość zostaje."),
                ("The product was changed on both sides.", "", "Choose which value stays."),
            ),
            _cause(
                "key_unreadable",
                "PPM-KEY",
                (
                    "Tego komputera nie dopuszczono do kluczy sklepu.",
                    "",
                    "Wczytaj klucz szyfrujący firmy w Ustawieniach.",
                ),
                ("This computer cannot read the shop's key.", "", "Load the company's encryption key in Settings."),
            ),
            _cause(
                "database_away",
                "MySQL 2003",
                (
                    "Brak połączenia z bazą.",
                    "Serwer nie odpowiada lub sieć została przerwana.",
                    "Nic nie przepada. Sprawdź sieć i VPN, PPM łączy się ponownie sam.",
                ),
                (
                    "No database connection.",
                    "The server does not answer or the network dropped.",
                    "Nothing is lost. Check network and VPN, PPM reconnects by itself.",
                ),
            ),
            _cause(
                "database_refused",
                "MySQL 1045",
                (
                    "Serwer odrzucił hasło lub dostęp.",
                    "",
                    "Sprawdź użytkownika i hasło lub poproś administratora o dostęp z tego komputera.",
                ),
                (
                    "The server rejected the password or access.",
                    "",
                    "Check user and password or ask your administrator for access from this computer.",
                ),
            ),
            _cause(
                "not_allowed_run",
                "MySQL 1142",
                (
                    "Tylko podgląd.",
                    "Konto bazy danych nie pozwala uruchamiać ani zatrzymywać operacji.",
                    "Poproś administratora o rolę operatora.",
                ),
                (
                    "View only.",
                    "The database account does not allow starting or stopping operations.",
                    "Ask your administrator for the role of an operator.",
                ),
            ),
            _cause(
                "not_allowed_edit",
                "MySQL 1142",
                (
                    "Tylko podgląd.",
                    "Konto bazy danych nie pozwala zmieniać produktów.",
                    "Poproś administratora o rolę operatora.",
                ),
                (
                    "View only.",
                    "The database account does not allow changing products.",
                    "Ask your administrator for the role of an operator.",
                ),
            ),
            _cause(
                "not_allowed_shops",
                "MySQL 1142",
                (
                    "Brak uprawnień do sklepów.",
                    "Konto bazy danych nie pozwala ich dodawać, zmieniać ani usuwać.",
                    "Może to zrobić administrator.",
                ),
                (
                    "No rights to the shops.",
                    "The database account does not allow adding, changing or removing them.",
                    "An administrator can do it.",
                ),
            ),
            _cause(
                "not_allowed_settings",
                "MySQL 1142",
                (
                    "Brak uprawnień do wspólnych ustawień.",
                    "Konto bazy danych nie pozwala ich zmieniać.",
                    "Może to zrobić administrator.",
                ),
                (
                    "No rights to the shared settings.",
                    "The database account does not allow changing them.",
                    "An administrator can do it.",
                ),
            ),
            _cause(
                "right_missing",
                "MySQL 1142",
                (
                    "Konto bazy danych nie ma do tego prawa.",
                    "Nic nie zostało zmienione.",
                    "Poproś administratora o odpowiednią rolę.",
                ),
                (
                    "The database account has no right to do that.",
                    "Nothing was changed.",
                    "Ask your administrator for the role that has it.",
                ),
            ),
            _cause(
                "database_busy",
                "MySQL 1213",
                (
                    "Baza była chwilowo zajęta.",
                    "Dwie operacje zmieniały te same dane. PPM ponawia sam.",
                    "Jeśli się powtarza, nie uruchamiaj dwóch operacji na jednym sklepie.",
                ),
                (
                    "The database was busy.",
                    "Two operations changed the same data. PPM retries by itself.",
                    "If it repeats, do not run two operations on one shop.",
                ),
            ),
            _cause(
                "schema_mismatch",
                "MySQL 1054",
                (
                    "Niezgodna wersja bazy.",
                    "Program jest nowszy niż baza lub odwrotnie.",
                    "Zaktualizuj bazę albo poproś o to administratora.",
                ),
                (
                    "Database version mismatch.",
                    "The program is newer than the database or the reverse.",
                    "Update the database or ask your administrator.",
                ),
            ),
            _cause(
                "schema_newer",
                "PPM-OLD",
                (
                    "Baza jest nowsza niż ten program.",
                    "Zaktualizowała ją nowsza wersja PPM.",
                    "Zaktualizuj program na tym komputerze.",
                ),
                (
                    "The database is newer than this program.",
                    "A newer version of PPM has updated it.",
                    "Update the program on this computer.",
                ),
            ),
            _cause(
                "invalid_request",
                "PPM-REQ",
                (
                    "Nie można odczytać ustawień operacji.",
                    "",
                    "Rozpocznij nową operację i wybierz zakres jeszcze raz.",
                ),
                (
                    "The operation's settings cannot be read.",
                    "",
                    "Start a new operation and choose the scope again.",
                ),
            ),
            _cause(
                "job_unknown",
                "PPM-JOB",
                ("Nie znaleziono operacji.", "Mogła zostać usunięta z listy.", ""),
                ("Operation not found.", "It may have been removed.", ""),
            ),
            _cause(
                "job_active",
                "PPM-ACTIVE",
                ("Operacja #{id} jeszcze trwa.", "", "Poczekaj, aż się skończy, albo ją anuluj."),
                ("Operation #{id} has not ended.", "", "Wait until it has, or cancel it."),
            ),
            _cause(
                "job_in_use",
                "PPM-INUSE",
                (
                    "Operacji #{id} nie można jeszcze usunąć.",
                    "Trwa ona sama albo cofanie jej zmian.",
                    "Poczekaj, aż się skończy, potem usuń ją z listy.",
                ),
                (
                    "Operation #{id} cannot be removed yet.",
                    "It has not ended, or its changes are being undone.",
                    "Wait for the end, then remove it from the list.",
                ),
            ),
            _cause(
                "nothing_to_retry",
                "PPM-RETRY",
                ("Nie ma już nic do ponowienia.", "Wszystkie wybrane produkty przetworzono później.", ""),
                ("There is nothing left to retry.", "All of these products have been processed since.", ""),
            ),
            _cause(
                "retry_busy",
                "PPM-RETRY",
                ("Ktoś ponawia to w tej chwili.", "", "Spróbuj ponownie za chwilę."),
                ("Somebody is retrying this right now.", "", "Try again in a moment."),
            ),
            _cause(
                "failed_unknown",
                "PPM-RETRY",
                (
                    "Nie wiadomo, których produktów to dotyczy.",
                    "Aplikacja webowa zapisała tylko liczbę błędów.",
                    "Zaimportuj lub zsynchronizuj wszystkie produkty jeszcze raz.",
                ),
                (
                    "It is not known which products failed.",
                    "The web application stored only how many.",
                    "Import or sync all products again.",
                ),
            ),
            _cause(
                "retry_partly",
                "PPM-RETRY",
                (
                    "Nie ponowiono wszystkich operacji.",
                    "Pominięto: {ids}. Pozostałe z tej partii są ponawiane.",
                    "Ponów pominięte osobno, aby zobaczyć przyczynę.",
                ),
                (
                    "Not all operations were retried.",
                    "Left out: {ids}. The others of the batch are being retried.",
                    "Retry those left out one by one to see the reason.",
                ),
            ),
            _cause(
                "settings_invalid",
                "PPM-SET",
                (
                    "Nieprawidłowe ustawienie „{field}”.",
                    "Pochodzi z pliku {path} albo ze zmiennej środowiskowej PPM_….",
                    "Popraw je lub usuń, potem uruchom program ponownie.",
                ),
                (
                    'The setting "{field}" is not valid.',
                    "It comes from the file {path} or from an environment variable PPM_….",
                    "Correct or remove it, then start the program again.",
                ),
            ),
            _cause(
                "settings_unreadable",
                "PPM-SETFILE",
                (
                    "Nie można odczytać lub zapisać pliku ustawień {path}.",
                    "",
                    "Popraw go lub usuń, program utworzy nowy.",
                ),
                (
                    "The settings file {path} cannot be read or written.",
                    "",
                    "Correct or remove it, the program makes a new one.",
                ),
            ),
            _cause(
                "unwritable_sku",
                "PPM-SKU",
                (
                    "SKU ma znak, którego sklep nie zapisze.",
                    "Ze znakiem sterującym w SKU powstałby produkt o innym SKU.",
                    "Popraw SKU produktu w PPM, potem ponów ten produkt.",
                ),
                (
                    "The SKU has a character that no shop can store.",
                    "With a control character in it the shop would get a product of another SKU.",
                    "Correct the SKU of the product in PPM, then retry that product.",
                ),
            ),
            _cause(
                "broken_off",
                "PPM-HALF",
                (
                    "Produkt wysłany tylko w części.",
                    "Operacja skończyła się w połowie jego zapisu.",
                    "Ponów ten produkt albo cofnij operację.",
                ),
                (
                    "Only a part of the product was sent.",
                    "The operation ended in the middle of writing it.",
                    "Retry that product or undo the operation.",
                ),
            ),
            _cause(
                "several_in_shop",
                "PPM-MANY",
                (
                    "Kilka produktów o tym SKU w sklepie.",
                    "PPM nie wie, który zaktualizować.",
                    "Powiąż właściwy ręcznie.",
                ),
                (
                    "Several products with this SKU in the shop.",
                    "PPM cannot know which to update.",
                    "Link the right one by hand.",
                ),
            ),
            _cause(
                "linked_elsewhere",
                "PPM-LINKED",
                (
                    "Ten produkt sklepu należy do innego produktu PPM.",
                    "Produkt o tym SKU jest w sklepie, ale PPM powiązał go już z innym swoim produktem.",
                    "Sprawdź, który z dwóch produktów PPM jest właściwy; drugi usuń albo zmień jego SKU.",
                ),
                (
                    "This product of the shop belongs to another product of PPM.",
                    "The shop has a product with this SKU, but PPM has linked it to another product of its own.",
                    "See which of PPM's two products is the right one; remove the other or change its SKU.",
                ),
            ),
            _cause(
                "other_sku",
                "PPM-OTHER",
                (
                    "Powiązany produkt ma w sklepie inne SKU.",
                    "[W sklepie jest teraz „{value}”. ]Nic nie zapisano, aby nie nadpisać innego produktu.",
                    "Popraw SKU w sklepie albo zaimportuj produkt jeszcze raz, potem ponów.",
                ),
                (
                    "The linked product has another SKU in the shop.",
                    '[The shop has "{value}" now. ]Nothing was written, so that no other product is overwritten.',
                    "Correct the SKU in the shop or import the product again, then retry.",
                ),
            ),
            _cause(
                "not_in_ppm",
                "PPM-NOTHERE",
                (
                    "Nie ma takiego SKU w PPM.",
                    "Wybrano produkt, którego katalog nie zna.",
                    "Sprawdź pisownię albo najpierw zaimportuj produkt.",
                ),
                (
                    "PPM has no such SKU.",
                    "A product was chosen that the catalogue does not know.",
                    "Check the spelling or import the product first.",
                ),
            ),
            _cause(
                "unlinked",
                "PPM-UNLINKED",
                (
                    "Produkt nie jest powiązany z tym sklepem.",
                    "Synchronizacja zmienia tylko powiązane produkty.",
                    "Aby go utworzyć w sklepie, uruchom eksport.",
                ),
                (
                    "The product is not linked to this shop.",
                    "A sync changes linked products only.",
                    "To create it in the shop, run an export.",
                ),
            ),
            _cause(
                "variants_not_sent",
                "PPM-VARIANTS",
                (
                    "Warianty nie zostały utworzone.",
                    "PPM nie zna atrybutów wariantów, więc utworzono sam produkt.",
                    "Dodaj kombinacje w sklepie, potem zaimportuj produkt.",
                ),
                (
                    "The variants were not created.",
                    "PPM does not know the attributes of the variants, so only the product was created.",
                    "Add the combinations in the shop, then import the product.",
                ),
            ),
            _cause(
                "changed_since",
                "PPM-LATER",
                (
                    "Zmieniono później.",
                    "Ktoś poprawił wartość po tej operacji. Nowsza zostaje.",
                    "",
                ),
                (
                    "Changed later.",
                    "Somebody corrected the value after this operation. The newer one stays.",
                    "",
                ),
            ),
            _cause(
                "guard_stopped",
                "PPM-GUARD",
                (
                    "Zatrzymano przed zapisem: to nietypowo duża zmiana.",
                    "Wyłączone produkty: {off}, ceny zmienione ponad próg: {repriced}, puste nazwy: {emptied}.",
                    "Jeśli tak ma być, wybierz „Sprawdź wszystkie produkty” i potwierdź liczbę produktów: {n}.",
                ),
                (
                    "Stopped before writing: this change is unusually big.",
                    "Products switched off: {off}, prices beyond the limit: {repriced}, emptied names: {emptied}.",
                    "If it is meant to be so, choose “Check all products” and confirm the number of products: {n}.",
                ),
            ),
            _cause(
                "version_old",
                "PPM-VERSION",
                (
                    "Ta wersja PrestaShop nie jest obsługiwana.",
                    "Sklep ma wersję {version}, potrzebna jest 1.7 lub nowsza.",
                    "Zaktualizuj sklep, potem sprawdź połączenie ponownie.",
                ),
                (
                    "This version of PrestaShop is not supported.",
                    "The shop has version {version}, 1.7 or newer is needed.",
                    "Update the shop, then check the connection again.",
                ),
            ),
            _cause(
                "unknown",
                "PPM-000",
                (
                    "Nieoczekiwany błąd.",
                    "Kopiuj szczegóły i wyślij je administratorowi.",
                    "Pozostałe produkty są przetwarzane dalej.",
                ),
                (
                    "Unexpected error.",
                    "Copy the details and send them to your administrator.",
                    "The other products continue.",
                ),
            ),
        )
    )
)

_SHORT: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "key_rejected": ("Klucz API", "API key"),
        "permission": ("Uprawnienia", "Permission"),
        "gone": ("Brak w sklepie", "Gone"),
        "refused": ("Dane", "Data"),
        "too_large": ("Wielkość", "Size"),
        "filtered": ("Zapora", "Firewall"),
        "too_many_requests": ("Tempo", "Rate"),
        "internal": ("Awaria sklepu", "Shop error"),
        "overloaded": ("Przeciążenie", "Overload"),
        "webservice_off": ("API wyłączone", "API off"),
        "timeout": ("Czas", "Time"),
        "unsafe": ("Adres i TLS", "Address, TLS"),
        "not_webservice": ("Adres", "Address"),
        "broken_answer": ("Odpowiedź", "Answer"),
        "connection_lost": ("Połączenie", "Connection"),
        "php_warning": ("Ostrzeżenie", "Warning"),
        "no_sku": ("Brak SKU", "No SKU"),
        "duplicate_sku": ("Podwójne SKU", "Repeated SKU"),
        "several_in_shop": ("Kilka w sklepie", "Several"),
        "other_sku": ("Inne SKU", "Other SKU"),
        "linked_elsewhere": ("Już powiązany", "Linked"),
        "invalid_ean": ("Błędny EAN", "Invalid EAN"),
        "duplicate_ean": ("EAN-13", "EAN-13"),
        "invalid_price": ("Cena", "Price"),
        "category_unmapped": ("Kategoria", "Category"),
        "not_in_shop": ("SKU nieznane", "Not in shop"),
        "not_in_ppm": ("Brak w PPM", "Not in PPM"),
        "value_too_long": ("Za długie", "Too long"),
        "data_rejected": ("Baza", "Database"),
        "conflict": ("Konflikt", "Conflict"),
        "tax_unknown": ("Podatek", "Tax"),
        "tax_missing": ("Stawka podatku", "Tax rate"),
        "unlinked": ("Niepowiązany", "Not linked"),
        "deleted_in_ppm": ("Usunięty w PPM", "Deleted"),
        "category_gone": ("Brak kategorii", "No category"),
        "key_unreadable": ("Klucz firmy", "Company key"),
        "database_away": ("Brak bazy", "No database"),
        "database_busy": ("Baza zajęta", "Busy"),
        "schema_mismatch": ("Wersja bazy", "Schema"),
        "version_old": ("Wersja sklepu", "Version"),
        "unknown": ("Nieznany", "Unknown"),
    }
)
