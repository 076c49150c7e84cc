"""Opens the dialogs of schedules."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDialog, QWidget

from ppm_desktop.domain.causes import Language
from ppm_desktop.gui.backend import Backend
from ppm_desktop.gui.dialogs.schedule import ScheduleDialog, ScheduleWish
from ppm_desktop.gui.dialogs.schedules import SchedulesDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import Theme


class ScheduleOpener(QObject):
    """Lives in the GUI thread."""

    def __init__(self, window: QWidget, backend: Backend, theme: Theme, wording: Wording, language: Language) -> None:
        super().__init__(window)
        self._window = window
        self._backend = backend
        self._theme = theme
        self._wording = wording
        self._language = language

    def ask(self, over: QDialog, wish: ScheduleWish) -> None:
        """Ask when ``wish`` is to begin; ``over`` closes once that is settled."""
        backend = self._backend
        dialog = ScheduleDialog(self._theme, self._language, backend.schedules, backend.pool, wish, over)
        dialog.scheduled.connect(over.accept)
        dialog.list_wanted.connect(partial(self._show_list, dialog))
        self._open(dialog)

    @Slot()
    def open_list(self) -> None:
        """Show what is scheduled."""
        self._show_list(self._window)

    def _show_list(self, over: QWidget) -> None:
        backend = self._backend
        self._open(
            SchedulesDialog(
                self._theme, self._wording, self._language, backend.schedules, backend.pool, backend.rights, over
            )
        )

    @staticmethod
    def _open(dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
