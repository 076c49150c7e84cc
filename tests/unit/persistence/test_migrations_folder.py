"""The revisions are found wherever the program runs from."""

import sys
from pathlib import Path

import pytest

from ppm_desktop.domain.errors import SchemaMismatch
from ppm_desktop.persistence import migrate


def make(home: Path) -> Path:
    (home / "migrations").mkdir(parents=True)
    (home / "migrations" / "env.py").write_text("", encoding="utf-8")
    return home / "migrations"


def place_package(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(migrate, "__file__", str(home / "ppm_desktop" / "persistence" / "migrate.py"))
    return home / "ppm_desktop"


def test_beside_the_package_in_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place_package(tmp_path, monkeypatch)
    assert make(tmp_path) == migrate.migrations_folder()


def test_inside_the_package_once_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert make(place_package(tmp_path, monkeypatch)) == migrate.migrations_folder()


def test_in_the_data_of_a_frozen_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place_package(tmp_path / "elsewhere", monkeypatch)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "frozen"), raising=False)
    assert make(tmp_path / "frozen") == migrate.migrations_folder()


def test_an_installation_without_them_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place_package(tmp_path, monkeypatch)
    with pytest.raises(SchemaMismatch, match="migrations"):
        migrate.migrations_folder()
