"""Who changed what since the last time: a three-way comparison, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass

from ppm_desktop.domain.reading import FieldValue
from ppm_desktop.domain.request import ConflictPolicy


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that both sides changed, with what each has now."""

    field: str
    ours: FieldValue
    theirs: FieldValue


@dataclass(frozen=True, slots=True)
class Merge:
    """What an import does with one product.

    Attributes:
        taken: The shop's values that go into PPM.
        kept: Fields in which PPM differs from the shop and stays; they wait to be sent.
        conflicts: Fields both sides changed, to be noted for a person.
    """

    taken: Mapping[str, FieldValue]
    kept: tuple[str, ...]
    conflicts: tuple[FieldConflict, ...]


def merge(
    ours: Mapping[str, FieldValue],
    base: Mapping[str, FieldValue] | None,
    theirs: Mapping[str, FieldValue],
    policy: ConflictPolicy,
) -> Merge:
    """Compare PPM's values, what was last read from this shop, and what the shop has now.

    ``base`` is None where the product was never read from this shop: an empty value of ours then gives
    way, any other difference counts as changed on both sides. Only fields in ``theirs`` are compared.
    """
    taken: dict[str, FieldValue] = {}
    kept: list[str] = []
    conflicts: list[FieldConflict] = []
    for field, value in theirs.items():
        mine = ours.get(field)
        if same(mine, value):
            continue
        shop_changed = base is None or not same(base.get(field), value)
        ppm_changed = not _empty(mine) if base is None else not same(base.get(field), mine)
        if not ppm_changed:
            taken[field] = value
        elif not shop_changed:
            kept.append(field)
        elif policy is ConflictPolicy.SHOP_WINS:
            taken[field] = value
        else:
            kept.append(field)
            if policy is ConflictPolicy.NOTE:
                conflicts.append(FieldConflict(field, mine, value))
    return Merge(taken, tuple(kept), tuple(conflicts))


def same(one: FieldValue, other: FieldValue) -> bool:
    """Whether two values mean the same: no value and empty text do."""
    return one == other or (_empty(one) and _empty(other))


def _empty(value: FieldValue) -> bool:
    return value is None or value == ""
