"""What begins by itself: everybody's schedules, when each runs next, and taking one away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.roles import EVERYTHING, Right, Rights
from ppm_desktop.domain.schedule import RunOutcome, Schedule
from ppm_desktop.domain.schedule_words import moment_words, rule_words
from ppm_desktop.gui.dialogs.confirm import ConfirmDialog
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.ports import Pool, Schedules
from ppm_desktop.gui.schedule_words import schedule_problem
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, GlyphButton, IconButton, label

SIZE_PX = (720, 480)


@dataclass(frozen=True, slots=True)
class _List:
    """Key of one reading of one dialog."""

    dialog: int


@dataclass(frozen=True, slots=True)
class _Remove:
    """Key of a schedule that one dialog removes."""

    dialog: int
    schedule_id: int


class SchedulesDialog(FramedDialog):
    """Reads the schedules when it is made, and again after each change."""

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        language: Language,
        schedules: Schedules,
        pool: Pool,
        rights: Rights = EVERYTHING,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", SIZE_PX[0], parent)
        self.setWindowTitle(self.tr("Scheduled operations"))
        self.resize(theme.px(SIZE_PX[0]), theme.px(SIZE_PX[1]))
        self._wording = wording
        self._language = language
        self._schedules = schedules
        self._pool = pool
        self._may_remove = rights.may(Right.RUN)
        self.remove_buttons: dict[int, GlyphButton] = {}
        self.body.setContentsMargins(0, 0, 0, 0)
        self._note = label(theme, TextStyle.BODY, "muted", wrap=True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note.setContentsMargins(*(theme.px(24),) * 4)
        self._area = QScrollArea()
        self._area.setObjectName("dialogArea")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._note, 1)
        self.body.addWidget(self._area, 1)
        self._close = IconButton(theme, "", self.tr("Close"))
        self._close.clicked.connect(self.accept)
        self.add_button(self._close)
        pool.finished.connect(self._on_outcome)
        self._say("")
        self._read()

    @property
    def sentence(self) -> str:
        """What is said in the list's place; empty while the list is shown."""
        return self._note.text()

    def ask_to_remove(self, schedule: Schedule) -> ConfirmDialog:
        """Ask the person, then forget the schedule."""
        question = self.tr("Remove the schedule?")
        text = self.tr("{shops}: {rule}. The operation will not begin by itself any more.")
        told = text.format(shops=self._shops(schedule), rule=rule_words(schedule.job.rule, self._language))
        action = self.tr("Remove schedule")
        dialog = ConfirmDialog(self.theme, "calendar-clock", question, told, action, schedule.id, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.confirmed.connect(self._on_confirmed)
        dialog.show()
        return dialog

    def _read(self) -> None:
        self._pool.submit(_List(id(self)), self._schedules.list)

    def _say(self, text: str) -> None:
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self._area.setVisible(not text)

    def _show(self, schedules: Sequence[Schedule]) -> None:
        body = QWidget()
        body.setObjectName("paneBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.remove_buttons = {}
        for schedule in schedules:
            column.addWidget(self._row(schedule))
        column.addStretch(1)
        self._area.setWidget(body)
        self._say("" if schedules else self.tr("Nothing is scheduled. Choose “Schedule…” in a new operation."))

    def _row(self, schedule: Schedule) -> QFrame:
        px = self.theme.px
        made = QFrame()
        made.setObjectName("matrixRow")
        row = QHBoxLayout(made)
        row.setContentsMargins(px(24), px(10), px(16), px(10))
        row.setSpacing(px(12))
        icons = {JobType.IMPORT: "download", JobType.SYNC: "refresh-cw", JobType.EXPORT: "upload"}
        row.addWidget(Glyph(self.theme, icons[schedule.job.request.type], "tx3"), 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(px(2))
        title = f"{self._kind(schedule)} · {self._shops(schedule)}"
        lines.addWidget(ElidedLabel(self.theme, TextStyle.PRIMARY, "strong", title))
        rule = rule_words(schedule.job.rule, self._language)
        lines.addWidget(ElidedLabel(self.theme, TextStyle.BODY, "soft", f"{rule} · {schedule.person.person}"))
        lines.addWidget(ElidedLabel(self.theme, TextStyle.CAPTION, "muted", self._runs(schedule)))
        row.addLayout(lines, 1)
        name = self.tr("Remove the schedule")
        remove = self.remove_buttons[schedule.id] = GlyphButton(self.theme, "trash-2", name)
        remove.setEnabled(self._may_remove)
        remove.clicked.connect(partial(self.ask_to_remove, schedule))
        row.addWidget(remove)
        return made

    def _kind(self, schedule: Schedule) -> str:
        return {
            JobType.IMPORT: self.tr("Import", "noun"),
            JobType.SYNC: self.tr("Sync", "noun"),
            JobType.EXPORT: self.tr("Export", "noun"),
        }[schedule.job.request.type]

    def _shops(self, schedule: Schedule) -> str:
        return ", ".join(schedule.shop_names) or self.tr("a shop that is gone")

    def _runs(self, schedule: Schedule) -> str:
        run = schedule.next_run
        if run is None:
            parts = [self.tr("It will not run again.")]
        else:
            when = moment_words(run.start, schedule.job.rule.zone, self._language)
            parts = [self.tr("Next run: {when}.").format(when=when)]
        if schedule.last_run_at is not None and schedule.last_outcome is not None:
            ago = self._wording.day_time(schedule.last_run_at, datetime.now(UTC))
            parts.append(self._outcome(schedule.last_outcome).format(when=ago))
        return " ".join(parts)

    def _outcome(self, outcome: RunOutcome) -> str:
        return {
            RunOutcome.STARTED: self.tr("Last run: {when}."),
            RunOutcome.SKIPPED: self.tr("Skipped {when}, the shop was busy."),
            RunOutcome.REFUSED: self.tr("Could not begin {when}: the shop is switched off or gone."),
        }[outcome]

    @Slot(int)
    def _on_confirmed(self, schedule_id: int) -> None:
        self._pool.submit(_Remove(id(self), schedule_id), partial(self._schedules.remove, schedule_id))

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _List | _Remove) or key.dialog != id(self):
            return
        if isinstance(outcome, Exception):
            self._say(schedule_problem(outcome, self._language))
        elif isinstance(key, _Remove):
            self._read()
        elif isinstance(outcome, Sequence):
            self._show([one for one in outcome if isinstance(one, Schedule)])
