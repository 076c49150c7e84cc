"""The six steps of a connection test, one below the other, as they go."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ppm_desktop.domain.shop_profile import ConnectionStep, StepResult, StepState
from ppm_desktop.gui.formatting import NBSP
from ppm_desktop.gui.step_words import StepWords
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import label, set_flag

SIGN_PX = 24
ROW_PX = 48
_WAITING = ("x", "circle-dashed")
_SIGNS = {
    StepState.RUNNING: ("r", "loader-circle"),
    StepState.PASSED: ("c", "check"),
    StepState.FAILED: ("f", "x"),
}
_LIMITED = ("p", "triangle-alert")


class _Sign(QWidget):
    """A disc with an icon; the words beside it say the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._look = _WAITING
        self.setFixedSize(theme.px(SIGN_PX), theme.px(SIGN_PX))
        theme.changed.connect(self.update)

    def show_look(self, look: tuple[str, str]) -> None:
        """Prefix of the colours, and icon."""
        if look != self._look:
            self._look = look
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Disc, then icon."""
        prefix, icon = self._look
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(f"{prefix}Bg"))
        painter.drawEllipse(QRectF(self.rect()))
        glyph = self._theme.icons.pixmap(icon, self._theme.colour(f"{prefix}Fg"), px(14), self.devicePixelRatioF())
        painter.drawPixmap((self.width() - px(14)) // 2, (self.height() - px(14)) // 2, glyph)


class _StepRow(QFrame):
    """One step: sign, name, what is known of it, how long it took."""

    def __init__(self, theme: Theme, name: str, *, last: bool) -> None:
        super().__init__()
        self.setObjectName("stepRow")
        self.setProperty("last", "true" if last else "false")
        self.setMinimumHeight(theme.px(ROW_PX))
        self._name = name
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        row.setSpacing(theme.px(12))
        self._sign = _Sign(theme)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        self._head = label(theme, TextStyle.CONTROL, "stepName", name)
        self.note = label(theme, TextStyle.CAPTION, "muted", wrap=True)
        lines.addStretch(1)
        lines.addWidget(self._head)
        lines.addWidget(self.note)
        lines.addStretch(1)
        row.addLayout(lines, 1)
        self._time = label(theme, TextStyle.TIME, "muted")
        row.addWidget(self._time)

    def show_step(self, look: tuple[str, str], note: str, took_ms: int | None, *, reached: bool) -> None:
        """Say how it stands."""
        self._sign.show_look(look)
        self.note.setText(note)
        self._time.setText("" if took_ms is None else f"{took_ms}{NBSP}ms")
        running = look == _SIGNS[StepState.RUNNING]
        set_flag(self, "running", "true" if running else "false")
        set_flag(self._head, "waits", "false" if reached else "true")
        set_flag(self.note, "failed", "true" if look == _SIGNS[StepState.FAILED] else "false")
        self.setAccessibleName(f"{self._name}: {note}")


class StepList(QFrame):
    """All six steps in a frame.

    Attributes:
        rows: By `ConnectionStep`.
    """

    def __init__(self, theme: Theme, words: StepWords) -> None:
        super().__init__()
        self.setObjectName("stepList")
        self._words = words
        self._results: dict[ConnectionStep, StepResult] = {}
        self._testing = False
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self.rows: dict[ConnectionStep, _StepRow] = {}
        for step in ConnectionStep:
            row = self.rows[step] = _StepRow(theme, words.name(step), last=step is ConnectionStep.READ)
            column.addWidget(row)
        self.clear()

    @property
    def passed(self) -> int:
        """How many steps went well."""
        return sum(one.state is StepState.PASSED for one in self._results.values())

    def clear(self, *, testing: bool = False) -> None:
        """No step was reached; ``testing`` when the first one is about to be."""
        self._results.clear()
        self._testing = testing
        self._show()

    def end(self) -> None:
        """Nothing more comes; a step that was running is as if it had not been reached."""
        self._testing = False
        self._results = {step: one for step, one in self._results.items() if one.state is not StepState.RUNNING}
        self._show()

    def take(self, result: StepResult) -> None:
        """A step began or ended."""
        self._results[result.step] = result
        self._show()

    def _show(self) -> None:
        for step, row in self.rows.items():
            result = self._results.get(step)
            note = self._words.note(result, testing=self._testing)
            took_ms = None if result is None else result.took_ms
            row.show_step(_look(result), note, took_ms, reached=result is not None)


def _look(result: StepResult | None) -> tuple[str, str]:
    if result is None:
        return _WAITING
    limited = result.state is StepState.PASSED and "resource" in result.facts
    return _LIMITED if limited else _SIGNS[result.state]
