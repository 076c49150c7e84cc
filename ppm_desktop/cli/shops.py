"""``ppm-desktop shop``: the shops a person works with."""

import sys
from dataclasses import replace
from typing import Annotated

import typer

from ppm_desktop.assembly import Assembly
from ppm_desktop.cli import shop_output
from ppm_desktop.cli.output import print_document, print_table, shop_document
from ppm_desktop.cli.session import DatabaseOption, ExitCode, JsonOption, chosen, complain, session
from ppm_desktop.cli.texts import say
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.roles import Right
from ppm_desktop.domain.shop_profile import ShopEdit

commands = typer.Typer(help="The shops you work with.", no_args_is_help=True)
NONE = "none"
"""Takes a limit or a guard back."""

Name = Annotated[str, typer.Argument(metavar="NAME", help="The shop's name or number.")]
KeyStdin = Annotated[bool, typer.Option("--key-stdin", help="Read the API key from standard input.")]


@commands.command("add")
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The shop's name in PPM.")],
    url: Annotated[str, typer.Argument(metavar="URL", help="Its address, such as https://shop.pl")],
    key_stdin: KeyStdin = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add a shop; its API key comes on standard input and is stored encrypted."""
    with session(chosen(context, database), needs=Right.SHOPS) as assembly:
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
    """List the shops, with those that are switched off."""
    with session(chosen(context, database)) as assembly:
        profiles = assembly.shops.profiles()
        if as_json:
            print_document([shop_output.profile_document(one) for one in profiles])
        elif not profiles:
            print(say(assembly.language, "no_shops"))
        else:
            rows = (shop_output.profile_row(one, assembly.language) for one in profiles)
            print_table(say(assembly.language, "columns_shops"), rows)


@commands.command("edit")
def edit(
    context: typer.Context,
    shop_name: Name,
    name: Annotated[str | None, typer.Option(help="Its new name.")] = None,
    url: Annotated[str | None, typer.Option(help="Its new address.")] = None,
    key_stdin: KeyStdin = False,
    limit: Annotated[str | None, typer.Option(metavar="N|none", help="Most requests a minute.")] = None,
    leads: Annotated[bool, typer.Option("--leads", help="Let its changes go into the products themselves.")] = False,
    guard_off: Annotated[
        str | None, typer.Option(metavar="PERCENT|none", help="Share of products switched off that needs a yes.")
    ] = None,
    guard_price: Annotated[
        str | None, typer.Option(metavar="PERCENT|none", help="Change of a price that needs a yes.")
    ] = None,
    price_group: Annotated[str | None, typer.Option(metavar="NAME|none", help="Price group of its prices.")] = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Change a shop; what is not given stays as it is."""
    with session(chosen(context, database), needs=Right.SHOPS) as assembly:
        profile = assembly.shops.profile(wanted_shop(assembly, shop_name).id)
        before = ShopEdit.of(profile)
        wanted = replace(
            before,
            name=before.name if name is None else name,
            url=before.url if url is None else url,
            key=sys.stdin.readline() if key_stdin else None,
            leads=before.leads or leads,
        )
        if limit is not None:
            wanted = replace(wanted, max_requests_per_minute=None if limit == NONE else _whole(limit))
        if guard_off is not None:
            wanted = replace(wanted, guard_off_percent=_percent(guard_off))
        if guard_price is not None:
            wanted = replace(wanted, guard_price_percent=_percent(guard_price))
        if price_group is not None:
            wanted = replace(wanted, price_group_id=price_group_id(assembly, price_group))
        changed = assembly.shops.edit(profile.summary.id, wanted)
        if as_json:
            print_document(shop_output.profile_document(changed))
        else:
            print(say(assembly.language, "shop_changed", name=changed.summary.name))


@commands.command("off")
def switch_off(
    context: typer.Context, name: Name, database: DatabaseOption = None, as_json: JsonOption = False
) -> None:
    """Switch a shop off: no new operations; its history and its links stay."""
    _switch(context, name, database, active=False, as_json=as_json)


@commands.command("on")
def switch_on(context: typer.Context, name: Name, database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Switch a shop on again."""
    _switch(context, name, database, active=True, as_json=as_json)


@commands.command("remove")
def remove(
    context: typer.Context,
    name: Name,
    confirm: Annotated[str | None, typer.Option(metavar="NAME", help="The shop's name once more, in full.")] = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Remove a shop for good, with its links and its operations; products in the shop stay."""
    with session(chosen(context, database), needs=Right.SHOPS) as assembly:
        shop = wanted_shop(assembly, name)
        facts = assembly.shops.removal(shop.id)
        words = {"name": facts.name, "links": facts.linked_products, "jobs": facts.jobs}
        if confirm is None:
            complain(say(assembly.language, "remove_confirm", **words))
            raise typer.Exit(ExitCode.STOPPED)
        assembly.shops.remove(shop.id, confirm)
        if as_json:
            print_document(shop_document(shop) | {"removed": True, "jobs": facts.jobs})
        else:
            print(say(assembly.language, "shop_removed", **words))


def wanted_shop(assembly: Assembly, name: str) -> ShopSummary:
    """The shop a person named; an unknown one ends the command."""
    shop = assembly.shops.find(name)
    if shop is None:
        complain(say(assembly.language, "shop_unknown", name=name))
        raise typer.Exit(ExitCode.USAGE)
    return shop


def price_group_id(assembly: Assembly, name: str) -> int | None:
    """The price group of this name, None for ``none``.

    Raises:
        InvalidRequest: there is no such price group.
    """
    if name == NONE:
        return None
    for group in assembly.shop_mappings.price_groups():
        if group.name.casefold() == name.strip().casefold():
            return group.id
    raise InvalidRequest("price_group_unknown", name=name)


def _switch(context: typer.Context, name: str, database: str | None, *, active: bool, as_json: bool) -> None:
    with session(chosen(context, database), needs=Right.SHOPS) as assembly:
        changed = assembly.shops.switch(wanted_shop(assembly, name).id, active=active)
        if as_json:
            print_document(shop_output.profile_document(changed))
        else:
            print(say(assembly.language, "shop_on" if active else "shop_off_now", name=changed.summary.name))


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise InvalidRequest("not_whole", value=text)
    return int(text)


def _percent(text: str) -> float | None:
    if text == NONE:
        return None
    try:
        return float(text.replace(",", ".").removesuffix("%"))
    except ValueError as error:
        raise InvalidRequest("guard_range") from error
