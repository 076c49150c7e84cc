"""Parts that large dialogs with a list share: the search, and what stands in the list's place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.figures import ThinBar
from ppm_desktop.gui.views.widgets import IconButton, label, placeholder_palette


class SearchField(QLineEdit):
    """A field with a magnifier; ``text`` is its placeholder and its accessible name."""

    def __init__(self, theme: Theme, text: str, width: int) -> None:
        """``width`` in design px."""
        super().__init__()
        self.setPlaceholderText(text)
        self.setAccessibleName(text)
        self.setFixedWidth(theme.px(width))
        self.setClearButtonEnabled(True)
        icon = theme.icons.icon("search", theme.colour("tx3"), theme.px(16))
        self.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        placeholder_palette(self, theme)


class SentencePage(QWidget):
    """One sentence: something is read, cannot be read, or is not there.

    Attributes:
        again_button: Asks for another try.

    Signals:
        again_wanted: It was clicked.
    """

    again_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(12))
        column.addStretch(1)
        self._sentence = label(theme, TextStyle.BODY, "muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._sentence)
        self._bar = ThinBar(theme)
        column.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignCenter)
        self.again_button = IconButton(theme, "rotate-cw", self.tr("Try again"))
        self.again_button.clicked.connect(self.again_wanted)
        column.addWidget(self.again_button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)

    @property
    def sentence(self) -> str:
        """What is said."""
        return self._sentence.text()

    def say(self, text: str, *, again: bool = False) -> None:
        """Say ``text``; ``again`` offers another try."""
        self._sentence.setText(text)
        self._bar.hide()
        self.again_button.setVisible(again)

    def show_progress(self, text: str, fraction: float) -> None:
        """Say ``text`` while something is under way."""
        self.say(text)
        self._bar.tell(fraction)
        self._bar.show()
