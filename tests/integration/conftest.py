"""Offices and practice shops."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from tests.fakes.office import Office, open_office


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    """An office over a fresh database, on each engine."""
    with open_office(database_url, tmp_path / "data") as office:
        yield office


@pytest.fixture
def small_office(sqlite_template: Path, tmp_path: Path) -> Iterator[Office]:
    """An office over an embedded database only: for what does not depend on the engine."""
    path = tmp_path / "small.db"
    path.write_bytes(sqlite_template.read_bytes())
    with open_office(f"sqlite:///{path}", tmp_path / "data") as office:
        yield office


@pytest.fixture
def shop() -> Iterator[PracticeShop]:
    """A healthy shop of 150 products."""
    with PracticeShop(PracticeOptions(products=150)) as shop:
        yield shop
