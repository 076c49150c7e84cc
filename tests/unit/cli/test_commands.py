"""What commands answer when the person, the settings or the computer are not as they should be."""

import io
import json
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ppm_desktop import logs
from ppm_desktop.cli import cli
from ppm_desktop.cli.imports import stop_signals
from ppm_desktop.cli.output import prepare_output, print_document, print_table
from ppm_desktop.cli.session import sentence
from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import ConnectionLost, DatabaseUnavailable

Command = Callable[..., Result]


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Command]:
    """Runs one command in a data folder of its own, in Polish unless told otherwise."""

    def run(*words: str, **environment: str) -> Result:
        own = {"PPM_DATA_DIR": str(tmp_path / "data"), "PPM_LANGUAGE": "pl", "PPM_DATABASE_URL": ""}
        return CliRunner().invoke(cli, words, env={**own, **environment})

    yield run
    logs.stop()


@pytest.mark.parametrize(("language", "said"), [("pl", "„x:1” nie jest usterką"), ("en", '"x:1" is not a fault')])
def test_a_fault_that_does_not_exist_is_named_in_the_language_of_the_person(
    command: Command, language: str, said: str
) -> None:
    result = command("practice-shop", "--port", "0", "--faults", "empty_sku:2, x:1", PPM_LANGUAGE=language)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize("key", ["short", "", "Ż" * 32, "A" * 31 + "!"])
def test_a_practice_shop_takes_no_key_that_could_not_be_added(command: Command, key: str) -> None:
    result = command("practice-shop", "--port", "0", "--key", key)
    assert result.exit_code == 2
    assert "32" in result.stderr


@pytest.mark.parametrize("words", [("practice-shop", "--port", "0"), ("demo",), ("shop", "list")])
def test_a_wrong_setting_ends_every_command_with_a_sentence(command: Command, words: tuple[str, ...]) -> None:
    result = command(*words, PPM_LANGUAGE="de", LC_ALL="en_GB.UTF-8")
    assert result.exit_code == 2
    assert 'The setting "language" is not valid.' in result.stderr


def test_a_data_folder_that_cannot_be_written_is_said_so(command: Command, tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.touch()
    result = command("shop", "list", PPM_DATA_DIR=str(taken))
    assert result.exit_code == 3
    assert str(taken) in result.stderr
    assert result.stdout == ""


def test_a_log_file_that_cannot_be_written_is_said_once(command: Command, tmp_path: Path) -> None:
    (tmp_path / "data" / "logs" / logs.LOG_FILE).mkdir(parents=True)
    result = command("shop", "list")
    assert result.exit_code == 3
    assert "Logging error" not in result.stderr


def test_an_address_that_is_no_database_is_told_how_to_write_one(command: Command) -> None:
    result = command("--database", "foo", "db", "status")
    assert result.exit_code == 2
    assert "mysql+pymysql://" in result.stderr
    assert "settings.toml" not in result.stderr


def test_the_version_of_an_empty_database_is_told_and_nothing_is_upgraded(command: Command) -> None:
    for _ in range(2):
        result = command("db", "status", "--json")
        assert result.exit_code == 3
        document = json.loads(result.stdout)
        assert (document["current"], document["up_to_date"]) == (None, False)
    assert "ppm-desktop db upgrade" in command("db", "status").stdout


@pytest.mark.parametrize("error", [ConnectionLost("refused"), DatabaseUnavailable("refused")])
def test_a_command_that_is_over_promises_no_further_try(error: ConnectionLost | DatabaseUnavailable) -> None:
    assert "sam." not in sentence(error, Language.POLISH)
    assert "by itself" not in sentence(error, Language.ENGLISH)
    assert "refused" in sentence(error, Language.ENGLISH)


def test_a_document_survives_an_output_without_polish_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252", write_through=True))
    prepare_output()
    print_document({"name": "Sklep Zażółć"})
    print("Zażółć")
    document, _, rest = raw.getvalue().decode("cp1252").rpartition("}")
    assert json.loads(document + "}") == {"name": "Sklep Zażółć"}
    assert "ó" in rest


def test_a_table_in_a_file_keeps_a_row_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_table("Nr|Nazwa", [("1", "Sklep " * 40)])
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_ctrl_c_while_an_import_is_shown_raises_nothing() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stop_signals() as came:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
    assert came == [signal.SIGINT, signal.SIGINT]
    assert signal.getsignal(signal.SIGINT) is before
