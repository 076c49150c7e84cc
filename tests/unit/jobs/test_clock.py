"""The clock: each duty again and again, never twice at a time, and no hindrance to the program's end."""

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest

from ppm_desktop.domain.errors import DatabaseUnavailable
from ppm_desktop.jobs.clock import Clock, Duty

SOON_S = 0.02
WAIT_S = 10.0


def ticking(work: Callable[[threading.Event], object]) -> Clock:
    clock = Clock([Duty("duty", SOON_S, work)])
    clock.start()
    return clock


def test_a_duty_is_done_again_and_again_until_the_end() -> None:
    done, thrice = [], threading.Event()

    def work(_stop: threading.Event) -> None:
        done.append(1)
        if len(done) == 3:
            thrice.set()

    clock = ticking(work)
    assert thrice.wait(WAIT_S)
    assert clock.shutdown(WAIT_S)
    assert clock.shutdown(WAIT_S)
    before = len(done)
    assert not threading.Event().wait(5 * SOON_S)
    assert len(done) == before


def test_a_duty_never_runs_beside_itself_and_others_go_on() -> None:
    begun, other = [], threading.Event()

    def slow(stop: threading.Event) -> None:
        begun.append(1)
        stop.wait(WAIT_S)

    clock = Clock(
        [
            Duty("slow", SOON_S, slow),
            Duty("other", SOON_S, lambda _stop: other.set(), first_after_s=10 * SOON_S),
        ]
    )
    clock.start()
    assert other.wait(WAIT_S)
    assert clock.shutdown(WAIT_S)
    assert len(begun) == 1


def test_a_stuck_duty_holds_the_shutdown_up_no_longer_than_told() -> None:
    stuck, begun = threading.Event(), threading.Event()

    def work(_stop: threading.Event) -> None:
        begun.set()
        stuck.wait(WAIT_S)

    clock = ticking(work)
    assert begun.wait(WAIT_S)
    before = time.monotonic()
    assert not clock.shutdown(0.2)
    assert time.monotonic() - before < 1.0
    stuck.set()


def test_a_stuck_duty_does_not_keep_the_program_from_ending() -> None:
    program = """
import threading
from ppm_desktop.jobs.clock import Clock, Duty
begun = threading.Event()
clock = Clock([Duty("stuck", 60, lambda stop: (begun.set(), threading.Event().wait(60)))])
clock.start()
begun.wait()
clock.shutdown(0.2)
"""
    ended = subprocess.run([sys.executable, "-c", program], timeout=30, check=False)
    assert ended.returncode == 0


def test_an_outage_is_told_once_and_its_end_too(caplog: pytest.LogCaptureFixture) -> None:
    tries, works = [], threading.Event()

    def work(_stop: threading.Event) -> None:
        tries.append(1)
        if len(tries) < 4:
            raise DatabaseUnavailable("the server does not answer")
        if len(tries) == 6:
            works.set()

    with caplog.at_level(logging.INFO, "ppm_desktop"):
        clock = ticking(work)
        assert works.wait(WAIT_S)
        clock.shutdown(WAIT_S)
    told = [record.getMessage() for record in caplog.records if record.name.startswith("ppm_desktop")]
    assert told == ["duty failed, and is tried again: the server does not answer", "duty works again"]


def test_a_bug_in_a_duty_is_logged_and_it_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    tries, again = [], threading.Event()

    def work(_stop: threading.Event) -> None:
        tries.append(1)
        if len(tries) > 1:
            again.set()
            return
        raise ValueError("a bug")

    clock = ticking(work)
    assert again.wait(WAIT_S)
    clock.shutdown(WAIT_S)
    assert [record.getMessage() for record in caplog.records if record.exc_info] == ["duty failed"]
