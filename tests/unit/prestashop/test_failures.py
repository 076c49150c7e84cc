"""Everything that can stand in the place of an answer, and the error it becomes."""

import socket
import ssl
import zlib
from collections.abc import Iterator

import httpx
import pytest

from ppm_desktop.domain.causes import CAUSES, Language, explain
from ppm_desktop.domain.errors import (
    BrokenAnswer,
    ConnectionLost,
    ItemGone,
    NotAWebservice,
    ShopAuthError,
    ShopBusy,
    ShopError,
    ShopFault,
    ShopPermissionError,
    ShopRefused,
    ShopSwitchedOff,
    ShopTimeout,
    ShopUnsafe,
)
from ppm_desktop.prestashop.xml import parse_document
from tests.fakes.webservice import Opener, error_answer, wrapped, xml_answer

PAGE = b"<!DOCTYPE html>\n<html><head><title>M\xc3\xb3j sklep</title></head><body>Witamy</body></html>"
LANGUAGES = wrapped("<languages><language><id>2</id><iso_code>pl</iso_code><active>1</active></language></languages>")


def failure_of(opened: Opener, answer: httpx.Response | Exception) -> ShopError:
    def handler(_: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pytest.raises(ShopError) as caught:
        opened(handler, attempts=1).languages()
    return caught.value


def page(status: int, body: bytes = PAGE, **headers: str) -> httpx.Response:
    return httpx.Response(status, content=body, headers={"content-type": "text/html; charset=utf-8", **headers})


@pytest.mark.parametrize(
    ("answer", "kind", "cause", "code"),
    [
        (page(200), NotAWebservice, "not_webservice", "PPM-HTML"),
        (page(404), NotAWebservice, "not_webservice", "PPM-HTML"),
        (page(400), NotAWebservice, "not_webservice", "PPM-HTML"),
        (page(301, b"", location="https://www.shop.test/"), NotAWebservice, "not_webservice", "PPM-HTML"),
        (page(200, b'{"status":"ok"}'), NotAWebservice, "not_webservice", "PPM-HTML"),
        (page(200, b""), NotAWebservice, "not_webservice", "PPM-HTML"),
        (xml_answer("<?xml version='1.0'?><rss/>"), NotAWebservice, "not_webservice", "PPM-HTML"),
        (xml_answer("", 404), ItemGone, "gone", "HTTP 404"),
        (xml_answer(""), BrokenAnswer, "broken_answer", "PPM-XML"),
        (xml_answer(wrapped("<orders/>")), BrokenAnswer, "broken_answer", "PPM-XML"),
        (xml_answer(LANGUAGES[:-40]), BrokenAnswer, "broken_answer", "PPM-XML"),
        (xml_answer(LANGUAGES.replace("</iso_code>", "")), BrokenAnswer, "broken_answer", "PPM-XML"),
        (page(401, b"401 Unauthorized"), ShopAuthError, "key_rejected", "HTTP 401"),
        (page(403), ShopPermissionError, "permission", "HTTP 403"),
        (page(408), ShopTimeout, "timeout", "HTTP 408"),
        (page(429, b"slow down"), ShopBusy, "too_many_requests", "HTTP 429"),
        (page(500, b""), ShopFault, "internal", "HTTP 500"),
        (page(500), ShopFault, "internal", "HTTP 500"),
        (xml_answer(LANGUAGES[:-40], 500), ShopFault, "internal", "HTTP 500"),
        (xml_answer(LANGUAGES, 500), ShopFault, "internal", "HTTP 500"),
        (page(200, b"<br />\n<b>Fatal error</b>:  Allowed memory"), ShopFault, "internal", "HTTP 200"),
        (page(502), ShopBusy, "overloaded", "HTTP 502"),
        (page(503), ShopBusy, "overloaded", "HTTP 503"),
        (page(504), ShopTimeout, "timeout", "HTTP 504"),
        (page(520), ShopFault, "internal", "HTTP 520"),
        (page(524), ShopTimeout, "timeout", "HTTP 524"),
        (xml_answer("", 400), ShopRefused, "refused", "HTTP 400"),
        (error_answer(503, 22), ShopSwitchedOff, "webservice_off", "PS 22"),
        (error_answer(500, 3, 5), ShopFault, "php_warning", "PS 3"),
        (error_answer(500, 3, 26), ShopPermissionError, "permission", "PS 26"),
        (error_answer(200, 21), ShopAuthError, "key_rejected", "PS 21"),
        (error_answer(405, 101), ShopPermissionError, "permission", "PS 101"),
        (error_answer(404, 87), ItemGone, "gone", "PS 87"),
        (error_answer(400, 85), ShopRefused, "refused", "PS 85"),
        (xml_answer(wrapped("<errors/>"), 503), ShopBusy, "overloaded", "HTTP 503"),
    ],
)
def test_an_answer_that_is_none_becomes_its_error(
    opened: Opener, answer: httpx.Response, kind: type[ShopError], cause: str, code: str
) -> None:
    error = failure_of(opened, answer)
    assert type(error) is kind
    assert (error.cause, error.code) == (cause, code)
    assert error.status == answer.status_code
    assert error.detail.startswith("GET languages: ")
    assert len(error.detail) <= 330


def certificate_error(message: str) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, message)
    error.verify_message = message
    return error


def caused(error: httpx.RequestError, cause: BaseException) -> httpx.RequestError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("raised", "kind", "cause", "code"),
    [
        (httpx.ConnectTimeout("slow"), ShopTimeout, "timeout", "timeout"),
        (httpx.ReadTimeout("slow"), ShopTimeout, "timeout", "timeout"),
        (httpx.WriteTimeout("slow"), ShopTimeout, "timeout", "timeout"),
        (httpx.PoolTimeout("slow"), ShopTimeout, "timeout", "timeout"),
        (httpx.ConnectError("refused"), ConnectionLost, "connection_lost", "PPM-NET"),
        (httpx.ReadError("reset"), ConnectionLost, "connection_lost", "PPM-NET"),
        (httpx.RemoteProtocolError("incomplete"), ConnectionLost, "connection_lost", "PPM-NET"),
        (
            caused(httpx.ConnectError("x"), socket.gaierror(socket.EAI_NONAME, "Name or service not known")),
            ShopUnsafe, "unsafe", "DNS/TLS",
        ),
        (caused(httpx.ConnectError("x"), certificate_error("expired")), ShopUnsafe, "unsafe", "DNS/TLS"),
        (caused(httpx.ConnectError("x"), ssl.SSLError(1, "WRONG_VERSION_NUMBER")), ShopUnsafe, "unsafe", "DNS/TLS"),
        (caused(httpx.ConnectError("x"), ssl.SSLEOFError(8, "eof")), ConnectionLost, "connection_lost", "PPM-NET"),
    ],
)  # fmt: skip
def test_a_request_without_an_answer_becomes_its_error(
    opened: Opener, raised: httpx.RequestError, kind: type[ShopError], cause: str, code: str
) -> None:
    error = failure_of(opened, raised)
    assert type(error) is kind
    assert (error.cause, error.code, error.status) == (cause, code, None)
    assert error.__cause__ is raised


def test_a_name_that_is_not_found_for_the_moment_may_be_found_later(opened: Opener) -> None:
    gone = failure_of(opened, caused(httpx.ConnectError("x"), socket.gaierror(socket.EAI_NONAME, "unknown")))
    for_now = failure_of(opened, caused(httpx.ConnectError("x"), socket.gaierror(socket.EAI_AGAIN, "try again")))
    assert (gone.retryable, for_now.retryable) == (False, True)


def test_a_timeout_says_how_long_it_waited(opened: Opener) -> None:
    def silent(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow")

    with pytest.raises(ShopTimeout) as caught:
        opened(silent, attempts=1, timeout_s=12.5).languages()
    assert caught.value.facts == {"s": "12.5"}
    assert "12.5 s" in explain(caught.value.cause, Language.ENGLISH, caught.value.facts).sentence


def test_a_web_page_is_told_by_its_title(opened: Opener) -> None:
    assert "Mój sklep" in failure_of(opened, page(200)).detail


def test_every_error_has_a_sentence_in_both_languages(opened: Opener) -> None:
    answers = [page(200), page(401, b""), page(403), page(429), page(500), page(503), page(504), error_answer(503, 22)]
    for answer in answers:
        error = failure_of(opened, answer)
        assert error.cause in CAUSES
        for language in Language:
            assert explain(error.cause, language, error.facts).sentence


@pytest.mark.parametrize(
    "printed",
    [
        b"<br />\n<b>Warning</b>:  Undefined array key in <b>/classes/Product.php</b> on line <b>7269</b><br />\n",
        b"Notice: Undefined index\n",
        b"\xef\xbb\xbf",
        b"\n\n",
    ],
)
def test_what_php_prints_in_front_of_the_xml_is_skipped(
    opened: Opener, printed: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    client = opened(lambda _: xml_answer(printed + LANGUAGES.encode()))
    for _ in range(3):
        assert client.languages()[0].iso_code == "pl"
    told = [record for record in caplog.records if record.name.startswith("ppm_desktop")]
    assert len(told) == (1 if b"e" in printed else 0)


def test_what_php_prints_behind_the_xml_is_skipped(opened: Opener) -> None:
    assert opened(lambda _: xml_answer(LANGUAGES + "<br /><b>Warning</b>: late")).languages()


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE prestashop [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><prestashop><languages><language><iso_code>&j;</iso_code></language></languages></prestashop>"
)


@pytest.mark.parametrize(
    "body",
    [
        BOMB,
        BOMB.replace("<!DOCTYPE", "<!-- <prestashop> --><!DOCTYPE"),
        BOMB[: BOMB.index("<!ENTITY")] + '<!ENTITY j SYSTEM "file:///etc/passwd">' + BOMB[BOMB.index("]>") :],
        '<?xml version="1.0"?><!DOCTYPE prestashop SYSTEM "http://127.0.0.1:1/x.dtd"><prestashop><languages/></prestashop>',
    ],
)
def test_a_document_type_is_refused_and_not_asked_for_again(opened: Opener, body: str | bytes) -> None:
    client = opened(lambda _: xml_answer(body))
    with pytest.raises(ShopError) as caught:
        client.languages()
    assert isinstance(caught.value, BrokenAnswer | NotAWebservice)
    assert not caught.value.retryable
    assert client.traffic.requests == 1
    assert "root:" not in caught.value.detail


def test_a_document_in_utf_16_is_not_read(opened: Opener) -> None:
    body = BOMB.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")
    assert isinstance(failure_of(opened, xml_answer(body)), BrokenAnswer)
    with pytest.raises(BrokenAnswer):
        parse_document(b"<?xml" + body)


def test_characters_that_xml_forbids_do_not_cost_the_page(opened: Opener, caplog: pytest.LogCaptureFixture) -> None:
    body = LANGUAGES.encode().replace(b">pl<", b">p\x0bl\x00\xff<")
    client = opened(lambda _: xml_answer(body))
    assert client.languages()[0].iso_code == "pl\N{REPLACEMENT CHARACTER}"
    client.languages()
    assert len([record for record in caplog.records if record.name.startswith("ppm_desktop")]) == 1


class Endless(httpx.SyncByteStream):
    """Gives the same piece again and again, and counts how often."""

    def __init__(self, piece: bytes, times: int = 10**9) -> None:
        self.piece = piece
        self.times = times
        self.given = 0

    def __iter__(self) -> Iterator[bytes]:
        yield b'<?xml version="1.0"?><prestashop><languages><language><iso_code>'
        while self.given < self.times:
            self.given += 1
            yield self.piece


def test_an_answer_over_the_limit_is_refused_before_it_is_in_memory(opened: Opener) -> None:
    stream = Endless(b"x" * 2**16, times=800)
    client = opened(lambda _: httpx.Response(200, stream=stream))
    with pytest.raises(BrokenAnswer) as caught:
        client.languages()
    assert "larger than 32 MB" in caught.value.detail
    assert stream.given <= 2 + 32 * 2**20 // 2**16
    assert not caught.value.retryable
    assert client.traffic.requests == 1


class Compressed(httpx.SyncByteStream):
    """Bytes in pieces."""

    def __init__(self, raw: bytes, piece: int = 2**16) -> None:
        self.raw = raw
        self.piece = piece
        self.given = 0

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, len(self.raw), self.piece):
            self.given += 1
            yield self.raw[start : start + self.piece]


def gzipped(body: bytes) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return packer.compress(body) + packer.flush()


def test_a_gzip_bomb_is_refused_by_what_it_unfolds_to(opened: Opener) -> None:
    packer = zlib.compressobj(9, wbits=31)
    raw = b"".join(packer.compress(b"\0" * 2**20) for _ in range(256)) + packer.flush()
    assert len(raw) < 2**19
    stream = Compressed(raw)
    client = opened(lambda _: httpx.Response(200, stream=stream, headers={"content-encoding": "gzip"}))
    with pytest.raises(BrokenAnswer) as caught:
        client.languages()
    assert "larger than" in caught.value.detail
    assert stream.given < 4


@pytest.mark.parametrize("piece", [1, 7, 2**16])
def test_gzip_is_unpacked(opened: Opener, piece: int) -> None:
    raw = gzipped(LANGUAGES.encode())
    headers = {"content-encoding": "gzip", "psws-version": "8.2.1"}
    client = opened(lambda _: httpx.Response(200, stream=Compressed(raw, piece), headers=headers))
    assert client.languages()[0].iso_code == "pl"


@pytest.mark.parametrize(
    ("raw", "encoding"), [(gzipped(LANGUAGES.encode())[:-12], "gzip"), (b"not gzip", "gzip"), (b"x", "br")]
)
def test_broken_compression_is_a_broken_answer(opened: Opener, raw: bytes, encoding: str) -> None:
    answer = httpx.Response(200, stream=Compressed(raw), headers={"content-encoding": encoding})
    assert isinstance(failure_of(opened, answer), BrokenAnswer)


def test_an_empty_answer_that_says_it_is_gzip_is_empty(opened: Opener) -> None:
    headers = {"content-encoding": "gzip", "psws-version": "8.2.1"}
    assert isinstance(failure_of(opened, httpx.Response(404, stream=Compressed(b""), headers=headers)), ItemGone)


def test_an_answer_that_trickles_in_ends_in_a_timeout(opened: Opener) -> None:
    stream = Endless(b"x")
    client = opened(lambda _: httpx.Response(200, stream=stream), timeout_s=0.001, attempts=1)
    with pytest.raises(ShopTimeout) as caught:
        client.languages()
    assert caught.value.facts == {"s": "0.004"}


def test_a_connection_lost_in_the_middle_of_an_answer(opened: Opener) -> None:
    class Torn(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            yield b"<?xml"
            raise httpx.RemoteProtocolError("peer closed connection without sending complete message body")

    assert isinstance(failure_of(opened, httpx.Response(200, stream=Torn())), ConnectionLost)
