"""What all dialogs have in common: a body and a foot with buttons at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ppm_desktop.gui.theme import Theme


class FramedDialog(QDialog):
    """A modal dialog; subclasses fill `body` and `add_button` from left to right. Esc closes it."""

    def __init__(self, theme: Theme, title: str, width: int, parent: QWidget | None) -> None:
        """``width`` in design px."""
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(theme.px(width))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        holder = QWidget()
        self.body = QVBoxLayout(holder)
        self.body.setContentsMargins(*(theme.px(24),) * 4)
        self.body.setSpacing(theme.px(8))
        column.addWidget(holder, 1)
        foot = QFrame()
        foot.setObjectName("dialogFoot")
        foot.setFixedHeight(theme.px(64))
        self.foot = QHBoxLayout(foot)
        self.foot.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        self.foot.setSpacing(theme.px(8))
        self.foot.addStretch(1)
        column.addWidget(foot)

    def add_button(self, button: QPushButton) -> None:
        """Add ``button`` at the right end of the foot."""
        self.foot.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
