"""Maps a shop's categories to PPM's, creating those without a counterpart together with their tree."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, cast, delete, func, insert, select

from ppm_desktop.domain.catalog import ROOT_CATEGORY_IDS, ShopCategory
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.tables.catalogue import CategoryRow, ShopMappingRow
from ppm_desktop.persistence.types import now

CATEGORY = "category"
EVERYTHING = "Wszystko"
"""PPM's own container of level 1, under which imported trees hang where it exists."""


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
        missing = {number for number in wanted if number in self._tree} - self._known.keys()
        if missing:
            with self._database.begin() as connection:
                known = self._stored(connection)
                for number in sorted(missing):
                    self._create(connection, number, known)
            self._known = known
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
        return {shop_id: ppm_id for shop_id, ppm_id in rows}

    def _create(self, connection: Connection, shop_id: int, known: dict[int, int]) -> None:
        """Map ``shop_id``, its parents first; a parent that the tree lacks makes it a top category."""
        line = [shop_id]
        while (parent := self._parent(line[-1])) is not None and parent not in known:
            line.append(parent)
        for number in reversed(line):
            parent = self._parent(number)
            above = known.get(parent) if parent is not None else self._container(connection)
            name = self._name(number)
            ppm_id = self._same_name(connection, above, name, known.values())
            if ppm_id is None:
                ppm_id = self._insert(connection, above, number, name)
            self._link(connection, ppm_id, number, name)
            known[number] = ppm_id

    def _parent(self, shop_id: int) -> int | None:
        parent = self._tree[shop_id].parent_id
        return parent if parent in self._tree and parent not in ROOT_CATEGORY_IDS else None

    def _name(self, shop_id: int) -> str:
        names = self._tree[shop_id].names
        name = names.get(self._language_id) or next((one for one in names.values() if one), "")
        return (name or f"#{shop_id}")[:300]

    def _container(self, connection: Connection) -> int | None:
        found: int | None = connection.scalar(
            select(CategoryRow.id).where(
                CategoryRow.level == 1, CategoryRow.name == EVERYTHING, CategoryRow.deleted_at.is_(None)
            )
        )
        return found

    def _same_name(self, connection: Connection, above: int | None, name: str, taken: Iterable[int]) -> int | None:
        """A category of this name that is no counterpart of another category of the shop yet."""
        found: int | None = connection.scalar(
            select(func.min(CategoryRow.id)).where(
                CategoryRow.name == name,
                CategoryRow.parent_id == above,
                CategoryRow.deleted_at.is_(None),
                CategoryRow.id.not_in(taken),
            )
        )
        return found

    def _insert(self, connection: Connection, above: int | None, shop_id: int, name: str) -> int:
        level, path = 0, ""
        if above is not None:
            parent = connection.execute(
                select(CategoryRow.level, CategoryRow.path).where(CategoryRow.id == above)
            ).one()
            level, path = parent.level + 1, f"{parent.path or ''}/{above}"
        inserted = connection.execute(
            insert(CategoryRow).values(
                parent_id=above,
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
        return int(key[0])

    def _link(self, connection: Connection, ppm_id: int, shop_id: int, name: str) -> None:
        connection.execute(
            delete(ShopMappingRow).where(
                ShopMappingRow.shop_id == self._shop_id,
                ShopMappingRow.mapping_type == CATEGORY,
                ShopMappingRow.ppm_value == str(ppm_id),
            )
        )
        connection.execute(
            insert(ShopMappingRow).values(
                shop_id=self._shop_id,
                mapping_type=CATEGORY,
                ppm_value=str(ppm_id),
                prestashop_id=shop_id,
                prestashop_value=name[:255],
                is_active=True,
                created_at=now(),
                updated_at=now(),
            )
        )
