"""The context menu of a failed product or of a cause: what its row offers, for the keyboard too."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ppm_desktop.gui.theme import Theme

ICON_PX = 16
STEP_KEYS = "Ctrl+Return"


class FailureMenu(QMenu):
    """Its owner says what each item does."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def offer(self, icon: str, text: str, slot: Callable[[], None], keys: str = "") -> None:
        """One more item."""
        size = self._theme.px(ICON_PX)
        action = QAction(self._theme.icons.icon(icon, self._theme.colour("tx2"), size), text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(slot)
        self.addAction(action)
