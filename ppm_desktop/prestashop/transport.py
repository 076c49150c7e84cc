"""Carries requests to one shop: key, time limits, size limits, retries and counters."""

import base64
import logging
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from urllib.parse import quote, urlencode, urlsplit

import httpx
from lxml import etree

from ppm_desktop import __version__
from ppm_desktop.domain.errors import Cancelled, ShopError, ShopTimeout
from ppm_desktop.prestashop import failures, xml
from ppm_desktop.prestashop.address import is_loopback
from ppm_desktop.prestashop.answers import document_of
from ppm_desktop.prestashop.failures import Answer, Asked
from ppm_desktop.prestashop.pace import Pace
from ppm_desktop.prestashop.retry import retry_after_s, retrying
from ppm_desktop.prestashop.sockets import OpenSockets
from ppm_desktop.prestashop.streams import read_body

logger = logging.getLogger(__name__)

Query = Sequence[tuple[str, str]]
Reader = Callable[[Answer], xml.Document]
GOES_OUT = "send_request_headers.started"
"""httpcore's name for the moment at which it begins to write a request."""
ANSWER_LIMIT = 4.0
"""How many times its time limit a whole answer may take; the limit itself is for each silence."""


@dataclass(frozen=True, slots=True)
class ClientOptions:
    """How a client treats its shop.

    Attributes:
        timeout_s: Longest silence of the shop while it answers, and longest wait for a free connection.
        connect_timeout_s: Longest wait for a connection.
        attempts: Tries of one request in all, when its failure may pass.
        connections: Connections kept open at most.
        home_country: ISO code of the country whose tax rates count.
        verify: Whether certificates are checked, or by which context.
        max_answer_bytes: Size of a decoded answer above which it is refused.
    """

    timeout_s: float = 30.0
    connect_timeout_s: float = 10.0
    attempts: int = 3
    connections: int = 3
    home_country: str = "PL"
    verify: bool | ssl.SSLContext = True
    max_answer_bytes: int = 32 * 2**20


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a client has done so far; ``received_bytes`` as they came over the wire, compressed or not."""

    requests: int = 0
    retries: int = 0
    received_bytes: int = 0


class ShopTransport(AbstractContextManager["ShopTransport"]):
    """One HTTP client for one shop; safe for parallel reads.

    Attributes:
        address: Base of the shop, without ``/api``.
    """

    def __init__(
        self,
        address: str,
        key: str,
        options: ClientOptions,
        transport: httpx.BaseTransport | None = None,
        stop: threading.Event | None = None,
        pace: Pace | None = None,
    ) -> None:
        """``stop`` ends waits between tries and keeps further requests from starting; all go through ``pace``."""
        self.address = address
        self._options = options
        self._secrets = _spellings(key)
        self._owns_stop = stop is None
        self._stop = stop or threading.Event()
        self._pace = pace or Pace(options.connections, stop=self._stop)
        self._sockets = OpenSockets(urlsplit(address).scheme)
        self._lock = threading.Lock()
        self._traffic = Traffic()
        self._closed = False
        self._told_of_printing = False
        self._retrying = retrying(options.attempts, self._pause, self._note_retry)
        self._http = httpx.Client(
            auth=httpx.BasicAuth(key, ""),
            headers={"Accept": "text/xml", "Accept-Encoding": "gzip", "User-Agent": f"PPM-Desktop/{__version__}"},
            # Sessions are no use to a webservice, and a shop answers requests of one session one by one.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            timeout=httpx.Timeout(options.timeout_s, connect=options.connect_timeout_s),
            limits=httpx.Limits(max_connections=options.connections, max_keepalive_connections=options.connections),
            follow_redirects=False,
            verify=options.verify,
            transport=transport,
            trust_env=not is_loopback(address),
        )

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.address}>"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def traffic(self) -> Traffic:
        """The counters at this moment."""
        return self._traffic

    def close(self) -> None:
        """Break off everything under way, from any thread; whoever waits for an answer gets `Cancelled`."""
        self._closed = True
        if self._owns_stop:
            self._stop.set()
        self._sockets.break_off()
        self._http.close()

    def get(self, path: str, query: Query = (), read: Reader = document_of) -> tuple[etree._Element, str]:
        """Read ``/api/<path>``: the ``<prestashop>`` element and the shop's version (may be empty).

        ``read`` makes the document of an answer. Only reading is repeated like this: a write whose answer was lost
        may have been done.

        Raises:
            ShopError: the shop did not answer properly, after as many tries as make sense.
            Cancelled: asked to stop, or the client was closed.
        """
        return self._retrying(self._attempt, Asked("GET", path), query, read=read)

    def send(self, verb: str, path: str, body: bytes) -> etree._Element:
        """Write: POST, PUT or PATCH ``body`` (XML) to ``/api/<path>``; never repeated here.

        Raises:
            ShopError: the shop refused, or its answer was lost: the write may have been done all the same.
            Cancelled: asked to stop before it began, or the client was closed.
        """
        return self._attempt(Asked(verb, path), (), body)[0]

    def delete(self, path: str) -> None:
        """Delete ``/api/<path>``; a good answer is empty.

        Raises:
            ShopError: as `send`.
        """
        asked = Asked("DELETE", path)
        self._check()
        answer = self._fetch(asked, (), None)
        if answer.status != 200 or answer.body.strip():
            document_of(answer)

    def _attempt(
        self, asked: Asked, query: Query, body: bytes | None = None, read: Reader = document_of
    ) -> tuple[etree._Element, str]:
        self._check()
        try:
            answer = self._fetch(asked, query, body)
            document = read(answer)
        except ShopError as error:
            self._complete(error, asked)
            raise
        self._note_printing(asked, document)
        return document.root, answer.version or ""

    def _complete(self, error: ShopError, asked: Asked) -> None:
        """Name the request in ``error``, and take out the key wherever the shop may have repeated it."""
        named = error.detail if error.detail.startswith(str(asked)) else f"{asked}: {error.detail}"
        error.detail = self._scrubbed(named)
        error.args = (error.detail,)
        error.facts = {name: self._scrubbed(value) for name, value in error.facts.items()}

    def _fetch(self, asked: Asked, query: Query, body: bytes | None) -> Answer:
        with self._pace.request(asked) as slot:
            answer = self._answered(asked, query, body)
            slot.answered(answer.status, answer.took_s, len(answer.body))
            return answer

    def _answered(self, asked: Asked, query: Query, body: bytes | None) -> Answer:
        began = time.monotonic()
        self._count(requests=1)
        url = f"{self.address}/api/{asked.path}"
        if query:
            url += "?" + urlencode(query, quote_via=quote)
        try:
            headers = {"Content-Type": "text/xml; charset=utf-8"} if body is not None else {}
            extensions = {"trace": self._on_step}
            with self._http.stream(asked.verb, url, content=body, headers=headers, extensions=extensions) as response:
                return self._answer(asked, response, began)
        except httpx.RequestError as error:
            self._check_closed()
            raise failures.error_of_request(error, asked, self._options.timeout_s) from error
        except RuntimeError:
            # What httpx says of a client that was closed by another thread.
            self._check_closed()
            raise

    def _on_step(self, event: str, facts: Mapping[str, object]) -> None:
        """Called by httpcore in the requesting thread, as `OpenSockets.trace`."""
        self._sockets.trace(event, facts)
        if event.endswith(GOES_OUT):
            self._pace.admit()

    def _answer(self, asked: Asked, response: httpx.Response, began: float) -> Answer:
        limit_s = self._options.timeout_s * ANSWER_LIMIT
        try:
            body = read_body(response, self._options.max_answer_bytes, lambda: time.monotonic() - began > limit_s)
        except ShopTimeout as error:
            error.facts = {"s": f"{limit_s:g}"}
            raise
        finally:
            self._count(received_bytes=response.num_bytes_downloaded)
        headers = response.headers
        return Answer(
            asked,
            response.status_code,
            body,
            version=headers.get("psws-version"),
            location=headers.get("location", ""),
            retry_after_s=retry_after_s(headers.get("retry-after"), headers.get("date"), lambda: datetime.now(UTC)),
            took_s=time.monotonic() - began,
        )

    def _note_printing(self, asked: Asked, document: xml.Document) -> None:
        if self._told_of_printing or not (document.printed or document.cleaned):
            return
        self._told_of_printing = True
        if document.cleaned:
            logger.warning("%s %s: characters that XML forbids were taken out", self.address, asked)
        else:
            printed = self._scrubbed(document.printed[:300].decode("utf-8", "replace"))
            logger.warning("%s %s: the shop prints around its XML: %s", self.address, asked, " ".join(printed.split()))

    def _note_retry(self, error: BaseException, attempt: int, wait_s: float) -> None:
        self._count(retries=1)
        said = error.detail if isinstance(error, ShopError) else type(error).__name__
        logger.info("%s: try %d of %d in %.1f s: %s", self.address, attempt, self._options.attempts, wait_s, said)

    def _pause(self, wait_s: float) -> None:
        self._stop.wait(wait_s)
        self._check()

    def _check(self) -> None:
        self._check_closed()
        if self._stop.is_set():
            raise Cancelled

    def _check_closed(self) -> None:
        if self._closed:
            raise Cancelled from None

    def _count(self, requests: int = 0, retries: int = 0, received_bytes: int = 0) -> None:
        with self._lock:
            now = self._traffic
            self._traffic = replace(
                now,
                requests=now.requests + requests,
                retries=now.retries + retries,
                received_bytes=now.received_bytes + received_bytes,
            )

    def _scrubbed(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "•••")
        return text


def _spellings(key: str) -> tuple[str, ...]:
    """The ways a key could turn up in what a shop says: as it is, in a URL, in a header."""
    plain = key.strip()
    if not plain:
        return ()
    return plain, quote(plain, safe=""), base64.b64encode(f"{key}:".encode()).decode()
