"""What every command shares: options, opening the program's parts, and errors as sentences with exit codes."""

import getpass
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import Annotated

import typer

from ppm_desktop.assembly import Assembly, start_logs
from ppm_desktop.cli.texts import knows, say
from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import InvalidRequest, PpmError
from ppm_desktop.domain.roles import Right
from ppm_desktop.settings import Settings, system_language

logger = logging.getLogger(__name__)


class ExitCode(IntEnum):
    """What a command ends with; documented in the README."""

    DONE = 0
    WITH_FAILURES = 1
    USAGE = 2
    STOPPED = 3
    CANCELLED = 130


FROM_INPUT = "-"
DatabaseOption = Annotated[
    str | None,
    typer.Option("--database", metavar="URL", envvar="PPM_DATABASE_URL", help="Database, such as mysql+pymysql://…"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


def load_settings(database: str | None) -> Settings:
    """The person's settings, with the database of ``--database`` when given."""
    return Settings.load(database_url=database)


@contextmanager
def session(database: str | None, *, upgrade: bool = True, needs: Right | None = None) -> Iterator[Assembly]:
    """The program's parts, ready; a failure of the world ends the command with a sentence.

    So does an account of the database that may not do what the command ``needs``.
    """
    with command_settings(database) as settings:
        open_logs(settings)
        with Assembly(settings, upgrade=upgrade) as assembly:
            if needs is not None:
                assembly.rights.require(needs)
            yield assembly


@contextmanager
def command_settings(database: str | None = None) -> Iterator[Settings]:
    """The settings; one that cannot be right ends the command with a sentence in the computer's language."""
    with spoken(system_language(os.environ)):
        settings = load_settings(database)
    with spoken(settings.language):
        yield settings


@contextmanager
def spoken(language: Language) -> Iterator[None]:
    """A failure of the world ends the command with a sentence in ``language`` and the right exit code."""
    try:
        yield
    except PpmError as error:
        logger.info("command ended: %s %s", error.cause, error.detail)
        complain(sentence(error, language))
        raise typer.Exit(ExitCode.USAGE if isinstance(error, InvalidRequest) else ExitCode.STOPPED) from error


def open_logs(settings: Settings) -> None:
    """Start the log; a data folder that cannot be written ends the command."""
    try:
        start_logs(settings)
    except OSError as error:
        complain(say(settings.language, "folder_closed", path=settings.data_dir, reason=error.strerror))
        raise typer.Exit(ExitCode.STOPPED) from error


def sentence(error: PpmError, language: Language) -> str:
    """``error`` in plain words, with the detail that support needs.

    Words of the window that promise another try or name the settings have words of their own for a command,
    which is over.
    """
    if isinstance(error, InvalidRequest) and knows(error.detail):
        return say(language, error.detail, **error.facts)
    if error.facts.get("field") == "database_url":
        return say(language, "database_url")
    own = f"ended_{error.cause}"
    words = say(language, own) if knows(own) else explain(error.cause, language, error.facts).sentence
    return f"{words} ({error.detail})" if error.detail else words


def typed(value: str, prompt: str) -> str:
    """``value``; for ``-`` what a person types without showing it, or the first line of standard input.

    The words of a command are seen by everybody on the computer: none of them should be a password.
    """
    if value != FROM_INPUT:
        return value
    line = getpass.getpass(f"{prompt}: ") if sys.stdin.isatty() else sys.stdin.readline()
    return line.strip()


def complain(text: str) -> None:
    """Say ``text`` on standard error."""
    print(text, file=sys.stderr)


def chosen(context: typer.Context, database: str | None) -> str | None:
    """The database named behind the command, or else before it."""
    before = context.find_root().obj
    return database or (before if isinstance(before, str) else None)
