"""Starts a new import: which shops, which products, and what to do where both sides have changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.request import ConflictPolicy, JobMode, JobRequest
from ppm_desktop.gui.delegates.job_row import type_tile
from ppm_desktop.gui.dialogs.categories import CategoryChoice, category_choices
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.ports import Pool, Shops
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import Dot, IconButton, label, placeholder_palette

WIDTH_PX = 560


@dataclass(frozen=True, slots=True)
class _CategoriesOf:
    """Key of the question for one shop's categories, asked by one dialog."""

    dialog: int
    shop_id: int


class NewJobDialog(FramedDialog):
    """One operation for each of the shops chosen.

    Signals:
        chosen: `JobRequest` and the numbers of the shops.
        shop_wanted: Another shop is to be added.
    """

    chosen = Signal(object, object)
    shop_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        language: Language,
        shops: Sequence[ShopSummary],
        service: Shops,
        pool: Pool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", WIDTH_PX, parent)
        self.setWindowTitle(self.tr("New operation"))
        self._wording = wording
        self._language = language
        self._service = service
        self._pool = pool
        self._categories: dict[int, list[CategoryChoice]] = {}
        self._boxes: dict[int, QCheckBox] = {}
        self._make_type()
        self._make_shops(shops)
        self._make_scope()
        self._make_policy()
        self._problem = label(theme, TextStyle.BODY, "problem", wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.body.addStretch(1)
        self._make_foot()
        pool.finished.connect(self._on_outcome)
        if len(shops) == 1:
            self._boxes[shops[0].id].setChecked(True)
        self._on_choice_changed()

    def choose_shop(self, shop_id: int) -> None:
        """Tick a shop."""
        self._boxes[shop_id].setChecked(True)

    def choose_mode(self, mode: JobMode) -> None:
        """Choose the scope ``mode``."""
        self._modes[mode].setChecked(True)
        self._on_choice_changed()

    @property
    def skus(self) -> QPlainTextEdit:
        """Where SKUs are pasted."""
        return self._skus

    @property
    def problem(self) -> str:
        """What keeps the operation from starting, empty when nothing was wrong."""
        return self._problem.text()

    @Slot()
    def start(self) -> None:
        """Hand on what was chosen, or say what is missing."""
        chosen = self._chosen_shops()
        problem = self._find_problem(chosen)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if problem:
            return
        mode = self._mode()
        category = self._category.currentData() if mode is JobMode.CATEGORY else None
        request = JobRequest(
            type=JobType.IMPORT,
            mode=mode,
            category_id=category if isinstance(category, int) else None,
            include_subcategories=mode is JobMode.CATEGORY and self._subcategories.isChecked(),
            skus=self._pasted() if mode is JobMode.INDIVIDUAL else (),
            policy=list(ConflictPolicy)[max(0, self._policies.checkedId())],
        )
        self.chosen.emit(request, tuple(chosen))
        self.accept()

    def _find_problem(self, chosen: Sequence[int]) -> str:
        if not chosen:
            return self.tr("Choose at least one shop.")
        if self._mode() is JobMode.CATEGORY and not isinstance(self._category.currentData(), int):
            return self.tr("Choose a category.")
        if self._mode() is JobMode.INDIVIDUAL and not self._pasted():
            return self.tr("Paste at least one SKU.")
        return ""

    def _head(self, text: str, note: str = "") -> QLabel:
        row = QHBoxLayout()
        row.setContentsMargins(0, self.theme.px(8), 0, 0)
        row.addWidget(label(self.theme, TextStyle.SECTION, "sectionHead", text), 1)
        right = label(self.theme, TextStyle.CAPTION, "muted", note)
        row.addWidget(right)
        self.body.addLayout(row)
        return right

    def _make_type(self) -> None:
        px = self.theme.px
        self._head(self.tr("Operation type"))
        tile = QFrame()
        tile.setObjectName("choiceTile")
        row = QHBoxLayout(tile)
        row.setContentsMargins(px(12), px(10), px(12), px(10))
        row.setSpacing(px(12))
        icon = QLabel()
        icon.setPixmap(type_tile(self.theme, JobType.IMPORT, self.devicePixelRatioF(), 32, 16))
        row.addWidget(icon)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(label(self.theme, TextStyle.PRIMARY, "strong", self.tr("Import")))
        lines.addWidget(label(self.theme, TextStyle.CAPTION, "muted", self.tr("shop to PPM")))
        row.addLayout(lines, 1)
        self.body.addWidget(tile)

    def _make_shops(self, shops: Sequence[ShopSummary]) -> None:
        px = self.theme.px
        self._chosen_note = self._head(self.tr("Shops"))
        frame = QFrame()
        frame.setObjectName("shopList")
        around = QVBoxLayout(frame)
        around.setContentsMargins(1, 1, 1, 1)
        content = QWidget()
        content.setObjectName("paneBody")
        rows = QVBoxLayout(content)
        rows.setContentsMargins(px(12), px(8), px(12), px(8))
        rows.setSpacing(self.theme.px(8))
        for shop in shops:
            rows.addLayout(self._shop_row(shop))
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(content)
        around.addWidget(scroll)
        frame.setFixedHeight(px(32 * max(1, min(4, len(shops))) + 16))
        self.body.addWidget(frame)
        add = IconButton(self.theme, "", self.tr("Add shop…"), "link")
        add.clicked.connect(self.shop_wanted)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addStretch(1)
        self.body.addLayout(row)

    def _shop_row(self, shop: ShopSummary) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(12))
        box = QCheckBox(shop.name)
        box.toggled.connect(self._on_choice_changed)
        self._boxes[shop.id] = box
        row.addWidget(box, 1)
        note = self._wording.products(shop.linked_products)
        if shop.busy_with is not None:
            note = self.tr("{products} · busy").format(products=note)
            box.setToolTip(
                self.tr("Operation #{n} works on this shop. The new one waits for it.").format(n=shop.busy_with)
            )
        row.addWidget(label(self.theme, TextStyle.CAPTION, "muted", note))
        row.addWidget(Dot(self.theme, "ok" if shop.busy_with is None else "warn"))
        return row

    def _make_scope(self) -> None:
        px = self.theme.px
        self._head(self.tr("Scope"))
        group = QButtonGroup(self)
        self._modes = {
            JobMode.ALL: QRadioButton(self.tr("All products")),
            JobMode.CATEGORY: QRadioButton(self.tr("Category")),
            JobMode.INDIVIDUAL: QRadioButton(self.tr("Selected products")),
        }
        for mode, radio in self._modes.items():
            group.addButton(radio)
            radio.toggled.connect(self._on_choice_changed)
            self.body.addWidget(radio)
            if mode is JobMode.CATEGORY:
                self.body.addWidget(self._make_category())
        self._modes[JobMode.ALL].setChecked(True)
        self._skus = QPlainTextEdit()
        self._skus.setFont(self.theme.font(TextStyle.CODE))
        self._skus.setPlaceholderText(self.tr("paste SKUs, one per line"))
        self._skus.setAccessibleName(self.tr("SKUs, one per line"))
        self._skus.setTabChangesFocus(True)
        self._skus.setMaximumHeight(px(84))
        placeholder_palette(self._skus, self.theme)
        self.body.addWidget(self._skus)

    def _make_category(self) -> QWidget:
        px = self.theme.px
        self._category_part = QWidget()
        column = QVBoxLayout(self._category_part)
        column.setContentsMargins(px(28), 0, 0, 0)
        column.setSpacing(px(6))
        self._category = QComboBox()
        self._category.setAccessibleName(self.tr("Category"))
        self._category.setMinimumContentsLength(20)
        self._category.currentIndexChanged.connect(self._on_category_changed)
        self._subcategories = QCheckBox(self.tr("Include subcategories"))
        self._subcategories.setChecked(True)
        column.addWidget(self._category)
        column.addWidget(self._subcategories)
        return self._category_part

    def _make_policy(self) -> None:
        self._head(self.tr("When data differs"), self.tr("changed on both sides"))
        self._policies = QButtonGroup(self)
        texts = (self.tr("Keep PPM data"), self.tr("Use shop data"), self.tr("Note the conflict"))
        for place, text in enumerate(texts):
            radio = QRadioButton(text)
            radio.setChecked(place == 0)
            self._policies.addButton(radio, place)
            self.body.addWidget(radio)

    def _make_foot(self) -> None:
        cancel = IconButton(self.theme, "", self.tr("Cancel", "dialog"))
        cancel.clicked.connect(self.reject)
        self.start_button = IconButton(self.theme, "play", self.tr("Start import"), "primary")
        self.start_button.clicked.connect(self.start)
        self.start_button.setDefault(True)
        self.add_button(cancel)
        self.add_button(self.start_button)

    def _chosen_shops(self) -> list[int]:
        return [shop_id for shop_id, box in self._boxes.items() if box.isChecked()]

    def _mode(self) -> JobMode:
        return next(mode for mode, radio in self._modes.items() if radio.isChecked())

    def _pasted(self) -> tuple[str, ...]:
        words = self._skus.toPlainText().replace(",", "\n").replace(";", "\n").splitlines()
        return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))

    @Slot()
    def _on_choice_changed(self) -> None:
        if not hasattr(self, "_policies"):
            return
        chosen = self._chosen_shops()
        text = self.tr("{a} of {b}").format(a=len(chosen), b=len(self._boxes))
        self._chosen_note.setText(text)
        by_category = self._modes[JobMode.CATEGORY]
        by_category.setEnabled(len(chosen) == 1)
        by_category.setToolTip(
            "" if len(chosen) == 1 else self.tr("Every shop has its own categories: choose one shop.")
        )
        if by_category.isChecked() and len(chosen) != 1:
            self._modes[JobMode.ALL].setChecked(True)
        self._category_part.setVisible(by_category.isChecked())
        self._skus.setVisible(self._modes[JobMode.INDIVIDUAL].isChecked())
        if by_category.isChecked():
            self._offer_categories(chosen[0])
        self._problem.hide()

    def _offer_categories(self, shop_id: int) -> None:
        known = self._categories.get(shop_id)
        self._category.clear()
        if known is None:
            self._category.addItem(self.tr("Loading categories…"), None)
            self._category.setEnabled(False)
            self._pool.submit(_CategoriesOf(id(self), shop_id), partial(self._service.categories, shop_id))
            return
        self._category.setEnabled(True)
        self._category.addItem(self.tr("Choose a category"), None)
        for choice in known:
            self._category.addItem(choice.path, choice.id)

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _CategoriesOf) or key.dialog != id(self):
            return
        if isinstance(outcome, list):
            self._categories[key.shop_id] = category_choices(outcome)
            self._on_choice_changed()
        elif isinstance(outcome, PpmError):
            self._category.clear()
            self._problem.setText(explain(outcome.cause, self._language, outcome.facts).sentence)
            self._problem.show()

    @Slot()
    def _on_category_changed(self) -> None:
        chosen = self._chosen_shops()
        below = 0
        for choice in self._categories.get(chosen[0], []) if len(chosen) == 1 else []:
            if choice.id == self._category.currentData():
                below = choice.below
        text = self.tr("Include subcategories ({n})").format(n=self._wording.number(below))
        self._subcategories.setText(text if below else self.tr("Include subcategories"))
