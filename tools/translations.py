"""The window's translations: reads texts out of the code into .ts files, compiles those into .qm files.

    python tools/translations.py             compile what is out of date
    python tools/translations.py --update    take new and changed texts over from the code
    python tools/translations.py --check     fail when texts are missing, untranslated or not taken over

Needs PySide6 in the interpreter that runs it (for its lupdate and lrelease) and nothing else.
"""

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET  # our own files
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "ppm_desktop" / "gui"
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = {
    "pl": [],
    "en": ["-pluralonly"],  # the texts in the code are English; only plural forms are missing
}


def main(arguments: list[str]) -> int:
    """Do what ``arguments`` say; returns the exit code."""
    if arguments == ["--update"]:
        for language in LANGUAGES:
            update(language, catalogue(language))
        ensure_translations()
        return 0
    if arguments == ["--check"]:
        problems = check()
        print("\n".join(problems) or "translations: complete")
        return 1 if problems else 0
    ensure_translations()
    return 0


def catalogue(language: str) -> Path:
    """The .ts file of ``language``."""
    return FOLDER / f"ppm_{language}.ts"


def ensure_translations(target: Path = FOLDER) -> list[Path]:
    """Compile every .ts file whose .qm file in ``target`` is missing or older; returns the .qm files."""
    compiled = []
    for language in LANGUAGES:
        source = catalogue(language)
        result = target / source.with_suffix(".qm").name
        if not result.exists() or result.stat().st_mtime < source.stat().st_mtime:
            # Several processes (tests) may do this at once: each writes its own file and puts it in place whole.
            with tempfile.TemporaryDirectory(dir=target) as folder:
                made = Path(folder) / result.name
                _run("lrelease", "-silent", str(source), "-qm", str(made))
                made.replace(result)
        compiled.append(result)
    return compiled


def update(language: str, path: Path) -> None:
    """Bring the .ts file at ``path`` up to date with the code; what is translated stays."""
    sources = sorted(str(file.relative_to(ROOT)) for file in SOURCES.rglob("*.py"))
    options = ["-silent", "-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", language]
    _run("lupdate", *options, *LANGUAGES[language], *sources, "-ts", str(path))


def check() -> list[str]:
    """What is wrong with the .ts files, in words; empty when nothing is."""
    problems = []
    for language in LANGUAGES:
        committed = catalogue(language)
        with tempfile.TemporaryDirectory() as folder:
            fresh = Path(folder) / committed.name
            fresh.write_bytes(committed.read_bytes())
            update(language, fresh)
            if _messages(fresh) != _messages(committed):
                problems.append(f"{committed.name} is not what the code says: run tools/translations.py --update")
        problems += [f"{committed.name}: no translation of {text!r}" for text in untranslated(committed)]
    return problems


def untranslated(path: Path) -> list[str]:
    """The source texts of ``path`` that lack a translation or one of its plural forms."""
    missing = []
    for message in ET.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        forms = [] if translation is None else translation.findall("numerusform") or [translation]
        unfinished = translation is None or translation.get("type") == "unfinished"
        if unfinished or not all(form.text for form in forms):
            missing.append(message.findtext("source", ""))
    return missing


def _messages(path: Path) -> list[tuple[str, str, str]]:
    found = []
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        found += [
            (name, message.findtext("source", ""), message.findtext("comment", ""))
            for message in context.iter("message")
        ]
    return sorted(found)


def _run(tool: str, *arguments: str) -> None:
    # PySide6 ships the tools as programs inside the package; its own wrapper finds them on every system.
    call = f"from PySide6.scripts.pyside_tool import {tool}; {tool}()"
    subprocess.run([sys.executable, "-c", call, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
