"""The context menu of a product, or of all picked ones."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.product_row import ProductRow
from ppm_desktop.gui.theme import Theme

ICON_PX = 16


class ProductMenu(QMenu):
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
        super().__init__(parent)
        self._theme = theme
        number = wording.number(count)
        several = count > 1
        sync, export = self.tr("Sync ({n})…"), self.tr("Export ({n})…")
        self._add("refresh-cw", sync.format(n=number) if several else self.tr("Sync…"), self.sync_wanted.emit)
        self._add("upload", export.format(n=number) if several else self.tr("Export…"), self.export_wanted.emit)
        edit = self.tr("Edit ({n})…").format(n=number) if several else self.tr("Edit…")
        self._add("square-pen", edit, self.edit_wanted.emit, "Ctrl+E")
        if row is not None and not several:
            on = not row.line.active
            text = self.tr("Switch on in PPM") if on else self.tr("Switch off in PPM")
            self._add("power", text, partial(self.switch_wanted.emit, on))
        self.addSeparator()
        copy = self.tr("Copy SKUs ({n})").format(n=number) if several else self.tr("Copy SKU")
        self._add("copy", copy, self.copy_wanted.emit, "Ctrl+Shift+C")
        self._add("history", self.tr("SKU history"), self.history_wanted.emit, "Ctrl+H")
        self.addSeparator()
        pick = self.tr("Deselect") if picked else self.tr("Select")
        self._add("check", pick, partial(self.pick_wanted.emit, not picked), "Space")
        self._add("list-checks", self.tr("Select all"), self.all_wanted.emit, "Ctrl+A")

    def _add(self, icon: str, text: str, slot: Callable[[], None], keys: str = "") -> None:
        size = self._theme.px(ICON_PX)
        action = QAction(self._theme.icons.icon(icon, self._theme.colour("tx2"), size), text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(slot)
        self.addAction(action)
