"""Accounts of a MariaDB server, each with a role."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import make_url

from ppm_desktop.domain.roles import Role
from ppm_desktop.persistence.grants import Account, role_statements
from tests.fakes.mariadb import MariaDbServer

PASSWORD = "konto-testowe-77"


@contextmanager
def account_of(server: MariaDbServer, database_url: str, role: Role) -> Iterator[str]:
    """URL of the database for a fresh account that has ``role`` and nothing else."""
    url = make_url(database_url)
    account = Account(f"ppm_{role}")
    server.run(f"CREATE OR REPLACE USER {account} IDENTIFIED BY '{PASSWORD}'")
    server.run(*role_statements(role, str(url.database), account))
    try:
        yield url.set(username=account.name, password=PASSWORD).render_as_string(hide_password=False)
    finally:
        server.run(f"DROP USER {account}")
