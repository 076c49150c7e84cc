"""The program starts itself anew with what it was started with."""

import sys

import pytest
from PySide6.QtCore import QProcess

from ppm_desktop.app import start_anew


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    calls: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(QProcess, "startDetached", lambda program, arguments: calls.append((program, arguments)))
    return calls


def test_interpreter_gets_its_own_arguments_again(
    started: list[tuple[str, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "orig_argv", ["python", "-m", "ppm_desktop"])
    start_anew()
    assert started == [(sys.executable, ["-m", "ppm_desktop"])]


def test_frozen_program_is_its_own_interpreter(
    started: list[tuple[str, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "argv", ["ppm-desktop.exe", "--database", "x"])
    start_anew()
    assert started == [(sys.executable, ["--database", "x"])]
