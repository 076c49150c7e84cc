"""The Settings page: its head, the sections at the left, and their cards in one or two columns."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.filter_bar import SearchField
from ppm_desktop.gui.views.nav_item import NavItem
from ppm_desktop.gui.views.settings_parts import SettingsCard
from ppm_desktop.gui.views.widgets import Banner, ElidedLabel, label, placeholder_palette

SECTIONS_PX = 200
COLUMNS_PX = (508, 420)
TWO_COLUMNS_FROM_PX = 1000
SEARCH_PX = 240


class Section(StrEnum):
    """In the order of the list at the left."""

    DATABASE = "database"
    APPEARANCE = "appearance"
    REFRESHING = "refreshing"
    OPERATIONS = "operations"
    RETENTION = "retention"
    NOTIFICATIONS = "notifications"


_ICONS = {
    Section.DATABASE: "database",
    Section.APPEARANCE: "palette",
    Section.REFRESHING: "timer",
    Section.OPERATIONS: "layers",
    Section.RETENTION: "hard-drive",
    Section.NOTIFICATIONS: "bell",
}


class _Body(QWidget):
    """As high as its wrapped texts need at its width: the area around it asks for less, and would squeeze them."""

    def event(self, event: QEvent) -> bool:
        """Once its layout is done with a change, and not before: parts of it keep what they reckoned until then."""
        done = super().event(event)
        layout = self.layout()
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and layout is not None:
            self.setMinimumHeight(max(0, layout.totalHeightForWidth(self.width())))
        return done


class SettingsView(QWidget):
    """Arranges the cards.

    Signals:
        shown: The page has come into view.
    """

    shown = Signal()

    def __init__(
        self, theme: Theme, cards: Mapping[Section, Sequence[SettingsCard]], right: Sequence[SettingsCard]
    ) -> None:
        """``cards`` from the top; those of ``right`` stand in the second column where there is room for one."""
        super().__init__()
        self.setObjectName("page")
        self._theme = theme
        self._cards = cards
        self._right = tuple(right)
        self._two_columns: bool | None = None
        self.items: dict[Section, NavItem] = {}
        self.trouble = Banner(theme, "octagon-x", "stop", self.tr("Close"))
        self.trouble.acted.connect(self.trouble.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_header())
        column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._make_sections())
        row.addWidget(self._make_area(), 1)
        column.addLayout(row, 1)
        self._arrange(two=True)

    def show_page(self) -> None:
        """It has come into view."""
        self.shown.emit()

    def regions(self) -> tuple[QWidget, ...]:
        """Where F6 stops."""
        checked = next((item for item in self.items.values() if item.isChecked()), self.items[Section.DATABASE])
        return self.search, checked

    def open_section(self, section: Section) -> None:
        """Bring the first card of ``section`` to the top."""
        self.items[section].setChecked(True)
        place = self._cards[section][0].mapTo(self._holder, self._cards[section][0].rect().topLeft()).y()
        self._area.verticalScrollBar().setValue(max(0, place - self._theme.px(16)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where there is no room for two."""
        super().resizeEvent(event)
        self._arrange(two=self.width() >= self._theme.px(TWO_COLUMNS_FROM_PX))

    def _make_header(self) -> QFrame:
        theme, px = self._theme, self._theme.px
        header = QFrame()
        header.setObjectName("header")
        header.setFixedHeight(px(64))
        row = QHBoxLayout(header)
        row.setContentsMargins(px(20), 0, px(16), 0)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addStretch(1)
        titles.addWidget(label(theme, TextStyle.PAGE_TITLE, "pageTitle", self.tr("Settings")))
        note = self.tr("Changes are saved at once. The database connection needs confirming.")
        titles.addWidget(ElidedLabel(theme, TextStyle.BODY, "subtitle", note))
        titles.addStretch(1)
        row.addLayout(titles, 1)
        self.search = SearchField()
        self.search.setPlaceholderText(self.tr("Search settings"))
        self.search.setAccessibleName(self.tr("Search settings"))
        self.search.setFixedWidth(px(SEARCH_PX))
        self._sign = QAction(self)
        self.search.addAction(self._sign, SearchField.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._on_searched)
        row.addWidget(self.search)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)
        return header

    def _make_sections(self) -> QFrame:
        px = self._theme.px
        names = {
            Section.DATABASE: self.tr("Database"),
            Section.APPEARANCE: self.tr("Appearance and language"),
            Section.REFRESHING: self.tr("Refreshing"),
            Section.OPERATIONS: self.tr("Operations"),
            Section.RETENTION: self.tr("Retention"),
            Section.NOTIFICATIONS: self.tr("Notifications"),
        }
        frame = QFrame()
        frame.setObjectName("settingsSections")
        metrics = QFontMetrics(self._theme.font(TextStyle.CONTROL))
        widest = max(map(metrics.horizontalAdvance, names.values()))
        frame.setFixedWidth(max(px(SECTIONS_PX), widest + px(72)))
        column = QVBoxLayout(frame)
        column.setContentsMargins(px(8), px(16), px(8), px(16))
        column.setSpacing(px(4))
        group = QButtonGroup(self)
        for section in Section:
            item = self.items[section] = NavItem(self._theme, _ICONS[section], names[section])
            item.clicked.connect(lambda _=False, wanted=section: self.open_section(wanted))
            group.addButton(item)
            column.addWidget(item)
        self.items[Section.DATABASE].setChecked(True)
        column.addStretch(1)
        return frame

    def _make_area(self) -> QScrollArea:
        px = self._theme.px
        self._holder = _Body()
        self._holder.setObjectName("settingsBody")
        row = self._row = QHBoxLayout(self._holder)
        row.setContentsMargins(px(24), px(16), px(24), px(24))
        row.setSpacing(px(24))
        self._columns = (QVBoxLayout(), QVBoxLayout())
        for place, column in enumerate(self._columns):
            column.setSpacing(px(24))
            column.addStretch(1)
            row.addLayout(column, COLUMNS_PX[place])
        self._nothing = label(self._theme, TextStyle.BODY, "muted", self.tr("No setting matches."))
        self._columns[0].insertWidget(0, self._nothing)
        self._nothing.hide()
        self._area = QScrollArea()
        self._area.setObjectName("settingsArea")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._holder)
        return self._area

    def _arrange(self, *, two: bool) -> None:
        if two is self._two_columns:
            return
        self._two_columns = two
        left, right = self._columns
        for cards in self._cards.values():
            for card in cards:
                # Not takeAt: an item that outlives it here keeps the widget from telling its new one of changes.
                for column in self._columns:
                    column.removeWidget(card)
                column = right if two and card in self._right else left
                column.insertWidget(column.count() - 1, card)
        self._row.setStretch(1, COLUMNS_PX[1] if two else 0)
        self._row.setSpacing(self._theme.px(24) if two else 0)

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        found = [card.search(text) for cards in self._cards.values() for card in cards]
        self._nothing.setVisible(not any(found))

    @Slot()
    def _on_theme_changed(self) -> None:
        self._sign.setIcon(self._theme.icons.icon("search", self._theme.colour("tx3"), self._theme.px(16)))
        placeholder_palette(self.search, self._theme)
