"""What a person can want of a shop, and the menu that offers it."""

from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.icon_menu import IconMenu


class ShopWish(StrEnum):
    """Something to be done with one shop."""

    CHECK = "check"
    HELP = "help"
    EDIT = "edit"
    NEW_OPERATION = "new_operation"
    MAPPINGS = "mappings"
    OPEN = "open"
    SWITCH = "switch"
    REMOVE = "remove"


class ShopMenu(IconMenu):
    """Only what can be done now.

    Signals:
        wanted: `ShopWish` and the shop's number.
    """

    wanted = Signal(object, int)

    def __init__(self, theme: Theme, shop: ShopSummary, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._shop = shop
        if shop.active:
            self._add(ShopWish.CHECK, "plug", self.tr("Check connection"))
            self._add(ShopWish.NEW_OPERATION, "plus", self.tr("New operation"))
            self.addSeparator()
        self._add(ShopWish.EDIT, "pencil", self.tr("Edit…"), "Enter")
        self._add(ShopWish.MAPPINGS, "link", self.tr("Categories and price groups…"))
        self._add(ShopWish.OPEN, "external-link", self.tr("Open the shop's page"))
        self.addSeparator()
        self._add(ShopWish.SWITCH, "power", self.tr("Switch off…") if shop.active else self.tr("Switch on"))
        self._add(ShopWish.REMOVE, "trash-2", self.tr("Remove shop…"), "Del", colour="fFg")

    def _add(self, wish: ShopWish, icon: str, text: str, keys: str = "", colour: str = "tx2") -> None:
        action = self.offer(icon, text, partial(self.wanted.emit, wish, self._shop.id), keys, colour)
        action.setData(wish)
