"""Floats over the product list while products are picked: what can be done with all of them."""

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QMenu, QToolButton, QWidget

from ppm_desktop.gui.delegates.check_box import paint_check
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import GlyphButton, IconButton, label

HEIGHT_PX = 56
ABOVE_PX = 16
SHADOW_PX = 32


class _Check(QWidget):
    """A checked box: what is said beside it is picked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(theme.px(16), theme.px(16))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box."""
        box = QRect(0, 0, self.width(), self.height())
        paint_check(QPainter(self), self._theme, box, Qt.CheckState.Checked, self.devicePixelRatioF())


class SelectionBar(QFrame):
    """Signals say what is to be done with the picked products.

    Signals:
        all_wanted: Pick everything that matches.
        sync_wanted, export_wanted, copy_wanted, edit_wanted: As the buttons say.
        clear_wanted: Pick nothing.
    """

    all_wanted = Signal()
    sync_wanted = Signal()
    export_wanted = Signal()
    copy_wanted = Signal()
    edit_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, theme: Theme, wording: Wording, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selectionBar")
        self.setFixedHeight(theme.px(HEIGHT_PX))
        self._theme = theme
        self._wording = wording
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(12), 0)
        row.setSpacing(px(8))
        row.addWidget(_Check(theme))
        self._text = label(theme, TextStyle.PRIMARY, "strong")
        row.addWidget(self._text)
        row.addSpacing(px(12))
        self.all_button = IconButton(theme, "", "", "quiet")
        row.addWidget(self.all_button)
        row.addSpacing(px(4))
        self._rule = QFrame()
        self._rule.setObjectName("barRule")
        self._rule.setFixedSize(1, px(24))
        row.addWidget(self._rule)
        self.sync_button = IconButton(theme, "refresh-cw", self.tr("Sync…"), "primary")
        self.export_button = IconButton(theme, "upload", self.tr("Export…"))
        self.copy_button = IconButton(theme, "copy", self.tr("Copy SKUs"))
        self.more_button = GlyphButton(theme, "ellipsis", self.tr("More"))
        self.clear_button = GlyphButton(theme, "x", self.tr("Clear selection"))
        for one in (self.sync_button, self.export_button, self.copy_button, self.more_button, self.clear_button):
            row.addWidget(one)
        self._connect()
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)
        self.hide()

    def show_count(self, picked: int, matching: int, *, all_of_them: bool) -> None:
        """How many are picked, and how many could be."""
        text = self.tr("{n} products selected", "", picked).format(n=self._wording.number(picked))
        self._text.setText(text)
        self.setAccessibleName(text)
        self.all_button.setText(self.tr("Select all ({n})").format(n=self._wording.number(matching)))
        self.all_button.setVisible(not all_of_them)
        self._rule.setVisible(not all_of_them)
        self.setVisible(picked > 0)
        self.place()

    @Slot()
    def place(self) -> None:
        """In the middle, above the lower edge; without labels where they do not fit."""
        parent = self.parentWidget()
        if parent is None or self.isHidden():
            return
        texts = {
            self.sync_button: self.tr("Sync…"),
            self.export_button: self.tr("Export…"),
            self.copy_button: self.tr("Copy SKUs"),
        }
        room = parent.width() - 2 * self._theme.px(ABOVE_PX)
        for short in ((), (self.copy_button, self.export_button)):
            for button, text in texts.items():
                button.setText("" if button in short else text)
                button.setToolTip(text if button in short else "")
                button.setAccessibleName(text)
            self.adjustSize()
            if self.width() <= room:
                break
        left = (parent.width() - self.width()) // 2
        self.move(left, parent.height() - self.height() - self._theme.px(ABOVE_PX))
        self.raise_()

    def _connect(self) -> None:
        menu = QMenu(self.more_button)
        menu.addAction(self.tr("Edit…")).triggered.connect(self.edit_wanted)
        self.more_button.setMenu(menu)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_button.setProperty("kind", "boxed")
        for button, signal in (
            (self.all_button, self.all_wanted),
            (self.sync_button, self.sync_wanted),
            (self.export_button, self.export_wanted),
            (self.copy_button, self.copy_wanted),
            (self.clear_button, self.clear_wanted),
        ):
            button.clicked.connect(signal)

    @Slot()
    def _on_theme_changed(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(self._theme.px(SHADOW_PX))
        shadow.setOffset(0, self._theme.px(8))
        shadow.setColor(QColor(0, 0, 0, 115) if self._theme.dark else QColor(17, 24, 39, 41))
        self.setGraphicsEffect(shadow)
