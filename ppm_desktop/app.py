"""Composition root of the window: application, theme, engine, main window, and their end in the right order."""

import logging
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    QProcess,
    QTimer,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ppm_desktop import __version__, logs
from ppm_desktop.assembly import Assembly
from ppm_desktop.domain.job import JobSnapshot, RowState
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.roles import Right
from ppm_desktop.gui.backend import Backend
from ppm_desktop.gui.feed import JobFeed
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.remembered import Remembered
from ppm_desktop.gui.resources import resource
from ppm_desktop.gui.session_end import SessionEnd
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.translation import install_translations
from ppm_desktop.gui.tray import Tray
from ppm_desktop.jobs.board import ProgressBoard
from ppm_desktop.jobs.manager import JobManager
from ppm_desktop.jobs.pool import TaskPool
from ppm_desktop.jobs.push import News, Push

logger = logging.getLogger(__name__)
SHUTDOWN_MS = 35_000
"""How long running jobs may take to end when the program closes: a little over one answer of a shop."""
HAND_BACK_MS = 2_800
"""How long handing back may take where the system ends the program: most systems wait some seconds longer."""
CLOCK_STOP_S = 1.0
OFFER_AFTER_MS = 30_000
"""When a program that was to end, but lives on, offers to go on with what it has handed back."""
SETTLE_MS = 900
"""Time for animations to come to rest before a picture is taken."""


@dataclass(frozen=True, slots=True)
class Start:
    """A job to start with the window.

    Attributes:
        picture: Where a picture of the window goes when the job has ended; the program ends then.
        echo: Where progress is printed as well.
    """

    request: JobRequest
    shop_ids: tuple[int, ...]
    picture: Path | None = None
    echo: TextIO | None = None


def run_window(assembly: Assembly, start: Start | None = None) -> int:
    """Show the window until it is closed; returns the exit code."""
    qInstallMessageHandler(_log_qt_message)
    application = make_application(assembly)
    opened = OpenWindow(application, assembly, start.echo if start else None)
    opened.window.closed.connect(application.exit)
    show = _Show(start, opened) if start is not None else None
    end = SessionEnd(application)
    end.coming.connect(opened.hand_back)
    end.told_to_end.connect(application.exit)
    code = application.exec()
    end.stop()
    restarts = opened.window.restarting
    opened.close(hands_back=not opened.window.was_closed)
    if restarts:
        start_anew()
    qInstallMessageHandler(None)
    return show.exit_code if show is not None and show.takes_picture else code


def start_anew() -> None:
    """Start the program once more, as it was started; this one is about to end."""
    QProcess.startDetached(sys.executable, sys.argv[1:] if getattr(sys, "frozen", False) else sys.orig_argv[1:])


class OpenWindow:
    """The main window with the parts that serve it.

    Attributes:
        window: Shown already.
        manager: Starts and cancels the jobs of this window.
    """

    def __init__(self, application: QApplication, assembly: Assembly, echo: TextIO | None = None) -> None:
        settings, shared = assembly.settings, assembly.shared
        theme = Theme(settings.theme, scale_percent=settings.interface_scale, reduce_motion=settings.reduce_motion)
        theme.apply(application)
        self._application = application
        self._translators = install_translations(application, settings.language)
        self.manager = JobManager(
            assembly.runner,
            assembly.job_rows,
            assembly.retries,
            assembly.board,
            shared,
            for_workers=lambda: bool(assembly.target()),
        )
        self._pool = TaskPool(shared.worker_jobs)
        self._tray = Tray(theme)
        backend = Backend(
            manager=self.manager,
            jobs=assembly.jobs,
            shops=assembly.shops,
            shop_desk=assembly.shops,
            shop_mappings=assembly.shop_mappings,
            products=assembly.products,
            schedules=assembly.schedules,
            sending=assembly.sending,
            undoing=assembly.sending,
            conflicts=assembly.conflicts,
            notifications=assembly.notifications,
            pool=self._pool,
            board=_PrintedBoard(assembly.board, echo) if echo else assembly.board,
            shared=shared,
            settings=assembly.preferences,
            rights=assembly.rights,
        )
        self.window = MainWindow(
            backend,
            theme=theme,
            language=settings.language.value,
            database_label=assembly.database.label,
            embedded=assembly.database.is_embedded,
            log_folder=settings.log_folder,
            version=__version__,
            computer=assembly.computer,
            remembered=Remembered(settings.data_dir / "window.ini"),
            alert_choices=settings.alerts,
            tray=self._tray,
        )
        self._clock = assembly.clock(self.manager.hand_over) if assembly.rights.may(Right.RUN) else None
        self._news = _News(self.window.feed, assembly.push)
        self.window.show()
        if self._clock is not None:
            self._clock.start()
        logger.info("window opened, %s", assembly.database.label or "embedded database")

    def hand_back(self) -> None:
        """The system ends what this person works with: other computers go on at once with what runs here.

        Where the end is called off after all, the window offers to go on.
        """
        if self.window.was_closed:
            return
        if not self.manager.hand_back(HAND_BACK_MS):
            logger.warning("a job is not handed back yet: its shop has not answered")
        QTimer.singleShot(OFFER_AFTER_MS, self.manager, self.manager.look_for_unfinished)

    def close(self, *, hands_back: bool = False) -> None:
        """Cancel what runs here, or hand it back, then take the window down."""
        if self._clock is not None:
            self._clock.shutdown(CLOCK_STOP_S)
            # What the clock began in its last moment reaches the manager, who must not leave it waiting for nobody.
            QCoreApplication.sendPostedEvents(self.manager)
        if hands_back:
            self.manager.hand_back(HAND_BACK_MS)
        if not self.manager.shutdown(SHUTDOWN_MS):
            logger.warning("closed while a job was still waiting for its shop")
        self._pool.drain(SHUTDOWN_MS)
        self.window.deleteLater()
        for translator in self._translators:
            self._application.removeTranslator(translator)
        logger.info("window closed")


def make_application(assembly: Assembly) -> QApplication:
    """The one `QApplication`, with the program's name and icon."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("PPM Desktop")
    application.setApplicationVersion(__version__)
    application.setWindowIcon(QIcon(str(resource("icons/app.svg"))))
    # In the tray no window is left, and the program goes on: a closed main window ends it by itself.
    application.setQuitOnLastWindowClosed(False)
    return application


class _News(QObject):
    """Brings what other computers tell into the window's own thread.

    Signals:
        came: Something in the shared table has changed.
    """

    came = Signal()

    def __init__(self, feed: JobFeed, push: Push) -> None:
        super().__init__()
        self.came.connect(feed.nudge)
        push.listen(self._on_news)

    def _on_news(self, news: News) -> None:
        self.came.emit()


class _PrintedBoard:
    """A board that prints what the window is about to show."""

    def __init__(self, board: ProgressBoard, echo: TextIO) -> None:
        self._board = board
        self._echo = echo
        self._printed = ""

    def drain(self) -> list[JobSnapshot]:
        """As `ProgressBoard.drain`; every new count is printed once."""
        fresh = self._board.drain()
        for job in fresh:
            line = f"{job.shop_name}: {job.processed}/{'?' if job.total is None else job.total} ({job.failed})"
            if line != self._printed:
                self._printed = line
                print(line, file=self._echo, flush=True)
        return fresh


class _Show(QObject):
    """Starts the job of a demonstration and takes the picture at its end."""

    def __init__(self, start: Start, opened: OpenWindow) -> None:
        super().__init__(opened.window)
        self._start = start
        self._opened = opened
        self.exit_code = 0
        opened.manager.finished.connect(self._on_finished)
        QTimer.singleShot(0, self, self._begin)

    @property
    def takes_picture(self) -> bool:
        """Whether the program ends by itself, with a picture."""
        return self._start.picture is not None

    @Slot()
    def _begin(self) -> None:
        self._opened.manager.start(self._start.request, self._start.shop_ids)

    @Slot(object)
    def _on_finished(self, job: JobSnapshot) -> None:
        done = job.row_state(float("inf")) in (RowState.COMPLETED, RowState.PARTIAL)
        self.exit_code = 0 if done else 3
        if self._start.picture is not None:
            QTimer.singleShot(SETTLE_MS, self, self._take_picture)

    @Slot()
    def _take_picture(self) -> None:
        assert self._start.picture is not None
        self._start.picture.parent.mkdir(parents=True, exist_ok=True)
        self._opened.window.grab().save(str(self._start.picture))
        QApplication.quit()


def _log_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    logs.qt_message(int(kind.value), text)
