"""The context menu of a product, or of all picked ones."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.product_row import ProductRow
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.icon_menu import IconMenu


class ProductMenu(IconMenu):
    """Only what can be done now.

    Signals:
        sync_wanted, export_wanted, edit_wanted, copy_wanted: With all products the menu is for.
        history_wanted: Of the one product.
        switch_wanted: Switch the one product on or off in PPM: whether on.
        pick_wanted: Pick the one product or let it go: whether to pick.
        all_wanted: Pick everything that matches.
    """

    sync_wanted = Signal()
    export_wanted = Signal()
    edit_wanted = Signal()
    copy_wanted = Signal()
    history_wanted = Signal()
    switch_wanted = Signal(bool)
    pick_wanted = Signal(bool)
    all_wanted = Signal()

    def __init__(
        self, theme: Theme, wording: Wording, row: ProductRow | None, count: int, *, picked: bool, parent: QWidget
    ) -> None:
        """``count`` is how many products it is for; ``row`` is the one under the pointer, None while it is read."""
        super().__init__(theme, parent)
        number = wording.number(count)
        several = count > 1
        sync, export = self.tr("Sync ({n})…"), self.tr("Export ({n})…")
        self.offer("refresh-cw", sync.format(n=number) if several else self.tr("Sync…"), self.sync_wanted.emit)
        self.offer("upload", export.format(n=number) if several else self.tr("Export…"), self.export_wanted.emit)
        edit = self.tr("Edit ({n})…").format(n=number) if several else self.tr("Edit…")
        self.offer("square-pen", edit, self.edit_wanted.emit, "Ctrl+E")
        if row is not None and not several:
            on = not row.line.active
            text = self.tr("Switch on in PPM") if on else self.tr("Switch off in PPM")
            self.offer("power", text, partial(self.switch_wanted.emit, on))
        self.addSeparator()
        copy = self.tr("Copy SKUs ({n})").format(n=number) if several else self.tr("Copy SKU")
        self.offer("copy", copy, self.copy_wanted.emit, "Ctrl+Shift+C")
        self.offer("history", self.tr("SKU history"), self.history_wanted.emit, "Ctrl+H")
        self.addSeparator()
        pick = self.tr("Deselect") if picked else self.tr("Select")
        self.offer("check", pick, partial(self.pick_wanted.emit, not picked), "Space")
        self.offer("list-checks", self.tr("Select all"), self.all_wanted.emit, "Ctrl+A")
