"""A Redis server of our own on a free port, gone with the test."""

import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

from tests.fakes.mariadb import free_port

UP_WITHIN_S = 10.0


class RedisServer:
    """Starts at `start`, ends at `stop`; may be started again on the same port."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir"]
        self._process = subprocess.Popen([*command, str(self._folder)], stdout=subprocess.DEVNULL)
        give_up_at = time.monotonic() + UP_WITHIN_S
        with redis.Redis(port=self.port) as client:
            while True:
                try:
                    client.ping()
                    return
                except redis.ConnectionError:
                    assert time.monotonic() < give_up_at, "Redis does not start"
                    threading.Event().wait(0.02)

    def listeners(self, schema: str) -> int:
        """How many programs listen to the news of a database."""
        with redis.Redis(port=self.port) as client:
            return int(client.pubsub_numsub(f"ppm-desktop:{schema}")[0][1])

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(UP_WITHIN_S)
            self._process = None


@contextmanager
def redis_server() -> Iterator[RedisServer]:
    """A server; the test is skipped where none is installed."""
    if shutil.which("redis-server") is None:
        pytest.skip("no Redis server is installed here (Debian: apt-get install redis-server)")
    with tempfile.TemporaryDirectory(prefix="ppm-redis-") as folder:
        server = RedisServer(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()
