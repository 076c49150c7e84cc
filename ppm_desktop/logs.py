"""Log files: rotating, in UTF-8, with the number of the job in every line that belongs to one, and without secrets."""

import logging
import logging.handlers
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum
from pathlib import Path
from types import TracebackType
from typing import TextIO

from ppm_desktop.redaction import redactor

LOG_FILE = "ppm-desktop.log"
MAX_BYTES = 2_000_000
KEPT_FILES = 5
_FORMAT = "%(asctime)s %(levelname)-7s %(threadName)s %(name)s:%(job)s %(message)s"
_NOISY = ("alembic", "apscheduler", "httpcore", "httpx", "keyring", "tzlocal", "waitress", "wakepy", "werkzeug")
"""Libraries that tell every request: written from WARNING on, and with level DEBUG from INFO on."""

_qt_logger = logging.getLogger("qt")
_crash_logger = logging.getLogger("ppm_desktop.crash")
_job_id: ContextVar[int | None] = ContextVar("job_id", default=None)


class QtLevel(IntEnum):
    """Qt's ``QtMsgType`` by value, so that this module needs no Qt."""

    DEBUG = 0
    WARNING = 1
    CRITICAL = 2
    FATAL = 3
    INFO = 4


_LEVEL_OF_QT = {
    QtLevel.DEBUG: logging.DEBUG,
    QtLevel.INFO: logging.INFO,
    QtLevel.WARNING: logging.WARNING,
    QtLevel.CRITICAL: logging.ERROR,
    QtLevel.FATAL: logging.CRITICAL,
}


@contextmanager
def job_in_logs(job_id: int) -> Iterator[None]:
    """Every line that this thread logs inside carries ``#job_id``.

    A thread started inside does not inherit it: run its work with ``contextvars.copy_context().run``.
    """
    token = _job_id.set(job_id)
    try:
        yield
    finally:
        _job_id.reset(token)


def start(folder: Path, level: str) -> Path:
    """Log into ``folder`` from ``level`` on, uncaught exceptions too; returns the file. A second call moves there."""
    stop()
    folder.mkdir(parents=True, exist_ok=True)
    handler = _LogFile(folder / LOG_FILE)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.INFO if level == "DEBUG" else logging.WARNING)
    _catch_uncaught()
    return folder / LOG_FILE


def echo(stream: TextIO) -> None:
    """Write every line of the log to ``stream`` as well, until `stop`: what a service manager keeps."""
    logging.getLogger().addHandler(_Echo(stream))


def stop() -> None:
    """Close the log file; nothing is written any more."""
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, _LogFile | _Echo)]:
        root.removeHandler(handler)
        handler.close()


def qt_message(level: int, text: str) -> None:
    """Write one of Qt's own messages; ``level`` is the value of its ``QtMsgType``."""
    _qt_logger.log(_LEVEL_OF_QT[QtLevel(level)], "%s", text)


class _RedactingFormatter(logging.Formatter):
    """Adds the job's number, and strikes secrets out of the finished text, traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        job_id = _job_id.get()
        record.job = f" #{job_id}" if job_id is not None else ""
        return redactor.clean(super().format(record))


class _Echo(logging.StreamHandler[TextIO]):
    """The same lines on a stream."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self.setFormatter(_RedactingFormatter(_FORMAT))


class _LogFile(logging.handlers.RotatingFileHandler):
    """A rotating file that the window and a command line of the same person may share."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True)
        self.setFormatter(_RedactingFormatter(_FORMAT))

    def emit(self, record: logging.LogRecord) -> None:
        self._follow()
        super().emit(record)

    def doRollover(self) -> None:  # noqa: N802 - the handler's own name
        try:
            super().doRollover()
        except OSError:
            # Windows does not rename a file that another program of ours has open: it grows on until that one ends.
            self.stream = self._open()

    def _follow(self) -> None:
        """Reopen the file when another program rotated it away."""
        if self.stream is None:
            return
        try:
            there = Path(self.baseFilename).stat()
        except OSError:
            there = None
        if there is None or not os.path.samestat(there, os.fstat(self.stream.fileno())):
            self.stream.close()
            self.stream = self._open()


class _UncaughtHook:
    """Writes what nobody caught, then lets it take its course."""

    def __init__(self, previous: Callable[[type[BaseException], BaseException, TracebackType | None], object]) -> None:
        self._previous = previous

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            _crash_logger.critical("uncaught", exc_info=(kind, error, trace))
        self._previous(kind, error, trace)


class _UncaughtThreadHook:
    """The same for threads."""

    def __init__(self, previous: Callable[[threading.ExceptHookArgs], object]) -> None:
        self._previous = previous

    def __call__(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            _crash_logger.critical("uncaught", exc_info=(args.exc_type, args.exc_value, args.exc_traceback))
        self._previous(args)


def _catch_uncaught() -> None:
    if not isinstance(sys.excepthook, _UncaughtHook):
        sys.excepthook = _UncaughtHook(sys.excepthook)
    if not isinstance(threading.excepthook, _UncaughtThreadHook):
        threading.excepthook = _UncaughtThreadHook(threading.excepthook)
