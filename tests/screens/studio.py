"""Where pictures are taken: one theme and language, windows and dialogs that come and go."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QVariantAnimation
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ppm_desktop.domain.causes import Language
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.translation import locale_of
from ppm_desktop.gui.views.toast import COUNT_DOWN
from tests.fakes.sync_center import window

LAYOUT_PASSES = 6
Shown = TypeVar("Shown", bound=QWidget)


class Studio:
    """Takes the pictures of one look of the program.

    Attributes:
        theme: What the widgets are made with.
        language: What they speak.
        wording: How they write numbers and dates.
        window: Makes a main window on fakes.
    """

    def __init__(self, theme: Theme, language: Language, folder: Path, look: str) -> None:
        """``look`` ends the names of the files."""
        self.theme = theme
        self.language = language
        self.wording = Wording(locale_of(language))
        self.window = partial(window, theme, language)
        self._folder = folder
        self._look = look

    @contextmanager
    def opened(self, shown: Shown) -> Iterator[Shown]:
        """``shown`` on the screen; afterwards it goes for good: a style sheet is laid over every widget there is."""
        shown.show()
        QApplication.processEvents()
        yield shown
        shown.close()
        shown.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def take(self, widget: QWidget, name: str) -> None:
        """Render ``widget`` to a file once it rests."""
        for _pass in range(LAYOUT_PASSES):
            QApplication.processEvents()
            _arrive(widget)
        file = self._folder / f"{name}-{self._look}.png"
        widget.grab().save(str(file))
        print(file)

    def take_dialog(self, dialog: QDialog, name: str) -> None:
        """Render a dialog that is seen once."""
        with self.opened(dialog):
            self.take(dialog, name)


def _arrive(widget: QWidget) -> None:
    """Let everything that moves in ``widget`` be where it goes to; what counts down goes on."""
    for animation in widget.findChildren(QVariantAnimation):
        if animation.state() is QVariantAnimation.State.Running and animation.objectName() != COUNT_DOWN:
            animation.setCurrentTime(animation.duration())
