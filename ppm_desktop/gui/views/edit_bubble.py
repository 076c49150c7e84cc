"""Says under a cell why what was typed there was not saved."""

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from ppm_desktop.gui.theme import TextStyle, Theme

SHOWN_MS = 8000
GAP_PX = 2
WIDTH_PX = 360


class EditBubble(QLabel):
    """Goes by itself, or with the next thing that is done in the list."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("stopNotice")
        self.setFont(theme.font(TextStyle.CAPTION))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._theme = theme
        self._area = parent
        self._timer = QTimer(self)
        self._timer.setObjectName("hide-edit-bubble")
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def tell(self, text: str, cell: QRect) -> None:
        """Show ``text`` below ``cell``, above it where there is no room."""
        self.setText(text)
        self.setAccessibleName(text)
        area = self._area.rect()
        width = min(self._theme.px(WIDTH_PX), area.width())
        height = self.heightForWidth(width)
        left = max(0, min(cell.left(), area.right() - width))
        top = cell.bottom() + self._theme.px(GAP_PX)
        if top + height > area.bottom():
            top = cell.top() - height - self._theme.px(GAP_PX)
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()
        self._timer.start()
