"""What the window needs from the rest of the program, no more; services and the job manager provide it."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import SignalInstance

from ppm_desktop.domain.catalog import ShopCategory
from ppm_desktop.domain.conflict import ConflictList, Decided, Verdict
from ppm_desktop.domain.database_choice import DatabaseChoice, DatabaseReport, DatabaseStepResult
from ppm_desktop.domain.failure_list import FailureList, FailureQuery, LedgerLine, Removed, ReportWords
from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.domain.listing import (
    Delta,
    DeltaMark,
    JobDetail,
    JobFilter,
    JobPage,
    Overview,
    PageKey,
    ShopSummary,
    WrittenItem,
)
from ppm_desktop.domain.notification import Noted, Notice, NoticeFilter, NotificationList
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.preview import SendPreview
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
from ppm_desktop.domain.retry import RetryWish
from ppm_desktop.domain.roles import Role
from ppm_desktop.domain.schedule import PlannedRun, Schedule, ScheduledJob
from ppm_desktop.domain.shop_mapping import (
    CategoryMapping,
    CategoryMappings,
    PriceGroup,
    PriceMapping,
    PriceMappings,
)
from ppm_desktop.domain.shop_profile import ConnectionReport, RemovalFacts, ShopEdit, ShopProfile, StepResult
from ppm_desktop.domain.undo import UndoPreview
from ppm_desktop.settings import Settings


class Failures(Protocol):
    """What failed in a job, page by page, and into files. Every call blocks: only through the pool."""

    def failed_groups(self, job_id: int, search: str = "") -> FailureList:
        """Why products of a job failed, each cause with its first products."""

    def failed_page(self, job_id: int, query: FailureQuery, after: int, limit: int) -> list[LedgerLine]:
        """Failed products behind the place ``after``."""

    def failed_places(self, job_id: int, query: FailureQuery) -> list[int]:
        """Places in the ledger of the failed products that are meant."""

    def failed_labels(self, job_id: int, query: FailureQuery) -> list[str]:
        """Their SKUs, ids of the shop where there is none."""

    def report_failures(self, job_id: int, query: FailureQuery, path: Path, words: ReportWords) -> int:
        """Write failed products into a file; returns how many. Raises `OSError` as well."""


class JobKeeping(Protocol):
    """What is done with ended jobs. Every call blocks: only through the pool."""

    def report(self, job_id: int, path: Path, words: ReportWords) -> int:
        """Write every product of a job into a file; returns how many. Raises `OSError` as well."""

    def remove(self, job_ids: Sequence[int]) -> Removed:
        """Remove ended jobs from the list, with everything that is kept of them."""


class JobReads(Failures, JobKeeping, Protocol):
    """Lists, figures and details of jobs. Every call blocks: only through the pool."""

    def page(self, wanted: JobFilter, after: PageKey | None = None, limit: int = 100) -> JobPage:
        """Jobs that match, newest first."""

    def matching(self, wanted: JobFilter) -> list[JobSnapshot]:
        """Every job that matches."""

    def overview(self, wanted: JobFilter) -> Overview:
        """Counts of the segments and totals of the header."""

    def delta(self, mark: DeltaMark | None) -> Delta:
        """What was written since ``mark``."""

    def detail(self, job_id: int) -> JobDetail:
        """Causes and timeline of one job."""

    def written(self, job_id: int, limit: int) -> list[WrittenItem]:
        """The first products of one job, with what it changed of them in the shop."""


class Shops(Protocol):
    """Shops. Every call blocks: only through the pool."""

    def list(self) -> Sequence[ShopSummary]:
        """The active shops."""

    def categories(self, shop_id: int) -> Sequence[ShopCategory]:
        """The shop's categories, asked from the shop."""


class ShopDesk(Protocol):
    """Everything around shops. Every call blocks: only through the pool; callbacks come in the pool's thread.

    Raises `InvalidRequest` for what cannot be done, and `ShopError` or `SecretUnreadable` where the shop is asked.
    """

    def profiles(self) -> Sequence[ShopProfile]:
        """All shops by name, switched off ones too."""

    def profile(self, shop_id: int) -> ShopProfile:
        """One shop as it is now."""

    def check(
        self,
        url: str,
        key: str,
        on_step: Callable[[StepResult], None] | None = None,
        stop: threading.Event | None = None,
    ) -> ConnectionReport:
        """Test an address and a key that are not stored; a step is told when it begins and when it ends.

        A failed step is in the report, not raised; `Cancelled` is raised once ``stop`` is set.
        """

    def check_edit(
        self,
        shop_id: int,
        url: str,
        key: str | None,
        on_step: Callable[[StepResult], None] | None = None,
        stop: threading.Event | None = None,
    ) -> ConnectionReport:
        """As `check`, for a changed address or key of a stored shop; without ``key`` its present one counts."""

    def test(
        self,
        shop_id: int,
        on_step: Callable[[StepResult], None] | None = None,
        stop: threading.Event | None = None,
    ) -> ConnectionReport:
        """Test a stored shop and keep what was found; several shops may be tested at once."""

    def add(self, name: str, url: str, key: str, report: ConnectionReport | None = None) -> ShopSummary:
        """Store a shop with what its test found; a report must have come past its permissions."""

    def edit(self, shop_id: int, edit: ShopEdit) -> ShopProfile:
        """Change a shop."""

    def switch(self, shop_id: int, *, active: bool) -> ShopProfile:
        """Switch a shop off (it leaves the lists, history and links stay) or on again."""

    def removal(self, shop_id: int) -> RemovalFacts:
        """What goes with a shop."""

    def remove(self, shop_id: int, typed_name: str) -> None:
        """Remove a shop for good; its name must be typed, and no job of it may be active."""


class ShopMappings(Protocol):
    """What a shop's categories and groups of customers are in PPM. Every call blocks: only through the pool.

    Raises as `ShopDesk`.
    """

    def categories(self, shop_id: int) -> CategoryMappings:
        """The shop's categories, asked from the shop, with their counterparts."""

    def map_category(self, shop_id: int, mapping: CategoryMapping) -> None:
        """Keep a counterpart as ``mapping`` has it now, None to clear it.

        A category of PPM has one counterpart in a shop: the one that had it until now loses it.
        """

    def price_groups(self) -> Sequence[PriceGroup]:
        """PPM's price groups, the default one first."""

    def prices(self, shop_id: int) -> PriceMappings:
        """The shop's groups of customers, asked from the shop, with their price groups."""

    def map_price_group(self, shop_id: int, mapping: PriceMapping) -> None:
        """Keep the price group of a group of customers as ``mapping`` has it now, None to clear it."""


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


class Sending(Protocol):
    """Dry runs of syncs and exports. Every call blocks: only through the pool."""

    def preview(
        self, request: JobRequest, shop_id: int, sample: int | None = None, stop: threading.Event | None = None
    ) -> SendPreview:
        """What ``request`` would do in the shop, looking at ``sample`` products at most; ``stop`` breaks it off."""


class Undoing(Protocol):
    """Looks at what taking back a job would do. Every call blocks: only through the pool."""

    def undo_preview(
        self, job: JobSnapshot, stop: threading.Event | None = None, told: Callable[[int, int], None] | None = None
    ) -> UndoPreview:
        """What would come back; ``told`` hears, in the pool's thread, how many products of how many were looked at."""


class Conflicts(Protocol):
    """Values that changed on both sides. Every call blocks: only through the pool."""

    def list(self, shop_id: int) -> ConflictList:
        """What waits for a person, or for a sync."""

    def decide(self, shop_id: int, verdicts: Sequence[Verdict]) -> Decided:
        """Save what a person decided."""


class Notifications(Protocol):
    """The notification centre of the person at this computer. Every call blocks: only through the pool."""

    def note(self, notice: Notice) -> Noted:
        """Keep a notice, or count it with the earlier ones of its cause."""

    def note_end(self, job: JobSnapshot) -> Noted:
        """Keep how a job ended."""

    def list(self, wanted: NoticeFilter, limit: int) -> NotificationList:
        """The newest notifications of a segment."""

    def unread(self) -> int:
        """How many were not read."""

    def mark_read(self, ids: Sequence[int] | None = None) -> None:
        """These were read, or with None all."""

    def hide(self, notification_id: int) -> None:
        """Take one off the person's list."""


class Schedules(Protocol):
    """Operations that begin by themselves. Every call blocks: only through the pool."""

    def plan(self, job: ScheduledJob) -> PlannedRun | None:
        """When ``job`` would run first, None when its only day is past."""

    def add(self, job: ScheduledJob) -> Schedule:
        """Keep ``job``; raises `InvalidRequest` when its only day is past."""

    def remove(self, schedule_id: int) -> None:
        """Forget a schedule; what it has begun goes on."""

    def local_zone(self) -> str:
        """Name of this computer's time zone; does not block."""

    def list(self) -> Sequence[Schedule]:
        """All of everybody, the next to run first."""


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
    def unfinished(self) -> SignalInstance:
        """Carries ``list[JobSnapshot]``: jobs of this computer that an earlier run of the program has left."""

    @property
    def retried(self) -> SignalInstance:
        """Carries `Retried`: what came of a wish to do a part of a job again."""

    @property
    def failed(self) -> SignalInstance:
        """Carries `PpmError`."""

    def start(self, request: JobRequest, shop_ids: Sequence[int]) -> None:
        """Make and run one job per shop."""

    def cancel(self, job_ids: Iterable[int]) -> None:
        """Ask jobs to stop."""

    def pause(self, job_ids: Iterable[int]) -> None:
        """Ask running jobs to stand."""

    def resume(self, job_ids: Iterable[int]) -> None:
        """Let paused jobs go on, here."""

    def retry(self, job_id: int, wish: RetryWish) -> None:
        """Do a part of an ended job again, here."""

    def retry_many(self, job_ids: Iterable[int], wish: RetryWish) -> None:
        """As `retry` for each of these jobs; what came of them is told together."""

    def retry_batch(self, batch_id: str, wish: RetryWish) -> None:
        """As `retry` for each job of a batch of which something is left to do."""

    def look_for_unfinished(self) -> None:
        """Look for jobs of this computer that nobody runs."""

    def take_over(self, job_ids: Iterable[int]) -> None:
        """Go on, here, with jobs whose runner has gone."""

    def active_count(self) -> int:
        """How many jobs of this window wait or run."""


class SettingsDesk(Protocol):
    """Settings of this computer and of everybody. Calls block: only through the pool; the properties do not."""

    @property
    def local(self) -> Settings:
        """This computer's settings with every change since the start."""

    @property
    def choice(self) -> DatabaseChoice:
        """The database that is chosen, without its password."""

    @property
    def database_fixed(self) -> bool:
        """Whether the environment or the command line decides on the database."""

    def shared(self) -> SharedSettings:
        """The settings of everybody as they are now."""

    def change_local(self, name: str, value: object) -> Settings:
        """Change one setting of this computer."""

    def change_shared(self, changes: Mapping[str, bool | int | float | str]) -> SharedSettings:
        """Change settings for everybody; raises `NotAllowed` where the account may not."""

    def test_database(
        self,
        choice: DatabaseChoice,
        on_step: Callable[[DatabaseStepResult], None] | None = None,
        stop: threading.Event | None = None,
    ) -> DatabaseReport:
        """Try a server; a failed step is in the report, not raised."""

    def choose_database(self, choice: DatabaseChoice) -> Settings:
        """Work with that database from the next start."""

    def grant_script(self, role: Role, choice: DatabaseChoice, account: str = "") -> str:
        """What an administrator of the server runs so that an account has ``role``."""


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
