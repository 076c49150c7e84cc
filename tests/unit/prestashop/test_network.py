"""The client on real sockets: certificates, silence, torn connections, closing from another thread."""

import gzip
import socket
import ssl
import threading
from datetime import UTC, datetime

import pytest
import trustme

from ppm_desktop.domain.errors import Cancelled, ConnectionLost, PpmError, ShopTimeout, ShopUnsafe
from ppm_desktop.prestashop.client import ClientOptions, PrestaShopClient
from ppm_desktop.prestashop.pace import Pace
from tests.fakes.raw_server import RawServer
from tests.fakes.webservice import KEY, Opener, wrapped

BODY = wrapped(
    "<languages><language><id>1</id><iso_code>pl</iso_code><active>1</active></language></languages>"
).encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nPSWS-Version: 8.2.1\r\n"


def answer(connection: socket.socket, _: RawServer) -> None:
    connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY)


def answer_gzipped(connection: socket.socket, _: RawServer) -> None:
    packed = gzip.compress(BODY)
    connection.sendall(HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed)


def answer_and_close(connection: socket.socket, server: RawServer) -> None:
    answer(connection, server)
    connection.shutdown(socket.SHUT_RDWR)


def stay_silent(_: socket.socket, server: RawServer) -> None:
    server.leaving.wait(30)


def tear(connection: socket.socket, server: RawServer) -> None:
    """Half an answer, and on the third request a whole one."""
    if server.requests > 2:
        answer(connection, server)
    else:
        connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n10\r\n" + BODY[:16] + b"\r\n")
        connection.shutdown(socket.SHUT_RDWR)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def presenting(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def test_a_trusted_certificate_is_accepted(opened: Opener, authority: trustme.CA, trusting: ssl.SSLContext) -> None:
    with RawServer(answer, presenting(authority.issue_cert("localhost"))) as server:
        client = opened(None, f"https://localhost:{server.port}", verify=trusting)
        assert client.languages()[0].iso_code == "pl"
        client.close()


def test_an_expired_certificate_is_refused_at_once(
    opened: Opener, authority: trustme.CA, trusting: ssl.SSLContext, caplog: pytest.LogCaptureFixture
) -> None:
    expired = authority.issue_cert("localhost", not_after=datetime(2020, 1, 1, tzinfo=UTC))
    with RawServer(answer, presenting(expired)) as server:
        client = opened(None, f"https://localhost:{server.port}", verify=trusting)
        with pytest.raises(ShopUnsafe) as caught:
            client.languages()
        assert (server.requests, server.connections) == (0, 1)
    assert (caught.value.cause, caught.value.code) == ("unsafe", "DNS/TLS")
    assert "expired" in caught.value.detail
    assert KEY not in caplog.text


def test_a_certificate_of_another_name_is_refused(
    opened: Opener, authority: trustme.CA, trusting: ssl.SSLContext
) -> None:
    with RawServer(answer, presenting(authority.issue_cert("other.test"))) as server, pytest.raises(ShopUnsafe):
        opened(None, f"https://localhost:{server.port}", verify=trusting).languages()


def test_an_unknown_authority_is_refused(opened: Opener, authority: trustme.CA) -> None:
    with RawServer(answer, presenting(authority.issue_cert("localhost"))) as server, pytest.raises(ShopUnsafe):
        opened(None, f"https://localhost:{server.port}").languages()


def test_a_server_that_speaks_no_tls_is_unsafe(opened: Opener) -> None:
    with RawServer(answer) as server, pytest.raises(ShopUnsafe):
        opened(None, f"https://127.0.0.1:{server.port}").languages()


def test_a_name_that_does_not_exist_is_unsafe(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(ShopUnsafe) as caught:
        opened(None, "https://no-such-shop.test").languages()
    assert "Name or service not known" in caught.value.detail


def test_nobody_at_the_port_is_a_lost_connection(opened: Opener) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    client = opened(None, f"http://127.0.0.1:{port}")
    with pytest.raises(ConnectionLost):
        client.languages()
    assert client.traffic.requests == 3


def test_a_silent_shop_is_a_timeout(opened: Opener) -> None:
    with RawServer(stay_silent) as server:
        client = opened(None, f"http://127.0.0.1:{server.port}", timeout_s=0.05, attempts=2)
        with pytest.raises(ShopTimeout) as caught:
            client.languages()
        assert server.requests == 2
    assert caught.value.facts == {"s": "0.05"}


def test_an_answer_torn_in_the_middle_is_asked_for_again(opened: Opener) -> None:
    with RawServer(tear) as server:
        client = opened(None, f"http://127.0.0.1:{server.port}")
        assert client.languages()[0].iso_code == "pl"
        assert (client.traffic.requests, client.traffic.retries) == (3, 2)
        client.close()


def test_connections_are_kept(opened: Opener) -> None:
    with RawServer(answer) as server:
        client = opened(None, f"http://127.0.0.1:{server.port}")
        for _ in range(5):
            client.languages()
        assert (server.requests, server.connections) == (5, 1)
        client.close()


def test_a_connection_that_the_shop_closed_meanwhile_is_replaced(opened: Opener) -> None:
    with RawServer(answer_and_close) as server:
        client = opened(None, f"http://127.0.0.1:{server.port}")
        for _ in range(5):
            assert client.languages()
        client.close()


def test_gzip_over_the_wire_counts_as_it_came(opened: Opener) -> None:
    with RawServer(answer_gzipped) as server:
        client = opened(None, f"http://127.0.0.1:{server.port}")
        assert client.languages()[0].iso_code == "pl"
        assert client.traffic.received_bytes == len(gzip.compress(BODY))
        client.close()


def test_a_proxy_of_the_environment_is_not_asked_for_this_computer(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    with RawServer(answer) as server:
        client = opened(None, f"http://127.0.0.1:{server.port}", attempts=1)
        assert client.languages()
        client.close()


@pytest.mark.parametrize("tls", [False, True])
def test_closing_from_another_thread_breaks_off_what_is_waited_for(
    tls: bool, authority: trustme.CA, trusting: ssl.SSLContext
) -> None:
    context = presenting(authority.issue_cert("localhost")) if tls else None
    outcomes: list[PpmError] = []
    with RawServer(stay_silent, context) as server:
        address = f"{'https' if tls else 'http'}://localhost:{server.port}"
        client = PrestaShopClient(address, KEY, ClientOptions(timeout_s=60, verify=trusting, connections=2))

        def read() -> None:
            try:
                client.languages()
            except PpmError as error:
                outcomes.append(error)

        # Three threads on two connections: one of them still waits for a free one.
        threads = [threading.Thread(target=read) for _ in range(3)]
        for thread in threads:
            thread.start()
        assert server.asked.wait(10)
        client.close()
        for thread in threads:
            thread.join(20)
        assert not any(thread.is_alive() for thread in threads)
    assert [type(outcome) for outcome in outcomes] == [Cancelled] * 3


def test_parallel_reads_share_one_client(opened: Opener) -> None:
    with RawServer(answer) as server:
        client = opened(None, f"http://127.0.0.1:{server.port}", connections=2)
        threads = [threading.Thread(target=client.languages) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert server.requests == client.traffic.requests == 8
        assert server.connections <= 2
        client.close()


def test_a_request_whose_job_is_lost_while_it_connects_never_goes_out() -> None:
    stop, looks = threading.Event(), [False, True]

    def admit() -> None:
        if looks.pop(0):
            stop.set()

    with RawServer(answer) as server:
        pace = Pace(1, None, stop, admit=admit)
        client = PrestaShopClient(f"http://127.0.0.1:{server.port}", KEY, stop=stop, pace=pace)
        with client, pytest.raises(Cancelled):
            client.languages()
        assert (looks, server.requests) == ([], 0)
