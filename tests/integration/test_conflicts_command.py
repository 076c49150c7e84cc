"""``ppm-desktop conflicts`` as a person types it."""

import json

import pytest
from sqlalchemy import insert
from typer.testing import CliRunner

from ppm_desktop.cli import cli
from ppm_desktop.persistence.tables import ConflictRow
from ppm_desktop.practice.server import PracticeShop
from tests.fakes.editing import add_products
from tests.fakes.office import Office


@pytest.fixture
def quarrelling(small_office: Office, shop: PracticeShop) -> Office:
    """Two products whose names and weights are in conflict."""
    shop_id = small_office.add_shop(shop).id
    ids = add_products(small_office.parts.database, ["ABC-1", "ABC-2"])
    rows = [
        {"product_id": number, "shop_id": shop_id, "field": field, "ours": "1.000", "theirs": theirs}
        for number in ids
        for field, theirs in (("name", "Ze sklepu"), ("weight", "dużo"))
    ]
    with small_office.parts.database.begin() as connection:
        connection.execute(insert(ConflictRow), rows)
    return small_office


def run(office: Office, *arguments: str) -> tuple[int, str]:
    database = office.parts.settings.effective_database_url
    environment = {"PPM_DATA_DIR": str(office.parts.settings.data_dir), "PPM_DATABASE_URL": database}
    result = CliRunner().invoke(cli, ["conflicts", *arguments], env=environment)
    return result.exit_code, result.stdout


def test_a_part_is_decided_and_the_rest_stays_listed(quarrelling: Office) -> None:
    code, printed = run(quarrelling, "decide", "KAYO Parts PL", "--shop", "--field", "name", "--sku", "abc-1", "--json")
    assert (code, json.loads(printed)["taken"]) == (0, 1)
    _, printed = run(quarrelling, "list", "KAYO Parts PL", "--json")
    assert [(one["sku"], one["field"]) for one in json.loads(printed)] == [
        ("ABC-2", "name"),
        ("ABC-1", "weight"),
        ("ABC-2", "weight"),
    ]


def test_a_value_that_ppm_cannot_have_ends_with_failures(quarrelling: Office) -> None:
    code, printed = run(quarrelling, "decide", "KAYO Parts PL", "--shop", "--field", "weight", "--json")
    assert (code, json.loads(printed)["refused"]) == (1, 2)


def test_the_table_says_what_was_decided(quarrelling: Office) -> None:
    assert run(quarrelling, "decide", "KAYO Parts PL", "--leave", "--field", "name")[0] == 0
    _, printed = run(quarrelling, "list", "KAYO Parts PL")
    assert printed.count("zostaw") == 2


def test_exactly_one_decision_is_needed(quarrelling: Office) -> None:
    assert run(quarrelling, "decide", "KAYO Parts PL")[0] == 2
    assert run(quarrelling, "decide", "KAYO Parts PL", "--ppm", "--leave")[0] == 2
