"""``ppm-desktop conflicts``: values that changed in PPM and in a shop, listed and decided."""

from typing import Annotated

import typer

from ppm_desktop.cli.output import print_document, print_table
from ppm_desktop.cli.session import DatabaseOption, ExitCode, JsonOption, chosen, session
from ppm_desktop.cli.shops import wanted_shop
from ppm_desktop.cli.texts import say
from ppm_desktop.cli.values import shown
from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.conflict import Conflict, Decision
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.roles import Right

commands = typer.Typer(help="Conflicts: values that changed in PPM and in a shop.", no_args_is_help=True)
Shop = Annotated[str, typer.Argument(metavar="SHOP", help="Name or number of the shop.")]


@commands.command("list")
def list_conflicts(
    context: typer.Context,
    shop: Shop,
    everything: Annotated[bool, typer.Option("--all", help="With those that are done with.")] = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what waits for a decision, or for the next sync."""
    with session(chosen(context, database)) as assembly:
        found = assembly.conflicts.list(wanted_shop(assembly, shop).id, settled=everything)
        language = assembly.language
        if as_json:
            print_document([_document(one) for one in found.conflicts])
        elif not found.conflicts:
            print(say(language, "no_conflicts"))
        else:
            print_table(say(language, "columns_conflicts"), (_row(one, language) for one in found.conflicts))


@commands.command("decide")
def decide(
    context: typer.Context,
    shop: Shop,
    ppm: Annotated[bool, typer.Option("--ppm", help="PPM's value stays; the next sync sends it.")] = False,
    keep_shop: Annotated[bool, typer.Option("--shop", help="The shop's value stays; PPM takes it now.")] = False,
    leave: Annotated[bool, typer.Option("--leave", help="Both stay as they are, for now.")] = False,
    field: Annotated[list[str] | None, typer.Option(help="Only this field; may be repeated.")] = None,
    sku: Annotated[list[str] | None, typer.Option(help="Only the product of this SKU; may be repeated.")] = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decide all that waits in a shop, or a part of it."""
    asked = {Decision.PPM: ppm, Decision.SHOP: keep_shop, Decision.LEAVE: leave}
    wanted = [decision for decision, is_asked in asked.items() if is_asked]
    with session(chosen(context, database), needs=Right.EDIT) as assembly:
        if len(wanted) != 1:
            raise InvalidRequest("decision_missing")
        shop_id = wanted_shop(assembly, shop).id
        decided = assembly.conflicts.decide_all(shop_id, wanted[0], field or (), sku or ())
        figures = {
            "decided": decided.saved,
            "to_send": len(decided.to_send),
            "taken": decided.taken,
            "stale": len(decided.stale),
            "refused": len(decided.refused),
        }
        if as_json:
            print_document(figures)
        else:
            print(say(assembly.language, "conflicts_decided", **figures))
        if decided.stale or decided.refused:
            raise typer.Exit(ExitCode.WITH_FAILURES)


def _document(one: Conflict) -> dict[str, object]:
    return {
        "sku": one.sku,
        "name": one.name,
        "field": one.field,
        "ppm": one.ours,
        "shop": one.theirs,
        "noted_at": one.noted_at.isoformat(),
        "job_id": one.job_id,
        "decision": one.decision,
        "decided_by": one.decided_by or None,
        "decided_at": None if one.decided_at is None else one.decided_at.isoformat(),
        "note": one.note or None,
    }


def _row(one: Conflict, language: Language) -> tuple[str, ...]:
    decision = say(language, f"decision_{one.decision or 'none'}")
    return one.sku, one.field, shown(one.ours), shown(one.theirs), decision, one.note
