"""Asks the person at the window what is to be done, and hands it to the job manager."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import InvalidRequest, PpmError
from ppm_desktop.domain.job import JobSnapshot, JobType
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.request import JobMode, JobRequest
from ppm_desktop.domain.roles import NotAllowed, Right
from ppm_desktop.gui.backend import Backend
from ppm_desktop.gui.dialogs.add_shop import AddShopDialog
from ppm_desktop.gui.dialogs.confirm import cancel_all_dialog, cancel_dialog, take_over_dialog
from ppm_desktop.gui.dialogs.conflicts import ConflictsDialog
from ppm_desktop.gui.dialogs.new_job import NewJobDialog
from ppm_desktop.gui.dialogs.quit import QuitDialog
from ppm_desktop.gui.dialogs.undo_job import UndoDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.job_row import JobRow
from ppm_desktop.gui.rates import JobRates
from ppm_desktop.gui.schedule_opener import ScheduleOpener
from ppm_desktop.gui.theme import Theme


@dataclass(frozen=True, slots=True)
class Wish:
    """What a new operation begins with.

    Attributes:
        products: Of PPM, picked already.
        skus: Typed already, of products to be imported.
        shop_id: Chosen already, None for no shop.
        like: Settings of an operation that was there before.
        conflicts: Not an operation is wanted, but the conflicts of ``shop_id``.
    """

    job_type: JobType = JobType.IMPORT
    products: tuple[int, ...] = ()
    skus: tuple[str, ...] = ()
    shop_id: int | None = None
    like: JobRequest | None = None
    conflicts: bool = False


@dataclass(frozen=True, slots=True)
class _ShopsOf:
    """Key of the question for the shops, and which operation is to be made of the answer, if any."""

    opener: int
    wish: Wish | None


class DialogOpener(QObject):
    """Opens the dialogs of a window; lives in the GUI thread.

    Attributes:
        schedules: Opens those of operations that begin by themselves.

    Signals:
        shops_read: list of `ShopSummary`: the shops as they are now.
        failed: `PpmError`: the shops cannot be read.
        quit_confirmed: The program shall end, its operations be cancelled; their number.
        hide_wanted: They shall go on without the window.
    """

    shops_read = Signal(object)
    failed = Signal(object)
    quit_confirmed = Signal(int)
    hide_wanted = Signal()

    def __init__(
        self,
        window: QWidget,
        backend: Backend,
        theme: Theme,
        wording: Wording,
        language: Language,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._backend = backend
        self._theme = theme
        self._wording = wording
        self._language = language
        self.schedules = ScheduleOpener(window, backend, theme, wording, language)
        backend.pool.finished.connect(self._on_outcome)

    @Slot()
    def open_new_job(self) -> None:
        """Ask for a new operation."""
        self.open_job(Wish())

    @Slot(object, object)
    def open_send_job(self, job_type: JobType, products: tuple[int, ...]) -> None:
        """Ask how these products of PPM are to be sent."""
        self.open_job(Wish(job_type, products))

    @Slot(str)
    def open_import_of(self, sku: str) -> None:
        """Ask where a product is to be imported from."""
        self.open_job(Wish(skus=(sku,)))

    def open_repeat(self, job: JobSnapshot) -> None:
        """Ask for a new operation with the settings of ``job``."""
        try:
            like = JobRequest.from_params(job.type, job.mode, job.params)
        except InvalidRequest as error:
            self.failed.emit(error)
        else:
            self.open_job(Wish(job.type, shop_id=job.shop_id, like=like))

    @Slot(int)
    def open_job_of_shop(self, shop_id: int) -> None:
        """Ask for a new operation of one shop."""
        self.open_job(Wish(shop_id=shop_id))

    def open_undo(self, job: JobSnapshot) -> None:
        """Show what taking ``job`` back would do, and ask."""
        backend = self._backend
        dialog = UndoDialog(
            self._theme, self._wording, self._language, backend.undoing, backend.pool, job, self._window
        )
        dialog.chosen.connect(self._on_job_chosen)
        self._open(dialog)

    def open_conflicts(self, shop_id: int) -> None:
        """Let the person decide what changed on both sides of a shop."""
        self.open_job(Wish(shop_id=shop_id, conflicts=True))

    def open_job(self, wish: Wish) -> None:
        """Ask for a new operation that begins with ``wish``; the shops are read anew first."""
        needed = Right.EDIT if wish.conflicts else Right.RUN
        if self._backend.rights.may(needed):
            self.read_shops(wish)
        else:
            self.failed.emit(NotAllowed(needed))

    def read_shops(self, then: Wish | None = None) -> None:
        """Read the shops; `shops_read` follows."""
        self._backend.pool.submit(_ShopsOf(id(self), then), self._backend.shops.list)

    def ask_to_cancel(self, row: JobRow) -> None:
        """Ask the person, then the job's runner."""
        if row.may_cancel:
            dialog = cancel_dialog(self._theme, self._wording, row.job, self._window)
            dialog.confirmed.connect(self._on_cancel_confirmed)
            self._open(dialog)

    def ask_to_cancel_all(self, job_ids: Sequence[int]) -> None:
        """Ask the person, then the runners of all these jobs."""
        dialog = cancel_all_dialog(self._theme, self._wording, len(job_ids), self._window)
        dialog.confirmed.connect(partial(self._on_cancel_all_confirmed, tuple(job_ids)))
        self._open(dialog)

    def ask_to_take_over(self, job: JobSnapshot) -> None:
        """Ask the person whether this computer goes on with ``job``."""
        dialog = take_over_dialog(self._theme, self._wording, job, self._window)
        dialog.confirmed.connect(self._on_take_over_confirmed)
        self._open(dialog)

    def ask_to_quit(self, running: int, rows: Sequence[JobRow], rates: JobRates, *, may_hide: bool) -> None:
        """Ask the person what becomes of ``running`` operations; `quit_confirmed` or `hide_wanted` may follow.

        Args:
            rows: Those of them that are listed.
            may_hide: Whether the window may go to the tray.
        """
        asked = self._window.findChild(QuitDialog)
        if asked is not None and asked.isVisible():
            asked.raise_()
            return
        dialog = QuitDialog(self._theme, self._wording, running, rows, rates, may_hide=may_hide, parent=self._window)
        dialog.cancel_wanted.connect(partial(self.quit_confirmed.emit, running))
        dialog.hide_wanted.connect(self.hide_wanted)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _open_new_job(self, shops: Sequence[ShopSummary], wish: Wish) -> None:
        dialog = NewJobDialog(
            self._theme,
            self._wording,
            self._language,
            shops,
            self._backend.shops,
            self._backend.products,
            self._backend.sending,
            self._backend.pool,
            self._backend.shared,
            wish.job_type,
            wish.products,
            self._window,
        )
        if wish.shop_id in {shop.id for shop in shops}:
            dialog.choose_shop(wish.shop_id)
        if wish.like is not None:
            dialog.choices.take(wish.like)
        if wish.skus:
            dialog.choose_mode(JobMode.INDIVIDUAL)
            dialog.skus.setPlainText("\n".join(wish.skus))
        dialog.chosen.connect(self._on_job_chosen)
        dialog.schedule_wanted.connect(partial(self.schedules.ask, dialog))
        dialog.shop_wanted.connect(dialog.reject)
        dialog.shop_wanted.connect(self._open_add_shop)
        self._open(dialog)

    def _open_conflicts(self, shop: ShopSummary | None) -> None:
        if shop is None:
            return  # it was removed or switched off meanwhile
        backend = self._backend
        dialog = ConflictsDialog(
            self._theme, self._wording, self._language, backend.conflicts, backend.pool, shop, self._window
        )
        dialog.to_send.connect(self._on_decided)
        self._open(dialog)

    @Slot(int, object)
    def _on_decided(self, shop_id: int, product_ids: tuple[int, ...]) -> None:
        request = JobRequest(type=JobType.SYNC, mode=JobMode.INDIVIDUAL, product_ids=product_ids)
        self._backend.manager.start(request, (shop_id,))

    @Slot()
    def _open_add_shop(self) -> None:
        dialog = AddShopDialog(
            self._theme, self._wording, self._language, self._backend.shop_desk, self._backend.pool, self._window
        )
        dialog.added.connect(self._on_shop_added)
        self._open(dialog)

    def _on_cancel_all_confirmed(self, job_ids: tuple[int, ...], _count: int) -> None:
        self._backend.manager.cancel(job_ids)

    @Slot(int)
    def _on_cancel_confirmed(self, job_id: int) -> None:
        self._backend.manager.cancel([job_id])

    @Slot(int)
    def _on_take_over_confirmed(self, job_id: int) -> None:
        self._backend.manager.take_over([job_id])

    @Slot(object, object)
    def _on_job_chosen(self, request: JobRequest, shop_ids: tuple[int, ...]) -> None:
        self._backend.manager.start(request, shop_ids)

    @Slot(object)
    def _on_shop_added(self, _shop: ShopSummary) -> None:
        self.read_shops(Wish())

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _ShopsOf) or key.opener != id(self):
            return
        if isinstance(outcome, Exception):
            self.failed.emit(outcome if isinstance(outcome, PpmError) else PpmError(str(outcome)))
        elif isinstance(outcome, list):
            self._on_shops([shop for shop in outcome if isinstance(shop, ShopSummary)], key)

    def _on_shops(self, shops: list[ShopSummary], key: _ShopsOf) -> None:
        self.shops_read.emit(shops)
        if key.wish is not None and key.wish.conflicts:
            self._open_conflicts(next((shop for shop in shops if shop.id == key.wish.shop_id), None))
        elif key.wish is not None and shops:
            self._open_new_job(shops, key.wish)
        elif key.wish is not None:
            self._open_add_shop()
