"""What ``ppm-desktop import`` and its neighbours answer: sentences, documents and exit codes."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from sqlalchemy import insert, update
from typer.testing import CliRunner, Result

from ppm_desktop import logs
from ppm_desktop.cli import cli
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.tables import JobRow, ShopRow
from ppm_desktop.practice.server import PracticeShop
from tests.fakes.key_store import MemoryKeyStore

NAME = "KAYO Parts PL"
Command = Callable[..., Result]


@pytest.fixture
def database_path(sqlite_template: Path, tmp_path: Path) -> Path:
    path = tmp_path / "cli.db"
    path.write_bytes(sqlite_template.read_bytes())
    return path


@pytest.fixture
def command(database_path: Path, tmp_path: Path) -> Iterator[Command]:
    """Runs one command over an embedded database, in English."""
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyStore())
    environment = {
        "PPM_DATA_DIR": str(tmp_path / "data"),
        "PPM_DATABASE_URL": f"sqlite:///{database_path}",
        "PPM_LANGUAGE": "en",
    }

    def run(*words: str, typed: str = "") -> Result:
        return CliRunner().invoke(cli, words, input=typed, env=environment)

    yield run
    logs.stop()
    keyring.set_keyring(before)


@pytest.fixture
def added(command: Command, shop: PracticeShop) -> PracticeShop:
    """The shop, known to the program."""
    assert command("shop", "add", NAME, shop.address, "--key-stdin", typed=shop.key).exit_code == 0
    return shop


def change(database_path: Path, statement: object) -> None:
    database = Database(f"sqlite:///{database_path}")
    with database.begin() as connection:
        connection.execute(statement)  # type: ignore[call-overload]
    database.dispose()


def test_one_shop_named_twice_is_imported_once(command: Command, added: PracticeShop) -> None:
    result = command("import", NAME, NAME.lower(), "--json")
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert (document["batch_id"], document["created_items"], document["processed_items"]) == (None, 150, 150)


def test_a_shop_that_is_switched_off_is_said_so(command: Command, added: PracticeShop, database_path: Path) -> None:
    change(database_path, update(ShopRow).values(is_active=False))
    result = command("import", NAME)
    assert result.exit_code == 2
    assert f'Shop "{NAME}" is switched off' in result.stderr


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("{known}", "is on the list already"),
        ("no address", "not a shop address"),
        ("https://user:secret@shop.example", "holds a key or a password"),
    ],
)
def test_a_shop_that_cannot_be_added_is_told_why(
    command: Command, added: PracticeShop, address: str, sentence: str
) -> None:
    result = command("shop", "add", "Nowy", address.format(known=added.address), "--key-stdin", typed=added.key)
    assert result.exit_code == 2
    assert sentence in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        ("--include-subcategories",),
        ("--sku", "A", "--category", "3"),
        ("--mode", "individual", "--sku", "A", "--category", "3"),
        ("--sku", " "),
        ("--product-id", "-4"),
        ("--category", "0"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(
    command: Command, added: PracticeShop, options: tuple[str, ...]
) -> None:
    asked = len(added.requests)
    assert command("import", NAME, *options).exit_code == 2
    assert len(added.requests) == asked


def test_a_category_that_the_shop_lacks_is_named_as_such(command: Command, added: PracticeShop) -> None:
    result = command("import", NAME, "--category", "99999")
    assert result.exit_code == 3
    assert "The shop has no such category." in result.stdout


def test_a_job_of_the_web_application_keeps_its_failed_skus(
    command: Command, added: PracticeShop, database_path: Path
) -> None:
    row = {
        "job_uuid": "00000000-0000-4000-8000-000000000001",
        "job_type": "BulkSyncProducts",
        "shop_id": 1,
        "shop_name": NAME,
        "status": "failed",
        "total_items": 5,
        "processed_items": 6,
        "failed_items": 2,
        "failed_item_ids": ["SKU123", "SKU456"],
    }
    change(database_path, insert(JobRow).values(row))
    document = json.loads(command("jobs", "show", row["job_uuid"], "--json").stdout)
    assert document["failed_item_ids"] == ["SKU123", "SKU456"]
    assert document["progress_percentage"] == 100.0
