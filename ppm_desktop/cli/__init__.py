"""The command line ``ppm-desktop``: parses, calls, prints."""

from typing import Annotated

import typer

from ppm_desktop import __version__
from ppm_desktop.assembly import prepare_process
from ppm_desktop.cli import (
    again,
    audit,
    conflicts,
    database,
    demo,
    housekeeping,
    imports,
    jobs,
    practice,
    products,
    schedule,
    sends,
    settings,
    shop_mappings,
    shop_tests,
    shops,
    window,
    worker,
)
from ppm_desktop.cli.output import prepare_output
from ppm_desktop.cli.session import DatabaseOption

cli = typer.Typer(
    name="ppm-desktop",
    help="Bulk jobs between PrestaShop shops and the product catalogue. Without a command: opens the window.",
    epilog="Exit codes: 0 completed, 1 finished with failed products, 2 usage, 3 could not run or stopped, "
    "130 cancelled.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)
shops.commands.command("test")(shop_tests.test)
shops.commands.command("mappings")(shop_mappings.mappings)
cli.add_typer(shops.commands, name="shop")
for name, command in (
    ("pause", again.pause),
    ("resume", again.resume),
    ("finish", again.finish),
    ("retry", again.retry),
):
    jobs.commands.command(name)(command)
cli.add_typer(jobs.commands, name="jobs")
cli.add_typer(products.commands, name="products")
cli.add_typer(conflicts.commands, name="conflicts")
cli.add_typer(database.commands, name="db")
cli.add_typer(settings.commands, name="settings")
cli.add_typer(schedule.commands, name="schedule")
cli.add_typer(housekeeping.commands, name="housekeeping")
cli.command("import")(imports.import_products)
cli.command("sync")(sends.sync_products)
cli.command("export")(sends.export_products)
cli.command("undo")(sends.undo)
cli.command("audit")(audit.audit)
cli.command("worker")(worker.worker)
cli.command("practice-shop")(practice.practice_shop)
cli.command("demo")(demo.demo)


@cli.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    database: DatabaseOption = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Open the window, or run a command."""
    context.obj = database
    if version:
        print(__version__)
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise typer.Exit(window.open_window(database))


def main() -> None:
    """Entry point of ``ppm-desktop``."""
    prepare_process()
    prepare_output()
    cli()
