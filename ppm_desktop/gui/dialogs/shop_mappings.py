"""What a shop's categories and groups of customers are in PPM; every choice is kept at once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.shop_mapping import CategoryMapping, CategoryMappings, PriceMapping, PriceMappings
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.ports import Pool, ShopMappings
from ppm_desktop.gui.shop_refusals import shop_problem
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.segments import SegmentBar
from ppm_desktop.gui.views.shops_categories import CategoryMapper
from ppm_desktop.gui.views.shops_prices import PriceMapper
from ppm_desktop.gui.views.widgets import ElidedLabel, IconButton, label

SIZE_PX = (1040, 696)


@dataclass(frozen=True, slots=True)
class _Ask:
    """Key of a question; ``kept`` is what is to be kept, None for reading the tab ``place``."""

    dialog: int
    place: int
    kept: CategoryMapping | PriceMapping | None = None


class ShopMappingsDialog(FramedDialog):
    """Two tabs; each is read from the shop when it is first opened."""

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        language: Language,
        shop: ShopSummary,
        mappings: ShopMappings,
        pool: Pool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", SIZE_PX[0], parent)
        self.setWindowTitle(self.tr("Categories and price groups"))
        self._language = language
        self._shop = shop
        self._mappings = mappings
        self._pool = pool
        self._asked: set[int] = set()
        self.categories = CategoryMapper(theme, wording)
        self.prices = PriceMapper(theme)
        self._arrange()
        self._make_foot()
        self._connect()
        self.resize(*(theme.px(side) for side in SIZE_PX))
        self._open(0)

    @property
    def problem(self) -> str:
        """Why something could not be read or kept."""
        return self._problem.accessibleName()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        titles = QVBoxLayout()
        titles.setSpacing(0)
        title = self.tr("Categories and price groups")
        titles.addWidget(label(self.theme, TextStyle.DIALOG_TITLE, "paneTitle", title))
        titles.addWidget(label(self.theme, TextStyle.BODY, "muted", self._shop.name))
        head.addLayout(titles, 1)
        self.tabs = SegmentBar(self.theme, (self.tr("Categories"), self.tr("Price groups")))
        head.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self._stack = QStackedWidget()
        self._waiting = label(self.theme, TextStyle.BODY, "muted")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (self.categories, self.prices, self._waiting):
            self._stack.addWidget(page)
        self.body.addWidget(self._stack, 1)

    def _make_foot(self) -> None:
        self._problem = ElidedLabel(self.theme, TextStyle.BODY, "problem")
        self.foot.insertWidget(0, self._problem, 1)
        self.again_button = IconButton(self.theme, "rotate-cw", self.tr("Try again"))
        self.again_button.clicked.connect(self._on_again)
        self.again_button.hide()
        close = IconButton(self.theme, "", self.tr("Close"))
        close.clicked.connect(self.accept)
        self.add_button(self.again_button)
        self.add_button(close)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._open)
        self.categories.mapping_wanted.connect(self._on_category)
        self.prices.mapping_wanted.connect(self._on_price)
        self._pool.finished.connect(self._on_outcome)

    @Slot(int)
    def _open(self, place: int) -> None:
        self._tell("")
        self.again_button.hide()
        if place in self._asked:
            self._stack.setCurrentIndex(place)
            return
        self._waiting.setText(self.tr("Reading from the shop…"))
        self._stack.setCurrentWidget(self._waiting)
        read: Callable[[int], object] = self._mappings.prices if place else self._mappings.categories
        self._pool.submit(_Ask(id(self), place), partial(read, self._shop.id))

    @Slot()
    def _on_again(self) -> None:
        self._open(self.tabs.place)

    @Slot(object)
    def _on_category(self, mapping: CategoryMapping) -> None:
        self._tell("")
        keep = partial(self._mappings.map_category, self._shop.id, mapping)
        self._pool.submit(_Ask(id(self), 0, mapping), keep)

    @Slot(object)
    def _on_price(self, mapping: PriceMapping) -> None:
        self._tell("")
        keep = partial(self._mappings.map_price_group, self._shop.id, mapping)
        self._pool.submit(_Ask(id(self), 1, mapping), keep)

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _Ask) or key.dialog != id(self):
            return
        if isinstance(outcome, Exception):
            self._on_failed(key, outcome if isinstance(outcome, PpmError) else PpmError(str(outcome)))
        elif isinstance(key.kept, CategoryMapping):
            self.categories.take(key.kept)
        elif isinstance(key.kept, PriceMapping):
            self.prices.take(key.kept)
        else:
            self._on_read(key.place, outcome)

    def _on_read(self, place: int, outcome: object) -> None:
        self._asked.add(place)
        if isinstance(outcome, CategoryMappings):
            self.categories.show_mappings(outcome)
            self.categories.tree.setFocus()
        elif isinstance(outcome, PriceMappings):
            self.prices.show_mappings(outcome)
        if self.tabs.place == place:
            self._stack.setCurrentIndex(place)

    def _on_failed(self, key: _Ask, error: PpmError) -> None:
        self._tell(shop_problem(error, self._language))
        if isinstance(key.kept, PriceMapping):
            self.prices.put_back(key.kept)
        elif key.kept is None:
            self._waiting.setText(self.tr("The shop does not answer as it should."))
            self.again_button.show()

    def _tell(self, problem: str) -> None:
        self._problem.set_text(problem)
