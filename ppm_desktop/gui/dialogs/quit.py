"""What becomes of the operations of this computer when its window is closed."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ppm_desktop.domain.job import RowState
from ppm_desktop.gui.dialogs.confirm import ConfirmDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.job_row import JobRow
from ppm_desktop.gui.rates import JobRates
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.tray_menu import job_state_text
from ppm_desktop.gui.views.widgets import ElidedLabel, IconButton, label

LISTED = 4
ROW_PX = 30

translate = QCoreApplication.translate


class QuitDialog(ConfirmDialog):
    """Offers the tray where there is one; only "back" and the tray lose nothing.

    Attributes:
        cancel_button: Cancels everything.

    Signals:
        cancel_wanted: The operations shall be cancelled, and the program end.
        hide_wanted: They shall go on in the tray.
    """

    cancel_wanted = Signal()
    hide_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        running: int,
        rows: Sequence[JobRow],
        rates: JobRates,
        *,
        may_hide: bool,
        parent: QWidget | None = None,
    ) -> None:
        """``running`` operations wait or run here, ``rows`` are those of them that are listed."""
        cancel = translate("QuitDialog", "Cancel operations and quit")
        if may_hide:
            text = translate("QuitDialog", "In the tray they go on. After quitting you can finish them later.")
            action = translate("QuitDialog", "Keep running in tray")
        else:
            text = translate("QuitDialog", "What is saved stays. You can finish the rest later.")
            action = cancel
        question = wording.running_here(running)
        super().__init__(theme, "power", question, text, action, running, parent, harmless=may_hide)
        self.confirmed.connect(self.hide_wanted if may_hide else self.cancel_wanted)
        self.cancel_button = self.action_button
        if may_hide:
            self.cancel_button = IconButton(theme, "", cancel, "quiet")
            self.cancel_button.setObjectName("lose")
            self.cancel_button.clicked.connect(self._on_cancel)
            self.foot.insertWidget(0, self.cancel_button)
        if rows:
            self.lines.addSpacing(theme.px(8))
            self.lines.addWidget(_table(theme, wording, rows[:LISTED], rates))

    @Slot()
    def _on_cancel(self) -> None:
        self.cancel_wanted.emit()
        self.accept()


def _table(theme: Theme, wording: Wording, rows: Sequence[JobRow], rates: JobRates) -> QFrame:
    frame = QFrame()
    frame.setObjectName("countTile")
    column = QVBoxLayout(frame)
    column.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
    column.setSpacing(0)
    for place, row in enumerate(rows):
        holder = QFrame()
        holder.setObjectName("parted" if place else "")
        holder.setFixedHeight(theme.px(ROW_PX))
        cells = QHBoxLayout(holder)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(theme.px(12))
        cells.addWidget(ElidedLabel(theme, TextStyle.CAPTION, "muted", f"{row.verb} {row.job.shop_name}"), 1)
        cells.addWidget(label(theme, TextStyle.SECTION, "strong", _stand(wording, row, rates)))
        column.addWidget(holder)
    return frame


def _stand(wording: Wording, row: JobRow, rates: JobRates) -> str:
    """``33,0%, ok. 14 min``, or what it waits for."""
    text = job_state_text(row)
    left_s = rates.remaining_s(row.job.id) if row.state is RowState.PROCESSING else None
    return text if left_s is None else f"{text}, {wording.remaining(left_s)}"
