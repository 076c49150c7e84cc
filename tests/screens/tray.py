"""The tray's icon and menu, and the question at the end."""

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QLabel

from ppm_desktop.gui.dialogs.quit import QuitDialog
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.tray_icon import SIZES_PX, TrayState, tray_pixmap
from tests.fakes.gui import MOMENT, FakeManager
from tests.fakes.notifications import FakeMessages
from tests.fakes.sync_center import prepared
from tests.screens.studio import Studio

STATES = (TrayState(), TrayState(2, 33), TrayState(2, 78), TrayState(2, 33, attention=True), TrayState(attention=True))
GAP_PX = 8


def pictures(studio: Studio) -> None:
    """The states of the icon, the menu with five operations, and the question with and without a tray."""
    studio.take(icons(studio.theme), "20a-tray-icons")
    tray, manager = FakeMessages(), FakeManager()
    with studio.opened(studio.window(prepared(MOMENT), messages=tray, manager=manager)) as opened:
        assert opened.tray is not None
        menu = opened.tray.menu
        menu.aboutToShow.emit()
        menu.setActiveAction(menu.open_action)
        menu.resize(menu.sizeHint())
        studio.take(menu, "20-tray-menu")
        manager.active = 2
        for name, tray.available in (("19c-quit", True), ("19d-quit", False)):
            opened.close()
            asked = opened.findChildren(QuitDialog)[-1]
            studio.take(asked, name)
            asked.reject()
        manager.active = 0


def icons(theme: Theme) -> QLabel:
    """Every state in a row, in every size."""
    side = max(SIZES_PX) + GAP_PX
    sheet = QPixmap((sum(SIZES_PX) + GAP_PX * len(SIZES_PX)), side * len(STATES))
    sheet.fill(theme.colour("side"))
    painter = QPainter(sheet)
    for row, state in enumerate(STATES):
        left = 0
        for size in SIZES_PX:
            painter.drawPixmap(left, row * side, tray_pixmap(theme, state, size))
            left += size + GAP_PX
    painter.end()
    shown = QLabel()
    shown.setPixmap(sheet)
    return shown
