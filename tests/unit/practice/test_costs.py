"""The cost model: what a request costs, and that the shop holds it to its time and its two slots."""

import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from ppm_desktop.practice.costs import Bill, CostModel, Till
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from tests.fakes.told_event import ToldEvent


def test_bill_adds_up_what_was_measured() -> None:
    bill = Bill(CostModel())
    bill.read("products", 100, associations=2)
    bill.read("products", 10, full=True)
    bill.read("stock_availables", 100)
    bill.wrote("products", 2)
    bill.wrote("stock_availables", 10)
    assert bill.total_ms == pytest.approx(25 + 95 + 22 + 23 + 28 + 15)


def test_request_is_kept_for_its_cost_and_after_the_latency() -> None:
    stop = ToldEvent()
    till = Till(CostModel(request_ms=1_000_000.0), 40, stop)
    with till.serve() as bill:
        bill.wrote("products", 100)
    latency_s, work_s = stop.waits
    assert latency_s == pytest.approx(0.04)
    assert 900 < work_s <= 1001.4  # what the work really took is taken off


def test_without_a_model_only_the_latency_is_waited() -> None:
    stop = ToldEvent()
    with Till(None, 40, stop).serve() as bill:
        bill.read("products", 1000, full=True)
    assert stop.waits == [pytest.approx(0.04)]


def test_no_more_requests_are_worked_on_than_there_are_slots() -> None:
    till = Till(CostModel(request_ms=0.0, slots=2), 0, threading.Event())
    inside, most = 0, 0
    lock, both_in = threading.Lock(), threading.Barrier(2)

    def ask(_number: int) -> None:
        nonlocal inside, most
        with till.serve():
            with lock:
                inside += 1
                most = max(most, inside)
            both_in.wait(10)
            with lock:
                inside -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(8)))
    assert most == 2


def test_shop_charges_for_what_it_reads() -> None:
    # Every product costs an hour: only the shop's end lets the request go.
    model = CostModel(request_ms=0.0, named_product_ms=3_600_000.0)
    options = PracticeOptions(products=2, cost_model=model)
    with PracticeShop(options) as shop, httpx.Client(base_url=shop.address, auth=(shop.key, "")) as client:
        assert client.get("/api/products").is_success
        with pytest.raises(httpx.ReadTimeout):
            client.get("/api/products?display=[id,price]", timeout=0.2)
