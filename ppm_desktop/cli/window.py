"""Opens the window; Qt is imported only here, so that commands start without it."""

from ppm_desktop.cli.session import session


def open_window(database: str | None) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    with session(database) as assembly:
        from ppm_desktop.app import run_window

        return run_window(assembly)
