"""Shops: their list, adding one, and asking one whether all is well."""

import builtins

from ppm_desktop.domain.catalog import ShopCategory, ShopIdentity
from ppm_desktop.domain.errors import InvalidRequest, ShopError
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.jobs.shop_door import ShopDoor
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.prestashop.address import normal_address
from ppm_desktop.secrets import KeyVault

KEY_LENGTH = 32
"""Characters of a webservice key, as PrestaShop makes them."""


class ShopService:
    """Every call blocks; keys go in and never come out."""

    def __init__(self, shops: ShopRepository, door: ShopDoor, vault: KeyVault) -> None:
        self._shops = shops
        self._door = door
        self._vault = vault

    def list(self) -> list[ShopSummary]:
        """The active shops by name."""
        return self._shops.list()

    def find(self, name_or_id: str) -> ShopSummary | None:
        """The shop of this name (case does not matter) or number."""
        return self._shops.find(name_or_id)

    def add(self, name: str, url: str, key: str) -> ShopSummary:
        """Store a shop with its key encrypted.

        Raises:
            InvalidRequest: the name, the address or the key cannot be right.
        """
        name, key = name.strip(), key.strip()
        if not name:
            raise InvalidRequest("name_missing")
        if len(key) != KEY_LENGTH or not (key.isascii() and key.isalnum()):
            raise InvalidRequest("key_length")
        return self._shops.add(name, normal_address(url), self._vault.encrypt(key))

    def check_address(self, url: str, key: str) -> ShopIdentity:
        """Ask a shop that is not stored yet who it is; see `test` for what is raised."""
        with self._door.knock(normal_address(url), key.strip()) as client:
            return client.identity()

    def test(self, shop_id: int) -> ShopIdentity:
        """Ask a stored shop who it is, and note how that went.

        Raises:
            ShopError: why the shop cannot be used.
            SecretUnreadable: this computer cannot decrypt its key.
        """
        with self._door.open(shop_id) as client:
            try:
                identity = client.identity()
            except ShopError as error:
                self._shops.note_test(shop_id, version=None, error=error.cause)
                raise
        self._shops.note_test(shop_id, version=identity.version, error=None)
        return identity

    def categories(self, shop_id: int) -> builtins.list[ShopCategory]:
        """The shop's categories, asked from the shop itself."""
        with self._door.open(shop_id) as client:
            return client.categories()
