"""``ppm-desktop practice-shop``: serves a small PrestaShop on this computer."""

import secrets
import signal
import string
import threading
from types import FrameType
from typing import Annotated

import typer

from ppm_desktop.cli.output import print_document
from ppm_desktop.cli.session import ExitCode, JsonOption, command_settings, complain
from ppm_desktop.cli.texts import say
from ppm_desktop.domain.causes import Language
from ppm_desktop.practice.costs import CostModel
from ppm_desktop.practice.faults import FaultKind, FaultPlan, UnknownFault
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from ppm_desktop.services.shops import KEY_LENGTH


def practice_shop(
    port: Annotated[int, typer.Option(min=0, max=65_535, help="0 takes a free one.")] = 8099,
    key: Annotated[str | None, typer.Option(help="API key of 32 characters; made up when left out.")] = None,
    products: Annotated[int, typer.Option(min=0, max=1_000_000, help="Products in the shop.")] = 1000,
    latency_ms: Annotated[int, typer.Option(min=0, help="Time added to every request.")] = 0,
    faults: Annotated[str, typer.Option(metavar="NAME:COUNT,…", help="Faults, such as empty_sku:3,http_429:2.")] = "",
    cost_model: Annotated[
        bool, typer.Option("--cost-model", help="Answer as fast as a measured shop of two cores does.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Serve a practice shop on 127.0.0.1 until Ctrl+C."""
    with command_settings() as settings:
        language = settings.language
    plan = _plan(faults, language)
    key = made_up_key() if key is None else key
    if len(key) != KEY_LENGTH or not (key.isascii() and key.isalnum()):
        complain(say(language, "key_length"))  # a shop with another one could not be added
        raise typer.Exit(ExitCode.USAGE)
    options = PracticeOptions(
        port=port,
        key=key,
        products=products,
        latency_ms=latency_ms,
        faults=plan,
        cost_model=CostModel() if cost_model else None,
    )
    try:
        with PracticeShop(options) as shop:
            if as_json:
                print_document({"url": shop.address, "key": key})
            else:
                print(say(language, "practice_ready", url=shop.address, key=key), flush=True)
            _wait_for_end()
    except OSError as error:
        complain(say(language, "port_taken", port=port))
        raise typer.Exit(ExitCode.STOPPED) from error


def _plan(faults: str, language: Language) -> FaultPlan:
    for order in faults.split(","):
        try:
            FaultPlan.parse(order)
        except UnknownFault as error:
            names = ", ".join(sorted(FaultKind))
            complain(say(language, "fault_unknown", order=order.strip(), names=names))
            raise typer.Exit(ExitCode.USAGE) from error
    return FaultPlan.parse(faults)


def made_up_key() -> str:
    """A key as PrestaShop makes them."""
    return "".join(secrets.choice(string.ascii_uppercase + string.digits) for _ in range(KEY_LENGTH))


def _wait_for_end() -> None:
    ended = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    while not ended.wait(0.5):  # a wait without end would not see Ctrl+C on Windows
        pass
