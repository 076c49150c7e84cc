"""Asks where a report is to be written, and says why it could not be."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ppm_desktop.domain.causes import CAUSES, Language, explain
from ppm_desktop.domain.errors import InvalidRequest, PpmError

FILES = "CSV (*.csv);;Excel (*.xlsx)"
KNOWN = (".csv", ".xlsx")


def ask_report_path(parent: QWidget, proposal: str) -> Path | None:
    """Where a person wants a report to be, None when nowhere."""
    title = QCoreApplication.translate("ReportFile", "Export report")
    path, kind = QFileDialog.getSaveFileName(parent, title, proposal, FILES)
    return chosen_path(path, kind) if path else None


def chosen_path(path: str, kind: str) -> Path:
    """The file a person named; without an ending that we know it gets the one of the chosen kind."""
    named = Path(path)
    if named.suffix.lower() in KNOWN:
        return named
    return named.with_name(f"{named.name}{KNOWN['xlsx' in kind]}")


def refusal(error: Exception, language: Language) -> str:
    """Why something could not be done, in a sentence."""
    if isinstance(error, OSError):
        text = QCoreApplication.translate("ReportFile", "The file cannot be written: {reason}")
        return text.format(reason=error.strerror or str(error))
    known = error if isinstance(error, PpmError) else PpmError(str(error))
    cause = known.detail if isinstance(known, InvalidRequest) and known.detail in CAUSES else known.cause
    return explain(cause, language, known.facts).sentence
