"""Writes a file that a person asked for; runs in the pool."""

from pathlib import Path

from ppm_desktop.domain.errors import PpmError


def write_file(path: Path, content: bytes) -> Path:
    """Write ``content`` to ``path``.

    Raises:
        PpmError: the system refused; the detail is its reason.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise PpmError(error.strerror or str(error)) from error
    return path
