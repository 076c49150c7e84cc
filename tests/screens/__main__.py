"""``python -m tests.screens [FOLDER] [PART…]``: all screens, or those of the named parts, in both languages and themes.

Some parts are taken at 150 % too.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from tools.translations import ensure_translations

from ppm_desktop.domain.causes import Language
from ppm_desktop.gui.theme import Theme, ThemeChoice
from ppm_desktop.gui.translation import install_translations
from tests.screens import (
    conflicts,
    failures,
    new_job,
    notifications,
    product_edits,
    products,
    questions,
    schedules,
    settings,
    shops,
    sync_center,
    sync_center_states,
    tray,
    undo,
)
from tests.screens.studio import Studio

PARTS: dict[str, Callable[[Studio], None]] = {
    "sync_center": sync_center.pictures,
    "sync_center_states": sync_center_states.pictures,
    "questions": questions.pictures,
    "failures": failures.pictures,
    "undo": undo.pictures,
    "conflicts": conflicts.pictures,
    "new_job": new_job.pictures,
    "schedules": schedules.pictures,
    "products": products.pictures,
    "product_edits": product_edits.pictures,
    "shops": shops.pictures,
    "settings": settings.pictures,
    "notifications": notifications.pictures,
    "tray": tray.pictures,
}
FOLDER = "screenshots"
ALSO_LARGE = ("sync_center", "product_edits", "settings")
LOOKS = (
    ("dark", ThemeChoice.DARK, 100, tuple(PARTS)),
    ("light", ThemeChoice.LIGHT, 100, tuple(PARTS)),
    ("scale-150", ThemeChoice.DARK, 150, ALSO_LARGE),
)


def main(arguments: list[str]) -> int:
    """Take the pictures that ``arguments`` name."""
    parser = argparse.ArgumentParser(prog="run.py screenshots")
    parser.add_argument("folder", nargs="?", default=FOLDER, type=Path, metavar="FOLDER", help=f"{FOLDER} unless named")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one or more of {', '.join(PARTS)}")
    wanted = parser.parse_args([FOLDER, *arguments] if arguments and arguments[0] in PARTS else arguments)
    unknown = [name for name in wanted.parts if name not in PARTS]
    if unknown:
        parser.error(f"unknown part: {', '.join(unknown)}; there are: {', '.join(PARTS)}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wanted.folder.mkdir(parents=True, exist_ok=True)
    ensure_translations()
    application = QApplication([])
    for language in Language:
        render(application, language, wanted.folder, wanted.parts or PARTS)
    return 0


def render(application: QApplication, language: Language, folder: Path, wanted: Iterable[str]) -> None:
    """Take the pictures of one language."""
    translators = install_translations(application, language)
    for look, choice, scale_percent, parts in LOOKS:
        theme = Theme(choice, scale_percent=scale_percent, reduce_motion=False)
        theme.apply(application)
        studio = Studio(theme, language, folder, f"{language}-{look}")
        for name in wanted:
            if name in parts:
                PARTS[name](studio)
    for translator in translators:
        application.removeTranslator(translator)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
