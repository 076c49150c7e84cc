"""Starts an import, sync or export: what is chosen at the left, what it would change at the right."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPlainTextEdit, QScrollArea, QWidget

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.preview import SendPreview
from ppm_desktop.domain.request import JobMode, JobRequest, SendPolicy
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.dialogs.schedule import ScheduleWish
from ppm_desktop.gui.field_words import FieldWords
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.operation.change_preview import ChangePreview
from ppm_desktop.gui.operation.choices import OperationChoices
from ppm_desktop.gui.operation.preview_reader import PreviewReader
from ppm_desktop.gui.operation.preview_words import PreviewWords
from ppm_desktop.gui.ports import Pool, Products, Sending, Shops
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, IconButton, label

SIZE_PX = (1120, 728)
SMALLEST_PX = (920, 560)
CHOICES_PX = 400


class NewJobDialog(FramedDialog):
    """One operation for each of the shops chosen.

    A sync or export can be started once its preview is fresh, was refused by the shop, or was skipped; an
    unusually big one only when its number of products was typed.

    Signals:
        chosen: `JobRequest` and the numbers of the shops; several times where shops need different confirmations.
        shop_wanted: Another shop is to be added.
        schedule_wanted: `ScheduleWish`: it is to begin by itself.
    """

    chosen = Signal(object, object)
    shop_wanted = Signal()
    schedule_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        language: Language,
        shops: Sequence[ShopSummary],
        service: Shops,
        products: Products,
        sending: Sending,
        pool: Pool,
        shared: SharedSettings,
        job_type: JobType = JobType.IMPORT,
        picked: Sequence[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        """``picked`` are products of PPM chosen elsewhere."""
        super().__init__(theme, "", SMALLEST_PX[0], parent)
        self.setWindowTitle(self.tr("New operation"))
        self.setMinimumHeight(theme.px(SMALLEST_PX[1]))
        self.resize(theme.px(SIZE_PX[0]), theme.px(SIZE_PX[1]))
        self._wording = wording
        self._language = language
        self._shared = shared
        self._previews: tuple[SendPreview, ...] = ()
        self._skipped = False
        self._words = PreviewWords(wording, language, FieldWords(wording))
        self.choices = OperationChoices(theme, wording, shops, service, products, pool, job_type, picked)
        self.preview = ChangePreview(theme, wording, self._words)
        self._reader = PreviewReader(sending, pool, shared.preview_sample, self)
        self._arrange()
        self._make_foot()
        self._connect()
        self._on_changed()

    @property
    def skus(self) -> QPlainTextEdit:
        """Where SKUs are pasted."""
        return self.choices.scope.field

    @property
    def problem(self) -> str:
        """What keeps the operation from starting, empty when nothing was wrong."""
        return self._problem.text()

    def choose_shop(self, shop_id: int) -> None:
        """Tick a shop."""
        self.choices.shops.choose(shop_id)

    def choose_mode(self, mode: JobMode) -> None:
        """Choose the scope ``mode``."""
        self.choices.scope.choose(mode)

    def look_now(self) -> None:
        """Make the preview at once instead of a little later."""
        self._reader.ask_again()

    @Slot()
    def start(self) -> None:
        """Hand on what was chosen, or say what is missing."""
        problem = self.choices.problem()
        self._tell(problem)
        if problem or not self.start_button.isEnabled():
            return
        request = self.choices.request()
        trial = self._shared.trial_products if self.trial.isChecked() else 0
        confirmed = {one.shop_id: one.to_confirm for one in self._previews if one.alarm}
        usual = tuple(number for number in self.choices.shop_ids() if number not in confirmed)
        if usual:
            self.chosen.emit(_with(request, trial), usual)
        for shop_id, number in confirmed.items():
            self.chosen.emit(_with(request, trial, number), (shop_id,))
        self.accept()

    @Slot()
    def schedule(self) -> None:
        """Let what was chosen begin by itself, or say what is missing; no preview is needed for that."""
        problem = self.choices.problem()
        self._tell(problem)
        if not problem:
            shops = tuple(self.choices.shops.chosen())
            self.schedule_wanted.emit(ScheduleWish(self.choices.request(), shops, self.choices.scope.words()))

    def done(self, result: int) -> None:
        """However it is closed, no shop is asked any more."""
        self._reader.stop()
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
        scroll.setWidget(self.choices)
        row.addWidget(scroll)
        row.addWidget(self.preview, 1)
        self.body.addLayout(row, 1)

    def _make_foot(self) -> None:
        px = self.theme.px
        self._clock = Glyph(self.theme, "timer", "tx3")
        self._duration = label(self.theme, TextStyle.BODY, "muted")
        self.trial = QCheckBox()
        self.trial.setText(self.tr("Start with a trial run on {n}").format(n=self._shared.trial_products))
        self._problem = ElidedLabel(self.theme, TextStyle.BODY, "problem")
        for place, widget in enumerate((self._clock, self._duration, self.trial, self._problem)):
            self.foot.insertWidget(place, widget, 1 if widget is self._problem else 0)
        self._duration.setContentsMargins(0, 0, px(12), 0)
        cancel = IconButton(self.theme, "", self.tr("Cancel", "dialog"))
        cancel.clicked.connect(self.reject)
        self.schedule_button = IconButton(self.theme, "calendar-clock", self.tr("Schedule…"))
        self.schedule_button.clicked.connect(self.schedule)
        self.start_button = IconButton(self.theme, "play", "", "primary")
        self.start_button.clicked.connect(self.start)
        self.start_button.setDefault(True)
        for button in (cancel, self.schedule_button, self.start_button):
            self.add_button(button)

    def _connect(self) -> None:
        self.choices.changed.connect(self._on_changed)
        self.choices.failed.connect(self._on_categories_failed)
        self.choices.shop_wanted.connect(self.shop_wanted)
        self.preview.refresh_wanted.connect(self._reader.ask_again)
        self.preview.whole_wanted.connect(self._on_whole_wanted)
        self.preview.skip_wanted.connect(self._on_skip_wanted)
        self.preview.guard.changed.connect(self._show_start)
        self._reader.begun.connect(self._on_begun)
        self._reader.read.connect(self._on_read)
        self._reader.failed.connect(self._on_failed)

    def _tell(self, problem: str) -> None:
        self._problem.set_text(problem)

    def _counts(self) -> tuple[int, ...]:
        """How many products of each shop would be written."""
        return tuple(one.written if one.complete else one.to_confirm for one in self._previews)

    def _to_note(self) -> int:
        """How many conflicts would be noted for a later decision; that writes to no shop, and is worth a start."""
        if not self._previews or self.choices.request().send_policy is not SendPolicy.NOTE:
            return 0
        return sum(one.conflicts for one in self._previews)

    def _show_start(self) -> None:
        count = sum(self._counts())
        pattern = {
            JobType.IMPORT: self.tr("Start import"),
            JobType.SYNC: self.tr("Start sync"),
            JobType.EXPORT: self.tr("Start export"),
        }[self.choices.type]
        number = f" ({self._wording.number(count)})" if self._previews and count else ""
        self.start_button.setText(f"{pattern}{number}")
        begins = count + self._to_note() > 0
        decided = begins and self.preview.guard.holds if self._previews else self._skipped
        self.start_button.setEnabled(decided or not self.choices.sends or bool(self.choices.problem()))
        duration = self._words.duration(self._previews, self._counts()) if count else ""
        self._clock.setVisible(bool(duration))
        matches = bool(self._previews) and not count and not any(one.conflicts for one in self._previews)
        self._duration.setText(self.tr("Nothing to change, data matches.") if matches else duration)

    @Slot()
    def _on_changed(self) -> None:
        self._tell("")
        self._skipped = False
        if not self.choices.sends:
            self._forget(self.tr("An import writes only to PPM. What changed on both sides follows your choice."))
        elif (problem := self.choices.problem()) != "":
            self._forget(problem)
        else:
            self._previews = ()
            self.choices.show_changed_count(None)
            self.preview.expect()
            self._reader.want(self.choices.request(), self.choices.shop_ids())
        self._show_start()

    def _forget(self, text: str) -> None:
        self._reader.stop()
        self._previews = ()
        self.choices.show_changed_count(None)
        self.preview.say(text)

    @Slot()
    def _on_begun(self) -> None:
        self._previews = ()
        self.preview.show_busy()
        self._show_start()

    @Slot(object)
    def _on_read(self, previews: tuple[SendPreview, ...]) -> None:
        self._previews = previews
        request = self.choices.request()
        self.preview.show_result(previews, request.type, request.send_policy)
        if request.changed_only:
            self.choices.show_changed_count(sum(one.in_scope for one in previews))
        self._show_start()

    @Slot(object)
    def _on_failed(self, error: PpmError) -> None:
        self.preview.say(explain(error.cause, self._language, error.facts).sentence, skip=True)
        self._show_start()

    @Slot(object)
    def _on_categories_failed(self, error: PpmError) -> None:
        self._tell(explain(error.cause, self._language, error.facts).sentence)

    @Slot()
    def _on_whole_wanted(self) -> None:
        self._reader.ask_again(whole=True)

    @Slot()
    def _on_skip_wanted(self) -> None:
        self._reader.stop()
        self._previews = ()
        self._skipped = True
        self.preview.say(
            self.tr("No preview. An unusually big change will stop before anything is written and ask for a number.")
        )
        self._show_start()


def _with(request: JobRequest, trial: int, confirmed: int | None = None) -> JobRequest:
    return replace(request, trial_limit=trial, confirmed=confirmed)
