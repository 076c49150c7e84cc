"""The Sync Center at work: its list, its details and what is asked for there, on what the feed brings."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.job import JobSnapshot, RowState
from ppm_desktop.domain.listing import JobFilter, JobOrder, Overview, StatusFilter
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.gui.connection_log import ConnectionLog
from ppm_desktop.gui.connection_words import ConnectionWords
from ppm_desktop.gui.delegates.animator import ProgressAnimator
from ppm_desktop.gui.feed import Connection, JobFeed, Link
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.job_reader import JobReader
from ppm_desktop.gui.models.job_actions import BULK, LOOKS, JobAction, may
from ppm_desktop.gui.models.job_filter import JobFilterModel
from ppm_desktop.gui.models.job_table import JobTableModel
from ppm_desktop.gui.rates import JobRates
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.connection_detail import ConnectionDetailView
from ppm_desktop.gui.views.job_detail import JobDetailView
from ppm_desktop.gui.views.job_menu import JobMenu
from ppm_desktop.gui.views.job_story import JobStory
from ppm_desktop.gui.views.sync_center import SyncCenterView

FIGURES_EVERY_S = 0.95
"""Pause between changes of the figures in pane and header while a job just moves on; the feed ticks each second."""


class SyncCenterPage(QObject):
    """Lives in the GUI thread.

    Attributes:
        view: The widget.
        listed: The jobs in the order and segment that are shown.

    Signals:
        new_wanted: A new operation, while the database answers.
        cancel_wanted: `JobRow`: ask whether to cancel it.
        bulk_wanted: list of `JobSnapshot` and the `JobAction` to do with all of them.
        action_wanted: `JobSnapshot` and the `JobAction` to do with it.
        errors_wanted: What failed in a job is to be shown: its number.
        find_wanted: A product is to be found in PPM: its SKU.
        told: Something was done that is seen nowhere, in a sentence.
        details_wanted: The page is to come into view: a job's details were asked for.
    """

    new_wanted = Signal()
    cancel_wanted = Signal(object)
    action_wanted = Signal(object, object)
    bulk_wanted = Signal(object, object)
    errors_wanted = Signal(int)
    find_wanted = Signal(str)
    told = Signal(str)
    details_wanted = Signal()

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        wording: Wording,
        language: Language,
        *,
        model: JobTableModel,
        feed: JobFeed,
        rates: JobRates,
        reader: JobReader,
        connection_words: ConnectionWords,
        shared: SharedSettings,
        now: Callable[[], datetime],
        monotonic_s: Callable[[], float],
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self._wording = wording
        self._language = language
        self._model = model
        self._feed = feed
        self._rates = rates
        self._reader = reader
        self._monotonic_s = monotonic_s
        self._was_active = False
        self._read_at_s = monotonic_s() - FIGURES_EVERY_S
        self._shown_state: RowState | None = None
        self._meant: list[JobSnapshot] = []
        self._matching = 0
        self.listed = JobFilterModel(model, self)
        self.animator = ProgressAnimator(monotonic_s, still=theme.reduce_motion, parent=self)
        self.detail = JobDetailView(theme, wording, JobStory(wording, language, shared), rates, now)
        connection = ConnectionDetailView(theme, connection_words, ConnectionLog(feed, now, self), now)
        self.view = SyncCenterView(theme, wording, self.listed, self.animator, self.detail, connection)
        self._connect()
        self._make_shortcuts()
        self.detail.show_nothing(self.tr("Loading operations…"))

    def _connect(self) -> None:
        view = self.view
        view.filter_changed.connect(self._on_filter_changed)
        view.order_changed.connect(self._on_order_changed)
        view.new_wanted.connect(self.ask_new)
        view.away.acted.connect(self._feed.refresh)
        view.list.cancel_wanted.connect(self.ask_to_cancel)
        view.list.errors_wanted.connect(self.errors_wanted)
        view.list.action_wanted.connect(self._on_action_wanted)
        view.list.picked_changed.connect(self._on_picked_changed)
        view.bar.action_wanted.connect(self._on_bulk_wanted)
        view.bar.all_wanted.connect(self._on_all_wanted)
        view.bar.clear_wanted.connect(view.list.pick_current)
        self._reader.matching_read.connect(self._on_matching_read)
        view.list.details_wanted.connect(self.show_details)
        view.list.menu_wanted.connect(self._on_menu_wanted)
        view.list.current_changed.connect(self._on_current_changed)
        self.detail.cancel_wanted.connect(self.ask_to_cancel)
        self.detail.errors_wanted.connect(self.errors_wanted)
        self.detail.action_wanted.connect(self._on_action_wanted)
        self.detail.written_wanted.connect(self._on_written_wanted)
        self.detail.find_wanted.connect(self.find_wanted)
        self._feed.loaded.connect(self._on_loaded)
        self._feed.overview_changed.connect(self._on_overview_changed)
        self._feed.changed.connect(self._on_changed)
        self._reader.detail_read.connect(self.detail.show_detail)
        self._reader.written_read.connect(self.detail.show_written)
        self._reader.skus_read.connect(self._on_skus_read)

    def _make_shortcuts(self) -> None:
        """Keys of the page: they do nothing while another page is in view."""
        for keys, slot in (
            ("Ctrl+I", self.view.filters.details.toggle),
            ("Ctrl+.", self._on_cancel_key),
            ("Ctrl+Shift+C", self._on_copy_key),
            *((look.keys, partial(self._on_action_key, action)) for action, look in LOOKS.items() if look.keys),
        ):
            QShortcut(QKeySequence(keys), self.view).activated.connect(slot)
        modifier = "Meta" if QGuiApplication.platformName() == "cocoa" else "Alt"
        for place, status in enumerate(StatusFilter, start=1):
            shortcut = QShortcut(QKeySequence(f"{modifier}+{place}"), self.view)
            shortcut.activated.connect(partial(self.view.filters.choose, status))

    @Slot()
    def ask_new(self) -> None:
        """Begin a new operation; while the database is away the band above the list says why not."""
        if self._feed.connection.link is not Link.AWAY:
            self.new_wanted.emit()

    @Slot(int)
    def ask_to_cancel(self, job_id: int) -> None:
        """Ask the person, then the runner."""
        row = self._model.row(job_id)
        if row is not None:
            self.cancel_wanted.emit(row)

    @Slot(int)
    def show_details(self, job_id: int) -> None:
        """Select the job and open its details."""
        self.details_wanted.emit()
        self.view.show_connection(False)
        self.view.list.select(job_id)
        self.view.show_details(True)

    @Slot(int)
    def copy_skus(self, job_id: int) -> None:
        """Put the failed SKUs on the clipboard, one a line."""
        self._reader.ask_skus((job_id,))

    def make_menu(self, job_id: int) -> JobMenu | None:
        """The context menu of a job; None when it is not listed any more."""
        row = self._model.row(job_id)
        if row is None:
            return None
        menu = JobMenu(self._theme, self._wording, row, self.view)
        menu.errors_wanted.connect(self.errors_wanted)
        menu.copy_skus_wanted.connect(self.copy_skus)
        menu.copy_number_wanted.connect(self._on_copy_number)
        menu.cancel_wanted.connect(self.ask_to_cancel)
        menu.action_wanted.connect(self._on_action_wanted)
        return menu

    def select_first(self, jobs: Sequence[JobSnapshot]) -> None:
        """Select the first of new jobs, unless several are selected: what was begun with them leaves them so."""
        if jobs and len(self._meant) <= 1:
            self.view.list.select(jobs[0].id)

    def show_connection(self, connection: Connection, updated: datetime | None) -> None:
        """How the shared table is reached; ``updated`` is when it last answered."""
        away = connection.link is Link.AWAY
        text = self.away_text(connection, updated) if away else ""
        lead, end, _rest = text.partition(". ")
        self.view.away.tell(text, lead + end)
        why = self.tr("Without the database no operation can be started.")
        self.view.header.forbid_new(why if away else "")
        if not away:
            self.view.show_connection(False)
        self._on_changed()
        if not away and (current := self.view.list.current_id()) is not None:
            row = self._model.row(current)
            if row is not None and row.job.active:
                self._reader.ask_detail(current)

    def away_text(self, connection: Connection, updated: datetime | None) -> str:
        """What is said while the shared table does not answer."""
        seconds = self._wording.number(max(1, round(connection.interval_s)))
        if updated is None:
            error = connection.error
            cause = error.cause if isinstance(error, PpmError) else "unknown"
            return explain(cause, self._language).sentence
        text = self.tr(
            "No database connection. Showing the state from {time}. Operations on this computer continue, "
            "progress is saved once the connection is back. Next attempt in {n} s."
        )
        return text.format(time=self._wording.clock_seconds(updated), n=seconds)

    @Slot(int, object)
    def _on_action_wanted(self, job_id: int, action: JobAction) -> None:
        row = self._model.row(job_id)
        if row is not None:
            self.action_wanted.emit(row.job, action)

    @Slot()
    def _on_picked_changed(self) -> None:
        """Several jobs are selected, or only one again; what was meant beyond the list is not any more."""
        rows = [self._model.row(number) for number in self.view.list.picked_ids()]
        self._meant = [row.job for row in rows if row is not None]
        whole = len(self._meant) == self.listed.rowCount() and self._model.canFetchMore(QModelIndex())
        self.view.bar.show_jobs(self._meant, self._matching if whole else None)

    @Slot()
    def _on_all_wanted(self) -> None:
        self._reader.ask_matching(self._feed.wanted)

    @Slot(object)
    def _on_matching_read(self, jobs: Sequence[JobSnapshot]) -> None:
        self._meant = list(jobs)
        self.view.bar.show_jobs(self._meant, None)

    @Slot(object)
    def _on_bulk_wanted(self, action: JobAction) -> None:
        jobs = [job for job in self._meant if may(action, job)]
        if jobs:
            self.bulk_wanted.emit(jobs, action)

    @Slot(int)
    def _on_written_wanted(self, job_id: int) -> None:
        row = self._model.row(job_id)
        if row is not None:
            self._reader.ask_written(job_id, row.job.trial_limit)

    @Slot(object)
    def _on_skus_read(self, skus: list[str]) -> None:
        if not skus:
            self.told.emit(self.tr("There are no failed SKUs to copy."))
            return
        QGuiApplication.clipboard().setText("\n".join(skus))
        self.told.emit(self.tr("{n} SKUs copied", "", len(skus)).format(n=self._wording.number(len(skus))))

    @Slot(int)
    def _on_copy_number(self, job_id: int) -> None:
        QGuiApplication.clipboard().setText(f"#{job_id}")

    @Slot(object)
    def _on_filter_changed(self, wanted: JobFilter) -> None:
        self._feed.set_filter(wanted)

    @Slot(object)
    def _on_order_changed(self, order: JobOrder) -> None:
        self._feed.set_order(order)

    @Slot()
    def _on_loaded(self) -> None:
        self.view.show_loaded()
        if self.view.list.current_id() is None and self.listed.rowCount():
            self.view.list.select(self.listed.row_at(0).job.id)
        self._show_current()
        if self.view.hasFocus():
            self.view.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_overview_changed(self, overview: Overview) -> None:
        counts = overview.counts
        by_segment = (counts.active, counts.all, counts.completed, counts.failed)
        self._matching = by_segment[list(StatusFilter).index(self._feed.wanted.status)]
        self.view.filters.show_counts(overview.counts)
        self.view.header.show_totals(overview.totals.active, overview.totals.failed_today)

    @Slot()
    def _on_changed(self) -> None:
        if self._is_calm():
            return
        self._read_at_s = self._monotonic_s()
        online = self._feed.connection.link is Link.ONLINE
        self.view.header.show_rate(self._rates.total_per_minute() if online else None)
        self._show_current()

    def _is_calm(self) -> bool:
        """Whether pane and header may wait for the next second: nobody reads figures ten times in one.

        They are laid out anew whenever a text changes, which costs more than all the bars together.
        """
        row = self._model.row(self.detail.job_id) if self.detail.job_id is not None else None
        same = row is not None and row.state is self._shown_state
        self._shown_state = row.state if row is not None else None
        return same and self._monotonic_s() - self._read_at_s < FIGURES_EVERY_S

    @Slot(object)
    def _on_current_changed(self, job_id: int | None) -> None:
        self.view.show_connection(False)
        self._show_current()
        if job_id is not None:
            self._reader.ask_detail(job_id)

    def _show_current(self) -> None:
        current = self.view.list.current_id()
        row = self._model.row(current) if current is not None else None
        if row is None:
            if self.listed.rowCount():
                self.detail.show_nothing(self.tr("Choose an operation to see its details."))
            return
        before = self.detail.job_id == row.job.id and self._was_active
        self._was_active = row.job.active
        self.detail.show_row(row)
        if before and not row.job.active:
            self._reader.ask_detail(row.job.id)

    @Slot(int, QPoint)
    def _on_menu_wanted(self, job_id: int, place: QPoint) -> None:
        menu = self.make_menu(job_id)
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)

    @Slot()
    def _on_cancel_key(self) -> None:
        if len(self._meant) > 1:
            self._on_bulk_wanted(JobAction.CANCEL)
        elif (current := self.view.list.current_id()) is not None:
            self.ask_to_cancel(current)

    def _on_action_key(self, action: JobAction) -> None:
        if len(self._meant) > 1:
            if action in BULK:
                self._on_bulk_wanted(action)
            return
        current = self.view.list.current_id()
        row = self._model.row(current) if current is not None else None
        if row is not None and may(action, row.job):
            self.action_wanted.emit(row.job, action)

    @Slot()
    def _on_copy_key(self) -> None:
        newest = ((self._model.row(job.id), job) for job in self._meant)
        jobs = [job if row is None else row.job for row, job in newest]
        self._reader.ask_skus([job.id for job in jobs if job.failed])
