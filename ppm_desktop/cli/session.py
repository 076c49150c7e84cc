"""What every command shares: options, opening the program's parts, and errors as sentences with exit codes."""

import logging
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
from ppm_desktop.settings import Settings

logger = logging.getLogger(__name__)


class ExitCode(IntEnum):
    """What a command ends with; documented in the README."""

    DONE = 0
    WITH_FAILURES = 1
    USAGE = 2
    STOPPED = 3
    CANCELLED = 130


DatabaseOption = Annotated[
    str | None,
    typer.Option("--database", metavar="URL", envvar="PPM_DATABASE_URL", help="Database, such as mysql+pymysql://…"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


def load_settings(database: str | None) -> Settings:
    """The person's settings, with the database of ``--database`` when given."""
    return Settings.load(database_url=database)


@contextmanager
def session(database: str | None, *, upgrade: bool = True) -> Iterator[Assembly]:
    """The program's parts, ready; a failure of the world ends the command with a sentence."""
    language = Language.POLISH
    try:
        settings = load_settings(database)
        language = Language(settings.language)
        start_logs(settings)
        with Assembly(settings, upgrade=upgrade) as assembly:
            yield assembly
    except PpmError as error:
        logger.info("command ended: %s %s", error.cause, error.detail)
        complain(sentence(error, language))
        raise typer.Exit(ExitCode.USAGE if isinstance(error, InvalidRequest) else ExitCode.STOPPED) from error


def sentence(error: PpmError, language: Language) -> str:
    """``error`` in plain words, with the detail that support needs."""
    if isinstance(error, InvalidRequest) and knows(error.detail):
        return say(language, error.detail, **error.facts)
    words = explain(error.cause, language, error.facts).sentence
    return f"{words} ({error.detail})" if error.detail else words


def complain(text: str) -> None:
    """Say ``text`` on standard error."""
    print(text, file=sys.stderr)


def chosen(context: typer.Context, database: str | None) -> str | None:
    """The database named behind the command, or else before it."""
    before = context.find_root().obj
    return database or (before if isinstance(before, str) else None)
