"""The steps of a database test, and the roles, in words."""

from PySide6.QtCore import QObject

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.database_choice import DatabaseStep, DatabaseStepResult
from ppm_desktop.domain.roles import Role
from ppm_desktop.domain.shop_profile import StepState


class DatabaseWords(QObject):
    """Reads `DatabaseStepResult` objects out."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def name(self, step: DatabaseStep) -> str:
        """What a step is called."""
        return {
            DatabaseStep.ADDRESS: self.tr("Server"),
            DatabaseStep.ACCOUNT: self.tr("Account"),
            DatabaseStep.SCHEMA: self.tr("Tables"),
            DatabaseStep.RIGHTS: self.tr("Role"),
        }[step]

    def note(self, result: DatabaseStepResult) -> str:
        """What is known of it."""
        if result.state is StepState.RUNNING:
            return self.tr("Checking…")
        facts = result.facts
        if result.state is StepState.FAILED:
            return explain(result.cause, self._language, facts).sentence
        match result.step:
            case DatabaseStep.ADDRESS:
                return self.tr("{host} answers").format(host=facts.get("host", ""))
            case DatabaseStep.ACCOUNT if facts.get("tls"):
                return self.tr("{server}, encrypted ({tls})").format(**facts)
            case DatabaseStep.ACCOUNT:
                return self.tr("{server}, not encrypted").format(server=facts.get("server", ""))
            case DatabaseStep.SCHEMA:
                return self._schema(facts.get("schema", ""))
            case DatabaseStep.RIGHTS:
                return self.role(Role(facts["role"]))

    def role(self, role: Role) -> str:
        """What a role is called."""
        return {
            Role.VIEWER: self.tr("Viewer"),
            Role.OPERATOR: self.tr("Operator"),
            Role.ADMINISTRATOR: self.tr("Administrator"),
        }[role]

    def _schema(self, found: str) -> str:
        return {
            "current": self.tr("up to date"),
            "older": self.tr("older, upgraded at the start"),
            "empty": self.tr("none yet, made at the start"),
        }.get(found, "")
