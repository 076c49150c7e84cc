"""Says what became of the connection to the database: for the person who sees it and for whoever is to mend it."""

from datetime import datetime

from PySide6.QtCore import QObject

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.database_choice import DatabaseChoice
from ppm_desktop.domain.errors import DatabaseError, PpmError
from ppm_desktop.domain.job import Computer
from ppm_desktop.gui.connection_log import ConnectionEvent, ConnectionLog, ConnectionStep
from ppm_desktop.gui.formatting import NBSP, Wording


class ConnectionWords(QObject):
    """Reads a `ConnectionLog` out; of the database it knows what may be shown, the password not."""

    def __init__(
        self, wording: Wording, language: Language, choice: DatabaseChoice, computer: Computer, version: str
    ) -> None:
        """``choice`` is the database this program works with, ``version`` the program's."""
        super().__init__()
        self._wording = wording
        self._language = language
        self._choice = choice.without_password()
        self._computer = computer
        self._version = version

    def clock(self, moment: datetime) -> str:
        """``14:28:07``."""
        return self._wording.clock_seconds(moment)

    def happening(self, event: ConnectionEvent) -> str:
        """What happened, in a line."""
        match event.step:
            case ConnectionStep.READ:
                ms = self._wording.number(max(1, round(event.took_ms)))
                return self.tr("Last good read, {ms} ms").format(ms=ms)
            case ConnectionStep.LOST if self._is_silence(event.error):
                return _with_code(self.tr("Connection lost"), _code(event.error))
            case ConnectionStep.LOST:
                text = self.tr("Connection lost: {cause}").format(cause=self._cause(event.error))
                return _with_code(text, _code(event.error))
            case ConnectionStep.TRY:
                text = self.tr("Attempt {n}: {cause}")
                text = text.format(n=self._wording.number(event.number), cause=self._cause(event.error))
                return _with_code(text, _code(event.error).removeprefix("MySQL "))

    def next_try(self, log: ConnectionLog) -> str:
        """``Next attempt in 8 s``, as the band above the list has it."""
        return self.tr("Next attempt in {n} s").format(n=self._wording.number(max(1, round(log.interval_s))))

    def advice(self, log: ConnectionLog) -> list[str]:
        """What a person can do, in order; of the embedded database no network is to blame."""
        lines = []
        if not self._choice.embedded:
            lines.append(self.tr("Check the company network or VPN."))
            if (other := log.neighbour) is not None:
                who = f"{other.person}{NBSP}({other.host})" if other.person else other.host
                lines.append(self.tr("Ask whether the database works on another computer: {who}.").format(who=who))
        lines.append(self.tr("If it lasts more than 10 minutes, copy the report and send it to your administrator."))
        return lines

    def facts(self, log: ConnectionLog) -> list[tuple[str, str]]:
        """Which database, whose account, and what waits to be saved there."""
        kept = self.tr("empty")
        if log.kept_here:
            kept = self.tr("progress of {n} operations, safe", "", log.kept_here)
            kept = kept.format(n=self._wording.number(log.kept_here))
        buffer = (self.tr("Local buffer"), kept)
        if self._choice.embedded:
            return [(self.tr("Server"), self.tr("embedded database")), buffer]
        host = f"[{self._choice.host}]" if ":" in self._choice.host else self._choice.host
        server = f"{host}:{self._choice.port}"
        return [(self.tr("Server"), server), (self.tr("User"), self._choice.user), buffer]

    def report(self, log: ConnectionLog, now: datetime) -> str:
        """Everything as plain text, with dates and what the database's driver said."""
        lines = [
            self.tr("PPM Desktop {version}: no database connection").format(version=self._version),
            "",
            self.tr("Report of: {time}").format(time=_stamp(now)),
            self.tr("Computer: {host} ({person})").format(host=self._computer.host, person=self._computer.person),
            *(f"{name}: {value}" for name, value in self.facts(log)),
            "",
        ]
        for event in log.events():
            lines.append(f"{_stamp(event.at)}  {self.happening(event)}")
            if isinstance(event.error, PpmError) and event.error.detail:
                lines.append(f"    {event.error.detail}")
        if log.next_at is not None:
            lines.append(f"{_stamp(log.next_at)}  {self.next_try(log)}")
        return "\n".join(lines)

    def _is_silence(self, error: Exception | None) -> bool:
        return isinstance(error, PpmError) and error.cause == DatabaseError.cause

    def _cause(self, error: Exception | None) -> str:
        if self._is_silence(error):
            return self.tr("the server does not answer")
        cause = error.cause if isinstance(error, PpmError) else "unknown"
        facts = error.facts if isinstance(error, PpmError) else {}
        return explain(cause, self._language, facts).name.rstrip(".")


def _code(error: Exception | None) -> str:
    return error.code if isinstance(error, PpmError) else type(error).__name__


def _with_code(text: str, code: str) -> str:
    return f"{text} ({code})" if code else text


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S %z}"
