"""PPM's categories as a tree: paths of names, branches, and the order in which they are shown."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from sqlalchemy import Connection, select

from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.persistence.categories import EVERYTHING
from ppm_desktop.persistence.tables import CategoryRow

SEPARATOR = " / "


@dataclass(frozen=True, slots=True)
class CategoryPlace:
    """A category and where it hangs."""

    name: str
    parent_id: int | None
    level: int
    sort_order: int


class CategoryTree:
    """Some categories with all that are above them, or every category."""

    def __init__(self, places: Mapping[int, CategoryPlace]) -> None:
        self._places = places
        containers = {number for number, place in places.items() if place.level == 1 and place.name == EVERYTHING}
        tops = {parent for number in containers if (parent := places[number].parent_id) is not None}
        self._containers = containers | tops

    @classmethod
    def load(cls, connection: Connection, category_ids: Iterable[int] | None = None) -> Self:
        """The categories ``category_ids`` and all above them; every category without ids."""
        wanted = select(
            CategoryRow.id, CategoryRow.name, CategoryRow.parent_id, CategoryRow.level, CategoryRow.sort_order
        ).where(CategoryRow.deleted_at.is_(None))
        if category_ids is None:
            return cls({row.id: CategoryPlace(*row[1:]) for row in connection.execute(wanted)})
        found: dict[int, CategoryPlace] = {}
        asked: set[int] = set()
        missing = set(category_ids)
        while missing:
            asked |= missing
            rows = connection.execute(wanted.where(CategoryRow.id.in_(missing)))
            found |= {row.id: CategoryPlace(*row[1:]) for row in rows}
            missing = {place.parent_id for place in found.values() if place.parent_id is not None} - asked
        return cls(found)

    def path(self, number: int) -> str:
        """The names from the top to the category ``number``; containers show in no path."""
        line = [one for one in self.line(number) if one not in self._containers]
        return SEPARATOR.join(self._places[one].name for one in reversed(line))

    def line(self, number: int) -> Iterator[int]:
        """The category ``number`` and all above it."""
        seen: set[int] = set()
        current: int | None = number
        while current is not None and current in self._places and current not in seen:  # a damaged tree may be a ring
            seen.add(current)
            yield current
            current = self._places[current].parent_id

    def branch(self, number: int) -> list[int]:
        """The category ``number`` with all that are below it."""
        return list(self._walk({number}))

    def in_order(self) -> list[int]:
        """Every category but containers, each before those below it and beside its sisters as they are shown."""
        tops = {number for number, place in self._places.items() if place.parent_id not in self._places}
        return [number for number in self._walk(tops) if number not in self._containers]

    def _walk(self, tops: set[int]) -> Iterator[int]:
        """Depth first."""
        places = self._places
        shown = sorted(places, key=lambda one: (places[one].sort_order, places[one].name.casefold(), one))
        below: dict[int | None, list[int]] = defaultdict(list)
        for number in reversed(shown):
            below[places[number].parent_id].append(number)
        waiting = [number for number in reversed(shown) if number in tops]
        seen: set[int] = set()
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                yield number
                waiting.extend(below[number])


def require_category(connection: Connection, category_id: int) -> None:
    """Make sure that there is such a category of PPM.

    Raises:
        InvalidRequest: there is none.
    """
    found = select(CategoryRow.id).where(CategoryRow.id == category_id, CategoryRow.deleted_at.is_(None))
    if connection.scalar(found) is None:
        raise InvalidRequest("category_unknown")
