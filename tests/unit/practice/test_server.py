"""The practice shop in this process: it starts, is watched, and ends without leaving anything behind."""

import threading

import httpx
import pytest
from waitress.buffers import OverflowableBuffer

from ppm_desktop.practice.faults import FaultKind
from ppm_desktop.practice.server import PracticeOptions, PracticeShop, serve


def test_takes_a_free_port_and_gives_it_back() -> None:
    with PracticeShop(PracticeOptions(products=1)) as shop:
        port = shop.port
    with PracticeShop(PracticeOptions(products=1, port=port)) as again:
        assert again.address == f"http://127.0.0.1:{port}"


def test_taken_port_is_an_error_of_the_system() -> None:
    with PracticeShop(PracticeOptions(products=1)) as shop, pytest.raises(OSError, match="address"):
        PracticeShop(PracticeOptions(products=1, port=shop.port)).start()


def test_leaves_no_threads() -> None:
    before = set(threading.enumerate())
    with PracticeShop(PracticeOptions(products=1)) as shop:
        httpx.get(shop.address)
    assert set(threading.enumerate()) <= before


def test_stopping_ends_requests_that_hang() -> None:
    shop = PracticeShop(PracticeOptions(products=1))
    shop.start()
    shop.faults.arm(FaultKind.TIMEOUT, seconds=3600)
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(f"{shop.address}/api/products", auth=(shop.key, ""), timeout=0.2)
    shop.stop()
    shop.stop()


def test_keeps_its_connections_alive(shop: PracticeShop, client: httpx.Client) -> None:
    answers = [client.get("products/1") for _ in range(3)]
    ports = {answer.extensions["network_stream"].get_extra_info("client_addr") for answer in answers}
    assert len(ports) == 1
    assert [line.method for line in shop.requests] == ["GET"] * 3


def test_remembers_requests_in_order_with_their_times(shop: PracticeShop, client: httpx.Client) -> None:
    client.get("products?limit=1")
    client.delete("products/999")
    first, second = shop.requests
    assert (first.method, first.path) == ("GET", "/api/products?limit=1")
    assert (second.method, second.path) == ("DELETE", "/api/products/999")
    assert first.at <= second.at


def test_other_pages_are_the_shop_front(shop: PracticeShop) -> None:
    assert httpx.get(shop.address).text.startswith("<!doctype html>")


def test_serves_until_it_is_interrupted() -> None:
    seen: list[str] = []

    def ready(shop: PracticeShop) -> None:
        seen.append(httpx.get(f"{shop.address}/api/", auth=(shop.key, "")).text)
        shop.stop()

    serve(PracticeOptions(products=1), ready)
    assert 'shopName="Sklep ćwiczebny"' in seen[0]


def test_a_big_answer_is_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[object] = []

    def spill(buffer: OverflowableBuffer) -> None:
        written.append(buffer)

    monkeypatch.setattr(OverflowableBuffer, "_set_large_buffer", spill)
    with PracticeShop(PracticeOptions(products=1200)) as shop:
        plain = {"Accept-Encoding": "identity"}
        answer = httpx.get(f"{shop.address}/api/products?display=full", auth=(shop.key, ""), headers=plain, timeout=60)
    assert len(answer.content) > 2**20
    assert written == []
