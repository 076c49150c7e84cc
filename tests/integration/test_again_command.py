"""What ``ppm-desktop jobs retry`` and its neighbours answer."""

import getpass
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from ppm_desktop.domain.job import Computer, JobPhase, JobProgress
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.leases import LeaseRepository
from ppm_desktop.persistence.tables import JobRunRow
from ppm_desktop.persistence.types import now_plus
from ppm_desktop.practice.faults import FaultPlan
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from tests.integration.test_import_command import NAME, Command, added, command, database_path

__all__ = ["added", "command", "database_path"]


@pytest.fixture
def failed(command: Command) -> Iterator[tuple[PracticeShop, str]]:
    """A shop with two products without a SKU, and the import that failed on them."""
    shop = PracticeShop(PracticeOptions(products=30, faults=FaultPlan.parse("empty_sku:2")))
    shop.start()
    assert command("shop", "add", NAME, shop.address, "--key-stdin", typed=shop.key).exit_code == 0
    result = command("import", NAME, "--json")
    assert result.exit_code == 1
    yield shop, json.loads(result.stdout)["job_uuid"]
    shop.stop()


def test_a_retry_does_the_failed_products_again_and_ends_like_them(
    command: Command, failed: tuple[PracticeShop, str]
) -> None:
    shop, uuid = failed
    again = command("jobs", "retry", uuid, "--json")
    assert again.exit_code == 1
    document = json.loads(again.stdout)
    assert (document["total_items"], document["failed_items"]) == (2, 2)
    for number in shop.catalogue.product_ids():
        shop.catalogue.change_product(number, reference=f"OK-{number}")
    assert command("jobs", "retry", uuid).exit_code == 0
    assert "Fixed" in command("jobs", "show", uuid).stdout
    nothing = command("jobs", "retry", uuid)
    assert (nothing.exit_code, "nothing left" in nothing.stderr) == (2, True)


def test_a_cause_or_a_sku_narrows_a_retry(command: Command, failed: tuple[PracticeShop, str]) -> None:
    _, uuid = failed
    for name in ("no_sku", "PPM-NOSKU", "ppm-nosku"):
        assert json.loads(command("jobs", "retry", uuid, "--cause", name, "--json").stdout)["total_items"] == 2
    assert command("jobs", "retry", uuid, "--cause", "timeout").exit_code == 2
    both = command("jobs", "retry", uuid, "--cause", "no_sku", "--all")
    assert (both.exit_code, "--unreached" in both.stderr) == (2, True)


def test_a_cause_or_a_sku_that_does_not_exist_is_named(command: Command, failed: tuple[PracticeShop, str]) -> None:
    _, uuid = failed
    cause = command("jobs", "retry", uuid, "--cause", "no_sku", "--cause", "bogus")
    assert (cause.exit_code, "Unknown cause: bogus." in cause.stderr) == (2, True)
    sku = command("jobs", "retry", uuid, "--sku", "NOPE-1")
    assert (sku.exit_code, "NOPE-1" in sku.stderr, "nothing left" in sku.stderr) == (2, True, False)


def test_everything_is_done_again_when_asked(command: Command, failed: tuple[PracticeShop, str]) -> None:
    _, uuid = failed
    assert json.loads(command("jobs", "retry", uuid, "--all", "--json").stdout)["total_items"] == 30


def test_what_another_computer_gave_back_goes_on_here(
    command: Command, added: PracticeShop, database_path: Path
) -> None:
    database = Database(f"sqlite:///{database_path}")
    gone = Computer("biuro-7", "ewa")
    (job,) = JobRepository(database, gone, SharedSettings()).create(JobRequest(), [1], False)
    leases = LeaseRepository(database, gone, SharedSettings())
    lease = leases.claim(job.id, "biuro-7:1")
    assert lease is not None
    assert command("jobs", "resume", str(job.id)).exit_code == 2, "its computer works"
    leases.hand_back(lease, JobProgress(phase=JobPhase.COUNTING), [], [])
    database.dispose()
    result = command("jobs", "resume", str(job.id), "--json")
    assert (result.exit_code, json.loads(result.stdout)["created_items"]) == (0, 150)


def test_what_was_let_go_on_at_a_computer_that_died_goes_on_here(
    command: Command, added: PracticeShop, database_path: Path
) -> None:
    database = Database(f"sqlite:///{database_path}")
    gone = Computer("biuro-7", "ewa")
    jobs, leases = JobRepository(database, gone, SharedSettings()), LeaseRepository(database, gone, SharedSettings())
    (job,) = jobs.create(JobRequest(), [1], False)
    lease = leases.claim(job.id, "biuro-7:1")
    assert lease is not None
    leases.pause(lease, JobProgress(phase=JobPhase.PAUSED), [], [])
    jobs.resume(job.id)
    assert command("jobs", "resume", str(job.id)).exit_code == 2, "its computer was seen a moment ago"
    with database.begin() as connection:
        connection.execute(update(JobRunRow).values(heartbeat_at=now_plus(-91)))
    database.dispose()
    result = command("jobs", "resume", str(job.id), "--json")
    assert (result.exit_code, json.loads(result.stdout)["created_items"]) == (0, 150)


def test_what_a_killed_program_of_this_computer_never_began_is_begun(
    command: Command, added: PracticeShop, database_path: Path
) -> None:
    database = Database(f"sqlite:///{database_path}")
    here = Computer(socket.gethostname(), getpass.getuser())
    (job,) = JobRepository(database, here, SharedSettings()).create(JobRequest(), [1], False)
    elsewhere = Computer("biuro-7", "ewa")
    (other,) = JobRepository(database, elsewhere, SharedSettings()).create(JobRequest(), [1], False)
    database.dispose()
    assert command("jobs", "resume", str(other.id)).exit_code == 2
    result = command("jobs", "resume", str(job.id), "--json")
    assert (result.exit_code, json.loads(result.stdout)["created_items"]) == (0, 150)


def test_what_has_ended_is_neither_paused_nor_resumed_nor_finished(
    command: Command, failed: tuple[PracticeShop, str], tmp_path: Path
) -> None:
    _, uuid = failed
    assert command("jobs", "pause", uuid).exit_code == 3
    assert command("jobs", "resume", uuid).exit_code == 2
    assert command("jobs", "finish", uuid).exit_code == 2
