"""Roles as grants of MySQL/MariaDB: the statements that give one, and what the program's own account was given."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from ppm_desktop.domain.roles import EVERYTHING, Right, Rights, Role
from ppm_desktop.persistence.columns import column_names
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.migrate import VERSION_TABLE
from ppm_desktop.persistence.tables import Base, ShopRow

SHOPS = ShopRow.__tablename__
KEY_COLUMN = "api_key"
WEB_LIMIT = "rate_limit_per_minute"
"""A column of the web application that the Shops page offers where it is there."""
AUDIT = "ppm_audit_log"
_WRITE = ("INSERT", "UPDATE", "DELETE")
_SCHEMA = ("CREATE", "ALTER", "INDEX", "REFERENCES")
_ADMINISTERED = frozenset(
    {
        SHOPS,
        "ppm_settings",
        VERSION_TABLE,
        "price_groups",
        "product_types",
        "warehouses",
        "prestashop_shop_price_mappings",
    }
)
"""Tables that operators only read."""
_NOTED_BY_READERS = frozenset({"ppm_notification_reads"})
"""What a person has read is his own note, and says nothing about jobs."""
_ADDED_AND_CHANGED = ("INSERT", "UPDATE")
RUNNER_WRITES: dict[str, tuple[str, ...]] = {
    "job_progress": _ADDED_AND_CHANGED,
    "ppm_job_runs": _ADDED_AND_CHANGED,
    "ppm_shop_lanes": _ADDED_AND_CHANGED,
    "ppm_job_items": _ADDED_AND_CHANGED,
    "ppm_item_changes": _ADDED_AND_CHANGED,
    "ppm_job_plan": ("INSERT", "DELETE"),
    "ppm_job_events": ("INSERT",),
    AUDIT: ("INSERT",),
    "ppm_product_links": _WRITE,
    "ppm_product_texts": _ADDED_AND_CHANGED,
    "ppm_variant_links": _WRITE,
    "ppm_conflicts": _WRITE,
    "ppm_specific_prices": _WRITE,
    "products": _ADDED_AND_CHANGED,
    "product_variants": _ADDED_AND_CHANGED,
    "product_shop_data": _ADDED_AND_CHANGED,
    "product_prices": _ADDED_AND_CHANGED,
    "product_stock": _ADDED_AND_CHANGED,
    "product_categories": ("INSERT", "DELETE"),
    "categories": ("INSERT",),
    "shop_mappings": _WRITE,
}
"""What jobs write from their claim to their end; an account that lacks a part of it would stop in the middle."""
_NEEDS: dict[Right, tuple[tuple[str, tuple[str, ...]], ...]] = {
    Right.RUN: tuple(RUNNER_WRITES.items()),
    Right.EDIT: (("products", ("UPDATE",)), ("ppm_product_edits", ("INSERT",))),
    Right.SHOPS: ((SHOPS, ("INSERT", "UPDATE")),),
    Right.SETTINGS: (("ppm_settings", ("INSERT", "UPDATE", "DELETE")),),
}
_GRANT = re.compile(
    r"GRANT (?P<verbs>.+?) ON (?P<schema>`(?:[^`]|``)+`|\*)\.(?P<table>`(?:[^`]|``)+`|\*) TO ", re.IGNORECASE
)
_COLUMNS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Account:
    """Who is given a role; ``host`` is where he may come from."""

    name: str
    host: str = "%"

    def __str__(self) -> str:
        return f"{_quoted(self.name)}@{_quoted(self.host)}"


def role_statements(role: Role, schema: str, account: Account, shop_columns: Sequence[str] = ()) -> list[str]:
    """What an administrator of the server runs to give ``account`` the role, and nothing beyond it.

    Roles grow with the program's tables: they are given anew after an upgrade.

    Args:
        shop_columns: Columns that the shops' table really has, see `shop_columns`; empty for our own ones.
    """
    return [
        f"GRANT {', '.join(verbs)} ON {_name(schema)}.{_name(table)} TO {account};"
        for table, verbs in _granted(role, shop_columns)
    ]


def shop_columns(database: Database) -> list[str]:
    """Columns of the shops' table that the program may read without its keys; a server is asked for them.

    Raises:
        DatabaseError: as `Database.begin`.
    """
    own = [column.name for column in ShopRow.__table__.columns if column.name != KEY_COLUMN]
    if database.is_embedded:
        return own
    with database.read() as connection:
        there = column_names(connection, SHOPS)
    return [name for name in (*own, WEB_LIMIT) if name in there] or own


def read_rights(database: Database) -> Rights:
    """What the program's account may do; on the embedded database everything.

    Grants in a form that is not understood hide nothing: the server refuses what it does not allow.

    Raises:
        DatabaseError: as `Database.begin`.
    """
    if database.is_embedded:
        return EVERYTHING
    with database.read() as connection:
        schema = str(connection.scalar(text("SELECT DATABASE()")))
        return rights_of(_shown_grants(connection), schema)


def rights_of(grants: Iterable[str], schema: str) -> Rights:
    """What lines of ``SHOW GRANTS`` allow in ``schema``."""
    given = [one for line in grants for one in _read_grant(line)]

    def allowed(table: str, verb: str) -> bool:
        return any(one.covers(schema, table) and (verb in one.verbs or "ALL PRIVILEGES" in one.verbs) for one in given)

    granted = {
        right
        for right, needs in _NEEDS.items()
        if all(allowed(table, verb) for table, verbs in needs for verb in verbs)
    }
    return Rights(frozenset(granted))


@dataclass(frozen=True, slots=True)
class _Grant:
    """One line of ``SHOW GRANTS``: verbs in capitals, those of single columns left out."""

    verbs: frozenset[str]
    schema: str
    table: str

    def covers(self, schema: str, table: str) -> bool:
        if self.table not in ("*", table):
            return False
        # Only with every table of a schema its name is a pattern.
        return self.schema == "*" or (_like(self.schema, schema) if self.table == "*" else self.schema == schema)


def _granted(role: Role, columns: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    readable = tuple(columns) or tuple(one.name for one in ShopRow.__table__.columns if one.name != KEY_COLUMN)
    for table in sorted({VERSION_TABLE, *Base.metadata.tables}):
        writes = _writes(role, table)
        if table == SHOPS and role is not Role.ADMINISTRATOR:
            seen = readable if role is Role.VIEWER else (*readable, KEY_COLUMN)
            yield table, (f"SELECT ({', '.join(map(_name, seen))})",)
        else:
            yield table, ("SELECT", *writes)


def _writes(role: Role, table: str) -> tuple[str, ...]:
    """What the role may do to a table beyond reading it; nobody changes what is in the audit log."""
    verbs = ("INSERT",) if table == AUDIT else _WRITE
    match role:
        case Role.VIEWER:
            return verbs if table in _NOTED_BY_READERS else ()
        case Role.OPERATOR:
            return () if table in _ADMINISTERED else verbs
        case Role.ADMINISTRATOR:
            return (*verbs, *_SCHEMA)


def _shown_grants(connection: Connection) -> list[str]:
    """The account's own grants and those of the roles of the server that are on."""
    roles = connection.scalar(text("SELECT CURRENT_ROLE()"))
    grants = "SHOW GRANTS"
    if isinstance(roles, str) and "@" in roles:  # MySQL 8 leaves them out unless they are named
        grants = f"SHOW GRANTS FOR CURRENT_USER() USING {roles}"
    return [str(line) for (line,) in connection.execute(text(grants.replace(":", r"\:")))]


def _read_grant(line: str) -> Iterator[_Grant]:
    found = _GRANT.match(line)
    if found is not None:
        # A verb with columns behind it does not reach the whole row.
        verbs = [verb.strip().upper() for verb in _COLUMNS.sub("()", found["verbs"]).split(",")]
        whole = frozenset(verb for verb in verbs if not verb.endswith("()"))
        yield _Grant(whole, _plain(found["schema"]), _plain(found["table"]))


def _plain(name: str) -> str:
    return name if name == "*" else name[1:-1].replace("``", "`")


def _name(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _quoted(text_: str) -> str:
    return "'" + text_.replace("\\", "\\\\").replace("'", "''") + "'"


def _like(pattern: str, name: str) -> bool:
    """Whether ``name`` fits MySQL's pattern: ``%`` and ``_`` stand for others unless a backslash is before them."""
    parts = re.findall(r"\\.|.", pattern, re.DOTALL)
    wild = {"%": ".*", "_": "."}
    form = "".join(wild.get(part) or re.escape(part[-1]) for part in parts)
    return re.fullmatch(form, name, re.DOTALL | re.IGNORECASE) is not None
