"""``ppm-desktop products`` as a person types it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ppm_desktop.cli import cli
from tests.fakes.editing import add_products
from tests.fakes.office import Office


@pytest.fixture
def office_with_products(small_office: Office) -> Office:
    add_products(small_office.parts.database, ["ABC-1", "ABC-2", "XYZ-9"])
    return small_office


def run(office: Office, *arguments: str) -> tuple[int, str]:
    database = office.parts.settings.effective_database_url
    environment = {"PPM_DATA_DIR": str(office.parts.settings.data_dir), "PPM_DATABASE_URL": database}
    result = CliRunner().invoke(cli, ["products", *arguments], env=environment)
    return result.exit_code, result.stdout


def test_the_list_finds_by_part_of_a_sku(office_with_products: Office) -> None:
    code, printed = run(office_with_products, "list", "--search", "abc", "--json")
    assert (code, [one["sku"] for one in json.loads(printed)]) == (0, ["ABC-1", "ABC-2"])


def test_a_price_typed_with_a_comma_is_kept_and_shown_with_its_history(office_with_products: Office) -> None:
    assert run(office_with_products, "set", "abc-1", "--price", "1 234,50 zł")[0] == 0
    _, printed = run(office_with_products, "show", "ABC-1", "--json")
    shown = json.loads(printed)
    assert shown["price_net"] == "1234.50"
    assert len(shown["history"]) == 1


def test_an_unknown_product_and_a_price_that_is_none_are_refused(office_with_products: Office) -> None:
    assert run(office_with_products, "show", "NIE-MA")[0] == 2
    assert run(office_with_products, "set", "ABC-1", "--price", "tanio")[0] == 2


def test_a_file_with_a_big_change_waits_for_its_number_and_tells_what_it_refused(
    office_with_products: Office, tmp_path: Path
) -> None:
    file, refused = tmp_path / "cennik.csv", tmp_path / "refused.csv"
    file.write_bytes("Indeks;Cena netto;Stan\nABC-1;99,00;3\nBRAK;1;1\n".encode("cp1250"))
    assert run(office_with_products, "import-csv", str(file))[0] == 3
    code, printed = run(
        office_with_products, "import-csv", str(file), "--confirm", "1", "--refused", str(refused), "--json"
    )
    assert code == 1
    document = json.loads(printed)
    assert (document["changed"], document["refused"]) == (1, 1)
    assert "BRAK" in refused.read_text("utf-8-sig")
