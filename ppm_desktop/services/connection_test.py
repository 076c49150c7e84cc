"""The connection test of a shop: six steps in order, each told when it begins and when it ends."""

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from ppm_desktop.domain.catalog import ShopIdentity
from ppm_desktop.domain.errors import Cancelled, ShopAuthError, ShopError, ShopPermissionError
from ppm_desktop.domain.permissions import IMPORT_READS, can_patch
from ppm_desktop.domain.shop_profile import ConnectionReport, ConnectionStep, StepResult, StepState
from ppm_desktop.prestashop.certificates import Doorstep
from ppm_desktop.prestashop.client import PrestaShopClient

OnStep = Callable[[StepResult], None]
Facts = Mapping[str, str]
OLDEST_VERSION = (1, 7)


class ConnectionTest:
    """One test of one shop; made anew for each."""

    def __init__(
        self, host: str, doorstep: Doorstep, client: PrestaShopClient, on_step: OnStep | None, stop: threading.Event
    ) -> None:
        self._host = host
        self._doorstep = doorstep
        self._client = client
        self._on_step = on_step or (lambda _: None)
        self._stop = stop
        self._identity = ShopIdentity("", "", {})
        self._report = ConnectionReport()

    def run(self) -> ConnectionReport:
        """Take the steps up to the first that fails.

        Raises:
            Cancelled: asked to stop.
        """
        works = (self._address, self._webservice, self._key, self._version, self._permissions, self._read)
        for step, work in zip(ConnectionStep, works, strict=True):
            result = self._taken(step, work)
            self._report = replace(self._report, steps=(*self._report.steps, result))
            self._on_step(result)
            if result.state is StepState.FAILED:
                break
        return self._report

    def _taken(self, step: ConnectionStep, work: Callable[[], Facts]) -> StepResult:
        self._check()
        self._on_step(StepResult(step, StepState.RUNNING))
        began = time.monotonic()
        try:
            facts = work()
        except ShopError as error:
            self._check()  # broken off: what failed then is not the shop
            took_ms = _milliseconds(began)
            return StepResult(step, StepState.FAILED, took_ms, error.cause, error.detail, error.facts)
        return StepResult(step, StepState.PASSED, _milliseconds(began), facts=facts)

    def _check(self) -> None:
        if self._stop.is_set():
            raise Cancelled

    def _address(self) -> Facts:
        until = self._doorstep.certificate_until()
        self._report = replace(self._report, certificate_until=until)
        facts = {"host": self._host}
        return facts if until is None else {**facts, "until": until.date().isoformat()}

    def _webservice(self) -> Facts:
        with suppress(ShopAuthError):  # the webservice itself says so: the key is the next step
            self._client.identity()
        return {}

    def _key(self) -> Facts:
        began = time.monotonic()
        self._identity = self._client.identity()
        self._report = replace(
            self._report,
            version=self._identity.version,
            shop_name=self._identity.name,
            permissions=self._identity.permissions,
            can_patch=can_patch(self._identity.permissions),
            answer_ms=_milliseconds(began),
        )
        return {"name": self._identity.name}

    def _version(self) -> Facts:
        version = self._identity.version
        numbers = [int(part) for part in version.split(".") if part.isdecimal()]
        # A shop whose version a proxy hides is not refused: it has answered as a webservice does.
        if numbers and tuple(numbers[:2]) < OLDEST_VERSION:
            raise ShopError(f"PrestaShop {version}", cause="version_old", code="PPM-VERSION", version=version)
        return {"version": version}

    def _permissions(self) -> Facts:
        """Fails only where nothing could be read; a key that may not write can still import."""
        for resource in IMPORT_READS:
            if not self._identity.allows(resource):
                raise ShopPermissionError(f"no GET {resource}", code="PS 26", action="GET", resource=resource)
        matrix = self._report.matrix
        facts = {"held": str(matrix.held), "needed": str(matrix.needed)}
        if matrix.complete:
            return facts
        first = matrix.missing[0]
        return {**facts, "resource": first.resource, "action": first.verb}

    def _read(self) -> Facts:
        """Read one product whole, and count what the shop has on the way."""
        languages = tuple(one.iso_code for one in self._client.languages() if one.active)
        ids = self._client.product_ids()
        products = self._client.page(ids[:1])
        self._report = replace(self._report, languages=languages, product_count=len(ids))
        return {"sku": products[0].reference, "products": str(len(ids))} if products else {"products": str(len(ids))}


def _milliseconds(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
