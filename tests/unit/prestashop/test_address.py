"""What people type as an address of a shop."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.prestashop.address import is_loopback, normal_address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("shop.pl", "https://shop.pl"),
        ("  https://shop.pl/ ", "https://shop.pl"),
        ("https://shop.pl/api", "https://shop.pl"),
        ("https://shop.pl/api/", "https://shop.pl"),
        ("https://shop.pl/api/products", "https://shop.pl"),
        ("https://shop.pl/index.php", "https://shop.pl"),
        ("HTTPS://Shop.PL:443/Sklep/api/", "https://shop.pl/Sklep"),
        ("http://shop.pl", "http://shop.pl"),
        ("http://127.0.0.1:8099/api", "http://127.0.0.1:8099"),
        ("localhost:8099", "https://localhost:8099"),
        ("http://[::1]:8099/", "http://[::1]:8099"),
        ("http://sklep/", "http://sklep"),
        ("żółw-sklep.pl/pl/", "https://żółw-sklep.pl/pl"),
        ("https://shop.pl/?utm=1#top", "https://shop.pl"),
    ],
)
def test_an_address_becomes_the_base_of_the_webservice(typed: str, address: str) -> None:
    assert normal_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "", "   ", "shop", "moj sklep.pl", "ftp://shop.pl", "https://", "https://shop..pl", "https://-shop.pl",
        "https://shop.pl:99999", "javascript:alert(1)", "https://shop.pl\x00", "https://999.999.999.999",
        "https://[::1", "file:///etc/passwd",
    ],
)  # fmt: skip
def test_nonsense_is_refused(typed: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        normal_address(typed)
    assert caught.value.detail == "address_invalid"


@pytest.mark.parametrize("typed", ["https://KEY@shop.pl", "https://u:p@shop.pl/api", "shop.pl/api?ws_key=KEY"])
def test_an_address_with_a_key_in_it_is_refused(typed: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        normal_address(typed)
    assert caught.value.detail == "address_with_key"


@settings(deadline=None)
@given(st.text())
def test_any_text_is_an_address_or_an_error_and_an_address_stays_as_it_is(typed: str) -> None:
    try:
        address = normal_address(typed)
    except InvalidRequest:
        return
    assert normal_address(address) == address
    assert address.startswith(("https://", "http://"))


@pytest.mark.parametrize(
    ("address", "loopback"),
    [("http://127.0.0.1:1", True), ("http://[::1]", True), ("http://localhost:8", True), ("https://shop.pl", False)],
)
def test_this_computer_is_recognised(address: str, loopback: bool) -> None:
    assert is_loopback(address) is loopback
