"""Adds a PrestaShop shop: its name, address and key, tested in six steps before they are stored."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.ports import Pool, ShopDesk
from ppm_desktop.gui.shop_refusals import shop_problem
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.shops_fields import KeyField, line, named
from ppm_desktop.gui.views.shops_test import TestPanel
from ppm_desktop.gui.views.widgets import IconButton, label

WIDTH_PX = 640


@dataclass(frozen=True, slots=True)
class _Store:
    dialog: int


class AddShopDialog(FramedDialog):
    """Adding is possible once the test has come past the permissions for exactly what is typed.

    Signals:
        added: `ShopSummary` of the shop that is stored now.
    """

    added = Signal(object)

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        language: Language,
        desk: ShopDesk,
        pool: Pool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", WIDTH_PX, parent)
        self.setWindowTitle(self.tr("Add shop"))
        self._language = language
        self._desk = desk
        self._pool = pool
        self._storing = False
        self._make_form()
        self.panel = TestPanel(theme, wording, language, pool)
        self.body.addWidget(self.panel)
        self._verdict = label(theme, TextStyle.BODY, "problem", wrap=True)
        self._verdict.hide()
        self.body.addWidget(self._verdict)
        self.body.addStretch(1)
        self._make_foot()
        self._connect()
        self._on_edited()

    @property
    def verdict(self) -> str:
        """Why the shop cannot be tested or stored."""
        return self._verdict.text()

    def fill(self, name: str, address: str, key: str) -> None:
        """Type all three fields."""
        self.name.setText(name)
        self.address.setText(address)
        self.key.setText(key)

    def done(self, result: int) -> None:
        """Closing breaks the test off."""
        self.panel.tester.stop()
        super().done(result)

    def _make_form(self) -> None:
        px = self.theme.px
        self.body.addWidget(label(self.theme, TextStyle.DIALOG_TITLE, "paneTitle", self.tr("Add PrestaShop shop")))
        note = self.tr("Create the API key in the shop back office: Advanced Parameters, Webservice.")
        self.body.addWidget(label(self.theme, TextStyle.BODY, "muted", note, wrap=True))
        self.body.addSpacing(px(8))
        row = QHBoxLayout()
        row.setSpacing(px(16))
        self.name, self.address = line(self.theme), line(self.theme, "https://")
        row.addLayout(named(self.theme, self.tr("Name in PPM"), self.name), 1)
        row.addLayout(named(self.theme, self.tr("Shop address"), self.address), 1)
        self.body.addLayout(row)
        self.body.addSpacing(px(4))
        self.key = KeyField(self.theme)
        hint = self.tr("32 characters. Stored encrypted.")
        self.body.addLayout(named(self.theme, self.tr("API key"), self.key, hint))

    def _make_foot(self) -> None:
        self.foot.insertWidget(0, self.panel.button)
        self.foot.insertWidget(0, self.panel.stop_button)
        cancel = IconButton(self.theme, "", self.tr("Cancel", "dialog"))
        cancel.clicked.connect(self.reject)
        self.store_button = IconButton(self.theme, "plus", self.tr("Add shop"), "primary")
        self.store_button.clicked.connect(self.store)
        self.add_button(cancel)
        self.add_button(self.store_button)

    def _connect(self) -> None:
        for field in (self.address, self.key):
            field.textChanged.connect(self._on_edited)
        self.name.textChanged.connect(self._on_name_edited)
        self.panel.test_wanted.connect(self.test)
        self.panel.changed.connect(self._show)
        self.panel.refused.connect(self._tell)
        self._pool.finished.connect(self._on_outcome)

    @Slot()
    def test(self) -> None:
        """Ask the shop whether address and key are right."""
        self._tell("")
        address, key = self.address.text().strip(), self.key.key
        self.panel.start(lambda on_step, stop: self._desk.check(address, key, on_step, stop))
        self._show()

    @Slot()
    def store(self) -> None:
        """Store the shop with what its test found; `added` follows."""
        self._storing = True
        self._show()
        name, address = self.name.text().strip(), self.address.text().strip()
        self._pool.submit(_Store(id(self)), partial(self._desk.add, name, address, self.key.key, self.panel.report))

    @Slot()
    def _on_edited(self) -> None:
        self.panel.forget()
        self._on_name_edited()

    @Slot()
    def _on_name_edited(self) -> None:
        self._tell("")
        self._show()

    @Slot()
    def _show(self) -> None:
        report, running = self.panel.report, self.panel.tester.running
        self.panel.button.setEnabled(bool(self.address.text().strip()) and self.key.whole)
        passed = report is not None and report.may_add
        named_ = bool(self.name.text().strip())
        self.store_button.setEnabled(passed and named_ and not running and not self._storing)
        self.store_button.setToolTip("" if passed else self.tr("Possible after a test that passed."))
        default = self.store_button if self.store_button.isEnabled() else self.panel.button
        default.setDefault(True)

    @Slot(str)
    def _tell(self, problem: str) -> None:
        self._verdict.setText(problem)
        self._verdict.setVisible(bool(problem))

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _Store) or key.dialog != id(self):
            return
        self._storing = False
        if isinstance(outcome, ShopSummary):
            self.added.emit(outcome)
            self.accept()
            return
        error = outcome if isinstance(outcome, PpmError) else PpmError(str(outcome))
        self._tell(shop_problem(error, self._language))
        self._show()
