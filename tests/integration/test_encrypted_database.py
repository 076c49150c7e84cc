"""Connections to a MariaDB server that has a certificate of its own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import trustme
from sqlalchemy import text

from ppm_desktop.domain.database_choice import DatabaseChoice
from ppm_desktop.domain.errors import DatabaseUnavailable
from ppm_desktop.persistence.database import Database
from ppm_desktop.services.settings import try_database
from tests.fakes.mariadb import SERVER_NAMES, MariaDbServer, find_program

pytestmark = [
    pytest.mark.mariadb,
    pytest.mark.skipif(find_program(SERVER_NAMES) is None, reason="no MariaDB server is installed here"),
]


class EncryptedServer(MariaDbServer):
    """Speaks TLS with a certificate that an authority of its own has signed."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        authority = trustme.CA()
        self.authority = folder / "authority.pem"
        authority.cert_pem.write_to_path(self.authority)
        self._certificate, self._key = folder / "cert.pem", folder / "key.pem"
        issued = authority.issue_cert("localhost", "127.0.0.1")
        issued.cert_chain_pems[0].write_to_path(self._certificate)
        issued.private_key_pem.write_to_path(self._key)

    def _options(self, data: Path) -> list[str]:
        return [*super()._options(data), f"--ssl-cert={self._certificate}", f"--ssl-key={self._key}"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EncryptedServer]:
    server = EncryptedServer(tmp_path_factory.mktemp("certificates"))
    try:
        server.start()
        yield server
    finally:
        server.remove()


def cipher(url: str) -> str:
    """The version of TLS of a connection, empty for none."""
    database = Database(url)
    try:
        with database.read() as connection:
            return str(connection.execute(text("SHOW STATUS LIKE 'Ssl_version'")).one()[1])
    finally:
        database.dispose()


def test_connection_is_encrypted_where_the_address_says_so(server: EncryptedServer) -> None:
    url = server.url(server.empty_database())
    assert cipher(f"{url}?tls=on").startswith("TLSv1.")
    assert cipher(url) == "", "nothing of it leaves this computer"


def test_test_of_a_database_tells_how_it_is_encrypted(server: EncryptedServer) -> None:
    choice = DatabaseChoice.parse(server.url(server.empty_database()))
    assert try_database(replace(choice, tls=True)).steps[1].facts["tls"].startswith("TLSv1.")
    assert try_database(choice).steps[1].facts["tls"] == ""


def test_certificate_is_checked_where_an_authority_is_named(server: EncryptedServer, tmp_path: Path) -> None:
    url = server.url(server.empty_database())
    assert cipher(f"{url}?tls=on&ssl_ca={server.authority}").startswith("TLSv1.")
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(other)
    with pytest.raises(DatabaseUnavailable, match="CERTIFICATE_VERIFY_FAILED"):
        cipher(f"{url}?tls=on&ssl_ca={other}")
