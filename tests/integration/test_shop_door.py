"""The clients of one shop know of one another."""

import threading

import pytest

from ppm_desktop.domain.errors import Cancelled
from ppm_desktop.practice.server import PracticeShop
from tests.fakes.office import Office


def test_the_limit_of_a_shop_holds_over_all_its_clients(small_office: Office, shop: PracticeShop) -> None:
    door = small_office.parts.door
    with door.knock(shop.address, shop.key, requests_per_minute=2) as client:
        client.languages()
        client.languages()
    stop = threading.Event()
    with door.knock(shop.address, shop.key, stop, requests_per_minute=2) as client:
        threading.Timer(0.5, stop.set).start()
        with pytest.raises(Cancelled):
            client.languages()
    assert sum(line.path.startswith("/api/languages") for line in shop.requests) == 2
