"""The connection test within a dialog: its count, its steps, and the one button that starts or stops it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.shop_profile import ConnectionReport, ConnectionStep, StepResult
from ppm_desktop.gui.connection_tester import ConnectionTester, Test
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.ports import Pool
from ppm_desktop.gui.shop_refusals import shop_problem
from ppm_desktop.gui.step_words import StepWords
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.shops_steps import StepList
from ppm_desktop.gui.views.widgets import IconButton, label


class TestPanel(QWidget):
    """Shows one test at a time.

    Attributes:
        report: What the last test found; None before, and once `forget` was called.
        button: Belongs into the foot of the dialog.

    Signals:
        test_wanted: The button was clicked while no test ran.
        changed: A test began or ended, see `report`.
        refused: Sentence about why there was no test.
    """

    __test__ = False  # the name looks like a test's

    test_wanted = Signal()
    changed = Signal()
    refused = Signal(str)

    def __init__(self, theme: Theme, wording: Wording, language: Language, pool: Pool) -> None:
        super().__init__()
        self._theme = theme
        self._wording = wording
        self._language = language
        self.report: ConnectionReport | None = None
        self.steps = StepList(theme, StepWords(wording, language))
        self.tester = ConnectionTester(pool, self)
        self.button = IconButton(theme, "plug", self.tr("Test connection"))
        self._stop_button = IconButton(theme, "", self.tr("Stop test"), "quiet")
        self._stop_button.hide()
        self._count = label(theme, TextStyle.TIME, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(theme.px(8))
        head = QHBoxLayout()
        head.addWidget(label(theme, TextStyle.PRIMARY, "paneTitle", self.tr("Connection test")), 1)
        head.addWidget(self._count)
        column.addLayout(head)
        column.addWidget(self.steps)
        self._connect()

    @property
    def stop_button(self) -> IconButton:
        """Stands in the place of `button` while a test runs."""
        return self._stop_button

    def start(self, test: Test) -> None:
        """Begin."""
        self.forget()
        self.steps.clear(testing=True)
        self.tester.start(test)
        self._show()

    def forget(self) -> None:
        """Something else is typed now: what was found does not count."""
        self.tester.stop()
        self.report = None
        self.steps.clear()
        self._show()

    def _connect(self) -> None:
        self.button.clicked.connect(self.test_wanted)
        self._stop_button.clicked.connect(self.tester.stop)
        self.tester.stepped.connect(self._on_stepped)
        self.tester.ended.connect(self._on_ended)
        self.tester.failed.connect(self._on_failed)
        self.tester.stopped.connect(self._on_stopped)

    def _show(self) -> None:
        running = self.tester.running
        focused = self.button.hasFocus() or self._stop_button.hasFocus()
        self.button.setVisible(not running)
        self._stop_button.setVisible(running)
        if focused:
            (self._stop_button if running else self.button).setFocus()
        passed = self.steps.passed
        reached = running or passed > 0 or self.report is not None
        self._count.setText(self._wording.out_of(passed, len(ConnectionStep)) if reached else "")

    @Slot(object)
    def _on_stepped(self, result: StepResult) -> None:
        self.steps.take(result)
        self._show()

    @Slot(object)
    def _on_ended(self, report: ConnectionReport) -> None:
        self.report = report
        self.steps.end()
        self._show()
        self.changed.emit()

    @Slot(object)
    def _on_failed(self, error: PpmError) -> None:
        self.steps.clear()
        self._show()
        self.refused.emit(shop_problem(error, self._language))
        self.changed.emit()

    @Slot()
    def _on_stopped(self) -> None:
        self.steps.end()
        self._show()
        self.changed.emit()
