"""What an account of the shared database lets its person do; the database holds it, the program only obeys."""

from dataclasses import dataclass
from enum import StrEnum

from ppm_desktop.domain.errors import PpmError


class Role(StrEnum):
    """A bundle of rights that an administrator of the database gives to an account."""

    VIEWER = "viewer"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What may be forbidden.

    Attributes:
        RUN: Start, cancel, pause and repeat jobs, of this computer or of others.
        EDIT: Change products in PPM and decide conflicts.
        SHOPS: Add, test, change and remove shops and what their values mean in PPM.
        SETTINGS: Change the settings that hold for everybody.
    """

    RUN = "run"
    EDIT = "edit"
    SHOPS = "shops"
    SETTINGS = "settings"


class NotAllowed(PpmError):
    """The account of the database does not let its person do that."""

    cause = "not_allowed"

    def __init__(self, right: Right) -> None:
        super().__init__(cause=f"not_allowed_{right}")
        self.right = right


@dataclass(frozen=True, slots=True)
class Rights:
    """What this program's account may do."""

    granted: frozenset[Right] = frozenset(Right)

    def may(self, right: Right) -> bool:
        """Whether the account may do that."""
        return right in self.granted

    def require(self, right: Right) -> None:
        """Go on only where the account may do that.

        Raises:
            NotAllowed: it may not.
        """
        if right not in self.granted:
            raise NotAllowed(right)

    @property
    def role(self) -> Role:
        """The role that these rights come closest to."""
        if Right.SETTINGS in self.granted and Right.SHOPS in self.granted:
            return Role.ADMINISTRATOR
        return Role.OPERATOR if Right.RUN in self.granted else Role.VIEWER


EVERYTHING = Rights()
"""What a person alone may do, with the embedded database."""
