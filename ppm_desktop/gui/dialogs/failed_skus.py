"""What failed in a job, by cause, with the next step for each; and doing exactly that again."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from ppm_desktop.domain.causes import CauseStep, Language, step_of
from ppm_desktop.domain.failure_list import FailureList, FailureQuery, LedgerLine
from ppm_desktop.domain.job import JobSnapshot, JobType
from ppm_desktop.domain.retry import RetryScope, RetryWish
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.failure_reader import FailureReader
from ppm_desktop.gui.failure_words import FailureWords
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.failure_tree import FailureTreeModel
from ppm_desktop.gui.ports import Failures, Pool
from ppm_desktop.gui.report_file import ask_report_path, refusal
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.dialog_head import DialogHead
from ppm_desktop.gui.views.failure_list import FailureListView
from ppm_desktop.gui.views.failure_tools import FailureTools
from ppm_desktop.gui.views.widgets import ElidedLabel, IconButton, label

SIZE_PX = (1120, 728)
SMALLEST_PX = (960, 520)
READ_EVERY_MS = 3000
"""How often the list of a running job is read again while more of its products fail."""


class FailedSkusDialog(FramedDialog):
    """Reads its products page by page, anew while its job goes on; closing it changes nothing.

    Attributes:
        model: The list.
        tools: Search and causes to choose from.

    Signals:
        retry_wanted: Number of the job and `RetryWish`; the dialog has closed itself.
        find_wanted: SKU of a product to be found, and where the wish comes from; as before.
        shop_wanted: Number of the shop whose settings are to be opened; as before.
        products_wanted: Number of the shop whose failed products are to be shown; as before.
    """

    retry_wanted = Signal(int, object)
    find_wanted = Signal(str, str)
    shop_wanted = Signal(int)
    products_wanted = Signal(int)

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        language: Language,
        jobs: Failures,
        pool: Pool,
        job: JobSnapshot,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", SMALLEST_PX[0], parent)
        self._wording = wording
        self._language = language
        self._job = job
        self._words = FailureWords(wording, language, job, now)
        self._found: FailureList | None = None
        self._listed: FailureList | None = None
        self._shown_search = ""
        self._reader = FailureReader(jobs, pool, job, self)
        self.model = FailureTreeModel(self._words, self)
        self.list = FailureListView(theme, self.model)
        self.tools = FailureTools(theme, wording, self._words.segments)
        self.setWindowTitle(self._words.title())
        self.setMinimumHeight(theme.px(SMALLEST_PX[1]))
        self.resize(theme.px(SIZE_PX[0]), theme.px(SIZE_PX[1]))
        self._arrange()
        self._make_foot()
        self._connect()
        self._connect_reader()
        self._read_timer = QTimer(self)
        self._read_timer.setObjectName("read-failures-again")
        self._read_timer.setSingleShot(True)
        self._read_timer.setInterval(READ_EVERY_MS)
        self._read_timer.timeout.connect(self._read_again)
        self._read()

    @property
    def sentence(self) -> str:
        """What is said in the list's place; empty while the list is shown."""
        return "" if self._pages.currentIndex() else self._sentence.text()

    @property
    def told(self) -> str:
        """What is said at the foot."""
        return self._told.accessibleName()

    def export_to(self, path: Path) -> None:
        """Write all that is listed into a CSV or XLSX file, as its name says."""
        self._reader.write(self._query(), path, self._words.report(outcomes=False))

    @Slot()
    def copy_skus(self) -> None:
        """Put the picked SKUs on the clipboard, or all that are listed when none is picked."""
        picks = self.model.picks if self.model.picked else None
        self._reader.ask_labels(picks, self.model.open_by_cause, self._query())

    @Slot()
    def retry_picked(self) -> None:
        """Hand on the picked products."""
        self._reader.ask_wish(self.model.picks, self.model.open_by_cause)

    @Slot()
    def retry_all(self) -> None:
        """Hand on everything that failed, or the whole job where nothing is known of its failures."""
        known = self._found is not None and self._found.count > 0
        self._hand_on(RetryWish() if known else RetryWish(RetryScope.EVERYTHING))

    @Slot(object)
    def follow(self, jobs: Sequence[JobSnapshot]) -> None:
        """Newer snapshots of the job are shown at once; its products are read again when they are others."""
        for job in jobs:
            if job.id == self._job.id and job.version >= self._job.version and self.isVisible():
                self._follow(job)

    def done(self, result: int) -> None:
        """Closed: what was typed is searched no more, and nothing is read."""
        self.tools.stop()
        self._read_timer.stop()
        super().done(result)

    def _arrange(self) -> None:
        px = self.theme.px
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        top = QFrame()
        top.setObjectName("dialogHead")
        column = QVBoxLayout(top)
        column.setContentsMargins(px(24), px(16), px(24), px(12))
        column.setSpacing(px(16))
        self.head = DialogHead(self.theme, *self._look(), self._words.title())
        self.head.tell("", self._words.meta())
        column.addWidget(self.head)
        column.addWidget(self.tools)
        self.body.addWidget(top)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_sentence())
        self._pages.addWidget(self.list)
        self.body.addWidget(self._pages, 1)

    def _look(self) -> tuple[str, str, str]:
        return ("octagon-x", "fBg", "fFg") if self._job.unreached else ("circle-alert", "wBg", "wFg")

    def _make_sentence(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setSpacing(self.theme.px(12))
        column.addStretch(1)
        self._sentence = label(self.theme, TextStyle.BODY, "muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._sentence)
        self.again_button = IconButton(self.theme, "rotate-cw", self.tr("Try again"))
        column.addWidget(self.again_button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)
        return holder

    def _make_foot(self) -> None:
        spring = self.foot.takeAt(0)
        del spring
        self._told = ElidedLabel(self.theme, TextStyle.BODY, "soft")
        self.foot.addWidget(self._told, 1)
        self.close_button = IconButton(self.theme, "", self.tr("Close"))
        self.picked_button = IconButton(self.theme, "rotate-cw", "")
        self.all_button = IconButton(self.theme, "rotate-cw", "", "primary")
        for button in (self.close_button, self.picked_button, self.all_button):
            self.add_button(button)
        for button in (self.picked_button, self.all_button):
            button.setVisible(self._job.undo_of is None)  # an undo is not done again: it is asked for anew

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.reject)
        self.picked_button.clicked.connect(self.retry_picked)
        self.all_button.clicked.connect(self.retry_all)
        self.again_button.clicked.connect(self._read)
        self.tools.copy_button.clicked.connect(self.copy_skus)
        self.tools.export_button.clicked.connect(self._on_export)
        self.tools.searched.connect(self._reader.ask_list)
        self.tools.chosen.connect(self._on_chosen)
        self.list.find_wanted.connect(self._on_find_wanted)
        self.list.step_wanted.connect(self._on_step_wanted)
        self.list.details_wanted.connect(self._on_details_wanted)
        for keys, slot in (
            (QKeySequence(QKeySequence.StandardKey.Find), self.tools.focus_search),
            (QKeySequence("Ctrl+Shift+C"), self.tools.copy_button.click),
            (QKeySequence("Ctrl+E"), self.tools.export_button.click),
        ):
            QShortcut(keys, self).activated.connect(slot)

    def _connect_reader(self) -> None:
        model, reader = self.model, self._reader
        model.changed.connect(self._show_picked)
        model.more_wanted.connect(reader.ask_page)
        model.places_wanted.connect(reader.ask_places)
        reader.listed.connect(self._on_listed)
        reader.page_read.connect(model.add)
        reader.places_read.connect(model.put)
        reader.labels_read.connect(self._on_labels_read)
        reader.wish_read.connect(self._hand_on)
        reader.written.connect(self._on_written)
        reader.failed.connect(self._on_failed)

    def _query(self) -> FailureQuery:
        return FailureQuery(self._reader.search, self.tools.causes)

    @Slot()
    def _read(self) -> None:
        self._say(self.tr("Reading what failed…"))
        self._reader.ask_list("")

    @Slot()
    def _read_again(self) -> None:
        self._read_timer.stop()
        self._reader.ask_list(self._reader.search)

    def _follow(self, job: JobSnapshot) -> None:
        before, self._job = self._job, job
        self._words.follow(job)
        self.head.show_look(*self._look())
        if self._found is not None:
            self._tell_head(self._found)
        if before.active and not job.active:
            self._show_picked()
            self._read_again()
        elif (job.failed, job.resolved) != (before.failed, before.resolved) and not self._read_timer.isActive():
            self._read_timer.start()

    def _tell_head(self, found: FailureList) -> None:
        self.head.tell(self._words.summary(found) if found.count else "", self._words.meta())

    @Slot(object)
    def _on_listed(self, found: FailureList) -> None:
        searched = bool(self._reader.search)
        first = self._listed is None
        self._listed = found
        if not searched:
            self._found = found
            self._tell_head(found)
        self.tools.show_counts(found)
        self.list.show_anew(found, searched=searched, stay=not first and self._reader.search == self._shown_search)
        self._shown_search = self._reader.search
        self.list.setAccessibleName(self.tr("Products with errors ({n})").format(n=self._wording.number(found.count)))
        self._show_list()
        if first and not self.tools.search.hasFocus():
            self.list.setFocus()

    @Slot(object)
    def _on_chosen(self, causes: tuple[str, ...] | None) -> None:
        self.model.show_only(causes)
        self._show_list()

    def _show_list(self) -> None:
        if self.model.group_count():
            self._pages.setCurrentIndex(1)
            self._show_picked()
        elif self._found is not None and self._found.count:
            self._say(self.tr("No error matches the filter"))
        else:
            self._say(self.tr("No detailed error information"))

    def _say(self, text: str, *, again: bool = False) -> None:
        self._sentence.setText(text)
        self.again_button.setVisible(again)
        self._pages.setCurrentIndex(0)
        self._show_picked()

    @Slot(object)
    def _hand_on(self, wish: RetryWish) -> None:
        self.retry_wanted.emit(self._job.id, wish)
        self.accept()

    @Slot()
    def _show_picked(self) -> None:
        found, picked, number = self._found, self.model.picked, self._wording.number
        there = 0 if found is None else found.open
        unknown = found is not None and not found.count
        selected = self.tr("{a_of_b} selected").format(a_of_b=self._wording.out_of(picked, there))
        self._told.set_text(selected if there else "")
        ended = not self._job.active
        self.picked_button.setText(self.tr("Retry selected ({n})").format(n=number(picked)))
        self.picked_button.setEnabled(ended and picked > 0)
        self.picked_button.setToolTip("" if ended and picked else self._why_not(ended))
        failed = self.tr("Retry all failed ({n})").format(n=number(there))
        self.all_button.setText(self._retry_whole() if unknown else failed)
        self.all_button.setEnabled(ended and (there > 0 or unknown))
        self.all_button.setToolTip("" if ended else self._why_not(ended))
        for button in (self.tools.copy_button, self.tools.export_button):
            button.setEnabled(self._listed is not None and self.model.group_count() > 0)

    def _why_not(self, ended: bool) -> str:
        return self.tr("Select products first.") if ended else self.tr("The operation has not ended yet.")

    def _retry_whole(self) -> str:
        texts = {
            JobType.IMPORT: self.tr("Retry import"),
            JobType.SYNC: self.tr("Retry sync"),
            JobType.EXPORT: self.tr("Retry export"),
        }
        return texts[self._job.type]

    @Slot(object)
    def _on_labels_read(self, labels: list[str]) -> None:
        QGuiApplication.clipboard().setText("\n".join(labels))
        text = self.tr("{n} SKUs copied", "", len(labels))
        self._told.set_text(text.format(n=self._wording.number(len(labels))))

    @Slot(object)
    def _on_details_wanted(self, line: LedgerLine) -> None:
        QGuiApplication.clipboard().setText(self._words.copied(line))
        self._told.set_text(self.tr("Details copied"))

    @Slot(int, str)
    def _on_written(self, count: int, name: str) -> None:
        text = self.tr("{n} products were written to {file}.", "", count)
        self._told.set_text(text.format(n=self._wording.number(count), file=name))

    @Slot(object, bool)
    def _on_failed(self, error: Exception, of_list: bool) -> None:
        if of_list and self._listed is None:
            self._say(refusal(error, self._language), again=True)
        else:
            self._told.set_text(refusal(error, self._language))

    @Slot(str)
    def _on_find_wanted(self, sku: str) -> None:
        self.reject()
        self.find_wanted.emit(sku, self._words.origin())

    @Slot(str)
    def _on_step_wanted(self, cause: str) -> None:
        self.reject()
        (self.shop_wanted if step_of(cause) is CauseStep.SHOP else self.products_wanted).emit(self._job.shop_id)

    @Slot()
    def _on_export(self) -> None:
        path = ask_report_path(self, self.tr("errors-{n}.csv").format(n=self._job.id))
        if path is not None:
            self.export_to(path)
