"""Who may use the webservice: keys, whether they are switched on, and their permissions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ppm_desktop.practice.describing import METHODS
from ppm_desktop.practice.refusals import BadRequest
from ppm_desktop.practice.resources import RESOURCE_NAMES

PRACTICE_KEY = "PRACTICE0SHOP0KEY0FOR0TRAINING00"
"""The key a practice shop takes unless it was given another; it opens nothing else."""

KEY_LENGTH = 32
_ALL = frozenset(METHODS)


def all_permissions() -> dict[str, frozenset[str]]:
    """Every method on every resource."""
    return dict.fromkeys(RESOURCE_NAMES, _ALL)


@dataclass(frozen=True)
class Access:
    """What a key may do.

    Attributes:
        permissions: HTTP methods by resource; a resource that is missing is refused.
    """

    active: bool = True
    permissions: Mapping[str, frozenset[str]] = field(default_factory=all_permissions)


class NoKey(Exception):
    """No key was sent at all: 401 in plain text, before the webservice is reached."""


def authenticate(key: str | None, keys: Mapping[str, Access]) -> Access:
    """The rights of ``key``.

    Raises:
        NoKey: None was sent.
        BadRequest: 401 with the webservice's own codes.
    """
    if key is None:
        raise NoKey
    access = keys.get(key)
    if access is None or not access.active:
        raise BadRequest(401, *_why_refused(key, known=access is not None))
    if not access.permissions:
        raise BadRequest(401, (21, "No permission for this authentication key"))
    return access


def _why_refused(key: str, *, known: bool) -> list[tuple[int, str]]:
    if not key:
        return [(17, "Authentication key is empty")]
    if not known and len(key) != KEY_LENGTH:
        return [(18, "Invalid authentication key format")]
    return [(20, "Authentification key is not active"), (21, "No permission for this authentication key")]
