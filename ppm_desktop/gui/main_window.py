"""The main window: navigation, pages and status line around the one feed of jobs."""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDesktopServices,
    QHideEvent,
    QIcon,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QVBoxLayout, QWidget

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.job import Computer, JobSnapshot, Origin
from ppm_desktop.domain.listing import Overview
from ppm_desktop.domain.notification import AlertChoices, Notice, NoticeAction
from ppm_desktop.domain.product_list import SyncState
from ppm_desktop.domain.retry import RetryWish
from ppm_desktop.domain.roles import Right
from ppm_desktop.domain.shop_profile import ConnectionReport, ShopProfile
from ppm_desktop.gui.active_jobs import ActiveJobs
from ppm_desktop.gui.alerts import Alerts
from ppm_desktop.gui.backend import Backend
from ppm_desktop.gui.connection_words import ConnectionWords
from ppm_desktop.gui.dialog_opener import DialogOpener
from ppm_desktop.gui.edit_opener import EditOpener
from ppm_desktop.gui.failure_opener import FailureOpener
from ppm_desktop.gui.feed import Connection, JobFeed, Link
from ppm_desktop.gui.forbidden import Limits, why_not
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.job_reader import JobReader
from ppm_desktop.gui.job_wishes import JobWishes
from ppm_desktop.gui.models.job_row import RowWriter
from ppm_desktop.gui.models.job_table import JobTableModel
from ppm_desktop.gui.pages import Page, PageStack
from ppm_desktop.gui.products_page import ProductsPage
from ppm_desktop.gui.rates import JobRates
from ppm_desktop.gui.remembered import Remembered
from ppm_desktop.gui.report_file import refusal
from ppm_desktop.gui.settings_page import SettingsPage
from ppm_desktop.gui.shop_reader import ShopReader
from ppm_desktop.gui.shops_page import ShopsPage
from ppm_desktop.gui.sync_center_page import SyncCenterPage
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.translation import locale_of
from ppm_desktop.gui.tray_keeper import TrayIcon, TrayKeeper
from ppm_desktop.gui.views.shops_menu import ShopWish
from ppm_desktop.gui.views.sidebar import Sidebar
from ppm_desktop.gui.views.status_bar import StatusLine
from ppm_desktop.gui.views.sync_center import NARROW_BELOW_PX
from ppm_desktop.gui.views.tiles import brand_tile
from ppm_desktop.settings import Settings

logger = logging.getLogger(__name__)

SIZE_PX = (1440, 900)
SMALLEST_PX = (1024, 640)
LEFT_AFTER = 1.2
"""How much longer than a silent runner is waited for the program looks again for jobs that were left."""
PAGE_KEYS = {Page.SYNC_CENTER: "Ctrl+1", Page.PRODUCTS: "Ctrl+2", Page.SHOPS: "Ctrl+4", Page.SETTINGS: "Ctrl+,"}


def _now() -> datetime:
    return datetime.now(UTC)


class MainWindow(QMainWindow):
    """Lives in the GUI thread; whatever may block goes through the pool.

    Attributes:
        pages: What can be opened from the navigation.
        sync_center: The first of them.
        model: The jobs of the Sync Center.
        restarting: It closes only for the program to start anew.
        tray: What keeps the icon in the tray, None where there is none.
        was_closed: A person closed it; what ran was cancelled or had ended before.

    Signals:
        closed: It was closed, and is not hidden in the tray.
    """

    closed = Signal()

    def __init__(
        self,
        backend: Backend,
        *,
        theme: Theme,
        language: str,
        database_label: str,
        embedded: bool,
        log_folder: Path,
        version: str,
        computer: Computer,
        remembered: Remembered,
        alert_choices: AlertChoices,
        tray: TrayIcon | None = None,
        now: Callable[[], datetime] = _now,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """Translations are installed already.

        Args:
            database_label: The server's name, empty for the embedded database.
            remembered: What is kept of the window on this computer.
            alert_choices: What is told at once on this computer.
            tray: Where the window can hide, and the system shows what happens while it is not in view.
            now: The wall clock, aware.
            monotonic_s: Seconds of a steady clock: rates and animations.
        """
        super().__init__()
        manager, pool, shared = backend.manager, backend.pool, backend.shared
        self._manager = manager
        self._theme = theme
        self._language = Language(language)
        self._log_folder = log_folder
        self._updated: datetime | None = None
        self._started = False
        self._leaving = False
        self._left_after_ms = int(shared.stale_after_s * 1000 * LEFT_AFTER)
        self.restarting = self.was_closed = False
        self._wording = Wording(locale_of(language))
        self._now = now
        self.rates = JobRates(monotonic_s)
        forbidden = why_not(backend.rights, Right.RUN, self._language)
        writer = RowWriter(self._wording, shared, self._language, forbidden)
        self.model = JobTableModel(writer, now, monotonic_s, self)
        self.feed = JobFeed(self.model, self.rates, backend.jobs, backend.board, pool, shared, parent=self)
        self.feed.set_refresh_hidden(backend.settings.local.refresh_hidden)
        self.active = ActiveJobs(self.feed, writer, now, monotonic_s, self)
        self._reader = JobReader(backend.jobs, pool, self)
        self._dialogs = DialogOpener(self, backend, theme, self._wording, self._language)
        self._edits = EditOpener(
            self, manager, backend.shops, backend.products, pool, theme, self._wording, self._language, backend.rights
        )
        self._failures = FailureOpener(self, backend, theme, self._wording, self._language, now)
        self._wishes = JobWishes(manager, self._dialogs, self._failures, self)
        self.sync_center = SyncCenterPage(
            self,
            theme,
            self._wording,
            self._language,
            model=self.model,
            feed=self.feed,
            rates=self.rates,
            reader=self._reader,
            connection_words=ConnectionWords(self._wording, self._language, backend.settings.choice, computer, version),
            shared=shared,
            now=now,
            monotonic_s=monotonic_s,
        )
        self._limits = Limits(backend.rights, self._language)
        self._limits.on_center(self.sync_center.view)
        self._make_products = partial(
            ProductsPage,
            self,
            theme,
            self._wording,
            self._language,
            products=backend.products,
            pool=pool,
            active=self.active,
            rates=self.rates,
            remembered=remembered,
            now=now,
            monotonic_s=monotonic_s,
        )
        self.products: ProductsPage | None = None
        self._shop_reader = ShopReader(backend.shop_desk, pool, self)
        self._make_shops = partial(
            ShopsPage,
            self,
            theme,
            self._wording,
            self._language,
            desk=backend.shop_desk,
            mappings=backend.shop_mappings,
            reader=self._shop_reader,
            pool=pool,
            shared=shared,
            now=now,
        )
        self.shops: ShopsPage | None = None
        self._make_settings = partial(
            SettingsPage,
            self,
            theme,
            self._wording,
            self._language,
            desk=backend.settings,
            manager=manager,
            pool=pool,
            rights=backend.rights,
        )
        self.settings: SettingsPage | None = None
        self.pages = PageStack()
        self.pages.add(Page.SYNC_CENTER, lambda: self.sync_center.view)
        self.pages.add(Page.PRODUCTS, self._open_products)
        self.pages.add(Page.SHOPS, self._open_shops)
        self.pages.add(Page.SETTINGS, self._open_settings)
        self._help_menu = self._make_help_menu()
        self.sidebar = Sidebar(theme, computer, self._help_menu, self.pages.pages())
        self.status_line = StatusLine(theme, self._wording, database_label, embedded, version)
        content = self._arrange()
        self.alerts = Alerts(
            self,
            content,
            self.status_line,
            theme,
            self._wording,
            self._language,
            manager=manager,
            feed=self.feed,
            notifications=backend.notifications,
            pool=pool,
            computer=computer,
            now=now,
            choices=alert_choices,
            messages=tray,
        )
        self.tray = self._make_tray(tray, may_run=backend.rights.may(Right.RUN)) if tray is not None else None
        self._connect()
        self._make_shortcuts()
        self.open_page(Page.SYNC_CENTER)

    def open_page(self, page: Page) -> QWidget:
        """Bring ``page`` into view; returns its widget."""
        return self.pages.open(page)

    def find_sku(self, sku: str, origin: str = "") -> None:
        """Open the Products page with ``sku`` searched; ``origin`` says where the wish came from."""
        self.open_page(Page.PRODUCTS)
        if self.products is not None:
            self.products.find_sku(sku, origin)

    @Slot(int)
    def open_failures(self, job_id: int) -> None:
        """Show what failed in a job, wherever it is listed."""
        row = self.model.row(job_id) or self.active.model.row(job_id)
        if row is not None:
            self._failures.open_failures(row.job)
        else:
            self._failures.find_failures(job_id)

    @Slot(int)
    def open_shop_settings(self, shop_id: int) -> None:
        """Open the settings of a shop on its page."""
        self.open_page(Page.SHOPS)
        if self.shops is not None:
            self.shops.do(ShopWish.EDIT, shop_id)

    @Slot(int)
    def show_failed_products(self, shop_id: int) -> None:
        """Open the Products page with what could not be sent to a shop."""
        self.open_page(Page.PRODUCTS)
        if self.products is not None:
            self.products.view.filters.look_at(SyncState.FAILED, shop_id)

    def _open_products(self) -> QWidget:
        page = self.products = self._make_products()
        self._limits.on_products(page)
        center, dialogs = self.sync_center, self._dialogs
        page.new_wanted.connect(dialogs.open_new_job)
        page.send_wanted.connect(dialogs.open_send_job)
        page.edit_wanted.connect(self._edits.open_bulk)
        page.import_file_wanted.connect(self._edits.ask_file)
        self._edits.edited.connect(page.show_edited)
        page.restore_wanted.connect(self._edits.open_restore)
        page.job_wanted.connect(center.show_details)
        page.import_wanted.connect(dialogs.open_import_of)
        page.refresh_wanted.connect(self.feed.refresh)
        self.alerts.toasts.stay_above(page.view.bar)
        page.strip.all_wanted.connect(partial(self.open_page, Page.SYNC_CENTER))
        page.strip.opened.connect(center.show_details)
        page.strip.errors_wanted.connect(self.open_failures)
        page.strip.cancel_wanted.connect(self._on_strip_cancel)
        dialogs.shops_read.connect(page.view.filters.show_shops)
        dialogs.read_shops()
        return page.view

    def _open_shops(self) -> QWidget:
        page = self.shops = self._make_shops()
        self._limits.on_shops(page.view)
        page.new_operation_wanted.connect(self._dialogs.open_job_of_shop)
        page.shops_changed.connect(self._dialogs.read_shops)
        self._dialogs.shops_read.connect(page.refresh_if_shown)
        return page.view

    def _open_settings(self) -> QWidget:
        page = self.settings = self._make_settings()
        page.restart_wanted.connect(self._on_restart_wanted)
        page.local_changed.connect(self.alerts.take_settings)
        page.local_changed.connect(self._on_local_changed)
        return page.view

    def showEvent(self, event: QShowEvent) -> None:
        """Shown for the first time it begins to listen and to ask."""
        super().showEvent(event)
        self._note_sight(seen=not self.isMinimized())
        if not self._started:
            self._started = True
            self.sync_center.view.setFocus()
            self.feed.start()
            self._dialogs.read_shops()
            self._shop_reader.refresh()
            self.alerts.start()
            self._manager.look_for_unfinished()
            # What was killed a moment ago may still look alive: its heartbeat is waited out.
            QTimer.singleShot(self._left_after_ms, self, self._manager.look_for_unfinished)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks first while jobs of this window run; the one who made the window ends them."""
        running = self._manager.active_count()
        if running and not self._leaving:
            event.ignore()
            rows = [row for row in self.active.rows() if row.job.origin is Origin.HERE]
            self._dialogs.ask_to_quit(running, rows, self.rates, may_hide=self.tray is not None and self.tray.available)
            return
        self.feed.stop()
        self.alerts.stop()
        self._shop_reader.stop_tests()
        self.sync_center.animator.run(False)
        super().closeEvent(event)
        self.was_closed = True
        self.closed.emit()

    @Slot()
    def _on_restart_wanted(self) -> None:
        self.restarting = self._leaving = True
        self.close()

    @Slot(int)
    def _on_quit_confirmed(self, _running: int) -> None:
        self._leaving = True
        self.close()

    def hideEvent(self, event: QHideEvent) -> None:
        """In the tray it is as when it is minimised."""
        super().hideEvent(event)
        self._note_sight(seen=False)

    def changeEvent(self, event: QEvent) -> None:
        """While minimised nothing moves and the table is asked seldom, or not at all."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self._note_sight(seen=self.isVisible() and not self.isMinimized())

    def _note_sight(self, *, seen: bool) -> None:
        self.feed.set_background(not seen)
        if self.tray is not None:
            self.tray.set_in_view(seen)
        self.sync_center.animator.run(seen)

    @Slot(object)
    def _on_local_changed(self, settings: Settings) -> None:
        self.feed.set_refresh_hidden(settings.refresh_hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows get the narrow navigation."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(NARROW_BELOW_PX)
        self.sidebar.set_narrow(narrow)
        self.sync_center.view.set_narrow(narrow)
        self.status_line.set_narrow(narrow)

    def _arrange(self) -> QWidget:
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
        row.addWidget(self.pages, 1)
        column.addLayout(row, 1)
        column.addWidget(self.status_line)
        self.setCentralWidget(content)
        self.setMinimumSize(*SMALLEST_PX)
        self.resize(*SIZE_PX)
        return content

    def _connect(self) -> None:
        self.sidebar.page_wanted.connect(self.open_page)
        self.pages.opened.connect(self.sidebar.show_page)
        self.sidebar.notifications_wanted.connect(self.alerts.centre.toggle)
        self.alerts.toggled.connect(self.sidebar.notifications.setChecked)
        self.alerts.unread_changed.connect(self.sidebar.show_unread)
        self.alerts.acted.connect(self._on_notice_acted)
        self._connect_failures()
        center = self.sync_center
        center.new_wanted.connect(self._dialogs.open_new_job)
        wishes = self._wishes
        center.cancel_wanted.connect(wishes.cancel)
        center.action_wanted.connect(wishes.do)
        center.bulk_wanted.connect(wishes.do_all)
        wishes.job_wanted.connect(self._open_job)
        wishes.shop_wanted.connect(self.open_shop_settings)
        self._reader.found.connect(self._on_job_found)
        wishes.left_found.connect(self._on_left_found)
        center.find_wanted.connect(self.find_sku)
        self.alerts.toasts.stay_above(center.view.bar)
        center.view.left.acted.connect(wishes.go_on_with_left)
        center.errors_wanted.connect(self.open_failures)
        center.told.connect(self.status_line.tell)
        center.details_wanted.connect(partial(self.open_page, Page.SYNC_CENTER))
        self._shop_reader.read.connect(self._on_shops_read)
        self._shop_reader.read.connect(self.alerts.notifier.know_shops)
        self._shop_reader.tested.connect(self._on_shop_tested)
        self.feed.overview_changed.connect(self._on_overview_changed)
        self.feed.connection_changed.connect(self._on_connection_changed)
        self._manager.created.connect(self._on_created)
        self._manager.changed.connect(self._on_job_changed)
        self._manager.finished.connect(self._on_job_changed)
        self._dialogs.shops_read.connect(center.view.filters.show_shops)
        self._dialogs.quit_confirmed.connect(self._on_quit_confirmed)
        self._dialogs.hide_wanted.connect(self.hide)
        for failed in (self._manager.failed, self._dialogs.failed, self._edits.failed, self._reader.failed):
            failed.connect(self.show_failure)

    def _connect_failures(self) -> None:
        failures = self._failures
        failures.find_wanted.connect(self.find_sku)
        failures.shop_wanted.connect(self.open_shop_settings)
        failures.products_wanted.connect(self.show_failed_products)
        failures.removed.connect(self.feed.forget)
        self.feed.seen.connect(failures.seen)
        failures.failed.connect(self.show_failure)

    def _make_tray(self, tray: TrayIcon, *, may_run: bool) -> TrayKeeper:
        keeper = TrayKeeper(
            tray, self._theme, self._wording, self.active, self.rates, self._manager, may_run=may_run, parent=self
        )
        keeper.job_wanted.connect(partial(self._open_job, errors=False))
        keeper.new_wanted.connect(self._dialogs.open_new_job)
        keeper.quit_wanted.connect(self.close)
        return keeper

    def _make_help_menu(self) -> QMenu:
        menu = QMenu(self.tr("Help"), self)
        scheduled = QAction(self.tr("Scheduled operations…"), menu)
        scheduled.triggered.connect(self._dialogs.schedules.open_list)
        menu.addAction(scheduled)
        open_log = QAction(self.tr("Open log folder"), menu)
        open_log.setMenuRole(QAction.MenuRole.NoRole)
        open_log.triggered.connect(self.open_log_folder)
        menu.addAction(open_log)
        # Only macOS has a menu bar of its own; elsewhere the same menu hangs at the foot of the navigation.
        self.menuBar().addMenu(menu)
        self.menuBar().setVisible(self.menuBar().isNativeMenuBar())
        return menu

    def _make_shortcuts(self) -> None:
        for keys, slot in (
            ("Ctrl+N", self.sync_center.ask_new),
            ("Ctrl+F", self.pages.focus_search),
            ("F5", self.feed.refresh),
            ("F6", self._on_next_region),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        for page in self.pages.pages():
            shortcut = QShortcut(QKeySequence(PAGE_KEYS[page]), self)
            shortcut.activated.connect(partial(self._on_page_key, page))

    @Slot()
    def open_log_folder(self) -> None:
        """Show the folder of the log files in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_folder)))

    @Slot(object)
    def show_failure(self, error: PpmError) -> None:
        """Say on the page in view what could not be done, and why."""
        others: dict[Page, ProductsPage | ShopsPage | SettingsPage | None] = {
            Page.PRODUCTS: self.products,
            Page.SHOPS: self.shops,
            Page.SETTINGS: self.settings,
        }
        page = others.get(self.pages.page) or self.sync_center
        page.view.trouble.tell(refusal(error, self._language))

    def _on_page_key(self, page: Page) -> None:
        self.open_page(page)
        regions = self.pages.regions()
        if regions:
            regions[-1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(object, object)
    def _on_notice_acted(self, notice: Notice, action: NoticeAction) -> None:
        if action is NoticeAction.OPEN_SHOP and Page.SHOPS in self.pages.pages():
            self.open_page(Page.SHOPS)
        if notice.job_id is None:
            return
        match action:
            case NoticeAction.OPEN_SHOP if notice.shop_id is not None:
                self.open_shop_settings(notice.shop_id)
            case NoticeAction.OPEN | NoticeAction.SHOW_ERRORS:
                self._open_job(notice.job_id, errors=action is NoticeAction.SHOW_ERRORS)
            case NoticeAction.RETRY:
                self._manager.retry(notice.job_id, RetryWish())
            case NoticeAction.CONTINUE:
                self._manager.resume([notice.job_id])
            case NoticeAction.CANCEL:
                self._on_strip_cancel(notice.job_id)

    @Slot(int)
    def _open_job(self, job_id: int, *, errors: bool = False) -> None:
        """Show a job, wherever it is: one that the list does not hold just now is looked for, for it may be gone."""
        if self.model.row(job_id) is None:
            self._reader.search(job_id, errors=errors)
        else:
            self._show_job(job_id, errors)

    @Slot(int, bool)
    def _on_job_found(self, job_id: int, errors: bool) -> None:
        if self.model.row(job_id) is None:
            filters = self.sync_center.view.filters
            filters.clear()
            filters.search.setText(f"#{job_id}")
        self._show_job(job_id, errors)

    def _show_job(self, job_id: int, errors: bool) -> None:
        self.sync_center.show_details(job_id)
        if errors:
            self.open_failures(job_id)

    @Slot(int)
    def _on_left_found(self, count: int) -> None:
        self.sync_center.view.left.tell(self._wording.left_here(count) if count else "")

    @Slot(int)
    def _on_strip_cancel(self, job_id: int) -> None:
        row = self.active.model.row(job_id)
        if row is not None:
            self._dialogs.ask_to_cancel(row)

    @Slot(object)
    def _on_created(self, jobs: Sequence[JobSnapshot]) -> None:
        self.feed.take(jobs)
        self.sync_center.select_first(jobs)

    @Slot(object)
    def _on_job_changed(self, job: JobSnapshot) -> None:
        self.feed.take([job])

    @Slot(object)
    def _on_shops_read(self, profiles: Sequence[ShopProfile]) -> None:
        self.sidebar.show_attention(sum(one.needs_attention for one in profiles))

    @Slot(int, object)
    def _on_shop_tested(self, shop_id: int, outcome: ConnectionReport | PpmError) -> None:
        in_view = self.pages.page is Page.SHOPS and self.isActiveWindow()
        self.alerts.notifier.note_shop_test(shop_id, outcome, aloud=not in_view)

    @Slot(object)
    def _on_overview_changed(self, overview: Overview) -> None:
        self.sidebar.show_active(overview.totals.active)

    @Slot(object)
    def _on_connection_changed(self, connection: Connection) -> None:
        away = connection.link is Link.AWAY
        if connection.link is Link.ONLINE:
            self._updated = self._now()
            self.active.model.note_contact()
        for model in (self.model, self.active.model):
            model.set_reachable(not away)
        self.status_line.show_connection(connection, self._updated)
        self.sync_center.show_connection(connection, self._updated)
        if self.products is not None:
            self.products.show_away(self.sync_center.away_text(connection, self._updated) if away else "")

    @Slot()
    def _on_next_region(self) -> None:
        current = self.sidebar.items[self.pages.page]
        regions = (current, *self.pages.regions())
        focused = self.focusWidget()
        place = next((n for n, region in enumerate(regions) if region is focused), -1)
        regions[(place + 1) % len(regions)].setFocus(Qt.FocusReason.ShortcutFocusReason)
