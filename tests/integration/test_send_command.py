"""``ppm-desktop sync`` and ``export`` as a person types them."""

import json

import pytest
from typer.testing import CliRunner

from ppm_desktop.cli import cli
from ppm_desktop.practice.server import PracticeShop
from tests.fakes.editing import add_products, change
from tests.fakes.office import Office


def run(office: Office, *arguments: str) -> tuple[int, str]:
    database = office.parts.settings.effective_database_url
    environment = {"PPM_DATA_DIR": str(office.parts.settings.data_dir), "PPM_DATABASE_URL": database}
    result = CliRunner().invoke(cli, list(arguments), env=environment)
    return result.exit_code, result.stdout


@pytest.fixture
def linked(small_office: Office, shop: PracticeShop) -> str:
    """The number of a shop all of whose products PPM has."""
    added = small_office.add_shop(shop)
    small_office.import_from(added)
    return str(added.id)


def test_a_sync_says_what_it_updated_and_a_big_change_needs_its_number(
    small_office: Office, shop: PracticeShop, linked: str
) -> None:
    sku = shop.catalogue.reference(shop.catalogue.product_ids()[0])
    change(small_office.parts.database, sku, price_net="0.01")
    assert run(small_office, "sync", linked)[0] == 3
    code, printed = run(small_office, "sync", linked, "--confirm", "1", "--json")
    assert code == 0
    assert json.loads(printed)["processed_items"] == 1


@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_a_category_that_ppm_does_not_have_is_refused(small_office: Office, linked: str, dry: list[str]) -> None:
    assert run(small_office, "sync", linked, "--category", "4711", *dry)[0] == 2


def test_an_export_creates_what_the_shop_lacks(small_office: Office, shop: PracticeShop, linked: str) -> None:
    add_products(small_office.parts.database, ["NEW-1", "NEW-2"])
    code, printed = run(small_office, "export", linked, "--json")
    assert (code, json.loads(printed)["total_items"]) == (0, 2)
    assert {"NEW-1", "NEW-2"} <= {shop.catalogue.reference(number) for number in shop.catalogue.product_ids()}


def test_a_dry_run_says_what_would_be_done_and_undo_takes_back_what_was(
    small_office: Office, shop: PracticeShop, linked: str
) -> None:
    number = shop.catalogue.product_ids()[0]
    before = shop.catalogue.tables["products"].rows[number].values["weight"]
    change(small_office.parts.database, shop.catalogue.reference(number), weight="7.777")
    code, printed = run(small_office, "sync", linked, "--dry-run", "--json")
    document = json.loads(printed)
    assert (code, document["update"], document["items"][0]["changes"][0]["after"]) == (0, 1, "7.777")
    assert shop.catalogue.tables["products"].rows[number].values["weight"] == before
    _, printed = run(small_office, "sync", linked, "--json")
    assert shop.catalogue.tables["products"].rows[number].values["weight"] == "7.777000"
    uuid = json.loads(printed)["job_uuid"]
    code, printed = run(small_office, "undo", uuid, "--dry-run", "--json")
    wanted = json.loads(printed)["products"][0]
    assert (code, wanted["changes"][0]["before"], wanted["changes"][0]["after"]) == (0, "7.777000", before)
    assert wanted["sku"] in run(small_office, "undo", uuid, "--dry-run")[1]
    assert shop.catalogue.tables["products"].rows[number].values["weight"] == "7.777000"
    assert run(small_office, "undo", uuid)[0] == 0
    assert shop.catalogue.tables["products"].rows[number].values["weight"] == before
    assert run(small_office, "undo", "1")[0] == 2
