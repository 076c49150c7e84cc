"""``ppm-desktop housekeeping``: what has grown old goes."""

from typing import Annotated

import typer

from ppm_desktop.cli.output import print_document, print_table
from ppm_desktop.cli.session import DatabaseOption, ExitCode, JsonOption, chosen, complain, session
from ppm_desktop.cli.texts import say
from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.housekeeping import CleanUp, Swept, TableSize
from ppm_desktop.domain.roles import Right
from ppm_desktop.domain.wording import grouped

commands = typer.Typer(help="What has grown old goes; a running program does it once a day.", no_args_is_help=True)
_MEGABYTE = 1024 * 1024


@commands.callback()
def root() -> None:
    """What has grown old goes; a running program does it once a day."""


@commands.command("run")
def run(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go, and write nothing.")] = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tidy up now; operations that wait or run are never touched."""
    with session(chosen(context, database), needs=None if dry_run else Right.RUN) as assembly:
        service, language = assembly.housekeeping, assembly.language
        swept = service.survey() if dry_run else service.run_now()
        if swept is None:
            complain(say(language, "tidied_elsewhere"))
            raise typer.Exit(ExitCode.STOPPED)
        if as_json:
            print_document(clean_up_document(swept))
        else:
            _print(swept, language)
        if not swept.whole:
            raise typer.Exit(ExitCode.STOPPED)


def clean_up_document(swept: CleanUp) -> dict[str, object]:
    """A clean-up as ``--json`` prints it."""
    return {
        "dry_run": swept.dry_run,
        "whole": swept.whole,
        "archives": swept.archives,
        "gone": {kind.value: swept.gone.get(kind, 0) for kind in Swept},
        "tables": [{"name": one.name, "rows": one.rows, "bytes": one.size, "large": one.large} for one in swept.tables],
    }


def _print(swept: CleanUp, language: Language) -> None:
    print(say(language, "would_go" if swept.dry_run else "gone"))
    counts = [(say(language, f"swept_{kind}"), grouped(swept.gone.get(kind, 0), language)) for kind in Swept]
    print_table(say(language, "columns_swept"), counts)
    if swept.archives and swept.jobs:
        print(say(language, "archived"))
    print_table(say(language, "columns_tables"), [_table_row(one, language) for one in swept.tables])
    for table in swept.tables:
        if table.large:
            complain(say(language, "table_large", name=table.name, rows=grouped(table.rows, language)))
    if not swept.whole:
        complain(say(language, "tidied_in_part"))


def _table_row(table: TableSize, language: Language) -> tuple[str, str, str]:
    size = "" if table.size is None else f"{grouped(round(table.size / _MEGABYTE), language)} MB"
    return table.name, grouped(table.rows, language), size
