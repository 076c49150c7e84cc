"""The client against the practice shop, over real HTTP."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from ppm_desktop.domain.errors import (
    BrokenAnswer,
    ConnectionLost,
    NotAWebservice,
    ShopAuthError,
    ShopBusy,
    ShopError,
    ShopFault,
    ShopPermissionError,
    ShopSwitchedOff,
    ShopTimeout,
)
from ppm_desktop.practice.access import Access
from ppm_desktop.practice.faults import FaultKind
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from ppm_desktop.prestashop.client import ClientOptions, PrestaShopClient
from tests.fakes.told_event import ToldEvent

LIMITED_KEY = "ONLY0PRODUCTS0AND0NOTHING0ELSE00"


@pytest.fixture
def shop() -> Iterator[PracticeShop]:
    limited = Access(permissions={"products": frozenset({"GET"})})
    with PracticeShop(PracticeOptions(products=300, more_keys={LIMITED_KEY: limited})) as shop:
        yield shop


@pytest.fixture
def client(shop: PracticeShop) -> Iterator[PrestaShopClient]:
    with PrestaShopClient(shop.address, shop.key, ClientOptions(timeout_s=5), stop=ToldEvent()) as client:
        yield client


def test_everything_about_every_product_is_read(shop: PracticeShop, client: PrestaShopClient) -> None:
    ids = client.product_ids()
    assert list(ids) == shop.catalogue.product_ids()
    products = client.page(ids[:150]) + client.page(ids[150:])
    assert [product.id for product in products] == list(ids)
    for product in products:
        assert product.reference == shop.catalogue.reference(product.id)
        assert [one.id for one in product.combinations] == shop.catalogue.combination_ids(product.id)
        if not product.combinations:
            assert product.quantity == shop.catalogue.quantity(product.id)
        for one in product.combinations:
            assert one.quantity == shop.catalogue.quantity(product.id, one.id)
        assert set(product.texts) == {1, 2}
        assert product.category_ids
        assert Decimal(product.price) > 0
    assert any(product.combinations for product in products)


def test_what_surrounds_the_products_is_read(client: PrestaShopClient) -> None:
    identity = client.identity()
    assert identity.version
    assert identity.allows("stock_availables")
    assert {language.iso_code for language in client.languages()} == {"en", "pl"}
    assert set(client.tax_rates().values()) == {Decimal(23), Decimal(8), Decimal(5), Decimal(0)}
    assert client.manufacturers()
    categories = client.categories()
    parents = {category.id for category in categories} | {0}
    assert all(category.parent_id in parents and category.names for category in categories)


def test_products_of_a_category_are_those_that_name_it(client: PrestaShopClient) -> None:
    category_id = client.page([1])[0].category_ids[-1]
    members = client.category_product_ids(category_id)
    assert 1 in members
    assert all(category_id in product.category_ids for product in client.page(members))


@pytest.mark.parametrize("reference", ["NEW-1", "A|B", "A[1]B", "[1]", "50%", "ŻÓŁĆ", "A,B", "1,2", "a b", "X&Y#Z+1"])
def test_a_product_is_found_by_a_reference_of_any_kind(
    shop: PracticeShop, client: PrestaShopClient, reference: str
) -> None:
    shop.catalogue.change_product(7, reference=reference)
    other = shop.catalogue.reference(8)
    found = client.find_by_reference([reference.lower(), other, "NOPE"])
    assert found == {reference.lower(): [7], other: [8], "NOPE": []}


def test_pages_are_read_in_parallel(shop: PracticeShop, client: PrestaShopClient) -> None:
    ids = client.product_ids()
    pages = [ids[start : start + 25] for start in range(0, len(ids), 25)]
    with ThreadPoolExecutor(4) as pool:
        products = [product for page in pool.map(client.page, pages) for product in page]
    assert [product.id for product in products] == list(ids)
    # httpcore may take a connection for closed by the shop when its answer comes very fast: it is asked again.
    assert len(shop.requests) == client.traffic.requests <= 1 + 3 * len(pages) + client.traffic.retries


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (FaultKind.WEBSERVICE_OFF, ShopSwitchedOff),
        (FaultKind.WRONG_KEY, ShopAuthError),
        (FaultKind.HTML_PAGE, NotAWebservice),
        (FaultKind.REDIRECT, NotAWebservice),
        (FaultKind.HTTP_429, ShopBusy),
        (FaultKind.HTTP_500, ShopFault),
        (FaultKind.HTTP_503, ShopBusy),
        (FaultKind.TRUNCATED_XML, BrokenAnswer),
        (FaultKind.DROPPED, ConnectionLost),
        (FaultKind.ENTITY_BOMB, BrokenAnswer),
    ],
)
def test_a_lasting_fault_ends_in_its_error(
    shop: PracticeShop, client: PrestaShopClient, fault: FaultKind, kind: type[ShopError]
) -> None:
    shop.faults.arm(fault)
    with pytest.raises(ShopError) as caught:
        client.page([1, 2, 3])
    assert type(caught.value) is kind
    assert shop.key not in caught.value.detail


@pytest.mark.parametrize(
    "fault", [FaultKind.HTTP_429, FaultKind.HTTP_500, FaultKind.HTTP_503, FaultKind.TRUNCATED_XML, FaultKind.DROPPED]
)
def test_a_fault_that_passes_costs_nothing_but_a_try(
    shop: PracticeShop, client: PrestaShopClient, fault: FaultKind
) -> None:
    shop.faults.arm(fault, times=2)
    assert len(client.page([1, 2, 3])) == 3
    assert client.traffic.retries == 2


def test_a_php_warning_does_not_stop_reading(shop: PracticeShop, client: PrestaShopClient) -> None:
    shop.faults.arm(FaultKind.PHP_WARNING, times=1)
    assert len(client.page([1, 2, 3])) == 3


def test_a_hanging_shop_is_a_timeout(shop: PracticeShop) -> None:
    shop.faults.arm(FaultKind.TIMEOUT)
    options = ClientOptions(timeout_s=0.1, attempts=1)
    with PrestaShopClient(shop.address, shop.key, options) as client, pytest.raises(ShopTimeout):
        client.languages()


def test_a_key_with_few_rights_reads_what_it_may(shop: PracticeShop) -> None:
    with PrestaShopClient(shop.address, LIMITED_KEY) as client:
        assert set(client.identity().permissions) == {"products"}
        assert len(client.product_ids()) == 300
        with pytest.raises(ShopPermissionError) as caught:
            client.page([1])
    assert caught.value.facts == {"action": "GET", "resource": "stock_availables"}


def test_a_key_of_the_wrong_length_is_refused(shop: PracticeShop) -> None:
    with PrestaShopClient(shop.address, "short") as client, pytest.raises(ShopAuthError) as caught:
        client.languages()
    assert caught.value.ps_codes == (18,)


def test_closing_ends_a_request_that_hangs(shop: PracticeShop) -> None:
    shop.faults.arm(FaultKind.TIMEOUT)
    client = PrestaShopClient(shop.address, shop.key)
    ended = threading.Event()

    def read() -> None:
        try:
            client.languages()
        except Exception:  # noqa: BLE001 - whatever it is, the thread has come back
            ended.set()

    thread = threading.Thread(target=read)
    thread.start()
    shop_was_asked = threading.Event()
    while not shop.requests:
        shop_was_asked.wait(0.01)
    client.close()
    thread.join(10)
    assert ended.is_set()
