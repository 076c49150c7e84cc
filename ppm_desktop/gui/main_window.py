"""The main window: puts feed, models and views together and turns wishes into calls."""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDesktopServices,
    QGuiApplication,
    QIcon,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QVBoxLayout, QWidget

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.job import Computer, JobSnapshot, RowState
from ppm_desktop.domain.listing import JobFilter, Overview, StatusFilter
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.gui.delegates.animator import ProgressAnimator
from ppm_desktop.gui.dialog_opener import DialogOpener
from ppm_desktop.gui.feed import Connection, JobFeed, Link
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.job_reader import JobReader
from ppm_desktop.gui.models.job_filter import JobFilterModel, JobOrder
from ppm_desktop.gui.models.job_row import RowWriter
from ppm_desktop.gui.models.job_table import JobTableModel
from ppm_desktop.gui.ports import Board, JobReads, Jobs, Pool, Shops
from ppm_desktop.gui.rates import JobRates
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.translation import locale_of
from ppm_desktop.gui.views.job_detail import FAILURES_SHOWN, JobDetailView
from ppm_desktop.gui.views.job_menu import JobMenu
from ppm_desktop.gui.views.job_story import JobStory
from ppm_desktop.gui.views.sidebar import Sidebar
from ppm_desktop.gui.views.status_bar import StatusLine
from ppm_desktop.gui.views.sync_center import NARROW_BELOW_PX, SyncCenterView
from ppm_desktop.gui.views.tiles import brand_tile

logger = logging.getLogger(__name__)

SIZE_PX = (1440, 900)
SMALLEST_PX = (1024, 640)


def _now() -> datetime:
    return datetime.now(UTC)


FIGURES_EVERY_S = 0.95
"""Pause between changes of the figures in pane and header while a job just moves on; the feed ticks each second."""


class MainWindow(QMainWindow):
    """Lives in the GUI thread; whatever may block goes through the pool."""

    def __init__(
        self,
        *,
        manager: Jobs,
        jobs: JobReads,
        shops: Shops,
        pool: Pool,
        board: Board,
        shared: SharedSettings,
        theme: Theme,
        language: str,
        database_label: str,
        embedded: bool,
        log_folder: Path,
        version: str,
        computer: Computer,
        now: Callable[[], datetime] = _now,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """Translations are installed already.

        Args:
            database_label: The server's name, empty for the embedded database.
            now: The wall clock, aware.
            monotonic_s: Seconds of a steady clock: rates and animations.
        """
        super().__init__()
        self._manager = manager
        self._theme = theme
        self._language = Language(language)
        self._log_folder = log_folder
        self._updated: datetime | None = None
        self._was_active = False
        self._started = False
        self._leaving = False
        self._wording = Wording(locale_of(language))
        self._now = now
        self._monotonic_s = monotonic_s
        self._read_at_s = monotonic_s() - FIGURES_EVERY_S
        self._shown_state: RowState | None = None
        self.rates = JobRates(monotonic_s)
        self.model = JobTableModel(RowWriter(self._wording, shared), now, monotonic_s, self)
        self.listed = JobFilterModel(self.model, self)
        self.animator = ProgressAnimator(monotonic_s, still=theme.reduce_motion, parent=self)
        self.feed = JobFeed(self.model, self.rates, jobs, board, pool, shared, parent=self)
        story = JobStory(self._wording, self._language, shared)
        self.detail = JobDetailView(theme, self._wording, story, self.rates, now)
        self._reader = JobReader(jobs, pool, self)
        self._dialogs = DialogOpener(self, manager, shops, pool, theme, self._wording, self._language)
        self.page = SyncCenterView(theme, self._wording, self.listed, self.animator, self.detail)
        self._help_menu = self._make_help_menu()
        self.sidebar = Sidebar(theme, computer, self._help_menu)
        self.status_line = StatusLine(theme, self._wording, database_label, embedded, version)
        self._arrange()
        self._connect()
        self._make_shortcuts()
        self.detail.show_nothing(self.tr("Loading operations…"))

    def showEvent(self, event: QShowEvent) -> None:
        """Shown for the first time it begins to listen and to ask."""
        super().showEvent(event)
        if not self._started:
            self._started = True
            self.page.setFocus()
            self.feed.start()
            self._dialogs.read_shops()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks first while jobs of this window run; the one who made the window ends them."""
        running = self._manager.active_count()
        if running and not self._leaving:
            event.ignore()
            self._dialogs.ask_to_quit(running)
            return
        self.feed.stop()
        self.animator.run(False)
        super().closeEvent(event)

    @Slot(int)
    def _on_quit_confirmed(self, _running: int) -> None:
        self._leaving = True
        self.close()

    def changeEvent(self, event: QEvent) -> None:
        """While minimised nothing moves and the table is asked seldom."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self.feed.set_background(self.isMinimized())
            self.animator.run(not self.isMinimized())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows get the narrow navigation."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(NARROW_BELOW_PX)
        self.sidebar.set_narrow(narrow)
        self.page.set_narrow(narrow)
        self.status_line.set_narrow(narrow)

    def _arrange(self) -> None:
        self.setWindowTitle("PPM Desktop")
        self.setWindowIcon(QIcon(brand_tile(self._theme, 2.0, 64)))
        content = QWidget()
        content.setObjectName("window")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self.page, 1)
        column.addLayout(row, 1)
        column.addWidget(self.status_line)
        self.setCentralWidget(content)
        self.setMinimumSize(*SMALLEST_PX)
        self.resize(*SIZE_PX)

    def _connect(self) -> None:
        page = self.page
        page.new_wanted.connect(self._dialogs.open_new_job)
        page.filter_changed.connect(self._on_filter_changed)
        page.order_changed.connect(self._on_order_changed)
        page.away.acted.connect(self.feed.refresh)
        page.list.cancel_wanted.connect(self.ask_to_cancel)
        page.list.errors_wanted.connect(self.show_errors)
        page.list.details_wanted.connect(self._on_details_wanted)
        page.list.menu_wanted.connect(self._on_menu_wanted)
        page.list.current_changed.connect(self._on_current_changed)
        self.detail.cancel_wanted.connect(self.ask_to_cancel)
        self.detail.errors_wanted.connect(self.show_errors)
        self.detail.copy_wanted.connect(self.copy_skus)
        self.feed.loaded.connect(self._on_loaded)
        self.feed.overview_changed.connect(self._on_overview_changed)
        self.feed.connection_changed.connect(self._on_connection_changed)
        self.feed.changed.connect(self._on_changed)
        self._manager.created.connect(self._on_created)
        self._manager.changed.connect(self._on_job_changed)
        self._manager.finished.connect(self._on_job_changed)
        self._dialogs.shops_read.connect(page.filters.show_shops)
        self._dialogs.quit_confirmed.connect(self._on_quit_confirmed)
        self._reader.detail_read.connect(self.detail.show_detail)
        self._reader.failures_read.connect(self.detail.show_failures)
        self._reader.skus_read.connect(self._on_skus_read)
        for failed in (self._manager.failed, self._dialogs.failed, self._reader.failed):
            failed.connect(self.show_failure)

    def _make_help_menu(self) -> QMenu:
        menu = QMenu(self.tr("Help"), self)
        open_log = QAction(self.tr("Open log folder"), menu)
        open_log.setMenuRole(QAction.MenuRole.NoRole)
        open_log.triggered.connect(self.open_log_folder)
        menu.addAction(open_log)
        # Only macOS has a menu bar of its own; elsewhere the same menu hangs at the foot of the navigation.
        self.menuBar().addMenu(menu)
        self.menuBar().setVisible(self.menuBar().isNativeMenuBar())
        return menu

    def _make_shortcuts(self) -> None:
        page = self.page
        for keys, slot in (
            ("Ctrl+N", self._dialogs.open_new_job),
            ("Ctrl+F", page.filters.search.setFocus),
            ("F5", self.feed.refresh),
            ("Ctrl+I", page.filters.details.toggle),
            ("Ctrl+.", self._on_cancel_key),
            ("Ctrl+Shift+C", self._on_copy_key),
            ("Ctrl+1", page.list.setFocus),
            ("F6", self._on_next_region),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(slot)
        modifier = "Meta" if QGuiApplication.platformName() == "cocoa" else "Alt"
        for place, status in enumerate(StatusFilter, start=1):
            shortcut = QShortcut(QKeySequence(f"{modifier}+{place}"), self)
            shortcut.activated.connect(partial(page.filters.choose, status))

    @Slot()
    def open_log_folder(self) -> None:
        """Show the folder of the log files in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_folder)))

    @Slot(int)
    def ask_to_cancel(self, job_id: int) -> None:
        """Ask the person, then the runner."""
        row = self.model.row(job_id)
        if row is not None:
            self._dialogs.ask_to_cancel(row)

    @Slot(int)
    def show_errors(self, job_id: int) -> None:
        """Open the details with the failed products."""
        self.page.list.select(job_id)
        self.page.show_details(True)
        self._reader.ask_failures(job_id, FAILURES_SHOWN)

    @Slot(int)
    def copy_skus(self, job_id: int) -> None:
        """Put the failed SKUs on the clipboard, one a line."""
        self._reader.ask_skus(job_id)

    def make_menu(self, job_id: int) -> JobMenu | None:
        """The context menu of a job; None when it is not listed any more."""
        row = self.model.row(job_id)
        if row is None:
            return None
        menu = JobMenu(self._theme, self._wording, row, self)
        menu.errors_wanted.connect(self.show_errors)
        menu.copy_skus_wanted.connect(self.copy_skus)
        menu.copy_number_wanted.connect(self._on_copy_number)
        menu.cancel_wanted.connect(self.ask_to_cancel)
        return menu

    @Slot(str)
    def _on_skus_read(self, skus: str) -> None:
        QGuiApplication.clipboard().setText(skus)

    @Slot(int)
    def _on_copy_number(self, job_id: int) -> None:
        QGuiApplication.clipboard().setText(f"#{job_id}")

    @Slot(object)
    def _on_filter_changed(self, wanted: JobFilter) -> None:
        self.feed.set_filter(wanted)

    @Slot(object)
    def _on_order_changed(self, order: JobOrder) -> None:
        self.feed.load_everything(order is not JobOrder.NEWEST)

    @Slot(object)
    def _on_created(self, jobs: Sequence[JobSnapshot]) -> None:
        self.feed.take(jobs)
        if jobs:
            self.page.list.select(jobs[0].id)

    @Slot(object)
    def _on_job_changed(self, job: JobSnapshot) -> None:
        self.feed.take([job])

    @Slot(object)
    def show_failure(self, error: PpmError) -> None:
        """Say above the list what could not be done, and why."""
        self.page.trouble.tell(explain(error.cause, self._language, error.facts).sentence)

    @Slot()
    def _on_loaded(self) -> None:
        self.page.show_loaded()
        if self.page.list.current_id() is None and self.listed.rowCount():
            self.page.list.select(self.listed.row_at(0).job.id)
        self._show_current()
        if self.focusWidget() is self.page:
            self.page.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_overview_changed(self, overview: Overview) -> None:
        self.page.filters.show_counts(overview.counts)
        self.page.header.show_totals(overview.totals.active, overview.totals.failed_today)
        self.sidebar.show_active(overview.totals.active)

    @Slot(object)
    def _on_connection_changed(self, connection: Connection) -> None:
        away = connection.link is Link.AWAY
        if connection.link is Link.ONLINE:
            self._updated = self._now()
        self.status_line.show_connection(connection, self._updated)
        self.page.away.tell(self._away_text(connection) if away else "")
        self.model.set_reachable(not away)
        self._on_changed()
        if not away and (current := self.page.list.current_id()) is not None:
            row = self.model.row(current)
            if row is not None and row.job.active:
                self._reader.ask_detail(current)

    def _away_text(self, connection: Connection) -> str:
        seconds = self._wording.number(max(1, round(connection.interval_s)))
        if self._updated is None:
            error = connection.error
            cause = error.cause if isinstance(error, PpmError) else "unknown"
            return explain(cause, self._language).sentence
        text = self.tr(
            "No database connection. Showing the state from {time}. Operations on this computer continue, "
            "progress is saved once the connection is back. Next attempt in {n} s."
        )
        return text.format(time=self._wording.clock_seconds(self._updated), n=seconds)

    @Slot()
    def _on_changed(self) -> None:
        if self._is_calm():
            return
        self._read_at_s = self._monotonic_s()
        online = self.feed.connection.link is Link.ONLINE
        self.page.header.show_rate(self.rates.total_per_minute() if online else None)
        self._show_current()

    def _is_calm(self) -> bool:
        """Whether pane and header may wait for the next second: nobody reads figures ten times in one.

        They are laid out anew whenever a text changes, which costs more than all the bars together.
        """
        row = self.model.row(self.detail.job_id) if self.detail.job_id is not None else None
        same = row is not None and row.state is self._shown_state
        self._shown_state = row.state if row is not None else None
        return same and self._monotonic_s() - self._read_at_s < FIGURES_EVERY_S

    @Slot(object)
    def _on_current_changed(self, job_id: int | None) -> None:
        self._show_current()
        if job_id is not None:
            self._reader.ask_detail(job_id)

    def _show_current(self) -> None:
        current = self.page.list.current_id()
        row = self.model.row(current) if current is not None else None
        if row is None:
            if self.listed.rowCount():
                self.detail.show_nothing(self.tr("Choose an operation to see its details."))
            return
        before = self.detail.job_id == row.job.id and self._was_active
        self._was_active = row.job.active
        self.detail.show_row(row)
        if before and not row.job.active:
            self._reader.ask_detail(row.job.id)

    @Slot(int)
    def _on_details_wanted(self, job_id: int) -> None:
        self.page.list.select(job_id)
        self.page.show_details(True)

    @Slot(int, QPoint)
    def _on_menu_wanted(self, job_id: int, place: QPoint) -> None:
        menu = self.make_menu(job_id)
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)

    @Slot()
    def _on_cancel_key(self) -> None:
        if (current := self.page.list.current_id()) is not None:
            self.ask_to_cancel(current)

    @Slot()
    def _on_copy_key(self) -> None:
        if (current := self.page.list.current_id()) is not None:
            self.copy_skus(current)

    @Slot()
    def _on_next_region(self) -> None:
        regions = (self.sidebar.help_button, self.page.header.new_button, self.page.filters.search, self.page.list)
        focused = self.focusWidget()
        place = next((n for n, region in enumerate(regions) if region is focused), -1)
        regions[(place + 1) % len(regions)].setFocus(Qt.FocusReason.ShortcutFocusReason)
