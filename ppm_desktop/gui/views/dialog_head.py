"""The head of a large dialog: an icon, what it is about, a sentence, and at the right where it comes from."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import ElidedLabel, label


class DialogHead(QWidget):
    """40 px tile, title and sentence; ``ground`` and ``ink`` are tokens of the tile."""

    def __init__(self, theme: Theme, icon: str, ground: str, ink: str, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._look = icon, ground, ink
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        self._tile = QLabel()
        row.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(theme.px(2))
        first = QHBoxLayout()
        first.setSpacing(theme.px(16))
        self._title = ElidedLabel(theme, TextStyle.DIALOG_TITLE, "paneTitle", title)
        first.addWidget(self._title, 1)
        self._meta = label(theme, TextStyle.CAPTION, "muted")
        first.addWidget(self._meta)
        lines.addLayout(first)
        self._sentence = ElidedLabel(theme, TextStyle.BODY, "muted")
        lines.addWidget(self._sentence)
        row.addLayout(lines, 1)
        self._paint_tile()
        theme.changed.connect(self._paint_tile)

    def show_look(self, icon: str, ground: str, ink: str) -> None:
        """Another tile."""
        if self._look != (icon, ground, ink):
            self._look = icon, ground, ink
            self._paint_tile()

    def tell(self, sentence: str, meta: str = "") -> None:
        """What is said below the title, and at the right of it."""
        self._sentence.set_text(sentence)
        self._meta.setText(meta)

    @property
    def sentence(self) -> str:
        """What is said below the title."""
        return self._sentence.accessibleName()

    @Slot()
    def _paint_tile(self) -> None:
        icon, ground, ink = self._look
        theme, ratio = self._theme, self.devicePixelRatioF()
        side, inner = theme.px(40), theme.px(20)
        pixmap = QPixmap(QSize(side, side) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        # Controls are as light as the dialog itself in the light theme.
        painter.setBrush(theme.colour("side" if ground == "control" and not theme.dark else ground))
        painter.drawRoundedRect(QRectF(0, 0, side, side), theme.px(8), theme.px(8))
        offset = (side - inner) // 2
        painter.drawPixmap(offset, offset, theme.icons.pixmap(icon, theme.colour(ink), inner, ratio))
        painter.end()
        self._tile.setPixmap(pixmap)
