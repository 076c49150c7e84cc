"""Small widgets that several views share: labels in the type scale, buttons with icons, badges, banners."""

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from ppm_desktop.gui.theme import TextStyle, Theme

ICON_PX = 16
ICON_GAP_PX = 4
_ICON_COLOURS = {"primary": "onAcc", "errors": "fFg", "danger": "onErr", "link": "accTx", "quiet": "tx2", "": "tx"}


def label(theme: Theme, style: TextStyle, name: str, text: str = "", *, wrap: bool = False) -> QLabel:
    """A label of the type scale; ``name`` is what the style sheet colours it by."""
    made = QLabel(text)
    made.setObjectName(name)
    made.setFont(theme.font(style))
    made.setTextFormat(Qt.TextFormat.PlainText)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made


def set_flag(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at, and let it look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class ElidedLabel(QLabel):
    """A line that ends in "…" where there is no room; the whole text is its tooltip then."""

    def __init__(self, theme: Theme, style: TextStyle, name: str, text: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFont(theme.font(style))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = text
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show ``text``, as much of it as fits."""
        self._whole = text
        self.setAccessibleName(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text into the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        fitting = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(fitting)
        self.setToolTip(self._whole if fitting != self._whole else "")


class IconButton(QPushButton):
    """A push button with a Lucide icon that follows the theme; ``kind`` is a key of `_ICON_COLOURS`."""

    def __init__(self, theme: Theme, icon: str, text: str, kind: str = "") -> None:
        super().__init__(text)
        self._theme = theme
        self._icon_name = icon
        self._kind = kind
        if kind:
            self.setProperty("kind", kind)
        styles = {"primary": TextStyle.PRIMARY, "link": TextStyle.BADGE}
        self.setFont(theme.font(styles.get(kind, TextStyle.CONTROL)))
        self.setAutoDefault(False)
        self._paint_icon()
        theme.changed.connect(self._paint_icon)

    def set_icon(self, name: str) -> None:
        """Another icon."""
        if name != self._icon_name:
            self._icon_name = name
            self._paint_icon()

    @Slot()
    def _paint_icon(self) -> None:
        if self._icon_name:
            size = self._theme.px(ICON_PX)
            colour = self._theme.colour(_ICON_COLOURS[self._kind])
            gap = self._theme.px(ICON_GAP_PX)
            self.setIconSize(QSize(size + gap, size))
            self.setIcon(self._theme.icons.icon(self._icon_name, colour, size, self._theme.colour("txd"), gap))


class GlyphButton(QToolButton):
    """A 32 px button that is only an icon; its name is spoken and shown as a tooltip."""

    def __init__(self, theme: Theme, icon: str, name: str, size: int = 32) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self.setFixedSize(theme.px(size), theme.px(size))
        self.setToolTip(name)
        self.setAccessibleName(name)
        self._paint_icon()
        theme.changed.connect(self._paint_icon)

    @Slot()
    def _paint_icon(self) -> None:
        size = self._theme.px(ICON_PX)
        self.setIconSize(QSize(size, size))
        self.setIcon(self._theme.icons.icon(self._icon_name, self._theme.colour("tx2"), size))


class Glyph(QLabel):
    """A single icon in a colour of the theme."""

    def __init__(self, theme: Theme, icon: str, token: str, size: int = ICON_PX) -> None:
        super().__init__()
        self._theme = theme
        self._look = icon, token, size
        self._paint_icon()
        theme.changed.connect(self._paint_icon)

    @Slot()
    def _paint_icon(self) -> None:
        icon, token, size = self._look
        ratio = self.devicePixelRatioF()
        self.setPixmap(self._theme.icons.pixmap(icon, self._theme.colour(token), self._theme.px(size), ratio))


class StateGlyph(QLabel):
    """An icon that changes with what it stands for; empty while there is nothing to say."""

    def __init__(self, theme: Theme, size: int = ICON_PX) -> None:
        super().__init__()
        self._theme = theme
        self._size = size
        self._state = ("", "")
        self.setFixedSize(theme.px(size), theme.px(size))
        theme.changed.connect(self._paint_icon)

    def show_state(self, icon: str, token: str) -> None:
        """Show ``icon`` in the colour ``token``; without one nothing."""
        self._state = icon, token
        self._paint_icon()

    @Slot()
    def _paint_icon(self) -> None:
        icon, token = self._state
        if not token:
            self.clear()
            return
        size, ratio = self._theme.px(self._size), self.devicePixelRatioF()
        self.setPixmap(self._theme.icons.pixmap(icon, self._theme.colour(token), size, ratio))


class Dot(QWidget):
    """A coloured dot; the words beside it say the same."""

    def __init__(self, theme: Theme, token: str, size: int = 8) -> None:
        super().__init__()
        self._theme = theme
        self._token = token
        self.setFixedSize(theme.px(size), theme.px(size))
        theme.changed.connect(self.update)

    def set_token(self, token: str) -> None:
        """Another colour."""
        if token != self._token:
            self._token = token
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A filled circle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._token))
        painter.drawEllipse(QRectF(self.rect()))


class Banner(QFrame):
    """A band above the list that says what is wrong and offers an action, and perhaps a quiet second one.

    Signals:
        acted: The action was clicked.
        more_wanted: The quiet one was clicked.
    """

    acted = Signal()
    more_wanted = Signal()

    def __init__(self, theme: Theme, icon: str, tone: str, action: str, action_icon: str = "", more: str = "") -> None:
        """``tone`` is "wait" (yellow) or "stop" (red); ``more`` is the text of the quiet action."""
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", tone)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        row.setSpacing(theme.px(12))
        row.addWidget(Glyph(theme, icon, "fFg" if tone == "stop" else "pFg", 20))
        self._text = label(theme, TextStyle.BODY, "bannerText", wrap=True)
        row.addWidget(self._text, 1)
        self.button = IconButton(theme, action_icon or ("x" if tone == "stop" else "rotate-cw"), action)
        self.button.clicked.connect(self.acted)
        row.addWidget(self.button)
        self.more_button = IconButton(theme, "", more, "quiet")
        self.more_button.clicked.connect(self.more_wanted)
        row.addWidget(self.more_button)  # first: shown without a parent it would be a window of its own
        self.more_button.setVisible(bool(more))
        self.hide()

    def tell(self, text: str, lead: str = "") -> None:
        """Show ``text``; empty hides the banner. ``lead`` is its beginning that stands out."""
        self._text.setTextFormat(Qt.TextFormat.RichText if lead else Qt.TextFormat.PlainText)
        shown = f'<span style="font-weight:600">{escape(lead)}</span>{escape(text.removeprefix(lead))}'
        self._text.setText(shown if lead else text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))


def placeholder_palette(widget: QWidget, theme: Theme) -> None:
    """Style sheets make placeholders half transparent; give them the theme's own colour back."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.PlaceholderText, theme.colour("tx3"))
    widget.setPalette(palette)
