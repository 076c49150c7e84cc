"""Writing to a shop with real semantics: nothing that was not sent changes, nothing is made twice, none gets lost."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest
from lxml import etree

from ppm_desktop.domain.errors import ShopBusy
from ppm_desktop.domain.writing import Capabilities, ProductWrite, SpecificPriceWrite, StockWrite
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from ppm_desktop.practice.store import Record
from ppm_desktop.prestashop.client import ClientOptions, PrestaShopClient
from ppm_desktop.prestashop.writer import ShopWriter
from tests.fakes.losing import LosingTransport
from tests.fakes.meddling import Answer, MeddlingTransport, ReadingTransport, page, refusal

PATCHES = Capabilities("8.2.1", can_patch=True)
PUTS = Capabilities("1.7.8", can_patch=False)
TIMEOUT_S = 3.0
WORKS_S = 2.0
FILLED = {
    "location": "A-1-7",
    "wholesale_price": "3.210000",
    "minimal_quantity": "4",
    "additional_shipping_cost": "7.500000",
    "on_sale": "1",
    "online_only": "1",
    "mpn": "MPN-7",
    "isbn": "9788328302341",
    "unity": "szt.",
    "ecotax": "0.500000",
    "redirect_type": "301-category",
}
"""Fields that PPM knows nothing of."""
MODES = pytest.mark.parametrize("capabilities", [PATCHES, PUTS], ids=["patch", "put"])


@contextmanager
def writing(
    shop: PracticeShop, capabilities: Capabilities = PATCHES, transport: httpx.BaseTransport | None = None
) -> Iterator[tuple[PrestaShopClient, ShopWriter]]:
    options = ClientOptions(timeout_s=TIMEOUT_S, attempts=2, connections=8)
    with PrestaShopClient(shop.address, shop.key, options, transport=transport) as client:
        yield client, ShopWriter(client, capabilities, timeout_s=TIMEOUT_S)


@pytest.fixture
def shop() -> Iterator[PracticeShop]:
    with PracticeShop(PracticeOptions(products=200)) as shop:
        yield shop


def rows(shop: PracticeShop, resource: str = "products") -> dict[int, Record]:
    return dict(shop.catalogue.tables[resource].rows)


def fill_with_line_ends(shop: PracticeShop, number: int) -> None:
    """Texts as editors of all systems leave them."""
    record = rows(shop)[number]
    texts = {**record.texts, "description": ("<p>a</p>\r\n<p>b</p>", "<p>ą</p>\r\n \t<p>b &amp; c</p>\n\r")}
    shop.catalogue.update("products", replace(record, texts=texts))


def told(product: etree._Element) -> dict[str, bytes]:
    """Each field and association of a product, byte for byte, without what was sent and the time of the change."""
    parts = [*product, *product.iterfind("associations/*")]
    return {
        str(part.tag): etree.tostring(part)
        for part in parts
        if part.tag not in ("price", "active", "date_upd", "associations")
    }


def batches(writes: Sequence[ProductWrite], size: int = 20) -> list[Sequence[ProductWrite]]:
    return [writes[start : start + size] for start in range(0, len(writes), size)]


def new(count: int) -> list[ProductWrite]:
    names = {1: "New", 2: "Nowy"}
    return [
        ProductWrite(
            reference=f"NEW-{number:03d}",
            names=names,
            price="10.00",
            active=True,
            tax_group_id=1,
            default_category_id=2,
            category_ids=(2,),
        )
        for number in range(count)
    ]


@MODES
def test_whatever_was_not_sent_stays_byte_for_byte(shop: PracticeShop, capabilities: Capabilities) -> None:
    """200 products as the shop tells them in full, with fields filled that a careless PUT would wipe."""
    numbers = shop.catalogue.product_ids()
    for number in numbers:
        shop.catalogue.change_product(number, **FILLED)
        fill_with_line_ends(shop, number)
    lines = {number: record.texts["description"] for number, record in rows(shop).items()}
    with writing(shop, capabilities) as (client, writer):
        before = client.whole(numbers)
        assert min(len(told(node)) for node in before.values()) >= 60
        for batch in batches([ProductWrite(id=number, price="77.50", active=True) for number in numbers]):
            assert all(one.error is None for one in writer.update_products(batch))
        after = client.whole(numbers)
    assert {node.findtext("price") for node in after.values()} == {"77.500000"}
    assert {name: before[1].findtext(name) for name in FILLED} == FILLED
    for number in numbers:
        assert told(after[number]) == told(before[number])
    assert {number: record.texts["description"] for number, record in rows(shop).items()} == lines


@MODES
def test_three_refused_of_a_hundred_are_found_and_the_others_written(
    shop: PracticeShop, capabilities: Capabilities
) -> None:
    numbers = shop.catalogue.product_ids()[:100]
    bad = {numbers[3], numbers[44], numbers[99]}
    with writing(shop, capabilities) as (client, writer):
        dates = client.dates(numbers)
        writes = [
            ProductWrite(id=number, price="-1" if number in bad else "5.00", date_upd=dates[number])
            for number in numbers
        ]
        before = len(shop.requests)
        results = [result for batch in batches(writes) for result in writer.update_products(batch)]
    assert {number for number, one in zip(numbers, results, strict=True) if one.error} == bad
    assert {one.error.facts["field"] for one in results if one.error} == {"price"}
    assert {rows(shop)[number].values["price"] for number in set(numbers) - bad} == {"5.000000"}
    assert len(shop.requests) - before <= 40


@MODES
def test_a_refused_product_that_somebody_else_saves_meanwhile_is_not_taken_for_written(
    shop: PracticeShop, capabilities: Capabilities
) -> None:
    """Its new date of change looks like ours, and the next one is refused as well."""
    numbers = shop.catalogue.product_ids()[:20]
    bad = {numbers[2], numbers[3]}
    before = rows(shop)[numbers[2]].values["price"]
    with writing(shop, capabilities) as (client, _):
        dates = client.dates(numbers)
    writes = [
        ProductWrite(id=number, price="-1" if number in bad else "5.00", date_upd=dates[number]) for number in numbers
    ]
    shop.catalogue.change_product(numbers[2], location="B-2")
    with writing(shop, capabilities) as (_, writer):
        results = writer.update_products(writes)
    assert {number for number, one in zip(numbers, results, strict=True) if one.error} == bad
    assert rows(shop)[numbers[2]].values["price"] == before
    assert {rows(shop)[number].values["price"] for number in set(numbers) - bad} == {"5.000000"}


def test_refused_products_of_a_creation_are_found_and_none_is_made_twice(shop: PracticeShop) -> None:
    writes = new(100)
    bad = {7, 8, 93}
    writes = [
        ProductWrite(reference=one.reference, names={1: "<b>", 2: "<b>"}, price="1") if place in bad else one
        for place, one in enumerate(writes)
    ]
    before = len(shop.requests)
    with writing(shop) as (_, writer):
        results = [result for batch in batches(writes) for result in writer.create_products(batch)]
    assert {place for place, one in enumerate(results) if one.error} == bad
    made = Counter(record.values["reference"] for record in rows(shop).values())
    assert [made[one.reference or ""] for one in writes] == [0 if place in bad else 1 for place in range(100)]
    assert len(shop.requests) - before <= 40


@pytest.mark.parametrize("seed", [1])
def test_lost_answers_to_200_posts_make_no_product_twice_and_lose_none(shop: PracticeShop, seed: int) -> None:
    """Cut before the work, after it, and while the shop works on for two seconds."""
    writes = new(200)
    transport = LosingTransport(seed, WORKS_S)
    with writing(shop, transport=transport) as (_, writer), ThreadPoolExecutor(40) as threads:
        results = [one for (one,) in threads.map(lambda write: writer.create_products([write]), writes)]
        transport.settle()
    assert len(transport.lost) == 200
    assert set(transport.lost) == {"before the work", "after the work", "while it works"}
    assert [one.error for one in results if one.error] == []
    made = Counter(record.values["reference"] for record in rows(shop).values())
    assert {made[write.reference or ""] for write in writes} == {1}


@pytest.mark.parametrize("status", [502, 503, 504, 520, 524])
def test_what_a_proxy_answers_while_the_shop_works_makes_no_product_twice(shop: PracticeShop, status: int) -> None:
    transport = MeddlingTransport("POST", "products", page(status), times=1, works_after_s=WORKS_S)
    writes = new(5)
    with writing(shop, transport=transport) as (_, writer):
        results = writer.create_products(writes)
        transport.settle()
    assert [one.error for one in results] == [None] * 5
    made = Counter(record.values["reference"] for record in rows(shop).values())
    assert {made[write.reference or ""] for write in writes} == {1}


@pytest.mark.parametrize("answer", [page(500), refusal("a warning of PHP", 3, 500)], ids=["plain", "document"])
def test_a_shop_that_says_itself_that_it_failed_is_asked_again_at_once(shop: PracticeShop, answer: Answer) -> None:
    transport = MeddlingTransport("POST", "products", answer, times=1)
    before = len(shop.requests)
    with writing(shop, transport=transport) as (_, writer):
        (made,) = writer.create_products(new(1))
    assert made.error is None
    assert [line.method for line in shop.requests[before:]] == ["GET", "POST"]


MAKERS: dict[str, Callable[[ShopWriter], int | None]] = {
    "manufacturers": lambda writer: writer.create_manufacturer("Nowy Wytwórca"),
    "categories": lambda writer: writer.create_category(2, {1: "Novelties", 2: "Nowości"}),
    "specific_prices": lambda writer: writer.set_specific_prices([SpecificPriceWrite(1, 3, "9.50")])[0].id,
}


@MODES
def test_requests_that_are_too_large_are_halved_until_they_pass(shop: PracticeShop, capabilities: Capabilities) -> None:
    largest = 12_000
    with writing(shop, capabilities, ReadingTransport(lambda body: page(413) if len(body) > largest else None)) as desk:
        client, writer = desk
        changes = [
            ProductWrite(id=one.id, date_upd=one.date_upd, names={1: "x" * 128, 2: "y" * 128})
            for one in client.page(shop.catalogue.product_ids()[:40])
        ]
        assert not [one.error for one in writer.update_products(changes) if one.error]
        made = writer.create_products([replace(one, descriptions={1: "d" * 2_000}) for one in new(20)])
    assert not [one.error for one in made if one.error]
    assert len({one.id for one in made}) == 20


def test_a_product_that_is_too_large_by_itself_fails_alone(shop: PracticeShop) -> None:
    writes = [replace(one, descriptions={1: "d" * (40_000 if one.reference == "NEW-003" else 10)}) for one in new(8)]
    with writing(shop, transport=ReadingTransport(lambda body: page(413) if len(body) > 20_000 else None)) as desk:
        made = desk[1].create_products(writes)
    assert [one.error.cause if one.error else "" for one in made] == ["", "", "", "too_large", "", "", "", ""]


@pytest.mark.parametrize(("status", "cause"), [(403, "filtered"), (500, "internal")])
def test_the_product_at_which_a_firewall_or_the_shop_itself_fails_is_found(
    shop: PracticeShop, status: int, cause: str
) -> None:
    def answers(body: bytes) -> Answer | None:
        return page(status) if b"DROP TABLE" in body else None

    writes = [replace(one, names={1: "DROP TABLE" if one.reference == "NEW-005" else "New"}) for one in new(8)]
    with writing(shop, transport=ReadingTransport(answers)) as desk:
        client, writer = desk
        changes = [
            ProductWrite(id=one.id, date_upd=one.date_upd, names={1: "DROP TABLE" if place == 5 else "Changed"})
            for place, one in enumerate(client.page(shop.catalogue.product_ids()[:16]))
        ]
        results = writer.update_products(changes), writer.create_products(writes)
    for written in results:
        assert {place: one.error.cause for place, one in enumerate(written) if one.error} == {5: cause}
    references = [row.values["reference"] for row in rows(shop).values()]
    assert sorted(one for one in references if one.startswith("NEW-")) == [
        one.reference for one in new(8) if one.reference != "NEW-005"
    ]


@pytest.mark.parametrize("resource", MAKERS)
@pytest.mark.parametrize(
    ("answer", "works_after_s"),
    [(None, 0.0), (None, 1.0), (None, None), (page(502), 0.0), (page(502), 1.0), (page(500), 0.0), (page(500), None)],
    ids=["cut after", "cut meanwhile", "cut before", "proxy after", "proxy meanwhile", "failed after", "failed before"],
)
def test_nothing_else_is_made_twice_after_a_lost_answer(
    shop: PracticeShop, resource: str, answer: Answer | None, works_after_s: float | None
) -> None:
    before = set(rows(shop, resource))
    transport = MeddlingTransport("POST", resource, answer, times=1, works_after_s=works_after_s)
    with writing(shop, transport=transport) as (_, writer):
        made = MAKERS[resource](writer)
        transport.settle()
    assert set(rows(shop, resource)) - before == {made}


def test_what_nobody_could_look_up_is_looked_up_before_the_next_try(shop: PracticeShop) -> None:
    before = set(rows(shop, "manufacturers"))
    transport = MeddlingTransport("POST", "manufacturers", page(503), times=1)
    with writing(shop, transport=transport) as (_, writer):
        with pytest.raises(ShopBusy):
            writer.create_manufacturer("Nowy Wytwórca")
        with writing(shop) as (_, another):
            late = another.create_manufacturer("Nowy Wytwórca")
        assert writer.create_manufacturer("Nowy Wytwórca") == late
    assert set(rows(shop, "manufacturers")) - before == {late}


def test_a_category_that_its_parent_has_already_is_not_made_again(shop: PracticeShop) -> None:
    with writing(shop) as (_, writer):
        made = writer.create_category(2, {1: "Novelties", 2: "Nowości"})
        assert writer.create_category(2, {1: "nowości", 2: "nowości"}) == made
        assert writer.create_category(made, {1: "Novelties", 2: "Nowości"}) != made


@MODES
def test_stock_is_written_by_its_rows(shop: PracticeShop, capabilities: Capabilities) -> None:
    numbers = [one for one in shop.catalogue.product_ids() if not shop.catalogue.combination_ids(one)][:60]
    with writing(shop, capabilities) as (client, writer):
        found = client.stock_rows(numbers)
        results = writer.set_stock([StockWrite(row.id, 1000 + row.product_id) for row in found])
    assert all(one.error is None for one in results)
    assert [shop.catalogue.quantity(number) for number in numbers] == [1000 + number for number in numbers]


def test_special_prices_of_ours_are_made_changed_and_deleted(shop: PracticeShop) -> None:
    number = shop.catalogue.product_ids()[0]
    others = set(rows(shop, "specific_prices"))
    with writing(shop) as (_, writer):
        (made,) = writer.set_specific_prices([SpecificPriceWrite(number, 3, "9.50")])
        assert made.id is not None
        writer.set_specific_prices([SpecificPriceWrite(number, 3, "8.25", made.id)])
        assert rows(shop, "specific_prices")[made.id].values["price"] == "8.250000"
        writer.set_specific_prices([SpecificPriceWrite(number, 3, None, made.id)])
    assert set(rows(shop, "specific_prices")) == others


def test_manufacturers_and_categories_are_made(shop: PracticeShop) -> None:
    with writing(shop) as (client, writer):
        maker = writer.create_manufacturer("Żubr Moto")
        category = writer.create_category(2, {1: "Gear", 2: "Odzież łowiecka"})
        assert client.manufacturers()[maker] == "Żubr Moto"
        (made,) = [one for one in client.categories() if one.id == category]
    assert (made.parent_id, made.names[2]) == (2, "Odzież łowiecka")
