"""The connection test against practice shops and against servers that are none."""

import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
import trustme

from ppm_desktop.domain.errors import Cancelled, InvalidRequest
from ppm_desktop.domain.permissions import MissingRight, Right
from ppm_desktop.domain.shop_profile import (
    ConnectionReport,
    ConnectionState,
    ConnectionStep,
    ShopEdit,
    StepResult,
    StepState,
)
from ppm_desktop.practice.access import Access, all_permissions
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from ppm_desktop.prestashop.certificates import Doorstep
from ppm_desktop.prestashop.client import ClientOptions
from tests.fakes.office import Office
from tests.fakes.raw_server import RawServer

KEY = "POLA0BRANA0KLUCZ0DO0TESTOW000000"
Behaviour = Callable[[socket.socket, RawServer], None]


def answering(body: str, version: str = "") -> Behaviour:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {len(body)}\r\n"
    head += f"PSWS-Version: {version}\r\n" if version else ""

    def behave(connection: socket.socket, _server: RawServer) -> None:
        connection.sendall(f"{head}\r\n{body}".encode())

    return behave


def silent(connection: socket.socket, server: RawServer) -> None:
    server.leaving.wait(10)
    connection.close()


def ended(report: ConnectionReport) -> list[tuple[str, str]]:
    """Step and cause of those that ended."""
    return [(one.step.value, one.cause) for one in report.steps]


def edit_as_it_is(office: Office, shop_id: int) -> ShopEdit:
    return ShopEdit.of(office.parts.shops.profile(shop_id))


def test_a_good_shop_passes_six_steps_each_told_as_it_begins_and_ends(small_office: Office, shop: PracticeShop) -> None:
    told: list[StepResult] = []
    report = small_office.parts.shops.check(shop.address, shop.key, told.append)
    assert report.passed
    expected = [(step, state) for step in ConnectionStep for state in (StepState.RUNNING, StepState.PASSED)]
    assert [(one.step, one.state) for one in told] == expected
    assert (report.product_count, report.version, report.can_patch) == (150, "8.2.1", True)
    assert set(report.languages) == {"pl", "en"}
    assert report.certificate_until is None
    assert shop.key not in repr(told) + repr(report)


def test_nobody_at_the_address_is_the_first_step(small_office: Office) -> None:
    with PracticeShop(PracticeOptions(products=1)) as closed:
        address = closed.address
    assert ended(small_office.parts.shops.check(address, KEY)) == [("address", "connection_lost")]


def test_the_first_step_shows_no_key(small_office: Office) -> None:
    seen = []

    def behave(connection: socket.socket, server: RawServer) -> None:
        seen.append(server.requests)
        connection.close()

    with RawServer(behave) as server:
        small_office.parts.shops.check(f"http://127.0.0.1:{server.port}", KEY)
    assert seen == [1], "the test ends with the first request, which is made without the key"


def test_a_web_page_is_no_webservice(small_office: Office) -> None:
    with RawServer(answering("<html><title>Sklep</title></html>")) as server:
        report = small_office.parts.shops.check(f"http://127.0.0.1:{server.port}", KEY)
    assert ended(report) == [("address", ""), ("webservice", "not_webservice")]
    assert not report.may_add


def test_a_wrong_key_is_the_third_step(small_office: Office, shop: PracticeShop) -> None:
    report = small_office.parts.shops.check(shop.address, KEY)
    assert ended(report) == [("address", ""), ("webservice", ""), ("key", "key_rejected")]


def test_a_version_before_1_7_is_refused(small_office: Office) -> None:
    root = '<prestashop><api shopName="Stary"><products get="true"/></api></prestashop>'
    with RawServer(answering(root, "1.6.1.24")) as server:
        report = small_office.parts.shops.check(f"http://127.0.0.1:{server.port}", KEY)
    assert ended(report)[-1] == ("version", "version_old")


def test_a_key_that_cannot_read_products_stops_at_its_permissions(small_office: Office) -> None:
    few = {name: verbs for name, verbs in all_permissions().items() if name != "products"}
    with PracticeShop(PracticeOptions(products=1, more_keys={KEY: Access(permissions=few)})) as shop:
        report = small_office.parts.shops.check(shop.address, KEY)
    assert ended(report)[-1] == ("permissions", "permission")
    assert report.steps[-1].facts == {"action": "GET", "resource": "products"}
    with pytest.raises(InvalidRequest, match="test_failed"):
        small_office.parts.shops.add("Kayo", shop.address, KEY, report)
    assert small_office.parts.shops.list() == []


def test_a_key_that_cannot_write_stock_is_connected_and_needs_attention(small_office: Office) -> None:
    rights = all_permissions() | {"stock_availables": frozenset({"GET"})}
    with PracticeShop(PracticeOptions(products=3, more_keys={KEY: Access(permissions=rights)})) as shop:
        report = small_office.parts.shops.check(shop.address, KEY)
        added = small_office.parts.shops.add("Kayo", shop.address, KEY, report)
    profile = small_office.parts.shops.profile(added.id)
    assert (profile.state, profile.needs_attention) == (ConnectionState.CONNECTED, True)
    assert profile.matrix is not None
    assert (profile.matrix.held, profile.matrix.needed) == (11, 12)
    assert profile.matrix.missing == (MissingRight("stock_availables", Right.CHANGE, "PATCH"),)


def test_a_test_is_broken_off_while_the_shop_is_silent(small_office: Office) -> None:
    stop = threading.Event()
    with RawServer(silent) as server:

        def give_up() -> None:
            server.asked.wait(10)
            stop.set()

        watcher = threading.Thread(target=give_up)
        watcher.start()
        with pytest.raises(Cancelled):
            small_office.parts.shops.check(f"http://127.0.0.1:{server.port}", KEY, stop=stop)
        watcher.join()


def test_the_end_of_a_certificate_is_read() -> None:
    authority = trustme.CA()
    server_side, client_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    certificate = authority.issue_cert("localhost")
    certificate.configure_cert(server_side)
    authority.configure_trust(client_side)
    with RawServer(answering("", "8.1.7"), server_side) as server:
        doorstep = Doorstep(f"https://localhost:{server.port}", ClientOptions(verify=client_side))
        until = doorstep.certificate_until()
    assert until is not None
    assert until.year >= 2035


def test_all_shops_are_tested_and_one_that_fails_holds_up_nobody(small_office: Office, shop: PracticeShop) -> None:
    shops = small_office.parts.shops
    good = small_office.add_shop(shop)
    wrong = shops.add("Zły klucz", shop.address.replace("127.0.0.1", "localhost"), KEY)
    off = shops.add("Wyłączony", "https://wylaczony.example", KEY)
    shops.switch(off.id, active=False)
    outcomes = {tested.id: outcome for tested, outcome in shops.test_all()}
    assert outcomes.keys() == {good.id, wrong.id}
    states = {one.summary.id: one.state for one in shops.profiles()}
    assert states == {
        good.id: ConnectionState.CONNECTED,
        wrong.id: ConnectionState.KEY_REJECTED,
        off.id: ConnectionState.SWITCHED_OFF,
    }


def test_categories_are_shown_by_their_paths_beside_what_an_import_made_of_them(
    small_office: Office, shop: PracticeShop
) -> None:
    added = small_office.add_shop(shop)
    service = small_office.parts.shop_mappings
    assert {one.ppm_category_id for one in service.categories(added.id).mappings} == {None}
    small_office.import_from(added)
    shown = service.categories(added.id)
    mapped = [one for one in shown.mappings if one.ppm_category_id is not None]
    assert mapped
    assert all(one.path == one.ppm_path for one in mapped)
    assert {one.path for one in mapped} <= {one.path for one in shown.choices}
    service.map_category(added.id, replace(mapped[0], ppm_category_id=None))
    again = {one.shop_category_id: one.ppm_category_id for one in service.categories(added.id).mappings}
    assert again == {one.shop_category_id: one.ppm_category_id for one in shown.mappings} | {
        mapped[0].shop_category_id: None
    }


def test_groups_of_customers_that_the_key_may_not_read_show_what_is_mapped(small_office: Office) -> None:
    rights = {name: verbs for name, verbs in all_permissions().items() if name != "groups"}
    with PracticeShop(PracticeOptions(products=1, more_keys={KEY: Access(permissions=rights)})) as shop:
        added = small_office.add_shop(shop)
        service = small_office.parts.shop_mappings
        groups = service.prices(added.id)
        assert [one.name for one in groups.mappings] == ["Odwiedzający", "Gość", "Klient", "Hurt"]
        wanted = replace(groups.mappings[3], price_group_id=groups.choices[0].id)
        service.map_price_group(added.id, wanted)
        small_office.parts.shops.edit(
            added.id, replace(ShopEdit.of(small_office.parts.shops.profile(added.id)), key=KEY)
        )
        hidden = service.prices(added.id)
    assert (hidden.readable, hidden.mappings) == (False, (wanted,))
