"""``ppm-desktop practice-shop``: serves a small PrestaShop on this computer."""

import secrets
import signal
import string
import threading
from types import FrameType
from typing import Annotated

import typer

from ppm_desktop.cli.output import print_document
from ppm_desktop.cli.session import ExitCode, JsonOption, complain, load_settings
from ppm_desktop.cli.texts import say
from ppm_desktop.practice.costs import CostModel
from ppm_desktop.practice.faults import FaultPlan, UnknownFault
from ppm_desktop.practice.server import PracticeOptions, PracticeShop

KEY_LENGTH = 32


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
    language = load_settings(None).language
    try:
        plan = FaultPlan.parse(faults)
    except UnknownFault as error:
        complain(str(error))
        raise typer.Exit(ExitCode.USAGE) from error
    key = key or made_up_key()
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
