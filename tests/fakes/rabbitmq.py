"""A RabbitMQ of our own on free ports in a folder of its own, gone with the test."""

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from kombu.connection import Connection

from tests.fakes.mariadb import free_port

SERVER = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
"""Not the one on the path: that starts the service of the whole computer."""
UP_WITHIN_S = 60.0


@contextmanager
def rabbitmq() -> Iterator[str]:
    """The URL of a broker; the test is skipped where none is installed."""
    if not SERVER.exists():
        pytest.skip("no RabbitMQ is installed here (Debian: apt-get install rabbitmq-server)")
    with tempfile.TemporaryDirectory(prefix="ppm-rabbit-", ignore_cleanup_errors=True) as folder:
        port, epmd = free_port(), str(free_port())
        home = Path(folder)
        (home / "rabbitmq.conf").write_text(
            f"listeners.tcp.1 = 127.0.0.1:{port}\ndisk_free_limit.absolute = 10MB\n", encoding="ascii"
        )
        own = {
            "ERL_EPMD_PORT": epmd,
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "HOME": folder,
            "RABBITMQ_CONFIG_FILE": str(home / "rabbitmq"),
            "RABBITMQ_DIST_PORT": str(free_port()),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "plugins"),
            "RABBITMQ_LOG_BASE": folder,
            "RABBITMQ_MNESIA_BASE": str(home / "mnesia"),
            "RABBITMQ_NODENAME": f"ppm{port}@localhost",
            "RABBITMQ_PID_FILE": str(home / "pid"),
        }
        with (home / "out.log").open("ab") as log:
            process = subprocess.Popen(
                [str(SERVER)], env={**os.environ, **own}, stdout=log, stderr=log, start_new_session=True
            )
        try:
            _wait_for(port, process, home / "out.log")
            yield f"amqp://guest:guest@127.0.0.1:{port}//"
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()
            process.wait()
            if (ender := shutil.which("epmd")) is not None:
                subprocess.run([ender, "-port", epmd, "-kill"], check=False, capture_output=True)


def _wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    give_up_at = time.monotonic() + UP_WITHIN_S
    while True:
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")[-3000:]
        assert time.monotonic() < give_up_at, "RabbitMQ does not start"
        try:
            with _connection(port) as connection:
                connection.connect()
                return
        except OSError:
            threading.Event().wait(0.2)


def _connection(port: int) -> Connection:
    return Connection(f"amqp://guest:guest@127.0.0.1:{port}//", connect_timeout=2)  # type: ignore[no-untyped-call]
