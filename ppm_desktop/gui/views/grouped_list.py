"""What grouped lists have in common: a tree without branches, names of columns, groups that open and close."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTreeView, QWidget

from ppm_desktop.gui.delegates.grouped_cells import GroupedCellDelegate
from ppm_desktop.gui.models.grouped import AnyIndex, GroupedModel
from ppm_desktop.gui.theme import TextStyle, Theme

HEAD_PX = 32
_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class GroupedHead(QHeaderView):
    """Names of the columns, painted as the design has them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(theme.px(24))
        self.setStretchLastSection(False)

    def name(self, names: Sequence[str]) -> None:
        """What the columns are called."""
        self._names = tuple(names)

    def sizeHint(self) -> QSize:
        """32 px high."""
        return QSize(super().sizeHint().width(), self._theme.px(HEAD_PX))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """The name of a column."""
        painter.save()
        painter.fillRect(rect, self._theme.colour("surface"))
        painter.setPen(self._theme.colour("line2"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(self._theme.font(TextStyle.BADGE))
        painter.setPen(self._theme.colour("tx3"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, int(left), self._names[logicalIndex] if self._names else "")
        painter.restore()


class GroupedList(QTreeView):
    """Shows a `GroupedModel`; groups are open unless a person closed them.

    Attributes:
        head: Names of the columns.
        widths_px: Width of each column in design px; what is left over is shared by those of 0.
    """

    widths_px: tuple[int, ...] = ()

    def __init__(self, theme: Theme, model: GroupedModel) -> None:
        super().__init__()
        self.setObjectName("grouped")
        self._theme = theme
        self._grouped = model
        self._closed: set[object] = set()
        self._cells: GroupedCellDelegate | None = None
        self.setModel(model)
        self.head = GroupedHead(theme, self)
        self.setHeader(self.head)
        self.head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setItemsExpandable(False)  # a double click edits or does nothing
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(theme.px(25))
        model.modelReset.connect(self._on_model_reset)
        self._on_model_reset()

    def use(self, cells: GroupedCellDelegate) -> None:
        """Paint with ``cells``."""
        self._cells = cells
        self.setItemDelegate(cells)

    def switch(self, head: AnyIndex) -> None:
        """Open or close a group."""
        first = head.sibling(head.row(), 0)
        self.setExpanded(first, not self.isExpanded(first))
        self._closed ^= {self._grouped.group_key(head.row())}

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The focus ring goes around the whole row."""
        super().drawRow(painter, options, index)
        self.draw_ring(painter, options, index)

    def draw_ring(self, painter: QPainter, options: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the focus ring where the keyboard is at this row."""
        current = self.currentIndex()
        here = current.isValid() and current.row() == index.row() and current.internalId() == index.internalId()
        if here and self.hasFocus() and self._cells is not None:
            row = QRect(0, options.rect.top(), self.viewport().width(), options.rect.height())
            self._cells.paint_ring(painter, row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse is in use: no ring."""
        if self._cells is not None:
            self._cells.shows_focus = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right close and open groups; Left of a row goes to its head."""
        if self._cells is not None:
            self._cells.shows_focus = True
            self.viewport().update()
        current = self.currentIndex()
        key = event.key()
        if current.isValid() and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._on_side_key(current, opens=key == Qt.Key.Key_Right)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by Tab: the ring shows where the keyboard is."""
        if self._cells is not None:
            self._cells.shows_focus |= event.reason() in _KEYBOARD
        if not self.currentIndex().isValid() and self._grouped.rowCount():
            self.setCurrentIndex(self._grouped.index(0, 1))
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out the columns anew."""
        super().resizeEvent(event)
        self._lay_out()

    def _on_side_key(self, current: AnyIndex, *, opens: bool) -> None:
        head = current if GroupedModel.is_head(current) else self._grouped.index(GroupedModel.group_of(current), 1)
        if GroupedModel.is_head(current) and self.isExpanded(head.sibling(head.row(), 0)) is not opens:
            self.switch(head)
        elif not GroupedModel.is_head(current) and not opens:
            self.setCurrentIndex(self._grouped.index(GroupedModel.group_of(current), 1))

    def _lay_out(self) -> None:
        px = self._theme.px
        fixed = sum(px(width) for width in self.widths_px)
        free = max(0, self.viewport().width() - fixed)
        flexible = [place for place, width in enumerate(self.widths_px) if not width]
        for place, width in enumerate(self.widths_px):
            share = free // len(flexible) if flexible and not width else px(width)
            self.setColumnWidth(place, share)
        if flexible:
            rest = free - (free // len(flexible)) * len(flexible)
            self.setColumnWidth(flexible[-1], self.columnWidth(flexible[-1]) + rest)

    @Slot()
    def _on_model_reset(self) -> None:
        if not self._closed:
            self.expandAll()
            return
        for place in range(self._grouped.rowCount()):
            head = self._grouped.index(place, 0)
            self.setExpanded(head, self._grouped.group_key(place) not in self._closed)
