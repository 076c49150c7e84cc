"""A whole installation for tests: a database, a practice shop, and jobs run in the calling thread."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import keyring
from pydantic import SecretStr

from ppm_desktop.assembly import Assembly
from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.job import ItemRecord, JobSnapshot
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.settings import save_shared
from ppm_desktop.practice.server import PracticeShop
from ppm_desktop.settings import Settings
from tests.fakes.key_store import MemoryKeyStore

QUICK = SharedSettings(
    import_page_size=20,
    shop_wait_s=0.0,
    product_wait_s=0.0,
    shop_timeout_s=0.5,
    shop_attempts=3,
    request_attempts=2,
    shop_connect_timeout_s=1.0,
    flush_s=0.05,
    heartbeat_s=0.2,
    poll_s=0.1,
    poll_busy_s=0.1,
    poll_idle_s=0.1,
)
"""Small pages and short waits: the same rules in less time."""


class Office:
    """What a person at one computer has.

    Attributes:
        parts: The program without its window.
    """

    def __init__(self, parts: Assembly) -> None:
        self.parts = parts

    def add_shop(self, shop: PracticeShop, name: str = "KAYO Parts PL") -> ShopSummary:
        return self.parts.shops.add(name, shop.address, shop.key)

    def create(self, request: JobRequest, shops: Sequence[ShopSummary]) -> list[JobSnapshot]:
        return self.parts.job_rows.create(request, [shop.id for shop in shops], len(shops) > 1)

    def run(self, job: JobSnapshot, control: JobControl | None = None) -> JobSnapshot:
        ended = self.parts.runner.run(job.id, control or JobControl())
        assert ended is not None, "the job could not be claimed"
        return ended

    def import_from(self, shop: ShopSummary, request: JobRequest | None = None) -> JobSnapshot:
        """One import from click to end."""
        (job,) = self.create(request or JobRequest(), [shop])
        return self.run(job)

    def failures(self, job: JobSnapshot) -> list[ItemRecord]:
        return self.parts.jobs.failures(job.id, 10_000)


@contextmanager
def open_office(
    database_url: str, folder: Path, shared: SharedSettings = QUICK, app_key_file: Path | None = None
) -> Iterator[Office]:
    """An office over the database at ``database_url``, with settings as in ``shared`` and a key store in memory."""
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyStore())
    database = Database(database_url)
    changed = {
        name: getattr(shared, name)
        for name in SharedSettings.__dataclass_fields__
        if getattr(shared, name) != getattr(SharedSettings(), name)
    }
    save_shared(database, **changed)
    database.dispose()
    settings = Settings(
        data_dir=folder,
        database_url=SecretStr(database_url),
        language=Language.POLISH,
        app_key_file=app_key_file,
    )
    try:
        with Assembly(settings) as parts:
            yield Office(parts)
    finally:
        keyring.set_keyring(before)
