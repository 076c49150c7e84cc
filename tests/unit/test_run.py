"""The script that prepares a machine: what can be told without one to prepare."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "run.py"


@pytest.fixture
def run() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_older_python_can_read_it_far_enough_to_say_what_is_wrong() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


def test_unknown_command_is_told_from_a_known_one_before_anything_is_installed() -> None:
    ended = subprocess.run([sys.executable, SCRIPT, "nonsense"], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "nonsense" in ended.stderr


def test_a_person_who_steps_through_a_test_gets_one_process(run: ModuleType) -> None:
    assert run.parallel(["-k", "lease"])[:2] == ["-n", "auto"]
    assert run.parallel(["--pdb"]) == []


def test_what_fails_once_is_tried_again(run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "RETRY_AFTER_S", (0.0, 0.0))
    fails_once = (
        f"import pathlib, sys; p = pathlib.Path({str(tmp_path / 'seen')!r}); s = p.exists(); p.touch(); sys.exit(not s)"
    )
    assert run.persist({}, [sys.executable, "-c", fails_once])


def test_what_never_works_is_given_up(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "RETRY_AFTER_S", (0.0,))
    assert not run.persist({}, [sys.executable, "-c", "pass"], [sys.executable, "-c", "raise SystemExit(1)"])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux's loader")
def test_libraries_are_looked_for_not_packages(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "has_display", lambda: False)
    monkeypatch.setattr(run, "QT_LIBRARIES", {"libc.so.6": "libc6", "libnowhere.so.1": "libnowhere1"})
    assert run.missing_libraries() == {"libnowhere.so.1": "libnowhere1"}


@pytest.mark.skipif(sys.platform == "win32", reason="apt is Debian's")
def test_without_rights_the_exact_command_is_printed(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "missing_libraries", lambda: {"libEGL.so.1": "libegl1"})
    monkeypatch.setattr(run, "can_make_venv", lambda: True)
    monkeypatch.setattr(run, "has_server", lambda: False)
    monkeypatch.setattr("shutil.which", lambda *_, **__: "/usr/bin/apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    run.prepare_system(with_server=True)
    command = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 mariadb-server-core"
    assert command in capsys.readouterr().err


def test_without_venv_it_ends_with_three(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "missing_libraries", dict)
    monkeypatch.setattr(run, "can_make_venv", lambda: False)
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with pytest.raises(SystemExit) as ended:
        run.prepare_system(with_server=False)
    assert ended.value.code == 3


def test_without_a_display_qt_draws_off_the_screen(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "has_display", lambda: False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert run.environment()["QT_QPA_PLATFORM"] == "offscreen"
    monkeypatch.setenv("QT_QPA_PLATFORM", "vnc")
    assert run.environment()["QT_QPA_PLATFORM"] == "vnc"


def test_what_takes_minutes_runs_only_when_asked_for(run: ModuleType) -> None:
    assert run.tests(["-k", "lease"])[-2:] == ["-k", "lease"]
    assert "-m" not in run.tests(["-k", "lease"])
    asked = run.tests(["--soak", "-k", "lease"])
    assert asked[-4:] == ["-m", "", "-k", "lease"]
    assert "--soak" not in asked
