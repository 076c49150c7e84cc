"""Puts the parts below the window together, for the window and for the command line alike."""

import gc
import getpass
import socket
from functools import partial
from types import TracebackType
from typing import Self

from ppm_desktop import logs
from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.job import Computer, JobType
from ppm_desktop.jobs.board import ProgressBoard
from ppm_desktop.jobs.context import JobContext
from ppm_desktop.jobs.operations.import_products import ImportProducts
from ppm_desktop.jobs.runner import JobRunner
from ppm_desktop.jobs.shop_door import ShopDoor
from ppm_desktop.persistence import migrate
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.items import ItemRepository
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.leases import LeaseRepository
from ppm_desktop.persistence.settings import load_shared
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.secrets import KeyVault
from ppm_desktop.services.jobs import JobService
from ppm_desktop.services.shops import ShopService
from ppm_desktop.settings import Settings


class Assembly:
    """Everything that works without a window, over one database; close it when done.

    Attributes:
        board: Newest state of the jobs that run in this process.
    """

    def __init__(self, settings: Settings, *, upgrade: bool = True) -> None:
        """Connect, and bring an own database up to date.

        Raises:
            DatabaseError: the database cannot be reached or is of another version.
            InvalidRequest: a setting cannot be right.
        """
        self.settings = settings
        self.language = Language(settings.language)
        self.computer = Computer(socket.gethostname(), _person())
        self.database = Database(settings.effective_database_url)
        if upgrade:
            migrate.upgrade(self.database)
        self.shared = load_shared(self.database)
        self.vault = KeyVault(settings)
        self.board = ProgressBoard()
        jobs = JobRepository(self.database, self.computer, self.shared)
        leases = LeaseRepository(self.database, self.computer, self.shared)
        shops = ShopRepository(self.database)
        self.door = ShopDoor(shops, self.vault, self.shared)
        self.job_rows = jobs
        self.jobs = JobService(jobs, ItemRepository(self.database))
        self.shops = ShopService(shops, self.door, self.vault)
        operations = {JobType.IMPORT: partial(_import_products, self.door, self.database)}
        self.runner = JobRunner(jobs, leases, operations, self.board, self.shared, self.language)

    def schema_status(self) -> migrate.SchemaStatus:
        """The version of the database and the one that the program needs."""
        return migrate.status(self.database)

    def close(self) -> None:
        """Give the database's connections back."""
        self.database.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def prepare_process() -> None:
    """Let the collector of cycles run less often: an import makes many objects and hardly a cycle.

    Measured: 7 % of an import's time. What is loaded at the start is never looked at again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def start_logs(settings: Settings) -> None:
    """Log into the data folder, at the level of the settings."""
    logs.start(settings.log_folder, settings.log_level)


def _import_products(door: ShopDoor, database: Database, context: JobContext) -> None:
    with door.open(context.job.shop_id, context.control.stop) as client:
        ImportProducts(context, client, database).run()


def _person() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "?"
