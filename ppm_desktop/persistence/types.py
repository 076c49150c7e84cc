"""Column types and clock expressions that mean the same on MySQL/MariaDB and on SQLite."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from sqlalchemy import DECIMAL, JSON, BigInteger, Boolean, DateTime, Integer, SmallInteger, String, Text, text
from sqlalchemy.dialects import mysql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import ColumnElement, functions
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import Numeric, TypeDecorator, TypeEngine

MYSQL = ("mysql", "mariadb")

BigId = BigInteger().with_variant(mysql.BIGINT(unsigned=True), *MYSQL).with_variant(Integer(), "sqlite")
"""BIGINT UNSIGNED; INTEGER on SQLite, where only that counts up by itself."""
Count = Integer().with_variant(mysql.INTEGER(unsigned=True), *MYSQL)
"""INT UNSIGNED."""
SmallCount = SmallInteger().with_variant(mysql.TINYINT(unsigned=True), *MYSQL)
"""TINYINT UNSIGNED."""
Level = SmallInteger().with_variant(mysql.TINYINT(), *MYSQL)
"""TINYINT."""
Flag = Boolean()
LongText = Text().with_variant(mysql.LONGTEXT(), *MYSQL)
EMPTY = text("''")
"""The empty text as a server default, in the one form that both engines report back unchanged."""
Json = JSON(none_as_null=True)
"""JSON text; None is SQL's NULL."""

__all__ = [
    "EMPTY",
    "MYSQL",
    "BigId",
    "Count",
    "Exact",
    "Flag",
    "Json",
    "Level",
    "LongText",
    "Moment",
    "SmallCount",
    "caseless",
    "now",
    "now_plus",
    "touched_now",
]


def caseless(length: int) -> String:
    """VARCHAR(length) that compares without regard to case, as utf8mb4_unicode_ci does."""
    return String(length).with_variant(String(length, collation="NOCASE"), "sqlite")


# A batch writes one and the same moment into thousands of rows.
@lru_cache(maxsize=64)
def _sqlite_text(moment: datetime) -> str:
    return moment.isoformat(" ", "milliseconds")


@lru_cache(maxsize=64)
def _utc_without_zone(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment.astimezone(UTC).replace(tzinfo=None)


class _SqliteMoment(sqlite.DATETIME):
    """Text ``YYYY-MM-DD HH:MM:SS.mmm``: as SQLite's own clock writes it, so that texts compare as times."""

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], str | None]:
        return lambda moment: None if moment is None else _sqlite_text(moment)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], datetime | None]:
        return lambda text: None if text is None else datetime.fromisoformat(text)


class Moment(TypeDecorator[datetime]):
    """TIMESTAMP: aware and UTC in Python, UTC in the database; to milliseconds with ``precise``."""

    impl = DateTime
    cache_ok = True

    def __init__(self, precise: bool = False) -> None:
        super().__init__()
        self.precise = precise

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime]:
        """TIMESTAMP, or text of the same meaning on SQLite."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(_SqliteMoment())  # type: ignore[no-untyped-call]  # untyped there
        return dialect.type_descriptor(mysql.TIMESTAMP(fsp=3 if self.precise else None))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Into UTC; a time without a zone is a bug."""
        if value is None:
            return None
        return _utc_without_zone(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware: what is stored is UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class _SqliteExact(Numeric[Decimal]):
    """SQLite keeps numbers as floats; their shortest text has the decimals that were stored."""

    def bind_processor(self, dialect: Dialect) -> Callable[[Decimal | str | None], str | None]:
        return lambda number: None if number is None else str(number)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[float | None], Decimal | None]:
        step = Decimal(1).scaleb(-(self.scale or 0))
        return lambda number: None if number is None else Decimal(str(number)).quantize(step)


class Exact(TypeDecorator[Decimal]):
    """DECIMAL(precision, scale), exact on both engines; takes a `Decimal` or its text."""

    impl = Numeric
    cache_ok = True

    def __init__(self, precision: int, scale: int) -> None:
        super().__init__(precision, scale)
        self.precision = precision
        self.scale = scale

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Decimal]:
        """The driver's own DECIMAL, or a number kept as text on SQLite."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(_SqliteExact(self.precision, self.scale))
        return dialect.type_descriptor(DECIMAL(self.precision, self.scale))


class now(functions.GenericFunction[datetime]):
    """The database's clock, UTC, to milliseconds; stands still within one statement."""

    type = Moment(precise=True)
    inherit_cache = True
    name = "ppm_now"


class touched_now(ColumnElement[datetime]):
    """Server default of a column that MySQL/MariaDB moves with every change of the row."""

    type = Moment(precise=True)
    inherit_cache = True


class now_plus(functions.GenericFunction[datetime]):
    """The database's clock plus a number of seconds, which may be negative or broken."""

    type = Moment(precise=True)
    inherit_cache = True
    name = "ppm_now_plus"

    def __init__(self, seconds: float) -> None:
        super().__init__(int(seconds * 1000))


@compiles(now, "sqlite")
@compiles(touched_now, "sqlite")
def _now_sqlite(element: ColumnElement[datetime], compiler: SQLCompiler, **_kw: object) -> str:
    return "STRFTIME('%Y-%m-%d %H:%M:%f', 'now')"


@compiles(now, *MYSQL)
def _now_mysql(element: now, compiler: SQLCompiler, **_kw: object) -> str:
    return "CURRENT_TIMESTAMP(3)"


@compiles(touched_now, *MYSQL)
def _touched_now_mysql(element: touched_now, compiler: SQLCompiler, **_kw: object) -> str:
    return "CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)"


@compiles(now_plus, "sqlite")
def _now_plus_sqlite(element: now_plus, compiler: SQLCompiler, **kw: object) -> str:
    milliseconds = compiler.process(element.clauses.clauses[0], **kw)
    return f"STRFTIME('%Y-%m-%d %H:%M:%f', 'now', ({milliseconds} / 1000.0) || ' seconds')"


@compiles(now_plus, *MYSQL)
def _now_plus_mysql(element: now_plus, compiler: SQLCompiler, **kw: object) -> str:
    milliseconds = compiler.process(element.clauses.clauses[0], **kw)
    return f"TIMESTAMPADD(MICROSECOND, {milliseconds} * 1000, CURRENT_TIMESTAMP(3))"
