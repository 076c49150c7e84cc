"""Counts what is sent to a database."""

from collections import Counter
from types import TracebackType
from typing import Self

from sqlalchemy import event

from ppm_desktop.persistence.database import Database

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class StatementCounter:
    """Counts the statements of ``database`` while it is entered; one executemany counts once.

    Attributes:
        statements: Every statement, in order.
        rows: Sets of parameters by verb, so that one INSERT of 100 rows counts 100.
    """

    def __init__(self, database: Database) -> None:
        self._engine = database.engine
        self.statements: list[str] = []
        self.rows: Counter[str] = Counter()

    @property
    def writes(self) -> int:
        """Statements that change rows."""
        return sum(statement.startswith(WRITES) for statement in self.statements)

    def __enter__(self) -> Self:
        event.listen(self._engine, "before_cursor_execute", self._count)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        event.remove(self._engine, "before_cursor_execute", self._count)

    def _count(
        self, _connection: object, _cursor: object, statement: str, parameters: object, _context: object, many: bool
    ) -> None:
        text = statement.lstrip().upper()
        self.statements.append(text)
        self.rows[text.split(None, 1)[0]] += len(parameters) if many and isinstance(parameters, list) else 1
