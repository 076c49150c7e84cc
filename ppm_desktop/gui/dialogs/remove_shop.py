"""Questions before a shop is switched off, and before it is removed from PPM for good."""

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.shop_profile import RemovalFacts
from ppm_desktop.gui.dialogs.confirm import ConfirmDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.shops_fields import line, named
from ppm_desktop.gui.views.widgets import IconButton, label

translate = QCoreApplication.translate


class SwitchOffDialog(ConfirmDialog):
    """Nothing is lost: the shop can be switched on again.

    Signals:
        remove_wanted: It shall be removed instead: its number.
    """

    remove_wanted = Signal(int)

    def __init__(self, theme: Theme, shop: ShopSummary, parent: QWidget | None = None) -> None:
        question = translate("SwitchOffDialog", "Switch off {shop}?").format(shop=shop.name)
        text = translate(
            "SwitchOffDialog", "It leaves the lists, history and links stay. You can switch it on again at any time."
        )
        action = translate("SwitchOffDialog", "Switch off shop")
        super().__init__(theme, "store", question, text, action, shop.id, parent, action_icon="power", harmless=True)
        self._shop = shop
        self.remove_button = IconButton(theme, "", self.tr("Remove from PPM for good…"), "link")
        self.remove_button.clicked.connect(self._on_remove)
        self.lines.addSpacing(theme.px(6))
        self.lines.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def _on_remove(self) -> None:
        self.reject()
        self.remove_wanted.emit(self._shop.id)


class RemoveShopDialog(ConfirmDialog):
    """The shop's name has to be typed; while an operation of it has not ended, nothing can be removed.

    Signals:
        remove_confirmed: Number of the shop and its name as it was typed.
    """

    remove_confirmed = Signal(int, str)

    def __init__(
        self, theme: Theme, wording: Wording, shop_id: int, facts: RemovalFacts, parent: QWidget | None = None
    ) -> None:
        question = translate("RemoveShopDialog", "Remove {shop} from PPM for good?").format(shop=facts.name)
        action = translate("RemoveShopDialog", "Remove for good")
        text = _consequence(wording, facts)
        super().__init__(theme, "trash-2", question, text, action, shop_id, parent, action_icon="trash-2", final=True)
        self._facts = facts
        self.typed = line(theme)
        self.lines.addSpacing(theme.px(6))
        if facts.active_job is None:
            name = self.tr("Type the shop's name: {shop}").format(shop=facts.name)
            self.lines.addLayout(named(theme, name, self.typed))
            self.typed.setFocus()
        else:
            busy = self.tr("Operation #{id} of this shop has not ended. Cancel it, or wait until it has.")
            note = label(theme, TextStyle.BODY, "busyShop", busy.format(id=facts.active_job), wrap=True)
            self.lines.addWidget(note)
        self.typed.textChanged.connect(self._on_typed)
        self.confirmed.connect(self._on_confirmed)
        self._on_typed()

    @Slot()
    def _on_typed(self) -> None:
        same = self.typed.text().strip() == self._facts.name
        possible = same and self._facts.active_job is None
        self.action_button.setEnabled(possible)
        self.action_button.setToolTip("" if possible else self.tr("Possible once the name is typed."))

    @Slot(int)
    def _on_confirmed(self, shop_id: int) -> None:
        self.remove_confirmed.emit(shop_id, self.typed.text().strip())


def _consequence(wording: Wording, facts: RemovalFacts) -> str:
    stay = translate("RemoveShopDialog", "Products in the shop stay.")
    go = translate("RemoveShopDialog", "The links of {products} and the history of {operations} go.")
    gone = go.format(products=wording.of_products(facts.linked_products), operations=wording.of_operations(facts.jobs))
    return f"{stay} {gone}"
