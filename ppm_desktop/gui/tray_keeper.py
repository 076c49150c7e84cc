"""Keeps the icon of the tray and its menu as the operations stand, and holds the queue of this window."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QMenu

from ppm_desktop.domain.job import JobSnapshot, JobState, Origin
from ppm_desktop.gui.active_jobs import ActiveJobs
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.job_actions import JobAction, may
from ppm_desktop.gui.notifier import Messages
from ppm_desktop.gui.ports import Jobs
from ppm_desktop.gui.rates import JobRates
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.tray_icon import TrayState
from ppm_desktop.gui.tray_menu import TrayMenu

REST = "tray-rest"
STEP_MS = 2_000
"""The ring moves on no more often: each step paints five sizes and asks the desktop to show them."""


class TrayIcon(Messages, Protocol):
    """The icon in the system's tray; see `ppm_desktop.gui.tray.Tray`."""

    @property
    def available(self) -> bool:
        """Whether the system has a tray, so that the window may hide in it."""

    def set_menu(self, menu: QMenu) -> None:
        """What a right click opens."""

    def show_state(self, state: TrayState, text: str) -> None:
        """Show how it stands; ``text`` is said of it."""


class TrayKeeper(QObject):
    """Lives in the GUI thread, as long as its window.

    Attributes:
        menu: What a right click opens.

    Signals:
        job_wanted: Number of a job to be shown; the window is in view by then, as with the others.
        new_wanted: A new operation is wanted.
        quit_wanted: The program shall end; the window is in view where it has something to ask.
    """

    job_wanted = Signal(int)
    new_wanted = Signal()
    quit_wanted = Signal()

    def __init__(
        self,
        tray: TrayIcon,
        theme: Theme,
        wording: Wording,
        active: ActiveJobs,
        rates: JobRates,
        manager: Jobs,
        *,
        may_run: bool,
        parent: QObject,
    ) -> None:
        """``may_run`` whether the account of the database may act on jobs."""
        super().__init__(parent)
        self._tray = tray
        self._wording = wording
        self._active = active
        self._rates = rates
        self._manager = manager
        self._may_run = may_run
        self._state: TrayState | None = None
        self._in_view = True
        self._failed_unseen = False
        self._held: set[int] = set()
        self._asked: set[int] = set()
        self._rest = QTimer(self, singleShot=True, interval=STEP_MS)
        self._rest.setObjectName(REST)
        self._rest.timeout.connect(self._show_state)
        self.menu = TrayMenu(theme, wording, plain=sys.platform == "darwin", may_run=may_run)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.menu.window_wanted.connect(tray.window_wanted)
        self.menu.job_wanted.connect(self._on_job_wanted)
        self.menu.new_wanted.connect(self._on_new_wanted)
        self.menu.queue_wanted.connect(self._on_queue_wanted)
        self.menu.quit_wanted.connect(self._on_quit_wanted)
        tray.set_menu(self.menu)
        active.changed.connect(self._on_changed)
        active.ended.connect(self._on_ended)
        theme.changed.connect(self._on_theme_changed)
        self.destroyed.connect(self.menu.deleteLater)
        self._on_changed()

    @property
    def available(self) -> bool:
        """Whether the window may hide in the tray."""
        return self._tray.available

    def own(self) -> list[JobSnapshot]:
        """Active jobs that wait or run here, in the order of the menu."""
        return [row.job for row in self._active.rows() if row.job.origin is Origin.HERE]

    def set_in_view(self, in_view: bool) -> None:
        """Whether a person can see the window; then what failed is seen."""
        self._in_view = in_view
        if in_view:
            self._failed_unseen = False
            self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        own = self.own()
        self._held &= {job.id for job in own}
        self._hold(own)
        self._show_state()
        if self.menu.isVisible():
            self._fill_menu()

    @Slot()
    def _show_state(self) -> None:
        state = self._state_now()
        only_moved = self._state is not None and replace(state, percent=self._state.percent) == self._state
        if state == self._state or (only_moved and self._rest.isActive()):
            return
        self._state = state
        self._rest.start()
        self._tray.show_state(state, self._words_of(state))

    def _state_now(self) -> TrayState:
        jobs = self._active.model.jobs()
        counted = [job for job in jobs if job.total]
        total = sum(job.total or 0 for job in counted)
        done = sum(min(job.processed, job.total or 0) for job in counted)
        attention = self._failed_unseen or any(job.failed for job in self.own())
        return TrayState(len(jobs), done * 100 // total if total else 0, attention)

    def _words_of(self, state: TrayState) -> str:
        if not state.active:
            return "PPM Desktop"
        text = self.tr("PPM Desktop, {n} active operations, {p}%", "", state.active)
        return text.format(n=self._wording.number(state.active), p=state.percent)

    @Slot()
    def _fill_menu(self) -> None:
        own = self.own()
        self.menu.show_jobs(self._active.rows(), self._rates.total_per_minute())
        self.menu.show_queue(held=bool(self._held), possible=self._may_run and bool(own))

    @Slot()
    def _on_queue_wanted(self) -> None:
        """Hold what runs or waits here now, each as soon as it runs; or let go on what stands because of that."""
        own = self.own()
        if not self._held:
            self._held = {job.id for job in own if job.paused_at is None}
            self._asked.clear()
            self._hold(own)
            return
        stands = [job.id for job in own if job.id in self._held and job.paused_at is not None]
        self._held.clear()
        self._manager.resume(stands)

    def _hold(self, own: Sequence[JobSnapshot]) -> None:
        """Pause each held job once: one that a person lets go on in the window is not held any more."""
        due = [job.id for job in own if job.id in self._held - self._asked and may(JobAction.PAUSE, job)]
        if due:
            self._asked.update(due)
            self._manager.pause(due)

    @Slot(object)
    def _on_ended(self, job: JobSnapshot) -> None:
        failed = job.failed > 0 or job.state is JobState.FAILED
        if failed and job.origin is Origin.HERE and not self._in_view:
            self._failed_unseen = True
            self._on_changed()

    @Slot(int)
    def _on_job_wanted(self, job_id: int) -> None:
        self._tray.window_wanted.emit()
        self.job_wanted.emit(job_id)

    @Slot()
    def _on_new_wanted(self) -> None:
        self._tray.window_wanted.emit()
        self.new_wanted.emit()

    @Slot()
    def _on_quit_wanted(self) -> None:
        if self._manager.active_count():
            self._tray.window_wanted.emit()
        self.quit_wanted.emit()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._state = None
        self._on_changed()
