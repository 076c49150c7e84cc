"""Takes prices and stock from a file into PPM: how it is read at the left, what changes at the right."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import InvalidRequest, PpmError
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.price_file import refused_file
from ppm_desktop.domain.product_edit import BIG_PERCENT, EditResult, FileColumn, FilePreview, FileRow, FileShape
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.edit.edit_table import EditTable
from ppm_desktop.gui.edit.edit_words import EditWords
from ppm_desktop.gui.edit.file_form import FileForm, fitted, unfitted
from ppm_desktop.gui.edit.questions import EditQuestions
from ppm_desktop.gui.edit.saved_file import write_file
from ppm_desktop.gui.edit.sync_choice import SyncChoice
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.edit_rows import EditColumn, EditRowWords
from ppm_desktop.gui.operation.guard_band import GuardBand
from ppm_desktop.gui.ports import Pool, Products
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.figures import FigureTile
from ppm_desktop.gui.views.pill import Pill
from ppm_desktop.gui.views.segments import SegmentBar
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, IconButton, label

translate = QCoreApplication.translate

SIZE_PX = (1120, 760)
SMALLEST_PX = (960, 560)
CHOICES_PX = 400
_ALL_THE_ROOM = 100
_KILOBYTE = 1024


class PriceFileDialog(FramedDialog):
    """Writes PPM only, and nothing before the button is pressed.

    Signals:
        saved: `EditResult` and the numbers of the shops to be synced now.
    """

    saved = Signal(object, object)

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        language: Language,
        products: Products,
        pool: Pool,
        path: Path,
        shops: Sequence[ShopSummary],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", SMALLEST_PX[0], parent)
        self.setWindowTitle(self.tr("Prices and stock from a file"))
        self.setMinimumHeight(theme.px(SMALLEST_PX[1]))
        self.resize(theme.px(SIZE_PX[0]), theme.px(SIZE_PX[1]))
        self._wording = wording
        self._language = language
        self._products = products
        self._path = path
        self._words = EditWords(wording)
        self._preview: FilePreview | None = None
        self._parts: tuple[Sequence[FileRow], ...] = ((), (), (), ())
        self._questions = EditQuestions(pool, self)
        self._writing = EditQuestions(pool, self)
        self.form = FileForm(theme)
        self.sync = SyncChoice(theme, wording, shops)
        self.guard = GuardBand(theme, wording)
        self.guard.setProperty("wide", "true")
        self._arrange()
        self._make_foot()
        self._connect()
        self.read_file(path)

    @property
    def problem(self) -> str:
        """What is wrong, empty when nothing is."""
        return self._problem.accessibleName()

    def read_file(self, path: Path) -> None:
        """Read another file."""
        self._path = path
        self._name.set_text(path.name)
        self._size.set_text("")
        self._ask(None)
        self._questions.ask_now()

    def look_now(self) -> None:
        """Make the preview at once instead of a little later."""
        self._questions.ask_now()

    @Slot()
    def save(self) -> None:
        """Save what the preview shows; `saved` follows."""
        if self.save_button.isEnabled() and self._preview is not None:
            self.save_button.setEnabled(False)
            self._questions.save(partial(self._products.apply_file, self._preview))

    def save_refused(self, path: Path) -> None:
        """Write the refused lines to ``path``, each with its reason."""
        if self._preview is not None:
            titles = (self.tr("Line"), self.tr("Reason"))
            content = refused_file(self._preview, titles, lambda row: self._words.refusal(row.problem, row.value))
            self._writing.want(partial(write_file, path, content))
            self._writing.ask_now()

    def done(self, result: int) -> None:
        """However it is closed, nothing is asked any more."""
        self._questions.forget()
        super().done(result)

    def _arrange(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        scroll = QScrollArea()
        scroll.setObjectName("choices")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedWidth(self.theme.px(CHOICES_PX))
        scroll.setWidget(self._make_choices())
        row.addWidget(scroll)
        row.addWidget(self._make_preview(), 1)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.guard)

    def _make_choices(self) -> QWidget:
        px = self.theme.px
        holder = QWidget()
        holder.setObjectName("paneBody")
        column = QVBoxLayout(holder)
        column.setContentsMargins(*(px(side) for side in (24, 14, 24, 16)))
        column.setSpacing(px(16))
        column.addWidget(self._make_file_card())
        column.addWidget(self.form, 1)
        return holder

    def _make_file_card(self) -> QFrame:
        px, theme = self.theme.px, self.theme
        card = QFrame()
        card.setObjectName("fieldCard")
        row = QHBoxLayout(card)
        row.setContentsMargins(px(12), px(8), px(12), px(8))
        row.setSpacing(px(12))
        row.addWidget(Glyph(theme, "file-spreadsheet", "accTx", 20))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        self._name = ElidedLabel(theme, TextStyle.PRIMARY, "strong")
        self._size = ElidedLabel(theme, TextStyle.CAPTION, "muted")
        lines.addWidget(self._name)
        lines.addWidget(self._size)
        row.addLayout(lines, 1)
        self.other_button = IconButton(theme, "", self.tr("Change…"))
        self.other_button.clicked.connect(self._on_other)
        row.addWidget(self.other_button)
        return card

    def _make_preview(self) -> QWidget:
        px = self.theme.px
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, px(12), 0, 0)
        column.setSpacing(px(12))
        tiles = QHBoxLayout()
        tiles.setSpacing(px(8))
        self.to_change = FigureTile(self.theme, "pencil", "imp", self.tr("To change"))
        self.unchanged = FigureTile(self.theme, "minus", "tx3", self.tr("Unchanged"))
        self.big = FigureTile(self.theme, "circle-alert", "amber", self.tr("Change over 50%"))
        self.refused = FigureTile(self.theme, "circle-x", "err", self.tr("Refused"))
        for tile in (self.to_change, self.unchanged, self.big, self.refused):
            tiles.addWidget(tile, 1)
        for part in (self._make_head(), tiles, self._make_segments()):
            part.setContentsMargins(px(24), 0, px(24), 0)
            column.addLayout(part)
        self.table = EditTable(self.theme, self._words.heading, self.tr("Lines of the file"), badges=True)
        column.addWidget(self.table, 1)
        return holder

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(self.theme.px(10))
        head.addWidget(label(self.theme, TextStyle.PANE_TITLE, "paneTitle", self.tr("What will change")))
        self._pill = Pill(self.theme, self.tr("Dry run, nothing saved"), "check", "good")
        head.addWidget(self._pill)
        head.addStretch(1)
        note = self.tr("in PPM; shops only after a sync")
        head.addWidget(label(self.theme, TextStyle.CAPTION, "muted", note))
        return head

    def _make_segments(self) -> QHBoxLayout:
        row = QHBoxLayout()
        names = (self.tr("All", "lines"), self.tr("To change"), self.tr("Over 50%"), self.tr("Refused"))
        self.segments = SegmentBar(self.theme, names)
        row.addWidget(self.segments)
        row.addStretch(1)
        self.refused_button = IconButton(self.theme, "file-down", self.tr("Refused lines to CSV"), "quiet")
        self.refused_button.clicked.connect(self._on_refused_wanted)
        row.addWidget(self.refused_button)
        return row

    def _make_foot(self) -> None:
        self._problem = ElidedLabel(self.theme, TextStyle.BODY, "problem")
        self.foot.insertWidget(0, self.sync)
        self.foot.insertWidget(1, self._problem, _ALL_THE_ROOM)
        cancel = IconButton(self.theme, "", self.tr("Cancel", "dialog"))
        cancel.clicked.connect(self.reject)
        self.save_button = IconButton(self.theme, "check", "", "primary")
        self.save_button.clicked.connect(self.save)
        self.save_button.setDefault(True)
        self.add_button(cancel)
        self.add_button(self.save_button)

    def _connect(self) -> None:
        self.form.changed.connect(self._ask)
        self.segments.chosen.connect(self._show_lines)
        self.guard.changed.connect(self._show_button)
        self._questions.read.connect(self._on_read)
        self._questions.saved.connect(self._on_saved)
        self._questions.failed.connect(self._on_failed)
        self._writing.failed.connect(self._on_not_written)

    @Slot(object)
    def _ask(self, shape: FileShape | None) -> None:
        self._preview = None
        self._problem.set_text("")
        self._pill.show()
        self._pill.tell(self.tr("Checking…"), "loader-circle", "info")
        self._show_button()
        self._questions.want(partial(self._products.preview_file, self._path, shape))

    @Slot(object)
    def _on_read(self, preview: FilePreview) -> None:
        if unfitted(preview.shape) and preview.headings:
            self._ask(fitted(preview))
            self._questions.ask_now()
            return
        self._pill.tell(self.tr("Dry run, nothing saved"), "check", "good")
        self.form.show_preview(preview)
        self._problem.set_text(self._words.refusal(preview.problem) if preview.problem else "")
        self._preview = None if preview.problem else preview
        self._show_counts(preview)
        self._show_guard(preview)
        self._show_lines()
        self._show_button()

    def _show_counts(self, preview: FilePreview) -> None:
        number, rows = self._wording.number, preview.rows
        size = self.tr("{n} KB").format(n=number(-(-preview.size_bytes // _KILOBYTE)))
        lines = self.tr("{n} lines", "", len(rows)).format(n=number(len(rows)))
        self._size.set_text(f"{lines} · {size}" if not preview.problem else size)
        for tile, count in (
            (self.to_change, preview.to_change),
            (self.unchanged, preview.unchanged),
            (self.big, preview.big),
            (self.refused, preview.refused),
        ):
            tile.tell("" if preview.problem else number(count))
        changing = [row for row in rows if row.changes]
        big = [row for row in changing if abs(row.price_percent or 0.0) > BIG_PERCENT]
        refused = [row for row in rows if row.problem]
        self._parts = (rows, changing, big, refused)
        self.segments.show_counts([number(len(part)) for part in self._parts])
        self.refused_button.setEnabled(bool(refused))
        self.refused_button.setToolTip("" if refused else self.tr("No line is refused."))

    def _show_guard(self, preview: FilePreview) -> None:
        if preview.problem or not preview.needs_confirmation:
            self.guard.clear()
            return
        number = self._wording.number
        text = self.tr(
            "You are changing the prices of {n} products, {m} of them by more than 50%.", "", preview.repriced
        )
        self.guard.ask(text.format(n=number(preview.repriced), m=number(preview.big)), preview.to_change)

    @Slot()
    def _show_lines(self) -> None:
        rows = self._parts[self.segments.place]

        def words_at(place: int) -> EditRowWords:
            return self._words.file_row(rows[place])

        self.table.rows.show_rows(len(rows), words_at, self._columns())

    def _columns(self) -> tuple[EditColumn, ...]:
        """Line, product, and what the file changes; price and stock are always there."""
        mapped = () if self._preview is None else self._preview.shape.columns
        optional = {EditColumn.NAME: FileColumn.NAME, EditColumn.ACTIVE: FileColumn.ACTIVE}
        return tuple(one for one in EditColumn if one not in optional or optional[one] in mapped)

    @Slot()
    def _show_button(self) -> None:
        count = 0 if self._preview is None else self._preview.to_change
        number = f" ({self._wording.number(count)})" if count else ""
        name = self.tr("Save in PPM")
        self.save_button.setText(f"{name}{number}")
        self.save_button.setEnabled(count > 0 and self.guard.holds)
        asks = count > 0 and not self.guard.holds
        tip = self.tr("Type the number of products first.") if asks else self.tr("There is nothing to save.")
        self.save_button.setToolTip("" if self.save_button.isEnabled() else tip)

    @Slot()
    def _on_other(self) -> None:
        if (path := ask_for_file(self, self._path.parent)) is not None:
            self.read_file(path)

    @Slot()
    def _on_refused_wanted(self) -> None:
        proposal = self._path.with_name(self.tr("{file}-refused.csv").format(file=self._path.stem))
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Refused lines to CSV"), str(proposal), "CSV (*.csv)")
        if chosen:
            self.save_refused(Path(chosen))

    @Slot(object)
    def _on_saved(self, result: EditResult) -> None:
        wished = self.sync.shop_ids()
        self.saved.emit(result, tuple(shop_id for shop_id in wished if shop_id in result.shop_ids))
        self.accept()

    @Slot(object)
    def _on_failed(self, error: PpmError) -> None:
        self._pill.hide()
        if isinstance(error, InvalidRequest):
            self._problem.set_text(self._words.refusal(error.detail))
        else:
            self._problem.set_text(explain(error.cause, self._language, error.facts).sentence)
        self._show_button()

    @Slot(object)
    def _on_not_written(self, error: PpmError) -> None:
        self._problem.set_text(self.tr("The file cannot be written: {reason}").format(reason=error.detail))


def ask_for_file(parent: QWidget, folder: Path | None = None) -> Path | None:
    """Let a person choose a file of prices; None when nothing was chosen."""
    title = translate("PriceFileDialog", "Choose a file with prices and stock")
    patterns = translate("PriceFileDialog", "Tables (*.csv *.txt *.xlsx)")
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(folder or ""), patterns)
    return Path(chosen) if chosen else None
