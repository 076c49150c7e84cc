"""Changes many products in PPM at once: what changes at the left, how it comes out at the right."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import InvalidRequest, PpmError
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.product_edit import EditField, EditPreview, EditResult, EditRow, EditStep
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.edit.edit_table import EditTable
from ppm_desktop.gui.edit.edit_words import EditWords
from ppm_desktop.gui.edit.field_cards import ActiveCard, price_card, stock_card
from ppm_desktop.gui.edit.questions import EditQuestions
from ppm_desktop.gui.edit.sync_choice import SyncChoice
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.edit_rows import EditColumn, EditRowWords
from ppm_desktop.gui.ports import Pool, Products
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.figures import FigureTile
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, IconButton, label

SIZE_PX = (1040, 696)
SMALLEST_PX = (880, 520)
CHOICES_PX = 368
SHOWN = 8
EXAMPLES = 4 * SHOWN
_ALL_THE_ROOM = 100
COLUMNS = (EditColumn.PRODUCT, EditColumn.PRICE, EditColumn.STOCK, EditColumn.ACTIVE)


class BulkEditDialog(FramedDialog):
    """Only fields that are ticked take part; nothing is saved before the button is pressed.

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
        product_ids: Sequence[int],
        shops: Sequence[ShopSummary],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", SMALLEST_PX[0], parent)
        self.setMinimumHeight(theme.px(SMALLEST_PX[1]))
        self.resize(theme.px(SIZE_PX[0]), theme.px(SIZE_PX[1]))
        self._wording = wording
        self._language = language
        self._products = products
        self._ids = tuple(product_ids)
        self._words = EditWords(wording)
        self._preview: EditPreview | None = None
        self._from = 0
        self.setWindowTitle(self.tr("Edit {products}").format(products=wording.products(len(self._ids))))
        self._questions = EditQuestions(pool, self)
        self.price, self.stock, self.active = price_card(theme), stock_card(theme), ActiveCard(theme)
        self.sync = SyncChoice(theme, wording, shops)
        self._arrange()
        self._make_foot()
        for card in (self.price, self.stock, self.active):
            card.changed.connect(self._on_changed)
        self._questions.read.connect(self._on_read)
        self._questions.saved.connect(self._on_saved)
        self._questions.failed.connect(self._on_failed)
        self._on_changed()

    @property
    def problem(self) -> str:
        """What is wrong, empty when nothing is."""
        return self._problem.accessibleName()

    def steps(self) -> tuple[EditStep, ...]:
        """What is ticked, in the order of the cards."""
        steps = (card.step() for card in (self.price, self.stock, self.active))
        return tuple(step for step in steps if step is not None)

    def fill(self, steps: Sequence[EditStep]) -> None:
        """Tick and type ``steps``."""
        for step in steps:
            if step.field is EditField.ACTIVE:
                self.active.fill(on=step.value == "1", only_in_stock=step.only_in_stock)
            elif step.field in (EditField.PRICE, EditField.STOCK):
                card = self.price if step.field is EditField.PRICE else self.stock
                card.fill(step.how, step.value, step.rounding)

    def look_now(self) -> None:
        """Make the preview at once instead of a little later."""
        self._questions.ask_now()

    @Slot()
    def save(self) -> None:
        """Save what the preview shows; `saved` follows."""
        if self.save_button.isEnabled():
            self.save_button.setEnabled(False)
            self._questions.save(partial(self._products.apply_bulk, self._ids, self.steps()))

    def done(self, result: int) -> None:
        """However it is closed, nothing is asked any more."""
        self._questions.forget()
        super().done(result)

    def _arrange(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
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

    def _make_choices(self) -> QWidget:
        px, theme = self.theme.px, self.theme
        holder = QWidget()
        holder.setObjectName("paneBody")
        column = QVBoxLayout(holder)
        column.setContentsMargins(*(px(side) for side in (24, 14, 24, 16)))
        column.setSpacing(px(8))
        head = QHBoxLayout()
        head.addWidget(label(theme, TextStyle.SECTION, "soft", self.tr("What to change")), 1)
        where = self.tr("in PPM, {products}").format(products=self._wording.products(len(self._ids)))
        head.addWidget(label(theme, TextStyle.CAPTION, "muted", where))
        column.addLayout(head)
        for card in (self.price, self.stock, self.active):
            column.addWidget(card)
        column.addSpacing(px(8))
        note = QHBoxLayout()
        note.setSpacing(px(12))
        note.addWidget(Glyph(theme, "info", "tx3"), 0, Qt.AlignmentFlag.AlignTop)
        text = self.tr("Only PPM changes. Shops get the new values with their next sync; special prices there stay.")
        note.addWidget(label(theme, TextStyle.CAPTION, "muted", text, wrap=True), 1)
        column.addLayout(note)
        column.addStretch(1)
        return holder

    def _make_preview(self) -> QWidget:
        px = self.theme.px
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, px(12), 0, 0)
        column.setSpacing(px(12))
        head, tiles = self._make_head(), QHBoxLayout()
        tiles.setSpacing(px(8))
        self.changed = FigureTile(self.theme, "pencil", "imp", self.tr("Will change"))
        self.average = FigureTile(self.theme, "percent", "tx3", self.tr("Average price"))
        self.switched = FigureTile(self.theme, "power", "ok", self.tr("Switched on"))
        self.switched_off = FigureTile(self.theme, "power", "tx3", self.tr("Switched off"))
        self.skipped = FigureTile(self.theme, "skip-forward", "amber", self.tr("Skipped"))
        for tile in (self.changed, self.average, self.switched, self.switched_off, self.skipped):
            tiles.addWidget(tile, 1)
        for part in (head, tiles):
            part.setContentsMargins(px(24), 0, px(24), 0)
            column.addLayout(part)
        self.table = EditTable(self.theme, self._words.heading, self.tr("Examples of products"), badges=False)
        column.addWidget(self.table, 1)
        return holder

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(self.theme.px(8))
        head.addWidget(label(self.theme, TextStyle.PANE_TITLE, "paneTitle", self.tr("Live preview")), 1)
        self._shown = label(self.theme, TextStyle.CAPTION, "muted")
        head.addWidget(self._shown)
        self.more_button = IconButton(self.theme, "rotate-cw", self.tr("Other examples"), "quiet")
        self.more_button.clicked.connect(self._on_more)
        head.addWidget(self.more_button)
        return head

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

    @Slot()
    def _on_changed(self) -> None:
        self._preview = None
        self._problem.set_text("")
        self.switched.setVisible(not self._switches_off())
        self.switched_off.setVisible(self._switches_off())
        self._show_button()
        self._questions.want(partial(self._products.preview_bulk, self._ids, self.steps(), EXAMPLES))

    def _switches_off(self) -> bool:
        step = self.active.step()
        return step is not None and step.value == "0"

    def _show_button(self) -> None:
        count = 0 if self._preview is None else self._preview.changed
        number = f" ({self._wording.number(count)})" if count else ""
        name = self.tr("Save changes")
        self.save_button.setText(f"{name}{number}")
        self.save_button.setEnabled(count > 0)
        self.save_button.setToolTip("" if count else self.tr("Possible once the preview shows a change."))

    @Slot(object)
    def _on_read(self, preview: EditPreview) -> None:
        self._from = 0
        steps = self.steps()
        if preview.problem:
            self._problem.set_text(self._words.refusal(preview.problem) if steps else "")
        else:
            self._preview = preview
        number, average = self._wording.number, preview.average_percent
        known = not preview.problem
        self.changed.tell(number(preview.changed) if known else "")
        self.average.tell("" if average is None else self._words.percent(average))
        self.switched.tell(number(preview.switched_on) if known else "")
        self.switched_off.tell(number(preview.switched_off) if known else "")
        self.skipped.tell(number(preview.skipped) if known else "")
        self._show_examples()
        self._show_button()

    def _show_examples(self) -> None:
        examples: Sequence[EditRow] = () if self._preview is None else self._preview.examples
        shown = examples[self._from : self._from + SHOWN]

        def words_at(row: int) -> EditRowWords:
            return self._words.bulk_row(shown[row])

        self.table.rows.show_rows(len(shown), words_at, COLUMNS)
        self._shown.setText(self._wording.out_of_products(len(shown), len(self._ids)) if shown else "")
        self.more_button.setVisible(len(examples) > SHOWN)

    @Slot()
    def _on_more(self) -> None:
        if self._preview is not None:
            following = self._from + SHOWN
            self._from = following if following < len(self._preview.examples) else 0
            self._show_examples()

    @Slot(object)
    def _on_saved(self, result: EditResult) -> None:
        wished = self.sync.shop_ids()
        self.saved.emit(result, tuple(shop_id for shop_id in wished if shop_id in result.shop_ids))
        self.accept()

    @Slot(object)
    def _on_failed(self, error: PpmError) -> None:
        if isinstance(error, InvalidRequest):
            self._problem.set_text(self._words.refusal(error.detail))
        else:
            self._problem.set_text(explain(error.cause, self._language, error.facts).sentence)
        self._show_button()
