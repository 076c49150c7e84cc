"""Toasts: what they say is all in view, how many there are, how long they stay, what their buttons want."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QVariantAnimation
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.notification import Notice, NoticeAction, NoticeKind, Notification
from ppm_desktop.gui import toasts as module
from ppm_desktop.gui.notice_words import LOOKS, NoticeButton, NoticeText
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.toasts import MOST, ToastStack
from ppm_desktop.gui.views.floating import Shadow
from ppm_desktop.gui.views.floating_bar import FloatingBar
from ppm_desktop.gui.views.toast import COUNT_DOWN, SHOWN_MS, WIDTH_PX, Toast
from tests.fakes.gui import MOMENT

STARTED = "Import 150 produktów rozpoczęty w tle. Otrzymasz powiadomienie po zakończeniu."
LONG = (STARTED + " ") * 5
BUTTONS = (
    NoticeButton(NoticeAction.SHOW_ERRORS, "Pokaż błędy (12)", "triangle-alert", "errors"),
    NoticeButton(NoticeAction.RETRY, "Ponów tylko błędne", "rotate-cw", "primary"),
)


def notification(kind: NoticeKind = NoticeKind.STARTED, job_id: int = 1) -> Notification:
    return Notification(job_id, Notice(kind, Computer("KOMPUTER-01", "Marta"), job_id), 1, MOMENT)


def words(kind: NoticeKind = NoticeKind.STARTED, text: str = STARTED) -> NoticeText:
    return NoticeText("Import rozpoczęty w tle", text, LOOKS[kind], BUTTONS)


@pytest.fixture
def host(theme: Theme, qtbot: QtBot) -> QWidget:
    shown = QWidget()
    shown.resize(1440, 900)
    qtbot.addWidget(shown)
    shown.show()
    return shown


@pytest.fixture
def stack(theme: Theme, host: QWidget) -> ToastStack:
    below = QWidget(host)
    below.setFixedHeight(28)
    return ToastStack(theme, host, below)


@pytest.fixture
def tell(stack: ToastStack) -> Callable[..., Toast]:
    """Tells one notice and gives its toast."""

    def show(kind: NoticeKind = NoticeKind.STARTED, job_id: int = 1, text: str = STARTED) -> Toast:
        stack.tell(notification(kind, job_id), words(kind, text))
        return stack.toasts[-1]

    return show


def count_down(toast: Toast) -> QVariantAnimation:
    found = toast.findChild(QVariantAnimation, COUNT_DOWN)
    assert isinstance(found, QVariantAnimation)
    return found


def shown_ids(stack: ToastStack) -> list[int | None]:
    return [one.notification.notice.job_id for one in stack.toasts]


@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_every_word_is_in_view_at_every_scale(scale: str) -> None:
    environment = os.environ | {"QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
    root = Path(__file__).parents[2]
    measured = subprocess.run(
        [sys.executable, "-m", "tests.gui.toast_heights"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert measured.returncode == 0, measured.stderr
    lines = measured.stdout.splitlines()
    assert len(lines) == 24, measured.stdout  # 2 themes, 4 sizes of type, 3 texts
    assert not [line for line in lines if not line.endswith(f"x{float(scale)} in view")], measured.stdout


def test_it_is_448_wide_and_never_lower_than_72(tell: Callable[..., Toast]) -> None:
    toast = tell(text="")
    assert toast.width() == WIDTH_PX
    assert toast.height() >= 72
    assert tell(text=LONG).height() > 150


def test_it_lies_in_the_lower_right_corner_above_the_status_bar(tell: Callable[..., Toast], host: QWidget) -> None:
    first, second = tell(job_id=1), tell(job_id=2)
    settle(first, second)
    assert (second.geometry().right() + 1, second.geometry().bottom() + 1) == (1440 - 16, 900 - 28 - 16)
    assert first.geometry().bottom() + 1 + 12 == second.geometry().top()
    host.resize(1100, 700)
    assert (second.geometry().right() + 1, second.geometry().bottom() + 1) == (1100 - 16, 700 - 28 - 16)


def settle(*toasts: Toast) -> None:
    """Let them arrive."""
    for toast in toasts:
        for animation in toast.findChildren(QVariantAnimation):
            if animation.objectName() != COUNT_DOWN:
                animation.setCurrentTime(animation.duration())


def test_at_most_four_those_that_go_by_themselves_make_room_first(
    tell: Callable[..., Toast], stack: ToastStack
) -> None:
    tell(NoticeKind.STOPPED, 1)
    for job_id in range(2, 5):
        tell(NoticeKind.FINISHED, job_id)
    tell(NoticeKind.PARTIAL, 5)
    assert shown_ids(stack) == [1, 3, 4, 5]
    for job_id in range(6, 9):
        tell(NoticeKind.STOPPED, job_id)
    assert shown_ids(stack) == [5, 6, 7, 8]
    assert len(stack.toasts) == MOST


def test_fewer_where_the_window_is_low(tell: Callable[..., Toast], stack: ToastStack, host: QWidget) -> None:
    host.resize(1024, 520)
    for job_id in range(1, 5):
        tell(NoticeKind.STOPPED, job_id, LONG)
    assert shown_ids(stack) == [3, 4]
    assert stack.toasts[0].geometry().top() >= 0


def test_the_same_job_replaces_its_own(tell: Callable[..., Toast], stack: ToastStack) -> None:
    tell(NoticeKind.STARTED, 1)
    tell(NoticeKind.STARTED, 2)
    tell(NoticeKind.FINISHED, 1)
    assert shown_ids(stack) == [2, 1]
    assert stack.toasts[-1].notification.notice.kind is NoticeKind.FINISHED


@pytest.mark.parametrize("kind", [NoticeKind.STARTED, NoticeKind.FINISHED, NoticeKind.DATABASE_AWAY])
def test_after_eight_seconds_it_goes(
    kind: NoticeKind, tell: Callable[..., Toast], stack: ToastStack, qtbot: QtBot
) -> None:
    toast = tell(kind)
    assert toast.remaining_ms() == SHOWN_MS == 8_000
    with qtbot.waitSignal(toast.gone):
        count_down(toast).setCurrentTime(SHOWN_MS)
    assert stack.toasts == ()


@pytest.mark.parametrize("kind", [NoticeKind.STOPPED, NoticeKind.PARTIAL, NoticeKind.PAUSED])
def test_failures_stay_until_they_are_closed(
    kind: NoticeKind, tell: Callable[..., Toast], stack: ToastStack, qtbot: QtBot
) -> None:
    toast = tell(kind)
    assert count_down(toast).state() is QVariantAnimation.State.Stopped
    with qtbot.waitSignal(toast.gone):
        toast.close_button.click()
    assert stack.toasts == ()


def test_it_waits_while_the_pointer_or_the_keyboard_is_on_it(tell: Callable[..., Toast], qtbot: QtBot) -> None:
    toast = tell()
    running, paused = QVariantAnimation.State.Running, QVariantAnimation.State.Paused
    place = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(place, place, place))
    assert count_down(toast).state() is paused
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert count_down(toast).state() is running
    toast.window().activateWindow()
    toast.close_button.setFocus()
    qtbot.waitUntil(lambda: count_down(toast).state() is paused)
    toast.close_button.clearFocus()
    assert count_down(toast).state() is running


def test_f8_goes_to_the_newest_and_esc_closes_it(tell: Callable[..., Toast], stack: ToastStack, qtbot: QtBot) -> None:
    tell(NoticeKind.STOPPED, 1)
    newest = tell(NoticeKind.STOPPED, 2)
    stack.focus_newest()
    assert newest.window().focusWidget() is newest
    with qtbot.waitSignal(newest.gone):
        QTest.keyClick(newest, Qt.Key.Key_Escape)
    assert shown_ids(stack) == [1]


def test_buttons_tell_the_job_and_what_is_wanted(tell: Callable[..., Toast], stack: ToastStack, qtbot: QtBot) -> None:
    toast = tell(NoticeKind.PARTIAL, 7)
    retry = next(one for one in toast.findChildren(QPushButton) if one.text().startswith("Ponów"))
    with qtbot.waitSignal(stack.acted) as acted:
        retry.click()
    told, action = acted.args
    assert (told.notice.job_id, action) == (7, NoticeAction.RETRY)
    assert stack.toasts == ()


def test_better_words_leave_it_where_it_is(tell: Callable[..., Toast], stack: ToastStack) -> None:
    toast = tell(text=STARTED)
    settle(toast)
    lower = toast.geometry().bottom()
    count_down(toast).setCurrentTime(3_000)
    stack.reword(notification(), words(text=LONG))
    assert stack.toasts == (toast,)
    assert toast.text_label.text() == LONG
    assert toast.geometry().bottom() == lower
    assert toast.remaining_ms() < SHOWN_MS


def test_it_keeps_clear_of_the_drawer(tell: Callable[..., Toast], stack: ToastStack) -> None:
    toast = tell()
    settle(toast)
    right = toast.geometry().right()
    stack.set_inset(448)
    assert toast.geometry().right() == right - 448


def test_nothing_rises_when_motion_is_reduced(tell: Callable[..., Toast], stack: ToastStack) -> None:
    toast = tell()
    before = toast.pos()
    settle(toast)
    assert toast.pos() == before


def test_it_rises_sixteen_pixels_otherwise(host: QWidget, tell: Callable[..., Toast], theme: Theme) -> None:
    theme.reduce_motion = False
    toast = tell()
    before = toast.pos()
    settle(toast)
    assert before - toast.pos() == QPoint(0, 16)


@pytest.mark.parametrize(
    ("kind", "politeness"),
    [
        (NoticeKind.FINISHED, QAccessible.AnnouncementPoliteness.Polite),
        (NoticeKind.STOPPED, QAccessible.AnnouncementPoliteness.Assertive),
    ],
)
def test_a_screen_reader_says_it_once(
    kind: NoticeKind,
    politeness: QAccessible.AnnouncementPoliteness,
    tell: Callable[..., Toast],
    stack: ToastStack,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[tuple[str, QAccessible.AnnouncementPoliteness]] = []

    class Ear:
        AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

        @staticmethod
        def updateAccessibility(event: QAccessibleAnnouncementEvent) -> None:  # Qt's name
            said.append((event.message(), event.politeness()))

    monkeypatch.setattr(module, "QAccessible", Ear)
    toast = tell(kind)
    stack.reword(replace(toast.notification), words(kind, LONG))
    assert said == [(f"Import rozpoczęty w tle. {STARTED}", politeness)]


def test_toasts_leave_a_bar_of_picked_rows_in_reach(
    stack: ToastStack, host: QWidget, theme: Theme, tell: Callable[..., Toast]
) -> None:
    bar = FloatingBar(theme, host)
    bar.hide()
    stack.stay_above(bar)
    toast = tell()
    low = toast.geometry().bottom()
    bar.show()
    bar.place()
    assert toast.geometry().bottom() < bar.y()
    bar.hide()
    assert toast.geometry().bottom() == low


def test_shadows_lie_under_every_toast_and_go_with_their_own(
    stack: ToastStack, host: QWidget, tell: Callable[..., Toast], qtbot: QtBot
) -> None:
    toasts = [tell(job_id=number) for number in (1, 2, 3)]
    settle(*toasts)
    order = [one for one in host.children() if isinstance(one, Toast | Shadow)]
    assert all(isinstance(one, Shadow) for one in order[:3])
    for toast in toasts:
        assert toast.shadow.isVisible()
        assert toast.shadow.geometry().contains(toast.geometry())
    with qtbot.waitSignals([toasts[0].gone, toasts[0].shadow.destroyed]):
        toasts[0].leave()
