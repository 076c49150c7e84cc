"""What is tried again, how often and after which wait; no test here waits."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import pytest

from ppm_desktop.domain.errors import (
    BrokenAnswer,
    Cancelled,
    ConnectionLost,
    ShopAuthError,
    ShopBusy,
    ShopError,
    ShopFault,
    ShopSwitchedOff,
)
from ppm_desktop.prestashop.retry import retry_after_s
from tests.fakes.told_event import ToldEvent
from tests.fakes.webservice import FakeWebservice, Opener, error_answer, xml_answer

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def shop() -> FakeWebservice:
    return FakeWebservice(languages=[{"id": 1, "iso_code": "pl", "active": 1}])


PASSING: list[Callable[[], httpx.Response | Exception]] = [
    lambda: httpx.ConnectError("refused"),
    lambda: httpx.ReadTimeout("slow"),
    lambda: httpx.RemoteProtocolError("closed"),
    lambda: httpx.Response(429),
    lambda: httpx.Response(502),
    lambda: httpx.Response(503),
    lambda: httpx.Response(504),
    lambda: httpx.Response(500),
    lambda: error_answer(500, 3),
    lambda: xml_answer("<?xml version='1.0'?><prestashop><lang"),
]


@pytest.mark.parametrize("fault", PASSING)
def test_what_may_pass_is_tried_again(
    opened: Opener, shop: FakeWebservice, stop: ToldEvent, fault: Callable[[], httpx.Response | Exception]
) -> None:
    shop.first.extend([fault(), fault()])
    client = opened(shop, attempts=3)
    assert len(client.languages()) == 1
    assert (client.traffic.requests, client.traffic.retries) == (3, 2)
    assert len(stop.waits) == 2


@pytest.mark.parametrize("fault", PASSING)
def test_tries_end(opened: Opener, shop: FakeWebservice, fault: Callable[[], httpx.Response | Exception]) -> None:
    shop.first.extend(fault() for _ in range(9))
    client = opened(shop, attempts=4)
    with pytest.raises(ShopError) as caught:
        client.languages()
    assert caught.value.retryable
    assert (client.traffic.requests, client.traffic.retries) == (4, 3)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.Response(401), ShopAuthError),
        (error_answer(503, 22), ShopSwitchedOff),
        (httpx.Response(302, headers={"location": "/"}), ShopError),
        (error_answer(500, 32, 3, 3), ShopError),
        (error_answer(400, 85), ShopError),
    ],
)
def test_what_cannot_pass_is_asked_once(
    opened: Opener, shop: FakeWebservice, stop: ToldEvent, answer: httpx.Response, kind: type[ShopError]
) -> None:
    shop.first.append(answer)
    with pytest.raises(kind):
        opened(shop).languages()
    assert len(shop.requests) == 1
    assert stop.waits == []


def test_waits_double_with_jitter_and_are_bounded(opened: Opener, shop: FakeWebservice, stop: ToldEvent) -> None:
    shop.first.extend(httpx.Response(500) for _ in range(20))
    with pytest.raises(ShopFault):
        opened(shop, attempts=10).languages()
    longest = [0.25, 0.5, 1, 2, 4, 8, 8, 8, 8]
    assert len(stop.waits) == len(longest)
    assert all(top / 2 <= wait <= top for wait, top in zip(stop.waits, longest, strict=True))


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_wins(opened: Opener, shop: FakeWebservice, stop: ToldEvent, status: int) -> None:
    shop.first.append(httpx.Response(status, headers={"retry-after": "17"}))
    opened(shop).languages()
    assert stop.waits == [17.0]


def test_a_long_retry_after_is_handed_up_at_once(opened: Opener, shop: FakeWebservice, stop: ToldEvent) -> None:
    shop.first.append(httpx.Response(503, headers={"retry-after": "120"}))
    with pytest.raises(ShopBusy) as caught:
        opened(shop).languages()
    assert caught.value.retry_after_s == 120.0
    assert stop.waits == []


@pytest.mark.parametrize(
    ("header", "date", "seconds"),
    [
        (None, None, None),
        ("0", None, 0.0),
        (" 30 ", None, 30.0),
        ("999999", None, 3600.0),
        ("-5", None, None),
        ("soon", None, None),
        ("²", None, None),
        ("Mon, 23 Nov 2026 12:00:45 GMT", None, 45.0),
        ("Mon, 23 Nov 2026 12:00:45 GMT", "Mon, 23 Nov 2026 12:00:15 GMT", 30.0),
        ("Mon, 23 Nov 2026 12:00:45 GMT", "nonsense", 45.0),
        ("Mon, 23 Nov 2026 11:00:00 GMT", None, 0.0),
        ("Mon, 23 Nov 2099 11:00:00 GMT", None, 3600.0),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(
    header: str | None, date: str | None, seconds: float | None
) -> None:
    assert retry_after_s(header, date, lambda: NOW) == seconds


def test_a_set_stop_event_interrupts_the_wait(opened: Opener, shop: FakeWebservice, stop: ToldEvent) -> None:
    shop.first.extend(httpx.Response(503) for _ in range(5))
    stop.set_at_wait = 2
    with pytest.raises(Cancelled):
        opened(shop, attempts=5).languages()
    assert len(shop.requests) == 2


def test_no_request_starts_once_stop_is_set(opened: Opener, shop: FakeWebservice, stop: ToldEvent) -> None:
    stop.set()
    with pytest.raises(Cancelled):
        opened(shop).languages()
    assert shop.requests == []


def test_no_request_starts_once_the_client_is_closed(opened: Opener, shop: FakeWebservice) -> None:
    client = opened(shop)
    client.close()
    client.close()
    with pytest.raises(Cancelled):
        client.languages()
    assert shop.requests == []


def test_every_retry_leaves_one_line(opened: Opener, shop: FakeWebservice, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "ppm_desktop")
    shop.first.extend([httpx.Response(503), httpx.ReadError("reset")])
    opened(shop).languages()
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("ppm_desktop")]
    assert len(lines) == 2
    assert "try 2 of 3" in lines[0]
    assert "HTTP 503" in lines[0]


def test_a_failure_of_one_request_leaves_the_others_their_tries(opened: Opener, shop: FakeWebservice) -> None:
    client = opened(shop, attempts=2)
    for _ in range(3):
        shop.first.append(httpx.ConnectError("refused"))
        client.languages()
    shop.first.extend([httpx.ConnectError("refused")] * 2)
    with pytest.raises(ConnectionLost):
        client.languages()
    assert client.traffic.retries == 4


def test_received_bytes_are_counted(opened: Opener) -> None:
    client = opened(lambda _: httpx.Response(200, stream=httpx.ByteStream(b"x" * 1000)), attempts=2)
    with pytest.raises((BrokenAnswer, ShopError)):
        client.languages()
    assert client.traffic.received_bytes in {1000, 2000}
