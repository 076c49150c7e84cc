"""``ppm-desktop products``: the catalogue as a list, edits of it, and files of prices and stock."""

from pathlib import Path
from typing import Annotated

import typer

from ppm_desktop.assembly import Assembly
from ppm_desktop.cli.output import print_document, print_table
from ppm_desktop.cli.product_output import (
    line_document,
    line_row,
    now_row,
    refusal,
    touch_document,
    touch_row,
    values_document,
)
from ppm_desktop.cli.session import DatabaseOption, ExitCode, JsonOption, chosen, complain, session
from ppm_desktop.cli.shops import wanted_shop
from ppm_desktop.cli.texts import say
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.product_edit import EditField, EditResult, EditSource, FilePreview
from ppm_desktop.domain.product_list import ProductFilter, ProductLine, SyncState
from ppm_desktop.domain.roles import Right
from ppm_desktop.domain.wording import grouped

commands = typer.Typer(help="Products: the catalogue of PPM.", no_args_is_help=True)
SHOWN_REFUSALS = 10


@commands.command("list")
def list_products(
    context: typer.Context,
    search: Annotated[str, typer.Option(help="Part of a SKU, name or EAN.")] = "",
    category: Annotated[int | None, typer.Option(metavar="ID", min=1, help="PPM's category, with those below.")] = None,
    state: Annotated[SyncState | None, typer.Option(help="How they stand in --shop, or in any shop.")] = None,
    shop: Annotated[str | None, typer.Option(help="Name or number of the shop that --state means.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="At most this many.")] = 50,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List products by SKU, exact hits first."""
    with session(chosen(context, database)) as assembly:
        if shop is not None and state is None:
            raise InvalidRequest("shop_without_state")
        shop_id = wanted_shop(assembly, shop).id if shop is not None else None
        found = assembly.products.find(ProductFilter(search, category, state, shop_id)).ids
        lines = assembly.products.lines(found[:limit])
        if as_json:
            print_document([line_document(line) for line in lines])
        elif not lines:
            print(say(assembly.language, "no_products"))
        else:
            print_table(say(assembly.language, "columns_products"), (line_row(one, assembly.language) for one in lines))
            if len(found) > len(lines):
                counts = {"shown": len(lines), "total": len(found)}
                texts = {name: grouped(count, assembly.language) for name, count in counts.items()}
                print(say(assembly.language, "products_shown", **texts))


@commands.command("show")
def show(
    context: typer.Context,
    sku: Annotated[str, typer.Argument(metavar="SKU", help="The product's SKU.")],
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a product: what everybody has of it now, and everything that touched it."""
    with session(chosen(context, database)) as assembly:
        language = assembly.language
        line = _wanted(assembly, sku)
        history = assembly.products.history(line.id)
        if as_json:
            now = [values_document(one) for one in history.now]
            touches = [touch_document(one) for one in history.touches]
            print_document(line_document(line) | {"now": now, "history": touches})
            return
        print_table(say(language, "columns_products"), [line_row(line, language)])
        print()
        print_table(say(language, "columns_now"), (now_row(one, language) for one in history.now))
        if history.touches:
            print()
            print_table(say(language, "columns_history"), (touch_row(one, language) for one in history.touches))


@commands.command("set")
def set_values(
    context: typer.Context,
    sku: Annotated[str, typer.Argument(metavar="SKU", help="The product's SKU.")],
    name: Annotated[str | None, typer.Option(help="Its name.")] = None,
    price: Annotated[str | None, typer.Option(help="Its net price, such as 649,00.")] = None,
    stock: Annotated[str | None, typer.Option(help="Its stock in the default warehouse.")] = None,
    active: Annotated[str | None, typer.Option(metavar="yes|no", help="Whether it is sold.")] = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Change a product in PPM; shops get it with the next sync."""
    with session(chosen(context, database), needs=Right.EDIT) as assembly:
        given = {EditField.NAME: name, EditField.PRICE: price, EditField.STOCK: stock, EditField.ACTIVE: active}
        texts = {field: text for field, text in given.items() if text is not None}
        if not texts:
            raise InvalidRequest("set_nothing")
        line = _wanted(assembly, sku)
        result = assembly.products.edit_fields(line.id, texts, EditSource.COMMAND)
        if as_json:
            (changed,) = assembly.products.lines([line.id])
            print_document(line_document(changed) | _result_document(result))
            return
        print(say(assembly.language, "set_done" if result.changed else "set_same", sku=line.sku))
        _print_waiting(assembly, result)


@commands.command("import-csv")
def import_csv(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or XLSX with SKU and any of name, price, stock.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change and save nothing.")] = False,
    confirm: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="Agree to a big change of exactly N products.")
    ] = None,
    refused: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the refused lines here, as CSV.")] = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Change products in PPM from a file, by SKU; shops get it with the next sync."""
    with session(chosen(context, database), needs=Right.EDIT) as assembly:
        preview = assembly.products.preview_file(file)
        if preview.problem:
            raise InvalidRequest(preview.problem)
        if not as_json:
            _print_preview(assembly, preview)
        if refused is not None:
            _save_refused(assembly, preview, refused, quiet=as_json)
        result = None
        if not dry_run:
            _hold_to_guard(assembly, preview, confirm)
            result = assembly.products.apply_file(preview)
        if as_json:
            print_document(_preview_document(assembly, preview, result))
        elif result is None:
            print(say(assembly.language, "file_dry"))
        else:
            print(say(assembly.language, "file_saved", n=grouped(result.changed, assembly.language)))
            _print_waiting(assembly, result)
        raise typer.Exit(ExitCode.WITH_FAILURES if preview.refused else ExitCode.DONE)


def _wanted(assembly: Assembly, sku: str) -> ProductLine:
    number = assembly.products.id_of(sku)
    lines = assembly.products.lines([number]) if number is not None else []
    if not lines:
        complain(say(assembly.language, "product_unknown", sku=sku))
        raise typer.Exit(ExitCode.USAGE)
    return lines[0]


def _print_waiting(assembly: Assembly, result: EditResult) -> None:
    names = [shop.name for shop in assembly.shops.list() if shop.id in result.shop_ids]
    if names:
        print(say(assembly.language, "waits_in", shops=", ".join(names)))


def _print_preview(assembly: Assembly, preview: FilePreview) -> None:
    language = assembly.language
    counts = {name: getattr(preview, name) for name in ("to_change", "unchanged", "big", "refused")}
    texts = {name: grouped(count, language) for name, count in counts.items()}
    print(say(language, "file_summary", **texts))
    rows = [row for row in preview.rows if row.problem]
    for row in rows[:SHOWN_REFUSALS]:
        print(say(language, "file_row", number=row.number, reason=refusal(row, language)))
    if len(rows) > SHOWN_REFUSALS:
        print(say(language, "more", n=grouped(len(rows) - SHOWN_REFUSALS, language)))


def _hold_to_guard(assembly: Assembly, preview: FilePreview, confirm: int | None) -> None:
    if not preview.needs_confirmation or confirm == preview.to_change:
        return
    counts = {name: grouped(getattr(preview, name), assembly.language) for name in ("repriced", "big")}
    complain(say(assembly.language, "file_guard", n=preview.to_change, **counts))
    raise typer.Exit(ExitCode.STOPPED)


def _save_refused(assembly: Assembly, preview: FilePreview, path: Path, *, quiet: bool) -> None:
    language = assembly.language
    titles = (say(language, "title_row"), say(language, "title_reason"))
    content = assembly.products.refused_file(preview, titles, lambda row: refusal(row, language))
    try:
        path.write_bytes(content)
    except OSError as error:
        complain(say(language, "refused_unsaved", path=path, reason=error.strerror))
        raise typer.Exit(ExitCode.STOPPED) from error
    if not quiet:
        print(say(language, "refused_saved", path=path))


def _result_document(result: EditResult) -> dict[str, object]:
    return {"changed": result.changed, "waiting_shop_ids": list(result.shop_ids)}


def _preview_document(assembly: Assembly, preview: FilePreview, result: EditResult | None) -> dict[str, object]:
    return {
        "file": preview.file_name,
        "dry_run": result is None,
        "to_change": preview.to_change,
        "unchanged": preview.unchanged,
        "big": preview.big,
        "refused": preview.refused,
        "refused_rows": [
            {
                "number": row.number,
                "sku": row.sku,
                "reason": row.problem,
                "message": refusal(row, assembly.language),
            }
            for row in preview.rows
            if row.problem
        ],
    } | _result_document(result or EditResult(0, ()))
