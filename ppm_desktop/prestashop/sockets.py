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


_CONNECTED = ("connect_tcp.complete", "start_tls.complete")


class OpenSockets:
    """Sees connections being made (as httpx's ``trace`` extension) and shuts them down on demand."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._broken_off = False

    def trace(self, event: str, facts: Mapping[str, object]) -> None:
        """Called by httpcore, in the requesting thread, for every step of a request."""
        if not event.endswith(_CONNECTED):
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
