"""``ppm-desktop shop`` as a person types it."""

import json

import pytest
from typer.testing import CliRunner

from ppm_desktop.cli import cli
from ppm_desktop.practice.server import PracticeShop
from tests.fakes.office import Office

WRONG_KEY = "ZLY00000000000000000000000000000"


@pytest.fixture
def kayo(small_office: Office, shop: PracticeShop) -> Office:
    small_office.add_shop(shop, "Kayo")
    return small_office


def run(office: Office, *arguments: str, typed: str = "") -> tuple[int, str]:
    database = office.parts.settings.effective_database_url
    environment = {"PPM_DATA_DIR": str(office.parts.settings.data_dir), "PPM_DATABASE_URL": database}
    environment["PPM_LANGUAGE"] = "pl"
    result = CliRunner().invoke(cli, ["shop", *arguments], env=environment, input=typed)
    return result.exit_code, result.stdout


def test_a_test_prints_its_steps_and_the_matrix(kayo: Office) -> None:
    code, printed = run(kayo, "test", "Kayo")
    assert code == 0
    assert printed.count("✓") >= 6
    assert "Próbny odczyt produktu" in printed
    assert "specific_prices" in printed
    document = json.loads(run(kayo, "test", "kayo", "--json")[1])
    assert (document["ok"], document["resources_held"], len(document["steps"])) == (True, 12, 6)
    assert json.loads(run(kayo, "test", "--all", "--json")[1])[0]["version"] == "8.2.1"


def test_a_test_that_fails_ends_with_three_and_names_the_step(kayo: Office) -> None:
    assert run(kayo, "edit", "Kayo", "--key-stdin", typed=WRONG_KEY)[0] == 0
    code, printed = run(kayo, "test", "Kayo")
    assert code == 3
    assert "✗ Klucz API: Sklep odrzucił klucz API." in printed
    code, printed = run(kayo, "test", "Kayo", "--json")
    assert code == 3
    assert json.loads(printed)["steps"][-1]["cause"] == "key_rejected"
    assert run(kayo, "test", "--all")[0] == 3
    assert WRONG_KEY not in printed


def test_a_test_needs_a_name_or_all(kayo: Office) -> None:
    assert run(kayo, "test")[0] == run(kayo, "test", "Kayo", "--all")[0] == 2


def test_only_what_is_given_is_changed(kayo: Office) -> None:
    first = ("edit", "Kayo", "--limit", "120", "--guard-off", "5", "--guard-price", "12,5", "--json")
    document = json.loads(run(kayo, *first)[1])
    assert (document["max_requests_per_minute"], document["guard_off_percent"], document["guard_price_percent"]) == (
        120,
        5.0,
        12.5,
    )
    document = json.loads(run(kayo, "edit", "Kayo", "--limit", "none", "--name", "Kayo PL", "--json")[1])
    assert (document["name"], document["max_requests_per_minute"], document["guard_off_percent"]) == (
        "Kayo PL",
        None,
        5.0,
    )


@pytest.mark.parametrize(
    "wrong", [("--limit", "0"), ("--limit", "dużo"), ("--guard-off", "101"), ("--url", "ftp://x"), ("--name", " ")]
)
def test_values_that_cannot_be_right_are_refused(kayo: Office, wrong: tuple[str, str]) -> None:
    assert run(kayo, "edit", "Kayo", *wrong)[0] == 2


def test_a_shop_switched_off_is_listed_and_takes_no_operation(kayo: Office) -> None:
    assert run(kayo, "off", "Kayo")[0] == 0
    (listed,) = json.loads(run(kayo, "list", "--json")[1])
    assert (listed["active"], listed["state"]) == (False, "switched_off")
    database = kayo.parts.settings.effective_database_url
    environment = {"PPM_DATA_DIR": str(kayo.parts.settings.data_dir), "PPM_DATABASE_URL": database}
    refused = CliRunner().invoke(cli, ["sync", "Kayo"], env=environment | {"PPM_LANGUAGE": "pl"})
    assert refused.exit_code == 2
    assert "wyłączony" in refused.stderr
    assert run(kayo, "on", "Kayo")[0] == 0
    assert json.loads(run(kayo, "list", "--json")[1])[0]["active"]


def test_a_shop_goes_only_when_its_name_is_repeated(kayo: Office) -> None:
    assert run(kayo, "remove", "Kayo")[0] == 3
    assert run(kayo, "remove", "Kayo", "--confirm", "kayo")[0] == 2
    assert run(kayo, "list", "--json")[1].count('"name"') == 1
    assert run(kayo, "remove", "Kayo", "--confirm", "Kayo")[0] == 0
    assert json.loads(run(kayo, "list", "--json")[1]) == []


def test_mappings_are_shown_chosen_and_cleared(kayo: Office) -> None:
    (shop,) = kayo.parts.shops.list()
    kayo.import_from(shop)
    document = json.loads(run(kayo, "mappings", "Kayo", "--json")[1])
    first, second, *_ = (one for one in document["categories"] if one["ppm_category_id"] is not None)
    clear, move = f"{first['id']}=none", f"{second['id']}={first['ppm_category_id']}"
    changed = json.loads(
        run(kayo, "mappings", "Kayo", "--category", clear, "--category", move, "--group", "4=detaliczna", "--json")[1]
    )
    now = {one["id"]: one["ppm_category_id"] for one in changed["categories"]}
    assert (now[first["id"]], now[second["id"]]) == (None, first["ppm_category_id"])
    assert {one["name"]: one["price_group_id"] for one in changed["price_groups"]}["Hurt"] is not None
    assert run(kayo, "mappings", "Kayo", "--category", "x=1")[0] == 2
    assert run(kayo, "mappings", "Kayo", "--group", "4=nie ma takiej")[0] == 2
