"""The head of the Shops page and its filters."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.shop_table import ShopSegment
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.filter_bar import SearchField
from ppm_desktop.gui.views.segments import SegmentBar
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, IconButton, label, placeholder_palette


class ShopsHeader(QFrame):
    """64 px high.

    Signals:
        check_wanted: All shops are to be tested.
        stop_wanted: No shop is to be tested any more.
        add_wanted: A new shop.
    """

    check_wanted = Signal()
    stop_wanted = Signal()
    add_wanted = Signal()

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(theme.px(64))
        self._wording = wording
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), 0, theme.px(16), 0)
        row.setSpacing(theme.px(12))
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addStretch(1)
        titles.addWidget(label(theme, TextStyle.PAGE_TITLE, "pageTitle", self.tr("Shops")))
        self.subtitle = ElidedLabel(theme, TextStyle.BODY, "subtitle")
        titles.addWidget(self.subtitle)
        titles.addStretch(1)
        row.addLayout(titles, 1)
        self.check_button = IconButton(theme, "plug", self.tr("Check all"))
        self.check_button.clicked.connect(self.check_wanted)
        self.stop_button = IconButton(theme, "x", self.tr("Stop checking"))
        self.stop_button.clicked.connect(self.stop_wanted)
        self.stop_button.hide()
        self.add_button = IconButton(theme, "plus", self.tr("Add shop"), "primary")
        self.add_button.clicked.connect(self.add_wanted)
        for button in (self.check_button, self.stop_button, self.add_button):
            row.addWidget(button)

    def show_counts(self, shops: int, attention: int, checking: int) -> None:
        """How many shops there are, and how many of them need a person or are being tested."""
        counted = self.tr("{n} shops", "", shops).format(n=self._wording.number(shops))
        if checking:
            state = self.tr("checking {n}").format(n=self._wording.number(checking))
        elif attention:
            state = self.tr("{n} need attention", "", attention).format(n=self._wording.number(attention))
        else:
            state = ""
        self.subtitle.set_text(", ".join(part for part in (counted, state) if part))
        self.check_button.setVisible(not checking)
        self.check_button.setEnabled(shops > 0)
        self.stop_button.setVisible(checking > 0)


class ShopFilters(QFrame):
    """48 px high.

    Signals:
        changed: Another segment or another search, see `segment` and `search`.
    """

    changed = Signal()

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__()
        self.setObjectName("filters")
        self.setFixedHeight(theme.px(48))
        self._theme = theme
        self._wording = wording
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        names = (self.tr("All", "filter"), self.tr("Connected", "filter"), self.tr("Need attention", "filter"))
        self.segments = SegmentBar(theme, names)
        self.segments.chosen.connect(self.changed)
        row.addWidget(self.segments)
        row.addStretch(1)
        self.search = SearchField()
        self.search.setFixedWidth(theme.px(240))
        self.search.setPlaceholderText(self.tr("Search name or address"))
        self.search.setAccessibleName(self.tr("Search name or address"))
        self.search.setTextMargins(theme.px(23), 0, 0, 0)
        self.search.textChanged.connect(self.changed)
        glass = Glyph(theme, "search", "tx3")
        glass.setParent(self.search)
        glass.move(theme.px(11), theme.px(8))
        row.addWidget(self.search)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def segment(self) -> ShopSegment:
        """The segment that is chosen."""
        return list(ShopSegment)[self.segments.place]

    def clear(self) -> None:
        """Show all shops."""
        self.search.clear()
        self.segments.choose(0)

    def show_counts(self, counts: tuple[int, ...]) -> None:
        """How many shops each segment holds."""
        self.segments.show_counts([self._wording.number(count) for count in counts])

    def _on_theme_changed(self) -> None:
        placeholder_palette(self.search, self._theme)
