"""What the command line says, in Polish and in English."""

from collections.abc import Mapping
from types import MappingProxyType

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.job import JobType, RowState
from ppm_desktop.domain.product_list import SyncState

_POLISH: Mapping[str, str] = MappingProxyType(
    {
        "shop_unknown": "Nie ma sklepu „{name}”. Zobacz listę: ppm-desktop shop list",
        "shop_added": "Dodano sklep {name} ({url}).",
        "shop_ok": "{name}: połączono, PrestaShop {version}.",
        "no_shops": "Nie ma jeszcze żadnego sklepu. Dodaj go: ppm-desktop shop add NAZWA ADRES --key-stdin",
        "no_jobs": "Brak operacji spełniających kryteria.",
        "job_unknown": "Nie znaleziono operacji {key}. Mogła zostać usunięta z listy.",
        "cancel_asked": "Poproszono o anulowanie operacji #{id}.",
        "cancelled_now": "Anulowano operację #{id}.",
        "cancel_web": "Anulowano operację #{id}. Aplikacja web może pracować dalej.",
        "too_late": "Tej operacji nie można już anulować, właśnie się zakończyła.",
        "counting": "Liczenie produktów…",
        "shop_waits": "Sklep odpowiada {code}, ponowi za {seconds} s (próba {attempt} z {attempts})",
        "lane_waits": "Czeka na operację #{id} tego sklepu…",
        "lane_waits_silent": "Czeka na operację #{id} tego sklepu, która nie daje znaku od {silent} s; po {lease} s "
        "ruszy bez niej…",
        "rate": "{rate}/s",
        "left": "do końca ok. {left}",
        "summary": "Nowe: {created}, zmienione: {updated}, bez zmian: {unchanged}, pominięte: {skipped}, "
        "błędne: {failed}. Czas: {elapsed} s.",
        "causes": "Przyczyny błędów:",
        "more": "… i jeszcze {n}",
        "key_prompt": "Podaj klucz API na standardowym wejściu: --key-stdin",
        "key_in_file": "Uwaga: ten komputer nie ma magazynu kluczy. Klucz szyfrujący zapisano w pliku {path}, "
        "który może czytać tylko jego właściciel.",
        "key_length": "Klucz API ma 32 litery i cyfry. Skopiuj go jeszcze raz z panelu sklepu.",
        "name_missing": "Podaj nazwę sklepu.",
        "address_invalid": "To nie jest adres sklepu. Podaj go tak: https://sklep.pl",
        "address_with_key": "Adres zawiera klucz lub hasło. Podaj sam adres: https://sklep.pl",
        "shop_exists": "Sklep o tym adresie lub nazwie już jest na liście.",
        "shop_off": "Sklep „{name}” jest wyłączony. Włącz go, potem rozpocznij operację.",
        "category_missing": "Wybierz kategorię: --category ID",
        "database_url": "To nie jest adres bazy. Podaj go tak: mysql+pymysql://użytkownik:hasło@serwer/ppm",
        "folder_closed": "Nie można pisać w folderze danych {path} ({reason}). Zmień jego uprawnienia albo wskaż inny "
        "zmienną PPM_DATA_DIR.",
        "fault_unknown": "„{order}” nie jest usterką. Napisz nazwa, nazwa:ile, nazwa:ile@strona lub nazwa:ile=sekundy, "
        "a nazwą jest jedna z: {names}",
        "ended_connection_lost": "Brak połączenia ze sklepem. Sprawdź adres sklepu i sieć, potem spróbuj jeszcze raz.",
        "ended_database_away": "Brak połączenia z bazą. Serwer nie odpowiada lub sieć została przerwana. Sprawdź "
        "sieć i VPN, potem spróbuj jeszcze raz.",
        "cancelling": "Anulowanie…",
        "was_cancelled": "Anulowano.",
        "not_undoable": "Operacji #{id} nie można cofnąć: nie zmieniła niczego w sklepie albo jeszcze trwa.",
        "preview": "{shop}: nowe {create}, do zmiany {update}, bez zmian {unchanged}, konflikty {conflict}, "
        "niepowiązane {unlinked}, błędne {failed}. Próba bez zapisu.",
        "preview_alarm": "To nietypowo duża zmiana: wyłączane {off}, ceny ponad próg {repriced}, "
        "puste nazwy {emptied}. Aby ją wykonać, podaj liczbę produktów: --confirm {n}",
        "preview_create": "nowy",
        "preview_update": "zmiana",
        "preview_conflict": "konflikt",
        "preview_failed": "błąd",
        "still_runs": "Operacja #{id} nie zakończyła się tutaj. Zobacz, co z nią: ppm-desktop jobs show {id}",
        "products_missing": "Podaj co najmniej jedno SKU: --sku SKU",
        "option_without_mode": "{option} działa tylko z --mode {mode}.",
        "schema_current": "Baza jest aktualna (wersja {revision}).",
        "schema_old": "Baza ma wersję {current}, program potrzebuje {head}. Uruchom: ppm-desktop db upgrade",
        "schema_newer": "Baza ma wersję {current}, nowszą niż zna program ({head}). Zaktualizuj program.",
        "schema_upgraded": "Baza jest w wersji {revision}.",
        "practice_ready": "Sklep ćwiczebny: {url}  klucz: {key}  (Ctrl+C kończy)",
        "port_taken": "Port {port} jest zajęty. Wybierz inny: --port",
        "columns_jobs": "Nr|Operacja|Sklep|Stan|Postęp|Błędy|Rozpoczęto",
        "columns_shops": "Nr|Nazwa|Adres|Powiązane produkty|PrestaShop",
        "no_display": "Brak ekranu. Okno działa bez ekranu w poleceniu: ppm-desktop demo",
        "picture_saved": "Zapisano obraz okna: {path}",
        "busy_locked": "PPM Desktop już działa na tym komputerze.",
        "error": "Błąd",
        "data_folder": "Dane: {path}",
        "product_unknown": "Nie ma produktu o SKU {sku}. Mógł nie zostać jeszcze zaimportowany.",
        "no_products": "Brak produktów spełniających kryteria.",
        "products_shown": "Pokazano {shown} z {total}. Więcej: --limit",
        "columns_products": "SKU|Produkt|Kategoria|Cena netto|Stan|Aktywny|Sklepy",
        "columns_now": "Gdzie|Cena netto|Stan|Aktywny|Sync.",
        "columns_history": "Kiedy|Co|Sklep|Kto|Zmiany",
        "edit_in_ppm": "Edycja w PPM",
        "web_without_details": "SKU na liście błędów operacji, bez szczegółów",
        "resolved_by": "naprawiono w #{id}",
        "shop_without_state": "--shop działa tylko z --state.",
        "set_nothing": "Podaj, co zmienić: --name, --price, --stock lub --active.",
        "set_done": "{sku}: zapisano w PPM.",
        "set_same": "{sku}: bez zmian.",
        "waits_in": "Czeka na wysłanie: {shops}.",
        "file_summary": "Do zmiany: {to_change}, bez zmian: {unchanged}, zmiana ceny ponad 50%: {big}, "
        "odrzucone: {refused}.",
        "file_row": "wiersz {number}: {reason}",
        "file_guard": "Zatrzymano przed zapisem. Zmienisz ceny {repriced} produktów, {big} z nich o ponad 50%. Aby "
        "potwierdzić, podaj liczbę produktów: --confirm {n}",
        "file_saved": "Zapisano w PPM: {n}.",
        "file_dry": "Próba, niczego nie zapisano.",
        "refused_saved": "Odrzucone wiersze: {path}",
        "refused_unsaved": "Nie można zapisać pliku {path} ({reason}).",
        "title_row": "Wiersz",
        "title_reason": "Powód",
        "yes": "tak",
        "no": "nie",
        "name_empty": "Nazwa jest pusta.",
        "name_too_long": "Nazwa ma ponad 500 znaków.",
        "price_empty": "Cena jest pusta.",
        "price_not_number": "Cena „{value}” nie jest liczbą.",
        "price_negative": "Cena nie może być ujemna.",
        "price_too_big": "Cena jest za duża (z podatkiem do 99 999 999,99).",
        "stock_empty": "Stan jest pusty.",
        "stock_not_whole": "Stan „{value}” nie jest liczbą całkowitą.",
        "stock_negative": "Stan nie może być ujemny.",
        "stock_too_big": "Stan jest poza zakresem.",
        "active_unclear": "Nie wiadomo, czy „{value}” znaczy aktywny. Napisz tak lub nie.",
        "has_variants": "Stan mają warianty tego produktu, nie on sam.",
        "reserved": "Zarezerwowano więcej, niż by zostało.",
        "product_gone": "Tego produktu już nie ma.",
        "sku_missing": "Brak SKU.",
        "sku_unknown": "Nie ma produktu o tym SKU.",
        "sku_repeated": "SKU powtarza się (wiersz {value}).",
        "file_unreadable": "Nie można odczytać pliku. Sprawdź, czy istnieje i czy jest to CSV lub XLSX.",
        "file_too_big": "Plik jest za duży. Podziel go na mniejsze.",
        "file_empty": "W pliku nie ma danych.",
        "encoding_wrong": "Plik ma inne kodowanie.",
        "sku_column_missing": "W pliku nie ma kolumny SKU (lub Indeks, Kod).",
        "nothing_to_change": "W pliku nie ma kolumny nazwa, cena netto, stan ani aktywny.",
        "column_twice": "Dwie kolumny pliku mają to samo znaczenie.",
    }
)
_ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "shop_unknown": 'There is no shop "{name}". See the list: ppm-desktop shop list',
        "shop_added": "Shop {name} added ({url}).",
        "shop_ok": "{name}: connected, PrestaShop {version}.",
        "no_shops": "There is no shop yet. Add one: ppm-desktop shop add NAME URL --key-stdin",
        "no_jobs": "No operations match the criteria.",
        "job_unknown": "Operation {key} not found. It may have been removed.",
        "cancel_asked": "Asked operation #{id} to stop.",
        "cancelled_now": "Operation #{id} cancelled.",
        "cancel_web": "Operation #{id} cancelled. The web app may go on working.",
        "too_late": "This operation can no longer be cancelled, it has just finished.",
        "counting": "Counting products…",
        "shop_waits": "The shop returns {code}, retry in {seconds} s (attempt {attempt} of {attempts})",
        "lane_waits": "Waiting for operation #{id} of this shop…",
        "lane_waits_silent": "Waiting for operation #{id} of this shop, silent for {silent} s; goes on without it "
        "after {lease} s…",
        "rate": "{rate}/s",
        "left": "about {left} left",
        "summary": "New: {created}, updated: {updated}, unchanged: {unchanged}, skipped: {skipped}, "
        "failed: {failed}. Time: {elapsed} s.",
        "causes": "Failures by cause:",
        "more": "… and {n} more",
        "key_prompt": "Give the API key on standard input: --key-stdin",
        "key_in_file": "Note: this computer has no key store. The encryption key is kept in the file {path}, "
        "which only its owner can read.",
        "key_length": "An API key has 32 letters and digits. Copy it again from the back office.",
        "name_missing": "Give the shop a name.",
        "address_invalid": "This is not a shop address. Write it like this: https://shop.com",
        "address_with_key": "The address holds a key or a password. Give the address alone: https://shop.com",
        "shop_exists": "A shop with this address or name is on the list already.",
        "shop_off": 'Shop "{name}" is switched off. Switch it on, then start the operation.',
        "category_missing": "Choose a category: --category ID",
        "database_url": "This is not a database's address. Write it like this: mysql+pymysql://user:password@host/ppm",
        "folder_closed": "The data folder {path} cannot be written ({reason}). Change its permissions, or name another "
        "one with the variable PPM_DATA_DIR.",
        "fault_unknown": '"{order}" is not a fault. Write name, name:times, name:times@page or name:times=seconds, '
        "where the name is one of: {names}",
        "ended_connection_lost": "No connection to the shop. Check the shop's address and the network, then try again.",
        "ended_database_away": "No database connection. The server does not answer or the network dropped. Check "
        "network and VPN, then try again.",
        "cancelling": "Cancelling…",
        "was_cancelled": "Cancelled.",
        "not_undoable": "Operation #{id} cannot be undone: it changed nothing in a shop, or it still runs.",
        "preview": "{shop}: new {create}, to update {update}, unchanged {unchanged}, conflicts {conflict}, "
        "not linked {unlinked}, failing {failed}. Dry run, nothing saved.",
        "preview_alarm": "This change is unusually big: switched off {off}, prices beyond the limit {repriced}, "
        "emptied names {emptied}. To make it, give the number of products: --confirm {n}",
        "preview_create": "new",
        "preview_update": "update",
        "preview_conflict": "conflict",
        "preview_failed": "failing",
        "still_runs": "Operation #{id} has not ended here. See what becomes of it: ppm-desktop jobs show {id}",
        "products_missing": "Give at least one SKU: --sku SKU",
        "option_without_mode": "{option} works only with --mode {mode}.",
        "schema_current": "The database is up to date (version {revision}).",
        "schema_old": "The database is of version {current}, the program needs {head}. Run: ppm-desktop db upgrade",
        "schema_newer": "The database is of version {current}, newer than the program's {head}. Update the program.",
        "schema_upgraded": "The database is at version {revision}.",
        "practice_ready": "Practice shop: {url}  key: {key}  (Ctrl+C ends it)",
        "port_taken": "Port {port} is taken. Choose another: --port",
        "columns_jobs": "No.|Operation|Shop|Status|Progress|Errors|Started",
        "columns_shops": "No.|Name|Address|Linked products|PrestaShop",
        "no_display": "There is no display. The window works without one in: ppm-desktop demo",
        "picture_saved": "Picture of the window saved: {path}",
        "busy_locked": "PPM Desktop is running on this computer already.",
        "error": "Error",
        "data_folder": "Data: {path}",
        "product_unknown": "There is no product with SKU {sku}. It may not have been imported yet.",
        "no_products": "No products match the criteria.",
        "products_shown": "{shown} of {total} shown. More: --limit",
        "columns_products": "SKU|Product|Category|Net price|Stock|Active|Shops",
        "columns_now": "Where|Net price|Stock|Active|Sync",
        "columns_history": "When|What|Shop|Who|Changes",
        "edit_in_ppm": "Edit in PPM",
        "web_without_details": "SKU on the operation's list of errors, without details",
        "resolved_by": "fixed in #{id}",
        "shop_without_state": "--shop works only with --state.",
        "set_nothing": "Say what to change: --name, --price, --stock or --active.",
        "set_done": "{sku}: saved in PPM.",
        "set_same": "{sku}: unchanged.",
        "waits_in": "Waits to be sent: {shops}.",
        "file_summary": "To change: {to_change}, unchanged: {unchanged}, price moves by more than 50%: {big}, "
        "refused: {refused}.",
        "file_row": "line {number}: {reason}",
        "file_guard": "Stopped before writing. You are changing the prices of {repriced} products, {big} of them by "
        "more than 50%. To confirm, give the number of products: --confirm {n}",
        "file_saved": "Saved in PPM: {n}.",
        "file_dry": "A trial, nothing was saved.",
        "refused_saved": "Refused lines: {path}",
        "refused_unsaved": "The file {path} cannot be written ({reason}).",
        "title_row": "Line",
        "title_reason": "Reason",
        "yes": "yes",
        "no": "no",
        "name_empty": "The name is empty.",
        "name_too_long": "The name has more than 500 characters.",
        "price_empty": "The price is empty.",
        "price_not_number": 'The price "{value}" is not a number.',
        "price_negative": "The price cannot be negative.",
        "price_too_big": "The price is too big (with tax up to 99,999,999.99).",
        "stock_empty": "The stock is empty.",
        "stock_not_whole": 'The stock "{value}" is not a whole number.',
        "stock_negative": "The stock cannot be negative.",
        "stock_too_big": "The stock is out of range.",
        "active_unclear": 'It is not clear whether "{value}" means active. Write yes or no.',
        "has_variants": "The variants of this product have the stock, not the product itself.",
        "reserved": "More is reserved than would be left.",
        "product_gone": "This product is gone.",
        "sku_missing": "There is no SKU.",
        "sku_unknown": "There is no product with this SKU.",
        "sku_repeated": "The SKU is there twice (line {value}).",
        "file_unreadable": "The file cannot be read. Check that it exists and is a CSV or XLSX file.",
        "file_too_big": "The file is too big. Split it into smaller ones.",
        "file_empty": "The file holds nothing.",
        "encoding_wrong": "The file has another encoding.",
        "sku_column_missing": "The file has no column SKU (or Index, Code).",
        "nothing_to_change": "The file has no column name, net price, stock or active.",
        "column_twice": "Two columns of the file mean the same.",
    }
)
_TEXTS = {Language.POLISH: _POLISH, Language.ENGLISH: _ENGLISH}

VERBS: Mapping[tuple[Language, JobType], str] = MappingProxyType(
    {
        (Language.POLISH, JobType.IMPORT): "Importowanie",
        (Language.POLISH, JobType.SYNC): "Synchronizacja",
        (Language.POLISH, JobType.EXPORT): "Eksport",
        (Language.ENGLISH, JobType.IMPORT): "Importing",
        (Language.ENGLISH, JobType.SYNC): "Synchronizing",
        (Language.ENGLISH, JobType.EXPORT): "Exporting",
    }
)
STATES: Mapping[tuple[Language, RowState], str] = MappingProxyType(
    {
        (Language.POLISH, RowState.WAITING): "Oczekuje",
        (Language.POLISH, RowState.COUNTING): "Przetwarzanie",
        (Language.POLISH, RowState.PROCESSING): "Przetwarzanie",
        (Language.POLISH, RowState.RETRYING): "Ponowi",
        (Language.POLISH, RowState.PAUSED): "Wstrzymano",
        (Language.POLISH, RowState.CANCELLING): "Anulowanie…",
        (Language.POLISH, RowState.STALE): "Brak sygnału",
        (Language.POLISH, RowState.COMPLETED): "Ukończono",
        (Language.POLISH, RowState.PARTIAL): "Z błędami",
        (Language.POLISH, RowState.FAILED): "Błąd",
        (Language.POLISH, RowState.CANCELLED): "Anulowano",
        (Language.ENGLISH, RowState.WAITING): "Waiting",
        (Language.ENGLISH, RowState.COUNTING): "Processing",
        (Language.ENGLISH, RowState.PROCESSING): "Processing",
        (Language.ENGLISH, RowState.RETRYING): "Will retry",
        (Language.ENGLISH, RowState.PAUSED): "Paused",
        (Language.ENGLISH, RowState.CANCELLING): "Cancelling…",
        (Language.ENGLISH, RowState.STALE): "No signal",
        (Language.ENGLISH, RowState.COMPLETED): "Completed",
        (Language.ENGLISH, RowState.PARTIAL): "With errors",
        (Language.ENGLISH, RowState.FAILED): "Failed",
        (Language.ENGLISH, RowState.CANCELLED): "Cancelled",
    }
)

STANDS: Mapping[tuple[Language, SyncState], str] = MappingProxyType(
    {
        (Language.POLISH, SyncState.FAILED): "błąd",
        (Language.POLISH, SyncState.CONFLICT): "konflikt",
        (Language.POLISH, SyncState.WAITING): "czeka",
        (Language.POLISH, SyncState.NEVER): "nie wysłano",
        (Language.POLISH, SyncState.OFF): "wyłączony",
        (Language.POLISH, SyncState.IN_SYNC): "zgodny",
        (Language.ENGLISH, SyncState.FAILED): "failed",
        (Language.ENGLISH, SyncState.CONFLICT): "conflict",
        (Language.ENGLISH, SyncState.WAITING): "waiting",
        (Language.ENGLISH, SyncState.NEVER): "never sent",
        (Language.ENGLISH, SyncState.OFF): "off",
        (Language.ENGLISH, SyncState.IN_SYNC): "in sync",
    }
)


def say(language: Language, text: str, **facts: object) -> str:
    """The sentence ``text`` in ``language`` with its facts filled in; a missing one reads as "?"."""
    return _TEXTS[language][text].format_map(_Facts(facts))


class _Facts(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "?"


def knows(text: str) -> bool:
    """Whether there is a sentence of this name."""
    return text in _POLISH
