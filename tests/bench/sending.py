"""How fast a sync and an export write to a shop, with how few requests, and how fast they see that nothing changed."""

import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from prestapyt import PrestaShopWebServiceDict
from sqlalchemy import event

from ppm_desktop.assembly import Assembly, prepare_process
from ppm_desktop.domain.job import JobSnapshot, JobType
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.sending import Guards
from ppm_desktop.jobs.control import JobControl
from ppm_desktop.jobs.operations.send_plan import make_send_plan
from ppm_desktop.persistence.outgoing import OutgoingCatalogue
from ppm_desktop.prestashop.transport import ShopTransport
from ppm_desktop.settings import Settings
from tests.bench.shop_process import ShopAddress, practice_shop
from tests.fakes.editing import add_products

PRODUCTS, NEW = 1_000, 400
LOOP = 60
DECIDED = 20_000
ROUNDS = 5
PRICE_BOUND, CREATE_BOUND, STOCK_BOUND = 6.0, 5.0, 15.0
WRITES_PER_1000_PRODUCTS, WRITES_PER_1000_ROWS = 60, 12
DECIDE_BOUND = 3.0


def run() -> bool:
    """Print every figure beside its bound; whether all hold."""
    prepare_process()
    with practice_shop(PRODUCTS) as shop, tempfile.TemporaryDirectory() as folder:
        verdicts = _speed(shop, Path(folder))
    with practice_shop(DECIDED) as shop, tempfile.TemporaryDirectory() as folder:
        verdicts.append(_decision(shop, Path(folder)))
    return all(verdicts)


def _speed(shop: ShopAddress, folder: Path) -> list[bool]:
    service = PrestaShopWebServiceDict(f"{shop.url}/api", shop.key)
    with Assembly(Settings(data_dir=folder)) as parts:
        shop_id = parts.shops.add("bench", shop.url, shop.key).id
        _run(parts, JobRequest(), shop_id)
        simple = _ids_without_variants(parts)
        loops = {
            "price change": _rate(LOOP, lambda: _change_prices(service, LOOP)),
            "create": _rate(LOOP, lambda: _create(service, LOOP, with_stock=True)),
            "stock": _rate(LOOP, lambda: _change_stock(service, LOOP)),
        }
        bare = _rate(LOOP, lambda: _create(service, LOOP, with_stock=False))
        _execute(parts, "UPDATE product_prices SET price_net = price_net + 1, price_gross = price_gross + 2")
        price, price_writes = _sent(parts, JobType.SYNC, shop_id, PRODUCTS)
        _execute(parts, "UPDATE product_stock SET quantity = quantity + 1 WHERE product_variant_id IS NULL")
        stock, stock_writes = _sent(parts, JobType.SYNC, shop_id, simple)
        add_products(parts.database, [f"BENCH-{number:05d}" for number in range(NEW)])
        create, _ = _sent(parts, JobType.EXPORT, shop_id, NEW)
    ours = {"price change": price, "create": create, "stock": stock}
    bounds = {"price change": PRICE_BOUND, "create": CREATE_BOUND, "stock": STOCK_BOUND}
    verdicts = []
    for name, loop in loops.items():
        print(f"{name:14} prestapyt {loop:7.1f}/s   ours {ours[name]:7.1f}/s")
        ratio = ours[name] / loop
        verdicts.append(_verdict(f"{name}, ours / prestapyt", ratio, ratio >= bounds[name], f">= {bounds[name]:.0f}"))
    print(f"      create, ours with stock / prestapyt without: {create / bare:.3f} ({bare:.1f}/s)")
    each = price_writes["products"] * 1000 / PRODUCTS
    verdicts.append(
        _verdict(
            "write requests per 1000 products", each, each <= WRITES_PER_1000_PRODUCTS, f"<= {WRITES_PER_1000_PRODUCTS}"
        )
    )
    rows = stock_writes["stock_availables"] * 1000 / simple
    verdicts.append(
        _verdict("write requests per 1000 stock rows", rows, rows <= WRITES_PER_1000_ROWS, f"<= {WRITES_PER_1000_ROWS}")
    )
    return verdicts


def _sent(parts: Assembly, job_type: JobType, shop_id: int, expected: int) -> tuple[float, Counter[str]]:
    """Products a second, and requests that wrote, by resource."""
    with _counted_writes() as writes:
        began = time.perf_counter()
        ended = _run(parts, JobRequest(type=job_type, confirmed=_planned(parts, job_type, shop_id)), shop_id)
        took_s = time.perf_counter() - began
    done = ended.counters.created + ended.counters.updated
    assert done == expected, ended
    return done / took_s, writes


def _planned(parts: Assembly, job_type: JobType, shop_id: int) -> int:
    catalogue = OutgoingCatalogue(parts.database, shop_id, parts.shared.catalogue_language)
    return make_send_plan(catalogue, JobRequest(type=job_type), Guards(10, 20)).alarm.written


@contextmanager
def _counted_writes() -> Iterator[Counter[str]]:
    writes: Counter[str] = Counter()
    send = ShopTransport.send

    def counted(self: ShopTransport, verb: str, path: str, body: bytes) -> object:
        writes[path] += 1
        return send(self, verb, path, body)

    ShopTransport.send = counted  # type: ignore[assignment,method-assign]
    try:
        yield writes
    finally:
        ShopTransport.send = send  # type: ignore[method-assign]


def _decision(shop: ShopAddress, folder: Path) -> bool:
    """Seeing that nothing changed against reading the same rows with the bare driver."""
    with Assembly(Settings(data_dir=folder)) as parts:
        shop_id = parts.shops.add("bench", shop.url, shop.key).id
        _run(parts, JobRequest(), shop_id)
        _run(parts, JobRequest(type=JobType.SYNC), shop_id)
        with _counted_writes() as writes:
            ended = _run(parts, JobRequest(type=JobType.SYNC), shop_id)
        assert ended.total == 0 and not writes, (ended, writes)
        catalogue = OutgoingCatalogue(parts.database, shop_id, parts.shared.catalogue_language)
        statements: list[tuple[str, Sequence[object]]] = []

        def note(_c: object, _k: object, sql: str, values: Sequence[object], _x: object, _m: bool) -> None:
            if sql.startswith("SELECT"):
                statements.append((sql, values))

        event.listen(parts.database.engine, "before_cursor_execute", note)
        _decide(catalogue)
        event.remove(parts.database.engine, "before_cursor_execute", note)
        ours, raw = [], []
        for _ in range(ROUNDS):
            ours.append(_seconds(lambda: _decide(catalogue)))
            raw.append(_seconds(lambda: _read_raw(folder, statements)))
    ratio = statistics.median(a / b for a, b in zip(ours, raw, strict=True))
    print(
        f"deciding on {DECIDED} unchanged products {statistics.median(ours):.2f} s, the same rows raw "
        f"{statistics.median(raw):.2f} s; 0 requests that write"
    )
    return _verdict("deciding / reading raw", ratio, ratio <= DECIDE_BOUND, f"<= {DECIDE_BOUND:.0f}")


def _decide(catalogue: OutgoingCatalogue) -> None:
    assert not make_send_plan(catalogue, JobRequest(type=JobType.SYNC), Guards(10, 20)).ids


def _read_raw(folder: Path, statements: Sequence[tuple[str, Sequence[object]]]) -> None:
    (file,) = folder.glob("*.sqlite3")
    connection = sqlite3.connect(file)
    for sql, values in statements:
        connection.execute(sql, values).fetchall()
    connection.close()


def _change_prices(service: PrestaShopWebServiceDict, count: int) -> None:
    for number in range(1, count + 1):
        product = service.get("products", number)["product"]
        for name in ("manufacturer_name", "quantity", "position_in_category"):
            product.pop(name, None)
        product["price"] = "12.34"
        service.edit("products", {"product": product})


def _create(service: PrestaShopWebServiceDict, count: int, *, with_stock: bool) -> None:
    """What an export does of each: the product and, unless told otherwise, its stock."""
    for number in range(count):
        texts = {"language": [{"attrs": {"id": "1"}, "value": "New"}, {"attrs": {"id": "2"}, "value": "Nowy"}]}
        product = {
            "reference": f"LOOP-{number}-{with_stock}",
            "price": "10.00",
            "state": "1",
            "active": "1",
            "name": texts,
        }
        made = service.add("products", {"product": product})["prestashop"]["product"]["id"]
        if with_stock:
            found = service.search("stock_availables", options={"filter[id_product]": made})
            row = service.get("stock_availables", found[0])
            row["stock_available"]["quantity"] = "7"
            service.edit("stock_availables", row)


def _change_stock(service: PrestaShopWebServiceDict, count: int) -> None:
    for number in range(1, count + 1):
        row = service.get("stock_availables", number)
        row["stock_available"]["quantity"] = "7"
        service.edit("stock_availables", row)


def _ids_without_variants(parts: Assembly) -> int:
    with parts.database.read() as connection:
        sql = "SELECT COUNT(*) FROM products WHERE is_variant_master = 0"
        return int(connection.exec_driver_sql(sql).scalar_one())


def _execute(parts: Assembly, sql: str) -> None:
    with parts.database.begin() as connection:
        connection.exec_driver_sql(sql)


def _run(parts: Assembly, request: JobRequest, shop_id: int) -> JobSnapshot:
    (job,) = parts.job_rows.create(request, [shop_id], False)
    ended = parts.runner.run(job.id, JobControl())
    assert ended is not None and ended.processed == ended.total, ended
    return ended


def _seconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _rate(count: int, work: Callable[[], None]) -> float:
    return count / _seconds(work)


def _verdict(name: str, figure: float, holds: bool, bound: str) -> bool:
    print(f"{'ok  ' if holds else 'FAIL'}  {name}: {figure:.3f} (must be {bound})")
    return holds
