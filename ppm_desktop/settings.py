"""What a person chose on this computer: a TOML file, overridden by PPM_* variables of the environment."""

import contextlib
import locale
import os
import re
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, Self

import platformdirs
import tomli_w
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.notification import AlertChoices, NoticeKind
from ppm_desktop.redaction import redactor

APP_FOLDER = "ppm-desktop"
SETTINGS_FILE = "settings.toml"
DATABASE_FILE = "ppm.sqlite3"
DEFAULT_BROKER = "amqp://guest:guest@localhost//"
"""As RabbitMQ is right after it was installed."""
_DATABASE_ADDRESS = re.compile(r"(sqlite|mysql|mariadb)(\+\w+)?://", re.IGNORECASE)
_PASSWORD = re.compile(r"://[^/@:]*:(.+)@[^/@]*(?:/|$)")


class ThemeName(StrEnum):
    """Which palette the window uses; SYSTEM follows the desktop."""

    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"


class Density(StrEnum):
    """How tall the rows of lists are."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class RunsOn(StrEnum):
    """Who runs the jobs that are started on this computer."""

    COMPUTER = "computer"
    WORKERS = "workers"


class LogLevel(StrEnum):
    """The least important messages that are still written."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class Settings(BaseSettings):
    """Frozen; read with `load`, changed with `save`.

    Every field can be set by a variable of the environment: ``language`` by ``PPM_LANGUAGE`` and so on.

    Attributes:
        language: Polish unless the computer speaks English.
        database_url: SQLAlchemy's form, such as ``mysql+pymysql://user:password@host/ppm``; None for the
            embedded database in the data folder.
        data_dir: Database, logs and, without a key store, the encryption key; ``PPM_DATA_DIR`` moves the settings
            file there too.
        app_key_file: The company's APP_KEY: a file with the key alone or an .env file that has it.
        reduce_motion: None follows the system.
        interface_scale: Percent, 90 to 150.
        run_jobs_on: Whether this computer runs the jobs that are started on it, or workers do.
        broker_url: The broker that brings jobs to a fleet of workers, such as ``amqp://user:password@host//``.
        keep_awake: Whether the computer may not fall asleep while jobs run on it.
        refresh_hidden: Whether the shared table is asked, seldom, while the window is not in view.
        muted_notifications: Kinds that are kept in the notification centre, but neither shown as a toast nor by the
            system; ``PPM_MUTED_NOTIFICATIONS`` takes them as a JSON list.
        system_notifications: Whether the system shows what happens while the window is not in view.
    """

    model_config: ClassVar[SettingsConfigDict] = SettingsConfigDict(
        env_prefix="PPM_", env_ignore_empty=True, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    language: Language = Field(default_factory=lambda: system_language(os.environ))
    theme: ThemeName = ThemeName.SYSTEM
    density: Density = Density.COMFORTABLE
    interface_scale: int = Field(default=100, ge=90, le=150)
    reduce_motion: bool | None = None
    database_url: SecretStr | None = None
    data_dir: Path = Field(default_factory=lambda: platformdirs.user_data_path(APP_FOLDER, appauthor=False))
    app_key_file: Path | None = None
    log_level: LogLevel = LogLevel.INFO
    run_jobs_on: RunsOn = RunsOn.COMPUTER
    broker_url: SecretStr | None = None
    keep_awake: bool = True
    refresh_hidden: bool = True
    muted_notifications: frozenset[NoticeKind] = frozenset()
    system_notifications: bool = True

    @field_validator("log_level", mode="before")
    @classmethod
    def _capitals(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @field_validator("language", "theme", "density", "run_jobs_on", mode="before")
    @classmethod
    def _small_letters(cls, choice: object) -> object:
        return choice.lower() if isinstance(choice, str) else choice

    @field_validator("data_dir", "app_key_file")
    @classmethod
    def _at_home(cls, path: Path | None) -> Path | None:
        return path.expanduser().absolute() if path is not None else None

    @field_validator("database_url")
    @classmethod
    def _database_address(cls, url: SecretStr | None) -> SecretStr | None:
        if url is None:
            return None
        text = url.get_secret_value()
        if not _DATABASE_ADDRESS.match(text):
            message = "an address such as mysql+pymysql://user:password@host/ppm"
            raise ValueError(message)
        if (password := _PASSWORD.search(text)) is not None:
            redactor.learn(password.group(1))
        return url

    @field_validator("broker_url")
    @classmethod
    def _broker_address(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None and (password := _PASSWORD.search(url.get_secret_value())) is not None:
            redactor.learn(password.group(1))
        return url

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over the environment, the environment over the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, settings_file(os.environ))

    @classmethod
    def load(cls, **overrides: object) -> Self:
        """The settings of this computer; ``overrides`` are a command line's options and win over all else.

        Raises:
            InvalidRequest: the file or a variable cannot be right; the facts name it, without its value.
        """
        path = settings_file(os.environ)
        given: dict[str, Any] = {name: value for name, value in overrides.items() if value is not None}
        try:
            return cls(**given)
        except ValidationError as error:
            raise _refused(error, path) from None  # the chain would show the values
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            raise InvalidRequest(str(error), cause="settings_unreadable", path=str(path)) from error

    @property
    def effective_database_url(self) -> str:
        """The database to use, password included: never log or show it."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{(self.data_dir / DATABASE_FILE).as_posix()}"

    @property
    def broker(self) -> str:
        """The broker to use, password included: never log or show it."""
        return self.broker_url.get_secret_value() if self.broker_url is not None else DEFAULT_BROKER

    @property
    def log_folder(self) -> Path:
        """Where the log files are."""
        return self.data_dir / "logs"

    @property
    def alerts(self) -> AlertChoices:
        """What is told at once on this computer."""
        return AlertChoices(self.muted_notifications, self.system_notifications)

    def save(self, **changes: object) -> Self:
        """Write ``changes`` to the settings file, the rest of which stays, and return the settings with them.

        A variable of the environment still wins at the next start; None clears a setting that may be None.

        Raises:
            InvalidRequest: a value cannot be right, or the file cannot be read or written; nothing was written.
        """
        path = settings_file(os.environ)
        values: dict[str, Any] = {**{name: getattr(self, name) for name in self.model_fields_set}, **changes}
        try:
            changed = type(self)(**values)
            stored = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
            stored.update({name: _plain(getattr(changed, name)) for name in changes})
            _write(path, {name: value for name, value in stored.items() if value is not None})
        except ValidationError as error:
            raise _refused(error, path) from None  # the chain would show the values
        except (tomllib.TOMLDecodeError, OSError) as error:
            raise InvalidRequest(str(error), cause="settings_unreadable", path=str(path)) from error
        return changed


def settings_file(environment: Mapping[str, str]) -> Path:
    """The TOML file: in ``PPM_DATA_DIR`` when set, else in the user's configuration folder."""
    if folder := environment.get("PPM_DATA_DIR"):
        return Path(folder).expanduser().absolute() / SETTINGS_FILE
    return platformdirs.user_config_path(APP_FOLDER, appauthor=False) / SETTINGS_FILE


def system_language(environment: Mapping[str, str]) -> Language:
    """English on an English computer, Polish on any other."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    spoken = next((value for name in names if (value := environment.get(name))), "")
    if not spoken and sys.platform == "win32":
        spoken = locale.getlocale()[0] or ""
    return Language.ENGLISH if spoken.lower().startswith("en") else Language.POLISH


def _refused(error: ValidationError, path: Path) -> InvalidRequest:
    """Names the first setting at fault; its value stays out, it may hold a password."""
    first = error.errors(include_input=False, include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    unknown = first["type"] == "extra_forbidden"
    reason = "no such setting" if unknown else first["msg"].removeprefix("Value error, ")
    return InvalidRequest(f"{field}: {reason}", cause="settings_invalid", field=field, path=str(path))


def _plain(value: object) -> object:
    """``value`` as TOML knows it; None for what is left out of the file."""
    match value:
        case SecretStr():
            return value.get_secret_value()
        case Path() | StrEnum():
            return str(value)
        case frozenset():
            return sorted(str(one) for one in value)
        case _:
            return value


def _write(path: Path, content: Mapping[str, object]) -> None:
    """Replace ``path`` in one step; only its owner may read it, for it may hold the database's password."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mkstemp makes it private (0600)
    try:
        with os.fdopen(handle, "wb") as file:
            tomli_w.dump(content, file)
        Path(draft).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise
