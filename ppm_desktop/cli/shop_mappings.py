"""``ppm-desktop shop mappings``: what a shop's categories and groups of customers are in PPM."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated

import typer

from ppm_desktop.assembly import Assembly
from ppm_desktop.cli import shop_output
from ppm_desktop.cli.output import print_document
from ppm_desktop.cli.session import DatabaseOption, JsonOption, chosen, session
from ppm_desktop.cli.shops import NONE, Name, price_group_id, wanted_shop
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.roles import Right
from ppm_desktop.domain.shop_mapping import CategoryMappings, PriceMappings


def mappings(
    context: typer.Context,
    name: Name,
    category: Annotated[
        list[str] | None, typer.Option(metavar="ID=ID|none", help="Shop's category = PPM's; may be repeated.")
    ] = None,
    group: Annotated[
        list[str] | None, typer.Option(metavar="ID=NAME|none", help="Shop's group = price group; may be repeated.")
    ] = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a shop's categories and groups of customers are in PPM, after changing what is given."""
    with session(chosen(context, database), needs=Right.RUN) as assembly:
        shop = wanted_shop(assembly, name)
        service = assembly.shop_mappings
        if category or group:
            assembly.rights.require(Right.SHOPS)
        if category:
            _map_categories(assembly, shop.id, service.categories(shop.id), category)
        if group:
            _map_groups(assembly, shop.id, service.prices(shop.id), group)
        categories, prices = service.categories(shop.id), service.prices(shop.id)
        if as_json:
            print_document(shop_output.mappings_document(categories, prices))
        else:
            shop_output.print_mappings(categories, prices, assembly.language)


def _map_categories(assembly: Assembly, shop_id: int, known: CategoryMappings, wishes: Iterable[str]) -> None:
    by_id = {one.shop_category_id: one for one in known.mappings}
    for number, wanted in map(_pair, wishes):
        if number not in by_id:
            raise InvalidRequest("shop_category_unknown", id=str(number))
        if wanted != NONE and not wanted.isdecimal():
            raise InvalidRequest("pair_wrong", value=wanted)
        ppm_id = None if wanted == NONE else int(wanted)
        assembly.shop_mappings.map_category(shop_id, replace(by_id[number], ppm_category_id=ppm_id))


def _map_groups(assembly: Assembly, shop_id: int, known: PriceMappings, wishes: Iterable[str]) -> None:
    by_id = {one.shop_group_id: one for one in known.mappings}
    for number, wanted in map(_pair, wishes):
        if number not in by_id:
            raise InvalidRequest("shop_group_unknown", id=str(number))
        ppm_id = price_group_id(assembly, wanted)
        assembly.shop_mappings.map_price_group(shop_id, replace(by_id[number], price_group_id=ppm_id))


def _pair(text: str) -> tuple[int, str]:
    number, sign, wanted = text.partition("=")
    if not (sign and number.strip().isdecimal() and wanted.strip()):
        raise InvalidRequest("pair_wrong", value=text)
    return int(number), wanted.strip()
