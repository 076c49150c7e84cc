"""The Settings page: shows what is set, saves each change at once, and switches the database."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.database_choice import DatabaseChoice, DatabaseReport, DatabaseStepResult
from ppm_desktop.domain.errors import InvalidRequest, PpmError
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.roles import NotAllowed, Right, Rights, Role
from ppm_desktop.gui.connection_tester import ConnectionTester
from ppm_desktop.gui.database_words import DatabaseWords
from ppm_desktop.gui.dialogs.switch_database import GrantScriptDialog, switch_dialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.ports import Jobs, Pool, SettingsDesk
from ppm_desktop.gui.theme import Theme, ThemeChoice, system_reduces_motion
from ppm_desktop.gui.views.settings_database import DatabaseCard
from ppm_desktop.gui.views.settings_parts import SettingsCard
from ppm_desktop.gui.views.settings_sections import (
    AppearanceCard,
    ComputerCard,
    NotificationsCard,
    OperationsCard,
    RefreshingCard,
    RetentionCard,
)
from ppm_desktop.gui.views.settings_view import Section, SettingsView
from ppm_desktop.settings import Settings

logger = logging.getLogger(__name__)


class _Kind(StrEnum):
    SHARED = "shared"
    LOCAL = "local"
    SWITCH = "switch"
    SCRIPT = "script"


@dataclass(frozen=True, slots=True)
class _Ask:
    owner: int
    kind: _Kind


class SettingsPage(QObject):
    """Lives in the GUI thread.

    Attributes:
        view: What is shown.
        script: The dialog with statements for the administrator, once it was opened.

    Signals:
        local_changed: `Settings` of this computer as they are now.
        restart_wanted: Another database was chosen: the program has to start anew.
    """

    local_changed = Signal(object)
    restart_wanted = Signal()

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        wording: Wording,
        language: Language,
        *,
        desk: SettingsDesk,
        manager: Jobs,
        pool: Pool,
        rights: Rights,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._wording = wording
        self._language = language
        self._desk = desk
        self._manager = manager
        self._pool = pool
        self._rights = rights
        self._words = DatabaseWords(language)
        self.script: GrantScriptDialog | None = None
        self.database = DatabaseCard(theme, self._words)
        self.appearance = AppearanceCard(theme)
        self.refreshing = RefreshingCard(theme)
        self.computer = ComputerCard(theme)
        self.operations = OperationsCard(theme)
        self.retention = RetentionCard(theme)
        self.notifications = NotificationsCard(theme)
        self.view = self._make_view()
        self._tester = ConnectionTester(pool, self)
        self._connect()
        self.database.show_choice(desk.choice, fixed=desk.database_fixed)
        self._show_local(desk.local)

    def open_section(self, section: Section) -> None:
        """Bring a section into view."""
        self.view.open_section(section)

    @Slot()
    def refresh(self) -> None:
        """Read what everybody shares."""
        self._ask(_Kind.SHARED, self._desk.shared)

    def _make_view(self) -> SettingsView:
        cards: dict[Section, Sequence[SettingsCard]] = {
            Section.DATABASE: [self.database],
            Section.APPEARANCE: [self.appearance],
            Section.REFRESHING: [self.refreshing],
            Section.OPERATIONS: [self.computer, self.operations],
            Section.RETENTION: [self.retention],
            Section.NOTIFICATIONS: [self.notifications],
        }
        view = SettingsView(self._theme, cards, (self.appearance, self.computer, self.operations, self.notifications))
        why = ""
        if not self._rights.may(Right.SETTINGS):
            refusal = NotAllowed(Right.SETTINGS)
            why = explain(refusal.cause, self._language, refusal.facts).sentence
        for card in (self.refreshing, self.operations, self.retention):
            card.forbid(why)
        return view

    def _connect(self) -> None:
        self.view.shown.connect(self.refresh)
        for local in (self.appearance, self.computer, self.notifications):
            local.changed.connect(self._on_local)
        for shared in (self.refreshing, self.operations, self.retention):
            shared.changed.connect(self._on_shared)
        self.database.test_wanted.connect(self._on_test)
        self.database.apply_wanted.connect(self._on_apply)
        self.database.script_wanted.connect(self._on_script)
        self._tester.stepped.connect(self._on_stepped)
        self._tester.ended.connect(self._on_tested)
        self._tester.failed.connect(self._on_not_tested)
        self._pool.finished.connect(self._on_outcome)

    def _ask(self, kind: _Kind, work: Callable[[], object]) -> None:
        self._pool.submit(_Ask(id(self), kind), work)

    @Slot(str, object)
    def _on_local(self, name: str, value: object) -> None:
        if name == "theme":
            self._theme.choose(ThemeChoice(str(value)))
        elif name == "reduce_motion":
            self._theme.reduce_motion = bool(value)
        self._ask(_Kind.LOCAL, partial(self._desk.change_local, name, value))

    @Slot(object)
    def _on_shared(self, changes: Mapping[str, bool | int | float | str]) -> None:
        self._ask(_Kind.SHARED, partial(self._desk.change_shared, changes))

    @Slot(object)
    def _on_test(self, choice: DatabaseChoice) -> None:
        self.database.begin_test()
        self._tester.start(lambda on_step, stop: self._desk.test_database(choice, on_step, stop))

    @Slot(object)
    def _on_stepped(self, result: DatabaseStepResult) -> None:
        self.database.take_step(result)

    @Slot(object)
    def _on_tested(self, report: DatabaseReport) -> None:
        self.database.end_test(report)

    @Slot(object)
    def _on_not_tested(self, error: PpmError) -> None:
        self.database.end_test(None, self._sentence(error))

    @Slot(object)
    def _on_apply(self, choice: DatabaseChoice) -> None:
        dialog = switch_dialog(self._theme, self._wording, choice, self._manager.active_count(), self._window)
        dialog.confirmed.connect(lambda _running: self._switch(choice))
        dialog.open()

    def _switch(self, choice: DatabaseChoice) -> None:
        self._ask(_Kind.SWITCH, partial(self._desk.choose_database, choice))

    @Slot(object)
    def _on_script(self, choice: DatabaseChoice) -> None:
        clipboard = QGuiApplication.clipboard()
        dialog = self.script = GrantScriptDialog(self._theme, self._words, clipboard.setText, self._window)
        dialog.wanted.connect(partial(self._on_script_wanted, choice))
        dialog.ask()
        dialog.open()

    def _on_script_wanted(self, choice: DatabaseChoice, role: Role, account: str) -> None:
        self._ask(_Kind.SCRIPT, partial(self._desk.grant_script, role, choice, account))

    @Slot(object, object)
    def _on_outcome(self, key: object, outcome: object) -> None:
        if not isinstance(key, _Ask) or key.owner != id(self):
            return
        if isinstance(outcome, Exception):
            self._on_failure(outcome)
        elif key.kind is _Kind.SWITCH:
            logger.info("another database was chosen: the program starts anew")
            self.restart_wanted.emit()
        elif isinstance(outcome, Settings):
            self._show_local(outcome)
            self.local_changed.emit(outcome)
        elif isinstance(outcome, SharedSettings):
            self._show_shared(outcome)
        elif isinstance(outcome, str) and self.script is not None:
            self.script.show_script(outcome)

    def _on_failure(self, error: Exception) -> None:
        """Say it, and show again what counts."""
        self.view.trouble.tell(self._sentence(error if isinstance(error, PpmError) else PpmError(str(error))))
        self._show_local(self._desk.local)
        if not isinstance(error, PpmError) or isinstance(error, InvalidRequest | NotAllowed):
            self.refresh()

    def _show_local(self, settings: Settings) -> None:
        self.appearance.show_local(settings, still=system_reduces_motion())
        self.computer.show_local(settings)
        self.notifications.show_local(settings)

    def _show_shared(self, shared: SharedSettings) -> None:
        for card in (self.refreshing, self.operations, self.retention):
            card.show_shared(shared)

    def _sentence(self, error: PpmError) -> str:
        return explain(error.cause, self._language, error.facts).sentence
