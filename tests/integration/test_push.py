"""Instant updates over a private Redis server; without one everybody polls."""

import random
import statistics
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ppm_desktop.domain.request import JobRequest
from ppm_desktop.jobs.push import News, Push
from tests.fakes.redis_server import RedisServer, redis_server
from tests.fakes.workers import RESTLESS, open_shops, open_team, wait_until


@pytest.fixture
def server() -> Iterator[RedisServer]:
    with redis_server() as server:
        yield server


class Listener:
    """Keeps what it heard, with when."""

    def __init__(self, push: Push) -> None:
        self.heard: list[tuple[float, News]] = []
        push.listen(lambda news: self.heard.append((time.monotonic(), news)))

    def ids(self) -> set[int]:
        return {job_id for _, news in self.heard for job_id in news.job_ids}


def until_heard(push: Push, listener: Listener, job_id: int) -> None:
    """Tell again and again: nobody says when a listener has begun to listen."""
    push.tell([job_id])

    def heard() -> bool:
        push.tell([job_id])
        return job_id in listener.ids()

    wait_until(heard, 20, lambda: "nothing is heard")


def test_others_hear_of_a_change_at_once_and_the_teller_does_not(server: RedisServer) -> None:
    anna, piotr = Push(server.url, "ppm"), Push(server.url, "ppm")
    own, others = Listener(anna), Listener(piotr)
    until_heard(anna, others, 1)
    delays_ms = []
    for number in range(100, 140):
        threading.Event().wait(random.uniform(0.0, 0.1))
        told_at = time.monotonic()
        anna.tell([number], takeable=number % 2 == 0)
        wait_until(lambda wanted=number: wanted in others.ids(), 5, lambda: "not heard")  # type: ignore[misc]
        at, news = next((at, news) for at, news in others.heard if number in news.job_ids)
        assert news.takeable is (number % 2 == 0)
        delays_ms.append((at - told_at) * 1000)
    print(f"heard after {statistics.median(delays_ms):.0f} ms (median), {max(delays_ms):.0f} ms (longest)")
    assert statistics.median(delays_ms) < 500
    assert not own.heard
    anna.close()
    piotr.close()


def test_another_database_s_news_are_not_heard(server: RedisServer) -> None:
    anna, ola, piotr = Push(server.url, "ppm"), Push(server.url, "other"), Push(server.url, "ppm")
    others = Listener(piotr)
    until_heard(anna, others, 1)
    ola.tell([7])
    ola.close()
    until_heard(anna, others, 2)
    assert others.ids() == {1, 2}
    anna.close()
    piotr.close()


def test_a_server_that_goes_away_is_found_again_and_nobody_waits_for_it(server: RedisServer) -> None:
    anna, piotr = Push(server.url, "ppm"), Push(server.url, "ppm")
    others = Listener(piotr)
    until_heard(anna, others, 1)
    server.stop()
    began = time.monotonic()
    anna.tell([2])
    assert time.monotonic() - began < 0.5
    server.start()
    until_heard(anna, others, 3)
    anna.close()
    piotr.close()


def test_without_a_server_nothing_is_told_and_nothing_runs() -> None:
    push = Push("", "ppm")
    push.listen(lambda news: pytest.fail("nobody can have told"))
    push.tell([1])
    push.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("push")]


@pytest.mark.end2end
def test_a_worker_begins_a_job_at_once_that_it_would_find_in_a_minute(
    database_url: str, tmp_path: Path, server: RedisServer
) -> None:
    shared = replace(RESTLESS, poll_s=60.0, push_url=server.url)
    with open_shops(1, 10) as (shop,), open_team(database_url, tmp_path, shared) as team:
        added = team.office.add_shop(shop)
        worker = team.hire()
        team.wait_until(lambda: "looking for jobs" in worker.log(), 20, "it does not start")
        team.wait_until(lambda: server.listeners(team.office.parts.database.schema) > 0, 20, "it does not listen")
        (job,) = team.leave(JobRequest(), [added])
        team.wait_until(lambda: not team.job(job.id).active, 20, "not begun")
