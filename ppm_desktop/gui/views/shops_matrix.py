"""What a key may do: one line per resource, one column per right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ppm_desktop.domain.permissions import Grant, PermissionMatrix, PermissionRow, Right
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.detail_parts import clear
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, label

CELL_PX = 48
ROW_PX = 28
_GLYPHS = {Grant.HELD: ("check", "ok"), Grant.MISSING: ("x", "err")}


class PermissionTable(QWidget):
    """A check is held, a cross is missing, a dash is not needed; each line is read out as a sentence."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._matrix: PermissionMatrix | None = None
        self._names = {
            Right.READ: self.tr("Read"),
            Right.ADD: self.tr("Add"),
            Right.CHANGE: self.tr("Change"),
            Right.DELETE: self.tr("Delete"),
        }
        self._grants = {
            Grant.HELD: self.tr("allowed"),
            Grant.MISSING: self.tr("missing"),
            Grant.NOT_NEEDED: self.tr("not needed"),
        }
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_matrix(self, matrix: PermissionMatrix) -> None:
        """Show ``matrix``."""
        if matrix == self._matrix:
            return
        self._matrix = matrix
        clear(self._column)
        self._column.addWidget(self._head())
        for row in matrix.rows:
            self._column.addWidget(self._line(row))

    def _head(self) -> QFrame:
        frame, row = self._row()
        row.addWidget(label(self._theme, TextStyle.CAPTION, "muted", self.tr("Resource")), 1)
        for name in self._names.values():
            cell = label(self._theme, TextStyle.CAPTION, "muted", name)
            cell.setAlignment(Qt.AlignmentFlag.AlignCenter)
            row.addWidget(self._cell(cell))
        return frame

    def _line(self, shown: PermissionRow) -> QFrame:
        frame, row = self._row()
        row.addWidget(ElidedLabel(self._theme, TextStyle.CODE, "strong", shown.resource), 1)
        spoken = []
        for right, grant in zip(Right, shown.grants, strict=True):
            glyph = self._glyph(grant)
            glyph.setAlignment(Qt.AlignmentFlag.AlignCenter)
            glyph.setToolTip(self._grants[grant])
            row.addWidget(self._cell(glyph))
            spoken.append(f"{self._names[right]}: {self._grants[grant]}")
        frame.setAccessibleName(f"{shown.resource}. {', '.join(spoken)}")
        return frame

    def _row(self) -> tuple[QFrame, QHBoxLayout]:
        frame = QFrame()
        frame.setObjectName("matrixRow")
        frame.setFixedHeight(self._theme.px(ROW_PX))
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        return frame, row

    def _glyph(self, grant: Grant) -> QLabel:
        if grant is Grant.NOT_NEEDED:
            return label(self._theme, TextStyle.CAPTION, "muted", "–")
        return Glyph(self._theme, *_GLYPHS[grant], 14)

    def _cell(self, widget: QLabel) -> QLabel:
        widget.setFixedWidth(self._theme.px(CELL_PX))
        return widget
