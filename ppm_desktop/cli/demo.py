"""``ppm-desktop demo``: a practice shop, an embedded database, the window and a real import between them."""

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import SecretStr

from ppm_desktop.assembly import Assembly
from ppm_desktop.cli.jobs import print_summary
from ppm_desktop.cli.practice import made_up_key
from ppm_desktop.cli.session import command_settings, open_logs
from ppm_desktop.cli.texts import say
from ppm_desktop.domain.listing import JobFilter, ShopSummary
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.practice.faults import FaultPlan
from ppm_desktop.practice.server import PracticeOptions, PracticeShop

FAULTS = "empty_sku:3,duplicate_sku:2,broken_price:2,invalid_ean:4"
SHOP_NAME = "KAYO Parts PL"


def demo(
    products: Annotated[int, typer.Option(min=1, max=100_000, help="Products in the practice shop.")] = 500,
    latency_ms: Annotated[int, typer.Option(min=0, help="Time the shop takes for each request.")] = 30,
    picture: Annotated[Path, typer.Option(help="Where the picture goes when there is no display.")] = Path(
        "sync-center.png"
    ),
) -> None:
    """Import 500 products from a practice shop and watch it in the window."""
    options = PracticeOptions(
        port=0, key=made_up_key(), products=products, latency_ms=latency_ms, faults=FaultPlan.parse(FAULTS)
    )
    with command_settings() as own:
        folder = own.data_dir / "demo"
        shutil.rmtree(folder, ignore_errors=True)
        database_url = SecretStr(f"sqlite:///{(folder / 'demo.sqlite3').as_posix()}")
        settings = own.model_copy(update={"data_dir": folder, "database_url": database_url})
        open_logs(settings)
        with PracticeShop(options) as shop, Assembly(settings) as assembly:
            added = assembly.shops.add(SHOP_NAME, shop.address, options.key)
            raise typer.Exit(_show(assembly, added, picture))


def _show(assembly: Assembly, shop: ShopSummary, picture: Path) -> int:
    """Start the import in the window; without a display it is drawn off the screen and saved as a picture."""
    from ppm_desktop.app import Start, run_window

    if has_display():
        return run_window(assembly, Start(JobRequest(), (shop.id,)))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    code = run_window(assembly, Start(JobRequest(), (shop.id,), picture=picture, echo=sys.stdout))
    for job in assembly.jobs.page(JobFilter()).rows:
        print_summary(assembly, job)
    print(say(assembly.language, "picture_saved", path=picture.absolute()))
    return code


def has_display() -> bool:
    """Whether a window can be shown: always on Windows and macOS, elsewhere where a display is named."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
