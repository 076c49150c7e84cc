#!/usr/bin/env python3
"""One door for people and machines: prepares what is missing, then opens, demonstrates, tests or checks the program.

    python3 run.py                    open the program
    python3 run.py demo               practice shop, embedded database, window, import
    python3 run.py test [ARGS]        all tests; ARGS go to pytest
    python3 run.py test --soak        besides, those that take minutes
    python3 run.py check              lint, format, types, contracts between layers, translations
    python3 run.py bench [NAME ...]   measure
    python3 run.py screenshots [DIR]  every screen in both themes and languages
    python3 run.py screenshots shops  those of one part; -h lists the parts
    python3 run.py -- ARGS            ppm-desktop ARGS

Needs Python 3.11 or newer and nothing else: packages go to .venv beside this file. On Debian and Ubuntu, as root,
system libraries and (for tests) a MariaDB server are installed too; without rights the command to do so is printed.
Ends with the exit code of what it ran, 2 for a wrong command, 3 when something cannot be prepared.
"""

import sys

if sys.version_info < (3, 11):  # everything below may be newer; this much is read by any Python 3
    sys.stderr.write(
        "PPM Desktop needs Python 3.11 or newer, this is %d.%d. Start it with a newer one: python3.11 run.py\n"
        % sys.version_info[:2]
    )
    sys.exit(3)

import ctypes
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "ppm-stamp.txt"
ON_WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if ON_WINDOWS else "bin/python")
TRANSLATIONS = ROOT / "tools" / "translations.py"
CANNOT_PREPARE = 3
RETRY_AFTER_S = (5.0, 20.0)

# Debian's package by the library that Qt loads from it: the library is looked for, so that newer package names
# (libglib2.0-0t64) and other distributions are right as well.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfreetype.so.6": "libfreetype6",
}
QT_LIBRARIES_OF_A_DISPLAY = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
SERVER_PROGRAMS = (("mariadbd", "mysqld"), ("my_print_defaults",))  # one of each group
# The programs without the service that starts by itself and at every boot; the second is needed to make a data folder.
SERVER_PACKAGES = ["mariadb-server-core", "mariadb-client-core"]


def main(arguments: list[str]) -> int:
    """Run the command of ``arguments``; returns its exit code."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command in ("-h", "--help", "help"):
        print(__doc__)
        return 0
    if command not in ("", "--", "demo", "test", "check", "bench", "screenshots"):
        print("run.py knows no command %r.\n\n%s" % (command, __doc__), file=sys.stderr)
        return 2
    for_developers = command in ("test", "check", "bench", "screenshots")
    prepare_system(with_server=command in ("test", "bench"))
    prepare_venv("dev" if for_developers else "")
    prepare_translations()
    if command == "check":
        return check()
    modules = {
        "demo": ["ppm_desktop", "demo"],
        "test": tests(rest),
        "bench": ["tests.bench"],
        "screenshots": ["tests.screens"],
    }
    return become([str(PYTHON), "-m", *modules.get(command, ["ppm_desktop"]), *([] if command == "test" else rest)])


def tests(arguments: list[str]) -> list[str]:
    """Pytest with what a person wants of it; the tests that take minutes only when asked for."""
    rest = [one for one in arguments if one != "--soak"]
    return ["pytest", *parallel(rest), *(["-m", ""] if len(rest) < len(arguments) else []), *rest]


def parallel(pytest_arguments: list[str]) -> list[str]:
    """Spread tests over processes, unless a person wants to step through one."""
    return [] if "--pdb" in pytest_arguments else ["-n", "auto", "--maxprocesses", "4", "--dist", "loadgroup"]


def check() -> int:
    """Everything a machine can say about the code without running it; all of it, then the verdict."""
    steps = {
        "lint": ["ruff", "check", "."],
        "format": ["ruff", "format", "--check", "."],
        "types": ["mypy"],
        "contracts": ["lint-imports", "--no-logo"],
        "translations": [PYTHON.name, str(TRANSLATIONS), "--check"],
    }
    failed = []
    for name, (tool, *options) in steps.items():
        print("== %s" % name, flush=True)
        if subprocess.call([str(PYTHON.with_name(tool)), *options], cwd=ROOT, env=environment()):
            failed.append(name)
    print("check: %s" % ("not clean: " + ", ".join(failed) if failed else "clean"))
    return 1 if failed else 0


def prepare_system(with_server: bool) -> None:
    """Install the system packages that are missing, or say how; goes on as long as that can help."""
    libraries = missing_libraries()
    needed = list(libraries.values()) + ([] if can_make_venv() else ["python%d.%d-venv" % sys.version_info[:2]])
    packages = needed + (SERVER_PACKAGES if with_server and not has_server() else [])
    if not packages:
        return
    if shutil.which("apt-get") is None:
        explain_without_apt(list(libraries), server_missing=with_server and not has_server())
    elif os.geteuid() != 0:
        print("Missing: %s. Install with:\n  %s" % (", ".join(packages), by_hand(packages)), file=sys.stderr)
    elif not install_packages(packages):
        print("System packages could not be installed. By hand:\n  %s" % by_hand(packages), file=sys.stderr)
        if needed:
            raise SystemExit(CANNOT_PREPARE)
    if not can_make_venv():
        give_up("Without Python's venv module the environment .venv cannot be made.")


def can_make_venv() -> bool:
    """Whether .venv is there or can be made; Debian keeps what that takes in a package of its own."""
    importlib.invalidate_caches()
    return PYTHON.exists() or all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def missing_libraries() -> dict[str, str]:
    """Packages of the libraries that Qt needs on Linux and that cannot be loaded, by library."""
    if not sys.platform.startswith("linux"):
        return {}
    wanted = {**QT_LIBRARIES, **(QT_LIBRARIES_OF_A_DISPLAY if has_display() else {})}
    return {library: package for library, package in wanted.items() if not loads(library)}


def loads(library: str) -> bool:
    """Whether the system's loader finds ``library``."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_server() -> bool:
    """Whether a MariaDB or MySQL server is installed; it need not run."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"])
    return all(any(shutil.which(name, path=path) for name in names) for names in SERVER_PROGRAMS)


def has_display() -> bool:
    """Whether there is a screen to open a window on."""
    return (
        ON_WINDOWS or sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    )


def explain_without_apt(libraries: list[str], *, server_missing: bool) -> None:
    """Say what is missing where this file cannot install it."""
    if libraries:
        print("Missing system libraries, install them with your package manager: %s" % ", ".join(libraries))
    if server_missing:
        print("No MariaDB server found: tests against it are skipped. (macOS: brew install mariadb)")


def by_hand(packages: list[str]) -> str:
    """The command that a person with rights can type."""
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends %s" % " ".join(packages)


def install_packages(packages: list[str]) -> bool:
    """Install Debian packages without a question asked; False when that did not work."""
    print("Installing system packages: %s" % " ".join(packages), flush=True)
    unasked = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "NEEDRESTART_MODE": "l"}
    patient = ["apt-get", "-qq", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0"]
    install = [*patient, "install", "-y", "--no-install-recommends", *packages]
    # A source that cannot be updated need not be the one that has these packages: the install decides.
    return persist(unasked, [*patient, "update"], install)


def prepare_venv(extra: str) -> None:
    """Make or refresh .venv when this file's Python, the project file or the wanted extra changed."""
    wanted = fingerprint()
    stamp = STAMP.read_text(encoding="utf-8").split() if STAMP.exists() else []
    if stamp[:1] == [wanted] and (not extra or extra in stamp) and PYTHON.exists():
        return
    if stamp[:1] != [wanted] and not runs_this_python():
        print("Making .venv", flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
        if subprocess.call([sys.executable, "-m", "venv", str(VENV)]):
            give_up("The environment .venv could not be made.")
    STAMP.unlink(missing_ok=True)
    print("Installing packages into .venv (the first time takes some minutes)", flush=True)
    target = "%s[%s]" % (ROOT, extra) if extra else str(ROOT)
    install = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-q", "-e", target]
    if not persist(dict(os.environ), install):
        give_up("Packages could not be installed. Check the network (and pip's settings), then run this again.")
    STAMP.write_text("%s %s\n" % (wanted, extra), encoding="utf-8")


def prepare_translations() -> None:
    """Compile the window's texts where they changed: only their sources are kept in version control."""
    sources = list((ROOT / "resources" / "i18n").glob("*.ts"))
    compiled = {source: source.with_suffix(".qm") for source in sources}
    if all(made.exists() and made.stat().st_mtime >= source.stat().st_mtime for source, made in compiled.items()):
        return
    if subprocess.call([str(PYTHON), str(TRANSLATIONS)], cwd=ROOT, env=environment()):
        give_up("The translations could not be compiled.")


def fingerprint() -> str:
    """Changes when the packages in .venv may be wrong."""
    parts = [(ROOT / "pyproject.toml").read_text(encoding="utf-8"), sys.version, platform.machine(), str(ROOT)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def runs_this_python() -> bool:
    """Whether .venv works and is of the Python that runs this file."""
    question = [str(PYTHON), "-c", "import pip, sys; print(sys.version)"]
    try:
        answer = subprocess.run(question, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == sys.version.strip()


def persist(variables: dict[str, str], *commands: list[str]) -> bool:
    """Run ``commands``, again after a pause when the last one fails; False when it never worked."""
    for pause_s in (*RETRY_AFTER_S, None):
        codes = [subprocess.call(command, env=variables, stdin=subprocess.DEVNULL) for command in commands]
        if codes[-1] == 0:
            return True
        if pause_s is not None:
            print("That failed; trying again in %.0f s" % pause_s, file=sys.stderr, flush=True)
            threading.Event().wait(pause_s)
    return False


def environment() -> dict[str, str]:
    """Variables for what is started: a platform of Qt that works here, and UTF-8 on every terminal."""
    variables = {**os.environ, "PYTHONUTF8": "1"}
    if not has_display():
        variables.setdefault("QT_QPA_PLATFORM", "offscreen")
    return variables


def become(command: list[str]) -> int:
    """Run ``command`` in the project's folder in place of this program, so that signals and Ctrl+C reach it."""
    os.chdir(ROOT)
    sys.stdout.flush()
    if not ON_WINDOWS:
        os.execve(command[0], command, environment())
    child = subprocess.Popen(command, env=environment())
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # the child got it too and decides


def give_up(sentence: str) -> None:
    """End with the exit code for "cannot be prepared"."""
    print(sentence, file=sys.stderr)
    raise SystemExit(CANNOT_PREPARE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
