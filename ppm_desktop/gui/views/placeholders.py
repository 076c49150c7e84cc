"""What stands in the list's place while there is nothing to list: loading, empty, nothing found."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ppm_desktop.gui.delegates.row_layout import ROW_HEIGHT
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.tiles import empty_tile
from ppm_desktop.gui.views.widgets import IconButton, label

_WIDTHS = ((224, 168), (248, 120), (208, 184), (232, 152), (192, 144), (240, 176), (216, 136), (200, 150))


class Skeleton(QWidget):
    """Grey shapes of rows to come, fading downwards."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(self.tr("Loading operations…"))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Eight rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (title, count) in enumerate(_WIDTHS):
            painter.setOpacity(1.0 - place / 9)
            self._paint_row(painter, self._theme.px(ROW_HEIGHT) * place, title, count)

    def _paint_row(self, painter: QPainter, top: int, title: int, count: int) -> None:
        px = self._theme.px
        end = self.width() - px(16)
        bar_end = end - px(252)
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(0, top + px(ROW_HEIGHT) - 1, self.width(), top + px(ROW_HEIGHT) - 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colour("control" if self._theme.dark else "track")))
        for left, y, width, height, radius in (
            (px(16), 12, px(32), 32, 8),
            (px(60), 18, px(title), 12, 4),
            (px(60), 40, px(count), 10, 4),
            (px(60), 56, bar_end - px(60), 16, 8),
            (end - px(212), 18, px(88), 12, 4),
            (end - px(112), 12, px(112), 24, 12),
        ):
            box = QRectF(left, top + px(y), width, px(height))
            painter.drawRoundedRect(box, px(radius), px(radius))


class EmptyState(QWidget):
    """A sentence about why the list is empty and what to do about it.

    Signals:
        first_chosen, second_chosen: The buttons in their order.
    """

    first_chosen = Signal()
    second_chosen = Signal()

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        text: str,
        first: tuple[str, str],
        second: str = "",
        keys: Sequence[tuple[str, str]] = (),
    ) -> None:
        """``first`` is icon and text of the main button; ``keys`` are shortcuts and what they do."""
        super().__init__()
        self._theme = theme
        self._icon = icon
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addStretch(1)
        self._tile = QLabel()
        column.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.px(24))
        self._head = label(theme, TextStyle.PAGE_TITLE, "pageTitle", title)
        column.addWidget(self._head, 0, Qt.AlignmentFlag.AlignHCenter)
        if text:
            column.addSpacing(theme.px(8))
            column.addLayout(self._paragraph(text))
        column.addSpacing(theme.px(24))
        column.addLayout(self._buttons(first, second))
        if keys:
            column.addSpacing(theme.px(32))
            column.addLayout(self._key_row(keys))
        column.addStretch(1)
        self._paint_tile()
        theme.changed.connect(self._paint_tile)

    def say(self, title: str) -> None:
        """Another title."""
        self._head.setText(title)

    def _paragraph(self, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        paragraph = label(self._theme, TextStyle.BODY, "soft", text)
        paragraph.setWordWrap(True)
        paragraph.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        paragraph.setFixedWidth(self._theme.px(480))
        paragraph.setFixedHeight(paragraph.heightForWidth(self._theme.px(480)))
        row.addWidget(paragraph, 0, Qt.AlignmentFlag.AlignHCenter)
        return row

    def _buttons(self, first: tuple[str, str], second: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        row.addStretch(1)
        main = IconButton(self._theme, first[0], first[1], "primary" if first[0] else "")
        main.clicked.connect(self.first_chosen)
        row.addWidget(main)
        if second:
            other = IconButton(self._theme, "", second)
            other.clicked.connect(self.second_chosen)
            row.addWidget(other)
        row.addStretch(1)
        return row

    def _key_row(self, keys: Sequence[tuple[str, str]]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(4))
        row.addStretch(1)
        for place, (combination, meaning) in enumerate(keys):
            if place:
                row.addSpacing(self._theme.px(28))
            for key in combination.split("+"):
                row.addWidget(label(self._theme, TextStyle.CAPTION, "keyCap", key))
            row.addWidget(label(self._theme, TextStyle.CAPTION, "muted", meaning))
        row.addStretch(1)
        return row

    def _paint_tile(self) -> None:
        self._tile.setPixmap(empty_tile(self._theme, self._icon, self.devicePixelRatioF()))
