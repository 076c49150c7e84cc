"""Where the program's own files (fonts, icons, themes, translations) are, from a checkout or frozen."""

import sys
from pathlib import Path


def resource_folder() -> Path:
    """The ``resources`` folder: beside the package in a checkout, inside the bundle of a frozen program."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(str(bundle)) / "resources"
    package = Path(__file__).resolve().parents[1]
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """A file of the ``resources`` folder, such as ``resource("icons", "ban.svg")``."""
    return resource_folder().joinpath(*parts)
