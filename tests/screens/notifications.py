"""Toasts and the notification centre."""

from dataclasses import replace

from PySide6.QtCore import QVariantAnimation

from ppm_desktop.domain.notification import NoticeKind
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.notice_words import NoticeWords
from ppm_desktop.gui.views.toast import COUNT_DOWN, SHOWN_MS
from tests.fakes.gui import MOMENT
from tests.fakes.notifications import FakeNotifications, drawn
from tests.fakes.sync_center import prepared
from tests.screens.studio import Studio

TOLD = (NoticeKind.STARTED, NoticeKind.FINISHED, NoticeKind.STOPPED, NoticeKind.PARTIAL)


def pictures(studio: Studio) -> None:
    """Four toasts; the centre with entries, and empty."""
    kept = FakeNotifications()
    with studio.opened(studio.window(prepared(MOMENT), notifications=kept)) as opened:
        kept.rows = drawn(MOMENT)
        opened.alerts.centre.refresh()
        tell(opened, kept, NoticeWords(studio.wording, studio.language))
        studio.take(opened, "05-toasts")
        for toast in opened.alerts.toasts.toasts:
            toast.leave()
        opened.alerts.centre.toggle()
        studio.take(opened, "05b-notification-centre")
        kept.rows.clear()
        opened.alerts.centre.refresh()
        studio.take(opened, "05c-notification-centre-empty")


def tell(opened: MainWindow, kept: FakeNotifications, words: NoticeWords) -> None:
    """Show a toast of each kind; the longer it has been there, the less of its time is left."""
    told = {one.notice.kind: one for one in reversed(kept.rows)}
    for place, kind in enumerate(TOLD):
        notice = replace(told[kind].notice, job_id=100 + place)
        opened.alerts.toasts.tell(replace(told[kind], notice=notice), words.toast(notice))
    for place, toast in enumerate(reversed(opened.alerts.toasts.toasts), start=2):
        for count_down in [] if toast.stays else toast.findChildren(QVariantAnimation, COUNT_DOWN):
            count_down.setCurrentTime(SHOWN_MS * place // 8)
