"""One active job in 40 px: what, where, how far, how it stands; its buttons are real ones."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ppm_desktop.domain.job import JobType
from ppm_desktop.gui.delegates.animator import ProgressAnimator
from ppm_desktop.gui.delegates.bar import BarPainter
from ppm_desktop.gui.delegates.job_row import ANIMATED, CHIP_ICONS, type_tile
from ppm_desktop.gui.delegates.text_stamps import TextStamps
from ppm_desktop.gui.models.job_row import JobRow
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.pill import Pill

HEIGHT_PX = 40
EDGE_PX = 12
BAR_PX = 296
SHORTEST_BAR_PX = 120
FULL_WIDTH_PX = 1168
STATE_PX = 212
"""Room at the right for badge and buttons."""


class CompactPainter:
    """What all rows of the strip paint with; `rebuild` after the theme has changed."""

    def __init__(self, theme: Theme, ratio: float) -> None:
        self.stamps = TextStamps(theme)
        self.bar = BarPainter(theme, self.stamps)
        self._theme = theme
        self._ratio = ratio
        self.rebuild()

    def rebuild(self) -> None:
        """Make everything that a row only picks from."""
        theme = self._theme
        self.stamps.clear()
        self.bar.rebuild()
        self.pens = {name: QPen(theme.colour(name)) for name in ("tx", "tx2", "tx3", "fFg", "line", "line2")}
        self.chip_fill = theme.colour("control")
        self.tiles = {job_type: type_tile(theme, job_type, self._ratio, 24, 14) for job_type in JobType}
        self.chips = {name: self._chip(name) for name in CHIP_ICONS}
        self.metrics = {style: QFontMetrics(theme.font(style)) for style in TextStyle}

    def _chip(self, icon: str) -> QPixmap:
        return self._theme.icons.pixmap(icon, self._theme.colour("tx2"), self._theme.px(12), self._ratio)


class CompactRow(QWidget):
    """Shows one `JobRow` at a time.

    Signals:
        opened, errors_wanted, cancel_wanted: The job's number.
    """

    opened = Signal(int)
    errors_wanted = Signal(int)
    cancel_wanted = Signal(int)

    def __init__(self, theme: Theme, paint: CompactPainter, animator: ProgressAnimator) -> None:
        super().__init__()
        self._theme = theme
        self._paint = paint
        self._animator = animator
        self._row: JobRow | None = None
        self.setFixedHeight(theme.px(HEIGHT_PX))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._badge = Pill(theme)
        self._badge.setParent(self)
        self.errors = self._button("errors", "triangle-alert", "fFg")
        self.errors.clicked.connect(self._on_errors)
        self.cancel = self._button("cancel", "ban", "xFg")
        self.cancel.clicked.connect(self._on_cancel)

    def show_row(self, row: JobRow) -> None:
        """Show the job as it stands."""
        self._row = row
        self.setAccessibleName(row.accessible)
        self._badge.show_state(row.state, row.badge)
        self.errors.setVisible(bool(row.errors_button))
        self.errors.setText(str(row.job.failed))
        self.errors.setToolTip(row.errors_button)
        self.errors.setAccessibleName(row.errors_button)
        self.cancel.setVisible(bool(row.cancel_button))
        self.cancel.setEnabled(row.may_cancel)
        self.cancel.setToolTip(row.cancel_button if row.may_cancel else row.why_not)
        self.cancel.setAccessibleName(row.cancel_button)
        self._place()
        self.update()

    def moves(self) -> bool:
        """Whether its bar is to be painted with the next frame."""
        return self._row is not None and (self._row.state in ANIMATED or self._animator.is_easing(self._row.job.id))

    def update_bar(self) -> None:
        """Paint the bar anew."""
        self.update(self._bar_box())

    def refit(self) -> None:
        """The theme has changed."""
        for button, icon, token in ((self.errors, "triangle-alert", "fFg"), (self.cancel, "ban", "xFg")):
            size = self._theme.px(12)
            button.setIcon(self._theme.icons.icon(icon, self._theme.colour(token), size, self._theme.colour("txd")))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Badge and buttons keep to the right."""
        super().resizeEvent(event)
        self._place()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click shows the job in the Sync Center."""
        if self._row is not None and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._row.job.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the bar while only the bar moves."""
        if self._row is None:
            return
        painter = QPainter(self)
        bar = self._bar_box()
        if not bar.contains(event.rect()):
            self._paint_texts(painter, self._row, bar)
        shown = self._animator.shown(self._row.job.id, self._row.fraction)
        phase_s, still = self._animator.phase_s(), self._animator.still
        self._paint.bar.paint(painter, QRectF(bar), self._row, shown, phase_s, still=still)

    def _paint_texts(self, painter: QPainter, row: JobRow, bar: QRect) -> None:
        px, stamps, pens = self._theme.px, self._paint.stamps, self._paint.pens
        painter.setPen(pens["line"])
        painter.drawLine(0, 0, self.width(), 0)
        painter.drawPixmap(px(EDGE_PX), px(8), self._paint.tiles[row.job.type])
        end = bar.left() - px(12)
        for text, pen in ((row.errors, "fFg"), (row.count, "tx3")):
            if text:
                left = end - stamps.width(text, TextStyle.COUNT)
                painter.setPen(pens[pen])
                stamps.draw(painter, QRectF(left, 0, 1, self.height()), text, TextStyle.COUNT)
                end = int(left) - px(8)
        self._paint_title(painter, row, end - px(8))

    def _paint_title(self, painter: QPainter, row: JobRow, end: int) -> None:
        px, paint = self._theme.px, self._paint
        left = px(EDGE_PX + 24 + 12)
        painter.setPen(paint.pens["tx2"])
        paint.stamps.draw(painter, QRect(left, 0, 1, self.height()), row.verb, TextStyle.BODY)
        left += round(paint.stamps.width(row.verb, TextStyle.BODY)) + px(4)
        chip = px(28) + paint.metrics[TextStyle.CAPTION].horizontalAdvance(row.chip) if row.chip else 0
        if chip > (end - left) / 2:
            chip = 0
        room = end - left - (chip + px(12) if chip else 0)
        shop = paint.metrics[TextStyle.PRIMARY].elidedText(row.job.shop_name, Qt.TextElideMode.ElideRight, room)
        painter.setPen(paint.pens["tx"])
        paint.stamps.draw(painter, QRect(left, 0, 1, self.height()), shop, TextStyle.PRIMARY)
        if chip:
            left += round(paint.stamps.width(shop, TextStyle.PRIMARY)) + px(12)
            self._paint_chip(painter, row, QRect(left, px(10), chip, px(20)))

    def _paint_chip(self, painter: QPainter, row: JobRow, box: QRect) -> None:
        px = self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._paint.pens["line2"])
        painter.setBrush(self._paint.chip_fill)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.drawPixmap(box.left() + px(6), box.top() + px(4), self._paint.chips[row.chip_icon])
        painter.setPen(self._paint.pens["tx2"])
        self._paint.stamps.draw(painter, box.adjusted(px(22), 0, 0, 0), row.chip, TextStyle.CAPTION)

    def _bar_box(self) -> QRect:
        px = self._theme.px
        right = self.width() - px(EDGE_PX) - px(STATE_PX) - px(12)
        width = min(px(BAR_PX), max(px(SHORTEST_BAR_PX), px(BAR_PX) - (px(FULL_WIDTH_PX) - self.width())))
        return QRect(right - width, px(12), width, px(16))

    def _place(self) -> None:
        px = self._theme.px
        right = self.width() - px(EDGE_PX)
        self._badge.adjustSize()
        self._badge.move(right - px(STATE_PX), px(8))
        for button in (self.cancel, self.errors):
            if not button.isHidden():
                wide = (
                    px(24) if button is self.cancel else px(34) + button.fontMetrics().horizontalAdvance(button.text())
                )
                button.setGeometry(right - wide, px(8), wide, px(24))
                right -= wide + px(8)

    def _button(self, kind: str, icon: str, token: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("small", kind)
        button.setFont(self._theme.font(TextStyle.BADGE))
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setIcon(self._theme.icons.icon(icon, self._theme.colour(token), self._theme.px(12)))
        return button

    @Slot()
    def _on_errors(self) -> None:
        if self._row is not None:
            self.errors_wanted.emit(self._row.job.id)

    @Slot()
    def _on_cancel(self) -> None:
        if self._row is not None and self._row.may_cancel:
            self.cancel_wanted.emit(self._row.job.id)
