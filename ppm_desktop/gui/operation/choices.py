"""The left side of the operation dialog: type, shops, scope, and what happens where both sides have changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.product_list import CategoryLine
from ppm_desktop.domain.request import ConflictPolicy, JobMode, JobRequest, SendPolicy
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.operation.categories import CategoryChoice, category_choices
from ppm_desktop.gui.operation.scope_choice import ScopeChoice
from ppm_desktop.gui.operation.shop_choice import ShopChoice
from ppm_desktop.gui.operation.type_choice import TypeChoice
from ppm_desktop.gui.ports import Pool, Products, Shops
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import IconButton, label

PPM = 0
"""Stands for PPM where categories are asked for; shops have numbers from 1 on."""


@dataclass(frozen=True, slots=True)
class _CategoriesOf:
    """Key of the question for the categories of a shop or of `PPM`, asked by one dialog."""

    asker: int
    source: int


class OperationChoices(QWidget):
    """Everything a person chooses about an operation.

    Signals:
        changed: Anything was chosen anew.
        failed: `PpmError`: categories cannot be read.
        shop_wanted: Another shop is to be added.
    """

    changed = Signal()
    failed = Signal(object)
    shop_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        shops: Sequence[ShopSummary],
        service: Shops,
        products: Products,
        pool: Pool,
        job_type: JobType,
        picked: Sequence[int],
    ) -> None:
        """``picked`` are products of PPM chosen elsewhere."""
        super().__init__()
        self.setObjectName("paneBody")
        self._theme = theme
        self._wording = wording
        self._service = service
        self._products = products
        self._pool = pool
        self._known: dict[int, list[CategoryChoice]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(16))
        self._column.setSpacing(theme.px(8))
        self._head(self.tr("Operation type"))
        self.types = TypeChoice(theme, job_type)
        self._column.addWidget(self.types)
        self._shops_note = self._head(self.tr("Shops"))
        self.shops = ShopChoice(theme, wording, shops)
        self._column.addWidget(self.shops)
        self._add_shop_link()
        self._head(self.tr("Scope"))
        self.scope = ScopeChoice(theme, wording, picked)
        self._column.addWidget(self.scope)
        self._make_sending()
        self._make_policies()
        self._column.addStretch(1)
        for part in (self.types, self.shops, self.scope):
            part.changed.connect(self._on_changed)
        self.scope.categories_wanted.connect(self._offer_categories)
        pool.finished.connect(self._on_outcome)
        self._show_fitting()

    @property
    def type(self) -> JobType:
        """The kind of operation."""
        return self.types.type

    @property
    def sends(self) -> bool:
        """Whether it writes to shops."""
        return self.type is not JobType.IMPORT

    def shop_ids(self) -> tuple[int, ...]:
        """The shops that are chosen."""
        return tuple(shop.id for shop in self.shops.chosen())

    def problem(self) -> str:
        """What is missing, as a sentence; empty when nothing is."""
        if not self.shop_ids():
            return self.tr("Choose at least one shop.")
        if self.scope.mode is JobMode.CATEGORY and self.scope.category_id is None:
            return self.tr("Choose a category.")
        if self.scope.mode is JobMode.INDIVIDUAL and not (self.scope.skus or self.scope.product_ids):
            return self.tr("Paste at least one SKU.")
        return ""

    def request(self) -> JobRequest:
        """What was chosen, when there is no `problem`."""
        scope = self.scope
        policy = max(0, self._policies.checkedId())
        return JobRequest(
            type=self.type,
            mode=scope.mode,
            category_id=scope.category_id,
            include_subcategories=scope.with_subcategories,
            skus=scope.skus,
            product_ids=scope.product_ids,
            policy=ConflictPolicy.KEEP_PPM if self.sends else list(ConflictPolicy)[policy],
            send_policy=list(SendPolicy)[policy] if self.sends else SendPolicy.PPM_WINS,
            changed_only=self.changed_only.isChecked(),
            create_categories=self.type is JobType.EXPORT and self.create_categories.isChecked(),
        )

    def take(self, like: JobRequest) -> None:
        """Choose what an earlier operation was asked for, as far as it can be chosen here."""
        self.types.choose(like.type)
        policies: list[object] = list(SendPolicy if like.sends else ConflictPolicy)
        self.choose_policy(policies.index(like.send_policy if like.sends else like.policy))
        self.changed_only.setChecked(like.changed_only)
        self.create_categories.setChecked(like.create_categories)
        self.scope.take(like)

    def show_changed_count(self, count: int | None) -> None:
        """How many products changed since the last sync; None while that is unknown."""
        self._changed_note.setText("" if count is None else self._wording.number(count))

    def _head(self, text: str, note: str = "") -> QLabel:
        row = QHBoxLayout()
        row.setContentsMargins(0, self._theme.px(4), 0, 0)
        row.addWidget(label(self._theme, TextStyle.SECTION, "sectionHead", text), 1)
        right = label(self._theme, TextStyle.CAPTION, "muted", note)
        row.addWidget(right)
        self._column.addLayout(row)
        return right

    def _add_shop_link(self) -> None:
        add = IconButton(self._theme, "", self.tr("Add shop…"), "link")
        add.clicked.connect(self.shop_wanted)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addStretch(1)
        self._column.addLayout(row)

    def _make_sending(self) -> None:
        self._sending = QFrame()
        self._sending.setObjectName("parted")
        column = QVBoxLayout(self._sending)
        column.setContentsMargins(0, self._theme.px(8), 0, 0)
        column.setSpacing(self._theme.px(6))
        row = QHBoxLayout()
        self.changed_only = QCheckBox(self.tr("Only changed since the last sync"))
        self.changed_only.setChecked(True)
        self.changed_only.toggled.connect(self.changed)
        self._changed_note = label(self._theme, TextStyle.CAPTION, "muted")
        row.addWidget(self.changed_only, 1)
        row.addWidget(self._changed_note)
        column.addLayout(row)
        self.create_categories = QCheckBox(self.tr("Create missing categories"))
        self.create_categories.toggled.connect(self.changed)
        column.addWidget(self.create_categories)
        self._column.addWidget(self._sending)

    def _make_policies(self) -> None:
        self._head(self.tr("When data differs"), self.tr("changed on both sides"))
        self._policies = QButtonGroup(self)
        self._policy_radios: list[tuple[QRadioButton, QLabel]] = []
        for place in range(len(ConflictPolicy)):
            row = QHBoxLayout()
            radio = QRadioButton()
            radio.setChecked(place == 0)
            note = label(self._theme, TextStyle.CAPTION, "muted")
            row.addWidget(radio, 1)
            row.addWidget(note)
            self._column.addLayout(row)
            self._policies.addButton(radio, place)
            self._policy_radios.append((radio, note))
        self._policies.idToggled.connect(self._on_policy_toggled)

    def choose_policy(self, place: int) -> None:
        """Choose the first, second or third policy."""
        self._policies.button(place).setChecked(True)

    def _policy_texts(self) -> tuple[tuple[str, str], ...]:
        usual, undecided = self.tr("default"), (self.tr("Note the conflict"), "")
        if self.sends:
            kept = (self.tr("Keep shop data"), self.tr("product skipped"))
            return (self.tr("Send PPM data"), usual), kept, undecided
        return (self.tr("Keep PPM data"), usual), (self.tr("Use shop data"), ""), undecided

    def _show_fitting(self) -> None:
        """Everything that depends on something chosen elsewhere in the dialog."""
        chosen = self.shops.chosen()
        self._shops_note.setText(self._wording.out_of(len(chosen), self.shops.count))
        self._sending.setVisible(self.sends)
        self.create_categories.setVisible(self.type is JobType.EXPORT)
        for (radio, note), (name, remark) in zip(self._policy_radios, self._policy_texts(), strict=True):
            radio.setText(name)
            note.setText(remark)
        self.scope.offer_picked(self.sends)
        self.scope.show_total(sum(shop.linked_products for shop in chosen) if chosen else None)
        foreign = not self.sends and len(chosen) != 1
        self.scope.offer_category(self.tr("Every shop has its own categories: choose one shop.") if foreign else "")
        if self.scope.mode is JobMode.CATEGORY:
            self._offer_categories()

    @Slot()
    def _offer_categories(self) -> None:
        source = PPM if self.sends else next(iter(self.shop_ids()), None)
        if source is None:
            return
        known = self._known.get(source)
        self.scope.show_categories(known)
        if known is None:
            ask = self._products.categories if source == PPM else partial(self._service.categories, source)
            self._pool.submit(_CategoriesOf(id(self), source), ask)

    @Slot()
    def _on_changed(self) -> None:
        self._show_fitting()
        self.changed.emit()

    @Slot(int, bool)
    def _on_policy_toggled(self, _place: int, checked: bool) -> None:
        if checked:
            self.changed.emit()

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _CategoriesOf) or key.asker != id(self):
            return
        if isinstance(outcome, list):
            self._known[key.source] = _ppm_choices(outcome) if key.source == PPM else category_choices(outcome)
            self._show_fitting()
        elif isinstance(outcome, PpmError):
            self.failed.emit(outcome)


def _ppm_choices(lines: Sequence[CategoryLine]) -> list[CategoryChoice]:
    return [CategoryChoice(line.id, line.path, line.below, line.products) for line in lines]
