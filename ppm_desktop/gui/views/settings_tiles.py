"""A tile that is one of several choices: a dot, an icon, its name and what it means."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import StateGlyph, label

DOT_PX = 16


class _Dot(QWidget):
    """The dot of a radio button; the tile's own state says the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._on = False
        self.setFixedSize(theme.px(DOT_PX), theme.px(DOT_PX))
        theme.changed.connect(self.update)

    def show_on(self, on: bool) -> None:
        """Filled, or a ring."""
        self._on = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring, or a disc with a hole."""
        colour = self._theme.colour
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self._theme.px(5) if self._on else 1
        painter.setPen(QPen(colour("acc2" if self._on else "ctl"), wide))
        inset = wide / 2
        painter.drawEllipse(self.rect().toRectF().adjusted(inset, inset, -inset, -inset))


class KindTile(QPushButton):
    """Checkable; belongs into an exclusive group."""

    def __init__(self, theme: Theme, icon: str, name: str, note: str) -> None:
        super().__init__()
        self.setObjectName("kindTile")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setAccessibleDescription(note)
        self._name = name
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(12), px(12), px(12))
        row.setSpacing(px(12))
        top = Qt.AlignmentFlag.AlignTop
        self._dot = _Dot(theme)
        self._sign = StateGlyph(theme, 16)
        self._icon = icon
        row.addWidget(self._dot, 0, top)
        row.addWidget(self._sign, 0, top)
        lines = QVBoxLayout()
        lines.setSpacing(px(4))
        lines.addWidget(label(theme, TextStyle.PRIMARY, "strong", name))
        lines.addWidget(label(theme, TextStyle.CAPTION, "soft", note, wrap=True))
        lines.addStretch(1)
        row.addLayout(lines, 1)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self._on_toggled)
        self._on_toggled(False)

    def text(self) -> str:
        """Its name; the style does not paint it."""
        return self._name

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        self._dot.show_on(on)
        self._sign.show_state(self._icon, "accTx" if on else "tx2")
