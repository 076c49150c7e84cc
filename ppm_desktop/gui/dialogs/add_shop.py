"""Adds a PrestaShop shop: its name, address and key, tested before they are stored."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import InvalidRequest, PpmError
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.ports import Pool, Shops
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import IconButton, label, placeholder_palette

WIDTH_PX = 640
KEY_LENGTH = 32


class _Step(StrEnum):
    TEST = "test"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class _Ask:
    dialog: int
    step: _Step
    turn: int


class AddShopDialog(FramedDialog):
    """Adding is possible once the test has passed for exactly what is typed.

    Signals:
        added: `ShopSummary` of the shop that is stored now.
    """

    added = Signal(object)

    def __init__(
        self, theme: Theme, language: Language, service: Shops, pool: Pool, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "", WIDTH_PX, parent)
        self.setWindowTitle(self.tr("Add shop"))
        self._language = language
        self._service = service
        self._pool = pool
        self._turn = 0
        self._make_form()
        self._verdict = label(theme, TextStyle.BODY, "problem", wrap=True)
        self._verdict.setMinimumHeight(theme.px(40))
        self.body.addWidget(self._verdict)
        self.body.addStretch(1)
        self._make_foot()
        pool.finished.connect(self._on_outcome)
        self._on_edited()

    @property
    def verdict(self) -> str:
        """What the last test or the form says."""
        return self._verdict.text()

    def fill(self, name: str, address: str, key: str) -> None:
        """Type all three fields."""
        self.name.setText(name)
        self.address.setText(address)
        self.key.setText(key)

    def _make_form(self) -> None:
        px = self.theme.px
        self.body.addWidget(label(self.theme, TextStyle.DIALOG_TITLE, "paneTitle", self.tr("Add PrestaShop shop")))
        note = self.tr("Create the API key in the shop back office: Advanced Parameters, Webservice.")
        self.body.addWidget(label(self.theme, TextStyle.BODY, "muted", note, wrap=True))
        self.body.addSpacing(px(8))
        row = QHBoxLayout()
        row.setSpacing(px(16))
        self.name = self._field(row, self.tr("Name in PPM"))
        self.address = self._field(row, self.tr("Shop address"))
        self.address.setPlaceholderText("https://")
        self.body.addLayout(row)
        key_row = QHBoxLayout()
        self.key = self._field(key_row, self.tr("API key"))
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.body.addLayout(key_row)
        hint = self.tr("32 characters. Stored encrypted.")
        self.body.addWidget(label(self.theme, TextStyle.CAPTION, "muted", hint))

    def _field(self, row: QHBoxLayout, name: str) -> QLineEdit:
        column = QVBoxLayout()
        column.setSpacing(self.theme.px(4))
        head = label(self.theme, TextStyle.BADGE, "soft", name)
        field = QLineEdit()
        head.setBuddy(field)
        field.setAccessibleName(name)
        field.textChanged.connect(self._on_edited)
        placeholder_palette(field, self.theme)
        column.addWidget(head)
        column.addWidget(field)
        row.addLayout(column, 1)
        return field

    def _make_foot(self) -> None:
        self.test_button = IconButton(self.theme, "plug", self.tr("Test connection"))
        self.test_button.clicked.connect(self.test)
        cancel = IconButton(self.theme, "", self.tr("Cancel", "dialog"))
        cancel.clicked.connect(self.reject)
        self.store_button = IconButton(self.theme, "plus", self.tr("Add shop"), "primary")
        self.store_button.clicked.connect(self.store)
        for button in (self.test_button, cancel, self.store_button):
            self.add_button(button)
        self.test_button.setDefault(True)

    @Slot()
    def test(self) -> None:
        """Ask the shop whether address and key are right."""
        self._tell(self.tr("Checking…"), good=True)
        self.test_button.setEnabled(False)
        self._submit(_Step.TEST, partial(self._service.check_address, self.address.text().strip(), self._typed_key()))

    @Slot()
    def store(self) -> None:
        """Store the shop; `added` follows."""
        self.store_button.setEnabled(False)
        name, address = self.name.text().strip(), self.address.text().strip()
        self._submit(_Step.ADD, partial(self._service.add, name, address, self._typed_key()))

    def _typed_key(self) -> str:
        return self.key.text().strip()

    def _submit(self, step: _Step, work: Callable[[], object]) -> None:
        self._pool.submit(_Ask(id(self), step, self._turn), work)

    @Slot()
    def _on_edited(self) -> None:
        if not hasattr(self, "store_button"):
            return
        self._turn += 1
        complete = bool(self.name.text().strip() and self.address.text().strip())
        self.test_button.setEnabled(complete and len(self._typed_key()) == KEY_LENGTH)
        self.store_button.setEnabled(False)
        self.store_button.setToolTip(self.tr("Possible after a test that passed."))
        self._tell("", good=True)

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _Ask) or key.dialog != id(self) or key.turn != self._turn:
            return
        self.test_button.setEnabled(True)
        if isinstance(outcome, Exception):
            self._tell(self._sentence(outcome), good=False)
        elif key.step is _Step.ADD and isinstance(outcome, ShopSummary):
            self.added.emit(outcome)
            self.accept()
        else:
            self._on_tested(outcome)

    def _on_tested(self, outcome: object) -> None:
        version = getattr(outcome, "version", "")
        text = self.tr("Accepted. PrestaShop {version}") if version else self.tr("Accepted.")
        self._tell(text.format(version=version), good=True)
        self.store_button.setEnabled(True)
        self.store_button.setToolTip("")
        self.store_button.setDefault(True)

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, InvalidRequest):
            return {
                "name_missing": self.tr("Give the shop a name."),
                "key_length": self.tr("The key must have 32 letters and digits."),
            }.get(error.detail, self.tr("The address cannot be right: check it."))
        cause = error.cause if isinstance(error, PpmError) else "unknown"
        facts = error.facts if isinstance(error, PpmError) else {}
        return explain(cause, self._language, facts).sentence

    def _tell(self, text: str, *, good: bool) -> None:
        self._verdict.setObjectName("good" if good else "problem")
        self._verdict.style().unpolish(self._verdict)
        self._verdict.style().polish(self._verdict)
        self._verdict.setText(text)
