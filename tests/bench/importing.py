"""How fast an import is, how much memory it takes, and how little an unchanged shop writes."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import httpx
from prestapyt import PrestaShopWebServiceDict
from sqlalchemy import event

from ppm_desktop.assembly import Assembly, prepare_process
from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.prestashop.client import ClientOptions, PrestaShopClient
from ppm_desktop.settings import Settings
from tests.bench.shop_process import ShopAddress, practice_shop

PRODUCTS = 10_000
LOOP_PRODUCTS = 300
ROUNDS = 3
SMALL_SHOP, LARGE_SHOP = 1_000, 20_000
MEMORY_BOUND_MB = 60
LOOP_BOUND = 25.0
LIMIT_BOUND = 0.8
WRITES_BOUND = 0.05


def run() -> bool:
    """Print every figure beside its bound; whether all hold."""
    prepare_process()
    with practice_shop(PRODUCTS) as shop:
        speed = _speed(shop)
        writes = _writes_of_unchanged(shop)
    return all([*speed, writes, _memory()])


def _speed(shop: ShopAddress) -> list[bool]:
    loop = _rate(LOOP_PRODUCTS, lambda: _prestapyt_loop(shop, LOOP_PRODUCTS))
    setup, pages = _requests_of_an_import(shop)
    bare, ours = [], []
    for _ in range(ROUNDS):
        bare.append(_rate(PRODUCTS, lambda: _fetch_and_forget(shop, setup, pages)))
        ours.append(_rate(PRODUCTS, lambda: _import(shop)))
    limit, imported = statistics.median(bare), statistics.median(ours)
    print(f"prestapyt, one GET per product       {loop:8.0f} products/s")
    print(f"bare limit, same pages thrown away   {limit:8.0f} products/s  {_spread(bare)}")
    print(f"import                               {imported:8.0f} products/s  {_spread(ours)}")
    shares = [ours_one / bare_one for ours_one, bare_one in zip(ours, bare, strict=True)]
    return [
        _verdict("import / prestapyt loop", imported / loop, imported / loop >= LOOP_BOUND, f">= {LOOP_BOUND:.0f}"),
        _verdict(
            "import / bare limit (median of pairs)",
            statistics.median(shares),
            statistics.median(shares) >= LIMIT_BOUND,
            f">= {LIMIT_BOUND}",
        ),
    ]


def _prestapyt_loop(shop: ShopAddress, count: int) -> None:
    service = PrestaShopWebServiceDict(f"{shop.url}/api", shop.key)
    for number in _product_ids(shop)[:count]:
        service.get("products", number)


def _product_ids(shop: ShopAddress) -> list[int]:
    with _client(shop) as client:
        return list(client.product_ids())


def _client(shop: ShopAddress, transport: httpx.BaseTransport | None = None) -> PrestaShopClient:
    shared = SharedSettings()
    options = ClientOptions(
        timeout_s=shared.shop_timeout_s,
        connect_timeout_s=shared.shop_connect_timeout_s,
        attempts=1,
        connections=shared.import_connections,
        home_country=shared.home_country,
    )
    return PrestaShopClient(shop.url, shop.key, options, transport=transport)


class _Recorder(httpx.HTTPTransport):
    """Notes the address of every request that it passes on."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[httpx.URL] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.urls.append(request.url)
        return super().handle_request(request)

    def take(self) -> list[httpx.URL]:
        taken, self.urls = self.urls, []
        return taken


def _requests_of_an_import(shop: ShopAddress) -> tuple[list[httpx.URL], list[list[httpx.URL]]]:
    """The requests that an import makes before its pages, and those of each page."""
    recorder = _Recorder()
    size = SharedSettings().import_page_size
    pages = []
    with _client(shop, recorder) as client:
        client.languages()
        client.tax_rates()
        client.manufacturers()
        client.categories()
        ids = client.product_ids()
        setup = recorder.take()
        for start in range(0, len(ids), size):
            client.page(ids[start : start + size])
            pages.append(recorder.take())
    return setup, pages


def _fetch_and_forget(shop: ShopAddress, setup: Sequence[httpx.URL], pages: Sequence[Sequence[httpx.URL]]) -> None:
    connections = SharedSettings().import_connections
    with httpx.Client(auth=(shop.key, ""), timeout=60) as client, ThreadPoolExecutor(connections) as fetchers:
        for url in setup:
            client.get(url).raise_for_status()

        def fetch(page: Sequence[httpx.URL]) -> None:
            for url in page:
                client.get(url).raise_for_status()

        list(fetchers.map(fetch, pages))


def _import(shop: ShopAddress) -> None:
    with tempfile.TemporaryDirectory() as folder, _assembly(Path(folder)) as assembly:
        _run_import(assembly, assembly.shops.add("bench", shop.url, shop.key).id)


def _assembly(folder: Path) -> Assembly:
    return Assembly(Settings(data_dir=folder))


def _run_import(assembly: Assembly, shop_id: int) -> JobSnapshot:
    (job,) = assembly.job_rows.create(JobRequest(), [shop_id], False)
    ended = assembly.runner.run(job.id, JobControl())
    assert ended is not None and ended.processed == ended.total, ended
    return ended


def _writes_of_unchanged(shop: ShopAddress) -> bool:
    with tempfile.TemporaryDirectory() as folder, _assembly(Path(folder)) as assembly:
        shop_id = assembly.shops.add("bench", shop.url, shop.key).id
        _run_import(assembly, shop_id)
        statements, rows = 0, 0

        def count(
            _connection: object,
            _cursor: object,
            statement: str,
            parameters: Sequence[object],
            _context: object,
            many: bool,
        ) -> None:
            nonlocal statements, rows
            if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "REPLACE")):
                statements += 1
                rows += len(parameters) if many else 1

        event.listen(assembly.database.engine, "before_cursor_execute", count)
        ended = _run_import(assembly, shop_id)
        event.remove(assembly.database.engine, "before_cursor_execute", count)
    assert ended.counters.unchanged + ended.failed == ended.total, ended.counters
    each = statements / PRODUCTS
    print(f"unchanged import: {statements} writing statements, {rows} rows for {PRODUCTS} products")
    return _verdict("writing statements per unchanged product", each, each < WRITES_BOUND, f"< {WRITES_BOUND}")


def _memory() -> bool:
    peaks = {}
    for products in (SMALL_SHOP, LARGE_SHOP):
        with practice_shop(products) as shop:
            peaks[products] = _peak_mb(shop)
        print(f"peak memory, import of {products:6d}        {peaks[products]:8.1f} MB")
    growth = peaks[LARGE_SHOP] - peaks[SMALL_SHOP]
    return _verdict("growth of peak memory, MB", growth, growth <= MEMORY_BOUND_MB, f"<= {MEMORY_BOUND_MB}")


def _peak_mb(shop: ShopAddress) -> float:
    """Peak memory of ``ppm-desktop import`` as a process; asks Linux, which alone counts it so."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PPM_DATA_DIR": folder}
        command = [sys.executable, "-m", "ppm_desktop"]
        subprocess.run(
            [*command, "shop", "add", "bench", shop.url, "--key-stdin"],
            input=shop.key,
            text=True,
            env=environment,
            check=True,
            capture_output=True,
        )
        process = subprocess.Popen(
            [*command, "import", "bench", "--json"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        peak_mb = 0.0
        with ThreadPoolExecutor(1) as reader:
            assert process.stdout is not None
            answer = reader.submit(process.stdout.read)
            while not answer.done():
                peak_mb = max(peak_mb, _high_water_mb(process.pid))
                wait([answer], timeout=0.05)
        process.stdout.close()
        process.wait()
        document = json.loads(answer.result())
    assert document["processed_items"] == document["total_items"] > 0
    return peak_mb


def _high_water_mb(process_id: int) -> float:
    """The most memory that the process has had so far, by the kernel's count for this program alone."""
    try:
        lines = Path(f"/proc/{process_id}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    kilobytes = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), "0")
    return int(kilobytes) / 1000


def _rate(count: int, work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return count / (time.perf_counter() - began)


def _spread(rates: Sequence[float]) -> str:
    return f"({min(rates):.0f} to {max(rates):.0f})"


def _verdict(name: str, figure: float, holds: bool, bound: str) -> bool:
    print(f"{'ok  ' if holds else 'FAIL'}  {name}: {figure:.3f} (must be {bound})")
    return holds
