"""Fields of the dialogs of a shop: a line with its name above and a hint below, and the line of a key."""

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import label, placeholder_palette

KEY_LENGTH = 32


def named(theme: Theme, name: str, field: QWidget, hint: str = "") -> QVBoxLayout:
    """``field`` with its name above it and, where there is one, a hint below."""
    column = QVBoxLayout()
    column.setSpacing(theme.px(4))
    head = label(theme, TextStyle.BADGE, "soft", name)
    head.setBuddy(field)
    field.setAccessibleName(name)
    column.addWidget(head)
    column.addWidget(field)
    if hint:
        field.setAccessibleDescription(hint)
        column.addWidget(label(theme, TextStyle.CAPTION, "muted", hint, wrap=True))
    return column


def line(theme: Theme, placeholder: str = "") -> QLineEdit:
    """A line to type in."""
    made = QLineEdit()
    made.setPlaceholderText(placeholder)
    placeholder_palette(made, theme)
    return made


class KeyField(QLineEdit):
    """A webservice key: hidden unless the eye is opened."""

    def __init__(self, theme: Theme, placeholder: str = "") -> None:
        super().__init__()
        self.setObjectName("keyField")
        self._theme = theme
        self.setPlaceholderText(placeholder)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._sign = QAction(self)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self.eye = QAction(self.tr("Show the key"), self, checkable=True)
        self.eye.toggled.connect(self._on_eye_toggled)
        self.addAction(self.eye, QLineEdit.ActionPosition.TrailingPosition)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    @property
    def key(self) -> str:
        """What is typed, without blanks around it."""
        return self.text().strip()

    @property
    def whole(self) -> bool:
        """Whether it has as many characters as a key."""
        return len(self.key) == KEY_LENGTH

    def showEvent(self, event: QShowEvent) -> None:
        """Have the style sheet's bullet: a line asks for it when its style changes, not when it is new."""
        super().showEvent(event)
        self.changeEvent(QEvent(QEvent.Type.StyleChange))

    @Slot(bool)
    def _on_eye_toggled(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.setText(self.tr("Hide the key") if shown else self.tr("Show the key"))
        self._on_theme_changed()

    @Slot()
    def _on_theme_changed(self) -> None:
        size, colour = self._theme.px(16), self._theme.colour("tx3")
        icons = self._theme.icons
        self._sign.setIcon(icons.icon("key-round", colour, size))
        self.eye.setIcon(icons.icon("eye-off" if self.eye.isChecked() else "eye", colour, size))
        placeholder_palette(self, self._theme)
