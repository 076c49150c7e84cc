"""Navigation at the left edge: the program's name, its pages, the person at the computer, help."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout

from ppm_desktop.domain.job import Computer
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.tiles import brand_tile
from ppm_desktop.gui.views.widgets import Glyph, GlyphButton, label, set_flag

WIDE_PX = 240
NARROW_PX = 56


class Sidebar(QFrame):
    """240 px wide, or 56 px with icons only (`set_narrow`)."""

    def __init__(self, theme: Theme, computer: Computer, help_menu: QMenu) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_brand())
        column.addWidget(self._make_navigation())
        column.addStretch(1)
        column.addWidget(self._make_foot(computer, help_menu))
        self.set_narrow(False)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, with names as tooltips."""
        px = self._theme.px
        self.setFixedWidth(px(NARROW_PX if narrow else WIDE_PX))
        for part in (self._brand_text, self._nav_text, self._person_text):
            part.setVisible(not narrow)
        self._count.setVisible(not narrow and self._count.text() != "")
        inset = px(12 if narrow else 16)
        self._brand_row.setContentsMargins(inset, px(16), inset, px(8))
        self._nav_row.setContentsMargins(px(11), 0, px(5), 0)
        self._nav_frame.setToolTip(self._nav_text.text() if narrow else "")
        self._avatar.setVisible(not narrow)

    def show_active(self, count: int) -> None:
        """How many operations are active, beside the page that shows them."""
        self._count.setText(str(count) if count else "")
        self._count.setVisible(bool(count) and not self._nav_text.isHidden())

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

    def _make_navigation(self) -> QFrame:
        px = self._theme.px
        holder = QFrame()
        around = QVBoxLayout(holder)
        around.setContentsMargins(px(8), px(12), px(8), 0)
        self._nav_frame = QFrame()
        self._nav_frame.setObjectName("navItem")
        self._nav_frame.setFixedHeight(px(36))
        self._nav_row = QHBoxLayout(self._nav_frame)
        self._nav_row.setSpacing(px(2))
        self._nav_row.addWidget(Glyph(self._theme, "list-checks", "accTx"))
        self._nav_row.addSpacing(px(10))
        self._nav_text = label(self._theme, TextStyle.CONTROL, "navText", self.tr("Sync Center"))
        self._nav_row.addWidget(self._nav_text, 1)
        self._count = label(self._theme, TextStyle.BADGE, "navCount")
        self._count.setFixedHeight(px(18))
        self._nav_row.addWidget(self._count)
        around.addWidget(self._nav_frame)
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

    @Slot()
    def _on_theme_changed(self) -> None:
        self._brand.setPixmap(brand_tile(self._theme, self.devicePixelRatioF()))
        set_flag(self._nav_frame, "light", "false" if self._theme.dark else "true")


def _initials(person: str) -> str:
    words = person.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
