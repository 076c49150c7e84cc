"""``ppm-desktop db``: the version of the database."""

import typer

from ppm_desktop.cli.output import print_document
from ppm_desktop.cli.session import DatabaseOption, ExitCode, JsonOption, chosen, session
from ppm_desktop.cli.texts import say

commands = typer.Typer(help="The database and its version.", no_args_is_help=True)


@commands.command("upgrade")
def upgrade(context: typer.Context, database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Bring the database up to the version that this program needs."""
    with session(chosen(context, database)) as assembly:
        status = assembly.schema_status()
        if as_json:
            print_document({"current": status.current, "head": status.head})
        else:
            print(say(assembly.language, "schema_upgraded", revision=status.current))


@commands.command("status")
def status(context: typer.Context, database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Tell the version of the database; ends with 3 when it is not the program's."""
    with session(chosen(context, database), upgrade=False) as assembly:
        found = assembly.schema_status()
        if as_json:
            print_document({"current": found.current, "head": found.head, "up_to_date": found.current == found.head})
        elif found.current == found.head:
            print(say(assembly.language, "schema_current", revision=found.current))
        elif found.newer:
            print(say(assembly.language, "schema_newer", current=found.current, head=found.head))
        else:
            print(say(assembly.language, "schema_old", current=found.current or "–", head=found.head))
        if found.current != found.head:
            raise typer.Exit(ExitCode.STOPPED)
