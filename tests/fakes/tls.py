"""A server with an expired certificate, and the authority that signed it."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import trustme

from tests.fakes.raw_server import RawServer


@contextmanager
def expired_server(folder: Path) -> Iterator[tuple[str, Path]]:
    """Listens on loopback; gives its https address and a file with the authority's certificate."""
    authority = trustme.CA()
    authority_file = folder / "authority.pem"
    authority.cert_pem.write_to_path(authority_file)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", not_after=datetime(2020, 1, 1, tzinfo=UTC)).configure_cert(context)
    with RawServer(_hang_up, context) as server:
        yield f"https://localhost:{server.port}", authority_file


def _hang_up(connection: socket.socket, _server: RawServer) -> None:
    connection.close()
