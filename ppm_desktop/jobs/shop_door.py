"""Opens the webservice client of a shop: address and key from the database, limits from the settings."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

from ppm_desktop.domain.errors import InvalidRequest, SecretUnreadable
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.prestashop.certificates import Doorstep
from ppm_desktop.prestashop.client import ClientOptions, PrestaShopClient
from ppm_desktop.prestashop.pace import Pace, RequestWindow
from ppm_desktop.secrets import KeyVault

_LOOK_EVERY_S = 0.2


class ShopDoor:
    """Makes clients from any thread; holds no connection itself, but counts the requests of all of them by shop."""

    def __init__(
        self, shops: ShopRepository, vault: KeyVault, shared: SharedSettings, turn: AbstractContextManager[object]
    ) -> None:
        """``turn`` is held by the clients while they turn answers into objects."""
        self._turn = turn
        self._shops = shops
        self._vault = vault
        self._shared = shared
        self._windows: dict[str, RequestWindow] = {}
        self._windows_lock = threading.Lock()

    def open(
        self, shop_id: int, stop: threading.Event | None = None, admit: Callable[[], None] = lambda: None
    ) -> PrestaShopClient:
        """A client for ``shop_id``; its waits end when ``stop`` is set, each request asks ``admit`` first.

        Raises:
            InvalidRequest: there is no such shop.
            SecretUnreadable: this computer cannot decrypt the shop's key.
        """
        # Not found by name: a shop may be called like another one's number.
        shop = next((one for one in self._shops.list(include_inactive=True) if one.id == shop_id), None)
        if shop is None:
            raise InvalidRequest("shop_unknown", name=f"#{shop_id}")
        key = self._vault.decrypt(self._shops.encrypted_key(shop_id))
        return self.knock(shop.url, key, stop, self._shops.request_limit(shop_id), admit=admit)

    def has_key(self, shop_id: int) -> bool:
        """Whether this computer can read the shop's key."""
        try:
            self._vault.decrypt(self._shops.encrypted_key(shop_id))
        except (InvalidRequest, SecretUnreadable):
            return False
        return True

    def knock(
        self,
        address: str,
        key: str,
        stop: threading.Event | None = None,
        requests_per_minute: int | None = None,
        attempts: int | None = None,
        admit: Callable[[], None] = lambda: None,
    ) -> PrestaShopClient:
        """A client for an address and a key that are not stored yet; ``attempts`` for other tries than usual."""
        options = self._options()
        if attempts is not None:
            options = replace(options, attempts=attempts)
        pace = Pace(options.connections, requests_per_minute, stop, admit=admit, window=self._window(address))
        return PrestaShopClient(address, key, options, stop=stop, turn=self._turn, pace=pace)

    def _window(self, address: str) -> RequestWindow:
        with self._windows_lock:
            return self._windows.setdefault(address, RequestWindow())

    def doorstep(self, address: str) -> Doorstep:
        """A look at an address before any key is shown there."""
        return Doorstep(address, self._options())

    def _options(self) -> ClientOptions:
        return ClientOptions(
            timeout_s=self._shared.shop_timeout_s,
            connect_timeout_s=self._shared.shop_connect_timeout_s,
            attempts=self._shared.request_attempts,
            connections=max(self._shared.import_connections, self._shared.send_connections),
            home_country=self._shared.home_country,
        )


@contextmanager
def broken_off(hang_up: Callable[[], None], stop: threading.Event, awaited_s: float) -> Iterator[None]:
    """Call ``hang_up`` when a shop does not answer within ``awaited_s`` seconds after ``stop`` was set."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_LOOK_EVERY_S):
            if stop.is_set():
                if not done.wait(awaited_s):
                    hang_up()
                return

    thread = threading.Thread(target=watch, name="hang-up", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
