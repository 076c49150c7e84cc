"""Writes a report of a job: every product with what became of it, or only those that failed."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QRadioButton, QWidget

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.failure_list import FailureQuery
from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.failure_words import FailureWords
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.ports import JobReads, Pool
from ppm_desktop.gui.report_file import ask_report_path, refusal
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import IconButton, label

WIDTH_PX = 504


@dataclass(frozen=True, slots=True)
class _Report:
    """Key of a report that is written."""

    dialog: int
    name: str


class JobReportDialog(FramedDialog):
    """Stays open until the file is written, and says so."""

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        language: Language,
        jobs: JobReads,
        pool: Pool,
        job: JobSnapshot,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "PPM Desktop", WIDTH_PX, parent)
        self.setFixedWidth(theme.px(WIDTH_PX))
        self._wording = wording
        self._language = language
        self._jobs = jobs
        self._pool = pool
        self._job = job
        self._words = FailureWords(wording, language, job)
        title = self.tr("Report of operation #{n}").format(n=job.id)
        self.setAccessibleName(title)
        self.body.addWidget(label(theme, TextStyle.PANE_TITLE, "paneTitle", title, wrap=True))
        self.whole = self._radio(self.tr("All products with their outcome ({n})"), job.processed)
        self.failed = self._radio(self.tr("Only failed products ({n})"), job.failed)
        self.whole.setChecked(True)
        self.failed.setVisible(job.failed > 0)
        self._told = label(theme, TextStyle.BODY, "soft", wrap=True)
        self._told.hide()
        self.body.addWidget(self._told)
        self.close_button = IconButton(theme, "", self.tr("Close"))
        self.close_button.clicked.connect(self.reject)
        self.save_button = IconButton(theme, "file-down", self.tr("Save…"), "primary")
        self.save_button.clicked.connect(self._on_save)
        self.add_button(self.close_button)
        self.add_button(self.save_button)
        self.save_button.setDefault(True)
        self.save_button.setFocus()
        pool.finished.connect(self._on_outcome)

    @property
    def told(self) -> str:
        """What came of it."""
        return self._told.text()

    def write_to(self, path: Path) -> None:
        """Write the report, CSV or XLSX as the name says."""
        everything = self.whole.isChecked()
        words = self._words.report(outcomes=everything)
        if everything:
            work = partial(self._jobs.report, self._job.id, path, words)
        else:
            work = partial(self._jobs.report_failures, self._job.id, FailureQuery(), path, words)
        self.save_button.setEnabled(False)
        self._tell(self.tr("Writing {file}…").format(file=path.name))
        self._pool.submit(_Report(id(self), path.name), work)

    def _radio(self, text: str, count: int) -> QRadioButton:
        radio = QRadioButton(text.format(n=self._wording.number(count)))
        radio.setFont(self.theme.font(TextStyle.BODY))
        self.body.addWidget(radio)
        return radio

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._told.show()

    @Slot()
    def _on_save(self) -> None:
        path = ask_report_path(self, self.tr("report-{n}.csv").format(n=self._job.id))
        if path is not None:
            self.write_to(path)

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _Report) or key.dialog != id(self):
            return
        self.save_button.setEnabled(True)
        if isinstance(outcome, Exception):
            self._tell(refusal(outcome, self._language))
        elif isinstance(outcome, int):
            text = self.tr("{n} products were written to {file}.", "", outcome)
            self._tell(text.format(n=self._wording.number(outcome), file=key.name))
