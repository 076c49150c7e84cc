"""The Products page at work: finds, lists, picks and edits products, and says what is to be done with them."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.product_list import ProductFilter, ProductIndex
from ppm_desktop.gui.active_jobs import ActiveJobs
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.cell_edits import CellEdit
from ppm_desktop.gui.models.product_row import FIELDS, ProductColumn, ProductWriter
from ppm_desktop.gui.models.product_table import ProductTableModel
from ppm_desktop.gui.ports import Pool, Products
from ppm_desktop.gui.product_reader import ProductReader
from ppm_desktop.gui.rates import JobRates
from ppm_desktop.gui.refusals import edit_problem
from ppm_desktop.gui.remembered import Remembered
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.active_strip import ActiveStrip
from ppm_desktop.gui.views.product_history import ProductHistoryPane
from ppm_desktop.gui.views.product_list import ProductListView
from ppm_desktop.gui.views.product_menu import ProductMenu
from ppm_desktop.gui.views.products import ProductsView
from ppm_desktop.gui.views.shops_popover import ShopsPopover

RENEW_EVERY_MS = 3_000
"""Pause between readings of what is in view while jobs change it."""
AGES_EVERY_MS = 30_000
COLUMNS = {field: column for column, field in FIELDS.items()}


class ProductsPage(QObject):
    """Lives in the GUI thread.

    Attributes:
        view: The widget.
        model: The products listed.
        history: The pane beside the list, None while it was never opened.

    Signals:
        send_wanted: `JobType` and the ids of the products to be sent.
        edit_wanted: Ids of products to be edited together.
        import_file_wanted: Prices and stock from a file.
        job_wanted: Number of an operation.
        restore_wanted: Id of a product and what gives it back what it had (tuple of `EditStep`).
        import_wanted: SKU of a product that PPM does not have.
        new_wanted: A new operation.
        refresh_wanted: Ask the database again.
    """

    send_wanted = Signal(object, object)
    edit_wanted = Signal(object)
    import_file_wanted = Signal()
    job_wanted = Signal(int)
    restore_wanted = Signal(int, object)
    import_wanted = Signal(str)
    new_wanted = Signal()
    refresh_wanted = Signal()

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        wording: Wording,
        language: Language,
        *,
        products: Products,
        pool: Pool,
        active: ActiveJobs,
        rates: JobRates,
        remembered: Remembered,
        now: Callable[[], datetime],
        monotonic_s: Callable[[], float],
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self._wording = wording
        self._language = language
        self._active = active
        self._away = False
        self._listed: ProductFilter | None = None
        self._make_history = partial(ProductHistoryPane, theme, wording, language, products, pool, now)
        self.history: ProductHistoryPane | None = None
        self._writer = ProductWriter(wording, language, now)
        self._reader = ProductReader(products, pool, self)
        self.model = ProductTableModel(self._writer, self)
        listed = ProductListView(theme, self._writer, self.model, active.fraction)
        self.strip = ActiveStrip(theme, wording, active, rates, remembered, monotonic_s)
        self.view = ProductsView(theme, wording, remembered, self.strip, listed)
        self.view.list.hide_columns(self.view.header.hidden())
        self._renew_timer = self._timer("renew-products", RENEW_EVERY_MS, self._on_renew_due, single_shot=True)
        self._ages_timer = self._timer("rewrite-product-ages", AGES_EVERY_MS, self._on_ages_due)
        self._ages_timer.start()
        self._connect()
        self._connect_wishes()
        self._make_shortcuts()

    def find_sku(self, sku: str, origin: str = "") -> None:
        """Look for ``sku``; ``origin`` says where the wish came from, such as a list of errors."""
        self.view.filters.look_for(sku, origin)
        self.view.filters.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> tuple[int, ...]:
        """The picked products, or the current one when none is picked."""
        if self.model.picked_count():
            return self.model.picked_ids()
        current = self.view.list.current_id()
        return () if current is None else (current,)

    @Slot()
    def refresh(self) -> None:
        """Read everything anew; picked products stay picked."""
        self._reader.ask_totals()
        self._reader.ask_categories()
        self._reader.find(self.view.filters.wanted())

    @Slot(int)
    def show_history(self, product_id: int) -> None:
        """Show what touched a product beside the list."""
        if self.history is None:
            self.history = self._make_history(self.view)
            self.history.closed.connect(self.close_history)
            self.history.job_wanted.connect(self.job_wanted)
            self.history.restore_wanted.connect(self.restore_wanted)
        self.history.show_product(product_id)
        self.view.list.mark(product_id)
        self.view.open_pane(self.history)
        self.view.list.choose(product_id)
        self.history.strip.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_history(self) -> None:
        """The list has the whole page again."""
        self.view.list.mark(None)
        self.view.close_pane()

    def reread(self, product_ids: Sequence[int]) -> None:
        """These products are different now."""
        self.model.reread(product_ids)

    @Slot(object)
    def show_edited(self, product_ids: Sequence[int]) -> None:
        """These products were edited together; which ones match may be different now."""
        self.reread(product_ids)
        if self.view.isVisible():
            self.refresh()
        self._refresh_history()

    def show_away(self, text: str) -> None:
        """Say that the database does not answer; empty when it does again."""
        back = self._away and not text
        self._away = bool(text)
        self.view.away.tell(text)
        if back and self.view.isVisible():
            self.refresh()

    @Slot(object)
    def show_failure(self, error: PpmError) -> None:
        """Say above the list what could not be done, and why."""
        self.view.trouble.tell(explain(error.cause, self._language, error.facts).sentence)

    def make_menu(self, product_id: int) -> ProductMenu:
        """The context menu of a product; of all picked ones when it is one of them."""
        picked = self.model.is_picked(product_id)
        ids = self.model.picked_ids() if picked else (product_id,)
        row = self.model.row(product_id)
        menu = ProductMenu(self._theme, self._wording, row, len(ids), picked=picked, parent=self.view)
        menu.sync_wanted.connect(partial(self.send_wanted.emit, JobType.SYNC, ids))
        menu.export_wanted.connect(partial(self.send_wanted.emit, JobType.EXPORT, ids))
        menu.edit_wanted.connect(partial(self.edit_wanted.emit, ids))
        menu.copy_wanted.connect(partial(self._reader.ask_skus, ids))
        menu.history_wanted.connect(partial(self.show_history, product_id))
        menu.switch_wanted.connect(partial(self._switch, product_id))
        menu.pick_wanted.connect(partial(self.model.pick, [product_id]))
        menu.all_wanted.connect(self.model.pick_all)
        return menu

    def _connect(self) -> None:
        reader, model = self._reader, self.model
        reader.totals_read.connect(self.view.header.show_totals)
        reader.categories_read.connect(self.view.filters.show_categories)
        reader.found.connect(self._on_found)
        reader.lines_read.connect(model.take)
        reader.lines_missed.connect(model.give_up)
        reader.skus_read.connect(self._on_skus_read)
        reader.saved.connect(self._on_saved)
        reader.refused.connect(self._on_refused)
        reader.away.connect(self.refresh_wanted)
        reader.failed.connect(self.show_failure)
        model.lines_wanted.connect(reader.ask_lines)
        model.edit_wanted.connect(reader.save)
        model.picked.connect(self._on_picked)
        self.view.filters.filter_changed.connect(self._on_filter_changed)
        self.view.shown.connect(self.refresh)
        self._active.moved.connect(self._on_jobs_moved)
        self._active.changed.connect(self._on_jobs_changed)
        self._active.ended.connect(self._on_job_ended)

    def _connect_wishes(self) -> None:
        view, bar = self.view, self.view.bar
        view.away.acted.connect(self.refresh_wanted)
        view.import_wanted.connect(self._on_import_wanted)
        view.header.new_wanted.connect(self.new_wanted)
        view.header.file_wanted.connect(self.import_file_wanted)
        view.header.columns_changed.connect(self._on_columns_changed)
        view.list.opened.connect(self.show_history)
        view.list.menu_wanted.connect(self._on_menu_wanted)
        view.list.shops_wanted.connect(self._on_shops_wanted)
        bar.all_wanted.connect(self.model.pick_all)
        bar.clear_wanted.connect(self.model.pick_none)
        bar.sync_wanted.connect(partial(self._send_chosen, JobType.SYNC))
        bar.export_wanted.connect(partial(self._send_chosen, JobType.EXPORT))
        bar.copy_wanted.connect(self._on_copy_wanted)
        bar.edit_wanted.connect(self._on_edit_wanted)

    def _make_shortcuts(self) -> None:
        """Keys of the page: they do nothing while another page is in view."""
        for keys, slot in (
            ("Ctrl+E", self._on_edit_wanted),
            ("Ctrl+H", self._on_history_key),
            ("Ctrl+Shift+C", self._on_copy_wanted),
        ):
            QShortcut(QKeySequence(keys), self.view).activated.connect(slot)

    def _timer(self, name: str, every_ms: int, slot: Callable[[], None], *, single_shot: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setObjectName(name)
        timer.setInterval(every_ms)
        timer.setSingleShot(single_shot)
        timer.timeout.connect(slot)
        return timer

    def _refresh_history(self) -> None:
        if self.history is not None:
            self.history.refresh()

    def _send_chosen(self, job_type: JobType) -> None:
        if ids := self.chosen():
            self.send_wanted.emit(job_type, ids)

    def _switch(self, product_id: int, on: bool) -> None:
        row = self.model.row_of(product_id)
        if row is not None:
            self.model.setData(self.model.index(row, ProductColumn.ACTIVE), "1" if on else "0")

    @Slot(object)
    def _on_filter_changed(self, wanted: ProductFilter) -> None:
        self._reader.find(wanted)

    @Slot(object)
    def _on_found(self, found: ProductIndex) -> None:
        wanted = self.view.filters.wanted()
        same, self._listed = wanted == self._listed, wanted
        with self.view.list.kept_in_place() if same else nullcontext():
            self.model.set_index(found)
        self.view.filters.show_found(found)
        if found.ids:
            self.view.show_list()
        elif self.view.filters.narrowed():
            self.view.show_nothing_found(self._lone_sku())
        else:
            self.view.show_empty()
        self._on_picked()

    def _lone_sku(self) -> str:
        """What was searched, when it may be a SKU and nothing else was asked."""
        wanted = self.view.filters.wanted()
        return wanted.search if wanted == ProductFilter(wanted.search) and " " not in wanted.search else ""

    @Slot()
    def _on_picked(self) -> None:
        matching = len(self.model.products.ids)
        everything = self.model.check_state() is Qt.CheckState.Checked
        self.view.show_picked(self.model.picked_count(), matching, all_of_them=everything)

    @Slot(str)
    def _on_skus_read(self, skus: str) -> None:
        QGuiApplication.clipboard().setText(skus)

    @Slot(object, object)
    def _on_saved(self, edit: CellEdit, _result: object) -> None:
        self.model.accept(edit)
        self._refresh_history()

    @Slot(object, object)
    def _on_refused(self, edit: CellEdit, error: PpmError) -> None:
        self.model.reject(edit)
        self.view.list.show_problem(edit.product_id, COLUMNS[edit.field], edit_problem(error, self._language))

    @Slot()
    def _on_jobs_changed(self) -> None:
        if self.view.isVisible():
            self.view.list.update_chips()

    @Slot()
    def _on_jobs_moved(self) -> None:
        if self.view.isVisible() and not self._renew_timer.isActive():
            self._renew_timer.start()

    @Slot()
    def _on_job_ended(self) -> None:
        if self.view.isVisible():
            self.refresh()
            self._refresh_history()

    @Slot()
    def _on_renew_due(self) -> None:
        if self.view.isVisible():
            self.model.refresh()

    @Slot()
    def _on_ages_due(self) -> None:
        if self.view.isVisible():
            self.model.rewrite()

    @Slot()
    def _on_columns_changed(self) -> None:
        self.view.list.hide_columns(self.view.header.hidden())

    @Slot()
    def _on_import_wanted(self) -> None:
        self.import_wanted.emit(self._lone_sku())

    @Slot()
    def _on_copy_wanted(self) -> None:
        if ids := self.chosen():
            self._reader.ask_skus(ids)

    @Slot()
    def _on_edit_wanted(self) -> None:
        if ids := self.chosen():
            self.edit_wanted.emit(ids)

    @Slot()
    def _on_history_key(self) -> None:
        if (current := self.view.list.current_id()) is not None:
            self.show_history(current)

    @Slot(int, QPoint)
    def _on_menu_wanted(self, product_id: int, place: QPoint) -> None:
        menu = self.make_menu(product_id)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    @Slot(int, QPoint)
    def _on_shops_wanted(self, product_id: int, place: QPoint) -> None:
        row = self.model.row(product_id)
        if row is not None and row.line.marks:
            ShopsPopover(self._theme, self._writer, row, self.view).open_at(place)
