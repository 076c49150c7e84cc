"""The gate of a shop's requests: it halves on trouble, grows slowly, and never opens wider than it may."""

import threading

import pytest

from ppm_desktop.domain.errors import Cancelled
from ppm_desktop.prestashop.failures import Asked
from ppm_desktop.prestashop.pace import Pace, RequestWindow
from tests.fakes.engine import ToldClock

PATCH = Asked("PATCH", "products")


def ask(pace: Pace, status: int = 200, took_s: float = 0.1, times: int = 1) -> None:
    for _ in range(times):
        with pace.request(PATCH) as slot:
            slot.answered(status, took_s, 1000)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_shop_in_trouble_halves_connections_and_batches(status: int) -> None:
    pace = Pace(4)
    ask(pace, status)
    assert (pace.connections, pace.slow_connections, pace.batch_size(20)) == (2, 2, 10)
    ask(pace, status, times=5)
    assert (pace.connections, pace.batch_size(20)) == (1, 1)


def test_answers_three_times_slower_than_usual_are_trouble() -> None:
    pace = Pace(4)
    ask(pace, times=6)
    ask(pace, took_s=0.25)
    assert pace.slow_connections == 0
    ask(pace, took_s=0.5)
    assert pace.slow_connections == 2


def test_good_answers_open_it_again_but_never_wider_than_it_may() -> None:
    pace = Pace(4)
    ask(pace, 503)
    ask(pace, times=200)
    assert (pace.connections, pace.slow_connections, pace.batch_size(20)) == (4, 0, 20)


def test_the_shop_s_own_limit_of_a_minute_is_held() -> None:
    clock, stop = ToldClock(), threading.Event()
    pace = Pace(4, 3, stop, clock)
    ask(pace, times=3)
    stop.set()
    with pytest.raises(Cancelled):
        ask(pace)
    stop.clear()
    clock.advance(60.0)
    ask(pace, times=3)


def test_the_limit_holds_for_all_clients_of_a_shop_together() -> None:
    clock, stop, window = ToldClock(), threading.Event(), RequestWindow()
    job, dry_run = (Pace(4, 3, stop, clock, window=window) for _ in range(2))
    unlimited = Pace(4, None, stop, clock, window=window)
    ask(job, times=2)
    ask(unlimited)
    stop.set()
    with pytest.raises(Cancelled):
        ask(dry_run)
    stop.clear()
    clock.advance(60.0)
    ask(dry_run, times=3)


def test_a_limit_waits_until_the_minute_has_room_again() -> None:
    window = RequestWindow()
    for moment in range(10):
        assert window.wait_s(float(moment), None) == 0.0
    assert window.wait_s(10.0, 4) == pytest.approx(56.0)
    assert window.wait_s(66.0, 4) == 0.0


def test_a_request_that_is_not_admitted_any_more_does_not_begin() -> None:
    stop = threading.Event()
    pace = Pace(4, None, stop, admit=stop.set)
    with pytest.raises(Cancelled):
        ask(pace)


def test_no_more_are_under_way_than_connections() -> None:
    stop = threading.Event()
    pace = Pace(2, None, stop)
    with pace.request(PATCH), pace.request(PATCH):
        stop.set()
        with pytest.raises(Cancelled), pace.request(PATCH):
            pytest.fail("a third request began")
