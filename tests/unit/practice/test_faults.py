"""Every fault can be ordered by name, strikes where it should, and looks on the wire as it is called."""

import httpx
import pytest
from lxml import etree

from ppm_desktop.practice.faults import Fault, FaultKind, FaultPlan, Faults, UnknownFault
from ppm_desktop.practice.server import PracticeOptions, PracticeShop

PAGE = "products?display=[id,price]&limit=5"


def test_plan_is_read_from_text() -> None:
    plan = FaultPlan.parse("empty_sku:3, http_429:2,dropped@7 ,timeout:1=30,webservice_off")
    assert plan.faults == (
        Fault(FaultKind.EMPTY_SKU, 3),
        Fault(FaultKind.HTTP_429, 2),
        Fault(FaultKind.DROPPED, None, 7),
        Fault(FaultKind.TIMEOUT, 1, None, 30.0),
        Fault(FaultKind.WEBSERVICE_OFF),
    )
    assert plan.in_products() == {FaultKind.EMPTY_SKU: 3}
    assert FaultPlan.parse("") == FaultPlan()


@pytest.mark.parametrize("text", ["nosuch:1", "empty_sku:x", "empty_sku:1:2", "=3"])
def test_unknown_fault_is_told_with_the_names_there_are(text: str) -> None:
    with pytest.raises(UnknownFault) as caught:
        FaultPlan.parse(text)
    assert all(str(kind) in str(caught.value) for kind in FaultKind)


def test_fault_strikes_so_many_times_and_then_the_shop_recovers() -> None:
    faults = Faults([Fault(FaultKind.HTTP_503, 2)])
    struck = [faults.next_for(is_page=False) is not None for _ in range(4)]
    assert struck == [True, True, False, False]


def test_fault_without_times_stays_until_it_is_cleared() -> None:
    faults = Faults()
    faults.arm(FaultKind.WRONG_KEY)
    assert all(faults.next_for(is_page=False) for _ in range(5))
    faults.clear()
    assert faults.next_for(is_page=False) is None


def test_fault_at_a_page_waits_for_that_page() -> None:
    faults = Faults([Fault(FaultKind.DROPPED, None, 3)])
    asked = [(False, False), (True, False), (True, False), (False, False), (True, True), (True, False)]
    assert [faults.next_for(is_page=page) is not None for page, _ in asked] == [struck for _, struck in asked]


def test_faults_of_products_cannot_be_switched_on_later() -> None:
    with pytest.raises(ValueError, match="empty_sku"):
        Faults().arm(FaultKind.EMPTY_SKU)


@pytest.mark.parametrize(
    ("kind", "status", "needle"),
    [
        (FaultKind.WRONG_KEY, 401, "<code><![CDATA[20]]>"),
        (FaultKind.WEBSERVICE_OFF, 503, "<code><![CDATA[22]]>"),
        (FaultKind.HTML_PAGE, 200, "<!doctype html>"),
        (FaultKind.REDIRECT, 302, ""),
        (FaultKind.HTTP_429, 429, "429"),
        (FaultKind.HTTP_503, 503, "503"),
        (FaultKind.HTTP_500, 500, "PHP Warning"),
        (FaultKind.ENTITY_BOMB, 200, "<!ENTITY"),
        (FaultKind.SLOW, 200, "<prestashop"),
    ],
)
def test_answer_that_is_disturbed(
    shop: PracticeShop, client: httpx.Client, kind: FaultKind, status: int, needle: str
) -> None:
    shop.faults.arm(kind, times=1, seconds=0)
    response = client.get(PAGE)
    assert (response.status_code, needle in response.text) == (status, True)
    assert client.get(PAGE).status_code == 200
    assert shop.faults.struck == (kind,)


def test_429_says_how_long_to_wait(shop: PracticeShop, client: httpx.Client) -> None:
    shop.faults.arm(FaultKind.HTTP_429, times=1, seconds=7)
    assert client.get(PAGE).headers["retry-after"] == "7"


def test_warning_is_printed_in_front_of_good_xml(shop: PracticeShop, client: httpx.Client) -> None:
    shop.faults.arm(FaultKind.PHP_WARNING, times=1)
    text = client.get(PAGE).text
    assert text.startswith("<br />")
    assert len(etree.fromstring(text[text.index("<?xml") :].encode())[0]) == 5


def test_truncated_xml_cannot_be_read(shop: PracticeShop, client: httpx.Client) -> None:
    shop.faults.arm(FaultKind.TRUNCATED_XML, times=1)
    response = client.get(PAGE)
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(response.content)


def test_connection_is_dropped_without_an_answer(shop: PracticeShop, client: httpx.Client) -> None:
    shop.faults.arm(FaultKind.DROPPED, page=2)
    assert client.get(PAGE).is_success
    with pytest.raises(httpx.RemoteProtocolError):
        client.get(PAGE)
    assert client.get(PAGE).is_success


def test_huge_answer_is_larger_than_anybody_should_read(shop: PracticeShop, client: httpx.Client) -> None:
    shop.faults.arm(FaultKind.HUGE_ANSWER, times=1)
    with client.stream("GET", PAGE) as response:
        assert sum(len(piece) for piece in response.iter_raw()) > 50 * 1024 * 1024


def test_hanging_request_does_not_hold_up_others_nor_the_end(shop: PracticeShop, client: httpx.Client) -> None:
    shop.faults.arm(FaultKind.TIMEOUT, times=1, seconds=300)
    with pytest.raises(httpx.ReadTimeout):
        client.get(PAGE, timeout=0.2)
    assert client.get(PAGE).is_success


def test_plan_of_the_options_is_in_force_from_the_start() -> None:
    options = PracticeOptions(products=10, faults=FaultPlan.parse("empty_sku:2,http_500:1"))
    with PracticeShop(options) as shop, httpx.Client(base_url=shop.address, auth=(shop.key, "")) as client:
        assert client.get("/api/products").status_code == 500
        found = client.get("/api/products", params={"filter[reference]": "[]", "output_format": "JSON"}).json()
        assert len(found["products"]) == 2
