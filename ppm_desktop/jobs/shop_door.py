"""Opens the webservice client of a shop: address and key from the database, limits from the settings."""

import threading
from contextlib import AbstractContextManager

from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.prestashop.client import ClientOptions, PrestaShopClient
from ppm_desktop.prestashop.pace import Pace
from ppm_desktop.secrets import KeyVault


class ShopDoor:
    """Makes clients; holds no connection itself."""

    def __init__(
        self, shops: ShopRepository, vault: KeyVault, shared: SharedSettings, turn: AbstractContextManager[object]
    ) -> None:
        """``turn`` is held by the clients while they turn answers into objects."""
        self._turn = turn
        self._shops = shops
        self._vault = vault
        self._shared = shared

    def open(self, shop_id: int, stop: threading.Event | None = None) -> PrestaShopClient:
        """A client for ``shop_id``; its waits end when ``stop`` is set.

        Raises:
            InvalidRequest: there is no such shop.
            SecretUnreadable: this computer cannot decrypt the shop's key.
        """
        # Not found by name: a shop may be called like another one's number.
        shop = next((one for one in self._shops.list(include_inactive=True) if one.id == shop_id), None)
        if shop is None:
            raise InvalidRequest("shop_unknown", name=f"#{shop_id}")
        key = self._vault.decrypt(self._shops.encrypted_key(shop_id))
        return self.knock(shop.url, key, stop, self._shops.request_limit(shop_id))

    def knock(
        self,
        address: str,
        key: str,
        stop: threading.Event | None = None,
        requests_per_minute: int | None = None,
    ) -> PrestaShopClient:
        """A client for an address and a key that are not stored yet."""
        connections = max(self._shared.import_connections, self._shared.send_connections)
        options = ClientOptions(
            timeout_s=self._shared.shop_timeout_s,
            connect_timeout_s=self._shared.shop_connect_timeout_s,
            attempts=self._shared.request_attempts,
            connections=connections,
            home_country=self._shared.home_country,
        )
        pace = Pace(connections, requests_per_minute, stop)
        return PrestaShopClient(address, key, options, stop=stop, turn=self._turn, pace=pace)
