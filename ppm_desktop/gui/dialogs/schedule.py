"""Lets an operation begin by itself: once, daily or weekly; says in words when, and what has to be on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QWidget

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.schedule import (
    PlannedRun,
    Recurrence,
    Schedule,
    ScheduledJob,
    ScheduleRule,
    WhenBusy,
    parse_time,
    zone_of,
)
from ppm_desktop.domain.schedule_words import day_words, moment_words
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.ports import Pool, Schedules
from ppm_desktop.gui.schedule_words import schedule_problem, zone_choices
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.schedule_fields import TimeField, WeekdayRow
from ppm_desktop.gui.views.segments import SegmentBar
from ppm_desktop.gui.views.shops_fields import named
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, IconButton, label

WIDTH_PX = 480
DAYS_OFFERED = 92
USUAL_TIME = "06:30"


@dataclass(frozen=True, slots=True)
class ScheduleWish:
    """What is to begin by itself; ``scope`` says in words which products."""

    request: JobRequest
    shops: tuple[ShopSummary, ...]
    scope: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """Key of the question when the run would be, as one dialog was filled in at one moment."""

    dialog: int
    number: int


@dataclass(frozen=True, slots=True)
class _Add:
    """Key of the schedule that one dialog makes."""

    dialog: int


class ScheduleDialog(FramedDialog):
    """Closes when the schedule is made.

    Signals:
        scheduled: `Schedule`: it is made.
        list_wanted: What is scheduled already is to be shown.
    """

    scheduled = Signal(object)
    list_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        language: Language,
        schedules: Schedules,
        pool: Pool,
        wish: ScheduleWish,
        parent: QWidget | None = None,
        today: date | None = None,
    ) -> None:
        super().__init__(theme, "", WIDTH_PX, parent)
        self.setWindowTitle(self.tr("Schedule an operation"))
        self.setFixedWidth(theme.px(WIDTH_PX))
        self._language = language
        self._schedules = schedules
        self._pool = pool
        self._wish = wish
        self._number = 0
        self._zone = schedules.local_zone()
        self._today = today or datetime.now(UTC).astimezone(zone_of(self._zone)).date()
        self._make_head()
        self._make_days()
        self._make_time()
        self._make_options()
        self._make_note()
        self._make_foot()
        pool.finished.connect(self._on_outcome)
        self._on_recurrence(self.recurrences.place)

    @property
    def note(self) -> str:
        """When it will run, or what is wrong."""
        return self._note.text()

    def choose(self, recurrence: Recurrence) -> None:
        """Choose how often."""
        self.recurrences.choose(list(Recurrence).index(recurrence))

    @Slot()
    def start(self) -> None:
        """Make the schedule."""
        job = self._job()
        if job is not None and self.start_button.isEnabled():
            self.start_button.setEnabled(False)
            self._pool.submit(_Add(id(self)), partial(self._schedules.add, job))

    def _make_head(self) -> None:
        titles = {
            JobType.IMPORT: self.tr("Schedule import"),
            JobType.SYNC: self.tr("Schedule sync"),
            JobType.EXPORT: self.tr("Schedule export"),
        }
        self.body.addWidget(label(self.theme, TextStyle.DIALOG_TITLE, "paneTitle", titles[self._wish.request.type]))
        about = " · ".join((*(shop.name for shop in self._wish.shops), self._wish.scope))
        self.body.addWidget(ElidedLabel(self.theme, TextStyle.BODY, "muted", about))
        self.body.addSpacing(self.theme.px(8))
        names = (self.tr("Once", "schedule"), self.tr("Daily"), self.tr("Weekly"))
        self.recurrences = SegmentBar(self.theme, names, checked=list(Recurrence).index(Recurrence.DAILY))
        self.recurrences.setAccessibleName(self.tr("How often"))
        self.recurrences.chosen.connect(self._on_recurrence)
        self.body.addWidget(self.recurrences, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addSpacing(self.theme.px(4))

    def _make_days(self) -> None:
        self.weekdays = WeekdayRow(self.theme, self._language)
        self.weekdays.changed.connect(self._on_changed)
        self.body.addWidget(self.weekdays)
        self.day = QComboBox()
        for ahead in range(DAYS_OFFERED):
            one = self._today + timedelta(days=ahead)
            self.day.addItem(day_words(one, self._language), one.isoformat())
        self.day.setCurrentIndex(1)
        self.day.currentIndexChanged.connect(self._on_changed)
        self._only_day = QWidget()
        holder = named(self.theme, self.tr("Day", "schedule"), self.day)
        holder.setContentsMargins(0, 0, 0, 0)
        self._only_day.setLayout(holder)
        self.body.addWidget(self._only_day)

    def _make_time(self) -> None:
        px = self.theme.px
        row = QHBoxLayout()
        row.setSpacing(px(16))
        self.time = TimeField(self.theme, USUAL_TIME)
        self.time.textChanged.connect(self._on_changed)
        self.zone = QComboBox()
        self.zone.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for name, text in zone_choices(self._zone, datetime.combine(self._today, datetime.min.time(), UTC)):
            self.zone.addItem(text, name)
        self.zone.setCurrentIndex(self.zone.findData(self._zone))
        self.zone.currentIndexChanged.connect(self._on_changed)
        row.addLayout(named(self.theme, self.tr("Time", "of day"), self.time), 1)
        row.addLayout(named(self.theme, self.tr("Time zone"), self.zone), 1)
        self.body.addSpacing(px(4))
        self.body.addLayout(row)
        self.body.addSpacing(px(4))

    def _make_options(self) -> None:
        self.finishes = QCheckBox(self.tr("Finish by this time (it begins as its last runs ask for)"))
        self.skips = QCheckBox(self.tr("Skip if the shop already has an active operation"))
        self.skips.setChecked(True)
        for option in (self.finishes, self.skips):
            option.toggled.connect(self._on_changed)
            self.body.addWidget(option)

    def _make_note(self) -> None:
        px = self.theme.px
        box = QFrame()
        box.setObjectName("noteBox")
        row = QHBoxLayout(box)
        row.setContentsMargins(px(12), px(12), px(16), px(12))
        row.setSpacing(px(12))
        row.addWidget(Glyph(self.theme, "info", "tx3"), 0, Qt.AlignmentFlag.AlignTop)
        self._note = label(self.theme, TextStyle.BODY, "soft", wrap=True)
        self._note.setMinimumHeight(3 * self._note.fontMetrics().lineSpacing())
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._note, 1)
        self.body.addSpacing(px(4))
        self.body.addWidget(box)
        self.body.addStretch(1)

    def _make_foot(self) -> None:
        self.list_button = IconButton(self.theme, "", self.tr("Scheduled operations"), "link")
        self.list_button.clicked.connect(self.list_wanted)
        self.foot.insertWidget(0, self.list_button)
        cancel = IconButton(self.theme, "", self.tr("Cancel", "dialog"))
        cancel.clicked.connect(self.reject)
        self.start_button = IconButton(self.theme, "calendar-clock", self.tr("Schedule", "verb"), "primary")
        self.start_button.clicked.connect(self.start)
        self.start_button.setDefault(True)
        self.add_button(cancel)
        self.add_button(self.start_button)

    def _job(self) -> ScheduledJob | None:
        """What is filled in, None with a note where that is not whole."""
        recurrence = list(Recurrence)[self.recurrences.place]
        try:
            rule = ScheduleRule(
                recurrence=recurrence,
                at=parse_time(self.time.text()),
                zone=str(self.zone.currentData()),
                day=date.fromisoformat(self.day.currentData()) if recurrence is Recurrence.ONCE else None,
                weekdays=self.weekdays.picked if recurrence is Recurrence.WEEKLY else frozenset(),
                finishes=self.finishes.isChecked(),
            )
        except InvalidRequest as error:
            self._tell(schedule_problem(error, self._language), ready=False)
            return None
        when_busy = WhenBusy.SKIP if self.skips.isChecked() else WhenBusy.WAIT
        return ScheduledJob(self._wish.request, tuple(shop.id for shop in self._wish.shops), rule, when_busy)

    def _tell(self, text: str, *, ready: bool) -> None:
        self._note.setText(text)
        self.start_button.setEnabled(ready)

    def _show_plan(self, run: PlannedRun | None) -> None:
        if run is None:
            self._tell(self.tr("This day and time are past."), ready=False)
            return
        zone = str(self.zone.currentData())
        when = moment_words(run.start, zone, self._language)
        if self.finishes.isChecked():
            by = f"{run.due.astimezone(zone_of(zone)):%H:%M}"
            text = self.tr("Next run: {when}, to be finished by {time}.").format(when=when, time=by)
        else:
            text = self.tr("Next run: {when}.").format(when=when)
        needs = self.tr("The computer must be on and PPM Desktop running (the tray is enough).")
        self._tell(f"{text} {needs}", ready=True)

    @Slot(int)
    def _on_recurrence(self, place: int) -> None:
        recurrence = list(Recurrence)[place]
        self.weekdays.setVisible(recurrence is Recurrence.WEEKLY)
        self._only_day.setVisible(recurrence is Recurrence.ONCE)
        self._on_changed()
        self.adjustSize()

    @Slot()
    def _on_changed(self) -> None:
        self._number += 1
        job = self._job()
        if job is not None:
            self.start_button.setEnabled(False)
            self._pool.submit(_Plan(id(self), self._number), partial(self._schedules.plan, job))

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if key not in (_Plan(id(self), self._number), _Add(id(self))):
            return
        if isinstance(outcome, Exception):
            self._tell(schedule_problem(outcome, self._language), ready=isinstance(key, _Add))
        elif isinstance(outcome, Schedule):
            self.scheduled.emit(outcome)
            self.accept()
        else:
            self._show_plan(outcome if isinstance(outcome, PlannedRun) else None)
