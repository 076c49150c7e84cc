"""A practice shop in a process of its own, so that it shares no interpreter lock with what is measured."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.prestashop.client import PrestaShopClient


@dataclass(frozen=True, slots=True)
class ShopAddress:
    """Where a practice shop answers, and its key."""

    url: str
    key: str


@contextmanager
def practice_shop(products: int, *options: str) -> Iterator[ShopAddress]:
    """Serve ``products`` products at the measured cost model until the block ends."""
    command = [sys.executable, "-m", "ppm_desktop", "practice-shop", "--json", "--port", "0", "--cost-model"]
    process = subprocess.Popen([*command, "--products", str(products), *options], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(4)]
        yield ShopAddress(**json.loads("".join(lines)))
    finally:
        process.terminate()
        process.wait(30)


def fetch_all_pages(shop: ShopAddress) -> None:
    """Ask once for every page that an import asks for, so that the shop has them at hand."""
    size = SharedSettings().import_page_size
    with PrestaShopClient(shop.url, shop.key) as client:
        ids = client.product_ids()
        for start in range(0, len(ids), size):
            client.page(ids[start : start + size])
