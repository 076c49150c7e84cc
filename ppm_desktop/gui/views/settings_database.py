"""The card of the database: which one, its address, a test of it, and the button that switches."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ppm_desktop.domain.database_choice import (
    DatabaseChoice,
    DatabaseReport,
    DatabaseStep,
    DatabaseStepResult,
    is_this_computer,
)
from ppm_desktop.domain.shop_profile import StepState
from ppm_desktop.gui.database_words import DatabaseWords
from ppm_desktop.gui.formatting import NBSP
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.settings_parts import SettingsCard
from ppm_desktop.gui.views.settings_tiles import KindTile
from ppm_desktop.gui.views.shops_fields import KeyField, line, named
from ppm_desktop.gui.views.widgets import IconButton, StateGlyph, label

_SIGNS = {
    StepState.RUNNING: ("loader-circle", "rFg"),
    StepState.PASSED: ("circle-check", "ok"),
    StepState.FAILED: ("circle-x", "err"),
}


class DatabaseCard(SettingsCard):
    """Nothing counts before "Apply", and that only after a test that passed.

    Signals:
        test_wanted: `DatabaseChoice` as typed.
        apply_wanted: `DatabaseChoice` to work with from now on.
        script_wanted: `DatabaseChoice` whose accounts want roles.
    """

    test_wanted = Signal(object)
    apply_wanted = Signal(object)
    script_wanted = Signal(object)

    def __init__(self, theme: Theme, words: DatabaseWords) -> None:
        super().__init__(theme, self.tr("Database", "heading"))
        self._database_words = words
        self._present = DatabaseChoice()
        self._passed: DatabaseChoice | None = None
        self._testing = False
        self.body.addWidget(self._make_form())
        self.body.addWidget(self._make_foot())
        self._connect()
        self.show_choice(DatabaseChoice(), fixed=False)

    @property
    def choice(self) -> DatabaseChoice:
        """What is chosen and typed."""
        if self.embedded.isChecked():
            return DatabaseChoice()
        port = self.port.text().strip()
        return DatabaseChoice(
            host=self.host.text().strip(),
            port=int(port) if port.isdecimal() else 0,
            schema=self.schema.text().strip(),
            user=self.user.text().strip(),
            password=self.password.text(),
            tls=self.tls.isChecked(),
        )

    def show_choice(self, choice: DatabaseChoice, *, fixed: bool) -> None:
        """Show what is in use; ``fixed`` when something else than the settings decides on it."""
        self._present = choice
        (self.embedded if choice.embedded else self.shared).setChecked(True)
        self.host.setText(choice.host)
        self.port.setText(str(choice.port))
        self.schema.setText(choice.schema)
        self.user.setText(choice.user)
        self.password.clear()
        self.tls.setChecked(choice.tls)
        self._fixed.setVisible(fixed)
        for part in (self.embedded, self.shared, self._fields):
            part.setEnabled(not fixed)
        self._forget()

    def fill(self, choice: DatabaseChoice) -> None:
        """Type all fields as a person would."""
        (self.embedded if choice.embedded else self.shared).click()
        self.host.setText(choice.host)
        self.port.setText(str(choice.port))
        self.schema.setText(choice.schema)
        self.user.setText(choice.user)
        self.password.setText(choice.password)
        self.tls.setChecked(choice.tls)

    def begin_test(self) -> None:
        """No step was reached yet."""
        self._testing = True
        self._passed = None
        for row in self.steps.values():
            row.hide()
        self._tell("", "")
        self._show()

    def take_step(self, result: DatabaseStepResult) -> None:
        """A step began or ended."""
        row = self.steps[result.step]
        row.show_step(self._database_words.name(result.step), self._database_words.note(result), result)
        row.show()

    def end_test(self, report: DatabaseReport | None, problem: str = "") -> None:
        """The test ended: with a report, or with what made it impossible, or it was broken off."""
        self._testing = False
        if report is not None and report.passed:
            self._passed = self.choice
            facts = [report.server, *([] if report.answer_ms is None else [f"{report.answer_ms}{NBSP}ms"])]
            self._tell("ok", self.tr("Connection works"), ", ".join(facts))
        elif report is not None:
            self._tell("err", self.tr("Connection does not work"))
        else:
            self._tell("err" if problem else "", problem)
        self._show()

    def search(self, text: str) -> bool:
        """The card is one whole."""
        found = not text.strip() or text.strip().casefold() in self._words()
        self.setVisible(found)
        return found

    def _words(self) -> str:
        parts = (self.accessibleName(), self.embedded.text(), self.shared.text(), self.tls.text(), "tls mysql mariadb")
        return " ".join(parts).casefold()

    def _make_form(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(px(16), px(16), px(16), px(12))
        column.setSpacing(px(12))
        tiles = QHBoxLayout()
        tiles.setSpacing(px(12))
        self.embedded = KindTile(
            theme, "hard-drive", self.tr("Embedded"), self.tr("Only on this computer. Nothing to set up.")
        )
        self.shared = KindTile(
            theme, "database", self.tr("Shared MySQL"), self.tr("Everyone sees progress, the web app too.")
        )
        self._kinds = QButtonGroup(self)
        for tile in (self.embedded, self.shared):
            self._kinds.addButton(tile)
            tiles.addWidget(tile, 1)
        column.addLayout(tiles)
        column.addWidget(self._make_fields())
        self._fixed = label(
            theme, TextStyle.CAPTION, "muted", self.tr("The command line or PPM_DATABASE_URL decides."), wrap=True
        )
        column.addWidget(self._fixed)
        self.steps = {step: _StepLine(theme) for step in DatabaseStep}
        for row in self.steps.values():
            column.addWidget(row)
        return holder

    def _make_fields(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        self._fields = QWidget()
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(12))
        self.host, self.port, self.schema, self.user = (line(theme) for _ in range(4))
        self.port.setMaxLength(5)
        self.password = KeyField(theme, "••••••••")
        grid.addLayout(named(theme, self.tr("Server"), self.host), 0, 0, 1, 4)
        grid.addLayout(named(theme, self.tr("Port"), self.port), 0, 4, 1, 2)
        grid.addLayout(named(theme, self.tr("Database"), self.schema), 1, 0, 1, 2)
        grid.addLayout(named(theme, self.tr("User"), self.user), 1, 2, 1, 2)
        grid.addLayout(named(theme, self.tr("Password"), self.password), 1, 4, 1, 2)
        for place in range(6):
            grid.setColumnStretch(place, 1)
        self.tls = QCheckBox(self.tr("Encrypted connection (TLS)"))
        grid.addWidget(self.tls, 2, 0, 1, 4)
        self.script_button = IconButton(theme, "", self.tr("Script for the administrator…"), "link")
        grid.addWidget(self.script_button, 2, 3, 1, 3, Qt.AlignmentFlag.AlignRight)
        return self._fields

    def _make_foot(self) -> QFrame:
        theme, px = self._theme, self._theme.px
        foot = QFrame()
        foot.setObjectName("settingRow")
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(16), px(12), px(16), px(12))
        row.setSpacing(px(12))
        self._sign = StateGlyph(theme, 20)
        row.addWidget(self._sign)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        self.verdict = label(theme, TextStyle.CONTROL, "strong", wrap=True)
        self._verdict_note = label(theme, TextStyle.CAPTION, "muted", wrap=True)
        lines.addWidget(self.verdict)
        lines.addWidget(self._verdict_note)
        row.addLayout(lines, 1)
        self.test_button = IconButton(theme, "plug", self.tr("Test connection"))
        self.apply_button = IconButton(theme, "", self.tr("Apply"), "primary")
        row.addWidget(self.test_button)
        row.addWidget(self.apply_button)
        return foot

    def _connect(self) -> None:
        self._kinds.buttonClicked.connect(self._forget)
        for field in (self.host, self.port, self.schema, self.user, self.password):
            field.textChanged.connect(self._forget)
        self.host.textEdited.connect(self._on_host_edited)
        self.tls.toggled.connect(self._forget)
        self.test_button.clicked.connect(lambda: self.test_wanted.emit(self.choice))
        self.apply_button.clicked.connect(lambda: self.apply_wanted.emit(self.choice))
        self.script_button.clicked.connect(lambda: self.script_wanted.emit(self.choice))

    @Slot(str)
    def _on_host_edited(self, host: str) -> None:
        """Encryption is the usual for whatever is not this computer."""
        self.tls.setChecked(not is_this_computer(host.strip()))

    @Slot()
    def _forget(self) -> None:
        """What was tested is not what is typed any more."""
        self._passed = None
        for row in self.steps.values():
            row.hide()
        self._tell("", "")
        self._show()

    def _tell(self, tone: str, text: str, note: str = "") -> None:
        self._sign.show_state("circle-check" if tone == "ok" else "circle-x", tone)
        self.verdict.setText(text)
        self._verdict_note.setText(note)
        self._verdict_note.setVisible(bool(note))

    def _show(self) -> None:
        choice = self.choice
        self._fields.setVisible(not choice.embedded)
        self.test_button.setVisible(not choice.embedded)
        whole = bool(choice.host and choice.schema and choice.user and choice.port)
        free = self.embedded.isEnabled() and not self._testing
        self.test_button.setEnabled(whole and not self._testing)
        self.test_button.setText(self.tr("Testing…") if self._testing else self.tr("Test connection"))
        tried = choice.embedded or self._passed == choice
        self.apply_button.setEnabled(free and tried and not self._is_present(choice))
        self.apply_button.setToolTip("" if tried else self.tr("Possible after a test that passed."))

    def _is_present(self, choice: DatabaseChoice) -> bool:
        """Whether it is what is in use; a password that was typed is a change."""
        return (choice.embedded and self._present.embedded) or choice == self._present


class _StepLine(QFrame):
    """One step: sign, name, what is known of it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self._sign = StateGlyph(theme, 16)
        self._name = label(theme, TextStyle.CONTROL, "strong")
        self._name.setFixedWidth(theme.px(72))
        self.note = label(theme, TextStyle.CAPTION, "muted", wrap=True)
        self._time = label(theme, TextStyle.TIME, "muted")
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._sign, 0, top)
        row.addWidget(self._name, 0, top)
        row.addWidget(self.note, 1)
        row.addWidget(self._time, 0, top)
        self.hide()

    def show_step(self, name: str, note: str, result: DatabaseStepResult) -> None:
        """Say how it stands."""
        self._sign.show_state(*_SIGNS[result.state])
        self._name.setText(name)
        self.note.setText(note)
        self._time.setText("" if result.took_ms is None else f"{result.took_ms}{NBSP}ms")
        self.setAccessibleName(f"{name}: {note}")
