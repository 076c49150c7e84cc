"""A check box as lists paint it: empty, checked, or checked in part."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ppm_desktop.gui.theme import Theme


def paint_check(painter: QPainter, theme: Theme, box: QRect, state: Qt.CheckState | None, ratio: float) -> None:
    """Paint the 16 px ``box`` in ``state``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
    radius = theme.px(4)
    if state in (None, Qt.CheckState.Unchecked):
        painter.setPen(theme.colour("ctl"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(outline, radius, radius)
        return
    painter.setPen(QPen(theme.colour("acc" if theme.dark else "barEdge")))
    painter.setBrush(theme.colour("acc"))
    painter.drawRoundedRect(outline, radius, radius)
    inner = theme.px(12)
    sign = "check" if state is Qt.CheckState.Checked else "minus"
    icon = theme.icons.pixmap(f"{sign}-on-accent", theme.colour("onAcc"), inner, ratio)
    offset = (box.width() - inner) // 2
    painter.drawPixmap(box.left() + offset, box.top() + offset, icon)
