"""One page of the navigation: icon, name, and what there is to say about it."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import set_flag

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class _News:
    """What an item says beside its name: a count, or a dot; ``spoken`` is either in words."""

    count: str = ""
    attention: bool = False
    spoken: str = ""


class NavItem(QPushButton):
    """A page of the navigation, 36 px high; a narrow one is its icon with the count in the corner."""

    def __init__(self, theme: Theme, icon: str, name: str) -> None:
        super().__init__()
        self.setObjectName("navItem")
        self.setCheckable(True)
        self.setFixedHeight(theme.px(36))
        self.setFont(theme.font(TextStyle.CONTROL))
        self._theme = theme
        self._icon = icon
        self._name = name
        self._news = _News()
        self._narrow = False
        self.setAccessibleName(name)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def show_news(self, count: int = 0, *, attention: bool = False, spoken: str = "") -> None:
        """Show ``count`` (none for 0) or a dot; ``spoken`` says it to those who do not see it."""
        self._news = _News(str(count) if count else "", attention, spoken)
        self.setAccessibleName(f"{self._name}, {spoken}" if spoken else self._name)
        self._tell()

    def set_narrow(self, narrow: bool) -> None:
        """Only the icon, with the name as tooltip."""
        self._narrow = narrow
        self._tell()

    def sizeHint(self) -> QSize:
        """As wide as the navigation makes it."""
        return QSize(self._theme.px(36), self._theme.px(36))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style paints the button, we what stands in it."""
        super().paintEvent(event)
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._theme.colour("accTx" if self.isChecked() else "tx2")
        glyph = self._theme.icons.pixmap(self._icon, colour, px(16), self.devicePixelRatioF())
        painter.drawPixmap(px(12), (self.height() - px(16)) // 2, glyph)
        if not self._narrow:
            painter.setPen(self._theme.colour("tx" if self.isChecked() else "tx2"))
            painter.drawText(self.rect().adjusted(px(40), 0, -px(8), 0), int(_LEFT), self._name)
        if self._news.count:
            self._paint_count(painter)
        elif self._news.attention:
            self._paint_dot(painter)

    def _paint_count(self, painter: QPainter) -> None:
        px = self._theme.px
        font = self._theme.font(TextStyle.BADGE)
        width = max(px(18), QFontMetrics(font).horizontalAdvance(self._news.count) + px(12))
        top = 0 if self._narrow else (self.height() - px(18)) // 2
        right = self.width() if self._narrow else self.width() - px(6)
        box = QRect(right - width, top, width, px(18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("track"))
        painter.drawRoundedRect(QRectF(box), box.height() / 2, box.height() / 2)
        painter.setFont(font)
        painter.setPen(self._theme.colour("tx2"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._news.count)

    def _paint_dot(self, painter: QPainter) -> None:
        px = self._theme.px
        top = px(5) if self._narrow else (self.height() - px(8)) // 2
        right = self.width() - px(5 if self._narrow else 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("warn"))
        painter.drawEllipse(QRectF(right - px(8), top, px(8), px(8)))

    def _tell(self) -> None:
        spoken = self._news.spoken
        self.setToolTip(self.accessibleName() if self._narrow else spoken)
        self.update()

    @Slot()
    def _on_theme_changed(self) -> None:
        set_flag(self, "light", "false" if self._theme.dark else "true")
