"""Which database a person chose, how its address is written, and what a test of it found."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self
from urllib.parse import parse_qs, quote, unquote, urlsplit

from ppm_desktop.domain.roles import Rights
from ppm_desktop.domain.shop_profile import StepState

MYSQL_PORT = 3306
_HERE = frozenset({"", "localhost", "127.0.0.1", "::1"})


def is_this_computer(host: str) -> bool:
    """Whether nothing of a connection to ``host`` leaves this computer."""
    return host.lower() in _HERE


@dataclass(frozen=True, slots=True)
class DatabaseChoice:
    """The embedded database, or a schema of a server.

    Attributes:
        host: Empty for the embedded database.
        tls: Whether the connection is encrypted; the usual on a server that is not this computer.
    """

    host: str = ""
    port: int = MYSQL_PORT
    schema: str = "ppm"
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = True

    @classmethod
    def parse(cls, url: str) -> Self:
        """The choice that ``url`` stands for; one that is no server's is the embedded database.

        Raises:
            ValueError: the port is no number.
        """
        parts = urlsplit(url)
        if not parts.scheme.startswith(("mysql", "mariadb")):
            return cls()
        host = parts.hostname or "localhost"
        said = parse_qs(parts.query).get("tls", [""])[0]
        return cls(
            host=host,
            port=parts.port or MYSQL_PORT,
            schema=unquote(parts.path.lstrip("/")),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls=said == "on" if said else not is_this_computer(host),
        )

    @property
    def embedded(self) -> bool:
        """Whether it is the file on this computer."""
        return not self.host

    @property
    def entry(self) -> str:
        """Name under which the password rests in the system's key store."""
        return f"database:{self.user}@{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """SQLAlchemy's form, password included: never log or show it.

        Only for a server.
        """
        secret = f":{quote(self.password, safe='')}" if self.password else ""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.tls is not is_this_computer(self.host)
        query = "" if usual else f"?tls={'on' if self.tls else 'off'}"
        user = quote(self.user, safe="")
        return f"mysql+pymysql://{user}{secret}@{host}:{self.port}/{quote(self.schema, safe='')}{query}"

    def without_password(self) -> Self:
        """The same, as it may be written down."""
        return replace(self, password="")


class DatabaseStep(StrEnum):
    """The steps of a test of a database, in their order."""

    ADDRESS = "address"
    ACCOUNT = "account"
    SCHEMA = "schema"
    RIGHTS = "rights"


@dataclass(frozen=True, slots=True)
class DatabaseStepResult:
    """One step.

    Attributes:
        took_ms: None while it runs.
        cause: Key of `ppm_desktop.domain.causes.CAUSES` when it failed, with ``detail`` for support.
        facts: What its line mentions: ``host``; ``server`` and ``tls`` (version, empty for none); ``schema``, one of
            current, older, empty; ``role``.
    """

    step: DatabaseStep
    state: StepState
    took_ms: int | None = None
    cause: str = ""
    detail: str = ""
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class DatabaseReport:
    """What a test found.

    Attributes:
        steps: Those that ended, in order; the last one failed or is the last of all.
        server: Kind and version, such as "MariaDB 10.11.6".
        answer_ms: How long one answer takes.
    """

    steps: tuple[DatabaseStepResult, ...] = ()
    server: str = ""
    answer_ms: int | None = None
    rights: Rights = field(default_factory=Rights)

    @property
    def failure(self) -> DatabaseStepResult | None:
        """The step that failed, None when all is well."""
        return next((one for one in self.steps if one.state is StepState.FAILED), None)

    @property
    def passed(self) -> bool:
        """Whether the program can work with the database."""
        return len(self.steps) == len(DatabaseStep) and self.failure is None
