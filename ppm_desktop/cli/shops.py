"""``ppm-desktop shop``: the shops a person works with."""

import sys
from typing import Annotated

import typer

from ppm_desktop.assembly import Assembly
from ppm_desktop.cli.output import print_document, print_table, shop_document
from ppm_desktop.cli.session import DatabaseOption, ExitCode, JsonOption, chosen, complain, session
from ppm_desktop.cli.texts import say
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.wording import grouped

commands = typer.Typer(help="The shops you work with.", no_args_is_help=True)


@commands.command("add")
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The shop's name in PPM.")],
    url: Annotated[str, typer.Argument(metavar="URL", help="Its address, such as https://shop.pl")],
    key_stdin: Annotated[bool, typer.Option("--key-stdin", help="Read the API key from standard input.")] = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add a shop; its API key comes on standard input and is stored encrypted."""
    with session(chosen(context, database)) as assembly:
        if not key_stdin:
            complain(say(assembly.language, "key_prompt"))
            raise typer.Exit(ExitCode.USAGE)
        shop = assembly.shops.add(name, url, sys.stdin.readline())
        if (path := assembly.vault.file_storage) is not None:
            complain(say(assembly.language, "key_in_file", path=path))
        if as_json:
            print_document(shop_document(shop))
        else:
            print(say(assembly.language, "shop_added", name=shop.name, url=shop.url))


@commands.command("list")
def list_shops(context: typer.Context, database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """List the active shops."""
    with session(chosen(context, database)) as assembly:
        shops = assembly.shops.list()
        if as_json:
            print_document([shop_document(shop) for shop in shops])
        elif not shops:
            print(say(assembly.language, "no_shops"))
        else:
            rows = ((str(s.id), s.name, s.url, grouped(s.linked_products, assembly.language), s.version) for s in shops)
            print_table(say(assembly.language, "columns_shops"), rows)


@commands.command("test")
def test(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The shop's name or number.")],
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask a shop whether its webservice and its key work."""
    with session(chosen(context, database)) as assembly:
        shop = wanted_shop(assembly, name)
        identity = assembly.shops.test(shop.id)
        if as_json:
            permissions = {resource: sorted(verbs) for resource, verbs in sorted(identity.permissions.items())}
            print_document(shop_document(shop) | {"version": identity.version, "permissions": permissions})
        else:
            print(say(assembly.language, "shop_ok", name=shop.name, version=identity.version))


def wanted_shop(assembly: Assembly, name: str) -> ShopSummary:
    """The shop a person named; an unknown one ends the command."""
    shop = assembly.shops.find(name)
    if shop is None:
        complain(say(assembly.language, "shop_unknown", name=name))
        raise typer.Exit(ExitCode.USAGE)
    return shop
