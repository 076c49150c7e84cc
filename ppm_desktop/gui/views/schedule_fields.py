"""Fields of the schedule dialog: days of the week, and a time of day."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.schedule_words import weekdays
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import label

DAY_PX = (40, 32)
USUAL_DAYS = frozenset({0, 2, 4})


class WeekdayRow(QWidget):
    """Seven buttons, any number of them pressed.

    Attributes:
        buttons: Monday's first.

    Signals:
        changed: A day was chosen or left out.
    """

    changed = Signal()

    def __init__(self, theme: Theme, language: Language) -> None:
        super().__init__()
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(label(theme, TextStyle.BADGE, "soft", self.tr("Days of the week")))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.buttons: list[QPushButton] = []
        for place, (short, whole) in enumerate(weekdays(language)):
            day = QPushButton(short)
            day.setProperty("look", "day")
            day.setFont(theme.font(TextStyle.CONTROL))
            day.setCheckable(True)
            day.setChecked(place in USUAL_DAYS)
            day.setAutoDefault(False)
            day.setFixedSize(QSize(*map(px, DAY_PX)))
            day.setToolTip(whole)
            day.setAccessibleName(whole)
            day.toggled.connect(self.changed)
            self.buttons.append(day)
            row.addWidget(day)
        row.addStretch(1)
        column.addLayout(row)

    @property
    def picked(self) -> frozenset[int]:
        """The days that are pressed; Monday is 0."""
        return frozenset(place for place, day in enumerate(self.buttons) if day.isChecked())


class TimeField(QLineEdit):
    """A time of day as it is typed, with a clock before it."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        self._clock = QAction(self)
        self.addAction(self._clock, QLineEdit.ActionPosition.LeadingPosition)
        self._paint_clock()
        theme.changed.connect(self._paint_clock)

    @Slot()
    def _paint_clock(self) -> None:
        self._clock.setIcon(self._theme.icons.icon("clock", self._theme.colour("tx3"), self._theme.px(16)))
