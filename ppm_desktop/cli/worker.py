"""``ppm-desktop worker``: runs jobs that were left to the workers, without a window, until it is told to end."""

import logging
import os
import sys
import threading
from typing import Annotated

import typer

from ppm_desktop import logs
from ppm_desktop.cli.imports import stop_signals
from ppm_desktop.cli.session import DatabaseOption, ExitCode, chosen, session
from ppm_desktop.cli.shops import wanted_shop
from ppm_desktop.domain.roles import Right

logger = logging.getLogger(__name__)

LOOK_EVERY_S = 0.1
HAND_BACK_S = 2.8
"""How long it waits for its jobs to be handed back; with it the program ends within 3 s."""


def worker(
    context: typer.Context,
    shops: Annotated[
        list[str] | None, typer.Option("--shops", "--shop", metavar="SHOP", help="Only jobs of this shop; repeatable.")
    ] = None,
    concurrency: Annotated[
        int, typer.Option(metavar="N", min=0, max=64, help="Jobs at a time; 0 takes the shared setting.")
    ] = 0,
    database: DatabaseOption = None,
) -> None:
    """Run operations that were left to the workers, until Ctrl+C or a polite end by the system."""
    with stop_signals() as came, session(chosen(context, database), needs=Right.RUN) as assembly:
        logs.echo(sys.stderr)
        shop_ids = [wanted_shop(assembly, name).id for name in shops or ()]
        runs = assembly.worker(concurrency=concurrency, shop_ids=shop_ids)
        clock = assembly.clock_of(runs)
        assembly.push.listen(lambda news: runs.wake() if news.takeable else None)
        runs.start()
        clock.start()
        pause = threading.Event()
        while not came and runs.outdated is None:
            pause.wait(LOOK_EVERY_S)
        logger.info("told to end" if runs.outdated is None else "the database is newer than this program")
        clock.shutdown(0.0)
        handed_back = runs.shutdown(HAND_BACK_S)
        logger.info("ended" if handed_back else "ended, not everything is handed back")
        if handed_back and runs.outdated is not None:
            raise runs.outdated
    if not handed_back:
        # Python would wait for the threads that wait for a shop.
        logging.shutdown()
        os._exit(ExitCode.STOPPED)
