"""Floats over the product list while products are picked: what can be done with all of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QWidget

from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.floating_bar import FloatingBar
from ppm_desktop.gui.views.widgets import GlyphButton, IconButton


class SelectionBar(FloatingBar):
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
        super().__init__(theme, parent)
        self._wording = wording
        px, row = theme.px, self.row
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

    def show_count(self, picked: int, matching: int, *, all_of_them: bool) -> None:
        """How many are picked, and how many could be."""
        text = self.tr("{n} products selected", "", picked).format(n=self._wording.number(picked))
        self._say(text)
        self.all_button.setText(self.tr("Select all ({n})").format(n=self._wording.number(matching)))
        self.all_button.setVisible(not all_of_them)
        self._rule.setVisible(not all_of_them)
        self.setVisible(picked > 0)
        self.place()

    def _fit(self, room: int) -> None:
        """Without labels where they do not fit."""
        texts = {
            self.sync_button: self.tr("Sync…"),
            self.export_button: self.tr("Export…"),
            self.copy_button: self.tr("Copy SKUs"),
        }
        for short in ((), (self.copy_button, self.export_button)):
            for button, text in texts.items():
                button.setText("" if button in short else text)
                button.setToolTip(text if button in short else "")
                button.setAccessibleName(text)
            self.adjustSize()
            if self.width() <= room:
                return
        # The whole catalogue can be picked with a key as well: its button gives way before a label is cut.
        self.all_button.hide()
        self._rule.hide()
        self.adjustSize()

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
