"""Knocks at a shop's address without its key: whether somebody answers, and how long its certificate is good."""

import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Protocol, runtime_checkable
from urllib.parse import urlsplit

import httpx

from ppm_desktop.prestashop.address import is_loopback
from ppm_desktop.prestashop.client import ClientOptions
from ppm_desktop.prestashop.failures import Asked, error_of_request
from ppm_desktop.prestashop.sockets import OpenSockets


@runtime_checkable
class _Tls(Protocol):
    """What a connection with TLS gives: one of several classes of ssl's, by how the connection was made."""

    def getpeercert(self) -> Mapping[str, object] | None: ...


class Doorstep:
    """One look at an address; what is answered does not matter yet, only that something is."""

    def __init__(self, address: str, options: ClientOptions | None = None) -> None:
        self._address = address
        self._options = options or ClientOptions()
        self._sockets = OpenSockets(urlsplit(address).scheme)

    def hang_up(self) -> None:
        """Break off what is under way, from any thread."""
        self._sockets.break_off()

    def certificate_until(self) -> datetime | None:
        """When the certificate at the address runs out; None without https.

        Raises:
            ShopError: nobody answers there, or the certificate is not good.
        """
        timeout = httpx.Timeout(self._options.timeout_s, connect=self._options.connect_timeout_s)
        trusts = not is_loopback(self._address)
        try:
            with (
                httpx.Client(timeout=timeout, verify=self._options.verify, trust_env=trusts) as http,
                http.stream("GET", f"{self._address}/api/", extensions={"trace": self._sockets.trace}) as response,
            ):
                return _expiry(response)
        except httpx.RequestError as error:
            raise error_of_request(error, Asked("GET", ""), self._options.timeout_s) from error


def _expiry(response: httpx.Response) -> datetime | None:
    stream = response.extensions.get("network_stream")
    tls = stream.get_extra_info("ssl_object") if stream is not None else None
    if not isinstance(tls, _Tls):
        return None
    told = (tls.getpeercert() or {}).get("notAfter")
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(told), UTC) if isinstance(told, str) else None
