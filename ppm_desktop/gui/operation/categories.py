"""A shop's categories as a flat list of paths to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass

from ppm_desktop.domain.catalog import ROOT_CATEGORY_IDS, ShopCategory


@dataclass(frozen=True, slots=True)
class CategoryChoice:
    """One category.

    Attributes:
        path: Its names from the top, such as "Motocykle / Pit Bike".
        below: How many categories it has below it, at any depth.
        products: How many products it and those below have, None when nobody counted.
    """

    id: int
    path: str
    below: int
    products: int | None = None


def category_choices(categories: Sequence[ShopCategory]) -> list[CategoryChoice]:
    """All categories but the shop's own containers, ordered by path."""
    known = {category.id: category for category in categories}
    below = dict.fromkeys(known, 0)
    choices = []
    for category in categories:
        line = _line(category, known)
        for above in line[:-1]:
            below[above.id] += 1
        if category.id not in ROOT_CATEGORY_IDS:
            names = [_name(one) for one in line if one.id not in ROOT_CATEGORY_IDS]
            choices.append((category.id, " / ".join(names)))
    return [CategoryChoice(number, path, below[number]) for number, path in sorted(choices, key=lambda one: one[1])]


def _line(category: ShopCategory, known: dict[int, ShopCategory]) -> list[ShopCategory]:
    """From the top down to ``category``; a shop whose tree bites its own tail ends the line."""
    line = [category]
    seen = {category.id}
    while (parent := known.get(line[0].parent_id)) is not None and parent.id not in seen:
        line.insert(0, parent)
        seen.add(parent.id)
    return line


def _name(category: ShopCategory) -> str:
    return next((name for name in category.names.values() if name), f"#{category.id}")
