"""The details pane of a shop: what is wrong, figures, permissions, settings, and what can be done."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from ppm_desktop.gui.formatting import NBSP, NO_VALUE
from ppm_desktop.gui.models.shop_row import ShopColumn, ShopRow
from ppm_desktop.gui.shop_story import ShopStory, ShopWarning
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.detail_parts import Figure, Figures, Section, clear, pair_line
from ppm_desktop.gui.views.pill import Pill
from ppm_desktop.gui.views.shops_matrix import PermissionTable
from ppm_desktop.gui.views.shops_menu import ShopMenu, ShopWish
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, GlyphButton, IconButton, label, set_flag


class WarningBand(QFrame):
    """What is wrong with a shop, yellow; red when nothing works."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("warning")
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.px(side) for side in (12, 10, 12, 10)))
        row.setSpacing(theme.px(8))
        self._signs = Glyph(theme, "triangle-alert", "pFg"), Glyph(theme, "triangle-alert", "fFg")
        for sign in self._signs:
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        self._text = label(theme, TextStyle.BODY, "warningText", wrap=True)
        row.addWidget(self._text, 1)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def tell(self, warning: ShopWarning | None) -> None:
        """Say it; None hides the band."""
        self.setVisible(warning is not None)
        text, stops = ("", False) if warning is None else (warning.text, warning.stops)
        self._text.setText(text)
        self.setAccessibleName(text)
        for widget in (self, self._text):
            set_flag(widget, "tone", "stop" if stops else "wait")
        for sign, red in zip(self._signs, (False, True), strict=True):
            sign.setVisible(red is stops)


class ShopDetailView(QFrame):
    """Shows one `ShopRow`.

    Signals:
        wanted: `ShopWish` and the shop's number.
    """

    wanted = Signal(object, int)

    def __init__(self, theme: Theme, story: ShopStory) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._theme = theme
        self._story = story
        self._row: ShopRow | None = None
        self._pairs: list[tuple[str, str]] = []
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._make_nothing())
        self._stack.addWidget(self._make_scroll())

    @property
    def shop_id(self) -> int | None:
        """The shop that is shown."""
        return None if self._row is None else self._row.id

    def show_nothing(self) -> None:
        """No shop is chosen."""
        self._row = None
        self._stack.setCurrentIndex(0)

    def show_row(self, row: ShopRow, warning: ShopWarning | None, *, checking: bool) -> None:
        """Show ``row``, with what is wrong; ``checking`` while it is tested."""
        self._row = row
        self._tile.setText(row.initials)
        self._title.set_text(row.name)
        self._host.set_text(row.host)
        self._pill.tell(row.state, *row.pill)
        self.warning.tell(warning)
        self.help_button.setVisible(warning is not None)
        self.check_button.setVisible(row.profile.summary.active)
        self.check_button.setEnabled(not checking)
        self.new_button.setVisible(row.profile.summary.active)
        self._show_figures(row)
        matrix = row.profile.matrix
        self._permissions.set_note(self._story.checked(row.profile))
        self._permissions.setVisible(matrix is not None)
        if matrix is not None:
            self._table.show_matrix(matrix)
        self._show_settings(row)
        self._stack.setCurrentIndex(1)

    def make_menu(self) -> ShopMenu | None:
        """The menu of the shop that is shown."""
        if self._row is None:
            return None
        menu = ShopMenu(self._theme, self._row.profile.summary, self)
        menu.wanted.connect(self.wanted)
        return menu

    def _make_nothing(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        text = label(self._theme, TextStyle.BODY, "muted", self.tr("Choose a shop to see its connection."))
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setWordWrap(True)
        column.addWidget(text)
        return holder

    def _make_scroll(self) -> QScrollArea:
        body = QWidget()
        body.setObjectName("paneBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        figures = Section(self._theme)
        self._figures = Figures(self._theme)
        figures.body.addWidget(self._figures)
        self._permissions = Section(self._theme, self.tr("API key permissions"))
        self._table = PermissionTable(self._theme)
        self._permissions.body.addWidget(self._table)
        self._settings = Section(self._theme, self.tr("Shop settings"))
        for section in (self._make_head(), self._make_state(), figures, self._permissions, self._settings):
            column.addWidget(section)
        column.addWidget(self._make_actions())
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        return scroll

    def _make_head(self) -> QFrame:
        px = self._theme.px
        head = QFrame()
        head.setObjectName("section")
        head.setFixedHeight(px(64))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(16), 0, px(16), 0)
        row.setSpacing(px(12))
        self._tile = label(self._theme, TextStyle.SECTION, "shopTile")
        self._tile.setFixedSize(px(40), px(40))
        self._tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self._tile)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        self._title = ElidedLabel(self._theme, TextStyle.PANE_TITLE, "paneTitle")
        self._host = ElidedLabel(self._theme, TextStyle.CAPTION, "muted")
        lines.addWidget(self._title)
        lines.addWidget(self._host)
        lines.addStretch(1)
        row.addLayout(lines, 1)
        self._pill = Pill(self._theme)
        row.addWidget(self._pill)
        return head

    def _make_state(self) -> Section:
        section = Section(self._theme)
        self.warning = WarningBand(self._theme)
        section.body.setSpacing(self._theme.px(12))
        section.body.addWidget(self.warning)
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        self.check_button = self._button(row, "plug", self.tr("Check again"), ShopWish.CHECK)
        self.help_button = self._button(row, "info", self.tr("How to do it?"), ShopWish.HELP, "quiet")
        row.addStretch(1)
        section.body.addLayout(row)
        return section

    def _make_actions(self) -> QWidget:
        px = self._theme.px
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(px(16), px(12), px(16), px(12))
        row.setSpacing(px(8))
        self.edit_button = self._button(row, "pencil", self.tr("Edit…"), ShopWish.EDIT)
        self.new_button = self._button(row, "plus", self.tr("New operation"), ShopWish.NEW_OPERATION)
        self.more_button = GlyphButton(self._theme, "ellipsis", self.tr("More"))
        self.more_button.setProperty("kind", "boxed")
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)
        self.more_button.clicked.connect(self._on_more)
        row.addWidget(self.more_button)
        row.addStretch(1)
        return holder

    def _button(self, row: QHBoxLayout, icon: str, text: str, wish: ShopWish, kind: str = "") -> IconButton:
        button = IconButton(self._theme, icon, text, kind)
        button.clicked.connect(partial(self._want, wish))
        row.addWidget(button)
        return button

    def _show_figures(self, row: ShopRow) -> None:
        answer = row.profile.answer_ms
        self._figures.show_figures(
            (
                Figure(NO_VALUE if answer is None else f"{answer}{NBSP}ms", self.tr("response")),
                Figure(row.texts[ShopColumn.VERSION], "PrestaShop"),
                Figure(row.texts[ShopColumn.PRODUCTS], self.tr("products")),
            )
        )

    def _show_settings(self, row: ShopRow) -> None:
        pairs = self._story.settings(row.profile)
        if pairs != self._pairs:
            self._pairs = pairs
            clear(self._settings.body)
            for name, value in pairs:
                self._settings.body.addWidget(pair_line(self._theme, name, value))

    def _want(self, wish: ShopWish) -> None:
        if self._row is not None:
            self.wanted.emit(wish, self._row.id)

    @Slot()
    def _on_more(self) -> None:
        menu = self.make_menu()
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))
