"""``ppm-desktop shop test``: whether the connection to a shop, or to all of them, works."""

from typing import Annotated

import typer

from ppm_desktop.assembly import Assembly
from ppm_desktop.cli import shop_output
from ppm_desktop.cli.output import print_document
from ppm_desktop.cli.session import DatabaseOption, ExitCode, JsonOption, chosen, complain, sentence, session
from ppm_desktop.cli.shops import wanted_shop
from ppm_desktop.cli.texts import say
from ppm_desktop.domain.errors import InvalidRequest, PpmError
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.roles import Right
from ppm_desktop.domain.shop_profile import ConnectionReport, StepResult, StepState


def test(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The shop's name or number.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every shop that is switched on.")] = False,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Test the connection to a shop: address, webservice, key, version, permissions and a first read."""
    with session(chosen(context, database), needs=Right.RUN) as assembly:
        if (name is None) != every:
            raise InvalidRequest("shop_or_all")
        passed = _test_all(assembly, as_json) if name is None else _test_one(assembly, name, as_json)
    if not passed:
        raise typer.Exit(ExitCode.STOPPED)


def _test_one(assembly: Assembly, name: str, as_json: bool) -> bool:
    shop, language = wanted_shop(assembly, name), assembly.language

    def tell(result: StepResult) -> None:
        if result.state is not StepState.RUNNING:
            print(shop_output.step_line(result, language), flush=True)

    report = assembly.shops.test(shop.id, None if as_json else tell)
    if as_json:
        print_document(shop_output.report_document(shop, report))
    else:
        _print_result(assembly, shop, report)
    return report.passed


def _print_result(assembly: Assembly, shop: ShopSummary, report: ConnectionReport) -> None:
    if report.permissions:
        print()
        shop_output.print_matrix(report.matrix, assembly.language)
    if report.passed:
        print(say(assembly.language, "shop_ok", name=shop.name, version=report.version or "?"))
    else:
        complain(say(assembly.language, "shop_bad", name=shop.name))


def _test_all(assembly: Assembly, as_json: bool) -> bool:
    """One line a shop, as each is done; whether all are well."""
    language = assembly.language
    documents: list[dict[str, object]] = []
    passed = True
    for shop, outcome in assembly.shops.test_all():
        if isinstance(outcome, PpmError):
            passed = False
            documents.append(shop_output.error_document(shop, outcome, language))
            line = f"✗ {shop.name}: {sentence(outcome, language)}"
        else:
            passed = passed and outcome.passed
            documents.append(shop_output.report_document(shop, outcome))
            failure = outcome.failure
            done = say(language, "shop_ok", name=shop.name, version=outcome.version or "?")
            line = f"✓ {done}" if failure is None else f"{shop.name}: {shop_output.step_line(failure, language)}"
        if not as_json:
            print(line, flush=True)
    if as_json:
        print_document(documents)
    elif not documents:
        print(say(language, "no_shops"))
    return passed
