"""How a file of prices is read: guessed, shown and open to correction; what each of its columns holds."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ppm_desktop.domain.price_file import guess_columns
from ppm_desktop.domain.product_edit import FileColumn, FilePreview, FileShape
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.detail_parts import clear
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, label

MOST_COLUMNS = 100
_SKIP = ""


class FileForm(QWidget):
    """Choices of one file; they follow the preview until a person changes one.

    Signals:
        changed: `FileShape`: the file is to be read so; its columns are guessed anew when they are all None.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shape: FileShape | None = None
        self._mapping: list[QComboBox] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(self._head(self.tr("Recognised"), self.tr("correct it if the preview looks wrong")))
        column.addLayout(self._make_choices())
        column.addSpacing(theme.px(4))
        self._used = label(theme, TextStyle.CAPTION, "muted")
        head = QHBoxLayout()
        head.addWidget(label(theme, TextStyle.SECTION, "soft", self.tr("Columns")), 1)
        head.addWidget(self._used)
        column.addLayout(head)
        self._columns = QVBoxLayout()
        self._columns.setSpacing(theme.px(6))
        column.addLayout(self._columns)
        column.addStretch(1)

    def show_preview(self, preview: FilePreview) -> None:
        """Show how the file was read."""
        before, self._shape = self._shape, preview.shape
        shape = preview.shape
        for choice, value in (
            (self.encoding, shape.encoding),
            (self.separator, shape.separator),
            (self.numbers, "comma" if shape.decimal_comma else "point"),
            (self.header, "first" if shape.header else "none"),
        ):
            _choose(choice, value)
        is_text = bool(shape.encoding)
        self.encoding.setEnabled(is_text)
        self.separator.setEnabled(is_text)
        used = sum(column is not None for column in shape.columns)
        self._used.setText(self.tr("{a} of {b}").format(a=used, b=len(shape.columns)))
        if before is None or before.columns != shape.columns or len(self._mapping) != len(shape.columns):
            self._map(preview)

    def mapping(self, place: int) -> QComboBox:
        """What the column of this place holds."""
        return self._mapping[place]

    def _head(self, text: str, note: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(self._theme, TextStyle.SECTION, "soft", text))
        row.addStretch(1)
        row.addWidget(label(self._theme, TextStyle.CAPTION, "muted", note))
        return row

    def _make_choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(8))
        grid.setVerticalSpacing(self._theme.px(4))
        encodings = (("UTF-8", "utf-8"), ("Windows-1250", "cp1250"), ("ISO 8859-1", "latin-1"), ("UTF-16", "utf-16"))
        separators = (
            (self.tr("semicolon ( ; )"), ";"),
            (self.tr("comma ( , )"), ","),
            (self.tr("tab"), "\t"),
            (self.tr("bar ( | )"), "|"),
        )
        numbers = (("1 234,56", "comma"), ("1,234.56", "point"))
        headers = ((self.tr("first line"), "first"), (self.tr("none", "header"), "none"))
        self.encoding = self._choice(grid, 0, self.tr("Encoding"), encodings)
        self.separator = self._choice(grid, 1, self.tr("Separator"), separators)
        self.numbers = self._choice(grid, 2, self.tr("Numbers"), numbers)
        self.header = self._choice(grid, 3, self.tr("Header"), headers)
        for choice in (self.encoding, self.separator, self.header):
            choice.activated.connect(self._on_read_otherwise)
        self.numbers.activated.connect(self._on_numbers)
        return grid

    def _choice(self, grid: QGridLayout, place: int, name: str, options: Sequence[tuple[str, str]]) -> QComboBox:
        made = self._combo(name, options)
        head = label(self._theme, TextStyle.BADGE, "soft", name)
        head.setBuddy(made)
        row, column = place // 2 * 2, place % 2
        grid.addWidget(head, row, column)
        grid.addWidget(made, row + 1, column)
        grid.setColumnStretch(column, 1)
        return made

    def _combo(self, name: str, options: Sequence[tuple[str, str]]) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(8)
        for text, value in options:
            made.addItem(text, value)
        return made

    def _map(self, preview: FilePreview) -> None:
        """One line for each column: what it is called, its first value, and what it holds."""
        clear(self._columns)
        self._mapping = []
        options = (
            ("SKU", FileColumn.SKU.value),
            (self.tr("Name"), FileColumn.NAME.value),
            (self.tr("Net price"), FileColumn.PRICE.value),
            (self.tr("Stock"), FileColumn.STOCK.value),
            (self.tr("Active"), FileColumn.ACTIVE.value),
            (self.tr("Skip"), _SKIP),
        )
        for place, column in enumerate(preview.shape.columns):
            name = preview.headings[place] or self.tr("Column {n}").format(n=place + 1)
            choice = self._combo(name, options)
            choice.setFixedWidth(self._theme.px(178))
            _choose(choice, _SKIP if column is None else column.value)
            choice.activated.connect(self._on_mapped)
            self._mapping.append(choice)
            self._columns.addLayout(self._mapping_row(name, preview.first_values[place], choice))

    def _mapping_row(self, name: str, value: str, choice: QComboBox) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(10))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(ElidedLabel(self._theme, TextStyle.CONTROL, "strong", name))
        lines.addWidget(ElidedLabel(self._theme, TextStyle.CAPTION, "muted", value))
        row.addLayout(lines, 1)
        row.addWidget(Glyph(self._theme, "arrow-right", "tx3"))
        row.addWidget(choice)
        return row

    def _shape_now(self) -> FileShape:
        columns = (choice.currentData() for choice in self._mapping)
        return FileShape(
            encoding=self.encoding.currentData() if self.encoding.isEnabled() else "",
            separator=self.separator.currentData() if self.separator.isEnabled() else "",
            decimal_comma=self.numbers.currentData() == "comma",
            header=self.header.currentData() == "first",
            columns=tuple(FileColumn(column) if column else None for column in columns),
        )

    @Slot()
    def _on_numbers(self) -> None:
        self.changed.emit(self._shape_now())

    @Slot()
    def _on_read_otherwise(self) -> None:
        """The columns are other ones now."""
        self.changed.emit(replace(self._shape_now(), columns=(None,) * MOST_COLUMNS))

    @Slot()
    def _on_mapped(self) -> None:
        """A column that is chosen twice belongs to the last choice."""
        chosen = self.sender()
        for choice in self._mapping:
            if isinstance(chosen, QComboBox) and choice is not chosen and choice.currentData() == chosen.currentData():
                _choose(choice, _SKIP)
        self.changed.emit(self._shape_now())


def fitted(preview: FilePreview) -> FileShape:
    """The shape of a file of which only its headings are known, with as many columns as it has."""
    texts = zip(preview.headings, preview.first_values, strict=True)
    width = max((place for place, cells in enumerate(texts, start=1) if any(cells)), default=0)
    if preview.shape.header:
        return replace(preview.shape, columns=guess_columns(preview.headings[:width]))
    return replace(preview.shape, columns=(FileColumn.SKU, *(None,) * (width - 1))[:width])


def unfitted(shape: FileShape) -> bool:
    """Whether the columns are still to be guessed."""
    return len(shape.columns) == MOST_COLUMNS and not any(shape.columns)


def _choose(choice: QComboBox, value: str) -> None:
    place = choice.findData(value)
    if place < 0:
        choice.addItem(value.upper(), value)
        place = choice.count() - 1
    choice.setCurrentIndex(place)
