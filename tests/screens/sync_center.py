"""The Sync Center with work going on, and the context menu."""

from dataclasses import replace

from ppm_desktop.domain.job import JobSnapshot
from ppm_desktop.gui.main_window import MainWindow
from tests.fakes.gui import MOMENT, FakeClock
from tests.fakes.sync_center import prepared
from tests.screens.studio import Studio

WATCHED_S = 7 * 60
PER_MINUTE = 59


def pictures(studio: Studio) -> None:
    """The window as it is seen most."""
    clock = FakeClock()
    with studio.opened(studio.window(prepared(MOMENT), clock=clock)) as opened:
        watch(opened, clock)
        studio.take(opened, "01-sync-center")
        menu = opened.sync_center.make_menu(2467)
        assert menu is not None
        studio.take(menu, "01b-context-menu")


def watch(opened: MainWindow, clock: FakeClock) -> None:
    """Let the first job move for some minutes, as it would while somebody looks on."""
    row = opened.model.row(2481)
    assert row is not None
    last = row.job
    start = last.processed - PER_MINUTE * WATCHED_S // 60

    def at(second: int) -> JobSnapshot:
        slower = 12 if 150 < second < 260 else 0
        return replace(last, processed=max(0, start + PER_MINUTE * second // 60 - slower), failed=0)

    clock.advance(-WATCHED_S)
    for second in range(0, WATCHED_S, 3):
        opened.rates.observe([at(second)])
        clock.advance(3)
    opened.rates.observe([last])
    clock.advance(1)  # figures are read once a second
    opened.feed.changed.emit()
