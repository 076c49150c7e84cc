"""A context menu whose items have icons and tell the keys that do the same."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ppm_desktop.gui.theme import Theme

ICON_PX = 16


class IconMenu(QMenu):
    """Its owner, or a subclass, says what there is and what each item does."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def offer(self, icon: str, text: str, slot: Callable[[], None], keys: str = "", colour: str = "tx2") -> QAction:
        """One more item, its icon in the token ``colour``."""
        size = self._theme.px(ICON_PX)
        picture = self._theme.icons.icon(icon, self._theme.colour(colour), size, self._theme.colour("txd"))
        action = QAction(picture, text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(slot)
        self.addAction(action)
        return action
