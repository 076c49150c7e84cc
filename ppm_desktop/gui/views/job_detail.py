"""The details pane: everything about the selected job, and its actions as real buttons."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from ppm_desktop.domain.audit import AuditEntry
from ppm_desktop.domain.job import JobSnapshot, RowState
from ppm_desktop.domain.listing import CauseCount, JobDetail, JobEvent, WrittenItem
from ppm_desktop.gui.audit_words import AuditWords
from ppm_desktop.gui.delegates.job_row import type_tile
from ppm_desktop.gui.formatting import NO_VALUE, Wording
from ppm_desktop.gui.models.job_actions import LOOKS, JobAction, action_name, may
from ppm_desktop.gui.models.job_row import JobRow
from ppm_desktop.gui.rates import JobRates
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.detail_parts import (
    Figure,
    Figures,
    Section,
    Sparkline,
    TimelineLine,
    cause_line,
    clear,
    pair_line,
)
from ppm_desktop.gui.views.job_story import JobStory
from ppm_desktop.gui.views.pill import Pill
from ppm_desktop.gui.views.trial_panel import TrialPanel
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, IconButton, label
from ppm_desktop.gui.views.wrapping_row import WrappingRow

EVENTS_SHOWN = 4
CLOCK_TIME_FROM_S = 900.0
RATE_FROM_S = 1.0
"""Times are stored in whole seconds: a shorter job has no rate to speak of."""
_RUNNING = frozenset({RowState.PROCESSING, RowState.COUNTING})


class JobDetailView(QFrame):
    """Shows one `JobRow` and, when it has come, its `JobDetail`.

    Signals:
        cancel_wanted, errors_wanted: The buttons; job id.
        action_wanted: A `JobAction`; job id first.
        written_wanted: What the job wrote first is to be read; job id.
        find_wanted: A product is to be found in PPM: its SKU.
    """

    cancel_wanted = Signal(int)
    errors_wanted = Signal(int)
    action_wanted = Signal(int, object)
    written_wanted = Signal(int)
    find_wanted = Signal(str)

    def __init__(
        self, theme: Theme, wording: Wording, story: JobStory, rates: JobRates, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._theme = theme
        self._wording = wording
        self._story = story
        self._audit = AuditWords(wording)
        self._rates = rates
        self._now = now
        self._row: JobRow | None = None
        self._detail: JobDetail | None = None
        self._all_events = False
        self._shown: dict[Section, tuple[object, ...]] = {}
        self._now_line: TimelineLine | None = None
        self._trial_asked = False
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._make_nothing())
        self._stack.addWidget(self._make_scroll())
        theme.changed.connect(self._on_theme_changed)

    @property
    def job_id(self) -> int | None:
        """The job that is shown."""
        return None if self._row is None else self._row.job.id

    def show_nothing(self, text: str) -> None:
        """No job: a sentence instead."""
        self._row = None
        self._nothing.setText(text)
        self._stack.setCurrentIndex(0)

    def show_row(self, row: JobRow) -> None:
        """Show ``row``; what was known of another job goes."""
        if self._row is None or self._row.job.id != row.job.id:
            self._detail = None
            self._all_events = False
            self._trial.forget()
            self._trial_asked = False
            self._scroll.verticalScrollBar().setValue(0)
        self._row = row
        self._stack.setCurrentIndex(1)
        self._show_head(row)
        self._show_trial(row)
        self._show_figures(row)
        self._show_rate(row)
        self._show_current(row)
        self._show_detail(row)

    def show_detail(self, detail: JobDetail) -> None:
        """Causes and timeline of the job that is shown; of another one they are ignored."""
        if self._row is not None and detail.job.id == self._row.job.id:
            self._detail = detail
            self._show_detail(self._row)

    def show_written(self, job_id: int, items: Sequence[WrittenItem]) -> None:
        """What the job that is shown wrote first."""
        if self._row is not None and job_id == self._row.job.id:
            self._trial.show_items(items)

    def _make_nothing(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        self._nothing = label(self._theme, TextStyle.BODY, "muted")
        self._nothing.setWordWrap(True)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._nothing)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return holder

    def _make_scroll(self) -> QScrollArea:
        self._body = QWidget()
        self._body.setObjectName("paneBody")
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in (
            self._make_head(),
            self._make_trial(),
            self._make_summary(),
            self._make_rate(),
            self._make_current(),
            self._make_lists(),
        ):
            column.addWidget(section)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName(self.tr("Operation details"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._body)
        return self._scroll

    def _make_head(self) -> QFrame:
        px = self._theme.px
        head = QFrame()
        head.setObjectName("section")
        head.setFixedHeight(px(64))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(12))
        self._tile = QLabel()
        row.addWidget(self._tile)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        self._title = ElidedLabel(self._theme, TextStyle.PANE_TITLE, "paneTitle")
        self._subtitle = ElidedLabel(self._theme, TextStyle.CAPTION, "muted")
        lines.addWidget(self._title)
        lines.addWidget(self._subtitle)
        lines.addStretch(1)
        row.addLayout(lines, 1)
        self._badge = Pill(self._theme)
        row.addWidget(self._badge)
        return head

    def _make_trial(self) -> TrialPanel:
        self._trial = TrialPanel(self._theme, self._wording, self._story)
        self._trial.continue_wanted.connect(partial(self._want, JobAction.CONTINUE))
        self._trial.cancel_wanted.connect(self._on_cancel_clicked)
        self._trial.find_wanted.connect(self.find_wanted)
        return self._trial

    def _make_summary(self) -> Section:
        section = self._summary = Section(self._theme)
        section.body.setSpacing(self._theme.px(12))
        self._notice = label(self._theme, TextStyle.BODY, "notice", wrap=True)
        self._stop_notice = label(self._theme, TextStyle.BODY, "stopNotice", wrap=True)
        self._figures = Figures(self._theme)
        section.body.addWidget(self._notice)
        section.body.addWidget(self._stop_notice)
        section.body.addWidget(self._figures)
        self._actions = QWidget()
        row = WrappingRow(self._theme.px(8))
        self._actions.setLayout(row)
        self.main_button = IconButton(self._theme, "play", "", "primary")
        self.main_button.clicked.connect(self._on_main_clicked)
        self.both_button = IconButton(self._theme, LOOKS[JobAction.RETRY_AND_FINISH].icon, "")
        self.both_button.clicked.connect(partial(self._want, JobAction.RETRY_AND_FINISH))
        self.shop_button = IconButton(self._theme, LOOKS[JobAction.OPEN_SHOP].icon, self.tr("Open shop settings"))
        self.shop_button.clicked.connect(partial(self._want, JobAction.OPEN_SHOP))
        self.pause_button = IconButton(self._theme, "pause", self.tr("Pause"))
        self.pause_button.clicked.connect(partial(self._want, JobAction.PAUSE))
        self.undo_button = IconButton(self._theme, "undo-2", self.tr("Undo…"))
        self.undo_button.clicked.connect(partial(self._want, JobAction.UNDO))
        self.errors_button = IconButton(self._theme, "triangle-alert", "", "errors")
        self.errors_button.clicked.connect(self._on_errors_clicked)
        self.cancel_button = IconButton(self._theme, "ban", self.tr("Cancel", "button"))
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        row.addWidget(self.main_button)
        row.addWidget(self.both_button)
        row.addWidget(self.errors_button)
        row.addWidget(self.shop_button)
        row.addWidget(self.undo_button)
        row.addWidget(self.pause_button)
        row.addWidget(self.cancel_button)
        section.body.addWidget(self._actions)
        return section

    def _make_rate(self) -> Section:
        self._rate = Section(self._theme, self.tr("Rate, products/min"))
        self._line = Sparkline(self._theme)
        self._rate.body.addWidget(self._line)
        return self._rate

    def _make_current(self) -> Section:
        px = self._theme.px
        self._current = Section(self._theme, self.tr("Processing now"))
        row = QHBoxLayout()
        row.setSpacing(px(12))
        tile = Glyph(self._theme, "package", "tx3")
        tile.setObjectName("glyphTile")
        tile.setFixedSize(px(32), px(32))
        tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(tile)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        self._current_sku = ElidedLabel(self._theme, TextStyle.CODE, "strong")
        self._current_name = ElidedLabel(self._theme, TextStyle.CAPTION, "muted")
        lines.addWidget(self._current_sku)
        lines.addWidget(self._current_name)
        row.addLayout(lines, 1)
        self._current.body.addLayout(row)
        return self._current

    def _make_lists(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._causes = Section(self._theme, self.tr("Errors by reason"))
        self._events = Section(self._theme, self.tr("Timeline"))
        self._events.body.setSpacing(0)
        self._log_link = IconButton(self._theme, "", self.tr("Show log"), "link")
        self._log_link.clicked.connect(self._on_log_clicked)
        self._events.head_row.addWidget(self._log_link)
        self._people = Section(self._theme, self.tr("Who did what"))
        self._people.body.setSpacing(self._theme.px(4))
        self._people.hide()
        self._parameters = Section(self._theme, self.tr("Parameters"))
        self._parameters.body.setSpacing(self._theme.px(4))
        for section in (self._causes, self._events, self._people, self._parameters):
            column.addWidget(section)
        return holder

    def _show_head(self, row: JobRow) -> None:
        self._tile.setPixmap(type_tile(self._theme, row.job.type, self.devicePixelRatioF(), 40, 20))
        self._title.set_text(row.job.shop_name)
        self._subtitle.set_text(f"{row.verb} · #{row.job.id}")
        self._badge.show_state(row.state, row.badge)

    def _show_trial(self, row: JobRow) -> None:
        stands = row.job.may_go_on and bool(row.job.trial_limit) and not row.job.paused_cause
        self._trial.setVisible(stands)
        self._summary.setVisible(not stands)
        if not stands:
            self._trial_asked = False
            return
        self._trial.show_job(row.job, self._now())
        if not self._trial_asked:
            self._trial_asked = True
            self.written_wanted.emit(row.job.id)

    def _show_figures(self, row: JobRow) -> None:
        partial = row.state is RowState.PARTIAL
        notice = self._story.failed_summary(row.job) if partial else self._story.pause_reason(row.job)
        self._notice.setVisible(bool(notice))
        self._notice.setText(notice)
        stopped = row.state is RowState.FAILED and bool(row.note)
        self._stop_notice.setVisible(stopped)
        if stopped:
            self._stop_notice.setText(row.note)
        self._figures.show_figures(self._running_figures(row) if row.job.active else self._ended_figures(row.job))
        self._show_actions(row)

    def _running_figures(self, row: JobRow) -> list[Figure]:
        left = self._rates.remaining_s(row.job.id) if row.state is RowState.PROCESSING else None
        if left is not None:
            name = self.tr("left")
            if left >= CLOCK_TIME_FROM_S:
                end = self._now() + timedelta(seconds=left)
                name = self.tr("left, about {time}").format(time=self._wording.clock(end))
            figures = [Figure(self._wording.remaining(left), name)]
        elif row.state in _RUNNING:
            figures = [Figure(self.tr("estimating…"), self.tr("left"))]
        else:
            figures = [Figure(row.badge, self.tr("state"))]
        rate = self._rates.per_minute(row.job.id)
        figures.append(Figure(self.tr("{n}/min").format(n=self._wording.number(round(rate))), self.tr("rate")))
        return [*figures, self._failed_figure(row.job)]

    def _ended_figures(self, job: JobSnapshot) -> list[Figure]:
        if job.started_at is None or job.completed_at is None:
            return [self._failed_figure(job)]
        seconds = max(0.0, (job.completed_at - job.started_at).total_seconds())
        text = NO_VALUE
        if seconds >= RATE_FROM_S:
            text = self.tr("{n}/min").format(n=self._wording.number(round(job.processed / seconds * 60)))
        return [
            Figure(self._wording.duration(seconds), self.tr("duration")),
            Figure(text, self.tr("average rate")),
            self._failed_figure(job),
        ]

    def _failed_figure(self, job: JobSnapshot) -> Figure:
        share = job.failed / job.processed if job.processed else 0.0
        return Figure(self._wording.percent(share), self.tr("failed", "share of products"), job.failed > 0)

    def _show_actions(self, row: JobRow) -> None:
        self.errors_button.setVisible(bool(row.errors_button))
        self.errors_button.setText(row.errors_button)
        self.cancel_button.setVisible(bool(row.cancel_button))
        self.cancel_button.setEnabled(row.may_cancel)
        self.cancel_button.setToolTip(row.why_not)
        self.main_button.setVisible(row.main_action is not None)
        if row.main_action is not None:
            name = action_name(row.main_action, row.job, self._wording)
            self.main_button.setText(name if row.may_main else row.main_button)
            self.main_button.setEnabled(row.may_main)
            self.main_button.set_icon(LOOKS[row.main_action].icon)
        self.both_button.setVisible(row.main_action is JobAction.RETRY and may(JobAction.RETRY_AND_FINISH, row.job))
        self.both_button.setText(action_name(JobAction.RETRY_AND_FINISH, row.job, self._wording))
        self.pause_button.setVisible(row.job.may_be_paused and row.state is not RowState.STALE)
        self.shop_button.setVisible(may(JobAction.OPEN_SHOP, row.job))
        self.undo_button.setVisible(row.job.may_be_undone)
        offered = (row.errors_button, row.cancel_button, row.main_button)
        self._actions.setVisible(any(offered) or row.job.may_be_undone or may(JobAction.OPEN_SHOP, row.job))

    def _show_rate(self, row: JobRow) -> None:
        points = self._rates.trace(row.job.id)
        self._rate.setVisible(len(points) >= 3)
        if len(points) >= 3:
            self._line.show_points(points)
            peak = self.tr("peak {n}").format(n=self._wording.number(round(max(points))))
            self._rate.set_note(peak)
            self._line.setAccessibleName(peak)

    def _show_current(self, row: JobRow) -> None:
        visible = row.job.active and not row.job.may_go_on and bool(row.job.current_sku or row.job.current_name)
        self._current.setVisible(visible)
        if visible:
            self._current_sku.set_text(row.job.current_sku)
            self._current_name.set_text(row.job.current_name)

    def _show_detail(self, row: JobRow) -> None:
        causes = self._detail.causes if self._detail is not None else ()
        events = self._detail.events if self._detail is not None else ()
        actions = self._detail.actions if self._detail is not None else ()
        now = self._story.now(row.job) if row.state in _RUNNING else ""
        running, dark = bool(now), self._theme.dark
        if self._differs(self._causes, causes, dark):
            self._show_causes(causes)
        if self._differs(self._events, row.job.id, events, self._all_events, running, dark):
            self._show_events(events, running=running)
        if self._differs(self._people, actions):
            self._show_people(actions)
        if self._differs(self._parameters, row.job.id, row.job.params, row.job.mode):
            self._show_parameters(row)
        if now:
            self._show_now(row.job, now)

    def _differs(self, section: Section, *shown: object) -> bool:
        """Whether ``section`` shows something else; it is made anew only then."""
        if self._shown.get(section) == shown:
            return False
        self._shown[section] = shown
        return True

    def _show_parameters(self, row: JobRow) -> None:
        clear(self._parameters.body)
        for name, value in self._story.parameters(row.job):
            self._parameters.body.addWidget(pair_line(self._theme, name, value))

    def _show_causes(self, causes: Sequence[CauseCount]) -> None:
        clear(self._causes.body)
        total = sum(cause.count for cause in causes)
        self._causes.setVisible(bool(total))
        self._causes.set_note(self._wording.number(total))
        for cause in causes:
            count = self._wording.number(cause.count)
            name = self._story.cause(cause.cause)
            self._causes.body.addWidget(cause_line(self._theme, name, count, cause.count / total))

    def _show_events(self, events: Sequence[JobEvent], *, running: bool) -> None:
        clear(self._events.body)
        self._now_line = None
        room = EVENTS_SHOWN - (1 if running else 0)
        listed = events if self._all_events else events[-room:]
        self._log_link.setVisible(len(events) > len(listed))
        self._events.setVisible(bool(events) or running)
        for place, event in enumerate(listed):
            last = not running and place == len(listed) - 1
            time = self._wording.clock_seconds(event.at)
            text = self._story.event_text(event)
            line = TimelineLine(self._theme, self._story.token(event), first=not place, last=last)
            self._events.body.addWidget(line.say(time, text))

    def _show_people(self, actions: Sequence[AuditEntry]) -> None:
        clear(self._people.body)
        self._people.setVisible(bool(actions))
        for entry in actions:
            line = pair_line(self._theme, self._audit.action(entry), self._audit.who(entry))
            self._people.body.addWidget(line)

    def _show_now(self, job: JobSnapshot, text: str) -> None:
        """The last line of a running job moves on with it: only that one changes."""
        if self._now_line is None:
            first = not self._events.body.count()
            self._now_line = TimelineLine(self._theme, "acc2", first=first, last=True, now=True)
            self._events.body.addWidget(self._now_line)
        self._now_line.say(self._wording.clock_seconds(job.updated_at), text)

    def _on_errors_clicked(self) -> None:
        self._tell(self.errors_wanted.emit)

    def _on_cancel_clicked(self) -> None:
        self._tell(self.cancel_wanted.emit)

    def _want(self, action: JobAction) -> None:
        if self._row is not None:
            self.action_wanted.emit(self._row.job.id, action)

    def _on_main_clicked(self) -> None:
        if self._row is not None and self._row.main_action is not None:
            self._want(self._row.main_action)

    def _tell(self, emit: Callable[[int], None]) -> None:
        if self._row is not None:
            emit(self._row.job.id)

    def _on_log_clicked(self) -> None:
        self._all_events = True
        if self._row is not None:
            self._show_detail(self._row)

    def _on_theme_changed(self) -> None:
        if self._row is not None:
            self.show_row(self._row)
