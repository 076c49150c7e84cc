"""What the program needs a webservice key to be allowed, and what of it a key lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """The columns of the permission matrix."""

    READ = "read"
    ADD = "add"
    CHANGE = "change"
    DELETE = "delete"


class Grant(StrEnum):
    """One cell of the permission matrix."""

    HELD = "held"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"


READ, ADD, CHANGE, DELETE = Right
_NEEDED: Mapping[str, frozenset[Right]] = {
    "products": frozenset({READ, ADD, CHANGE}),
    "categories": frozenset({READ, ADD}),
    "combinations": frozenset({READ}),
    "stock_availables": frozenset({READ, CHANGE}),
    "languages": frozenset({READ}),
    "tax_rule_groups": frozenset({READ}),
    "taxes": frozenset({READ}),
    "tax_rules": frozenset({READ}),
    "manufacturers": frozenset({READ, ADD}),
    "product_options": frozenset({READ}),
    "product_option_values": frozenset({READ}),
    "specific_prices": frozenset({READ, ADD, CHANGE, DELETE}),
}
"""By resource, in the order of the matrix."""
IMPORT_READS = (
    "products",
    "categories",
    "combinations",
    "stock_availables",
    "languages",
    "taxes",
    "tax_rules",
    "manufacturers",
)
"""What has to be readable for anything to work at all; what else is missing only limits what can be sent."""
_PATCHED = ("products", "stock_availables")
"""Where PATCH is used in shops that have it; everything else is changed by PUT."""


@dataclass(frozen=True, slots=True)
class MissingRight:
    """One right that a key lacks; ``verb`` is what a person has to tick in the shop's back office."""

    resource: str
    right: Right
    verb: str


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """One resource; ``grants`` in the order of `Right`."""

    resource: str
    grants: tuple[Grant, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing that is needed is missing."""
        return Grant.MISSING not in self.grants

    def grant(self, right: Right) -> Grant:
        """The cell in the column ``right``."""
        return self.grants[list(Right).index(right)]


@dataclass(frozen=True, slots=True)
class PermissionMatrix:
    """All resources that are needed, in the order they are shown."""

    rows: tuple[PermissionRow, ...]
    missing: tuple[MissingRight, ...] = ()

    @property
    def held(self) -> int:
        """Resources of which everything that is needed is there."""
        return sum(row.complete for row in self.rows)

    @property
    def needed(self) -> int:
        """How many resources there are in all."""
        return len(self.rows)

    @property
    def complete(self) -> bool:
        """Whether the key may do everything."""
        return not self.missing


def permission_matrix(permissions: Mapping[str, frozenset[str]]) -> PermissionMatrix:
    """Compare allowed verbs by resource with what is needed."""
    patches = _patches(permissions)
    rows: list[PermissionRow] = []
    missing: list[MissingRight] = []
    for resource, needed in _NEEDED.items():
        grants: list[Grant] = []
        for right in Right:
            verb = _verb(resource, right, patches=patches)
            if right not in needed:
                grants.append(Grant.NOT_NEEDED)
            elif verb in permissions.get(resource, frozenset()):
                grants.append(Grant.HELD)
            else:
                grants.append(Grant.MISSING)
                missing.append(MissingRight(resource, right, verb))
        rows.append(PermissionRow(resource, tuple(grants)))
    return PermissionMatrix(tuple(rows), tuple(missing))


def can_patch(permissions: Mapping[str, frozenset[str]]) -> bool:
    """Whether fields can be changed one by one wherever that is done."""
    return all("PATCH" in permissions.get(resource, ()) for resource in _PATCHED)


def _patches(permissions: Mapping[str, frozenset[str]]) -> bool:
    """Whether PATCH is the way of this shop: also where a key has it half and PUT not wholly either."""
    some = any("PATCH" in permissions.get(resource, ()) for resource in _PATCHED)
    all_put = all("PUT" in permissions.get(resource, ()) for resource in _PATCHED)
    return can_patch(permissions) or (some and not all_put)


def _verb(resource: str, right: Right, *, patches: bool) -> str:
    if right is Right.CHANGE:
        return "PATCH" if patches and resource in _PATCHED else "PUT"
    return {Right.READ: "GET", Right.ADD: "POST", Right.DELETE: "DELETE"}[right]
