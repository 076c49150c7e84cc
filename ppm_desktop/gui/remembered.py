"""Small choices about the window that are kept on this computer."""

from pathlib import Path

from PySide6.QtCore import QSettings


class Remembered:
    """Flags by name, in an INI file; without a file they last as long as the window."""

    def __init__(self, file: Path | None = None) -> None:
        self._settings = None if file is None else QSettings(str(file), QSettings.Format.IniFormat)
        self._flags: dict[str, bool] = {}

    def flag(self, name: str, *, default: bool) -> bool:
        """The flag ``name``, ``default`` when it was never set."""
        if name not in self._flags and self._settings is not None:
            self._flags[name] = bool(self._settings.value(name, default, bool))
        return self._flags.get(name, default)

    def set_flag(self, name: str, value: bool) -> None:
        """Keep the flag."""
        self._flags[name] = value
        if self._settings is not None:
            self._settings.setValue(name, value)
