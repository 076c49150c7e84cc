"""Takes back a sync or export: what comes back at the left, what stays as it is at the right."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.csv_table import write_cells
from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.job import JobSnapshot, JobType
from ppm_desktop.domain.request import JobRequest, SendPolicy
from ppm_desktop.domain.undo import UndoPreview
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.field_words import FieldWords
from ppm_desktop.gui.formatting import NO_VALUE, Wording
from ppm_desktop.gui.models.undo_tree import UndoTreeModel
from ppm_desktop.gui.ports import Pool, Undoing
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.undo_words import UndoWords
from ppm_desktop.gui.views.dialog_head import DialogHead
from ppm_desktop.gui.views.dialog_parts import SearchField, SentencePage
from ppm_desktop.gui.views.figures import FigureTile
from ppm_desktop.gui.views.kept_pane import KeptPane
from ppm_desktop.gui.views.undo_list import UndoListView
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, IconButton, label

SIZE_PX = (1120, 728)
SMALLEST_PX = (960, 520)
PROGRESS_MS = 100


@dataclass(frozen=True, slots=True)
class _Look:
    """Key of one look of one dialog."""

    dialog: int
    number: int


@dataclass(frozen=True, slots=True)
class _File:
    """Key of a file that is written."""

    dialog: int


class _Progress:
    """How far a look is; written by the pool's thread, read by a timer of the window's."""

    def __init__(self) -> None:
        self.at: tuple[int, int] = (0, 0)

    def tell(self, done: int, total: int) -> None:
        """``done`` of ``total`` products were looked at."""
        self.at = (done, total)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class UndoDialog(FramedDialog):
    """Looks at the shop first; closing breaks that off. Nothing is written before the person says so.

    Attributes:
        model: What comes back.
        kept: What stays as it is.

    Signals:
        chosen: `JobRequest` and the numbers of the shops.
    """

    chosen = Signal(object, object)

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        language: Language,
        sending: Undoing,
        pool: Pool,
        job: JobSnapshot,
        parent: QWidget | None = None,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        super().__init__(theme, "", SMALLEST_PX[0], parent)
        self.setWindowTitle(self.tr("Undo an operation"))
        self.setMinimumHeight(theme.px(SMALLEST_PX[1]))
        self.resize(theme.px(SIZE_PX[0]), theme.px(SIZE_PX[1]))
        self._wording = wording
        self._language = language
        self._sending = sending
        self._pool = pool
        self._job = job
        self._now = now
        self._preview: UndoPreview | None = None
        self._number = 0
        self._stop = threading.Event()
        self._progress = _Progress()
        fields = FieldWords(wording)
        self._words = UndoWords(wording, fields)
        self.model = UndoTreeModel(fields, self)
        self.list = UndoListView(theme, self.model)
        self.kept = KeptPane(theme, wording, self._words)
        self._timer = QTimer(self)
        self._timer.setObjectName("undo-progress")
        self._timer.setInterval(PROGRESS_MS)
        self._timer.timeout.connect(self._show_progress)
        self._arrange()
        self._make_foot()
        self.model.changed.connect(self._on_changed)
        pool.finished.connect(self._on_outcome)
        self._read()

    @property
    def sentence(self) -> str:
        """What is said in the list's place; empty while the list is shown."""
        return "" if self._pages.currentIndex() else self._page.sentence

    @Slot()
    def start(self) -> None:
        """Hand on what is picked."""
        if self.undo_button.isEnabled():
            request = JobRequest(
                type=JobType.SYNC,
                send_policy=SendPolicy.PPM_WINS,
                undo_of=self._job.id,
                left_out=self.model.left_out,
            )
            self.chosen.emit(request, (self._job.shop_id,))
            self.accept()

    def export_to(self, path: Path) -> None:
        """Write everything shown, and all that is not, into a CSV file."""
        if self._preview is not None:
            self._pool.submit(_File(id(self)), partial(path.write_bytes, write_cells(self._words.table(self._preview))))

    def done(self, result: int) -> None:
        """Closed: the shop is asked no more."""
        self._stop.set()
        self._timer.stop()
        super().done(result)

    def _arrange(self) -> None:
        px = self.theme.px
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        top = QFrame()
        top.setObjectName("dialogHead")
        column = QVBoxLayout(top)
        column.setContentsMargins(*(px(side) for side in (24, 16, 24, 16)))
        column.setSpacing(px(12))
        exports = self._job.type is JobType.EXPORT
        title = self.tr("Undo the export – {shop}") if exports else self.tr("Undo the sync – {shop}")
        self.head = DialogHead(self.theme, "undo-2", "control", "accTx", title.format(shop=self._job.shop_name))
        self.head.tell("", self._meta())
        column.addWidget(self.head)
        tiles = QHBoxLayout()
        tiles.setSpacing(px(8))
        self.tiles = (
            FigureTile(self.theme, "undo-2", "ok", self.tr("Come back")),
            FigureTile(self.theme, "pencil", "infoC", self.tr("Fields of these products")),
            FigureTile(self.theme, "power", "tx3", self.tr("New, will be switched off")),
            FigureTile(self.theme, "skip-forward", "amber", self.tr("Skipped")),
        )
        for tile in self.tiles:
            tile.tell(NO_VALUE)
            tiles.addWidget(tile, 1)
        column.addLayout(tiles)
        self.body.addWidget(top)
        self._pages = QStackedWidget()
        self._page = SentencePage(self.theme)
        self._page.again_wanted.connect(self._read)
        self._pages.addWidget(self._page)
        self._pages.addWidget(self._make_lists())
        self.body.addWidget(self._pages, 1)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.search.setFocus)

    def _make_lists(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._make_list_head())
        left.addWidget(self.list, 1)
        row.addLayout(left, 1)
        row.addWidget(self.kept)
        return holder

    def _make_list_head(self) -> QFrame:
        px = self.theme.px
        head = QFrame()
        head.setObjectName("dialogHead")
        head.setFixedHeight(px(48))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(24), 0, px(24), 0)
        row.setSpacing(px(16))
        row.addWidget(label(self.theme, TextStyle.PRIMARY, "strong", self.tr("Come back")))
        self.search = SearchField(self.theme, self.tr("Search SKU or name"), 208)
        self.search.textChanged.connect(self.model.show_only)
        row.addWidget(self.search)
        row.addStretch(1)
        self._sample = label(self.theme, TextStyle.CAPTION, "muted")
        row.addWidget(self._sample)
        return head

    def _make_foot(self) -> None:
        spring = self.foot.takeAt(0)
        del spring
        self.foot.addWidget(Glyph(self.theme, "info", "tx3"))
        self._told = ElidedLabel(
            self.theme, TextStyle.BODY, "muted", self.tr("A new operation is made. It can be undone too.")
        )
        self.foot.addWidget(self._told, 1)
        self.back_button = IconButton(self.theme, "", self.tr("Back"))
        self.back_button.clicked.connect(self.reject)
        self.export_button = IconButton(self.theme, "file-down", self.tr("Export CSV"))
        self.export_button.clicked.connect(self._on_export)
        self.undo_button = IconButton(self.theme, "undo-2", "", "primary")
        self.undo_button.clicked.connect(self.start)
        for button in (self.back_button, self.export_button, self.undo_button):
            self.add_button(button)

    def _meta(self) -> str:
        moment = self._job.completed_at or self._job.created_at
        parts = [self.tr("Operation #{n}").format(n=self._job.id), self._wording.day_time(moment, self._now())]
        if self._job.starter is not None:
            parts.append(self._job.starter.person)
        return " · ".join(parts)

    @Slot()
    def _read(self) -> None:
        self._stop = threading.Event()
        self._progress = _Progress()
        self._number += 1
        self._say("")
        self._page.show_progress(self.tr("Looking at what the shop has now. Nothing is written."), 0.0)
        self._timer.start()
        look = partial(self._sending.undo_preview, self._job, self._stop, self._progress.tell)
        self._pool.submit(_Look(id(self), self._number), look)

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if key == _File(id(self)):
            self._on_file(outcome)
        elif key == _Look(id(self), self._number):
            self._timer.stop()
            if isinstance(outcome, UndoPreview):
                self._show(outcome)
            elif isinstance(outcome, Exception):
                self._say(self._sentence_of(outcome), again=True)

    def _on_file(self, outcome: object) -> None:
        self._told.set_text(
            self._sentence_of(outcome) if isinstance(outcome, Exception) else self.tr("The CSV file was saved.")
        )

    def _show(self, preview: UndoPreview) -> None:
        self._preview = preview
        number = self._wording.number
        figures = (len(preview.products), preview.fields, preview.created, len(preview.kept))
        for tile, figure in zip(self.tiles, figures, strict=True):
            tile.tell(number(figure))
        self.kept.show_kept(preview.kept)
        self.head.tell(self._words.question(preview), self._meta())
        self.model.set_products(preview.products)
        if not preview.products and not preview.kept:
            self._say(self.tr("The shop has the earlier values already. There is nothing to undo."))
            return
        self._pages.setCurrentIndex(1)
        self._on_changed()
        self.list.setFocus()

    def _say(self, text: str, *, again: bool = False) -> None:
        self._page.say(text, again=again)
        self._pages.setCurrentIndex(0)
        self._on_changed()

    def _sentence_of(self, error: Exception) -> str:
        if isinstance(error, OSError):
            return self.tr("The file cannot be written: {reason}").format(reason=error.strerror or str(error))
        known = error if isinstance(error, PpmError) else PpmError(str(error))
        return explain(known.cause, self._language, known.facts).sentence

    @Slot()
    def _show_progress(self) -> None:
        done, total = self._progress.at
        if total:
            text = self.tr("Looking at what the shop has now: {a_of_b}. Nothing is written.")
            self._page.show_progress(text.format(a_of_b=self._wording.out_of_products(done, total)), done / total)

    @Slot()
    def _on_changed(self) -> None:
        count = self.model.picked
        ready = self._pages.currentIndex() == 1
        self.undo_button.setEnabled(ready and count > 0)
        self.export_button.setEnabled(ready)
        self.undo_button.setText(
            self.tr("Undo {n} products", "", count).format(n=self._wording.number(count)) if ready else self.tr("Undo")
        )
        shown, found = self.model.shown, self.model.matching
        text = self.tr("sample {a_of_b}").format(a_of_b=self._wording.out_of(shown, found))
        self._sample.setText(text if shown < found else "")

    @Slot()
    def _on_export(self) -> None:
        name = self.tr("undo-{n}.csv").format(n=self._job.id)
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Export CSV"), name, self.tr("CSV files (*.csv)"))
        if path:
            self.export_to(Path(path))
