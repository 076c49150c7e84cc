"""Maps a shop's categories to PPM's, creating those without a counterpart together with their tree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, cast, delete, insert, select

from ppm_desktop.domain.catalog import ROOT_CATEGORY_IDS, ShopCategory
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.tables import CategoryRow, ShopMappingRow, ShopSettingsRow
from ppm_desktop.persistence.types import now

CATEGORY = "category"
EVERYTHING = "Wszystko"
"""PPM's own container of level 1, under which imported trees hang where it exists."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A category of PPM and where it hangs."""

    id: int
    level: int
    path: str

    @property
    def path_below(self) -> str:
        return f"{self.path}/{self.id}"


@dataclass(slots=True)
class _Forest:
    """PPM's categories as they are now.

    Attributes:
        places: By id.
        named: Ids by the parent's id and the name.
        container: What imported trees hang under, None for the top.
    """

    places: dict[int, _Place] = field(default_factory=dict)
    named: dict[tuple[int | None, str], list[int]] = field(default_factory=dict)
    container: _Place | None = None

    def add(self, place: _Place, parent_id: int | None, name: str) -> None:
        self.places[place.id] = place
        self.named.setdefault((parent_id, name.casefold()), []).append(place.id)


class CategoryMapper:
    """Knows which PPM category each category of one shop is; one per job, used by the job's thread.

    Matches by the stored mapping first, then by the same name under the same parent; what is left is created.
    """

    def __init__(self, database: Database, shop_id: int, tree: Iterable[ShopCategory], language_id: int) -> None:
        """``language_id`` is the shop's language whose names PPM takes."""
        self._database = database
        self._shop_id = shop_id
        self._tree = {category.id: category for category in tree}
        self._language_id = language_id
        self._known: dict[int, int] | None = None

    def map(self, shop_ids: Iterable[int]) -> Mapping[int, int]:
        """PPM category by the shop's id, for those of ``shop_ids`` that the shop's tree knows."""
        wanted = set(shop_ids)
        if self._known is None:
            with self._database.read() as connection:
                self._known = self._stored(connection)
        missing = wanted.intersection(self._tree) - self._known.keys()
        if missing:
            self._known = self._database.retrying(lambda connection: self._extended(connection, missing))
        return {number: self._known[number] for number in wanted if number in self._known}

    def _stored(self, connection: Connection) -> dict[int, int]:
        rows = connection.execute(
            select(ShopMappingRow.prestashop_id, CategoryRow.id)
            .join(CategoryRow, cast(ShopMappingRow.ppm_value, CategoryRow.id.type) == CategoryRow.id)
            .where(
                ShopMappingRow.shop_id == self._shop_id,
                ShopMappingRow.mapping_type == CATEGORY,
                ShopMappingRow.is_active.is_(True),
                CategoryRow.deleted_at.is_(None),
            )
        )
        return {shop_id: ppm_id for shop_id, ppm_id in rows}  # noqa: C416 - rows are no pairs to a type checker

    def _extended(self, connection: Connection, missing: Iterable[int]) -> dict[int, int]:
        """The stored mapping with ``missing`` and all that is above them.

        One import after another: two shops at once would each make the same category.
        """
        connection.execute(select(ShopSettingsRow.shop_id).order_by(ShopSettingsRow.shop_id).with_for_update())
        known = self._stored(connection)
        before = known.keys() | set()
        forest = _load_forest(connection)
        for number in sorted(missing):
            self._place(connection, number, known, forest)
        self._link(connection, {number: ppm_id for number, ppm_id in known.items() if number not in before})
        return known

    def _place(self, connection: Connection, shop_id: int, known: dict[int, int], forest: _Forest) -> None:
        """Find or make the counterpart of ``shop_id``, those of its parents first."""
        line = [shop_id]
        # A damaged tree may hang below itself: the highest of such a ring goes to the top.
        while (parent := self._parent(line[-1])) is not None and parent not in known and parent not in line:
            line.append(parent)
        for number in reversed(line):
            above_id = known.get(self._parent(number) or 0)
            above = forest.container if above_id is None else forest.places[above_id]
            name = self._name(number)
            taken = set(known.values())
            same = forest.named.get((above.id if above else None, name.casefold()), ())
            counterpart = next((ppm_id for ppm_id in same if ppm_id not in taken), None)
            known[number] = counterpart or self._insert(connection, above, number, name, forest)

    def _parent(self, shop_id: int) -> int | None:
        parent = self._tree[shop_id].parent_id
        return parent if parent in self._tree and parent not in ROOT_CATEGORY_IDS else None

    def _name(self, shop_id: int) -> str:
        names = self._tree[shop_id].names
        name = names.get(self._language_id) or next((one for one in names.values() if one), "")
        return (name or f"#{shop_id}")[:300]

    def _insert(self, connection: Connection, above: _Place | None, shop_id: int, name: str, forest: _Forest) -> int:
        level = above.level + 1 if above else 0
        path = above.path_below if above else ""
        parent_id = above.id if above else None
        inserted = connection.execute(
            insert(CategoryRow).values(
                parent_id=parent_id,
                name=name,
                level=level,
                path=path or None,
                is_active=self._tree[shop_id].active,
                created_at=now(),
                updated_at=now(),
            )
        )
        key = inserted.inserted_primary_key
        assert key is not None  # one row was inserted
        ppm_id = int(key[0])
        forest.add(_Place(ppm_id, level, path), parent_id, name)
        return ppm_id

    def _link(self, connection: Connection, fresh: Mapping[int, int]) -> None:
        """Store ``fresh`` in place of mappings that were switched off."""
        if not fresh:
            return
        moment = connection.execute(select(now())).scalar_one()
        connection.execute(
            delete(ShopMappingRow).where(
                ShopMappingRow.shop_id == self._shop_id,
                ShopMappingRow.mapping_type == CATEGORY,
                ShopMappingRow.ppm_value.in_([str(ppm_id) for ppm_id in fresh.values()]),
            )
        )
        connection.execute(
            insert(ShopMappingRow),
            [
                {
                    "shop_id": self._shop_id,
                    "mapping_type": CATEGORY,
                    "ppm_value": str(ppm_id),
                    "prestashop_id": shop_id,
                    "prestashop_value": self._name(shop_id)[:255],
                    "is_active": True,
                    "created_at": moment,
                    "updated_at": moment,
                }
                for shop_id, ppm_id in fresh.items()
            ],
        )


def _load_forest(connection: Connection) -> _Forest:
    forest = _Forest()
    rows = connection.execute(
        select(CategoryRow.id, CategoryRow.parent_id, CategoryRow.name, CategoryRow.level, CategoryRow.path)
        .where(CategoryRow.deleted_at.is_(None))
        .order_by(CategoryRow.id)
    )
    for ppm_id, parent_id, name, level, path in rows:
        place = _Place(ppm_id, level, path or "")
        forest.add(place, parent_id, name)
        if level == 1 and name == EVERYTHING and forest.container is None:
            forest.container = place
    return forest
