"""The shop's categories at the left, PPM's to choose from at the right."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ppm_desktop.domain.shop_mapping import CategoryMapping, CategoryMappings, PpmCategory
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.filter_bar import SearchField
from ppm_desktop.gui.views.segments import SegmentBar
from ppm_desktop.gui.views.widgets import ElidedLabel, IconButton, label, placeholder_palette

_ID = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Choices(QListWidget):
    """Enter chooses the current category."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As a double click."""
        item = self.currentItem()
        if event.key() in _ENTER and item is not None:
            self.itemActivated.emit(item)
            return
        super().keyPressEvent(event)


class CategoryMapper(QWidget):
    """Every choice is told at once; what is shown follows when it was kept (`take`).

    Signals:
        mapping_wanted: `CategoryMapping` as it is to be.
    """

    mapping_wanted = Signal(object)

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__()
        self._theme = theme
        self._wording = wording
        self._mappings: dict[int, CategoryMapping] = {}
        self._choices: tuple[PpmCategory, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addLayout(self._make_left(), 3)
        row.addLayout(self._make_right(), 2)
        self._connect()

    @property
    def current(self) -> CategoryMapping | None:
        """The category of the shop that is chosen."""
        item = self.tree.currentItem()
        return None if item is None else self._mappings.get(item.data(0, _ID))

    def show_mappings(self, mappings: CategoryMappings) -> None:
        """Show these."""
        self._mappings = {one.shop_category_id: one for one in mappings.mappings}
        self._choices = mappings.choices
        self._list()
        self._list_choices()

    def take(self, kept: CategoryMapping) -> None:
        """It is kept: PPM's category has no other counterpart in the shop any more."""
        for number, one in self._mappings.items():
            if kept.ppm_category_id is not None and one.ppm_category_id == kept.ppm_category_id:
                self._mappings[number] = replace(one, ppm_category_id=None, ppm_path="")
        self._mappings[kept.shop_category_id] = kept
        self._list()

    def choose(self, shop_category_id: int) -> None:
        """Make a category of the shop the current one."""
        for place in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(place)
            if item is not None and item.data(0, _ID) == shop_category_id:
                self.tree.setCurrentItem(item)

    def _make_left(self) -> QVBoxLayout:
        px = self._theme.px
        column = QVBoxLayout()
        column.setSpacing(px(8))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.segments = SegmentBar(self._theme, (self.tr("All", "filter"), self.tr("Not linked", "filter")))
        row.addWidget(self.segments)
        self.search = self._search(self.tr("Search the shop's categories"))
        row.addWidget(self.search, 1)
        column.addLayout(row)
        self.tree = QTreeWidget()
        self.tree.setObjectName("mappingList")
        self.tree.setAccessibleName(self.tr("Categories of the shop"))
        self.tree.setHeaderLabels([self.tr("Category in the shop"), self.tr("Category in PPM")])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideLeft)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionsMovable(False)
        column.addWidget(self.tree, 1)
        return column

    def _make_right(self) -> QVBoxLayout:
        px = self._theme.px
        column = QVBoxLayout()
        column.setSpacing(px(8))
        self._head = ElidedLabel(self._theme, TextStyle.PRIMARY, "paneTitle")
        self._head.setFixedHeight(px(20))
        column.addWidget(self._head)
        self._note = ElidedLabel(self._theme, TextStyle.CAPTION, "muted")
        column.addWidget(self._note)
        self.choice_search = self._search(self.tr("Search PPM's categories"))
        column.addWidget(self.choice_search)
        self.choices = _Choices()
        self.choices.setObjectName("mappingChoices")
        self.choices.setAccessibleName(self.tr("Categories of PPM"))
        self.choices.setUniformItemSizes(True)
        self.choices.setTextElideMode(Qt.TextElideMode.ElideLeft)
        self.choices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choices.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        column.addWidget(self.choices, 1)
        self._empty = label(self._theme, TextStyle.CAPTION, "muted", wrap=True)
        self._empty.hide()
        column.addWidget(self._empty)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.link_button = IconButton(self._theme, "link", self.tr("Link"))
        self.clear_button = IconButton(self._theme, "unlink", self.tr("Clear"), "quiet")
        row.addWidget(self.link_button)
        row.addWidget(self.clear_button)
        row.addStretch(1)
        column.addLayout(row)
        return column

    def _search(self, name: str) -> SearchField:
        field = SearchField()
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        placeholder_palette(field, self._theme)
        return field

    def _connect(self) -> None:
        self.segments.chosen.connect(self._list)
        self.search.textChanged.connect(self._list)
        self.choice_search.textChanged.connect(self._list_choices)
        self.tree.currentItemChanged.connect(self._on_current_changed)
        self.tree.itemActivated.connect(self._on_tree_activated)
        self.choices.currentItemChanged.connect(self._show_buttons)
        self.choices.itemActivated.connect(self._on_link)
        self.link_button.clicked.connect(self._on_link)
        self.clear_button.clicked.connect(self._on_clear)

    @Slot()
    def _list(self) -> None:
        """The current category stays current; where it is filtered out, the first one is."""
        kept = self.current
        text = self.search.text().strip().casefold()
        open_only = self.segments.place == 1
        self.tree.blockSignals(True)
        self.tree.clear()
        for one in self._mappings.values():
            linked = one.ppm_category_id is not None
            if (open_only and linked) or (text not in one.path.casefold() and text not in one.ppm_path.casefold()):
                continue
            item = QTreeWidgetItem([one.path, one.ppm_path or self.tr("not linked")])
            item.setData(0, _ID, one.shop_category_id)
            if not linked:
                item.setForeground(1, self._theme.colour("tx3"))
            for column, path in enumerate((one.path, one.ppm_path)):
                item.setToolTip(column, path)
            self.tree.addTopLevelItem(item)
        if (first := self.tree.topLevelItem(0)) is not None:
            self.tree.setCurrentItem(first)
        if kept is not None:
            self.choose(kept.shop_category_id)
        self.tree.blockSignals(False)
        self._show_counts()
        self._on_current_changed()

    def _show_counts(self) -> None:
        open_ = sum(one.ppm_category_id is None for one in self._mappings.values())
        self.segments.show_counts([self._wording.number(count) for count in (len(self._mappings), open_)])

    @Slot()
    def _list_choices(self) -> None:
        text = self.choice_search.text().strip().casefold()
        self.choices.clear()
        for one in self._choices:
            if text in one.path.casefold():
                item = QListWidgetItem(one.path)
                item.setData(_ID, one.id)
                item.setToolTip(one.path)
                self.choices.addItem(item)
        self._empty.setText("" if self._choices else self.tr("PPM has no categories yet: an import brings them."))
        self._empty.setVisible(not self._choices)
        self._suggest()

    @Slot()
    def _on_current_changed(self) -> None:
        current = self.current
        self._head.set_text("" if current is None else current.path)
        linked = current is not None and current.ppm_category_id is not None
        note = self.tr("Linked with {path}").format(path=current.ppm_path) if current is not None and linked else ""
        self._note.set_text(note or self.tr("Not linked: choose its counterpart in PPM"))
        self._suggest()

    def _suggest(self) -> None:
        """The counterpart is current among the choices, or else a category of the same name."""
        current = self.current
        if current is not None:
            wanted = current.ppm_category_id or _namesake(current, self._choices)
            for place in range(self.choices.count()):
                if self.choices.item(place).data(_ID) == wanted:
                    self.choices.setCurrentRow(place)
                    break
            else:
                self.choices.setCurrentRow(0 if self.choice_search.text().strip() else -1)
        self._show_buttons()

    @Slot()
    def _show_buttons(self) -> None:
        current, chosen = self.current, self.choices.currentItem()
        self.clear_button.setEnabled(current is not None and current.ppm_category_id is not None)
        same = current is not None and chosen is not None and chosen.data(_ID) == current.ppm_category_id
        self.link_button.setEnabled(current is not None and chosen is not None and not same)

    @Slot()
    def _on_tree_activated(self) -> None:
        self.choice_search.setFocus()

    @Slot()
    def _on_link(self) -> None:
        current, chosen = self.current, self.choices.currentItem()
        if current is not None and chosen is not None:
            path = chosen.text()
            self.mapping_wanted.emit(replace(current, ppm_category_id=chosen.data(_ID), ppm_path=path))

    @Slot()
    def _on_clear(self) -> None:
        if (current := self.current) is not None:
            self.mapping_wanted.emit(replace(current, ppm_category_id=None, ppm_path=""))


def _namesake(mapping: CategoryMapping, choices: Sequence[PpmCategory]) -> int | None:
    path = mapping.path.casefold()
    return next((one.id for one in choices if one.path.casefold() == path), None)
