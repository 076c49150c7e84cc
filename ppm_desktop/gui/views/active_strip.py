"""The active operations above the product list: three of them in rows, the others in a sentence."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ppm_desktop.gui.active_jobs import ActiveJobs
from ppm_desktop.gui.delegates.animator import ProgressAnimator
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.job_row import JobRow
from ppm_desktop.gui.rates import JobRates
from ppm_desktop.gui.remembered import Remembered
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.compact_row import CompactPainter, CompactRow
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, GlyphButton, IconButton, label

SHOWN_ROWS = 3
TICK_EVERY_MS = 1000
_COLLAPSED = "products/strip_collapsed"


class ActiveStrip(QFrame):
    """Gone while nothing is active; collapses to its head, and remembers that.

    Signals:
        opened, errors_wanted, cancel_wanted: The number of a job.
        all_wanted: The Sync Center.
    """

    opened = Signal(int)
    errors_wanted = Signal(int)
    cancel_wanted = Signal(int)
    all_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        active: ActiveJobs,
        rates: JobRates,
        remembered: Remembered,
        monotonic_s: Callable[[], float],
    ) -> None:
        super().__init__()
        self._theme = theme
        self._wording = wording
        self._active = active
        self._rates = rates
        self._remembered = remembered
        self._wanted = True
        self._rows: list[JobRow] = []
        self.animator = ProgressAnimator(monotonic_s, still=theme.reduce_motion, parent=self)
        self.animator.frame.connect(self._on_frame)
        self._painter = CompactPainter(theme, self.devicePixelRatioF())
        around = QVBoxLayout(self)
        around.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), 0)
        frame = QFrame()
        frame.setObjectName("activeStrip")
        around.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        self.rows = [self._make_row() for _ in range(SHOWN_ROWS)]
        for row in self.rows:
            column.addWidget(row)
        self._more = ElidedLabel(theme, TextStyle.CAPTION, "stripMore")
        self._more.setFixedHeight(theme.px(32))
        column.addWidget(self._more)
        self._timer = QTimer(self)
        self._timer.setObjectName("strip-times")
        self._timer.setInterval(TICK_EVERY_MS)
        self._timer.timeout.connect(self._on_tick)
        active.changed.connect(self._on_changed)
        theme.changed.connect(self._on_theme_changed)
        self.hide()

    @property
    def collapsed(self) -> bool:
        """Whether only the head is shown."""
        return self._remembered.flag(_COLLAPSED, default=False)

    def set_wanted(self, wanted: bool) -> None:
        """Whether there is room for it at all."""
        self._wanted = wanted
        self.refresh()

    def refresh(self) -> None:
        """Show the operations as they stand now; call when the page has come into view."""
        self._rows = self._active.rows()
        self.setVisible(self._wanted and bool(self._rows))
        if self._rows and self._wanted:
            self._show_rows()

    def showEvent(self, event: QShowEvent) -> None:
        """Times and bars move while it is seen."""
        super().showEvent(event)
        self._timer.start()
        self.animator.run(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._timer.stop()
        self.animator.run(False)

    def _make_head(self) -> QFrame:
        px = self._theme.px
        head = QFrame()
        head.setFixedHeight(px(40))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(12), 0, px(8), 0)
        row.setSpacing(px(12))
        row.addWidget(Glyph(self._theme, "list-checks", "accTx"))
        row.addWidget(label(self._theme, TextStyle.PRIMARY, "strong", self.tr("Active operations")))
        self._summary = ElidedLabel(self._theme, TextStyle.CAPTION, "muted")
        row.addWidget(self._summary, 1)
        self.all_button = IconButton(self._theme, "", self.tr("Open Sync Center"), "link")
        self.all_button.setFont(self._theme.font(TextStyle.CONTROL))
        self.all_button.clicked.connect(self.all_wanted)
        row.addWidget(self.all_button)
        self._fold = GlyphButton(self._theme, "chevron-down", self.tr("Collapse"), 32)
        self._unfold = GlyphButton(self._theme, "chevron-up", self.tr("Expand"), 32)
        for button in (self._fold, self._unfold):
            button.clicked.connect(self.toggle)
            row.addWidget(button)
        return head

    def _make_row(self) -> CompactRow:
        row = CompactRow(self._theme, self._painter, self.animator)
        row.opened.connect(self.opened)
        row.errors_wanted.connect(self.errors_wanted)
        row.cancel_wanted.connect(self.cancel_wanted)
        return row

    @Slot()
    def toggle(self) -> None:
        """Collapse it, or expand it again."""
        self._remembered.set_flag(_COLLAPSED, not self.collapsed)
        self.refresh()

    @Slot()
    def _on_changed(self) -> None:
        page = self.parentWidget()
        if page is not None and page.isVisible():
            self.refresh()

    def _show_rows(self) -> None:
        collapsed = self.collapsed
        self._fold.setVisible(not collapsed)
        self._unfold.setVisible(collapsed)
        self._summary.set_text(self._summarise())
        for place, widget in enumerate(self.rows):
            shown = not collapsed and place < len(self._rows)
            widget.setVisible(shown)
            if shown:
                widget.show_row(self._rows[place])
        others = self._rows[SHOWN_ROWS:]
        self._more.setVisible(bool(others) and not collapsed)
        if others:
            self._more.set_text(self._more_text(others))
        if self.isVisible() and any(row.moves() for row in self.rows):
            self.animator.run(True)

    def _summarise(self) -> str:
        count = len(self._rows)
        text = self.tr("{n} operations", "", count).format(n=self._wording.number(count))
        rate = self._rates.total_per_minute()
        if rate < 1:
            return text
        per_minute = self.tr("{n} products/min", "", round(rate)).format(n=self._wording.number(round(rate)))
        return f"{text} · {per_minute}"

    def _more_text(self, others: Sequence[JobRow]) -> str:
        names = ", ".join(f"{row.verb} {row.job.shop_name} {row.percent or row.badge.lower()}" for row in others)
        count = len(others)
        text = self.tr("{n} more operations: {names}", "", count)
        return text.format(n=self._wording.number(count), names=names)

    @Slot()
    def _on_tick(self) -> None:
        self._active.model.tick(every_row=False)
        self.refresh()

    @Slot()
    def _on_frame(self) -> None:
        moving = [row for row in self.rows if row.isVisible() and row.moves()]
        for row in moving:
            row.update_bar()
        if not moving or self.window().isMinimized():
            self.animator.run(False)

    @Slot()
    def _on_theme_changed(self) -> None:
        self._painter.rebuild()
        for row in self.rows:
            row.refit()
