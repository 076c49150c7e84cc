"""The Settings page: each change is saved at once, the database only after a test that passed."""

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.database_choice import DatabaseChoice, DatabaseStep
from ppm_desktop.domain.errors import DatabaseUnavailable, InvalidRequest
from ppm_desktop.domain.notification import NoticeKind
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.roles import Right, Rights
from ppm_desktop.gui.dialogs.confirm import ConfirmDialog
from ppm_desktop.gui.dialogs.new_job import NewJobDialog
from ppm_desktop.gui.forbidden import forbid
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.pages import Page
from ppm_desktop.gui.settings_page import SettingsPage
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.settings_parts import Switch
from ppm_desktop.gui.views.settings_view import Section
from ppm_desktop.gui.views.widgets import IconButton
from ppm_desktop.settings import RunsOn, ThemeName
from tests.fakes.gui import FakeClock, FakeJobs, FakeManager, InstantPool
from tests.fakes.settings import OFFICE, FakeSettings
from tests.fakes.sync_center import operations
from tests.fakes.sync_center import window as open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
VIEWER = Rights(frozenset())
Dialog = TypeVar("Dialog", bound=QWidget)


class Opened:
    """A window with the Settings page in view."""

    def __init__(self, qtbot: QtBot, theme: Theme, desk: FakeSettings, rights: Rights) -> None:
        clock = FakeClock()
        self.desk = desk
        self.manager = FakeManager()
        self.pool = InstantPool()
        jobs = FakeJobs(rows=operations(clock.now()))
        self.window = open_window(
            theme, "pl", jobs, clock=clock, settings=desk, rights=rights, manager=self.manager, pool=self.pool
        )
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.window.open_page(Page.SETTINGS)
        assert self.window.settings is not None
        self.page: SettingsPage = self.window.settings

    def dialog(self, kind: type[Dialog]) -> Dialog:
        return next(found for found in self.window.findChildren(kind) if found.isVisible())

    def shows(self, kind: type[QWidget]) -> bool:
        return any(found.isVisible() for found in self.window.findChildren(kind))


@pytest.fixture
def desk() -> FakeSettings:
    return FakeSettings()


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme, desk: FakeSettings) -> Opened:
    return Opened(qtbot, theme, desk, Rights())


@pytest.fixture
def viewer(qtbot: QtBot, theme: Theme, desk: FakeSettings) -> Opened:
    return Opened(qtbot, theme, desk, VIEWER)


def test_settings_open_by_their_key_and_from_the_foot_of_the_navigation(opened: Opened) -> None:
    opened.window.open_page(Page.SYNC_CENTER)
    QTest.keyClick(opened.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert opened.window.pages.page is Page.SETTINGS
    items = opened.window.sidebar.items
    assert items[Page.SETTINGS].isChecked()
    below = items[Page.SETTINGS].mapTo(opened.window, items[Page.SETTINGS].rect().topLeft()).y()
    assert below > items[Page.SHOPS].mapTo(opened.window, items[Page.SHOPS].rect().bottomLeft()).y() + 100


def test_theme_changes_at_once_and_is_kept(opened: Opened, theme: Theme) -> None:
    assert theme.dark
    opened.page.appearance.theme.choose(list(ThemeName).index(ThemeName.LIGHT))
    assert not theme.dark
    assert opened.desk.local_changes == [("theme", ThemeName.LIGHT)]


@pytest.mark.parametrize(
    ("act", "change"),
    [
        (lambda page: page.appearance.language.choose(1), ("language", Language.ENGLISH)),
        (lambda page: page.appearance.scale.pick(125), ("interface_scale", 125)),
        (lambda page: page.computer.runs_on.choose(1), ("run_jobs_on", RunsOn.WORKERS)),
        (lambda page: page.computer.awake.click(), ("keep_awake", False)),
        (lambda page: page.computer.hidden.click(), ("refresh_hidden", False)),
        (lambda page: page.notifications.system.click(), ("system_notifications", False)),
        (
            lambda page: page.notifications.kinds[NoticeKind.STARTED].click(),
            ("muted_notifications", frozenset({NoticeKind.STARTED})),
        ),
    ],
)
def test_settings_of_this_computer_are_saved_at_once(opened: Opened, act: object, change: tuple[str, object]) -> None:
    assert callable(act)
    act(opened.page)
    assert opened.desk.local_changes == [change]


@pytest.mark.parametrize(
    ("act", "changes"),
    [
        (lambda page: page.refreshing.rate.pick(5.0), {"poll_s": 5.0, "poll_busy_s": 5.0, "poll_idle_s": 5.0}),
        (lambda page: page.operations.boxes["trial_products"].pick(10), {"trial_products": 10}),
        (
            lambda page: page.retention.boxes["keep_failed_days"].pick(90),
            {"keep_failed_days": 90, "keep_cancelled_days": 90},
        ),
        (lambda page: page.retention.switches["archive_jobs"].click(), {"archive_jobs": True}),
    ],
)
def test_settings_of_everybody_are_saved_at_once(opened: Opened, act: object, changes: dict[str, object]) -> None:
    assert callable(act)
    act(opened.page)
    assert opened.desk.shared_changes == [changes]


def test_a_value_that_is_not_among_the_choices_is_shown(opened: Opened, desk: FakeSettings) -> None:
    desk.change_shared({"keep_completed_days": 11, "poll_s": 4.0})
    opened.page.refresh()
    assert opened.page.retention.boxes["keep_completed_days"].currentText() == "11 dniach"
    assert opened.page.refreshing.rate.value is None, "three paces that differ are what the program chooses"


def test_address_for_instant_updates_is_saved_once_it_is_left(opened: Opened) -> None:
    field = opened.page.refreshing.push
    field.setText("redis://redis.firma.pl/0")
    field.editingFinished.emit()
    field.editingFinished.emit()
    assert opened.desk.shared_changes == [{"push_url": "redis://redis.firma.pl/0"}]


def test_what_could_not_be_saved_is_said_and_shown_as_it_was(opened: Opened) -> None:
    opened.desk.failure = InvalidRequest("disk full", cause="settings_unreadable", path="settings.toml")
    opened.page.computer.awake.click()
    assert opened.page.view.trouble.isVisible()
    assert opened.page.computer.awake.isChecked()


def test_database_is_applied_only_after_a_test_that_passed(opened: Opened) -> None:
    card = opened.page.database
    other = replace(OFFICE, host="db2.firma.pl", password="tajne")
    card.fill(other)
    assert not card.apply_button.isEnabled()
    card.test_button.click()
    assert card.verdict.text() == "Połączenie działa"
    assert all(not row.isHidden() for row in card.steps.values())
    assert card.apply_button.isEnabled()
    card.schema.setText("inna")
    assert not card.apply_button.isEnabled(), "what is typed is not what was tested"


def test_failed_step_is_named_and_nothing_can_be_applied(opened: Opened, desk: FakeSettings) -> None:
    desk.refused = DatabaseStep.ACCOUNT
    card = opened.page.database
    card.fill(replace(OFFICE, host="db2.firma.pl"))
    card.test_button.click()
    assert "odrzucił hasło" in card.steps[DatabaseStep.ACCOUNT].note.text()
    assert card.steps[DatabaseStep.SCHEMA].isHidden()
    assert not card.apply_button.isEnabled()


def test_test_that_could_not_begin_says_why(opened: Opened, desk: FakeSettings) -> None:
    card = opened.page.database
    card.fill(replace(OFFICE, host="db2.firma.pl"))
    desk.failure = DatabaseUnavailable()
    card.test_button.click()
    assert "Brak połączenia" in card.verdict.text()
    assert card.test_button.isEnabled()


def test_encryption_is_on_for_any_server_but_this_computer(opened: Opened) -> None:
    card = opened.page.database
    card.host.clear()
    QTest.keyClicks(card.host, "localhost")
    assert not card.tls.isChecked()
    QTest.keyClicks(card.host, ".firma.pl")
    assert card.tls.isChecked()


def test_switch_asks_first_and_starts_the_program_anew(opened: Opened, desk: FakeSettings) -> None:
    opened.manager.active = 2
    opened.page.database.embedded.click()
    opened.page.database.apply_button.click()
    question = opened.dialog(ConfirmDialog)
    assert question.back_button.isDefault(), "operations are lost: the safe answer has the focus"
    question.action_button.click()
    assert desk.chosen == [DatabaseChoice()]
    assert opened.window.restarting
    assert not opened.window.isVisible()


def test_window_stays_where_the_switch_is_not_confirmed(opened: Opened, desk: FakeSettings) -> None:
    opened.page.database.embedded.click()
    opened.page.database.apply_button.click()
    opened.dialog(ConfirmDialog).back_button.click()
    assert (desk.chosen, opened.window.restarting) == ([], False)


def test_database_that_the_command_line_decides_on_cannot_be_chosen(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, theme, FakeSettings(fixed=True), Rights())
    card = opened.page.database
    assert not card.embedded.isEnabled()
    assert not card.apply_button.isEnabled()


def test_script_for_the_administrator_follows_the_role_and_is_copied_and_saved(opened: Opened, tmp_path: Path) -> None:
    opened.page.database.script_button.click()
    dialog = opened.page.script
    assert dialog is not None
    assert "ppm_viewer" in dialog.script.toPlainText()
    dialog.role.choose(1)
    assert "ppm_operator" in dialog.script.toPlainText()
    QTest.keyClicks(dialog.account, "anna")
    assert "'anna'@'%'" in dialog.script.toPlainText()
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == dialog.script.toPlainText()
    dialog.save(str(tmp_path / "anna.sql"))
    assert "anna" in (tmp_path / "anna.sql").read_text(encoding="utf-8")
    dialog.close()


def test_search_leaves_what_matches(opened: Opened) -> None:
    opened.page.view.search.setText("anim")
    assert opened.page.appearance.motion.isVisible()
    assert opened.page.appearance.language.isHidden() or not opened.page.appearance.language.isVisible()
    assert not opened.page.retention.isVisible()
    opened.page.view.search.setText("nic takiego")
    assert not opened.page.appearance.isVisible()
    opened.page.view.search.clear()
    assert opened.page.retention.isVisible()


def test_section_is_brought_into_view(opened: Opened) -> None:
    opened.window.resize(1024, 640)
    QTest.qWait(0)
    opened.page.view.items[Section.RETENTION].click()
    assert opened.page.view.items[Section.RETENTION].isChecked()
    assert not opened.page.retention.visibleRegion().isEmpty()


def test_card_of_the_database_keeps_its_height_in_a_narrow_window(opened: Opened, qtbot: QtBot) -> None:
    opened.window.resize(1024, 640)
    card = opened.page.database
    card.fill(replace(OFFICE, host="db2.firma.pl"))
    card.test_button.click()
    last = card.steps[DatabaseStep.RIGHTS]
    qtbot.waitUntil(lambda: card.height() >= card.heightForWidth(card.width()) and last.height() >= 16)


def test_viewer_is_told_why_shared_settings_are_out_of_reach(viewer: Opened) -> None:
    row = viewer.page.retention.rows[0]
    assert not row.control.isEnabled()
    assert "nie pozwala ich zmieniać" in row.toolTip()
    assert viewer.page.computer.awake.isEnabled(), "his own computer is his"


def test_viewer_finds_start_and_edit_disabled_with_the_reason(viewer: Opened) -> None:
    window: MainWindow = viewer.window
    for page in (Page.PRODUCTS, Page.SHOPS, Page.SYNC_CENTER):
        window.open_page(page)
    assert window.products is not None
    assert window.shops is not None
    buttons: list[IconButton] = [
        window.sync_center.view.header.new_button,
        window.products.view.header.new_button,
        window.products.view.header.file_button,
        window.shops.view.header.add_button,
    ]
    for button in buttons:
        assert not button.isEnabled()
        assert "Konto bazy danych nie pozwala" in button.toolTip()
    assert window.products.model.read_only


def test_key_for_a_new_operation_says_why_not_to_a_viewer(viewer: Opened) -> None:
    viewer.window.open_page(Page.SYNC_CENTER)
    QTest.keyClick(viewer.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert not viewer.shows(NewJobDialog)
    assert viewer.window.sync_center.view.trouble.isVisible()


def test_operator_may_run_but_not_change_shops(qtbot: QtBot, theme: Theme, desk: FakeSettings) -> None:
    opened = Opened(qtbot, theme, desk, Rights(frozenset({Right.RUN, Right.EDIT})))
    opened.window.open_page(Page.SHOPS)
    assert opened.window.shops is not None
    assert opened.window.sync_center.view.header.new_button.isEnabled()
    assert not opened.window.shops.view.header.add_button.isEnabled()


def test_forbidden_widget_stays_so_whatever_its_view_does(qtbot: QtBot, theme: Theme) -> None:
    switch = Switch(theme)
    qtbot.addWidget(switch)
    forbid((switch,), "bo nie")
    switch.setEnabled(True)
    switch.setToolTip("")
    assert not switch.isEnabled()
    assert switch.toolTip() == "bo nie"


def test_shared_settings_are_read_anew_each_time_the_page_comes_into_view(opened: Opened, desk: FakeSettings) -> None:
    opened.window.open_page(Page.SYNC_CENTER)
    desk.change_shared({"keep_completed_days": 30})
    opened.window.open_page(Page.SETTINGS)
    assert opened.page.retention.boxes["keep_completed_days"].value == 30
    assert SharedSettings().keep_completed_days == 7
