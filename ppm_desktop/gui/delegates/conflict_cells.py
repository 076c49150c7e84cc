"""Paints the cells of the list of conflicts."""

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QTreeView, QWidget

from ppm_desktop.domain.conflict import MAX_NOTE, Decision
from ppm_desktop.gui.delegates.check_box import paint_check
from ppm_desktop.gui.delegates.grouped_cells import GroupedCellDelegate
from ppm_desktop.gui.models.conflict_row import ConflictRow
from ppm_desktop.gui.models.conflict_tree import DECIDES, ConflictColumn, ConflictRole, FieldGroup
from ppm_desktop.gui.models.grouped import AnyIndex
from ppm_desktop.gui.theme import TextStyle, Theme

EDGE_PX = 24
GAP_PX = 12
translate = QCoreApplication.translate


class ConflictCellDelegate(GroupedCellDelegate):
    """Heads of fields with a button for each way, rows with a radio for each value."""

    def __init__(self, theme: Theme, view: QTreeView) -> None:
        super().__init__(theme, view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        column = ConflictColumn(index.column())
        group: FieldGroup | None = index.data(ConflictRole.GROUP)
        if group is not None:
            self._fill(painter, rect, "side")
            self._paint_head(painter, rect, column, group, opened=self._view.isExpanded(index.sibling(index.row(), 0)))
        else:
            picked = bool(index.data(ConflictRole.PICKED))
            self._fill(painter, rect, "sel" if picked else "surface")
            self._paint_cell(painter, rect, column, index, picked=picked)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        """A line for the note."""
        editor = QLineEdit(parent)
        editor.setObjectName("cellEditor")
        editor.setMaxLength(MAX_NOTE)
        editor.setFont(self._theme.font(TextStyle.BODY))
        editor.setAccessibleName(translate("ConflictCells", "Note"))
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """Begin with the note that is there."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(ConflictRole.NOTE) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        """Keep what was typed."""
        if isinstance(editor, QLineEdit) and editor.text().strip() != index.data(ConflictRole.NOTE):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """As high as a field, as wide as the cell."""
        rect: QRect = option.rect
        height = self._theme.px(32)
        editor.setGeometry(rect.left(), rect.center().y() - height // 2 + 1, rect.width() - self._theme.px(8), height)

    def button(self, cell: QRect, column: ConflictColumn, group: FieldGroup) -> QRect:
        """Where the button of a head stands in its cell."""
        px = self._theme.px
        width = self._metrics[TextStyle.BADGE].horizontalAdvance(_button_text(column)) + px(18)
        if group.tally.only is DECIDES[column] and column is not ConflictColumn.LATER:
            width += px(16)
        return QRect(cell.left(), cell.center().y() - px(12) + 1, width, px(24))

    def tip(self, index: AnyIndex) -> str:
        """The whole of what a cell shows."""
        row: ConflictRow | None = index.data(ConflictRole.ROW)
        if row is None:
            return ""
        return {
            ConflictColumn.PRODUCT: f"{row.conflict.sku}\n{row.conflict.name}",
            ConflictColumn.PPM: f"{row.ours}\n{row.ours_by}",
            ConflictColumn.SHOP: f"{row.theirs}\n{row.theirs_by}",
            ConflictColumn.NOTE: str(index.data(ConflictRole.NOTE) or ""),
        }.get(ConflictColumn(index.column()), "")

    def _paint_head(
        self, painter: QPainter, rect: QRect, column: ConflictColumn, group: FieldGroup, *, opened: bool
    ) -> None:
        px = self._theme.px
        if column is ConflictColumn.CHECK:
            self._icon(painter, rect.left() + px(EDGE_PX), rect, "chevron-down" if opened else "chevron-right", "tx3")
        elif column is ConflictColumn.PRODUCT:
            width = self._draw(painter, rect, group.name, TextStyle.PRIMARY, "tx")
            after = rect.adjusted(width + px(8), 0, 0, 0)
            self._draw(painter, after, str(len(group.rows)), TextStyle.BODY, "tx3")
        elif column is ConflictColumn.NOTE:
            self._draw(painter, rect.adjusted(0, 0, -px(EDGE_PX), 0), group.summary, TextStyle.CAPTION, "tx3")
        else:
            self._paint_button(painter, self.button(rect, column, group), column, group)

    def _paint_button(self, painter: QPainter, box: QRect, column: ConflictColumn, group: FieldGroup) -> None:
        px = self._theme.px
        chosen = group.tally.only is DECIDES[column]
        inner = box.adjusted(px(9), 0, 0, 0)
        if chosen:
            self._rounded(painter, QRectF(box), "cBg", 4)
            if column is not ConflictColumn.LATER:
                self._icon(painter, inner.left(), box, "check", "cFg", 12)
                inner = inner.adjusted(px(16), 0, 0, 0)
        else:
            ground = "" if self._theme.dark else "surface"
            self._rounded(painter, QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), ground, 4, "line2")
        self._draw(painter, inner, _button_text(column), TextStyle.BADGE, "cFg" if chosen else "tx")

    def _paint_cell(
        self, painter: QPainter, rect: QRect, column: ConflictColumn, index: AnyIndex, *, picked: bool
    ) -> None:
        px = self._theme.px
        row: ConflictRow = index.data(ConflictRole.ROW)
        decision: Decision | None = index.data(ConflictRole.DECISION)
        if column is ConflictColumn.CHECK:
            side = px(16)
            box = QRect(rect.left() + px(EDGE_PX), rect.center().y() - side // 2 + 1, side, side)
            state = Qt.CheckState.Checked if picked else Qt.CheckState.Unchecked
            paint_check(painter, self._theme, box, state, self._ratio)
        elif column is ConflictColumn.PRODUCT:
            inner = rect.adjusted(0, 0, -px(GAP_PX), 0)
            self._draw(painter, _upper(inner, px(18)), row.conflict.sku, TextStyle.CODE, "tx")
            self._draw(painter, _lower(inner, px(16)), row.conflict.name, TextStyle.CAPTION, "tx3")
        elif column is ConflictColumn.PPM:
            self._paint_value(painter, rect, row.ours, row.ours_by, Decision.PPM, decision)
        elif column is ConflictColumn.SHOP:
            self._paint_value(painter, rect, row.theirs, row.theirs_by, Decision.SHOP, decision)
        elif column is ConflictColumn.LATER:
            self._paint_later(painter, rect, left=decision == Decision.LEAVE)
        else:
            self._paint_note(painter, rect, str(index.data(ConflictRole.NOTE) or ""))

    def _paint_value(
        self, painter: QPainter, rect: QRect, value: str, by: str, own: Decision, decision: Decision | None
    ) -> None:
        px = self._theme.px
        wins = decision == own  # Qt hands it on as plain text
        if wins:
            self._rounded(painter, QRectF(rect).adjusted(0, px(4), -px(GAP_PX), -px(5)), "cBg", 6)
        side = px(16)
        radio = QRect(rect.left() + px(10), rect.center().y() - side // 2 + 1, side, side)
        self._radio(painter, radio, chosen=wins)
        inner = rect.adjusted(px(36), 0, -px(GAP_PX + 8), 0)
        pen = "cFg" if wins else "tx" if decision is None else "tx3"
        style = TextStyle.PRIMARY if wins else TextStyle.CONTROL if decision is None else TextStyle.BODY
        self._draw(painter, _upper(inner, px(18)), value, style, pen)
        self._draw(painter, _lower(inner, px(16)), by, TextStyle.CAPTION, "tx2" if wins else "tx3")

    def _paint_later(self, painter: QPainter, rect: QRect, *, left: bool) -> None:
        px = self._theme.px
        side = px(16)
        box = QRect(rect.left() + px(2), rect.center().y() - side // 2 + 1, side, side)
        self._radio(painter, box, chosen=left)
        text = translate("ConflictCells", "Leave")
        style, pen = (TextStyle.PRIMARY, "tx") if left else (TextStyle.BODY, "tx3")
        self._draw(painter, rect.adjusted(px(26), 0, 0, 0), text, style, pen)

    def _paint_note(self, painter: QPainter, rect: QRect, note: str) -> None:
        px = self._theme.px
        inner = rect.adjusted(0, 0, -px(EDGE_PX), 0)
        if not note:
            self._icon(painter, inner.left(), inner, "plus", "accTx", 12)
            text = translate("ConflictCells", "Note")
            self._draw(painter, inner.adjusted(px(16), 0, 0, 0), text, TextStyle.BADGE, "accTx")
            return
        fitting = self._fitting(note, TextStyle.CAPTION, inner.width() - px(36))
        width = round(self._stamps.width(fitting, TextStyle.CAPTION)) + px(36)
        box = QRect(inner.left(), inner.center().y() - px(12) + 1, width, px(24))
        self._rounded(painter, QRectF(box), "control" if self._theme.dark else "side", 4)
        self._icon(painter, box.left() + px(8), box, "sticky-note", "tx2", 12)
        self._draw(painter, box.adjusted(px(26), 0, 0, 0), fitting, TextStyle.CAPTION, "tx2")


def _button_text(column: ConflictColumn) -> str:
    if column is ConflictColumn.PPM:
        return translate("ConflictCells", "All from PPM")
    if column is ConflictColumn.SHOP:
        return translate("ConflictCells", "All from the shop")
    return translate("ConflictCells", "Leave")


def _upper(box: QRect, height: int) -> QRect:
    return QRect(box.left(), box.center().y() - height + 2, box.width(), height)


def _lower(box: QRect, height: int) -> QRect:
    return QRect(box.left(), box.center().y() + 2, box.width(), height)
