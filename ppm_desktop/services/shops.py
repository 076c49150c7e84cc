"""Shops: their list and profiles, adding, testing, changing, switching off and removing them."""

import builtins
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextvars import copy_context
from dataclasses import replace
from urllib.parse import urlsplit

from ppm_desktop.domain.audit import AuditAction
from ppm_desktop.domain.catalog import ShopCategory
from ppm_desktop.domain.errors import InvalidRequest, PpmError
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.shop_profile import ConnectionReport, RemovalFacts, ShopEdit, ShopProfile
from ppm_desktop.jobs.shop_door import ShopDoor, broken_off
from ppm_desktop.persistence.audit import AuditLog
from ppm_desktop.persistence.shop_profiles import ShopProfiles
from ppm_desktop.persistence.shop_removal import ShopRemoval
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.prestashop.address import normal_address
from ppm_desktop.secrets import KeyVault
from ppm_desktop.services.connection_test import ConnectionTest, OnStep

KEY_LENGTH = 32
"""Characters of a webservice key, as PrestaShop makes them."""
NAME_LENGTH = 200
TESTS_AT_ONCE = 4
MOST_REQUESTS = 60_000
"""A minute; above it a limit is a typing error."""
_MOST_OFF, _MOST_PRICE = 100.0, 99_999.0


class ShopService:
    """Every call blocks; keys go in and never come out."""

    def __init__(
        self,
        shops: ShopRepository,
        profiles: ShopProfiles,
        removal: ShopRemoval,
        door: ShopDoor,
        vault: KeyVault,
        audit: AuditLog,
    ) -> None:
        self._shops = shops
        self._profiles = profiles
        self._removal = removal
        self._door = door
        self._vault = vault
        self._audit = audit

    def list(self) -> list[ShopSummary]:
        """The active shops by name."""
        return self._shops.list()

    def find(self, name_or_id: str) -> ShopSummary | None:
        """The shop of this name (case does not matter) or number, switched off or not."""
        return self._shops.find(name_or_id)

    def profiles(self) -> Sequence[ShopProfile]:
        """All shops by name, switched off ones too."""
        return self._profiles.all()

    def profile(self, shop_id: int) -> ShopProfile:
        """One shop as it is now.

        Raises:
            InvalidRequest: there is no such shop.
        """
        return self._profiles.one(shop_id)

    def add(self, name: str, url: str, key: str, report: ConnectionReport | None = None) -> ShopSummary:
        """Store a shop with its key encrypted, and with what its test found.

        Raises:
            InvalidRequest: the name, the address or the key cannot be right, or the test did not come far enough.
        """
        name, key = _checked_name(name), _checked_key(key)
        if report is not None and not report.may_add:
            raise InvalidRequest("test_failed")
        added = self._shops.add(name, normal_address(url), self._vault.encrypt(key))
        self._audit.note(AuditAction.SHOP_ADDED, {"shop": added.name}, shop_id=added.id)
        if report is None:
            return added
        self._profiles.note(added.id, report)
        return replace(added, version=report.version)

    def check(
        self, url: str, key: str, on_step: OnStep | None = None, stop: threading.Event | None = None
    ) -> ConnectionReport:
        """Test an address and a key that are not stored; a failed step is in the report, not raised.

        Raises:
            InvalidRequest: the address or the key cannot be right.
            Cancelled: ``stop`` was set.
        """
        return self._tested(normal_address(url), _checked_key(key), None, on_step, stop)

    def check_edit(
        self,
        shop_id: int,
        url: str,
        key: str | None,
        on_step: OnStep | None = None,
        stop: threading.Event | None = None,
    ) -> ConnectionReport:
        """As `check`, for a changed address or key of a stored shop; without ``key`` its present one counts.

        Raises:
            InvalidRequest: the address or the key cannot be right, or there is no such shop.
            SecretUnreadable: this computer cannot decrypt the present key.
            Cancelled: ``stop`` was set.
        """
        secret = _checked_key(key) if key else self._vault.decrypt(self._shops.encrypted_key(shop_id))
        return self._tested(normal_address(url), secret, self._shops.request_limit(shop_id), on_step, stop)

    def test(
        self, shop_id: int, on_step: OnStep | None = None, stop: threading.Event | None = None
    ) -> ConnectionReport:
        """Test a stored shop and keep what was found; several shops may be tested at once.

        Raises:
            InvalidRequest, SecretUnreadable, Cancelled: as `check_edit`; nothing is kept then.
        """
        address = self._profiles.one(shop_id).summary.url
        report = self.check_edit(shop_id, address, None, on_step, stop)
        self._profiles.note(shop_id, report)
        return report

    def test_all(self) -> Iterator[tuple[ShopSummary, ConnectionReport | PpmError]]:
        """Test every active shop, several at a time, each told as it is done."""
        with ThreadPoolExecutor(TESTS_AT_ONCE, thread_name_prefix="shop-test") as testers:
            running = {testers.submit(copy_context().run, self.test, shop.id): shop for shop in self.list()}
            for future in as_completed(running):
                try:
                    yield running[future], future.result()
                except PpmError as error:
                    yield running[future], error

    def edit(self, shop_id: int, edit: ShopEdit) -> ShopProfile:
        """Change a shop; see `ShopEdit`.

        Raises:
            InvalidRequest: a value cannot be right, or the name or address is another shop's.
        """
        _check_limits(edit)
        checked = replace(edit, name=_checked_name(edit.name), url=normal_address(edit.url))
        encrypted = self._vault.encrypt(_checked_key(edit.key)) if edit.key else None
        self._profiles.edit(shop_id, checked, encrypted)
        facts = {"shop": checked.name, "key": "new"} if encrypted else {"shop": checked.name}
        self._audit.note(AuditAction.SHOP_CHANGED, facts, shop_id=shop_id)
        return self._profiles.one(shop_id)

    def switch(self, shop_id: int, *, active: bool) -> ShopProfile:
        """Switch a shop off (it leaves the lists, history and links stay) or on again."""
        self._profiles.switch(shop_id, active=active)
        profile = self._profiles.one(shop_id)
        facts = {"shop": profile.summary.name, "active": str(active).lower()}
        self._audit.note(AuditAction.SHOP_SWITCHED, facts, shop_id=shop_id)
        return profile

    def removal(self, shop_id: int) -> RemovalFacts:
        """What goes with a shop."""
        return self._removal.facts(shop_id)

    def remove(self, shop_id: int, typed_name: str) -> None:
        """Remove a shop for good.

        Raises:
            InvalidRequest: its name was typed otherwise, or a job of it has not ended.
        """
        name = self._profiles.one(shop_id).summary.name
        if typed_name.strip() != name:
            raise InvalidRequest("name_mismatch", name=name)
        self._removal.remove(shop_id)
        self._audit.note(AuditAction.SHOP_REMOVED, {"shop": name}, shop_id=shop_id)

    def categories(self, shop_id: int) -> builtins.list[ShopCategory]:
        """The shop's categories, asked from the shop itself."""
        with self._door.open(shop_id) as client:
            return client.categories()

    def _tested(
        self, address: str, key: str, limit: int | None, on_step: OnStep | None, stop: threading.Event | None
    ) -> ConnectionReport:
        stop = stop or threading.Event()
        doorstep = self._door.doorstep(address)
        with self._door.knock(address, key, stop, limit, attempts=1) as client:
            hang_up = _both(doorstep.hang_up, client.close)
            with broken_off(hang_up, stop, awaited_s=0.0):
                return ConnectionTest(urlsplit(address).hostname or "", doorstep, client, on_step, stop).run()


def _both(first: Callable[[], None], second: Callable[[], None]) -> Callable[[], None]:
    def call() -> None:
        first()
        second()

    return call


def _checked_name(text: str) -> str:
    name = text.strip()
    if not name:
        raise InvalidRequest("name_missing")
    if len(name) > NAME_LENGTH:
        raise InvalidRequest("shop_name_long")
    return name


def _checked_key(text: str) -> str:
    key = text.strip()
    if len(key) != KEY_LENGTH or not (key.isascii() and key.isalnum()):
        raise InvalidRequest("key_length")
    return key


def _check_limits(edit: ShopEdit) -> None:
    limit, off, price = edit.max_requests_per_minute, edit.guard_off_percent, edit.guard_price_percent
    if limit is not None and not 1 <= limit <= MOST_REQUESTS:
        raise InvalidRequest("limit_range", most=str(MOST_REQUESTS))
    if off is not None and not 0 <= off <= _MOST_OFF:
        raise InvalidRequest("guard_range")
    if price is not None and not 0 <= price <= _MOST_PRICE:
        raise InvalidRequest("guard_range")
