"""The key: never in an address, a log, an error or a representation."""

import base64
import logging
import traceback

import httpx
import pytest

from ppm_desktop.domain.errors import ShopError
from ppm_desktop.prestashop.client import PrestaShopClient
from tests.fakes.webservice import KEY, Opener, error_answer, wrapped, xml_answer

HEADER = base64.b64encode(f"{KEY}:".encode()).decode()
SPELLINGS = (KEY, HEADER)


def every_answer() -> list[httpx.Response | Exception]:
    """Failures of a shop that repeats the key wherever it can."""
    echo = f"no permission for key {KEY} ({HEADER})"
    return [
        error_answer(401, 21, message=echo),
        error_answer(401, 26, message=echo),
        error_answer(500, 3, message=echo),
        httpx.Response(200, content=f"<html><title>{echo}</title></html>".encode()),
        httpx.Response(302, headers={"location": f"https://shop.test/?ws_key={KEY}"}),
        httpx.Response(500, content=echo.encode()),
        httpx.Response(503, content=echo.encode()),
        httpx.ConnectError(echo),
        httpx.ReadTimeout(echo),
        xml_answer(echo),
        xml_answer(f"<b>Warning</b>: {echo}" + wrapped("<orders/>")),
    ]


@pytest.mark.parametrize("place", range(11))
def test_no_failure_gives_the_key_away(opened: Opener, caplog: pytest.LogCaptureFixture, place: int) -> None:
    caplog.set_level(logging.DEBUG)
    answer = every_answer()[place]

    def handler(_: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    client = opened(handler)
    with pytest.raises(ShopError) as caught:
        client.languages()
    error = caught.value
    shown = [str(error), repr(error), error.detail, repr(error.facts), caplog.text, repr(client)]
    shown.append("".join(traceback.format_exception_only(error)))
    for spelling in SPELLINGS:
        assert all(spelling not in text for text in shown)


def test_representations_tell_the_address_only(opened: Opener) -> None:
    client: PrestaShopClient = opened(lambda _: httpx.Response(200))
    assert repr(client) == "<PrestaShopClient https://shop.test>"
    assert KEY not in repr(client._transport)
    assert KEY not in repr(client._transport._http)
