"""The pane with everything that touched one product, and what everybody had at any moment of it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.job import ItemOutcome
from ppm_desktop.domain.product_edit import EditField, EditHow, EditStep
from ppm_desktop.domain.product_list import ProductHistory, ProductTouch, TouchKind
from ppm_desktop.domain.product_past import values_at
from ppm_desktop.gui.edit.questions import EditQuestions
from ppm_desktop.gui.edit.saved_file import write_file
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.history_words import HistoryWords
from ppm_desktop.gui.ports import Pool, Products
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.translation import locale_of
from ppm_desktop.gui.views.history_list import HistoryList
from ppm_desktop.gui.views.history_strip import HistoryStrip
from ppm_desktop.gui.views.segments import SegmentBar
from ppm_desktop.gui.views.standing_table import StandingTable
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, GlyphButton, IconButton, label

HEAD_PX = 66
_EVERYWHERE, _IN_PPM = -2, -1


class ProductHistoryPane(QFrame):
    """688 px wide beside the list of products; Esc closes it.

    Signals:
        closed: The person is done with it.
        job_wanted: Number of an operation.
        restore_wanted: Product id and steps (tuple of `EditStep`) that give PPM the values of the moment shown.
    """

    closed = Signal()
    job_wanted = Signal(int)
    restore_wanted = Signal(int, object)

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        language: Language,
        products: Products,
        pool: Pool,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._theme = theme
        self._wording = wording
        self._language = language
        self._products = products
        self._now = now
        self._words = HistoryWords(wording, language, locale_of(language.value))
        self._history: ProductHistory | None = None
        self._place: int | None = None
        self._reading = EditQuestions(pool, self)
        self._writing = EditQuestions(pool, self)
        self._reading.read.connect(self._on_read)
        self._reading.failed.connect(self._on_failed)
        self._writing.failed.connect(self._on_not_written)
        self._arrange()

    @property
    def place(self) -> int | None:
        """Place of the touch that is shown, newest first; None for now."""
        return self._place

    @property
    def problem(self) -> str:
        """What could not be done, empty when nothing went wrong."""
        return self._problem.text()

    def show_product(self, product_id: int) -> None:
        """Read the history of a product; until it has come the last one stays."""
        self._reading.want(partial(self._products.history, product_id))
        self._reading.ask_now()

    @Slot()
    def refresh(self) -> None:
        """Read it anew: somebody changed something."""
        if self._history is not None and self.isVisible():
            self.show_product(self._history.product_id)

    def export(self, path: Path) -> None:
        """Write what the list shows to a CSV file."""
        content = self._words.table([touch for _, touch in self._listed()])
        self._writing.want(partial(write_file, path, content))
        self._writing.ask_now()

    def steps_back(self) -> tuple[EditStep, ...]:
        """What gives PPM the values of the moment that is shown; empty when it has them, or they are not known."""
        if self._history is None or self._place is None:
            return ()
        then, now = values_at(self._history, self._place)[0], self._history.now[0]
        steps = []
        if then.price_net is not None and then.price_net != now.price_net:
            steps.append(EditStep(EditField.PRICE, EditHow.SET, self._words.typed(then.price_net)))
        if then.quantity is not None and then.quantity != now.quantity:
            steps.append(EditStep(EditField.STOCK, EditHow.SET, str(then.quantity)))
        if then.active is not None and then.active != now.active:
            steps.append(EditStep(EditField.ACTIVE, EditHow.SET, "1" if then.active else "0"))
        return tuple(steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        self._problem = label(self._theme, TextStyle.BODY, "problem", wrap=True)
        self._problem.setContentsMargins(px(20), px(8), px(20), px(8))
        self._problem.hide()
        column.addWidget(self._problem)
        column.addWidget(self._make_strip())
        standing = QFrame()
        standing.setObjectName("section")
        inside = QVBoxLayout(standing)
        inside.setContentsMargins(0, px(4), 0, 0)
        self.standing = StandingTable(self._theme, self._words)
        inside.addWidget(self.standing)
        column.addWidget(standing)
        column.addLayout(self._make_filters())
        self.list = HistoryList(self._theme, self._words)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.strip)

    def _make_head(self) -> QFrame:
        px, theme = self._theme.px, self._theme
        head = QFrame()
        head.setObjectName("section")
        head.setFixedHeight(px(HEAD_PX))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(20), 0, px(12), 0)
        row.setSpacing(px(12))
        row.addWidget(Glyph(theme, "history", "accTx", 20))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        names = QHBoxLayout()
        names.setSpacing(px(6))
        names.addWidget(label(theme, TextStyle.PANE_TITLE, "paneTitle", self.tr("History of")))
        self._sku = ElidedLabel(theme, TextStyle.CODE, "strong")
        names.addWidget(self._sku, 1)
        lines.addLayout(names)
        self._summary = ElidedLabel(theme, TextStyle.CAPTION, "muted")
        lines.addWidget(self._summary)
        lines.addStretch(1)
        row.addLayout(lines, 1)
        self.export_button = IconButton(theme, "file-down", self.tr("Export CSV"))
        self.export_button.clicked.connect(self._on_export_wanted)
        row.addWidget(self.export_button)
        self.close_button = GlyphButton(theme, "x", self.tr("Close"))
        self.close_button.clicked.connect(self.closed)
        row.addWidget(self.close_button)
        return head

    def _make_strip(self) -> QFrame:
        px, theme = self._theme.px, self._theme
        section = QFrame()
        section.setObjectName("section")
        column = QVBoxLayout(section)
        column.setContentsMargins(px(20), px(12), px(20), px(2))
        column.setSpacing(px(4))
        row = QHBoxLayout()
        row.addWidget(label(theme, TextStyle.SECTION, "sectionHead", self.tr("Values at a moment")), 1)
        row.addWidget(label(theme, TextStyle.CAPTION, "sectionNote", self.tr("drag, or use the arrows")))
        column.addLayout(row)
        self.strip = HistoryStrip(theme, self._words, self._now)
        self.strip.chosen.connect(self._on_chosen)
        column.addWidget(self.strip)
        return section

    def _make_filters(self) -> QHBoxLayout:
        px, theme = self._theme.px, self._theme
        row = QHBoxLayout()
        row.setContentsMargins(px(20), px(12), px(20), px(12))
        row.setSpacing(px(8))
        self.segments = SegmentBar(theme, (self.tr("All", "touches"), self.tr("Changes"), self.tr("Errors")))
        self.segments.chosen.connect(self._show_list)
        row.addWidget(self.segments)
        self.shops = QComboBox()
        self.shops.setAccessibleName(self.tr("Shop"))
        self.shops.setMinimumContentsLength(12)
        self.shops.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.shops.currentIndexChanged.connect(self._show_list)
        row.addWidget(self.shops)
        row.addStretch(1)
        self.restore_button = IconButton(theme, "undo-2", self.tr("Restore this state…"))
        self.restore_button.clicked.connect(self._on_restore)
        row.addWidget(self.restore_button)
        return row

    @Slot(object)
    def _on_read(self, history: object) -> None:
        if not isinstance(history, ProductHistory):
            return
        same = self._history is not None and self._history.product_id == history.product_id
        kept = None if not same or self._history is None or self._place is None else self._history.touches[self._place]
        self._history = history
        self._problem.hide()
        self._sku.set_text(history.sku)
        self._summary.set_text(self._words.summary(history))
        self.setAccessibleName(self.tr("History of {sku}").format(sku=history.sku))
        self._fill_shops(history, self.shops.currentData() if same else _EVERYWHERE)
        self.strip.show_touches(history.touches)
        self._show_list()
        self._show_moment(_place_of(history, kept))

    def _fill_shops(self, history: ProductHistory, chosen: object) -> None:
        self.shops.blockSignals(True)
        self.shops.clear()
        self.shops.addItem(self.tr("All shops"), _EVERYWHERE)
        self.shops.addItem("PPM", _IN_PPM)
        names = {one.shop_id: one.shop_name for one in history.touches if one.shop_id is not None}
        names |= {one.shop_id: one.shop_name for one in history.now if one.shop_id is not None}
        for shop_id, name in sorted(names.items(), key=lambda item: item[1].casefold()):
            self.shops.addItem(name, shop_id)
        self.shops.setCurrentIndex(max(0, self.shops.findData(chosen)))
        self.shops.blockSignals(False)

    @Slot()
    def _show_list(self) -> None:
        if self._history is None:
            return
        everywhere = self._of_shop()
        parts = ([touch for _, touch in everywhere], *(self._part(everywhere, place) for place in (1, 2)))
        self.segments.show_counts([self._wording.number(len(part)) for part in parts])
        self.list.rows.show_touches(self._listed(), self._now())
        self.list.mark(self._place)

    def _of_shop(self) -> list[tuple[int, ProductTouch]]:
        """Touches of the chosen shop with their places."""
        shop = self.shops.currentData()
        touches = () if self._history is None else enumerate(self._history.touches)
        return [
            (place, touch)
            for place, touch in touches
            if shop in (_EVERYWHERE, touch.shop_id) or (shop == _IN_PPM and touch.kind is TouchKind.EDIT)
        ]

    def _part(self, touches: list[tuple[int, ProductTouch]], segment: int) -> list[ProductTouch]:
        return [touch for _, touch in touches if _belongs(touch, segment)]

    def _listed(self) -> list[tuple[int, ProductTouch]]:
        segment = self.segments.place
        return [(place, touch) for place, touch in self._of_shop() if _belongs(touch, segment)]

    def _show_moment(self, place: int | None) -> None:
        if self._history is None:
            return
        self._place = place
        self.strip.show_place(place)
        self.standing.show_values(values_at(self._history, place), past=place is not None)
        self.list.mark(place)
        steps = self.steps_back()
        self.restore_button.setEnabled(bool(steps))
        tip = self.tr("PPM has the values of this moment, or they are not known.")
        self.restore_button.setToolTip("" if steps else tip)

    @Slot(object)
    def _on_chosen(self, place: int | None) -> None:
        self._show_moment(place)

    @Slot(int)
    def _on_opened(self, place: int) -> None:
        job_id = None if self._history is None else self._history.touches[place].job_id
        if job_id is not None:
            self.job_wanted.emit(job_id)

    @Slot()
    def _on_restore(self) -> None:
        if self._history is not None and (steps := self.steps_back()):
            self.restore_wanted.emit(self._history.product_id, steps)

    @Slot()
    def _on_export_wanted(self) -> None:
        if self._history is None:
            return
        proposal = self.tr("history-{sku}.csv").format(sku=self._history.sku)
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export CSV"), proposal, "CSV (*.csv)")
        if chosen:
            self.export(Path(chosen))

    @Slot(object)
    def _on_failed(self, error: PpmError) -> None:
        self._tell(explain(error.cause, self._language, error.facts).sentence)

    @Slot(object)
    def _on_not_written(self, error: PpmError) -> None:
        self._tell(self.tr("The file cannot be written: {reason}").format(reason=error.detail))

    def _tell(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.show()


def _belongs(touch: ProductTouch, segment: int) -> bool:
    """Whether a touch is shown under everything (0), changes (1) or errors (2)."""
    failed = touch.outcome is ItemOutcome.FAILED
    if segment == 1:
        return not failed and (bool(touch.changes) or touch.outcome in (ItemOutcome.CREATED, ItemOutcome.UPDATED))
    return failed if segment == 2 else True


def _place_of(history: ProductHistory, touch: ProductTouch | None) -> int | None:
    """Where a touch stands in a newer reading of the same history."""
    if touch is None:
        return None
    same = (place for place, one in enumerate(history.touches) if (one.at, one.job_id) == (touch.at, touch.job_id))
    return next(same, None)
