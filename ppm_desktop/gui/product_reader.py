"""Reads and edits the catalogue for the Products page, through the pool; answers to older questions are dropped."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from ppm_desktop.domain.errors import DatabaseError, PpmError
from ppm_desktop.domain.product_edit import EditResult
from ppm_desktop.domain.product_list import CatalogueTotals, CategoryLine, ProductFilter, ProductIndex, ProductLine
from ppm_desktop.gui.models.cell_edits import CellEdit
from ppm_desktop.gui.ports import Pool, Products

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Totals:
    reader: int


@dataclass(frozen=True, slots=True)
class _Categories:
    reader: int


@dataclass(frozen=True, slots=True)
class _Find:
    reader: int
    turn: int


@dataclass(frozen=True, slots=True)
class _Lines:
    reader: int
    product_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Skus:
    reader: int


@dataclass(frozen=True, slots=True)
class _Edit:
    reader: int
    edit: CellEdit


_Key = _Totals | _Categories | _Find | _Lines | _Skus | _Edit


class ProductReader(QObject):
    """Lives in the GUI thread; answers come by its signals.

    Signals:
        totals_read: `CatalogueTotals`.
        categories_read: list of `CategoryLine`.
        found: `ProductIndex` of the newest question.
        lines_read: Ids that were asked for and list of `ProductLine`.
        lines_missed: Ids that were asked for: there was no answer.
        skus_read: SKUs as text, one a line.
        saved: `CellEdit` and `EditResult`.
        refused: `CellEdit` and `PpmError`.
        away: The database does not answer.
        failed: `PpmError`: something else went wrong.
    """

    totals_read = Signal(object)
    categories_read = Signal(object)
    found = Signal(object)
    lines_read = Signal(object, object)
    lines_missed = Signal(object)
    skus_read = Signal(str)
    saved = Signal(object, object)
    refused = Signal(object, object)
    away = Signal()
    failed = Signal(object)

    def __init__(self, products: Products, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._products = products
        self._pool = pool
        self._turn = 0
        pool.finished.connect(self._on_outcome)

    def ask_totals(self) -> None:
        """Read what stands under the title."""
        self._submit(_Totals(id(self)), self._products.totals)

    def ask_categories(self) -> None:
        """Read the categories to filter by."""
        self._submit(_Categories(id(self)), self._products.categories)

    def find(self, wanted: ProductFilter) -> None:
        """Look for products; an answer to an older question does not count any more."""
        self._turn += 1
        self._submit(_Find(id(self), self._turn), partial(self._products.find, wanted))

    @Slot(object)
    def ask_lines(self, product_ids: tuple[int, ...]) -> None:
        """Read rows of the list."""
        self._submit(_Lines(id(self), product_ids), partial(self._products.lines, product_ids))

    def ask_skus(self, product_ids: Sequence[int]) -> None:
        """Read SKUs."""
        self._submit(_Skus(id(self)), partial(self._products.skus, product_ids))

    @Slot(object)
    def save(self, edit: CellEdit) -> None:
        """Change one cell."""
        work = partial(self._products.edit, edit.product_id, edit.field, edit.text)
        self._submit(_Edit(id(self), edit), work)

    def _submit(self, key: _Key, work: Callable[[], object]) -> None:
        self._pool.submit(key, work)

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _Key) or key.reader != id(self):
            return
        if isinstance(key, _Find) and key.turn != self._turn:
            return
        if isinstance(outcome, Exception):
            self._on_failure(key, outcome)
        elif isinstance(key, _Edit) and isinstance(outcome, EditResult):
            self.saved.emit(key.edit, outcome)
        elif isinstance(outcome, CatalogueTotals):
            self.totals_read.emit(outcome)
        elif isinstance(outcome, ProductIndex):
            self.found.emit(outcome)
        elif isinstance(outcome, list | tuple):
            self._on_list(key, outcome)

    def _on_list(self, key: _Key, outcome: Sequence[object]) -> None:
        if isinstance(key, _Lines):
            self.lines_read.emit(key.product_ids, [one for one in outcome if isinstance(one, ProductLine)])
        elif isinstance(key, _Categories):
            self.categories_read.emit([one for one in outcome if isinstance(one, CategoryLine)])
        elif isinstance(key, _Skus):
            self.skus_read.emit("\n".join(str(one) for one in outcome))

    def _on_failure(self, key: _Key, error: Exception) -> None:
        known = error if isinstance(error, PpmError) else PpmError(str(error))
        if isinstance(key, _Lines):
            self.lines_missed.emit(key.product_ids)
        if isinstance(key, _Edit):
            self.refused.emit(key.edit, known)
        elif isinstance(error, DatabaseError):
            logger.info("products cannot be read: %s", error)
            self.away.emit()
        else:
            self.failed.emit(known)
