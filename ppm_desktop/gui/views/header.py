"""The head of the Sync Center: its name, what everybody's operations add up to, and the main button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from ppm_desktop.gui.formatting import NO_VALUE, Wording
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import ElidedLabel, IconButton, label, set_flag


class _Total(QFrame):
    """One figure with its name below.

    Signals:
        clicked: By the pointer.
    """

    clicked = Signal()

    def __init__(self, theme: Theme, name: str, width: int) -> None:
        super().__init__()
        self.setMinimumWidth(theme.px(width))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, theme.px(12), 0)
        row.setSpacing(theme.px(16))
        rule = QFrame()
        rule.setObjectName("totalRule")
        rule.setFixedSize(1, theme.px(40))
        row.addWidget(rule)
        lines = QVBoxLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self._name = name
        self._figure: QLabel = label(theme, TextStyle.PAGE_TITLE, "totalFigure", NO_VALUE)
        lines.addStretch(1)
        lines.addWidget(self._figure)
        lines.addWidget(label(theme, TextStyle.CAPTION, "totalLabel", name))
        lines.addStretch(1)
        row.addLayout(lines, 1)

    def show_figure(self, text: str, *, alarm: bool = False) -> None:
        """Show ``text``, red when it is an ``alarm``."""
        self._figure.setText(text)
        set_flag(self._figure, "alarm", "true" if alarm else "false")
        self.setAccessibleName(f"{self._name}: {text}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Some totals lead somewhere."""
        self.clicked.emit()


class Header(QFrame):
    """64 px high; the subtitle gives way where room is scarce.

    Signals:
        new_wanted: The main button was clicked.
        errors_wanted: The figure of today's errors was clicked.
    """

    new_wanted = Signal()
    errors_wanted = Signal()

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(theme.px(64))
        self._wording = wording
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), 0, theme.px(16), 0)
        row.setSpacing(0)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addStretch(1)
        titles.addWidget(label(theme, TextStyle.PAGE_TITLE, "pageTitle", self.tr("Sync Center")))
        subtitle = self.tr("Monitor and manage PrestaShop import, export and sync operations")
        titles.addWidget(ElidedLabel(theme, TextStyle.BODY, "subtitle", subtitle))
        titles.addStretch(1)
        row.addLayout(titles, 1)
        self._active = _Total(theme, self.tr("Active", "header total"), 104)
        self._rate = _Total(theme, self.tr("Products/min"), 107)
        self._errors = _Total(theme, self.tr("Errors today"), 104)
        self._errors.setCursor(Qt.CursorShape.PointingHandCursor)
        self._errors.clicked.connect(self.errors_wanted)
        for total in (self._active, self._rate, self._errors):
            row.addWidget(total)
        self.new_button = IconButton(theme, "plus", self.tr("New operation"), "primary")
        self.new_button.clicked.connect(self.new_wanted)
        row.addSpacing(theme.px(4))
        row.addWidget(self.new_button)

    def forbid_new(self, why: str) -> None:
        """Nothing new can be begun now, and ``why``; empty when it can again."""
        self.new_button.setEnabled(not why)
        self.new_button.setToolTip(why)

    def show_totals(self, active: int, failed_today: int) -> None:
        """Everybody's active operations and products that failed today."""
        self._active.show_figure(self._wording.number(active))
        self._errors.show_figure(self._wording.number(failed_today), alarm=failed_today > 0)

    def show_rate(self, per_minute: float | None) -> None:
        """Products a minute of all operations; None while unknown."""
        self._rate.show_figure(NO_VALUE if per_minute is None else self._wording.number(round(per_minute)))
