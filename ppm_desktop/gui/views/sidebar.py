"""Navigation at the left edge: the program's name, its pages, the person at the computer, help."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout

from ppm_desktop.domain.job import Computer
from ppm_desktop.gui.pages import Page
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.nav_item import NavItem
from ppm_desktop.gui.views.tiles import brand_tile
from ppm_desktop.gui.views.widgets import GlyphButton, label

WIDE_PX = 240
NARROW_PX = 56
_ICONS = {
    Page.SYNC_CENTER: "list-checks",
    Page.PRODUCTS: "package",
    Page.SHOPS: "store",
    Page.SETTINGS: "settings",
}
_AT_THE_FOOT = frozenset({Page.SETTINGS})


class Sidebar(QFrame):
    """240 px wide, or 56 px with icons only (`set_narrow`).

    Signals:
        page_wanted: `Page` that was chosen.
        notifications_wanted: The notification centre shall open, or close.
    """

    page_wanted = Signal(object)
    notifications_wanted = Signal()

    def __init__(self, theme: Theme, computer: Computer, help_menu: QMenu, pages: Iterable[Page]) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self._theme = theme
        self.items: dict[Page, NavItem] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_brand())
        column.addWidget(self._make_navigation(pages))
        column.addStretch(1)
        column.addWidget(self._low)
        column.addWidget(self._make_foot(computer, help_menu))
        self.set_narrow(False)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, with names as tooltips."""
        px = self._theme.px
        self.setFixedWidth(px(NARROW_PX if narrow else WIDE_PX))
        for part in (self._brand_text, self._person_text, self._avatar):
            part.setVisible(not narrow)
        for item in (*self.items.values(), self.notifications):
            item.set_narrow(narrow)
        inset = px(12 if narrow else 16)
        self._brand_row.setContentsMargins(inset, px(16), inset, px(8))

    def show_page(self, page: Page) -> None:
        """Mark ``page`` as the one in view."""
        self.items[page].setChecked(True)

    def show_active(self, count: int) -> None:
        """How many operations are active, beside the page that shows them."""
        spoken = self.tr("{n} active operations", "", count).format(n=count) if count else ""
        self.items[Page.SYNC_CENTER].show_news(count, spoken=spoken)

    def show_attention(self, shops: int) -> None:
        """How many shops need attention: a dot beside their page."""
        if Page.SHOPS in self.items:
            spoken = self.tr("{n} shops need attention", "", shops).format(n=shops) if shops else ""
            self.items[Page.SHOPS].show_news(attention=shops > 0, spoken=spoken)

    def show_unread(self, count: int) -> None:
        """How many notifications were not read."""
        spoken = self.tr("{n} unread", "notifications", count).format(n=count) if count else ""
        self.notifications.show_news(count, spoken=spoken)

    def _make_brand(self) -> QFrame:
        px = self._theme.px
        frame = QFrame()
        self._brand_row = QHBoxLayout(frame)
        self._brand_row.setSpacing(px(12))
        self._brand = QLabel()
        self._brand.setFixedSize(px(32), px(32))
        self._brand_row.addWidget(self._brand)
        self._brand_text = QFrame()
        lines = QVBoxLayout(self._brand_text)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(label(self._theme, TextStyle.PRIMARY, "brandName", "PPM Desktop"))
        lines.addWidget(label(self._theme, TextStyle.CAPTION, "brandNote", self.tr("PrestaShop operations")))
        self._brand_row.addWidget(self._brand_text, 1)
        return frame

    def _make_navigation(self, pages: Iterable[Page]) -> QFrame:
        px = self._theme.px
        names = {
            Page.SYNC_CENTER: self.tr("Sync Center"),
            Page.PRODUCTS: self.tr("Products"),
            Page.SHOPS: self.tr("Shops"),
            Page.SETTINGS: self.tr("Settings"),
        }
        holder, self._low = QFrame(), QFrame()
        holder.setAccessibleName(self.tr("Pages"))
        around = QVBoxLayout(holder)
        around.setContentsMargins(px(8), px(12), px(8), 0)
        around.setSpacing(px(4))
        below = QVBoxLayout(self._low)
        below.setContentsMargins(px(8), 0, px(8), px(8))
        self._group = QButtonGroup(self)
        for place, page in enumerate(Page):
            if page in pages:
                item = self.items[page] = NavItem(self._theme, _ICONS[page], names[page])
                self._group.addButton(item, place)
                (below if page in _AT_THE_FOOT else around).addWidget(item)
        self._group.idClicked.connect(self._on_item_clicked)
        self.notifications = NavItem(self._theme, "bell", self.tr("Notifications"))
        self.notifications.clicked.connect(self.notifications_wanted)
        around.addWidget(self.notifications)
        return holder

    def _make_foot(self, computer: Computer, help_menu: QMenu) -> QFrame:
        px = self._theme.px
        foot = QFrame()
        foot.setObjectName("sidebarFoot")
        foot.setFixedHeight(px(52))
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(12), 0, px(8), 0)
        row.setSpacing(px(12))
        self._avatar = label(self._theme, TextStyle.BADGE, "avatar", _initials(computer.person))
        self._avatar.setFixedSize(px(28), px(28))
        self._avatar.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self._avatar)
        self._person_text = QFrame()
        lines = QVBoxLayout(self._person_text)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(label(self._theme, TextStyle.CONTROL, "personName", computer.person))
        lines.addWidget(label(self._theme, TextStyle.CAPTION, "personHost", computer.host))
        lines.addStretch(1)
        row.addWidget(self._person_text, 1)
        self.help_button = GlyphButton(self._theme, "ellipsis", self.tr("Help"))
        self.help_button.setMenu(help_menu)
        self.help_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row.addWidget(self.help_button)
        return foot

    @Slot(int)
    def _on_item_clicked(self, place: int) -> None:
        self.page_wanted.emit(list(Page)[place])

    @Slot()
    def _on_theme_changed(self) -> None:
        self._brand.setPixmap(brand_tile(self._theme, self.devicePixelRatioF()))


def _initials(person: str) -> str:
    words = person.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
