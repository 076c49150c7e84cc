"""Decides which value stays where PPM and a shop have both changed one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.conflict import ConflictList, Decided
from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.gui.dialogs.confirm import ConfirmDialog
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.field_words import FieldWords
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.conflict_row import ConflictWords
from ppm_desktop.gui.models.conflict_tree import ConflictTreeModel
from ppm_desktop.gui.ports import Conflicts, Pool
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.conflict_list import ConflictListView
from ppm_desktop.gui.views.dialog_head import DialogHead
from ppm_desktop.gui.views.dialog_parts import SearchField, SentencePage
from ppm_desktop.gui.views.segments import SegmentBar
from ppm_desktop.gui.views.widgets import ElidedLabel, IconButton, label

SIZE_PX = (1120, 728)
SMALLEST_PX = (960, 520)
MOST_FIELDS = 4
"""Fields with a filter of their own, the most frequent."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Key of what this dialog asked the service; ``apply`` where a sync is to follow."""

    dialog: int
    saves: bool
    apply: bool = False


def _utc_now() -> datetime:
    return datetime.now(UTC)


class ConflictsDialog(FramedDialog):
    """Conflicts of one shop by field. What was decided is kept by "Save"; closing asks when it is not.

    Attributes:
        model: The conflicts.
        list: Their list.

    Signals:
        to_send: Number of the shop and PPM's products that wait to be sent to it.
    """

    to_send = Signal(int, object)

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        language: Language,
        conflicts: Conflicts,
        pool: Pool,
        shop: ShopSummary,
        parent: QWidget | None = None,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        super().__init__(theme, "", SMALLEST_PX[0], parent)
        self.setWindowTitle(self.tr("Conflicts"))
        self.setMinimumHeight(theme.px(SMALLEST_PX[1]))
        self.resize(theme.px(SIZE_PX[0]), theme.px(SIZE_PX[1]))
        self._wording = wording
        self._language = language
        self._conflicts = conflicts
        self._pool = pool
        self._shop = shop
        self._busy = False
        self._question: ConfirmDialog | None = None
        self._field_names: list[str] = []
        self._words = ConflictWords(wording, FieldWords(wording), now)
        self.model = ConflictTreeModel(self._words, self)
        self.list = ConflictListView(theme, self.model)
        self._arrange()
        self._make_foot()
        self.model.changed.connect(self._on_changed)
        pool.finished.connect(self._on_outcome)
        self._read()

    @property
    def unsaved(self) -> bool:
        """Whether something was decided or noted and not saved."""
        return bool(self.model.verdicts())

    @property
    def told(self) -> str:
        """What is said beside the buttons."""
        return self._told.text()

    @property
    def remark(self) -> str:
        """What is said of the last save, or which way the values go."""
        return self._directions.accessibleName()

    @property
    def sentence(self) -> str:
        """What is said in the list's place; empty while the list is shown."""
        return "" if self._pages.currentWidget() is self.list else self._page.sentence

    @Slot()
    def save(self) -> None:
        """Keep what was decided."""
        self._save(apply=False)

    @Slot()
    def save_and_apply(self) -> None:
        """Keep what was decided; what PPM won is sent to the shop."""
        self._save(apply=True)

    def reject(self) -> None:
        """Close; asks first when something would be lost."""
        if self._busy:
            return
        if not self.unsaved:
            super().reject()
            return
        question = self.tr("Close without saving the decisions?")
        text = self.tr("What you decided since the last save is forgotten. The conflicts stay.")
        action = self.tr("Close without saving")
        self._question = ConfirmDialog(self.theme, "git-compare-arrows", question, text, action, self._shop.id, self)
        self._question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._question.confirmed.connect(self._on_close_confirmed)
        self._question.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own button asks as well."""
        if self.isVisible() and (self._busy or self.unsaved):
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)

    def _arrange(self) -> None:
        px = self.theme.px
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        top = QFrame()
        top.setObjectName("dialogHead")
        column = QVBoxLayout(top)
        column.setContentsMargins(*(px(side) for side in (24, 16, 24, 12)))
        column.setSpacing(px(14))
        title = self.tr("Conflicts – {shop}").format(shop=self._shop.name)
        self.head = DialogHead(self.theme, "git-compare-arrows", "wBg", "wFg", title)
        column.addWidget(self.head)
        self._filters = self._make_filters()
        column.addLayout(self._filters)
        self.body.addWidget(top)
        self._pages = QStackedWidget()
        self._page = SentencePage(self.theme)
        self._page.again_wanted.connect(self._read)
        self._pages.addWidget(self._page)
        self._pages.addWidget(self.list)
        self.body.addWidget(self._pages, 1)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.search.setFocus)

    def _make_filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(8))
        self.search = SearchField(self.theme, self.tr("Search SKU or name"), 200)
        self.search.textChanged.connect(self._show_only)
        row.addWidget(self.search)
        self.segments = SegmentBar(self.theme, [self.tr("All")])
        row.addWidget(self.segments)
        row.addStretch(1)
        self.undecided_only = QCheckBox(self.tr("Hide decided"))
        self.undecided_only.toggled.connect(self._show_only)
        row.addWidget(self.undecided_only)
        return row

    def _make_foot(self) -> None:
        spring = self.foot.takeAt(0)
        del spring
        self._told = label(self.theme, TextStyle.BODY, "soft")
        self._directions = ElidedLabel(self.theme, TextStyle.CAPTION, "muted")
        self.foot.addWidget(self._told)
        self.foot.addSpacing(self.theme.px(16))
        self.foot.addWidget(self._directions, 1)
        self.close_button = IconButton(self.theme, "", self.tr("Close"))
        self.close_button.clicked.connect(self.reject)
        self.save_button = IconButton(self.theme, "", self.tr("Save decisions"))
        self.save_button.clicked.connect(self.save)
        self.apply_button = IconButton(self.theme, "check", "", "primary")
        self.apply_button.clicked.connect(self.save_and_apply)
        for button in (self.close_button, self.save_button, self.apply_button):
            self.add_button(button)

    @Slot()
    def _read(self) -> None:
        self._say(self.tr("Reading the conflicts…"))
        self._pool.submit(_Asked(id(self), saves=False), partial(self._conflicts.list, self._shop.id))

    def _save(self, *, apply: bool) -> None:
        verdicts = self.model.verdicts()
        if self._busy or not (verdicts or (apply and self.model.waiting_for_shop())):
            return
        self._set_busy(True)
        decide = partial(self._conflicts.decide, self._shop.id, verdicts)
        self._pool.submit(_Asked(id(self), saves=True, apply=apply), decide)

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _Asked) or key.dialog != id(self):
            return
        if isinstance(outcome, ConflictList):
            self._on_read(outcome)
        elif isinstance(outcome, Decided):
            self._on_saved(outcome, apply=key.apply)
        elif isinstance(outcome, Exception):
            self._on_failed(outcome, saves=key.saves)

    def _on_read(self, found: ConflictList) -> None:
        self.model.set_conflicts(found.conflicts)
        self._make_segments(found)
        self._show_only()
        if not found.conflicts:
            self.head.tell(self.tr("Nothing waits for a decision in this shop."))
            self._say(self.tr("There are no conflicts."))
            return
        self.head.tell(self._words.overview(found), self._words.noted(found.conflicts))
        self._pages.setCurrentWidget(self.list)
        self.list.setFocus()

    def _on_saved(self, decided: Decided, *, apply: bool) -> None:
        waiting = self.model.waiting_for_shop()
        self._set_busy(False)
        trouble = self._words.trouble(decided)
        if apply and waiting:
            refused = {one.product_id for one in self.model.conflicts() if one.id in decided.stale}
            self.to_send.emit(self._shop.id, tuple(number for number in waiting if number not in refused))
        self.model.forget_changes()
        if apply and not trouble:
            self.accept()
            return
        self._read()
        self._directions.set_text(trouble or self._words.saved(decided))

    def _on_failed(self, error: Exception, *, saves: bool) -> None:
        known = error if isinstance(error, PpmError) else PpmError(str(error))
        sentence = explain(known.cause, self._language, known.facts).sentence
        self._set_busy(False)
        if saves:
            self._directions.set_text(sentence)
        else:
            self._say(sentence, again=True)

    def _make_segments(self, found: ConflictList) -> None:
        """A filter for each of the most frequent fields."""
        fields = self.model.fields()[:MOST_FIELDS]
        self._field_names = [field for field, _, _ in fields]
        old = self.segments
        self.segments = SegmentBar(self.theme, [self.tr("All"), *(name for _, name, _ in fields)])
        counts = [len(found.conflicts), *(count for _, _, count in fields)]
        self.segments.show_counts([self._wording.number(count) for count in counts])
        self.segments.chosen.connect(self._show_only)
        self._filters.replaceWidget(old, self.segments)
        old.hide()
        old.deleteLater()

    def _say(self, text: str, *, again: bool = False) -> None:
        self._page.say(text, again=again)
        self._pages.setCurrentIndex(0)
        self._on_changed()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.list.setEnabled(not busy)
        self._on_changed()

    @Slot()
    def _show_only(self) -> None:
        place = self.segments.place
        field = self._field_names[place - 1] if place else ""
        self.model.show_only(self.search.text(), field, undecided=self.undecided_only.isChecked())

    @Slot()
    def _on_changed(self) -> None:
        counts = self.model.tally()
        self._told.setText(self._words.total(counts) if counts.total else "")
        self._directions.set_text(self._words.directions(counts))
        applies = bool(self.model.verdicts() or counts.ppm)
        text = self.tr("Save and apply ({n})").format(n=self._wording.number(counts.decided))
        self.apply_button.setText(text)
        self.apply_button.setEnabled(applies and counts.decided > 0 and not self._busy)
        self.save_button.setEnabled(self.unsaved and not self._busy)

    @Slot(int)
    def _on_close_confirmed(self, _shop_id: int) -> None:
        self.model.forget_changes()
        super().reject()
