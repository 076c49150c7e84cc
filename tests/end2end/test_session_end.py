"""The window as a program of its own that the system tells to end while its operation runs."""

import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from ppm_desktop.domain.job import JobState
from ppm_desktop.persistence.tables import JobRow
from ppm_desktop.practice.server import PracticeShop
from tests.fakes.workers import Team, open_shops, open_team

pytestmark = [
    pytest.mark.end2end,
    pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to another process only elsewhere"),
]

WINDOW = """
import signal, sys
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # the tests may run where hang-ups are ignored
from ppm_desktop.app import Start, run_window
from ppm_desktop.cli.session import session
from ppm_desktop.domain.request import JobRequest
with session(None) as assembly:
    sys.exit(run_window(assembly, Start(JobRequest(), (int(sys.argv[1]),))))
"""
PRODUCTS = 400
UP_WITHIN_S = 60.0


@pytest.fixture
def slow_shop() -> Iterator[PracticeShop]:
    with open_shops(1, PRODUCTS, latency_ms=150) as shops:
        yield shops[0]


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])
def test_a_window_that_the_system_ends_hands_its_operation_back_and_a_worker_goes_on(
    database_url: str, tmp_path: Path, slow_shop: PracticeShop, told: signal.Signals
) -> None:
    with open_team(database_url, tmp_path) as team:
        shop = team.office.add_shop(slow_shop)
        window = team.start("-c", WINDOW, str(shop.id), QT_QPA_PLATFORM="offscreen")
        team.wait_until(lambda: _processed(team) > 0, UP_WITHIN_S, "the window runs its import")
        window.send(told)
        asked = time.monotonic()
        team.wait_until(lambda: _free(team), 10.0, "the operation is handed back")
        assert time.monotonic() - asked < 3.0
        team.wait_until(lambda: not window.runs, 10.0, "the window ends")
        (left,) = team.office.parts.job_rows.unfinished_here()
        assert left.state is JobState.PROCESSING
        assert 0 < left.processed < PRODUCTS
        team.hire()
        team.wait_until(lambda: team.job(left.id).state is JobState.COMPLETED, UP_WITHIN_S, "a worker ends it")
        assert team.job(left.id).processed == PRODUCTS


def _processed(team: Team) -> int:
    with team.office.parts.database.read() as connection:
        return int(connection.scalar(select(func.sum(JobRow.processed_items))) or 0)


def _free(team: Team) -> bool:
    """Whether any other computer could go on at once."""
    return bool(team.office.parts.job_rows.unfinished_here())
