"""Settings of this computer and of everybody, the choice of the database, and scripts that give roles."""

import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from urllib.parse import quote, urlsplit, urlunsplit

from ppm_desktop.domain.audit import AuditAction
from ppm_desktop.domain.database_choice import DatabaseChoice, DatabaseReport
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.roles import Right, Rights, Role
from ppm_desktop.persistence.audit import AuditLog
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.database_test import DatabaseTest, OnStep
from ppm_desktop.persistence.grants import Account, role_statements, shop_columns
from ppm_desktop.persistence.settings import Value, checked, load_shared, save_shared
from ppm_desktop.secrets import keep_password, stored_password
from ppm_desktop.settings import Settings

HIDDEN = "•"
"""What stands for a value that may hold a password."""
_SECRET = frozenset({"push_url"})


class SettingsService:
    """Safe from any thread; calls block but for `local` and `choice`."""

    def __init__(self, settings: Settings, database: Database, audit: AuditLog, rights: Rights) -> None:
        self._settings = settings
        self._database = database
        self._audit = audit
        self._rights = rights
        self._lock = threading.Lock()
        self._fixed = _decided_elsewhere(settings)

    @property
    def local(self) -> Settings:
        """This computer's settings with every change since the start."""
        return self._settings

    @property
    def choice(self) -> DatabaseChoice:
        """The database that is chosen, without its password."""
        url = self._settings.effective_database_url
        return DatabaseChoice.parse(url).without_password()

    @property
    def database_fixed(self) -> bool:
        """Whether the environment or the command line decides on the database: a choice would not count."""
        return self._fixed

    def shared(self) -> SharedSettings:
        """The settings of everybody as they are now."""
        return load_shared(self._database)

    def change_local(self, name: str, value: object) -> Settings:
        """Change one setting of this computer and write it down.

        Raises:
            InvalidRequest: the value cannot be right, or the file cannot be written.
        """
        with self._lock:
            self._settings = self._settings.save(**{name: value})
            return self._settings

    def change_shared(self, changes: Mapping[str, Value]) -> SharedSettings:
        """Change settings for everybody; the log keeps who did.

        Raises:
            NotAllowed: the account of the database may not.
            InvalidRequest: there is no such setting, the value is of another kind, or does not go with the others.
        """
        self._rights.require(Right.SETTINGS)
        with self._lock:
            current = load_shared(self._database)
            before = asdict(current)
            wanted = replace(current, **checked(changes))  # type: ignore[arg-type]  # each of its field's kind
            wanted.require_sound(changes)
            after = save_shared(self._database, **changes)
            values = asdict(after)
            for name in changes:
                if values[name] != before[name]:
                    facts = {"name": name, "before": _shown(name, before[name]), "after": _shown(name, values[name])}
                    self._audit.note(AuditAction.SETTING_CHANGED, facts)
            return after

    def test_database(
        self, choice: DatabaseChoice, on_step: OnStep | None = None, stop: threading.Event | None = None
    ) -> DatabaseReport:
        """Try a server; without a password in ``choice`` the one that is kept counts.

        Raises:
            InvalidRequest: the address cannot be right.
            SecretUnreadable: the key store is locked.
            Cancelled: ``stop`` was set.
        """
        return try_database(choice, on_step, stop)

    def choose_database(self, choice: DatabaseChoice) -> Settings:
        """Work with that database from the next start; its password goes into the system's key store.

        Where there is no such store it goes into the settings file, which only its owner can read.

        Raises:
            InvalidRequest: the address cannot be right, or the file cannot be written.
            SecretUnreadable: the key store is locked.
        """
        if choice.embedded:
            return self.change_local("database_url", None)
        full = with_password(_checked(choice))
        kept = not full.password or keep_password(full.entry, full.password)
        return self.change_local("database_url", (full.without_password() if kept else full).url)

    def grant_script(self, role: Role, choice: DatabaseChoice, account: str = "") -> str:
        """What an administrator of the server runs so that an account has ``role``, and no more."""
        columns = shop_columns(self._database) if choice.host == self.choice.host else ()
        return grant_script(role, choice.schema, account or f"ppm_{role}", columns)


def try_database(
    choice: DatabaseChoice, on_step: OnStep | None = None, stop: threading.Event | None = None
) -> DatabaseReport:
    """See `SettingsService.test_database`."""
    return DatabaseTest(with_password(_checked(choice)), on_step, stop).run()


def grant_script(role: Role, schema: str, account: str, columns: Sequence[str]) -> str:
    """The statements with the one before them that makes the account, for the administrator to fill in."""
    who = Account(account)
    head = f"-- PPM Desktop: {role} on {schema}; run again after an upgrade of the program\n"
    made = f"-- CREATE USER {who} IDENTIFIED BY '…' REQUIRE SSL;\n"
    return head + made + "\n".join(role_statements(role, schema, who, columns)) + "\n"


def with_password(choice: DatabaseChoice) -> DatabaseChoice:
    """``choice`` with the password that the key store has for it, unless it has one of its own."""
    if choice.embedded or choice.password or not choice.user:
        return choice
    return replace(choice, password=stored_password(choice.entry) or "")


def complete_url(url: str) -> str:
    """``url`` with the password that the key store has for it, everything else as it is.

    Raises:
        SecretUnreadable: the key store is locked.
        InvalidRequest: the port is no number.
    """
    try:
        password = with_password(DatabaseChoice.parse(url)).password
        parts = urlsplit(url)
        if not password or parts.password:
            return url
    except ValueError as error:
        raise InvalidRequest("database_url") from error
    user, _, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user.rstrip(':')}:{quote(password, safe='')}@{host}"))


def _decided_elsewhere(settings: Settings) -> bool:
    """Whether the settings file names another database than the one in use."""
    try:
        stored = Settings.load().effective_database_url
    except InvalidRequest:
        return True
    return bool(os.environ.get("PPM_DATABASE_URL")) or stored != settings.effective_database_url


def _checked(choice: DatabaseChoice) -> DatabaseChoice:
    if not (choice.host and choice.schema and choice.user) or not 0 < choice.port < 65_536:
        raise InvalidRequest("database_fields")
    return choice


def _shown(name: str, value: object) -> str:
    return HIDDEN if name in _SECRET and value else str(value)
