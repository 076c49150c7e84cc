"""The command line as a program of its own beside a real practice shop."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ppm_desktop.practice.faults import FaultKind
from ppm_desktop.practice.server import PracticeOptions, PracticeShop

pytestmark = [
    pytest.mark.end2end,
    pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to one process of another only elsewhere"),
]
WITHIN_S = 20.0
"""Far below the time that a shop may take for one answer."""


@pytest.fixture
def environment(sqlite_template: Path, tmp_path: Path) -> dict[str, str]:
    data = tmp_path / "data"
    data.mkdir()
    (data / "ppm.sqlite3").write_bytes(sqlite_template.read_bytes())
    own = {"PPM_DATA_DIR": str(data), "PPM_LANGUAGE": "en", "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    return {**os.environ, **own}


@pytest.fixture
def shop(environment: dict[str, str]) -> Iterator[PracticeShop]:
    """A shop that is on the list and never answers again."""
    with PracticeShop(PracticeOptions(products=50)) as shop:
        add = [sys.executable, "-m", "ppm_desktop", "shop", "add", "Hanging", shop.address, "--key-stdin"]
        subprocess.run(add, env=environment, input=shop.key, text=True, check=True, capture_output=True)
        shop.faults.arm(FaultKind.TIMEOUT, seconds=3600)
        yield shop


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("times", [1, 3])
def test_an_import_of_a_shop_that_hangs_is_cancelled_without_waiting_for_it(
    shop: PracticeShop, environment: dict[str, str], number: signal.Signals, times: int
) -> None:
    command = [sys.executable, "-m", "ppm_desktop", "import", "Hanging", "--json"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        wait_until(lambda: bool(shop.faults.struck) or run.poll() is not None)
        for _ in range(times):
            run.send_signal(number)
        try:
            out, err = run.communicate(timeout=WITHIN_S)
        except subprocess.TimeoutExpired:
            run.kill()
            raise
    assert run.returncode == 130, err
    assert json.loads(out)["status"] == "cancelled"
    assert "Cancelling…" in err
    assert "Traceback" not in err


def wait_until(true: Callable[[], bool]) -> None:
    pause = threading.Event()
    while not true():
        pause.wait(0.02)
