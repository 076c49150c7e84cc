"""Says of toasts whether all their words are in view; one process for each ``QT_SCALE_FACTOR``."""

import sys

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.notification import Notice, NoticeKind, Notification
from ppm_desktop.gui.notice_words import LOOKS, NoticeText
from ppm_desktop.gui.theme import Theme, ThemeChoice
from ppm_desktop.gui.views.toast import Toast
from tests.fakes.gui import MOMENT

STARTED = "Import 150 produktów rozpoczęty w tle. Otrzymasz powiadomienie po zakończeniu."
TEXTS = {
    "sentence": STARTED,
    "400 characters": (STARTED + " Żółć, gęślą jaźń; zażółć. " * 20)[:400],
    "one word": "MRF-26-S-0042/" * 28,
}


def main() -> int:
    """One line for each theme, size of type and text."""
    application = QApplication([])
    host = QWidget()
    host.resize(1440, 900)
    host.show()
    for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        for percent in (90, 100, 125, 150):
            theme = Theme(choice, scale_percent=percent, reduce_motion=True)
            theme.apply(application)
            for name, text in TEXTS.items():
                toast = _toast(theme, text, host)
                application.processEvents()
                seen = all(_in_view(one, toast) for one in (toast.title_label, toast.text_label))
                scale = toast.devicePixelRatioF()
                print(f"{choice} {percent} % {name} x{scale} {'in view' if seen else 'CUT OFF'}")
                toast.close()
    return 0


def _toast(theme: Theme, text: str, host: QWidget) -> Toast:
    notice = Notice(NoticeKind.STARTED, Computer("KOMPUTER-01", "Marta"), 1)
    words = NoticeText(STARTED, text, LOOKS[NoticeKind.STARTED])
    toast = Toast(theme, Notification(1, notice, 1, MOMENT), words, host)
    toast.appear()
    return toast


def _in_view(label: QLabel, toast: Toast) -> bool:
    """Whether the text, laid out as wide as its label is, fits into the label, and that into the toast."""
    room = label.contentsRect()
    laid_out = QFontMetricsF(label.font()).boundingRect(
        QRect(0, 0, room.width(), 100_000), int(Qt.TextFlag.TextWordWrap), label.text()
    )
    inside = toast.rect().contains(QRect(label.mapTo(toast, room.topLeft()), room.size()))
    return inside and laid_out.height() <= room.height() and laid_out.width() <= room.width() and room.width() > 0


if __name__ == "__main__":
    sys.exit(main())
