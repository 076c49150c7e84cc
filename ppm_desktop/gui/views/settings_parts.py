"""Parts of the Settings page: cards of rows, and the controls at the right end of a row."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import Glyph, label, set_flag

SWITCH_PX = (36, 20)
ROW_PX = 52
BOX_PX = 152


class Switch(QAbstractButton):
    """On or off; Space toggles it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for the ring of the focus around it."""
        width, height = SWITCH_PX
        return QSize(self._theme.px(width + 8), self._theme.px(height + 8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track and knob; the place of the knob says the same as the colour."""
        px, colour = self._theme.px, self._theme.colour
        width, height = (px(one) for one in SWITCH_PX)
        box = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height).adjusted(
            0.5, 0.5, -0.5, -0.5
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("barEdge" if self.isChecked() else "ctl"), 1))
        on = self.isChecked() and self.isEnabled()
        painter.setBrush(colour("acc" if on else "track"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        knob = height - px(8)
        left = box.right() - knob - px(4) if self.isChecked() else box.left() + px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("onAcc" if on else "tx3" if self.isEnabled() else "txd"))
        painter.drawEllipse(QRectF(left, box.center().y() - knob / 2, knob, knob))
        if self.hasFocus():
            painter.setPen(QPen(colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = box.adjusted(-3, -3, 3, 3)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)


class ChoiceBox(QComboBox):
    """A few values to choose from; one that is set, but not among them, is offered as well.

    Signals:
        picked: The value that a person chose.
    """

    picked = Signal(object)

    def __init__(self, theme: Theme, values: Sequence[object], text: Callable[[object], str]) -> None:
        super().__init__()
        self._text = text
        self._values = list(values)
        self.setFixedWidth(theme.px(BOX_PX))
        self.addItems([text(value) for value in values])
        self.activated.connect(self._on_activated)

    @property
    def value(self) -> object:
        """The value that is shown."""
        return self._values[self.currentIndex()]

    def show_value(self, value: object) -> None:
        """Show ``value`` without telling anybody."""
        if value not in self._values:
            self._values.append(value)
            self.addItem(self._text(value))
        self.setCurrentIndex(self._values.index(value))

    def pick(self, value: object) -> None:
        """Choose as a person would."""
        self.show_value(value)
        self.picked.emit(value)

    @Slot(int)
    def _on_activated(self, place: int) -> None:
        self.picked.emit(self._values[place])


class SettingRow(QFrame):
    """Name and note at the left, a control at the right, or below where it is wide."""

    def __init__(self, theme: Theme, name: str, note: str, control: QWidget, *, below: bool = False) -> None:
        super().__init__()
        self.setObjectName("settingRow")
        self._words = f"{name} {note}".casefold()
        control.setAccessibleName(name)
        control.setAccessibleDescription(note)
        self.control = control
        row = QVBoxLayout(self) if below else QHBoxLayout(self)
        # A switch has the room for its ring around it.
        row.setContentsMargins(
            theme.px(16), theme.px(9), theme.px(12 if isinstance(control, Switch) else 16), theme.px(9)
        )
        row.setSpacing(theme.px(8 if below else 16))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        head = label(theme, TextStyle.CONTROL, "strong", name, wrap=True)
        head.setBuddy(control)
        lines.addWidget(head)
        if note:
            lines.addWidget(label(theme, TextStyle.CAPTION, "muted", note, wrap=True))
        lines.addStretch(1)
        row.addLayout(lines, 1)
        row.addWidget(control)
        self.setMinimumHeight(theme.px(ROW_PX))

    def matches(self, search: str) -> bool:
        """Whether its words hold ``search``, in small letters."""
        return search in self._words

    def forbid(self, why: str) -> None:
        """Nobody may change it here; ``why`` is the tooltip."""
        self.control.setEnabled(not why)
        self.setToolTip(why)


class SettingsCard(QWidget):
    """A heading over a frame of rows.

    Attributes:
        rows: From the top.
    """

    def __init__(self, theme: Theme, title: str, *, for_all: str = "") -> None:
        """``for_all`` says, beside the heading, that the rows hold for everybody."""
        super().__init__()
        self._theme = theme
        self._title = title.casefold()
        self.setAccessibleName(title)
        self.rows: list[SettingRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        head.addWidget(label(theme, TextStyle.PRIMARY, "paneTitle", title))
        head.addStretch(1)
        if for_all:
            head.addWidget(Glyph(theme, "users", "tx3", 14))
            head.addWidget(label(theme, TextStyle.CAPTION, "muted", for_all))
        column.addLayout(head)
        self.frame = QFrame()
        self.frame.setObjectName("settingsCard")
        self.body = QVBoxLayout(self.frame)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        column.addWidget(self.frame)

    def add_row(self, name: str, note: str, control: QWidget, *, below: bool = False) -> SettingRow:
        """Add a row at the end."""
        row = SettingRow(self._theme, name, note, control, below=below)
        self.rows.append(row)
        self.body.addWidget(row)
        self._draw_lines()
        return row

    def search(self, text: str) -> bool:
        """Show the rows that match; returns whether there are any."""
        wanted = text.strip().casefold()
        whole = not wanted or wanted in self._title
        for row in self.rows:
            row.setVisible(whole or row.matches(wanted))
        self._draw_lines()
        found = whole or any(not row.isHidden() for row in self.rows)
        self.setVisible(found)
        return found

    def _draw_lines(self) -> None:
        shown = [row for row in self.rows if not row.isHidden()]
        for row in self.rows:
            set_flag(row, "first", "true" if shown and row is shown[0] else "false")
