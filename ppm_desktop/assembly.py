"""Puts the parts below the window together, for the window and for the command line alike."""

import gc
import getpass
import socket
import sys
import threading
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from functools import partial
from types import TracebackType
from typing import Self

from ppm_desktop import logs
from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.job import WORKERS, Computer, JobSnapshot, JobType
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.roles import EVERYTHING
from ppm_desktop.domain.sending import Guards
from ppm_desktop.jobs.board import ProgressBoard
from ppm_desktop.jobs.clock import Clock, Duty
from ppm_desktop.jobs.context import JobContext
from ppm_desktop.jobs.keep_awake import kept_awake
from ppm_desktop.jobs.operations.import_products import ImportProducts
from ppm_desktop.jobs.operations.send_products import SendProducts
from ppm_desktop.jobs.push import Push
from ppm_desktop.jobs.runner import JobRunner, Operation
from ppm_desktop.jobs.shop_door import ShopDoor, broken_off
from ppm_desktop.jobs.worker import Worker
from ppm_desktop.persistence import migrate
from ppm_desktop.persistence.audit import AuditLog
from ppm_desktop.persistence.conflicts import ConflictRepository
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.failed_items import FailedItems
from ppm_desktop.persistence.grants import read_rights
from ppm_desktop.persistence.items import ItemRepository
from ppm_desktop.persistence.job_removal import JobRemoval
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.journal import Journal
from ppm_desktop.persistence.leases import LeaseRepository
from ppm_desktop.persistence.notifications import NotificationRepository
from ppm_desktop.persistence.product_edits import ProductEdits
from ppm_desktop.persistence.product_history import ProductHistoryReader
from ppm_desktop.persistence.products import ProductRepository
from ppm_desktop.persistence.retries import RetryRepository
from ppm_desktop.persistence.schedules import ScheduleRepository
from ppm_desktop.persistence.settings import load_shared
from ppm_desktop.persistence.shop_mappings import ShopMappingRepository
from ppm_desktop.persistence.shop_profiles import ShopProfiles
from ppm_desktop.persistence.shop_removal import ShopRemoval
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.persistence.worker_jobs import WorkerJobs
from ppm_desktop.secrets import KeyVault
from ppm_desktop.services.conflicts import ConflictService
from ppm_desktop.services.housekeeping import HousekeepingService
from ppm_desktop.services.jobs import JobService
from ppm_desktop.services.notifications import NotificationService
from ppm_desktop.services.products import ProductService
from ppm_desktop.services.schedules import ScheduleService
from ppm_desktop.services.sending import SendingService
from ppm_desktop.services.settings import SettingsService, complete_url
from ppm_desktop.services.shop_mappings import ShopMappingService
from ppm_desktop.services.shops import ShopService
from ppm_desktop.settings import RunsOn, Settings

ANSWER_AWAITED_S = 2.0
"""How long a stopped import waits for the answer under way: it only reads, and a shop that hangs takes minutes."""


PLAN_EVERY_S = 15 * 60
"""Pause between two looks at how long jobs take that have to be done by a time."""
TIDY_FIRST_S, TIDY_LOOK_S = 60, 30 * 60
"""When a program looks first, and again, whether a clean-up is due: a start has better things to do."""
SWITCH_INTERVAL_S = 0.0005
COLLECT_AFTER = (700, 10, 1_000)


class Assembly:
    """Everything that works without a window, over one database; close it when done.

    Attributes:
        board: Newest state of the jobs that run in this process.
        push: Tells other computers of changes at once, where a server for that is set.
        rights: What the account of the database may do.
    """

    def __init__(self, settings: Settings, *, upgrade: bool = True) -> None:
        """Connect, and bring the database up to date; without ``upgrade`` its version is all that can be asked.

        Raises:
            DatabaseError: the database cannot be reached or is of another version.
            InvalidRequest: a setting cannot be right.
        """
        self.settings = settings
        self.language = Language(settings.language)
        self.computer = Computer(socket.gethostname(), _person())
        self.database = Database(complete_url(settings.effective_database_url))
        if upgrade:
            migrate.upgrade(self.database)
        self.shared = load_shared(self.database) if upgrade else SharedSettings()
        self.rights = read_rights(self.database) if upgrade else EVERYTHING
        self.audit = AuditLog(self.database, self.computer)
        self.preferences = SettingsService(settings, self.database, self.audit, self.rights)
        self.vault = KeyVault(settings)
        self.board = ProgressBoard()
        # Python runs one thread at a time. Jobs that take turns by the page leave two threads that want to run,
        # this one and the window's, instead of a dozen: the window is served at once, the jobs lose nothing.
        turn = threading.Lock()
        self.push = Push(self.shared.push_url, self.database.schema)
        tell = self.push.tell
        jobs = JobRepository(self.database, self.computer, self.shared, tell)
        self.retries = retries = RetryRepository(self.database, self.computer, self.shared, tell)
        leases = LeaseRepository(self.database, self.computer, self.shared, self.language, tell)
        shops = ShopRepository(self.database, self.shared)
        self.door = ShopDoor(shops, self.vault, self.shared, turn)
        self.job_rows = jobs
        self.jobs = JobService(
            jobs,
            ItemRepository(self.database),
            FailedItems(self.database),
            JobRemoval(self.database),
            shops,
            self.audit,
        )
        profiles, removal = ShopProfiles(self.database, shops), ShopRemoval(self.database, shops, self.shared)
        self.shops = ShopService(shops, profiles, removal, self.door, self.vault, self.audit)
        spoken = self.shared.catalogue_language
        self.shop_mappings = ShopMappingService(ShopMappingRepository(self.database), self.door, spoken, self.audit)
        self.products = ProductService(
            ProductRepository(self.database),
            ProductEdits(self.database, self.computer),
            ProductHistoryReader(self.database),
        )
        self.sending = SendingService(self.database, shops, self.door, self.shared)
        language = self.shared.catalogue_language
        self.conflicts = ConflictService(ConflictRepository(self.database, self.computer, language))
        self.notifications = NotificationService(
            NotificationRepository(self.database, self.computer, self.shared.keep_notifications_days),
            ItemRepository(self.database),
        )
        self.schedules = ScheduleService(
            ScheduleRepository(self.database, self.computer, self.shared), shops, self.vault
        )
        self.housekeeping = HousekeepingService(self.database, self.computer)
        send = partial(_send_products, self, shops)
        operations: dict[JobType, Operation] = {
            JobType.IMPORT: partial(_import_products, self.door, self.database, turn),
            JobType.SYNC: send,
            JobType.EXPORT: send,
        }
        self._worker_jobs = WorkerJobs(self.database, self.shared)
        self.runner = JobRunner(
            jobs,
            retries,
            leases,
            operations,
            self.board,
            self.shared,
            self.language,
            Journal(settings.data_dir / "journal.db"),
            lambda: kept_awake(self.preferences.local.keep_awake),
            partial(migrate.require_current, self.database),
        )

    def schema_status(self) -> migrate.SchemaStatus:
        """The version of the database and the one that the program needs."""
        return migrate.status(self.database)

    def worker(self, *, concurrency: int = 0, shop_ids: Sequence[int] = ()) -> Worker:
        """Runs what was left to the workers, once it is started; see `Worker`."""
        return Worker(
            self.runner,
            self._worker_jobs,
            self.door.has_key,
            self.shared,
            concurrency=concurrency,
            shop_ids=shop_ids,
        )

    def clock_of(self, worker: Worker) -> Clock:
        """As `clock`; what a schedule begins here is for whichever worker is free."""
        return self.clock(lambda _jobs: worker.wake(), lambda: WORKERS, worker.shop_ids)

    def target(self) -> str:
        """Who may begin what is made here now, as this computer's settings say: `WORKERS`, or empty for itself."""
        return WORKERS if self.preferences.local.run_jobs_on is RunsOn.WORKERS else ""

    def clock(
        self,
        take: Callable[[Sequence[JobSnapshot]], None],
        target: Callable[[], str] | None = None,
        shop_ids: Collection[int] = (),
    ) -> Clock:
        """What this program does from time to time: schedules, whose jobs ``take`` gets, and tidying up.

        Args:
            take: Runs the jobs, unless they are left to the workers.
            target: Tells whom they are for, as `target` does unless another is given.
            shop_ids: As in `ScheduleService.begin_due`.
        """
        whom = target or self.target
        look_s = self.shared.schedule_look_s
        return Clock(
            (
                Duty("schedules", look_s, lambda _stop: self.schedules.begin_due(take, whom(), shop_ids)),
                Duty("plans", PLAN_EVERY_S, lambda _stop: self.schedules.replan(), first_after_s=look_s),
                Duty("housekeeping", TIDY_LOOK_S, self.housekeeping.run_if_due, first_after_s=TIDY_FIRST_S),
            )
        )

    def close(self) -> None:
        """Give the database's connections back."""
        self.push.close()
        self.database.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def prepare_process() -> None:
    """Make the interpreter fit for a window that stays calm beside threads that work hard; see docs/decisions.

    A thread that waits for its turn asks after half a millisecond instead of five. The collector of cycles
    looks at young objects as usual, but hardly ever at all of them: with some hundred thousand products'
    worth of objects that stops every thread for a tenth of a second.
    """
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


def start_logs(settings: Settings) -> None:
    """Log into the data folder, at the level of the settings.

    Raises:
        OSError: nothing can be written there.
    """
    with logs.start(settings.log_folder, settings.log_level).open("a", encoding="utf-8"):
        pass  # said now, and not by every line that cannot be written later


def _import_products(
    door: ShopDoor, database: Database, turn: AbstractContextManager[object], context: JobContext
) -> None:
    stop = context.control.stop
    admit = context.control.admit
    with door.open(context.job.shop_id, stop, admit) as client, broken_off(client.close, stop, ANSWER_AWAITED_S):
        ImportProducts(context, client, context.fenced(database), turn).run()


def _send_products(parts: Assembly, shops: ShopRepository, context: JobContext) -> None:
    stop, shop_id, shared = context.control.stop, context.job.shop_id, parts.shared
    guards = shops.guards(shop_id, Guards(shared.guard_off_percent, shared.guard_price_percent))
    # What is in flight is answered: only then is it known whether the shop has done it.
    with (
        parts.door.open(shop_id, stop, context.control.admit) as client,
        broken_off(client.close, stop, shared.shop_timeout_s),
    ):
        SendProducts(context, client, context.fenced(parts.database), guards, parts.language).run()


def _person() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "?"
