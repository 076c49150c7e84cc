"""A figure of a preview: an icon, what it counts, and how many."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import Glyph, label


class CountTile(QFrame):
    """The name is read out together with the figure."""

    def __init__(self, theme: Theme, icon: str, token: str, name: str) -> None:
        super().__init__()
        self.setObjectName("countTile")
        self._name = name
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(side) for side in (12, 8, 8, 8)))
        column.setSpacing(theme.px(2))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(Glyph(theme, icon, token, 14))
        row.addWidget(label(theme, TextStyle.BODY, "soft", name), 1)
        column.addLayout(row)
        self._figure = label(theme, TextStyle.PAGE_TITLE, "figure")
        column.addWidget(self._figure)
        self.show_figure("")

    @property
    def figure(self) -> str:
        """What it shows."""
        return self._figure.text()

    def show_figure(self, figure: str) -> None:
        """Another figure; empty while it is not known."""
        self._figure.setText(figure or "–")
        self.setAccessibleName(f"{self._name} {figure}".strip())
