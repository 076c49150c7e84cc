"""Settings are changed through one service; a database is tried before it is chosen."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from sqlalchemy import make_url
from typer.testing import CliRunner

from ppm_desktop.assembly import Assembly
from ppm_desktop.cli import cli
from ppm_desktop.domain.database_choice import DatabaseChoice, DatabaseStep
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.roles import Role
from ppm_desktop.domain.shop_profile import StepState
from ppm_desktop.persistence.database import Database
from ppm_desktop.services.settings import SettingsService, complete_url, try_database
from ppm_desktop.settings import Settings
from tests.fakes.accounts import PASSWORD, account_of
from tests.fakes.key_store import MemoryKeyStore
from tests.fakes.mariadb import MariaDbServer

OFFICE = DatabaseChoice("db.firma.pl", user="anna", password="tajne-haslo-42")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PPM_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PPM_LANGUAGE", "pl")
    monkeypatch.delenv("PPM_DATABASE_URL", raising=False)
    return tmp_path


@pytest.fixture
def key_store() -> Iterator[MemoryKeyStore]:
    before, store = keyring.get_keyring(), MemoryKeyStore()
    keyring.set_keyring(store)
    yield store
    keyring.set_keyring(before)


@pytest.fixture
def service(home: Path, key_store: MemoryKeyStore) -> Iterator[SettingsService]:
    with Assembly(Settings.load()) as parts:
        yield parts.preferences


def stored(home: Path) -> dict[str, object]:
    return tomllib.loads((home / "settings.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"lease_s": 30.0}, "setting_lease"),
        ({"shop_timeout_s": 90}, "setting_lease"),
        ({"heartbeat_s": 45.0}, "setting_lease"),
        ({"worker_jobs": 0}, "setting_small"),
        ({"poll_s": -1.0}, "setting_small"),
        ({"poll_jitter": 1.5}, "setting_value"),
        ({"pol_s": 1.0}, "setting_unknown"),
    ],
)
def test_shared_settings_that_do_not_fit_are_refused_and_none_is_kept(
    service: SettingsService, changes: dict[str, float], why: str
) -> None:
    with pytest.raises(InvalidRequest) as refused:
        service.change_shared({"trial_products": 7, **changes})
    assert refused.value.detail == why
    assert service.shared() == SharedSettings()
    assert service.change_shared({"lease_s": 31.0, "keep_completed_days": 0}).lease_s == 31.0


def test_local_settings_are_written_down_at_once(service: SettingsService, home: Path) -> None:
    service.change_local("interface_scale", 125)
    assert service.local.interface_scale == 125
    assert stored(home) == {"interface_scale": 125}
    with pytest.raises(InvalidRequest):
        service.change_local("interface_scale", 1000)
    assert service.local.interface_scale == 125


def test_password_goes_into_the_key_store_and_not_into_the_file(service: SettingsService, home: Path) -> None:
    service.choose_database(OFFICE)
    assert "tajne" not in (home / "settings.toml").read_text(encoding="utf-8")
    assert stored(home)["database_url"] == OFFICE.without_password().url
    assert complete_url(str(stored(home)["database_url"])) == OFFICE.url
    assert service.choice == OFFICE.without_password()


def test_without_a_key_store_the_password_stays_in_the_file_of_its_owner(
    service: SettingsService, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ppm_desktop.services.settings.keep_password", lambda *_: False)
    service.choose_database(OFFICE)
    assert stored(home)["database_url"] == OFFICE.url
    assert (home / "settings.toml").stat().st_mode & 0o077 == 0


def test_embedded_database_is_chosen_by_leaving_the_address_out(service: SettingsService, home: Path) -> None:
    service.choose_database(OFFICE)
    service.choose_database(DatabaseChoice())
    assert "database_url" not in stored(home)
    assert service.choice.embedded


@pytest.mark.parametrize("url", ["mysql+pymysql://anna:own@db/ppm", "sqlite:///x.db", "mysql+pymysql://db/ppm"])
def test_address_that_needs_no_password_stays_as_it_is(url: str, key_store: MemoryKeyStore) -> None:
    assert complete_url(url) == url


def test_database_of_the_command_line_is_not_one_to_choose(home: Path, key_store: MemoryKeyStore) -> None:
    with Assembly(Settings.load(database_url=f"sqlite:///{home / 'other.db'}")) as parts:
        assert parts.preferences.database_fixed
    with Assembly(Settings.load()) as parts:
        assert not parts.preferences.database_fixed


@pytest.mark.parametrize("choice", [DatabaseChoice("db"), DatabaseChoice("db", port=0, user="x")])
def test_address_that_cannot_be_right_is_not_tried(choice: DatabaseChoice) -> None:
    with pytest.raises(InvalidRequest, match="database_fields"):
        try_database(choice)


@pytest.mark.mariadb
def test_test_goes_from_address_to_rights_and_tells_each_step(mariadb_server: MariaDbServer) -> None:
    url = mariadb_server.url(mariadb_server.migrated_database())
    told: list[tuple[DatabaseStep, StepState]] = []
    with account_of(mariadb_server, url, Role.VIEWER) as own:
        report = try_database(DatabaseChoice.parse(own), lambda one: told.append((one.step, one.state)))
    assert report.passed
    assert report.server.startswith("MariaDB ")
    assert report.rights.role is Role.VIEWER
    assert told == [(step, state) for step in DatabaseStep for state in (StepState.RUNNING, StepState.PASSED)]


@pytest.mark.mariadb
def test_test_stops_at_the_step_that_fails(mariadb_server: MariaDbServer) -> None:
    url = make_url(mariadb_server.url(mariadb_server.empty_database()))
    wrong = DatabaseChoice.parse(url.set(password="zle").render_as_string(hide_password=False))
    report = try_database(wrong)
    assert report.failure is not None
    assert (report.failure.step, report.failure.cause) == (DatabaseStep.ACCOUNT, "database_refused")
    nobody = try_database(DatabaseChoice("127.0.0.1", 9, user="anna"))
    assert nobody.failure is not None
    assert nobody.failure.step is DatabaseStep.ADDRESS


@pytest.mark.mariadb
def test_test_of_an_empty_database_says_that_its_tables_are_to_be_made(mariadb_server: MariaDbServer) -> None:
    report = try_database(DatabaseChoice.parse(mariadb_server.url(mariadb_server.empty_database())))
    assert report.passed
    assert report.steps[2].facts == {"schema": "empty"}


@pytest.mark.mariadb
def test_server_that_cannot_encrypt_is_refused_where_encryption_is_wanted(mariadb_server: MariaDbServer) -> None:
    url = mariadb_server.url(mariadb_server.migrated_database())
    encrypted = Database(url + "?tls=on")
    with pytest.raises(Exception, match="SSL"), encrypted.read():
        pass
    encrypted.dispose()


def test_settings_on_the_command_line(home: Path, key_store: MemoryKeyStore) -> None:
    run = CliRunner().invoke
    assert run(cli, ["settings", "set", "trial_products", "10"]).exit_code == 0
    assert run(cli, ["settings", "set", "archive_jobs", "true"]).exit_code == 0
    assert run(cli, ["settings", "set", "theme", "dark"]).exit_code == 0
    listed = run(cli, ["settings", "list"]).stdout
    assert "trial_products" in listed
    assert stored(home) == {"theme": "dark"}
    unknown = run(cli, ["settings", "set", "colour", "red"])
    assert (unknown.exit_code, "Nie ma ustawienia colour" in unknown.stderr) == (2, True)
    assert run(cli, ["settings", "set", "trial_products", "dziesięć"]).exit_code == 2
    with Assembly(Settings.load()) as parts:
        assert (parts.shared.trial_products, parts.shared.archive_jobs) == (10, True)


def test_script_of_a_role_is_printed_for_a_server_that_is_not_in_use_yet(home: Path, key_store: MemoryKeyStore) -> None:
    printed = CliRunner().invoke(cli, ["db", "grants", "--role", "viewer", "--schema", "firma", "--account", "anna"])
    assert printed.exit_code == 0
    assert "GRANT SELECT ON `firma`.`job_progress` TO 'anna'@'%';" in printed.stdout
    assert "api_key" not in printed.stdout


@pytest.mark.mariadb
def test_database_is_tried_on_the_command_line(
    home: Path, key_store: MemoryKeyStore, mariadb_server: MariaDbServer
) -> None:
    url = mariadb_server.url(mariadb_server.migrated_database())
    with account_of(mariadb_server, url, Role.OPERATOR) as own:
        ways = [
            CliRunner().invoke(cli, ["db", "test", own]),
            CliRunner().invoke(cli, ["db", "test", "-"], input=f"{own}\n"),
            CliRunner().invoke(cli, ["db", "test"], env={"PPM_DATABASE_URL": own}),
            CliRunner().invoke(cli, ["--database", own, "db", "test"]),
        ]
    for tried in ways:
        assert tried.exit_code == 0, tried.output
        assert "operator" in tried.stdout
        assert PASSWORD not in tried.stdout
    assert CliRunner().invoke(cli, ["db", "test"]).exit_code == 2, "the embedded one is no server"
    assert CliRunner().invoke(cli, ["db", "test", "sqlite:///x.db"]).exit_code == 2


def test_an_address_with_a_password_is_no_word_of_the_command(home: Path, key_store: MemoryKeyStore) -> None:
    address = "redis://:tajne-haslo@redis.firma.pl"
    said = CliRunner().invoke(cli, ["settings", "set", "push_url", "-"], input=f"{address}\n")
    assert said.exit_code == 0, said.output
    assert "tajne" not in said.output
    with Assembly(Settings.load()) as parts:
        assert parts.shared.push_url == address
