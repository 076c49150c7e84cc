"""What the window needs from the rest of the program, no more; services and the job manager provide it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import SignalInstance

from ppm_desktop.domain.catalog import ShopCategory
from ppm_desktop.domain.job import ItemRecord, JobSnapshot
from ppm_desktop.domain.listing import Delta, DeltaMark, JobDetail, JobFilter, JobPage, Overview, PageKey, ShopSummary
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
