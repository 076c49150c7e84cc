"""A person's choices: where they are read from, and what happens to wrong ones."""

import stat
import sys
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.notification import AlertChoices, NoticeKind
from ppm_desktop.redaction import redactor
from ppm_desktop.settings import Density, LogLevel, Settings, ThemeName, settings_file, system_language

URL = "mysql+pymysql://ppm:tajne-haslo-42@db.firma.pl/ppm"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"PPM_{name.upper()}", raising=False)
    monkeypatch.setenv("PPM_DATA_DIR", str(tmp_path))
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "settings.toml").write_text(text, encoding="utf-8")


def test_without_a_file_an_embedded_database_in_the_data_folder_is_used(folder: Path) -> None:
    settings = Settings.load()
    assert settings.effective_database_url == f"sqlite:///{(folder / 'ppm.sqlite3').as_posix()}"
    assert settings.log_folder == folder / "logs"
    assert settings.theme is ThemeName.SYSTEM


def test_file_is_read(folder: Path) -> None:
    write(folder, 'language = "en"\ntheme = "dark"\nlog_level = "debug"\ndensity = "compact"\ninterface_scale = 125\n')
    settings = Settings.load()
    assert settings.language is Language.ENGLISH
    assert settings.theme is ThemeName.DARK
    assert settings.log_level is LogLevel.DEBUG
    assert settings.density is Density.COMPACT
    assert settings.interface_scale == 125


def test_environment_wins_over_the_file_and_options_over_both(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, 'language = "pl"\ntheme = "light"\ndatabase_url = "sqlite:///file.db"\n')
    monkeypatch.setenv("PPM_LANGUAGE", "EN")
    monkeypatch.setenv("PPM_DATABASE_URL", "sqlite:///environment.db")
    settings = Settings.load(database_url="sqlite:///option.db", theme=None)
    assert settings.language is Language.ENGLISH
    assert settings.theme is ThemeName.LIGHT
    assert settings.effective_database_url == "sqlite:///option.db"


def test_empty_variable_counts_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PPM_DATABASE_URL", "")
    assert Settings.load().database_url is None


def test_settings_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValidationError):
        Settings.load().theme = ThemeName.DARK


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('language = "de"\n', "language"),
        ("interface_scale = 400\n", "interface_scale"),
        ('colour = "red"\n', "colour"),
        ('database_url = "db.firma.pl"\n', "database_url"),
    ],
)
def test_wrong_setting_is_named_in_a_sentence(folder: Path, text: str, field: str) -> None:
    write(folder, text)
    with pytest.raises(InvalidRequest) as caught:
        Settings.load()
    sentence = explain(caught.value.cause, Language.POLISH, caught.value.facts).sentence
    assert f"„{field}”" in sentence
    assert str(folder / "settings.toml") in sentence
    assert caught.value.detail.startswith(field)


def test_wrong_database_address_is_refused_without_showing_its_password(folder: Path) -> None:
    write(folder, 'database_url = "postgres://ppm:tajne-haslo-42@db/ppm"\n')
    with pytest.raises(InvalidRequest) as caught:
        Settings.load()
    assert "tajne" not in f"{caught.value!r} {caught.value.detail} {caught.value.facts} {caught.value.__cause__}"


@pytest.mark.parametrize("content", [b"language = ", b"\xff\xfe"])
def test_file_that_is_no_toml_is_named_in_a_sentence(folder: Path, content: bytes) -> None:
    (folder / "settings.toml").write_bytes(content)
    with pytest.raises(InvalidRequest) as caught:
        Settings.load()
    assert caught.value.cause == "settings_unreadable"
    assert caught.value.facts["path"] == str(folder / "settings.toml")


def test_password_of_the_database_is_neither_shown_nor_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PPM_DATABASE_URL", URL)
    settings = Settings.load()
    assert "tajne" not in repr(settings)
    assert "tajne" not in str(settings.model_dump())
    assert "tajne-haslo-42" not in redactor.clean("Access denied using password tajne-haslo-42")
    assert settings.effective_database_url == URL


def test_saving_writes_what_changed_and_keeps_the_rest(folder: Path) -> None:
    write(folder, 'theme = "dark"\n')
    saved = Settings.load().save(language=Language.ENGLISH, database_url=URL)
    assert saved.language is Language.ENGLISH
    assert Settings.load().effective_database_url == URL
    stored = tomllib.loads((folder / "settings.toml").read_text(encoding="utf-8"))
    assert stored == {"theme": "dark", "language": "en", "database_url": URL}


def test_saving_none_clears_an_optional_setting(folder: Path) -> None:
    write(folder, "reduce_motion = true\n")
    assert Settings.load().save(reduce_motion=None).reduce_motion is None
    assert Settings.load().reduce_motion is None


def test_saving_a_wrong_value_leaves_the_file_alone(folder: Path) -> None:
    write(folder, 'theme = "dark"\n')
    with pytest.raises(InvalidRequest):
        Settings.load().save(theme="purple")
    assert (folder / "settings.toml").read_text(encoding="utf-8") == 'theme = "dark"\n'
    assert [path.name for path in folder.iterdir()] == ["settings.toml"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows protects the user's folder instead")
def test_settings_file_with_a_password_can_be_read_by_its_owner_alone(folder: Path) -> None:
    Settings.load().save(database_url=URL)
    assert stat.S_IMODE((folder / "settings.toml").stat().st_mode) == 0o600


def test_settings_that_cannot_be_written_are_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings.load()
    (folder / "a file").write_text("", encoding="utf-8")
    monkeypatch.setenv("PPM_DATA_DIR", str(folder / "a file"))
    with pytest.raises(InvalidRequest) as caught:
        settings.save(theme=ThemeName.DARK)
    assert caught.value.cause == "settings_unreadable"


def test_data_folder_of_the_environment_holds_the_settings_too(folder: Path) -> None:
    assert settings_file({"PPM_DATA_DIR": str(folder)}) == folder / "settings.toml"
    assert settings_file({}).name == "settings.toml"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "pl_PL.UTF-8"}, Language.POLISH),
        ({"LANG": "en_GB.UTF-8"}, Language.ENGLISH),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "pl_PL.UTF-8"}, Language.POLISH),
        ({"LANG": "de_DE.UTF-8"}, Language.POLISH),
        ({"LANG": "C.UTF-8"}, Language.POLISH),
    ],
)
def test_program_speaks_polish_unless_the_computer_speaks_english(
    environment: dict[str, str], language: Language
) -> None:
    assert system_language(environment) is language


def test_kinds_that_are_not_told_are_kept_as_a_list(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings.load().alerts == AlertChoices()
    Settings.load().save(muted_notifications={NoticeKind.STARTED, NoticeKind.FINISHED}, system_notifications=False)
    stored = tomllib.loads((folder / "settings.toml").read_text(encoding="utf-8"))
    assert stored == {"muted_notifications": ["finished", "started"], "system_notifications": False}
    assert Settings.load().alerts == AlertChoices(frozenset({NoticeKind.STARTED, NoticeKind.FINISHED}), native=False)
    monkeypatch.setenv("PPM_MUTED_NOTIFICATIONS", '["started"]')
    assert not Settings.load().alerts.wants(NoticeKind.STARTED)
    assert Settings.load().alerts.wants(NoticeKind.FINISHED)


def test_a_kind_of_notification_that_does_not_exist_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PPM_MUTED_NOTIFICATIONS", '["birthday"]')
    with pytest.raises(InvalidRequest):
        Settings.load()
