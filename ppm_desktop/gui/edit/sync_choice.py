"""Whether, and with which shops, products are synced right after they were changed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QWidget

from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.widgets import IconButton


class _ShopMenu(QMenu):
    """Stays open while shops are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click ticks; a click elsewhere closes."""
        action = self.activeAction()
        if action is not None and action.isCheckable() and self.rect().contains(event.position().toPoint()):
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; Enter ticks and closes."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class SyncChoice(QWidget):
    """Not ticked at first: nothing is written to a shop unless a person says so."""

    def __init__(self, theme: Theme, wording: Wording, shops: Sequence[ShopSummary]) -> None:
        super().__init__()
        self._wording = wording
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.box = QCheckBox(self.tr("Then sync"))
        self.box.toggled.connect(self._show)
        row.addWidget(self.box)
        self.button = IconButton(theme, "chevron-down", "")
        self.button.setProperty("look", "combo")
        self.button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.button.setMinimumWidth(theme.px(112))
        self._menu = _ShopMenu(self.button)
        self._actions: dict[int, QAction] = {}
        for shop in shops:
            action = QAction(shop.name, self._menu, checkable=True, checked=shop.linked_products > 0)
            action.toggled.connect(self._show)
            self._menu.addAction(action)
            self._actions[shop.id] = action
        self.button.setMenu(self._menu)
        row.addWidget(self.button)
        self.setVisible(bool(shops))
        self._show()

    def choose(self, shop_ids: Sequence[int]) -> None:
        """Tick the box, and these shops and no other."""
        self.box.setChecked(True)
        for shop_id, action in self._actions.items():
            action.setChecked(shop_id in shop_ids)

    def shop_ids(self) -> tuple[int, ...]:
        """The shops to be synced; none while the box is not ticked."""
        return self._ticked() if self.box.isChecked() else ()

    def _ticked(self) -> tuple[int, ...]:
        return tuple(shop_id for shop_id, action in self._actions.items() if action.isChecked())

    @Slot()
    def _show(self) -> None:
        count = len(self._ticked())
        self.button.setText(self.tr("{n} shops", "", count).format(n=self._wording.number(count)))
        self.button.setAccessibleName(self.tr("Shops to sync with: {shops}").format(shops=self.button.text()))
        self.button.setEnabled(self.box.isChecked())
