"""The settings that all desktops share, kept as rows of ``ppm_settings`` where they differ from the default."""

import logging
from collections.abc import Mapping
from dataclasses import fields, replace

from sqlalchemy import delete, select

from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.tables import SettingRow
from ppm_desktop.persistence.types import now
from ppm_desktop.persistence.upsert import upsert

logger = logging.getLogger(__name__)

Value = bool | int | float | str


def load_shared(database: Database) -> SharedSettings:
    """The settings as they are now; what this version does not know or cannot read stays at its default.

    Raises:
        DatabaseError: as `Database.begin`.
    """
    with database.read() as connection:
        stored = {row.name: row.value for row in connection.execute(select(SettingRow.name, SettingRow.value))}
    defaults = SharedSettings()
    changes: dict[str, Value] = {}
    for name, default in _defaults().items():
        if name in stored:
            try:
                changes[name] = _checked(default, stored[name])
            except InvalidRequest:
                logger.warning("setting %s holds %r, which cannot be read", name, stored[name])
    return replace(defaults, **changes)  # type: ignore[arg-type]  # checked against each field's default


def save_shared(database: Database, **changes: Value) -> SharedSettings:
    """Change settings by name; returns all of them as they are then.

    Raises:
        InvalidRequest: there is no such setting, or the value is of another kind.
        DatabaseError: as `Database.begin`.
    """
    defaults = _defaults()
    values = checked(changes)
    back = [name for name, value in values.items() if value == defaults[name]]
    kept = [{"name": name, "value": value} for name, value in values.items() if name not in back]
    with database.begin() as connection:
        connection.execute(delete(SettingRow).where(SettingRow.name.in_(back)))
        upsert(connection, SettingRow, kept, update=("value",), fresh={"updated_at": now()})
    return load_shared(database)


def checked(changes: Mapping[str, Value]) -> dict[str, Value]:
    """The new values, each of the kind of its setting.

    Raises:
        InvalidRequest: there is no such setting, or the value is of another kind.
    """
    defaults = _defaults()
    if unknown := changes.keys() - defaults.keys():
        raise InvalidRequest("setting_unknown", name=", ".join(sorted(unknown)))
    return {name: _checked(defaults[name], value) for name, value in changes.items()}


def _defaults() -> dict[str, Value]:
    defaults = SharedSettings()
    return {field.name: getattr(defaults, field.name) for field in fields(SharedSettings)}


def _checked(default: Value, value: object) -> Value:
    """``value`` as the kind of its default; a whole number may stand for a broken one."""
    if isinstance(default, bool):
        if value in (0, 1):
            return bool(value)
        raise InvalidRequest("setting_value", value=str(value))
    if isinstance(default, str) and isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and not isinstance(default, str):
        if isinstance(default, float):
            return float(value)
        if value == int(value):
            return int(value)
    raise InvalidRequest("setting_value", value=str(value))
