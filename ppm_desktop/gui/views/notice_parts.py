"""What toasts and the entries of the notification centre share: small buttons, and words that may break."""

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ppm_desktop.gui.notice_words import NoticeButton
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import IconButton
from ppm_desktop.gui.views.wrapping_row import WrappingRow

_LONG_WORD = re.compile(r"\S{20}(?=\S)")


class ButtonRow(QWidget):
    """Small buttons side by side, in two lines where there is no room.

    Signals:
        acted: `NoticeAction` of the button.
    """

    acted = Signal(object)

    def __init__(self, theme: Theme, buttons: Sequence[NoticeButton]) -> None:
        super().__init__()
        row = WrappingRow(theme.px(8))
        self.setLayout(row)
        self.buttons: list[IconButton] = []
        for one in buttons:
            button = IconButton(theme, one.icon, one.text, one.kind)
            button.setProperty("slim", "true")
            button.setFont(theme.font(TextStyle.BADGE))
            button.clicked.connect(partial(self.acted.emit, one.action))
            self.buttons.append(button)
            row.addWidget(button)


def breakable(text: str) -> str:
    """``text`` with places where a very long word may go on in the next line."""
    return _LONG_WORD.sub("\\g<0>\u200b", text)
