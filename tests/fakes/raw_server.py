"""A TCP server on loopback whose behaviour is a function: for faults that no web server would commit."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

_TLS_HELLO = b"\x16\x03"

Behaviour = Callable[[socket.socket, "RawServer"], None]
"""Given a connection from which one request has been read; returns to read the next, or closes it."""


class RawServer:
    """Serves every connection in a thread of its own until it is left.

    Attributes:
        connections: How many were accepted.
        requests: How many request heads were read.
        asked: Set when the first request has been read.
        leaving: Set when the server is told to end; behaviours that hang wait on it.
    """

    def __init__(self, behave: Behaviour, tls: ssl.SSLContext | None = None) -> None:
        self._behave = behave
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._open: list[socket.socket] = []
        self.connections = 0
        self.requests = 0
        self.asked = threading.Event()
        self.leaving = threading.Event()

    @property
    def port(self) -> int:
        """The free port that was taken."""
        return int(self._listener.getsockname()[1])

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leaving.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(connection, socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._start(lambda connection=connection: self._serve(connection))  # type: ignore[misc]

    def _serve(self, connection: socket.socket) -> None:
        try:
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            self._open.append(connection)
            while _read_head(connection):
                self.requests += 1
                self.asked.set()
                self._behave(connection, self)
        except OSError:
            pass
        finally:
            connection.close()


def _read_head(connection: socket.socket) -> bool:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(65536)
        if not piece:
            return False
        head += piece
        if head.startswith(_TLS_HELLO):
            # What web servers do when somebody speaks TLS to their plain port.
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return False
    return True
