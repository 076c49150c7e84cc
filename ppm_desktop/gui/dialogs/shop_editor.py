"""Changes a shop; a changed address or key can be tested before it is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.shop_mapping import PriceGroup
from ppm_desktop.domain.shop_profile import ShopProfile
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.ports import Pool, ShopDesk, ShopMappings
from ppm_desktop.gui.shop_refusals import shop_problem
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.shops_form import NotANumberError, ShopForm
from ppm_desktop.gui.views.shops_test import TestPanel
from ppm_desktop.gui.views.widgets import IconButton, label

SIZE_PX = (640, 760)


class _Kind(StrEnum):
    GROUPS = "groups"
    SAVE = "save"


@dataclass(frozen=True, slots=True)
class _Ask:
    dialog: int
    kind: _Kind


class ShopEditorDialog(FramedDialog):
    """What is typed is saved as a whole.

    Signals:
        saved: `ShopProfile` as it is stored now, and whether its address or key changed.
    """

    saved = Signal(object, bool)

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        language: Language,
        profile: ShopProfile,
        desk: ShopDesk,
        mappings: ShopMappings,
        pool: Pool,
        shared: SharedSettings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", SIZE_PX[0], parent)
        self.setWindowTitle(self.tr("Edit shop"))
        self._language = language
        self._profile = profile
        self._desk = desk
        self._pool = pool
        self._saving = False
        self.panel = TestPanel(theme, wording, language, pool)
        self.form = ShopForm(theme, wording, profile, shared, self.panel)
        self._arrange()
        self._make_foot()
        self._connect()
        self._on_connection_edited()
        self.resize(*(theme.px(side) for side in SIZE_PX))
        pool.submit(_Ask(id(self), _Kind.GROUPS), mappings.price_groups)

    @property
    def problem(self) -> str:
        """Why nothing was saved or tested."""
        return self._problem.text()

    def done(self, result: int) -> None:
        """Closing breaks a test off."""
        self.panel.tester.stop()
        super().done(result)

    def _arrange(self) -> None:
        px = self.theme.px
        self.body.setContentsMargins(0, px(24), 0, 0)
        title = label(self.theme, TextStyle.DIALOG_TITLE, "paneTitle", self._profile.summary.name)
        title.setContentsMargins(px(24), 0, px(24), 0)
        self.body.addWidget(title)
        area = QScrollArea()
        area.setObjectName("dialogArea")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.form)
        self.body.addWidget(area, 1)
        self._problem = label(self.theme, TextStyle.BODY, "problem", wrap=True)
        self._problem.setContentsMargins(px(24), 0, px(24), px(8))
        self._problem.hide()
        self.body.addWidget(self._problem)

    def _make_foot(self) -> None:
        self.foot.insertWidget(0, self.panel.button)
        self.foot.insertWidget(0, self.panel.stop_button)
        cancel = IconButton(self.theme, "", self.tr("Cancel", "dialog"))
        cancel.clicked.connect(self.reject)
        self.save_button = IconButton(self.theme, "check", self.tr("Save"), "primary")
        self.save_button.clicked.connect(self.save)
        self.save_button.setDefault(True)
        self.add_button(cancel)
        self.add_button(self.save_button)

    def _connect(self) -> None:
        self.form.connection_edited.connect(self._on_connection_edited)
        self.form.edited.connect(self._on_edited)
        self.panel.test_wanted.connect(self.test)
        self.panel.refused.connect(self._tell)
        self._pool.finished.connect(self._on_outcome)

    @Slot()
    def test(self) -> None:
        """Ask the shop whether the typed address and key are right."""
        self._tell("")
        self.panel.show()
        number, address = self._profile.summary.id, self.form.address.text().strip()
        key = self.form.key.key or None
        self.panel.start(lambda on_step, stop: self._desk.check_edit(number, address, key, on_step, stop))

    @Slot()
    def save(self) -> None:
        """Save everything; `saved` follows."""
        try:
            edit = self.form.edit()
        except NotANumberError as error:
            self._tell(self.tr('"{text}" is not a number that fits here.').format(text=error.text))
            return
        self._saving = True
        self._on_edited()
        self._pool.submit(_Ask(id(self), _Kind.SAVE), partial(self._desk.edit, self._profile.summary.id, edit))

    @Slot()
    def _on_connection_edited(self) -> None:
        self.panel.forget()
        self.panel.hide()
        self.panel.button.setEnabled(bool(self.form.address.text().strip()) and self.form.key_fits)
        self._on_edited()

    @Slot()
    def _on_edited(self) -> None:
        self._tell("")
        self.save_button.setEnabled(self.form.complete and not self._saving)

    @Slot(str)
    def _tell(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _Ask) or key.dialog != id(self):
            return
        if key.kind is _Kind.GROUPS and isinstance(outcome, Sequence):
            self.form.show_groups([one for one in outcome if isinstance(one, PriceGroup)])
        elif key.kind is _Kind.SAVE and isinstance(outcome, ShopProfile):
            self.saved.emit(outcome, self.form.moved)
            self.accept()
        else:
            self._saving = False
            self._on_edited()
            error = outcome if isinstance(outcome, PpmError) else PpmError(str(outcome))
            self._tell(shop_problem(error, self._language))
