"""A practice shop that listens on loopback: in a thread of this process, or as the whole program."""

import contextlib
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import NamedTuple, Self

from waitress import wasyncore
from waitress.server import BaseWSGIServer, create_server

from ppm_desktop.practice.access import PRACTICE_KEY, Access
from ppm_desktop.practice.catalogue import Catalogue
from ppm_desktop.practice.costs import CostModel, Till
from ppm_desktop.practice.faults import FaultPlan, Faults
from ppm_desktop.practice.goods import build_catalogue
from ppm_desktop.practice.webservice import Shop, Webservice

HOST = "127.0.0.1"
_THREADS = 24  # hanging requests keep a thread each
_KEPT_REQUESTS = 10_000
_STOP_TIMEOUT_S = 10.0
_LOOP_PERIOD_S = 1.0
_ANSWER_IN_MEMORY = 64 * 2**20  # above it waitress writes an answer to a file that it leaves open


@dataclass(frozen=True, slots=True)
class PracticeOptions:
    """How a practice shop is set up.

    Attributes:
        products: How many; the same seed always makes the same ones.
        key: The key with all rights; ``more_keys`` adds others with fewer.
        port: 0 takes a free one.
        latency_ms: Added to every request, before the shop works on it.
        cost_model: Times and slots of a real small shop; None answers as fast as it can.
    """

    products: int = 500
    key: str = PRACTICE_KEY
    port: int = 0
    latency_ms: float = 0.0
    seed: int = 1
    shop_name: str = "Sklep ćwiczebny"
    cost_model: CostModel | None = None
    faults: FaultPlan = field(default_factory=FaultPlan)
    more_keys: Mapping[str, Access] = field(default_factory=dict)


class RequestLine(NamedTuple):
    """A request that arrived; ``at`` is `time.monotonic`, keys in the path are blotted out."""

    method: str
    path: str
    at: float


class PracticeShop:
    """A shop in this process, served by its own threads.

    Use as a context manager, or call `start` and `stop`. A stopped shop stays stopped.

    Attributes:
        catalogue: Its data, to look at and to change.
        faults: What disturbs its answers, to switch on and off.
    """

    def __init__(self, options: PracticeOptions | None = None, catalogue: Catalogue | None = None) -> None:
        self.options = options or PracticeOptions()
        self.catalogue = catalogue or build_catalogue(
            self.options.products, self.options.seed, self.options.faults.in_products()
        )
        self.faults = Faults(self.options.faults.faults)
        self._requests: deque[RequestLine] = deque(maxlen=_KEPT_REQUESTS)
        self._stop = threading.Event()
        self._server: _Server | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def key(self) -> str:
        """The key with all rights."""
        return self.options.key

    @property
    def port(self) -> int:
        """The port it listens on."""
        if self._server is None:
            raise RuntimeError("the shop was not started")
        return self._server.port

    @property
    def address(self) -> str:
        """What a person would type as the shop's address."""
        return f"http://{HOST}:{self.port}"

    @property
    def requests(self) -> Sequence[RequestLine]:
        """The latest requests, oldest first."""
        return tuple(self._requests)

    def start(self) -> str:
        """Listen and answer; returns the address.

        Raises:
            OSError: the port is taken.
        """
        self._server = _Server(self.options.port, self._stop)
        till = Till(self.options.cost_model, self.options.latency_ms, self._stop)
        hosts = frozenset({f"{HOST}:{self.port}", f"localhost:{self.port}"})
        keys = {**self.options.more_keys, self.options.key: Access()}
        shop = Shop(self.address, hosts, self.options.shop_name, keys)
        self._server.run(Webservice(shop, self.catalogue, self.faults, till, self._stop, self._log))
        return self.address

    def stop(self) -> None:
        """Answer nobody any more, end all waits and close every connection. May be called twice."""
        self._stop.set()
        if self._server is not None:
            self._server.join()

    def wait(self) -> None:
        """Block until the shop is stopped; a Ctrl+C comes through."""
        while not self._stop.wait(_LOOP_PERIOD_S):
            pass

    def _log(self, method: str, path: str) -> None:
        self._requests.append(RequestLine(method, path, time.monotonic()))


class _Server:
    """Waitress in a thread of its own; only that thread touches its sockets."""

    def __init__(self, port: int, stop: threading.Event) -> None:
        self._stop = stop
        self._listening = socket.create_server((HOST, port))
        self.port = int(self._listening.getsockname()[1])
        self._thread: threading.Thread | None = None
        self._wake: Callable[[], None] = lambda: None

    def run(self, application: Webservice) -> None:
        """Begin to answer."""
        sockets: dict[int, socket.socket] = {}
        server = create_server(
            application,
            map=sockets,
            sockets=[self._listening],
            threads=_THREADS,
            ident=None,
            outbuf_overflow=_ANSWER_IN_MEMORY,
        )
        assert isinstance(server, BaseWSGIServer)  # one socket makes one server
        self._wake = server.pull_trigger
        self._thread = threading.Thread(target=self._loop, args=(server, sockets), name="practice-shop", daemon=True)
        self._thread.start()

    def join(self) -> None:
        """Wake the loop, which has been told to stop, and wait for its end."""
        if self._thread is not None and self._thread.is_alive():
            with contextlib.suppress(OSError):  # it may have ended just now
                self._wake()
            self._thread.join(_STOP_TIMEOUT_S)

    def _loop(self, server: BaseWSGIServer, sockets: dict[int, socket.socket]) -> None:
        try:
            while not self._stop.is_set():
                wasyncore.loop(timeout=_LOOP_PERIOD_S, map=sockets, count=1)
        finally:
            server.task_dispatcher.shutdown()
            wasyncore.close_all(sockets)
            self._listening.close()


def serve(options: PracticeOptions, on_ready: Callable[[PracticeShop], None] | None = None) -> None:
    """Serve a shop until Ctrl+C; ``on_ready`` is called once it listens.

    Raises:
        OSError: the port is taken.
    """
    with PracticeShop(options) as shop:
        if on_ready:
            on_ready(shop)
        try:
            shop.wait()
        except KeyboardInterrupt:
            return
