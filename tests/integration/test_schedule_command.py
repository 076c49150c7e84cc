"""``ppm-desktop schedule`` and ``housekeeping`` as a person types them."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from typer.testing import CliRunner

from ppm_desktop.cli import cli
from ppm_desktop.persistence.elections import Elections
from ppm_desktop.persistence.tables import JobRow, ScheduleRow
from ppm_desktop.practice.server import PracticeShop
from ppm_desktop.services.housekeeping import DUTY
from tests.fakes.office import Office

DAYS_AHEAD = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()


def run(office: Office, *arguments: str) -> tuple[int, str, str]:
    database = office.parts.settings.effective_database_url
    environment = {
        "PPM_DATA_DIR": str(office.parts.settings.data_dir),
        "PPM_DATABASE_URL": database,
        "PPM_LANGUAGE": "pl",
    }
    result = CliRunner().invoke(cli, list(arguments), env=environment)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def number(small_office: Office, shop: PracticeShop) -> str:
    """The number of a shop."""
    return str(small_office.add_shop(shop).id)


def test_a_schedule_is_added_listed_and_removed(small_office: Office, number: str) -> None:
    when = ("--weekly", "pn,Wed,piątek", "--at", "6:30", "--zone", "Europe/Warsaw", "--when-busy", "wait")
    code, said, _ = run(small_office, "schedule", "add", "import", number, *when)
    assert code == 0
    assert "Najbliższe uruchomienie: " in said
    assert said.strip().endswith(", 06:30.")
    code, said, _ = run(small_office, "schedule", "list", "--json")
    (document,) = json.loads(said)
    assert (document["weekdays"], document["at"], document["when_busy"]) == ([0, 2, 4], "06:30", "wait")
    assert document["shops"] == ["KAYO Parts PL"]
    assert "Co tydzień (Pn, Śr, Pt), 06:30" in run(small_office, "schedule", "list")[1]
    assert run(small_office, "schedule", "remove", str(document["id"]))[0] == 0
    assert "Nic nie jest zaplanowane." in run(small_office, "schedule", "list")[1]
    code, _, problem = run(small_office, "schedule", "remove", str(document["id"]))
    assert code == 2
    assert f"Nie ma harmonogramu {document['id']}." in problem


def test_a_list_says_when_a_run_was_skipped_and_why(small_office: Office, number: str) -> None:
    run(small_office, "schedule", "add", "import", number, "--daily", "--at", "6:30", "--zone", "Europe/Warsaw")
    with small_office.parts.database.begin() as connection:
        moment = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)
        connection.execute(update(ScheduleRow).values(last_run_at=moment, last_outcome="skipped"))
    assert "wtorek, 24 listopada, 06:30: pominięto, sklep był zajęty" in run(small_office, "schedule", "list")[1]


def test_the_request_is_kept_as_it_was_typed(small_office: Office, number: str) -> None:
    words = ("--finish-before", "07:00", "--on", DAYS_AHEAD, "--category", "12", "--policy", "note", "--all")
    code, said, _ = run(small_office, "schedule", "add", "export", number, *words, "--zone", "UTC", "--json")
    document = json.loads(said)
    assert code == 0
    assert (document["job_type"], document["finish_before"], document["day"]) == (
        "BulkExportProducts",
        "07:00",
        DAYS_AHEAD,
    )
    assert document["operation_params"] == {
        "policy": "note",
        "changed_only": False,
        "category_id": 12,
        "include_subcategories": False,
    }
    assert document["next_run_at"] == f"{DAYS_AHEAD}T06:00:00.000+00:00"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--daily",), "Podaj godzinę"),
        (("--daily", "--at", "6:30", "--finish-before", "7:00"), "Podaj godzinę"),
        (("--at", "6:30"), "Podaj jedno"),
        (("--daily", "--weekly", "pn", "--at", "6:30"), "Podaj jedno"),
        (("--daily", "--at", "24:10"), "nie jest godziną"),
        (("--weekly", "xx", "--at", "6:30"), "nie jest dniem tygodnia"),
        (("--weekly", "", "--at", "6:30"), "co najmniej jeden dzień"),
        (("--on", "jutro", "--at", "6:30"), "nie jest datą"),
        (("--on", "2020-01-01", "--at", "6:30"), "już minęły"),
        (("--daily", "--at", "6:30", "--zone", "Europe/Atlantis"), "Nie ma strefy czasowej"),
        (("--daily", "--at", "6:30", "--policy", "ppm_wins"), "nie jest sposobem"),
    ],
)
def test_what_makes_no_schedule_is_said(small_office: Office, number: str, words: tuple[str, ...], said: str) -> None:
    code, _, problem = run(small_office, "schedule", "add", "import", number, *words)
    assert code == 2
    assert said in problem
    assert not small_office.parts.schedules.list()


def test_a_dry_run_of_housekeeping_says_what_would_go_and_a_real_one_takes_it(
    small_office: Office, shop: PracticeShop
) -> None:
    job = small_office.import_from(small_office.add_shop(shop))
    with small_office.parts.database.begin() as connection:
        connection.execute(update(JobRow).values(completed_at=datetime.now(UTC) - timedelta(days=8)))
    code, said, _ = run(small_office, "housekeeping", "run", "--dry-run", "--json")
    document = json.loads(said)
    assert (code, document["dry_run"], document["gone"]["completed_jobs"]) == (0, True, 1)
    assert document["gone"]["ledger_rows"] == 150
    assert small_office.parts.job_rows.get(job.id) is not None
    assert "Zostałoby usunięte" in run(small_office, "housekeeping", "run", "--dry-run")[1]
    code, said, _ = run(small_office, "housekeeping", "run")
    assert code == 0
    assert "Ukończone operacje" in said
    assert small_office.parts.job_rows.get(job.id) is None


def test_a_computer_that_tidies_up_already_is_left_to_it(small_office: Office) -> None:
    parts = small_office.parts
    assert Elections(parts.database, parts.computer, 60).win(DUTY) is not None
    code, _, problem = run(small_office, "housekeeping", "run")
    assert code == 3
    assert "Inny komputer" in problem
