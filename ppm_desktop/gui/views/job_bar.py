"""Floats over the list of jobs while several are selected: only what can be done with at least one of them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.job_actions import BULK, LOOKS, JobAction, bulk_name, may
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.floating_bar import FloatingBar
from ppm_desktop.gui.views.widgets import GlyphButton, IconButton


class JobBar(FloatingBar):
    """Signals say what is to be done.

    Signals:
        action_wanted: `JobAction`, with every selected job that allows it.
        all_wanted: Every job that matches the filter is meant, listed or not.
        clear_wanted: Select one job again.
    """

    action_wanted = Signal(object)
    all_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._wording = wording
        self.all_button = IconButton(theme, "", "", "quiet")
        self.all_button.clicked.connect(self.all_wanted)
        self.row.addWidget(self.all_button)
        self.buttons: dict[JobAction, IconButton] = {}
        for action in BULK:
            kind = {JobAction.RETRY: "primary", JobAction.REMOVE: "errors"}.get(action, "")
            button = IconButton(theme, LOOKS[action].icon, "", kind)
            button.clicked.connect(partial(self.action_wanted.emit, action))
            self.buttons[action] = button
            self.row.addWidget(button)
        clear = GlyphButton(theme, "x", self.tr("Clear selection"))
        clear.clicked.connect(self.clear_wanted)
        self.row.addWidget(clear)

    def show_jobs(self, jobs: Sequence[JobSnapshot], matching: int | None) -> None:
        """Offer what can be done with ``jobs``; ``matching`` jobs match the filter, None where these are all."""
        text = self.tr("{n} operations selected", "", len(jobs)).format(n=self._wording.number(len(jobs)))
        self._say(text)
        self.all_button.setVisible(matching is not None)
        if matching is not None:
            self.all_button.setText(self.tr("Select all that match ({n})").format(n=self._wording.number(matching)))
        for action, button in self.buttons.items():
            count = sum(may(action, job) for job in jobs)
            button.setVisible(count > 0)
            button.setText(bulk_name(action, count, self._wording))
            button.setToolTip("")
        self.setVisible(len(jobs) > 1)
        self.place()

    def _fit(self, room: int) -> None:
        """Only icons where the words do not fit."""
        self.adjustSize()
        if self.width() <= room:
            return
        for button in self.buttons.values():
            button.setToolTip(button.text())
            button.setAccessibleName(button.text())
            button.setText("")
        self.adjustSize()
