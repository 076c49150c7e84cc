"""Settings without files, databases and key stores."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import SecretStr

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.database_choice import DatabaseChoice, DatabaseReport, DatabaseStep, DatabaseStepResult
from ppm_desktop.domain.errors import PpmError
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.roles import Role
from ppm_desktop.domain.shop_profile import StepState
from ppm_desktop.settings import Settings, ThemeName

OFFICE = DatabaseChoice(host="ppm-db.mpptrade.local", schema="ppm", user="ppm_desktop")
FACTS = {
    DatabaseStep.ADDRESS: {"host": OFFICE.host},
    DatabaseStep.ACCOUNT: {"server": "MySQL 8.0.39", "tls": "TLSv1.3"},
    DatabaseStep.SCHEMA: {"schema": "current"},
    DatabaseStep.RIGHTS: {"role": "administrator"},
}


class FakeSettings:
    """Remembers what was changed.

    Attributes:
        failure: Raised by the next change, test or switch.
        refused: The step at which a test fails.
        chosen: Databases that were switched to.
    """

    def __init__(self, choice: DatabaseChoice = OFFICE, *, fixed: bool = False) -> None:
        self.local = Settings(language=Language.POLISH, theme=ThemeName.DARK, data_dir=Path("/tmp/ppm"))  # noqa: S108
        self.choice = choice
        self.database_fixed = fixed
        self.failure: PpmError | None = None
        self.refused: DatabaseStep | None = None
        self.chosen: list[DatabaseChoice] = []
        self.local_changes: list[tuple[str, object]] = []
        self.shared_changes: list[Mapping[str, object]] = []
        self._shared = SharedSettings()

    def shared(self) -> SharedSettings:
        return self._shared

    def change_local(self, name: str, value: object) -> Settings:
        self._fail()
        self.local_changes.append((name, value))
        self.local = self.local.model_copy(update={name: value})
        return self.local

    def change_shared(self, changes: Mapping[str, bool | int | float | str]) -> SharedSettings:
        self._fail()
        self.shared_changes.append(changes)
        self._shared = replace(self._shared, **changes)  # type: ignore[arg-type]  # names and kinds of a test
        return self._shared

    def test_database(
        self,
        choice: DatabaseChoice,
        on_step: Callable[[DatabaseStepResult], None] | None = None,
        stop: threading.Event | None = None,
    ) -> DatabaseReport:
        self._fail()
        results = []
        for step in DatabaseStep:
            fails = step is self.refused
            state = StepState.FAILED if fails else StepState.PASSED
            cause = "database_refused" if fails else ""
            results.append(DatabaseStepResult(step, state, 4, cause, facts=FACTS[step]))
            if on_step is not None:
                on_step(DatabaseStepResult(step, StepState.RUNNING))
                on_step(results[-1])
            if fails:
                break
        return DatabaseReport(tuple(results), "MySQL 8.0.39", 4)

    def choose_database(self, choice: DatabaseChoice) -> Settings:
        self._fail()
        self.chosen.append(choice)
        url = None if choice.embedded else SecretStr(choice.url)
        self.local = self.local.model_copy(update={"database_url": url})
        return self.local

    def grant_script(self, role: Role, choice: DatabaseChoice, account: str = "") -> str:
        return f"GRANT SELECT ON `{choice.schema}`.`job_progress` TO '{account or f'ppm_{role}'}'@'%';\n"

    def _fail(self) -> None:
        failure, self.failure = self.failure, None
        if failure is not None:
            raise failure
