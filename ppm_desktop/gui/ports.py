"""What the window needs from the rest of the program, no more; services and the job manager provide it."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import SignalInstance

from ppm_desktop.domain.catalog import ShopCategory
from ppm_desktop.domain.job import ItemRecord, JobSnapshot
from ppm_desktop.domain.listing import Delta, DeltaMark, JobDetail, JobFilter, JobPage, Overview, PageKey, ShopSummary
from ppm_desktop.domain.product_edit import EditField, EditPreview, EditResult, EditStep, FilePreview, FileShape
from ppm_desktop.domain.product_list import (
    CatalogueTotals,
    CategoryLine,
    ProductFilter,
    ProductHistory,
    ProductIndex,
    ProductLine,
)
from ppm_desktop.domain.request import JobRequest


class JobReads(Protocol):
    """Lists, figures and details of jobs. Every call blocks: only through the pool."""

    def page(self, wanted: JobFilter, after: PageKey | None = None, limit: int = 100) -> JobPage:
        """Jobs that match, newest first."""

    def overview(self, wanted: JobFilter) -> Overview:
        """Counts of the segments and totals of the header."""

    def delta(self, mark: DeltaMark | None) -> Delta:
        """What was written since ``mark``."""

    def detail(self, job_id: int) -> JobDetail:
        """Causes and timeline of one job."""

    def failures(self, job_id: int, limit: int, after: int = 0) -> list[ItemRecord]:
        """Failed products of one job."""


class Identity(Protocol):
    """What a shop says of itself."""

    @property
    def version(self) -> str:
        """PrestaShop's version."""

    @property
    def name(self) -> str:
        """The shop's own name."""


class Shops(Protocol):
    """Shops. Every call blocks: only through the pool."""

    def list(self) -> Sequence[ShopSummary]:
        """The active shops."""

    def add(self, name: str, url: str, key: str) -> ShopSummary:
        """Store a shop."""

    def check_address(self, url: str, key: str) -> Identity:
        """Ask a shop that is not stored yet who it is."""

    def categories(self, shop_id: int) -> Sequence[ShopCategory]:
        """The shop's categories, asked from the shop."""


class Products(Protocol):
    """The catalogue. Every call blocks: only through the pool."""

    def totals(self) -> CatalogueTotals:
        """Products and shops in all."""

    def categories(self) -> Sequence[CategoryLine]:
        """PPM's categories as a flat tree, in the order they are shown."""

    def find(self, wanted: ProductFilter) -> ProductIndex:
        """Ids of the products that match, exact hits first, then by SKU."""

    def lines(self, product_ids: Sequence[int]) -> list[ProductLine]:
        """Rows of these products, in their order; one that is gone is left out."""

    def skus(self, product_ids: Sequence[int]) -> list[str]:
        """SKUs of these products, in their order."""

    def edit(self, product_id: int, field: EditField, text: str) -> EditResult:
        """Change one field as a person typed it."""

    def preview_bulk(self, product_ids: Sequence[int], steps: Sequence[EditStep], examples: int = 8) -> EditPreview:
        """What ``steps`` would make of these products."""

    def apply_bulk(self, product_ids: Sequence[int], steps: Sequence[EditStep]) -> EditResult:
        """Change these products."""

    def preview_file(self, path: Path, shape: FileShape | None = None) -> FilePreview:
        """What the file at ``path`` would change; without ``shape`` it is guessed how to read it."""

    def apply_file(self, preview: FilePreview) -> EditResult:
        """Change what ``preview`` shows."""

    def history(self, product_id: int) -> ProductHistory:
        """Everything that touched a product."""


class Jobs(Protocol):
    """Starts and cancels jobs; its signals carry what `ppm_desktop.jobs.manager.JobManager` says."""

    @property
    def created(self) -> SignalInstance:
        """Carries ``list[JobSnapshot]``: rows of one click."""

    @property
    def changed(self) -> SignalInstance:
        """Carries `JobSnapshot`: a row changed by a wish of this window."""

    @property
    def finished(self) -> SignalInstance:
        """Carries `JobSnapshot`: a job of this window as it ended."""

    @property
    def failed(self) -> SignalInstance:
        """Carries `PpmError`."""

    def start(self, request: JobRequest, shop_ids: Sequence[int]) -> None:
        """Make and run one job per shop."""

    def cancel(self, job_ids: Iterable[int]) -> None:
        """Ask jobs to stop."""

    def resume(self, job_ids: Iterable[int]) -> None:
        """Let paused jobs go on, here."""

    def active_count(self) -> int:
        """How many jobs of this window wait or run."""


class Pool(Protocol):
    """Runs blocking functions elsewhere; outcomes come back by the signal, in the GUI thread."""

    @property
    def finished(self) -> SignalInstance:
        """Carries the key and the outcome, or the exception that was raised."""

    def submit(self, key: object, work: Callable[[], object]) -> None:
        """Run ``work``; its outcome arrives under ``key``."""


class Board(Protocol):
    """Where the jobs of this process leave their newest state."""

    def drain(self) -> list[JobSnapshot]:
        """Everything posted since the last call."""
