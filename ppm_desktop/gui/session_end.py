"""Notices that the system ends the person's session or this program, and tells it in the window's thread."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot
from PySide6.QtGui import QGuiApplication, QSessionManager

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name))


class SessionEnd(QObject):
    """Listens until `stop`; lives in the main thread.

    Signals:
        coming: The program may be gone in some seconds: what must not be lost is to be done before this returns.
        told_to_end: The program was asked to end; `coming` went before.
    """

    coming = Signal()
    told_to_end = Signal()

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        # Python's own handlers wait for Python code to run: the byte that comes with a signal wakes Qt.
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        self._wakeup_before = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        heard = [number for number in _SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
        self._handlers_before = {number: signal.signal(number, _note) for number in heard}
        application.commitDataRequest.connect(self._on_session_ends)
        # Windows ends a program without ever leaving its event loop.
        application.aboutToQuit.connect(self.coming)

    def stop(self) -> None:
        """Leave signals as they were found."""
        for number, handler in self._handlers_before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup_before)
        self._notifier.setEnabled(False)
        self._read.close()
        self._write.close()

    @Slot(QSessionManager)
    def _on_session_ends(self, _session: QSessionManager) -> None:
        self.coming.emit()

    @Slot()
    def _on_signal(self) -> None:
        if set(self._read.recv(64)) & self._handlers_before.keys():
            self.coming.emit()
            self.told_to_end.emit()


def _note(_number: int, _frame: FrameType | None) -> None:
    """The byte in the socket says it all."""
