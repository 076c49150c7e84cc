"""What the tests of the client share: a told clock for waits, recordings, clients that are closed again."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from ppm_desktop.prestashop.client import ClientOptions, PrestaShopClient
from tests.fakes.told_event import ToldEvent
from tests.fakes.webservice import KEY, Opener

RECORDINGS = Path(__file__).parent / "recordings"


@dataclass(frozen=True)
class Recording:
    """One recorded answer."""

    path: str
    response: httpx.Response


@pytest.fixture
def recording() -> Callable[[str], Recording]:
    """Reads a recording by its number."""

    def read(number: str) -> Recording:
        (file,) = RECORDINGS.glob(f"{number}-*.json")
        stored = json.loads(file.read_text("utf-8"))
        told = stored["response"]
        response = httpx.Response(told["status"], headers=told["headers"], content=told["body"].encode())
        return Recording(stored["request"]["path"], response)

    return read


@pytest.fixture
def stop() -> ToldEvent:
    """The stop event of the clients opened by `opened`."""
    return ToldEvent()


@pytest.fixture
def opened(stop: ToldEvent) -> Iterator[Opener]:
    """Opens clients over a fake transport and closes them at the end."""
    with ExitStack() as stack:

        def open_client(
            transport: httpx.BaseTransport | Callable[[httpx.Request], httpx.Response] | None,
            address: str = "https://shop.test",
            key: str = KEY,
            **options: Any,
        ) -> PrestaShopClient:
            if transport is not None and not isinstance(transport, httpx.BaseTransport):
                transport = httpx.MockTransport(transport)
            client = PrestaShopClient(
                address,
                key,
                ClientOptions(**options),
                transport=transport,
                stop=stop,
            )
            return stack.enter_context(client)

        yield open_client
