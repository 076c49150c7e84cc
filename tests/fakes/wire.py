"""A wire to a database server that can be cut and mended: one computer away while the others are not."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self

_PIECE = 64 * 1024


class Wire:
    """Passes TCP on to a port of this computer until it is cut."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ends: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._whole = True
        threading.Thread(target=self._accept, name="wire", daemon=True).start()

    @property
    def port(self) -> int:
        """Where to connect to instead."""
        return int(self._listener.getsockname()[1])

    def cut(self) -> None:
        """Every connection breaks, and new ones too, until `mend`."""
        with self._lock:
            self._whole = False
            ends, self._ends = self._ends, set()
        for end in ends:
            _close(end)

    def mend(self) -> None:
        """New connections work again."""
        with self._lock:
            self._whole = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cut()
        _close(self._listener)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self._target), timeout=5)
                far.settimeout(None)
            except OSError:
                _close(near)
                continue
            with self._lock:
                whole = self._whole
                if whole:
                    self._ends |= {near, far}
            if not whole:
                _close(near)
                _close(far)
                continue
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_pump, args=(one, other), name="wire", daemon=True).start()


def _pump(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := one.recv(_PIECE):
            other.sendall(piece)
    _close(one)
    _close(other)


def _close(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
