"""Around the switch to another database: the question before it, and the script for its administrator."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from ppm_desktop.domain.database_choice import DatabaseChoice
from ppm_desktop.domain.roles import Role
from ppm_desktop.gui.database_words import DatabaseWords
from ppm_desktop.gui.dialogs.confirm import ConfirmDialog
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.segments import SegmentBar
from ppm_desktop.gui.views.shops_fields import line, named
from ppm_desktop.gui.views.widgets import IconButton, label

translate = QCoreApplication.translate
WIDTH_PX = 720
TEXT_PX = 280


def switch_dialog(
    theme: Theme, wording: Wording, choice: DatabaseChoice, running: int, parent: QWidget | None = None
) -> ConfirmDialog:
    """Asks whether the program shall start anew with ``choice`` although ``running`` operations have not ended."""
    question = translate("SwitchDialog", "Switch to the embedded database?")
    if not choice.embedded:
        question = translate("SwitchDialog", "Switch to the database {name} on {host}?")
        question = question.format(name=choice.schema, host=choice.host)
    text = translate("SwitchDialog", "PPM Desktop starts anew. Operations and shops of the other database stay there.")
    action = translate("SwitchDialog", "Switch and restart")
    if running:
        stays = translate("SwitchDialog", "They are cancelled: what is saved stays, the rest will not be processed.")
        text = f"{wording.running_here(running)} {stays} {text}"
        action = translate("SwitchDialog", "Cancel operations and switch")
    return ConfirmDialog(theme, "database", question, text, action, running, parent, harmless=not running)


class GrantScriptDialog(FramedDialog):
    """Statements that give an account a role, to be handed to the administrator of the server.

    Signals:
        wanted: `Role` and name of the account whose statements are to be shown.
    """

    wanted = Signal(object, str)

    def __init__(
        self,
        theme: Theme,
        words: DatabaseWords,
        copy: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        """``copy`` puts a text into the clipboard."""
        super().__init__(theme, self.tr("Script for the administrator"), WIDTH_PX, parent)
        self._copy = copy
        self.body.addWidget(label(theme, TextStyle.DIALOG_TITLE, "paneTitle", self.tr("Script for the administrator")))
        note = self.tr(
            "Rights are those of the database account, whatever the program does. "
            "The administrator of the server runs these statements."
        )
        self.body.addWidget(label(theme, TextStyle.BODY, "muted", note, wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        self.role = SegmentBar(theme, [words.role(role) for role in Role])
        self.account: QLineEdit = line(theme)
        grid.addLayout(named(theme, self.tr("Role"), self.role), 0, 0)
        grid.addLayout(named(theme, self.tr("Account"), self.account), 0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.script = QPlainTextEdit()
        self.script.setReadOnly(True)
        self.script.setFont(theme.font(TextStyle.CODE))
        self.script.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.script.setMinimumHeight(theme.px(TEXT_PX))
        self.script.setAccessibleName(self.tr("Script for the administrator"))
        self.body.addWidget(self.script)
        self._make_foot()
        self.role.chosen.connect(self._ask)
        self.account.textEdited.connect(self._ask)

    def show_script(self, text: str) -> None:
        """Show the statements that were wanted."""
        self.script.setPlainText(text)
        for button in (self.copy_button, self.save_button):
            button.setEnabled(bool(text))

    def ask(self) -> None:
        """Want the statements of the role that is chosen."""
        self.wanted.emit(list(Role)[self.role.place], self.account.text().strip())

    def _make_foot(self) -> None:
        close = IconButton(self.theme, "", self.tr("Close"))
        close.clicked.connect(self.reject)
        self.save_button = IconButton(self.theme, "download", self.tr("Save…"))
        self.save_button.clicked.connect(self._on_save)
        self.copy_button = IconButton(self.theme, "copy", self.tr("Copy"), "primary")
        self.copy_button.clicked.connect(self._on_copy)
        for button in (close, self.save_button, self.copy_button):
            self.add_button(button)
        self.show_script("")

    @Slot()
    def _ask(self) -> None:
        self.ask()

    @Slot()
    def _on_copy(self) -> None:
        self._copy(self.script.toPlainText())

    @Slot()
    def _on_save(self) -> None:
        role = list(Role)[self.role.place]
        chooser = QFileDialog(self, self.tr("Save the script"), f"ppm-{role}.sql")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("sql")
        chooser.fileSelected.connect(self.save)
        chooser.open()

    @Slot(str)
    def save(self, path: str) -> None:
        """Write the statements to a file; where that fails the dialog says so."""
        try:
            Path(path).write_text(self.script.toPlainText(), encoding="utf-8")
        except OSError as error:
            text = self.tr("The file could not be written: {reason}").format(reason=error.strerror)
            self.script.setPlainText(f"-- {text}\n{self.script.toPlainText()}")
