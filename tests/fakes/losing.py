"""A network that loses the answers to POSTs: before the shop has done the work, after it, or while it still works."""

import random
import threading

import httpx


class LosingTransport(httpx.BaseTransport):
    """Passes everything on; loses the answer to the first POST of each body, in a way drawn by ``seed``.

    Attributes:
        lost: The ways in which answers were lost, in order.
    """

    def __init__(self, seed: int, works_s: float) -> None:
        """``works_s`` seconds pass between a lost answer and the work, where the shop still works on it."""
        self._inner = httpx.HTTPTransport()
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        self._met: set[bytes] = set()
        self._works_s = works_s
        self._workers: list[threading.Timer] = []
        self.lost: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        way = self._way(request)
        if way == "":
            return self._inner.handle_request(request)
        if way == "after the work":
            self._inner.handle_request(request).read()
        if way == "while it works":
            copy = httpx.Request(request.method, request.url, headers=request.headers, content=request.read())
            worker = threading.Timer(self._works_s, lambda: self._inner.handle_request(copy).read())
            self._workers.append(worker)
            worker.start()
        raise httpx.ReadError("connection cut", request=request)

    def settle(self) -> None:
        """Wait until the shop has done all that it still works on."""
        for worker in self._workers:
            worker.join()

    def close(self) -> None:
        self.settle()
        self._inner.close()

    def _way(self, request: httpx.Request) -> str:
        if request.method != "POST":
            return ""
        body = request.read()
        with self._lock:
            if body in self._met:
                return ""
            self._met.add(body)
            self.lost.append(self._random.choice(("before the work", "after the work", "while it works")))
            return self.lost[-1]
