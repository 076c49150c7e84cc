"""A network that answers some requests in the shop's place, before the work, after it or meanwhile."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import httpx
import pytest

from ppm_desktop.jobs import shop_door
from ppm_desktop.prestashop.client import PrestaShopClient

Answer = Callable[[], httpx.Response]


def refusal(message: str, code: int = 85, status: int = 400) -> Answer:
    """The webservice's own document of errors."""
    body = (
        f"<prestashop><errors><error><code><![CDATA[{code}]]></code>"
        f"<message><![CDATA[{message}]]></message></error></errors></prestashop>"
    )
    headers = {"PSWS-Version": "8.2.1", "Content-Type": "text/xml"}
    return lambda: httpx.Response(status, text=body, headers=headers)


def page(status: int) -> Answer:
    """A web page of something in between."""
    return lambda: httpx.Response(status, html="<html><title>Gateway</title></html>")


class MeddlingTransport(httpx.BaseTransport):
    """Passes everything on but the requests with ``verb`` whose address holds ``path``.

    Attributes:
        met: How many requests it has answered itself.
    """

    def __init__(
        self, verb: str, path: str, answer: Answer | None, *, times: int = 1_000_000, works_after_s: float | None = None
    ) -> None:
        """Answer the first ``times`` of them with ``answer``, or cut the connection where that is None.

        The shop does the work ``works_after_s`` seconds later, at once for 0.0, never for None.
        """
        self._inner = httpx.HTTPTransport()
        self._verb = verb
        self._path = path
        self._answer = answer
        self._times = times
        self._works_after_s = works_after_s
        self._lock = threading.Lock()
        self._workers: list[threading.Timer] = []
        self.met = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.method != self._verb or self._path not in request.url.path or not self._takes_one():
            return self._inner.handle_request(request)
        if self._works_after_s is not None:
            self._work_on(request, self._works_after_s)
        if self._answer is None:
            raise httpx.ReadError("connection cut", request=request)
        return self._answer()

    def settle(self) -> None:
        """Wait until the shop has done all that it still works on."""
        for worker in self._workers:
            worker.join()

    def close(self) -> None:
        self._inner.close()

    def _takes_one(self) -> bool:
        with self._lock:
            taken = self.met < self._times
            self.met += taken
            return taken

    def _work_on(self, request: httpx.Request, after_s: float) -> None:
        copy = httpx.Request(request.method, request.url, headers=request.headers, content=request.read())
        if not after_s:
            self._inner.handle_request(copy).read()
            return
        worker = threading.Timer(after_s, lambda: self._inner.handle_request(copy).read())
        self._workers.append(worker)
        worker.start()


class TellingTransport(httpx.BaseTransport):
    """Passes everything on; once the shop has answered the first request with ``verb``, ``told`` is called."""

    def __init__(self, verb: str, told: Callable[[], None]) -> None:
        self._inner = httpx.HTTPTransport()
        self._verb = verb
        self._told = told

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._inner.handle_request(request)
        if request.method == self._verb:
            response.read()
            self._verb = ""
            self._told()
        return response

    def close(self) -> None:
        self._inner.close()


@contextmanager
def through(transport: httpx.BaseTransport) -> Iterator[None]:
    """Within it every client that a program opens goes through ``transport``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shop_door, "PrestaShopClient", partial(PrestaShopClient, transport=transport))
        yield


class ReadingTransport(httpx.BaseTransport):
    """Answers writes in the shop's place where ``answers`` does so for their body; everything else passes."""

    def __init__(self, answers: Callable[[bytes], Answer | None]) -> None:
        self._inner = httpx.HTTPTransport()
        self._answers = answers

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._answers(request.read()) if request.method in ("POST", "PUT", "PATCH") else None
        return self._inner.handle_request(request) if answer is None else answer()

    def close(self) -> None:
        self._inner.close()
