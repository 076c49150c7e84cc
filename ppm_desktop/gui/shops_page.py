"""The Shops page at work: lists shops, has them tested, and opens what changes them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.shop_profile import ConnectionReport, RemovalFacts, ShopProfile
from ppm_desktop.gui.dialogs.add_shop import AddShopDialog
from ppm_desktop.gui.dialogs.remove_shop import RemoveShopDialog, SwitchOffDialog
from ppm_desktop.gui.dialogs.shop_editor import ShopEditorDialog
from ppm_desktop.gui.dialogs.shop_help import ShopHelpDialog
from ppm_desktop.gui.dialogs.shop_mappings import ShopMappingsDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.shop_row import ShopWriter
from ppm_desktop.gui.models.shop_table import ShopTableModel
from ppm_desktop.gui.ports import Pool, ShopDesk, ShopMappings
from ppm_desktop.gui.shop_reader import ShopReader
from ppm_desktop.gui.shop_refusals import shop_problem
from ppm_desktop.gui.shop_story import ShopStory
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.shops import ShopsView
from ppm_desktop.gui.views.shops_detail import ShopDetailView
from ppm_desktop.gui.views.shops_list import ShopListView
from ppm_desktop.gui.views.shops_menu import ShopMenu, ShopWish

AGES_EVERY_MS = 30_000


class ShopsPage(QObject):
    """Lives in the GUI thread.

    Attributes:
        view: The widget.
        model: The shops listed.

    Signals:
        new_operation_wanted: Number of the shop.
        shops_changed: A shop was added, changed, switched or removed.
    """

    new_operation_wanted = Signal(int)
    shops_changed = Signal()

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        wording: Wording,
        language: Language,
        *,
        desk: ShopDesk,
        mappings: ShopMappings,
        reader: ShopReader,
        pool: Pool,
        shared: SharedSettings,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._wording = wording
        self._language = language
        self._desk = desk
        self._mappings = mappings
        self._reader = reader
        self._pool = pool
        self._shared = shared
        self._facts: dict[int, Mapping[str, str]] = {}
        self._added: int | None = None
        self._story = ShopStory(wording, language, now)
        self.model = ShopTableModel(ShopWriter(wording, language, now), self)
        self.view = ShopsView(theme, wording, ShopListView(theme, self.model), ShopDetailView(theme, self._story))
        self._timer = QTimer(self)
        self._timer.setObjectName("rewrite-shop-ages")
        self._timer.setInterval(AGES_EVERY_MS)
        self._timer.timeout.connect(self._on_ages_due)
        self._timer.start()
        self._connect()

    @property
    def attention(self) -> int:
        """How many shops need a person."""
        return sum(one.needs_attention for one in self.model.profiles)

    @Slot()
    def refresh(self) -> None:
        """Read all shops anew."""
        self._reader.refresh()

    @Slot()
    def refresh_if_shown(self) -> None:
        """Somebody else may have added a shop."""
        if self.view.isVisible():
            self.refresh()

    @Slot(object)
    def show_failure(self, error: PpmError) -> None:
        """Say above the list what could not be done, and why."""
        self.view.trouble.tell(shop_problem(error, self._language))

    def make_menu(self, shop_id: int) -> ShopMenu | None:
        """The context menu of a listed shop."""
        row = self.model.row(shop_id)
        if row is None:
            return None
        menu = ShopMenu(self._theme, row.profile.summary, self.view)
        menu.wanted.connect(self.do)
        return menu

    @Slot()
    def add_shop(self) -> None:
        """Ask for a new shop."""
        dialog = AddShopDialog(self._theme, self._wording, self._language, self._desk, self._pool, self._window)
        dialog.added.connect(self._on_added)
        self._open(dialog)

    @Slot(object, int)
    def do(self, wish: ShopWish, shop_id: int) -> None:
        """What a person wants of a shop."""
        profile = self._profile(shop_id)
        if profile is None:
            return
        if wish is ShopWish.CHECK:
            self._reader.test([shop_id])
        elif wish is ShopWish.NEW_OPERATION:
            self.new_operation_wanted.emit(shop_id)
        elif wish is ShopWish.REMOVE:
            self._reader.ask_removal(shop_id)
        elif wish is ShopWish.OPEN:
            QDesktopServices.openUrl(QUrl(profile.summary.url))
        elif wish is ShopWish.SWITCH and not profile.summary.active:
            self._reader.switch(shop_id, active=True)
        else:
            self._open(self._dialog(wish, profile))

    def _dialog(self, wish: ShopWish, profile: ShopProfile) -> QDialog:
        if wish is ShopWish.HELP:
            return ShopHelpDialog(self._theme, profile, self._window)
        if wish is ShopWish.SWITCH:
            return self._switch_dialog(profile.summary)
        if wish is ShopWish.MAPPINGS:
            theme, wording, language = self._theme, self._wording, self._language
            return ShopMappingsDialog(
                theme, wording, language, profile.summary, self._mappings, self._pool, self._window
            )
        return self._editor(profile)

    def _editor(self, profile: ShopProfile) -> ShopEditorDialog:
        dialog = ShopEditorDialog(
            self._theme,
            self._wording,
            self._language,
            profile,
            self._desk,
            self._mappings,
            self._pool,
            self._shared,
            self._window,
        )
        dialog.saved.connect(self._on_saved)
        return dialog

    def _switch_dialog(self, shop: ShopSummary) -> SwitchOffDialog:
        dialog = SwitchOffDialog(self._theme, shop, self._window)
        dialog.confirmed.connect(self._on_switch_confirmed)
        dialog.remove_wanted.connect(self._reader.ask_removal)
        return dialog

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _connect(self) -> None:
        reader, view = self._reader, self.view
        reader.read.connect(self._on_read)
        reader.failed.connect(self.show_failure)
        reader.testing.connect(self._on_testing)
        reader.tested.connect(self._on_tested)
        reader.changed.connect(self._on_changed)
        reader.removal_read.connect(self._on_removal_read)
        view.shown.connect(self.refresh)
        view.header.add_wanted.connect(self.add_shop)
        view.header.check_wanted.connect(self._on_check_all)
        view.header.stop_wanted.connect(reader.stop_tests)
        view.filters.changed.connect(self._on_filters_changed)
        view.list.current_changed.connect(self._show_current)
        view.list.opened.connect(partial(self.do, ShopWish.EDIT))
        view.list.remove_wanted.connect(partial(self.do, ShopWish.REMOVE))
        view.list.menu_wanted.connect(self._on_menu_wanted)
        view.detail.wanted.connect(self.do)

    def _profile(self, shop_id: int) -> ShopProfile | None:
        return next((one for one in self.model.profiles if one.summary.id == shop_id), None)

    def _show(self) -> None:
        """Everything that hangs on the shops and on what is listed of them."""
        profiles = self.model.profiles
        self.view.header.show_counts(len(profiles), self.attention, len(self._reader.tested_ids))
        self.view.filters.show_counts(self.model.counts())
        self.view.show_listed(self.model.rowCount(), len(profiles))
        self._show_current()

    @Slot()
    def _show_current(self) -> None:
        row = self.model.row(self.view.list.current_id())
        if row is None:
            self.view.detail.show_nothing()
            return
        warning = self._story.warning(row.profile, self._facts.get(row.id))
        self.view.detail.show_row(row, warning, checking=row.id in self._reader.tested_ids)

    @Slot(object)
    def _on_read(self, profiles: list[ShopProfile]) -> None:
        self.model.set_profiles(profiles)
        if self._added is not None:
            self.view.list.choose(self._added)
            self._added = None
        self._show()

    @Slot()
    def _on_testing(self) -> None:
        self.model.set_checking(self._reader.tested_ids)
        self._show()

    @Slot(int, object)
    def _on_tested(self, shop_id: int, outcome: ConnectionReport | PpmError) -> None:
        if isinstance(outcome, PpmError):
            self.show_failure(outcome)
            return
        failure = outcome.failure
        self._facts[shop_id] = {} if failure is None else failure.facts
        self._reader.refresh()

    @Slot()
    def _on_check_all(self) -> None:
        self._reader.test(one.summary.id for one in self.model.profiles if one.summary.active)

    @Slot()
    def _on_filters_changed(self) -> None:
        self.model.narrow(self.view.filters.segment, self.view.filters.search.text())
        self._show()

    @Slot(object)
    def _on_added(self, shop: ShopSummary) -> None:
        self._added = shop.id
        self._on_changed()

    @Slot(object, bool)
    def _on_saved(self, profile: ShopProfile, moved: bool) -> None:
        self._on_changed()
        if moved:
            self._reader.test([profile.summary.id])

    @Slot()
    def _on_changed(self) -> None:
        self.view.trouble.tell("")
        self._reader.refresh()
        self.shops_changed.emit()

    @Slot(int)
    def _on_switch_confirmed(self, shop_id: int) -> None:
        self._reader.switch(shop_id, active=False)

    @Slot(int, object)
    def _on_removal_read(self, shop_id: int, facts: RemovalFacts) -> None:
        dialog = RemoveShopDialog(self._theme, self._wording, shop_id, facts, self._window)
        dialog.remove_confirmed.connect(self._reader.remove)
        self._open(dialog)

    @Slot(int, QPoint)
    def _on_menu_wanted(self, shop_id: int, place: QPoint) -> None:
        menu = self.make_menu(shop_id)
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)

    @Slot()
    def _on_ages_due(self) -> None:
        if self.view.isVisible():
            self.model.rewrite()
            self._show_current()
