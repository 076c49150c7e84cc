"""Pictures of the tray's icon and menu and of the question at the end: ``python -m tests.screens_tray [FOLDER]``."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel
from tools.translations import ensure_translations

from ppm_desktop.domain.causes import Language
from ppm_desktop.gui.dialogs.quit import QuitDialog
from ppm_desktop.gui.theme import Theme, ThemeChoice
from ppm_desktop.gui.translation import install_translations
from ppm_desktop.gui.tray_icon import SIZES_PX, TrayState, tray_pixmap
from tests.fakes.gui import FakeClock, FakeManager
from tests.fakes.notifications import FakeMessages
from tests.fakes.sync_center import prepared, window
from tests.screens_notifications import SIZE, _Studio
from tests.screens_shops import Taker

STATES = (TrayState(), TrayState(2, 33), TrayState(2, 78), TrayState(2, 33, attention=True), TrayState(attention=True))
GAP_PX = 8


def pictures(studio: Taker) -> None:
    """The states of the icon, the menu with five operations and with none, and the question with and without a tray."""
    studio.take(_icons(studio.theme), "20a-tray-icons")
    clock, tray, manager = FakeClock(datetime.now(UTC)), FakeMessages(), FakeManager()
    opened = window(studio.theme, studio.language, prepared(clock.now()), messages=tray, manager=manager, clock=clock)
    opened.resize(*SIZE)
    opened.show()
    assert opened.tray is not None
    menu = opened.tray.menu
    menu.aboutToShow.emit()
    menu.setActiveAction(menu.open_action)
    menu.resize(menu.sizeHint())
    studio.take(menu, "20-tray-menu")
    manager.active = 2
    for place, may_hide in enumerate((True, False)):
        tray.available = may_hide
        opened.close()
        asked = opened.findChildren(QuitDialog)[-1]
        studio.take(asked, f"19{'cd'[place]}-quit")
        asked.reject()
    manager.active = 0
    opened.close()
    opened.deleteLater()


def _icons(theme: Theme) -> QLabel:
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


def main(arguments: list[str]) -> int:
    """Make all pictures into the folder named first, ``screenshots`` by default."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(arguments[0]) if arguments else Path("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    ensure_translations()
    application = QApplication([])
    for language in Language:
        translators = install_translations(application, language)
        for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
            theme = Theme(choice, reduce_motion=False)
            theme.apply(application)
            pictures(_Studio(application, theme, language.value, folder, f"{language.value}-{choice.value}"))
        for translator in translators:
            application.removeTranslator(translator)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
