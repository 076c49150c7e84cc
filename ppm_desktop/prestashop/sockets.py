"""Knows the open connections of a client, so that another thread can break them off."""

import contextlib
import socket
import threading
import weakref
from collections.abc import Mapping
from typing import Protocol, runtime_checkable


@runtime_checkable
class _NetworkStream(Protocol):
    def get_extra_info(self, info: str) -> object: ...


_CONNECTED = {"http": "connect_tcp.complete", "https": "start_tls.complete"}
"""When a connection is ready, by scheme: a socket shut down before its handshake would never be closed by ssl."""


class OpenSockets:
    """Sees connections being made (as httpx's ``trace`` extension) and shuts them down on demand.

    A handshake under way goes on until it is done or its own timeout ends it.
    """

    def __init__(self, scheme: str) -> None:
        self._connected = _CONNECTED[scheme]
        self._lock = threading.Lock()
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._broken_off = False

    def trace(self, event: str, facts: Mapping[str, object]) -> None:
        """Called by httpcore, in the requesting thread, for every step of a request."""
        if not event.endswith(self._connected):
            return
        stream = facts.get("return_value")
        if isinstance(stream, _NetworkStream):
            connection = stream.get_extra_info("socket")
            if isinstance(connection, socket.socket):
                self._add(connection)

    def break_off(self) -> None:
        """End every connection at once, now and from now on; threads that wait on one get an error."""
        with self._lock:
            self._broken_off = True
            for connection in self._sockets:
                _shut(connection)

    def _add(self, connection: socket.socket) -> None:
        with self._lock:
            self._sockets.add(connection)
            if self._broken_off:
                _shut(connection)


def _shut(connection: socket.socket) -> None:
    # The method of the base class: that of an SSL socket would pull the TLS state from under the reading thread.
    with contextlib.suppress(OSError):
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
