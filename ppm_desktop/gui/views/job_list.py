"""The list of jobs: selection, keyboard, painted buttons, and frames for the bars that move."""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QRegion,
    QShowEvent,
)
from PySide6.QtWidgets import QListView

from ppm_desktop.gui.delegates.animator import ProgressAnimator
from ppm_desktop.gui.delegates.job_row import ANIMATED, SPINNING, JobRowDelegate
from ppm_desktop.gui.delegates.row_layout import RowButton
from ppm_desktop.gui.models.job_filter import JobFilterModel
from ppm_desktop.gui.models.job_row import JobRow
from ppm_desktop.gui.models.job_table import JobRole
from ppm_desktop.gui.theme import Theme


class JobListView(QListView):
    """Shows a `JobFilterModel`.

    Signals:
        cancel_wanted: A row's cancel button was clicked: job id.
        action_wanted: The accented button of a row was clicked: job id and `JobAction`.
        errors_wanted: A row's errors button was clicked, or Enter on a row with errors: job id.
        details_wanted: Enter on a row without errors: job id.
        menu_wanted: Job id and global position.
        current_changed: Job id of the selected row, or None.
        picked_changed: Other jobs are selected.
    """

    cancel_wanted = Signal(int)
    errors_wanted = Signal(int)
    action_wanted = Signal(int, object)
    details_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)
    current_changed = Signal(object)
    picked_changed = Signal()

    def __init__(self, theme: Theme, animator: ProgressAnimator, model: JobFilterModel) -> None:
        super().__init__()
        self._animator = animator
        self._jobs = model
        self._rows = JobRowDelegate(theme, animator, self)
        self._wanted: int | None = None
        self.setModel(model)
        self.setItemDelegate(self._rows)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Operations"))
        self.verticalScrollBar().setSingleStep(theme.px(28))
        animator.frame.connect(self._on_frame)
        model.rowsInserted.connect(self._on_rows_changed)
        model.dataChanged.connect(self._on_rows_changed)
        model.modelReset.connect(self._on_model_reset)
        self.verticalScrollBar().valueChanged.connect(self._on_rows_changed)

    def current_id(self) -> int | None:
        """The selected job."""
        index = self.currentIndex()
        return int(index.data(JobRole.ID)) if index.isValid() else None

    def picked_ids(self) -> list[int]:
        """The selected jobs, in the order of the list."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._jobs.row_at(row).job.id for row in rows]

    def pick_current(self) -> None:
        """Select the current job alone."""
        self.select(self.current_id())

    def select(self, job_id: int | None) -> None:
        """Select the job once it is listed; None selects nothing."""
        self._wanted = job_id
        for place in range(self._jobs.rowCount()):
            if self._jobs.row_at(place).job.id == job_id:
                # Said outright: otherwise keys that are held down decide whether the others stay selected.
                alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.selectionModel().setCurrentIndex(self._jobs.index(place, 0), alone)
                return
        if job_id is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which job is selected now."""
        super().selectionChanged(selected, deselected)
        current = self.current_id()
        if current is not None:
            self._wanted = current
        self.current_changed.emit(current)
        self.picked_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The delegate paints only the parts of rows inside what is dirty."""
        self._rows.set_dirty(event.region())
        super().paintEvent(event)
        self._rows.set_dirty(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Highlight the painted button under the pointer."""
        hit = self._button_at(event.position().toPoint())
        hot = (hit[0].job.id, hit[1]) if hit is not None else None
        if hot != self._rows.hot:
            self._rows.hot = hot
            pointing = Qt.CursorShape.PointingHandCursor if hot else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(pointing)
            self.viewport().update()
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The pointer is in use: no focus ring."""
        self._rows.shows_focus = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a painted button."""
        super().mouseReleaseEvent(event)
        hit = self._button_at(event.position().toPoint())
        if hit is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        row, button = hit
        if button is RowButton.ERRORS:
            self.errors_wanted.emit(row.job.id)
        elif button is RowButton.MAIN and row.may_main:
            self.action_wanted.emit(row.job.id, row.main_action)
        elif button is RowButton.CANCEL and row.may_cancel:
            self.cancel_wanted.emit(row.job.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the errors, where there are any, else the details."""
        self._rows.shows_focus = True
        self.viewport().update()
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            row: JobRow = index.data(JobRole.ROW)
            wanted = self.errors_wanted if row.job.failed else self.details_wanted
            wanted.emit(row.job.id)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by Tab: the ring shows where the keyboard is."""
        keyboard = (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        if event.reason() in keyboard:
            self._rows.shows_focus = True
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._jobs.rowCount():
            self.setCurrentIndex(self._jobs.index(0, 0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row under the pointer, or by keyboard of the selected one."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            keeps = QItemSelectionModel.SelectionFlag.NoUpdate
            alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, keeps if self.selectionModel().isSelected(index) else alone)
            place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            self.menu_wanted.emit(int(index.data(JobRole.ID)), place)

    def viewportEvent(self, event: QEvent) -> bool:
        """While the pointer is over the list its order is held."""
        if event.type() is QEvent.Type.Enter:
            self._jobs.hold(True)
        elif event.type() is QEvent.Type.Leave:
            self._rows.hot = None
            self._jobs.hold(False)
        return super().viewportEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Bars move again."""
        super().showEvent(event)
        self._animator.run(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: no frames."""
        super().hideEvent(event)
        self._animator.run(False)

    @Slot()
    def _on_rows_changed(self) -> None:
        if self.isVisible() and not self.window().isMinimized():
            self._animator.run(True)

    @Slot()
    def _on_model_reset(self) -> None:
        self.select(self._wanted)
        self._on_rows_changed()

    @Slot()
    def _on_frame(self) -> None:
        region = QRegion()
        for index, row in self._visible_rows():
            if row.state in ANIMATED or self._animator.is_easing(row.job.id):
                region |= self._moving_parts(index, row)
        if region.isEmpty() or self.window().isMinimized():
            self._animator.run(False)
        else:
            self.viewport().update(region)

    def _visible_rows(self) -> list[tuple[QModelIndex, JobRow]]:
        first = self.indexAt(QPoint(1, 1))
        if not first.isValid():
            return []
        height = max(1, self.visualRect(first).height())
        last = min(self._jobs.rowCount(), first.row() + self.viewport().height() // height + 2)
        places = (self._jobs.index(place, 0) for place in range(first.row(), last))
        return [(index, self._jobs.row_at(index.row())) for index in places]

    def _moving_parts(self, index: QModelIndex, row: JobRow) -> QRegion:
        rect = self.visualRect(index)
        layout = self._rows.layout_at(row, rect.width())
        parts = QRegion()
        if row.state not in SPINNING or row.moving or self._animator.is_easing(row.job.id) or not row.job.total:
            parts |= QRegion(layout.bar.translated(rect.topLeft()))
        if row.state in SPINNING and not self._animator.still:
            parts |= QRegion(layout.badge_icon.translated(rect.topLeft()))
        return parts

    def _button_at(self, position: QPoint) -> tuple[JobRow, RowButton] | None:
        index: QModelIndex | QPersistentModelIndex = self.indexAt(position)
        if not index.isValid():
            return None
        row: JobRow = index.data(JobRole.ROW)
        rect: QRect = self.visualRect(index)
        box = self._rows.button_at(row, rect.width(), position - rect.topLeft())
        return (row, box.button) if box is not None and (box.enabled or box.button is RowButton.ERRORS) else None
