"""A figure with its name in a frame, and a thin bar of how far something is."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ppm_desktop.gui.formatting import NO_VALUE
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, label


class FigureTile(QFrame):
    """An icon and a name, below it the figure."""

    def __init__(self, theme: Theme, icon: str, token: str, name: str) -> None:
        super().__init__()
        self.setObjectName("countTile")
        self._name = name
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(side) for side in (13, 9, 8, 7)))
        column.setSpacing(theme.px(2))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(Glyph(theme, icon, token, 14))
        row.addWidget(ElidedLabel(theme, TextStyle.CAPTION, "muted", name), 1)
        column.addLayout(row)
        self._figure = label(theme, TextStyle.PAGE_TITLE, "figure")
        column.addWidget(self._figure)
        self.tell("")

    @property
    def figure(self) -> str:
        """What is shown."""
        return self._figure.text()

    def tell(self, figure: str) -> None:
        """Show ``figure``; empty while it is not known."""
        self._figure.setText(figure or NO_VALUE)
        self.setAccessibleName(f"{self._name}: {figure}" if figure else self._name)


class ThinBar(QWidget):
    """4 px high; it only moves when told."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fraction = 0.0
        self.setFixedHeight(theme.px(4))
        theme.changed.connect(self.update)

    def tell(self, fraction: float) -> None:
        """Fill ``fraction`` (0.0 to 1.0) of the track."""
        self._fraction = fraction
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as a sentence."""
        return QSize(self._theme.px(320), self._theme.px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A track and its fill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect())
        radius = box.height() / 2
        painter.setBrush(self._theme.colour("track"))
        painter.drawRoundedRect(box, radius, radius)
        if self._fraction > 0:
            painter.setBrush(self._theme.colour("acc2"))
            painter.drawRoundedRect(
                QRectF(0, 0, max(box.height(), box.width() * self._fraction), box.height()), radius, radius
            )
