"""``ppm-desktop db``: the version of the database, a test of one, and the roles of its accounts."""

from typing import Annotated

import typer

from ppm_desktop.cli.output import print_document, print_table
from ppm_desktop.cli.session import DatabaseOption, ExitCode, JsonOption, chosen, command_settings, session, typed
from ppm_desktop.cli.texts import say
from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.database_choice import DatabaseChoice, DatabaseReport, DatabaseStep, DatabaseStepResult
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.roles import Role
from ppm_desktop.domain.shop_profile import StepState
from ppm_desktop.services.settings import complete_url, try_database

commands = typer.Typer(help="The database, its version and its roles.", no_args_is_help=True)


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


@commands.command("grants")
def grants(
    context: typer.Context,
    role: Annotated[Role, typer.Option(help="What the account may do.")],
    account: Annotated[str, typer.Option(metavar="NAME", help="The account; ppm_ROLE unless named.")] = "",
    schema: Annotated[str, typer.Option(metavar="NAME", help="The server's database; the one in use, or ppm.")] = "",
    database: DatabaseOption = None,
) -> None:
    """Print the statements that give an account of MySQL/MariaDB a role, and nothing beyond it."""
    with session(chosen(context, database), upgrade=False) as assembly:
        choice = assembly.preferences.choice
        chosen_one = DatabaseChoice(choice.host, schema=schema or choice.schema)
        print(assembly.preferences.grant_script(role, chosen_one, account), end="")


@commands.command("test")
def test(
    context: typer.Context,
    url: Annotated[
        str,
        typer.Argument(
            metavar="[URL]",
            help="Such as mysql+pymysql://user:password@server/ppm; - asks for it or reads it from standard input. "
            "Without it the database in use, such as that of PPM_DATABASE_URL.",
        ),
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Try whether the program could work with a database: address, account, schema, rights; writes nothing."""
    with command_settings(chosen(context, None)) as settings:
        try:
            choice = DatabaseChoice.parse(typed(url, "URL") or complete_url(settings.effective_database_url))
        except ValueError as error:
            raise InvalidRequest("db_not_server") from error
        if choice.embedded:
            raise InvalidRequest("db_not_server")
        report = try_database(choice)
        if as_json:
            print_document(_report_document(report))
        else:
            language = settings.language
            rows = [(say(language, f"db_{one.step}"), *_line(one, language)) for one in report.steps]
            print_table(say(language, "db_columns"), rows)
        if not report.passed:
            raise typer.Exit(ExitCode.STOPPED)


def _line(result: DatabaseStepResult, language: Language) -> tuple[str, str]:
    took = str(result.took_ms)
    if result.state is StepState.FAILED:
        words = explain(result.cause, language, result.facts).sentence
        return f"{words} ({result.detail})" if result.detail else words, took
    key = "db_address_done"
    if result.step is DatabaseStep.ACCOUNT:
        key = "db_account_done" if result.facts.get("tls") else "db_account_plain"
    elif result.step is DatabaseStep.SCHEMA:
        key = f"db_schema_{result.facts['schema']}"
    elif result.step is DatabaseStep.RIGHTS:
        key = f"db_rights_{result.facts['role']}"
    return say(language, key, **result.facts), took


def _report_document(report: DatabaseReport) -> dict[str, object]:
    return {
        "passed": report.passed,
        "server": report.server or None,
        "answer_ms": report.answer_ms,
        "role": report.rights.role.value if report.passed else None,
        "steps": [
            {"step": one.step.value, "state": one.state.value, "ms": one.took_ms, "cause": one.cause or None}
            | dict(one.facts)
            for one in report.steps
        ],
    }
