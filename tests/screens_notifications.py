"""Pictures of toasts and the notification centre: ``python -m tests.screens_notifications [FOLDER]``."""

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QVariantAnimation
from PySide6.QtWidgets import QApplication, QWidget
from tools.translations import ensure_translations

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.notification import NoticeKind
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.notice_words import NoticeWords
from ppm_desktop.gui.theme import Theme, ThemeChoice
from ppm_desktop.gui.translation import install_translations, locale_of
from ppm_desktop.gui.views.toast import COUNT_DOWN, SHOWN_MS, Toast
from tests.fakes.gui import FakeClock
from tests.fakes.notifications import FakeNotifications, drawn
from tests.fakes.sync_center import prepared, window
from tests.screens_shops import Taker

SIZE = (1440, 900)


def pictures(studio: Taker) -> None:
    """Four toasts; the centre with entries, and empty."""
    clock = FakeClock(datetime.now(UTC))
    kept = FakeNotifications()
    opened = window(studio.theme, studio.language, prepared(clock.now()), notifications=kept, clock=clock)
    opened.resize(*SIZE)
    opened.show()
    kept.rows = drawn(clock.now())
    opened.alerts.centre.refresh()
    _toasts(opened, kept, NoticeWords(Wording(locale_of(studio.language)), Language(studio.language)))
    studio.take(opened, "05-toasts")
    for toast in opened.alerts.toasts.toasts:
        toast.leave()
    opened.alerts.centre.toggle()
    settle(opened)
    studio.take(opened, "05b-notification-centre")
    kept.rows.clear()
    opened.alerts.centre.refresh()
    studio.take(opened, "05c-notification-centre-empty")
    opened.close()
    opened.deleteLater()


def settle(holder: QObject) -> None:
    """Let everything that moves arrive."""
    for animation in holder.findChildren(QVariantAnimation):
        if animation.objectName() != COUNT_DOWN and animation.state() is QVariantAnimation.State.Running:
            animation.setCurrentTime(animation.duration())


def _toasts(opened: MainWindow, kept: FakeNotifications, words: NoticeWords) -> None:
    told = {one.notice.kind: one for one in reversed(kept.rows)}
    for place, kind in enumerate((NoticeKind.STARTED, NoticeKind.FINISHED, NoticeKind.STOPPED, NoticeKind.PARTIAL)):
        notice = replace(told[kind].notice, job_id=100 + place)
        opened.alerts.toasts.tell(replace(told[kind], notice=notice), words.toast(notice))
    settle(opened)
    for place, toast in enumerate(opened.findChildren(Toast), start=2):
        for count_down in [] if toast.stays else toast.findChildren(QVariantAnimation, COUNT_DOWN):
            count_down.setCurrentTime(SHOWN_MS * place // 8)


class _Studio:
    """Makes pictures without the rest of the program's screens."""

    def __init__(self, application: QApplication, theme: Theme, language: str, folder: Path, suffix: str) -> None:
        self._application = application
        self.theme = theme
        self.language = language
        self._folder = folder
        self._suffix = suffix

    def take(self, widget: QWidget, name: str) -> None:
        """Render ``widget`` to a file, once its layout has settled."""
        for _pass in range(6):
            self._application.processEvents()
        file = self._folder / f"{name}-{self._suffix}.png"
        widget.grab().save(str(file))
        print(file)


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
