"""Asks for a number to be typed before something unusually big is done."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import Glyph, label

_LARGEST = 2**31 - 1


class GuardBand(QFrame):
    """An amber band; hidden while nothing is unusual.

    Signals:
        changed: Something was typed.
    """

    changed = Signal()

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__()
        self.setObjectName("guardBand")
        self._wording = wording
        self._number = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        row.setSpacing(theme.px(12))
        row.addWidget(Glyph(theme, "triangle-alert", "wFg", 20))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        self._reason = label(theme, TextStyle.PRIMARY, "guardText", wrap=True)
        self._request = label(theme, TextStyle.CAPTION, "guardNote", wrap=True)
        lines.addWidget(self._reason)
        lines.addWidget(self._request)
        row.addLayout(lines, 1)
        self.field = QLineEdit()
        self.field.setFixedWidth(theme.px(104))
        self.field.setValidator(QIntValidator(0, _LARGEST, self.field))
        self.field.textChanged.connect(self.changed)
        row.addWidget(self.field)
        self.hide()

    @property
    def holds(self) -> bool:
        """Whether nothing is asked, or the right number was typed."""
        return not self._number or self.field.text() == str(self._number)

    def ask(self, reason: str, number: int) -> None:
        """Ask for ``number`` because of ``reason``; what was typed stays only while the question does."""
        if number != self._number:
            self.field.clear()
        self._number = number
        self._reason.setText(reason)
        text = self.tr("To confirm, type the number of products: {n}").format(n=self._wording.number(number))
        self._request.setText(text)
        self.field.setAccessibleName(f"{reason} {text}")
        self.show()

    def clear(self) -> None:
        """Ask nothing any more."""
        self._number = 0
        self.field.clear()
        self.hide()
