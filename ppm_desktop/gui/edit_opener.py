"""Opens the dialogs that change products in PPM, and starts the syncs that are wished for afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.product_edit import EditResult, EditStep
from ppm_desktop.domain.request import JobMode, JobRequest
from ppm_desktop.domain.roles import EVERYTHING, NotAllowed, Right, Rights
from ppm_desktop.gui.dialogs.bulk_edit import BulkEditDialog
from ppm_desktop.gui.dialogs.price_file import PriceFileDialog, ask_for_file
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.ports import Jobs, Pool, Products, Shops
from ppm_desktop.gui.theme import Theme


@dataclass(frozen=True, slots=True)
class _ShopsFor:
    """Key of the question for the shops, and what is to be edited with the answer: products or a file."""

    opener: int
    products: tuple[int, ...] = ()
    steps: tuple[EditStep, ...] = ()
    path: Path | None = None


class EditOpener(QObject):
    """Lives in the GUI thread.

    Signals:
        edited: Ids of products that are different now.
        failed: `PpmError`: the shops cannot be read.
    """

    edited = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        window: QWidget,
        manager: Jobs,
        shops: Shops,
        products: Products,
        pool: Pool,
        theme: Theme,
        wording: Wording,
        language: Language,
        rights: Rights = EVERYTHING,
    ) -> None:
        super().__init__(window)
        self._rights = rights
        self._window = window
        self._manager = manager
        self._shops = shops
        self._products = products
        self._pool = pool
        self._theme = theme
        self._wording = wording
        self._language = language
        pool.finished.connect(self._on_outcome)

    @Slot(object)
    def open_bulk(self, product_ids: tuple[int, ...]) -> None:
        """Ask what is to be changed in these products."""
        self._read_shops(_ShopsFor(id(self), product_ids))

    @Slot(int, object)
    def open_restore(self, product_id: int, steps: tuple[EditStep, ...]) -> None:
        """Show what ``steps`` give back to a product before they are saved."""
        self._read_shops(_ShopsFor(id(self), (product_id,), steps))

    @Slot()
    def ask_file(self) -> None:
        """Ask for a file of prices, then show what it changes."""
        if (path := ask_for_file(self._window)) is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Show what the file changes."""
        self._read_shops(_ShopsFor(id(self), path=path))

    def _read_shops(self, wish: _ShopsFor) -> None:
        if self._rights.may(Right.EDIT):
            self._pool.submit(wish, self._shops.list)
        else:
            self.failed.emit(NotAllowed(Right.EDIT))

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _ShopsFor) or key.opener != id(self):
            return
        if isinstance(outcome, Exception):
            self.failed.emit(outcome if isinstance(outcome, PpmError) else PpmError(str(outcome)))
        elif isinstance(outcome, list | tuple):
            self._open(key, [shop for shop in outcome if isinstance(shop, ShopSummary)])

    def _open(self, wish: _ShopsFor, shops: Sequence[ShopSummary]) -> None:
        dialog = self._bulk(wish, shops) if wish.path is None else self._file(wish.path, shops)
        dialog.saved.connect(self._on_saved)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _bulk(self, wish: _ShopsFor, shops: Sequence[ShopSummary]) -> BulkEditDialog:
        dialog = BulkEditDialog(
            self._theme,
            self._wording,
            self._language,
            self._products,
            self._pool,
            wish.products,
            shops,
            self._window,
        )
        dialog.fill(wish.steps)
        return dialog

    def _file(self, path: Path, shops: Sequence[ShopSummary]) -> PriceFileDialog:
        return PriceFileDialog(
            self._theme, self._wording, self._language, self._products, self._pool, path, shops, self._window
        )

    @Slot(object, object)
    def _on_saved(self, result: EditResult, shop_ids: tuple[int, ...]) -> None:
        self.edited.emit(result.product_ids)
        if shop_ids and result.product_ids:
            request = JobRequest(type=JobType.SYNC, mode=JobMode.INDIVIDUAL, product_ids=result.product_ids)
            self._manager.start(request, shop_ids)
