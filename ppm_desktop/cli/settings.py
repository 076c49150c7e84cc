"""``ppm-desktop settings``: what this computer and what everybody has set."""

from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ppm_desktop.assembly import Assembly
from ppm_desktop.cli.output import print_document, print_table
from ppm_desktop.cli.session import DatabaseOption, JsonOption, chosen, session, typed
from ppm_desktop.cli.texts import say
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.services.settings import HIDDEN
from ppm_desktop.settings import Settings

commands = typer.Typer(help="Settings of this computer and of everybody.", no_args_is_help=True)
_ELSEWHERE = frozenset({"database_url", "data_dir"})
"""Shown, but not set here: the one is tried first, the other is where the settings are."""


@commands.command("list")
def list_settings(context: typer.Context, database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """List every setting with its value; addresses without their passwords."""
    with session(chosen(context, database)) as assembly:
        local, shared = dict(_local(assembly)), asdict(assembly.preferences.shared())
        shared["push_url"] = HIDDEN if shared["push_url"] else ""
        if as_json:
            print_document({"this_computer": local, "shared": shared})
            return
        defaults = asdict(SharedSettings())
        here, all_ = (say(assembly.language, f"settings_{scope}") for scope in ("local", "shared"))
        rows = [(name, _text(value), "", here) for name, value in local.items()]
        rows += [(name, _text(value), _text(defaults[name]), all_) for name, value in shared.items()]
        print_table(say(assembly.language, "columns_settings"), rows)


@commands.command("set")
def set_value(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="As `settings list` names it.")],
    value: Annotated[
        str,
        typer.Argument(
            help="A number, a text, true or false; none clears it, and - asks for it or reads it from standard input, "
            "as is right for an address with a password."
        ),
    ],
    database: DatabaseOption = None,
) -> None:
    """Change a setting, for this computer or for everybody as `settings list` says."""
    with session(chosen(context, database)) as assembly:
        defaults = asdict(SharedSettings())
        value = typed(value, name)
        if name in defaults:
            assembly.preferences.change_shared({name: _shared_value(defaults[name], value)})
        elif name in Settings.model_fields and name not in _ELSEWHERE:
            assembly.preferences.change_local(name, _local_value(name, value))
        else:
            raise InvalidRequest("setting_unknown", name=name)
        shown = HIDDEN if name == "push_url" else value
        print(say(assembly.language, "settings_changed", name=name, value=shown))
        print(say(assembly.language, "settings_restart"))


def _local(assembly: Assembly) -> Iterator[tuple[str, object]]:
    settings = assembly.preferences.local
    for name in Settings.model_fields:
        value: object = getattr(settings, name)
        if name == "database_url":
            choice = assembly.preferences.choice
            value = None if choice.embedded else choice.url
        yield name, _plain(value)


def _plain(value: object) -> object:
    match value:
        case StrEnum() | Path():
            return str(value)
        case frozenset():
            return sorted(str(one) for one in value)
        case _:
            return value


def _text(value: object) -> str:
    match value:
        case None:
            return "–"
        case bool():
            return str(value).lower()
        case list():
            return ", ".join(map(str, value)) or "–"
        case _:
            return str(value)


def _shared_value(default: object, text: str) -> bool | int | float | str:
    if isinstance(default, bool):
        if text.lower() not in ("true", "false"):
            raise InvalidRequest("setting_value", value=text)
        return text.lower() == "true"
    if isinstance(default, str):
        return "" if text.lower() == "none" else text
    try:
        return float(text) if "." in text else int(text)
    except ValueError as error:
        raise InvalidRequest("setting_value", value=text) from error


def _local_value(name: str, text: str) -> object:
    if text.lower() == "none":
        return None
    if name == "muted_notifications":
        return [part.strip() for part in text.split(",") if part.strip()]
    return text
