"""Which products an operation covers: all, those of a category, or picked ones."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ppm_desktop.domain.request import JobMode, JobRequest
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.operation.categories import CategoryChoice
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import label, placeholder_palette

INDENT_PX = 28


class ScopeChoice(QWidget):
    """Begins with all products, or with what was picked elsewhere.

    Signals:
        changed: Another scope was chosen, or what belongs to it.
        categories_wanted: The categories to choose from are wanted.
    """

    changed = Signal()
    categories_wanted = Signal()

    def __init__(self, theme: Theme, wording: Wording, picked: Sequence[int] = ()) -> None:
        """``picked`` are products of PPM."""
        super().__init__()
        self._theme = theme
        self._wording = wording
        self._picked = tuple(picked)
        self._choices: tuple[CategoryChoice, ...] | None = None
        self._wanted_category: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self._group = QButtonGroup(self)
        self._picked_line, self._picked_radio, _ = self._add_radio(column, self._picked_name(), "")
        _, self._all, self._all_note = self._add_radio(column, self.tr("All products"), "")
        _, self._category, self._category_note = self._add_radio(column, self.tr("Category"), "")
        column.addWidget(self._make_category())
        _, self._typed, _ = self._add_radio(column, self.tr("Selected products"), self.tr("paste SKUs, one per line"))
        column.addWidget(self._make_skus())
        (self._picked_radio if picked else self._all).setChecked(True)
        self._group.buttonToggled.connect(self._on_toggled)
        self.offer_picked(True)
        self._show_parts()

    @property
    def mode(self) -> JobMode:
        """The scope that is chosen."""
        if self._all.isChecked():
            return JobMode.ALL
        return JobMode.CATEGORY if self._category.isChecked() else JobMode.INDIVIDUAL

    @property
    def category_id(self) -> int | None:
        """The category that is chosen, in the terms of whoever offered it."""
        chosen = self._categories.currentData()
        return chosen if isinstance(chosen, int) and self.mode is JobMode.CATEGORY else None

    @property
    def with_subcategories(self) -> bool:
        """Whether the categories below it count."""
        return self.mode is JobMode.CATEGORY and self._below.isChecked()

    @property
    def product_ids(self) -> tuple[int, ...]:
        """The products of PPM that were picked elsewhere, when they are meant."""
        return self._picked if self._picked_radio.isChecked() else ()

    @property
    def skus(self) -> tuple[str, ...]:
        """The SKUs that were typed, each once, when they are meant."""
        if not self._typed.isChecked():
            return ()
        words = self.field.toPlainText().replace(",", "\n").replace(";", "\n").splitlines()
        return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))

    def words(self) -> str:
        """What is chosen, in words: all products, a category's path, or how many products."""
        if self.mode is JobMode.ALL:
            return self.tr("All products")
        if self.mode is JobMode.CATEGORY:
            chosen = self._chosen_category()
            known = chosen is not None and chosen.products is not None
            path = self._categories.currentText()
            return f"{path} · {self._wording.products(chosen.products or 0)}" if known and chosen is not None else path
        return self._wording.products(len(self.product_ids or self.skus))

    def choose(self, mode: JobMode) -> None:
        """Choose a scope; picked products are typed ones unless some were picked elsewhere."""
        individual = self._picked_radio if self._picked else self._typed
        {JobMode.ALL: self._all, JobMode.CATEGORY: self._category, JobMode.INDIVIDUAL: individual}[mode].setChecked(
            True
        )

    def offer_picked(self, offered: bool) -> None:
        """Whether products of PPM make sense; they do not where a shop's products are meant."""
        offered = offered and bool(self._picked)
        self._picked_line.setVisible(offered)
        if not offered and self._picked_radio.isChecked():
            self._all.setChecked(True)

    def offer_category(self, why_not: str) -> None:
        """Whether a category can be chosen: ``why_not`` is empty then."""
        self._category.setEnabled(not why_not)
        self._category.setToolTip(why_not)
        if why_not and self._category.isChecked():
            self._all.setChecked(True)

    def show_total(self, total: int | None) -> None:
        """How many products there are in all; None while nothing is chosen."""
        self._all_note.setText("" if total is None else self._wording.number(total))

    def show_categories(self, choices: Sequence[CategoryChoice] | None) -> None:
        """Offer these categories; None while they are being read."""
        known = None if choices is None else tuple(choices)
        if known is not None and known == self._choices:
            return
        self._choices = known
        self._categories.blockSignals(True)
        self._categories.clear()
        self._categories.setEnabled(known is not None)
        first = self.tr("Loading categories…") if known is None else self.tr("Choose a category")
        self._categories.addItem(first, None)
        for choice in known or ():
            self._categories.addItem(choice.path, choice.id)
        self._categories.blockSignals(False)
        self._show_category_notes()
        self._show_wanted_category()

    def take(self, like: JobRequest) -> None:
        """Choose the scope of an earlier operation; its category once the categories have come."""
        self._wanted_category = like.category_id
        self._below.setChecked(like.include_subcategories)
        self.field.setPlainText("\n".join(like.skus))
        if like.mode is not JobMode.INDIVIDUAL or like.skus:
            self.choose(like.mode)
            self._show_wanted_category()

    def choose_category(self, category_id: int) -> None:
        """Choose one of the categories on offer."""
        self._categories.setCurrentIndex(self._categories.findData(category_id))

    def _picked_name(self) -> str:
        return self.tr("Picked products ({n})").format(n=self._wording.number(len(self._picked)))

    def _add_radio(self, column: QVBoxLayout, name: str, note: str) -> tuple[QWidget, QRadioButton, QLabel]:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        radio = QRadioButton(name)
        self._group.addButton(radio)
        right = label(self._theme, TextStyle.CAPTION, "muted", note)
        row.addWidget(radio, 1)
        row.addWidget(right)
        column.addWidget(line)
        return line, radio, right

    def _make_category(self) -> QWidget:
        px = self._theme.px
        self._category_part = QWidget()
        column = QVBoxLayout(self._category_part)
        column.setContentsMargins(px(INDENT_PX), 0, 0, 0)
        column.setSpacing(px(6))
        self._categories = QComboBox()
        self._categories.setAccessibleName(self.tr("Category"))
        self._categories.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._categories.setMinimumContentsLength(20)
        self._categories.currentIndexChanged.connect(self._on_category_changed)
        self._below = QCheckBox(self.tr("Include subcategories"))
        self._below.setChecked(True)
        self._below.toggled.connect(self.changed)
        column.addWidget(self._categories)
        column.addWidget(self._below)
        return self._category_part

    def _make_skus(self) -> QPlainTextEdit:
        self.field = QPlainTextEdit()
        self.field.setFont(self._theme.font(TextStyle.CODE))
        self.field.setPlaceholderText(self.tr("paste SKUs, one per line"))
        self.field.setAccessibleName(self.tr("SKUs, one per line"))
        self.field.setTabChangesFocus(True)
        self.field.setMaximumHeight(self._theme.px(84))
        self.field.textChanged.connect(self.changed)
        placeholder_palette(self.field, self._theme)
        return self.field

    def _show_parts(self) -> None:
        self._category_part.setVisible(self._category.isChecked())
        self.field.setVisible(self._typed.isChecked())

    def _show_wanted_category(self) -> None:
        place = self._categories.findData(self._wanted_category)
        if self._wanted_category is not None and place >= 0:
            self._wanted_category = None
            self._categories.setCurrentIndex(place)

    def _chosen_category(self) -> CategoryChoice | None:
        return next((one for one in self._choices or () if one.id == self._categories.currentData()), None)

    def _show_category_notes(self) -> None:
        chosen = self._chosen_category()
        below = chosen.below if chosen is not None else 0
        text = self.tr("Include subcategories ({n})").format(n=self._wording.number(below))
        self._below.setText(text if below else self.tr("Include subcategories"))
        known = chosen is not None and chosen.products is not None
        self._category_note.setText(self._wording.number(chosen.products or 0) if known and chosen is not None else "")

    @Slot(object, bool)
    def _on_toggled(self, _radio: object, checked: bool) -> None:
        if not checked:
            return
        self._show_parts()
        if self._category.isChecked():
            self.categories_wanted.emit()
        if self._typed.isChecked():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    @Slot()
    def _on_category_changed(self) -> None:
        self._show_category_notes()
        self.changed.emit()
