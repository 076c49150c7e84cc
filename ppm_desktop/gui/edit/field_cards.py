"""One card for each field that can be changed in many products at once; it opens when it is ticked."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ppm_desktop.domain.product_edit import EditField, EditHow, EditStep, Rounding
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.segments import SegmentBar
from ppm_desktop.gui.views.widgets import Glyph, label, set_flag

translate = QCoreApplication.translate


class FieldCard(QFrame):
    """A box with icon and name, and below what is done with the field.

    Signals:
        changed: Another step is wanted, see `step`.
    """

    changed = Signal()

    def __init__(self, theme: Theme, icon: str, name: str) -> None:
        super().__init__()
        self.setObjectName("fieldCard")
        self._theme = theme
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(7), px(12), px(7))
        column.setSpacing(px(8))
        head = QHBoxLayout()
        head.setSpacing(px(2))
        self.box = QCheckBox()
        self.box.setAccessibleName(name)
        self.box.toggled.connect(self._on_toggled)
        head.addWidget(self.box)
        head.addWidget(Glyph(theme, icon, "accTx"))
        head.addSpacing(px(10))
        title = label(theme, TextStyle.CONTROL, "strong", name)
        title.setBuddy(self.box)
        head.addWidget(title, 1)
        column.addLayout(head)
        self._holder = QWidget()
        self._body = QVBoxLayout(self._holder)
        self._body.setContentsMargins(0, 0, 0, px(5))
        self._body.setSpacing(px(8))
        column.addWidget(self._holder)
        self._holder.hide()

    def step(self) -> EditStep | None:
        """What is done with the field, None while it takes no part."""
        return self._step() if self.box.isChecked() else None

    def _step(self) -> EditStep:
        raise NotImplementedError

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        self._body.addLayout(row)
        return row

    def _choice(self, name: str, options: Sequence[tuple[str, str]]) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(8)
        for text, value in options:
            made.addItem(text, value)
        made.currentIndexChanged.connect(self.changed)
        return made

    @Slot(bool)
    def _on_toggled(self, ticked: bool) -> None:
        set_flag(self, "ticked", "true" if ticked else "false")
        self._holder.setVisible(ticked)
        self.changed.emit()


class NumberCard(FieldCard):
    """Sets a number or moves it; a reckoned price is rounded."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        edited: EditField,
        hows: Sequence[tuple[str, EditHow, str]],
        roundings: Sequence[tuple[str, Rounding]] = (),
    ) -> None:
        """``hows``: what can be done, each with its unit."""
        super().__init__(theme, icon, name)
        self._field = edited
        self._units = {how: unit for _, how, unit in hows}
        row = self._row()
        options = [(text, how.value) for text, how, _ in hows]
        self.how = self._choice(self.tr("How it changes: {field}").format(field=name), options)
        row.addWidget(self.how, 1)
        self.value = QLineEdit()
        self.value.setFixedWidth(theme.px(74))
        self.value.setAccessibleName(name)
        self.value.textChanged.connect(self.changed)
        row.addWidget(self.value)
        self._unit = label(theme, TextStyle.BODY, "muted")
        self._unit.setFixedWidth(theme.px(22))
        row.addWidget(self._unit)
        rounding = [(text, one.value) for text, one in roundings]
        self.rounding = self._choice(self.tr("Rounding"), rounding)
        self._body.addWidget(self.rounding)
        self.how.currentIndexChanged.connect(self._on_how)
        self._on_how()

    def fill(self, how: EditHow, value: str, rounding: Rounding = Rounding.CENT) -> None:
        """Tick the card, choose and type."""
        self.how.setCurrentIndex(self.how.findData(how.value))
        self.value.setText(value)
        self.rounding.setCurrentIndex(self.rounding.findData(rounding.value))
        self.box.setChecked(True)

    def _step(self) -> EditStep:
        how = EditHow(self.how.currentData())
        rounding = Rounding(self.rounding.currentData() or Rounding.CENT.value)
        return EditStep(self._field, how, self.value.text().strip(), rounding)

    @Slot()
    def _on_how(self) -> None:
        how = EditHow(self.how.currentData())
        self._unit.setText(self._units[how])
        self.rounding.setVisible(self.rounding.count() > 0 and how is not EditHow.SET)


class ActiveCard(FieldCard):
    """Switches on or off, on only with stock if wished."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "power", translate("FieldCard", "Active"))
        row = self._row()
        self.segments = SegmentBar(theme, [self.tr("Switch on"), self.tr("Switch off")])
        self.segments.chosen.connect(self._on_chosen)
        row.addWidget(self.segments)
        row.addStretch(1)
        self.only_in_stock = QCheckBox(self.tr("Only with stock above 0"))
        self.only_in_stock.setChecked(True)
        self.only_in_stock.toggled.connect(self.changed)
        self._body.addWidget(self.only_in_stock)

    def fill(self, *, on: bool, only_in_stock: bool = True) -> None:
        """Tick the card and choose."""
        self.segments.choose(0 if on else 1)
        self.only_in_stock.setChecked(only_in_stock)
        self.box.setChecked(True)

    def _step(self) -> EditStep:
        on = self.segments.place == 0
        only = on and self.only_in_stock.isChecked()
        return EditStep(EditField.ACTIVE, EditHow.SET, "1" if on else "0", only_in_stock=only)

    @Slot(int)
    def _on_chosen(self, place: int) -> None:
        self.only_in_stock.setVisible(place == 0)
        self.changed.emit()


def price_card(theme: Theme) -> NumberCard:
    """The net price."""
    hows = (
        (translate("FieldCard", "Change by percent"), EditHow.PERCENT, "%"),
        (translate("FieldCard", "Change by an amount"), EditHow.ADD, ""),
        (translate("FieldCard", "Set to"), EditHow.SET, ""),
    )
    roundings = (
        (translate("FieldCard", "Round to cents"), Rounding.CENT),
        (translate("FieldCard", "Round to .99"), Rounding.ENDING_99),
        (translate("FieldCard", "Round to whole"), Rounding.WHOLE),
    )
    name = translate("FieldCard", "Net price")
    return NumberCard(theme, "tag", name, EditField.PRICE, hows, roundings)


def stock_card(theme: Theme) -> NumberCard:
    """The stock in the default warehouse."""
    pieces = translate("FieldCard", "pcs")
    hows = (
        (translate("FieldCard", "Set to"), EditHow.SET, pieces),
        (translate("FieldCard", "Change by an amount"), EditHow.ADD, pieces),
    )
    return NumberCard(theme, "warehouse", translate("FieldCard", "Stock"), EditField.STOCK, hows)
