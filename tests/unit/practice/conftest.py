"""A practice shop on loopback with few products, and a client that speaks to it."""

import ssl
from collections.abc import Iterator

import httpx
import pytest

from ppm_desktop.practice.server import PracticeOptions, PracticeShop


@pytest.fixture
def shop() -> Iterator[PracticeShop]:
    with PracticeShop(PracticeOptions(products=40, seed=2)) as shop:
        yield shop


@pytest.fixture
def client(shop: PracticeShop) -> Iterator[httpx.Client]:
    plain = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # loading certificates would cost more than the test
    with httpx.Client(base_url=f"{shop.address}/api", auth=(shop.key, ""), verify=plain) as client:
        yield client
