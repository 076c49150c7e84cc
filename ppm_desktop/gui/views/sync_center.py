"""The Sync Center: head, filters, list and details of all operations."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ppm_desktop.domain.listing import JobFilter, JobOrder, StatusFilter
from ppm_desktop.gui.delegates.animator import ProgressAnimator
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.job_filter import JobFilterModel
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.connection_detail import ConnectionDetailView
from ppm_desktop.gui.views.filter_bar import FilterBar
from ppm_desktop.gui.views.floating_bar import RoomyStack
from ppm_desktop.gui.views.header import Header
from ppm_desktop.gui.views.job_bar import JobBar
from ppm_desktop.gui.views.job_detail import JobDetailView
from ppm_desktop.gui.views.job_list import JobListView
from ppm_desktop.gui.views.placeholders import EmptyState, Skeleton
from ppm_desktop.gui.views.widgets import Banner

PANE_PX = (320, 392, 560)
DOCKED_FROM_PX = 1280
NARROW_BELOW_PX = 1200
SKELETON_AFTER_MS = 300


class SyncCenterView(QWidget):
    """Arranges the parts and switches between list, loading and empty.

    Attributes:
        pane: Beside the list: details of a job, or what happened to the connection.

    Signals:
        new_wanted: A new operation.
        filter_changed: `JobFilter`.
        order_changed: `JobOrder`.
    """

    new_wanted = Signal()
    filter_changed = Signal(object)
    order_changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        model: JobFilterModel,
        animator: ProgressAnimator,
        detail: JobDetailView,
        connection: ConnectionDetailView,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._theme = theme
        self._model = model
        self._loaded = False
        self._floating = False
        self._opened_pane = False
        self.detail = detail
        self.connection = connection
        self.pane = QStackedWidget()
        self.pane.addWidget(detail)
        self.pane.addWidget(connection)
        self.header = Header(theme, wording)
        self.filters = FilterBar(theme, wording)
        self.list = JobListView(theme, animator, model)
        self.away = Banner(theme, "cloud-off", "wait", self.tr("Connect now"), more=self.tr("Diagnostics…"))
        self.trouble = Banner(theme, "octagon-x", "stop", self.tr("Close"))
        self.trouble.acted.connect(self.trouble.hide)
        self.left = Banner(theme, "hand", "wait", self.tr("Go on with them"), "play")
        self._stack = self._make_stack()
        self.bar = JobBar(theme, wording, self._stack)
        self._stack.resized.connect(self.bar.place)
        self.splitter = self._make_splitter()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.away, self.trouble, self.left, self.filters):
            column.addWidget(part)
        column.addWidget(self.splitter, 1)
        self._connect()
        self._skeleton_timer = QTimer(self)
        self._skeleton_timer.setObjectName("show-skeleton")
        self._skeleton_timer.setSingleShot(True)
        self._skeleton_timer.setInterval(SKELETON_AFTER_MS)
        self._skeleton_timer.timeout.connect(self.show_loading)
        self._skeleton_timer.start()
        self.filters.details.setChecked(True)

    def show_loaded(self) -> None:
        """The list is known now."""
        self._loaded = True
        self._skeleton_timer.stop()
        self._arrange()

    def show_loading(self) -> None:
        """The list is not known yet and that takes a while."""
        if not self._loaded:
            self._stack.setCurrentWidget(self._skeleton)

    def regions(self) -> tuple[QWidget, ...]:
        """Where F6 stops."""
        last = (self.connection.copy_button,) if self.diagnosing else ()
        regions = (self.header.new_button, self.filters.search, self.list, *last)
        return tuple(region for region in regions if region.isEnabled())

    @property
    def diagnosing(self) -> bool:
        """Whether the pane shows what happened to the connection."""
        return self.pane.currentWidget() is self.connection

    def show_connection(self, wanted: bool) -> None:
        """Open what happened to the connection in the pane, or give the pane back to the job."""
        if wanted:
            if not self.diagnosing:
                self._opened_pane = not self.filters.details.isChecked()
            self.pane.setCurrentWidget(self.connection)
            self.show_details(True)
            self.connection.copy_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.diagnosing:
            focused = self.connection.hasFocus() or self.connection.focusWidget() is not None
            self.pane.setCurrentWidget(self.detail)
            if self._opened_pane:
                self.show_details(False)
            if focused:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._arrange()

    def show_page(self) -> None:
        """The keyboard goes on in the list."""
        if self._loaded:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """Shorter fields where room is scarce."""
        self.filters.set_narrow(narrow)

    def show_details(self, wanted: bool) -> None:
        """Open or close the details pane."""
        self.filters.details.setChecked(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window lays the details over the list instead of beside it."""
        super().resizeEvent(event)
        self._dock()

    def _make_stack(self) -> RoomyStack:
        stack = RoomyStack()
        self._skeleton = Skeleton(self._theme)
        self._empty = EmptyState(
            self._theme,
            "list-checks",
            self.tr("No active operations"),
            self.tr(
                "When you start an import, export or sync, its live progress appears here. "
                "So do operations started in the web app and on other computers."
            ),
            ("plus", self.tr("New operation")),
            self.tr("Show all"),
            (("Ctrl+N", self.tr("new operation")), ("F5", self.tr("refresh now"))),
        )
        self._never = EmptyState(
            self._theme,
            "list-checks",
            self.tr("No operations yet"),
            self.tr(
                "When you start an import, export or sync, its live progress appears here. "
                "So do operations started in the web app and on other computers."
            ),
            ("plus", self.tr("New operation")),
            "",
            (("Ctrl+N", self.tr("new operation")),),
        )
        self._nothing_found = EmptyState(
            self._theme, "search", self.tr("No operations match the criteria"), "", ("", self.tr("Clear filters"))
        )
        self._blank = QWidget()
        for page in (self._blank, self._skeleton, self.list, self._empty, self._never, self._nothing_found):
            stack.addWidget(page)
        return stack

    def _make_splitter(self) -> QSplitter:
        splitter = QSplitter()
        splitter.setHandleWidth(1)
        splitter.addWidget(self._stack)
        splitter.addWidget(self.pane)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setCollapsible(0, False)
        splitter.setCollapsible(1, False)
        least, usual, most = (self._theme.px(width) for width in PANE_PX)
        self.pane.setMinimumWidth(least)
        self.pane.setMaximumWidth(most)
        splitter.setSizes([10_000, usual])
        return splitter

    def _connect(self) -> None:
        self.header.new_wanted.connect(self.new_wanted)
        self.away.more_wanted.connect(partial(self.show_connection, True))
        self.connection.closed.connect(partial(self.show_connection, False))
        self.header.errors_wanted.connect(self._on_errors_wanted)
        self.filters.filter_changed.connect(self._on_filter_changed)
        self.filters.order_changed.connect(self._on_order_changed)
        self.filters.details_toggled.connect(self._arrange)
        for empty in (self._empty, self._never):
            empty.first_chosen.connect(self.new_wanted)
        self._empty.second_chosen.connect(self.filters.clear)
        self._nothing_found.first_chosen.connect(self.filters.clear)
        for signal in (self._model.rowsInserted, self._model.rowsRemoved, self._model.modelReset):
            signal.connect(self._arrange)

    @Slot()
    def _arrange(self) -> None:
        """Show the list, or what stands in its place, and the pane where it belongs."""
        page = self._page()
        if page is not None:
            self._stack.setCurrentWidget(page)
        fills = page is self.list or not self._loaded or self.diagnosing
        self.pane.setVisible(self.filters.details.isChecked() and fills)

    def _page(self) -> QWidget | None:
        if not self._loaded:
            return None
        if self._model.rowCount():
            return self.list
        wanted = self.filters.wanted()
        if wanted.shop_id is not None or wanted.search:
            return self._nothing_found
        if wanted.status is StatusFilter.ACTIVE:
            return self._empty
        return self._never if wanted.status is StatusFilter.ALL else self._nothing_found

    @Slot()
    def _on_errors_wanted(self) -> None:
        self.filters.choose(StatusFilter.FAILED)

    @Slot(object)
    def _on_filter_changed(self, wanted: JobFilter) -> None:
        self._model.set_status(wanted.status)
        self.filter_changed.emit(wanted)
        self._arrange()

    @Slot(object)
    def _on_order_changed(self, order: JobOrder) -> None:
        self._model.set_order(order)
        self.order_changed.emit(order)

    def _dock(self) -> None:
        floating = self.window().width() < self._theme.px(DOCKED_FROM_PX)
        if floating and not self._floating:
            self._floating = True
            self.pane.setParent(self)
            self.filters.details.setChecked(False)
        elif not floating and self._floating:
            self._floating = False
            self.splitter.addWidget(self.pane)
            self.splitter.setSizes([10_000, self._theme.px(PANE_PX[1])])
            self.filters.details.setChecked(True)
        if self._floating:
            place = self.splitter.geometry()
            width = min(self._theme.px(PANE_PX[1]), place.width())
            self.pane.setGeometry(place.right() + 1 - width, place.top(), width, place.height())
            self.pane.raise_()
        self._arrange()
